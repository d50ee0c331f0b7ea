//! One person's card and all that passed: messages, meetings, events, lines of the log, mentions anywhere.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::notes::contact::Contact;
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::notes::sections::line_start;
use crate::report::due::due;
use crate::report::people::{Person, person};
use crate::workspace::index::NoteId;
use crate::workspace::links::ReferenceKind;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::TouchKind;

/// A person's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// How they stand in the list of all.
    pub person: Person,
    /// For example she/her.
    pub pronouns: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The LinkedIn profile.
    pub linkedin: Option<String>,
    /// The time zone.
    pub timezone: Option<String>,
    /// Whether they agreed to be named.
    pub may_name: Option<bool>,
    /// What is known of them.
    pub facts: Vec<String>,
    /// All that passed, oldest first; what has no day at the end.
    pub entries: Vec<Entry>,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day; none for a mention in a note without one.
    pub date: Option<NaiveDate>,
    /// What it is.
    pub kind: EntryKind,
    /// The note that tells.
    pub path: Arc<str>,
    /// Its line, from 1.
    pub line: u32,
    /// The words: of the log, the subject of a message, the name of an event, the line of a mention.
    pub words: String,
}

/// What a line of the timeline tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A touch.
    Touch(TouchKind),
    /// A draft.
    Draft,
    /// A day that has not come yet: a meeting, an event.
    ToCome,
    /// A note that speaks of them.
    Mention,
}

impl EntryKind {
    /// The word that scripts see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Touch(TouchKind::Sent) => "sent",
            Self::Touch(TouchKind::Answered) => "answered",
            Self::Touch(TouchKind::Declined) => "declined",
            Self::Touch(TouchKind::Met) => "met",
            Self::Touch(TouchKind::Event) => "event",
            Self::Touch(TouchKind::Noted) => "noted",
            Self::Draft => "draft",
            Self::ToCome => "to come",
            Self::Mention => "mentioned",
        }
    }
}

/// The card of a contact; none where the note is no contact.
#[must_use]
pub fn card(snapshot: &Snapshot, id: NoteId) -> Option<Card> {
    let note = snapshot.get(id)?;
    let contact = note.contact()?;
    let own: Vec<_> = due(snapshot, NaiveDate::MAX).into_iter().filter(|due| due.contact == Some(id)).collect();
    let words = |value: &Option<crate::notes::field::Spanned<String>>| value.as_ref().map(|it| it.value.clone());
    Some(Card {
        person: person(snapshot, id, contact, own),
        pronouns: contact.pronouns.clone(),
        phone: words(&contact.phone),
        linkedin: words(&contact.linkedin),
        timezone: words(&contact.timezone),
        may_name: contact.may_name,
        facts: contact.facts.iter().map(|fact| plain(note.of(*fact))).filter(|fact| !fact.is_empty()).collect(),
        entries: entries(snapshot, id, note, contact),
    })
}

fn entries(snapshot: &Snapshot, id: NoteId, note: &Note, contact: &Contact) -> Vec<Entry> {
    let timeline = snapshot.timeline(id);
    let mut entries: Vec<Entry> = Vec::new();
    for touch in &timeline.touches {
        let Some(teller) = snapshot.get(touch.note) else { continue };
        let words = if touch.note == id { log_words(note, contact, touch.range) } else { about(teller) };
        entries.push(entry(teller, touch.range.start(), Some(touch.date), EntryKind::Touch(touch.kind), words));
    }
    drop_told_twice(snapshot, id, &mut entries);
    entries.extend(ahead(snapshot, &timeline.messages));
    let told: Vec<NoteId> = timeline.messages.iter().copied().chain(snapshot.events_with(id)).chain([id]).collect();
    entries.extend(mentions(snapshot, id, &told));
    entries.sort_by_key(|entry| (entry.date.is_none(), entry.date));
    entries
}

/// What a log line tells of a message or an event of its day stands once: where it links to the other it goes, else its words, which say
/// more, take the place of the other's.
fn drop_told_twice(snapshot: &Snapshot, id: NoteId, entries: &mut Vec<Entry>) {
    let Some(own) = snapshot.get(id).map(|note| note.path.clone()) else { return };
    let (logged, mut told): (Vec<Entry>, Vec<Entry>) = std::mem::take(entries).into_iter().partition(|entry| entry.path == own);
    let mut taken = vec![false; told.len()];
    for line in logged {
        let is_same = |at: &usize| !taken[*at] && told[*at].date == line.date && told[*at].kind == line.kind;
        let linked = (0..told.len()).filter(is_same).find(|at| line.words.contains(crate::notes::note::stem_of(&told[*at].path)));
        match linked.or_else(|| (0..told.len()).find(is_same)) {
            None => entries.push(line),
            Some(at) => {
                taken[at] = true;
                if linked.is_none() {
                    told[at].words = line.words;
                }
            }
        }
    }
    entries.append(&mut told);
}

fn log_words(note: &Note, contact: &Contact, range: crate::text::range::TextRange) -> String {
    contact.log.iter().find(|line| line.range == range).map_or_else(String::new, |line| plain(note.of(line.words)))
}

/// What a message or an event is about.
fn about(note: &Note) -> String {
    match note.outreach() {
        Some(message) => {
            let subject = message.subject.as_ref().or(message.purpose.as_ref()).map(|words| plain(&words.value));
            let way = message.channel.way();
            match subject {
                Some(subject) if way.is_empty() => subject,
                Some(subject) => format!("{subject} ({way})"),
                None => way.to_owned(),
            }
        }
        None => note.title(),
    }
}

