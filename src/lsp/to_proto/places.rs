//! Ranges, addresses and locations.

use std::path::Path;

use tower_lsp::ls_types::{Location, Position, Range, Uri};

use crate::lsp::view::View;
use crate::text::line_index::{Encoding, LineIndex, Position as LineColumn};
use crate::text::range::TextRange;

/// The address of a path.
pub(crate) fn uri_of_path(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// A range in a text.
pub(crate) fn range_in(text: &str, lines: &LineIndex, range: TextRange, encoding: Encoding) -> Range {
    range_between(lines.positions(text, range, encoding))
}

/// The range between two places.
pub(crate) fn range_between((start, end): (LineColumn, LineColumn)) -> Range {
    Range::new(position(start), position(end))
}

fn position(place: LineColumn) -> Position {
    Position::new(place.line, place.column)
}

/// A range in the document that was asked about.
pub(crate) fn range(view: &View, range: TextRange) -> Range {
    range_at(view, &view.path, range).unwrap_or_default()
}

/// A range in any file of the journal.
pub(crate) fn range_at(view: &View, path: &str, range: TextRange) -> Option<Range> {
    let encoding = view.shared.offers.encoding;
    if let Some(note) = view.snapshot.at(path) {
        return Some(range_in(&note.text, note.lines(), range, encoding));
    }
    if path == crate::git::files::root::SETTINGS_FILE {
        let text = view.snapshot.settings_text()?;
        return Some(range_in(text, &LineIndex::new(text), range, encoding));
    }
    None
}

/// A place in a file of the journal; its beginning, where the file is none that was read.
pub(crate) fn location(view: &View, path: &str, range: TextRange) -> Option<Location> {
    Some(Location::new(view.uri_of(path)?, range_at(view, path, range).unwrap_or_default()))
}
