//! How things stand with messages: what is awaited, what has been followed up, what is owed. Facts; others find the words.

use chrono::NaiveDate;

use crate::calendar::date::{add_working_days, working_days_between};
use crate::notes::event::Event;
use crate::notes::log::{LogAct, LogLine};
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::{Timeline, TouchKind, is_exchange};

/// So many days after a meeting a thank-you is still worth a word (checks.md, `thank-you-due`).
pub const THANKS_WITHIN_DAYS: i64 = 14;

/// The day a message went, drafts aside.
#[must_use]
pub fn sent_on(message: &Outreach) -> Option<NaiveDate> {
    message.sent.as_ref().filter(|_| message.status != Status::Draft).map(|sent| sent.value)
}

/// Something that wants an answer or thanks: since when, and the place that tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The day they wrote, or the two met.
    pub since: NaiveDate,
    /// The message whose date tells of it, else the contact.
    pub note: NoteId,
    /// Where in that note.
    pub range: TextRange,
}

impl Snapshot {
    /// Whether an answer to a message is still awaited: it was sent, they have neither answered it nor been heard of since, and the
    /// keeper has not closed it.
    #[must_use]
    pub fn is_awaited(&self, id: NoteId) -> bool {
        let Some(note) = self.get(id) else { return false };
        let sent = note.outreach().filter(|message| message.status == Status::Sent).and_then(|message| message.sent.as_ref());
        let Some(sent) = sent.filter(|sent| sent.value <= self.today()) else { return false };
        let heard = |contact: NoteId| {
            // What the log says of the day of sending itself is judged line by line, with the message.
            self.timeline(contact).touches.iter().any(|touch| sent.value < touch.date && is_exchange(touch.kind))
        };
        !self.is_answered(id) && !self.recipients(note).into_iter().any(heard)
    }

    /// The working days that a message has waited for its answer, the day of sending not counted; none where none is awaited.
    #[must_use]
    pub fn working_days_waited(&self, id: NoteId) -> Option<i64> {
        let sent = self.get(id)?.outreach()?.sent.as_ref()?.value;
        self.is_awaited(id).then(|| working_days_between(sent, self.today()))
    }

    /// The day since which a first message wants to be followed up: its answer is awaited, and nothing was written after it, not even
    /// a draft. The day may be to come.
    #[must_use]
    pub fn follow_up_from(&self, id: NoteId) -> Option<NaiveDate> {
        let rules = &self.settings().outreach;
        let message = self.get(id)?.outreach()?;
        let sent = message.sent.as_ref()?.value;
        let wanted = message.intent == Intent::First && 0 < rules.follow_ups_at_most && self.is_awaited(id) && !self.is_followed(id);
        wanted.then(|| add_working_days(sent, rules.follow_up_after_days))
    }

    /// Whether something was written after a message to the same contact, be it a draft: what says that it follows this one, a
    /// follow-up or another first message of a later day, or a later line of the log that tells of writing.
    #[must_use]
    pub fn is_followed(&self, id: NoteId) -> bool {
        let Some((note, sent)) = self.get(id).and_then(|note| Some((note, note.outreach()?.sent.as_ref()?.value))) else { return false };
        self.recipients(note).into_iter().any(|contact| {
            let later = |other: &NoteId| *other != id && self.comes_after(*other, id, sent);
            let logged = self.get(contact).and_then(|note| note.contact()).into_iter().flat_map(|contact| &contact.log);
            let wrote = |line: &LogLine| line.act == LogAct::Sent && line.date.as_ref().is_some_and(|date| sent < date.value);
            self.timeline(contact).messages.iter().any(later) || logged.into_iter().any(wrote)
        })
    }

    fn comes_after(&self, other: NoteId, id: NoteId, sent: NaiveDate) -> bool {
        let Some(message) = self.get(other).and_then(|note| note.outreach()) else { return false };
        let follows = message.follows.as_ref().and_then(|words| self.resolve_message(&words.value).one());
        let is_dated_later = || dated(message).is_none_or(|date| sent < date || sent == date && message.intent == Intent::FollowUp);
        follows == Some(id) || matches!(message.intent, Intent::FollowUp | Intent::First) && is_dated_later()
    }

