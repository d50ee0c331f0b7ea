//! The face for the terminal: words on a screen.

pub mod failure;
pub mod screen;
pub mod findings;
pub mod global;
pub mod heaps;
pub mod journal;
pub mod mark;
pub mod own_template;
pub mod clipboard;
pub mod complete;
pub mod repository;
pub mod week_standing;
pub mod left_gaps;
pub mod editor;
pub mod find_note;
pub mod commands;
pub mod run;
pub mod views;
