//! A new message: addressed, on its channel, linked to what it answers; the words are left to write, the questions to think about stand below.

use crate::actions::new_note::free_path::FreePaths;
use crate::actions::new_note::own_template::{filled, scalar, with_fields};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::contact::{Contact, Tie};
use crate::notes::kind::NoteKind;
use crate::notes::outreach::{Channel, Intent, Outreach, Status};
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::Timeline;

/// What a new message is to be; what is not said follows from the contact.
#[derive(Clone, Debug, Default)]
pub struct NewMessage {
    /// The contacts that it goes to, at least one.
    pub to: Vec<NoteId>,
    /// How it goes.
    pub channel: Option<Channel>,
    /// What it is meant as.
    pub intent: Option<Intent>,
    /// The message that it follows.
    pub follows: Option<NoteId>,
}

/// The pieces of a draft.
pub(crate) struct Draft<'a> {
    pub to: &'a [NoteId],
    pub channel: Channel,
    pub intent: Intent,
    pub follows: Option<NoteId>,
    /// The subject; an empty one is left to write.
    pub subject: Option<String>,
    /// Paragraphs between greeting and sign-off.
    pub paragraphs: Vec<String>,
    /// Questions for the notes.
    pub questions: &'a [&'a str],
}

const QUESTIONS: &[&str] = &[
    "Why this person, and not somebody else?",
    "What do I want to learn from them?",
    "What do they need, and what could I give?",
    "What next: if they say yes, if they say no, if I hear nothing?",
];

/// A draft to these contacts, with all that is known filled in.
///
/// # Errors
/// When nobody is named, or a number means no contact.
pub fn new_message(snapshot: &Snapshot, wanted: &NewMessage, template: Option<&str>) -> Result<Plan, Refusal> {
    let first = wanted.to.first().and_then(|id| Some((*id, snapshot.get(*id)?.contact()?)));
    let Some((id, contact)) = first else {
        let refusal = Refusal::new(RefusalKind::Unusable, "a message goes to somebody");
        return Err(refusal.advise("Name a contact: journal new message \"Ada Lovelace\""));
    };
    let timeline = snapshot.timeline(id);
    let answers =
        wanted.follows.or_else(|| unanswered_reply(snapshot, &timeline).filter(|_| wanted.intent.is_none_or(|it| it == Intent::Reply)));
    let intent = wanted.intent.unwrap_or(match answers.and_then(|id| status(snapshot, id)) {
        Some(Status::Replied | Status::Declined) => Intent::Reply,
        Some(Status::Met) => Intent::ThankYou,
        Some(Status::Sent | Status::Closed) => Intent::FollowUp,
        Some(Status::Draft) | None => Intent::First,
    });
    let channel = wanted.channel.unwrap_or_else(|| usual_channel(snapshot, contact, &timeline));
    let knows_you = snapshot.knows_you(contact, &timeline);
    let draft = Draft {
        to: &wanted.to,
        channel,
        intent,
        follows: answers,
        subject: answers.and_then(|id| answer_subject(snapshot, id)),
        paragraphs: introduction(snapshot, intent, knows_you).into_iter().collect(),
        questions: QUESTIONS,
    };
    let mut plan = plan_of(snapshot, &draft, template)?;
    plan.said.extend(told(snapshot, contact, &timeline, intent));
    Ok(plan)
}

/// What the keeper should know before writing: a draft left, a message still waiting.
fn told(snapshot: &Snapshot, contact: &Contact, timeline: &Timeline, intent: Intent) -> Option<String> {
    let of = |id: &NoteId| snapshot.get(*id).and_then(|note| Some((note, note.outreach()?)));
    let mut messages = timeline.messages.iter().filter_map(of);
    if let Some((note, _)) = messages.clone().find(|(_, it)| it.status == Status::Draft) {
        return Some(format!("There is a draft to {} already: {}", contact.name.value, note.path));
    }
    let (note, _) = messages.find(|(_, it)| it.status == Status::Sent && intent == Intent::First)?;
    Some(format!("{} waits for an answer; to ask again: journal follow-up {}", note.path, note.stem()))
}

/// The latest message that they answered and that nothing follows yet.
fn unanswered_reply(snapshot: &Snapshot, timeline: &Timeline) -> Option<NoteId> {
    let last = timeline.messages.iter().rfind(|id| status(snapshot, **id).is_some_and(|status| status != Status::Draft))?;
    let is_followed = |other: &NoteId| {
        let follows = snapshot.get(*other).and_then(|note| note.outreach()).and_then(|it| it.follows.as_ref());
        follows.is_some_and(|words| snapshot.resolve_message(&words.value).one() == Some(*last))
    };
    (status(snapshot, *last) == Some(Status::Replied) && !timeline.messages.iter().any(is_followed)).then_some(*last)
}

fn status(snapshot: &Snapshot, id: NoteId) -> Option<Status> {
    snapshot.get(id).and_then(|note| note.outreach()).map(|it| it.status)
}

