//! The names that the journal knows, found by a word of theirs: what a message is compared with, at every key that is typed in it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::notes::note::Note;
use crate::prose::words::words;
use crate::text::fuzzy::fold;
use crate::workspace::index::{NoteId, folded_names, key_of_folded};
use crate::workspace::snapshot::Snapshot;

/// The names of people and companies, by the hash of a folded word.
#[derive(Debug, Default)]
pub(crate) struct KnownNames {
    /// Every word of every name.
    words: FxHashSet<u64>,
    /// Contacts by their first names and their aliases.
    people: FxHashMap<u64, Vec<NoteId>>,
    /// Of every company where somebody works, one who does, by the first word of its name.
    places: FxHashMap<u64, Vec<NoteId>>,
}

impl KnownNames {
    /// Of all contacts and companies.
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let mut known = Self::default();
        let mut companies: FxHashSet<String> = FxHashSet::default();
        for (id, _, contact) in snapshot.contacts() {
            known.add_words(&contact.name.value);
            known.add_person(contact.first_name(), id);
            for alias in &contact.aliases {
                known.add_words(&alias.value);
                known.add_person(&alias.value, id);
            }
            contact.company.iter().for_each(|company| known.add_words(&company.value));
            let Some(company) = snapshot.company_name(contact) else { continue };
            if let Some(first) = words(&company, 0).first().map(|word| key_of_folded(&word.folded))
                && companies.insert(company)
            {
                known.places.entry(first).or_default().push(id);
            }
        }
        snapshot.companies().for_each(|(_, note, _)| known.add_words(&note.title()));
        known
    }

    fn add_words(&mut self, name: &str) {
        self.words.extend(words(name, 0).iter().map(|word| key_of_folded(word.bare())));
    }

    fn add_person(&mut self, name: &str, id: NoteId) {
        let called = self.people.entry(key_of_folded(&fold(name))).or_default();
        if called.last() != Some(&id) {
            called.push(id);
        }
    }
}

/// Whether a note that became another says the same names as before, so that what is known of them stays.
pub(crate) fn says_the_same_names(before: Option<&Note>, now: Option<&Note>) -> bool {
    let names = |note: &Note| {
        let person =
            note.contact().map(|contact| (contact.name.value.clone(), contact.company.as_ref().map(|company| company.value.clone())));
        (person.is_some() || note.company().is_some()).then(|| (person, note.title(), folded_names(note)))
    };
    before.map(names).unwrap_or_default() == now.map(names).unwrap_or_default()
}

impl Snapshot {
    /// Whether a folded word is one of a contact's or company's name.
    #[must_use]
    pub fn is_word_of_a_name(&self, word: &str) -> bool {
        self.known_names().words.contains(&key_of_folded(word))
    }

    /// The contacts with this first name or alias, folded.
    pub fn people_called<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NoteId> + 'a {
        let ids = self.known_names().people.get(&key_of_folded(name)).map_or(&[][..], Vec::as_slice);
        let is_called = move |id: &NoteId| {
            self.get(*id)
                .and_then(|note| note.contact())
                .is_some_and(|contact| fold(contact.first_name()) == name || contact.aliases.iter().any(|alias| fold(&alias.value) == name))
        };
        ids.iter().copied().filter(is_called)
    }

    /// One contact for every company whose name may begin with a folded word.
    #[must_use]
    pub fn working_at_one_called(&self, first_word: &str) -> &[NoteId] {
        self.known_names().places.get(&key_of_folded(first_word)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::journal;
    use crate::workspace::change::Change;

    const PEOPLE: &str = "//- contacts/ada.md\n---\nname: Ada Lovelace\naliases: [Countess]\ncompany: Analytical Engines\n---\n//- contacts/bo.md\n---\nname: Dr. Bo Ek\ncompany: \"[[looms]]\"\n---\n//- companies/looms.md\n# Jacquard Looms\n";

    #[test]
    fn names_are_found_by_their_words() {
        let snapshot = journal(PEOPLE);
        let stems = |ids: Vec<_>| ids.into_iter().map(|id| snapshot.note(id).stem().to_owned()).collect::<Vec<_>>();
        for word in ["ada", "lovelace", "countess", "engines", "bo", "jacquard"] {
            assert!(snapshot.is_word_of_a_name(word), "{word}");
        }
        assert!(!snapshot.is_word_of_a_name("grace"));
        assert_eq!(stems(snapshot.people_called("countess").collect()), ["ada"]);
        assert_eq!(stems(snapshot.people_called("bo").collect()), ["bo"]);
        assert_eq!(stems(snapshot.working_at_one_called("jacquard").to_vec()), ["bo"]);
        assert_eq!(stems(snapshot.working_at_one_called("analytical").to_vec()), ["ada"]);
    }

    #[test]
    fn they_are_those_of_the_notes_as_they_are_now() {
        let mut snapshot = journal(PEOPLE);
        assert!(snapshot.is_word_of_a_name("countess"));
        let text = "---\nname: Ada King\n---\n";
        snapshot = snapshot.with([Change::Note { path: "contacts/ada.md".into(), text: text.into() }]);
        assert!(snapshot.is_word_of_a_name("king") && !snapshot.is_word_of_a_name("countess"));
        snapshot = snapshot.with([Change::Gone { path: "contacts/ada.md".into() }]);
        assert_eq!(snapshot.people_called("ada").count(), 0);
    }
}
