//! What is owed to whom: answers, thanks, follow-ups, a word now and then. Facts for checks and reports alike.

use chrono::NaiveDate;

use crate::calendar::date::{add_working_days, days_after};
use crate::notes::kind::NoteKind;
use crate::notes::log::{LogAct, LogLine};
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::{Timeline, Touch, TouchKind};

/// So many days after a meeting a thank-you is still worth a word.
pub const THANKS_WITHIN_DAYS: i64 = 14;

impl Snapshot {
    /// The touch by which a contact wrote last, where the next word is the keeper's: no message and no meeting since, and none
    /// arranged. A message that is closed asks for no more.
    #[must_use]
    pub fn reply_owed(&self, timeline: &Timeline) -> Option<Touch> {
        let wrote = |touch: &&Touch| matches!(touch.kind, TouchKind::Answered | TouchKind::Declined);
        let theirs = *timeline.touches.iter().rfind(wrote)?;
        let answered = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach());
            message.filter(|it| it.replied.as_ref().is_some_and(|day| day.value == theirs.date))
        };
        let settled = |it: &Outreach| it.status == Status::Closed || it.met.as_ref().is_some_and(|met| theirs.date <= met.value);
        if timeline.messages.iter().filter_map(answered).any(settled) {
            return None;
        }
        // On one and the same day the message that they answered came first, whoever tells of it.
        let answered_that_day = timeline.messages.iter().filter_map(answered).any(|it| sent_on(it) == Some(theirs.date));
        let is_later = |touch: &&Touch| match touch.kind {
            TouchKind::Sent if touch.date == theirs.date => match answered(&touch.note) {
                Some(_) => false,
                None if self.is_message(touch.note) => true,
                None => !answered_that_day && (touch.note != theirs.note || theirs.range < touch.range),
            },
            TouchKind::Sent => theirs.date < touch.date,
            TouchKind::Met | TouchKind::Event => theirs.date <= touch.date,
            TouchKind::Answered | TouchKind::Declined | TouchKind::Noted => false,
        };
        (!timeline.touches.iter().any(|touch| is_later(&touch))).then_some(theirs)
    }

    /// The latest meeting by arrangement in the last fourteen days, today included, for which no thank-you was sent yet. A chance
    /// meeting at an event needs none.
    #[must_use]
    pub fn thanks_owed(&self, contact: NoteId, timeline: &Timeline) -> Option<Touch> {
        let since = days_after(self.today(), -THANKS_WITHIN_DAYS);
        let arranged = |touch: &&Touch| touch.kind == TouchKind::Met && since <= touch.date && !self.is_chance(contact, touch, timeline);
        let met = *timeline.touches.iter().rfind(arranged)?;
        let by_message = |id: &NoteId| {
            let message = self.get(*id).and_then(|note| note.outreach());
            let thanks = message.filter(|it| it.intent == Intent::ThankYou && it.status != Status::Draft);
            thanks.and_then(sent_on).is_some_and(|sent| met.date <= sent)
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

    /// Whether a meeting that the log tells of was at an event: by its link, or by an event of that day that lists them.
    fn is_chance(&self, contact: NoteId, met: &Touch, timeline: &Timeline) -> bool {
        if met.note != contact {
            return false;
        }
        if timeline.touches.iter().any(|touch| touch.kind == TouchKind::Event && touch.date == met.date) {
            return true;
        }
        let Some(note) = self.get(contact) else { return false };
        let leads_to_event = |target| self.resolve_link(note, target).one().is_some_and(|id| self.note(id).kind == NoteKind::Event);
        note.markdown.links.iter().filter(|link| met.range.contains(link.range.start())).any(leads_to_event)
    }

    /// The day from which a follow-up to a message is due: a first message on its way, with no answer, no exchange since, and no
    /// follow-up written yet (a draft of one will do).
    #[must_use]
    pub fn follow_up_due(&self, id: NoteId) -> Option<NaiveDate> {
        let note = self.get(id)?;
        let message = note.outreach()?;
        let rules = &self.settings().outreach;
        let waits = message.intent == Intent::First && message.status == Status::Sent && rules.follow_ups_at_most > 0;
        let sent = sent_on(message).filter(|sent| waits && *sent <= self.today())?;
        if self.is_answered(id) {
            return None;
        }
        for contact in self.recipients(note) {
            let timeline = self.timeline(contact);
            let written = |other: &NoteId| *other != id && self.get(*other).is_some_and(|note| self.is_next_to(note, id, sent));
            if timeline.exchange_since(sent) || timeline.messages.iter().any(written) {
                return None;
            }
        }
        Some(add_working_days(sent, rules.follow_up_after_days))
    }

    /// Whether a message comes after another to the same contact: by `follows:`, or a follow-up by its day.
    fn is_next_to(&self, note: &Note, first: NoteId, sent: NaiveDate) -> bool {
        let Some(message) = note.outreach() else { return false };
        match &message.follows {
            Some(words) => self.resolve_message(&words.value).one() == Some(first),
            None => message.intent == Intent::FollowUp && sent_on(message).or(message.written).is_none_or(|day| sent <= day),
        }
    }
}

/// The day a message went, drafts aside.
#[must_use]
pub fn sent_on(message: &Outreach) -> Option<NaiveDate> {
    message.sent.as_ref().filter(|_| message.status != Status::Draft).map(|sent| sent.value)
}

#[cfg(test)]
mod tests {
    use crate::testing::journal;

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
}
