//! Chains, rates and sums against a slow and obvious reference that knows only format.md: random years of weeks, targets that
//! change, skips, small versions, holidays, weeks without a note, weeks that begin to start on another day.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use journal::calendar::week::{Week, WeekStart};
use journal::report::explain_habit::explain;
use journal::report::habits::habits;
use journal::report::week::sum;
use journal::workspace::snapshot::Snapshot;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;

const TARGETS: [&str; 8] = ["daily", "weekdays", "Mon Wed Sat", "3/week", "2h/week", "2/day", "30m/day", "weekly"];
const CELLS: [&str; 14] = ["", "", "x", "x", "x", "~", "-", "no", "1", "2", "0", "45m", "15m late", "what?"];

/// A week's note: where its columns begin, and the habit's row where it has one.
#[derive(Clone, Debug)]
struct NoteModel {
    start: WeekStart,
    row: Option<(&'static str, [&'static str; 7])>,
}

/// A journal with one habit.
#[derive(Clone, Debug)]
struct Model {
    first: Week,
    notes: Vec<Option<NoteModel>>,
    start: WeekStart,
    away: (NaiveDate, NaiveDate),
    today: NaiveDate,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn starts() -> impl Strategy<Value = WeekStart> {
    prop_oneof![5 => Just(WeekStart::Monday), 1 => Just(WeekStart::Sunday), 1 => Just(WeekStart::Saturday)]
}

/// Weeks come in stretches of one target and one first day, as they do in a life.
fn stretch() -> impl Strategy<Value = Vec<Option<NoteModel>>> {
    let cells = prop::array::uniform7(prop::sample::select(CELLS.to_vec()));
    let week = (0..12_u8, cells);
    (prop::sample::select(TARGETS.to_vec()), starts(), prop::collection::vec(week, 1..9)).prop_map(|(target, start, weeks)| {
        let note = |(kind, cells)| match kind {
            0 => None,
            1 => Some(NoteModel { start, row: None }),
            _ => Some(NoteModel { start, row: Some((target, cells)) }),
        };
        weeks.into_iter().map(note).collect()
    })
}

fn model() -> impl Strategy<Value = Model> {
    let first = (2019..2031_i32, 40..60_i32).prop_map(|(year, weeks)| Week::new(year, 1).unwrap().plus(weeks));
    (first, prop::collection::vec(stretch(), 1..6), starts(), any::<u16>(), 0..12_u64, -14..40_i64).prop_map(
        |(first, stretches, start, seed, long, ahead)| {
            let notes: Vec<_> = stretches.concat();
            let begin = first.first_day(WeekStart::Monday);
            let last = begin + Days::new(7 * notes.len() as u64);
            let away = begin + Days::new(u64::from(seed) % (7 * notes.len() as u64 + 1));
            let today = if ahead < 0 { last - Days::new(ahead.unsigned_abs()) } else { last + Days::new(ahead.unsigned_abs()) };
            Model { first, notes, start, away: (away, away + Days::new(long)), today }
        },
    )
}

impl Model {
    fn snapshot(&self) -> Snapshot {
        let settings = format!("week-start = \"{}\"\naway = [\"{}..{}\"]\n", self.start, self.away.0, self.away.1);
        let mut files: Vec<(Arc<str>, Arc<str>)> = vec![("journal.toml".into(), settings.into())];
        for (at, note) in self.notes.iter().enumerate() {
            let Some(note) = note else { continue };
            let week = self.first.plus(at as i32);
            let names: Vec<&str> = week.days(note.start).iter().map(|day| name(*day)).collect();
            let mut text =
                format!("## Habits\n\n| Habit | Target | {} |\n|---|---|{}\n| Other | daily |\n", names.join(" | "), "---|".repeat(7));
            if let Some((target, cells)) = &note.row {
                text.push_str(&format!("| Code | {target} | {} |\n", cells.join(" | ")));
            }
            files.push((format!("weeks/{week}.md").into(), text.into()));
        }
        Snapshot::of_files(files, self.today)
    }
}

fn name(day: NaiveDate) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday().num_days_from_monday() as usize]
}

/// A day as the reference sees it.
#[derive(Clone, Debug)]
struct RefDay {
    date: NaiveDate,
    target: &'static str,
    cell: &'static str,
    week: usize,
}

