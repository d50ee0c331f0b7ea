//! Semantic tokens: names, habits, marks, dates and placeholders, coloured by what they mean.

use crate::calendar::date::iso_date;
use crate::notes::field::Shape;
use crate::notes::habits::Mark;
use crate::notes::note::{Meaning, Note};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::links::{Resolution, field_references};
use crate::workspace::snapshot::Snapshot;

/// What a token means. The order is that of [`TokenKind::ALL`], which the client is told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A person or company that the journal knows.
    Name,
    /// A note, prompt or heading that is named.
    Note,
    /// A habit.
    Habit,
    /// A mark in a cell.
    Mark,
    /// A habit's target.
    Target,
    /// A date.
    Date,
    /// A key of the front matter.
    Key,
    /// A word out of a fixed choice.
    Choice,
    /// Something that was to be filled in.
    Placeholder,
}

impl TokenKind {
    /// Every kind.
    pub const ALL: [Self; 9] =
        [Self::Name, Self::Note, Self::Habit, Self::Mark, Self::Target, Self::Date, Self::Key, Self::Choice, Self::Placeholder];
}

/// A coloured piece of text, on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub range: TextRange,
    /// What it means.
    pub kind: TokenKind,
}

/// The tokens of a note within a range, in order, none over another.
#[must_use]
pub fn tokens(snapshot: &Snapshot, id: NoteId, within: TextRange) -> Vec<Token> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut found = Vec::new();
    front_matter_tokens(snapshot, note, &mut found);
    link_tokens(snapshot, note, &mut found);
    tracker_tokens(note, &mut found);
    date_tokens(note, &mut found);
    placeholder_tokens(note, &mut found);
    found.retain(|token| !token.range.is_empty() && (token.range.overlaps(within)) && !note.of(token.range).contains(['\n', '\r']));
    // Where two meet, the one found first stands: the sort is stable.
    found.sort_by_key(|token| token.range.start());
    let mut apart: Vec<Token> = Vec::with_capacity(found.len());
    for token in found {
        if apart.last().is_none_or(|last| last.range.end() <= token.range.start()) {
            apart.push(token);
        }
    }
    apart
}

fn front_matter_tokens(snapshot: &Snapshot, note: &Note, found: &mut Vec<Token>) {
    let Some(front) = &note.markdown.front_matter else { return };
    for entry in &front.entries {
        let Some(field) = note.kind.fields().iter().find(|field| field.name == entry.key) else { continue };
        found.push(Token { range: entry.key_range, kind: TokenKind::Key });
        if matches!(field.shape, Shape::OneOf(_) | Shape::Suggest(_) | Shape::YesNo | Shape::Codes) {
            found.push(Token { range: entry.value.range, kind: TokenKind::Choice });
        }
    }
    for (_, range, words) in field_references(note) {
        let is_known = snapshot.resolve_contact(&words) != Resolution::None || snapshot.resolve_company(&words) != Resolution::None;
        if is_known {
            found.push(Token { range, kind: TokenKind::Name });
        }
    }
}

fn link_tokens(snapshot: &Snapshot, note: &Note, found: &mut Vec<Token>) {
    for link in &note.markdown.links {
        let Some(to) = snapshot.resolve_link(note, link).one().and_then(|id| snapshot.get(id)) else { continue };
        let kind = match to.meaning {
            Meaning::Contact(_) | Meaning::Company(_) => TokenKind::Name,
            Meaning::Outreach(_)
            | Meaning::Week(_)
            | Meaning::Day(_)
            | Meaning::Event(_)
            | Meaning::Map(_)
            | Meaning::Prompts(_)
            | Meaning::Plain => TokenKind::Note,
        };
        found.push(Token { range: link.label.unwrap_or(link.target), kind });
    }
}

