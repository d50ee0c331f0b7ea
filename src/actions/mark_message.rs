//! A message moved on in one act: its front matter, the contact's log, the habit that counts it, the next step.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::actions::contact_log::{NewLine, log_line};
use crate::actions::counted_cell::counted_cells;
use crate::actions::find_message::{Wanted, earlier, later};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::calendar::date::{add_working_days, short_date};
use crate::markdown::front_matter::edit::set_many;
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::kind::NoteKind;
use crate::notes::log::LogAct;
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::notes::settings::model::Counts;
use crate::text::edit::{TextEdit, apply};
use crate::workspace::change::Change;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What happened to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageMark {
    /// It went.
    Sent,
    /// They answered.
    Replied,
    /// The two met, or will on the day that is named.
    Met,
    /// They said no.
    Declined,
    /// The waiting is over.
    Closed,
}

impl MessageMark {
    /// Which message a contact's name means.
    #[must_use]
    pub fn wanted(self) -> Wanted {
        match self {
            Self::Sent => Wanted::ToSend,
            Self::Replied => Wanted::Answered,
            Self::Met => Wanted::Met,
            Self::Declined => Wanted::Declined,
            Self::Closed => Wanted::ToClose,
        }
    }

    fn status(self) -> Status {
        match self {
            Self::Sent => Status::Sent,
            Self::Replied => Status::Replied,
            Self::Met => Status::Met,
            Self::Declined => Status::Declined,
            Self::Closed => Status::Closed,
        }
    }

    /// The command's name.
    #[must_use]
    pub fn command(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Replied => "replied",
            Self::Met => "met",
            Self::Declined => "declined",
            Self::Closed => "close",
        }
    }
}

/// Moves a message on. `errors` are what speaks against sending it, in words (findings at error level); without `anyway` they stop it, and
/// so does a follow-up past the limit.
///
/// # Errors
/// When the message is not where the mark could follow, or is unfit to go.
pub fn mark_message(
    snapshot: &Snapshot,
    id: NoteId,
    mark: MessageMark,
    on: NaiveDate,
    errors: &[String],
    anyway: bool,
) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(|| Refusal::new(RefusalKind::NotFound, "the message is gone"))?;
    let message = note.outreach().ok_or_else(|| {
        Refusal::new(RefusalKind::NotFound, format!("{} is no message", note.path)).advise("Messages live in outreach/: journal messages")
    })?;
    let act = Act { snapshot, id, note, message, mark, on };
    act.refuse_out_of_turn()?;
    if mark == MessageMark::Sent && !anyway {
        act.refuse_unfit(errors)?;
    }
    act.plan()
}

struct Act<'a> {
    snapshot: &'a Snapshot,
    id: NoteId,
    note: &'a Note,
    message: &'a Outreach,
    mark: MessageMark,
    on: NaiveDate,
}

