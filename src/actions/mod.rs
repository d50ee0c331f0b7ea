//! Changes as edits: what a command or a quick fix would write.

pub mod plan;
pub mod demo;
pub mod new_note;
pub mod tick;
pub mod settle;
