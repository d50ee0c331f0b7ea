//! Something in one note that is not what its author meant: the note still has its best value.

use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// What kind of problem; each kind is reported under one code of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The YAML between the fences cannot be read.
    FrontMatter,
    /// A field holds a value of the wrong type, date or word.
    Value,
    /// A field that this kind of note does not have, near to one it has.
    Field,
    /// A table cell that is no mark.
    Mark,
    /// A target that is none.
    Target,
    /// File name, `week:`, heading or columns disagree.
    Week,
    /// The boxes under a prompt disagree with each other or with its text.
    PromptStatus,
    /// A key or a value of `journal.toml`.
    Settings,
}

/// A problem with its place, its words, and where it is safe a way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// The smallest useful range.
    pub range: TextRange,
    /// What is wrong here, in one sentence.
    pub message: String,
    /// What to do instead, in one sentence.
    pub help: String,
    /// A title, and the edits that mend it.
    pub fix: Option<(String, Vec<TextEdit>)>,
}

impl Problem {
    /// A problem without a fix.
    #[must_use]
    pub fn new(kind: ProblemKind, range: TextRange, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, range, message: message.into(), help: help.into(), fix: None }
    }

    /// The same with a fix that replaces the range.
    #[must_use]
    pub fn replaced_by(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.fix = Some((format!("Write “{text}”"), vec![TextEdit::replace(self.range, text)]));
        self
    }

    /// The same with a fix of one's own.
    #[must_use]
    pub fn mended_by(mut self, title: impl Into<String>, edits: Vec<TextEdit>) -> Self {
        self.fix = Some((title.into(), edits));
        self
    }
}
