//! Habits over the weeks: chains, how steady, by weekday, a forgiving score, a calendar of days.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::week::{Week, WeekStart};
use crate::notes::habits::Target;
use crate::notes::tally::{DayMark, DayState};
use crate::workspace::chains::{HabitHistory, HabitWeek, Lately, Step};
use crate::workspace::snapshot::Snapshot;

/// After so many due days a day weighs half in the score.
pub const HALF_LIFE_DAYS: f64 = 14.0;

/// After so many weeks a week weighs half in the score of a target per week.
pub const HALF_LIFE_WEEKS: f64 = 4.0;

/// The habits over some weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitsReport {
    /// The day on which it is seen.
    pub today: NaiveDate,
    /// The day that weeks begin with.
    pub start: WeekStart,
    /// The weeks that are looked at, oldest first, this week last.
    pub weeks: Vec<Week>,
    /// Every habit that was tracked in one of them.
    pub habits: Vec<SteadyHabit>,
}

/// A habit over some weeks; chain, best chain and lately reach back to its beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct SteadyHabit {
    /// Its name.
    pub name: String,
    /// The latest target.
    pub target: Target,
    /// The chain as it stands.
    pub chain: u32,
    /// The longest chain.
    pub best_chain: u32,
    /// How steady it was lately.
    pub lately: Lately,
    /// How often by weekday, in the order of the week: done of due; for a target per week something done of all such days.
    pub weekdays: Vec<WeekdayRate>,
    /// The score after each week, 0 to 1; none before the habit began.
    pub scores: Vec<Option<f64>>,
    /// A calendar: for each week its seven days in order.
    pub calendar: Vec<[Heat; 7]>,
    /// The days behind the calendar.
    pub days: Vec<DayState>,
}

impl SteadyHabit {
    /// The score as it stands, 0 to 1.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        self.scores.last().copied().flatten()
    }

    /// How the score moved in the last four weeks; none where it is younger.
    #[must_use]
    pub fn trend(&self) -> Option<f64> {
        let before = self.scores.len().checked_sub(5).and_then(|at| self.scores[at])?;
        Some(self.score()? - before)
    }
}

/// How often on one day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayRate {
    /// The day.
    pub weekday: Weekday,
    /// Done so often.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// A day in a calendar of one habit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heat {
    /// Nothing asked, nothing said, or not tracked.
    Blank,
    /// Still open.
    Open,
    /// Skipped on purpose.
    Skipped,
    /// Missed, or not answered.
    Missed,
    /// So much of what is asked, above 0, at most 1; of a target per week against the habit's best day here.
    Done(f64),
}

/// The habits over the last so many weeks, this one included.
#[must_use]
pub fn habits(snapshot: &Snapshot, weeks: u32) -> HabitsReport {
    let start = snapshot.settings().week_start;
    let this_week = Week::of(snapshot.today(), start);
    let back = i32::try_from(weeks.clamp(1, 5_300)).unwrap_or(1);
    let weeks: Vec<Week> = (0..back).rev().map(|back| this_week.plus(-back)).collect();
    let habits = snapshot.chains().habits().iter().filter_map(|habit| steady(snapshot, habit, &weeks, start)).collect();
    HabitsReport { today: snapshot.today(), start, weeks, habits }
}

