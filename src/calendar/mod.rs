//! Dates, weeks, written dates and offered times; never the system clock.

pub mod date;
pub mod phrase;
pub mod slot;
pub mod week;
