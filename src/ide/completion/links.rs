//! `[[` and `@`: contacts, notes and headings.

use rustc_hash::FxHashMap;

use crate::calendar::date::distance;
use crate::ide::completion::item::{Completion, Docs, Item, ItemKind, MOST};
use crate::ide::completion::ranking::{Wanted, ranked};
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, without_md};
use crate::workspace::links::Resolution;
use crate::workspace::roster::shown_name;
use crate::workspace::snapshot::Snapshot;

/// The letters that go for a link's target, and how it ends.
#[derive(Clone, Copy, Debug)]
pub struct LinkEnd {
    /// The letters that go.
    pub replace: TextRange,
    /// Whether the closing brackets have to be written.
    pub closes: bool,
    /// Whether it stands in a table, where a pipe has to be escaped.
    pub in_table: bool,
}

/// Notes for the target of a link, contacts among them.
#[must_use]
pub fn notes(snapshot: &Snapshot, from: NoteId, typed: &str, end: LinkEnd) -> Completion {
    let (found, is_cut) = ranked(snapshot, Wanted { kind: None, except: Some(from) }, typed, MOST);
    let items = found.into_iter().map(|(_, note)| {
        let name = shown_name(note);
        let target = target_of(snapshot, note);
        // The typed letters may be those of any of its names.
        let stem = if typed.contains('/') { without_md(&note.path) } else { note.stem() };
        let filter = format!("{name} {stem} {}", aliases(note)).trim_end().to_owned();
        let item = Item::new(name, kind_of(note), end.replace).found_by(filter).beside(detail(snapshot, note));
        item.inserting(link_words(&target, name, end)).told_in(Docs::Note(note.path.clone()))
    });
    Completion::best(told_apart(items.collect()), is_cut)
}

/// Offers that look alike are told apart by their files.
fn told_apart(mut items: Vec<Item>) -> Vec<Item> {
    let mut seen: FxHashMap<(String, Option<String>), usize> = FxHashMap::default();
    for item in &items {
        *seen.entry((item.label.clone(), item.detail.clone())).or_default() += 1;
    }
    for item in &mut items {
        let is_twice = seen.get(&(item.label.clone(), item.detail.clone())).is_some_and(|count| *count > 1);
        if let (true, Docs::Note(path)) = (is_twice, &item.docs) {
            item.detail = Some(item.detail.as_ref().map_or_else(|| path.to_string(), |detail| format!("{detail} · {path}")));
        }
    }
    items
}

