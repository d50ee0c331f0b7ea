//! A habit in a few lines: how steady it has been, its chain, this week's sum.

use crate::notes::habits::{Unit, written_minutes, written_number};
use crate::notes::tally::Tally;
use crate::workspace::chains::HabitHistory;
use crate::workspace::snapshot::Snapshot;

/// The card of a habit, as Markdown. The share of days kept comes first: a broken chain is never the headline.
#[must_use]
pub fn habit_card(snapshot: &Snapshot, name: &str) -> Option<String> {
    let habit = snapshot.chains().habit(name)?;
    let today = snapshot.today();
    let lately = habit.lately(today);
    let (days, steps) = if lately.weeks { ("weeks", "weeks") } else { ("due days", "days") };
    let mut lines = vec![format!("**{}**", habit.name)];
    if lately.of > 0 {
        lines.push(format!("{} of the last {} {days}", lately.done, lately.of));
    }
    lines.push(format!("chain {} {steps} · best {}", habit.chain(today), habit.best_chain(today)));
    lines.extend(latest(habit).map(|tally| format!("this week {}", sum(tally))));
    Some(lines.join("\n\n"))
}

fn latest(habit: &HabitHistory) -> Option<&Tally> {
    habit.weeks.last().map(|week| &week.tally)
}

/// `3/7`, `45m of 2h`, with a tick where the target is met.
#[must_use]
pub fn sum(tally: &Tally) -> String {
    let words = match tally.unit() {
        Unit::Minutes => format!("{} of {}", written_minutes(tally.done), written_minutes(tally.goal)),
        Unit::Times | Unit::Count => format!("{}/{}", written_number(tally.done), written_number(tally.goal)),
    };
    if tally.met == Some(true) { format!("{words} ✓") } else { words }
}

#[cfg(test)]
mod tests {
    use super::habit_card;
    use crate::testing::journal;

    #[test]
    fn the_share_of_days_leads_and_the_week_follows() {
        let snapshot = journal(
            "//- weeks/2026-W47.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n\
| Code | daily | x | x | x | | x | x | x |\n//- weeks/2026-W48.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n\
|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | | | | | | |\n",
        );
        let card = habit_card(&snapshot, "code").unwrap();
        assert_eq!(card, "**Code**\n\n7 of the last 8 due days\n\nchain 4 days · best 4\n\nthis week 1/7");
        assert_eq!(habit_card(&snapshot, "Run"), None);
    }
}
