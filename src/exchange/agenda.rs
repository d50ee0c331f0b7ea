//! Follow-ups and events as entries of a calendar; what was done to find work as a record.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::exchange::contacts::uid;
use crate::exchange::ics::{CalendarEntry, Start};
use crate::exchange::work_search::SearchActivity;
use crate::notes::company::Stage;
use crate::notes::event::{Event, EventStatus};
use crate::notes::kind::NoteKind;
use crate::notes::note::{Note, bare_target};
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::workspace::index::NoteId;
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;

/// Something to do on a day, with somebody: what a report says is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The day.
    pub day: NaiveDate,
    /// One word for what it is: `follow-up`.
    pub kind: &'static str,
    /// The title: “Follow up with Ada Lovelace”.
    pub title: String,
    /// The reason.
    pub why: String,
    /// The note that it hangs on.
    pub path: String,
}

/// Tasks and events for a calendar, by day. What is late stands on today, where a calendar shows it. Events that were skipped are left out.
#[must_use]
pub fn calendar(snapshot: &Snapshot, tasks: &[Task], zone: Tz) -> Vec<CalendarEntry> {
    let mut entries: Vec<CalendarEntry> = tasks.iter().map(|task| task_entry(task, snapshot.today())).collect();
    for (_, note) in snapshot.of_kind(NoteKind::Event) {
        let event = note.event().filter(|event| event.status != EventStatus::Skipped);
        entries.extend(event.and_then(|event| event_entry(snapshot, note, event, zone)));
    }
    entries.sort_by(|one, other| (day_of(one), &one.uid).cmp(&(day_of(other), &other.uid)));
    entries
}

fn day_of(entry: &CalendarEntry) -> NaiveDate {
    match entry.start {
        Start::Day(day) => day,
        Start::At { local, .. } => local.date(),
    }
}

fn task_entry(task: &Task, today: NaiveDate) -> CalendarEntry {
    CalendarEntry {
        uid: uid(task.kind, &task.path),
        summary: task.title.clone(),
        description: Some(format!("{}\n{}", task.why, task.path)),
        location: None,
        url: None,
        start: Start::Day(task.day.max(today)),
        duration: None,
        alarm: None,
        categories: vec!["journal".to_owned()],
    }
}

fn event_entry(snapshot: &Snapshot, note: &Note, event: &Event, zone: Tz) -> Option<CalendarEntry> {
    let (day, time) = event.date.as_ref()?.value;
    let start = time.map_or(Start::Day(day), |time| Start::At { local: day.and_time(time), zone });
    let met: Vec<String> = event.met.iter().map(|words| name_of(snapshot, &words.value)).collect();
    Some(CalendarEntry {
        uid: uid("event", &note.path),
        summary: event.name.value.clone(),
        description: (!met.is_empty()).then(|| format!("Met: {}", met.join(", "))),
        location: event.place.as_ref().map(|place| place.value.clone()),
        url: event.url.as_ref().map(|url| url.value.clone()),
        start,
        duration: time.map(|_| TimeDelta::hours(1)),
        alarm: None,
        categories: vec!["journal".to_owned()],
    })
}

fn name_of(snapshot: &Snapshot, words: &str) -> String {
    snapshot.contact_named(words).map_or_else(|| bare_target(words).to_owned(), |(_, _, contact)| contact.name.value.clone())
}

/// What was done to find work from one day to another, both included: messages that went, events that the keeper went to, applications.
/// Thanks and answers to what others wrote are no search. Nothing of a message's text is told.
#[must_use]
pub fn search_activities(snapshot: &Snapshot, from: NaiveDate, to: NaiveDate) -> Vec<SearchActivity> {
    let within = |day: &NaiveDate| from <= *day && *day <= to;
    let mut all = Vec::new();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach().filter(|it| matches!(it.intent, Intent::First | Intent::FollowUp)) else { continue };
        if let Some(day) = sent_on(message).filter(within) {
            all.extend(message_activity(snapshot, id, note, message, day));
        }
    }
    for (_, note) in snapshot.of_kind(NoteKind::Event) {
        let Some(event) = note.event().filter(|event| event.status == EventStatus::Went) else { continue };
        if let Some(day) = event.day().filter(within) {
            all.push(event_activity(snapshot, event, day));
        }
    }
    for (_, _, company) in snapshot.companies() {
        if let Some(day) = company.applied.as_ref().map(|day| day.value).filter(within) {
            let outcome = match company.stage.as_ref().map(|stage| stage.value) {
                Some(Stage::Interviewing) => "interviewing",
                Some(Stage::Offer) => "offer",
                Some(Stage::Closed) => "closed",
                Some(Stage::Researching | Stage::ReachedOut | Stage::Applied) | None => "no answer yet",
            };
            all.push(SearchActivity {
                date: day,
                employer: company.name.value.clone(),
                method: "application".to_owned(),
                contact: company.url.as_ref().map(|url| url.value.clone()).unwrap_or_default(),
                outcome: outcome.to_owned(),
                ..SearchActivity::default()
            });
        }
    }
    all.sort_by(|one, other| (one.date, &one.employer, &one.person).cmp(&(other.date, &other.employer, &other.person)));
    all
}

