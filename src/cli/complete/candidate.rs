//! A word that may stand at a place of the command line.

/// A word that may stand at a place of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The word, not quoted for any shell.
    pub word: String,
    /// What it is, in a few words; may be empty.
    pub about: String,
}

impl Candidate {
    /// A word and what it is.
    #[must_use]
    pub fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// What a place asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// One of these, or nothing.
    Words(Vec<Candidate>),
    /// A name of the journal.
    Live(LiveKind),
    /// A file or folder: the shell knows best.
    Files,
}

/// Names that only the journal knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveKind {
    /// Habits of the settings and of the latest week.
    Habits,
    /// Contacts.
    Contacts,
    /// Words of a filter for contacts.
    ContactFilter,
    /// Messages with one of these statuses, and the contacts that they go to.
    Messages(&'static [&'static str]),
    /// Sets and weeks of prompts.
    Prompts,
    /// Codes of checks.
    Codes,
    /// Companies.
    Companies,
    /// Any note.
    Notes,
}