/// The channel for a contact: the one on which they answered last, else what is known of them and how close they are says. Where to write
/// is advice, never law: it stands in the draft, for the keeper to change.
#[must_use]
pub fn usual_channel(snapshot: &Snapshot, contact: &Contact, timeline: &Timeline) -> Channel {
    let of = |id: &NoteId| snapshot.get(*id).and_then(|note| note.outreach());
    let answered = |it: &&Outreach| matches!(it.status, Status::Replied | Status::Met);
    let mut answers = timeline.messages.iter().rev().filter_map(of).filter(answered);
    // An invitation that was accepted leads to messages; an e-mail that was answered as well goes before it.
    let by_invitation = |it: &&Outreach| it.channel == Channel::LinkedinNote;
    if let Some(message) = answers.clone().find(|it| !by_invitation(it)).or_else(|| answers.next()) {
        return message.channel.once_in_touch();
    }
    let by_linkedin = contact.linkedin.is_some() || contact.via.as_ref().is_some_and(|via| via.value.eq_ignore_ascii_case("linkedin"));
    match (contact.tie, contact.email.is_some(), by_linkedin) {
        (Some(Tie::Community), _, _) => Channel::Slack,
        (_, true, _) => Channel::Email,
        (Some(Tie::Cold), false, true) => Channel::LinkedinNote,
        (_, false, true) => Channel::Linkedin,
        (Some(Tie::Cold | Tie::Weak | Tie::Dormant), false, false) => Channel::Linkedin,
        (Some(Tie::Close) | None, false, false) => Channel::Email,
    }
}

/// Who the keeper is, for somebody who does not know it.
fn introduction(snapshot: &Snapshot, intent: Intent, knows_you: bool) -> Option<String> {
    let settings = snapshot.settings();
    let intro = settings.my_intro.as_deref().filter(|_| intent == Intent::First && !knows_you)?.trim().trim_end_matches('.');
    Some(match my_first_name(snapshot) {
        Some(name) => format!("I'm {name}, {intro}."),
        None => format!("I'm a {intro}."),
    })
}

fn my_first_name(snapshot: &Snapshot) -> Option<&str> {
    snapshot.settings().my_name.as_deref().and_then(|name| name.split_whitespace().next())
}

/// The subject of an answer to a message.
pub(crate) fn answer_subject(snapshot: &Snapshot, id: NoteId) -> Option<String> {
    let subject = &snapshot.get(id)?.outreach()?.subject.as_ref()?.value;
    let is_answer = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    Some(if is_answer { subject.clone() } else { format!("Re: {subject}") })
}

/// The new note for a draft.
pub(crate) fn plan_of(snapshot: &Snapshot, draft: &Draft<'_>, template: Option<&str>) -> Result<Plan, Refusal> {
    let people: Vec<(NoteId, &Contact)> = draft.to.iter().filter_map(|id| Some((*id, snapshot.get(*id)?.contact()?))).collect();
    let Some((id, contact)) = people.first() else { return Err(Refusal::new(RefusalKind::NotFound, "the contact is gone")) };
    let stem = snapshot.get(*id).map_or("note", |note| note.stem());
    let today = snapshot.today();
    let path = FreePaths::of(snapshot).take("outreach", &format!("{today}-{stem}"));
    let names: Vec<String> = people.iter().map(|(id, contact)| name_for(snapshot, *id, contact)).collect();
    let text = text_of(snapshot, draft, contact, &names, template);
    let act = format!("new message to {}", contact.name.value);
    let said = vec![format!("Made {path} (to {}, {}).", names.join(", "), draft.channel.word())];
    Ok(Plan { act, changes: vec![NoteChange::Create { path: path.into(), text }], said })
}

/// How `to:` names a contact: by the name where it means nobody else, else by the path.
fn name_for(snapshot: &Snapshot, id: NoteId, contact: &Contact) -> String {
    let name = &contact.name.value;
    if snapshot.resolve_contact(name).one() == Some(id) {
        return name.clone();
    }
    snapshot.get(id).map_or_else(|| name.clone(), |note| note.path.trim_end_matches(".md").to_owned())
}

fn text_of(snapshot: &Snapshot, draft: &Draft<'_>, contact: &Contact, names: &[String], template: Option<&str>) -> String {
    let to = match names {
        [name] => scalar(name.as_str()),
        several => NewValue::List(several.to_vec()),
    };
    let mut fields = vec![("to", to), ("channel", scalar(draft.channel.word()))];
    if draft.intent != Intent::First {
        fields.push(("intent", scalar(draft.intent.word())));
    }
    if let Some(followed) = draft.follows.and_then(|id| snapshot.get(id)) {
        fields.push(("follows", scalar(followed.stem())));
    }
    if draft.channel == Channel::Email
        && let Some(subject) = &draft.subject
    {
        fields.push(("subject", scalar(subject.as_str())));
    }
    let greeting = format!("Hi {},", contact.first_name());
    let today = snapshot.today().to_string();
    let base = match template {
        Some(template) => {
            let me = snapshot.settings().my_name.as_deref().unwrap_or("");
            let values = [
                ("name", contact.name.value.as_str()),
                ("title", contact.name.value.as_str()),
                ("first-name", contact.first_name()),
                ("greeting", &greeting),
                ("date", &today),
                ("channel", draft.channel.word()),
                ("intent", draft.intent.word()),
                ("me", me),
                ("intro", snapshot.settings().my_intro.as_deref().unwrap_or("")),
                ("text", &draft.paragraphs.join("\n\n")),
            ];
            filled(template, &values)
        }
        None => {
            let thanks = if draft.intent == Intent::ThankYou { "Best" } else { "Thanks" };
            let sign_off = my_first_name(snapshot).map_or_else(String::new, |me| format!("{thanks},\n{me}\n\n"));
            let paragraphs: String = draft.paragraphs.iter().map(|it| format!("{it}\n\n")).collect();
            // Room for the words: an empty paragraph where the message is still to be written.
            let room = if draft.intent == Intent::FollowUp { "" } else { "\n" };
            let questions: String = draft.questions.iter().map(|question| format!("- {question}\n")).collect();
            format!("{greeting}\n\n{paragraphs}{room}{sign_off}## Notes\n{questions}")
        }
    };
    let mut text = with_fields(base, NoteKind::Outreach, &fields);
    if template.is_none() {
        text = with_open_ends(&text, draft);
    }
    text
}

