//! Code lenses: how things stand with a contact, and with a message, told above the note.

use crate::actions::mark_message::MessageMark;
use crate::calendar::slot::{SlotContext, slots};
use crate::ide::act::{Act, plan};
use crate::ide::contact_card::{counted, standing};
use crate::ide::hover::length_words;
use crate::notes::note::{Meaning, Note};
use crate::notes::outreach::{Outreach, Status};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// A line above a place of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Lens {
    /// The place.
    pub range: TextRange,
    /// The line.
    pub title: String,
    /// What a click does; nothing for what only tells.
    pub act: Option<Act>,
}

/// The lines above a note.
#[must_use]
pub fn lenses(snapshot: &Snapshot, id: NoteId) -> Vec<Lens> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let top = TextRange::empty(0);
    let tell = |title: String| Lens { range: top, title, act: None };
    match &note.meaning {
        Meaning::Contact(_) => vec![tell(standing(snapshot, id, &snapshot.timeline(id)))],
        Meaning::Company(_) => {
            let people = snapshot.people_at(id).len();
            vec![tell(if people == 1 { "1 contact works here".to_owned() } else { format!("{people} contacts work here") })]
        }
        Meaning::Outreach(message) => {
            let mut lenses = vec![tell(message_words(snapshot, id, note, message))];
            // What would be refused is not offered.
            let works = |act: &Act| plan(snapshot, id, act, &[], &|_| None).is_ok();
            let steps = next_steps(message).into_iter().filter(|(_, act)| works(act));
            lenses.extend(steps.map(|(title, act)| Lens { range: top, title: title.to_owned(), act: Some(act) }));
            lenses
        }
        Meaning::Week(_) | Meaning::Day(_) | Meaning::Event(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => Vec::new(),
    }
}

/// `87/150 words · 2 slots · no answer for 8 days`.
fn message_words(snapshot: &Snapshot, id: NoteId, note: &Note, message: &Outreach) -> String {
    let mut parts = vec![length_words(snapshot, note, message)];
    let context = SlotContext { today: snapshot.today(), order: snapshot.settings().outreach.date_order };
    let own = message.own_words(&note.text, &note.markdown);
    let offered = slots(&own, &context).iter().filter(|slot| !slot.excluded).count();
    if offered > 0 {
        parts.push(counted(offered, "slot"));
    }
    if let Some(sent) = message.sent.as_ref().filter(|_| message.status == Status::Sent && !snapshot.is_answered(id)) {
        let days = (snapshot.today() - sent.value).num_days();
        parts.push(match days {
            ..=0 => "sent today".to_owned(),
            1 => "no answer for 1 day".to_owned(),
            days => format!("no answer for {days} days"),
        });
    }
    parts.join(" · ")
}

fn next_steps(message: &Outreach) -> Vec<(&'static str, Act)> {
    match message.status {
        Status::Draft => vec![("Mark sent", Act::Mark(MessageMark::Sent))],
        Status::Sent => vec![("They answered", Act::Mark(MessageMark::Replied)), ("We met", Act::Mark(MessageMark::Met))],
        Status::Replied | Status::Met | Status::Declined | Status::Closed => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::lenses;
    use crate::testing::journal;

    #[track_caller]
    fn check(fixture: &str, path: &str, expected: &[&str]) {
        let snapshot = journal(fixture);
        let titles: Vec<String> = lenses(&snapshot, snapshot.id(path).unwrap()).into_iter().map(|lens| lens.title).collect();
        assert_eq!(titles, expected);
    }

    #[test]
    fn a_message_tells_its_length_its_slots_and_how_long_it_waits() {
        check(
            "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nchannel: email\nstatus: sent\nsent: 2026-11-15\n---\nHi Ada, coffee on Tuesday 1 December at 4pm?\n",
            "outreach/x.md",
            &["9/150 words · 1 slot · no answer for 8 days", "They answered", "We met"],
        );
    }

    #[test]
    fn a_draft_that_is_not_fit_to_go_is_not_marked_sent() {
        let draft = "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nchannel: email\n---\n";
        check(draft, "outreach/x.md", &["0/150 words"]);
        check(&format!("{draft}Hi Ada, coffee?\n"), "outreach/x.md", &["3/150 words", "Mark sent"]);
    }

    #[test]
    fn a_contact_tells_how_things_stand() {
        check("//- contacts/ada.md\n# Ada\n", "contacts/ada.md", &["no touch yet"]);
        check("//- n.md\n# N\n", "n.md", &[]);
    }
}
