//! Comma separated files as other programs write them: any common separator, any encoding, whatever stands above the header.

use csv::ReaderBuilder;

use crate::exchange::card::{ReadProblem, one_line};
use crate::exchange::charset::decode_file;

/// How many lines down a header is looked for.
const HEADER_WITHIN: usize = 60;

/// How many columns are looked at; Google's widest table has about two hundred.
const COLUMNS_AT_MOST: usize = 1000;

/// A header and the rows under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns' names, cleaned to one line each; none where no header was found.
    pub header: Vec<String>,
    /// The line that the header stands in, counted from 1; 0 where there is none.
    pub header_line: usize,
    /// The rows; blank ones are left out.
    pub rows: Vec<Row>,
    /// What had to be guessed or looks broken.
    pub problems: Vec<ReadProblem>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that the record begins in, counted from 1.
    pub line: usize,
    /// Its cells, in the header's order; there may be fewer or more of them.
    pub cells: Vec<String>,
}

impl Row {
    /// A cell's text, empty where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Reads a file whose header is the first line that `is_header` accepts; where none is accepted the table has neither header nor rows.
pub fn read_table(bytes: &[u8], is_header: impl Fn(&[String]) -> bool) -> Table {
    let decoded = decode_file(bytes);
    let mut table = Table::default();
    if let Some(line) = decoded.guessed_from {
        table.problem(line, "From here on some text is not UTF-8 and was read as Windows-1252: look at the names with accents.".to_owned());
    }
    // Files of old Macs end their lines in a lone CR.
    let text = if decoded.text.contains('\n') { decoded.text } else { decoded.text.replace('\r', "\n") };
    let mut told_separator = None;
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate().take(HEADER_WITHIN) {
        // Excel's own way to say what separates the cells.
        if let Some(separator) = line.trim().strip_prefix("sep=").and_then(|rest| rest.bytes().next()).filter(u8::is_ascii) {
            told_separator = Some(separator);
        } else {
            let separator = told_separator.unwrap_or_else(|| separator_of(line));
            let header = header_cells(line, separator);
            if is_header(&header) {
                table.header = header;
                table.header_line = index + 1;
                read_rows(&mut table, &text[start + line.len()..], separator);
                break;
            }
        }
        start += line.len();
    }
    table
}

impl Table {
    fn problem(&mut self, line: usize, message: String) {
        self.problems.push(ReadProblem { line, message });
    }
}

/// The separator that a header has most of, outside of quotes.
fn separator_of(header: &str) -> u8 {
    let mut in_quotes = false;
    let outside: Vec<u8> = header
        .bytes()
        .filter(|byte| {
            in_quotes ^= *byte == b'"';
            !in_quotes
        })
        .collect();
    let count = |separator: u8| outside.iter().filter(|byte| **byte == separator).count();
    // Of equals the last one counts, so the comma stands last.
    b"|\t;,".iter().copied().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

fn header_cells(line: &str, separator: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.map(|record| record.iter().take(COLUMNS_AT_MOST).map(one_line).collect()).unwrap_or_default()
}

fn read_rows(table: &mut Table, text: &str, separator: u8) {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut lines = LineCounter { text, at: 0, line: table.header_line + 1 };
    let mut ragged: Vec<usize> = Vec::new();
    let mut last = (0, 0);
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let line = lines.line_at(start);
        last = (lines.at, line);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let is_blank = cells.iter().all(|cell| cell.trim().is_empty());
        if !is_blank {
            let has_too_many = cells.iter().skip(table.header.len()).any(|cell| !cell.trim().is_empty());
            ragged.extend(has_too_many.then_some(line));
            table.rows.push(Row { line, cells });
        }
    }
    if let Some(line) = ragged.first() {
        let rows = if ragged.len() == 1 { "A row has".to_owned() } else { format!("{} rows, this one first, have", ragged.len()) };
        table
            .problem(*line, format!("{rows} more cells than the header; a separator inside a cell wants quotation marks around the cell."));
    }
    let (start, line) = last;
    if let Some(rest) = text.get(start..).filter(|rest| is_left_open(rest)) {
        let swallowed = rest.lines().count() - 1;
        table.problem(
            line,
            format!("A quotation mark opens here and is never closed: the {swallowed} lines after it were taken for one cell."),
        );
    }
}

/// Whether the last record runs over several lines because a quotation mark has no partner.
fn is_left_open(record: &str) -> bool {
    let quotes = record.bytes().filter(|byte| *byte == b'"').count();
    quotes % 2 == 1 && record.trim_end().contains('\n')
}

/// Counts lines along with a reader that tells bytes: blank lines before a record belong to the one above.
struct LineCounter<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_at(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let blank = bytes.iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = (start + blank).min(bytes.len());
        self.line += bytes.get(self.at..start).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        self.at = start.max(self.at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::read_table;

    fn check(text: &str, expected: &[&str]) {
        let table = read_table(text.as_bytes(), |header| header.iter().any(|cell| cell == "Name"));
        let header = format!("{}: {}", table.header_line, table.header.join(" | "));
        let rows = table.rows.iter().map(|row| format!("{}: {}", row.line, row.cells.join(" | ")));
        let problems = table.problems.iter().map(|problem| format!("{}! {}", problem.line, problem.message));
        assert_eq!([header].into_iter().chain(rows).chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn any_common_separator_is_found() {
        for separator in [",", ";", "\t", "|"] {
            let text = "Name_Email\nAda_ada@mill.example\n".replace('_', separator);
            check(&text, &["1: Name | Email", "2: Ada | ada@mill.example"]);
        }
        check("sep=;\nName;\"a,b,c,d\"\nAda;1\n", &["2: Name | a,b,c,d", "3: Ada | 1"]);
    }

    #[test]
    fn lines_are_counted_over_blank_ones_and_inside_cells() {
        check("\r\nName,Note\r\n\r\n\r\nAda,\"a\r\nb\"\r\n\r\nZoe,c\r\n", &["2: Name | Note", "5: Ada | a\r\nb", "8: Zoe | c"]);
        check("Name\rAda\r", &["1: Name", "2: Ada"]);
    }

    #[test]
    fn too_many_cells_and_an_open_quote_are_told() {
        check(
            "Name,Note\nAda,b,c\nZoe,\"d\nKim,e\n",
            &[
                "1: Name | Note",
                "2: Ada | b | c",
                "3: Zoe | d\nKim,e\n",
                "2! A row has more cells than the header; a separator inside a cell wants quotation marks around the cell.",
                "3! A quotation mark opens here and is never closed: the 1 lines after it were taken for one cell.",
            ],
        );
    }

    #[test]
    fn without_a_header_there_are_no_rows() {
        check("a,b\nc,d\n", &["0: "]);
        check("", &["0: "]);
    }
}
