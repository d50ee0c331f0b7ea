//! Habits over the weeks: every day judged, chains, best chains.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::calendar::week::{Week, WeekStart};
use crate::notes::habits::{Mark, Target};
use crate::notes::kind::NoteKind;
use crate::notes::sections::same_heading;
use crate::notes::settings::model::Counts;
use crate::notes::tally::{DayEntry, DayMark, DayState, Tally, tally};
use crate::notes::week::{HabitRow, WeekNote};
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The histories of all habits.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    habits: Vec<HabitHistory>,
    /// The weeks that have a note, in order.
    noted: Vec<(Week, NoteId)>,
}

/// A habit over the weeks, from the first that has its row.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitHistory {
    /// Its name, as the latest week writes it.
    pub name: String,
    /// Its weeks, oldest first; a week whose note has no row for it is missing, one without a note stands with empty days.
    pub weeks: Vec<HabitWeek>,
    /// The day on which it is seen.
    today: NaiveDate,
}

/// A week of a habit.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitWeek {
    /// The week.
    pub week: Week,
    /// Its note; none where there is no note.
    pub note: Option<NoteId>,
    /// The row of the note's tracker.
    pub row: Option<usize>,
    /// The day that its columns begin with.
    pub start: WeekStart,
    /// What it adds up to.
    pub tally: Tally,
}

impl HabitWeek {
    /// Its last day.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.week.days(self.start)[6]
    }
}

/// How steady a habit has been lately: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lately {
    /// Done, or met.
    pub done: usize,
    /// Of the last so many.
    pub of: usize,
    /// Weeks (of a per-week target), not due days.
    pub weeks: bool,
}

impl Chains {
    /// Reads every week's note of a journal.
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let notes = week_notes(snapshot);
        let mut order: Vec<String> = snapshot.settings().habits.iter().map(|habit| fold(&habit.name.value)).collect();
        let mut names: FxHashMap<String, String> = FxHashMap::default();
        for (folded, row) in notes.iter().rev().flat_map(|note| &note.rows) {
            if !names.contains_key(folded) {
                names.insert(folded.clone(), row.name.value.clone());
                if !order.contains(folded) {
                    order.push(folded.clone());
                }
            }
        }
        let history = |folded: &String| names.get(folded).map(|name| history(snapshot, &notes, folded, name.clone()));
        Self { habits: order.iter().filter_map(history).collect(), noted: notes.iter().map(|note| (note.week, note.id)).collect() }
    }

    /// The note of a week.
    #[must_use]
    pub fn note_of(&self, week: Week) -> Option<NoteId> {
        self.noted.binary_search_by_key(&week, |(week, _)| *week).ok().map(|at| self.noted[at].1)
    }

    /// The latest week up to this one that has a note.
    #[must_use]
    pub fn noted_up_to(&self, week: Week) -> Option<Week> {
        self.noted[..self.noted.partition_point(|(noted, _)| *noted <= week)].last().map(|(week, _)| *week)
    }

    /// Every habit: first those of `journal.toml`, in its order, then the others, those of the latest week first.
    #[must_use]
    pub fn habits(&self) -> &[HabitHistory] {
        &self.habits
    }

    /// The habit of this name, case, diacritics and blanks aside.
    #[must_use]
    pub fn habit(&self, name: &str) -> Option<&HabitHistory> {
        self.habits.iter().find(|habit| same_heading(&habit.name, name))
    }
}

impl HabitHistory {
    /// Every judged day up to a day, oldest first, each once.
    pub fn days(&self, until: NaiveDate) -> impl DoubleEndedIterator<Item = &DayState> {
        self.weeks.iter().flat_map(|week| &week.tally.days).filter(move |day| day.date <= until)
    }

    /// The week's entry.
    #[must_use]
    pub fn week(&self, week: Week) -> Option<&HabitWeek> {
        self.weeks.iter().rev().find(|one| one.week == week)
    }

