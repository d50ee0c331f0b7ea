//! What has passed between the keeper and a contact, and how things stand: who wrote last, what is awaited, what is owed.

use chrono::{Months, NaiveDate};

use crate::calendar::date::Period;
use crate::notes::contact::{Contact, Tie};
use crate::notes::event::EventStatus;
use crate::notes::log::{LogAct, LogLine};
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Something dated between the keeper and a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The day.
    pub date: NaiveDate,
    /// What happened.
    pub kind: TouchKind,
    /// The note that tells of it.
    pub note: NoteId,
    /// Where in that note.
    pub range: TextRange,
}

/// What happened at a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TouchKind {
    /// The keeper wrote.
    Sent,
    /// They answered.
    Answered,
    /// They said no.
    Declined,
    /// The two met by arrangement, or spoke.
    Met,
    /// Both were at an event.
    Event,
    /// A line of the log that says something else.
    Noted,
}

/// Why a contact's next touch is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueBy {
    /// `follow-up:` names the day.
    FollowUp,
    /// `every:` of the note, counted from the last touch.
    Every(Period),
    /// `[keep-in-touch]` for this word, counted from the last touch.
    KeepInTouch(String, Period),
}

/// All that has passed with one contact, as seen from the snapshot's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Touches up to today, oldest first.
    pub touches: Vec<Touch>,
    /// Their messages, drafts included, oldest first.
    pub messages: Vec<NoteId>,
}

impl Timeline {
    /// The day of the last touch.
    #[must_use]
    pub fn last(&self) -> Option<&Touch> {
        self.touches.last()
    }

    /// Whether they ever answered or met the keeper.
    #[must_use]
    pub fn has_exchange(&self) -> bool {
        self.touches.iter().any(|touch| is_exchange(touch.kind))
    }

    /// Whether they answered or met the keeper on or after a day.
    #[must_use]
    pub fn exchange_since(&self, day: NaiveDate) -> bool {
        self.touches.iter().any(|touch| day <= touch.date && is_exchange(touch.kind))
    }

    /// Whether a meeting is told of, by arrangement or at an event.
    #[must_use]
    pub fn has_met(&self) -> bool {
        self.touches.iter().any(|touch| matches!(touch.kind, TouchKind::Met | TouchKind::Event))
    }
}

/// Whether they had a part in it.
pub(crate) fn is_exchange(kind: TouchKind) -> bool {
    matches!(kind, TouchKind::Answered | TouchKind::Declined | TouchKind::Met | TouchKind::Event)
}

impl Timeline {
    /// All that has passed with a contact.
    pub(crate) fn of(snapshot: &Snapshot, contact: NoteId) -> Self {
        let messages = snapshot.find_messages_to(contact);
        let mut touches = Vec::new();
        let mut add = |date: NaiveDate, kind, note, range| touches.push(Touch { date, kind, note, range });
        for id in &messages {
            let Some(message) = snapshot.get(*id).and_then(|note| note.outreach()) else { continue };
            if let Some(sent) = message.sent.as_ref().filter(|_| message.status != Status::Draft) {
                add(sent.value, TouchKind::Sent, *id, sent.range);
            }
            if let Some(replied) = &message.replied {
                let kind = if message.status == Status::Declined { TouchKind::Declined } else { TouchKind::Answered };
                add(replied.value, kind, *id, replied.range);
            }
            if let Some(met) = &message.met {
                add(met.value, TouchKind::Met, *id, met.range);
            }
        }
        for id in snapshot.events_with(contact) {
            let Some(event) = snapshot.get(id).and_then(|note| note.event()) else { continue };
            if let Some(date) = event.date.as_ref().filter(|_| event.status != EventStatus::Skipped) {
                add(date.value.0, TouchKind::Event, id, date.range);
            }
        }
        if let Some(note) = snapshot.get(contact).and_then(|note| note.contact()) {
            for line in &note.log {
                let Some(date) = &line.date else { continue };
                add(date.value, log_touch(line.act), contact, line.range);
            }
        }
        touches.retain(|touch| touch.date <= snapshot.today());
        touches.sort_by_key(|touch| (touch.date, touch.kind, touch.note, touch.range));
        Self { touches, messages }
    }
}

impl Snapshot {
    /// Whether a contact knows the keeper: a tie that is not cold, or a meeting or an answer on record.
    #[must_use]
    pub fn knows_you(&self, contact: &Contact, timeline: &Timeline) -> bool {
        matches!(contact.tie, Some(Tie::Dormant | Tie::Weak | Tie::Community | Tie::Close)) || timeline.has_exchange()
    }

    /// Whether a message is a first one: meant so, and no exchange with the contact in the six months before today.
    #[must_use]
    pub fn is_first(&self, message: &Outreach, timeline: &Timeline) -> bool {
        let half_a_year_ago = self.today().checked_sub_months(Months::new(6)).unwrap_or(NaiveDate::MIN);
        message.intent == Intent::First && !timeline.exchange_since(half_a_year_ago)
    }

    /// Whether a message is answered: by its status or dates, or by the log of whom it went to, after it was sent.
    #[must_use]
    pub fn is_answered(&self, id: NoteId) -> bool {
        self.answered_on(id).is_some() || {
            let message = self.get(id).and_then(|note| note.outreach());
            message.is_some_and(|it| matches!(it.status, Status::Replied | Status::Met | Status::Declined))
        }
    }

