//! Changes as edits: what a command or a quick fix would write.

pub mod plan;
pub mod rename;
pub mod format;
pub mod demo;
pub mod new_note;
pub mod merge;
pub mod tick;
pub mod find_message;
pub mod contact_log;
pub mod counted_cell;
pub mod mark_message;
pub mod follow_up;
pub mod settle;
pub mod init;
pub mod import_people;
