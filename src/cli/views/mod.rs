//! Reports as words and bars on a screen.

pub mod draw;
pub mod file;
pub mod habits;
pub mod messages;
pub mod today;
pub mod week;
pub mod table;
pub mod people;
