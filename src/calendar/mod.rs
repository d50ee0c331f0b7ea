//! Dates, weeks, written dates and offered times; never the system clock.
