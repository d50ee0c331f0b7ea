//! A contact in a few lines: who they are, how close, the last touch, whom it is on to write.

use crate::calendar::date::{days_after, distance, short_date};
use crate::notes::contact::Contact;
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::{Timeline, Touch, TouchKind};

/// The card of a contact, as Markdown.
#[must_use]
pub fn contact_card(snapshot: &Snapshot, id: NoteId) -> Option<String> {
    let note = snapshot.get(id)?;
    let contact = note.contact()?;
    let timeline = snapshot.timeline(id);
    let mut lines = vec![headline(snapshot, contact), marks(contact)];
    lines.push(standing(snapshot, id, &timeline));
    let facts: Vec<String> = contact.facts.iter().take(3).map(|fact| format!("- {}", one_line(note, *fact))).collect();
    lines.push(facts.join("\n"));
    lines.retain(|line| !line.is_empty());
    Some(lines.join("\n\n"))
}

fn one_line(note: &Note, range: crate::text::range::TextRange) -> String {
    note.of(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `**Ada Lovelace** (she/her), Staff engineer at Analytical Engines`.
fn headline(snapshot: &Snapshot, contact: &Contact) -> String {
    let mut line = format!("**{}**", contact.name.value);
    if let Some(pronouns) = &contact.pronouns {
        line.push_str(&format!(" ({pronouns})"));
    }
    let company = snapshot.company_name(contact);
    match (&contact.role, company) {
        (Some(role), Some(company)) => line.push_str(&format!(", {} at {company}", role.value)),
        (Some(role), None) => line.push_str(&format!(", {}", role.value)),
        (None, Some(company)) => line.push_str(&format!(", {company}")),
        (None, None) => {}
    }
    line
}

/// `weak tie · via meetup · compilers, career-changer`.
fn marks(contact: &Contact) -> String {
    let mut marks: Vec<String> = contact.tie.iter().map(|tie| format!("{} tie", tie.word())).collect();
    marks.extend(contact.via.iter().map(|via| format!("via {}", via.value)));
    if !contact.tags.is_empty() {
        marks.push(contact.tags.iter().map(|tag| tag.value.as_str()).collect::<Vec<_>>().join(", "));
    }
    marks.join(" · ")
}

/// `4 messages · last touch 12 days ago (you wrote) · follow up with Ada: no answer for 8 days`.
#[must_use]
pub fn standing(snapshot: &Snapshot, id: NoteId, timeline: &Timeline) -> String {
    let today = snapshot.today();
    let sent = timeline.messages.iter().filter(|id| is_sent(snapshot, **id)).count();
    let drafts = timeline.messages.len() - sent;
    let mut parts = Vec::new();
    if sent > 0 {
        parts.push(counted(sent, "message"));
    }
    if drafts > 0 {
        parts.push(counted(drafts, "draft"));
    }
    match timeline.last() {
        Some(touch) => parts.push(format!("last touch {} ({})", distance(touch.date, today), touch_words(touch))),
        None => parts.push("no touch yet".to_owned()),
    }
    let next =
        snapshot.get(id).and_then(|note| note.contact()).and_then(|contact| snapshot.next_touch(contact, timeline)).map(|(day, _)| day);
    match owed(snapshot, id, timeline) {
        Some(words) => parts.push(words),
        None => {
            parts.extend(next.map(|day| if day <= today { "due for a word".to_owned() } else { format!("next touch {}", short_date(day)) }))
        }
    }
    parts.join(" · ")
}

fn is_sent(snapshot: &Snapshot, id: NoteId) -> bool {
    snapshot.get(id).and_then(|note| note.outreach()).is_some_and(|message| message.status != Status::Draft)
}

/// What is owed to a contact today, the most pressing first. Asked of this contact alone: a journal may hold thousands.
fn owed(snapshot: &Snapshot, id: NoteId, timeline: &Timeline) -> Option<String> {
    let today = snapshot.today();
    if let Some(theirs) = snapshot.reply_owed(id) {
        return Some(format!("reply owed: they wrote {}", distance(theirs.since, today)));
    }
    if let Some(met) = snapshot.thanks_owed(id).into_iter().rfind(|met| days_after(today, -14) <= met.since) {
        return Some(format!("thank-you due: you met {}", distance(met.since, today)));
    }
    let is_due = |message: &&NoteId| snapshot.follow_up_from(**message).is_some_and(|day| day <= today);
    timeline.messages.iter().find(is_due).map(|_| "follow-up due".to_owned())
}

/// `4 messages`, `1 message`.
#[must_use]
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn touch_words(touch: &Touch) -> &'static str {
    match touch.kind {
        TouchKind::Sent => "you wrote",
        TouchKind::Answered => "they wrote",
        TouchKind::Declined => "they declined",
        TouchKind::Met => "you met",
        TouchKind::Event => "at an event",
        TouchKind::Noted => "noted",
    }
}

#[cfg(test)]
mod tests {
    use super::contact_card;
    use crate::testing::journal;

    #[test]
    fn a_card_tells_who_they_are_and_how_things_stand() {
        let snapshot = journal(
            "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
pronouns: she/her
company: Analytical Engines
role: Staff engineer
tie: weak
via: meetup
---
## Facts
- Taught maths
  for six years
## Log
- 2026-10-14 Met at Denver Rust
//- outreach/2026-11-20-ada-lovelace.md
---
to: Ada Lovelace
status: sent
sent: 2026-11-20
---
",
        );
        let card = contact_card(&snapshot, snapshot.id("contacts/ada-lovelace.md").unwrap()).unwrap();
        let expected = "**Ada Lovelace** (she/her), Staff engineer at Analytical Engines\n\nweak tie · via meetup\n\n\
1 message · last touch 3 days ago (you wrote)\n\n- Taught maths for six years";
        assert_eq!(card, expected);
    }

    #[test]
    fn a_contact_of_whom_nothing_is_known_has_a_card_too() {
        let snapshot = journal("//- contacts/bo.md\n# Bo\n");
        assert_eq!(contact_card(&snapshot, snapshot.id("contacts/bo.md").unwrap()).unwrap(), "**Bo**\n\nno touch yet");
    }
}
