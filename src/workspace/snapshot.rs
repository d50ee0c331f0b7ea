//! The journal at one moment: every note, the settings, the day. An immutable value, cheap to clone; a change makes the next one.

use std::ops::Bound;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use imbl::{OrdMap, Vector};
use rustc_hash::FxHashMap;

use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::settings::model::Settings;
use crate::notes::settings::read::settings;
use crate::workspace::chains::Chains;
use crate::workspace::change::{Change, Outside};
use crate::workspace::counted::Counted;
use crate::workspace::hubs::Hubs;
use crate::workspace::index::{Index, Keys, NoteId, Said, folded_names};
use crate::workspace::known_names::{KnownNames, says_the_same_names};
use crate::workspace::roster::Roster;
use crate::workspace::timeline::Timeline;

/// The journal at one moment.
#[derive(Clone)]
pub struct Snapshot {
    paths: OrdMap<Arc<str>, NoteId>,
    notes: Vector<Option<Arc<Note>>>,
    index: Index,
    settings: Arc<Settings>,
    settings_text: Option<Arc<str>>,
    outside: Arc<Outside>,
    today: NaiveDate,
    // What is dear to compute and hangs on few notes: made when first asked for, handed on while those stay as they are.
    counted: Arc<OnceLock<Counted>>,
    chains: Arc<OnceLock<Chains>>,
    // As dear, and asked of drafts alone; once made, a change changes it.
    said: Arc<OnceLock<Said>>,
    // For what is looked for by a few letters, as editors do; once made, a change changes it.
    roster: Arc<OnceLock<Roster>>,
    // What has passed with each contact that was asked about, until a note that could tell of it changes.
    timelines: Arc<Mutex<FxHashMap<NoteId, Arc<Timeline>>>>,
    // Who points to the notes that very many point to; a change changes what it bears on.
    hubs: Arc<Hubs>,
    // Every name by its words, for messages; until one comes or goes.
    known_names: Arc<OnceLock<KnownNames>>,
    // What was worked out about names, until one comes or goes.
    about_names: Arc<Mutex<FxHashMap<String, Option<String>>>>,
    // For whoever cannot wait: what is not worked out yet about the names is left out.
    in_haste: bool,
}

/// With so many notes it takes more than a moment to work something out about all names.
const MANY_NOTES: usize = 2048;

impl Snapshot {
    /// A journal without notes, on the day `today`.
    #[must_use]
    pub fn empty(today: NaiveDate) -> Self {
        Self {
            paths: OrdMap::new(),
            notes: Vector::new(),
            index: Index::default(),
            roster: Arc::default(),
            settings: Arc::new(Settings::default()),
            settings_text: None,
            outside: Arc::new(Outside::default()),
            today,
            counted: Arc::default(),
            chains: Arc::default(),
            said: Arc::default(),
            timelines: Arc::default(),
            hubs: Arc::default(),
            known_names: Arc::default(),
            about_names: Arc::default(),
            in_haste: false,
        }
    }

