//! Completions for shells: what may stand at a place of the command line, with the journal's own names.

pub mod candidate;
pub mod names;
pub mod walk;
pub mod scripts;
