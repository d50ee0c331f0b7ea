//! A company: where one stands with it.

use chrono::NaiveDate;

use crate::markdown::tree::Markdown;
use crate::notes::contact::name_of;
use crate::notes::field::{Fields, Spanned};
use crate::notes::sections::{items_in, section};
use crate::text::range::TextRange;

/// How far things stand with a company (format.md, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Found, being read about.
    Researching,
    /// Somebody there was written to.
    ReachedOut,
    /// An application went.
    Applied,
    /// Interviews are on.
    Interviewing,
    /// An offer stands.
    Offer,
    /// Over.
    Closed,
}

impl Stage {
    /// The words that stand in `stage:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Researching => "researching",
            Self::ReachedOut => "reached out",
            Self::Applied => "applied",
            Self::Interviewing => "interviewing",
            Self::Offer => "offer",
            Self::Closed => "closed",
        }
    }

    /// The stage that words name.
    #[must_use]
    pub fn named(words: &str) -> Option<Self> {
        let all = [Self::Researching, Self::ReachedOut, Self::Applied, Self::Interviewing, Self::Offer, Self::Closed];
        all.into_iter().find(|stage| stage.word() == words)
    }
}

/// What a company's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// Its name.
    pub name: Spanned<String>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// Its site.
    pub url: Option<Spanned<String>>,
    /// How far things stand.
    pub stage: Option<Spanned<Stage>>,
    /// The day of the application.
    pub applied: Option<Spanned<NaiveDate>>,
    /// Words of one's own.
    pub tags: Vec<Spanned<String>>,
    /// The items under `## Facts`: their words.
    pub facts: Vec<TextRange>,
}

/// What a note about a company says. `stem` is the file's, for a note that gives no name.
#[must_use]
pub fn company(text: &str, markdown: &Markdown, stem: &str) -> Company {
    let fields = Fields::of(markdown);
    let facts = section(text, markdown, 2, "Facts");
    Company {
        name: name_of(text, markdown, stem),
        aliases: fields.texts("aliases"),
        url: fields.text("url"),
        stage: fields.read("stage", Stage::named),
        applied: fields.date("applied"),
        tags: fields.texts("tags"),
        facts: facts.map(|section| items_in(markdown, section.content).map(|item| item.text).collect()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Stage, company};
    use crate::markdown::parse::parse;

    #[test]
    fn a_company_is_read_with_its_stage() {
        let text = "---\nname: Analytical Engines\nstage: reached out\napplied: 2026-11-02\n---\n## Facts\n- Makes mills\n";
        let read = company(text, &parse(text), "x");
        assert_eq!(read.name.value, "Analytical Engines");
        assert_eq!(read.stage.unwrap().value, Stage::ReachedOut);
        assert_eq!(read.applied.unwrap().range.of(text), "2026-11-02");
        assert_eq!(read.facts.len(), 1);
    }
}
