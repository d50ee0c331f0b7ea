//! What `journal check --format json` prints (interface.md, section 1).

use serde_json::{Value, json};

use crate::checks::check::{Diagnostic, Fix, FixKind, Related, Severity};
use crate::json::place::{place, places};
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// The findings as a value of version 1. `root` is the journal's folder as it is shown; `notes` how many notes were looked at.
#[must_use]
pub fn check(snapshot: &Snapshot, root: &str, diagnostics: &[Diagnostic], notes: usize) -> Value {
    let count = |level: Severity| diagnostics.iter().filter(|one| one.severity == level).count();
    let counts: serde_json::Map<String, Value> =
        Severity::ALL.into_iter().map(|level| (level.word().to_owned(), json!(count(level)))).collect();
    json!({
        "version": 1,
        "journal": root,
        "today": snapshot.today().to_string(),
        "diagnostics": diagnostics.iter().map(|one| diagnostic(snapshot, one)).collect::<Vec<_>>(),
        "counts": counts,
        "notes": notes,
    })
}

fn diagnostic(snapshot: &Snapshot, one: &Diagnostic) -> Value {
    let (start, end) = span(snapshot, &one.path, one.finding.range);
    json!({
        "path": &*one.path,
        "code": one.code,
        "severity": one.severity.word(),
        "message": one.finding.message,
        "help": one.finding.help,
        "url": null,
        "start": start,
        "end": end,
        "related": one.finding.related.iter().map(|it| related(snapshot, it)).collect::<Vec<_>>(),
        "fixes": one.finding.fixes.iter().filter_map(|it| fix(snapshot, &one.path, it)).collect::<Vec<_>>(),
    })
}

fn related(snapshot: &Snapshot, one: &Related) -> Value {
    let (start, end) = span(snapshot, &one.path, one.range);
    json!({"path": &*one.path, "start": start, "end": end, "message": one.message})
}

/// A fix with its edits; none where another command makes it.
fn fix(snapshot: &Snapshot, path: &str, fix: &Fix) -> Option<Value> {
    let FixKind::Edits(edits) = &fix.how else { return None };
    let edit = |edit: &crate::text::edit::TextEdit| {
        let (start, end) = span(snapshot, path, edit.range);
        json!({"path": path, "start": start, "end": end, "text": edit.text})
    };
    Some(json!({"title": fix.title, "edits": edits.iter().map(edit).collect::<Vec<_>>()}))
}

fn span(snapshot: &Snapshot, path: &str, range: TextRange) -> (Value, Value) {
    let (start, end) = places(snapshot, path, range);
    (place(start), place(end))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;
    use crate::checks::run::check_all;
    use crate::testing::journal;

    #[test]
    fn the_shape_is_the_contracts() {
        let snapshot = journal("//- outreach/a.md\n---\nstatus: Sent\nsent: 2026-11-20\n---\nHi\n");
        let findings: Vec<_> = check_all(&snapshot).into_iter().filter(|one| one.code == "invalid-value").collect();
        let place = |line: u32, column: u32| json!({"line": line, "column": column});
        assert_eq!(
            check(&snapshot, "/j", &findings, 1),
            json!({
                "version": 1, "journal": "/j", "today": "2026-11-23", "notes": 1,
                "counts": {"error": 0, "warning": 1, "info": 0, "hint": 0},
                "diagnostics": [{
                    "path": "outreach/a.md", "code": "invalid-value", "severity": "warning",
                    "message": "“Sent” is not one of the words for “status”.",
                    "help": "Write one of: draft, sent, replied, met, declined, closed.",
                    "url": null, "start": place(2, 9), "end": place(2, 13), "related": [],
                    "fixes": [{"title": "Write “sent”", "edits": [
                        {"path": "outreach/a.md", "start": place(2, 9), "end": place(2, 13), "text": "sent"}]}],
                }],
            })
        );
    }
}
