//! Single dates: how they are read, written, counted and told.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, Weekday};

/// Reads `2026-11-24`, exactly so.
#[must_use]
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let well_formed = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !well_formed {
        return None;
    }
    NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

/// Reads `2026-12-02`, `2026-12-02 18:30` or `2026-12-02T18:30`; seconds may follow.
#[must_use]
pub fn iso_date_time(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let text = text.trim();
    let date = iso_date(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some((date, None));
    }
    let time = rest.strip_prefix(['T', 't', ' '])?.trim_start();
    Some((date, Some(clock_time(time)?)))
}

/// Reads `18:30`, `9:30` or `18:30:05`.
fn clock_time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let mut number = |longest: usize| {
        let part = parts.next()?;
        let fits = !part.is_empty() && part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok())?
    };
    let (hour, minute) = (number(2)?, number(2)?);
    let second = if text.matches(':').count() == 2 { number(2)? } else { 0 };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// The weekday in three letters: `Mon`.
#[must_use]
pub fn weekday_short(day: Weekday) -> &'static str {
    &weekday_long(day)[..3]
}

/// The weekday in full: `Monday`.
#[must_use]
pub fn weekday_long(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The month, 1 to 12, in three letters: `Nov`. Empty for any other number.
#[must_use]
pub fn month_short(month: u32) -> &'static str {
    month_long(month).get(..3).unwrap_or("")
}

/// The month, 1 to 12, in full: `November`. Empty for any other number.
#[must_use]
pub fn month_long(month: u32) -> &'static str {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    (month as usize).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// `Tue 1 Dec`
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    format!("{} {} {}", weekday_short(date.weekday()), date.day(), month_short(date.month()))
}

/// `Tue 1 Dec`, and where that is not in the year of `today`, which year: `Tue 1 Jan 2030`.
#[must_use]
pub fn short_date_seen(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { short_date(date) } else { format!("{} {}", short_date(date), date.year()) }
}

/// `Tuesday 1 December 2026`
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {} {} {}", weekday_long(date.weekday()), date.day(), month_long(date.month()), date.year())
}

/// How far `date` is from `today`, in words: `tomorrow`, `in 3 days`, `8 days ago`; beyond three weeks in weeks, beyond two months in months.
#[must_use]
pub fn distance(date: NaiveDate, today: NaiveDate) -> String {
    let days = date.signed_duration_since(today).num_days();
    match days {
        0 => return "today".to_owned(),
        1 => return "tomorrow".to_owned(),
        -1 => return "yesterday".to_owned(),
        _ => {}
    }
    let (earlier, later) = (date.min(today), date.max(today));
    let (amount, unit) = match days.unsigned_abs() {
        near @ ..=21 => (near, "days"),
        some @ ..=60 => (some / 7, "weeks"),
        ..=730 => (whole_months(earlier, later), "months"),
        _ => (whole_months(earlier, later) / 12, "years"),
    };
    let unit = if amount == 1 { &unit[..unit.len() - 1] } else { unit };
    if days > 0 { format!("in {amount} {unit}") } else { format!("{amount} {unit} ago") }
}

fn whole_months(from: NaiveDate, to: NaiveDate) -> u64 {
    let count = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month());
    let begun = count(to) - count(from) - i64::from(to.day() < from.day());
    begun.unsigned_abs()
}

/// The working days (Monday to Friday) after `from` up to and with `to`; below zero where `to` is the earlier one.
#[must_use]
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    working_days_until(to) - working_days_until(from)
}

/// Working days up to and with `date`, counted from a Monday long ago.
fn working_days_until(date: NaiveDate) -> i64 {
    // Day 1 of the common era was a Monday.
    let days = i64::from(date.num_days_from_ce()) - 1;
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

/// The `n`th working day (Monday to Friday) after `from`, which itself is not counted; `from` where `n` is 0.
#[must_use]
pub fn add_working_days(from: NaiveDate, n: u32) -> NaiveDate {
    if n == 0 {
        return from;
    }
    // From a weekend, counting begins on the Friday before it.
    let into_week = u64::from(from.weekday().num_days_from_monday());
    let (back, day) = if into_week > 4 { (into_week - 4, 4) } else { (0, into_week) };
    let ahead = day + u64::from(n);
    let days = ahead / 5 * 7 + ahead % 5 - day;
    days_after(from, i64::try_from(days).unwrap_or(i64::MAX) - i64::try_from(back).unwrap_or(0))
}

/// `date` and `days` more (below zero: fewer), held at the ends of the calendar.
#[must_use]
pub fn days_after(date: NaiveDate, days: i64) -> NaiveDate {
    let amount = Days::new(days.unsigned_abs());
    if days >= 0 {
        date.checked_add_days(amount).unwrap_or(NaiveDate::MAX)
    } else {
        date.checked_sub_days(amount).unwrap_or(NaiveDate::MIN)
    }
}

/// The unit of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodUnit {
    /// Calendar days.
    Days,
    /// Seven days.
    Weeks,
    /// Calendar months.
    Months,
}

