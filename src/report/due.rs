//! What is owed and to whom: replies first, then thanks, follow-ups, meetings to come, a word now and then.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::date::{days_after, distance, short_date};
use crate::notes::kind::NoteKind;
use crate::notes::outreach::Status;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::owed::{Owed, THANKS_WITHIN_DAYS, sent_on};
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::DueBy;

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DueKind {
    /// They wrote last.
    Reply,
    /// The two met, and no thanks went.
    ThankYou,
    /// A first message stands without an answer.
    FollowUp,
    /// A meeting that is set.
    Meeting,
    /// The time to be in touch has come, by the contact's note or the settings.
    Contact,
}

impl DueKind {
    /// Every kind, the most pressing first.
    pub const ALL: [Self; 5] = [Self::Reply, Self::ThankYou, Self::FollowUp, Self::Meeting, Self::Contact];

    /// The word that scripts see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::ThankYou => "thank-you",
            Self::FollowUp => "follow-up",
            Self::Meeting => "meeting",
            Self::Contact => "contact",
        }
    }

    /// What to do, before a name: “reply to”.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Reply => "reply to",
            Self::ThankYou => "thank",
            Self::FollowUp => "follow up with",
            Self::Meeting => "meet",
            Self::Contact => "be in touch with",
        }
    }
}

/// Something due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day: of a reply the one after theirs, of thanks that of the meeting.
    pub date: NaiveDate,
    /// What it is.
    pub kind: DueKind,
    /// The note that it hangs on: a message, else the contact's.
    pub path: Arc<str>,
    /// To whom, as people say it.
    pub who: String,
    /// The contact; none where the message's `to:` names none.
    pub contact: Option<NoteId>,
    /// Since when or why, in a few words: “wrote 3 days ago”.
    pub why: String,
}

/// All that is due up to a day, overdue things included: replies first, then thanks and the other things due, then by day.
#[must_use]
pub fn due(snapshot: &Snapshot, by: NaiveDate) -> Vec<Due> {
    let mut all = people(snapshot);
    all.extend(messages(snapshot));
    all.retain(|one| one.date <= by);
    all.sort_by_cached_key(|one| order(one, snapshot.today()));
    all.dedup_by(|later, first| (later.kind, &later.path, &later.who) == (first.kind, &first.path, &first.who));
    all
}

/// Replies come first. Of what is due already the kind decides, for all of it is for today; of what is to come, the day.
fn order(due: &Due, today: NaiveDate) -> (bool, NaiveDate, DueKind, NaiveDate, String, Arc<str>) {
    (due.kind != DueKind::Reply, due.date.max(today), due.kind, due.date, fold(&due.who), due.path.clone())
}

/// What hangs on a person: replies, thanks, the next touch.
fn people(snapshot: &Snapshot) -> Vec<Due> {
    let today = snapshot.today();
    let mut found = Vec::new();
    for (id, note, contact) in snapshot.contacts() {
        let timeline = snapshot.timeline(id);
        let mut add = |date, kind, path: &Arc<str>, why| {
            found.push(Due { date, kind, path: path.clone(), who: contact.name.value.clone(), contact: Some(id), why });
        };
        if let Some(theirs) = snapshot.reply_owed(id) {
            add(
                days_after(theirs.since, 1),
                DueKind::Reply,
                path_of(snapshot, theirs.note, &note.path),
                format!("wrote {}", distance(theirs.since, today)),
            );
        }
        let worth_a_word = |met: &Owed| days_after(today, -THANKS_WITHIN_DAYS) <= met.since;
        if let Some(met) = snapshot.thanks_owed(id).into_iter().rfind(worth_a_word) {
            add(met.since, DueKind::ThankYou, path_of(snapshot, met.note, &note.path), format!("met {}", distance(met.since, today)));
        }
        if let Some((date, by)) = snapshot.next_touch(contact, &timeline) {
            let last = timeline.last().map_or_else(String::new, |touch| format!(", last touch {}", distance(touch.date, today)));
            let why = match by {
                DueBy::FollowUp => format!("noted for {}", short_date(date)),
                DueBy::Every(period) => format!("every {period}{last}"),
                DueBy::KeepInTouch(word, period) => format!("{word}: every {period}{last}"),
            };
            add(date, DueKind::Contact, &note.path, why);
        }
    }
    found
}

