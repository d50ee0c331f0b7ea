//! A day's note: free prose.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::markdown::tree::Markdown;
use crate::notes::field::Fields;
use crate::notes::sections::word_count;

/// What a day's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day, by its front matter, else its file stem.
    pub date: Option<NaiveDate>,
    /// How many words of prose it holds.
    pub words: usize,
}

/// What a day's note says. `stem` is the file's.
#[must_use]
pub fn day(text: &str, markdown: &Markdown, stem: &str) -> Day {
    let date = Fields::of(markdown).date("date").map(|date| date.value).or_else(|| stem.get(..10).and_then(iso_date));
    Day { date, words: word_count(text, markdown, markdown.body) }
}
