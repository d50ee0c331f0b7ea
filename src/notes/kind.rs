//! The kinds of note, and the fields that each kind's front matter may hold.

use crate::notes::field::{FieldSpec, Shape};

/// What a note is about (format.md, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteKind {
    /// A person.
    Contact,
    /// A company.
    Company,
    /// A message, from draft to reply.
    Outreach,
    /// A week: habits, prompts, review.
    Week,
    /// A day's free prose.
    Day,
    /// A meetup, a conference, a coffee.
    Event,
    /// A mind map.
    Map,
    /// A prompt set of one's own.
    Prompts,
    /// Anything else.
    Plain,
}

impl NoteKind {
    /// Every kind, in the order of format.md.
    pub const ALL: [Self; 9] =
        [Self::Contact, Self::Company, Self::Outreach, Self::Week, Self::Day, Self::Event, Self::Map, Self::Prompts, Self::Plain];

    /// The word that stands in `kind:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Outreach => "outreach",
            Self::Week => "week",
            Self::Day => "day",
            Self::Event => "event",
            Self::Map => "map",
            Self::Prompts => "prompts",
            Self::Plain => "note",
        }
    }

    /// One note of it, in words: `a contact note`, `an event note`.
    #[must_use]
    pub fn a_note(self) -> String {
        match self {
            Self::Outreach | Self::Event => format!("an {} note", self.word()),
            Self::Plain => "a plain note".to_owned(),
            Self::Contact | Self::Company | Self::Week | Self::Day | Self::Map | Self::Prompts => format!("a {} note", self.word()),
        }
    }

    /// The folder where such notes live, none for a plain note.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::Contact => Some("contacts"),
            Self::Company => Some("companies"),
            Self::Outreach => Some("outreach"),
            Self::Week => Some("weeks"),
            Self::Day => Some("days"),
            Self::Event => Some("events"),
            Self::Map => Some("maps"),
            Self::Prompts => Some("prompts"),
            Self::Plain => None,
        }
    }

    /// The kind that a word of `kind:` names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word.trim()))
    }

    /// The kind by the top folder of a path from the root.
    #[must_use]
    pub fn by_folder(path: &str) -> Self {
        let Some((folder, _)) = path.split_once('/') else { return Self::Plain };
        Self::ALL.into_iter().find(|kind| kind.folder() == Some(folder)).unwrap_or(Self::Plain)
    }

    /// The fields of this kind, in their usual order.
    #[must_use]
    pub fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Contact => CONTACT,
            Self::Company => COMPANY,
            Self::Outreach => OUTREACH,
            Self::Week => WEEK,
            Self::Day => DAY,
            Self::Event => EVENT,
            Self::Map | Self::Prompts | Self::Plain => COMMON,
        }
    }
}

/// The words for how close a contact is.
pub const TIES: &[&str] = &["dormant", "weak", "community", "cold", "close"];
/// The usual ways of having met; others are welcome.
pub const VIAS: &[&str] = &[
    "mentor",
    "alumni",
    "student group",
    "linkedin",
    "company site",
    "meetup",
    "open source",
    "friend",
    "conference",
    "family",
    "colleague",
];
/// The channels that a message goes by.
pub const CHANNELS: &[&str] = &["email", "linkedin", "linkedin-note", "slack", "twitter", "other"];
/// What a message is meant as.
pub const INTENTS: &[&str] = &["first", "follow-up", "thank-you", "reply"];
/// How far a message has come.
pub const STATUSES: &[&str] = &["draft", "sent", "replied", "met", "declined", "closed"];
/// How far things stand with a company.
pub const STAGES: &[&str] = &["researching", "reached out", "applied", "interviewing", "offer", "closed"];
/// How an event stands.
pub const EVENT_STATUSES: &[&str] = &["planned", "went", "skipped"];

const KIND: FieldSpec = FieldSpec {
    name: "kind",
    shape: Shape::OneOf(&["contact", "company", "outreach", "week", "day", "event", "map", "prompts", "note"]),
    about: "What the note is about; by default its folder says so.",
};
const ALIASES: FieldSpec = FieldSpec { name: "aliases", shape: Shape::Texts, about: "Other names that links may use." };
const TAGS: FieldSpec = FieldSpec { name: "tags", shape: Shape::Texts, about: "Words of your own to find it by." };
const ALLOW: FieldSpec = FieldSpec { name: "allow", shape: Shape::Codes, about: "Checks switched off for this note." };
const NAME: FieldSpec = FieldSpec { name: "name", shape: Shape::Text, about: "The name, as it should be greeted or shown." };

