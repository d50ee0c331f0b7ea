//! A contact: a person, what one knows of them, and what has passed between you.

use chrono::NaiveDate;

use crate::calendar::date::Period;
use crate::markdown::tree::Markdown;
use crate::notes::field::{Fields, Spanned, yes_no};
use crate::notes::log::{LogLine, log_lines};
use crate::notes::sections::{Section, items_in, readable, section, title};
use crate::text::range::TextRange;

/// How close a contact is (format.md, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tie {
    /// A good friend or family.
    Close,
    /// Known, not spoken to for a while.
    Dormant,
    /// An acquaintance, a friend of a friend.
    Weak,
    /// Mentors, alumni, student groups.
    Community,
    /// Not met yet.
    Cold,
}

impl Tie {
    /// The word that stands in `tie:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Close => "close",
            Self::Dormant => "dormant",
            Self::Weak => "weak",
            Self::Community => "community",
            Self::Cold => "cold",
        }
    }

    /// The tie that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Close, Self::Dormant, Self::Weak, Self::Community, Self::Cold].into_iter().find(|tie| tie.word() == word)
    }
}

/// What a contact's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// The name; its range is empty where only the file stem gives it.
    pub name: Spanned<String>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// For example she/her.
    pub pronouns: Option<String>,
    /// Where they work.
    pub company: Option<Spanned<String>>,
    /// What they do there.
    pub role: Option<Spanned<String>>,
    /// How close they are.
    pub tie: Option<Tie>,
    /// How the two know of each other.
    pub via: Option<Spanned<String>>,
    /// Their e-mail address.
    pub email: Option<Spanned<String>>,
    /// Their telephone number.
    pub phone: Option<Spanned<String>>,
    /// Their LinkedIn profile.
    pub linkedin: Option<Spanned<String>>,
    /// Their time zone.
    pub timezone: Option<Spanned<String>>,
    /// The next time to be in touch.
    pub follow_up: Option<Spanned<NaiveDate>>,
    /// Be in touch so long after the last touch.
    pub every: Option<Spanned<Period>>,
    /// Whether they agreed to be named.
    pub may_name: Option<bool>,
    /// Words of one's own.
    pub tags: Vec<Spanned<String>>,
    /// The items under `## Facts`: their words.
    pub facts: Vec<TextRange>,
    /// The items under `## Log`.
    pub log: Vec<LogLine>,
    /// The section `## Log`, where it stands.
    pub log_section: Option<Section>,
}

impl Contact {
    /// The name and its aliases, as written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.value.as_str()).chain(self.aliases.iter().map(|alias| alias.value.as_str()))
    }

    /// The first word of the name, past a title such as Dr.
    #[must_use]
    pub fn first_name(&self) -> &str {
        const TITLES: &[&str] = &["mr", "mrs", "ms", "mx", "dr", "prof", "professor", "sir", "dame"];
        let is_title = |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        self.name.value.split_whitespace().find(|word| !is_title(word)).unwrap_or(&self.name.value)
    }

    /// Whether a tag, the tie or the way of having met is this word.
    #[must_use]
    pub fn is_marked(&self, word: &str) -> bool {
        self.tags.iter().any(|tag| tag.value.eq_ignore_ascii_case(word))
            || self.tie.is_some_and(|tie| tie.word() == word)
            || self.via.as_ref().is_some_and(|via| via.value.eq_ignore_ascii_case(word))
    }
}

/// What a note about a person says. `stem` is the file's, for a note that gives no name.
#[must_use]
pub fn contact(text: &str, markdown: &Markdown, stem: &str) -> Contact {
    let fields = Fields::of(markdown);
    let log_section = section(text, markdown, 2, "Log");
    let facts = section(text, markdown, 2, "Facts");
    Contact {
        name: name_of(text, markdown, stem),
        aliases: fields.texts("aliases"),
        pronouns: fields.text("pronouns").map(|words| words.value),
        company: fields.text("company"),
        role: fields.text("role"),
        tie: fields.text("tie").and_then(|word| Tie::named(&word.value)),
        via: fields.text("via"),
        email: fields.text("email"),
        phone: fields.text("phone"),
        linkedin: fields.text("linkedin"),
        timezone: fields.text("timezone"),
        follow_up: fields.date("follow-up"),
        every: fields.read("every", Period::parse),
        may_name: fields.text("may-name").and_then(|word| yes_no(&word.value)),
        tags: fields.texts("tags"),
        facts: facts.map(|section| items_in(markdown, section.content).map(|item| item.text).collect()).unwrap_or_default(),
        log: log_section.map(|section| log_lines(text, markdown, section)).unwrap_or_default(),
        log_section,
    }
}

/// The `name` of the front matter, else the first heading, else the stem made readable (with an empty range at the start).
#[must_use]
pub fn name_of(text: &str, markdown: &Markdown, stem: &str) -> Spanned<String> {
    let from_heading = || title(text, markdown).map(|(words, range)| Spanned::new(words.to_owned(), range));
    Fields::of(markdown)
        .text("name")
        .map(|name| Spanned::new(name.value.trim().to_owned(), name.range))
        .or_else(from_heading)
        .unwrap_or_else(|| Spanned::new(readable(stem), TextRange::default()))
}

#[cfg(test)]
mod tests {
    use super::{Contact, Tie, contact};
    use crate::markdown::parse::parse;

    fn read(text: &str) -> Contact {
        contact(text, &parse(text), "ada-lovelace")
    }

    #[test]
    fn every_field_is_read_with_its_place() {
        let text = "---\nname: Ada Lovelace\naliases: [Ada, \"Countess\"]\ncompany: Analytical Engines # now\ntie: weak\nevery: 6 weeks\nmay-name: yes\ntags: [compilers]\n---\n# Ada\n\n## Facts\n- Spoke at Denver Rust\n\n## Log\n- 2026-10-14 Met at the meetup\n";
        let ada = read(text);
        assert_eq!(ada.name.value, "Ada Lovelace");
        assert_eq!(ada.name.range.of(text), "Ada Lovelace");
        assert_eq!(ada.aliases[1].range.of(text), "\"Countess\"");
        assert_eq!(ada.company.as_ref().unwrap().range.of(text), "Analytical Engines");
        assert_eq!(ada.tie, Some(Tie::Weak));
        assert_eq!(ada.every.as_ref().unwrap().value.to_string(), "6 weeks");
        assert_eq!(ada.may_name, Some(true));
        assert_eq!(ada.facts[0].of(text), "Spoke at Denver Rust");
        assert_eq!(ada.log.len(), 1);
    }

    #[test]
    fn without_a_name_the_heading_or_the_stem_gives_it() {
        assert_eq!(read("# Countess Ada\n").name.value, "Countess Ada");
        assert_eq!(read("").name.value, "Ada Lovelace");
    }

    #[test]
    fn the_first_name_stands_behind_the_title() {
        assert_eq!(read("# Dr. Ada Lovelace\n").first_name(), "Ada");
    }
}
