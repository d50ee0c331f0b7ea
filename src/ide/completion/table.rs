//! The habit table: names, targets and marks.

use crate::ide::completion::item::{Completion, Docs, Item, ItemKind};
use crate::notes::habits::{Target, Unit};
use crate::notes::note::Note;
use crate::notes::sections::same_heading;
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// What may stand in a cell of the habit table, for a cursor at `offset`.
#[must_use]
pub fn cell(snapshot: &Snapshot, note: &Note, column: usize, row: Option<usize>, replace: TextRange, offset: usize) -> Completion {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return Completion::default() };
    let current = row.and_then(|row| tracker.rows.get(row));
    let is_day = tracker.columns.iter().any(|(day, _)| *day == column);
    // Behind a mark and a blank, the keeper's own note stands.
    let is_note = note.text.get(replace.start()..offset).is_some_and(|before| before.contains(char::is_whitespace));
    if is_day && is_note {
        return Completion::default();
    }
    let items = if is_day {
        marks(current.and_then(|row| row.target), replace)
    } else if tracker.target_column == Some(column) {
        targets(snapshot, replace)
    } else {
        let there = |name: &str| tracker.rows.iter().any(|row| same_heading(&row.name.value, name) && row.name.range != replace);
        // The row that is being typed makes no habit of its letters.
        let typed = replace.of(&note.text).trim();
        let is_known = |name: &str| snapshot.settings().habit(name).is_some() || !same_heading(name, typed);
        habits(snapshot, replace).into_iter().filter(|item| !there(&item.label) && is_known(&item.label)).collect()
    };
    Completion::whole(items)
}

fn marks(target: Option<Target>, replace: TextRange) -> Vec<Item> {
    let mark = |(words, about): (&str, &str)| Item::new(words, ItemKind::Word, replace).beside(about);
    let plain = [("x", "done"), ("~", "the small version"), ("-", "skipped on purpose"), ("no", "not done")];
    let amounts: &[(&str, &str)] = match target.map(Target::unit) {
        Some(Unit::Minutes) => {
            &[("15m", "a quarter of an hour"), ("30m", "half an hour"), ("45m", "three quarters"), ("1h", "an hour"), ("2h", "two hours")]
        }
        Some(Unit::Count) => &[("1", "one"), ("2", "two"), ("3", "three")],
        Some(Unit::Times) | None => &[],
    };
    let amounts = amounts.iter().copied().map(mark);
    if amounts.len() > 0 { amounts.chain(plain.map(mark)).collect() } else { plain.map(mark).into_iter().collect() }
}

fn targets(snapshot: &Snapshot, replace: TextRange) -> Vec<Item> {
    let item = |words: &str| Item::new(words, ItemKind::Word, replace);
    let own = snapshot.settings().habits.iter().map(|habit| habit.target_words.as_str());
    let usual = ["daily", "weekdays", "Mon Wed Fri", "3/week", "2h/week", "2/day", "30m/day"];
    let mut seen: Vec<&str> = Vec::new();
    own.chain(usual).filter(|words| !words.is_empty()).for_each(|words| {
        if !seen.contains(&words) {
            seen.push(words);
        }
    });
    seen.into_iter().map(item).collect()
}

/// Habits of the settings, then of other weeks.
fn habits(snapshot: &Snapshot, replace: TextRange) -> Vec<Item> {
    let item = |name: &str| Item::new(name, ItemKind::Habit, replace).told_in(Docs::Habit(name.to_owned()));
    let mut names: Vec<&str> = snapshot.settings().habits.iter().map(|habit| habit.name.value.as_str()).collect();
    for habit in snapshot.chains().habits() {
        if !names.iter().any(|name| same_heading(name, &habit.name)) {
            names.push(&habit.name);
        }
    }
    names.into_iter().map(item).collect()
}
