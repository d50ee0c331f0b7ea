//! Which week the heading of a week's note speaks of, by its number and by its dates.

use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{month_long, month_short};
use crate::calendar::week::{Week, WeekStart};

/// What contradicts the note's week in its heading, in a sentence. Its dates may be those of a week from any start: the columns may have
/// been turned after the heading was written.
#[must_use]
pub fn heading_problem(words: &str, week: Week) -> Option<String> {
    let words = words.trim();
    if let Some(named) = Week::parse(words).filter(|named| *named != week) {
        return Some(format!("The heading speaks of {named}, the note is {week}."));
    }
    let (number, rest) = week_number(words)?;
    if number != week.number() {
        return Some(format!("The heading speaks of week {number}, the note is {week}."));
    }
    let (dates, first, last) = range(rest)?;
    let fits = |start: WeekStart| {
        let days = week.days(start);
        first.is_on(days[0]) && last.is_on(days[6])
    };
    (!WeekStart::ALL.into_iter().any(fits)).then(|| format!("The heading says “{dates}”, and those are not the days of {week}."))
}

/// The number in a heading that begins with “Week 48”, and what follows it.
fn week_number(words: &str) -> Option<(u32, &str)> {
    let rest = words.get(..5).filter(|word| word.eq_ignore_ascii_case("week ")).map(|_| words[5..].trim_start())?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    Some((rest[..end].parse().ok()?, &rest[end..]))
}

/// A day as a heading names it; what it leaves out follows from the other end.
#[derive(Clone, Copy, Default)]
struct Named {
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
}

impl Named {
    fn is_on(self, date: NaiveDate) -> bool {
        let month = self.month.is_none_or(|month| month == date.month());
        self.day == date.day() && month && self.year.is_none_or(|year| year == date.year())
    }
}

/// `23 to 29 November 2026`, also with a dash, the month first or years left out: the words, and both ends. Anything else is no range.
fn range(rest: &str) -> Option<(&str, Named, Named)> {
    let dates = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    let (from, to) = [" to ", " – ", " - ", "–", "-"].into_iter().find_map(|sign| dates.split_once(sign))?;
    let (mut first, mut last) = (named(from)?, named(to)?);
    first.month = first.month.or(last.month);
    last.month = last.month.or(first.month);
    // `28 December to 3 January 2027` leaves the first year to the reader.
    first.month.is_some().then_some((dates, first, last))
}

fn named(words: &str) -> Option<Named> {
    let mut found = Named::default();
    for word in words.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(char::is_alphabetic);
        match digits.parse::<i32>() {
            Ok(year) if 1000 < year => found.year = Some(year),
            Ok(day) if found.day == 0 => found.day = u32::try_from(day).ok().filter(|day| (1..=31).contains(day))?,
            Ok(_) => return None,
            Err(_) => found.month = Some(month(word)?),
        }
    }
    (found.day != 0).then_some(found)
}

fn month(word: &str) -> Option<u32> {
    (1..=12).find(|month| month_long(*month).eq_ignore_ascii_case(word) || month_short(*month).eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::heading_problem;
    use crate::calendar::week::Week;

    fn problem(words: &str) -> Option<String> {
        heading_problem(words, Week::parse("2026-W48").unwrap())
    }

    #[test]
    fn a_heading_that_agrees_or_names_no_week_is_no_problem() {
        for fine in [
            "Week 48: 23 to 29 November 2026",
            "Week 48",
            "week 48 (Nov 23 – 29)",
            "Week 48: November 23 - November 29, 2026",
            "2026-W48",
            "A good week",
            "Week 48: from bread to parsers",
            "Week 48: 3 to 5 messages a day",
            "Weekend 12",
        ] {
            assert_eq!(problem(fine), None, "{fine}");
        }
        assert_eq!(problem("Week 48: 22 to 28 November 2026"), None, "from Sunday");
        let new_year = |words| heading_problem(words, Week::parse("2026-W53").unwrap());
        assert_eq!(new_year("Week 53: 28 December 2026 to 3 January 2027"), None);
        assert_eq!(new_year("Week 53: 28 Dec to 3 Jan 2027"), None);
    }

    #[test]
    fn another_number_and_other_dates_are_told() {
        assert_eq!(problem("Week 47: 23 to 29 November 2026").unwrap(), "The heading speaks of week 47, the note is 2026-W48.");
        assert_eq!(problem("2026-W47").unwrap(), "The heading speaks of 2026-W47, the note is 2026-W48.");
        let told = problem("Week 48: 16 to 22 November 2026").unwrap();
        assert_eq!(told, "The heading says “16 to 22 November 2026”, and those are not the days of 2026-W48.");
        assert!(problem("Week 48: 23 to 29 November 2025").is_some());
        assert!(problem("Week 48: 23 to 28 November 2026").is_some());
    }
}
