//! Reports as words and bars on a screen.

pub mod draw;
pub mod week;
