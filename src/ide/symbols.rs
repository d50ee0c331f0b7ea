//! Document symbols: a note's outline, by what its kind means.

use crate::ide::anatomy::parts;
use crate::markdown::tree::Heading;
use crate::notes::note::Note;
use crate::notes::sections::section_at;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What a symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A heading.
    Heading,
    /// A contact.
    Contact,
    /// A company.
    Company,
    /// A message.
    Message,
    /// A habit.
    Habit,
    /// A prompt.
    Prompt,
    /// Any other note.
    Note,
    /// A part of a message.
    Part,
}

/// An entry of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// A few words more.
    pub detail: Option<String>,
    /// What it stands for.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name in the text, within `range`.
    pub name_range: TextRange,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// The outline of a note: of a message its anatomy, then headings by level; in a week habits and prompts, with how they stand.
#[must_use]
pub fn document_symbols(snapshot: &Snapshot, id: NoteId) -> Vec<Symbol> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut flat: Vec<(u8, Symbol)> =
        note.markdown.headings.iter().enumerate().map(|(at, heading)| (heading.level, heading_symbol(note, at, heading))).collect();
    add_habits(note, &mut flat);
    let mut outline = message_parts(snapshot, id, note);
    outline.extend(nested(flat));
    outline
}

fn heading_symbol(note: &Note, at: usize, heading: &Heading) -> Symbol {
    let section = section_at(&note.text, &note.markdown, at);
    let words = note.of(heading.text).trim();
    let prompt = note.week().and_then(|week| week.prompts.iter().find(|prompt| prompt.heading.range == heading.text));
    Symbol {
        // A client may refuse a symbol without a name.
        name: if words.is_empty() { "(no words)".to_owned() } else { words.to_owned() },
        detail: prompt.map(|prompt| prompt.status.words().to_owned()),
        kind: if prompt.is_some() { SymbolKind::Prompt } else { SymbolKind::Heading },
        range: heading.range.join(trimmed(note, section.content)),
        name_range: heading.text,
        children: Vec::new(),
    }
}

/// The outline of a message is its anatomy.
fn message_parts(snapshot: &Snapshot, id: NoteId, note: &Note) -> Vec<Symbol> {
    let symbol = |part: crate::ide::anatomy::Part| {
        let words: String = note.of(part.range).split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        Symbol {
            name: part.name.to_owned(),
            detail: Some(words),
            kind: SymbolKind::Part,
            range: part.range,
            name_range: part.range,
            children: Vec::new(),
        }
    };
    parts(snapshot, id, note).into_iter().map(symbol).collect()
}

/// A range without the blank lines at its end.
fn trimmed(note: &Note, range: TextRange) -> TextRange {
    let words = note.of(range);
    TextRange::new(range.start(), range.start() + words.trim_end().len())
}

/// Habits stand in the section of their table, deeper than any heading.
fn add_habits(note: &Note, flat: &mut Vec<(u8, Symbol)>) {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return };
    let Some(table) = note.markdown.tables.get(tracker.table) else { return };
    let after = flat.iter().position(|(_, symbol)| table.range.start() < symbol.range.start()).unwrap_or(flat.len());
    let rows = tracker.rows.iter().filter_map(|row| {
        let line = table.rows.get(row.row)?;
        let symbol = Symbol {
            name: row.name.value.clone(),
            detail: Some(row.target_words.value.clone()).filter(|words| !words.is_empty()),
            kind: SymbolKind::Habit,
            range: line.range,
            name_range: row.name.range,
            children: Vec::new(),
        };
        Some((u8::MAX, symbol))
    });
    let rows: Vec<(u8, Symbol)> = rows.collect();
    flat.splice(after..after, rows);
}

/// Entries in order, each with its level, put into each other.
fn nested(flat: Vec<(u8, Symbol)>) -> Vec<Symbol> {
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    let close = |open: &mut Vec<(u8, Symbol)>, roots: &mut Vec<Symbol>| {
        if let Some((_, symbol)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => {
                    parent.range = parent.range.join(symbol.range);
                    parent.children.push(symbol);
                }
                None => roots.push(symbol),
            }
        }
    };
    for (level, symbol) in flat {
        while open.last().is_some_and(|(last, _)| level <= *last) {
            close(&mut open, &mut roots);
        }
        open.push((level, symbol));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::{Symbol, document_symbols};
    use crate::testing::journal;

    fn shown(symbols: &[Symbol], depth: usize, lines: &mut Vec<String>) {
        for symbol in symbols {
            let detail = symbol.detail.as_ref().map_or_else(String::new, |words| format!(" ({words})"));
            lines.push(format!("{}{:?} {}{detail}", "  ".repeat(depth), symbol.kind, symbol.name));
            assert!(symbol.range.covers(symbol.name_range));
            shown(&symbol.children, depth + 1, lines);
        }
    }

    #[test]
    fn a_week_shows_habits_and_prompts_under_their_headings() {
        let snapshot = journal(
            "//- weeks/2026-W48.md\n# Week 48\n\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | daily | x | | |\n\n\
## Prompts\n\n### Why?\n\nBecause.\n\n## Review\n",
        );
        let mut lines = Vec::new();
        shown(&document_symbols(&snapshot, snapshot.id("weeks/2026-W48.md").unwrap()), 0, &mut lines);
        let expected = [
            "Heading Week 48",
            "  Heading Habits",
            "    Habit Code (daily)",
            "  Heading Prompts",
            "    Prompt Why? (completed)",
            "  Heading Review",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn levels_may_skip_and_begin_anywhere() {
        let snapshot = journal("//- n.md\n### Deep\n# Top\n### Below\n");
        let mut lines = Vec::new();
        shown(&document_symbols(&snapshot, snapshot.id("n.md").unwrap()), 0, &mut lines);
        assert_eq!(lines, ["Heading Deep", "Heading Top", "  Heading Below"]);
    }
}
