//! What wants attention today: habits, people, prompts, drafts. Begins with what is done already.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::date::{DateRange, days_after};
use crate::calendar::week::Week;
use crate::notes::habits::Target;
use crate::notes::kind::NoteKind;
use crate::notes::outreach::{Intent, Status};
use crate::notes::tally::{DayMark, DayState};
use crate::report::due::{Due, addressee, due};
use crate::report::prompt_counts::{PromptCounts, prompt_counts};
use crate::workspace::chains::HabitHistory;
use crate::workspace::snapshot::Snapshot;

/// A gap shorter than this is silence: one missed day is nothing, a second is told by the check.
const GAP_DAYS: usize = 3;

/// What wants attention today.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day.
    pub today: NaiveDate,
    /// Its week.
    pub week: Week,
    /// Whether the week has its note.
    pub has_note: bool,
    /// Days until yesterday of which no habit says anything: one question, whatever their number.
    pub gap: Option<DateRange>,
    /// The habits that were done yesterday.
    pub yesterday: Vec<String>,
    /// The habits of the week, in order.
    pub habits: Vec<TodayHabit>,
    /// What is due, replies first.
    pub due: Vec<Due>,
    /// The week's prompts.
    pub prompts: PromptCounts,
    /// The drafts, oldest first.
    pub drafts: Vec<Draft>,
}

impl Today {
    /// Whether nothing wants attention.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let open = self.habits.iter().any(TodayHabit::wants_attention);
        let wanted = self.drafts.iter().any(|draft| draft.errors > 0) || self.prompts.open + self.prompts.partly > 0;
        !open && !wanted && self.due.is_empty() && self.gap.is_none()
    }
}

/// A habit, as it stands today.
#[derive(Clone, Debug, PartialEq)]
pub struct TodayHabit {
    /// Its name.
    pub name: String,
    /// What it aims at.
    pub target: Target,
    /// Today.
    pub day: DayState,
    /// The week's sum so far, in the row's unit.
    pub done: f64,
    /// What the week asks, in the row's unit.
    pub goal: f64,
    /// Whether the week's target is met.
    pub met: Option<bool>,
    /// The chain as it stands.
    pub chain: u32,
    /// Whether the chain ends unless something is done today: for a target per week on the week's last two days.
    pub at_risk: bool,
    /// The week's days left, today included.
    pub days_left: usize,
}

impl TodayHabit {
    /// Whether today's part is done: in full or small, or for a target per week once the week's is met.
    #[must_use]
    pub fn is_done(&self) -> bool {
        if self.target.is_weekly() { self.met == Some(true) } else { self.day.lengthens() }
    }

    /// Whether it waits for something today.
    #[must_use]
    pub fn wants_attention(&self) -> bool {
        let settled = matches!(self.day.mark, DayMark::Skipped | DayMark::Missed);
        if self.target.is_weekly() { self.met == Some(false) && !settled } else { self.day.due && !self.day.lengthens() && !settled }
    }
}

/// A message being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its note.
    pub path: Arc<str>,
    /// To whom.
    pub to: String,
    /// What it is meant as.
    pub intent: Intent,
    /// How many findings say that it should not go like this.
    pub errors: usize,
    /// How many days ago it was begun, by its file name or its last commit.
    pub days: Option<i64>,
}

/// What wants attention today. `errors` tells how many error findings stand on a draft, by path.
#[must_use]
pub fn today(snapshot: &Snapshot, errors: &BTreeMap<Arc<str>, usize>) -> Today {
    let today = snapshot.today();
    let week = Week::of(today, snapshot.settings().week_start);
    let note = snapshot.chains().note_of(week).and_then(|id| snapshot.get(id));
    Today {
        today,
        week,
        has_note: note.is_some(),
        gap: gap(snapshot),
        yesterday: done_on(snapshot, days_after(today, -1)),
        habits: snapshot.chains().habits().iter().filter_map(|habit| today_habit(snapshot, habit)).collect(),
        due: due(snapshot, today),
        prompts: prompt_counts(snapshot, note.map(|note| &**note)),
        drafts: drafts(snapshot, errors),
    }
}

/// The habits of which a day has something.
fn done_on(snapshot: &Snapshot, day: NaiveDate) -> Vec<String> {
    let did = |habit: &&HabitHistory| habit.days(day).next_back().is_some_and(|last| last.date == day && 0.0 < last.done);
    snapshot.chains().habits().iter().filter(did).map(|habit| habit.name.clone()).collect()
}

fn today_habit(snapshot: &Snapshot, habit: &HabitHistory) -> Option<TodayHabit> {
    let today = snapshot.today();
    let week = habit.weeks.iter().rev().find(|week| week.tally.days.iter().any(|day| day.date == today))?;
    let day = *week.tally.days.iter().find(|day| day.date == today)?;
    let days_left = week.tally.days.iter().filter(|day| today <= day.date).count();
    let chain = habit.chain(today);
    let mut one = TodayHabit {
        name: habit.name.clone(),
        target: week.tally.target,
        day,
        done: week.tally.done,
        goal: week.tally.goal,
        met: week.tally.met,
        chain,
        at_risk: false,
        days_left,
    };
    one.at_risk = chain > 0 && one.wants_attention() && (!one.target.is_weekly() || days_left <= 2);
    Some(one)
}

