//! Who points to the notes that very many point to: worked out once and kept, since the notes around a hub lie all over memory.

use std::sync::{Arc, Mutex, PoisonError};

use crate::notes::note::Note;
use crate::text::line_index::{Ends, LineIndex};
use crate::workspace::index::{Keys, NoteId, folded_names, key, key_of_folded};
use crate::workspace::links::Reference;
use crate::workspace::postings::Key;
use crate::workspace::snapshot::Snapshot;

/// From so many notes on that mention it, a note is a hub.
const MANY: usize = 512;

/// So many hubs are kept.
const MOST: usize = 16;

/// When so many notes around a hub have changed, it is worked out anew.
const MOST_CHANGED: usize = 64;

/// A place that points to a note, with all that is needed to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedReference {
    /// The path of the note that points.
    pub path: Arc<str>,
    /// What points.
    pub reference: Reference,
    /// Where its range starts and ends.
    pub ends: Ends,
}

/// The hubs of a snapshot that are known so far.
#[derive(Default)]
pub(crate) struct Hubs(Mutex<Vec<Hub>>);

#[derive(Clone)]
struct Hub {
    note: NoteId,
    /// What calls it.
    names: Arc<[Key]>,
    /// What pointed to it when this was worked out, by path and then by place.
    places: Arc<[PlacedReference]>,
    /// Notes that changed since: what they say is asked anew.
    changed: Vec<NoteId>,
}

impl Hubs {
    /// Those that are still known when a note has other keys than before; `path` is its own.
    pub(crate) fn after(&self, id: NoteId, path: &str, before: &Keys, now: &Keys) -> Self {
        let mut hubs = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !before.call_alike(now) {
            // What the names lead to may be another note from now on, or a folder that came or went with this one.
            let folders = path.match_indices('/').map(|(at, _)| key(&path[..at]));
            let touched: Vec<Key> = before.names().iter().chain(now.names()).copied().chain(folders).collect();
            hubs.retain(|hub| !touched.iter().any(|key| hub.names.contains(key)));
        }
        let mention = |keys: &Keys, hub: &Hub| hub.names.iter().any(|name| keys.mentions().binary_search(name).is_ok());
        for hub in &mut hubs {
            if !hub.changed.contains(&id) && (mention(before, hub) || mention(now, hub)) {
                hub.changed.push(id);
            }
        }
        hubs.retain(|hub| hub.changed.len() <= MOST_CHANGED);
        Self(Mutex::new(hubs))
    }

    fn known(&self, note: NoteId) -> Option<Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|hub| hub.note == note).cloned()
    }

    fn keep(&self, hub: Hub) {
        let mut hubs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hubs.retain(|other| other.note != hub.note);
        hubs.push(hub);
        let over = hubs.len().saturating_sub(MOST);
        hubs.drain(..over);
    }
}

impl Snapshot {
    /// Every place that points to a note, by path and then by place, where very many do; none where it is no hub.
    #[must_use]
    pub fn references_to_hub(&self, to: NoteId) -> Option<Vec<PlacedReference>> {
        let note = self.get(to)?;
        if let Some(hub) = self.hubs().known(to) {
            return Some(self.as_of_now(&hub));
        }
        let names = folded_names(note);
        if self.mentioning(&names).len() < MANY {
            return None;
        }
        let places: Arc<[PlacedReference]> = self.references_as(to, placed).into();
        let names = names.iter().map(|name| key_of_folded(name)).collect();
        self.hubs().keep(Hub { note: to, names, places: places.clone(), changed: Vec::new() });
        Some(places.to_vec())
    }

    /// Works out the hubs, so that nobody has to wait for the first answer.
    pub(crate) fn prepare_hubs(&self) {
        let mut hubs: Vec<NoteId> =
            self.index().mentioned_often(MANY).into_iter().flat_map(|key| self.index().called(key).into_owned()).collect();
        hubs.sort_unstable();
        hubs.dedup();
        for hub in hubs.into_iter().take(MOST) {
            // Kept by itself.
            let _ = self.references_to_hub(hub);
        }
    }

    fn as_of_now(&self, hub: &Hub) -> Vec<PlacedReference> {
        let names = self.get(hub.note).map(|note| folded_names(note)).unwrap_or_default();
        let mut fresh: Vec<PlacedReference> =
            hub.changed.iter().flat_map(|source| self.references_in(*source, hub.note, &names, placed)).collect();
        fresh.sort_by(|one, other| one.path.cmp(&other.path).then(one.reference.range.cmp(&other.reference.range)));
        let mut fresh = fresh.into_iter().peekable();
        let mut places = Vec::with_capacity(hub.places.len() + fresh.len());
        for place in hub.places.iter().filter(|place| !hub.changed.contains(&place.reference.note)) {
            while let Some(earlier) = fresh.next_if(|other| other.path < place.path) {
                places.push(earlier);
            }
            places.push(place.clone());
        }
        places.extend(fresh);
        places
    }
}

