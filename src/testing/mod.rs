//! Fixtures for tests: small journals in text, cursors and expected findings.

mod fixture;
mod findings;

pub use findings::{check_fix, check_message, check_note, findings, fires, message_journal};
pub use fixture::{at_cursor, day, files, journal};
