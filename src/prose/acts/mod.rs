//! What a sentence of a message does: a small classifier that scores every act, and can say which words decided.

pub mod act;
pub mod classes;
pub mod clauses;
pub mod explain;
pub mod features;
pub mod frames;
pub mod judge;
pub mod learn;
pub mod letters;
pub mod lexicon;
pub mod math;
pub mod model;
pub mod patterns;
pub mod score;
pub mod tokens;
pub mod train;
