//! The journal on disk and in its repository: find, read, save, commit, history, sync; asked by the faces only.

pub mod files;
pub mod save;
pub mod watch;
pub mod repository;
pub mod history;
pub mod remote;
