//! One command a file: its arguments with their help, then `run`.

pub mod check;
pub mod explain;
pub mod week;
pub mod demo;
pub mod sent;
pub mod replied;
pub mod met;
pub mod declined;
pub mod close;
pub mod commit;
pub mod merge_driver;
pub mod push;
pub mod sync;
pub mod hooks;
pub mod done;
pub mod skip;
pub mod clear;
pub mod log;
pub mod doctor;
