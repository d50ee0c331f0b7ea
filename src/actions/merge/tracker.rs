//! Habit tables, joined cell by cell: an answer wins over an unanswered cell, two different answers contradict each other.

use crate::actions::merge::keyed::{Piece, join_keyed, numbered};
use crate::actions::merge::merged::{Choice, Markers, Merged, choose};
use crate::markdown::edit_tables::aligned;
use crate::markdown::parse::parse;
use crate::markdown::tree::{Row, Table};
use crate::notes::habits::{Mark, mark};
use crate::notes::sections::run_together;
use crate::text::fuzzy::fold;

/// Joins three tables, each the text of one and nothing else; none where their columns differ in a way that has no answer.
#[must_use]
pub fn join_tables(base: Option<&str>, ours: &str, theirs: &str, markers: Markers) -> Option<Merged> {
    let (here, there) = (Grid::read(ours)?, Grid::read(theirs)?);
    let before = base.and_then(Grid::read);
    let header = match choose(before.as_ref().map_or(&here.header, |grid| &grid.header), &here.header, &there.header) {
        Choice::Take(header) => header.clone(),
        Choice::Both(..) => return None,
    };
    let mut joined = RowJoin { header: &header, before: before.as_ref(), here: &here, there: &there, conflicts: Vec::new() };
    let rows = |grid: &Grid| numbered(grid.rows.iter().map(|row| (row.key.clone(), joined.plain(&row.cells, grid))).collect());
    let (base_rows, our_rows, their_rows) = (before.as_ref().map(rows).unwrap_or_default(), rows(&here), rows(&there));
    let mut variants = (String::new(), String::new());
    for (key, text) in joined_rows(&base_rows, &our_rows, &their_rows) {
        match text {
            Some(text) => {
                variants.0.push_str(&text);
                variants.1.push_str(&text);
            }
            None => {
                let (ours, theirs) = joined.join(&key);
                variants.0.push_str(&ours);
                variants.1.push_str(&theirs);
            }
        }
    }
    let conflicts = std::mem::take(&mut joined.conflicts);
    let head = format!("{}{}\n", line(&header), here.delimiter);
    let text = marked(&laid_out(&format!("{head}{}", variants.0)), &laid_out(&format!("{head}{}", variants.1)), markers);
    Some(Merged { text, conflicts })
}

/// The rows in their joined order: each with its text, or none where the cells have to be joined.
fn joined_rows(base: &[Piece], ours: &[Piece], theirs: &[Piece]) -> Vec<(String, Option<String>)> {
    // A mark no cell can hold tells which rows want joining.
    let merged = join_keyed(base, ours, theirs, |_, ours, _| Merged::clean(format!("\u{0}{}\n", ours.key)));
    let row = |line: &str| match line.strip_prefix('\u{0}') {
        Some(key) => (key.to_owned(), None),
        None => (String::new(), Some(format!("{line}\n"))),
    };
    merged.text.lines().map(row).collect()
}

struct Grid {
    header: Vec<String>,
    delimiter: String,
    rows: Vec<GridRow>,
}

struct GridRow {
    key: String,
    cells: Vec<String>,
}

impl Grid {
    fn read(text: &str) -> Option<Self> {
        let markdown = parse(text);
        let [table]: &[Table; 1] = markdown.tables.as_slice().try_into().ok()?;
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.text.of(text).to_owned()).collect::<Vec<String>>();
        let mut rows: Vec<GridRow> = Vec::new();
        for row in &table.rows {
            let cells = cells(row);
            let name = fold(&run_together(cells.first().map_or("", String::as_str)));
            let same = rows.iter().filter(|row| row.key.split('\u{1}').next() == Some(name.as_str())).count();
            rows.push(GridRow { key: if same == 0 { name } else { format!("{name}\u{1}{}", same + 1) }, cells });
        }
        Some(Self { header: cells(&table.header), delimiter: table.delimiter.of(text).to_owned(), rows })
    }

    fn row(&self, key: &str) -> Option<&GridRow> {
        self.rows.iter().find(|row| row.key == key)
    }

    fn cell<'a>(&self, row: &'a GridRow, column: &str) -> &'a str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }
}

struct RowJoin<'a> {
    header: &'a [String],
    before: Option<&'a Grid>,
    here: &'a Grid,
    there: &'a Grid,
    conflicts: Vec<String>,
}

impl RowJoin<'_> {
    /// A row under the joined header.
    fn plain(&self, cells: &[String], grid: &Grid) -> String {
        let row = GridRow { key: String::new(), cells: cells.to_vec() };
        line(&self.header.iter().map(|column| grid.cell(&row, column).to_owned()).collect::<Vec<_>>())
    }

    /// The row that both sides changed: as we would have it and as they would, the same where nothing contradicts.
    fn join(&mut self, key: &str) -> (String, String) {
        let (Some(ours), Some(theirs)) = (self.here.row(key), self.there.row(key)) else { return Default::default() };
        let base = self.before.and_then(|grid| Some((grid, grid.row(key)?)));
        let mut variants: (Vec<String>, Vec<String>) = Default::default();
        for column in self.header {
            let (here, there) = (self.here.cell(ours, column), self.there.cell(theirs, column));
            let before = base.map_or("", |(grid, row)| grid.cell(row, column));
            let (one, other) = match choose(before, here, there) {
                Choice::Take(cell) => (cell, cell),
                Choice::Both("", answer) | Choice::Both(answer, "") => (answer, answer),
                Choice::Both(one, other) if same_answer(one, other).is_some() => {
                    let answer = same_answer(one, other).unwrap_or(one);
                    (answer, answer)
                }
                Choice::Both(one, other) => {
                    let name = ours.cells.first().map_or("", String::as_str);
                    self.conflicts.push(format!("{name}, {column}: “{one}” here, “{other}” there"));
                    (one, other)
                }
            };
            variants.0.push(one.to_owned());
            variants.1.push(other.to_owned());
        }
        (line(&variants.0), line(&variants.1))
    }
}

