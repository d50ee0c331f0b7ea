//! `missed-twice`: a habit missed on its two latest due days.

use chrono::NaiveDate;

use crate::calendar::date::short_date;
use crate::checks::check::{Finding, NoteContext, check};
use crate::notes::week::WeekNote;
use crate::text::range::TextRange;
use crate::workspace::chains::HabitHistory;

check! {
    /// A habit was missed, or not answered, on its two latest due days.
    ///
    /// ## Why it matters
    /// One missed day is life, and this journal says nothing about it. Two in a row are how a habit ends; the small version on the third
    /// day is often all it takes.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W47.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | x | x | x | x | x | no | |
    ///
    /// ## Try
    /// > //- weeks/2026-W47.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | x | x | x | x | x | no | ~ |
    ///
    /// ## Stays quiet
    /// After a single missed day, on skipped days and holidays, and for targets per week.
    pub MISSED_TWICE = { code: "missed-twice", severity: Info, reads: Note(missed_twice) }
}

fn missed_twice(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(week) = ctx.note.week() else { return Vec::new() };
    let habits = ctx.snapshot.chains().habits().iter();
    habits.filter_map(|habit| finding(ctx, week, habit)).collect()
}

fn finding(ctx: &NoteContext<'_>, week: &WeekNote, habit: &HabitHistory) -> Option<Finding> {
    let today = ctx.snapshot.today();
    if habit.is_weekly(today) {
        return None;
    }
    let (latest, earlier) = habit.missed_twice(today)?;
    let range = cell_of(ctx, week, habit, latest)?;
    let message = format!("“{}” was not done on {} and {}.", habit.name, short_date(earlier), short_date(latest));
    Some(Finding::new(range, message, "Do the small version today; it keeps the habit alive. If it was done, tick it."))
}

/// The cell of a day, or the habit's name where its row is too short, in this very note.
fn cell_of(ctx: &NoteContext<'_>, week: &WeekNote, habit: &HabitHistory, day: NaiveDate) -> Option<TextRange> {
    let own = habit.weeks.iter().rev().find(|one| one.tally.days.iter().any(|state| state.date == day))?;
    let row = own.note.filter(|note| *note == ctx.id).and(own.row)?;
    let row = week.tracker.as_ref()?.rows.iter().find(|one| one.row == row)?;
    let cell = row.days.iter().find(|cell| week.date_of(cell.weekday) == Some(day)).map(|cell| cell.range);
    Some(cell.filter(|cell| !cell.is_empty()).unwrap_or(row.name.range))
}

#[cfg(test)]
mod tests {
    use super::MISSED_TWICE;
    use crate::testing::check_note;

    const HEAD: &str = "//- weeks/2026-W47.md
| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|---|---|---|---|---|---|---|---|---|
";

    #[test]
    fn two_days_not_answered_are_told_once_at_the_habit() {
        check_note(&MISSED_TWICE, &format!("{HEAD}| Code | daily | x | x | x | x | x | | |\n  ^^^^ not done on\n"));
    }

    #[test]
    fn a_no_is_told_at_its_day() {
        check_note(
            &MISSED_TWICE,
            &format!(
                "{HEAD}| Code | daily | x | x | x | x | x | no | no |\n                                          ^^ Do the small version\n"
            ),
        );
    }

    #[test]
    fn one_missed_day_is_life() {
        check_note(&MISSED_TWICE, &format!("{HEAD}| Code | daily | x | x | x | x | | x | |\n"));
    }

    #[test]
    fn only_due_days_count() {
        check_note(&MISSED_TWICE, &format!("{HEAD}| Code | weekdays | x | x | x | x | x | | |\n| Write | 3/week | | | | | | | |\n"));
    }

    #[test]
    fn holidays_are_no_misses() {
        check_note(
            &MISSED_TWICE,
            &format!("//- journal.toml\naway = [\"2026-11-21..2026-11-22\"]\n{HEAD}| Code | daily | x | x | x | x | x | | |\n"),
        );
    }

    #[test]
    fn an_older_gap_is_forgiven() {
        check_note(&MISSED_TWICE, &format!("{HEAD}| Code | daily | | | | x | x | x | x |\n"));
    }
}
