//! `unknown-contact`: somebody is named whom the journal does not know.

use crate::checks::check::{Finding, Fix, FixKind, NoteContext, check};
use crate::markdown::tree::{Link, LinkKind};
use crate::notes::field::Fields;
use crate::notes::kind::NoteKind;
use crate::notes::note::{bare_target, stem_of};
use crate::notes::outreach::Status;
use crate::notes::sections::readable;
use crate::text::fuzzy::did_you_mean;
use crate::text::range::TextRange;
use crate::workspace::index::relative;
use crate::workspace::links::{ReferenceKind, Resolution, field_references};

check! {
    /// A message, an event or a link names somebody who has no contact note, or a draft names nobody.
    ///
    /// ## Why it matters
    /// Nobody would remind you to follow up, to answer or to say thanks, and a message to somebody unknown can hardly be checked: not
    /// their name, not what you know of them.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-23-ada.md
    /// > ---
    /// > to: Ada Lovelase
    /// > ---
    /// > //- contacts/ada-lovelace.md
    /// > # Ada Lovelace
    ///
    /// ## Try
    /// > //- outreach/2026-11-23-ada.md
    /// > ---
    /// > to: Ada Lovelace
    /// > ---
    /// > //- contacts/ada-lovelace.md
    /// > # Ada Lovelace
    ///
    /// ## Stays quiet
    /// When a person is merely mentioned in the text, and while a draft without `to:` has no words yet.
    pub UNKNOWN_CONTACT = { code: "unknown-contact", severity: Warning, reads: Note(unknown_contact) }
}

fn unknown_contact(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        field_references(ctx.note).into_iter().filter_map(|(by, range, words)| in_field(ctx, by, range, &words)).collect();
    found.extend(ctx.note.markdown.links.iter().filter_map(|link| in_link(ctx, link)));
    found.extend(to_nobody(ctx));
    found
}

/// A draft with words in it that does not say to whom it goes: nearly every other check would pass it over in silence.
fn to_nobody(ctx: &NoteContext<'_>) -> Option<Finding> {
    let message = ctx.note.outreach().filter(|it| it.to.is_empty() && it.status == Status::Draft)?;
    // What has no front matter at all may be a page about messages rather than one.
    let fields = Fields::of(&ctx.note.markdown);
    ctx.note.markdown.front_matter.as_ref()?;
    let words = message.sent_text(&ctx.note.text, &ctx.note.markdown);
    if !words.chars().any(char::is_alphanumeric) {
        return None;
    }
    let range = fields.entry("to").map_or_else(|| first_line(ctx.note.of(message.message), message.message), |entry| entry.key_range);
    Some(Finding::new(range, "This message does not say to whom it goes.", "Name the contact in the front matter: to: Ada Lovelace"))
}

/// The first line of a text with words on it.
fn first_line(text: &str, range: TextRange) -> TextRange {
    let lead = text.len() - text.trim_start().len();
    let line = text[lead..].lines().next().unwrap_or("").trim_end();
    TextRange::new(range.start() + lead, range.start() + lead + line.len())
}

fn in_field(ctx: &NoteContext<'_>, by: ReferenceKind, range: TextRange, words: &str) -> Option<Finding> {
    let says = match by {
        ReferenceKind::To => "The message goes to",
        ReferenceKind::Met => "You met",
        ReferenceKind::Link | ReferenceKind::Follows | ReferenceKind::Company => return None,
    };
    if ctx.snapshot.resolve_contact(words) != Resolution::None {
        return None;
    }
    let name = bare_target(words);
    let within = ctx.note.of(range).find(name).map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + name.len()));
    // A path that leads nowhere is named by its last part.
    let person = if name.contains('/') { readable(stem_of(name)) } else { name.to_owned() };
    let nearest = || {
        let contacts = ctx.snapshot.named_nearly(&person, |kind| kind == NoteKind::Contact);
        let names = contacts.iter().filter_map(|(_, note)| note.contact()).flat_map(|contact| contact.names());
        did_you_mean(&person, names).map(str::to_owned)
    };
    let near = ctx.snapshot.once_for_names(&format!("person: {person}"), nearest);
    Some(told(within, format!("{says} “{person}”, whom the journal does not know."), &person, near.clone(), near))
}

