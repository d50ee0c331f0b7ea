//! Where a habit's day stands: the note, the row, the cell; and making those that are missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::actions::new_note::week::{next_prompts, setting_rows, table_of, week_path, week_text_of};
use crate::actions::plan::{Refusal, RefusalKind};
use crate::actions::tick::ask::Names;
use crate::calendar::date::{long_date, short_date, weekday_short};
use crate::calendar::week::{Week, WeekStart};
use crate::markdown::edit_tables::insert_row;
use crate::notes::habits::{Mark, Target};
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::sections::section;
use crate::notes::week::{HabitRow, Tracker, WeekNote};
use crate::text::edit::{TextEdit, apply};
use crate::text::fuzzy::fold;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// Where a habit's day stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In a cell of a row.
    Cell {
        /// The note's path.
        path: Arc<str>,
        /// The table's index in the note.
        table: usize,
        /// The row of the habit.
        row: HabitRow,
        /// The column of the day.
        column: usize,
    },
    /// The note has no row for the habit.
    NoRow(Arc<str>),
    /// The week's note has no table of habits.
    NoTable(Arc<str>),
    /// There is no note of that week.
    NoNote(Week),
    /// The week's note has no column for the day.
    NoColumn(Arc<str>),
}

/// Finds the cell of a habit on a day. Of two notes that hold the day (the journal's weeks began to start on another day) the one with
/// a mark, else the one with the row.
#[must_use]
pub fn place_of(snapshot: &Snapshot, habit: &str, date: NaiveDate) -> Place {
    let week = Week::of(date, snapshot.settings().week_start);
    let notes = week_notes(snapshot);
    let cell = |note: &Note, week: &WeekNote| -> Option<Place> {
        let tracker = week.tracker.as_ref()?;
        let row = row_of(tracker, habit)?;
        let column = tracker.columns.iter().find(|(_, day)| *day == date.weekday())?.0;
        Some(Place::Cell { path: note.path.clone(), table: tracker.table, row: row.clone(), column })
    };
    let holding: Vec<(&Arc<Note>, &WeekNote)> = notes.values().copied().filter(|(_, note)| holds(note, date)).collect();
    let cells: Vec<Place> = holding.iter().filter_map(|(note, week)| cell(note, week)).collect();
    let is_marked =
        |place: &&Place| matches!(place, Place::Cell { row, .. } if row.day(date.weekday()).is_some_and(|cell| cell.mark != Mark::Empty));
    if let Some(place) = cells.iter().find(is_marked).or_else(|| cells.first()) {
        return place.clone();
    }
    let named = holding.iter().find(|(_, note)| note.week == Some(week)).or_else(|| holding.first());
    if let Some((note, _)) = named {
        return Place::NoRow(note.path.clone());
    }
    match notes.get(&week) {
        Some((note, week)) if week.tracker.is_none() => Place::NoTable(note.path.clone()),
        Some((note, _)) => Place::NoColumn(note.path.clone()),
        None => Place::NoNote(week),
    }
}

/// The notes of weeks by week, of two for one week the one that counts.
fn week_notes(snapshot: &Snapshot) -> BTreeMap<Week, (&Arc<Note>, &WeekNote)> {
    let mut notes: BTreeMap<Week, (&Arc<Note>, &WeekNote)> = BTreeMap::new();
    for (_, note) in snapshot.of_kind(NoteKind::Week) {
        let Some((week, name)) = note.week().and_then(|week| Some((week, week.week?))) else { continue };
        if notes.get(&name).is_none_or(|(known, _)| note.counts_before(known)) {
            notes.insert(name, (note, week));
        }
    }
    notes
}

fn holds(note: &WeekNote, date: NaiveDate) -> bool {
    let has_column = note.tracker.as_ref().is_some_and(|tracker| tracker.columns.iter().any(|(_, day)| *day == date.weekday()));
    has_column && note.date_of(date.weekday()) == Some(date)
}

fn row_of<'a>(tracker: &'a Tracker, habit: &str) -> Option<&'a HabitRow> {
    let folded = fold(habit);
    tracker.rows.iter().find(|row| fold(&row.name.value) == folded)
}

