//! What is said of a tick: the mark, the day, the chain or the week's sum.

use chrono::NaiveDate;

use crate::actions::tick::ask::Tick;
use crate::calendar::date::{distance, short_date};
use crate::calendar::week::Week;
use crate::notes::habits::{Mark, Unit, mark, written_minutes, written_number};
use crate::notes::tally::{DayMark, Tally};
use crate::text::fuzzy::fold;
use crate::workspace::chains::{HabitHistory, HabitWeek};
use crate::workspace::snapshot::Snapshot;

/// A cell before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// What stood there.
    pub was: &'a str,
    /// What stands there now.
    pub now: &'a str,
}

/// The line on a cell; `after` is the journal as it stands then.
#[must_use]
pub fn line(after: &Snapshot, tick: &Tick, date: NaiveDate, cell: &Written<'_>) -> String {
    let day = short_date(date);
    let habit = &tick.habit;
    if cell.now.is_empty() {
        return match cell.was {
            "" => format!("{habit} has nothing on {day}: there is nothing to clear"),
            was => format!("{habit} cleared on {day} (was {})", plain(was)),
        };
    }
    let already = if cell.was == cell.now { " already" } else { "" };
    let was = match mark(cell.was).0 {
        Mark::Empty => String::new(),
        _ if cell.was == cell.now || !takes_place(cell) => String::new(),
        _ => format!(" (was {})", plain(cell.was)),
    };
    let tail = standing(after, habit, date).map_or_else(String::new, |words| format!(" — {words}"));
    format!("{habit} {} {day}{already}{was}{tail}", shown(cell.now))
}

/// Whether the new mark says something else than the old one, and not just more.
fn takes_place(cell: &Written<'_>) -> bool {
    matches!(mark(cell.now).0, Mark::Skipped | Mark::No | Mark::Small) || matches!(mark(cell.was).0, Mark::Unknown)
}

/// A cell's words outside the table.
fn plain(cell: &str) -> String {
    cell.replace("\\|", "|")
}

fn shown(cell: &str) -> String {
    let (read, length) = mark(cell);
    let (words, note) = cell.split_at(length);
    let mark = match read {
        Mark::Done => "✓",
        Mark::Small => "~ (small)",
        Mark::Skipped => "skipped",
        Mark::No => "no",
        Mark::Amount(_) | Mark::Empty | Mark::Unknown => words.trim(),
    };
    let note = note.trim();
    if note.is_empty() { mark.to_owned() } else { format!("{mark} “{}”", plain(note)) }
}

/// How the habit stands: the week's sum of a per-week target, else the day and the chain.
fn standing(after: &Snapshot, habit: &str, date: NaiveDate) -> Option<String> {
    let history = after.chains().habit(habit)?;
    let week = history.weeks.iter().find(|week| week.tally.days.iter().any(|day| day.date == date))?;
    let today = after.today();
    let chain = history.chain(today);
    if week.tally.target.is_weekly() {
        return Some(weekly(after, week, chain));
    }
    let day = week.tally.days.iter().find(|day| day.date == date)?;
    if !day.due && matches!(day.mark, DayMark::Done | DayMark::Small | DayMark::Amount) {
        return Some("not due that day: shown, not counted".to_owned());
    }
    if history.is_weekly(today) {
        return None;
    }
    Some(match day.mark {
        DayMark::Skipped if date > today => format!("planned {}", distance(date, today)),
        DayMark::Skipped if chain > 0 => format!("the chain holds at {chain}"),
        DayMark::Skipped => "neither done nor missed".to_owned(),
        DayMark::Small => format!("the chain lives: {chain}"),
        DayMark::Missed => "noted; the next day is a new one".to_owned(),
        DayMark::Amount | DayMark::Done if !day.reached => {
            let each = asked_of_a_day(&week.tally);
            format!("{} of {} that day", number(&week.tally, day.done), number(&week.tally, each))
        }
        DayMark::Amount | DayMark::Done | DayMark::Unanswered | DayMark::Open | DayMark::None => chain_words(history, chain, today),
    })
}

fn chain_words(history: &HabitHistory, chain: u32, today: NaiveDate) -> String {
    let best = history.best_chain(today);
    if chain > 7 && chain == best { format!("chain {chain}, the longest so far") } else { format!("chain {chain}") }
}

fn asked_of_a_day(tally: &Tally) -> f64 {
    let due = tally.days.iter().filter(|day| day.due && day.mark != DayMark::Skipped).count();
    #[expect(clippy::cast_precision_loss, reason = "at most seven days")]
    let due = due.max(1) as f64;
    tally.goal / due
}

fn weekly(after: &Snapshot, week: &HabitWeek, chain: u32) -> String {
    let tally = &week.tally;
    let this_week = Week::of(after.today(), after.settings().week_start);
    let when = if week.week == this_week { "this week".to_owned() } else { format!("in {}", week.week) };
    let sum = format!("{} of {} {when}", number(tally, tally.done), number(tally, tally.goal));
    match tally.met {
        Some(true) if chain > 1 => format!("{sum}, met: {chain} weeks in a row"),
        Some(true) => format!("{sum}, met"),
        Some(false) => sum,
        None => format!("a week skipped {when}"),
    }
}

fn number(tally: &Tally, amount: f64) -> String {
    match tally.unit() {
        Unit::Minutes => written_minutes(amount),
        Unit::Times | Unit::Count => written_number(amount),
    }
}

/// What to know of a habit that counts itself, where its cell was written.
#[must_use]
pub fn of_counted(before: &Snapshot, tick: &Tick, date: NaiveDate, now: &str) -> Option<String> {
    let setting = before.settings().habits.iter().find(|habit| fold(&habit.name.value) == fold(&tick.habit))?;
    let counts = setting.counts?;
    let number = before.counted().on(counts, date)?;
    let stands = if now.is_empty() {
        "an empty cell shows that number".to_owned()
    } else {
        format!("the cell says {now}, and the cell is the record")
    };
    Some(format!("  {} counts {} by itself: your notes say {number} on {}, {stands}.", tick.habit, counts.words(), short_date(date)))
}