/// One line for each of whom a message went to.
fn message_activity(snapshot: &Snapshot, id: NoteId, note: &Note, message: &Outreach, day: NaiveDate) -> Vec<SearchActivity> {
    let method = match message.channel.way() {
        "" => "message".to_owned(),
        way => way.trim_start_matches("by ").trim_start_matches("on ").trim_start_matches("with a ").to_owned(),
    };
    let method = if message.intent == Intent::FollowUp { format!("{method} (follow-up)") } else { method };
    let outcome = outcome(snapshot, id, message);
    let one = |person: String, employer: String, contact: String| SearchActivity {
        date: day,
        employer,
        person,
        method: method.clone(),
        contact,
        outcome: outcome.clone(),
    };
    let recipients = snapshot.recipients(note);
    if recipients.is_empty() {
        return message.to.iter().map(|words| one(bare_target(&words.value).to_owned(), String::new(), String::new())).collect();
    }
    let known = recipients.into_iter().filter_map(|id| snapshot.get(id)?.contact());
    known
        .map(|contact| {
            let place = contact.email.as_ref().or(contact.linkedin.as_ref()).or(contact.phone.as_ref());
            let place = place.map(|words| words.value.clone()).unwrap_or_default();
            one(contact.name.value.clone(), snapshot.company_name(contact).unwrap_or_default(), place)
        })
        .collect()
}

fn outcome(snapshot: &Snapshot, id: NoteId, message: &Outreach) -> String {
    let on = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| format!(" {day}"));
    let met = message.met.as_ref().map(|met| met.value).filter(|day| *day <= snapshot.today());
    match message.status {
        Status::Declined => format!("declined{}", on(message.replied.as_ref().map(|day| day.value))),
        Status::Met => format!("met{}", on(met)),
        Status::Replied => format!("answered{}", on(message.replied.as_ref().map(|day| day.value))),
        Status::Sent | Status::Closed if snapshot.is_answered(id) => format!("answered{}", on(snapshot.answered_on(id))),
        Status::Closed => "no answer".to_owned(),
        Status::Sent | Status::Draft => "no answer yet".to_owned(),
    }
}

fn event_activity(snapshot: &Snapshot, event: &Event, day: NaiveDate) -> SearchActivity {
    let people: Vec<String> = event.met.iter().map(|words| name_of(snapshot, &words.value)).collect();
    SearchActivity {
        date: day,
        employer: String::new(),
        person: people.join(", "),
        method: format!("event: {}", event.name.value),
        contact: event.place.as_ref().or(event.url.as_ref()).map(|words| words.value.clone()).unwrap_or_default(),
        outcome: match people.len() {
            0 => "went".to_owned(),
            1 => "met 1 person".to_owned(),
            many => format!("met {many} people"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Task, calendar, search_activities};
    use crate::exchange::ics::Start;
    use crate::testing::{day, journal};

    const JOURNAL: &str = "
//- contacts/ada.md
---
name: Ada
company: Mill
email: ada@mill.example
---
//- companies/mill.md
---
name: Mill & Sons
aliases: [Mill]
url: https://mill.example
stage: applied
applied: 2026-11-12
---
//- outreach/2026-11-10-ada.md
---
to: Ada
channel: email
status: met
sent: 2026-11-10
met: 2026-11-11
---
//- outreach/2026-11-11-ada.md
---
to: Ada
intent: thank-you
status: sent
sent: 2026-11-11
---
//- events/2026-11-13-rust.md
---
date: 2026-11-13 18:30
place: Mill Street 1
met: [Ada]
status: went
---
# Denver Rust
//- events/2026-12-13-rust.md
---
status: skipped
---
";

    #[test]
    fn the_record_tells_what_was_done_and_what_came_of_it() {
        let all = search_activities(&journal(JOURNAL), day("2026-11-01"), day("2026-11-30"));
        let told: Vec<String> = all
            .iter()
            .map(|it| [&it.date.to_string(), &it.employer, &it.person, &it.method, &it.contact, &it.outcome].map(String::as_str).join("|"))
            .collect();
        assert_eq!(
            told,
            [
                "2026-11-10|Mill & Sons|Ada|email|ada@mill.example|met 2026-11-11",
                "2026-11-12|Mill & Sons||application|https://mill.example|no answer yet",
                "2026-11-13||Ada|event: Denver Rust|Mill Street 1|met 1 person",
            ]
        );
        assert_eq!(search_activities(&journal(JOURNAL), day("2026-11-13"), day("2026-11-13")).len(), 1);
    }

    #[test]
    fn what_is_late_stands_on_today_under_the_same_name() {
        let task = Task {
            day: day("2026-11-20"),
            kind: "follow-up",
            title: "Follow up with Ada".into(),
            why: "x".into(),
            path: "outreach/a.md".into(),
        };
        let entries = calendar(&journal(JOURNAL), &[task], chrono_tz::America::Denver);
        let told: Vec<_> =
            entries.iter().map(|it| (it.uid.as_str(), matches!(it.start, Start::Day(at) if at == day("2026-11-23")))).collect();
        assert_eq!(told, [("event-events-2026-11-13-rust@journal", false), ("follow-up-outreach-a@journal", true)]);
    }
}
