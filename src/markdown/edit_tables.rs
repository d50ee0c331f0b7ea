//! Edits of tables: a cell written, a row put in, a whole table aligned by what a terminal shows.

use unicode_width::UnicodeWidthStr;

use crate::markdown::lines::{line_ending, line_start};
use crate::markdown::tree::{Alignment, Cell, Row, Table};
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// Writes `value` into a cell of `table.rows[row]`. Where it fits into the cell, the cell stays as wide as it is; otherwise this cell
/// alone grows. A row that is too short gets the cells that are missing.
///
/// A pipe in `value` is escaped, a line end becomes a space. No edits where there is no such row or column.
#[must_use]
pub fn set_cell(text: &str, table: &Table, row: usize, column: usize, value: &str) -> Vec<TextEdit> {
    let value = cell_source(value);
    match table.rows.get(row) {
        Some(row) => match row.cells.get(column) {
            Some(cell) if cell.text.of(text) == value => Vec::new(),
            Some(cell) => vec![write_cell(text, table, row, column, *cell, &value)],
            None if column < table.header.cells.len() => vec![add_cells(text, table, row, column, &value)],
            None => Vec::new(),
        },
        None => Vec::new(),
    }
}

/// A new row below `table.rows[after]`, or above all rows where `after` is `None`; past the end it is the last.
///
/// Its cells are as wide as those of the header where the words fit; cells that are not given are empty.
#[must_use]
pub fn insert_row(text: &str, table: &Table, after: Option<usize>, cells: &[&str]) -> TextEdit {
    let above = after.and_then(|index| table.rows.get(index.min(table.rows.len().saturating_sub(1))));
    let end = above.map_or(table.delimiter.end(), |row| row.range.end());
    let start = line_start(text, 0, table.delimiter.start());
    let prefix = &text[start..table.delimiter.start()];
    let source = |column: usize| cell_source(cells.get(column).copied().unwrap_or(""));
    let columns = table.header.cells.len().max(cells.len());
    let padded: Vec<String> = (0..columns).map(|column| padded(text, table, column, &source(column))).collect();
    let pipes = Pipes::of(text, &table.header);
    let leading = pipes.leading || padded.first().is_none_or(|cell| !begins_a_row(cell.trim()));
    let trailing = pipes.trailing || padded.last().is_none_or(|cell| cell.trim().is_empty());
    let cells = padded.join("|");
    let cells = if leading { format!("|{cells}") } else { cells.trim_start().to_owned() };
    let row = if trailing { format!("{cells}|") } else { cells.trim_end().to_owned() };
    TextEdit::insert(end, format!("{}{prefix}{row}", line_ending(&text[table.header.range.end()..])))
}

/// The whole of `table.range` with its columns aligned. Words, indentation and line ends stay; outer pipes and the empty cells that a
/// row lacks are put in. Aligning what is aligned changes nothing.
#[must_use]
pub fn aligned(text: &str, table: &Table) -> String {
    let layout = Layout::of(text, table);
    let mut out = String::with_capacity(table.range.len() + table.range.len() / 4);
    let mut from = table.range.start();
    let mut line = |range: TextRange, written: &str| {
        out.push_str(text.get(from..range.start()).unwrap_or(""));
        out.push_str(written);
        from = range.end();
    };
    line(table.header.range, &layout.row(text, &table.header));
    line(table.delimiter, &layout.dashes());
    for row in &table.rows {
        line(row.range, &layout.row(text, row));
    }
    out
}

/// How wide the columns of a table are.
struct Layout {
    /// Columns on a screen, without the space on either side.
    widths: Vec<usize>,
    alignments: Vec<Alignment>,
    /// How many columns header and dashes have; a row may have more.
    columns: usize,
    /// Whether spaces stand around the dashes (`| --- |`), or the dashes fill the cell (`|-----|`).
    spaced_dashes: bool,
}

