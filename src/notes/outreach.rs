//! An outreach message, from draft to reply: what is sent, and what stays private.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::markdown::tree::{BlockKind, Content, Markdown};
use crate::notes::field::{Fields, Spanned};
use crate::notes::sections::{line_end, line_start, masked};
use crate::text::range::TextRange;

/// How a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// An e-mail.
    Email,
    /// A LinkedIn message.
    Linkedin,
    /// The note of a LinkedIn invitation.
    LinkedinNote,
    /// A Slack message.
    Slack,
    /// A direct message there.
    Twitter,
    /// Anything else.
    Other,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 6] = [Self::Email, Self::Linkedin, Self::LinkedinNote, Self::Slack, Self::Twitter, Self::Other];

    /// The word that stands in `channel:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Linkedin => "linkedin",
            Self::LinkedinNote => "linkedin-note",
            Self::Slack => "slack",
            Self::Twitter => "twitter",
            Self::Other => "other",
        }
    }

    /// The channel that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }

    /// The channel once the two are in touch: an invitation is sent once, and what comes after it is a message.
    #[must_use]
    pub fn once_in_touch(self) -> Self {
        if self == Self::LinkedinNote { Self::Linkedin } else { self }
    }

    /// How one says that a message went this way: “by email”.
    #[must_use]
    pub fn way(self) -> &'static str {
        match self {
            Self::Email => "by email",
            Self::Linkedin => "on LinkedIn",
            Self::LinkedinNote => "with a LinkedIn invitation",
            Self::Slack => "on Slack",
            Self::Twitter => "on Twitter",
            Self::Other => "",
        }
    }
}

/// What a message is meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Intent {
    /// The first one of an exchange.
    First,
    /// A nudge after silence.
    FollowUp,
    /// Thanks after a meeting.
    ThankYou,
    /// An answer to what they wrote.
    Reply,
}

impl Intent {
    /// The word that stands in `intent:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::FollowUp => "follow-up",
            Self::ThankYou => "thank-you",
            Self::Reply => "reply",
        }
    }

    /// The intent that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::First, Self::FollowUp, Self::ThankYou, Self::Reply].into_iter().find(|intent| intent.word() == word)
    }
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Being written.
    Draft,
    /// On its way.
    Sent,
    /// They answered.
    Replied,
    /// The two met.
    Met,
    /// They said no.
    Declined,
    /// The waiting is over without an answer.
    Closed,
}

impl Status {
    /// The word that stands in `status:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Replied => "replied",
            Self::Met => "met",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }

    /// The status that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let all = [Self::Draft, Self::Sent, Self::Replied, Self::Met, Self::Declined, Self::Closed];
        all.into_iter().find(|status| status.word() == word)
    }
}

/// What a message's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct Outreach {
    /// Whom it goes to, as written (a wikilink's brackets included).
    pub to: Vec<Spanned<String>>,
    /// Whether `to` was written as a list of several.
    pub to_is_list: bool,
    /// How it goes.
    pub channel: Channel,
    /// What it is meant as.
    pub intent: Intent,
    /// The message that this one follows, as written.
    pub follows: Option<Spanned<String>>,
    /// When somebody read it before it went.
    pub reviewed: Option<Spanned<NaiveDate>>,
    /// Who read it.
    pub reviewer: Option<Spanned<String>>,
    /// Why the keeper writes, for themselves.
    pub purpose: Option<Spanned<String>>,
    /// The subject, which is sent.
    pub subject: Option<Spanned<String>>,
    /// How far it has come.
    pub status: Status,
    /// The day it went.
    pub sent: Option<Spanned<NaiveDate>>,
    /// The day they answered.
    pub replied: Option<Spanned<NaiveDate>>,
    /// The day of the meeting.
    pub met: Option<Spanned<NaiveDate>>,
    /// What is sent: the body up to the first heading written `## …`, blank lines around it left out.
    pub message: TextRange,
    /// From that heading to the end: private.
    pub notes: Option<TextRange>,
    /// What the lines `Attachment: …` in the notes name.
    pub attachments: Vec<TextRange>,
    /// The day that the file name begins with.
    pub written: Option<NaiveDate>,
}

impl Outreach {
    /// The words that are sent, byte for byte as long as [`Outreach::message`], with comments turned to spaces.
    #[must_use]
    pub fn sent_text(&self, text: &str, markdown: &Markdown) -> String {
        masked(text, markdown, self.message, &[BlockKind::Comment])
    }

    /// The keeper's own words, byte for byte as long as [`Outreach::message`]: comments, code and quotations turned to spaces.
    #[must_use]
    pub fn own_words(&self, text: &str, markdown: &Markdown) -> String {
        let kinds = [BlockKind::Comment, BlockKind::CodeBlock, BlockKind::InlineCode, BlockKind::Quote];
        masked(text, markdown, self.message, &kinds)
    }
}

