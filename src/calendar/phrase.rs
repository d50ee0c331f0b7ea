//! Dates and weeks as people type them: `last fri`, `in 2 weeks`, `-1`. A small strict grammar, never a guess.

use std::fmt;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::date::{Period, PeriodUnit, days_after, iso_date, weekday_long, weekday_short};
use crate::calendar::week::{Week, WeekStart};
use crate::text::fuzzy::{did_you_mean, fold};

/// Which way a bare weekday is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// Something that happened: `tue` is the latest one, today included.
    Past,
    /// Something to come: `tue` is the next one after today.
    Future,
}

/// The text is none of the accepted forms. Its `Display` is the whole message, with the nearest form where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    /// What was written.
    pub text: String,
    /// What was probably meant, in a form that will be accepted.
    pub suggestion: Option<String>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Date,
    Week,
}

impl fmt::Display for PhraseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, forms) = match self.kind {
            Kind::Date => ("date", "2026-11-24, today, tue, last fri, next tue, -3d, 3 days ago or in 2 weeks"),
            Kind::Week => ("week", "2026-W48, last week, this week, next week, -1 or a date in it"),
        };
        write!(out, "no such {what}: {:?}; ", self.text)?;
        if let Some(suggestion) = &self.suggestion {
            write!(out, "did you mean {suggestion}? ")?;
        }
        write!(out, "A {what} is written {forms}")
    }
}

impl std::error::Error for PhraseError {}

