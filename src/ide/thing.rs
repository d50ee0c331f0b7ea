//! What stands under the cursor: a note that is named, a heading, a habit, a date. The other features ask here first.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::markdown::tree::{Content, Entry, Link, Value};
use crate::notes::field::Shape;
use crate::notes::note::{Meaning, Note, bare_target};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// Something that stands at a place of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A note, by any of its names.
    Note(NoteId),
    /// A heading of a note; the range is that of its words.
    Heading {
        /// The note that holds it.
        note: NoteId,
        /// Its words there.
        words: TextRange,
    },
    /// A prompt that a week's note answers.
    Prompt(String),
    /// A week of prompts, as `prompts:` names it.
    PromptWeek(String),
    /// A habit, by its name.
    Habit(String),
    /// A day's cell of a habit: its row and its place among the row's days.
    Cell {
        /// The row, counted among the tracker's rows.
        row: usize,
        /// The day, counted among the row's days.
        day: usize,
    },
    /// A day.
    Date(NaiveDate),
    /// A check, by its code.
    Check(String),
    /// A field of the front matter, by its key.
    Field(String),
    /// Words that should name a note, and name none or several.
    Unresolved {
        /// The words.
        target: String,
        /// The notes that they may mean.
        candidates: Vec<NoteId>,
    },
}

/// A thing and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words that the thing is told by.
    pub range: TextRange,
    /// What it is.
    pub thing: Thing,
}

/// What stands at a byte of a note; a cursor just behind a word counts as on it.
#[must_use]
pub fn thing_at(snapshot: &Snapshot, id: NoteId, offset: usize) -> Option<Found> {
    let note = snapshot.get(id)?;
    if let Some(front) = note.markdown.front_matter.as_ref().filter(|front| front.range.contains(offset)) {
        return field_at(snapshot, id, note, &front.entries, offset);
    }
    link_at(snapshot, id, note, offset)
        .or_else(|| tracker_at(note, offset))
        .or_else(|| heading_at(id, note, offset))
        .or_else(|| allowed_at(note, offset))
        .or_else(|| date_at(note, offset))
}

fn field_at(snapshot: &Snapshot, id: NoteId, note: &Note, entries: &[Entry], offset: usize) -> Option<Found> {
    let entry = entries.iter().find(|entry| entry.key_range.touches(offset) || touches(&entry.value, offset))?;
    if entry.key_range.touches(offset) {
        return Some(Found { range: entry.key_range, thing: Thing::Field(entry.key.to_string()) });
    }
    let (range, words) = scalar_at(&entry.value, offset)?;
    let range = unquoted(note, range);
    let shape = note.kind.fields().iter().find(|field| field.name == entry.key).map(|field| field.shape);
    let resolved = |resolution: Resolution| {
        let bare = bare_target(&words);
        let range = note.of(range).find(bare).map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + bare.len()));
        Found { range, thing: of_resolution(resolution, bare) }
    };
    let is_own_name = |name: &crate::notes::field::Spanned<String>| entry.key == "name" && name.range.touches(offset);
    match shape {
        Some(Shape::Contacts) => Some(resolved(snapshot.resolve_contact(&words))),
        Some(Shape::Company) => Some(resolved(snapshot.resolve_company(&words))),
        Some(Shape::Message) => Some(resolved(snapshot.resolve_message(&words))),
        Some(Shape::Codes) => Some(Found { range, thing: Thing::Check(words) }),
        Some(Shape::PromptWeek) => Some(Found { range, thing: Thing::PromptWeek(words) }),
        _ => match &note.meaning {
            Meaning::Contact(contact) if is_own_name(&contact.name) => Some(Found { range, thing: Thing::Note(id) }),
            Meaning::Company(company) if is_own_name(&company.name) => Some(Found { range, thing: Thing::Note(id) }),
            _ => date_at(note, offset),
        },
    }
}

fn touches(value: &Value, offset: usize) -> bool {
    value.range.touches(offset)
}

