//! The pipeline of messages: where each stands, and for how long.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::notes::kind::NoteKind;
use crate::notes::outreach::{Channel, Intent, Outreach, Status};
use crate::report::due::{DueKind, addressee, due};
use crate::report::week::asks;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;

/// Where a message stands in the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// A first message or a follow-up without an answer.
    Waiting,
    /// Being written.
    Draft,
    /// They answered.
    Answered,
    /// The two met.
    Met,
    /// On its way, and no answer is awaited: thanks, replies.
    Sent,
    /// They said no.
    Declined,
    /// The waiting is over without an answer.
    Closed,
}

impl Stage {
    /// Every stage, in the order in which they are shown: what can move on first.
    pub const ALL: [Self; 7] = [Self::Waiting, Self::Draft, Self::Answered, Self::Met, Self::Sent, Self::Declined, Self::Closed];

    /// Whether something is still to come of it: those that stand longest are shown first.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Draft)
    }

    fn of(snapshot: &Snapshot, id: NoteId, message: &Outreach) -> Self {
        match message.status {
            Status::Draft => Self::Draft,
            Status::Sent if snapshot.is_answered(id) => Self::Answered,
            Status::Sent if asks(message) => Self::Waiting,
            Status::Sent => Self::Sent,
            Status::Replied => Self::Answered,
            Status::Met => Self::Met,
            Status::Declined => Self::Declined,
            Status::Closed => Self::Closed,
        }
    }
}

/// A message and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageLine {
    /// The note.
    pub id: NoteId,
    /// Its path.
    pub path: Arc<str>,
    /// To whom, as people say it.
    pub who: String,
    /// How far it has come.
    pub status: Status,
    /// Where it stands.
    pub stage: Stage,
    /// What it is meant as.
    pub intent: Intent,
    /// How it goes.
    pub channel: Channel,
    /// The day on which it came to this status, as far as it is known; of a draft the day it was begun.
    pub since: Option<NaiveDate>,
    /// How many days ago that was; below 0 for a meeting to come.
    pub days: Option<i64>,
    /// What is due because of it.
    pub next: Option<DueKind>,
}

/// The messages that all the words of a filter fit, by stage; those that wait longest first, those that are over the latest
/// first.
#[must_use]
pub fn messages(snapshot: &Snapshot, filter: &[String]) -> Vec<MessageLine> {
    let today = snapshot.today();
    let open = due(snapshot, today);
    let mut lines: Vec<MessageLine> = Vec::new();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach() else { continue };
        let since = since(message).or_else(|| snapshot.outside().last_commits.get(&*note.path).copied());
        let line = MessageLine {
            id,
            path: note.path.clone(),
            who: addressee(snapshot, id),
            status: message.status,
            stage: Stage::of(snapshot, id, message),
            intent: message.intent,
            channel: message.channel,
            since,
            days: since.map(|day| (today - day).num_days()),
            next: open.iter().find(|due| due.path == note.path).map(|due| due.kind),
        };
        if filter.iter().all(|word| fits(snapshot, &line, word)) {
            lines.push(line);
        }
    }
    lines.sort_by_cached_key(|line| {
        let day = line.since.map_or(i64::MAX, |day| (day - NaiveDate::default()).num_days());
        (line.stage, if line.stage.is_open() { day } else { -day }, line.path.clone())
    });
    lines
}

fn since(message: &Outreach) -> Option<NaiveDate> {
    let day = |field: &Option<crate::notes::field::Spanned<NaiveDate>>| field.as_ref().map(|date| date.value);
    match message.status {
        Status::Draft => message.written,
        Status::Sent | Status::Closed => sent_on(message).or(message.written),
        Status::Replied | Status::Declined => day(&message.replied).or(sent_on(message)),
        Status::Met => day(&message.met).or(day(&message.replied)).or(sent_on(message)),
    }
}

/// Whether a word of a filter fits: a status, a channel, an intent, “waiting”, “due”, or a part of the name, the path, the company.
fn fits(snapshot: &Snapshot, line: &MessageLine, word: &str) -> bool {
    let word = fold(word);
    let exact = [line.status.word(), line.channel.word(), line.intent.word()];
    if Status::named(&word).is_some() || Channel::named(&word).is_some() || Intent::named(&word).is_some() {
        return exact.contains(&word.as_str());
    }
    match word.as_str() {
        "waiting" => line.stage == Stage::Waiting,
        "answered" => line.status != Status::Draft && snapshot.is_answered(line.id),
        "due" => line.next.is_some(),
        _ => {
            let company = || {
                let people = snapshot.get(line.id).map(|note| snapshot.recipients(note)).unwrap_or_default();
                people
                    .into_iter()
                    .filter_map(|id| snapshot.get(id)?.contact())
                    .filter_map(|contact| snapshot.company_name(contact))
                    .collect()
            };
            let words: Vec<String> = company();
            [line.who.as_str(), &line.path].into_iter().chain(words.iter().map(String::as_str)).any(|text| fold(text).contains(&word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::messages;
    use crate::testing::journal;

    const NOTES: &str = "
//- contacts/ada.md
---
name: Ada Lovelace
company: Analytical Engines
---
//- outreach/2026-11-10-ada.md
---
to: Ada Lovelace
channel: email
status: sent
sent: 2026-11-10
---
//- outreach/2026-11-02-bo.md
---
to: Bo
channel: slack
status: replied
sent: 2026-11-02
replied: 2026-11-05
---
//- outreach/2026-11-20-cy.md
---
to: Cy
---
//- outreach/2026-11-03-di.md
---
to: Di
status: sent
sent: 2026-11-03
---
";

    fn check(filter: &[&str]) -> Vec<String> {
        let filter: Vec<String> = filter.iter().map(ToString::to_string).collect();
        let told = |line: super::MessageLine| {
            format!("{} {} {} {}", line.status.word(), line.who, line.days.unwrap(), line.next.map_or("", |kind| kind.word()))
        };
        messages(&journal(NOTES), &filter).into_iter().map(told).collect()
    }

    #[test]
    fn the_oldest_waiting_comes_first() {
        assert_eq!(check(&[]), ["sent Di 20 follow-up", "sent Ada Lovelace 13 follow-up", "draft Cy 3 ", "replied Bo 18 "]);
    }

    #[test]
    fn words_choose_by_status_channel_name_and_company() {
        assert_eq!(check(&["draft"]).len(), 1);
        assert_eq!(check(&["email", "sent"]), ["sent Ada Lovelace 13 follow-up"]);
        assert_eq!(check(&["LOVELACE"]), check(&["engines"]));
        assert_eq!(check(&["due"]).len(), 2);
        assert_eq!(check(&["nobody"]), Vec::<String>::new());
    }
}
