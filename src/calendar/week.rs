//! Weeks, named after the ISO week of their Thursday, whichever day they begin with.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::date::{days_after, month_long};

/// The day a week begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum WeekStart {
    /// As in ISO 8601; the default.
    #[default]
    Monday,
    /// As in North America.
    Sunday,
    /// As in much of the Middle East.
    Saturday,
}

impl WeekStart {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Monday, Self::Sunday, Self::Saturday];

    /// Reads `monday`, `sunday` or `saturday`, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|start| start.word().eq_ignore_ascii_case(text.trim()))
    }

    /// The weekday itself.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Sunday => Weekday::Sun,
            Self::Saturday => Weekday::Sat,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Sunday => "sunday",
            Self::Saturday => "saturday",
        }
    }

    /// How many days after the first one the week's Thursday comes.
    fn days_to_thursday(self) -> i64 {
        match self {
            Self::Monday => 3,
            Self::Sunday => 4,
            Self::Saturday => 5,
        }
    }
}

impl fmt::Display for WeekStart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// A calendar week, `2026-W48`: the one whose Thursday lies in that ISO week.
///
/// Year and number always name a week that exists: only some years have a 53rd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i32,
    number: u32,
}

impl Week {
    /// The week that `date` lies in, where weeks begin with `start`.
    #[must_use]
    pub fn of(date: NaiveDate, start: WeekStart) -> Self {
        let into_week = i64::from(date.weekday().days_since(start.weekday()));
        Self::around(days_after(date, start.days_to_thursday() - into_week))
    }

    /// The week with this `year` and `number`, where there is one.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        NaiveDate::from_isoywd_opt(year, number, Weekday::Thu).map(|_| Self { year, number })
    }

    /// Reads `2026-W48`; nothing for a week that its year does not have.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-W")?;
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, number.parse().ok()?)
    }

    /// The year in its name: that of its Thursday.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The number in its name, 1 to 53.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Its first day, where weeks begin with `start`.
    #[must_use]
    pub fn first_day(self, start: WeekStart) -> NaiveDate {
        days_after(self.thursday(), -start.days_to_thursday())
    }

    /// Its seven days in order, where weeks begin with `start`.
    #[must_use]
    pub fn days(self, start: WeekStart) -> [NaiveDate; 7] {
        let first = self.first_day(start);
        [0, 1, 2, 3, 4, 5, 6].map(|ahead| days_after(first, ahead))
    }

    /// The week so many `weeks` later, or earlier where they are below zero.
    #[must_use]
    pub fn plus(self, weeks: i32) -> Self {
        Self::around(days_after(self.thursday(), i64::from(weeks) * 7))
    }

    /// `Week 48: 23 to 29 November 2026`, as a week's note is headed.
    #[must_use]
    pub fn title(self, start: WeekStart) -> String {
        let [first, .., last] = self.days(start);
        let from = if first.year() != last.year() {
            format!("{} {} {}", first.day(), month_long(first.month()), first.year())
        } else if first.month() != last.month() {
            format!("{} {}", first.day(), month_long(first.month()))
        } else {
            first.day().to_string()
        };
        format!("Week {}: {from} to {} {} {}", self.number, last.day(), month_long(last.month()), last.year())
    }

    fn around(thursday: NaiveDate) -> Self {
        let week = thursday.iso_week();
        Self { year: week.year(), number: week.week() }
    }

    fn thursday(self) -> NaiveDate {
        let end = if self.year < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        NaiveDate::from_isoywd_opt(self.year, self.number, Weekday::Thu).unwrap_or(end)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-W{:02}", self.year, self.number)
    }
}

impl FromStr for Week {
    type Err = NoSuchWeek;

    fn from_str(text: &str) -> Result<Self, NoSuchWeek> {
        Self::parse(text).ok_or_else(|| NoSuchWeek { text: text.to_owned() })
    }
}