/// The scalar under the cursor, in a list as well.
fn scalar_at(value: &Value, offset: usize) -> Option<(TextRange, String)> {
    match &value.content {
        Content::Scalar(words) => Some((value.range, words.clone())),
        Content::List(values) => values.iter().find(|value| touches(value, offset)).and_then(|value| scalar_at(value, offset)),
        Content::Empty | Content::Map(_) => None,
    }
}

/// The range without the quotes around it.
fn unquoted(note: &Note, range: TextRange) -> TextRange {
    let words = note.of(range);
    let is_quoted = words.len() >= 2 && ['"', '\''].iter().any(|quote| words.starts_with(*quote) && words.ends_with(*quote));
    if is_quoted { TextRange::new(range.start() + 1, range.end() - 1) } else { range }
}

fn of_resolution(resolution: Resolution, target: &str) -> Thing {
    match resolution {
        Resolution::One(id) => Thing::Note(id),
        Resolution::Several(candidates) => Thing::Unresolved { target: target.to_owned(), candidates },
        Resolution::File | Resolution::None => Thing::Unresolved { target: target.to_owned(), candidates: Vec::new() },
    }
}

fn link_at(snapshot: &Snapshot, id: NoteId, note: &Note, offset: usize) -> Option<Found> {
    let link = note.link_at(offset)?;
    let target = note.of(link.target);
    if !crate::notes::note::is_internal(link, target) {
        return None;
    }
    let resolution = snapshot.resolve_link(note, link);
    if let Some(anchor) = link.anchor.filter(|anchor| anchor.touches(offset))
        && let Some(to) = resolution.one()
    {
        let words = snapshot.heading_named(snapshot.note(to), note.of(anchor));
        return words.map(|words| Found { range: anchor, thing: Thing::Heading { note: to, words } });
    }
    let range = shown_range(link, offset);
    match resolution {
        Resolution::File => None,
        Resolution::One(to) if target.is_empty() && to == id => None,
        resolution => Some(Found { range, thing: of_resolution(resolution, target) }),
    }
}

/// The part of a link that the cursor stands in: its label, else its target.
fn shown_range(link: &Link, offset: usize) -> TextRange {
    link.label.filter(|label| label.touches(offset)).unwrap_or(if link.target.is_empty() { link.range } else { link.target })
}

fn tracker_at(note: &Note, offset: usize) -> Option<Found> {
    let tracker = note.week()?.tracker.as_ref()?;
    let table = note.markdown.tables.get(tracker.table)?;
    for (at, row) in tracker.rows.iter().enumerate() {
        let line = table.rows.get(row.row)?;
        if !line.range.touches(offset) {
            continue;
        }
        if row.name.range.touches(offset) {
            return Some(Found { range: row.name.range, thing: Thing::Habit(row.name.value.clone()) });
        }
        for (day, cell) in row.days.iter().enumerate() {
            let whole = line.cells.get(cell.column).map_or(cell.range, |cell| cell.range);
            if whole.touches(offset) {
                return Some(Found { range: cell.range, thing: Thing::Cell { row: at, day } });
            }
        }
    }
    None
}

fn heading_at(id: NoteId, note: &Note, offset: usize) -> Option<Found> {
    let heading = note.markdown.headings.iter().find(|heading| heading.range.touches(offset))?;
    let prompt = note.week().and_then(|week| week.prompts.iter().find(|prompt| prompt.heading.range == heading.text));
    let is_name = heading.level == 1 && matches!(note.meaning, Meaning::Contact(_) | Meaning::Company(_));
    let thing = match prompt {
        Some(prompt) => Thing::Prompt(prompt.heading.value.clone()),
        None if is_name => Thing::Note(id),
        None => Thing::Heading { note: id, words: heading.text },
    };
    Some(Found { range: heading.text, thing })
}

