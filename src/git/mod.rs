//! The journal on disk and in its repository: find, read, save, commit, history, sync; asked by the faces only.

pub mod root;
pub mod files;
pub mod folders;
pub mod private_file;
pub mod save;
pub mod watch;
#[cfg(test)]
pub mod as_nobody;
pub mod repository;
pub mod history;
pub mod remote;
