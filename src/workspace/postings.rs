//! Which notes have a key: two plain arrays for what was read at once, and a persistent map for what changed since.

use std::borrow::Cow;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use imbl::shared_ptr::DefaultSharedPtr;
use imbl::{GenericHashMap, GenericHashSet};
use rustc_hash::FxHasher;

use crate::workspace::index::NoteId;

/// A folded name or a few words, hashed. Two with one hash are told apart where it matters: on resolving.
pub(crate) type Key = u64;

type Hasher = BuildHasherDefault<FxHasher>;

/// The notes of every key. Cheap to clone; a change copies only what it touches.
#[derive(Clone, Default)]
pub(crate) struct Postings {
    // Sorted by key, then by note: twelve bytes a posting, where a map would take five times as much.
    keys: Arc<[Key]>,
    notes: Arc<[NoteId]>,
    /// Notes that changed since, whose postings in the arrays are void.
    void: GenericHashSet<NoteId, Hasher, DefaultSharedPtr>,
    changed: GenericHashMap<Key, Arc<Vec<NoteId>>, Hasher, DefaultSharedPtr>,
}

impl Postings {
    /// Those of many notes, in any order.
    pub(crate) fn of(mut postings: Vec<(Key, NoteId)>) -> Self {
        postings.sort_unstable();
        postings.dedup();
        let keys = postings.iter().map(|(key, _)| *key).collect();
        let notes = postings.iter().map(|(_, note)| *note).collect();
        Self { keys, notes, ..Self::default() }
    }

    /// The notes of a key, in order.
    pub(crate) fn get(&self, key: Key) -> Cow<'_, [NoteId]> {
        let first = self.keys.partition_point(|other| *other < key);
        let count = self.keys[first..].iter().take_while(|other| **other == key).count();
        let read = &self.notes[first..first + count];
        let changed = self.changed.get(&key).map_or(&[][..], |notes| notes);
        let voided = || read.iter().any(|note| self.void.contains(note));
        if changed.is_empty() && (self.void.is_empty() || !voided()) {
            return Cow::Borrowed(read);
        }
        let mut notes: Vec<NoteId> = read.iter().filter(|note| !self.void.contains(*note)).chain(changed).copied().collect();
        notes.sort_unstable();
        Cow::Owned(notes)
    }

    /// Keys that so many notes or more had when all was read.
    pub(crate) fn often(&self, count: usize) -> Vec<Key> {
        self.keys.chunk_by(|one, other| one == other).filter(|same| count <= same.len()).map(|same| same[0]).collect()
    }

    /// A note's keys from now on, where it had others before.
    pub(crate) fn change(&mut self, note: NoteId, before: &[Key], now: &[Key]) {
        if before == now {
            return;
        }
        self.void.insert(note);
        for key in before {
            if let Some(notes) = self.changed.get_mut(key) {
                let notes = Arc::make_mut(notes);
                notes.retain(|other| *other != note);
                if notes.is_empty() {
                    self.changed.remove(key);
                }
            }
        }
        for key in now {
            let notes = Arc::make_mut(self.changed.entry(*key).or_default());
            if let Err(at) = notes.binary_search(&note) {
                notes.insert(at, note);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, proptest};
    use rustc_hash::FxHashMap;

    use super::Postings;
    use crate::workspace::index::NoteId;

    proptest! {
        #[test]
        fn they_are_those_of_all_notes_as_they_are_now(
            read in prop::collection::vec((0..6_u64, 0..5_u32), 0..12),
            changes in prop::collection::vec((0..7_u32, prop::collection::btree_set(0..6_u64, 0..4)), 0..8),
        ) {
            let mut reference: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
            for (key, note) in &read {
                reference.entry(*note).or_default().push(*key);
            }
            reference.values_mut().for_each(|keys| { keys.sort_unstable(); keys.dedup(); });
            let mut postings = Postings::of(read.into_iter().map(|(key, note)| (key, NoteId(note))).collect());
            for (note, keys) in changes {
                let before = reference.remove(&note).unwrap_or_default();
                let now: Vec<u64> = keys.into_iter().collect();
                postings.change(NoteId(note), &before, &now);
                reference.insert(note, now);
            }
            for key in 0..6 {
                let mut expected: Vec<NoteId> = reference.iter().filter(|(_, keys)| keys.contains(&key)).map(|(note, _)| NoteId(*note)).collect();
                expected.sort_unstable();
                assert_eq!(*postings.get(key), expected);
            }
        }
    }
}
