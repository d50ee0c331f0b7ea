//! Habits: what a mark in a cell and a target mean.

use std::fmt;

use chrono::Weekday;

/// Monday to Sunday.
pub const WEEKDAYS: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What an amount or a target is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Done or not, at most once a day.
    Times,
    /// Minutes.
    Minutes,
    /// So many.
    Count,
}

impl Unit {
    /// The word that scripts see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Times => "times",
            Self::Minutes => "minutes",
            Self::Count => "count",
        }
    }
}

/// An amount as written: a bare number or a length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// `3`.
    Number(f64),
    /// `45m`, in minutes.
    Minutes(f64),
}

/// What stands in a day's cell (format.md, section 5), a note behind it left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Nothing.
    Empty,
    /// Done.
    Done,
    /// The small version.
    Small,
    /// Skipped on purpose.
    Skipped,
    /// Said no.
    No,
    /// So much.
    Amount(Amount),
    /// None of these.
    Unknown,
}

/// Reads a cell: its mark, and how many bytes of the trimmed cell the mark takes; the rest is a note.
#[must_use]
pub fn mark(cell: &str) -> (Mark, usize) {
    let cell = cell.trim();
    if cell.is_empty() {
        return (Mark::Empty, 0);
    }
    let word = cell.split_whitespace().next().unwrap_or(cell);
    // “45 min” and “1 h 30 m” are one mark of several words: the longest run of words that reads as a duration.
    if let Some((minutes, length)) = leading_duration(cell) {
        return (Mark::Amount(Amount::Minutes(minutes)), length);
    }
    let plain = match word.to_lowercase().as_str() {
        "x" | "✓" | "✔" | "✔\u{fe0f}" | "yes" | "done" => Mark::Done,
        "~" => Mark::Small,
        "-" | "–" | "—" => Mark::Skipped,
        "no" | "n" | "✗" => Mark::No,
        number => number_of(number).map_or(Mark::Unknown, |number| Mark::Amount(Amount::Number(number))),
    };
    let length = if plain == Mark::Unknown { cell.len() } else { word.len() };
    (plain, length)
}

fn number_of(word: &str) -> Option<f64> {
    let fits =
        word.len() <= 9 && word.starts_with(|it: char| it.is_ascii_digit()) && word.chars().all(|it| it.is_ascii_digit() || it == '.');
    fits.then(|| word.parse().ok()).flatten()
}

/// A length of time at the start of `text`: its minutes and the bytes it takes.
fn leading_duration(text: &str) -> Option<(f64, usize)> {
    let ends = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).chain([text.len()]);
    ends.take(4).filter_map(|end| duration(text[..end].trim_end()).map(|minutes| (minutes, text[..end].trim_end().len()))).last()
}

/// A length of time in minutes: `45m`, `45 min`, `1h30m`, `1.5h`, `2 hours`; none for anything else.
#[must_use]
pub fn duration(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let mut minutes = 0.0;
    let mut last_unit = 3;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let number = number_of(&rest[..digits])?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (unit, factor) = match rest[..letters].to_ascii_lowercase().as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" => (2, 60.0),
            "m" | "min" | "mins" | "minute" | "minutes" => (1, 1.0),
            // `1h30`: minutes may go without their letter behind hours.
            "" if last_unit == 2 => (1, 1.0),
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        last_unit = unit;
        minutes += number * factor;
        rest = rest[letters..].trim_start();
    }
    (last_unit < 3).then_some(minutes)
}

/// Minutes as one writes them in a cell: `45m`, `1h30m`, `2h`.
#[must_use]
pub fn written_minutes(minutes: f64) -> String {
    let whole = minutes.round().max(0.0);
    let (hours, rest) = ((whole / 60.0).floor(), whole % 60.0);
    match (hours > 0.0, rest > 0.0) {
        (true, true) => format!("{hours}h{rest}m"),
        (true, false) => format!("{hours}h"),
        (false, _) => format!("{rest}m"),
    }
}

/// A number without a needless fraction: `3`, `2.5`.
#[must_use]
pub fn written_number(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// Days of the week, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DaySet(u8);

impl DaySet {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);

    /// The set of these days.
    #[must_use]
    pub fn of(days: &[Weekday]) -> Self {
        Self(days.iter().fold(0, |set, day| set | 1 << day.num_days_from_monday()))
    }

    /// Whether the day is in it.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// How many days it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a habit aims at (format.md, section 5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Done on each of these days: `daily`, `weekdays`, `Mon Wed Sat`.
    Days(DaySet),
    /// So many in the week: `3/week`.
    CountPerWeek(f64),
    /// So many minutes in the week: `2h/week`.
    MinutesPerWeek(f64),
    /// So many every day: `2/day`.
    CountPerDay(f64),
    /// So many minutes every day: `30m/day`.
    MinutesPerDay(f64),
}

