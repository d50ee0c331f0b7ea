//! The messages that come after one: a nudge with a new day where there is silence, thanks where there was a meeting or an answer.

use chrono::NaiveDate;

use crate::actions::find_message::{earlier, later};
use crate::actions::mark_message::follow_ups_sent;
use crate::actions::new_note::message::{Draft, answer_subject, plan_of, usual_channel};
use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::calendar::date::{add_working_days, distance, month_long, short_date, weekday_long, working_days_between};
use crate::notes::note::Note;
use crate::notes::outreach::{Channel, Intent, Outreach, Status};
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

const AFTER_SILENCE: &[&str] =
    &["What is new since then that could interest them?", "No answer to this one either: whom else could I ask?"];
const AFTER_A_MEETING: &[&str] = &[
    "Which one thing they said will I use, and how?",
    "What did I promise, and by when?",
    "Whom did they name, and what did they tell me to read?",
];

/// A follow-up to a message, linked to it, with two new days.
///
/// # Errors
/// When it was not sent, is answered, was followed up often enough, or a draft of a follow-up is there.
pub fn follow_up(snapshot: &Snapshot, id: NoteId, template: Option<&str>) -> Result<Plan, Refusal> {
    let (note, message) = message_of(snapshot, id)?;
    let (path, stem) = (&note.path, note.stem());
    match message.status {
        Status::Sent if !snapshot.is_answered(id) => {}
        Status::Sent | Status::Replied => {
            return refuse(format!("{path} is answered"), format!("Note it: journal replied {stem}. To answer them: journal new message."));
        }
        Status::Draft => return refuse(format!("{path} is a draft; it was not sent"), format!("Send it, then: journal sent {stem}")),
        Status::Met => return refuse(format!("{path} led to a meeting"), format!("To thank for it: journal thank {stem}")),
        Status::Declined => {
            return refuse(format!("{path} was declined"), format!("A no is a no. To thank for the answer: journal thank {stem}"));
        }
        Status::Closed => {
            return refuse(format!("{path} is closed"), "Silence twice is enough; ask somebody else: journal contacts".to_owned());
        }
    }
    refuse_second_draft(snapshot, id, message, Intent::FollowUp)?;
    let most = snapshot.settings().outreach.follow_ups_at_most;
    let went = follow_ups_sent(snapshot, id) + usize::from(message.intent == Intent::FollowUp);
    if u32::try_from(went).unwrap_or(u32::MAX) >= most {
        let times = if went == 1 { "once".to_owned() } else { format!("{went} times") };
        let advice = format!("Let it rest: journal close {stem}. Then ask somebody else.");
        return refuse(format!("{path} was followed up {times} already, and {most} is the most"), advice);
    }
    let draft = Draft {
        to: &snapshot.recipients(note),
        channel: message.channel,
        intent: Intent::FollowUp,
        follows: Some(id),
        subject: answer_subject(snapshot, id),
        paragraphs: vec![nudge(snapshot, message)],
        questions: AFTER_SILENCE,
    };
    let mut plan = plan_of(snapshot, &draft, template)?;
    plan.act = format!("follow-up {stem}");
    plan.said.extend(early(snapshot, message));
    Ok(plan)
}

fn message_of(snapshot: &Snapshot, id: NoteId) -> Result<(&Note, &Outreach), Refusal> {
    let found = snapshot.get(id).and_then(|note| Some((&**note, note.outreach()?)));
    let (note, message) = found.ok_or_else(|| Refusal::new(RefusalKind::NotFound, "this is no message"))?;
    if snapshot.recipients(note).is_empty() {
        let refusal = Refusal::new(RefusalKind::NotFound, format!("{} goes to nobody whom the journal knows", note.path));
        return Err(refusal.advise("Make the contact: journal new contact NAME"));
    }
    Ok((note, message))
}

fn refuse<T>(message: String, advice: String) -> Result<T, Refusal> {
    Err(Refusal::new(RefusalKind::Unsafe, message).advise(advice))
}

