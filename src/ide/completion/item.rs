//! What is offered: words, what they replace, and where to read more.

use std::sync::Arc;

use crate::text::range::TextRange;

/// What an offer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A contact.
    Contact,
    /// A company.
    Company,
    /// A message.
    Message,
    /// Any other note.
    Note,
    /// A heading of a note.
    Heading,
    /// A prompt.
    Prompt,
    /// A habit.
    Habit,
    /// A mark, a target, a word of a fixed choice.
    Word,
    /// A key of the front matter.
    Key,
    /// A day or a time.
    Date,
    /// A check's code.
    Check,
}

/// Where more is told of an offer, when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Docs {
    /// Nowhere.
    None,
    /// In these words.
    Words(String),
    /// In a note.
    Note(Arc<str>),
    /// In a prompt: its week, where it is known, and its heading.
    Prompt(Option<String>, String),
    /// In the page of a check.
    Check(&'static str),
    /// In a habit's card.
    Habit(String),
}

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// A few words beside it.
    pub detail: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// The letters that go, around the cursor and on its line.
    pub replace: TextRange,
    /// What stands there afterwards.
    pub insert: String,
    /// The same with places to go to, for clients that know how.
    pub snippet: Option<String>,
    /// What typed letters are compared with.
    pub filter: String,
    /// Where more is told.
    pub docs: Docs,
}

impl Item {
    /// An offer of words as they are.
    #[must_use]
    pub fn new(label: impl Into<String>, kind: ItemKind, replace: TextRange) -> Self {
        let label = label.into();
        Self { insert: label.clone(), filter: label.clone(), label, detail: None, kind, replace, snippet: None, docs: Docs::None }
    }

    /// The same with other words to stand there.
    #[must_use]
    pub fn inserting(mut self, words: impl Into<String>) -> Self {
        self.insert = words.into();
        self
    }

    /// The same with words beside it.
    #[must_use]
    pub fn beside(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        self.detail = (!words.is_empty()).then_some(words);
        self
    }

    /// The same, found by other letters.
    #[must_use]
    pub fn found_by(mut self, words: impl Into<String>) -> Self {
        self.filter = words.into();
        self
    }

    /// The same with a place to read more.
    #[must_use]
    pub fn told_in(mut self, docs: Docs) -> Self {
        self.docs = docs;
        self
    }
}

/// What is offered at a place, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The offers.
    pub items: Vec<Item>,
    /// Whether more letters may bring other offers, so that the client has to ask again.
    pub is_incomplete: bool,
    /// Whether the offers stand in the order of what was typed already.
    pub is_ranked: bool,
}

impl Completion {
    /// All that there is to offer, in its usual order.
    #[must_use]
    pub fn whole(items: Vec<Item>) -> Self {
        Self { items, is_incomplete: false, is_ranked: false }
    }

    /// The best of what was asked for by letters.
    #[must_use]
    pub fn best(items: Vec<Item>, is_incomplete: bool) -> Self {
        Self { items, is_incomplete, is_ranked: true }
    }
}

/// No list is longer: nobody reads more.
pub const MOST: usize = 100;