fn steady(snapshot: &Snapshot, habit: &HabitHistory, weeks: &[Week], start: WeekStart) -> Option<SteadyHabit> {
    let today = snapshot.today();
    let (first, last) = (weeks.first()?.first_day(start), weeks.last()?.days(start)[6]);
    let days: Vec<DayState> = habit.days(last).filter(|day| first <= day.date).copied().collect();
    if days.is_empty() {
        return None;
    }
    let target = habit.target(today).or_else(|| habit.target(last))?;
    let most = days.iter().map(|day| day.done).fold(0.0, f64::max);
    let on = |date: NaiveDate| days.binary_search_by_key(&date, |day| day.date).ok().map(|at| &days[at]);
    let calendar = |week: &Week| week.days(start).map(|date| on(date).map_or(Heat::Blank, |day| heat(habit, day, most)));
    let values = values(habit, today);
    Some(SteadyHabit {
        name: habit.name.clone(),
        target,
        chain: habit.chain(today),
        best_chain: habit.best_chain(today),
        lately: habit.lately(today),
        weekdays: weekdays(habit, &days, target, start, today),
        scores: weeks.iter().map(|week| score(&values, week.days(start)[6], habit.is_weekly(today))).collect(),
        calendar: weeks.iter().map(calendar).collect(),
        days,
    })
}

fn heat(habit: &HabitHistory, day: &DayState, most: f64) -> Heat {
    let asked = habit.weeks.iter().rev().find(|week| week.tally.days.iter().any(|one| one.date == day.date)).map(|week| week.tally.target);
    let part = match asked {
        Some(target) if !target.is_weekly() => day_value(target, day),
        _ if most > 0.0 => (day.done / most).clamp(0.0, 1.0),
        _ => 0.0,
    };
    match day.mark {
        _ if part > 0.0 => Heat::Done(part),
        DayMark::Skipped => Heat::Skipped,
        DayMark::Missed | DayMark::Unanswered => Heat::Missed,
        DayMark::Amount | DayMark::Done | DayMark::Small if day.due => Heat::Missed,
        DayMark::Open => Heat::Open,
        DayMark::Amount | DayMark::Done | DayMark::Small | DayMark::None => Heat::Blank,
    }
}

/// What a due day got, 0 to 1: all, half for the small version, else the part of its amount.
fn day_value(target: Target, day: &DayState) -> f64 {
    match target {
        _ if !day.due => 0.0,
        _ if day.reached => 1.0,
        Target::CountPerDay(each) | Target::MinutesPerDay(each) => (day.done / each).clamp(0.0, 1.0),
        Target::Days(_) | Target::CountPerWeek(_) | Target::MinutesPerWeek(_) => day.done.clamp(0.0, 1.0),
    }
}

/// What every settled due day got (of a target per week: every settled week, on its last day), 0 to 1, oldest first.
fn values(habit: &HabitHistory, today: NaiveDate) -> Vec<(NaiveDate, f64)> {
    if habit.is_weekly(today) {
        let settled = habit.weeks.iter().filter(|week| habit.week_step(week, today) != Step::Frozen);
        return settled.map(|week| (week.end(), week_value(week))).collect();
    }
    let mut values = Vec::new();
    for week in &habit.weeks {
        let settled = week.tally.days.iter().filter(|day| day.date <= today && habit.day_step(day) != Step::Frozen);
        values.extend(settled.map(|day| (day.date, day_value(week.tally.target, day))));
    }
    values
}

/// The part of a week's goal that was reached, 0 to 1.
fn week_value(week: &HabitWeek) -> f64 {
    if week.tally.goal > 0.0 { (week.tally.done / week.tally.goal).clamp(0.0, 1.0) } else { 1.0 }
}

/// The forgiving score on a day, 0 to 1: the mean of what every due day got, in which a day weighs half as much as one
/// [`HALF_LIFE_DAYS`] due days later (a week half as much as one [`HALF_LIFE_WEEKS`] later). One missed day costs little, and a good
/// fortnight mends a bad one.
fn score(values: &[(NaiveDate, f64)], until: NaiveDate, weekly: bool) -> Option<f64> {
    let decay = 0.5_f64.powf(1.0 / if weekly { HALF_LIFE_WEEKS } else { HALF_LIFE_DAYS });
    let (mut sum, mut weights) = (0.0, 0.0);
    // The running week of a target per week is told on its last day, which is still to come.
    for (_, value) in values.iter().take_while(|(day, _)| *day <= until) {
        sum = sum * decay + value;
        weights = weights * decay + 1.0;
    }
    (weights > 0.0).then(|| sum / weights)
}