    /// How many follow-ups went to the contact before this one since a first message or the last sign of them; none where this is no
    /// follow-up, or they have answered by now.
    #[must_use]
    pub fn follow_ups_before(&self, id: NoteId) -> Option<u32> {
        let note = self.get(id)?;
        let message = note.outreach().filter(|message| message.intent == Intent::FollowUp)?;
        let is_open = message.status == Status::Draft || self.is_awaited(id);
        let [contact] = self.recipients(note).as_slice().try_into().ok().filter(|_| is_open)?;
        let day = dated(message).unwrap_or(self.today());
        let timeline = self.timeline(contact);
        let heard = timeline.touches.iter().filter(|touch| is_exchange(touch.kind) && touch.date <= day).map(|touch| touch.date).max();
        let mut before: Vec<(NaiveDate, Intent)> = Vec::new();
        for other in timeline.messages.iter().filter(|other| **other != id) {
            let Some(other) = self.get(*other).and_then(|note| note.outreach()).filter(|it| it.status != Status::Draft) else { continue };
            before.extend(
                dated(other).filter(|date| *date <= day && heard.is_none_or(|heard| heard < *date)).map(|date| (date, other.intent)),
            );
        }
        before.sort_by_key(|(date, intent)| (*date, *intent == Intent::FollowUp));
        let since = before.iter().rposition(|(_, intent)| *intent == Intent::First).map_or(0, |at| at + 1);
        let count = before[since..].iter().filter(|(_, intent)| *intent == Intent::FollowUp).count();
        u32::try_from(count).ok()
    }

    /// What a contact wrote last and the keeper has not answered. A no, and what was closed, want no answer.
    #[must_use]
    pub fn reply_owed(&self, contact: NoteId) -> Option<Owed> {
        let timeline = self.timeline(contact);
        let theirs = |touch: &&crate::workspace::timeline::Touch| touch.kind == TouchKind::Answered;
        let date = timeline.touches.iter().filter(theirs).map(|touch| touch.date).max()?;
        // The message's own date is the better place than the line in the log that says the same.
        let of_that_day = || timeline.touches.iter().filter(theirs).filter(|touch| touch.date == date);
        let touch = of_that_day().rfind(|touch| touch.note != contact).or_else(|| of_that_day().next_back())?;
        let over = self.is_over(&timeline, date) || self.wrote_after(contact, &timeline, touch.note, date);
        (!over).then_some(Owed { since: date, note: touch.note, range: touch.range })
    }

    /// Whether an answer of this day wants no other: the message that it answers is closed or declined, the two met since, or the day
    /// to meet is set.
    fn is_over(&self, timeline: &Timeline, date: NaiveDate) -> bool {
        let messages = || timeline.messages.iter().filter_map(|id| self.get(*id)?.outreach()).filter(|it| it.status != Status::Draft);
        let last = messages().filter(|it| dated(it).is_some_and(|sent| sent <= date)).max_by_key(|it| dated(it));
        let ended = last.is_some_and(|it| matches!(it.status, Status::Closed | Status::Declined));
        let replied = |it: &&Outreach| it.replied.as_ref().is_some_and(|day| day.value == date);
        let is_set = messages().filter(replied).any(|it| it.met.as_ref().is_some_and(|met| date <= met.value));
        let met = |kind: TouchKind| matches!(kind, TouchKind::Met | TouchKind::Event | TouchKind::Declined);
        ended || is_set || timeline.touches.iter().any(|touch| date <= touch.date && met(touch.kind))
    }

