//! A plan: what an act would change, as values. The faces write it, send it or print it.

use std::sync::Arc;

use crate::text::edit::TextEdit;

/// What an act would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The act in a few words, for undo: “done Code”.
    pub act: String,
    /// The changes, in order.
    pub changes: Vec<NoteChange>,
    /// What to tell the keeper, a line each: what changed, and the next step.
    pub said: Vec<String>,
}

/// A change to one file of the journal. Paths are from the root, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteChange {
    /// Edits in a file; every other byte is kept.
    Edit {
        /// The file.
        path: Arc<str>,
        /// The edits, all speaking of the text as it is now.
        edits: Vec<TextEdit>,
    },
    /// A file that must not be there yet.
    Create {
        /// The file.
        path: Arc<str>,
        /// Its text.
        text: String,
    },
    /// A file that goes.
    Delete {
        /// The file.
        path: Arc<str>,
    },
    /// A file that gets another name, with edits in it.
    Rename {
        /// Its name until now.
        from: Arc<str>,
        /// Its name from now on, which must be free.
        to: Arc<str>,
        /// The edits, speaking of the text as it is now.
        edits: Vec<TextEdit>,
    },
}

impl NoteChange {
    /// The file that the change speaks of, by its name until now.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        match self {
            Self::Edit { path, .. } | Self::Create { path, .. } | Self::Delete { path } => path,
            Self::Rename { from, .. } => from,
        }
    }
}

/// Why an act cannot be done, in words for the keeper.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What kind of refusal; the faces choose the exit status by it.
    pub kind: RefusalKind,
    /// What is in the way.
    pub message: String,
    /// What to do instead.
    pub advice: Option<String>,
}

/// What kind of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// No such contact, message, habit, code or set, or several.
    NotFound,
    /// A name that is taken, a value that is none.
    Unusable,
    /// Refused for the keeper's safety: a message unfit to go.
    Unsafe,
    /// Changed underneath.
    Conflict,
}

impl Refusal {
    /// A refusal of this kind.
    #[must_use]
    pub fn new(kind: RefusalKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), advice: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }
}