/// Drafts, and meetings still to come.
fn ahead(snapshot: &Snapshot, messages: &[NoteId]) -> Vec<Entry> {
    let mut found = Vec::new();
    for note in messages.iter().filter_map(|id| snapshot.get(*id)) {
        let Some(message) = note.outreach() else { continue };
        if message.status == Status::Draft {
            found.push(entry(note, message.message.start(), message.written, EntryKind::Draft, about(note)));
        }
        if let Some(met) = message.met.as_ref().filter(|met| snapshot.today() < met.value) {
            found.push(entry(note, met.range.start(), Some(met.value), EntryKind::ToCome, "a meeting is set".to_owned()));
        }
    }
    found
}

/// Notes that link to them and are neither a message to them nor an event with them.
fn mentions(snapshot: &Snapshot, id: NoteId, told: &[NoteId]) -> Vec<Entry> {
    let references = snapshot.references(id).into_iter().filter(|it| it.by == ReferenceKind::Link && !told.contains(&it.note));
    let mut found: Vec<Entry> = Vec::new();
    for reference in references {
        let Some(note) = snapshot.get(reference.note) else { continue };
        let one = entry(note, reference.range.start(), day_of(note), EntryKind::Mention, line_at(note, reference.range.start()));
        if !found.iter().any(|other| other.path == one.path && other.line == one.line) {
            found.push(one);
        }
    }
    found
}

/// The day that a note is about: of a day or an event its own, of a week the first, else that of its file name.
fn day_of(note: &Note) -> Option<NaiveDate> {
    let by_week = || note.week().and_then(|week| week.week).map(|week| week.first_day(crate::calendar::week::WeekStart::Monday));
    let by_name = || note.stem().get(..10).and_then(crate::calendar::date::iso_date);
    note.event().and_then(|event| event.day()).or_else(by_name).or_else(by_week)
}

fn line_at(note: &Note, offset: usize) -> String {
    let start = line_start(&note.text, offset);
    let line = note.text[start..].lines().next().unwrap_or("");
    plain(line.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '*' | '+' | '>' | '#')))
}

fn entry(note: &Note, offset: usize, date: Option<NaiveDate>, kind: EntryKind, words: String) -> Entry {
    Entry { date, kind, path: note.path.clone(), line: note.lines().line_of(offset) + 1, words }
}

/// Words on one line, wikilinks as a reader sees them: an embedded picture by its file, not by the width it has, and without the name that
/// Obsidian gives a block (`^a1b2c3` at the end).
#[must_use]
pub fn plain(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((link, end)) = after.split_once("]]") else { break };
        let (target, label) = link.split_once('|').unwrap_or((link, link));
        let label = label.rsplit('|').next().unwrap_or(label);
        let is_size = label.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
        match before.strip_suffix('!') {
            Some(before) => shown.extend([before, if is_size { target } else { label }]),
            None => shown.extend([before, label]),
        }
        rest = end;
    }
    shown.push_str(rest);
    let mut words: Vec<&str> = shown.split_whitespace().collect();
    let is_block = |word: &str| {
        word.strip_prefix('^').is_some_and(|name| !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-'))
    };
    if words.len() > 1 && words.last().is_some_and(|word| is_block(word)) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{card, plain};
    use crate::testing::journal;

    #[test]
    fn a_line_is_shown_as_its_reader_sees_it() {
        assert_eq!(plain("the route planner #fact ^f9"), "the route planner #fact");
        assert_eq!(plain("see [[Bayou Freight#Facts|them]] and ![[photo.png|200]]"), "see them and photo.png");
        assert_eq!(plain("![[talk.md]] ![[a.png|the stage]]!"), "talk.md the stage!");
        assert_eq!(plain("2 ^ 3 ^"), "2 ^ 3 ^");
    }

    const ADA: &str = "
//- contacts/ada.md
---
name: Ada
---
## Facts
- Wrote [[lexers|the lexer]]
## Log
- 2026-10-14 Talked about tries
- 2026-11-20 Sent [[2026-11-20-ada]] by email.
//- outreach/2026-11-20-ada.md
---
to: Ada
channel: email
subject: Your talk
status: replied
sent: 2026-11-20
replied: 2026-11-21
met: 2026-12-01
---
//- outreach/2026-11-23-ada.md
---
to: Ada
---
//- events/2026-10-20-rust.md
---
met: [Ada]
status: went
---
# Denver Rust
//- days/2026-11-02.md
- Read what [[ada|Ada]] wrote
//- ideas.md
Ask [[Ada]] about this.
";

    #[test]
    fn the_timeline_tells_everything_once() {
        let snapshot = journal(ADA);
        let card = card(&snapshot, snapshot.id("contacts/ada.md").unwrap()).unwrap();
        let lines: Vec<String> = card
            .entries
            .iter()
            .map(|it| {
                format!("{} {} {}:{} {}", it.date.map_or("-".into(), |day| day.to_string()), it.kind.word(), it.path, it.line, it.words)
            })
            .collect();
        assert_eq!(
            lines,
            [
                "2026-10-14 met contacts/ada.md:7 Talked about tries",
                "2026-10-20 event events/2026-10-20-rust.md:1 Denver Rust",
                "2026-11-02 mentioned days/2026-11-02.md:1 Read what Ada wrote",
                "2026-11-20 sent outreach/2026-11-20-ada.md:6 Your talk (by email)",
                "2026-11-21 answered outreach/2026-11-20-ada.md:7 Your talk (by email)",
                "2026-11-23 draft outreach/2026-11-23-ada.md:4 ",
                "2026-12-01 to come outreach/2026-11-20-ada.md:8 a meeting is set",
                "- mentioned ideas.md:1 Ask Ada about this.",
            ]
        );
        assert_eq!(card.facts, ["Wrote the lexer"]);
    }
}
