//! What the text of a note says: front matter, headings, links, tables, lists; no meaning.

mod broken_yaml;
pub mod edit_front_matter;
pub mod edit_tables;
pub mod front_matter;
pub mod key;
mod lines;
pub mod links;
pub mod parse;
mod simple;
mod splice;
pub mod tables;
pub mod tree;
mod walk;
mod yaml;
mod yaml_scalar;
mod yaml_simple;
