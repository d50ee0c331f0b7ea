//! Two versions of a note joined by what they mean, beside the one they both come from.

pub mod merged;
pub mod keyed;
pub mod alike;
pub mod lines;
pub mod blocks;
pub mod front;
pub mod lists;
pub mod tracker;
pub mod sections;
pub mod note;