fn allowed_at(note: &Note, offset: usize) -> Option<Found> {
    let code = note.allow.iter().find(|code| code.range.touches(offset))?;
    Some(Found { range: code.range, thing: Thing::Check(code.value.clone()) })
}

/// An ISO date under the cursor.
fn date_at(note: &Note, offset: usize) -> Option<Found> {
    let text: &str = &note.text;
    let bytes = text.as_bytes();
    let first = offset.saturating_sub(10);
    (first..=offset.min(text.len())).rev().find_map(|start| {
        let words = text.get(start..start + 10)?;
        let date = iso_date(words)?;
        let apart = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let is_whole = (start == 0 || apart(bytes.get(start - 1))) && apart(bytes.get(start + 10));
        let range = TextRange::new(start, start + 10);
        (is_whole && range.touches(offset)).then_some(Found { range, thing: Thing::Date(date) })
    })
}

#[cfg(test)]
mod tests {
    use super::{Thing, thing_at};
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &str) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let found = thing_at(&snapshot, id, offset).map_or("nothing".to_owned(), |found| {
            let words = snapshot.note(id).of(found.range);
            match found.thing {
                Thing::Note(to) => format!("{words} -> {}", snapshot.note(to).path),
                Thing::Heading { note, words: heading } => format!("{words} -> # {}", snapshot.note(note).of(heading)),
                other => format!("{words} -> {other:?}"),
            }
        });
        assert_eq!(found, expected);
    }

    const ADA: &str = "//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace\n---\n## Facts\n";

    #[test]
    fn a_link_and_its_heading_are_told_apart() {
        check(&format!("{ADA}//- n.md\nSee [[ada-lo$0velace|Ada]]."), "ada-lovelace -> contacts/ada-lovelace.md");
        check(&format!("{ADA}//- n.md\nSee [[ada-lovelace#Fa$0cts]]."), "Facts -> # Facts");
        check(&format!("{ADA}//- n.md\nSee [[nobody$0]]."), "nobody -> Unresolved { target: \"nobody\", candidates: [] }");
        check("//- n.md\nSee [it](https://a.ex$0ample).", "nothing");
    }

    #[test]
    fn fields_that_name_somebody_lead_to_them() {
        check(&format!("{ADA}//- outreach/x.md\n---\nto: [\"Ada Love$0lace\", Bo]\n---\n"), "Ada Lovelace -> contacts/ada-lovelace.md");
        check(&format!("{ADA}//- outreach/x.md\n---\nto: [[ada$0-lovelace]]\n---\n"), "ada-lovelace -> contacts/ada-lovelace.md");
        check("//- outreach/x.md\n---\nchan$0nel: email\n---\n", "channel -> Field(\"channel\")");
        check("//- outreach/x.md\n---\nallow: [too-long, jar$0gon]\n---\n", "jargon -> Check(\"jargon\")");
        check("//- contacts/ada.md\n---\nname: Ada$0 Lovelace\n---\n", "Ada Lovelace -> contacts/ada.md");
    }

    #[test]
    fn a_tracker_has_habits_and_cells() {
        let week =
            "//- weeks/2026-W48.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Co$0de | daily | x | | |\n";
        check(week, "Code -> Habit(\"Code\")");
        check(&week.replace("Co$0de", "Code").replace("x |", "x$0 |"), "x -> Cell { row: 0, day: 0 }");
        check(&week.replace("Co$0de", "Code").replace("x | |", "x | $0|"), " -> Cell { row: 0, day: 1 }");
    }

    #[test]
    fn a_date_is_found_in_running_text_and_in_fields() {
        check("//- n.md\nOn 2026-1$01-24 we met.", "2026-11-24 -> Date(2026-11-24)");
        check("//- n.md\n2026-11-24$0", "2026-11-24 -> Date(2026-11-24)");
        check("//- contacts/a.md\n---\nfollow-up: 2026-$012-01\n---\n", "2026-12-01 -> Date(2026-12-01)");
        check("//- n.md\nx2026-1$01-24", "nothing");
    }
}
