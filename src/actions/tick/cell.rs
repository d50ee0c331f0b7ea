//! A day's cell after a tick: what is added to what stands, and how the note behind the mark is kept.

use crate::actions::plan::{Refusal, RefusalKind};
use crate::actions::tick::ask::{Ask, Tick};
use crate::notes::habits::{Amount, Mark, Target, Unit, mark, written_minutes, written_number};

/// What a cell holds now.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// What the mark says.
    pub mark: Mark,
    /// The note behind it, as it is written.
    pub note: &'a str,
    /// The whole cell, as it is written.
    pub words: &'a str,
    /// What the notes say of a habit that counts itself; stands where the cell is empty.
    pub counted: Option<f64>,
}

impl Standing<'_> {
    /// The mark that counts: an empty cell of a habit that counts itself shows what the notes say.
    fn shown(&self) -> Mark {
        match (&self.mark, self.counted) {
            (Mark::Empty, Some(number)) if number > 0.0 => Mark::Amount(Amount::Number(number)),
            (mark, _) => mark.clone(),
        }
    }
}

/// The words that a cell holds after a tick; the same where nothing changes.
///
/// # Errors
/// When an amount cannot be added to what stands, or the cell holds words that are no mark.
pub fn after(tick: &Tick, target: Target, standing: &Standing<'_>) -> Result<String, Refusal> {
    if tick.ask == Ask::Clear {
        return Ok(String::new());
    }
    if standing.mark == Mark::Unknown && !tick.set {
        let message = format!("the cell of “{}” says “{}”, which is no mark", tick.habit, standing.words);
        return Err(unusable(message).advise("Mend it in the note, write over it with --set, or empty it with `journal clear`."));
    }
    let note = joined_note(standing, tick);
    let mark = if tick.set { replaced(tick, target)? } else { next_mark(tick, target, &standing.shown())? };
    let mark = match mark {
        Some(mark) => mark,
        None => match standing.words.strip_suffix(standing.note) {
            Some(mark) if standing.mark != Mark::Empty => mark.trim_end().to_owned(),
            // What the notes count shall not be written because of a note alone… but a note needs a mark to stand behind.
            _ if tick.note.is_some() => shown_words(standing),
            _ => String::new(),
        },
    };
    composed(&mark, &note, tick)
}

fn shown_words(standing: &Standing<'_>) -> String {
    standing.counted.map(written_number).unwrap_or_default()
}

fn unusable(message: String) -> Refusal {
    Refusal::new(RefusalKind::Unusable, message)
}

fn joined_note(standing: &Standing<'_>, tick: &Tick) -> String {
    let old = if standing.mark == Mark::Unknown { "" } else { standing.note.trim() };
    let new = tick.note.as_deref().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    match (old.is_empty(), new.is_empty()) {
        (_, true) => old.to_owned(),
        (true, false) => new,
        (false, false) if tick.set || old == new => new,
        (false, false) if old.ends_with(&format!("; {new}")) => old.to_owned(),
        (false, false) => format!("{old}; {new}"),
    }
}

/// The mark and the note as one cell that reads back as the mark.
fn composed(mark_words: &str, note: &str, tick: &Tick) -> Result<String, Refusal> {
    let wanted = mark(mark_words).0;
    if wanted == Mark::Unknown {
        return Err(unusable(format!("“{mark_words}” is more than a cell holds for “{}”", tick.habit)).advise("Write less with --set."));
    }
    if note.is_empty() || mark_words.is_empty() {
        return Ok(mark_words.to_owned());
    }
    // “3” with the note “h left” would read as three hours.
    let whole = format!("{mark_words} {note}");
    Ok(if mark(&whole) == (wanted, mark_words.len()) { whole } else { format!("{mark_words} ({note})") })
}

/// The mark that stands in place of whatever stood, with `--set`.
fn replaced(tick: &Tick, target: Target) -> Result<Option<String>, Refusal> {
    next_mark(tick, target, &Mark::Empty)
}

/// The next mark; none where what stands already says it.
fn next_mark(tick: &Tick, target: Target, now: &Mark) -> Result<Option<String>, Refusal> {
    let has_done = matches!(now, Mark::Done) || matches!(now, Mark::Amount(Amount::Number(n) | Amount::Minutes(n)) if *n > 0.0);
    match &tick.ask {
        Ask::Done => done(tick, target, now),
        Ask::Small if has_done || *now == Mark::Small => Ok(None),
        Ask::Small => Ok(Some("~".to_owned())),
        Ask::Skip if *now == Mark::Skipped => Ok(None),
        Ask::Skip => Ok(Some("-".to_owned())),
        Ask::No if *now == Mark::No => Ok(None),
        Ask::No => Ok(Some("no".to_owned())),
        Ask::Amount(amount, words) => added(tick, target, now, *amount, words).map(Some),
        Ask::Clear => Ok(Some(String::new())),
    }
}