    /// The week's entry, also for a week to come that has no note yet: all open, under the last target.
    #[must_use]
    pub fn week_or_open(&self, week: Week, snapshot: &Snapshot) -> Option<HabitWeek> {
        if let Some(found) = self.week(week) {
            return Some(found.clone());
        }
        let last = self.weeks.last().filter(|last| last.week < week)?;
        let this_week = Week::of(snapshot.today(), snapshot.settings().week_start);
        let dropped = last.week < this_week || snapshot.chains().noted_up_to(week).is_some_and(|noted| last.week < noted);
        if dropped {
            return None;
        }
        let days = week.days(last.start).into_iter().map(|day| (day, Mark::Empty)).collect();
        let counts = snapshot.settings().habit(&self.name).and_then(|habit| habit.counts);
        let tally = tally(last.tally.target, &entries(snapshot, counts, days), snapshot.today());
        Some(HabitWeek { week, note: None, row: None, start: last.start, tally })
    }

    /// The target that the latest week up to a day names.
    #[must_use]
    pub fn target(&self, until: NaiveDate) -> Option<Target> {
        self.weeks.iter().rev().find(|week| week.tally.days.first().is_some_and(|day| day.date <= until)).map(|week| week.tally.target)
    }

    /// Whether the chain is counted in weeks, as the latest target says.
    #[must_use]
    pub fn is_weekly(&self, until: NaiveDate) -> bool {
        self.target(until).is_some_and(Target::is_weekly)
    }

    /// The chain as it stands on a day, today at the latest: due days done or done small, in a row, up to that day; for a per-week
    /// target weeks met. The latest target says which of the two; where the target changed, days of a per-week target neither
    /// lengthen nor break a chain of days, and weeks of a day target count as met when they were.
    #[must_use]
    pub fn chain(&self, until: NaiveDate) -> u32 {
        *self.run(until).last().unwrap_or(&0)
    }

    /// The longest chain up to a day.
    #[must_use]
    pub fn best_chain(&self, until: NaiveDate) -> u32 {
        self.run(until).into_iter().max().unwrap_or(0)
    }

    /// What each judged day or week up to a day does to the chain, oldest first.
    fn steps(&self, until: NaiveDate) -> Vec<Step> {
        let until = until.min(self.today);
        if self.is_weekly(until) {
            let begun = self.weeks.iter().filter(|week| week.tally.days.first().is_some_and(|day| day.date <= until));
            begun.map(|week| self.week_step(week, until)).collect()
        } else {
            self.days(until).map(|day| self.day_step(day)).collect()
        }
    }

    /// The chain's length after each step up to a day.
    fn run(&self, until: NaiveDate) -> Vec<u32> {
        let mut length = 0;
        let grow = |step: Step| {
            length = match step {
                Step::Longer => length + 1,
                Step::Frozen => length,
                Step::Broken => 0,
            };
            length
        };
        self.steps(until).into_iter().map(grow).collect()
    }

    /// What a day does to a chain of days.
    #[must_use]
    pub fn day_step(&self, day: &DayState) -> Step {
        // Today unfinished breaks nothing: there is still an evening. Only a plain no does.
        let settled = day.date < self.today || day.mark == DayMark::Missed;
        match day {
            day if day.lengthens() => Step::Longer,
            day if day.breaks() && settled => Step::Broken,
            _ => Step::Frozen,
        }
    }

    /// What a week does to a chain of weeks, as seen on a day.
    #[must_use]
    pub fn week_step(&self, week: &HabitWeek, until: NaiveDate) -> Step {
        let Some(met) = week.tally.met else { return Step::Frozen };
        let is_over = week.end() <= until && week.end() < self.today;
        if is_over {
            return if met { Step::Longer } else { Step::Broken };
        }
        // A week that is not over does not break a chain; it lengthens it as soon as it is met.
        let later: f64 = week.tally.days.iter().filter(|day| until < day.date).map(|day| day.done).sum();
        let met_by_then = if week.tally.target.is_weekly() { week.tally.goal <= week.tally.done - later } else { met };
        if met_by_then { Step::Longer } else { Step::Frozen }
    }