/// There is one draft of a kind at most: the one that is there is to be finished.
fn refuse_second_draft(snapshot: &Snapshot, id: NoteId, message: &Outreach, intent: Intent) -> Result<(), Refusal> {
    let mut thread = earlier(snapshot, id);
    thread.push(id);
    thread.extend(later(snapshot, id));
    let asked = message.sent.as_ref().map(|sent| sent.value);
    let of_thread = |it: &Outreach| match &it.follows {
        Some(words) => snapshot.resolve_message(&words.value).one().is_some_and(|followed| thread.contains(&followed)),
        None => it.written.is_none_or(|day| asked.is_none_or(|asked| asked <= day)),
    };
    let contacts = snapshot.get(id).map(|note| snapshot.recipients(note)).unwrap_or_default();
    let mut messages = contacts.into_iter().flat_map(|contact| snapshot.messages_to(contact));
    let same = |other: &NoteId| {
        let it = snapshot.get(*other).and_then(|note| note.outreach());
        *other != id
            && it.is_some_and(|it| it.intent == intent && of_thread(it) && (it.status == Status::Draft || intent == Intent::ThankYou))
    };
    match messages.find(same).and_then(|id| Some((snapshot.get(id)?, snapshot.get(id)?.outreach()?))) {
        None => Ok(()),
        Some((note, it)) if it.status == Status::Draft => Err(draft_is_there(note)),
        Some((note, _)) => {
            refuse(format!("you thanked them already: {}", note.path), "For another message: journal new message.".to_owned())
        }
    }
}

fn early(snapshot: &Snapshot, message: &Outreach) -> Option<String> {
    let sent = message.sent.as_ref()?.value;
    let wanted = snapshot.settings().outreach.follow_up_after_days;
    let silent = working_days_between(sent, snapshot.today());
    let due = add_working_days(sent, wanted);
    (silent < i64::from(wanted)).then(|| format!("It is early: give them until {} before you send it.", short_date(due)))
}

/// The words of a nudge: what it is about, and two ways to find a day. No reproach, and nothing that says nothing.
fn nudge(snapshot: &Snapshot, message: &Outreach) -> String {
    let when = message.sent.as_ref().map_or_else(|| "a while ago".to_owned(), |sent| distance(sent.value, snapshot.today()));
    let when = if when == "today" { "earlier today".to_owned() } else { when };
    let about = message.subject.as_ref().map(|subject| subject.value.trim()).filter(|it| !it.is_empty());
    let about = about.map_or_else(String::new, |subject| format!(" about “{}”", strip_answer(subject)));
    let [first, second] = two_days(snapshot);
    let offer = format!(
        "Would {} in the afternoon or {} before noon work for you? If not, I am glad to find another time.",
        named(first),
        named(second)
    );
    let opening = format!("I wrote to you {when}{about}, and I would still love to hear from you.");
    if message.channel == Channel::LinkedinNote { offer } else { format!("{opening} {offer}") }
}

fn strip_answer(subject: &str) -> &str {
    let is_answer = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    if is_answer { subject[3..].trim_start() } else { subject }
}

fn named(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{} {} {}", weekday_long(day.weekday()), day.day(), month_long(day.month()))
}

/// Two working days from today on, three and five of them ahead, on which the keeper is not away.
fn two_days(snapshot: &Snapshot) -> [NaiveDate; 2] {
    let is_away = |day: &NaiveDate| snapshot.settings().away.iter().any(|range| range.contains(*day));
    let mut free = (3..400).map(|ahead| add_working_days(snapshot.today(), ahead)).filter(|day| !is_away(day));
    let first = free.next().unwrap_or_else(|| add_working_days(snapshot.today(), 3));
    free.next();
    [first, free.next().unwrap_or_else(|| add_working_days(first, 2))]
}

/// Thanks for the meeting or the answer that a message led to, linked to it.
///
/// # Errors
/// When nothing came of the message yet, the meeting is still to come, or thanks are written already.
pub fn thank(snapshot: &Snapshot, id: NoteId, template: Option<&str>) -> Result<Plan, Refusal> {
    let (note, message) = message_of(snapshot, id)?;
    let (path, stem) = (&note.path, note.stem());
    let met = message.met.as_ref().map(|met| met.value);
    if let Some(day) = met.filter(|day| snapshot.today() < *day) {
        return refuse(
            format!("the meeting is on {}; thanks come after it", short_date(day)),
            format!("When you have met: journal met {stem}"),
        );
    }
    if matches!(message.status, Status::Draft | Status::Sent | Status::Closed) && !snapshot.is_answered(id) {
        let advice = format!("Note what came of it: journal met {stem}, or journal replied {stem}");
        return refuse(format!("nothing came of {path} yet (its status is {})", message.status.word()), advice);
    }
    refuse_second_draft(snapshot, id, message, Intent::ThankYou)?;
    let thanks = match (met, message.status) {
        (Some(day), _) => thanks_for_time(snapshot, day),
        (None, Status::Declined) => "Thank you for letting me know.".to_owned(),
        (None, Status::Met) => "Thank you for your time.".to_owned(),
        (None, Status::Draft | Status::Sent | Status::Replied | Status::Closed) => "Thank you for your answer.".to_owned(),
    };
    let draft = Draft {
        to: &snapshot.recipients(note),
        channel: message.channel.once_in_touch(),
        intent: Intent::ThankYou,
        follows: Some(id),
        subject: answer_subject(snapshot, id),
        paragraphs: vec![thanks],
        questions: AFTER_A_MEETING,
    };
    let mut plan = plan_of(snapshot, &draft, template)?;
    plan.act = format!("thank {stem}");
    plan.said.push(ADD_THEIR_WORD.to_owned());
    Ok(plan)
}