fn path_of<'a>(snapshot: &'a Snapshot, note: NoteId, or: &'a Arc<str>) -> &'a Arc<str> {
    snapshot.get(note).map_or(or, |note| &note.path)
}

/// What hangs on a message: follow-ups, meetings to come.
fn messages(snapshot: &Snapshot) -> Vec<Due> {
    let today = snapshot.today();
    let mut found = Vec::new();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach() else { continue };
        let mut add = |date, kind, why: String| {
            let contact = snapshot.recipients(note).first().copied();
            found.push(Due { date, kind, path: note.path.clone(), who: addressee(snapshot, id), contact, why });
        };
        if let Some(date) = snapshot.follow_up_from(id) {
            let sent = sent_on(message).map_or_else(String::new, |sent| format!("no answer since {}", short_date(sent)));
            add(date, DueKind::FollowUp, sent);
        }
        let set = message.met.as_ref().filter(|met| today <= met.value && !matches!(message.status, Status::Declined | Status::Closed));
        // Of today's meetings, those that are marked as held are over.
        if let Some(met) = set.filter(|met| today < met.value || message.status != Status::Met) {
            add(met.value, DueKind::Meeting, "a meeting is set".to_owned());
        }
    }
    found
}

/// To whom a message goes, as people say it.
#[must_use]
pub fn addressee(snapshot: &Snapshot, message: NoteId) -> String {
    let Some(message) = snapshot.get(message).and_then(|note| note.outreach()) else { return String::new() };
    let name = |words: &str| match snapshot.contact_named(words) {
        Some((_, _, contact)) => contact.name.value.clone(),
        None => crate::notes::note::bare_target(words).to_owned(),
    };
    message.to.iter().map(|words| name(&words.value)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::due;
    use crate::testing::{day, journal};

    fn check(fixture: &str, by: &str) -> Vec<String> {
        let told = |one: super::Due| format!("{} {} {} ({}; {})", one.date, one.kind.word(), one.who, one.path, one.why);
        due(&journal(fixture), day(by)).into_iter().map(told).collect()
    }

    const PEOPLE: &str = "
//- contacts/ada.md
# Ada
//- contacts/bo.md
---
name: Bo
every: 2 weeks
---
## Log
- 2026-11-01 Met for coffee
//- contacts/cy.md
---
name: Cy
follow-up: 2026-12-24
---
//- outreach/2026-11-16-ada.md
---
to: ada
status: sent
sent: 2026-11-16
---
//- outreach/2026-11-19-dee.md
---
to: Dee
status: replied
sent: 2026-11-19
replied: 2026-11-20
met: 2026-11-27
---
//- outreach/2026-11-18-cy.md
---
to: Cy
status: replied
sent: 2026-11-18
replied: 2026-11-20
---
";

    #[test]
    fn replies_come_first_then_the_day() {
        assert_eq!(
            check(PEOPLE, "2026-12-06"),
            [
                "2026-11-21 reply Cy (outreach/2026-11-18-cy.md; wrote 3 days ago)",
                "2026-11-23 follow-up Ada (outreach/2026-11-16-ada.md; no answer since Mon 16 Nov)",
                "2026-11-15 contact Bo (contacts/bo.md; every 2 weeks, last touch 3 weeks ago)",
                "2026-11-27 meeting Dee (outreach/2026-11-19-dee.md; a meeting is set)",
            ]
        );
    }

    #[test]
    fn what_lies_beyond_the_day_is_left_out() {
        assert_eq!(check(PEOPLE, "2026-11-22").len(), 2);
        assert_eq!(check("//- contacts/ada.md\n# Ada\n", "2030-01-01"), Vec::<String>::new());
    }
}