impl Act<'_> {
    /// Whether the meeting is arranged and still to come.
    fn is_arranged(&self) -> bool {
        self.mark == MessageMark::Met && self.snapshot.today() < self.on
    }

    fn refuse_out_of_turn(&self) -> Result<(), Refusal> {
        let (path, stem, command) = (&self.note.path, self.note.stem(), self.mark.command());
        let unsafe_to = |message: String, advice: String| Err(Refusal::new(RefusalKind::Unsafe, message).advise(advice));
        if self.snapshot.today() < self.on && self.mark != MessageMark::Met {
            let message = format!("{} has not come yet", short_date(self.on));
            return Err(Refusal::new(RefusalKind::Unusable, message).advise("Name the day when it happened: --on yesterday"));
        }
        let since = |date: &Option<crate::notes::field::Spanned<NaiveDate>>| {
            date.as_ref().map_or_else(String::new, |day| format!(" on {}", short_date(day.value)))
        };
        match (self.mark, self.message.status) {
            (MessageMark::Sent, Status::Draft) => {}
            (MessageMark::Sent, status) => {
                let message = format!("{path} was sent already{} (its status is {})", since(&self.message.sent), status.word());
                return unsafe_to(message, format!("For a second one: journal follow-up {stem}"));
            }
            (MessageMark::Closed, Status::Draft) => {
                let message = format!("{path} is a draft; nobody waits for an answer to it");
                return unsafe_to(
                    message,
                    format!("Mark it sent first: journal sent {stem} --on DATE. A draft that will not go: delete the file."),
                );
            }
            (_, Status::Draft) => {
                let message = format!("{path} is a draft; it cannot be {} before it was sent", self.happened());
                return unsafe_to(message, format!("If it went, say when: journal sent {stem} --on DATE, then: journal {command} {stem}"));
            }
            (MessageMark::Replied, status @ (Status::Replied | Status::Met | Status::Declined)) => {
                let message = format!("{path} is answered already{} (its status is {})", since(&self.message.replied), status.word());
                return unsafe_to(message, format!("After a meeting: journal met {stem}. Another date: change `replied:` in the note."));
            }
            (MessageMark::Met, Status::Met) if self.message.met.as_ref().is_none_or(|met| met.value <= self.snapshot.today()) => {
                let message = format!("{path} led to a meeting already{}", since(&self.message.met));
                return unsafe_to(
                    message,
                    format!("To thank for it: journal thank {stem}. For one more meeting write a line in the contact's log."),
                );
            }
            (MessageMark::Declined, status @ (Status::Declined | Status::Met)) => {
                let message = format!("{path} cannot be declined any more; its status is {}", status.word());
                return unsafe_to(message, "Write what they said into the contact's log.".to_owned());
            }
            (MessageMark::Closed, status @ (Status::Closed | Status::Replied | Status::Met | Status::Declined)) => {
                let message = format!("{path} waits for nothing; its status is {}", status.word());
                return unsafe_to(message, "Only a message that was sent and not answered is closed.".to_owned());
            }
            (MessageMark::Replied | MessageMark::Met | MessageMark::Declined | MessageMark::Closed, _) => {}
        }
        match &self.message.sent {
            Some(sent) if self.on < sent.value && self.mark != MessageMark::Sent => {
                let message = format!("{} lies before the message was sent, on {}", short_date(self.on), short_date(sent.value));
                unsafe_to(message, "Name the right day with --on, or mend `sent:` in the note.".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn happened(&self) -> &'static str {
        match self.mark {
            MessageMark::Sent => "sent",
            MessageMark::Replied => "answered",
            MessageMark::Met => "followed by a meeting",
            MessageMark::Declined => "declined",
            MessageMark::Closed => "closed",
        }
    }

    fn refuse_unfit(&self, errors: &[String]) -> Result<(), Refusal> {
        let path = &self.note.path;
        if self.message.to.is_empty() {
            let stem = self.note.stem();
            let advice = format!(
                "Write it into the front matter (to: Ada Lovelace), then: journal sent {stem}. If it went all the same: journal sent {stem} --anyway"
            );
            return Err(Refusal::new(RefusalKind::Unsafe, format!("{path} does not say to whom it goes")).advise(advice));
        }
        if !errors.is_empty() {
            const SHOWN: usize = 3;
            let more = errors.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            let shown = errors.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(" ");
            let message = format!("{path} is not fit to go: {shown}{more}");
            let advice = format!("See it all: journal check {path}. If it went all the same: journal sent {} --anyway", self.note.stem());
            return Err(Refusal::new(RefusalKind::Unsafe, message).advise(advice));
        }
        if self.message.sent_text(&self.note.text, &self.note.markdown).trim().is_empty() {
            let advice = format!("Write it first. If it went all the same: journal sent {} --anyway", self.note.stem());
            return Err(Refusal::new(RefusalKind::Unsafe, format!("{path} has no text to send")).advise(advice));
        }
        let most = self.snapshot.settings().outreach.follow_ups_at_most;
        let sent = follow_ups_sent(self.snapshot, self.id);
        if self.message.intent == Intent::FollowUp && u32::try_from(sent).unwrap_or(u32::MAX) >= most {
            let message = format!("{path} would be follow-up number {} without an answer, and {most} is the most", sent + 1);
            let advice = format!(
                "Let it rest and ask somebody else: journal close {}. If it went all the same: journal sent {} --anyway",
                first_of(self.snapshot, self.id).unwrap_or_default(),
                self.note.stem()
            );
            return Err(Refusal::new(RefusalKind::Unsafe, message).advise(advice));
        }
        Ok(())
    }

    fn plan(&self) -> Result<Plan, Refusal> {
        let mut edits: BTreeMap<Arc<str>, Vec<TextEdit>> = BTreeMap::new();
        let mut said = vec![self.headline()];
        edits.insert(self.note.path.clone(), self.front_matter(self.note, self.mark)?);
        if self.mark == MessageMark::Closed {
            for id in earlier(self.snapshot, self.id) {
                let Some(before) = self.snapshot.get(id).filter(|it| it.outreach().is_some_and(|it| it.status == Status::Sent)) else {
                    continue;
                };
                edits.insert(before.path.clone(), self.front_matter(before, self.mark)?);
                said.push(format!("Closed {} with it.", before.path));
            }
        }
        self.log(&mut edits, &mut said);
        self.count(&mut edits, &mut said);
        said.extend(self.next_step());
        let changes = edits.into_iter().filter(|(_, edits)| !edits.is_empty()).map(|(path, edits)| NoteChange::Edit { path, edits });
        Ok(Plan { act: format!("{} {}", self.mark.command(), self.note.stem()), changes: changes.collect(), said })
    }

    fn front_matter(&self, note: &Note, mark: MessageMark) -> Result<Vec<TextEdit>, Refusal> {
        let day = || Some(NewValue::Scalar(self.on.to_string()));
        let status = if self.is_arranged() && self.message.status != Status::Met { Status::Replied } else { mark.status() };
        let mut changes = vec![("status", Some(NewValue::Scalar(status.word().to_owned())))];
        match mark {
            MessageMark::Sent => changes.push(("sent", day())),
            MessageMark::Replied => changes.push(("replied", day())),
            MessageMark::Declined if self.message.replied.is_none() => changes.push(("replied", day())),
            MessageMark::Met => changes.push(("met", day())),
            MessageMark::Declined | MessageMark::Closed => {}
        }
        if self.is_arranged() && self.message.replied.is_none() {
            changes.push(("replied", Some(NewValue::Scalar(self.snapshot.today().to_string()))));
        }
        let order: Vec<&str> = NoteKind::Outreach.fields().iter().map(|field| field.name).collect();
        set_many(&note.text, &note.markdown, &changes, &order).map_err(|error| {
            Refusal::new(RefusalKind::Unusable, format!("{} cannot be changed safely", note.path)).advise(error.to_string())
        })
    }

    fn headline(&self) -> String {
        let (names, path, day) = (self.names(), &self.note.path, short_date(self.on));
        match self.mark {
            MessageMark::Sent => format!("Sent to {names} on {day} ({path})."),
            MessageMark::Replied => format!("{names} answered on {day} ({path})."),
            MessageMark::Met if self.is_arranged() => format!("You will meet {names} on {day} ({path})."),
            MessageMark::Met => format!("You met {names} on {day} ({path})."),
            MessageMark::Declined => format!("{names} declined on {day} ({path})."),
            MessageMark::Closed => format!("Closed {path}: {names} did not answer."),
        }
    }

    fn names(&self) -> String {
        let name = |words: &str| self.snapshot.contact_named(words).map_or_else(|| words.to_owned(), |(_, _, it)| it.name.value.clone());
        let names: Vec<String> = self.message.to.iter().map(|words| name(&words.value)).collect();
        if names.is_empty() { "nobody (it has no `to:`)".to_owned() } else { names.join(", ") }
    }

    /// The line in each contact's log. What lies ahead, and what did not happen, is no touch.
    fn log(&self, edits: &mut BTreeMap<Arc<str>, Vec<TextEdit>>, said: &mut Vec<String>) {
        let link = self.link();
        let (act, words) = match self.mark {
            MessageMark::Closed => return,
            MessageMark::Met if self.is_arranged() => return,
            MessageMark::Sent => {
                let way = self.message.channel.way();
                (LogAct::Sent, if way.is_empty() { format!("Sent {link}.") } else { format!("Sent {link} {way}.") })
            }
            MessageMark::Replied => (LogAct::Answered, format!("Answered {link}.")),
            MessageMark::Met => (LogAct::Met, format!("Met after {link}.")),
            MessageMark::Declined => (LogAct::Declined, format!("Declined {link}.")),
        };
        let recipients = self.snapshot.recipients(self.note);
        if recipients.is_empty() && !self.message.to.is_empty() {
            said.push("The journal knows no contact of this name, so no log tells of it.".to_owned());
        }
        for contact_id in recipients {
            let Some(note) = self.snapshot.get(contact_id) else { continue };
            let Some(contact) = note.contact() else { continue };
            let line = NewLine { day: self.on, act, words: &words, about: self.id };
            if let Some(edit) = log_line(self.snapshot, note, contact, &line) {
                edits.entry(note.path.clone()).or_default().push(edit);
                said.push(format!("{}: - {} {words}", note.path, self.on));
            }
        }
    }

    /// The message's stem where that names it alone, else its path.
    fn link(&self) -> String {
        let stem = self.note.stem();
        let target = if self.snapshot.resolve(stem).one() == Some(self.id) { stem } else { self.note.path.trim_end_matches(".md") };
        format!("[[{target}]]")
    }

    fn count(&self, edits: &mut BTreeMap<Arc<str>, Vec<TextEdit>>, said: &mut Vec<String>) {
        let what = match self.mark {
            MessageMark::Sent => Counts::MessagesSent,
            MessageMark::Met if !self.is_arranged() => Counts::PeopleMet,
            MessageMark::Met | MessageMark::Replied | MessageMark::Declined | MessageMark::Closed => return,
        };
        let changed = edits.get(&self.note.path).and_then(|edits| apply(&self.note.text, edits).ok());
        let Some(text) = changed else { return };
        let after = self.snapshot.with([Change::Note { path: self.note.path.clone(), text: text.into() }]);
        for cell in counted_cells(self.snapshot, &after, what, self.on) {
            said.push(format!("{}: {} on {} ({})", cell.habit, cell.number, short_date(self.on), cell.path));
            edits.entry(cell.path).or_default().extend(cell.edits);
        }
    }

    fn next_step(&self) -> Option<String> {
        let stem = self.note.stem();
        match self.mark {
            MessageMark::Sent => {
                let by = add_working_days(self.on, self.snapshot.settings().outreach.follow_up_after_days);
                let most = self.snapshot.settings().outreach.follow_ups_at_most;
                match self.message.intent {
                    Intent::First if most > 0 => Some(format!("If there is no answer by {}: journal follow-up {stem}", short_date(by))),
                    Intent::First | Intent::FollowUp => {
                        Some(format!("If there is no answer by {}: journal close {stem}, and ask somebody else.", short_date(by)))
                    }
                    Intent::ThankYou | Intent::Reply => None,
                }
            }
            MessageMark::Replied => {
                let name = self.message.to.first().map(|to| crate::notes::note::bare_target(&to.value).to_owned()).unwrap_or_default();
                Some(format!("Answer today, while it is warm: journal new message {name:?}. Once you have met: journal met {stem}"))
            }
            MessageMark::Met if self.is_arranged() => Some(format!("When it is over: journal met {stem}")),
            MessageMark::Met => Some(format!("Thank them today, with one thing they said: journal thank {stem}")),
            MessageMark::Declined => {
                Some(format!("A kind no is an answer; thank them, and ask whom else you could talk to: journal thank {stem}"))
            }
            MessageMark::Closed => Some("Silence is not a refusal. Who else could you ask? journal contacts".to_owned()),
        }
    }
}

/// How many follow-ups of this message's thread went already, itself left out.
#[must_use]
pub fn follow_ups_sent(snapshot: &Snapshot, id: NoteId) -> usize {
    let first = earlier(snapshot, id).last().copied().unwrap_or(id);
    let went = |other: &NoteId| {
        let message = snapshot.get(*other).and_then(|note| note.outreach());
        *other != id && message.is_some_and(|it| it.intent == Intent::FollowUp && it.status != Status::Draft)
    };
    std::iter::once(first).chain(later(snapshot, first)).filter(went).count()
}

fn first_of(snapshot: &Snapshot, id: NoteId) -> Option<String> {
    let before = earlier(snapshot, id);
    let waiting = before.iter().find(|id| snapshot.get(**id).and_then(|note| note.outreach()).is_some_and(|it| it.status == Status::Sent));
    waiting.or(before.last()).and_then(|id| snapshot.get(*id)).map(|note| note.stem().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MessageMark, mark_message};
    use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
    use crate::testing::{day, journal};
    use crate::text::edit::apply;
    use crate::workspace::snapshot::Snapshot;

    const PATH: &str = "outreach/2026-11-20-ada.md";

    fn mark(snapshot: &Snapshot, mark: MessageMark, on: &str) -> Result<Plan, Refusal> {
        mark_message(snapshot, snapshot.id(PATH).unwrap(), mark, day(on), &[], false)
    }

    fn text_after(snapshot: &Snapshot, plan: &Plan, path: &str) -> String {
        let edit = plan.changes.iter().find(|change| &**change.path() == path);
        let Some(NoteChange::Edit { edits, .. }) = edit else { return "(unchanged)".into() };
        apply(&snapshot.at(path).unwrap().text, edits).unwrap()
    }

    fn message(fields: &str) -> Snapshot {
        journal(&format!("//- contacts/ada.md\n# Ada\n//- {PATH}\n---\nto: Ada # the one\n{fields}---\nHi Ada,\n"))
    }

    #[test]
    fn every_other_byte_of_the_message_is_kept() {
        let text = "---\r\nto: Ada # the one\r\nchannel:   email\r\nstatus: 'draft'   # soon\r\n---\r\nHi Ada,\r\n";
        let snapshot = message("").with([crate::workspace::change::Change::Note { path: PATH.into(), text: text.into() }]);
        let plan = mark(&snapshot, MessageMark::Sent, "2026-11-23").unwrap();
        assert_eq!(text_after(&snapshot, &plan, PATH), text.replace("'draft'   # soon\r\n", "'sent'   # soon\r\nsent: 2026-11-23\r\n"));
        assert_eq!(text_after(&snapshot, &plan, "contacts/ada.md"), "# Ada\n\n## Log\n- 2026-11-23 Sent [[2026-11-20-ada]] by email.\n");
        assert_eq!(plan.said.last().unwrap(), "If there is no answer by Mon 30 Nov: journal follow-up 2026-11-20-ada");
    }

    #[test]
    fn an_answer_a_meeting_and_a_no_are_told_in_the_log() {
        let sent = message("status: sent\nsent: 2026-11-20\n");
        let log = |it: MessageMark| {
            let plan = mark(&sent, it, "2026-11-21").unwrap();
            text_after(&sent, &plan, "contacts/ada.md").lines().last().unwrap_or_default().to_owned()
        };
        assert_eq!(log(MessageMark::Replied), "- 2026-11-21 Answered [[2026-11-20-ada]].");
        assert_eq!(log(MessageMark::Met), "- 2026-11-21 Met after [[2026-11-20-ada]].");
        assert_eq!(log(MessageMark::Declined), "- 2026-11-21 Declined [[2026-11-20-ada]].");
        assert_eq!(log(MessageMark::Closed), "(unchanged)");
    }

    #[test]
    fn a_meeting_to_come_is_arranged_not_over() {
        let sent = message("status: sent\nsent: 2026-11-20\n");
        let plan = mark(&sent, MessageMark::Met, "2026-12-01").unwrap();
        let text = text_after(&sent, &plan, PATH);
        assert!(text.contains("status: replied\nsent: 2026-11-20\nreplied: 2026-11-23\nmet: 2026-12-01\n"), "{text}");
        assert_eq!(text_after(&sent, &plan, "contacts/ada.md"), "(unchanged)");
    }

    #[test]
    fn a_message_to_nobody_is_refused_and_told_once_where_it_went_all_the_same() {
        let snapshot = journal(&format!("//- {PATH}\n---\nchannel: email\n---\nHi Ada,\n"));
        let refusal = mark(&snapshot, MessageMark::Sent, "2026-11-23").unwrap_err();
        assert_eq!((refusal.kind, refusal.message), (RefusalKind::Unsafe, format!("{PATH} does not say to whom it goes")));
        assert!(
            refusal.advice.unwrap().starts_with("Write it into the front matter (to: Ada Lovelace), then: journal sent 2026-11-20-ada.")
        );
        let plan = mark_message(&snapshot, snapshot.id(PATH).unwrap(), MessageMark::Sent, day("2026-11-23"), &[], true).unwrap();
        assert!(plan.said[0].starts_with("Sent to nobody (it has no `to:`)"), "{:?}", plan.said);
        assert!(!plan.said.iter().any(|line| line.contains("no contact of this name")), "{:?}", plan.said);
    }

    #[track_caller]
    fn refused(fields: &str, it: MessageMark, on: &str, expected: &str) {
        let refusal = mark(&message(fields), it, on).unwrap_err();
        assert!(refusal.message.contains(expected) && refusal.advice.is_some(), "{refusal:?}");
    }

    #[test]
    fn what_is_out_of_turn_is_refused_with_advice() {
        refused("status: sent\nsent: 2026-11-20\n", MessageMark::Sent, "2026-11-23", "was sent already on Fri 20 Nov");
        refused("", MessageMark::Replied, "2026-11-23", "cannot be answered before it was sent");
        refused("", MessageMark::Closed, "2026-11-23", "is a draft");
        refused("status: met\n", MessageMark::Replied, "2026-11-23", "answered already");
        refused("status: met\n", MessageMark::Met, "2026-11-23", "led to a meeting already");
        refused("status: replied\n", MessageMark::Closed, "2026-11-23", "waits for nothing");
        refused("status: sent\nsent: 2026-11-20\n", MessageMark::Replied, "2026-11-19", "lies before the message was sent");
        refused("", MessageMark::Sent, "2026-11-24", "has not come yet");
    }

    #[test]
    fn a_message_unfit_to_go_stays_unless_the_keeper_insists() {
        let snapshot = message("");
        let id = snapshot.id(PATH).unwrap();
        let errors = ["“Got a spot?” asks Ada for a job.".to_owned()];
        let refusal = mark_message(&snapshot, id, MessageMark::Sent, day("2026-11-23"), &errors, false).unwrap_err();
        assert!(refusal.message.contains("is not fit to go: “Got a spot?”"), "{refusal}");
        assert!(mark_message(&snapshot, id, MessageMark::Sent, day("2026-11-23"), &errors, true).is_ok());
    }

    #[test]
    fn a_second_follow_up_is_one_too_many() {
        let before = "//- outreach/2026-11-01-ada.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-01\n---\n//- outreach/2026-11-10-ada.md\n---\nto: Ada\nfollows: 2026-11-01-ada\nstatus: sent\nsent: 2026-11-10\n---\n";
        let second = journal(&format!("//- contacts/ada.md\n# Ada\n{before}//- {PATH}\n---\nto: Ada\nfollows: 2026-11-10-ada\n---\nHi\n"));
        let refusal = mark(&second, MessageMark::Sent, "2026-11-23").unwrap_err();
        assert!(refusal.message.contains("would be follow-up number 2"), "{refusal}");
        let first = journal(&format!(
            "//- contacts/ada.md\n# Ada\n{}//- {PATH}\n---\nto: Ada\nfollows: 2026-11-01-ada\n---\nHi\n",
            &before[..before.find("//- outreach/2026-11-10").unwrap()]
        ));
        assert!(mark(&first, MessageMark::Sent, "2026-11-23").is_ok());
        let closed = journal(&format!(
            "//- contacts/ada.md\n# Ada\n{before}//- {PATH}\n---\nto: Ada\nfollows: 2026-11-10-ada\nstatus: sent\n---\nHi\n"
        ));
        assert_eq!(mark(&closed, MessageMark::Closed, "2026-11-23").unwrap().changes.len(), 3, "all that waits is closed with it");
    }

    #[track_caller]
    fn cell(marked: &str, expected: &str) {
        let week = "//- weeks/2026-W48.md\n## Habits\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n";
        let settings = "//- journal.toml\n[habits]\nOutreach = { target = \"3/week\", counts = \"messages sent\" }\n";
        let other = "//- outreach/2026-11-23-bo.md\n---\nto: Bo\nstatus: sent\nsent: 2026-11-23\n---\n";
        let row = format!("| outreach | 3/week | {marked} | | | | | | |\n");
        let snapshot = journal(&format!("{settings}{week}{row}//- contacts/ada.md\n# Ada\n{other}//- {PATH}\n---\nto: Ada\n---\nHi\n"));
        let plan = mark(&snapshot, MessageMark::Sent, "2026-11-23").unwrap();
        let text = text_after(&snapshot, &plan, "weeks/2026-W48.md");
        assert_eq!(text.lines().last().unwrap_or_default(), expected);
    }

    #[test]
    fn the_days_number_is_written_over_nothing_and_over_numbers_alone() {
        cell(" ", "| outreach | 3/week | 2 | | | | | | |");
        cell("1", "| outreach | 3/week | 2 | | | | | | |");
        cell("1 by phone", "| outreach | 3/week | 2 by phone | | | | | | |");
        cell("-", "(unchanged)");
        cell("x", "(unchanged)");
    }
}
