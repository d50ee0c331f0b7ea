//! A date in words: its weekday and how far away it is.

use chrono::NaiveDate;

use crate::calendar::date::{distance, long_date, weekday_short};

/// `Tuesday 1 December 2026, in 8 days`.
#[must_use]
pub fn date_words(date: NaiveDate, today: NaiveDate) -> String {
    format!("{}, {}", long_date(date), distance(date, today))
}

/// `Tue, in 8 days`: for beside a date.
#[must_use]
pub fn date_hint(date: NaiveDate, today: NaiveDate) -> String {
    format!("{}, {}", weekday_short(chrono::Datelike::weekday(&date)), distance(date, today))
}

#[cfg(test)]
mod tests {
    use super::{date_hint, date_words};
    use crate::testing::day;

    #[test]
    fn a_date_is_told_with_weekday_and_distance() {
        assert_eq!(date_words(day("2026-12-01"), day("2026-11-23")), "Tuesday 1 December 2026, in 8 days");
        assert_eq!(date_hint(day("2026-11-23"), day("2026-11-23")), "Mon, today");
    }
}
