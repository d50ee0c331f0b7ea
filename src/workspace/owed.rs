//! What is owed to whom and what is awaited: answers, thanks, follow-ups. Facts for checks and reports alike.

use chrono::NaiveDate;

use crate::calendar::date::{add_working_days, days_after, working_days_between};
use crate::notes::event::Event;
use crate::notes::log::{LogAct, LogLine};
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::{Timeline, Touch, TouchKind, is_exchange};

/// So many days after a meeting a thank-you is still worth a word.
pub const THANKS_WITHIN_DAYS: i64 = 14;

impl Snapshot {
    /// Whether an answer to a message is still awaited: it was sent, they have neither answered it nor been heard of since, and the
    /// keeper has not closed it.
    #[must_use]
    pub fn is_awaited(&self, id: NoteId) -> bool {
        let Some(note) = self.get(id) else { return false };
        let sent = note.outreach().filter(|message| message.status == Status::Sent).and_then(|message| message.sent.as_ref());
        let Some(sent) = sent.filter(|sent| sent.value <= self.today()) else { return false };
        let heard = |contact: NoteId| {
            let touches = self.timeline(contact).touches;
            // What the log says of the day of sending itself is judged line by line, with the message.
            touches.iter().any(|touch| sent.value < touch.date && is_exchange(touch.kind))
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
    pub fn follow_up_due(&self, id: NoteId) -> Option<NaiveDate> {
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
            self.messages_to(contact).iter().any(later) || logged.into_iter().any(wrote)
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

    /// The touch by which a contact wrote last, where the next word is the keeper's: no message and no meeting since, and none
    /// arranged. A no, and a message that is closed, ask for no more.
    #[must_use]
    pub fn reply_owed(&self, timeline: &Timeline) -> Option<Touch> {
        let wrote = |touch: &&Touch| matches!(touch.kind, TouchKind::Answered | TouchKind::Declined);
        let date = timeline.touches.iter().rfind(wrote)?.date;
        let that_day = || timeline.touches.iter().filter(wrote).filter(|touch| touch.date == date);
        if that_day().any(|touch| touch.kind == TouchKind::Declined) {
            return None;
        }
        // The message's own date is the better place than the line in the log that says the same.
        let theirs = *that_day().filter(|touch| self.is_message(touch.note)).last().or_else(|| that_day().last())?;
        let over = self.is_settled(timeline, date) || self.wrote_after(timeline, &theirs);
        (!over).then_some(theirs)
    }

    /// Whether an answer of this day wants no other: the message that it answers is closed or declined, or the two met since, or will.
    fn is_settled(&self, timeline: &Timeline, date: NaiveDate) -> bool {
        let messages = || timeline.messages.iter().filter_map(|id| self.get(*id)?.outreach());
        let replied = |it: &&Outreach| it.replied.as_ref().is_some_and(|day| day.value == date);
        let is_set = messages().filter(replied).any(|it| it.met.as_ref().is_some_and(|met| date <= met.value));
        let met = |kind: TouchKind| matches!(kind, TouchKind::Met | TouchKind::Event);
        let last = messages().filter(|it| sent_on(it).is_some_and(|sent| sent <= date)).max_by_key(|it| sent_on(it));
        let ended = last.is_some_and(|it| matches!(it.status, Status::Closed | Status::Declined));
        is_set || ended || timeline.touches.iter().any(|touch| date <= touch.date && met(touch.kind))
    }

    /// Whether the keeper wrote after an answer. On one and the same day the message that they answered came first, whoever tells of it.
    fn wrote_after(&self, timeline: &Timeline, theirs: &Touch) -> bool {
        let message = |id: NoteId| self.get(id).and_then(|note| note.outreach());
        let answered = message(theirs.note);
        let answered_that_day = answered.and_then(sent_on) == Some(theirs.date);
        let logged = |touch: &&Touch| !self.is_message(touch.note) && touch.kind == TouchKind::Answered && touch.date == theirs.date;
        let line = timeline.touches.iter().find(logged).map(|touch| touch.range);
        let later = |touch: &Touch| match message(touch.note) {
            _ if touch.kind != TouchKind::Sent || touch.date < theirs.date || touch.note == theirs.note && answered.is_some() => false,
            _ if theirs.date < touch.date => true,
            Some(other) => {
                let follows = other.follows.as_ref().and_then(|words| self.resolve_message(&words.value).one());
                matches!(other.intent, Intent::Reply | Intent::ThankYou) || follows == Some(theirs.note)
            }
            None => line.map_or(!answered_that_day, |line| line < touch.range),
        };
        timeline.touches.iter().any(later)
    }

    /// The latest meeting by arrangement in the last fourteen days, today included, for which no thank-you was sent yet. A chance
    /// meeting at an event needs none.
    #[must_use]
    pub fn thanks_owed(&self, contact: NoteId, timeline: &Timeline) -> Option<Touch> {
        let since = days_after(self.today(), -THANKS_WITHIN_DAYS);
        let arranged = |touch: &&Touch| touch.kind == TouchKind::Met && since <= touch.date && !self.is_chance(contact, touch, timeline);
        let latest = timeline.touches.iter().rfind(arranged)?;
        let that_day = |touch: &&Touch| touch.kind == TouchKind::Met && touch.date == latest.date && self.is_message(touch.note);
        let met = *timeline.touches.iter().rfind(that_day).unwrap_or(latest);
        let by_message = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach());
            let thanks = message.filter(|it| it.intent == Intent::ThankYou && it.status != Status::Draft);
            thanks.is_some_and(|it| dated(it).is_none_or(|day| met.date <= day))
        };
        let thanked = timeline.messages.iter().any(by_message) || self.log_thanks(contact, met.date);
        (!thanked).then_some(met)
    }

    fn log_thanks(&self, contact: NoteId, since: NaiveDate) -> bool {
        let Some(note) = self.get(contact) else { return false };
        let says_so = |line: &LogLine| line.act == LogAct::Sent && note.of(line.words).to_lowercase().contains("thank");
        let log = note.contact().map(|it| it.log.as_slice()).unwrap_or_default();
        log.iter().any(|line| line.date.as_ref().is_some_and(|day| since <= day.value) && says_so(line))
    }

    /// Whether nobody arranged a meeting that the log tells of: it was at an event, by its link, its words or an event of that day that
    /// lists them, or in the street. A coffee is arranged, be it kept as an event.
    fn is_chance(&self, contact: NoteId, met: &Touch, timeline: &Timeline) -> bool {
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
        let Some(note) = self.get(contact).filter(|_| met.note == contact) else { return false };
        let line = note.contact().and_then(|it| it.log.iter().find(|line| line.range == met.range));
        let words = line.map_or_else(String::new, |line| fold(note.of(line.words)));
        let says = |list: &[&str], words: &str| words.split(|it: char| !it.is_alphanumeric()).any(|word| list.contains(&word));
        let is_gathering = |event: &Event| !says(ARRANGED, &fold(&event.name.value)) && !says(ARRANGED, &words);
        let that_day = timeline.touches.iter().filter(|touch| touch.kind == TouchKind::Event && touch.date == met.date);
        let linked = note.markdown.links.iter().filter(|link| met.range.contains(link.range.start()));
        let linked = linked.filter_map(|link| self.resolve_link(note, link).one());
        match that_day.map(|touch| touch.note).chain(linked).find_map(|id| self.get(id)?.event()) {
            Some(event) => is_gathering(event),
            None => !says(ARRANGED, &words) && (words.starts_with("met at ") || says(EVENTS, &words)),
        }
    }
}

/// The day a message went, drafts aside.
#[must_use]
pub fn sent_on(message: &Outreach) -> Option<NaiveDate> {
    message.sent.as_ref().filter(|_| message.status != Status::Draft).map(|sent| sent.value)
}

/// The day that a message belongs to: of its sending, else of its file name.
fn dated(message: &Outreach) -> Option<NaiveDate> {
    message.sent.as_ref().map(|sent| sent.value).or(message.written)
}

#[cfg(test)]
mod tests {
    use crate::testing::journal;
    use crate::workspace::snapshot::Snapshot;

