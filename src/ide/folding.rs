//! Folding: front matter, sections, tables, lists that go on, code, comments.

use crate::markdown::tree::BlockKind;
use crate::notes::sections::section_at;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A part of the note.
    Region,
    /// A comment.
    Comment,
    /// Front matter: what stands before the note.
    Preamble,
}

/// Text that can be folded up to its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// All of it, without the last line end.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded in a note, in order; only what is longer than a line.
#[must_use]
pub fn folds(snapshot: &Snapshot, id: NoteId) -> Vec<Fold> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let markdown = &note.markdown;
    let mut found = Vec::new();
    let mut add = |range: TextRange, kind| {
        let words = note.of(range);
        let range = TextRange::new(range.start(), range.start() + words.trim_end().len());
        if note.lines().line_of(range.start()) < note.lines().line_of(range.end()) {
            found.push(Fold { range, kind });
        }
    };
    if let Some(front) = &markdown.front_matter {
        add(front.range, FoldKind::Preamble);
    }
    for (at, heading) in markdown.headings.iter().enumerate() {
        add(heading.range.join(section_at(&note.text, markdown, at).content), FoldKind::Region);
    }
    markdown.tables.iter().for_each(|table| add(table.range, FoldKind::Region));
    markdown.items.iter().for_each(|item| add(item.range, FoldKind::Region));
    for block in &markdown.blocks {
        match block.kind {
            BlockKind::Comment => add(block.range, FoldKind::Comment),
            BlockKind::CodeBlock | BlockKind::Quote => add(block.range, FoldKind::Region),
            BlockKind::Paragraph | BlockKind::InlineCode | BlockKind::Html | BlockKind::Rule => {}
        }
    }
    found.sort_by_key(|fold| (fold.range.start(), std::cmp::Reverse(fold.range.end())));
    found.dedup_by_key(|fold| fold.range);
    found
}

#[cfg(test)]
mod tests {
    use super::folds;
    use crate::testing::journal;

    #[test]
    fn front_matter_sections_tables_and_lists_fold() {
        let snapshot = journal("//- n.md\n---\ntags: [a]\n---\n# One\n\n## Log\n- a\n  - b\n\n| x |\n|---|\n| y |\n\n## Short\n");
        let note = snapshot.at("n.md").unwrap();
        let found = folds(&snapshot, snapshot.id("n.md").unwrap());
        let shown: Vec<(u32, u32)> =
            found.iter().map(|fold| (note.lines().line_of(fold.range.start()), note.lines().line_of(fold.range.end()))).collect();
        assert_eq!(shown, [(0, 2), (3, 13), (5, 11), (6, 7), (9, 11)]);
    }
}