    /// Whether the keeper wrote after an answer of this day, which the note `source` tells of.
    fn wrote_after(&self, contact: NoteId, timeline: &Timeline, source: NoteId, date: NaiveDate) -> bool {
        let answers = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach()).filter(|it| it.status != Status::Draft && *id != source);
            let Some((message, sent)) = message.and_then(|it| Some((it, it.sent.as_ref()?.value))) else { return false };
            let follows = message.follows.as_ref().and_then(|words| self.resolve_message(&words.value).one());
            let same_day = matches!(message.intent, Intent::Reply | Intent::ThankYou) || follows == Some(source);
            date < sent || date == sent && same_day
        };
        let Some(log) = self.get(contact).and_then(|note| note.contact()).map(|contact| &contact.log) else { return false };
        let on = |line: &LogLine| line.date.as_ref().map(|it| it.value);
        let sent_that_day = self.get(source).and_then(|note| note.outreach()?.sent.as_ref()).is_some_and(|sent| sent.value == date);
        let told = log.iter().position(|line| line.act == LogAct::Answered && on(line) == Some(date));
        let logged = log.iter().enumerate().any(|(at, line)| {
            let same_day = || told.map_or(!sent_that_day, |told| told < at);
            line.act == LogAct::Sent && on(line).is_some_and(|it| date < it || date == it && same_day())
        });
        logged || timeline.messages.iter().any(answers)
    }

    /// The meetings with a contact for which no thanks were sent since, the earliest first. A chance meeting at an event needs none.
    #[must_use]
    pub fn thanks_owed(&self, contact: NoteId) -> Vec<Owed> {
        let Some(note) = self.get(contact) else { return Vec::new() };
        let Some(log) = note.contact().map(|contact| &contact.log) else { return Vec::new() };
        let timeline = self.timeline(contact);
        let messages = &timeline.messages;
        let mut meetings: Vec<Owed> = Vec::new();
        for id in messages.iter().rev() {
            let Some(message) = self.get(*id).and_then(|note| note.outreach()).filter(|it| it.status != Status::Draft) else { continue };
            let Some(met) = message.met.as_ref().filter(|met| met.value <= self.today()) else { continue };
            if !meetings.iter().any(|other| other.since == met.value) {
                meetings.push(Owed { since: met.value, note: *id, range: met.range });
            }
        }
        for line in log.iter().filter(|line| line.act == LogAct::Met) {
            let Some(date) = line.date.as_ref().map(|date| date.value).filter(|date| *date <= self.today()) else { continue };
            let told = meetings.iter().any(|other| other.since == date);
            if !told && !self.is_by_chance(contact, note, line) {
                meetings.push(Owed { since: date, note: contact, range: line.range });
            }
        }
        meetings.retain(|meeting| !self.is_thanked(note, log, messages, meeting.since));
        meetings.sort_by_key(|meeting| (meeting.since, meeting.note));
        meetings
    }

    fn is_thanked(&self, contact: &Note, log: &[LogLine], messages: &[NoteId], met: NaiveDate) -> bool {
        let thanks = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach());
            let sent = message.filter(|it| it.intent == Intent::ThankYou && it.status != Status::Draft);
            sent.is_some_and(|it| dated(it).is_none_or(|date| met <= date))
        };
        let logged = |line: &LogLine| {
            let since = line.date.as_ref().is_some_and(|date| met <= date.value);
            since && line.act == LogAct::Sent && fold(contact.of(line.words)).contains("thank")
        };
        messages.iter().any(thanks) || log.iter().any(logged)
    }

    /// Whether a line of the log tells of a meeting that nobody arranged: at an event, in the street.
    fn is_by_chance(&self, contact: NoteId, note: &Note, line: &LogLine) -> bool {
        const ARRANGED: &[&str] = &[
            "coffee",
            "lunch",
            "breakfast",
            "dinner",
            "tea",
            "call",
            "called",
            "zoom",
            "video",
            "phone",
            "phoned",
            "interview",
            "walk",
            "office",
            "visit",
            "visited",
            "desk",
            "hour",
            "minutes",
            "arranged",
            "agreed",
            "planned",
        ];
        const EVENTS: &[&str] = &[
            "meetup",
            "meet",
            "conference",
            "conf",
            "talk",
            "evening",
            "workshop",
            "hackathon",
            "fair",
            "party",
            "event",
            "panel",
            "group",
            "chance",
            "ran",
            "bumped",
            "street",
            "wedding",
            "class",
            "train",
        ];
        let words = fold(note.of(line.words));
        let says = |list: &[&str], words: &str| words.split(|it: char| !it.is_alphanumeric()).any(|word| list.contains(&word));
        let linked = note.markdown.links.iter().filter(|link| line.range.covers(link.range));
        let linked = linked.filter_map(|link| self.resolve_link(note, link).one());
        let that_day = |id: &NoteId| {
            let day = self.get(*id).and_then(|note| note.event()?.day());
            day.is_some() && day == line.date.as_ref().map(|date| date.value)
        };
        let listed = self.events_with(contact).into_iter().filter(that_day);
        let event = linked.chain(listed).find_map(|id| self.get(id)?.event());
        let is_visit = |event: &Event| says(ARRANGED, &fold(&event.name.value));
        match event {
            Some(event) => !is_visit(event) && !says(ARRANGED, &words),
            None => !says(ARRANGED, &words) && (words.starts_with("met at ") || says(EVENTS, &words)),
        }
    }
}