    /// The day of a message's answer, where one is on record: its `replied` or `met`, else the first reply or meeting in the
    /// contact's log after it was sent.
    #[must_use]
    pub fn answered_on(&self, id: NoteId) -> Option<NaiveDate> {
        let note = self.get(id)?;
        let message = note.outreach()?;
        let own = [&message.replied, &message.met].into_iter().flatten().map(|date| date.value).min();
        if own.is_some() {
            return own;
        }
        let sent = message.sent.as_ref()?.value;
        let contacts = self.recipients(note).into_iter().filter_map(|contact| self.get(contact)?.contact());
        contacts.filter_map(|contact| answer_in_log(contact, sent)).filter(|date| *date <= self.today()).min()
    }

    /// When and why to be in touch next: `follow-up`, else `every` after the last touch, else the shortest that `[keep-in-touch]`
    /// names for one of the contact's words.
    #[must_use]
    pub fn next_touch(&self, contact: &Contact, timeline: &Timeline) -> Option<(NaiveDate, DueBy)> {
        if let Some(day) = &contact.follow_up {
            // A day that has been kept is over; the rhythm goes on from the touch.
            let kept = timeline.last().is_some_and(|touch| day.value <= touch.date);
            if !kept {
                return Some((day.value, DueBy::FollowUp));
            }
        }
        let last = timeline.last()?.date;
        if let Some(every) = &contact.every {
            return Some((every.value.after(last), DueBy::Every(every.value)));
        }
        let rules = self.settings().keep_in_touch.iter().filter(|(word, _)| contact.is_marked(&word.value));
        let next = rules.map(|(word, period)| (period.after(last), DueBy::KeepInTouch(word.value.clone(), *period)));
        next.min_by_key(|(day, _)| *day)
    }
}

/// The first answer or meeting that a log shows after a message was sent. On the very day of sending, what stands behind the line that
/// tells of the sending counts; without such a line an answer does, and a meeting does not: it may well have been the reason to write.
fn answer_in_log(contact: &Contact, sent: NaiveDate) -> Option<NaiveDate> {
    let on = |date: NaiveDate| move |line: &LogLine| line.date.as_ref().is_some_and(|it| it.value == date);
    let told = contact.log.iter().rposition(|line| line.act == LogAct::Sent && on(sent)(line));
    let answers = |(at, line): (usize, &LogLine)| {
        let date = line.date.as_ref()?.value;
        let same_day = || told.map_or(line.act != LogAct::Met, |told| told < at);
        let is_answer = matches!(line.act, LogAct::Answered | LogAct::Met | LogAct::Declined);
        (is_answer && (sent < date || sent == date && same_day())).then_some(date)
    };
    contact.log.iter().enumerate().filter_map(answers).min()
}

fn log_touch(act: LogAct) -> TouchKind {
    match act {
        LogAct::Sent => TouchKind::Sent,
        LogAct::Answered => TouchKind::Answered,
        LogAct::Met => TouchKind::Met,
        LogAct::Declined => TouchKind::Declined,
        LogAct::Other => TouchKind::Noted,
    }
}

#[cfg(test)]
mod tests {
    use super::TouchKind;
    use crate::testing::journal;

    const ADA: &str = "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
every: 2 weeks
---
## Log
- 2026-11-10 She wrote back: yes, gladly
- 2027-01-01 A touch that has not come
//- outreach/2026-11-02-ada.md
---
to: Ada Lovelace
status: sent
sent: 2026-11-02
---
//- events/2026-11-12-meetup.md
---
met: [[[ada-lovelace]], Bo]
status: went
---
";

    #[test]
    fn touches_come_from_messages_events_and_the_log() {
        let snapshot = journal(ADA);
        let ada = snapshot.id("contacts/ada-lovelace.md").unwrap();
        let kinds: Vec<_> = snapshot.timeline(ada).touches.iter().map(|touch| (touch.date.to_string(), touch.kind)).collect();
        assert_eq!(
            kinds,
            [("2026-11-02".into(), TouchKind::Sent), ("2026-11-10".into(), TouchKind::Answered), ("2026-11-12".into(), TouchKind::Event)]
        );
    }

    #[test]
    fn an_answer_in_the_log_answers_the_message() {
        let snapshot = journal(ADA);
        let message = snapshot.id("outreach/2026-11-02-ada.md").unwrap();
        assert_eq!(snapshot.answered_on(message).unwrap().to_string(), "2026-11-10");
    }

    #[test]
    fn meeting_first_and_writing_in_the_evening_is_no_answer() {
        let log = |lines: &str| {
            let fixture = format!(
                "//- contacts/ada.md\n# Ada\n## Log\n{lines}//- outreach/a.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-12\n---\n"
            );
            let snapshot = journal(&fixture);
            snapshot.is_answered(snapshot.id("outreach/a.md").unwrap())
        };
        assert!(!log("- 2026-11-12 Met at the meetup\n"));
        assert!(!log("- 2026-11-12 Met at the meetup\n- 2026-11-12 Sent [[a]]\n"));
        assert!(log("- 2026-11-12 Sent [[a]]\n- 2026-11-12 Coffee in the afternoon\n"));
        assert!(log("- 2026-11-12 She answered\n"));
    }

    #[test]
    fn the_rhythm_is_counted_from_the_last_touch() {
        let snapshot = journal(ADA);
        let ada = snapshot.id("contacts/ada-lovelace.md").unwrap();
        let next = snapshot.next_touch(snapshot.note(ada).contact().unwrap(), &snapshot.timeline(ada)).unwrap();
        assert_eq!(next.0.to_string(), "2026-11-26");
    }
}
