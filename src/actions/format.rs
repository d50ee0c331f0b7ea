//! Formatting: tables aligned, front matter in its usual order, and nothing else touched. Formatting twice changes nothing.

use crate::markdown::edit_tables::aligned;
use crate::markdown::parse::parse;
use crate::markdown::tree::{Entry, FrontMatter, Table};
use crate::notes::note::Note;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// The edits that format what overlaps a range of a note.
#[must_use]
pub fn format(note: &Note, within: TextRange) -> Vec<TextEdit> {
    let touched = |range: TextRange| range.overlaps(within) || within.is_empty() && range.touches(within.start());
    let mut edits = Vec::new();
    if let Some(front) = note.markdown.front_matter.as_ref().filter(|front| touched(front.range)) {
        edits.extend(ordered(note, front));
    }
    for table in note.markdown.tables.iter().filter(|table| touched(table.range)) {
        edits.extend(align(note, table));
    }
    edits
}

/// The edits that align a table. Only blanks, dashes and pipes move, so that a cursor in a word stays in it.
#[must_use]
pub fn align(note: &Note, table: &Table) -> Vec<TextEdit> {
    spaced(note.of(table.range), &aligned(&note.text, table), table.range.start())
}

/// The edits between two texts that differ in blanks, dashes and pipes alone; else one edit for all of it.
fn spaced(before: &str, after: &str, at: usize) -> Vec<TextEdit> {
    let filler = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'-' | b'|' | b'\t'));
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let mut edits = Vec::new();
    let (mut here, mut there) = (0, 0);
    while here < old.len() || there < new.len() {
        if old.get(here) == new.get(there) {
            (here, there) = (here + 1, there + 1);
            continue;
        }
        let (from, written) = (here, there);
        // The letters agree; between two of them the old filler gives way to the new.
        while filler(old.get(here)) {
            here += 1;
        }
        while filler(new.get(there)) {
            there += 1;
        }
        if (here, there) == (from, written) || old.get(here) != new.get(there) {
            return vec![TextEdit::replace(TextRange::new(at, at + before.len()), after)];
        }
        edits.push(TextEdit::replace(TextRange::new(at + from, at + here), &after[written..there]));
    }
    edits
}

/// Front matter in the usual order of its kind: known keys first, the others as they stood. Comments above a key go with it. Where
/// anything but the order would change, nothing does.
fn ordered(note: &Note, front: &FrontMatter) -> Option<TextEdit> {
    if !front.complete || front.entries.len() < 2 {
        return None;
    }
    let order = |key: &str| note.kind.fields().iter().position(|field| field.name == key).unwrap_or(usize::MAX);
    let is_ordered = front.entries.windows(2).all(|pair| order(&pair[0].key) <= order(&pair[1].key));
    if is_ordered {
        return None;
    }
    let mut pieces = pieces(note, front)?;
    pieces.sort_by_key(|(key, _)| order(key));
    let text: String = pieces.iter().map(|(_, words)| words.as_str()).collect();
    let edit = TextEdit::replace(front.inner, text);
    keeps_meaning(note, front, &edit).then_some(edit)
}

/// The lines between the fences, cut before each key and the comments above it; the last one ends with a line break.
fn pieces(note: &Note, front: &FrontMatter) -> Option<Vec<(String, String)>> {
    let inner = note.of(front.inner);
    let starts: Vec<usize> = front.entries.iter().map(|entry| entry_start(note, front, entry)).collect::<Option<_>>()?;
    if starts.windows(2).any(|pair| pair[1] <= pair[0]) {
        return None;
    }
    let newline = if inner.contains("\r\n") { "\r\n" } else { "\n" };
    let end = front.inner.end();
    let pieces = front.entries.iter().enumerate().map(|(at, entry)| {
        let from = if at == 0 { front.inner.start() } else { starts[at] };
        let to = starts.get(at + 1).copied().unwrap_or(end);
        let mut words = TextRange::new(from, to).of(&note.text).to_owned();
        if !words.ends_with(['\n', '\r']) {
            words.push_str(newline);
        }
        (entry.key.to_string(), words)
    });
    Some(pieces.collect())
}