/// The latest meeting with a contact that thanks are owed for and that no message of theirs tells of: the contact's own log does.
#[must_use]
pub fn meeting_to_thank_for(snapshot: &Snapshot, contact: NoteId) -> Option<NaiveDate> {
    snapshot.thanks_owed(contact).last().filter(|met| met.note == contact).map(|met| met.since)
}

/// Thanks for a meeting that came of no message.
///
/// # Errors
/// When a draft of them is there already, or the number means no contact.
pub fn thank_for_meeting(snapshot: &Snapshot, contact: NoteId, met: NaiveDate, template: Option<&str>) -> Result<Plan, Refusal> {
    let it = snapshot.get(contact).and_then(|note| note.contact());
    let person = it.ok_or_else(|| Refusal::new(RefusalKind::NotFound, "this is no contact"))?;
    let timeline = snapshot.timeline(contact);
    let begun = |id: &NoteId| {
        let note = snapshot.get(*id)?;
        note.outreach().filter(|it| it.intent == Intent::ThankYou && it.status == Status::Draft).map(|_| note)
    };
    if let Some(note) = timeline.messages.iter().find_map(begun) {
        return Err(draft_is_there(note));
    }
    let draft = Draft {
        to: &[contact],
        channel: usual_channel(snapshot, person, &timeline),
        intent: Intent::ThankYou,
        follows: None,
        subject: None,
        paragraphs: vec![thanks_for_time(snapshot, met)],
        questions: AFTER_A_MEETING,
    };
    let mut plan = plan_of(snapshot, &draft, template)?;
    plan.act = format!("thank {}", person.name.value);
    plan.said.push(ADD_THEIR_WORD.to_owned());
    Ok(plan)
}

const ADD_THEIR_WORD: &str = "Add the one thing they said that stayed with you; that is what makes it thanks.";

fn thanks_for_time(snapshot: &Snapshot, met: NaiveDate) -> String {
    if met == snapshot.today() {
        "Thank you for your time today.".to_owned()
    } else {
        format!("Thank you for your time on {}.", named(met))
    }
}

fn draft_is_there(note: &Note) -> Refusal {
    let refusal = Refusal::new(RefusalKind::Unusable, format!("there is a draft of it already: {}", note.path));
    refusal.advise(format!("Finish that one, send it, then: journal sent {}", note.stem()))
}

#[cfg(test)]
mod tests {
    use super::{follow_up, meeting_to_thank_for, thank, thank_for_meeting};
    use crate::actions::plan::{NoteChange, Plan, Refusal};
    use crate::testing::journal;
    use crate::workspace::index::NoteId;
    use crate::workspace::snapshot::Snapshot;

    type Making = fn(&Snapshot, NoteId, Option<&str>) -> Result<Plan, Refusal>;

    fn made(make: Making, fields: &str, rest: &str) -> Result<String, Refusal> {
        let me = "//- journal.toml\naway = [\"2026-11-26\"]\n[me]\nname = \"Sam Rivera\"\n";
        let snapshot = journal(&format!(
            "//- contacts/ada.md\n# Ada Byron\n//- outreach/2026-11-16-ada.md\n---\nto: Ada Byron\nchannel: email\n{fields}---\nHi\n{rest}{me}"
        ));
        let plan = make(&snapshot, snapshot.id("outreach/2026-11-16-ada.md").unwrap(), None)?;
        let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
        Ok(format!("{path}\n{text}"))
    }

