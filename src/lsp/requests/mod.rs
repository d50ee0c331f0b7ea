//! Requests, a file a feature: from the protocol to a function of `ide`, and back. They decide nothing.

pub(crate) mod hover;
pub(crate) mod locations;
pub(crate) mod navigate;
pub(crate) mod symbols;
pub(crate) mod shape;
pub(crate) mod tokens;
pub(crate) mod diagnostics;
pub(crate) mod completion;
pub(crate) mod rename;
pub(crate) mod format;
pub(crate) mod actions;
pub(crate) mod lens;
pub(crate) mod hints;
pub(crate) mod command;
pub(crate) mod files;
