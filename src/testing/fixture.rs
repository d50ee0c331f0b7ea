//! A journal written as text: `//- path` starts a note, `$0` is the cursor. It is always Monday 23 November 2026.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The day of a fixture.
#[track_caller]
pub fn day(text: &str) -> NaiveDate {
    iso_date(text).expect("a day such as 2026-11-23")
}

/// The files of a fixture: paths and texts.
pub fn files(fixture: &str) -> Vec<(Arc<str>, Arc<str>)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in fixture.trim_start_matches('\n').split_inclusive('\n') {
        match (line.strip_prefix("//- "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => files.push(("note.md".to_owned(), line.to_owned())),
        }
    }
    files.into_iter().map(|(path, text)| (path.into(), text.into())).collect()
}

/// The journal of a fixture.
pub fn journal(fixture: &str) -> Snapshot {
    Snapshot::of_files(files(fixture), day("2026-11-23"))
}

/// The journal of a fixture, and where its cursor stands: the note and the byte offset.
#[track_caller]
pub fn at_cursor(fixture: &str) -> (Snapshot, NoteId, usize) {
    let mut place = None;
    let files = files(fixture)
        .into_iter()
        .map(|(path, text)| match text.find("$0") {
            Some(at) => {
                place = Some((path.clone(), at));
                (path, format!("{}{}", &text[..at], &text[at + 2..]).into())
            }
            None => (path, text),
        })
        .collect();
    let snapshot = Snapshot::of_files(files, day("2026-11-23"));
    let (path, offset) = place.expect("a cursor: $0");
    let id = snapshot.id(&path).expect("the note of the cursor");
    (snapshot, id, offset)
}
