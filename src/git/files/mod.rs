//! The journal's files and the keeper's own folders on disk: the root found, files walked and read.

pub mod root;
pub mod entry;
mod path;
mod gather;
mod links;
pub mod walk;
pub mod read;
pub mod own_folders;
pub mod private_file;
#[cfg(test)]
pub mod as_nobody;
#[cfg(test)]
mod fixture;
