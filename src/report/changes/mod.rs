//! What moved in meaning between two states of the journal, and the words of a commit for it.

pub mod fact;
pub mod compare;
pub mod message;
pub mod standing;
