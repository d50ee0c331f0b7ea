//! Problems that a note or the settings found in themselves, lifted to findings.

use crate::checks::check::{Finding, Fix};
use crate::notes::note::Note;
use crate::notes::problem::{Problem, ProblemKind};

/// The problems of one kind in a note.
pub(super) fn lifted(note: &Note, kind: ProblemKind) -> Vec<Finding> {
    note.problems.iter().filter(|problem| problem.kind == kind).map(finding).collect()
}

/// A problem as a finding.
pub(super) fn finding(problem: &Problem) -> Finding {
    let found = Finding::new(problem.range, &problem.message, &problem.help);
    match &problem.fix {
        Some((title, edits)) => found.fixed_by(Fix::edits(title, edits.clone())),
        None => found,
    }
}
