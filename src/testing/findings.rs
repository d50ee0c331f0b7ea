//! Expected findings, written under the line that they speak of: `^^^^ words` of the message or the help.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::checks::check::{Check, Diagnostic, FixKind, Reads};
use crate::checks::run::{findings_of, findings_of_whole};
use crate::testing::fixture::{files, journal};
use crate::text::edit::apply;
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// A place that a test expects a finding at: the file, the place, words of the finding.
type Expected = (String, TextRange, String);

/// Runs one check over a journal in text and compares what it finds with the lines `^^^^ words`: each names the place above it,
/// by characters, and words that stand in the message or the help. Nothing else may be found.
///
/// A range over several lines is written under its first one; an empty range is written with one `^`.
#[track_caller]
pub fn check_note(check: &Check, fixture: &str) {
    let (plain, expected) = without_expectations(fixture);
    let snapshot = journal(&plain);
    compare(&snapshot, &findings(check, &snapshot), expected);
}

/// Runs one check over the text of a draft to Ada Lovelace, whom nobody has met yet (see [`message_journal`]), and compares as
/// [`check_note`] does.
#[track_caller]
pub fn check_message(check: &Check, message: &str) {
    check_note(check, &message_journal(message));
}

/// A journal with a draft of this text. The text may bring its own front matter, or be a whole journal that begins with `//- `.
#[must_use]
pub fn message_journal(message: &str) -> String {
    let message = message.trim_start_matches('\n');
    if message.starts_with("//- ") {
        return message.to_owned();
    }
    let mut fixture = String::from(AROUND);
    if !message.starts_with("---\n") {
        fixture.push_str(
            "---\nto: Ada Lovelace\nchannel: email\nintent: first\nsubject: Your talk on incremental parsing\nstatus: draft\n---\n",
        );
    }
    fixture.push_str(message);
    if !message.ends_with('\n') {
        fixture.push('\n');
    }
    fixture
}

/// Whom a test's message goes to, somebody else, who writes, and the beginning of the message's own note.
const AROUND: &str = "//- journal.toml
timezone = \"America/Denver\"

[me]
name = \"Sam Rivera\"
intro = \"former line cook, now studying back-end development\"
//- companies/analytical-engines.md
---
name: Analytical Engines
---
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
aliases: [Countess]
company: Analytical Engines
role: Staff engineer, compilers
tie: cold
email: ada@engines.example
timezone: America/Denver
---
## Facts
- Spoke at Denver Rust on incremental parsing (Oct 2026)
- Taught maths for six years before her first engineering job
//- contacts/grace-hopper.md
---
name: Grace Hopper
company: Flowmatic
role: Compiler engineer
tie: weak
---
//- outreach/2026-11-23-ada-lovelace.md
";

/// Whether a check finds something in a journal in text, or in the text of a message where it reads messages.
#[must_use]
pub fn fires(check: &Check, text: &str) -> bool {
    let fixture = if matches!(check.reads, Reads::Message(_)) { message_journal(text) } else { text.to_owned() };
    !findings(check, &journal(&fixture)).is_empty()
}

/// What one check finds in a journal, by path and place.
#[must_use]
pub fn findings(check: &Check, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = snapshot.notes().flat_map(|(id, _)| findings_of(snapshot, id, &[check])).collect();
    found.extend(findings_of_whole(snapshot, &[check]));
    found.sort_by(|one, other| (&one.path, one.finding.range).cmp(&(&other.path, other.finding.range)));
    found
}

/// Runs one check over a journal in text, makes the first edit that its first finding offers, and compares the file with `after`.
#[track_caller]
pub fn check_fix(check: &Check, fixture: &str, after: &str) {
    let snapshot = journal(fixture);
    let found = findings(check, &snapshot);
    let first = found.first().expect("a finding");
    let edits = first.finding.fixes.iter().find_map(|fix| if let FixKind::Edits(edits) = &fix.how { Some(edits) } else { None });
    let text = text_of(&snapshot, &first.path);
    let mended = apply(&text, edits.expect("a fix that edits the note")).expect("edits that fit");
    assert_eq!(mended.trim_end(), after.trim_start_matches('\n').trim_end());
}

fn text_of(snapshot: &Snapshot, path: &str) -> Arc<str> {
    let settings = (path == "journal.toml").then(|| snapshot.settings_text().cloned()).flatten();
    settings.or_else(|| snapshot.at(path).map(|note| note.text.clone())).unwrap_or_default()
}

/// A fixture without its lines of carets, and what these expect.
fn without_expectations(fixture: &str) -> (String, Vec<Expected>) {
    let mut plain = String::new();
    let mut expected = Vec::new();
    for (path, text) in files(fixture) {
        let mut kept = String::new();
        let mut line_start = 0;
        for line in text.split_inclusive('\n') {
            let Some((from, to, words)) = expectation(line) else {
                line_start = kept.len();
                kept.push_str(line);
                continue;
            };
            let above = kept[line_start..].trim_end_matches(['\n', '\r']);
            let offset = |column: usize| line_start + above.char_indices().nth(column).map_or(above.len(), |(at, _)| at);
            expected.push((path.to_string(), TextRange::new(offset(from), offset(to)), words));
        }
        let _ = write!(plain, "//- {path}\n{kept}");
        if !kept.is_empty() && !kept.ends_with('\n') {
            plain.push('\n');
        }
    }
    (plain, expected)
}

/// The columns of the carets in a line of nothing else but words behind them.
fn expectation(line: &str) -> Option<(usize, usize, String)> {
    let from = line.chars().take_while(|letter| *letter == ' ').count();
    let carets = line[from..].chars().take_while(|letter| *letter == '^').count();
    let words = &line[from + carets..];
    let apart = words.is_empty() || words.starts_with([' ', '\n']);
    (carets > 0 && apart).then(|| (from, from + carets, words.trim().to_owned()))
}

#[track_caller]
fn compare(snapshot: &Snapshot, found: &[Diagnostic], mut expected: Vec<Expected>) {
    let mut unexpected = Vec::new();
    for one in found {
        let text = text_of(snapshot, &one.path);
        let range = shown(&text, one.finding.range);
        let spoken = format!("{} {}", one.finding.message, one.finding.help);
        let fits = |(path, place, words): &Expected| **path == *one.path && *place == range && spoken.contains(words.as_str());
        match expected.iter().position(fits) {
            Some(at) => drop(expected.remove(at)),
            None => unexpected.push(format!("{} {:?} {:?}: {spoken}", one.path, range, range.of(&text))),
        }
    }
    let missing: Vec<String> =
        expected.iter().map(|(path, place, words)| format!("{path} {place:?} {:?}: {words}", place.of(&text_of(snapshot, path)))).collect();
    assert!(
        unexpected.is_empty() && missing.is_empty(),
        "found and not expected:\n  {}\nexpected and not found:\n  {}",
        unexpected.join("\n  "),
        missing.join("\n  ")
    );
}

/// The part of a range that carets can show: on its first line, at least one character.
fn shown(text: &str, range: TextRange) -> TextRange {
    let line = text.get(range.start()..).unwrap_or("");
    let end = range.start() + line.find(['\n', '\r']).unwrap_or(line.len());
    let least = line.chars().next().filter(|letter| !matches!(letter, '\n' | '\r')).map_or(0, char::len_utf8);
    TextRange::new(range.start(), range.end().min(end).max(range.start() + least))
}