/// A week as the reference sees it.
#[derive(Clone, Debug)]
struct RefWeek {
    week: Week,
    target: &'static str,
    end: NaiveDate,
}

struct Reference<'a> {
    model: &'a Model,
    days: Vec<RefDay>,
    weeks: Vec<RefWeek>,
}

impl<'a> Reference<'a> {
    /// Lays out every day that the habit was tracked on, by the letter of format.md.
    fn of(model: &'a Model) -> Self {
        let this_week = Week::of(model.today, model.start);
        let mut last: Option<(&'static str, WeekStart)> = None;
        let (mut days, mut weeks) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < model.notes.len() || model.first.plus(at as i32) <= this_week {
            let week = model.first.plus(at as i32);
            let seen = match model.notes.get(at) {
                Some(Some(note)) => note.row.map(|(target, cells)| (target, note.start, cells)),
                // A week without a note: not answered, under the last target.
                Some(None) | None => last.map(|(target, start)| (target, start, [""; 7])),
            };
            // Weeks to come without a note behind the last one are not there at all.
            let is_noted_later = model.notes.iter().skip(at).any(Option::is_some);
            let seen = seen.filter(|_| week <= this_week || is_noted_later);
            last = seen.map(|(target, start, _)| (target, start));
            if let Some((target, start, cells)) = seen {
                let dates = week.days(start);
                days.extend(dates.into_iter().zip(cells).map(|(date, cell)| RefDay { date, target, cell, week: weeks.len() }));
                weeks.push(RefWeek { week, target, end: dates[6] });
            }
            at += 1;
        }
        // A day that stands twice counts once, the marked cell first.
        let all = days.clone();
        let mut place = 0..;
        days.retain(|day: &RefDay| {
            let here = place.next().unwrap();
            let twins: Vec<usize> = (0..all.len()).filter(|at| all[*at].date == day.date).collect();
            let owner = twins.iter().find(|at| !all[**at].cell.is_empty()).unwrap_or(&twins[0]);
            *owner == here
        });
        Self { model, days, weeks }
    }

    fn is_due(day: &RefDay) -> bool {
        match day.target {
            "daily" | "2/day" | "30m/day" => true,
            "weekdays" => !matches!(day.date.weekday(), Weekday::Sat | Weekday::Sun),
            "Mon Wed Sat" => matches!(day.date.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Sat),
            _ => false,
        }
    }

    fn is_skipped(&self, day: &RefDay) -> bool {
        let away = self.model.away.0 <= day.date && day.date <= self.model.away.1;
        day.cell == "-" || (away && matches!(day.cell, "" | "what?"))
    }

    /// What the cell adds to the week's sum.
    fn done(&self, day: &RefDay) -> f64 {
        let (count, minutes): (f64, Option<f64>) = match day.cell {
            "x" => (1.0, None),
            "~" => (0.5, None),
            "1" => (1.0, None),
            "2" => (2.0, None),
            "45m" => (1.0, Some(45.0)),
            "15m late" => (1.0, Some(15.0)),
            _ => (0.0, None),
        };
        let number = matches!(day.cell, "1" | "2" | "0");
        match day.target {
            "3/week" | "weekly" => count,
            "2h/week" => minutes.unwrap_or(0.0),
            "2/day" if day.cell == "x" || minutes.is_some() => 2.0,
            "2/day" if day.cell == "~" => 1.0,
            "2/day" => count,
            "30m/day" if number => 0.0,
            "30m/day" => minutes.unwrap_or(count * 30.0),
            _ if Self::is_due(day) => count.min(1.0),
            _ => 0.0,
        }
    }

    fn each(target: &str) -> f64 {
        match target {
            "2/day" => 2.0,
            "30m/day" => 30.0,
            _ => 1.0,
        }
    }

    fn is_reached(&self, day: &RefDay) -> bool {
        Self::is_due(day) && self.done(day) >= Self::each(day.target)
    }

    /// +1, 0 or -1: longer, frozen, broken.
    fn day_step(&self, day: &RefDay) -> i32 {
        let said_no = day.cell == "no" || (day.cell == "0" && matches!(day.target, "daily" | "weekdays" | "Mon Wed Sat"));
        if !Self::is_due(day) || self.is_skipped(day) {
            0
        } else if self.is_reached(day) || day.cell == "~" {
            1
        } else if day.date < self.model.today || said_no {
            -1
        } else {
            0
        }
    }

    /// Done, goal, met, and the share where habits are added up.
    fn tally(&self, at: usize) -> (f64, f64, Option<bool>, (f64, f64)) {
        let days: Vec<&RefDay> = self.days.iter().filter(|day| day.week == at).collect();
        let done: f64 = days.iter().map(|day| self.done(day)).sum();
        let all_skipped = !days.is_empty() && days.iter().all(|day| self.is_skipped(day));
        let target = self.weeks[at].target;
        let weekly_goal = match target {
            "3/week" => Some(3.0),
            "weekly" => Some(1.0),
            "2h/week" => Some(120.0),
            _ => None,
        };
        if let Some(goal) = weekly_goal {
            let met = (!all_skipped).then_some(done >= goal);
            let share = match met {
                None => (0.0, 0.0),
                Some(met) if target == "2h/week" => (f64::from(u8::from(met)), 1.0),
                Some(_) => (done.min(goal), goal),
            };
            return (done, goal, met, share);
        }
        let asked: Vec<&&RefDay> = days.iter().filter(|day| Self::is_due(day) && !self.is_skipped(day)).collect();
        let count = asked.len() as f64;
        let met = (!asked.is_empty()).then(|| asked.iter().all(|day| self.is_reached(day)));
        let part = |day: &&&RefDay| {
            if self.is_reached(day) {
                1.0
            } else if day.cell == "~" {
                0.5
            } else {
                0.0
            }
        };
        (done, count * Self::each(target), met, (asked.iter().map(part).sum(), count))
    }

    fn is_weekly(target: &str) -> bool {
        matches!(target, "3/week" | "weekly" | "2h/week")
    }

    /// The steps of the chain up to a day, oldest first: days, or weeks where the latest target is one per week.
    fn steps(&self, until: NaiveDate) -> (bool, Vec<i32>) {
        let until = until.min(self.model.today);
        let first = |at: usize| self.days.iter().filter(|day| day.week == at).map(|day| day.date).min();
        let begun: Vec<usize> = (0..self.weeks.len()).filter(|at| first(*at).is_some_and(|day| day <= until)).collect();
        let weekly = begun.last().is_some_and(|at| Self::is_weekly(self.weeks[*at].target));
        if !weekly {
            return (false, self.days.iter().filter(|day| day.date <= until).map(|day| self.day_step(day)).collect());
        }
        let step = |at: usize| {
            let (done, goal, met, _) = self.tally(at);
            let week = &self.weeks[at];
            let is_over = week.end <= until && week.end < self.model.today;
            let later: f64 = self.days.iter().filter(|day| day.week == at && until < day.date).map(|day| self.done(day)).sum();
            let met_so_far = if Self::is_weekly(week.target) { done - later >= goal } else { met == Some(true) };
            match met {
                None => 0,
                Some(met) if is_over => {
                    if met {
                        1
                    } else {
                        -1
                    }
                }
                Some(_) => i32::from(met_so_far),
            }
        };
        (true, begun.into_iter().map(step).collect())
    }

    /// Walks back from the end until something breaks.
    fn chain(steps: &[i32]) -> u32 {
        let mut length = 0;
        for step in steps.iter().rev() {
            match step {
                1 => length += 1,
                0 => {}
                _ => break,
            }
        }
        length
    }

    fn best(steps: &[i32]) -> u32 {
        (0..=steps.len()).map(|end| Self::chain(&steps[..end])).max().unwrap_or(0)
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

fn check(model: &Model) -> Result<(), TestCaseError> {
    let reference = Reference::of(model);
    let snapshot = model.snapshot();
    let Some(code) = snapshot.chains().habit("code") else {
        assert!(reference.weeks.is_empty());
        return Ok(());
    };
    assert_eq!(
        code.weeks.iter().map(|week| week.week).collect::<Vec<_>>(),
        reference.weeks.iter().map(|week| week.week).collect::<Vec<_>>()
    );
    for (at, week) in code.weeks.iter().enumerate() {
        let (done, goal, met, share) = reference.tally(at);
        let tally = &week.tally;
        let fits = same(tally.done, done) && same(tally.goal, goal) && same(tally.share().0, share.0) && same(tally.share().1, share.1);
        assert!(fits && tally.met == met, "{}: {tally:?} is not {:?}", week.week, (done, goal, met, share));
        // The other habit is due on all days and never done.
        let other = snapshot.chains().habit("other").and_then(|other| other.week(week.week)).map_or(0.0, |week| week.tally.share().1);
        let both = sum(&snapshot, week.week);
        assert!(same(both.done, share.0) && same(both.goal, share.1 + other), "{}: {both:?}", week.week);
    }
    let last = reference.days.iter().map(|day| day.date).max().unwrap_or(model.today);
    for back in 0..40 {
        let until = last.max(model.today) - Days::new(back);
        let (weekly, steps) = reference.steps(until);
        let seen = (code.chain(until), code.best_chain(until));
        assert_eq!(seen, (Reference::chain(&steps), Reference::best(&steps)), "on {until}, today {}: {steps:?}", model.today);
        let settled: Vec<i32> = steps.iter().rev().copied().filter(|step| *step != 0).take(if weekly { 6 } else { 40 }).collect();
        let lately = code.lately(until);
        let done = settled.iter().filter(|step| **step == 1).count();
        assert_eq!((lately.done, lately.of, lately.weeks), (done, settled.len(), weekly), "lately on {until}");
    }
    figures_agree(&snapshot, &reference);
    Ok(())
}

/// What the reports say of the habit today.
fn figures_agree(snapshot: &Snapshot, reference: &Reference<'_>) {
    let model = reference.model;
    let code = snapshot.chains().habit("code").unwrap();
    let (weekly, steps) = reference.steps(model.today);
    let told = explain(snapshot, code);
    assert_eq!((told.chain, told.best_chain), (Reference::chain(&steps), Reference::best(&steps)));
    let walked = if weekly {
        told.weeks.iter().rev().find_map(|week| week.chain).map(|(_, length)| length)
    } else {
        told.weeks.iter().rev().flat_map(|week| week.days.iter().rev()).find_map(|day| day.chain).map(|(_, length)| length)
    };
    assert_eq!(walked.unwrap_or(0), told.chain, "the last line of the proof names the chain");
    let missed = told.lately_missed.len() + told.lately.done;
    assert_eq!(missed, told.lately.of);
    let twice =
        reference.days.iter().filter(|day| day.date < model.today && reference.day_step(day) != 0).rev().take(2).collect::<Vec<_>>();
    let expected = match twice.as_slice() {
        [latest, earlier] if reference.day_step(latest) < 0 && reference.day_step(earlier) < 0 => Some((latest.date, earlier.date)),
        _ => None,
    };
    assert_eq!(code.missed_twice(model.today), expected);
    let Some(steady) = habits(snapshot, 8).habits.into_iter().find(|habit| habit.name == "Code") else { return };
    assert!(steady.scores.iter().flatten().all(|score| (0.0..=1.0).contains(score)));
    if !weekly {
        let first = Week::of(model.today, model.start).plus(-7).first_day(model.start);
        let in_view = |day: &&RefDay| first <= day.date && day.date <= model.today;
        let of = |step: fn(i32) -> bool| reference.days.iter().filter(in_view).filter(|day| step(reference.day_step(day))).count();
        let (done, due) = steady.weekdays.iter().fold((0, 0), |(done, of), rate| (done + rate.done, of + rate.of));
        assert_eq!((done, due), (of(|step| step == 1), of(|step| step != 0)), "rates by weekday");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chains_rates_and_sums_are_those_of_the_reference(model in model()) {
        check(&model)?;
    }
}

#[test]
fn a_sunday_that_moves_into_the_next_week_counts_once() {
    let monday = NoteModel { start: WeekStart::Monday, row: Some(("daily", ["x"; 7])) };
    let sunday = NoteModel { start: WeekStart::Sunday, row: Some(("daily", ["x"; 7])) };
    let away = (day("2020-01-01"), day("2020-01-01"));
    let first = Week::new(2026, 52).unwrap();
    let model = Model { first, notes: vec![Some(monday), Some(sunday)], start: WeekStart::Sunday, away, today: day("2027-01-10") };
    check(&model).unwrap();
    // 21 December to 2 January is 13 days; the Sunday between them stands in both notes.
    assert_eq!(model.snapshot().chains().habit("Code").unwrap().best_chain(model.today), 13);
}
