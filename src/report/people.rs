//! The contacts as they stand: how close, when last in touch, who waits for whom, who is slipping away.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::calendar::date::{Period, days_after};
use crate::notes::contact::{Contact, Tie};
use crate::notes::outreach::Status;
use crate::report::due::{Due, due};
use crate::text::fuzzy::{did_you_mean, fold};
use crate::workspace::index::NoteId;
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::{Timeline, TouchKind};

/// After so many days without a touch somebody with no rhythm of their own begins to slip away.
const SLIPPING_AFTER_DAYS: i64 = 84;

/// A contact in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The contact.
    pub id: NoteId,
    /// Its note.
    pub path: Arc<str>,
    /// The name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Where they work, as people say it.
    pub company: Option<String>,
    /// What they do there.
    pub role: Option<String>,
    /// How close.
    pub tie: Option<Tie>,
    /// How the two know of each other.
    pub via: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// The keeper's own words.
    pub tags: Vec<String>,
    /// The last touch.
    pub last: Option<(NaiveDate, TouchKind)>,
    /// What is due next, the most pressing first.
    pub due: Vec<Due>,
    /// The first message that waits for their answer, and since when.
    pub waiting: Option<(NaiveDate, Arc<str>)>,
    /// Drafts to them.
    pub drafts: Vec<Arc<str>>,
    /// How many messages there are, drafts included.
    pub messages: usize,
}

impl Person {
    /// How many days late the next thing is (below zero: so many days ahead); none where nothing ever passed.
    #[must_use]
    pub fn slipping(&self, today: NaiveDate) -> Option<i64> {
        let earliest = self.due.iter().map(|due| due.date).min();
        let by_silence = || self.last.map(|(day, _)| days_after(day, SLIPPING_AFTER_DAYS));
        earliest.or_else(by_silence).map(|day| today.signed_duration_since(day).num_days())
    }
}

/// Every contact, those who are slipping away first; those with whom nothing passed yet at the end, by name.
#[must_use]
pub fn people(snapshot: &Snapshot) -> Vec<Person> {
    let mut by_contact: FxHashMap<NoteId, Vec<Due>> = FxHashMap::default();
    for one in due(snapshot, NaiveDate::MAX) {
        if let Some(contact) = one.contact {
            by_contact.entry(contact).or_default().push(one);
        }
    }
    let mut all: Vec<Person> =
        snapshot.contacts().map(|(id, _, contact)| person(snapshot, id, contact, by_contact.remove(&id).unwrap_or_default())).collect();
    let today = snapshot.today();
    all.sort_by_cached_key(|person| {
        let slipping = person.slipping(today).unwrap_or(i64::MIN);
        (std::cmp::Reverse(slipping), fold(&person.name), person.path.clone())
    });
    all
}

/// One contact as it stands.
#[must_use]
pub fn person(snapshot: &Snapshot, id: NoteId, contact: &Contact, due: Vec<Due>) -> Person {
    let timeline = snapshot.timeline(id);
    let path = snapshot.get(id).map(|note| note.path.clone()).unwrap_or_default();
    Person {
        id,
        path,
        name: contact.name.value.clone(),
        aliases: contact.aliases.iter().map(|alias| alias.value.clone()).collect(),
        company: snapshot.company_name(contact),
        role: contact.role.as_ref().map(|role| role.value.clone()),
        tie: contact.tie,
        via: contact.via.as_ref().map(|via| via.value.clone()),
        email: contact.email.as_ref().map(|email| email.value.clone()),
        tags: contact.tags.iter().map(|tag| tag.value.clone()).collect(),
        last: timeline.last().map(|touch| (touch.date, touch.kind)),
        due,
        waiting: waiting(snapshot, &timeline),
        drafts: with_status(snapshot, &timeline, Status::Draft),
        messages: timeline.messages.len(),
    }
}

/// The first of the messages that wait for an answer; one that was followed up waits since it went.
fn waiting(snapshot: &Snapshot, timeline: &Timeline) -> Option<(NaiveDate, Arc<str>)> {
    let waits = |id: &NoteId| {
        let note = snapshot.get(*id)?;
        let message = note.outreach().filter(|it| it.status == Status::Sent && asks(it.intent))?;
        let sent = sent_on(message).filter(|sent| *sent <= snapshot.today())?;
        (!snapshot.is_answered(*id) && !timeline.exchange_since(sent)).then(|| (sent, note.path.clone()))
    };
    timeline.messages.iter().filter_map(waits).min()
}

/// Whether a message of this intent waits for an answer; thanks do not.
fn asks(intent: crate::notes::outreach::Intent) -> bool {
    use crate::notes::outreach::Intent;
    match intent {
        Intent::First | Intent::FollowUp => true,
        Intent::ThankYou | Intent::Reply => false,
    }
}

fn with_status(snapshot: &Snapshot, timeline: &Timeline, status: Status) -> Vec<Arc<str>> {
    let notes = timeline.messages.iter().filter_map(|id| snapshot.get(*id));
    notes.filter(|note| note.outreach().is_some_and(|it| it.status == status)).map(|note| note.path.clone()).collect()
}

/// Which contacts are wanted; all of it must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    wanted: Vec<Wanted>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    Tie(Tie),
    Company(String),
    Tag(String),
    Via(String),
    /// The last touch lies so long back, or there was none.
    Untouched(Period),
    /// Something is due today or earlier.
    Due,
    /// They have not answered yet.
    Waiting,
    /// Nothing passed yet.
    New,
    Words(String),
}

/// The keys of a filter, for help and “did you mean”.
const KEYS: [&str; 5] = ["tie", "company", "tag", "via", "last"];

