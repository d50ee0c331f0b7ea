//! What happened and what is due, as plain values.

pub mod due;
pub mod prompt_counts;
pub mod week;
pub mod changes;
pub mod prompts;