/// A length of time in the calendar: `6 weeks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many of them.
    pub amount: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// Reads `6 weeks`, `1 month`, `10 days`; a period of nothing is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let amount = text[..digits].parse().ok().filter(|&amount| amount > 0)?;
        let word = text[digits..].trim_start().to_ascii_lowercase();
        let unit = match word.as_str() {
            "d" | "day" | "days" => PeriodUnit::Days,
            "w" | "week" | "weeks" => PeriodUnit::Weeks,
            "month" | "months" => PeriodUnit::Months,
            _ => return None,
        };
        Some(Self { amount, unit })
    }

    /// The date a period after `date`. A month after 31 January is the last of February.
    #[must_use]
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        match self.unit {
            PeriodUnit::Days => days_after(date, i64::from(self.amount)),
            PeriodUnit::Weeks => days_after(date, i64::from(self.amount) * 7),
            PeriodUnit::Months => date.checked_add_months(Months::new(self.amount)).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The date a period before `date`.
    #[must_use]
    pub fn before(self, date: NaiveDate) -> NaiveDate {
        match self.unit {
            PeriodUnit::Days => days_after(date, -i64::from(self.amount)),
            PeriodUnit::Weeks => days_after(date, -i64::from(self.amount) * 7),
            PeriodUnit::Months => date.checked_sub_months(Months::new(self.amount)).unwrap_or(NaiveDate::MIN),
        }
    }

    /// Its length in days, months taken as 30: to tell which of two is the shorter.
    #[must_use]
    pub fn rough_days(self) -> u64 {
        let amount = u64::from(self.amount);
        match self.unit {
            PeriodUnit::Days => amount,
            PeriodUnit::Weeks => amount * 7,
            PeriodUnit::Months => amount * 30,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::Days => "day",
            PeriodUnit::Weeks => "week",
            PeriodUnit::Months => "month",
        };
        write!(out, "{} {unit}{}", self.amount, if self.amount == 1 { "" } else { "s" })
    }
}

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day.
    pub start: NaiveDate,
    /// The last day, not before the first.
    pub end: NaiveDate,
}

