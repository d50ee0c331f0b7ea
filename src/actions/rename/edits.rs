//! Edits gathered by file, in the order of paths.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::actions::plan::NoteChange;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// Edits by file.
#[derive(Debug, Default)]
pub struct Edits {
    files: BTreeMap<Arc<str>, Vec<TextEdit>>,
}

impl Edits {
    /// Replaces a range of a file, unless a range that was given before overlaps it.
    pub fn replace(&mut self, path: &Arc<str>, range: TextRange, words: impl Into<String>) {
        let edits = self.files.entry(path.clone()).or_default();
        if edits.iter().all(|edit| !edit.range.overlaps(range) && edit.range != range) {
            edits.push(TextEdit::replace(range, words));
        }
    }

    /// The edits of one file, taken out.
    pub fn take(&mut self, path: &str) -> Vec<TextEdit> {
        let mut edits = self.files.remove(path).unwrap_or_default();
        edits.sort_by_key(|edit| edit.range);
        edits
    }

    /// How many files have edits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.values().filter(|edits| !edits.is_empty()).count()
    }

    /// Whether no file has edits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The edits as changes, by path.
    #[must_use]
    pub fn into_changes(self) -> Vec<NoteChange> {
        let files = self.files.into_iter().filter(|(_, edits)| !edits.is_empty());
        files
            .map(|(path, mut edits)| {
                edits.sort_by_key(|edit| edit.range);
                NoteChange::Edit { path, edits }
            })
            .collect()
    }
}
