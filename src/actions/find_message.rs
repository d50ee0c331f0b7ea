//! Which message the keeper's words mean: a path, a stem, or a contact's name where one message of theirs fits.

use crate::actions::plan::{Refusal, RefusalKind};
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::text::fuzzy::{did_you_mean, fold};
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// What is to be done with the message: a contact's name means the one that it can be done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A draft.
    ToSend,
    /// One on its way, or closed: an answer may come late.
    Answered,
    /// One on its way or answered.
    Met,
    /// One on its way or answered.
    Declined,
    /// One on its way.
    ToClose,
    /// One on its way.
    ToFollow,
    /// One that led to a meeting, else to an answer.
    ToThank,
    /// A draft, else the latest one.
    ToShow,
}

/// The message that words name.
///
/// # Errors
/// When no message or contact is called so, several are, or not exactly one message of the contact's fits.
pub fn find_message(snapshot: &Snapshot, words: &str, wanted: Wanted) -> Result<NoteId, Refusal> {
    match snapshot.resolve_message(words) {
        Resolution::One(id) => return Ok(id),
        Resolution::Several(ids) => return Err(several(snapshot, &format!("several messages are called {words:?}"), &ids)),
        Resolution::File | Resolution::None => {}
    }
    let contact = find_contact(snapshot, words).map_err(|refusal| unknown(snapshot, words, refusal))?;
    let name = snapshot.get(contact).map(|note| note.title()).unwrap_or_default();
    let messages = snapshot.messages_to(contact);
    let fitting = wanted.choose(snapshot, &messages);
    match fitting.as_slice() {
        [id] => Ok(*id),
        [] => {
            let message = format!("{name} has no message {}", wanted.words());
            let advice = match messages.last().and_then(|id| snapshot.get(*id)) {
                Some(latest) => format!("The latest one is {} ({}).", latest.path, status_of(latest).word()),
                None => format!("Begin one: journal new message {name:?}"),
            };
            Err(Refusal::new(RefusalKind::NotFound, message).advise(advice))
        }
        several_fit => Err(several(snapshot, &format!("{name} has several messages {}", wanted.words()), several_fit)),
    }
}

/// The contact that words name: a name, an alias, a stem, or the beginning of one name alone.
///
/// # Errors
/// When there is none, or several fit.
pub fn find_contact(snapshot: &Snapshot, words: &str) -> Result<NoteId, Refusal> {
    match snapshot.resolve_contact(words) {
        Resolution::One(id) => return Ok(id),
        Resolution::Several(ids) => return Err(several(snapshot, &format!("several contacts are called {words:?}"), &ids)),
        Resolution::File | Resolution::None => {}
    }
    let begun: Vec<NoteId> = contacts_beginning(snapshot, words);
    match begun.as_slice() {
        [id] => Ok(*id),
        [] => {
            let near = did_you_mean(words, snapshot.people_names());
            let advice = match near {
                Some(near) => format!("Did you mean {near}? For a new person: journal new contact {words:?}"),
                None => format!("All of them: journal contacts. For a new person: journal new contact {words:?}"),
            };
            Err(Refusal::new(RefusalKind::NotFound, format!("the journal knows no contact {words:?}")).advise(advice))
        }
        ids => Err(several(snapshot, &format!("several contacts begin with {words:?}"), ids)),
    }
}

