//! Tables as they stand in the source: rows with all their cells, also those that a renderer would drop.

use crate::markdown::lines::{line_end, lines, next_line};
use crate::markdown::tree::{Cell, Row, SyntaxProblem, Table};
use crate::text::range::TextRange;

impl Table {
    /// The column whose header reads `name`, ignoring case.
    #[must_use]
    pub fn column(&self, text: &str, name: &str) -> Option<usize> {
        self.header.cells.iter().position(|cell| cell.text.of(text).to_lowercase() == name.to_lowercase())
    }
}

/// The row that begins at `start` and runs to the end of its line.
pub(super) fn row(text: &str, start: usize) -> Row {
    let range = TextRange::new(start, line_end(text, start));
    let mut cells = cells(text, range);
    cells.shrink_to_fit();
    Row { range, cells }
}

/// The delimiter row below the header that begins at `header`, past indentation and quote marks.
pub(super) fn delimiter(text: &str, header: usize) -> TextRange {
    let line = next_line(text, header);
    let end = line_end(text, line);
    let prefix = text.as_bytes()[line..end].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
    TextRange::new(line + prefix, end)
}

/// The cells of a line, divided at every pipe without a backslash before it.
fn cells(text: &str, line: TextRange) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let end = line.end();
    let mut at = line.start() + usize::from(bytes.get(line.start()) == Some(&b'|') && !line.is_empty());
    let mut cells = Vec::with_capacity(8);
    while bytes[at..end].iter().any(|byte| !is_space(*byte)) {
        let divider = (at..end).find(|&index| bytes[index] == b'|' && (index == line.start() || bytes[index - 1] != b'\\')).unwrap_or(end);
        cells.push(Cell { range: TextRange::new(at, divider), text: cell_text(bytes, at, divider) });
        at = (divider + 1).min(end);
    }
    cells
}

/// What stands in a cell; for an empty one the place one space in.
fn cell_text(bytes: &[u8], start: usize, end: usize) -> TextRange {
    let inside = &bytes[start..end];
    let Some(first) = inside.iter().position(|byte| !is_space(*byte)) else {
        return TextRange::empty(start + usize::from(!inside.is_empty()));
    };
    let last = inside.iter().rposition(|byte| !is_space(*byte)).unwrap_or(first);
    TextRange::new(start + first, start + last + 1)
}

/// White space inside a line.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0b | 0x0c)
}

/// The table that this paragraph was meant to be, where header and line of dashes do not have as many columns.
pub(super) fn broken_table(text: &str, paragraph: TextRange) -> Option<SyntaxProblem> {
    if !paragraph.of(text).contains('|') {
        return None;
    }
    let mut above: Option<TextRange> = None;
    for line in lines(text, paragraph) {
        let prefix = line.of(text).bytes().take_while(|byte| is_space(*byte) || *byte == b'>').count();
        let line = TextRange::new(line.start() + prefix, line.end());
        if let Some(header) = above.filter(|_| is_delimiter(line.of(text))) {
            let (wanted, given) = (cells(text, header).len(), cells(text, line).len());
            return (wanted != given).then(|| SyntaxProblem {
                range: line,
                message: format!(
                    "This is not read as a table: its header has {wanted} columns, the line of dashes {given}. Give both as many."
                ),
            });
        }
        above = Some(line).filter(|line| line.of(text).contains('|'));
    }
    None
}

/// Whether a line looks like the dashes below a table's header.
fn is_delimiter(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::row;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let row = row(line, 0);
        let found: Vec<&str> = row.cells.iter().map(|cell| cell.text.of(line)).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn outer_pipes_make_no_cells() {
        check("| a | b |", &["a", "b"]);
        check("a | b", &["a", "b"]);
        check("| a | b  \nc", &["a", "b"]);
        check("|", &[]);
        check("", &[]);
    }

    #[test]
    fn empty_cells_are_cells() {
        check("|| b |", &["", "b"]);
        check("| a | | |", &["a", "", ""]);
    }

    #[test]
    fn a_pipe_after_a_backslash_divides_nothing() {
        check(r"| [[a\|b]] | c\\| d |", &[r"[[a\|b]]", r"c\\| d"]);
    }

    #[test]
    fn an_empty_cell_is_written_one_space_in() {
        let row = row("|  ||", 0);
        assert_eq!(row.cells.iter().map(|cell| cell.text.start()).collect::<Vec<_>>(), [2, 4]);
    }
}
