//! Document highlight: every place in this note that speaks of what stands under the cursor.

use crate::ide::definition::Target;
use crate::ide::references::references;
use crate::ide::thing::{Thing, thing_at};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The places in the note, in order; none where nothing that can be named stands under the cursor.
#[must_use]
pub fn highlights(snapshot: &Snapshot, id: NoteId, offset: usize) -> Vec<TextRange> {
    let (Some(found), Some(note)) = (thing_at(snapshot, id, offset), snapshot.get(id)) else { return Vec::new() };
    let places = match &found.thing {
        Thing::Note(to) => own_places(snapshot, id, *to),
        Thing::Date(_) => date_places(note, note.of(found.range)),
        Thing::Heading { .. } | Thing::Habit(_) | Thing::Prompt(_) | Thing::Unresolved { .. } => {
            references(snapshot, id, offset, true).unwrap_or_default()
        }
        Thing::Cell { .. } | Thing::Check(_) | Thing::Field(_) | Thing::PromptWeek(_) => Vec::new(),
    };
    let mut ranges: Vec<TextRange> = places.into_iter().filter(|place| place.path == note.path).map(|place| place.range).collect();
    ranges.push(found.range);
    ranges.sort();
    ranges.dedup();
    // The words under the cursor may lie inside the link that holds them.
    let outer = ranges.clone();
    ranges.retain(|range| !outer.iter().any(|other| other != range && other.covers(*range)));
    ranges
}

fn own_places(snapshot: &Snapshot, id: NoteId, to: NoteId) -> Vec<Target> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let links = note.markdown.links.iter().filter(|link| snapshot.resolve_link(note, link).one() == Some(to)).map(|link| link.range);
    let fields = crate::workspace::links::field_references(note).into_iter().filter(|(.., words)| {
        snapshot.resolve_contact(words).one() == Some(to) || snapshot.resolve(crate::notes::note::bare_target(words)).one() == Some(to)
    });
    links.chain(fields.map(|(_, range, _)| range)).map(|range| Target::new(note.path.clone(), range)).collect()
}

fn date_places(note: &crate::notes::note::Note, words: &str) -> Vec<Target> {
    let at = |start: usize| Target::new(note.path.clone(), TextRange::new(start, start + words.len()));
    note.text.match_indices(words).map(|(start, _)| at(start)).collect()
}

#[cfg(test)]
mod tests {
    use super::highlights;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &[&str]) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let words: Vec<&str> = highlights(&snapshot, id, offset).into_iter().map(|range| snapshot.note(id).of(range)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_contact_is_lit_wherever_the_note_names_them() {
        check(
            "//- contacts/ada.md\n---\naliases: [A. L.]\n---\n# Ada\n//- n.md\n[[a$0da]] and [[A. L.|her]] and [[bo]]",
            &["[[ada]]", "[[A. L.|her]]"],
        );
    }

    #[test]
    fn plain_words_light_nothing() {
        check("//- n.md\nplain wo$0rds", &[]);
    }
}