impl PeopleFilter {
    /// Reads the words of a filter: `tie:weak`, `company:Mill`, `tag:rust`, `via:meetup`, `last:"6 weeks"` (with `:` or `=`), `due`,
    /// `waiting`, `new`, and any other words, which name, company, role, tie or tags must hold.
    ///
    /// # Errors
    /// For a key that is none, a tie that is none, or a length of time that is none: a sentence that says what there is.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        Ok(Self { wanted: words.iter().filter(|word| !word.trim().is_empty()).map(|word| wanted(word.trim())).collect::<Result<_, _>>()? })
    }

    /// Whether a contact fits, seen from today.
    #[must_use]
    pub fn fits(&self, person: &Person, today: NaiveDate) -> bool {
        self.wanted.iter().all(|wanted| wanted.fits(person, today))
    }
}

fn wanted(word: &str) -> Result<Wanted, String> {
    let Some((key, value)) = word.split_once([':', '=']).filter(|(key, _)| key.chars().all(char::is_alphabetic)) else {
        return Ok(match fold(word).as_str() {
            "due" => Wanted::Due,
            "waiting" => Wanted::Waiting,
            "new" => Wanted::New,
            folded => Tie::named(folded).map_or_else(|| Wanted::Words(folded.to_owned()), Wanted::Tie),
        });
    };
    let value = value.trim().trim_matches('"');
    match key.to_lowercase().as_str() {
        "tie" => Tie::named(&value.to_lowercase())
            .map(Wanted::Tie)
            .ok_or_else(|| format!("no such tie: {value:?}; they are close, dormant, weak, community and cold")),
        "company" | "at" => Ok(Wanted::Company(fold(value))),
        "tag" => Ok(Wanted::Tag(fold(value))),
        "via" => Ok(Wanted::Via(fold(value))),
        "last" => {
            Period::parse(value).map(Wanted::Untouched).ok_or_else(|| format!("no such length of time: {value:?}; write last:\"6 weeks\""))
        }
        other => {
            let near = did_you_mean(other, KEYS).map_or_else(String::new, |near| format!(" Did you mean {near}:?"));
            Err(format!("contacts cannot be chosen by {other:?}.{near} There are {}:, due, waiting, new, and any words.", KEYS.join(":, ")))
        }
    }
}

impl Wanted {
    fn fits(&self, person: &Person, today: NaiveDate) -> bool {
        match self {
            Self::Tie(tie) => person.tie == Some(*tie),
            Self::Company(company) => person.company.as_deref().is_some_and(|own| fold(own).contains(company)),
            Self::Tag(tag) => person.tags.iter().any(|own| fold(own) == *tag),
            Self::Via(via) => person.via.as_deref().is_some_and(|own| fold(own).contains(via)),
            Self::Untouched(period) => person.last.is_none_or(|(day, _)| period.after(day) <= today),
            Self::Due => person.due.iter().any(|due| due.date <= today),
            Self::Waiting => person.waiting.is_some(),
            Self::New => person.last.is_none(),
            Self::Words(words) => {
                let tie = person.tie.map(Tie::word);
                let parts = [Some(person.name.as_str()), person.company.as_deref(), person.role.as_deref(), tie, person.via.as_deref()];
                let lists = person.aliases.iter().chain(&person.tags).map(String::as_str);
                parts.into_iter().flatten().chain(lists).any(|part| fold(part).contains(words))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PeopleFilter, people};
    use crate::testing::journal;

    const PEOPLE: &str = "
//- contacts/ada.md
---
name: Ada
tie: weak
company: Mill
tags: [rust]
every: 2 weeks
---
## Log
- 2026-11-01 Met for coffee
//- contacts/bo.md
---
name: Bo
tie: cold
via: meetup
---
//- contacts/cy.md
---
name: Cyril
role: Staff engineer
---
//- outreach/2026-11-10-cy.md
---
to: Cyril
status: sent
sent: 2026-11-10
---
//- contacts/dee.md
---
name: Dee
---
## Log
- 2026-11-22 She wrote: come by
";

    #[track_caller]
    fn check(filter: &[&str], expected: &[&str]) {
        let snapshot = journal(PEOPLE);
        let words: Vec<String> = filter.iter().map(|word| (*word).to_owned()).collect();
        let filter = PeopleFilter::parse(&words).unwrap();
        let all = people(&snapshot);
        let names: Vec<&str> = all.iter().filter(|it| filter.fits(it, snapshot.today())).map(|it| it.name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn who_is_slipping_away_stands_first() {
        check(&[], &["Ada", "Cyril", "Dee", "Bo"]);
    }

    #[test]
    fn every_part_of_a_filter_must_fit() {
        check(&["tie:weak"], &["Ada"]);
        check(&["cold"], &["Bo"]);
        check(&["company=mill", "tag:Rust"], &["Ada"]);
        check(&["company=mill", "tag:go"], &[]);
        check(&["via:meet"], &["Bo"]);
        check(&["waiting"], &["Cyril"]);
        check(&["due"], &["Ada", "Cyril", "Dee"]);
        check(&["new"], &["Bo"]);
        check(&["last:2 weeks"], &["Ada", "Bo"]);
        check(&["engineer"], &["Cyril"]);
    }

    #[test]
    fn a_filter_that_means_nothing_says_what_there_is() {
        let told = |word: &str| PeopleFilter::parse(&[word.to_owned()]).unwrap_err();
        assert!(told("tie:strong").contains("close, dormant, weak"));
        assert!(told("compny:mill").contains("Did you mean company:?"), "{}", told("compny:mill"));
        assert!(told("last:soon").contains("no such length of time"));
    }
}