/// The day that a message belongs to: of its sending, else of its file name.
fn dated(message: &Outreach) -> Option<NaiveDate> {
    message.sent.as_ref().map(|sent| sent.value).or(message.written)
}

#[cfg(test)]
mod tests {
    use crate::testing::journal;
    use crate::workspace::snapshot::Snapshot;

    /// A message to Ada: its front matter, `to` left out.
    fn message(path: &str, fields: &str) -> String {
        format!("//- outreach/{path}.md\n---\nto: Ada\n{fields}\n---\nHi\n")
    }

    fn with_log(log: &str, messages: &[String]) -> Snapshot {
        journal(&format!("//- contacts/ada.md\n# Ada\n## Log\n{log}{}//- events/2026-11-19-rust.md\n# Rust evening\n", messages.concat()))
    }

    fn owed(log: &str, messages: &[String]) -> Option<(String, String)> {
        let snapshot = with_log(log, messages);
        let owed = snapshot.reply_owed(snapshot.id("contacts/ada.md").unwrap())?;
        Some((owed.since.to_string(), snapshot.note(owed.note).path.to_string()))
    }

    fn thanks(log: &str, messages: &[String]) -> Vec<String> {
        let snapshot = with_log(log, messages);
        let meetings = snapshot.thanks_owed(snapshot.id("contacts/ada.md").unwrap());
        meetings.into_iter().map(|owed| format!("{} {}", owed.since, snapshot.note(owed.note).path)).collect()
    }

    const SENT: &str = "status: sent\nsent: 2026-11-09";
    const REPLIED: &str = "status: replied\nsent: 2026-11-09\nreplied: 2026-11-12";

    #[test]
    fn a_follow_up_is_wanted_after_working_days() {
        let from = |log: &str, messages: &[String]| {
            let snapshot = with_log(log, messages);
            snapshot.follow_up_from(snapshot.id("outreach/a.md").unwrap()).map(|day| day.to_string())
        };
        assert_eq!(from("", &[message("a", SENT)]), Some("2026-11-16".into()));
        assert_eq!(from("- 2026-11-10 She wrote back\n", &[message("a", SENT)]), None);
        assert_eq!(from("- 2026-11-18 Nudged her on Slack\n", &[message("a", SENT)]), None);
        assert_eq!(from("", &[message("a", SENT), message("b", "follows: a\nstatus: draft")]), None);
        assert_eq!(from("", &[message("a", SENT), message("2026-11-20-b", "intent: first\nstatus: draft")]), None);
        assert_eq!(from("", &[message("a", SENT), message("2026-11-02-b", "status: closed\nsent: 2026-11-02")]), Some("2026-11-16".into()));
        assert_eq!(from("", &[message("a", "status: closed\nsent: 2026-11-09")]), None);
    }

