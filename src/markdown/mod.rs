//! What the text of a note says: front matter, headings, links, tables, lists; no meaning.

pub mod edit_tables;
pub mod front_matter;
mod lines;
pub mod links;
pub mod parse;
mod simple;
pub mod tables;
pub mod tree;
mod walk;
