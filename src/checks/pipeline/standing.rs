//! Where a note's pipeline findings stand: who it speaks of, and the places of its fields.

use crate::checks::check::NoteContext;
use crate::notes::contact::Contact;
use crate::notes::field::Fields;
use crate::notes::note::{Note, bare_target};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::owed::Owed;

/// The first name of whom a message goes to, as `to:` writes it where the journal does not know them.
pub(super) fn addressee(ctx: &NoteContext<'_>) -> String {
    named(ctx).unwrap_or_else(|| "them".to_owned())
}

/// That whoever a message goes to has not answered; they are `they` where `to:` names nobody.
pub(super) fn has_not_answered(ctx: &NoteContext<'_>, they: &str) -> String {
    named(ctx).map_or_else(|| format!("{they} have not answered"), |name| format!("{name} has not answered"))
}

/// The name for whom a message goes to; none where `to:` names nobody.
fn named(ctx: &NoteContext<'_>) -> Option<String> {
    let contact = ctx.snapshot.recipients(ctx.note).first().and_then(|id| ctx.snapshot.get(*id)).and_then(|note| note.contact());
    let as_written = || ctx.note.outreach()?.to.first().map(|words| bare_target(&words.value).to_owned());
    contact.map(|contact| contact.first_name().to_owned()).or_else(as_written)
}

/// The value of a field, where it stands.
pub(super) fn value_of(note: &Note, field: &str) -> Option<TextRange> {
    Fields::of(&note.markdown).text(field).map(|words| words.range)
}

/// The start of the note, for what has no better place.
pub(super) fn title_of(note: &Note) -> TextRange {
    let heading = note.markdown.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text);
    let name = note.contact().map(|contact| contact.name.range).filter(|range| !range.is_empty());
    name.or(heading).unwrap_or_default()
}

/// What is owed with the contacts that a note speaks of, as far as this very note tells of it: a contact itself, or those whom a
/// message goes to.
pub(super) fn owed_here<'a>(ctx: &NoteContext<'a>, owed: impl Fn(NoteId) -> Vec<Owed>) -> Vec<(Owed, &'a Contact)> {
    let contacts = if ctx.note.contact().is_some() { vec![ctx.id] } else { ctx.snapshot.recipients(ctx.note) };
    let mut found = Vec::new();
    for id in contacts {
        let Some(contact) = ctx.snapshot.get(id).and_then(|note| note.contact()) else { continue };
        found.extend(owed(id).into_iter().filter(|one| one.note == ctx.id).map(|one| (one, contact)));
    }
    found
}