    #[test]
    fn follow_ups_are_counted_since_the_last_sign_of_life() {
        let before = |log: &str, messages: &[String]| {
            let snapshot = with_log(log, messages);
            snapshot.follow_ups_before(snapshot.id("outreach/2026-11-23-c.md").unwrap())
        };
        let draft = message("2026-11-23-c", "intent: follow-up\nstatus: draft");
        let nudge = message("b", "intent: follow-up\nstatus: sent\nsent: 2026-11-16");
        assert_eq!(before("", &[message("a", SENT), nudge.clone(), draft.clone()]), Some(1));
        assert_eq!(before("- 2026-11-18 She wrote back\n", &[message("a", SENT), nudge.clone(), draft.clone()]), Some(0));
        assert_eq!(before("", &[message("d", "status: sent\nsent: 2026-11-20"), nudge, draft]), Some(0));
    }

    #[test]
    fn they_wrote_last() {
        let here = Some(("2026-11-12".into(), "outreach/a.md".into()));
        assert_eq!(owed("", &[message("a", REPLIED)]), here);
        assert_eq!(owed("- 2026-11-12 She answered, gladly\n", &[message("a", REPLIED)]), here);
        assert_eq!(owed("- 2026-11-14 She wrote again\n", &[message("a", REPLIED)]), Some(("2026-11-14".into(), "contacts/ada.md".into())));
    }

    #[test]
    fn an_answer_of_ones_own_a_meeting_or_the_end_settles_it() {
        let replied = || message("a", REPLIED);
        assert_eq!(owed("", &[replied(), message("b", "intent: reply\nstatus: sent\nsent: 2026-11-12")]), None);
        assert_eq!(owed("- 2026-11-12 She answered\n- 2026-11-12 Sent [[b]]\n", &[replied()]), None);
        assert_eq!(owed("- 2026-11-13 Wrote to her at once\n", &[replied()]), None);
        assert_eq!(owed("- 2026-11-16 Coffee\n", &[replied()]), None);
        assert_eq!(owed("", &[message("a", &format!("{REPLIED}\nmet: 2026-11-30"))]), None);
        assert_eq!(owed("- 2026-11-12 She answered\n", &[message("a", &REPLIED.replace("status: replied", "status: closed"))]), None);
        assert_eq!(owed("", &[message("a", &REPLIED.replace("status: replied", "status: declined"))]), None);
        assert_ne!(owed("", &[replied(), message("b", "intent: reply\nstatus: draft")]), None);
    }

    #[test]
    fn thanks_are_owed_for_a_meeting_that_was_arranged() {
        let met = || message("a", "status: met\nsent: 2026-11-09\nmet: 2026-11-19");
        assert_eq!(thanks("", &[met()]), ["2026-11-19 outreach/a.md"]);
        assert_eq!(thanks("- 2026-11-19 Met for coffee\n", &[met()]), ["2026-11-19 outreach/a.md"]);
        assert_eq!(thanks("- 2026-11-20 Coffee at hers\n", &[]), ["2026-11-20 contacts/ada.md"]);
        assert_eq!(thanks("", &[met(), message("b", "intent: thank-you\nstatus: draft")]), ["2026-11-19 outreach/a.md"]);
    }

    #[test]
    fn thanks_that_were_sent_and_chance_meetings_owe_nothing() {
        let met = || message("a", "status: met\nsent: 2026-11-09\nmet: 2026-11-19");
        assert_eq!(thanks("", &[met(), message("b", "intent: thank-you\nstatus: sent\nsent: 2026-11-19")]), [""; 0]);
        assert_eq!(thanks("- 2026-11-20 Thanked her with a card\n", &[met()]), [""; 0]);
        assert_eq!(thanks("- 2026-11-19 Met at [[2026-11-19-rust]]; talked about lexers\n", &[]), [""; 0]);
        let evening = "//- events/2026-11-18-go.md\n---\nmet: [Ada]\n---\n".to_owned();
        assert_eq!(thanks("- 2026-11-18 Met her, talked about lexers\n", &[evening]), [""; 0]);
        assert_eq!(thanks("- 2026-11-19 Met at the Go evening\n- 2026-11-20 Ran into her, spoke of work\n", &[]), [""; 0]);
    }
}