/// The habits that can be named for a day: the rows of its note and the settings first, then those of earlier weeks.
#[must_use]
pub fn names(snapshot: &Snapshot, date: NaiveDate) -> Names {
    let mut names = Names::default();
    let mut known: Vec<String> = Vec::new();
    let mut add = |list: &mut Vec<String>, name: &str| {
        if !known.contains(&fold(name)) {
            known.push(fold(name));
            list.push(name.to_owned());
        }
    };
    let notes = week_notes(snapshot);
    for (_, note) in notes.values().filter(|(_, note)| holds(note, date)) {
        note.tracker.iter().flat_map(|tracker| &tracker.rows).for_each(|row| add(&mut names.current, &row.name.value));
    }
    snapshot.settings().habits.iter().for_each(|habit| add(&mut names.current, &habit.name.value));
    snapshot.chains().habits().iter().for_each(|habit| add(&mut names.earlier, &habit.name));
    // Rows of weeks that chains pass over, such as one whose target cannot be read.
    for (_, note) in notes.values().rev() {
        note.tracker.iter().flat_map(|tracker| &tracker.rows).for_each(|row| add(&mut names.earlier, &row.name.value));
    }
    names
}

/// Makes what is missing at a place, one step of it: the note (from the keeper's own template where there is one), its table, the row.
///
/// # Errors
/// When the note cannot have what is missing.
pub fn make(snapshot: &Snapshot, habit: &str, date: NaiveDate, place: &Place, template: Option<&str>) -> Result<Change, Refusal> {
    match place {
        Place::Cell { path, .. } | Place::NoColumn(path) => Err(no_column(snapshot, path, date)),
        Place::NoNote(week) => new_week(snapshot, habit, date, *week, template),
        Place::NoTable(path) => edited(snapshot, path, |note| Ok(vec![table_edit(snapshot, note, rows_for(snapshot, habit, date)?)])),
        Place::NoRow(path) => edited(snapshot, path, |note| row_edit(snapshot, note, habit)),
    }
}

fn unusable(message: String) -> Refusal {
    Refusal::new(RefusalKind::Unusable, message)
}

fn no_column(snapshot: &Snapshot, path: &str, date: NaiveDate) -> Refusal {
    let message = format!("{path} has no column for {}", long_date(date));
    let start = snapshot.at(path).and_then(|note| note.week()?.tracker.as_ref().map(|tracker| tracker.start));
    let settings = snapshot.settings().week_start;
    match start {
        Some(start) if start != settings => unusable(message).advise(format!(
            "Its days begin on {start}, and new weeks on {settings}, so this day lies between two notes. Write it into one by hand."
        )),
        _ => unusable(message).advise(format!("Add a column {} to its table of habits.", weekday_short(date.weekday()))),
    }
}

fn edited(snapshot: &Snapshot, path: &Arc<str>, edits: impl FnOnce(&Note) -> Result<Vec<TextEdit>, Refusal>) -> Result<Change, Refusal> {
    let gone = || Refusal::new(RefusalKind::Conflict, format!("{path} is gone"));
    let note = snapshot.at(path).ok_or_else(gone)?;
    let text =
        apply(&note.text, &edits(note)?).map_err(|error| unusable(format!("{path} cannot be edited: {error}; please report this")))?;
    Ok(Change::Note { path: path.clone(), text: text.into() })
}

/// The note of a week. One for a week that is over tracks what was tracked then: history does not change.
fn new_week(snapshot: &Snapshot, habit: &str, date: NaiveDate, week: Week, template: Option<&str>) -> Result<Change, Refusal> {
    let path = week_path(week);
    if snapshot.at(&path).is_some() || snapshot.outside().unreadable.contains_key(&path) {
        let message = format!("{path} is there, and is no note of that week that can be read");
        return Err(unusable(message).advise("Mend its `week:` or `kind:`, or move it away."));
    }
    let this_week = Week::of(snapshot.today(), snapshot.settings().week_start);
    let prompts = if week == this_week || week == this_week.plus(1) { next_prompts(snapshot, week) } else { None };
    let text = week_text_of(snapshot, week, prompts.as_deref(), &rows_for(snapshot, habit, date)?, template);
    Ok(Change::Note { path: path.into(), text: text.into() })
}

/// The rows of a week's table that is made for a habit: those of the settings; for a week that is over, those tracked then.
fn rows_for(snapshot: &Snapshot, habit: &str, date: NaiveDate) -> Result<Vec<(String, String)>, Refusal> {
    let week = Week::of(date, snapshot.settings().week_start);
    let this_week = Week::of(snapshot.today(), snapshot.settings().week_start);
    let mut rows: Vec<(String, String)> = if week < this_week {
        let tracked = snapshot.chains().habits().iter().filter_map(|known| Some((known, known.week(week)?)));
        tracked.map(|(known, then)| (known.name.clone(), then.tally.target.to_string())).collect()
    } else {
        setting_rows(snapshot)
    };
    if !rows.iter().any(|(name, _)| fold(name) == fold(habit)) {
        rows.push((habit.to_owned(), target_words(snapshot, habit)?));
    }
    Ok(rows)
}

