//! The list of all checks, in the order of their pages. It lists, and does nothing else.

use crate::checks::check::Check;

/// Every check: on the message, on the pipeline, on the journal.
pub const CATALOGUE: &[&Check] = &[];

/// The check of this code.
#[must_use]
pub fn check_named(code: &str) -> Option<&'static Check> {
    CATALOGUE.iter().copied().find(|check| check.code == code)
}
