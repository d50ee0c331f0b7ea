//! Ranges, lines, edits, sentences, fuzzy matching, width: text as such, with no knowledge of journals.

pub mod edit;
pub mod fuzzy;
pub mod letters;
pub mod line_index;
pub mod range;
pub mod sentences;
pub mod width;
