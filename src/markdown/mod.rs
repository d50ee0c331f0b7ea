//! What the text of a note says: front matter, headings, links, tables, lists; no meaning.

pub mod tree;
