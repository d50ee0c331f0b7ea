//! Ranges, lines, edits, sentences, fuzzy matching, width: text as such, with no knowledge of journals.

pub mod range;
pub mod line_index;
pub mod edit;
pub mod sentences;
pub mod fuzzy;
pub mod width;
