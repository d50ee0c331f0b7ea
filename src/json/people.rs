//! Contacts and companies, for scripts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::json::due::entries;
use crate::report::companies::{Standing, Step};
use crate::report::people::Person;
use crate::report::person::Card;
use crate::workspace::timeline::TouchKind;

/// `journal contacts --format json`.
#[must_use]
pub fn contacts(today: NaiveDate, people: &[Person]) -> Value {
    let all: Vec<Value> = people.iter().map(|person| person_value(person, today)).collect();
    json!({ "version": 1, "today": today.to_string(), "contacts": all })
}

/// `journal contact NAME --format json`.
#[must_use]
pub fn contact(today: NaiveDate, card: &Card) -> Value {
    let mut person = person_value(&card.person, today);
    let timeline: Vec<Value> = card
        .entries
        .iter()
        .map(|entry| {
            let date = entry.date.map(|day| day.to_string());
            json!({ "date": date, "kind": entry.kind.word(), "path": &*entry.path, "line": entry.line, "text": entry.words })
        })
        .collect();
    let more = json!({
        "pronouns": card.pronouns, "phone": card.phone, "linkedin": card.linkedin, "timezone": card.timezone,
        "may_name": card.may_name, "facts": card.facts, "timeline": timeline,
    });
    if let (Some(person), Value::Object(more)) = (person.as_object_mut(), more) {
        person.extend(more);
    }
    json!({ "version": 1, "today": today.to_string(), "contact": person })
}

fn person_value(person: &Person, today: NaiveDate) -> Value {
    let last = person.last.map(|(day, kind)| json!({ "date": day.to_string(), "kind": touch(kind) }));
    let waiting = person.waiting.as_ref().map(|(since, path)| json!({ "since": since.to_string(), "path": &**path }));
    let drafts: Vec<&str> = person.drafts.iter().map(|path| &**path).collect();
    json!({
        "path": &*person.path, "name": person.name, "aliases": person.aliases, "company": person.company, "role": person.role,
        "tie": person.tie.map(|tie| tie.word()), "via": person.via, "email": person.email, "tags": person.tags,
        "last_touch": last, "due": entries(&person.due), "waiting": waiting, "drafts": drafts, "messages": person.messages,
        "days_late": person.slipping(today),
    })
}

fn touch(kind: TouchKind) -> &'static str {
    crate::report::person::EntryKind::Touch(kind).word()
}

/// `journal companies --format json`.
#[must_use]
pub fn companies(today: NaiveDate, all: &[Standing]) -> Value {
    let words = |steps: &[Step]| steps.iter().map(|step| step_word(*step)).collect::<Vec<_>>();
    let one = |it: &Standing| {
        json!({
            "path": &*it.path, "name": it.name, "stage": it.stage.map(|stage| stage.word()), "done": words(&it.done),
            "skipped": words(&it.skipped), "next": it.next.map(step_word), "applied": it.applied.map(|day| day.to_string()),
            "people": it.people, "last_touch": it.last.map(|day| day.to_string()),
        })
    };
    json!({ "version": 1, "today": today.to_string(), "companies": all.iter().map(one).collect::<Vec<_>>() })
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Find => "find",
        Step::Research => "research",
        Step::Outreach => "outreach",
        Step::Apply => "apply",
        Step::Back => "back",
    }
}
