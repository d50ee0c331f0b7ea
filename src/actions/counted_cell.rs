//! The day's number in the cell of a habit that counts itself: written into an empty cell or over a number, never over another mark.

use chrono::{Datelike, NaiveDate};

use crate::markdown::edit_tables::set_cell;
use crate::notes::habits::{Amount, Mark, Unit, written_number};
use crate::notes::note::Note;
use crate::notes::settings::model::Counts;
use crate::notes::week::{DayCell, HabitRow};
use crate::text::edit::TextEdit;
use crate::workspace::snapshot::Snapshot;

/// A cell to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct CountedCell {
    /// The habit.
    pub habit: String,
    /// The number.
    pub number: u32,
    /// The week's note.
    pub path: std::sync::Arc<str>,
    /// The edits in it.
    pub edits: Vec<TextEdit>,
}

/// The cells that change when the notes say `after` what they did not say before: one a habit that counts `what`, on `day`. Habits
/// whose week has no note or no row are left alone; their number is shown all the same.
#[must_use]
pub fn counted_cells(before: &Snapshot, after: &Snapshot, what: Counts, day: NaiveDate) -> Vec<CountedCell> {
    let Some(number) = after.counted().on(what, day).filter(|number| Some(*number) != before.counted().on(what, day)) else {
        return Vec::new();
    };
    let counting = before.settings().habits.iter().filter(|habit| habit.counts == Some(what));
    counting.filter_map(|habit| cell(before, &habit.name.value, day, number)).collect()
}

fn cell(snapshot: &Snapshot, habit: &str, day: NaiveDate, number: u32) -> Option<CountedCell> {
    let (note, row, cell) = cell_of(snapshot, habit, day)?;
    let fits = row.target.is_none_or(|target| target.unit() != Unit::Minutes);
    let over = matches!(cell.mark, Mark::Empty | Mark::Amount(Amount::Number(_)));
    if !fits || !over {
        return None;
    }
    let words = written_number(f64::from(number));
    let value = cell.note.map_or_else(|| words.clone(), |kept| format!("{words} {}", note.of(kept)));
    let table = note.markdown.tables.get(note.week()?.tracker.as_ref()?.table)?;
    let edits = set_cell(&note.text, table, row.row, cell.column, &value);
    (!edits.is_empty()).then(|| CountedCell { habit: row.name.value.clone(), number, path: note.path.clone(), edits })
}

/// The cell of a habit on a day. Where two notes hold the day, the marked one counts.
fn cell_of<'a>(snapshot: &'a Snapshot, habit: &str, day: NaiveDate) -> Option<(&'a Note, &'a HabitRow, &'a DayCell)> {
    let weeks = snapshot.of_kind(crate::notes::kind::NoteKind::Week);
    let cells = weeks.filter_map(|(_, note)| {
        let week = note.week().filter(|week| week.date_of(day.weekday()) == Some(day))?;
        let row = week.habit(habit)?;
        Some((&**note, row, row.day(day.weekday())?))
    });
    let mut cells: Vec<_> = cells.collect();
    cells.sort_by_key(|(_, _, cell)| cell.mark == Mark::Empty);
    cells.into_iter().next()
}
