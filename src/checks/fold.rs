//! One cause, one finding: which code stands for which where they share a cause.

use crate::checks::check::Diagnostic;

/// The findings of one note with those left out that another one tells better.
#[must_use]
pub fn fold(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics
}
