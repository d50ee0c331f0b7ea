//! Checks on the journal itself: notes that cannot be read as meant, links, weeks and their marks, settings.

mod lift;
mod near;

pub mod invalid_front_matter;
pub mod invalid_value;
pub mod unknown_field;
pub mod broken_link;
pub mod ambiguous_link;
pub mod duplicate_contact;
pub mod unknown_prompt;
pub mod prompt_status;
pub mod invalid_mark;
pub mod invalid_target;
pub mod week_mismatch;
pub mod future_mark;
pub mod missed_twice;
pub mod conflict_marker;
pub mod unreadable_note;
pub mod invalid_settings;
