//! The indexes of a snapshot: who is called what, who speaks of whom, who says the same.

use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::markdown::tree::LinkKind;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note, bare_target, is_internal, stem_of};
use crate::prose::similarity::Masked;
use crate::text::fuzzy::{fold, fold_onto};
use crate::workspace::postings::{Key, Postings};

/// A note's number in a snapshot and all that come from it. A note keeps its number while its path stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteId(pub(crate) u32);

/// Names and mentions of all notes.
#[derive(Clone, Default)]
pub(crate) struct Index {
    called: Postings,
    mentioned: Postings,
    kinds: [Arc<Vec<NoteId>>; NoteKind::ALL.len()],
}

/// The keys of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    kind: Option<NoteKind>,
    /// What calls it.
    names: Vec<Key>,
    /// What it speaks of, by link or by field.
    mentions: Vec<Key>,
}

impl Keys {
    pub(crate) fn of(note: &Note) -> Self {
        Self { kind: Some(note.kind), names: names(note), mentions: mentions(note) }
    }

    /// What calls the note, in order.
    pub(crate) fn names(&self) -> &[Key] {
        &self.names
    }

    /// What the note speaks of, in order.
    pub(crate) fn mentions(&self) -> &[Key] {
        &self.mentions
    }

    /// Whether whatever names one of two notes names the other.
    pub(crate) fn call_alike(&self, other: &Self) -> bool {
        self.kind == other.kind && self.names == other.names
    }
}

impl Index {
    /// The index of many notes, by their numbers from 0 on.
    pub(crate) fn of(notes: &[Keys]) -> Self {
        let postings = |keys: fn(&Keys) -> &[Key]| {
            let each = notes.iter().zip(0..).flat_map(|(note, id)| keys(note).iter().map(move |key| (*key, NoteId(id))));
            let mut all = Vec::with_capacity(notes.iter().map(|note| keys(note).len()).sum());
            all.extend(each);
            Postings::of(all)
        };
        let (called, mentioned) = std::thread::scope(|scope| {
            let mentioned = scope.spawn(|| postings(|note| &note.mentions));
            let called = postings(|note| &note.names);
            (called, mentioned.join().unwrap_or_else(|_| postings(|note| &note.mentions)))
        });
        let of_kind = |kind| notes.iter().zip(0..).filter(move |(note, _)| note.kind == Some(kind)).map(|(_, id)| NoteId(id));
        Self { called, mentioned, kinds: NoteKind::ALL.map(|kind| Arc::new(of_kind(kind).collect())) }
    }

    /// Notes that a key may call, in order.
    pub(crate) fn called(&self, key: Key) -> Cow<'_, [NoteId]> {
        self.called.get(key)
    }

    /// Notes that speak of a key, by link or by field, in order.
    pub(crate) fn mentioning(&self, key: Key) -> Cow<'_, [NoteId]> {
        self.mentioned.get(key)
    }

    /// Keys that so many notes or more spoke of when the journal was read.
    pub(crate) fn mentioned_often(&self, count: usize) -> Vec<Key> {
        self.mentioned.often(count)
    }

    /// Notes of a kind, in order.
    pub(crate) fn of_kind(&self, kind: NoteKind) -> &[NoteId] {
        &self.kinds[place(kind)]
    }

    /// A note has these keys now, and had those before.
    pub(crate) fn change(&mut self, id: NoteId, before: &Keys, now: &Keys) {
        self.called.change(id, &before.names, &now.names);
        self.mentioned.change(id, &before.mentions, &now.mentions);
        if before.kind == now.kind {
            return;
        }
        if let Some(kind) = before.kind {
            Arc::make_mut(&mut self.kinds[place(kind)]).retain(|other| *other != id);
        }
        if let Some(kind) = now.kind {
            let ids = Arc::make_mut(&mut self.kinds[place(kind)]);
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
            }
        }
    }
}

/// Beyond so many messages, words in common tell nothing any more.
const MOST_SAYING: usize = 48;

/// Which messages say the same few words in a row.
#[derive(Clone, Default)]
pub(crate) struct Said(Postings);

impl Said {
    /// Of these messages. Read on as many threads as the machine has: every word of every message is looked at.
    pub(crate) fn of(messages: &[(NoteId, &Note)]) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(messages.len() / 32 + 1);
        let read = |part: &[(NoteId, &Note)]| {
            part.iter().flat_map(|(id, note)| shingles(note).into_iter().map(|shingle| (shingle, *id))).collect::<Vec<_>>()
        };
        let postings = std::thread::scope(|scope| {
            let parts = messages.chunks(messages.len().div_ceil(threads).max(1));
            let workers: Vec<_> = parts.map(|part| (part, scope.spawn(move || read(part)))).collect();
            workers.into_iter().flat_map(|(part, worker)| worker.join().unwrap_or_else(|_| read(part))).collect()
        });
        Self(Postings::of(postings))
    }

    /// Messages that say a shingle, in order. What very many say, as one's own introduction, lists only the first.
    pub(crate) fn saying(&self, shingle: u64) -> Vec<NoteId> {
        self.0.get(shingle).iter().take(MOST_SAYING).copied().collect()
    }

    /// A note says this now, and said that before.
    pub(crate) fn change(&mut self, id: NoteId, before: Option<&Note>, now: Option<&Note>) {
        let said = |note: Option<&Note>| note.map(shingles).unwrap_or_default();
        self.0.change(id, &said(before), &said(now));
    }
}