/// Of two cells that give one answer in two spellings (`x` and `✓`, `90m` and `1h30m`) the one that holds: with its note, where one has one.
fn same_answer<'a>(one: &'a str, other: &'a str) -> Option<&'a str> {
    let ((first, first_end), (second, second_end)) = (mark(one), mark(other));
    if first != second || first == Mark::Unknown {
        return None;
    }
    let (first_note, second_note) = (one.trim()[first_end..].trim(), other.trim()[second_end..].trim());
    match (first_note.is_empty(), second_note.is_empty()) {
        (false, true) => Some(one),
        (true, false) => Some(other),
        (true, true) => Some(one.min(other)),
        (false, false) => (first_note == second_note).then(|| one.min(other)),
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The table with its columns aligned.
fn laid_out(text: &str) -> String {
    let markdown = parse(text);
    markdown.tables.first().map_or_else(|| text.to_owned(), |table| format!("{}\n", aligned(text, table)))
}

/// Two tables of as many lines as one, with markers around the lines that differ.
fn marked(ours: &str, theirs: &str, markers: Markers) -> String {
    if ours == theirs {
        return ours.to_owned();
    }
    let differ = |(one, other): (&str, &str)| {
        let same = one.split('|').map(str::trim).eq(other.split('|').map(str::trim));
        // Rows that differ in their padding alone are one row: a wider cell elsewhere does that. Dashes too.
        if same || one.starts_with("|-") { format!("{one}\n") } else { markers.around(&format!("{one}\n"), &format!("{other}\n")) }
    };
    ours.lines().zip(theirs.lines()).map(differ).collect()
}

#[cfg(test)]
mod tests {
    use super::join_tables;
    use crate::actions::merge::merged::Markers;

    const HEAD: &str = "| Habit | Target | Mon | Tue |\n|-------|--------|-----|-----|\n";

    fn joined(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
        let table = |rows: &str| format!("{HEAD}{rows}");
        let merged = join_tables(Some(&table(base)), &table(ours), &table(theirs), Markers::default()).unwrap();
        (merged.text.strip_prefix(HEAD).unwrap_or(&merged.text).to_owned(), merged.conflicts)
    }

    #[test]
    fn cells_of_both_sides_are_kept() {
        let (rows, conflicts) =
            joined("| Code  | daily  |     |     |\n", "| Code  | daily  | x   |     |\n", "| Code  | daily  |     | no  |\n");
        assert_eq!((rows.as_str(), conflicts.len()), ("| Code  | daily  | x   | no  |\n", 0));
    }

    #[test]
    fn an_answer_wins_over_an_unanswered_cell() {
        let (rows, conflicts) = joined("| Code | daily | 1 | |\n", "| Code | daily | | |\n", "| Code | daily | 2 | |\n");
        assert_eq!((rows.as_str(), conflicts.len()), ("| Code  | daily  | 2   |     |\n", 0));
    }

    #[test]
    fn two_answers_contradict_visibly() {
        let (rows, conflicts) = joined(
            "| Code | daily | | |\n| Run | daily | | |\n",
            "| Code | daily | x | |\n| Run | daily | x | |\n",
            "| Code | daily | no | x |\n| Run | daily | | |\n",
        );
        assert_eq!(
            rows,
            "<<<<<<< ours\n| Code  | daily  | x   | x   |\n=======\n| Code  | daily  | no  | x   |\n>>>>>>> theirs\n| Run   | daily  | x   |     |\n"
        );
        assert_eq!(conflicts, ["Code, Mon: “x” here, “no” there"]);
    }

    #[test]
    fn one_answer_in_two_spellings_is_no_contradiction() {
        let base = "| Code | daily | | |\n";
        let check = |ours: &str, theirs: &str, expected: &str| {
            let row = |cell: &str| format!("| Code | daily | {cell} | |\n");
            for (one, other) in [(ours, theirs), (theirs, ours)] {
                let (rows, conflicts) = joined(base, &row(one), &row(other));
                assert_eq!(conflicts, Vec::<String>::new(), "{one} {other}");
                let row = rows.lines().last().unwrap_or_default();
                assert_eq!(row.split('|').map(str::trim).nth(3), Some(expected), "{rows}");
            }
        };
        check("x", "✓", "x");
        check("90m", "1h30m", "1h30m");
        check("x", "x wrote a parser", "x wrote a parser");
        check("yes tired", "x tired", "x tired");
        assert_eq!(joined(base, "| Code | daily | x early | |\n", "| Code | daily | x late | |\n").1.len(), 1);
        assert_eq!(joined(base, "| Code | daily | perhaps | |\n", "| Code | daily | maybe | |\n").1.len(), 1);
    }

    #[test]
    fn rows_of_both_sides_are_kept() {
        let (rows, _) = joined(
            "| Code | daily | | |\n",
            "| Code | daily | | |\n| Read | daily | x | |\n",
            "| Code | daily | | |\n| Run | daily | | |\n",
        );
        assert_eq!(rows, "| Code  | daily  |     |     |\n| Read  | daily  | x   |     |\n| Run   | daily  |     |     |\n");
    }
}
