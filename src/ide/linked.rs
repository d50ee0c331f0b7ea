//! Linked editing: the name in a contact's or company's front matter and its heading, where they are the same, change together.

use crate::notes::note::Meaning;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The places that change together with the one under the cursor, it included.
#[must_use]
pub fn linked_ranges(snapshot: &Snapshot, id: NoteId, offset: usize) -> Option<Vec<TextRange>> {
    let note = snapshot.get(id)?;
    let name = match &note.meaning {
        Meaning::Contact(contact) => &contact.name,
        Meaning::Company(company) => &company.name,
        Meaning::Outreach(_)
        | Meaning::Week(_)
        | Meaning::Day(_)
        | Meaning::Event(_)
        | Meaning::Map(_)
        | Meaning::Prompts(_)
        | Meaning::Plain => return None,
    };
    let heading = note.markdown.headings.iter().find(|heading| heading.level == 1)?.text;
    // In quotes, a letter typed may need another spelling than in the heading.
    let is_same = heading != name.range && note.of(heading) == note.of(name.range);
    let ranges = vec![name.range, heading];
    (is_same && ranges.iter().any(|range| range.touches(offset))).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::linked_ranges;
    use crate::testing::at_cursor;

    fn count(fixture: &str) -> usize {
        let (snapshot, id, offset) = at_cursor(fixture);
        linked_ranges(&snapshot, id, offset).map_or(0, |ranges| ranges.len())
    }

    #[test]
    fn name_and_heading_change_together_while_they_agree() {
        assert_eq!(count("//- contacts/a.md\n---\nname: Ada$0\n---\n# Ada\n"), 2);
        assert_eq!(count("//- contacts/a.md\n---\nname: Ada\n---\n# Ad$0a\n"), 2);
        assert_eq!(count("//- contacts/a.md\n---\nname: Ada$0\n---\n# Ada L\n"), 0);
        assert_eq!(count("//- contacts/a.md\n# Ad$0a\n"), 0);
        assert_eq!(count("//- n.md\n# No$0te\n"), 0);
    }
}
