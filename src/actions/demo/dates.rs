//! The script's days, told from today, and the words that stand for them in its texts.
//!
//! | written | means |
//! |---|---|
//! | `w-5.tue` | Tuesday of the week five weeks before this one; `w+1.tue` next week's |
//! | `t-3`, `t+2` | so many days from today |
//! | `b-3`, `b+2` | so many working days (Monday to Friday) before or after today |
//!
//! In a text `{iso w-5.tue}` is 2026-10-20, `{long …}` Tuesday 20 October, `{dm …}` 20 October, `{dmy …}` 20 October 2026,
//! `{wd …}` Tuesday, `{short …}` Tue 20 Oct, `{my …}` Oct 2026, `{week …}` 2026-W43. Other braces are left as they are.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// Counts days from one `today`.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    /// The day on which the sample is made; its last.
    pub today: NaiveDate,
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Dates {
    /// The Monday of the week that lies `offset` weeks from today's (`-1`: last week's).
    pub fn monday(self, offset: i64) -> NaiveDate {
        let this_monday = self.plus(self.today, -i64::from(self.today.weekday().num_days_from_monday()));
        self.plus(this_monday, offset * 7)
    }

    /// The day of the week that lies `offset` weeks from today's; `weekday` counts from Monday, 0.
    pub fn day_of_week(self, offset: i64, weekday: usize) -> NaiveDate {
        self.plus(self.monday(offset), i64::try_from(weekday).unwrap_or(0))
    }

    /// The day that a word of the script names. None where it names none.
    pub fn day(self, word: &str) -> Option<NaiveDate> {
        let (kind, rest) = word.split_at_checked(1)?;
        match kind {
            "w" => {
                let (offset, weekday) = rest.split_once('.')?;
                Some(self.day_of_week(offset.parse().ok()?, WEEKDAYS.iter().position(|name| *name == weekday)?))
            }
            "t" => Some(self.plus(self.today, rest.parse().ok()?)),
            "b" => Some(self.working_day(rest.parse().ok()?)),
            _ => None,
        }
    }

    /// The text with every `{form day}` written out.
    pub fn fill(self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, from_brace) = rest.split_at(open);
            filled.push_str(before);
            let written = from_brace.find('}').and_then(|close| Some((close, self.written(&from_brace[1..close])?)));
            let (word, length) = written.map_or(("{".to_owned(), 1), |(close, word)| (word, close + 1));
            filled.push_str(&word);
            rest = &from_brace[length..];
        }
        filled.push_str(rest);
        filled
    }

    fn written(self, placeholder: &str) -> Option<String> {
        let (form, word) = placeholder.split_once(' ')?;
        let day = self.day(word)?;
        Some(match form {
            "iso" => day.format("%Y-%m-%d").to_string(),
            "long" => day.format("%A %-d %B").to_string(),
            "dm" => day.format("%-d %B").to_string(),
            "dmy" => day.format("%-d %B %Y").to_string(),
            "wd" => day.format("%A").to_string(),
            "short" => day.format("%a %-d %b").to_string(),
            "my" => day.format("%b %Y").to_string(),
            "week" => week_name(day),
            _ => return None,
        })
    }

    fn working_day(self, count: i64) -> NaiveDate {
        let mut day = self.today;
        for _ in 0..count.abs() {
            day = self.plus(day, count.signum());
            while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                day = self.plus(day, count.signum());
            }
        }
        day
    }

    fn plus(self, day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(Duration::days(days)).unwrap_or(day)
    }
}

/// The ISO week's name of a day: `2026-W48`.
pub fn week_name(day: NaiveDate) -> String {
    format!("{:04}-W{:02}", day.iso_week().year(), day.iso_week().week())
}

#[cfg(test)]
mod tests {
    use super::Dates;
    use chrono::NaiveDate;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        // A Tuesday.
        let dates = Dates { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() };
        assert_eq!(dates.fill(text), expected);
    }

    #[test]
    fn days_are_counted_from_today_its_week_and_its_working_days() {
        check("{iso w0.mon} {iso w-5.tue} {iso w+1.sun}", "2026-11-23 2026-10-20 2026-12-06");
        check("{iso t-1} {iso t+0} {iso t+7}", "2026-11-23 2026-11-24 2026-12-01");
        check("{iso b-1} {iso b-2} {iso b+4}", "2026-11-23 2026-11-20 2026-11-30");
    }

    #[test]
    fn a_day_is_written_in_many_forms() {
        check("{long w+1.tue}; {dm w+1.tue}; {dmy w+1.tue}; {wd w+1.tue}", "Tuesday 1 December; 1 December; 1 December 2026; Tuesday");
        check("{my w-5.tue} in {week w-5.tue}", "Oct 2026 in 2026-W43");
    }

    #[test]
    fn other_braces_stay() {
        check("counts = { target } {iso never} {", "counts = { target } {iso never} {");
    }
}
