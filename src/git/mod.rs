//! The journal on disk and in its repository: find, read, save, commit, history, sync; asked by the faces only.

pub mod root;
pub mod files;
pub mod folders;
pub mod save;
pub mod watch;
#[cfg(test)]
pub mod as_nobody;
pub mod process;
pub mod program;
pub mod objects;
pub mod discovery;
pub mod repository;
pub mod status;
pub mod orphans;
pub mod locks;
pub mod commit;
pub mod private_file;
pub mod history;
pub mod commit_cache;
pub mod address;
pub mod privacy;
pub mod merge;
pub mod sync;
pub mod secrets;
pub mod hooks;
pub mod driver;
pub mod replay;
pub mod history_facts;