impl Target {
    /// The target that words mean.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        match words.as_str() {
            "daily" | "every day" | "each day" => return Some(Self::Days(DaySet::ALL)),
            "weekdays" | "workdays" => return Some(Self::Days(DaySet::WEEKDAYS)),
            "weekends" => return Some(Self::Days(DaySet::of(&[Weekday::Sat, Weekday::Sun]))),
            "weekly" => return Some(Self::CountPerWeek(1.0)),
            _ => {}
        }
        if let Some((amount, per)) = words.split_once('/') {
            return per_target(amount.trim(), per.trim());
        }
        let parts = words.split(|sign: char| sign.is_whitespace() || sign == ',').filter(|part| !part.is_empty());
        let days: Option<Vec<Weekday>> = parts.map(weekday).collect();
        days.filter(|days| !days.is_empty()).map(|days| Self::Days(DaySet::of(&days)))
    }

    /// What the row is counted in.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Days(_) => Unit::Times,
            Self::CountPerWeek(_) | Self::CountPerDay(_) => Unit::Count,
            Self::MinutesPerWeek(_) | Self::MinutesPerDay(_) => Unit::Minutes,
        }
    }

    /// Whether the week's sum decides, not the single days.
    #[must_use]
    pub fn is_weekly(self) -> bool {
        matches!(self, Self::CountPerWeek(_) | Self::MinutesPerWeek(_))
    }

    /// Whether it asks something of this day by itself. A per-week target asks of no single day.
    #[must_use]
    pub fn is_due(self, day: Weekday) -> bool {
        match self {
            Self::Days(days) => days.contains(day),
            Self::CountPerDay(_) | Self::MinutesPerDay(_) => true,
            Self::CountPerWeek(_) | Self::MinutesPerWeek(_) => false,
        }
    }
}

fn per_target(amount: &str, per: &str) -> Option<Target> {
    let weekly = match per {
        "week" | "wk" | "w" => true,
        "day" | "d" => false,
        _ => return None,
    };
    if let Some(number) = number_of(amount.trim_end_matches('x').trim()).filter(|number| *number > 0.0) {
        return Some(if weekly { Target::CountPerWeek(number) } else { Target::CountPerDay(number) });
    }
    let minutes = duration(amount).filter(|minutes| *minutes > 0.0)?;
    Some(if weekly { Target::MinutesPerWeek(minutes) } else { Target::MinutesPerDay(minutes) })
}

/// The day that a word names, short or long: `Mon`, `tues`, `Wednesday`.
#[must_use]
pub fn weekday(word: &str) -> Option<Weekday> {
    const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let at = LONG.iter().position(|long| word.len() >= 3 && long.starts_with(&word) || word == "weds" && *long == "wednesday")?;
    Some(WEEKDAYS[at])
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) if *days == DaySet::ALL => out.write_str("daily"),
            Self::Days(days) if *days == DaySet::WEEKDAYS => out.write_str("weekdays"),
            Self::Days(days) => {
                let names: Vec<String> = WEEKDAYS.into_iter().filter(|day| days.contains(*day)).map(|day| day.to_string()).collect();
                out.write_str(&names.join(" "))
            }
            Self::CountPerWeek(count) => write!(out, "{}/week", written_number(*count)),
            Self::CountPerDay(count) => write!(out, "{}/day", written_number(*count)),
            Self::MinutesPerWeek(minutes) => write!(out, "{}/week", written_minutes(*minutes)),
            Self::MinutesPerDay(minutes) => write!(out, "{}/day", written_minutes(*minutes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Mark, Target, duration, mark, written_minutes};

    #[test]
    fn every_mark_of_the_format_is_read() {
        for cell in ["x", "X", "✓", "✔", "yes", "done", " x "] {
            assert_eq!(mark(cell).0, Mark::Done, "{cell}");
        }
        for cell in ["no", "n", "✗", "No"] {
            assert_eq!(mark(cell).0, Mark::No, "{cell}");
        }
        assert_eq!(mark("~").0, Mark::Small);
        assert_eq!(mark("-").0, Mark::Skipped);
        assert_eq!(mark("  ").0, Mark::Empty);
        assert_eq!(mark("maybe").0, Mark::Unknown);
        assert_eq!(mark("3").0, Mark::Amount(Amount::Number(3.0)));
    }

    #[test]
    fn a_note_may_follow_a_mark() {
        assert_eq!(mark("x at the library"), (Mark::Done, 1));
        assert_eq!(mark("45 min before work"), (Mark::Amount(Amount::Minutes(45.0)), 6));
        assert_eq!(mark("1h 30m two katas"), (Mark::Amount(Amount::Minutes(90.0)), 6));
        assert_eq!(mark("2 coffees"), (Mark::Amount(Amount::Number(2.0)), 1));
    }

    #[test]
    fn lengths_of_time_are_minutes() {
        for (text, minutes) in [("45m", 45.0), ("45 min", 45.0), ("1h30m", 90.0), ("1.5h", 90.0), ("2 hours", 120.0), ("1h30", 90.0)] {
            assert_eq!(duration(text), Some(minutes), "{text}");
        }
        for text in ["", "h", "30m1h", "1 day", "3", "-5m", "5m5m"] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert_eq!(written_minutes(90.0), "1h30m");
    }

    #[test]
    fn targets_read_and_print_the_same() {
        for words in ["daily", "weekdays", "Mon Wed Sat", "3/week", "2h/week", "2/day", "30m/day", "1h30m/week"] {
            assert_eq!(Target::parse(words).map(|target| target.to_string()).as_deref(), Some(words));
        }
        for words in ["", "often", "3/month", "0/week", "Mon Foo", "3 / "] {
            assert_eq!(Target::parse(words), None, "{words}");
        }
    }
}
