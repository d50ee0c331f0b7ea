//! What a check is, what it reads, and what it finds. Knows no check.

use std::sync::Arc;

use crate::notes::contact::Contact;
use crate::notes::note::Note;
use crate::notes::outreach::Outreach;
use crate::prose::anatomy::model::Anatomy;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::Timeline;

/// How grave a finding is (checks.md). The greater, the graver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Polish.
    Hint,
    /// Worth knowing, no fault.
    Info,
    /// It will likely cost you the answer.
    Warning,
    /// Do not send it like this.
    Error,
}

impl Severity {
    /// Every level, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }

    /// The level that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// One level lower; a hint stays a hint.
    #[must_use]
    pub fn lower(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning => Self::Info,
            Self::Info | Self::Hint => Self::Hint,
        }
    }
}

/// A check: a static value with its page.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name for ever.
    pub code: &'static str,
    /// How grave its findings are unless a finding says less.
    pub severity: Severity,
    /// Its page as Markdown, lifted from its doc comment: a first line that says what is reported, then `## Why it matters`,
    /// `## Instead of`, `## Try` and `## Stays quiet`.
    pub page: &'static str,
    /// What it reads, and the function that finds.
    pub reads: Reads,
}

/// A finding with its file, from the root.
pub type Placed = (Arc<str>, Finding);

/// What a check reads.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// A message that is still a draft.
    Message(fn(&MessageContext<'_>) -> Vec<Finding>),
    /// Any note, whatever its kind and status.
    Note(fn(&NoteContext<'_>) -> Vec<Finding>),
    /// The journal as a whole: each finding names its file, which may be `journal.toml` or a file that is no note.
    Journal(fn(&Snapshot) -> Vec<Placed>),
}

/// A note and the journal around it: facts, and nothing that can be done.
#[derive(Clone, Copy)]
pub struct NoteContext<'a> {
    /// The journal.
    pub snapshot: &'a Snapshot,
    /// The note's number.
    pub id: NoteId,
    /// The note.
    pub note: &'a Note,
}

/// A draft and all that is known around it: facts, and nothing that can be done.
#[derive(Clone, Copy)]
pub struct MessageContext<'a> {
    /// The journal.
    pub snapshot: &'a Snapshot,
    /// The note's number.
    pub id: NoteId,
    /// The note.
    pub note: &'a Note,
    /// The message.
    pub message: &'a Outreach,
    /// Whom it goes to, where `to:` names exactly one contact of the journal.
    pub recipient: Option<Recipient<'a>>,
    /// Meant as a first message, and no exchange in the last six months.
    pub is_first: bool,
    /// The message, read: its sentences, opening, offers and asks.
    pub anatomy: &'a Anatomy,
}

impl<'a> MessageContext<'a> {
    /// The words at a range of the note.
    #[must_use]
    pub fn of(&self, range: TextRange) -> &'a str {
        self.note.of(range)
    }

    /// The name that one calls the recipient by; “them” where nobody is known.
    #[must_use]
    pub fn them(&self) -> &'a str {
        self.recipient.map_or("them", |recipient| recipient.contact.first_name())
    }

    /// Whether there is one recipient whom the journal knows.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.recipient.is_some()
    }

    /// Whether the recipient knows the keeper.
    #[must_use]
    pub fn knows_you(&self) -> bool {
        self.recipient.is_some_and(|recipient| recipient.knows_you)
    }

    /// The message as a whole is spoken of at its first line, where there is one: its first words are enough to find it by.
    #[must_use]
    pub fn first_line(&self) -> TextRange {
        let whole = self.message.message;
        let line = whole.of(&self.note.text).lines().next().unwrap_or("");
        TextRange::new(whole.start(), whole.start() + line.trim_end().len())
    }

    /// The last sentence of the message proper, else the message's first line: where something could be added.
    #[must_use]
    pub fn last_sentence(&self) -> TextRange {
        self.anatomy.body().last().map_or_else(|| self.first_line(), |sentence| sentence.range)
    }
}

