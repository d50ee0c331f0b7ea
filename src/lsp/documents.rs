//! Open documents: their text as the client has it, edit by edit.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::lsp::from_proto;
use crate::lsp::journals::Place;
use crate::text::line_index::{Encoding, LineIndex};

/// By what a document is known: its path on the disk, else its whole address. Clients spell one address in several ways.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DocumentName {
    /// A file.
    File(PathBuf),
    /// Something that is no file yet.
    Other(String),
}

impl DocumentName {
    /// The name of an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        from_proto::path(uri).map_or_else(|| Self::Other(uri.as_str().to_owned()), Self::File)
    }

    /// Its path, where it is a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        if let Self::File(path) = self { Some(path) } else { None }
    }
}

/// A document that the client has open. Its text is the truth, whatever the disk says.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its address as the client spells it.
    pub(crate) uri: Uri,
    /// The version that the client gave last.
    pub(crate) version: i32,
    /// Its text.
    pub(crate) text: String,
    /// Where it stands in which journal.
    pub(crate) place: Place,
    /// The text that buffer and disk last had in common.
    pub(crate) saved: Arc<str>,
    /// Whether the snapshot does not hold the text yet.
    pub(crate) is_dirty: bool,
    /// How many edits there were, for whoever works on an older text.
    pub(crate) edits: Arc<AtomicU64>,
}

impl Document {
    /// A document that was just opened.
    pub(crate) fn new(uri: Uri, version: i32, text: String, place: Place) -> Self {
        let saved = Arc::from(text.as_str());
        Self { uri, version, text, place, saved, is_dirty: true, edits: Arc::default() }
    }

    /// Takes in the edits of one notification.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        apply_changes(&mut self.text, changes, encoding);
        self.version = version;
        self.is_dirty = true;
        self.edits.fetch_add(1, Ordering::SeqCst);
    }
}

/// Applies edits one after the other: each speaks of the text that the one before left. A place past a line's end is its end, one past
/// the last line the text's end.
pub(crate) fn apply_changes(text: &mut String, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
    for change in changes {
        let Some(range) = change.range else {
            *text = change.text;
            continue;
        };
        let index = LineIndex::new(text);
        let start = index.offset(text, from_proto::line_column(range.start), encoding);
        let end = index.offset(text, from_proto::line_column(range.end), encoding);
        text.replace_range(start.min(end)..start.max(end), &change.text);
    }
}

/// Documents that are open, by their path.
pub(crate) type OpenFiles = FxHashMap<PathBuf, (Uri, i32)>;

#[cfg(test)]
mod tests {
    use super::apply_changes;
    use crate::text::line_index::Encoding;
    use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent};

    fn edit(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.into() }
    }

    #[track_caller]
    fn check(before: &str, edits: Vec<TextDocumentContentChangeEvent>, after: &str) {
        let mut text = before.to_owned();
        apply_changes(&mut text, edits, Encoding::Utf16);
        assert_eq!(text, after);
    }

    #[test]
    fn each_edit_speaks_of_the_text_that_the_one_before_left() {
        check("one two", vec![edit((0, 0), (0, 3), "1"), edit((0, 2), (0, 5), "2")], "1 2");
    }

    #[test]
    fn places_past_the_end_are_the_end() {
        check("a\r\nb", vec![edit((0, 99), (0, 99), "!"), edit((7, 0), (9, 0), "?")], "a!\r\nb?");
    }

    #[test]
    fn columns_count_surrogates() {
        check("🦀x", vec![edit((0, 2), (0, 3), "y")], "🦀y");
    }

    #[test]
    fn a_range_written_backwards_and_a_whole_text_are_understood() {
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "abc".into() };
        check("", vec![whole, edit((0, 2), (0, 1), "-")], "a-c");
    }
}
