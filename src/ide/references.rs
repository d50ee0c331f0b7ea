//! References: every place that speaks of a note, a heading, a habit or a prompt.

use std::sync::Arc;

use crate::ide::definition::{Target, head_of};
use crate::ide::thing::{Thing, thing_at};
use crate::notes::kind::NoteKind;
use crate::notes::note::{Note, bare_target};
use crate::notes::sections::same_heading;
use crate::text::range::TextRange;
use crate::workspace::hubs::PlacedReference;
use crate::workspace::index::{NoteId, folded};
use crate::workspace::links::field_references;
use crate::workspace::snapshot::Snapshot;

/// Every place that speaks of the thing at a place, by path and then by place; with its own place, if that is wished.
#[must_use]
pub fn references(snapshot: &Snapshot, id: NoteId, offset: usize, with_own: bool) -> Option<Vec<Target>> {
    let found = thing_at(snapshot, id, offset).map(|found| found.thing);
    Some(match found {
        Some(Thing::Heading { note, words }) => heading_references(snapshot, note, words, with_own),
        Some(Thing::Habit(name)) => habit_references(snapshot, &name),
        Some(Thing::Prompt(heading)) => prompt_references(snapshot, &heading),
        Some(Thing::Note(to)) => note_references(snapshot, to, with_own),
        Some(Thing::Unresolved { target, .. }) => unresolved_references(snapshot, &target),
        // Anywhere else in a note, the note itself is meant: its backlinks.
        Some(Thing::Cell { .. } | Thing::Date(_) | Thing::Check(_) | Thing::Field(_) | Thing::PromptWeek(_)) | None => {
            note_references(snapshot, id, with_own)
        }
    })
}

/// Every place that points to a note.
#[must_use]
pub fn note_references(snapshot: &Snapshot, id: NoteId, with_own: bool) -> Vec<Target> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let own = with_own.then(|| Target::new(note.path.clone(), head_of(note)));
    let places: Vec<Target> = match snapshot.references_to_hub(id) {
        Some(placed) => placed.into_iter().map(target_of_placed).collect(),
        None => snapshot.references_as(id, |from, place| Target { note: Some(place.note), ..target(from, place.range) }),
    };
    own.into_iter().chain(places).collect()
}

fn target_of_placed(placed: PlacedReference) -> Target {
    let PlacedReference { path, reference, ends } = placed;
    Target { path, range: reference.range, note: Some(reference.note), ends: Some(ends) }
}

fn target(note: &Note, range: TextRange) -> Target {
    Target::new(note.path.clone(), range)
}

/// Links to a heading: `[[note#Heading]]`, and `[[#Heading]]` within the note.
#[must_use]
pub fn heading_references(snapshot: &Snapshot, id: NoteId, words: TextRange, with_own: bool) -> Vec<Target> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut found: Vec<Target> = with_own.then(|| target(note, words)).into_iter().collect();
    let mut sources: Vec<NoteId> = snapshot.references(id).into_iter().map(|place| place.note).collect();
    sources.push(id);
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let Some(from) = snapshot.get(source) else { continue };
        let to_heading = from.markdown.links.iter().filter(|link| {
            let Some(anchor) = link.anchor else { return false };
            snapshot.resolve_link(from, link).one() == Some(id) && snapshot.heading_named(note, from.of(anchor)) == Some(words)
        });
        found.extend(to_heading.map(|link| target(from, link.range)));
    }
    found
}

/// Every row of a habit, over the weeks, and its line in the settings.
fn habit_references(snapshot: &Snapshot, name: &str) -> Vec<Target> {
    let setting = snapshot.settings().habit(name).map(|setting| Target::new(Arc::from("journal.toml"), setting.name.range));
    let rows = snapshot.of_kind(NoteKind::Week).filter_map(|(_, note)| {
        let tracker = note.week()?.tracker.as_ref()?;
        let row = tracker.rows.iter().find(|row| same_heading(&row.name.value, name))?;
        Some(target(note, row.name.range))
    });
    let mut found: Vec<Target> = setting.into_iter().chain(rows).collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Every week that answers a prompt.
fn prompt_references(snapshot: &Snapshot, heading: &str) -> Vec<Target> {
    let answers = snapshot.of_kind(NoteKind::Week).filter_map(|(_, note)| {
        let prompt = note.week()?.prompts.iter().find(|prompt| same_heading(&prompt.heading.value, heading))?;
        Some(target(note, prompt.heading.range))
    });
    let mut found: Vec<Target> = answers.collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Other links with the same words, where they name no note yet.
fn unresolved_references(snapshot: &Snapshot, words: &str) -> Vec<Target> {
    let name = folded(words);
    let mut found = Vec::new();
    for id in snapshot.mentioning(std::slice::from_ref(&name)) {
        let Some(note) = snapshot.get(id) else { continue };
        let links = note.markdown.links.iter().filter(|link| folded(note.of(link.target)) == name).map(|link| link.range);
        let fields = field_references(note).into_iter().filter(|(.., words)| folded(bare_target(words)) == name).map(|(_, range, _)| range);
        found.extend(links.chain(fields).map(|range| target(note, range)));
    }
    found.sort_by(|one, other| (&one.path, one.range).cmp(&(&other.path, other.range)));
    found
}

#[cfg(test)]
mod tests {
    use super::references;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &[&str]) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let places = references(&snapshot, id, offset, true).unwrap_or_default();
        let shown: Vec<String> = places.iter().map(|it| format!("{} {}", it.path, snapshot.at(&it.path).unwrap().of(it.range))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_contact_is_spoken_of_in_links_and_fields() {
        check(
            "//- contacts/ada.md\n# A$0da\n//- n.md\n[[ada]]\n//- outreach/x.md\n---\nto: Ada\n---\n",
            &["contacts/ada.md Ada", "n.md [[ada]]", "outreach/x.md Ada"],
        );
    }

    #[test]
    fn a_heading_is_linked_from_within_and_from_elsewhere() {
        check(
            "//- a.md\n## Pl$0an\n[[#Plan]] [[#Rest]]\n//- b.md\n[[a#plan|it]] [[a]]\n",
            &["a.md Plan", "a.md [[#Plan]]", "b.md [[a#plan|it]]"],
        );
    }

    #[test]
    fn a_habit_stands_in_every_week() {
        let week = |cursor: &str| format!("| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code{cursor} | daily | | | |\n");
        check(
            &format!("//- weeks/2026-W47.md\n{}//- weeks/2026-W48.md\n{}", week(""), week("$0")),
            &["weeks/2026-W47.md Code", "weeks/2026-W48.md Code"],
        );
    }

    #[test]
    fn anywhere_else_the_note_itself_is_meant() {
        check("//- a.md\nSome wo$0rds\n//- b.md\n[[a]]\n", &["a.md ", "b.md [[a]]"]);
    }

    #[test]
    fn a_name_without_a_note_is_found_wherever_it_stands() {
        check("//- a.md\n[[no$0body]]\n//- b.md\n[[Nobody]]\n", &["a.md [[nobody]]", "b.md [[Nobody]]"]);
    }
}