fn shingles(note: &Note) -> Vec<u64> {
    match &note.meaning {
        Meaning::Outreach(message) => Masked::of(&message.own_words(&note.text, &note.markdown)).sample(),
        _ => Vec::new(),
    }
}

fn place(kind: NoteKind) -> usize {
    NoteKind::ALL.iter().position(|one| *one == kind).unwrap_or(NoteKind::ALL.len() - 1)
}

/// The key of a name or target: case, diacritics and `.md` left out.
pub(crate) fn key(name: &str) -> Key {
    key_by(name, &mut String::new())
}

/// The key of a name that is folded already.
pub(crate) fn key_of_folded(name: &str) -> Key {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// The key of a name, by way of `buffer`, whose room is kept from name to name.
fn key_by(name: &str, buffer: &mut String) -> Key {
    buffer.clear();
    fold_onto(compared(name), buffer);
    key_of_folded(buffer)
}

/// A name or target as it is compared.
pub(crate) fn folded(name: &str) -> String {
    fold(compared(name))
}

/// The part of a name or target that is compared.
fn compared(name: &str) -> &str {
    without_md(name.trim().trim_start_matches('/'))
}

/// Whether a name reads as one that is folded already.
pub(crate) fn folds_to(name: &str, folded: &str) -> bool {
    let name = compared(name);
    if name.is_ascii() { name.eq_ignore_ascii_case(folded) } else { fold(name) == folded }
}

/// A path without `.md`.
pub(crate) fn without_md(path: &str) -> &str {
    let cut = path.len().saturating_sub(3);
    path.get(cut..).filter(|end| end.eq_ignore_ascii_case(".md")).map_or(path, |_| &path[..cut])
}

/// Every folded name by which a link may call a note: path, stem, name, aliases, first-level headings.
pub(crate) fn folded_names(note: &Note) -> Vec<String> {
    let mut names = Vec::with_capacity(4 + note.aliases.len());
    each_name(note, |name| names.push(folded(name)));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a note is called by a name that is folded already, and not empty.
pub(crate) fn is_called(note: &Note, folded: &str) -> bool {
    let mut found = false;
    each_name(note, |name| found = found || folds_to(name, folded));
    found
}

fn each_name(note: &Note, mut tell: impl FnMut(&str)) {
    tell(&note.path);
    tell(stem_of(&note.path));
    tell(note.title_words());
    note.aliases.iter().for_each(|alias| tell(&alias.value));
    note.markdown.headings.iter().filter(|heading| heading.level == 1).for_each(|heading| tell(note.of(heading.text)));
}

fn names(note: &Note) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(4 + note.aliases.len());
    let mut buffer = String::with_capacity(64);
    each_name(note, |name| {
        let key = key_by(name, &mut buffer);
        if !buffer.is_empty() {
            keys.push(key);
        }
    });
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn mentions(note: &Note) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(note.markdown.links.len() + 2);
    let mut buffer = String::with_capacity(64);
    let mut key = |name: &str| key_by(name, &mut buffer);
    for link in &note.markdown.links {
        let target = note.of(link.target);
        if target.is_empty() || !is_internal(link, target) {
            continue;
        }
        match link.kind {
            LinkKind::Wiki => keys.push(key(target)),
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image => keys.extend(relative(&note.path, target).map(|path| key(&path))),
            LinkKind::Auto => {}
        }
    }
    let mut say = |words: &str| keys.push(key_by(bare_target(words), &mut buffer));
    match &note.meaning {
        Meaning::Outreach(message) => {
            message.to.iter().chain(&message.follows).for_each(|words| say(&words.value));
        }
        Meaning::Event(event) => event.met.iter().for_each(|words| say(&words.value)),
        Meaning::Contact(contact) => contact.company.iter().for_each(|words| say(&words.value)),
        Meaning::Week(_) | Meaning::Company(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => {}
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The path from the root that a Markdown link in the note at `from` points to; none where it leaves the root. Percent signs are
/// read, a query dropped.
pub(crate) fn relative(from: &str, target: &str) -> Option<String> {
    let target = percent_decoded(target.split('?').next().unwrap_or(target));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(words: &str) -> String {
    if !words.contains('%') {
        return words.to_owned();
    }
    let bytes = words.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| words.get(at + 1..at + 3).and_then(|pair| u8::from_str_radix(pair, 16).ok())).flatten();
        decoded.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{folded, relative};

    #[test]
    fn names_are_compared_without_case_and_marks() {
        assert_eq!(folded("  Zoë.md "), folded("zoe"));
    }

    #[test]
    fn a_relative_link_is_read_from_the_notes_folder() {
        assert_eq!(relative("weeks/a.md", "../contacts/ada%20l.md").as_deref(), Some("contacts/ada l.md"));
        assert_eq!(relative("a.md", "../b.md"), None);
        assert_eq!(relative("days/a.md", "./b.md").as_deref(), Some("days/b.md"));
    }
}
