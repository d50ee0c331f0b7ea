//! From the protocol's types to ours.

use std::path::PathBuf;

use tower_lsp::ls_types::{Position, Range, Uri};

use crate::notes::note::Note;
use crate::text::line_index::{Encoding, Position as LineColumn};
use crate::text::range::TextRange;

/// The path of a `file:` address.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.as_str().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if is_file { uri.to_file_path().map(|path| path.components().collect()) } else { None }
}

/// A place as line and column.
pub(crate) fn line_column(position: Position) -> LineColumn {
    LineColumn { line: position.line, column: position.character }
}

/// The byte of a place in a note.
pub(crate) fn offset(note: &Note, position: Position, encoding: Encoding) -> usize {
    note.lines().offset(&note.text, line_column(position), encoding)
}

/// The bytes of a range in a note.
pub(crate) fn range(note: &Note, range: Range, encoding: Encoding) -> TextRange {
    let (start, end) = (offset(note, range.start, encoding), offset(note, range.end, encoding));
    TextRange::new(start.min(end), start.max(end))
}