/// The date that `text` names, seen from `today`.
///
/// Accepted, in any case: `2026-11-24`, `today`, `yesterday`, `tomorrow`, `-3d`, `+2w`, `3 days ago`, `in 2 weeks`, `tue` (see [`Lean`]),
/// `last fri` (in the week before this one), `this fri`, `next tue` (in the week after). Weeks run from Monday to Sunday here.
///
/// # Errors
/// For anything else, and for dates that do not exist.
pub fn date_phrase(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, PhraseError> {
    let words = words(text);
    read_date(&words, today, lean).ok_or_else(|| PhraseError {
        text: text.trim().to_owned(),
        suggestion: suggest_date(&words, today, lean),
        kind: Kind::Date,
    })
}

/// The week that `text` names, seen from the day `this_week_today`, where weeks begin with `start`.
///
/// Accepted, in any case: `2026-W48`, `last week`, `this week`, `next week`, `-1` and `+1` (in weeks), and a date phrase, which names the
/// week it lies in; a bare weekday is the latest one.
///
/// # Errors
/// For anything else, and for weeks that do not exist.
pub fn week_phrase(text: &str, this_week_today: NaiveDate, start: WeekStart) -> Result<Week, PhraseError> {
    let words = words(text);
    read_week(&words, this_week_today, start).ok_or_else(|| PhraseError {
        text: text.trim().to_owned(),
        suggestion: suggest_week(&words, this_week_today, start),
        kind: Kind::Week,
    })
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn read_date(words: &[String], today: NaiveDate, lean: Lean) -> Option<NaiveDate> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let date = match words[..] {
        ["today"] => today,
        ["yesterday"] => days_after(today, -1),
        ["tomorrow"] => days_after(today, 1),
        [amount, unit, "ago"] => period(amount, unit)?.before(today),
        ["in", amount, unit] => period(amount, unit)?.after(today),
        ["last", day] => weekday_of_week(today, -1, day)?,
        ["this", day] => weekday_of_week(today, 0, day)?,
        ["next", day] => weekday_of_week(today, 1, day)?,
        [word] => iso_date(word).or_else(|| short_period(word, today)).or_else(|| bare_weekday(word, today, lean))?,
        _ => return None,
    };
    (1..=9999).contains(&date.year()).then_some(date)
}

fn read_week(words: &[String], today: NaiveDate, start: WeekStart) -> Option<Week> {
    let this_week = Week::of(today, start);
    let spelled: Vec<&str> = words.iter().map(String::as_str).collect();
    let week = match spelled[..] {
        ["last", "week"] => this_week.plus(-1),
        ["this", "week"] => this_week,
        ["next", "week"] => this_week.plus(1),
        [word] if word.contains("-w") => Week::parse(&word.to_uppercase())?,
        [word] if is_signed_number(word) => this_week.plus(word.parse().ok()?),
        _ => Week::of(read_date(words, today, Lean::Past)?, start),
    };
    (1..=9999).contains(&week.year()).then_some(week)
}

fn period(amount: &str, unit: &str) -> Option<Period> {
    let all_digits = amount.bytes().all(|byte| byte.is_ascii_digit());
    let spelled_out = matches!(unit, "day" | "days" | "week" | "weeks" | "month" | "months");
    (all_digits && spelled_out).then(|| Period::parse(&format!("{amount} {unit}")))?
}

/// `-3d`, `+2w`.
fn short_period(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (ahead, rest) = match word.as_bytes().first()? {
        b'-' => (false, &word[1..]),
        b'+' => (true, &word[1..]),
        _ => return None,
    };
    let amount = rest.strip_suffix('d').map(|amount| (amount, PeriodUnit::Days));
    let (amount, unit) = amount.or_else(|| rest.strip_suffix('w').map(|amount| (amount, PeriodUnit::Weeks)))?;
    if !amount.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let period = Period { amount: amount.parse().ok()?, unit };
    Some(if ahead { period.after(today) } else { period.before(today) })
}

fn bare_weekday(word: &str, today: NaiveDate, lean: Lean) -> Option<NaiveDate> {
    let day = weekday(word)?;
    Some(match lean {
        Lean::Past => days_after(today, -i64::from(today.weekday().days_since(day))),
        Lean::Future => days_after(today, 7 - i64::from(today.weekday().days_since(day))),
    })
}

fn weekday_of_week(today: NaiveDate, weeks: i32, word: &str) -> Option<NaiveDate> {
    let day = weekday(word)?;
    let monday = Week::of(today, WeekStart::Monday).plus(weeks).first_day(WeekStart::Monday);
    Some(days_after(monday, i64::from(day.num_days_from_monday())))
}

fn is_signed_number(word: &str) -> bool {
    let digits = word.strip_prefix(['-', '+']).unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `tue`, `tues`, `tuesday`: a weekday's name or its customary short forms, in lower case.
fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// The words that the grammar is made of; the short weekdays stand for the long ones too.
const VOCABULARY: [&str; 19] = [
    "today",
    "yesterday",
    "tomorrow",
    "days",
    "weeks",
    "months",
    "day",
    "week",
    "month",
    "ago",
    "in",
    "last",
    "this",
    "next",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
];

fn suggest_date(words: &[String], today: NaiveDate, lean: Lean) -> Option<String> {
    if let Some(date) = other_spelling(words, today, lean).filter(|date| (1..=9999).contains(&date.year())) {
        return Some(date.to_string());
    }
    let sign = match lean {
        Lean::Past => '-',
        Lean::Future => '+',
    };
    let mended = mended(words);
    let forms = match &mended[..] {
        // Half a phrase: the other half follows from what the date is for.
        [amount, unit] if period(amount, unit).is_some() => vec![match lean {
            Lean::Past => format!("{amount} {unit} ago"),
            Lean::Future => format!("in {amount} {unit}"),
        }],
        [number] if is_signed_number(number) => vec![format!("{number}d")],
        ["now"] => vec!["today".to_owned()],
        // A week where a day is wanted: its first.
        [which @ ("last" | "this" | "next"), "week"] => vec![format!("{which} mon")],
        [length] if length.starts_with(|first: char| first.is_ascii_digit()) => vec![format!("{sign}{length}")],
        ["on" | "coming", rest @ ..] => vec![rest.join(" ")],
        ["a" | "one", unit, "ago"] => vec![format!("1 {unit} ago")],
        ["in", "a" | "one", unit] => vec![format!("in 1 {unit}")],
        rest => vec![rest.join(" ")],
    };
    forms.into_iter().find(|form| read_date(&self::words(form), today, lean).is_some())
}

fn suggest_week(words: &[String], today: NaiveDate, start: WeekStart) -> Option<String> {
    if let [word] = words
        && let Some((year, number)) = word.split_once(['w', '-'])
        && let (Ok(year), Ok(number)) = (year.trim_end_matches('-').parse(), number.trim_start_matches('w').parse())
        && let Some(week) = Week::new(year, number)
    {
        return Some(week.to_string());
    }
    let form = mended(words).join(" ");
    if read_week(&self::words(&form), today, start).is_some() { Some(form) } else { suggest_date(words, today, Lean::Past) }
}

/// The words with slips of the pen put right.
fn mended(words: &[String]) -> Vec<&str> {
    words.iter().map(|word| mended_word(word)).collect()
}

fn mended_word(word: &str) -> &str {
    let fixed = |word: &str| VOCABULARY.contains(&word) || matches!(word, "a" | "one" | "on" | "coming");
    if fixed(word) || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word;
    }
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let long = days.map(weekday_long);
    match did_you_mean(word, VOCABULARY.into_iter().chain(["sat", "sun"]).chain(long)) {
        Some(near) => days.into_iter().find(|day| weekday_long(*day) == near).map_or(near, |day| lower_short(day)),
        None => word,
    }
}

fn lower_short(day: Weekday) -> &'static str {
    let short = weekday_short(day);
    VOCABULARY.into_iter().chain(["sat", "sun"]).find(|word| word.eq_ignore_ascii_case(short)).unwrap_or(short)
}

