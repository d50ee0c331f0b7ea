//! The journal's other copies: brought together by meaning, and guarded so that nothing leaks on the way there.

pub mod address;
pub mod ssh_host;
pub mod privacy;
pub mod secrets;
pub mod merge;
pub mod driver;
pub mod sync;
pub mod hooks;