    fn check(fixture: &str) -> String {
        let snapshot = journal(&format!("//- contacts/ada.md\n{fixture}"));
        let ada = snapshot.id("contacts/ada.md").unwrap();
        let timeline = snapshot.timeline(ada);
        let reply = snapshot.reply_owed(&timeline).map(|touch| format!("reply {}", touch.date));
        let thanks = snapshot.thanks_owed(ada, &timeline).map(|touch| format!("thanks {}", touch.date));
        let follow_ups = timeline.messages.iter().filter_map(|id| Some(format!("follow up {}", snapshot.follow_up_due(*id)?)));
        reply.into_iter().chain(thanks).chain(follow_ups).collect::<Vec<_>>().join(", ")
    }

    const SENT: &str = "# Ada\n//- outreach/2026-11-16-ada.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-16\n---\n";
    const REPLIED: &str =
        "# Ada\n//- outreach/2026-11-20-ada.md\n---\nto: Ada\nstatus: replied\nsent: 2026-11-20\nreplied: 2026-11-20\n---\n";
    const MET: &str =
        "# Ada\n//- outreach/2026-11-10-ada.md\n---\nto: Ada\nstatus: met\nsent: 2026-11-10\nreplied: 2026-11-11\nmet: 2026-11-18\n---\n";

