//! The journal's people as address books know them, and the words of a contact's front matter.

use crate::exchange::card::Card;
use crate::exchange::merge::Known;
use crate::exchange::profile::{linkedin_profile, web_address};
use crate::markdown::tree::{Content, Entry};
use crate::notes::contact::Contact;
use crate::notes::note::Note;
use crate::workspace::snapshot::Snapshot;

/// Everybody whom the journal knows, called by the path of their note.
#[must_use]
pub fn known_people(snapshot: &Snapshot) -> Vec<Known> {
    let known = |note: &Note, contact: &Contact| Known {
        key: note.path.to_string(),
        name: contact.name.value.clone(),
        aliases: contact.aliases.iter().map(|alias| alias.value.clone()).collect(),
        emails: contact.email.iter().map(|email| email.value.clone()).collect(),
        profile: contact.linkedin.as_ref().map(|profile| profile.value.clone()),
    };
    snapshot.contacts().map(|(_, note, contact)| known(note, contact)).collect()
}

/// The keys of a note's front matter with their values as text; of a list its items with commas between them. A contact's name counts as
/// written wherever the note gives it.
#[must_use]
pub fn written_fields(note: &Note, contact: &Contact) -> Vec<(String, String)> {
    let entries = note.markdown.front_matter.as_ref().map_or(&[][..], |front| front.entries.as_slice());
    let value = |entry: &Entry| match &entry.value.content {
        Content::Empty => String::new(),
        Content::Scalar(words) => words.clone(),
        Content::List(_) => entry.value.scalars().iter().map(|(words, _)| *words).collect::<Vec<_>>().join(", "),
        // A group of keys is the keeper's own thing: it counts as written.
        Content::Map(_) => "…".to_owned(),
    };
    let mut fields: Vec<(String, String)> = entries.iter().map(|entry| (entry.key.to_string(), value(entry))).collect();
    if !fields.iter().any(|(key, value)| key == "name" && !value.trim().is_empty()) {
        fields.push(("name".to_owned(), contact.name.value.clone()));
    }
    fields
}

/// Every contact as a card, by path. What identifies a card is the note's path, so that a second import updates instead of doubling. The
/// log stays home; of the facts nothing is told.
#[must_use]
pub fn cards(snapshot: &Snapshot) -> Vec<Card> {
    let mut all: Vec<(&str, Card)> = snapshot.contacts().map(|(_, note, contact)| (&*note.path, card(snapshot, note, contact))).collect();
    all.sort_by(|one, other| one.0.cmp(other.0));
    all.into_iter().map(|(_, card)| card).collect()
}

fn card(snapshot: &Snapshot, note: &Note, contact: &Contact) -> Card {
    let mut card = Card {
        name: contact.name.value.clone(),
        pronouns: contact.pronouns.clone(),
        company: snapshot.company_name(contact),
        role: contact.role.as_ref().map(|role| role.value.clone()),
        timezone: contact.timezone.as_ref().map(|zone| zone.value.clone()),
        uid: Some(uid("contact", &note.path)),
        ..Card::default()
    };
    contact.aliases.iter().for_each(|alias| card.add_nickname(&alias.value));
    if let Some(email) = &contact.email {
        card.add_email(&email.value);
    }
    if let Some(phone) = &contact.phone {
        card.add_phone(&phone.value);
    }
    if let Some(page) = &contact.linkedin {
        match linkedin_profile(&page.value) {
            Some(profile) => card.profile = Some(profile),
            None => web_address(&page.value).iter().for_each(|page| card.add_url(page)),
        }
    }
    contact.tags.iter().for_each(|tag| card.add_tag(&tag.value));
    card
}

/// What identifies something of the journal in other programs: the same as long as its note keeps its path.
#[must_use]
pub fn uid(kind: &str, path: &str) -> String {
    format!("{kind}-{}@journal", path.trim_end_matches(".md").replace(['/', ' '], "-"))
}

#[cfg(test)]
mod tests {
    use super::{cards, known_people, written_fields};
    use crate::testing::journal;

    const ADA: &str = "//- contacts/ada.md\n---\nname: Ada Lovelace\naliases: [Countess]\nemail: ada@mill.example\nphone: +1 555 0100\ntags: [a, b]\nrole:\n---\n## Log\n- 2026-11-02 secret\n";

    #[test]
    fn a_contact_becomes_a_card_without_the_log() {
        let all = cards(&journal(ADA));
        assert_eq!((all[0].name.as_str(), all[0].nicknames.as_slice()), ("Ada Lovelace", &["Countess".to_owned()][..]));
        assert_eq!(all[0].uid.as_deref(), Some("contact-contacts-ada@journal"));
        assert_eq!((all[0].phones.len(), all[0].tags.len(), all[0].note.as_ref()), (1, 2, None));
    }

    #[test]
    fn what_the_keeper_wrote_is_seen_as_written() {
        let snapshot = journal(ADA);
        let note = snapshot.at("contacts/ada.md").unwrap();
        let fields = written_fields(note, note.contact().unwrap());
        assert!(fields.contains(&("tags".into(), "a, b".into())) && fields.contains(&("role".into(), String::new())), "{fields:?}");
        assert_eq!(known_people(&snapshot)[0].emails, ["ada@mill.example"]);
    }
}
