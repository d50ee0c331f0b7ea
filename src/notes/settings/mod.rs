//! `journal.toml`: every setting, its default, and the place of what is wrong in it.

pub mod model;
mod reader;
mod tables;
pub mod read;
pub mod place;
pub mod keys;