/// The keys that are left to write, and the status.
fn with_open_ends(text: &str, draft: &Draft<'_>) -> String {
    let subject = if draft.channel == Channel::Email && draft.subject.is_none() { "subject:\n" } else { "" };
    text.replacen("\n---\n", &format!("\n{subject}status: draft\n---\n"), 1)
}

#[cfg(test)]
mod tests {
    use super::{NewMessage, new_message};
    use crate::actions::plan::NoteChange;
    use crate::notes::note::Note;
    use crate::notes::outreach::Channel;
    use crate::testing::journal;

    #[track_caller]
    fn draft(fixture: &str, wanted: NewMessage) -> (String, String) {
        let snapshot = journal(&format!("//- contacts/ada-lovelace.md\n{fixture}"));
        let to = vec![snapshot.id("contacts/ada-lovelace.md").unwrap()];
        let plan = new_message(&snapshot, &NewMessage { to, ..wanted }, None).unwrap();
        let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
        assert_eq!(Note::read(path.clone(), text.as_str()).problems, [], "{text}");
        (path.to_string(), text.clone())
    }

    const ADA: &str = "---\nname: Ada Lovelace\nemail: ada@mill.example\n---\n";
    const ME: &str = "//- journal.toml\n[me]\nname = \"Sam Rivera\"\nintro = \"former line cook, now studying back-end development\"\n";

    #[test]
    fn what_is_known_is_filled_in_and_the_rest_is_asked() {
        let (path, text) = draft(&format!("{ADA}{ME}"), NewMessage::default());
        assert_eq!(path, "outreach/2026-11-23-ada-lovelace.md");
        assert_eq!(
            text,
            "---\nto: Ada Lovelace\nchannel: email\nsubject:\nstatus: draft\n---\nHi Ada,\n\nI'm Sam, former line cook, now studying back-end development.\n\n\nThanks,\nSam\n\n## Notes\n- Why this person, and not somebody else?\n- What do I want to learn from them?\n- What do they need, and what could I give?\n- What next: if they say yes, if they say no, if I hear nothing?\n"
        );
    }

    #[test]
    fn the_channel_follows_from_the_tie_and_what_is_known() {
        let channel = |fields: &str| {
            let (_, text) = draft(&format!("---\nname: Ada\n{fields}---\n"), NewMessage::default());
            text.lines().find_map(|line| line.strip_prefix("channel: ")).unwrap_or_default().to_owned()
        };
        assert_eq!(channel("tie: community\nemail: a@b.example\n"), "slack");
        assert_eq!(channel("tie: cold\nemail: a@b.example\n"), "email");
        assert_eq!(channel("tie: cold\nlinkedin: https://www.linkedin.com/in/ada\n"), "linkedin-note");
        assert_eq!(channel("tie: weak\n"), "linkedin");
        assert_eq!(channel("tie: close\n"), "email");
        let (_, text) = draft("---\nname: Ada\n---\n", NewMessage { channel: Some(Channel::Slack), ..NewMessage::default() });
        assert!(text.contains("channel: slack\nstatus: draft\n") && !text.contains("subject"), "{text}");
    }

    #[test]
    fn an_answer_is_linked_to_what_it_answers() {
        let replied = "//- outreach/2026-11-20-ada.md\n---\nto: Ada Lovelace\nchannel: email\nsubject: Your talk\nstatus: replied\nsent: 2026-11-20\nreplied: 2026-11-22\n---\n";
        let (_, text) = draft(&format!("{ADA}{replied}"), NewMessage::default());
        assert!(text.contains("intent: reply\nfollows: 2026-11-20-ada\nsubject: \"Re: Your talk\"\n"), "{text}");
    }

    #[test]
    fn a_second_message_of_a_day_gets_a_number() {
        let (path, _) =
            draft(&format!("{ADA}//- outreach/2026-11-23-ada-lovelace.md\n---\nto: Ada Lovelace\n---\n"), NewMessage::default());
        assert_eq!(path, "outreach/2026-11-23-ada-lovelace-2.md");
    }
}