/// A habit done, without an amount.
fn done(tick: &Tick, target: Target, now: &Mark) -> Result<Option<String>, Refusal> {
    let x = || Ok(Some("x".to_owned()));
    match (target.unit(), now) {
        (Unit::Count, _) => added(tick, target, now, Amount::Number(1.0), "1").map(Some),
        (_, Mark::Empty | Mark::Small | Mark::Skipped | Mark::No | Mark::Unknown) => x(),
        (_, Mark::Done) => Ok(None),
        (Unit::Times, Mark::Amount(Amount::Number(number) | Amount::Minutes(number))) => {
            if *number > 0.0 {
                Ok(None)
            } else {
                x()
            }
        }
        (Unit::Minutes, Mark::Amount(Amount::Minutes(minutes))) => match target {
            // The whole of the day's amount.
            Target::MinutesPerDay(each) if *minutes < each => x(),
            _ if *minutes > 0.0 => Ok(None),
            _ => x(),
        },
        (Unit::Minutes, Mark::Amount(Amount::Number(number))) => Err(bare_number(tick, *number)),
    }
}

/// An amount added to what stands.
fn added(tick: &Tick, target: Target, now: &Mark, more: Amount, words: &str) -> Result<String, Refusal> {
    match (target.unit(), more) {
        (Unit::Minutes, Amount::Number(number)) => {
            let written = written_number(number);
            let message = format!("{written} of what? “{}” is counted in time ({target})", tick.habit);
            Err(unusable(message).advise(format!("Write {written}m or {written}h.")))
        }
        (Unit::Minutes, Amount::Minutes(minutes)) => match now {
            Mark::Amount(Amount::Number(number)) => Err(bare_number(tick, *number)),
            _ => Ok(sum(standing_minutes(now, target), minutes, words, written_minutes)),
        },
        (Unit::Count, Amount::Number(number)) => Ok(sum(standing_count(now, target), number, words, written_number)),
        (Unit::Times | Unit::Count, Amount::Minutes(minutes)) => match now {
            Mark::Amount(Amount::Minutes(stands)) => Ok(written_minutes(stands + minutes)),
            Mark::Amount(Amount::Number(number)) if *number > 0.0 => Err(two_kinds(tick, words, &written_number(*number))),
            Mark::Done | Mark::Small if target.unit() == Unit::Count => Err(two_kinds(tick, words, "x")),
            _ => Ok(words.to_owned()),
        },
        (Unit::Times, Amount::Number(number)) => match now {
            Mark::Amount(Amount::Number(stands)) => Ok(sum(*stands, number, words, written_number)),
            Mark::Amount(Amount::Minutes(minutes)) if *minutes > 0.0 => Err(two_kinds(tick, words, &written_minutes(*minutes))),
            _ => Ok(words.to_owned()),
        },
    }
}

/// Where nothing stands, what was typed is written as it was typed.
fn sum(stands: f64, more: f64, words: &str, written: fn(f64) -> String) -> String {
    if stands > 0.0 { written(stands + more) } else { words.to_owned() }
}

fn standing_minutes(now: &Mark, target: Target) -> f64 {
    let each = if let Target::MinutesPerDay(each) = target { each } else { 0.0 };
    match now {
        Mark::Amount(Amount::Minutes(minutes)) => *minutes,
        Mark::Done => each,
        Mark::Small => each / 2.0,
        Mark::Amount(Amount::Number(_)) | Mark::Empty | Mark::Skipped | Mark::No | Mark::Unknown => 0.0,
    }
}

fn standing_count(now: &Mark, target: Target) -> f64 {
    let whole = if let Target::CountPerDay(each) = target { each } else { 1.0 };
    match now {
        Mark::Amount(Amount::Number(number)) => *number,
        // A duration where things are counted counts as x.
        Mark::Done | Mark::Amount(Amount::Minutes(_)) => whole,
        Mark::Small => whole / 2.0,
        Mark::Empty | Mark::Skipped | Mark::No | Mark::Unknown => 0.0,
    }
}

fn bare_number(tick: &Tick, number: f64) -> Refusal {
    let written = written_number(number);
    let message = format!("the cell of “{}” says {written} without minutes or hours, so nothing can be added to it", tick.habit);
    unusable(message).advise(format!("Make it {written}m in the note, or write over it with --set."))
}