/// The contacts one of whose names begins with whole words: “Ada” for Ada Lovelace.
fn contacts_beginning(snapshot: &Snapshot, words: &str) -> Vec<NoteId> {
    let wanted = fold(words.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let begins = |name: &str| fold(name).strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-']));
    let called = |(id, _, contact): (NoteId, _, &crate::notes::contact::Contact)| {
        let mut names = std::iter::once(&contact.name).chain(&contact.aliases);
        (names.any(|name| begins(&name.value)) || begins(contact.first_name())).then_some(id)
    };
    snapshot.contacts().filter_map(called).collect()
}

/// A refusal that lists the notes which fit.
pub(crate) fn several(snapshot: &Snapshot, what: &str, ids: &[NoteId]) -> Refusal {
    const SHOWN: usize = 10;
    let mut paths: Vec<String> = ids.iter().filter_map(|id| snapshot.get(*id)).map(|note| note.path.to_string()).collect();
    paths.sort();
    let more = paths.len().saturating_sub(SHOWN);
    paths.truncate(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("{what}: {}{more}", paths.join(", "));
    Refusal::new(RefusalKind::NotFound, message).advise("Name one of them by its path.")
}

/// The refusal for words that are neither a message nor a contact.
fn unknown(snapshot: &Snapshot, words: &str, of_contact: Refusal) -> Refusal {
    let looks_like_message = words.contains('/') || words.ends_with(".md") || words.starts_with(|letter: char| letter.is_ascii_digit());
    if !looks_like_message {
        return of_contact;
    }
    let stems: Vec<String> = snapshot.of_kind(crate::notes::kind::NoteKind::Outreach).map(|(_, note)| note.stem().to_owned()).collect();
    let bare = crate::notes::note::stem_of(words);
    let advice = match did_you_mean(bare, stems.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean {near}?"),
        None => "All of them: journal messages.".to_owned(),
    };
    Refusal::new(RefusalKind::NotFound, format!("the journal has no message {words:?}")).advise(advice)
}

fn status_of(note: &Note) -> Status {
    note.outreach().map_or(Status::Draft, |message| message.status)
}

impl Wanted {
    /// The statuses that fit, the better ones first; a message of a later group counts only where none of the earlier ones has any.
    fn statuses(self) -> &'static [&'static [Status]] {
        match self {
            Self::ToSend => &[&[Status::Draft]],
            Self::Answered => &[&[Status::Sent], &[Status::Closed]],
            Self::Met => &[&[Status::Replied], &[Status::Sent], &[Status::Declined, Status::Closed]],
            Self::Declined => &[&[Status::Sent, Status::Replied], &[Status::Closed]],
            Self::ToClose | Self::ToFollow => &[&[Status::Sent]],
            Self::ToThank => &[&[Status::Met], &[Status::Replied], &[Status::Declined]],
            Self::ToShow => &[&[Status::Draft]],
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::ToSend => "left to send",
            Self::Answered | Self::Declined => "waiting for an answer",
            Self::Met => "that could have led to a meeting",
            Self::ToClose | Self::ToFollow => "on its way",
            Self::ToThank => "to thank for",
            Self::ToShow => "to show",
        }
    }

    /// Whether it befalls, or is done with, a message that asked for an answer.
    fn is_of_what_was_asked(self) -> bool {
        match self {
            Self::Answered | Self::Met | Self::Declined | Self::ToClose | Self::ToFollow => true,
            Self::ToSend | Self::ToThank | Self::ToShow => false,
        }
    }

    fn choose(self, snapshot: &Snapshot, messages: &[NoteId]) -> Vec<NoteId> {
        let of = |id: &NoteId| snapshot.get(*id).and_then(|note| note.outreach());
        for group in self.statuses() {
            let fits = |message: &Outreach| {
                let thanks_for_itself = self == Self::ToThank && message.intent == Intent::ThankYou;
                group.contains(&message.status) && !thanks_for_itself
            };
            let mut fitting: Vec<NoteId> = messages.iter().copied().filter(|id| of(id).is_some_and(fits)).collect();
            // Thanks and replies on their way wait for nothing: beside a message that asked for an answer they are not meant.
            let waits = |id: &NoteId| of(id).is_some_and(|it| matches!(it.intent, Intent::First | Intent::FollowUp));
            if self.is_of_what_was_asked() && fitting.iter().any(waits) {
                fitting.retain(waits);
            }
            let ends = thread_ends(snapshot, &fitting);
            // Thanks go to the latest meeting.
            let latest_only = self == Self::ToThank && ends.len() > 1;
            if latest_only {
                let day = |id: &NoteId| of(id).and_then(|it| it.met.as_ref().or(it.replied.as_ref()).map(|day| day.value));
                return ends.into_iter().max_by_key(day).into_iter().collect();
            }
            if !ends.is_empty() {
                return ends;
            }
        }
        if self == Self::ToShow { messages.last().copied().into_iter().collect() } else { Vec::new() }
    }
}

/// Of messages that follow one another only the last: an answer to the nudge answers what was nudged for.
fn thread_ends(snapshot: &Snapshot, messages: &[NoteId]) -> Vec<NoteId> {
    let followed: Vec<NoteId> = messages.iter().flat_map(|id| earlier(snapshot, *id)).collect();
    messages.iter().copied().filter(|id| !followed.contains(id)).collect()
}

/// The messages that one follows, by `follows:`, the nearest first.
#[must_use]
pub fn earlier(snapshot: &Snapshot, message: NoteId) -> Vec<NoteId> {
    let mut found: Vec<NoteId> = Vec::new();
    let mut at = message;
    while let Some(words) = snapshot.get(at).and_then(|note| note.outreach()).and_then(|it| it.follows.as_ref()) {
        let Some(before) = snapshot.resolve_message(&words.value).one().filter(|id| *id != message && !found.contains(id)) else { break };
        found.push(before);
        at = before;
    }
    found
}

/// The messages that follow this one, directly or by others in between.
#[must_use]
pub fn later(snapshot: &Snapshot, message: NoteId) -> Vec<NoteId> {
    let Some(note) = snapshot.get(message) else { return Vec::new() };
    let mut found = Vec::new();
    let mut seen = vec![message];
    let mut waiting: Vec<NoteId> = vec![message];
    while let Some(at) = waiting.pop() {
        let followers = snapshot.references(at).into_iter().filter(|it| it.by == crate::workspace::links::ReferenceKind::Follows);
        for id in followers.map(|it| it.note) {
            if !seen.contains(&id) {
                seen.push(id);
                found.push(id);
                waiting.push(id);
            }
        }
    }
    found.sort_by(|one, other| snapshot.note(*one).path.cmp(&snapshot.note(*other).path));
    debug_assert!(!found.iter().any(|id| snapshot.note(*id).path == note.path));
    found
}

#[cfg(test)]
mod tests {
    use super::{Wanted, find_message};
    use crate::testing::journal;

    const JOURNAL: &str = "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
aliases: [Countess]
---
//- contacts/bo-li.md
# Bo Li
//- contacts/bo-katz.md
# Bo Katz
//- outreach/2026-11-02-ada-lovelace.md
---
to: Ada Lovelace
status: sent
sent: 2026-11-02
---
//- outreach/2026-11-10-ada-lovelace.md
---
to: '[[ada-lovelace]]'
follows: 2026-11-02-ada-lovelace
status: sent
sent: 2026-11-10
---
//- outreach/2026-11-20-bo-li.md
---
to: Bo Li
---
//- outreach/2026-11-21-bo-li.md
---
to: Bo Li
---
";

    #[track_caller]
    fn check(words: &str, wanted: Wanted, expected: &str) {
        let snapshot = journal(JOURNAL);
        let found = find_message(&snapshot, words, wanted);
        assert_eq!(found.map_or_else(|refusal| refusal.message, |id| snapshot.note(id).path.to_string()), expected);
    }

    #[test]
    fn a_path_a_stem_or_a_name_will_do() {
        check("outreach/2026-11-02-ada-lovelace.md", Wanted::Answered, "outreach/2026-11-02-ada-lovelace.md");
        check("2026-11-02-ada-lovelace", Wanted::Answered, "outreach/2026-11-02-ada-lovelace.md");
        check("countess", Wanted::Answered, "outreach/2026-11-10-ada-lovelace.md");
        check("ada", Wanted::ToFollow, "outreach/2026-11-10-ada-lovelace.md");
    }

    #[test]
    fn a_name_means_the_message_that_asked_not_the_thanks_beside_it() {
        let fixture = "
//- contacts/ada.md
# Ada
//- outreach/2026-09-01-ada.md
---
to: Ada
intent: reply
status: sent
sent: 2026-09-01
---
//- outreach/2026-09-08-ada.md
---
to: Ada
intent: thank-you
status: sent
sent: 2026-09-08
---
";
        let found = |fixture: &str, wanted| {
            let snapshot = journal(fixture);
            find_message(&snapshot, "ada", wanted).map_or_else(|refusal| refusal.message, |id| snapshot.note(id).path.to_string())
        };
        let asked = format!("{fixture}//- outreach/2026-11-16-ada.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-16\n---\n");
        for wanted in [Wanted::Answered, Wanted::Met, Wanted::Declined, Wanted::ToClose, Wanted::ToFollow] {
            assert_eq!(found(&asked, wanted), "outreach/2026-11-16-ada.md", "{wanted:?}");
        }
        let both = "ada has several messages waiting for an answer: outreach/2026-09-01-ada.md, outreach/2026-09-08-ada.md";
        assert_eq!(found(fixture, Wanted::Answered).to_lowercase(), both);
    }

    #[test]
    fn several_are_listed_and_none_is_told() {
        check(
            "Bo Li",
            Wanted::ToSend,
            "Bo Li has several messages left to send: outreach/2026-11-20-bo-li.md, outreach/2026-11-21-bo-li.md",
        );
        check("bo", Wanted::ToSend, "several contacts begin with \"bo\": contacts/bo-katz.md, contacts/bo-li.md");
        check("ada", Wanted::ToSend, "Ada Lovelace has no message left to send");
        check("Adda", Wanted::ToSend, "the journal knows no contact \"Adda\"");
        check("2026-11-03-ada-lovelace", Wanted::ToSend, "the journal has no message \"2026-11-03-ada-lovelace\"");
    }
}
