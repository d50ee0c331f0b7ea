//! People and companies: who works where, who is known, what they are called.

use std::sync::Arc;

use crate::notes::company::Company;
use crate::notes::contact::Contact;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note, bare_target};
use crate::text::fuzzy::fold;
use crate::workspace::index::{NoteId, folded, folded_names};
use crate::workspace::snapshot::Snapshot;

impl Snapshot {
    /// Every contact with its note.
    pub fn contacts(&self) -> impl Iterator<Item = (NoteId, &Arc<Note>, &Contact)> {
        self.of_kind(NoteKind::Contact).filter_map(|(id, note)| note.contact().map(|contact| (id, note, contact)))
    }

    /// Every company with its note.
    pub fn companies(&self) -> impl Iterator<Item = (NoteId, &Arc<Note>, &Company)> {
        self.of_kind(NoteKind::Company).filter_map(|(id, note)| note.company().map(|company| (id, note, company)))
    }

    /// The contact that words name, where it is exactly one.
    #[must_use]
    pub fn contact_named(&self, words: &str) -> Option<(NoteId, &Note, &Contact)> {
        let id = self.resolve_contact(words).one()?;
        let note = self.get(id)?;
        note.contact().map(|contact| (id, &**note, contact))
    }

    /// The contacts that a message goes to, as far as its `to:` names exactly one each.
    #[must_use]
    pub fn recipients(&self, message: &Note) -> Vec<NoteId> {
        let Some(outreach) = message.outreach() else { return Vec::new() };
        outreach.to.iter().filter_map(|words| self.resolve_contact(&words.value).one()).collect()
    }

    /// The company's name as people say it: of its note where it has one, else as the contact's note writes it.
    #[must_use]
    pub fn company_name(&self, contact: &Contact) -> Option<String> {
        let words = contact.company.as_ref()?;
        let note = self.resolve_company(&words.value).one().and_then(|id| self.get(id));
        Some(note.map_or_else(|| bare_target(&words.value).to_owned(), |note| note.title()))
    }

    /// Whether two contacts work at the same company, by its note or by its name.
    #[must_use]
    pub fn same_company(&self, one: &Contact, other: &Contact) -> bool {
        match (&one.company, &other.company) {
            (Some(one), Some(other)) => {
                let (here, there) = (bare_target(&one.value), bare_target(&other.value));
                let noted = || self.resolve_company(here).one();
                fold(here) == fold(there) || noted().is_some_and(|id| self.resolve_company(there).one() == Some(id))
            }
            _ => false,
        }
    }

    /// The contacts who work where this one does, as [`Snapshot::same_company`] tells; this one among them.
    #[must_use]
    pub fn colleagues(&self, contact: &Contact) -> Vec<NoteId> {
        let Some(company) = contact.company.as_ref().map(|words| bare_target(&words.value)) else { return Vec::new() };
        let mut names = vec![folded(company)];
        names.extend(self.resolve_company(company).one().and_then(|id| self.get(id)).into_iter().flat_map(|note| folded_names(note)));
        let works_there = |id: &NoteId| {
            let other = self.get(*id).and_then(|note| note.contact());
            other.is_some_and(|other| self.same_company(contact, other))
        };
        self.mentioning(&names).into_iter().filter(works_there).collect()
    }

    /// The contacts who work at a company.
    #[must_use]
    pub fn people_at(&self, company: NoteId) -> Vec<NoteId> {
        let Some(note) = self.get(company) else { return Vec::new() };
        let works_there = |id: &NoteId| {
            let contact = self.get(*id).and_then(|note| note.contact());
            contact.and_then(|it| it.company.as_ref()).is_some_and(|words| self.resolve_company(&words.value).one() == Some(company))
        };
        self.mentioning(&folded_names(note)).into_iter().filter(works_there).collect()
    }

    /// The notes of the messages that go to a contact, oldest first.
    #[must_use]
    pub fn messages_to(&self, contact: NoteId) -> Vec<NoteId> {
        self.timeline(contact).messages.clone()
    }

    pub(crate) fn find_messages_to(&self, contact: NoteId) -> Vec<NoteId> {
        let Some(note) = self.get(contact) else { return Vec::new() };
        let to_them = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach());
            message.is_some_and(|it| it.to.iter().any(|words| self.resolve_contact(&words.value).one() == Some(contact)))
        };
        let mut ids: Vec<NoteId> = self.mentioning(&folded_names(note)).into_iter().filter(to_them).collect();
        ids.sort_by_key(|id| {
            let note = self.note(*id);
            let message = note.outreach();
            (message.and_then(|it| it.sent.as_ref().map(|sent| sent.value).or(it.written)), note.path.clone())
        });
        ids
    }

    /// The notes of the events whose `met:` lists a contact.
    #[must_use]
    pub fn events_with(&self, contact: NoteId) -> Vec<NoteId> {
        let Some(note) = self.get(contact) else { return Vec::new() };
        let lists = |id: &NoteId| {
            let event = self.get(*id).and_then(|note| note.event());
            event.is_some_and(|it| it.met.iter().any(|words| self.resolve_contact(&words.value).one() == Some(contact)))
        };
        self.mentioning(&folded_names(note)).into_iter().filter(lists).collect()
    }

    /// The names by which contacts and companies are called, for “did you mean”.
    pub fn people_names(&self) -> impl Iterator<Item = &str> {
        self.contacts().flat_map(|(_, _, contact)| contact.names())
    }

    /// Whether a note is a message, and which.
    #[must_use]
    pub fn is_message(&self, id: NoteId) -> bool {
        self.get(id).is_some_and(|note| matches!(note.meaning, Meaning::Outreach(_)))
    }
}