/// The days until yesterday of which nothing is said, where there are at least three on which something was due.
fn gap(snapshot: &Snapshot) -> Option<DateRange> {
    let yesterday = days_after(snapshot.today(), -1);
    let mut days: BTreeMap<NaiveDate, (bool, bool)> = BTreeMap::new();
    for day in snapshot.chains().habits().iter().flat_map(|habit| habit.days(yesterday)) {
        let (unanswered, answered) = days.entry(day.date).or_default();
        match day.mark {
            DayMark::Unanswered => *unanswered = true,
            DayMark::None | DayMark::Open => {}
            DayMark::Done | DayMark::Small | DayMark::Skipped | DayMark::Amount | DayMark::Missed => *answered = true,
        }
    }
    let silent: Vec<(NaiveDate, bool)> =
        days.into_iter().rev().take_while(|(_, (_, answered))| !answered).map(|(day, (unanswered, _))| (day, unanswered)).collect();
    let asked = silent.iter().filter(|(_, unanswered)| *unanswered).count();
    let first = silent.iter().rev().find(|(_, unanswered)| *unanswered)?.0;
    let last = silent.iter().find(|(_, unanswered)| *unanswered)?.0;
    (asked >= GAP_DAYS).then_some(DateRange { start: first, end: last })
}

fn drafts(snapshot: &Snapshot, errors: &BTreeMap<Arc<str>, usize>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach().filter(|message| message.status == Status::Draft) else { continue };
        let begun = message.written.or_else(|| snapshot.outside().last_commits.get(&*note.path).copied());
        drafts.push(Draft {
            path: note.path.clone(),
            to: addressee(snapshot, id),
            intent: message.intent,
            errors: errors.get(&note.path).copied().unwrap_or(0),
            days: begun.map(|day| (snapshot.today() - day).num_days()),
        });
    }
    drafts.sort_by(|one, other| (other.days, &one.path).cmp(&(one.days, &other.path)));
    drafts
}

#[cfg(test)]
mod tests {
    use super::{Today, today};
    use crate::testing::{day, journal};
    use crate::workspace::change::Change;
    use std::collections::BTreeMap;

    const HEAD: &str = "## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n";

    fn read(files: &[(&str, &str)], on: &str) -> Today {
        let text: String = files.iter().map(|(path, text)| format!("//- {path}\n{}", text.replace("HEAD", HEAD))).collect();
        let snapshot = journal(&text).with([Change::Today(day(on))]);
        let errors = BTreeMap::from([("outreach/2026-11-20-ada.md".into(), 2)]);
        today(&snapshot, &errors)
    }

    fn check(rows: &str, on: &str) -> Vec<String> {
        let seen = read(&[("weeks/2026-W48.md", &format!("HEAD{rows}"))], on);
        let told = |it: &super::TodayHabit| {
            let state = if it.is_done() {
                "done"
            } else if it.wants_attention() {
                "open"
            } else {
                "settled"
            };
            format!("{} {state} {}{}", it.name, it.chain, if it.at_risk { " at risk" } else { "" })
        };
        seen.habits.iter().map(told).collect()
    }

    #[test]
    fn habits_are_done_open_or_settled() {
        let rows = "| Code | daily | x | | | | | | |\n| Read | 30m/day | x | 10m | | | | | |\n| Run | daily | x | - | | | | | |\n| Out | 3/week | 3 | | | | | | |\n| Walk | Mon | x | | | | | | |\n";
        assert_eq!(
            check(rows, "2026-11-24"),
            ["Code open 1 at risk", "Read open 1 at risk", "Run settled 1", "Out done 1", "Walk settled 1"]
        );
    }

    #[test]
    fn a_weeks_chain_is_at_risk_only_near_its_end() {
        let week = |number: u32, cells: &str| (format!("weeks/2026-W{number}.md"), format!("HEAD| Out | 2/week | {cells} |\n"));
        let notes = [week(47, "2 | | | | | |"), week(48, "1 | | | | | |")];
        let files: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert!(!read(&files, "2026-11-24").habits[0].at_risk);
        assert!(read(&files, "2026-11-28").habits[0].at_risk);
    }

    #[test]
    fn a_gap_is_one_question_and_two_days_are_none() {
        let week = |cells: &str| {
            read(&[("weeks/2026-W47.md", &format!("HEAD| Code | daily | {cells} |\n| Run | Mon | x | | | | | | |\n"))], "2026-11-30").gap
        };
        assert_eq!(week("x | x | | | | | ").unwrap().to_string(), "2026-11-18..2026-11-29");
        let week = |cells: &str| read(&[("weeks/2026-W47.md", &format!("HEAD| Code | daily | {cells} |\n"))], "2026-11-23").gap;
        assert_eq!(week("x | x | x | x | x | | "), None);
        assert!(week("x | x | x | x | | | ").is_some());
        assert_eq!(week(" | | | | | | -"), None);
    }

    #[test]
    fn drafts_come_with_their_errors_the_oldest_first() {
        let draft = "---\nto: Ada\n---\nHi\n";
        let seen = read(&[("outreach/2026-11-20-ada.md", draft), ("outreach/2026-11-10-bo.md", draft)], "2026-11-23");
        let told: Vec<_> = seen.drafts.iter().map(|draft| (draft.to.as_str(), draft.errors, draft.days)).collect();
        assert_eq!(told, [("Ada", 0, Some(13)), ("Ada", 2, Some(3))]);
        assert!(!seen.is_quiet());
        assert!(read(&[], "2026-11-23").is_quiet());
    }
}
