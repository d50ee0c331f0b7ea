//! Fixtures for tests: small journals in text, cursors and expected findings.

mod fixture;

pub use fixture::{at_cursor, day, files, journal};