/// The text names no week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such week: {text:?} (a week is written 2026-W48)")]
pub struct NoSuchWeek {
    /// What was written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::{Week, WeekStart};
    use crate::calendar::date::{days_after, iso_date};
    use chrono::{Datelike as _, NaiveDate, Weekday};

    const STARTS: [WeekStart; 3] = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday];

    fn day(text: &str) -> NaiveDate {
        iso_date(text).unwrap()
    }

    fn week(text: &str) -> Week {
        Week::parse(text).unwrap()
    }

    #[test]
    fn a_week_is_written_with_year_and_number() {
        assert_eq!(week("2026-W48").to_string(), "2026-W48");
        assert_eq!((week("2026-W48").year(), week("2026-W48").number()), (2026, 48));
        for wrong in ["2026-W00", "2026-W54", "2026-48", "2026-W4", "26-W48", "2026-w48", "2026-W+4", "W48", ""] {
            assert_eq!(Week::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_long_years_have_a_fifty_third_week() {
        assert!(Week::parse("2026-W53").is_some());
        assert!(Week::parse("2025-W53").is_none());
    }

    #[test]
    fn the_first_column_may_be_another_day() {
        let first = |start| week("2026-W48").first_day(start);
        assert_eq!(first(WeekStart::Monday), day("2026-11-23"));
        assert_eq!(first(WeekStart::Sunday), day("2026-11-22"));
        assert_eq!(first(WeekStart::Saturday), day("2026-11-21"));
    }

    #[test]
    fn titles_name_as_many_months_and_years_as_it_takes() {
        assert_eq!(week("2026-W48").title(WeekStart::Monday), "Week 48: 23 to 29 November 2026");
        assert_eq!(week("2026-W48").title(WeekStart::Sunday), "Week 48: 22 to 28 November 2026");
        assert_eq!(week("2026-W49").title(WeekStart::Monday), "Week 49: 30 November to 6 December 2026");
        assert_eq!(week("2026-W53").title(WeekStart::Monday), "Week 53: 28 December 2026 to 3 January 2027");
    }

    #[test]
    fn weeks_go_on_over_the_new_year() {
        assert_eq!(week("2026-W53").plus(1), week("2027-W01"));
        assert_eq!(week("2027-W01").plus(-1), week("2026-W53"));
        assert_eq!(week("2026-W48").plus(-52), week("2025-W48"));
        assert!(week("2026-W53") < week("2027-W01"));
    }

    #[test]
    fn around_every_new_year_a_week_is_that_of_its_thursday() {
        for year in 1999..=2040 {
            for ahead in 0..8 {
                let date = days_after(NaiveDate::from_ymd_opt(year, 12, 28).unwrap(), ahead);
                for start in STARTS {
                    let named = Week::of(date, start);
                    let days = named.days(start);
                    let thursday = days.iter().find(|day| day.weekday() == Weekday::Thu).unwrap();
                    assert!(days.contains(&date), "{named} holds {date}, from {start}");
                    assert_eq!(days[0].weekday(), start.weekday());
                    assert_eq!((thursday.iso_week().year(), thursday.iso_week().week()), (named.year(), named.number()));
                    assert_eq!(Week::parse(&named.to_string()), Some(named));
                    if start == WeekStart::Monday {
                        assert_eq!((date.iso_week().year(), date.iso_week().week()), (named.year(), named.number()));
                    }
                }
            }
        }
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        for start in STARTS {
            for end in [NaiveDate::MIN, NaiveDate::MAX] {
                let named = Week::of(end, start);
                assert_eq!(named.days(start).len(), 7);
                assert!(named.plus(i32::MAX) >= named.plus(i32::MIN));
            }
        }
    }

    #[test]
    fn week_starts_are_written_in_lower_case() {
        for start in STARTS {
            assert_eq!(WeekStart::parse(&start.to_string()), Some(start));
        }
        assert_eq!(WeekStart::parse("Sunday"), Some(WeekStart::Sunday));
        assert_eq!(WeekStart::parse("friday"), None);
    }
}
