//! One command a file: its arguments with their help, then `run`.

pub mod check;
pub mod explain;
pub mod demo;
pub mod done;
pub mod skip;
pub mod clear;