    #[test]
    fn a_silent_message_is_followed_up_after_five_working_days() {
        assert_eq!(check(SENT), "follow up 2026-11-23");
        assert_eq!(check(&format!("{SENT}//- outreach/2026-11-23-ada.md\n---\nto: Ada\nintent: follow-up\n---\n")), "");
        assert_eq!(check(&SENT.replace("# Ada\n", "# Ada\n## Log\n- 2026-11-18 She called\n")), "reply 2026-11-18");
        assert_eq!(check(&SENT.replace("status: sent", "status: closed")), "");
    }

    #[test]
    fn who_wrote_last_is_owed_nothing() {
        assert_eq!(check(REPLIED), "reply 2026-11-20");
        let answer = "//- outreach/2026-11-20-ada-2.md\n---\nto: Ada\nintent: reply\nstatus: sent\nsent: 2026-11-20\n---\n";
        assert_eq!(check(&format!("{REPLIED}{answer}")), "");
        assert_eq!(check(&format!("{REPLIED}{}", answer.replace("status: sent\nsent: 2026-11-20\n", ""))), "reply 2026-11-20");
    }

    #[test]
    fn a_meeting_that_is_set_settles_the_reply() {
        assert_eq!(check(&REPLIED.replace("status: replied", "status: replied\nmet: 2026-11-27")), "");
    }

    #[test]
    fn a_log_line_of_the_message_itself_is_no_answer_to_them() {
        let logged = REPLIED.replace(
            "# Ada\n",
            "# Ada\n## Log\n- 2026-11-20 Sent [[2026-11-20-ada]] by email.\n- 2026-11-20 Answered [[2026-11-20-ada]].\n",
        );
        assert_eq!(check(&logged), "reply 2026-11-20");
    }

    #[test]
    fn a_meeting_wants_thanks_for_a_fortnight() {
        assert_eq!(check(MET), "thanks 2026-11-18");
        assert_eq!(
            check(
                &MET.replace("met: 2026-11-18", "met: 2026-11-08")
                    .replace("2026-11-11", "2026-11-07")
                    .replace("sent: 2026-11-10", "sent: 2026-11-06")
            ),
            ""
        );
        let thanks = "//- outreach/2026-11-18-ada.md\n---\nto: Ada\nintent: thank-you\nstatus: sent\nsent: 2026-11-18\n---\n";
        assert_eq!(check(&format!("{MET}{thanks}")), "");
        assert_eq!(check(&MET.replace("# Ada\n", "# Ada\n## Log\n- 2026-11-19 Sent a thank-you card\n")), "");
    }

    #[test]
    fn a_chance_meeting_at_an_event_wants_none() {
        let event = "//- events/2026-11-18-meetup.md\n---\nstatus: went\n---\n";
        assert_eq!(check(&format!("# Ada\n## Log\n- 2026-11-18 Met at [[2026-11-18-meetup]]\n{event}")), "");
        assert_eq!(check("# Ada\n## Log\n- 2026-11-18 Met for coffee\n"), "thanks 2026-11-18");
    }

    /// A message to Ada: its front matter, `to` left out.
    fn message(path: &str, fields: &str) -> String {
        format!("//- outreach/{path}.md\n---\nto: Ada\n{fields}\n---\nHi\n")
    }