/// The target of a row that is made: that of the settings, else that of the latest week.
fn target_words(snapshot: &Snapshot, habit: &str) -> Result<String, Refusal> {
    let folded = fold(habit);
    if let Some(setting) = snapshot.settings().habits.iter().find(|setting| fold(&setting.name.value) == folded) {
        return match setting.target {
            Some(_) => Ok(setting.target_words.clone()),
            None => Err(unusable(format!("“{habit}” has no target that can be read in journal.toml"))
                .advise("Give it one such as \"daily\", \"3/week\" or \"30m/day\".")),
        };
    }
    let notes = week_notes(snapshot);
    let rows = notes.values().rev().filter_map(|(_, note)| row_of(note.tracker.as_ref()?, habit));
    let words = rows.map(|row| row.target_words.value.clone()).find(|words| Target::parse(words).is_some());
    Ok(words.unwrap_or_else(|| "daily".to_owned()))
}

fn row_edit(snapshot: &Snapshot, note: &Note, habit: &str) -> Result<Vec<TextEdit>, Refusal> {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return Ok(Vec::new()) };
    let table = &note.markdown.tables[tracker.table];
    let is_day = |at: usize| tracker.columns.iter().any(|(column, _)| *column == at);
    let name_column = (0..table.header.cells.len()).find(|at| Some(*at) != tracker.target_column && !is_day(*at));
    let target = target_words(snapshot, habit)?;
    let mut cells = vec![""; table.header.cells.len()];
    if let Some(column) = name_column {
        cells[column] = habit;
    }
    if let Some(column) = tracker.target_column {
        cells[column] = &target;
    }
    let last = table.rows.len().checked_sub(1);
    Ok(vec![insert_row(&note.text, table, last, &cells)])
}

/// A table put in: under `## Habits`, else in a section of its own before the first one, else at the end.
fn table_edit(snapshot: &Snapshot, note: &Note, rows: Vec<(String, String)>) -> TextEdit {
    let text = &*note.text;
    let start: WeekStart = snapshot.settings().week_start;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let table = table_of(&rows, start).replace('\n', line_end);
    if let Some(habits) = section(text, &note.markdown, 2, "Habits") {
        let gap = if text[..habits.content.start()].ends_with('\n') { "" } else { line_end };
        return TextEdit::insert(habits.content.start(), format!("{gap}{line_end}{table}"));
    }
    let section = format!("## Habits{line_end}{line_end}{table}");
    match note.markdown.headings.iter().find(|heading| heading.level == 2) {
        Some(first) => TextEdit::insert(first.range.start(), format!("{section}{line_end}")),
        None => {
            let gap = if text.is_empty() {
                String::new()
            } else if text.ends_with('\n') {
                line_end.to_owned()
            } else {
                line_end.repeat(2)
            };
            TextEdit::insert(text.len(), format!("{gap}{section}"))
        }
    }
}

/// Whether a day can be marked: not to come (but to skip), not too far, not away.
///
/// # Errors
/// In words, with what to do instead.
pub fn check_day(snapshot: &Snapshot, date: NaiveDate, marks: bool, insists: bool) -> Result<(), Refusal> {
    let today = snapshot.today();
    let days = date.signed_duration_since(today).num_days();
    if marks && days > 0 {
        let message = format!("{} is still to come", long_date(date));
        return Err(unusable(message).advise("Only a skip can be planned ahead: journal skip HABIT --on DATE."));
    }
    let farthest = -366 * 60..=366;
    if !farthest.contains(&days) {
        let message = format!("{} is too far from today, {}", long_date(date), short_date(today));
        return Err(unusable(message).advise("Is it a slip? A day is written 2026-11-24."));
    }
    let away = snapshot.settings().away.iter().find(|range| range.contains(date));
    match away {
        Some(range) if marks && !insists => {
            let message = format!("{} lies in a time away ({range}) of journal.toml, and counts as skipped", long_date(date));
            Err(unusable(message).advise("To tick it all the same, give --set, or change `away`."))
        }
        _ => Ok(()),
    }
}
