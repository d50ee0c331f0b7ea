//! Findings on the screen: what, where, the words with carets under them, what to do.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::checks::check::{Diagnostic, Severity};
use crate::cli::screen::{Screen, styles};
use crate::json::place::places;
use crate::text::line_index::LineIndex;
use crate::text::range::TextRange;
use crate::text::width::{visible, width};
use crate::workspace::snapshot::Snapshot;

/// Shows findings in their order, a blank line between them.
pub fn show(screen: &mut Screen, snapshot: &Snapshot, diagnostics: &[Diagnostic]) {
    for (at, one) in diagnostics.iter().enumerate() {
        if at > 0 {
            screen.gap();
        }
        show_one(screen, snapshot, one);
    }
}

/// How many of each level, in words: “2 errors, 1 warning”; nothing where there is none.
#[must_use]
pub fn counted(diagnostics: &[Diagnostic]) -> String {
    let count = |level: Severity| diagnostics.iter().filter(|one| one.severity == level).count();
    let words = |level: Severity| match (count(level), level) {
        (0, _) => None,
        (number, Severity::Info) => Some(format!("{number} to know")),
        (1, _) => Some(format!("1 {}", level.word())),
        (number, _) => Some(format!("{number} {}s", level.word())),
    };
    Severity::ALL.into_iter().filter_map(words).collect::<Vec<_>>().join(", ")
}

fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => styles::BAD,
        Severity::Warning => styles::WARM,
        Severity::Info => styles::NAME,
        Severity::Hint => styles::DIM,
    }
}

fn show_one(screen: &mut Screen, snapshot: &Snapshot, one: &Diagnostic) {
    let style = style_of(one.severity);
    let label = format!("{}[{}]:", one.severity.word(), one.code);
    let painted = screen.paint(style, &label);
    for (at, line) in wrapped(&one.finding.message, width(&label) + 1, 2, screen.width()).into_iter().enumerate() {
        let line = screen.paint(styles::HEADING, line);
        screen.say(if at == 0 { format!("{painted} {line}") } else { format!("  {line}") });
    }
    let (start, _) = places(snapshot, &one.path, one.finding.range);
    let place = screen.paint(styles::NAME, format!("{}:{}:{}", one.path, start.line, start.column));
    screen.say(format!("  --> {place}"));
    snippet(screen, snapshot, one, style);
    labelled(screen, "help", &one.finding.help);
    for fix in &one.finding.fixes {
        labelled(screen, "fix", &fix.title);
    }
    for related in &one.finding.related {
        let (start, _) = places(snapshot, &related.path, related.range);
        labelled(screen, "see", &format!("{}:{}:{} ({})", related.path, start.line, start.column, related.message));
    }
}

/// A line such as `  help: …`, wrapped under its own words.
fn labelled(screen: &mut Screen, label: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    let label = format!("{label:>6}: ");
    let indent = width(&label);
    let painted = screen.paint(styles::DIM, &label);
    for (at, line) in wrapped(words, indent, indent, screen.width()).into_iter().enumerate() {
        // What a note says may not colour the screen either.
        let line = visible(&line);
        screen.say(if at == 0 { format!("{painted}{line}") } else { format!("{:indent$}{line}", "") });
    }
}