fn placed(note: &Note, reference: Reference) -> PlacedReference {
    // Not by the note's own lines: they would be kept, and nobody may ever open it.
    let ends = Ends::of(&note.text, &LineIndex::new(&note.text), reference.range);
    PlacedReference { path: note.path.clone(), reference, ends }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::{Arc, OnceLock};

    use chrono::NaiveDate;
    use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest};

    use super::MANY;
    use crate::workspace::change::{Change, Outside};
    use crate::workspace::links::Reference;
    use crate::workspace::snapshot::Snapshot;

    /// A hub that everybody links to, with its answer worked out.
    fn with_hub() -> Snapshot {
        static MADE: OnceLock<Snapshot> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let note = |at: usize| {
                (
                    format!("n/{at:04}.md"),
                    format!("# {at}\n\nSee [[Hub]], [it](../topics/hub.md), [it](../topics/Hub.md) and [it](../topics/hub).\n"),
                )
            };
            let notes = (0..MANY).map(note).chain([("topics/hub.md".to_owned(), "# Hub\n\nMyself: [[hub]].\n".to_owned())]);
            let files = notes.map(|(path, text)| (Arc::from(path), Arc::from(text))).collect();
            Snapshot::of_files(files, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
        });
        // As a server has it after loading.
        made.prepare_hubs();
        made.clone()
    }

    #[track_caller]
    fn check(snapshot: &Snapshot) {
        let Some(hub) = snapshot.id("topics/hub.md") else { return };
        let plain = snapshot.references(hub);
        let Some(placed) = snapshot.references_to_hub(hub) else {
            let sources: BTreeSet<_> = plain.iter().map(|reference| reference.note).collect();
            assert!(sources.len() < MANY, "a hub is known");
            return;
        };
        let told: Vec<Reference> = placed.iter().map(|place| place.reference).collect();
        assert_eq!(told, plain);
        for place in placed {
            let note = snapshot.note(place.reference.note);
            let encoding = crate::text::line_index::Encoding::Utf16;
            assert_eq!(place.path, note.path);
            assert_eq!(place.ends.counted_in(encoding), note.lines().positions(&note.text, place.reference.range, encoding));
        }
    }

    fn changes() -> impl Strategy<Value = Change> {
        let path = prop_oneof![
            Just("n/0000.md"),
            Just("n/0001.md"),
            Just("n/0300a.md"),
            Just("n/hub.md"),
            Just("topics/hub/a.md"),
            Just("a.md"),
            Just("topics/hub.md"),
        ];
        let text = prop_oneof![
            Just("# Else\n"),
            Just("# Hub\n"),
            Just("Line\n\n🦀 [[Hub|x]] [[hub#Hub]]\n"),
            Just("---\naliases: [Hub]\n---\n[[topics/hub]]\n"),
            Just("[a](topics/hub.md) [b](../topics/Hub.md) [c](../topics/hub)\n"),
        ];
        let outside = |files: &[&str]| {
            let other_files = files.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>();
            Change::Outside(Outside { other_files, ..Outside::default() })
        };
        prop_oneof![
            8 => (path.clone(), text).prop_map(|(path, text)| Change::Note { path: path.into(), text: text.into() }),
            2 => path.prop_map(|path| Change::Gone { path: path.into() }),
            1 => prop_oneof![Just(outside(&[])), Just(outside(&["topics/hub"])), Just(outside(&["topics/Hub.md"]))],
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_is_what_would_be_found_anew(changes in prop::collection::vec(changes(), 1..10)) {
            let mut snapshot = with_hub();
            check(&snapshot);
            for change in changes {
                snapshot = snapshot.with([change]);
                check(&snapshot);
            }
        }
    }

    #[test]
    fn a_note_that_few_point_to_is_no_hub() {
        let snapshot = with_hub();
        assert!(snapshot.references_to_hub(snapshot.id("n/0000.md").unwrap()).is_none());
    }

    #[test]
    fn an_edit_elsewhere_leaves_what_is_known() {
        let snapshot = with_hub();
        let hub = snapshot.id("topics/hub.md").unwrap();
        let text = "One line more.\n\n[[Hub]]\n";
        let next = snapshot.with([Change::Note { path: "n/0007.md".into(), text: text.into() }]);
        assert_eq!(next.hubs().known(hub).map(|hub| hub.changed.len()), Some(1));
        check(&next);
        let gone = next.with([Change::Gone { path: "topics/hub.md".into() }]);
        assert!(gone.hubs().known(hub).is_none());
    }
}