/// What a note about a message says. `stem` is the file's.
#[must_use]
pub fn outreach(text: &str, markdown: &Markdown, stem: &str) -> Outreach {
    let fields = Fields::of(markdown);
    let follows = fields.text("follows");
    let default_intent = if follows.is_some() { Intent::FollowUp } else { Intent::First };
    let (message, notes) = message_and_notes(text, markdown);
    Outreach {
        to: fields.texts("to"),
        to_is_list: matches!(fields.entry("to").map(|entry| &entry.value.content), Some(Content::List(_))),
        channel: fields.read("channel", Channel::named).map_or(Channel::Other, |it| it.value),
        intent: fields.read("intent", Intent::named).map_or(default_intent, |it| it.value),
        follows,
        reviewed: fields.date("reviewed"),
        reviewer: fields.text("reviewer"),
        purpose: fields.text("purpose"),
        subject: fields.text("subject"),
        status: fields.read("status", Status::named).map_or(Status::Draft, |it| it.value),
        sent: fields.date("sent"),
        replied: fields.date("replied"),
        met: fields.date("met"),
        message,
        notes,
        attachments: notes.map(|range| attachments(text, range)).unwrap_or_default(),
        written: stem.get(..10).and_then(iso_date),
    }
}

fn message_and_notes(text: &str, markdown: &Markdown) -> (TextRange, Option<TextRange>) {
    let body = markdown.body;
    let first = markdown.headings.iter().find(|heading| heading.level == 2 && heading.hashes && body.contains(heading.range.start()));
    let end = first.map_or(body.end(), |heading| line_start(text, heading.range.start()));
    let whole = TextRange::new(body.start(), end.max(body.start()));
    let words = whole.of(text);
    let trimmed = words.trim();
    let before = words.len() - words.trim_start().len();
    let start = if trimmed.is_empty() { whole.start() } else { whole.start() + before };
    (TextRange::new(start, start + trimmed.len()), first.map(|_| TextRange::new(end, text.len())))
}

fn attachments(text: &str, notes: TextRange) -> Vec<TextRange> {
    let mut found = Vec::new();
    // Most notes have no such line, and are told by their first colon.
    if !notes.of(text).as_bytes().contains(&b':') {
        return found;
    }
    let mut start = notes.start();
    while start < notes.end() {
        let end = line_end(text, start);
        let line = &text[start..end];
        let bare = line.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '*' | '+'));
        let named = bare.get(..11).filter(|word| word.eq_ignore_ascii_case("attachment:")).map(|_| bare[11..].trim());
        if let Some(name) = named.filter(|name| !name.is_empty()) {
            let at = start + line.find(name).unwrap_or_default();
            found.push(TextRange::new(at, at + name.len()));
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Intent, Outreach, Status, outreach};
    use crate::markdown::parse::parse;

    fn read(text: &str) -> Outreach {
        outreach(text, &parse(text), "2026-11-23-ada")
    }

    #[test]
    fn the_message_ends_at_the_first_second_level_heading() {
        let text = "---\nto: Ada\n---\n\nHi Ada,\n\nThanks,\nSam\n\n## Notes\nAttachment: resume.pdf\n";
        let read = read(text);
        assert_eq!(read.message.of(text), "Hi Ada,\n\nThanks,\nSam");
        assert_eq!(read.notes.unwrap().of(text), "## Notes\nAttachment: resume.pdf\n");
        assert_eq!(read.attachments[0].of(text), "resume.pdf");
    }

    #[test]
    fn dashes_above_a_signature_end_nothing() {
        let text = "Hi Ada,\nhello\n--\nSam\n---\nmore\n";
        assert_eq!(read(text).message.of(text), "Hi Ada,\nhello\n--\nSam\n---\nmore");
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        let plain = read("Hi\n");
        assert_eq!((plain.status, plain.intent, plain.to.len()), (Status::Draft, Intent::First, 0));
        let text = "---\nto: [Ada, Bo]\nfollows: 2026-11-09-ada\n---\n";
        let nudge = read(text);
        assert_eq!((nudge.intent, nudge.to_is_list), (Intent::FollowUp, true));
        assert_eq!(nudge.written.unwrap().to_string(), "2026-11-23");
    }

    #[test]
    fn comments_are_not_sent_and_keep_their_place() {
        let text = "Hi Ada, <!-- nicer? --> hello";
        let read = read(text);
        assert_eq!(read.sent_text(text, &parse(text)), format!("Hi Ada, {} hello", " ".repeat(15)));
    }

    #[test]
    fn quotes_and_code_are_not_the_keepers_words() {
        let text = "Hi\n\n> got a job?\n\nsee `job` there";
        let words = read(text).own_words(text, &parse(text));
        assert!(!words.contains("job") && words.len() == text.len());
    }
}
