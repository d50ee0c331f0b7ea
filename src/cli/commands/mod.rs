//! One command a file: its arguments with their help, then `run`.

pub mod check;
pub mod explain;
pub mod week;
pub mod today;
pub mod due;
pub mod messages;
pub mod habits;
pub mod demo;