    /// How steady the habit was lately: of the last 40 due days, or of the last 6 weeks. What is still open is left out.
    #[must_use]
    pub fn lately(&self, until: NaiveDate) -> Lately {
        let weeks = self.is_weekly(until.min(self.today));
        let steps: Vec<Step> = self.steps(until).into_iter().filter(|step| *step != Step::Frozen).collect();
        let last = &steps[steps.len().saturating_sub(if weeks { 6 } else { 40 })..];
        Lately { done: last.iter().filter(|step| **step == Step::Longer).count(), of: last.len(), weeks }
    }

    /// The two latest due days before a day, later first, where both were missed or not answered.
    #[must_use]
    pub fn missed_twice(&self, before: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let until = before.checked_sub_days(Days::new(1))?;
        let mut due = self.days(until).rev().filter(|day| self.day_step(day) != Step::Frozen);
        let (latest, earlier) = (due.next()?, due.next()?);
        let missed = |day: &DayState| self.day_step(day) == Step::Broken;
        (missed(latest) && missed(earlier)).then_some((latest.date, earlier.date))
    }
}

/// What a day or a week does to a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One more.
    Longer,
    /// Neither: skipped, not due, still open.
    Frozen,
    /// Back to nothing.
    Broken,
}

/// A week's note, with its rows under their folded names, each habit once.
struct Noted<'a> {
    week: Week,
    id: NoteId,
    note: &'a WeekNote,
    rows: Vec<(String, &'a HabitRow)>,
}

/// The week notes in the order of their weeks, of two for one week the one that counts.
fn week_notes(snapshot: &Snapshot) -> Vec<Noted<'_>> {
    let mut notes: BTreeMap<Week, Noted<'_>> = BTreeMap::new();
    for (id, whole) in snapshot.of_kind(NoteKind::Week) {
        let Some(note) = whole.week() else { continue };
        let Some(week) = note.week else { continue };
        let counts = notes.get(&week).is_none_or(|other| snapshot.get(other.id).is_none_or(|other| whole.counts_before(other)));
        if counts {
            let rows = note.tracker.iter().flat_map(|tracker| &tracker.rows).map(|row| (fold(&row.name.value), row)).collect();
            notes.insert(week, Noted { week, id, note, rows });
        }
    }
    notes.into_values().collect()
}

/// A week of a habit before it is judged.
struct Raw {
    week: Week,
    note: Option<NoteId>,
    row: Option<usize>,
    start: WeekStart,
    target: Target,
    entries: Vec<DayEntry>,
}

