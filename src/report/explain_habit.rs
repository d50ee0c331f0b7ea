//! The sum behind every figure of a habit, day by day.

use chrono::NaiveDate;

use crate::calendar::week::Week;
use crate::notes::habits::Target;
use crate::notes::tally::DayState;
use crate::workspace::chains::{HabitHistory, HabitWeek, Lately, Step};
use crate::workspace::snapshot::Snapshot;

/// A habit's figures with all that they are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The habit.
    pub name: String,
    /// The day on which it is seen.
    pub today: NaiveDate,
    /// Whether weeks make the chain, not days.
    pub weekly: bool,
    /// Its weeks, oldest first.
    pub weeks: Vec<ExplainedWeek>,
    /// The chain as it stands.
    pub chain: u32,
    /// The days (of a weekly habit the weeks' last days) that the chain runs over; none for a chain of nothing.
    pub chain_span: Option<(NaiveDate, NaiveDate)>,
    /// The longest chain.
    pub best_chain: u32,
    /// The days that it ran over, the first such where there are several.
    pub best_span: Option<(NaiveDate, NaiveDate)>,
    /// How steady it was lately.
    pub lately: Lately,
    /// The days (weeks' last days) of those that were not done.
    pub lately_missed: Vec<NaiveDate>,
}

/// A week of a habit, with its sum.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedWeek {
    /// The week.
    pub week: Week,
    /// The path of its note; none where there is none.
    pub note: Option<String>,
    /// What it aims at.
    pub target: Target,
    /// Its days.
    pub days: Vec<ExplainedDay>,
    /// What the notes count beside the days: prompts and commits.
    pub beside: f64,
    /// The sum.
    pub done: f64,
    /// What is asked.
    pub goal: f64,
    /// Whether the target is met.
    pub met: Option<bool>,
    /// What it adds where habits are added up.
    pub share: (f64, f64),
    /// What it does to a chain of weeks, and the chain after it; none where days make the chain.
    pub chain: Option<(Step, u32)>,
}

/// A day of a habit.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedDay {
    /// The day, judged.
    pub state: DayState,
    /// What stands in its cell.
    pub cell: String,
    /// What it does to a chain of days, and the chain after it; none where weeks make the chain, and after today.
    pub chain: Option<(Step, u32)>,
}

/// The sum behind every figure of a habit.
#[must_use]
pub fn explain(snapshot: &Snapshot, habit: &HabitHistory) -> Explanation {
    let today = snapshot.today();
    let weekly = habit.is_weekly(today);
    let mut steps = Steps::default();
    let weeks = habit.weeks.iter().map(|week| explained_week(snapshot, habit, week, weekly, &mut steps)).collect();
    let lately = habit.lately(today);
    let settled: Vec<&(NaiveDate, Step)> = steps.taken.iter().filter(|(_, step)| *step != Step::Frozen).collect();
    let recent = &settled[settled.len().saturating_sub(lately.of)..];
    Explanation {
        name: habit.name.clone(),
        today,
        weekly,
        weeks,
        chain: habit.chain(today),
        chain_span: steps.current_span(),
        best_chain: habit.best_chain(today),
        best_span: steps.best,
        lately,
        lately_missed: recent.iter().filter(|(_, step)| *step == Step::Broken).map(|(day, _)| *day).collect(),
    }
}

fn explained_week(snapshot: &Snapshot, habit: &HabitHistory, week: &HabitWeek, weekly: bool, steps: &mut Steps) -> ExplainedWeek {
    let today = snapshot.today();
    let days: Vec<ExplainedDay> = week
        .tally
        .days
        .iter()
        .map(|day| ExplainedDay {
            state: *day,
            cell: cell(snapshot, week, day.date),
            chain: (!weekly && day.date <= today).then(|| steps.take(day.date, habit.day_step(day))),
        })
        .collect();
    let begun = week.tally.days.first().is_some_and(|day| day.date <= today);
    let of_days: f64 = week.tally.days.iter().map(|day| day.done).sum();
    ExplainedWeek {
        week: week.week,
        note: week.note.and_then(|id| snapshot.get(id)).map(|note| note.path.to_string()),
        target: week.tally.target,
        days,
        beside: week.tally.done - of_days,
        done: week.tally.done,
        goal: week.tally.goal,
        met: week.tally.met,
        share: week.tally.share(),
        chain: (weekly && begun).then(|| steps.take(week.end(), habit.week_step(week, today))),
    }
}

/// The words of a cell.
fn cell(snapshot: &Snapshot, week: &HabitWeek, date: NaiveDate) -> String {
    let find = || {
        let note = snapshot.get(week.note?)?;
        let row = note.week()?.tracker.as_ref()?.rows.iter().find(|row| Some(row.row) == week.row)?;
        Some(note.of(row.day(chrono::Datelike::weekday(&date))?.range).to_owned())
    };
    find().unwrap_or_default()
}

/// A chain, walked step by step.
#[derive(Default)]
struct Steps {
    taken: Vec<(NaiveDate, Step)>,
    length: u32,
    since: Option<NaiveDate>,
    last: Option<NaiveDate>,
    longest: u32,
    best: Option<(NaiveDate, NaiveDate)>,
}

impl Steps {
    fn take(&mut self, day: NaiveDate, step: Step) -> (Step, u32) {
        self.taken.push((day, step));
        match step {
            Step::Frozen => {}
            Step::Broken => (self.length, self.since, self.last) = (0, None, None),
            Step::Longer => {
                self.length += 1;
                let since = *self.since.get_or_insert(day);
                self.last = Some(day);
                if self.longest < self.length {
                    (self.longest, self.best) = (self.length, Some((since, day)));
                }
            }
        }
        (step, self.length)
    }

    fn current_span(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.since?, self.last?))
    }
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::testing::journal;

    #[test]
    fn the_days_prove_the_chain_and_the_best() {
        let text = "//- weeks/2026-W47.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | x late | - | no | x | ~ | x |\n";
        let snapshot = journal(text);
        let told = explain(&snapshot, snapshot.chains().habit("code").unwrap());
        let days: Vec<String> =
            told.weeks[0].days.iter().map(|day| format!("{} {} {}", day.cell, day.state.mark.word(), day.chain.unwrap().1)).collect();
        assert_eq!(days, ["x done 1", "x late done 2", "- skipped 2", "no missed 0", "x done 1", "~ small 2", "x done 3"]);
        assert_eq!((told.chain, told.best_chain, told.lately.done, told.lately.of), (3, 3, 5, 6));
        assert_eq!(told.chain_span.map(|(from, to)| (from.to_string(), to.to_string())), Some(("2026-11-20".into(), "2026-11-22".into())));
        assert_eq!(told.lately_missed.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-19"]);
        assert_eq!(told.weeks[0].share, (4.5, 6.0));
    }
}