    /// A journal made from files: paths from the root with `/`, and their texts. `journal.toml` may be among them. Notes are read
    /// in parallel.
    #[must_use]
    pub fn of_files(files: Vec<(Arc<str>, Arc<str>)>, today: NaiveDate) -> Self {
        let mut snapshot = Self::empty(today);
        let (settings_file, notes): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| &**path == "journal.toml");
        if let Some((_, text)) = settings_file.into_iter().next() {
            snapshot.set_settings(Some(text));
        }
        let mut keys = Vec::with_capacity(notes.len());
        let mut read = Vector::new();
        let mut paths = Vec::with_capacity(notes.len());
        for (note, keys_of_note) in read_all(notes) {
            let id = NoteId(u32::try_from(keys.len()).expect("fewer notes than 32 bits count"));
            paths.push((note.path.clone(), id));
            read.push_back(Some(note));
            keys.push(keys_of_note);
        }
        snapshot.paths = paths.into_iter().collect();
        snapshot.notes = read;
        snapshot.index = Index::of(&keys);
        debug_assert_eq!(snapshot.paths.len(), keys.len(), "a path stands twice");
        snapshot
    }

    /// The journal after these changes, in their order; this one stays as it is.
    #[must_use]
    pub fn with(&self, changes: impl IntoIterator<Item = Change>) -> Self {
        let mut next = self.clone();
        for change in changes {
            match change {
                Change::Note { path, text } if is_template(&path) => drop((path, text)),
                Change::Note { path, text } => next.put(Note::read(path, text)),
                Change::Gone { path } => next.take(&path),
                Change::Settings(text) => next.set_settings(text),
                Change::Today(today) => {
                    next.today = today;
                    next.forget();
                }
                Change::Outside(outside) => {
                    if next.outside.other_files != outside.other_files {
                        next.hubs = Arc::default();
                    }
                    next.outside = Arc::new(outside);
                    next.about_names = Arc::default();
                    next.forget();
                }
            }
        }
        next
    }

    /// The day on which all is seen.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// What `journal.toml` says.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The text of `journal.toml`; none without one.
    #[must_use]
    pub fn settings_text(&self) -> Option<&Arc<str>> {
        self.settings_text.as_ref()
    }

    /// What only git and the disk know.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// How many notes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is no note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Every note, sorted by path.
    pub fn notes(&self) -> impl Iterator<Item = (NoteId, &Arc<Note>)> {
        self.paths.values().filter_map(|id| self.get(*id).map(|note| (*id, note)))
    }

    /// The path of every note, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(|path| &**path)
    }

    /// The first path at or after `path`, in the order of paths.
    #[must_use]
    pub fn path_after(&self, path: &str) -> Option<&Arc<str>> {
        self.paths.range::<_, str>((Bound::Included(path), Bound::Unbounded)).next().map(|(path, _)| path)
    }

    /// The notes of a kind.
    pub fn of_kind(&self, kind: NoteKind) -> impl Iterator<Item = (NoteId, &Arc<Note>)> {
        self.index.of_kind(kind).iter().filter_map(|id| self.get(*id).map(|note| (*id, note)))
    }

    /// The number of the note at a path from the root.
    #[must_use]
    pub fn id(&self, path: &str) -> Option<NoteId> {
        self.paths.get(path).copied()
    }

    /// The note at a path from the root.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Arc<Note>> {
        self.get(self.id(path)?)
    }

    /// The note with this number; none where it is gone since.
    #[must_use]
    pub fn get(&self, id: NoteId) -> Option<&Arc<Note>> {
        self.notes.get(id.0 as usize)?.as_ref()
    }

    /// The note with a number that this snapshot gave.
    ///
    /// # Panics
    /// If the number comes from another snapshot and the note is gone.
    #[must_use]
    pub fn note(&self, id: NoteId) -> &Arc<Note> {
        self.get(id).expect("a number of this snapshot")
    }

    /// What the notes say a habit that counts itself has counted.
    #[must_use]
    pub fn counted(&self) -> &Counted {
        self.counted.get_or_init(|| Counted::of(self))
    }

    /// The chains of all habits.
    #[must_use]
    pub fn chains(&self) -> &Chains {
        self.chains.get_or_init(|| Chains::of(self))
    }

    /// What was worked out about all names of the journal for these words, such as the nearest one: once, until a name comes or goes. A
    /// note that is being typed in is asked the same with every key.
    pub fn once_for_names(&self, words: &str, work_out: impl FnOnce() -> Option<String>) -> Option<String> {
        let known = self.about_names.lock().unwrap_or_else(PoisonError::into_inner).get(words).cloned();
        if known.is_none() && self.in_haste {
            return None;
        }
        known.unwrap_or_else(|| {
            let found = work_out();
            self.about_names.lock().unwrap_or_else(PoisonError::into_inner).insert(words.to_owned(), found.clone());
            found
        })
    }

    /// The same journal for whoever types in it: where there are very many notes, what is not worked out yet about all their names is left
    /// out. What is worked out meanwhile by [`Snapshot::once_for_names`] is known here, too.
    #[must_use]
    pub fn in_haste(&self) -> Self {
        Self { in_haste: MANY_NOTES <= self.len(), ..self.clone() }
    }

    /// What has passed with a contact.
    #[must_use]
    pub fn timeline(&self, contact: NoteId) -> Arc<Timeline> {
        let known = self.timelines.lock().unwrap_or_else(PoisonError::into_inner).get(&contact).cloned();
        known.unwrap_or_else(|| {
            let made = Arc::new(Timeline::of(self, contact));
            self.timelines.lock().unwrap_or_else(PoisonError::into_inner).insert(contact, made.clone());
            made
        })
    }

    /// Works out at once what is dear and otherwise worked out when it is first asked for, so that nobody who types has to wait.
    pub fn prepare(&self) {
        std::thread::scope(|scope| {
            scope.spawn(|| self.roster());
            scope.spawn(|| self.prepare_hubs());
            scope.spawn(|| self.known_names());
            self.said();
        });
    }

    pub(crate) fn said(&self) -> &Said {
        self.said.get_or_init(|| {
            let messages: Vec<(NoteId, &Note)> = self.of_kind(NoteKind::Outreach).map(|(id, note)| (id, &**note)).collect();
            Said::of(&messages)
        })
    }

    pub(crate) fn hubs(&self) -> &Hubs {
        &self.hubs
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    pub(crate) fn known_names(&self) -> &KnownNames {
        self.known_names.get_or_init(|| KnownNames::of(self))
    }

    pub(crate) fn roster(&self) -> &Roster {
        self.roster.get_or_init(|| Roster::of(self))
    }

    fn change_roster(&mut self, change: impl FnOnce(&mut Roster)) {
        let mut roster = self.roster.get().cloned();
        if let Some(roster) = &mut roster {
            change(roster);
        }
        self.roster = Arc::new(roster.map(OnceLock::from).unwrap_or_default());
    }

    fn put(&mut self, note: Note) {
        if is_template(&note.path) {
            return;
        }
        let note = Arc::new(note);
        let id = self.paths.get(&note.path).copied();
        let id = id.unwrap_or_else(|| {
            let id = NoteId(u32::try_from(self.notes.len()).expect("fewer notes than 32 bits count"));
            self.notes.push_back(None);
            self.paths.insert(note.path.clone(), id);
            id
        });
        let before = self.notes[id.0 as usize].take();
        let same_names = before.as_deref().is_some_and(|before| folded_names(before) == folded_names(&note));
        if !same_names {
            self.about_names = Arc::default();
        }
        self.change_keys(id, &note.path, &before.as_deref().map(Keys::of).unwrap_or_default(), &Keys::of(&note));
        self.change_roster(|roster| roster.renew(id, before.as_deref(), &note));
        self.change_what_hangs(id, before.as_deref(), Some(&note));
        self.notes[id.0 as usize] = Some(note);
    }

    fn take(&mut self, path: &str) {
        let Some(id) = self.paths.get(path).copied() else { return };
        if let Some(before) = self.notes[id.0 as usize].take() {
            self.change_keys(id, path, &Keys::of(&before), &Keys::default());
            self.change_roster(|roster| roster.remove(id, &before));
            self.about_names = Arc::default();
            self.change_what_hangs(id, Some(&before), None);
        }
        self.paths.remove(path);
    }

    fn change_keys(&mut self, id: NoteId, path: &str, before: &Keys, now: &Keys) {
        self.index.change(id, before, now);
        self.hubs = Arc::new(self.hubs.after(id, path, before, now));
    }

    /// A note has changed: what was worked out from such notes is worked out anew.
    fn change_what_hangs(&mut self, id: NoteId, before: Option<&Note>, now: Option<&Note>) {
        let either = |is: fn(&Note) -> bool| before.is_some_and(is) || now.is_some_and(is);
        if either(bears_on_habits) {
            self.forget();
        }
        if either(bears_on_timelines) {
            self.timelines = Arc::default();
        }
        if !says_the_same_names(before, now) {
            self.known_names = Arc::default();
        }
        // What others hold stays theirs; what was not made yet is made from the notes as they are then.
        let mut said = self.said.get().cloned();
        if let Some(said) = &mut said {
            said.change(id, before, now);
        }
        self.said = Arc::new(said.map(OnceLock::from).unwrap_or_default());
    }

    fn set_settings(&mut self, text: Option<Arc<str>>) {
        self.settings = Arc::new(text.as_deref().map(settings).unwrap_or_default());
        self.settings_text = text;
        self.forget();
    }

    fn forget(&mut self) {
        self.counted = Arc::default();
        self.chains = Arc::default();
        self.timelines = Arc::default();
    }
}

