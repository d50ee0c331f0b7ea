//! From our values to the protocol's types.

pub(crate) mod places;
pub(crate) mod diagnostics;
pub(crate) mod edits;