    #[test]
    fn a_nudge_offers_two_days_on_which_the_keeper_is_there() {
        let text = made(follow_up, "subject: Your talk\nstatus: sent\nsent: 2026-11-16\n", "").unwrap();
        assert_eq!(
            text,
            "outreach/2026-11-23-ada.md\n---\nto: Ada Byron\nchannel: email\nintent: follow-up\nfollows: 2026-11-16-ada\nsubject: \"Re: Your talk\"\nstatus: draft\n---\nHi Ada,\n\nI wrote to you 7 days ago about “Your talk”, and I would still love to hear from you. Would Friday 27 November in the afternoon or Tuesday 1 December before noon work for you? If not, I am glad to find another time.\n\nThanks,\nSam\n\n## Notes\n- What is new since then that could interest them?\n- No answer to this one either: whom else could I ask?\n"
        );
    }

    #[test]
    fn thanks_name_the_meeting_and_leave_the_detail_to_the_keeper() {
        let text = made(thank, "status: met\nsent: 2026-11-16\nmet: 2026-11-20\n", "").unwrap();
        assert!(text.contains("intent: thank-you\nfollows: 2026-11-16-ada\n"), "{text}");
        assert!(text.contains("Hi Ada,\n\nThank you for your time on Friday 20 November.\n\n\nBest,\nSam\n"), "{text}");
    }

    #[track_caller]
    fn refused(make: Making, fields: &str, rest: &str, expected: &str) {
        let refusal = made(make, fields, rest).unwrap_err();
        assert!(refusal.message.contains(expected) && refusal.advice.is_some(), "{refusal:?}");
    }

    #[test]
    fn what_wants_no_nudge_gets_none() {
        refused(follow_up, "", "", "is a draft");
        refused(follow_up, "status: replied\n", "", "is answered");
        refused(follow_up, "status: closed\n", "", "is closed");
        let draft = "//- outreach/2026-11-22-ada.md\n---\nto: Ada Byron\nfollows: 2026-11-16-ada\n---\n";
        refused(follow_up, "status: sent\nsent: 2026-11-16\n", draft, "there is a draft of it already: outreach/2026-11-22-ada.md");
        let sent = draft.replace("follows: 2026-11-16-ada\n", "follows: 2026-11-16-ada\nstatus: sent\nsent: 2026-11-22\n");
        refused(follow_up, "status: sent\nsent: 2026-11-16\n", &sent, "was followed up once already");
    }

    #[test]
    fn a_meeting_that_came_of_no_message_is_thanked_for_by_the_contacts_log() {
        let contact = "//- contacts/ada.md\n---\nname: Ada Byron\nemail: ada@byron.example\n---\n## Log\n- 2026-11-17 Met for coffee.\n";
        let snapshot = journal(contact);
        let ada = snapshot.id("contacts/ada.md").unwrap();
        let met = meeting_to_thank_for(&snapshot, ada).expect("thanks are owed");
        let plan = thank_for_meeting(&snapshot, ada, met, None).unwrap();
        let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
        assert_eq!(&**path, "outreach/2026-11-23-ada.md");
        assert!(text.starts_with("---\nto: Ada Byron\nchannel: email\nintent: thank-you\nsubject:\nstatus: draft\n---\n"), "{text}");
        assert!(text.contains("Thank you for your time on Tuesday 17 November.\n"), "{text}");
        let begun = journal(&format!("{contact}//- {path}\n{text}"));
        let ada = begun.id("contacts/ada.md").unwrap();
        let refusal = thank_for_meeting(&begun, ada, met, None).unwrap_err();
        assert_eq!(refusal.message, "there is a draft of it already: outreach/2026-11-23-ada.md");
        let thanked = journal(&format!("{contact}//- {path}\n{}", text.replace("status: draft", "status: sent\nsent: 2026-11-20")));
        assert_eq!(meeting_to_thank_for(&thanked, thanked.id("contacts/ada.md").unwrap()), None);
    }

    #[test]
    fn thanks_come_once_and_after_the_meeting() {
        refused(thank, "status: sent\nsent: 2026-11-16\n", "", "nothing came of");
        refused(thank, "status: replied\nsent: 2026-11-16\nmet: 2026-12-01\n", "", "the meeting is on Tue 1 Dec");
        let thanks = "//- outreach/2026-11-22-ada.md\n---\nto: Ada Byron\nintent: thank-you\nfollows: 2026-11-16-ada\n---\n";
        refused(thank, "status: met\nmet: 2026-11-20\n", thanks, "there is a draft of it already");
        refused(thank, "status: met\nmet: 2026-11-20\n", &thanks.replace("ada\n---", "ada\nstatus: sent\n---"), "you thanked them already");
    }
}
