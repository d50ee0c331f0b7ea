//! A habit's week added up: what each day counts, what the target asks, whether it is met (format.md, section 5).

use chrono::{Datelike, NaiveDate};

use crate::notes::habits::{Amount, Mark, Target, Unit};

/// How a day of a habit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayMark {
    /// Done.
    Done,
    /// The small version.
    Small,
    /// Skipped on purpose, or away.
    Skipped,
    /// An amount.
    Amount,
    /// Said no.
    Missed,
    /// Due, over, and not answered.
    Unanswered,
    /// Due and not answered, today or to come.
    Open,
    /// Nothing asked, nothing said.
    None,
}

impl DayMark {
    /// The word that scripts see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Small => "small",
            Self::Skipped => "skipped",
            Self::Amount => "amount",
            Self::Missed => "missed",
            Self::Unanswered => "unanswered",
            Self::Open => "open",
            Self::None => "none",
        }
    }
}

/// What is known of a habit's day before it is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct DayEntry {
    /// The day.
    pub date: NaiveDate,
    /// What its cell says.
    pub mark: Mark,
    /// Covered by a range of `away`.
    pub away: bool,
    /// What the notes say, for a habit that counts itself; shown and counted where the cell is empty.
    pub counted: Option<f64>,
}

/// A habit's day, judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayState {
    /// The day.
    pub date: NaiveDate,
    /// How it stands.
    pub mark: DayMark,
    /// The number that was given, in the row's unit; none where no number was.
    pub amount: Option<f64>,
    /// What it adds to the week's sum.
    pub done: f64,
    /// Whether the target asks for this very day; never for a per-week target.
    pub due: bool,
    /// Whether what the target asks of the day is reached in full.
    pub reached: bool,
    /// The number comes from the notes, not from the cell.
    pub counted: bool,
}

impl DayState {
    /// Whether the day lengthens the chain of a day target: due, and done in full or small.
    #[must_use]
    pub fn lengthens(&self) -> bool {
        self.due && (self.reached || self.mark == DayMark::Small)
    }

    /// Whether the day breaks the chain of a day target: due, and neither done, skipped nor still open.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.due && !self.lengthens() && !matches!(self.mark, DayMark::Skipped | DayMark::Open)
    }
}

/// A habit's week, added up.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// What the week's row aims at.
    pub target: Target,
    /// Its days, in the order of the note.
    pub days: Vec<DayState>,
    /// The sum, in the row's unit.
    pub done: f64,
    /// What the target asks, in the row's unit; skipped days left out.
    pub goal: f64,
    /// Whether the target is met; none where every day was skipped: neither met nor missed.
    pub met: Option<bool>,
}

impl Tally {
    /// What the row is counted in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.target.unit()
    }

    /// The share that the habit has where several are added up, as done and goal: due days done of due days; `3/week` its sum,
    /// at most 3, of 3; a weekly duration 1 when met, of 1.
    #[must_use]
    pub fn share(&self) -> (f64, f64) {
        if self.met.is_none() {
            return (0.0, 0.0);
        }
        match self.target {
            Target::CountPerWeek(goal) => (self.done.min(goal), goal),
            Target::MinutesPerWeek(_) => (f64::from(u8::from(self.met == Some(true))), 1.0),
            Target::Days(_) | Target::CountPerDay(_) | Target::MinutesPerDay(_) => {
                let due = || self.days.iter().filter(|day| day.due && day.mark != DayMark::Skipped);
                let part = |day: &DayState| match day {
                    DayState { reached: true, .. } => 1.0,
                    DayState { mark: DayMark::Small, .. } => 0.5,
                    _ => 0.0,
                };
                #[expect(clippy::cast_precision_loss, reason = "at most seven days")]
                (due().map(part).sum(), due().count() as f64)
            }
        }
    }
}

