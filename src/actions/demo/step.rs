//! What the sample journal is handed out as: one sitting after another.

use chrono::NaiveDateTime;

/// What was changed in one sitting; one commit of the sample's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoStep {
    /// When it was committed, in the keeper's local time.
    pub at: NaiveDateTime,
    /// The notes as they stand afterwards, sorted by path, each path once.
    pub changes: Vec<DemoChange>,
    /// The commit's message where none can be made from the meaning of the changes.
    pub message: Option<String>,
}

/// One file after a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoChange {
    /// From the journal's root, with `/`.
    pub path: String,
    /// The whole new text. None: the file was deleted.
    pub text: Option<String>,
}