impl DateRange {
    /// Reads `2026-12-21..2027-01-03`, or a single date. Nothing where the end comes before the start.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = text.split_once("..").unwrap_or((text, text));
        let (start, end) = (iso_date(start.trim())?, iso_date(end.trim())?);
        (start <= end).then_some(Self { start, end })
    }

    /// Whether `date` is one of its days.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end { write!(out, "{}", self.start) } else { write!(out, "{}..{}", self.start, self.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        DateRange, Period, add_working_days, days_after, distance, iso_date, iso_date_time, long_date, month_long, month_short, short_date,
        working_days_between,
    };
    use chrono::{Datelike as _, NaiveDate, NaiveTime};

    fn day(text: &str) -> NaiveDate {
        iso_date(text).unwrap()
    }

    #[test]
    fn only_the_full_form_is_a_date() {
        assert_eq!(iso_date("2026-11-24"), NaiveDate::from_ymd_opt(2026, 11, 24));
        for wrong in [
            "2026-11-4",
            "2026-13-01",
            "2026-02-29",
            "26-11-24",
            "2026/11/24",
            " 2026-11-24",
            "2026-11-24x",
            "+026-11-24",
            "２０２６-11-24",
            "",
        ] {
            assert_eq!(iso_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_may_follow_the_date() {
        assert_eq!(iso_date_time("2026-12-02"), Some((day("2026-12-02"), None)));
        for text in ["2026-12-02 18:30", "2026-12-02T18:30", "2026-12-02 18:30:00"] {
            assert_eq!(iso_date_time(text), Some((day("2026-12-02"), NaiveTime::from_hms_opt(18, 30, 0))), "{text}");
        }
        for wrong in ["2026-12-02 25:00", "2026-12-02 18", "2026-12-02x18:30", "2026-12-02 18:30:00:00", "2026-12-0é", "é"] {
            assert_eq!(iso_date_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_written_day_first() {
        assert_eq!(short_date(day("2026-12-01")), "Tue 1 Dec");
        assert_eq!(long_date(day("2026-12-01")), "Tuesday 1 December 2026");
    }

    #[test]
    fn there_is_no_thirteenth_month() {
        assert_eq!((month_short(5), month_long(9)), ("May", "September"));
        assert_eq!((month_short(0), month_long(13)), ("", ""));
    }

    #[test]
    fn distances_are_told_in_the_unit_that_fits() {
        let told = |text| distance(day(text), day("2026-11-23"));
        assert_eq!(told("2026-11-23"), "today");
        assert_eq!(told("2026-11-24"), "tomorrow");
        assert_eq!(told("2026-11-22"), "yesterday");
        assert_eq!(told("2026-11-26"), "in 3 days");
        assert_eq!(told("2026-11-15"), "8 days ago");
        assert_eq!(told("2026-12-14"), "in 21 days");
        assert_eq!(told("2026-12-15"), "in 3 weeks");
        assert_eq!(told("2026-09-24"), "8 weeks ago");
        assert_eq!(told("2026-08-23"), "3 months ago");
        assert_eq!(told("2020-11-23"), "6 years ago");
        assert_eq!(distance(NaiveDate::MAX, NaiveDate::MIN).split(' ').next(), Some("in"));
    }

    #[test]
    fn working_days_leave_out_the_first_day_and_the_weekend() {
        let between = |from, to| working_days_between(day(from), day(to));
        assert_eq!(between("2026-11-23", "2026-11-24"), 1);
        assert_eq!(between("2026-11-20", "2026-11-23"), 1);
        assert_eq!(between("2026-11-20", "2026-11-22"), 0);
        assert_eq!(between("2026-11-23", "2026-11-30"), 5);
        assert_eq!(between("2026-11-30", "2026-11-23"), -5);
    }

    #[test]
    fn working_days_agree_with_counting_them() {
        for start in 0..14 {
            let from = days_after(day("2026-11-16"), start);
            let mut counted = 0;
            for ahead in 1..60 {
                let to = days_after(from, ahead);
                if to.weekday().num_days_from_monday() < 5 {
                    counted += 1;
                    assert_eq!(add_working_days(from, counted), to, "{counted} after {from}");
                }
                assert_eq!(working_days_between(from, to), i64::from(counted), "{from} to {to}");
            }
        }
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert_eq!(add_working_days(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
        assert_eq!(Period::parse("4294967295 months").unwrap().after(day("2026-11-23")), NaiveDate::MAX);
        assert_eq!(Period::parse("4294967295 weeks").unwrap().before(day("2026-11-23")), NaiveDate::MIN);
    }

    #[test]
    fn periods_are_read_and_written_in_words() {
        for (text, written) in
            [("6 weeks", "6 weeks"), ("1 month", "1 month"), ("1 days", "1 day"), (" 10 Days ", "10 days"), ("2w", "2 weeks")]
        {
            assert_eq!(Period::parse(text).unwrap().to_string(), written);
        }
        for wrong in ["0 weeks", "weeks", "six weeks", "-1 week", "6 fortnights", "", "99999999999 days"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_after_the_thirty_first_is_the_last_of_the_month() {
        assert_eq!(Period::parse("1 month").unwrap().after(day("2027-01-31")), day("2027-02-28"));
    }

    #[test]
    fn a_range_holds_both_its_ends() {
        let range = DateRange::parse("2026-12-21..2027-01-03").unwrap();
        assert!(range.contains(day("2026-12-21")) && range.contains(day("2027-01-03")) && !range.contains(day("2027-01-04")));
        assert_eq!(DateRange::parse("2026-12-21").unwrap().to_string(), "2026-12-21");
        assert_eq!(range.to_string(), "2026-12-21..2027-01-03");
        assert_eq!(DateRange::parse("2027-01-03..2026-12-21"), None);
    }
}