/// Whether a path lies in the folder of one's own templates, which are no notes.
#[must_use]
pub fn is_template(path: &str) -> bool {
    path.starts_with("templates/")
}

fn bears_on_habits(note: &Note) -> bool {
    matches!(note.kind, NoteKind::Week | NoteKind::Outreach | NoteKind::Event)
}

fn bears_on_timelines(note: &Note) -> bool {
    matches!(note.kind, NoteKind::Contact | NoteKind::Outreach | NoteKind::Event)
}

/// Reads notes on as many threads as the machine has, in the order given; templates are left out.
fn read_all(files: Vec<(Arc<str>, Arc<str>)>) -> Vec<(Arc<Note>, Keys)> {
    let read_one = |(path, text): &(Arc<str>, Arc<str>)| {
        let note = Arc::new(Note::read(path.clone(), text.clone()));
        let keys = Keys::of(&note);
        (note, keys)
    };
    let read = |part: &[(Arc<str>, Arc<str>)]| part.iter().filter(|(path, _)| !is_template(path)).map(read_one).collect::<Vec<_>>();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len() / 64 + 1);
    if threads < 2 {
        return read(&files);
    }
    let share = files.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let workers: Vec<_> = files.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;

    use super::{MANY_NOTES, Snapshot};

    fn with_notes(count: usize) -> Snapshot {
        let note = |at: usize| (Arc::from(format!("n/{at}.md")), Arc::from("x"));
        Snapshot::of_files((0..count).map(note).collect(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
    }

    #[test]
    fn whoever_is_in_haste_is_told_what_is_known_and_waits_for_nothing() {
        let found = || Some("n/1".to_owned());
        let large = with_notes(MANY_NOTES);
        assert_eq!(large.in_haste().once_for_names("n/l", found), None);
        assert_eq!(large.once_for_names("n/l", found), found());
        assert_eq!(large.in_haste().once_for_names("n/l", || None), found());
        assert_eq!(with_notes(3).in_haste().once_for_names("n/l", found), found());
    }
}
