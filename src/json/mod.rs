//! The shapes that scripts and editors lean on, written out by hand.

pub mod due;
pub mod number;
pub mod habits;
pub mod messages;
pub mod today;
pub mod week;
pub mod place;
pub mod check;
pub mod sarif;
pub mod github;
pub mod prompts;
pub mod people;
pub mod log;
pub mod schema;
pub mod explain;
