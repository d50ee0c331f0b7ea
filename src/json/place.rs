//! Places as scripts see them: lines and columns from 1, columns in characters.

use serde_json::{Value, json};

use crate::text::line_index::{Encoding, LineIndex, Position};
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// Where a range begins and ends: lines and columns from 1, columns in characters (Unicode scalar values), the end the first place
/// after. A file whose text nobody could read has the one place 1:1.
#[must_use]
pub fn places(snapshot: &Snapshot, path: &str, range: TextRange) -> (Position, Position) {
    let positions = |lines: &LineIndex, text: &str| lines.positions(text, range, Encoding::Utf32);
    let (start, end) = if let Some(note) = snapshot.at(path) {
        positions(note.lines(), &note.text)
    } else if let Some(text) = snapshot.settings_text().filter(|_| path == "journal.toml") {
        positions(&LineIndex::new(text), text)
    } else {
        (Position::default(), Position::default())
    };
    (from_one(start), from_one(end))
}

fn from_one(position: Position) -> Position {
    Position { line: position.line + 1, column: position.column + 1 }
}

/// A place as `{"line": 12, "column": 1}`.
#[must_use]
pub fn place(position: Position) -> Value {
    json!({"line": position.line, "column": position.column})
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::testing::journal;
    use crate::text::range::TextRange;

    #[test]
    fn columns_count_characters_and_begin_with_one() {
        let snapshot = journal("//- a.md\nfirst\né𝄞x\n");
        let (start, end) = places(&snapshot, "a.md", TextRange::new(8, 12));
        assert_eq!((start.line, start.column, end.line, end.column), (2, 2, 2, 3));
    }

    #[test]
    fn a_file_without_text_has_one_place() {
        let (start, end) = places(&journal("//- a.md\n"), "b.md", TextRange::new(8, 12));
        assert_eq!((start.line, start.column, end.line, end.column), (1, 1, 1, 1));
    }
}
