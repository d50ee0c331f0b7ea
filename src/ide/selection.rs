//! Selection ranges: from the word to the sentence, the paragraph, the message or section, the note.

use crate::markdown::tree::{BlockKind, Row};
use crate::notes::note::Note;
use crate::notes::sections::section_at;
use crate::text::range::TextRange;
use crate::text::sentences::sentences;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What a cursor may grow to, the smallest first; each holds the one before.
#[must_use]
pub fn selection_ranges(snapshot: &Snapshot, id: NoteId, offset: usize) -> Vec<TextRange> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let offset = offset.min(note.text.len());
    let mut found = vec![word(note, offset)];
    let markdown = &note.markdown;
    found.extend(markdown.links.iter().flat_map(|link| [Some(link.target), link.label, Some(link.range)]).flatten());
    if let Some(front) = &markdown.front_matter {
        found.extend(front.entries.iter().flat_map(|entry| [entry.key_range, entry.value.range, entry.key_range.join(entry.value.range)]));
        found.extend([front.inner, front.range]);
    }
    let rows = |row: &Row| row.cells.iter().flat_map(|cell| [cell.text, cell.range]).chain([row.range]).collect::<Vec<_>>();
    found.extend(
        markdown.tables.iter().flat_map(|table| std::iter::once(&table.header).chain(&table.rows).flat_map(rows).chain([table.range])),
    );
    found.extend(markdown.items.iter().flat_map(|item| [item.text, item.range]));
    let paragraphs = markdown.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.range.touches(offset));
    found.extend(paragraphs.flat_map(|block| sentences_in(note, block.range).into_iter().chain([block.range])));
    found.extend(markdown.blocks.iter().map(|block| block.range));
    for (at, heading) in markdown.headings.iter().enumerate() {
        found.extend([heading.text, heading.range, heading.range.join(section_at(&note.text, markdown, at).content)]);
    }
    found.extend(note.outreach().map(|message| trimmed(note, message.message)));
    found.extend([markdown.body, TextRange::new(0, note.text.len())]);
    chain(found, offset)
}

fn sentences_in(note: &Note, range: TextRange) -> Vec<TextRange> {
    sentences(note.of(range)).into_iter().map(|sentence| sentence.shifted(range.start())).collect()
}

fn trimmed(note: &Note, range: TextRange) -> TextRange {
    let words = note.of(range);
    let lead = words.len() - words.trim_start().len();
    let length = words.trim().len();
    TextRange::new(range.start() + lead, range.start() + lead + length)
}

/// The word around the cursor; empty between words.
fn word(note: &Note, offset: usize) -> TextRange {
    let text: &str = &note.text;
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '\'' || letter == '’';
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.char_indices().rev().take_while(|(_, letter)| is_word(*letter)).last().map_or(offset, |(at, _)| at);
    let end = offset + after.find(|letter| !is_word(letter)).unwrap_or(after.len());
    TextRange::new(start, end)
}

/// Those around the cursor that hold each other.
fn chain(mut found: Vec<TextRange>, offset: usize) -> Vec<TextRange> {
    found.retain(|range| range.touches(offset));
    found.sort_by_key(|range| (range.len(), range.start()));
    found.dedup();
    let mut chain: Vec<TextRange> = Vec::new();
    for range in found {
        if chain.last().is_none_or(|inner| range != *inner && range.covers(*inner)) {
            chain.push(range);
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::selection_ranges;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &[&str]) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let words: Vec<&str> = selection_ranges(&snapshot, id, offset).into_iter().map(|range| snapshot.note(id).of(range)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_message_grows_from_word_to_note() {
        let text = "---\nto: Ada\n---\nHi Ada,\n\nOne two. Three four.\n\n## Notes\nx\n";
        check(
            &format!("//- outreach/x.md\n{}", text.replace("two", "t$0wo")),
            &[
                "two",
                "One two.",
                "One two. Three four.",
                "Hi Ada,\n\nOne two. Three four.",
                "Hi Ada,\n\nOne two. Three four.\n\n## Notes\nx\n",
                text,
            ],
        );
    }

    #[test]
    fn a_cell_grows_to_its_row_and_table() {
        check("//- n.md\n| a | b$0 |\n|---|---|\n", &["b", " b ", "| a | b |", "| a | b |\n|---|---|", "| a | b |\n|---|---|\n"]);
    }
}