/// Words broken into lines: the first one begins `first` columns in, the others `rest`.
#[must_use]
pub fn wrapped(words: &str, first: usize, rest: usize, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = first;
    for word in words.split_whitespace() {
        let shown = width(&visible(word));
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && used + 1 + shown > columns {
            lines.push(word.to_owned());
            used = rest + shown;
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += shown;
    }
    lines
}

/// A piece of a line as it is shown.
struct Piece {
    shown: String,
    columns: usize,
    marked: bool,
    is_space: bool,
}

/// The line of a finding with carets under its words; a long line is shown from a little before them, on at most three rows.
fn snippet(screen: &mut Screen, snapshot: &Snapshot, one: &Diagnostic, style: Style) {
    let Some((text, number, line)) = line_of(snapshot, one) else { return };
    let pieces = pieces(line.of(&text), line, one.finding.range);
    let number = (number + 1).to_string();
    let margin = number.len();
    let room = screen.width().saturating_sub(margin + 3).max(10);
    let bar = screen.paint(styles::DIM, "|");
    let painted_number = screen.paint(styles::DIM, &number);
    screen.say(format!("{:margin$} {bar}", ""));
    for (at, row) in rows(&pieces, room).into_iter().enumerate() {
        let words: String = row.iter().map(|piece| piece.shown.as_str()).collect();
        let lead = if at == 0 { painted_number.clone() } else { " ".repeat(margin) };
        screen.say(format!("{lead} {bar} {}", words.trim_end()));
        let carets: String = row.iter().map(|piece| if piece.marked { "^" } else { " " }.repeat(piece.columns)).collect();
        if !carets.trim().is_empty() {
            let carets = screen.paint(style, carets.trim_end());
            screen.say(format!("{:margin$} {bar} {carets}", ""));
        }
    }
    let more = one.finding.range.of(&text).trim_end().matches('\n').count();
    if more > 0 && line.end() < one.finding.range.end() {
        let words = if more == 1 { "and the next line".to_owned() } else { format!("and the next {more} lines") };
        let words = screen.paint(styles::DIM, words);
        screen.say(format!("{:margin$} {bar} {words}", ""));
    }
}

/// The text, the number (from 0) and the range of the line on which a finding begins; none for a file without text.
fn line_of(snapshot: &Snapshot, one: &Diagnostic) -> Option<(std::sync::Arc<str>, u32, TextRange)> {
    let settings = || snapshot.settings_text().filter(|_| &*one.path == "journal.toml");
    let start = one.finding.range.start();
    let (text, lines) = match snapshot.at(&one.path) {
        Some(note) => (note.text.clone(), note.lines().clone()),
        None => settings().map(|text| (text.clone(), LineIndex::new(text)))?,
    };
    let number = lines.line_of(start);
    let range = lines.line_range(&text, number);
    Some((text, number, range))
}

fn pieces(line: &str, place: TextRange, marked: TextRange) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, letter) in line.grapheme_indices(true) {
        let at = place.start() + at;
        let shown = if letter == "\t" { "    ".to_owned() } else { visible(letter).into_owned() };
        let inside = marked.contains(at) || marked.is_empty() && marked.start() == at;
        pieces.push(Piece { columns: width(&shown), shown, marked: inside, is_space: letter.trim().is_empty() });
    }
    // A place at the line's end, where nothing stands, has its caret all the same.
    if !pieces.iter().any(|piece| piece.marked) {
        pieces.push(Piece { shown: " ".to_owned(), columns: 1, marked: true, is_space: true });
    }
    pieces
}

fn rows(pieces: &[Piece], room: usize) -> Vec<Vec<&Piece>> {
    const MOST_ROWS: usize = 3;
    const BEFORE_COLUMNS: usize = 24;
    let total: usize = pieces.iter().map(|piece| piece.columns).sum();
    let first = pieces.iter().position(|piece| piece.marked).unwrap_or(0);
    let last = pieces.iter().rposition(|piece| piece.marked).unwrap_or(0);
    if total <= room {
        return vec![pieces.iter().collect()];
    }
    let mut from = start_before(pieces, first, BEFORE_COLUMNS.min(room / 3));
    let mut rows = Vec::new();
    while from < pieces.len() && rows.len() < MOST_ROWS && (rows.is_empty() || from <= last) {
        let end = row_end(pieces, from, room);
        rows.push(pieces[from..end].iter().collect());
        from = end;
    }
    rows
}

/// Where to begin, so that a few words stand before the marked ones.
fn start_before(pieces: &[Piece], first: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut start = first;
    while start > 0 && used + pieces[start - 1].columns <= columns {
        start -= 1;
        used += pieces[start].columns;
    }
    if start == 0 {
        return 0;
    }
    // Begin with a whole word where one begins before the marked words.
    (start..first).find(|at| pieces[*at].is_space).map_or(start, |at| at + 1)
}