fn two_kinds(tick: &Tick, words: &str, stands: &str) -> Refusal {
    let message = format!("{words} cannot be added to the {stands} that stands for “{}”", tick.habit);
    unusable(message).advise("Give the same kind of amount, or write over it with --set.")
}

#[cfg(test)]
mod tests {
    use super::{Standing, after};
    use crate::actions::tick::ask::{Tick, ask_of};
    use crate::notes::habits::{Target, mark};

    /// What the cell says after `typed` (`x` for none, `?set` at its end for `--set`, `?note words` for a note).
    fn after_tick(target: &str, cell: &str, typed: &str) -> String {
        let (typed, note) = typed.split_once("?note ").map_or((typed, None), |(typed, note)| (typed, Some(note.to_owned())));
        let (typed, set) = typed.strip_suffix("?set").map_or((typed, false), |typed| (typed, true));
        let tick = Tick { habit: "Code".into(), ask: ask_of(typed.trim()).unwrap(), set, note };
        let (read, length) = mark(cell);
        let standing = Standing { mark: read, note: cell[length..].trim_start(), words: cell, counted: None };
        after(&tick, Target::parse(target).unwrap(), &standing).unwrap_or_else(|refusal| refusal.message)
    }

    #[track_caller]
    fn check(target: &str, cases: &[(&str, &str, &str)]) {
        for (cell, typed, expected) in cases {
            assert_eq!(after_tick(target, cell, typed), *expected, "{target}: {cell:?} and {typed:?}");
        }
    }

    #[test]
    fn a_daily_habit_is_done_once() {
        check(
            "daily",
            &[("", "", "x"), ("x", "", "x"), ("~", "", "x"), ("-", "", "x"), ("no", "", "x"), ("✓", "", "✓"), ("45m", "", "45m")],
        );
        check("daily", &[("", "45m", "45m"), ("45m", "30m", "1h15m"), ("x", "45 min", "45 min"), ("2", "3", "5"), ("0", "", "x")]);
    }

    #[test]
    fn counts_go_up() {
        check(
            "3/week",
            &[("", "", "1"), ("1", "", "2"), ("x", "", "2"), ("2", "3", "5"), ("~", "", "1.5"), ("-", "2", "2"), ("3", "2?set", "2")],
        );
        check("2/day", &[("x", "", "3"), ("", "", "1"), ("1", "1", "2")]);
        check("3/week", &[("99", "999999999", "“1000000098” is more than a cell holds for “Code”")]);
    }

    #[test]
    fn durations_add_up() {
        check(
            "2h/week",
            &[("", "45m", "45m"), ("45m", "1h", "1h45m"), ("", "", "x"), ("45m", "", "45m"), ("x", "30m", "30m"), ("1.5h", "30 min", "2h")],
        );
        check("30m/day", &[("10m", "", "x"), ("x", "10m", "40m"), ("~", "10m", "25m"), ("45m", "", "45m"), ("45m", "10m?set", "10m")]);
        check("2h/week", &[("", "45", "45 of what? “Code” is counted in time (2h/week)")]);
    }

    #[test]
    fn small_skip_and_no_take_the_place() {
        check(
            "daily",
            &[("", "~", "~"), ("x", "~", "x"), ("-", "~", "~"), ("x", "-", "-"), ("-", "-", "-"), ("", "no", "no"), ("x", "no", "no")],
        );
    }

    #[test]
    fn notes_stay_and_join() {
        check(
            "daily",
            &[("x at home", "", "x at home"), ("x at home", "?note with Noor", "x at home; with Noor"), ("", "?note alone", "x alone")],
        );
        check("3/week", &[("2 calls", "", "3 calls"), ("2 calls", "?note calls", "3 calls"), ("", "3?note h left", "3 (h left)")]);
        check("3/week", &[("2 calls", "5?set", "5 calls"), ("2 calls", "5?set?note mails", "5 mails")]);
    }

    #[test]
    fn what_is_no_mark_is_not_written_over() {
        check("daily", &[("maybe", "", "the cell of “Code” says “maybe”, which is no mark"), ("maybe", "x?set", "x")]);
    }

    #[test]
    fn kinds_are_not_mixed() {
        check("daily", &[("3", "45m", "45m cannot be added to the 3 that stands for “Code”"), ("3", "45m?set", "45m")]);
        check("2h/week", &[("45", "30m", "the cell of “Code” says 45 without minutes or hours, so nothing can be added to it")]);
    }
}