fn tracker_tokens(note: &Note, found: &mut Vec<Token>) {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return };
    for row in &tracker.rows {
        found.push(Token { range: row.name.range, kind: TokenKind::Habit });
        if row.target.is_some() {
            found.push(Token { range: row.target_words.range, kind: TokenKind::Target });
        }
        let marks = row.days.iter().filter(|cell| !matches!(cell.mark, Mark::Empty | Mark::Unknown));
        found.extend(marks.map(|cell| {
            let end = cell.note.map_or(cell.range.end(), |note| note.start());
            let words = note.of(TextRange::new(cell.range.start(), end)).trim_end();
            Token { range: TextRange::new(cell.range.start(), cell.range.start() + words.len()), kind: TokenKind::Mark }
        }));
    }
}

fn date_tokens(note: &Note, found: &mut Vec<Token>) {
    found.extend(dates_in(&note.text, TextRange::new(0, note.text.len())).map(|(range, _)| Token { range, kind: TokenKind::Date }));
}

/// Every ISO date in a part of a text.
pub fn dates_in(text: &str, within: TextRange) -> impl Iterator<Item = (TextRange, chrono::NaiveDate)> + '_ {
    let bytes = text.as_bytes();
    let part = within.of(text);
    let dashes = part.match_indices('-').map(move |(at, _)| within.start() + at);
    dashes.filter_map(move |dash| {
        // The first dash of a date stands behind four digits.
        let start = dash.checked_sub(4)?;
        let end = start + 10;
        let is_apart = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-');
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        if !is_apart(before) || !is_apart(bytes.get(end)) {
            return None;
        }
        let date = iso_date(text.get(start..end)?)?;
        Some((TextRange::new(start, end), date))
    })
}

/// What a message still has to have filled in: `[Company]`, `{name}`, `{{…}}`, `____`.
fn placeholder_tokens(note: &Note, found: &mut Vec<Token>) {
    let Some(message) = note.outreach() else { return };
    let words = message.own_words(&note.text, &note.markdown);
    let is_link = |range: TextRange| note.markdown.links.iter().any(|link| link.range.overlaps(range));
    for (open, close) in [('[', ']'), ('{', '}')] {
        for (start, _) in words.match_indices(open) {
            let Some(length) = words[start..].find(close) else { continue };
            let inner = &words[start + 1..start + length];
            let range = TextRange::new(start, start + length + close.len_utf8()).shifted(message.message.start());
            let is_short =
                !inner.trim().is_empty() && inner.len() <= 40 && !inner.contains(['\n', '[']) && inner != "sic" && !inner.starts_with('^');
            if is_short && !is_link(range) {
                found.push(Token { range, kind: TokenKind::Placeholder });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;
    use crate::testing::journal;
    use crate::text::range::TextRange;

    #[track_caller]
    fn check(fixture: &str, path: &str, expected: &[&str]) {
        let snapshot = journal(fixture);
        let note = snapshot.at(path).unwrap();
        let found = tokens(&snapshot, snapshot.id(path).unwrap(), TextRange::new(0, note.text.len()));
        let shown: Vec<String> = found.iter().map(|token| format!("{:?} {}", token.kind, note.of(token.range))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_message_has_names_choices_dates_and_placeholders() {
        check(
            "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-20\n---\nHi [First name], see [it](https://a.example).\n",
            "outreach/x.md",
            &["Key to", "Name Ada", "Key status", "Choice sent", "Key sent", "Date 2026-11-20", "Placeholder [First name]"],
        );
    }

    #[test]
    fn a_week_has_habits_targets_and_marks() {
        check(
            "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | daily | x at home | maybe | 45m |\n",
            "weeks/2026-W48.md",
            &["Habit Code", "Target daily", "Mark x", "Mark 45m"],
        );
    }

    #[test]
    fn numbers_are_no_dates() {
        check("//- n.md\n12026-11-20 2026-11-201 2026-13-20 2026-11-20 2026-11-20-ada\n", "n.md", &["Date 2026-11-20"]);
    }
}
