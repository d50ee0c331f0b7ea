//! A message read with all that the journal knows of the person it goes to.

use rustc_hash::FxHashSet;

use crate::notes::contact::Contact;
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach};
use crate::prose::acts::act::Stage;
use crate::prose::anatomy::model::Anatomy;
use crate::prose::anatomy::read::{Reading, anatomy};
use crate::prose::anatomy::specifics::{Known, telling_stems};
use crate::prose::names::Called;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

impl Snapshot {
    /// The anatomy of a message; none where the note is no message.
    #[must_use]
    pub fn anatomy(&self, id: NoteId) -> Option<Anatomy> {
        let note = self.get(id)?;
        let message = note.outreach()?;
        let recipient = match self.recipients(note).as_slice() {
            [one] if message.to.len() == 1 => self.get(*one).and_then(|note| note.contact().map(|contact| (*one, &**note, contact))),
            _ => None,
        };
        let knows_you = recipient.is_some_and(|(id, _, contact)| self.knows_you(contact, &self.timeline(id)));
        Some(anatomy(&self.reading(note, message, recipient.map(|(_, note, contact)| (note, contact)), knows_you)))
    }

    /// What a message is read with. `knows_you` says whether the recipient knows the keeper.
    #[must_use]
    pub fn reading<'a>(
        &'a self,
        note: &'a Note,
        message: &'a Outreach,
        recipient: Option<(&Note, &Contact)>,
        knows_you: bool,
    ) -> Reading<'a> {
        let settings = self.settings();
        Reading {
            text: &note.text,
            markdown: &note.markdown,
            message,
            stage: stage(message.intent, knows_you),
            called: recipient.map(|(_, contact)| Called::of(contact)),
            known: recipient.map(|(note, contact)| self.known(note, contact)).unwrap_or_default(),
            my_name: settings.my_name.as_deref(),
            today: self.today(),
            order: settings.outreach.date_order,
        }
    }

    /// What the journal knows of a contact that a message to them could speak of.
    fn known(&self, note: &Note, contact: &Contact) -> Known {
        let mut said = String::new();
        let mut add = |words: &str| {
            said.push_str(words);
            said.push('\n');
        };
        contact.facts.iter().for_each(|range| add(note.of(*range)));
        contact.log.iter().for_each(|line| add(note.of(line.words)));
        contact.role.iter().for_each(|role| add(&role.value));
        contact.tags.iter().for_each(|tag| add(&tag.value));
        let called = Called::of(contact);
        let mut ignored: FxHashSet<String> = called.parts.into_iter().chain(called.aliases).collect();
        ignored.extend(
            self.settings().my_intro.iter().flat_map(|intro| fold(intro).split_whitespace().map(str::to_owned).collect::<Vec<_>>()),
        );
        let known = Known { stems: telling_stems(&said), company: Vec::new(), ignored };
        match self.company_name(contact) {
            Some(company) => known.with_company(&company),
            None => known,
        }
    }
}

fn stage(intent: Intent, knows_you: bool) -> Stage {
    match intent {
        Intent::First if knows_you => Stage::Warm,
        Intent::First => Stage::Cold,
        Intent::FollowUp => Stage::FollowUp,
        Intent::ThankYou => Stage::ThankYou,
        Intent::Reply => Stage::Reply,
    }
}
