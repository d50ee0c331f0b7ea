//! `duplicate-contact`: two notes for one person.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::checks::check::{Finding, check};
use crate::notes::note::Note;
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

check! {
    /// Two contact notes have the same name or the same e-mail address.
    ///
    /// ## Why it matters
    /// What has passed between you stands half in one note and half in the other, and you may be reminded to write to somebody who
    /// answered last week.
    ///
    /// ## Instead of
    /// > //- contacts/ada.md
    /// > # Ada Lovelace
    /// > //- contacts/ada-lovelace.md
    /// > # Ada Lovelace
    ///
    /// ## Try
    /// > //- contacts/ada-byron.md
    /// > # Ada Byron
    /// > //- contacts/ada-lovelace.md
    /// > # Ada Lovelace
    ///
    /// ## Stays quiet
    /// When two people share a first name or a company's telephone.
    pub DUPLICATE_CONTACT = { code: "duplicate-contact", severity: Warning, reads: Journal(duplicate_contact) }
}

/// Where a name or an address stands.
type Place<'a> = (&'a Arc<Note>, TextRange);

fn duplicate_contact(snapshot: &Snapshot) -> Vec<(Arc<str>, Finding)> {
    let mut names: FxHashMap<String, Vec<Place<'_>>> = FxHashMap::default();
    let mut addresses: FxHashMap<String, Vec<Place<'_>>> = FxHashMap::default();
    for (_, note, contact) in snapshot.contacts() {
        names.entry(fold(contact.name.value.trim())).or_default().push((note, contact.name.range));
        if let Some(email) = &contact.email {
            addresses.entry(fold(email.value.trim())).or_default().push((note, email.range));
        }
    }
    let mut found = Vec::new();
    for places in names.into_values() {
        tell(&places, "name", &mut found);
    }
    for places in addresses.into_values() {
        tell(&places, "e-mail address", &mut found);
    }
    // Two notes with one name and one address are told once.
    found.sort_by(|(path, one), (other_path, other)| (path, one.range).cmp(&(other_path, other.range)));
    found.dedup_by(|(later, second), (path, first)| {
        path == later && first.related.first().map(|it| &it.path) == second.related.first().map(|it| &it.path)
    });
    found
}

/// So many others are named in one finding.
const NAMED: usize = 5;

/// Tells every one of several places; each names the others.
fn tell(places: &[Place<'_>], what: &str, found: &mut Vec<(Arc<str>, Finding)>) {
    for (note, range) in places {
        let mut others: Vec<&Place<'_>> = places.iter().filter(|(other, _)| other.path != note.path).take(NAMED + 1).collect();
        if others.is_empty() {
            continue;
        }
        let more = if others.len() > NAMED { format!(" and {} more", places.len() - 1 - NAMED) } else { String::new() };
        others.truncate(NAMED);
        let paths = listed(&others.iter().map(|(other, _)| &*other.path).collect::<Vec<_>>(), more.is_empty());
        let words = if range.is_empty() { note.title() } else { note.of(*range).to_owned() };
        let message = format!("“{words}” is the {what} in {paths}{more} too.");
        let help = match others.len() {
            1 => "If they are one person, move everything into one note and delete the other; if not, tell them apart by name.",
            _ => "Where they are one person, move everything into one note and delete the others; where not, tell them apart by name.",
        };
        let finding = Finding::new(*range, message, help);
        let beside = |finding: Finding, (other, there): &Place<'_>| finding.beside(other.path.clone(), *there, format!("the same {what}"));
        found.push((note.path.clone(), others.into_iter().fold(finding, beside)));
    }
}

/// Paths as a sentence lists them: with an “and” before the last one where nothing comes behind.
fn listed(paths: &[&str], is_all: bool) -> String {
    match paths.split_last() {
        Some((last, before)) if is_all && !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => paths.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::DUPLICATE_CONTACT;
    use crate::testing::check_note;

    #[test]
    fn the_same_name_is_told_in_both_notes() {
        check_note(
            &DUPLICATE_CONTACT,
            "//- contacts/ada.md
---
name: Ada Lovelace
      ^^^^^^^^^^^^ contacts/ada-lovelace.md
---
//- contacts/ada-lovelace.md
# ada lovelace
  ^^^^^^^^^^^^ contacts/ada.md
",
        );
    }

    #[test]
    fn the_same_address_is_told_in_both_notes() {
        check_note(
            &DUPLICATE_CONTACT,
            "//- contacts/ada.md
---
email: ada@engines.example
       ^^^^^^^^^^^^^^^^^^^ e-mail address
---
//- contacts/lovelace.md
---
email: ADA@engines.example
       ^^^^^^^^^^^^^^^^^^^ e-mail address
---
",
        );
    }

    #[test]
    fn a_name_that_is_borne_three_times_is_told_with_both_others() {
        check_note(
            &DUPLICATE_CONTACT,
            "//- contacts/a.md
# Ada
  ^^^ in contacts/b.md and contacts/c.md too
//- contacts/b.md
# Ada
  ^^^ in contacts/a.md and contacts/c.md too
//- contacts/c.md
# Ada
  ^^^ in contacts/a.md and contacts/b.md too
",
        );
    }

    #[test]
    fn a_first_name_in_common_is_fine() {
        check_note(
            &DUPLICATE_CONTACT,
            "//- contacts/a.md\n# Ada Byron\n//- contacts/b.md\n# Ada Lovelace\n//- companies/c.md\n# Ada Byron\n",
        );
    }
}