/// Whom a message goes to.
#[derive(Clone, Copy)]
pub struct Recipient<'a> {
    /// Their note's number.
    pub id: NoteId,
    /// Their note.
    pub note: &'a Note,
    /// What it says.
    pub contact: &'a Contact,
    /// What has passed between you.
    pub timeline: &'a Timeline,
    /// Whether they know the keeper.
    pub knows_you: bool,
}

/// Something found at a place of the note that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The smallest useful range, in bytes of the note's text.
    pub range: TextRange,
    /// Where the evidence is weaker, a level below the check's own.
    pub severity: Option<Severity>,
    /// What is wrong in this text, in one sentence that quotes the words.
    pub message: String,
    /// What to do instead, in one sentence.
    pub help: String,
    /// Other places that bear on it.
    pub related: Vec<Related>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding at the check's own level, with neither fixes nor related places.
    #[must_use]
    pub fn new(range: TextRange, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, severity: None, message: message.into(), help: help.into(), related: Vec::new(), fixes: Vec::new() }
    }

    /// The same at this level.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The same with one more way to mend it.
    #[must_use]
    pub fn fixed_by(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same, whose fixes end the lines that they add as `text` ends its own: with `\r\n` where it holds one.
    #[must_use]
    pub fn in_the_line_ends_of(mut self, text: &str) -> Self {
        let edits = self.fixes.iter_mut().filter_map(|fix| match &mut fix.how {
            FixKind::Edits(edits) => Some(edits),
            FixKind::NewContact(_) | FixKind::FollowUp(_) | FixKind::ThankYou(_) => None,
        });
        for edit in edits.flatten().filter(|edit| edit.text.contains('\n')) {
            if text.contains("\r\n") {
                edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
            }
        }
        self
    }

    /// The same with one more related place.
    #[must_use]
    pub fn beside(mut self, path: impl Into<Arc<str>>, range: TextRange, message: impl Into<String>) -> Self {
        self.related.push(Related { path: path.into(), range, message: message.into() });
        self
    }
}

/// Another place that bears on a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, from the root.
    pub path: Arc<str>,
    /// The place in it.
    pub range: TextRange,
    /// What it has to do with the finding.
    pub message: String,
}

/// A safe way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: “Write “Tuesday 1 December””.
    pub title: String,
    /// How.
    pub how: FixKind,
}

/// How a fix is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Edits in the note itself.
    Edits(Vec<TextEdit>),
    /// Make the note of a contact by this name.
    NewContact(String),
    /// Write a draft that follows this message (its stem), after silence.
    FollowUp(String),
    /// Write a draft that thanks after the meeting of this message (its stem).
    ThankYou(String),
}

impl Fix {
    /// A fix that edits the note itself.
    #[must_use]
    pub fn edits(title: impl Into<String>, edits: Vec<TextEdit>) -> Self {
        Self { title: title.into(), how: FixKind::Edits(edits) }
    }

    /// A fix that replaces one range of the note.
    #[must_use]
    pub fn replace(range: TextRange, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { title: format!("Write “{text}”"), how: FixKind::Edits(vec![TextEdit::replace(range, text)]) }
    }
}

/// A finding that is ready to be shown: with its code, its level and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, from the root.
    pub path: Arc<str>,
    /// The check's code.
    pub code: &'static str,
    /// The level after settings.
    pub severity: Severity,
    /// What was found.
    pub finding: Finding,
}

/// Declares a check: the doc comment is its page.
macro_rules! check {
    ($(#[doc = $line:literal])+ pub $name:ident = { code: $code:literal, severity: $severity:ident, reads: $reads:ident($find:path) }) => {
        $(#[doc = $line])+
        pub const $name: $crate::checks::check::Check = $crate::checks::check::Check {
            code: $code,
            severity: $crate::checks::check::Severity::$severity,
            page: concat!($($line, "\n"),+),
            reads: $crate::checks::check::Reads::$reads($find),
        };
    };
}
pub(crate) use check;
