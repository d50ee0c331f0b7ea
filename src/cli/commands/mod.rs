//! One command a file: its arguments with their help, then `run`.

pub mod check;
pub mod explain;
pub mod demo;
pub mod sent;
pub mod replied;
pub mod met;
pub mod declined;
pub mod close;
pub mod lsp;