fn weekdays(habit: &HabitHistory, days: &[DayState], target: Target, start: WeekStart, today: NaiveDate) -> Vec<WeekdayRate> {
    let first = start.weekday();
    let mut rates: Vec<WeekdayRate> =
        std::iter::successors(Some(first), |day| Some(day.succ())).take(7).map(|weekday| WeekdayRate { weekday, done: 0, of: 0 }).collect();
    for day in days.iter().filter(|day| day.date <= today) {
        let rate = &mut rates[day.date.weekday().days_since(first) as usize];
        let (done, asked) = if target.is_weekly() {
            (day.done > 0.0, day.mark != DayMark::Skipped && (day.date < today || day.done > 0.0))
        } else {
            (day.lengthens(), habit.day_step(day) != Step::Frozen)
        };
        rate.done += usize::from(done);
        rate.of += usize::from(asked);
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::{Heat, habits};
    use crate::testing::journal;

    fn read(target: &str, cells: &[(&str, &str)]) -> super::SteadyHabit {
        let week = |(week, cells): &(&str, &str)| {
            format!(
                "//- weeks/{week}.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | {target} | {cells} |\n"
            )
        };
        habits(&journal(&cells.iter().map(week).collect::<String>()), 4).habits.remove(0)
    }

    #[test]
    fn weekdays_are_counted_apart_and_today_is_left_open() {
        let habit = read(
            "daily",
            &[("2026-W46", "x | | - | x | x | x | x"), ("2026-W47", "x | ~ | x | no | | x | x"), ("2026-W48", " | | | | | |")],
        );
        let told: Vec<_> = habit.weekdays.iter().map(|rate| format!("{} {}/{}", rate.weekday, rate.done, rate.of)).collect();
        assert_eq!(told, ["Mon 2/2", "Tue 1/2", "Wed 1/1", "Thu 1/2", "Fri 1/2", "Sat 2/2", "Sun 2/2"]);
    }

    #[test]
    fn a_calendar_has_a_week_a_row() {
        let habit = read("30m/day", &[("2026-W47", "30m | 15m | - | no | 45m | ~ | x"), ("2026-W48", " | | | | | |")]);
        assert_eq!(habit.calendar[1], [Heat::Blank; 7]);
        let done = Heat::Done(1.0);
        assert_eq!(habit.calendar[2], [done, Heat::Done(0.5), Heat::Skipped, Heat::Missed, done, Heat::Done(0.5), done]);
        assert_eq!(habit.calendar[3][0], Heat::Open);
    }

    #[test]
    fn one_missed_day_costs_the_score_little_and_a_good_week_mends_it() {
        let steady = read(
            "daily",
            &[
                ("2026-W45", "x | x | x | x | x | x | x"),
                ("2026-W46", "x | x | x | x | x | x | no"),
                ("2026-W47", "x | x | x | x | x | x | x"),
            ],
        );
        let scores: Vec<i64> = steady.scores.iter().flatten().map(|score| (score * 100.0).round() as i64).collect();
        assert_eq!(scores, [100, 90, 95, 95]);
    }

    #[test]
    fn weeks_of_a_weekly_target_are_scored_by_their_part() {
        let habit = read(
            "4/week",
            &[("2026-W45", "4 | | | | | |"), ("2026-W46", "2 | | | | | |"), ("2026-W47", "5 | | | | | |"), ("2026-W48", "1 | | | | | |")],
        );
        let scores: Vec<i64> = habit.scores.iter().flatten().map(|score| (score * 100.0).round() as i64).collect();
        assert_eq!(scores, [100, 73, 83, 83]);
        assert_eq!((habit.weekdays[0].done, habit.weekdays[0].of, habit.weekdays[1].of), (4, 4, 3));
    }
}
