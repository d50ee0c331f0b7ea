//! Notes whose findings hang on another one: those that its fields name, and those whose fields name it.

use crate::workspace::index::NoteId;
use crate::workspace::links::ReferenceKind;
use crate::workspace::snapshot::Snapshot;

/// More are not told: a company's note may hang together with hundreds.
const MOST: usize = 24;

/// The notes whose findings may change with this one, without itself, by path; of very many the last.
#[must_use]
pub fn neighbours(snapshot: &Snapshot, id: NoteId) -> Vec<NoteId> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut found = snapshot.recipients(note);
    found.extend(snapshot.references(id).into_iter().filter(|it| it.by != ReferenceKind::Link).map(|it| it.note));
    if let Some(follows) = note.outreach().and_then(|message| message.follows.as_ref()) {
        found.extend(snapshot.resolve_message(&follows.value).one());
    }
    if let Some(event) = note.event() {
        found.extend(event.met.iter().filter_map(|words| snapshot.resolve_contact(&words.value).one()));
    }
    // Messages to one contact are seen together: two of them at once are one too many.
    if let Some(contact) = found.first().filter(|_| note.outreach().is_some()) {
        found.extend(snapshot.messages_to(*contact));
    }
    found.retain(|other| *other != id);
    found.sort_by(|one, other| snapshot.note(*one).path.cmp(&snapshot.note(*other).path));
    found.dedup();
    found.split_off(found.len().saturating_sub(MOST))
}

#[cfg(test)]
mod tests {
    use super::neighbours;
    use crate::testing::journal;

    #[test]
    fn a_contact_and_the_messages_to_them_hang_together() {
        let snapshot = journal(
            "//- contacts/ada.md\n# Ada\n//- contacts/bo.md\n# Bo\n//- events/e.md\n---\nmet: [Ada]\n---\n//- n.md\n[[ada]]\n\
//- outreach/x.md\n---\nto: Ada\n---\n//- outreach/y.md\n---\nto: Ada\nfollows: x\n---\n//- outreach/z.md\n---\nto: Bo\n---\n",
        );
        let check = |path: &str, expected: &[&str]| {
            let found = neighbours(&snapshot, snapshot.id(path).unwrap());
            assert_eq!(found.iter().map(|id| &*snapshot.note(*id).path).collect::<Vec<_>>(), expected, "{path}");
        };
        check("contacts/ada.md", &["events/e.md", "outreach/x.md", "outreach/y.md"]);
        check("outreach/y.md", &["contacts/ada.md", "outreach/x.md"]);
        check("events/e.md", &["contacts/ada.md"]);
        check("n.md", &[]);
    }
}
