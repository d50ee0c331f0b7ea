//! Where the sentences of a message begin and end: in running text, greetings, lists and signatures.

mod lines;
pub mod split;
mod stops;
mod words;

pub use split::sentences;