/// Adds up a habit's week as seen from `today`.
#[must_use]
pub fn tally(target: Target, entries: &[DayEntry], today: NaiveDate) -> Tally {
    let days: Vec<DayState> = entries.iter().map(|entry| day_state(target, entry, today)).collect();
    let all_skipped = !days.is_empty() && days.iter().all(|day| day.mark == DayMark::Skipped);
    let asked = || days.iter().filter(|day| day.due && day.mark != DayMark::Skipped);
    let done = days.iter().map(|day| day.done).sum();
    #[expect(clippy::cast_precision_loss, reason = "at most seven days")]
    let due = asked().count() as f64;
    let (goal, met) = match target {
        Target::CountPerWeek(goal) | Target::MinutesPerWeek(goal) => (goal, (!all_skipped).then_some(done >= goal)),
        Target::Days(_) => (due, (due > 0.0).then(|| asked().all(|day| day.reached))),
        Target::CountPerDay(each) | Target::MinutesPerDay(each) => (due * each, (due > 0.0).then(|| asked().all(|day| day.reached))),
    };
    Tally { target, days, done, goal, met }
}

fn day_state(target: Target, entry: &DayEntry, today: NaiveDate) -> DayState {
    let due = target.is_due(entry.date.weekday());
    let mut state = DayState { date: entry.date, mark: DayMark::None, amount: None, done: 0.0, due, reached: false, counted: false };
    let mark = match (&entry.mark, entry.counted) {
        (Mark::Empty, Some(number)) if number > 0.0 => {
            state.counted = true;
            Mark::Amount(Amount::Number(number))
        }
        (mark, _) => mark.clone(),
    };
    match mark {
        Mark::Done => state.with(DayMark::Done, whole(target), target),
        Mark::Small => state.with(DayMark::Small, whole(target) / 2.0, target),
        Mark::Skipped => DayState { mark: DayMark::Skipped, ..state },
        Mark::No => DayState { mark: DayMark::Missed, ..state },
        Mark::Amount(amount) => with_amount(state, amount, target),
        Mark::Empty | Mark::Unknown => {
            let mark = match (entry.away, due, entry.date < today) {
                (true, _, _) => DayMark::Skipped,
                (false, true, true) => DayMark::Unanswered,
                (false, true, false) => DayMark::Open,
                (false, false, _) => DayMark::None,
            };
            DayState { mark, ..state }
        }
    }
}

/// What `x` counts: the whole of a day's amount, 1 of a count, nothing of a week's minutes.
fn whole(target: Target) -> f64 {
    match target {
        Target::Days(_) | Target::CountPerWeek(_) => 1.0,
        Target::MinutesPerWeek(_) => 0.0,
        Target::CountPerDay(each) | Target::MinutesPerDay(each) => each,
    }
}

fn with_amount(state: DayState, amount: Amount, target: Target) -> DayState {
    match (target.unit(), amount) {
        // Times: an amount above 0 is done, 0 is no.
        (Unit::Times, Amount::Number(number) | Amount::Minutes(number)) => {
            let done = if number > 0.0 { 1.0 } else { 0.0 };
            let mark = if number > 0.0 { DayMark::Amount } else { DayMark::Missed };
            DayState { amount: Some(number), ..state.with(mark, done, target) }
        }
        (Unit::Count, Amount::Number(number)) | (Unit::Minutes, Amount::Minutes(number)) => {
            DayState { amount: Some(number), ..state.with(DayMark::Amount, number, target) }
        }
        // A duration where things are counted is one more thing done.
        (Unit::Count, Amount::Minutes(number)) => DayState { amount: Some(number), ..state.with(DayMark::Amount, whole(target), target) },
        // A bare number of what? It is a problem of its own, shown and not counted.
        (Unit::Minutes, Amount::Number(number)) => DayState { mark: DayMark::Amount, amount: Some(number), ..state },
    }
}

