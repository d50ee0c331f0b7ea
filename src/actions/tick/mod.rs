//! Ticking, skipping and clearing days of habits.

pub mod ask;
pub mod cell;
pub mod place;
pub mod told;
pub mod act;
