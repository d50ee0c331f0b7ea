//! The indexes of a snapshot: who is called what, who speaks of whom. Persistent maps, so that a change copies only what it touches.

use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use imbl::GenericHashMap;
use imbl::shared_ptr::DefaultSharedPtr;
use rustc_hash::FxHasher;

use crate::markdown::tree::LinkKind;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note, bare_target, is_internal, stem_of};
use crate::prose::similarity::Masked;
use crate::text::fuzzy::fold;

/// A note's number in a snapshot and all that come from it. A note keeps its number while its path stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteId(pub(crate) u32);

/// A folded name, hashed. Two names with one hash are told apart where it matters: on resolving.
pub(crate) type Key = u64;

/// A sorted set of notes. Most hold one, which needs no place of its own in memory: a large journal has some hundred thousand.
#[derive(Clone, Debug, Default)]
pub(crate) enum IdSet {
    #[default]
    Empty,
    One(NoteId),
    Several(Arc<Vec<NoteId>>),
}

impl IdSet {
    pub(crate) fn ids(&self) -> &[NoteId] {
        match self {
            Self::Empty => &[],
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(ids) => ids,
        }
    }

    fn insert(&mut self, id: NoteId) {
        match self {
            Self::Empty => *self = Self::One(id),
            Self::One(only) if *only == id => {}
            Self::One(only) => *self = Self::Several(Arc::new(vec![id.min(*only), id.max(*only)])),
            Self::Several(ids) => {
                if let Err(at) = ids.binary_search(&id) {
                    Arc::make_mut(ids).insert(at, id);
                }
            }
        }
    }

    fn remove(&mut self, id: NoteId) {
        match self {
            Self::Empty => {}
            Self::One(only) => {
                if *only == id {
                    *self = Self::Empty;
                }
            }
            Self::Several(ids) => {
                if let Ok(at) = ids.binary_search(&id) {
                    Arc::make_mut(ids).remove(at);
                }
                if let [only] = ids.as_slice() {
                    *self = Self::One(*only);
                }
            }
        }
    }
}

type Map<V> = GenericHashMap<u64, V, BuildHasherDefault<FxHasher>, DefaultSharedPtr>;

/// Names and mentions of all notes.
#[derive(Clone, Default)]
pub(crate) struct Index {
    called: Map<IdSet>,
    mentioned: Map<IdSet>,
    said: Map<IdSet>,
    kinds: [IdSet; NoteKind::ALL.len()],
}

impl Index {
    /// Notes that a key may call.
    pub(crate) fn called(&self, key: Key) -> &[NoteId] {
        self.called.get(&key).map_or(&[], IdSet::ids)
    }

    /// Notes that speak of a key, by link or by field.
    pub(crate) fn mentioning(&self, key: Key) -> &[NoteId] {
        self.mentioned.get(&key).map_or(&[], IdSet::ids)
    }

    /// Messages that say the same few words in a row, by their hash. What very many say, as one's own introduction, lists only the first.
    pub(crate) fn saying(&self, shingle: u64) -> &[NoteId] {
        self.said.get(&shingle).map_or(&[], IdSet::ids)
    }

    /// Notes of a kind.
    pub(crate) fn of_kind(&self, kind: NoteKind) -> &[NoteId] {
        self.kinds[place(kind)].ids()
    }

    pub(crate) fn add(&mut self, id: NoteId, note: &Note) {
        for key in names(note) {
            insert(&mut self.called, key, id);
        }
        for key in mentions(note) {
            insert(&mut self.mentioned, key, id);
        }
        for shingle in shingles(note) {
            let set = self.said.entry(shingle).or_default();
            if set.ids().len() < MOST_SAYING {
                set.insert(id);
            }
        }
        self.kinds[place(note.kind)].insert(id);
    }

    pub(crate) fn remove(&mut self, id: NoteId, note: &Note) {
        for key in names(note) {
            remove(&mut self.called, key, id);
        }
        for key in mentions(note) {
            remove(&mut self.mentioned, key, id);
        }
        for shingle in shingles(note) {
            remove(&mut self.said, shingle, id);
        }
        self.kinds[place(note.kind)].remove(id);
    }
}

/// Beyond so many messages, words in common tell nothing any more.
const MOST_SAYING: usize = 48;

fn shingles(note: &Note) -> Vec<u64> {
    match &note.meaning {
        Meaning::Outreach(message) => Masked::of(&message.own_words(&note.text, &note.markdown)).sample(),
        _ => Vec::new(),
    }
}

fn place(kind: NoteKind) -> usize {
    NoteKind::ALL.iter().position(|one| *one == kind).unwrap_or(NoteKind::ALL.len() - 1)
}

fn insert(map: &mut Map<IdSet>, key: Key, id: NoteId) {
    map.entry(key).or_default().insert(id);
}

fn remove(map: &mut Map<IdSet>, key: Key, id: NoteId) {
    if let Some(set) = map.get_mut(&key) {
        set.remove(id);
        if set.ids().is_empty() {
            map.remove(&key);
        }
    }
}

/// The key of a name or target: case, diacritics and `.md` left out.
pub(crate) fn key(name: &str) -> Key {
    hash(&folded(name))
}

/// A name or target as it is compared.
pub(crate) fn folded(name: &str) -> String {
    let name = name.trim();
    fold(without_md(name.trim_start_matches('/')))
}

/// A path without `.md`.
pub(crate) fn without_md(path: &str) -> &str {
    let cut = path.len().saturating_sub(3);
    path.get(cut..).filter(|end| end.eq_ignore_ascii_case(".md")).map_or(path, |_| &path[..cut])
}

fn hash(words: &str) -> Key {
    let mut hasher = FxHasher::default();
    hasher.write(words.as_bytes());
    hasher.finish()
}

/// Every folded name by which a link may call a note: path, stem, name, aliases, first-level headings.
pub(crate) fn folded_names(note: &Note) -> Vec<String> {
    let mut names = vec![folded(&note.path), folded(stem_of(&note.path))];
    names.push(folded(&note.title()));
    names.extend(note.aliases.iter().map(|alias| folded(&alias.value)));
    names.extend(note.markdown.headings.iter().filter(|heading| heading.level == 1).map(|heading| folded(note.of(heading.text))));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

fn names(note: &Note) -> Vec<Key> {
    let mut keys: Vec<Key> = folded_names(note).iter().map(|name| hash(name)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn mentions(note: &Note) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(note.markdown.links.len() + 2);
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
    let mut say = |words: &str| keys.push(key(bare_target(words)));
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