fn aliases(note: &Note) -> String {
    note.aliases.iter().map(|alias| alias.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// `ada-lovelace|Ada Lovelace]]`; without a label where the target is the name, or a label is there already.
fn link_words(target: &str, name: &str, end: LinkEnd) -> String {
    if !end.closes {
        return target.to_owned();
    }
    let is_label = target != name && !name.contains(['[', ']', '|']);
    let pipe = if end.in_table { "\\|" } else { "|" };
    if is_label { format!("{target}{pipe}{name}]]") } else { format!("{target}]]") }
}

/// The shortest target that means just this note: its stem, else its path.
#[must_use]
pub fn target_of(snapshot: &Snapshot, note: &Note) -> String {
    let stem = note.stem();
    let is_plain = !stem.contains(['[', ']', '|', '#']);
    match snapshot.resolve(stem) {
        Resolution::One(_) if is_plain => stem.to_owned(),
        _ => without_md(&note.path).to_owned(),
    }
}

fn kind_of(note: &Note) -> ItemKind {
    match note.kind {
        NoteKind::Contact => ItemKind::Contact,
        NoteKind::Company => ItemKind::Company,
        NoteKind::Outreach => ItemKind::Message,
        NoteKind::Week | NoteKind::Day | NoteKind::Event | NoteKind::Map | NoteKind::Prompts | NoteKind::Plain => ItemKind::Note,
    }
}

/// `weak · Analytical Engines`, else the folder and stem.
fn detail(snapshot: &Snapshot, note: &Note) -> String {
    let Some(contact) = note.contact() else { return note.path.to_string() };
    let mut parts: Vec<String> = contact.tie.iter().map(|tie| tie.word().to_owned()).collect();
    parts.extend(snapshot.company_name(contact));
    parts.join(" · ")
}

/// Contacts behind `@`: as a link; in the text of a message, which is sent as it stands, as the plain name.
#[must_use]
pub fn contacts(snapshot: &Snapshot, typed: &str, replace: TextRange, is_sent: bool, in_table: bool) -> Completion {
    let (found, is_cut) = ranked(snapshot, Wanted::of(NoteKind::Contact), typed, MOST);
    let end = LinkEnd { replace, closes: true, in_table };
    let items = found.into_iter().map(|(_, note)| {
        let name = shown_name(note);
        let words = if is_sent { name.to_owned() } else { format!("[[{}", link_words(&target_of(snapshot, note), name, end)) };
        let filter = format!("{name} {}", aliases(note)).trim_end().to_owned();
        let item = Item::new(name, ItemKind::Contact, replace).found_by(filter).beside(detail(snapshot, note));
        item.inserting(words).told_in(Docs::Note(note.path.clone()))
    });
    Completion::best(told_apart(items.collect()), is_cut)
}

/// The headings of a note, for behind `#`.
#[must_use]
pub fn headings(snapshot: &Snapshot, from: NoteId, target: &str, replace: TextRange, closes: bool) -> Completion {
    let id = if target.is_empty() { Some(from) } else { snapshot.resolve(target).one() };
    let Some(note) = id.and_then(|id| snapshot.get(id)) else { return Completion::default() };
    let headings = note.markdown.headings.iter().map(|heading| note.of(heading.text).trim());
    let usable = headings.filter(|words| !words.is_empty() && !words.contains(['[', ']', '|', '#']));
    let items = usable
        .map(|words| Item::new(words, ItemKind::Heading, replace).inserting(if closes { format!("{words}]]") } else { words.to_owned() }));
    Completion::whole(items.collect())
}

/// Contacts for a field: the plain name.
#[must_use]
pub fn contact_names(snapshot: &Snapshot, typed: &str) -> (Vec<(String, String, Docs, String)>, bool) {
    let (found, is_cut) = ranked(snapshot, Wanted::of(NoteKind::Contact), typed, MOST);
    let rows = found.into_iter().map(|(_, note)| {
        let name = shown_name(note);
        // A name that two contacts share is written as a stem, which only one has.
        let words = if snapshot.resolve_contact(name).one().is_some() { name } else { note.stem() };
        let filter = format!("{name} {} {}", note.stem(), aliases(note)).trim_end().to_owned();
        (words.to_owned(), detail(snapshot, note), Docs::Note(note.path.clone()), filter)
    });
    (rows.collect(), is_cut)
}

/// Messages for `follows:`, the latest first, with how long ago they went.
#[must_use]
pub fn messages(snapshot: &Snapshot, from: NoteId, typed: &str) -> (Vec<(String, String, Docs, String)>, bool) {
    let to = snapshot.get(from).map(|note| snapshot.recipients(note)).unwrap_or_default();
    let same: Vec<NoteId> = to.first().map(|contact| snapshot.messages_to(*contact)).unwrap_or_default();
    let (found, is_cut) = ranked(snapshot, Wanted { kind: Some(NoteKind::Outreach), except: Some(from) }, typed, MOST);
    let (theirs, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(id, _)| same.contains(id));
    let rows = theirs.into_iter().chain(others).map(|(_, note)| {
        let sent = note
            .outreach()
            .and_then(|message| message.sent.as_ref())
            .map(|sent| format!("sent {}", distance(sent.value, snapshot.today())));
        let words = target_of(snapshot, note);
        (words.clone(), sent.unwrap_or_else(|| "draft".to_owned()), Docs::Note(note.path.clone()), words)
    });
    (rows.collect(), is_cut)
}