/// A dead link into `contacts/`.
fn in_link(ctx: &NoteContext<'_>, link: &Link) -> Option<Finding> {
    let target = ctx.note.of(link.target);
    let path = match link.kind {
        LinkKind::Wiki => target.trim_start_matches('/').to_owned(),
        LinkKind::Inline | LinkKind::Reference => relative(&ctx.note.path, target)?,
        LinkKind::Image | LinkKind::Auto => return None,
    };
    if !path.starts_with("contacts/") || ctx.snapshot.resolve_link(ctx.note, link) != Resolution::None {
        return None;
    }
    let person = readable(stem_of(&path));
    let nearest = || {
        let contacts = ctx.snapshot.named_nearly(stem_of(&path), |kind| kind == NoteKind::Contact);
        did_you_mean(stem_of(&path), contacts.iter().map(|(_, note)| note.stem())).map(str::to_owned)
    };
    let near = ctx.snapshot.once_for_names(&format!("contact's file: {}", stem_of(&path)), nearest);
    let name = near.as_deref().map(readable);
    let written = near.as_deref().map(|near| target.replacen(stem_of(&path), near, 1));
    Some(told(link.target, format!("“{target}” leads to nobody."), &person, name, written))
}

fn told(range: TextRange, message: String, person: &str, near: Option<String>, written: Option<String>) -> Finding {
    let new = format!("journal new contact \"{person}\"");
    let help = near.map_or_else(|| format!("Make their note: {new}"), |near| format!("Did you mean {near}? For somebody new: {new}"));
    let mut finding = Finding::new(range, message, help);
    if let Some(written) = written {
        finding = finding.fixed_by(Fix::replace(range, written));
    }
    finding.fixed_by(Fix { title: format!("Make the note of {person}"), how: FixKind::NewContact(person.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::UNKNOWN_CONTACT;
    use crate::checks::check::FixKind;
    use crate::checks::run::check_all;
    use crate::testing::{check_fix, check_note, findings, journal};

    #[test]
    fn a_slip_in_a_name_is_told_with_the_name_that_was_meant() {
        let note = "//- outreach/a.md\n---\nto: \"Ada Lovelase\"\n---\n//- contacts/ada.md\n# Ada Lovelace\n";
        check_note(&UNKNOWN_CONTACT, &note.replace("ase\"\n", "ase\"\n     ^^^^^^^^^^^^ Did you mean Ada Lovelace?\n"));
        check_fix(&UNKNOWN_CONTACT, note, "---\nto: \"Ada Lovelace\"\n---");
    }

    #[test]
    fn a_new_person_gets_a_note() {
        let found = findings(&UNKNOWN_CONTACT, &journal("//- outreach/a.md\n---\nto: Bo Diddley\n---\n"));
        let makes = found[0].finding.fixes.iter().map(|fix| &fix.how).collect::<Vec<_>>();
        assert_eq!(makes, [&FixKind::NewContact("Bo Diddley".into())]);
        assert!(found[0].finding.help.contains("journal new contact \"Bo Diddley\""));
    }

    #[test]
    fn whom_one_met_and_dead_links_into_contacts_are_told_once() {
        let note = "//- events/e.md
---
met: [Ada, Bo]
           ^^ You met “Bo”
---
With [[contacts/cy-cyan]] and [Dee](../contacts/dee.md).
       ^^^^^^^^^^^^^^^^ leads to nobody
                                    ^^^^^^^^^^^^^^^^^^ leads to nobody
//- contacts/ada.md
# Ada
";
        check_note(&UNKNOWN_CONTACT, note);
        let plain: String = note.lines().filter(|line| !line.contains('^')).map(|line| format!("{line}\n")).collect();
        assert!(check_all(&journal(&plain)).iter().all(|one| one.code == "unknown-contact"));
    }

    #[test]
    fn every_name_of_a_contact_will_do() {
        check_note(
            &UNKNOWN_CONTACT,
            "//- outreach/a.md\n---\nto: [Countess, ada-lovelace, \"[[contacts/ada-lovelace|Ada]]\", ada lovelace]\n---\n//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace\naliases: [Countess]\n---\n",
        );
    }

    #[test]
    fn a_draft_to_nobody_is_told() {
        check_note(
            &UNKNOWN_CONTACT,
            "//- outreach/a.md\n---\nchannel: email\n---\n\nHi Ada,\n^^^^^^^ does not say to whom it goes\n\nThanks\n",
        );
        check_note(&UNKNOWN_CONTACT, "//- outreach/a.md\n---\nto:\n^^ to: Ada Lovelace\n---\nHi Ada,\n");
    }

    #[test]
    fn a_draft_without_words_and_what_is_over_and_a_page_without_front_matter_are_fine() {
        check_note(&UNKNOWN_CONTACT, "//- outreach/a.md\n---\nchannel: email\n---\n## Notes\nWhy her?\n");
        check_note(&UNKNOWN_CONTACT, "//- outreach/a.md\n---\nstatus: sent\nsent: 2026-11-20\n---\nHi Ada,\n");
        check_note(&UNKNOWN_CONTACT, "//- outreach/README.md\n# How I write\nOne message a day.\n");
    }

    #[test]
    fn who_is_only_mentioned_needs_no_note() {
        check_note(&UNKNOWN_CONTACT, "//- days/a.md\nPriya told me about [[kites]] and [her page](https://priya.example/contacts/).\n");
    }
}
