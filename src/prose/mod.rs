//! A message's anatomy: sentences and what each of them does, names, likeness.

pub mod words;
pub mod cues;
pub mod cue_table;
pub mod names;
pub mod language;
pub mod places;
pub mod readability;
pub mod similarity;
pub mod acts;
pub mod anatomy;