/// A date written in a form that is understood well enough to suggest, though not to accept: `2026/11/4`, `24.11.2026`, `24 nov`.
fn other_spelling(words: &[String], today: NaiveDate, lean: Lean) -> Option<NaiveDate> {
    let joined = words.join(" ");
    let parts: Vec<&str> = joined.split([' ', '-', '/', '.', ',']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().ok();
    let digits = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, day) = match parts[..] {
        [day] if digits(day) => (day[..4].parse().ok(), number(&day[4..6])?, number(&day[6..])?),
        [year, month, day] if year.len() == 4 && number(year).is_some() => (year.parse().ok(), number(month)?, number(day)?),
        [day, month, year] if joined.contains('.') && number(month).is_some() => (year.parse().ok(), number(month)?, number(day)?),
        [one, two, ref year @ ..] if year.len() <= 1 => {
            let (month, day) = month(one).map(|month| (month, two)).or_else(|| Some((self::month(two)?, one)))?;
            (year.first().and_then(|year| year.parse().ok()), month, number(day)?)
        }
        _ => return None,
    };
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let near = [0, 1, -1].into_iter().filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day));
    near.into_iter().find(|date| match lean {
        Lean::Past => *date <= today,
        Lean::Future => today <= *date,
    })
}

fn month(word: &str) -> Option<u32> {
    let word = fold(word);
    let names = (1..=12).map(|month| (month, crate::calendar::date::month_long(month).to_ascii_lowercase()));
    names.into_iter().find(|(_, name)| word.len() >= 3 && name.starts_with(&word)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::{Lean, date_phrase, week_phrase};
    use crate::calendar::date::{iso_date, short_date};
    use crate::calendar::week::WeekStart;
    use chrono::NaiveDate;

    /// Monday 23 November 2026.
    fn today() -> NaiveDate {
        iso_date("2026-11-23").unwrap()
    }

    #[track_caller]
    fn check(text: &str, lean: Lean, expected: &str) {
        let read = date_phrase(text, today(), lean).map_or_else(|error| error.to_string(), short_date);
        assert_eq!(read.split(" A date is written").next(), Some(expected), "{text}");
    }

    #[track_caller]
    fn check_week(text: &str, expected: &str) {
        let read = week_phrase(text, today(), WeekStart::Monday).map_or_else(|error| error.to_string(), |week| week.to_string());
        assert_eq!(read.split(" A week is written").next(), Some(expected), "{text}");
    }

    #[test]
    fn the_forms_of_the_manual_are_understood() {
        check("2026-11-24", Lean::Past, "Tue 24 Nov");
        check("today", Lean::Past, "Mon 23 Nov");
        check("Yesterday", Lean::Past, "Sun 22 Nov");
        check("tomorrow", Lean::Past, "Tue 24 Nov");
        check("-3d", Lean::Past, "Fri 20 Nov");
        check("+2w", Lean::Future, "Mon 7 Dec");
        check("3 days ago", Lean::Past, "Fri 20 Nov");
        check("in 2 weeks", Lean::Future, "Mon 7 Dec");
        check(" in  1 month ", Lean::Future, "Wed 23 Dec");
    }

    #[test]
    fn a_bare_weekday_leans_as_it_is_told() {
        check("tue", Lean::Past, "Tue 17 Nov");
        check("tue", Lean::Future, "Tue 24 Nov");
        check("Monday", Lean::Past, "Mon 23 Nov");
        check("mon", Lean::Future, "Mon 30 Nov");
        check("sun", Lean::Future, "Sun 29 Nov");
    }

    #[test]
    fn last_and_next_are_weeks_not_the_nearest_day() {
        check("last fri", Lean::Past, "Fri 20 Nov");
        check("last mon", Lean::Past, "Mon 16 Nov");
        check("next tue", Lean::Future, "Tue 1 Dec");
        check("next sun", Lean::Future, "Sun 6 Dec");
        check("this fri", Lean::Future, "Fri 27 Nov");
    }

    #[test]
    fn a_slip_is_named_with_what_was_probably_meant() {
        check("tuedsay", Lean::Past, "no such date: \"tuedsay\"; did you mean tue?");
        check("3 dyas ago", Lean::Past, "no such date: \"3 dyas ago\"; did you mean 3 days ago?");
        check("nxt fri", Lean::Past, "no such date: \"nxt fri\"; did you mean next fri?");
        check("-3", Lean::Past, "no such date: \"-3\"; did you mean -3d?");
        check("3 days", Lean::Past, "no such date: \"3 days\"; did you mean 3 days ago?");
        check("3 days", Lean::Future, "no such date: \"3 days\"; did you mean in 3 days?");
        check("a week ago", Lean::Past, "no such date: \"a week ago\"; did you mean 1 week ago?");
        check("on Friday", Lean::Past, "no such date: \"on Friday\"; did you mean fri?");
        check("3d", Lean::Past, "no such date: \"3d\"; did you mean -3d?");
        check("2w", Lean::Future, "no such date: \"2w\"; did you mean +2w?");
        check("now", Lean::Future, "no such date: \"now\"; did you mean today?");
        check("last week", Lean::Past, "no such date: \"last week\"; did you mean last mon?");
    }

    #[test]
    fn other_spellings_are_suggested_and_not_accepted() {
        check("2026/11/4", Lean::Past, "no such date: \"2026/11/4\"; did you mean 2026-11-04?");
        check("24.11.2026", Lean::Past, "no such date: \"24.11.2026\"; did you mean 2026-11-24?");
        check("1 Dec", Lean::Future, "no such date: \"1 Dec\"; did you mean 2026-12-01?");
        check("Dec 1st", Lean::Past, "no such date: \"Dec 1st\"; did you mean 2025-12-01?");
        check("may 3 2027", Lean::Past, "no such date: \"may 3 2027\"; did you mean 2027-05-03?");
        check("20261124", Lean::Past, "no such date: \"20261124\"; did you mean 2026-11-24?");
    }

    #[test]
    fn what_means_nothing_gets_no_guess() {
        for text in [
            "",
            "soon",
            "2026-02-30",
            "in 99999999999 days",
            "in 4294967295 months",
            "2026-W48",
            "last",
            "é",
            "- 3d",
            "-d",
            "0000-01-01",
            "20260230",
        ] {
            let error = date_phrase(text, today(), Lean::Past).expect_err(text);
            assert!(error.suggestion.is_none(), "{error}");
            assert!(
                error
                    .to_string()
                    .ends_with("; A date is written 2026-11-24, today, tue, last fri, next tue, -3d, 3 days ago or in 2 weeks")
            );
        }
    }

    #[test]
    fn weeks_have_their_own_forms() {
        check_week("2026-W48", "2026-W48");
        check_week("2026-w53", "2026-W53");
        check_week("last week", "2026-W47");
        check_week("This Week", "2026-W48");
        check_week("next week", "2026-W49");
        check_week("-1", "2026-W47");
        check_week("+6", "2027-W01");
    }

    #[test]
    fn a_date_names_its_week() {
        check_week("today", "2026-W48");
        check_week("sun", "2026-W47");
        check_week("2026-12-31", "2026-W53");
        check_week("2 weeks ago", "2026-W46");
        let sunday = iso_date("2026-11-22").unwrap();
        assert_eq!(week_phrase("today", sunday, WeekStart::Sunday).unwrap().to_string(), "2026-W48");
    }

    #[test]
    fn a_week_that_is_none_is_named() {
        check_week("2026-48", "no such week: \"2026-48\"; did you mean 2026-W48?");
        check_week("2026w5", "no such week: \"2026w5\"; did you mean 2026-W05?");
        check_week("lst week", "no such week: \"lst week\"; did you mean last week?");
        check_week("2025-W53", "no such week: \"2025-W53\";");
        check_week("-99999999999", "no such week: \"-99999999999\";");
    }
}
