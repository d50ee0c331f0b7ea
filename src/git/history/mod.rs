//! The journal's commits: made, taken back, told again from a script, and read as a history.

pub mod commit;
pub mod replay;
pub mod log;
pub mod commit_cache;
pub mod facts;