/// Where a row ends: after the last space that fits, or in the middle of a word longer than a row.
fn row_end(pieces: &[Piece], from: usize, room: usize) -> usize {
    let mut used = 0;
    let mut end = from;
    while end < pieces.len() && (end == from || used + pieces[end].columns <= room) {
        used += pieces[end].columns;
        end += 1;
    }
    if end == pieces.len() {
        return end;
    }
    (from + 1..end).rev().find(|at| pieces[*at].is_space).map_or(end, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{counted, show};
    use crate::checks::check::{Diagnostic, Finding, Severity};
    use crate::cli::screen::Screen;
    use crate::testing::journal;
    use crate::text::range::TextRange;

    fn shown(note: &str, marked: &str, columns: usize) -> String {
        let snapshot = journal(&format!("//- a.md\n{note}\n"));
        let text = snapshot.at("a.md").unwrap().text.clone();
        let start = text.find(marked).unwrap();
        let finding = Finding::new(TextRange::new(start, start + marked.len()), "Told.", "Do it.");
        let one = Diagnostic { path: "a.md".into(), code: "job-ask", severity: Severity::Error, finding };
        let mut screen = Screen::in_memory(columns);
        show(&mut screen, &snapshot, &[one]);
        screen.text().to_owned()
    }

    #[test]
    fn carets_stand_under_the_words() {
        assert_eq!(
            shown("# A\n\nHi Ada, a job?", "a job?", 80),
            "error[job-ask]: Told.\n  --> a.md:3:9\n  |\n3 | Hi Ada, a job?\n  |         ^^^^^^\n  help: Do it.\n"
        );
    }

    #[test]
    fn wide_letters_take_two_columns_and_tabs_four() {
        assert_eq!(shown("\t日本 job", "job", 80).lines().nth(3), Some("1 |     日本 job"));
        assert_eq!(shown("\t日本 job", "job", 80).lines().nth(4), Some("  |          ^^^"));
        assert_eq!(shown("日本", "本", 80).lines().nth(4), Some("  |   ^^"));
    }

    #[test]
    fn a_long_line_is_shown_around_its_words_and_fits() {
        let note = format!("{} would you have a job for me {}", "word ".repeat(60), "more ".repeat(60));
        let text = shown(&note, "would you have a job for me", 50);
        assert!(text.lines().all(|line| line.chars().count() <= 50), "{text}");
        assert!(text.contains("would you have a job for me") && text.contains("^^^^^"), "{text}");
    }

    #[test]
    fn many_marked_words_are_shown_on_three_rows() {
        let words = "many words ".repeat(40);
        let text = shown(&words, words.trim(), 60);
        assert_eq!(text.lines().filter(|line| line.contains('^')).count(), 3, "{text}");
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        let text = shown("a\u{1b}[2Jb", "b", 80);
        assert!(!text.contains('\u{1b}') && text.contains("\\u{1b}"), "{text}");
        assert_eq!(text.lines().nth(4), Some("  |           ^"));
    }

    #[test]
    fn words_over_several_lines_are_told_as_such() {
        assert!(shown("one\ntwo\nthree", "one\ntwo", 80).contains("  | ^^^\n  | and the next line\n"));
    }

    #[test]
    fn levels_are_counted_in_words() {
        let one =
            |severity| Diagnostic { path: "a.md".into(), code: "job-ask", severity, finding: Finding::new(TextRange::default(), "", "") };
        assert_eq!(counted(&[one(Severity::Error), one(Severity::Error), one(Severity::Warning)]), "2 errors, 1 warning");
        assert_eq!(counted(&[one(Severity::Info), one(Severity::Hint)]), "1 to know, 1 hint");
        assert_eq!(counted(&[]), "");
    }
}