impl Layout {
    fn of(text: &str, table: &Table) -> Self {
        let columns = table.header.cells.len();
        let mut widths = vec![3; columns];
        for row in std::iter::once(&table.header).chain(&table.rows) {
            widths.resize(widths.len().max(row.cells.len()), 0);
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                *width = (*width).max(cell.text.of(text).width());
            }
        }
        let dashes = table.delimiter.of(text);
        let dashes = dashes.trim();
        let spaced_dashes = dashes.contains("| ") || dashes.contains(" |");
        Self { widths, alignments: table.alignments.clone(), columns, spaced_dashes }
    }

    fn alignment(&self, column: usize) -> Alignment {
        self.alignments.get(column).copied().unwrap_or_default()
    }

    fn row(&self, text: &str, row: &Row) -> String {
        let mut out = String::from("|");
        for column in 0..self.columns.max(row.cells.len()) {
            let words = row.cells.get(column).map_or("", |cell| cell.text.of(text));
            let free = self.widths[column].saturating_sub(words.width());
            let left = match self.alignment(column) {
                Alignment::None | Alignment::Left => 0,
                Alignment::Center => free / 2,
                Alignment::Right => free,
            };
            out.push_str(&format!(" {}{words}{} |", " ".repeat(left), " ".repeat(free - left)));
        }
        out
    }

    fn dashes(&self) -> String {
        let mut out = String::from("|");
        for (column, width) in self.widths.iter().take(self.columns).enumerate() {
            let length = if self.spaced_dashes { *width } else { width + 2 };
            let dashes = match self.alignment(column) {
                Alignment::None => "-".repeat(length),
                Alignment::Left => format!(":{}", "-".repeat(length - 1)),
                Alignment::Center => format!(":{}:", "-".repeat(length - 2)),
                Alignment::Right => format!("{}:", "-".repeat(length - 1)),
            };
            out.push_str(&if self.spaced_dashes { format!(" {dashes} |") } else { format!("{dashes}|") });
        }
        out
    }
}

/// Which outer pipes a row has.
struct Pipes {
    leading: bool,
    trailing: bool,
}

impl Pipes {
    fn of(text: &str, row: &Row) -> Self {
        let line = row.range.of(text);
        let last = row.cells.last().map_or(row.range.start(), |cell| cell.range.end());
        Self { leading: line.starts_with('|'), trailing: text[last..row.range.end()].starts_with('|') }
    }
}

/// A value as it stands in a cell: on one line, its pipes escaped.
fn cell_source(value: &str) -> String {
    let mut source = String::with_capacity(value.len());
    for char in value.trim().chars() {
        match char {
            '|' if !source.ends_with('\\') => source.push_str("\\|"),
            '\n' | '\r' => source.push(' '),
            char => source.push(char),
        }
    }
    // A backslash at the end would escape the pipe that closes the cell; with a space between it does not.
    source
}

/// `value` in a cell of the header's width, or as much as it needs.
fn padded(text: &str, table: &Table, column: usize, value: &str) -> String {
    let width = table.header.cells.get(column).map_or(0, |cell| cell.range.of(text).width());
    let free = width.saturating_sub(value.width() + 2);
    let left = match table.alignments.get(column).copied().unwrap_or_default() {
        Alignment::None | Alignment::Left => 0,
        Alignment::Center => free / 2,
        Alignment::Right => free,
    };
    format!(" {}{value}{} ", " ".repeat(left), " ".repeat(free - left))
}