impl DayState {
    fn with(self, mark: DayMark, done: f64, target: Target) -> Self {
        let reached = match target {
            Target::Days(_) => done >= 1.0,
            Target::CountPerDay(each) | Target::MinutesPerDay(each) => done >= each,
            Target::CountPerWeek(_) | Target::MinutesPerWeek(_) => false,
        };
        // A mark on a day that is not due is shown and not counted.
        let counts = self.due || target.is_weekly();
        Self { mark, done: if counts { done } else { 0.0 }, reached: reached && counts, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{DayEntry, Tally, tally};
    use crate::notes::habits::{Target, mark};
    use chrono::{Days, NaiveDate};

    /// A week from Monday 23 November 2026, seen from the day whose cell is the `today`th.
    fn week(target: &str, cells: [&str; 7], today: u64) -> Tally {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let entry =
            |(day, cell): (usize, &&str)| DayEntry { date: monday + Days::new(day as u64), mark: mark(cell).0, away: false, counted: None };
        tally(Target::parse(target).unwrap(), &cells.iter().enumerate().map(entry).collect::<Vec<_>>(), monday + Days::new(today))
    }

    fn sums(target: &str, cells: [&str; 7]) -> (f64, f64, Option<bool>) {
        let tally = week(target, cells, 9);
        (tally.done, tally.goal, tally.met)
    }

    #[test]
    fn a_daily_habit_counts_days_and_halves() {
        assert_eq!(sums("daily", ["x", "x", "~", "x", "x", "x", "x"]), (6.5, 7.0, Some(false)));
        assert_eq!(sums("daily", ["x", "3", "45m", "x", "x", "x", "x"]), (7.0, 7.0, Some(true)));
        assert_eq!(sums("daily", ["x", "0", "x", "x", "x", "x", "x"]), (6.0, 7.0, Some(false)));
    }

    #[test]
    fn skipped_days_leave_the_goal() {
        assert_eq!(sums("daily", ["x", "-", "x", "x", "x", "x", "x"]), (6.0, 6.0, Some(true)));
        assert_eq!(sums("daily", ["-"; 7]), (0.0, 0.0, None));
        assert_eq!(sums("3/week", ["-"; 7]), (0.0, 3.0, None));
        assert_eq!(sums("3/week", ["-", "", "", "", "", "", ""]), (0.0, 3.0, Some(false)));
    }

    #[test]
    fn a_mark_on_a_day_that_is_not_due_is_not_counted() {
        assert_eq!(sums("Mon Wed", ["x", "x", "x", "", "", "", ""]), (2.0, 2.0, Some(true)));
    }

    #[test]
    fn weekly_sums() {
        assert_eq!(sums("3/week", ["1", "x", "", "2", "~", "", ""]), (4.5, 3.0, Some(true)));
        assert_eq!(sums("2h/week", ["45m", "x", "1h", "5", "", "", ""]), (105.0, 120.0, Some(false)));
        assert_eq!(sums("3/week", ["30m", "x", "", "", "", "", ""]), (2.0, 3.0, Some(false)));
    }

    #[test]
    fn daily_amounts_do_not_make_up_for_each_other() {
        assert_eq!(sums("2/day", ["9", "1", "x", "x", "x", "x", "x"]), (20.0, 14.0, Some(false)));
        assert_eq!(sums("30m/day", ["x", "~", "30m", "x", "x", "x", "x"]), (195.0, 210.0, Some(false)));
    }

    #[test]
    fn shares_add_up_across_units() {
        assert_eq!(week("3/week", ["5", "", "", "", "", "", ""], 9).share(), (3.0, 3.0));
        assert_eq!(week("2h/week", ["2h", "", "", "", "", "", ""], 9).share(), (1.0, 1.0));
        assert_eq!(week("daily", ["x", "~", "-", "", "", "", ""], 9).share(), (1.5, 6.0));
        assert_eq!(week("2h/week", ["-"; 7], 9).share(), (0.0, 0.0));
    }

    #[test]
    fn an_empty_day_is_open_until_it_is_over() {
        let words: Vec<_> = week("Mon Wed", ["", "", "", "", "", "", ""], 2).days.iter().map(|day| day.mark.word()).collect();
        assert_eq!(words, ["unanswered", "none", "open", "none", "none", "none", "none"]);
    }
}
