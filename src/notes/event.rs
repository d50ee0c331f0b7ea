//! An event: a meetup, a conference, a coffee.

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::date::iso_date;
use crate::markdown::tree::Markdown;
use crate::notes::contact::name_of;
use crate::notes::field::{Fields, Spanned};
use crate::text::range::TextRange;

/// How an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventStatus {
    /// Still to come, or not told yet.
    Planned,
    /// The keeper was there.
    Went,
    /// The keeper stayed away.
    Skipped,
}

impl EventStatus {
    /// The word that stands in `status:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Went => "went",
            Self::Skipped => "skipped",
        }
    }

    /// The status that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Planned, Self::Went, Self::Skipped].into_iter().find(|status| status.word() == word)
    }
}

/// What an event's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name: the field, else the heading, else the stem without its date.
    pub name: Spanned<String>,
    /// The day and perhaps the time, by its front matter, else the day of its file stem (with an empty range).
    pub date: Option<Spanned<(NaiveDate, Option<NaiveTime>)>>,
    /// Where it is.
    pub place: Option<Spanned<String>>,
    /// Its page.
    pub url: Option<Spanned<String>>,
    /// Whom the keeper met there.
    pub met: Vec<Spanned<String>>,
    /// How it stands; planned where nothing is said.
    pub status: EventStatus,
}

impl Event {
    /// Its day.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.as_ref().map(|date| date.value.0)
    }
}

/// What a note about an event says. `stem` is the file's.
#[must_use]
pub fn event(text: &str, markdown: &Markdown, stem: &str) -> Event {
    let fields = Fields::of(markdown);
    let of_stem = || stem.get(..10).and_then(iso_date).map(|day| Spanned::new((day, None), TextRange::default()));
    let words_of_stem = stem.get(..10).and_then(iso_date).map_or(stem, |_| stem[10..].trim_start_matches('-'));
    Event {
        name: name_of(text, markdown, words_of_stem),
        date: fields.date_time("date").or_else(of_stem),
        place: fields.text("place"),
        url: fields.text("url"),
        met: fields.texts("met"),
        status: fields.read("status", EventStatus::named).map_or(EventStatus::Planned, |status| status.value),
    }
}

#[cfg(test)]
mod tests {
    use super::{EventStatus, event};
    use crate::markdown::parse::parse;

    #[test]
    fn an_event_is_read_with_its_time() {
        let text = "---\ndate: 2026-12-02 18:30\nmet: [Ada, Bo]\nstatus: went\n---\n# Denver Rust\n";
        let read = event(text, &parse(text), "2026-12-02-denver-rust");
        assert_eq!(read.date.unwrap().value.1.unwrap().to_string(), "18:30:00");
        assert_eq!(read.met[1].range.of(text), "Bo");
        assert_eq!((read.status, read.name.value.as_str()), (EventStatus::Went, "Denver Rust"));
    }

    #[test]
    fn the_file_name_gives_the_day() {
        let read = event("", &parse(""), "2026-12-02-denver-rust");
        assert_eq!(read.day().unwrap().to_string(), "2026-12-02");
        assert_eq!(read.name.value, "Denver Rust");
    }
}