/// Where the lines of an entry begin, with the comments right above it.
fn entry_start(note: &Note, front: &FrontMatter, entry: &Entry) -> Option<usize> {
    let text: &str = &note.text;
    let mut start = crate::notes::sections::line_start(text, entry.key_range.start());
    // Two keys on one line are none of ours to order.
    if !text.get(start..entry.key_range.start())?.is_empty() {
        return None;
    }
    while start > front.inner.start() {
        let above = crate::notes::sections::line_start(text, start - 1);
        if !text.get(above..start)?.starts_with('#') {
            break;
        }
        start = above;
    }
    Some(start)
}

/// Whether the front matter says the same after an edit.
fn keeps_meaning(note: &Note, front: &FrontMatter, edit: &TextEdit) -> bool {
    let Ok(after) = crate::text::edit::apply(&note.text, std::slice::from_ref(edit)) else { return false };
    let after = parse(&after);
    let Some(new) = after.front_matter else { return false };
    let says = |front: &FrontMatter, text: &str| {
        let mut all: Vec<(String, String)> =
            front.entries.iter().map(|entry| (entry.key.to_string(), entry.value.range.of(text).to_owned())).collect();
        all.sort();
        all
    };
    let text = crate::text::edit::apply(&note.text, std::slice::from_ref(edit)).unwrap_or_default();
    new.complete && says(front, &note.text) == says(&new, &text)
}

#[cfg(test)]
mod tests {
    use super::format;
    use crate::notes::note::Note;
    use crate::text::edit::apply;
    use crate::text::range::TextRange;
    use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, proptest};

    fn formatted(path: &str, text: &str) -> String {
        let note = Note::read(path, text);
        apply(text, &format(&note, TextRange::new(0, text.len()))).unwrap()
    }

    #[test]
    fn tables_are_aligned_and_cells_stay_as_they_are() {
        let text = "Some   text\n\n|a|b |\n|-|:-:|\n| 日本|x|\n|long words here|  |\n";
        let expected =
            "Some   text\n\n| a               |  b  |\n|-----------------|:---:|\n| 日本            |  x  |\n| long words here |     |\n";
        assert_eq!(formatted("n.md", text), expected);
    }

    #[test]
    fn front_matter_comes_in_its_usual_order_with_its_comments() {
        let text = "---\nstatus: draft\n# whom\nto: Ada # her\nmine: 1\nchannel: email\n---\nHi\n";
        assert_eq!(formatted("outreach/x.md", text), "---\n# whom\nto: Ada # her\nchannel: email\nstatus: draft\nmine: 1\n---\nHi\n");
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_left_alone() {
        for text in ["---\nstatus: [draft\nto: Ada\n---\n", "---\nstatus: draft\nto: Ada\n", "---\nstatus: draft\n---\n", "no front matter"]
        {
            assert_eq!(formatted("outreach/x.md", text), text);
        }
    }

    #[test]
    fn a_cursor_in_a_word_stays_in_it() {
        let text = "| a | bcd |\n|---|---|\n| efghij | k |\n";
        let note = Note::read("n.md", text);
        for edit in format(&note, TextRange::new(0, text.len())) {
            assert!(edit.range.of(text).chars().all(|letter| " -|".contains(letter)), "{edit:?}");
        }
    }

    fn cell() -> impl Strategy<Value = String> {
        prop::string::string_regex("[a-z日é🦀 \\-]{0,6}").expect("a pattern")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn formatting_twice_changes_nothing(
            rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 1..5),
            keys in prop::sample::subsequence(vec!["status", "to", "mine", "channel", "sent", "subject"], 0..6).prop_shuffle(),
        ) {
            let line = |cells: &Vec<String>| format!("| {} |\n", cells.join(" | "));
            let front: String = keys.iter().map(|key| format!("{key}: x\n")).collect();
            let mut text = format!("---\n{front}---\n\n| a | b | c |\n|---|---|---|\n");
            rows.iter().for_each(|row| text.push_str(&line(row)));
            let once = formatted("outreach/x.md", &text);
            prop_assert_eq!(formatted("outreach/x.md", &once), once.clone());
            let bare = |text: &str| text.replace([' ', '-', '|'], "");
            let mut lines = [bare(&text), bare(&once)].map(|text| { let mut lines: Vec<String> = text.lines().map(str::to_owned).collect(); lines.sort(); lines });
            let (before, after) = lines.split_at_mut(1);
            prop_assert_eq!(&before[0], &after[0]);
        }
    }
}
