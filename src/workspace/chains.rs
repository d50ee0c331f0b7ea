//! Habits over the weeks: every day judged, chains, best chains.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::calendar::week::{Week, WeekStart};
use crate::notes::habits::{Mark, Target};
use crate::notes::kind::NoteKind;
use crate::notes::settings::Counts;
use crate::notes::tally::{DayEntry, DayMark, DayState, Tally, tally};
use crate::notes::week::{HabitRow, WeekNote};
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The histories of all habits.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    habits: Vec<HabitHistory>,
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
        for (_, _, note) in notes.iter().rev() {
            for row in note.tracker.iter().flat_map(|tracker| &tracker.rows) {
                let folded = fold(&row.name.value);
                if !names.contains_key(&folded) {
                    names.insert(folded.clone(), row.name.value.clone());
                    if !order.contains(&folded) {
                        order.push(folded);
                    }
                }
            }
        }
        let history = |folded: &String| names.get(folded).map(|name| history(snapshot, &notes, folded, name.clone()));
        Self { habits: order.iter().filter_map(history).collect() }
    }

    /// Every habit: first those of `journal.toml`, in its order, then the others, those of the latest week first.
    #[must_use]
    pub fn habits(&self) -> &[HabitHistory] {
        &self.habits
    }

    /// The habit of this name, case and diacritics aside.
    #[must_use]
    pub fn habit(&self, name: &str) -> Option<&HabitHistory> {
        let folded = fold(name);
        self.habits.iter().find(|habit| fold(&habit.name) == folded)
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

    /// The chain as it stands on a day: due days done or done small, in a row, up to that day; for a per-week target weeks met.
    #[must_use]
    pub fn chain(&self, until: NaiveDate) -> u32 {
        *self.run(until).last().unwrap_or(&0)
    }

    /// The longest chain up to a day.
    #[must_use]
    pub fn best_chain(&self, until: NaiveDate) -> u32 {
        self.run(until).into_iter().max().unwrap_or(0)
    }

    /// The chain's length after each step up to a day.
    fn run(&self, until: NaiveDate) -> Vec<u32> {
        let steps: Vec<Step> = if self.is_weekly(until) {
            self.week_steps(until).collect()
        } else {
            self.days(until).map(|day| day_step(day, until)).collect()
        };
        let mut length = 0;
        let grow = |step: Step| {
            length = match step {
                Step::Longer => length + 1,
                Step::Frozen => length,
                Step::Broken => 0,
            };
            length
        };
        steps.into_iter().map(grow).collect()
    }

    fn week_steps(&self, until: NaiveDate) -> impl Iterator<Item = Step> {
        let begun = move |week: &&HabitWeek| week.tally.days.first().is_some_and(|day| day.date <= until);
        self.weeks.iter().filter(begun).map(move |week| match week.tally.met {
            Some(true) => Step::Longer,
            None => Step::Frozen,
            // A week that is not over does not break a chain.
            Some(false) if until <= week.end() && until <= self.today => Step::Frozen,
            Some(false) => Step::Broken,
        })
    }

    /// How steady the habit was lately: of the last 40 due days, or of the last 6 weeks. What is still open is left out.
    #[must_use]
    pub fn lately(&self, until: NaiveDate) -> Lately {
        if self.is_weekly(until) {
            let steps: Vec<Step> = self.week_steps(until).filter(|step| *step != Step::Frozen).collect();
            let last = &steps[steps.len().saturating_sub(6)..];
            return Lately { done: last.iter().filter(|step| **step == Step::Longer).count(), of: last.len(), weeks: true };
        }
        let due: Vec<&DayState> = self.days(until).filter(|day| day.lengthens() || day.breaks()).collect();
        let last = &due[due.len().saturating_sub(40)..];
        Lately { done: last.iter().filter(|day| day.lengthens()).count(), of: last.len(), weeks: false }
    }

    /// The two latest due days before a day, later first, where both were missed or not answered.
    #[must_use]
    pub fn missed_twice(&self, before: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let until = before.checked_sub_days(Days::new(1))?;
        let mut due = self.days(until).rev().filter(|day| day.lengthens() || day.breaks());
        let (latest, earlier) = (due.next()?, due.next()?);
        (latest.breaks() && earlier.breaks()).then_some((latest.date, earlier.date))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Longer,
    Frozen,
    Broken,
}

fn day_step(day: &DayState, until: NaiveDate) -> Step {
    match day {
        day if day.lengthens() => Step::Longer,
        // Today unfinished breaks nothing: there is still an evening.
        day if day.breaks() && day.date < until => Step::Broken,
        day if day.breaks() && day.mark == DayMark::Missed => Step::Broken,
        day if day.breaks() && day.mark == DayMark::Unanswered => Step::Broken,
        _ => Step::Frozen,
    }
}

/// The week notes in the order of their weeks, of two for one week the first by path.
fn week_notes(snapshot: &Snapshot) -> Vec<(Week, NoteId, &WeekNote)> {
    let mut notes: BTreeMap<Week, (NoteId, &WeekNote, &str)> = BTreeMap::new();
    for (id, note) in snapshot.of_kind(NoteKind::Week) {
        let Some(week) = note.week() else { continue };
        let Some(name) = week.week else { continue };
        let earlier = notes.get(&name).is_some_and(|(_, _, path)| *path <= &*note.path);
        if !earlier {
            notes.insert(name, (id, week, &note.path));
        }
    }
    notes.into_iter().map(|(week, (id, note, _))| (week, id, note)).collect()
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

fn history(snapshot: &Snapshot, notes: &[(Week, NoteId, &WeekNote)], folded: &str, name: String) -> HabitHistory {
    let counts = snapshot.settings().habit(&name).and_then(|habit| habit.counts);
    let mut raws = raw_weeks(snapshot, notes, folded, counts);
    drop_doubles(&mut raws);
    let judge = |raw: Raw| {
        let mut tally = tally(raw.target, &raw.entries, snapshot.today());
        if let Some(number) = counts.and_then(|what| snapshot.counted().in_week(what, raw.week)) {
            tally.done += f64::from(number);
            tally.met = tally.met.map(|_| tally.done >= tally.goal);
        }
        HabitWeek { week: raw.week, note: raw.note, row: raw.row, start: raw.start, tally }
    };
    HabitHistory { name, weeks: raws.into_iter().map(judge).collect(), today: snapshot.today() }
}

fn raw_weeks(snapshot: &Snapshot, notes: &[(Week, NoteId, &WeekNote)], folded: &str, counts: Option<Counts>) -> Vec<Raw> {
    let row_of = |note: &'_ WeekNote| -> Option<HabitRow> {
        note.tracker.as_ref()?.rows.iter().find(|row| fold(&row.name.value) == folded).cloned()
    };
    let mut raws: Vec<Raw> = Vec::new();
    let mut last: Option<(Target, WeekStart)> = None;
    let mut due_next: Option<Week> = None;
    for (week, id, note) in notes {
        fill(snapshot, &mut raws, due_next, *week, last, counts);
        due_next = last.is_some().then(|| week.plus(1));
        let Some(row) = row_of(note) else {
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

/// A day that stands in two weeks (the journal's week began to start on another day) counts once, the marked cell first.
fn drop_doubles(raws: &mut [Raw]) {
    let mut owner: FxHashMap<NaiveDate, (usize, bool)> = FxHashMap::default();
    for (at, raw) in raws.iter().enumerate() {
        for entry in &raw.entries {
            let marked = entry.mark != Mark::Empty;
            let taken = owner.get(&entry.date);
            if taken.is_none_or(|(_, by_mark)| marked && !by_mark) {
                owner.insert(entry.date, (at, marked));
            }
        }
    }
    for (at, raw) in raws.iter_mut().enumerate() {
        raw.entries.retain(|entry| owner.get(&entry.date).is_some_and(|(own, _)| *own == at));
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
