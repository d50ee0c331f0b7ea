//! The repository around the journal, asked through the keeper's own git and libgit2: where it is, its state, what it holds.

pub mod process;
pub mod program;
pub mod discovery;
pub mod open;
pub mod commit_time;
pub mod state;
pub mod single_paths;
pub mod objects;
pub mod status;
pub mod orphans;
pub mod locks;