const CONTACT: &[FieldSpec] = &[
    KIND,
    NAME,
    ALIASES,
    FieldSpec { name: "pronouns", shape: Shape::Text, about: "For example she/her." },
    FieldSpec { name: "company", shape: Shape::Company, about: "Where they work." },
    FieldSpec { name: "role", shape: Shape::Text, about: "What they do there." },
    FieldSpec { name: "tie", shape: Shape::OneOf(TIES), about: "How close you are: dormant, weak, community, cold or close." },
    FieldSpec { name: "via", shape: Shape::Suggest(VIAS), about: "How you know of each other." },
    FieldSpec { name: "email", shape: Shape::Email, about: "Their e-mail address." },
    FieldSpec { name: "phone", shape: Shape::Text, about: "Their telephone number." },
    FieldSpec { name: "linkedin", shape: Shape::Url, about: "The address of their LinkedIn profile." },
    FieldSpec { name: "url", shape: Shape::Url, about: "Their own site." },
    FieldSpec { name: "timezone", shape: Shape::Zone, about: "Their time zone, for example America/Denver." },
    FieldSpec { name: "follow-up", shape: Shape::Date, about: "The next time to be in touch, on a date." },
    FieldSpec { name: "every", shape: Shape::Period, about: "Be in touch so long after the last touch, for example 6 weeks." },
    FieldSpec { name: "may-name", shape: Shape::YesNo, about: "Whether they agreed to be named in an application." },
    TAGS,
    ALLOW,
];

const COMPANY: &[FieldSpec] = &[
    KIND,
    NAME,
    ALIASES,
    FieldSpec { name: "url", shape: Shape::Url, about: "Its site." },
    FieldSpec {
        name: "stage",
        shape: Shape::OneOf(STAGES),
        about: "How far things stand: researching, reached out, applied, interviewing, offer or closed.",
    },
    FieldSpec { name: "applied", shape: Shape::Date, about: "The day you applied." },
    TAGS,
    ALLOW,
];

const OUTREACH: &[FieldSpec] = &[
    KIND,
    FieldSpec { name: "to", shape: Shape::Contacts, about: "Whom it goes to: a contact's name, alias, file stem or [[link]]." },
    FieldSpec { name: "channel", shape: Shape::OneOf(CHANNELS), about: "How it goes; each channel has its own limits." },
    FieldSpec { name: "intent", shape: Shape::OneOf(INTENTS), about: "What it is meant as: first, follow-up, thank-you or reply." },
    FieldSpec { name: "follows", shape: Shape::Message, about: "The message that this one follows." },
    FieldSpec { name: "reviewed", shape: Shape::Date, about: "When somebody read it before it went." },
    FieldSpec { name: "reviewer", shape: Shape::Text, about: "Who read it before it went." },
    FieldSpec { name: "purpose", shape: Shape::Text, about: "Why you write, for yourself; not sent." },
    FieldSpec { name: "subject", shape: Shape::Text, about: "The subject of an e-mail; sent." },
    FieldSpec { name: "status", shape: Shape::OneOf(STATUSES), about: "How far it has come." },
    FieldSpec { name: "sent", shape: Shape::Date, about: "The day it went." },
    FieldSpec { name: "replied", shape: Shape::Date, about: "The day they answered." },
    FieldSpec { name: "met", shape: Shape::Date, about: "The day you met, or will meet." },
    TAGS,
    ALLOW,
];

const WEEK: &[FieldSpec] = &[
    KIND,
    FieldSpec { name: "week", shape: Shape::Week, about: "The week, for example 2026-W48." },
    FieldSpec { name: "prompts", shape: Shape::PromptWeek, about: "The prompts of this week, for example turing/mod-2/week-5." },
    TAGS,
    ALLOW,
];

const DAY: &[FieldSpec] =
    &[KIND, FieldSpec { name: "date", shape: Shape::Date, about: "The day; by default its file name says so." }, TAGS, ALLOW];

const EVENT: &[FieldSpec] = &[
    KIND,
    NAME,
    ALIASES,
    FieldSpec { name: "date", shape: Shape::DateTime, about: "The day, and the time if you like: 2026-12-02 18:30." },
    FieldSpec { name: "place", shape: Shape::Text, about: "Where it is." },
    FieldSpec { name: "url", shape: Shape::Url, about: "Its page." },
    FieldSpec { name: "met", shape: Shape::Contacts, about: "The contacts whom you met there." },
    FieldSpec { name: "status", shape: Shape::OneOf(EVENT_STATUSES), about: "planned, went or skipped." },
    TAGS,
    ALLOW,
];

const COMMON: &[FieldSpec] =
    &[KIND, FieldSpec { name: "title", shape: Shape::Text, about: "A title of its own." }, NAME, ALIASES, TAGS, ALLOW];

#[cfg(test)]
mod tests {
    use super::NoteKind;

    #[test]
    fn the_top_folder_tells_the_kind() {
        assert_eq!(NoteKind::by_folder("contacts/a/b.md"), NoteKind::Contact);
        assert_eq!(NoteKind::by_folder("contacts.md"), NoteKind::Plain);
        assert_eq!(NoteKind::by_folder("notes/contacts/a.md"), NoteKind::Plain);
    }

    #[test]
    fn every_word_names_its_kind() {
        for kind in NoteKind::ALL {
            assert_eq!(NoteKind::named(kind.word()), Some(kind));
        }
    }

    #[test]
    fn no_kind_has_a_field_twice() {
        for kind in NoteKind::ALL {
            let mut names: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{kind:?}");
        }
    }
}
