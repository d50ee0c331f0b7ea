//! Changes as edits: what a command or a quick fix would write.

pub mod demo;
