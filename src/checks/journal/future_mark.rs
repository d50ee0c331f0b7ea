//! `future-mark`: a day that has not come is marked.

use crate::calendar::date::weekday_long;
use crate::checks::check::{Finding, NoteContext, check};
use crate::notes::habits::Mark;

check! {
    /// A day that has not come is marked.
    ///
    /// ## Why it matters
    /// A tick ahead of its day is most often a tick in the wrong column, and then the right day is still open.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | | | | | x | | |
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | x | | | | - holiday | | |
    ///
    /// ## Stays quiet
    /// When a skip is planned ahead.
    pub FUTURE_MARK = { code: "future-mark", severity: Hint, reads: Note(future_mark) }
}

fn future_mark(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(week) = ctx.note.week() else { return Vec::new() };
    let Some(tracker) = &week.tracker else { return Vec::new() };
    let mut found = Vec::new();
    for row in &tracker.rows {
        for cell in &row.days {
            let Some(date) = week.date_of(cell.weekday).filter(|date| ctx.snapshot.today() < *date) else { continue };
            if matches!(cell.mark, Mark::Done | Mark::Small | Mark::No | Mark::Amount(_)) {
                let day = weekday_long(cell.weekday);
                let message = format!("“{}” is marked for {day} {date}, and that day is still to come.", row.name.value);
                found.push(Finding::new(
                    cell.range,
                    message,
                    "Move the mark to the day that you meant; a skip (-) may stand ahead of its day.",
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::FUTURE_MARK;
    use crate::testing::check_note;

    const HEAD: &str = "//- weeks/2026-W48.md
| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|---|---|---|---|---|---|---|---|---|
";

    #[test]
    fn tomorrow_ticked_today_is_told() {
        check_note(&FUTURE_MARK, &format!("{HEAD}| Code | daily | x | x | | | | | |\n                     ^ Tuesday 2026-11-24\n"));
    }

    #[test]
    fn today_and_a_planned_skip_are_fine() {
        check_note(&FUTURE_MARK, &format!("{HEAD}| Code | daily | x | - | | | - away | | |\n"));
    }

    #[test]
    fn a_week_that_is_over_is_fine() {
        check_note(&FUTURE_MARK, &format!("{}| Code | daily | x | x | x | x | x | x | x |\n", HEAD.replace("W48", "W47")));
    }
}
