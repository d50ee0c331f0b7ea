//! Inlay hints: weekday and distance beside dates, a habit's sum beside its row, what each sentence of a message does.

use crate::ide::anatomy::parts;
use crate::ide::dates::date_hint;
use crate::ide::habit_card::sum;
use crate::ide::tokens::dates_in;
use crate::notes::note::Note;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What a hint is about; each kind can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// A date.
    Date,
    /// A habit's week.
    Habit,
    /// A part of a message.
    Anatomy,
}

/// Words shown beside a place, and not part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte that they stand before.
    pub offset: usize,
    /// The words.
    pub label: String,
    /// What they are about.
    pub kind: HintKind,
}

/// The hints within a range of a note, in order.
#[must_use]
pub fn hints(snapshot: &Snapshot, id: NoteId, within: TextRange) -> Vec<Hint> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut found = date_hints(snapshot, note, within);
    found.extend(habit_hints(snapshot, id, note));
    found.extend(parts(snapshot, id, note).into_iter().map(|part| Hint {
        offset: part.range.start(),
        label: part.name.to_owned(),
        kind: HintKind::Anatomy,
    }));
    found.retain(|hint| within.touches(hint.offset));
    found.sort_by_key(|hint| hint.offset);
    found
}

/// Dates in links are names of notes, and those in a table have no room beside them.
fn date_hints(snapshot: &Snapshot, note: &Note, within: TextRange) -> Vec<Hint> {
    let in_link = |range: TextRange| note.markdown.links.iter().any(|link| link.range.overlaps(range));
    let in_table = |range: TextRange| note.markdown.tables.iter().any(|table| table.range.overlaps(range));
    let in_name = |range: TextRange| note.text[range.end()..].starts_with('-');
    let dates = dates_in(&note.text, within).filter(|(range, _)| !in_link(*range) && !in_table(*range) && !in_name(*range));
    dates.map(|(range, date)| Hint { offset: range.end(), label: date_hint(date, snapshot.today()), kind: HintKind::Date }).collect()
}

fn habit_hints(snapshot: &Snapshot, id: NoteId, note: &Note) -> Vec<Hint> {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return Vec::new() };
    let Some(table) = note.markdown.tables.get(tracker.table) else { return Vec::new() };
    let rows = tracker.rows.iter().filter_map(|row| {
        let history = snapshot.chains().habit(&row.name.value)?;
        let tally = history
            .weeks
            .iter()
            .find(|week| week.note == Some(id) && week.row == Some(row.row))
            .or_else(|| history.weeks.iter().find(|week| week.note == Some(id)))?;
        Some(Hint { offset: table.rows.get(row.row)?.range.end(), label: sum(&tally.tally), kind: HintKind::Habit })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::hints;
    use crate::testing::journal;
    use crate::text::range::TextRange;

    #[track_caller]
    fn check(fixture: &str, path: &str, expected: &[&str]) {
        let snapshot = journal(fixture);
        let note = snapshot.at(path).unwrap();
        let found = hints(&snapshot, snapshot.id(path).unwrap(), TextRange::new(0, note.text.len()));
        let shown: Vec<String> = found.iter().map(|hint| format!("{:?} {}", hint.kind, hint.label)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn dates_are_told_with_weekday_and_distance_but_not_in_links() {
        check(
            "//- contacts/a.md\n---\nfollow-up: 2026-12-01\n---\n[[2026-11-20-x]] 2026-11-20\n",
            "contacts/a.md",
            &["Date Tue, in 8 days", "Date Fri, 3 days ago"],
        );
    }

    #[test]
    fn a_habit_has_its_sum_beside_its_row() {
        check(
            "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | Mon Tue | x | | |\n| Run | 1/week | 1 | | |\n",
            "weeks/2026-W48.md",
            &["Habit 1/2", "Habit 1/1 ✓"],
        );
    }
}
