//! `ambiguous-link`: a link that could mean several notes.

use crate::checks::check::{Finding, Fix, NoteContext, check};
use crate::checks::journal::near::without_md;
use crate::markdown::tree::LinkKind;
use crate::notes::note::bare_target;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::links::{ReferenceKind, Resolution, field_references};

check! {
    /// A link or a name could mean several notes.
    ///
    /// ## Why it matters
    /// The journal never picks silently: until you say which one you mean, the link leads to neither, and a message to “Sam” is on
    /// nobody's card.
    ///
    /// ## Instead of
    /// > //- days/2026-11-23.md
    /// > Coffee with [[Sam]].
    /// > //- contacts/sam-rivera.md
    /// > ---
    /// > aliases: [Sam]
    /// > ---
    /// > //- contacts/sam-okafor.md
    /// > ---
    /// > aliases: [Sam]
    /// > ---
    ///
    /// ## Try
    /// > //- days/2026-11-23.md
    /// > Coffee with [[sam-rivera|Sam]].
    /// > //- contacts/sam-rivera.md
    /// > ---
    /// > aliases: [Sam]
    /// > ---
    /// > //- contacts/sam-okafor.md
    /// > ---
    /// > aliases: [Sam]
    /// > ---
    ///
    /// ## Stays quiet
    /// When the whole path is written, and when one note matches by several of its names.
    pub AMBIGUOUS_LINK = { code: "ambiguous-link", severity: Warning, reads: Note(ambiguous_link) }
}

fn ambiguous_link(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for link in &ctx.note.markdown.links {
        if let Resolution::Several(ids) = ctx.snapshot.resolve_link(ctx.note, link) {
            let whole_path = link.kind == LinkKind::Wiki;
            found.push(told(ctx, link.target, ctx.note.of(link.target), &ids, whole_path));
        }
    }
    for (by, range, words) in field_references(ctx.note) {
        let resolution = match by {
            ReferenceKind::To | ReferenceKind::Met => ctx.snapshot.resolve_contact(&words),
            ReferenceKind::Follows => ctx.snapshot.resolve_message(&words),
            ReferenceKind::Company => ctx.snapshot.resolve_company(&words),
            ReferenceKind::Link => Resolution::None,
        };
        if let Resolution::Several(ids) = resolution {
            let target = bare_target(&words);
            let within = ctx.note.of(range).find(target);
            let range = within.map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + target.len()));
            found.push(told(ctx, range, target, &ids, true));
        }
    }
    found
}

fn told(ctx: &NoteContext<'_>, range: TextRange, target: &str, ids: &[NoteId], can_be_a_path: bool) -> Finding {
    let mut notes: Vec<_> = ids.iter().filter_map(|id| ctx.snapshot.get(*id)).collect();
    // The likeliest first: of a note and the copy that a sync left beside it, the note.
    notes.sort_by(|one, other| (one.path.len(), &one.path).cmp(&(other.path.len(), &other.path)));
    let paths: Vec<&str> = notes.iter().map(|note| without_md(&note.path)).collect();
    let listed = match paths.as_slice() {
        [all @ .., last] if all.len() < 4 => format!("{} or {last}", all.join(", ")),
        _ => format!("{} or one of {} others", paths[..2].join(", "), paths.len() - 2),
    };
    let help = paths.first().map_or_else(String::new, |first| format!("Write the whole path of the one you mean, such as “{first}”."));
    let mut finding = Finding::new(range, format!("“{target}” could mean {listed}."), help);
    for note in notes.iter().take(4) {
        let place = note.markdown.headings.first().map_or(TextRange::default(), |heading| heading.text);
        finding = finding.beside(note.path.clone(), place, "one that is called so");
        if can_be_a_path {
            finding = finding.fixed_by(Fix::replace(range, without_md(&note.path)));
        }
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::AMBIGUOUS_LINK;
    use crate::testing::{check_fix, check_note};

    const SAMS: &str = "//- contacts/sam-okafor.md\n---\naliases: [Sam]\n---\n//- contacts/sam-rivera.md\n---\naliases: [Sam]\n---\n";

    #[test]
    fn both_notes_are_listed_and_either_can_be_chosen() {
        check_note(
            &AMBIGUOUS_LINK,
            &format!("//- a.md\nTea with [[Sam]].\n           ^^^ contacts/sam-okafor or contacts/sam-rivera\n{SAMS}"),
        );
        check_fix(&AMBIGUOUS_LINK, &format!("//- a.md\nTea with [[Sam]].\n{SAMS}"), "Tea with [[contacts/sam-okafor]].");
    }

    #[test]
    fn of_a_note_and_the_copy_that_a_sync_left_the_note_is_offered_first() {
        let copies = "//- contacts/Jo Li-DESKTOP-4F2.md\n# Jo Li\n//- contacts/Jo Li.md\n# Jo Li\n";
        check_fix(&AMBIGUOUS_LINK, &format!("//- a.md\nTea with [[Jo Li]].\n{copies}"), "Tea with [[contacts/Jo Li]].");
    }

    #[test]
    fn a_message_to_one_of_several_is_told_at_to() {
        check_note(&AMBIGUOUS_LINK, &format!("{SAMS}//- outreach/a.md\n---\nto: \"[[sam]]\"\n       ^^^ could mean\n---\n"));
    }

    #[test]
    fn a_whole_path_settles_it() {
        check_note(&AMBIGUOUS_LINK, &format!("//- a.md\nTea with [[contacts/sam-rivera]].\n{SAMS}"));
    }

    #[test]
    fn one_note_by_several_of_its_names_is_one() {
        check_note(&AMBIGUOUS_LINK, "//- a.md\n[[ada]]\n//- contacts/ada.md\n---\nname: Ada\naliases: [ada]\n---\n# Ada\n");
    }

    #[test]
    fn a_contact_and_a_message_named_alike_do_not_confuse_to() {
        check_note(&AMBIGUOUS_LINK, "//- contacts/ada.md\n# Ada\n//- outreach/ada.md\n---\nto: ada\n---\n");
    }
}
