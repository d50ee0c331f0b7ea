//! What the text of a note says: front matter, headings, links, tables, lists; no meaning.

pub mod front_matter;
mod lines;
pub mod links;
pub mod parse;
pub mod tables;
pub mod tree;
mod walk;
mod yaml;