fn history(snapshot: &Snapshot, notes: &[Noted<'_>], folded: &str, name: String) -> HabitHistory {
    let counts = snapshot.settings().habit(&name).and_then(|habit| habit.counts);
    let mut raws = raw_weeks(snapshot, notes, folded, counts);
    drop_doubles(&mut raws);
    let judge = |raw: Raw| {
        let mut tally = tally(raw.target, &raw.entries, snapshot.today());
        let by_week = counts.filter(|_| matches!(raw.target, Target::CountPerWeek(_)));
        if let Some(number) = by_week.and_then(|what| snapshot.counted().in_week(what, raw.week)) {
            tally.done += f64::from(number);
            tally.met = tally.met.map(|_| tally.done >= tally.goal);
        }
        HabitWeek { week: raw.week, note: raw.note, row: raw.row, start: raw.start, tally }
    };
    HabitHistory { name, weeks: raws.into_iter().map(judge).collect(), today: snapshot.today() }
}

fn raw_weeks(snapshot: &Snapshot, notes: &[Noted<'_>], folded: &str, counts: Option<Counts>) -> Vec<Raw> {
    let mut raws: Vec<Raw> = Vec::new();
    let mut last: Option<(Target, WeekStart)> = None;
    let mut due_next: Option<Week> = None;
    for Noted { week, id, note, rows, .. } in notes {
        fill(snapshot, &mut raws, due_next, *week, last, counts);
        due_next = last.is_some().then(|| week.plus(1));
        let Some((_, row)) = rows.iter().find(|(name, _)| name == folded) else {
            // The note stands without the row: not tracked from here until the row comes back.
            last = None;
            due_next = None;
            continue;
        };
        let start = note.tracker.as_ref().map_or(WeekStart::Monday, |tracker| tracker.start);
        // A row whose target cannot be read is shown by the check, and asks for nothing here.
        let Some(target) = row.target else { continue };
        let cells = row.days.iter().filter_map(|cell| Some((note.date_of(cell.weekday)?, cell.mark.clone())));
        let entries = entries(snapshot, counts, cells.collect());
        raws.push(Raw { week: *week, note: Some(*id), row: Some(row.row), start, target, entries });
        last = Some((target, start));
        due_next = Some(week.plus(1));
    }
    let this_week = Week::of(snapshot.today(), snapshot.settings().week_start);
    fill(snapshot, &mut raws, due_next, this_week.plus(1), last, counts);
    raws
}

/// Weeks without a note, from `from` up to but not including `to`: not answered, under the last target.
fn fill(snapshot: &Snapshot, raws: &mut Vec<Raw>, from: Option<Week>, to: Week, last: Option<(Target, WeekStart)>, counts: Option<Counts>) {
    let (Some(mut week), Some((target, start))) = (from, last) else { return };
    // A note dated centuries away is a slip, and no reason to count every week until then.
    let mut left = 2_000;
    while week < to && left > 0 {
        let days = week.days(start).into_iter().map(|day| (day, Mark::Empty)).collect();
        raws.push(Raw { week, note: None, row: None, start, target, entries: entries(snapshot, counts, days) });
        week = week.plus(1);
        left -= 1;
    }
}

fn entries(snapshot: &Snapshot, counts: Option<Counts>, days: Vec<(NaiveDate, Mark)>) -> Vec<DayEntry> {
    let entry = |(date, mark): (NaiveDate, Mark)| DayEntry {
        date,
        mark,
        away: snapshot.settings().is_away(date),
        counted: counts.and_then(|what| snapshot.counted().on(what, date)).map(f64::from),
    };
    days.into_iter().map(entry).collect()
}

/// A day that stands twice (the journal's week began to start on another day, a table has a column twice) counts once, the marked
/// cell first.
fn drop_doubles(raws: &mut [Raw]) {
    let mut owner: FxHashMap<NaiveDate, (usize, usize, bool)> = FxHashMap::default();
    for (at, raw) in raws.iter().enumerate() {
        for (place, entry) in raw.entries.iter().enumerate() {
            let marked = entry.mark != Mark::Empty;
            let taken = owner.get(&entry.date);
            if taken.is_none_or(|(_, _, by_mark)| marked && !by_mark) {
                owner.insert(entry.date, (at, place, marked));
            }
        }
    }
    for (at, raw) in raws.iter_mut().enumerate() {
        let mut places = 0..;
        raw.entries.retain(|entry| {
            let place = places.next();
            owner.get(&entry.date).is_some_and(|(own, cell, _)| *own == at && Some(*cell) == place)
        });
        raw.entries.sort_by_key(|entry| entry.date.num_days_from_ce());
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{day, journal};

    /// Chain, best chain and lately of `Code` in weeks W46, W47 and W48 (seen on Monday 23 November 2026).
    fn check(target: &str, weeks: &[(&str, &str)], today: &str) -> (u32, u32, String) {
        let mut files = String::new();
        for (week, cells) in weeks {
            files.push_str(&format!(
                "//- weeks/{week}.md\n---\nweek: {week}\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | {target} | {cells} |\n"
            ));
        }
        let snapshot = journal(&files).with([crate::workspace::change::Change::Today(day(today))]);
        let chains = snapshot.chains();
        let code = chains.habit("code").unwrap();
        let today = snapshot.today();
        let lately = code.lately(today);
        (code.chain(today), code.best_chain(today), format!("{} of {}", lately.done, lately.of))
    }

    #[test]
    fn a_chain_runs_across_weeks_up_to_today() {
        let weeks = [("2026-W47", "x | x | | x | x | ~ | x"), ("2026-W48", "x | | | | | |")];
        assert_eq!(check("daily", &weeks, "2026-11-24"), (5, 5, "7 of 8".into()));
    }

    #[test]
    fn a_habit_is_the_same_whatever_blanks_its_name_is_written_with() {
        let week = |number: u32, name: &str| {
            format!(
                "//- weeks/2026-W{number}.md\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| {name} | daily | x | x | x | x | x | x | x |\n"
            )
        };
        let settings = "//- journal.toml\n[habits]\n\"job   search\" = \"daily\"\n";
        let snapshot = journal(&format!("{settings}{}{}", week(46, "Job search"), week(47, "job  SEARCH")));
        let names: Vec<&str> = snapshot.chains().habits().iter().map(|habit| habit.name.as_str()).collect();
        assert_eq!(names, ["job SEARCH"]);
        assert_eq!(snapshot.chains().habit(" Job  search").unwrap().chain(snapshot.today()), 14);
        assert!(snapshot.settings().habit("Job search").is_some());
        assert!(snapshot.at("weeks/2026-W47.md").unwrap().week().unwrap().habit("Job search").is_some());
    }

    #[test]
    fn a_copy_that_a_sync_left_beside_a_note_is_not_what_counts() {
        let mut files = String::new();
        for (stem, cells) in [
            ("2026-W47-DESKTOP-4F2", "| | | | | |"),
            ("2026-W47 (conflicted copy)", "| | | | | |"),
            ("2026-W47", "x | x | x | x | x | x | x"),
        ] {
            files.push_str(&format!(
                "//- weeks/{stem}.md\n---\nweek: 2026-W47\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | {cells} |\n"
            ));
        }
        let snapshot = journal(&files);
        assert_eq!(snapshot.chains().habit("code").unwrap().chain(snapshot.today()), 7);
    }

    #[test]
    fn a_skipped_day_freezes_the_chain() {
        assert_eq!(check("daily", &[("2026-W47", "x | - | x | - | - | x | x")], "2026-11-22"), (4, 4, "4 of 4".into()));
    }

    #[test]
    fn a_missed_day_breaks_it_and_the_best_is_kept() {
        assert_eq!(check("daily", &[("2026-W47", "x | x | x | no | x | | ")], "2026-11-21"), (1, 3, "4 of 5".into()));
    }

    #[test]
    fn a_week_without_a_note_is_not_answered() {
        let weeks = [("2026-W46", "x | x | x | x | x | x | x"), ("2026-W48", "x | | | | | |")];
        assert_eq!(check("daily", &weeks, "2026-11-23"), (1, 7, "8 of 15".into()));
    }

    #[test]
    fn weekly_targets_count_weeks_and_the_running_week_breaks_nothing() {
        let weeks = [("2026-W46", "1 | 2 | | | | |"), ("2026-W47", "x | x | x | | | |"), ("2026-W48", "1 | | | | | |")];
        assert_eq!(check("3/week", &weeks, "2026-11-24"), (2, 2, "2 of 2".into()));
        assert_eq!(check("3/week", &weeks, "2026-11-30"), (0, 2, "2 of 3".into()));
    }

    #[test]
    fn two_missed_due_days_in_a_row_are_told_today_aside() {
        let files = "//- weeks/2026-W47.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | Mon Wed Sat | x | | no | | | |\n";
        let snapshot = journal(files);
        let code = snapshot.chains().habit("Code").unwrap();
        assert_eq!(code.missed_twice(day("2026-11-23")), Some((day("2026-11-21"), day("2026-11-18"))));
        assert_eq!(code.missed_twice(day("2026-11-20")), None);
    }
}
