//! A day's note: free prose.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::markdown::tree::Markdown;
use crate::notes::field::Fields;

/// What a day's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day, by its front matter, else its file stem.
    pub date: Option<NaiveDate>,
}

/// What a day's note says. `stem` is the file's.
#[must_use]
pub fn day(markdown: &Markdown, stem: &str) -> Day {
    let date = Fields::of(markdown).date("date").map(|date| date.value).or_else(|| stem.get(..10).and_then(iso_date));
    Day { date }
}