    fn with_log(log: &str, messages: &[String]) -> Snapshot {
        journal(&format!("//- contacts/ada.md\n# Ada\n## Log\n{log}{}//- events/2026-11-19-rust.md\n# Rust evening\n", messages.concat()))
    }

    fn owed(log: &str, messages: &[String]) -> Option<(String, String)> {
        let snapshot = with_log(log, messages);
        let owed = snapshot.reply_owed(&snapshot.timeline(snapshot.id("contacts/ada.md").unwrap()))?;
        Some((owed.date.to_string(), snapshot.note(owed.note).path.to_string()))
    }

    fn thanks(log: &str, messages: &[String]) -> Vec<String> {
        let snapshot = with_log(log, messages);
        let ada = snapshot.id("contacts/ada.md").unwrap();
        let meeting = snapshot.thanks_owed(ada, &snapshot.timeline(ada));
        meeting.into_iter().map(|owed| format!("{} {}", owed.date, snapshot.note(owed.note).path)).collect()
    }

    const ON_ITS_WAY: &str = "status: sent\nsent: 2026-11-09";
    const ANSWERED: &str = "status: replied\nsent: 2026-11-09\nreplied: 2026-11-12";

    #[test]
    fn a_follow_up_is_wanted_after_working_days() {
        let from = |log: &str, messages: &[String]| {
            let snapshot = with_log(log, messages);
            snapshot.follow_up_due(snapshot.id("outreach/a.md").unwrap()).map(|day| day.to_string())
        };
        assert_eq!(from("", &[message("a", ON_ITS_WAY)]), Some("2026-11-16".into()));
        assert_eq!(from("- 2026-11-10 She wrote back\n", &[message("a", ON_ITS_WAY)]), None);
        assert_eq!(from("- 2026-11-18 Nudged her on Slack\n", &[message("a", ON_ITS_WAY)]), None);
        assert_eq!(from("", &[message("a", ON_ITS_WAY), message("b", "follows: a\nstatus: draft")]), None);
        assert_eq!(from("", &[message("a", ON_ITS_WAY), message("2026-11-20-b", "intent: first\nstatus: draft")]), None);
        assert_eq!(
            from("", &[message("a", ON_ITS_WAY), message("2026-11-02-b", "status: closed\nsent: 2026-11-02")]),
            Some("2026-11-16".into())
        );
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
        assert_eq!(before("", &[message("a", ON_ITS_WAY), nudge.clone(), draft.clone()]), Some(1));
        assert_eq!(before("- 2026-11-18 She wrote back\n", &[message("a", ON_ITS_WAY), nudge.clone(), draft.clone()]), Some(0));
        assert_eq!(before("", &[message("d", "status: sent\nsent: 2026-11-20"), nudge, draft]), Some(0));
    }

    #[test]
    fn they_wrote_last() {
        let here = Some(("2026-11-12".into(), "outreach/a.md".into()));
        assert_eq!(owed("", &[message("a", ANSWERED)]), here);
        assert_eq!(owed("- 2026-11-12 She answered, gladly\n", &[message("a", ANSWERED)]), here);
        assert_eq!(
            owed("- 2026-11-14 She wrote again\n", &[message("a", ANSWERED)]),
            Some(("2026-11-14".into(), "contacts/ada.md".into()))
        );
    }

    #[test]
    fn an_answer_of_ones_own_a_meeting_or_the_end_settles_it() {
        let replied = || message("a", ANSWERED);
        assert_eq!(owed("", &[replied(), message("b", "intent: reply\nstatus: sent\nsent: 2026-11-12")]), None);
        assert_eq!(owed("- 2026-11-12 She answered\n- 2026-11-12 Sent [[b]]\n", &[replied()]), None);
        assert_eq!(owed("- 2026-11-13 Wrote to her at once\n", &[replied()]), None);
        assert_eq!(owed("- 2026-11-16 Coffee\n", &[replied()]), None);
        assert_eq!(owed("- 2026-11-12 She answered\n", &[message("a", &ANSWERED.replace("status: replied", "status: closed"))]), None);
        assert_eq!(owed("", &[message("a", &ANSWERED.replace("status: replied", "status: declined"))]), None);
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
        assert_eq!(thanks("- 2026-11-19 Met at the Go evening\n- 2026-11-20 Ran into her, spoke of work\n", &[]), [""; 0]);
    }
}