/// A value in the place of a cell that is there.
fn write_cell(text: &str, table: &Table, row: &Row, column: usize, cell: Cell, value: &str) -> TextEdit {
    let pipes = Pipes::of(text, row);
    let width = cell.range.of(text).width();
    let left_aligned = matches!(table.alignments.get(column).copied().unwrap_or_default(), Alignment::None | Alignment::Left);
    let lead =
        if left_aligned && !cell.text.is_empty() { cell.text.start() - cell.range.start() } else { usize::from(!cell.range.is_empty()) };
    let first_without_pipe = column == 0 && !pipes.leading;
    let last_without_pipe = column + 1 == row.cells.len() && !pipes.trailing;
    // An empty cell at a row's edge is only a cell with a pipe outside.
    if value.is_empty() && (first_without_pipe || last_without_pipe) {
        let (before, after) = (if first_without_pipe { "|" } else { "" }, if last_without_pipe { "|" } else { "" });
        return TextEdit::replace(cell.range, format!("{before}{}{after}", " ".repeat(width.max(1))));
    }
    if first_without_pipe && !begins_a_row(value) {
        return TextEdit::replace(cell.range, format!("| {value}{}", if last_without_pipe { "" } else { " " }));
    }
    let words = value.width();
    let tail = usize::from(!last_without_pipe);
    if words + lead + tail <= width {
        let free = width - words - lead - tail;
        let right = table.alignments.get(column).copied().unwrap_or_default() == Alignment::Right;
        let (before, after) = if right { (lead + free, tail) } else { (lead, tail + free) };
        return TextEdit::replace(cell.range, format!("{}{value}{}", " ".repeat(before), " ".repeat(after)));
    }
    let before = if first_without_pipe { "" } else { " " };
    TextEdit::replace(cell.range, format!("{before}{value}{}", " ".repeat(tail)))
}

/// Whether a row without a pipe in front can begin with `value`; a sign or `1.` might begin a list or a heading instead.
fn begins_a_row(value: &str) -> bool {
    value.starts_with(char::is_alphanumeric) && !(value.starts_with(|char: char| char.is_ascii_digit()) && value.contains(['.', ')']))
}

/// The cells that a row lacks up to `column`, the last of them with `value`.
fn add_cells(text: &str, table: &Table, row: &Row, column: usize, value: &str) -> TextEdit {
    let pipes = Pipes::of(text, row);
    let cells: Vec<String> =
        (row.cells.len()..=column).map(|index| padded(text, table, index, if index == column { value } else { "" })).collect();
    let written = format!("{}|", cells.join("|"));
    if row.cells.is_empty() {
        // Nothing but a pipe, or spaces.
        return TextEdit::replace(row.range, format!("|{written}"));
    }
    let end = row.cells.last().map_or(row.range.end(), |cell| cell.range.end());
    if pipes.trailing {
        return TextEdit::replace(TextRange::new(end + 1, row.range.end()), written);
    }
    let last = row.cells.last().map_or(end, |cell| cell.text.end());
    TextEdit::replace(TextRange::new(last, row.range.end()), format!(" |{written}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_oneof, proptest};

    use super::{aligned, insert_row, set_cell};
    use crate::markdown::parse::parse;
    use crate::text::edit::{TextEdit, apply};

    const WEEK: &str = "| Habit | Mon | Tue |\n|-------|-----|-----|\n| Code  | x   |     |\n| Run\n";

    #[track_caller]
    fn check_set(text: &str, row: usize, column: usize, value: &str, expected: &str) {
        let table = &parse(text).tables[0];
        let edited = apply(text, &set_cell(text, table, row, column, value)).expect("edits that fit");
        assert_eq!(edited, expected);
        let after = parse(&edited);
        let cell = after.tables[0].rows[row].cells.get(column).map_or("", |cell| cell.text.of(&edited));
        assert_eq!(cell, value.trim().replace('|', "\\|").replace('\n', " "));
    }

    #[track_caller]
    fn check_aligned(text: &str, expected: &str) {
        let table = &parse(text).tables[0];
        let found = aligned(text, table);
        assert_eq!(found, expected);
        let edited = apply(text, &[TextEdit::replace(table.range, found.as_str())]).expect("an edit that fits");
        assert_eq!(aligned(&edited, &parse(&edited).tables[0]), found, "aligned twice");
    }

    #[track_caller]
    fn check_insert(text: &str, after: Option<usize>, cells: &[&str], expected: &str) {
        let edit = insert_row(text, &parse(text).tables[0], after, cells);
        assert_eq!(apply(text, &[edit]).as_deref(), Ok(expected));
    }

    #[test]
    fn a_mark_that_fits_moves_no_pipe() {
        check_set(WEEK, 0, 2, "45m", "| Habit | Mon | Tue |\n|-------|-----|-----|\n| Code  | x   | 45m |\n| Run\n");
        check_set(WEEK, 0, 1, "", "| Habit | Mon | Tue |\n|-------|-----|-----|\n| Code  |     |     |\n| Run\n");
        check_set("|a|b|\n|-|-|\n|x|  |\n", 0, 1, "y", "|a|b|\n|-|-|\n|x| y |\n");
        check_set("|   a|\n|--:|\n|   x|\n", 0, 0, "y", "|   a|\n|--:|\n|  y |\n");
    }

    #[test]
    fn a_mark_that_does_not_fit_widens_its_cell_alone() {
        check_set(WEEK, 0, 2, "x with Ada", "| Habit | Mon | Tue |\n|-------|-----|-----|\n| Code  | x   | x with Ada |\n| Run\n");
        check_set(WEEK, 0, 0, "日本語", "| Habit | Mon | Tue |\n|-------|-----|-----|\n| 日本語 | x   |     |\n| Run\n");
    }

    #[test]
    fn missing_cells_are_put_in() {
        check_set(WEEK, 1, 2, "x", "| Habit | Mon | Tue |\n|-------|-----|-----|\n| Code  | x   |     |\n| Run |     | x   |\n");
        check_set("a | b | c\n--|---|--\n1 | 2\n", 0, 2, "3", "a | b | c\n--|---|--\n1 | 2 | 3 |\n");
        check_set("| a | b |\r\n|---|---|\r\n| 1 |\r\n", 0, 1, "2", "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n");
    }

    #[test]
    fn tables_without_outer_pipes_stay_so_where_they_can() {
        check_set("a | b\n--|--\n1 | 2\n", 0, 1, "xyz", "a | b\n--|--\n1 | xyz\n");
        check_set("a | b\n--|--\n1 | 2\n", 0, 0, "xyz", "a | b\n--|--\nxyz | 2\n");
        check_set("a | b\n--|--\n1 | 2\n", 0, 0, "", "a | b\n--|--\n|  | 2\n");
        check_set("a | b\n--|--\n1 | 2\n", 0, 0, "- x", "a | b\n--|--\n| - x | 2\n");
    }

    #[test]
    fn pipes_and_line_ends_do_not_break_the_table() {
        check_set("| a |\n|---|\n| 1 |\n", 0, 0, "[[x|y]]\nz", "| a |\n|---|\n| [[x\\|y]] z |\n");
        let text = "| a |\n|---|\n| 1 |\n";
        assert_eq!(set_cell(text, &parse(text).tables[0], 1, 0, "x"), []);
        assert_eq!(set_cell(text, &parse(text).tables[0], 0, 1, "x"), []);
        assert_eq!(set_cell(text, &parse(text).tables[0], 0, 0, "1"), []);
    }

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows() {
        check_aligned(
            "|a|日本|c|\n|-|:-:|--:|\n|e\u{301}|x|1|\n|longer||\n",
            "| a      | 日本 |   c |\n|--------|:----:|----:|\n| e\u{301}      |  x   |   1 |\n| longer |      |     |",
        );
        check_aligned("a | b\n- | -\n1 | 2 | 3\n", "| a   | b   |\n| --- | --- |\n| 1   | 2   | 3 |");
    }

    #[test]
    fn indentation_and_line_ends_stay() {
        check_aligned("> |a|\r\n> |-|\r\n> |xyz1|\r\n", "| a    |\r\n> |------|\r\n> | xyz1 |");
        check_aligned("- |a|\n  |-|\n  |b|\n", "| a   |\n  |-----|\n  | b   |");
    }

    #[test]
    fn a_row_is_put_in_where_it_is_wanted() {
        let text = "| Habit | Mon |\n|-------|-----|\n| Code  | x   |";
        check_insert(text, None, &["Run"], "| Habit | Mon |\n|-------|-----|\n| Run   |     |\n| Code  | x   |");
        check_insert(text, Some(0), &["Run", "a|b"], "| Habit | Mon |\n|-------|-----|\n| Code  | x   |\n| Run   | a\\|b |");
        check_insert(text, Some(9), &["Run"], "| Habit | Mon |\n|-------|-----|\n| Code  | x   |\n| Run   |     |");
        check_insert("> a | b\r\n> --|--\r\n", Some(0), &["1", "2"], "> a | b\r\n> --|--\r\n> 1 | 2\r\n");
    }

    fn tables() -> impl Strategy<Value = String> {
        let cell = prop_oneof![
            Just(""),
            Just(" "),
            Just("a"),
            Just(" b  "),
            Just("日本"),
            Just("e\u{301}"),
            Just("\\|"),
            Just("x y"),
            Just("`c`"),
            Just("\t1"),
            Just("\u{200d}👩‍🔬")
        ];
        let cells = proptest::collection::vec(cell, 0..5);
        let rows = proptest::collection::vec((cells, prop_oneof![Just(""), Just("|")]), 0..5);
        let header = prop_oneof![Just("|a|b|c|\n|-|:-:|--:|\n"), Just("a | b | c\n--- | :-- | ---\n"), Just("| a | b |\n| - | - |\n")];
        let line_end = prop_oneof![Just("\n"), Just("\r\n")];
        (header, rows, line_end).prop_map(|(header, rows, line_end)| {
            let rows = rows.iter().map(|(cells, end)| format!("|{}{end}\n", cells.join("|"))).collect::<String>();
            format!("{header}{rows}").replace('\n', line_end)
        })
    }

    proptest! {
        #[test]
        fn aligning_twice_is_aligning_once_and_keeps_every_word(text in tables()) {
            let table = &parse(&text).tables[0];
            let once = aligned(&text, table);
            let read = parse(&once);
            let after = &read.tables[0];
            assert_eq!(aligned(&once, after), once);
            assert_eq!(after.alignments, table.alignments);
            let rows = |text: &str, table: &crate::markdown::tree::Table| {
                let words = |row: &crate::markdown::tree::Row| {
                    let cells: Vec<String> = row.cells.iter().map(|cell| cell.text.of(text).to_owned()).collect();
                    cells.join("|").trim_end_matches('|').to_owned()
                };
                table.rows.iter().map(words).collect::<Vec<_>>()
            };
            assert_eq!(rows(&once, after), rows(&text, table), "{text:?} {once:?}");
        }

        #[test]
        fn a_cell_that_is_set_is_read_again(text in tables(), row in 0_usize..5, column in 0_usize..4, value in "[a-z日|\\\\ ]{0,8}") {
            let table = &parse(&text).tables[0];
            let edited = apply(&text, &set_cell(&text, table, row, column, &value)).expect("edits that fit");
            let read = parse(&edited);
            let after = &read.tables[0];
            assert_eq!(after.rows.len(), table.rows.len());
            if let Some(row) = after.rows.get(row).filter(|_| column < table.header.cells.len()) {
                assert_eq!(row.cells.get(column).map_or("", |cell| cell.text.of(&edited)), super::cell_source(&value), "{edited:?}");
            }
        }

        #[test]
        fn a_row_that_is_put_in_is_read_again(text in tables(), after in proptest::option::of(0_usize..5), first in "[a-z日|]{0,4}") {
            let table = &parse(&text).tables[0];
            let edited = apply(&text, &[insert_row(&text, table, after, &[&first, "x"])]).expect("an edit that fits");
            let read = parse(&edited);
            assert_eq!(read.tables[0].rows.len(), table.rows.len() + 1);
            let index = after.map_or(0, |after| (after + 1).min(table.rows.len()));
            let row = &read.tables[0].rows[index];
            assert_eq!(row.cells[0].text.of(&edited), super::cell_source(&first));
            assert_eq!(row.cells[1].text.of(&edited), "x");
        }
    }
}
