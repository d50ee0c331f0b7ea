//! The one thread that owns documents and journals. Edits and questions reach it in the client's order; answers are made elsewhere.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::{MessageType, PublishDiagnosticsParams, TextDocumentContentChangeEvent, Uri};

use crate::git::files::read::LARGEST_FILE;
use crate::git::files::root::SETTINGS_FILE;
use crate::git::watch::watcher::Watcher;
use crate::lsp::disk::Disk;
use crate::lsp::documents::{Document, DocumentName, OpenFiles};
use crate::lsp::event::Event;
use crate::lsp::guard::panic_words;
use crate::lsp::inbox::Inbox;
use crate::lsp::journals::{Folder, Journal, JournalKey, Place, is_note, place_of};
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::publish::{Publisher, Round, Whole};
use crate::lsp::switches::Switches;
use crate::lsp::view::Shared;
use crate::lsp::workers::Workers;
use crate::lsp::world::World;
use crate::lsp::{load, registration};
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// Whether the clock has to be looked at, at the latest, after so long.
const CLOCK: Duration = Duration::from_secs(20);

/// What is told while a journal is read.
const READING: &str = "Reading the journal";

/// The state of the server.
pub(crate) struct State {
    pub(super) world: Arc<dyn World>,
    pub(super) inbox: Arc<Inbox<Event>>,
    pub(super) outbox: Outbox,
    pub(super) workers: Workers,
    pub(super) publisher: Publisher,
    pub(super) disk: Disk,
    pub(super) shared: Shared,
    pub(super) folders: Vec<Folder>,
    pub(super) journals: FxHashMap<JournalKey, Journal>,
    pub(super) wholes: FxHashMap<JournalKey, Arc<Whole>>,
    pub(super) documents: FxHashMap<DocumentName, Document>,
    /// Open documents, the one edited last at the end.
    pub(super) recent: Vec<DocumentName>,
    /// Whether diagnostics have to be published anew.
    pub(super) is_news: bool,
    pub(super) is_ready: bool,
}

impl State {
    /// The state before `initialize`.
    pub(crate) fn new(world: Arc<dyn World>, inbox: Arc<Inbox<Event>>, outbox: Outbox, offers: Offers) -> Self {
        let shared = Shared { offers: Arc::new(offers), switches: Switches::default(), open: Arc::default(), world: world.clone() };
        Self {
            workers: Workers::new(std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4)),
            publisher: Publisher::new(outbox.clone(), inbox.clone()),
            disk: Disk::new(inbox.clone()),
            world,
            inbox,
            outbox,
            shared,
            folders: Vec::new(),
            journals: FxHashMap::default(),
            wholes: FxHashMap::default(),
            documents: FxHashMap::default(),
            recent: Vec::new(),
            is_news: false,
            is_ready: false,
        }
    }

    /// Takes messages until the server ends.
    pub(crate) fn run(mut self) {
        loop {
            let event = self.inbox.try_next().or_else(|| {
                self.guarded("settling", Self::settle);
                let event = self.inbox.next(CLOCK);
                if event.is_none() {
                    self.guarded("the clock", Self::look_at_clock);
                }
                event
            });
            match event {
                Some(Event::Stop) => return,
                Some(event) => self.guarded("an event", |state| state.handle(event)),
                None => {}
            }
        }
    }

    /// A panic over one event is logged, and the next one is taken.
    pub(super) fn guarded(&mut self, what: &str, step: impl FnOnce(&mut Self)) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| step(self))) {
            tracing::error!("{what} failed; please report this: {}", panic_words(panic.as_ref()));
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Start { offers, folders } => self.start(offers, folders),
            Event::Ready => self.ready(),
            Event::Open { uri, version, text } => self.open(uri, version, text),
            Event::Edit { uri, version, changes } => self.edit(&uri, version, changes),
            Event::Saved(uri) => self.saved(&uri),
            Event::Close(uri) => self.close(&uri),
            Event::Folders { added, removed } => self.change_folders(added, &removed),
            Event::Changed(paths) => self.changed(&paths),
            Event::Switches => registration::ask_switches(&self.shared.offers, &self.outbox, &self.inbox),
            Event::Switched(switches) => self.switch(switches),
            Event::Ask(ask) => self.ask(ask),
            Event::Loaded { journal, read, watcher } => self.loaded(&journal, read, watcher),
            Event::Seen { journal, seen } => self.seen(&journal, seen),
            Event::OnDisk { journal, files } => self.on_disk(&journal, files),
            Event::History { journal, outside } => self.history(&journal, outside),
            Event::Whole { journal, whole } => {
                self.wholes.insert(journal, whole);
                self.is_news = true;
                registration::refresh_diagnostics(&self.shared.offers, &self.outbox);
            }
            Event::Merge { uri, base, theirs } => self.merge(&uri, &base, &theirs),
            Event::Stop => {}
        }
    }

    fn start(&mut self, offers: Offers, folders: Vec<PathBuf>) {
        self.shared.offers = Arc::new(offers);
        for folder in folders {
            self.open_folder(folder);
        }
    }

    fn ready(&mut self) {
        self.is_ready = true;
        registration::register(&self.shared.offers, &self.outbox, &self.inbox);
        for (key, journal) in self.journals.iter().filter(|(_, journal)| !journal.is_loaded) {
            load::tell_progress(&self.shared.offers, &self.outbox, load::token(key), READING, &journal.telling);
        }
        self.is_news = true;
    }

    /// Opens the journals of an editor's folder.
    fn open_folder(&mut self, path: PathBuf) {
        let folder = Folder::new(path);
        for root in &folder.roots {
            self.open_journal(&JournalKey { root: root.as_path().into(), is_loose: false });
        }
        self.folders.push(folder);
    }

    pub(super) fn open_journal(&mut self, key: &JournalKey) {
        if self.journals.contains_key(key) {
            return;
        }
        let today = self.world.today(&crate::notes::settings::model::Settings::default());
        let journal = Journal::new(Snapshot::empty(today), key.is_loose);
        let telling = journal.telling.clone();
        self.journals.insert(key.clone(), journal);
        if !key.is_loose {
            load::load(key, self.world.clone(), self.inbox.clone());
            if self.is_ready {
                load::tell_progress(&self.shared.offers, &self.outbox, load::token(key), READING, &telling);
            }
        }
    }

    fn open(&mut self, uri: Uri, version: i32, text: String) {
        let name = DocumentName::of(&uri);
        let place = place_of(&name, &self.folders);
        self.open_journal(&place.journal);
        self.recent.retain(|known| *known != name);
        self.recent.push(name.clone());
        self.documents.insert(name, Document::new(uri, version, text, place));
        self.renew_open();
    }

    fn edit(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let name = DocumentName::of(uri);
        let encoding = self.shared.offers.encoding;
        let Some(document) = self.documents.get_mut(&name) else {
            tracing::warn!("an edit of a document that is not open: {}", uri.as_str());
            return;
        };
        document.change(version, changes, encoding);
        if self.recent.last() != Some(&name) {
            self.recent.retain(|known| *known != name);
            self.recent.push(name);
        }
    }

    fn saved(&mut self, uri: &Uri) {
        if let Some(document) = self.documents.get_mut(&DocumentName::of(uri)) {
            document.saved = document.text.as_str().into();
        }
    }

    fn close(&mut self, uri: &Uri) {
        let name = DocumentName::of(uri);
        self.recent.retain(|known| *known != name);
        let Some(document) = self.documents.remove(&name) else { return };
        self.renew_open();
        let Place { journal: key, path } = document.place;
        if key.is_loose {
            self.change(&key, vec![Change::Gone { path }]);
            if self.documents.values().all(|other| other.place.journal != key) {
                self.journals.remove(&key);
            }
        } else {
            // Until the disk has answered, the text last seen stands.
            self.disk.read(&key, vec![path.to_string()]);
        }
        self.publish_round();
        if !self.shared.offers.pulls_diagnostics {
            self.outbox.publish(PublishDiagnosticsParams { uri: document.uri, diagnostics: Vec::new(), version: None });
        }
    }

    fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.folders.retain(|folder| !removed.contains(&folder.path));
        for folder in added {
            self.open_folder(folder);
        }
        let mut wanted: FxHashSet<JournalKey> = self.documents.values().map(|document| document.place.journal.clone()).collect();
        let roots = self.folders.iter().flat_map(|folder| &folder.roots);
        wanted.extend(roots.map(|root| JournalKey { root: root.as_path().into(), is_loose: false }));
        self.journals.retain(|key, _| wanted.contains(key));
        self.wholes.retain(|key, _| wanted.contains(key));
    }

    fn loaded(&mut self, key: &JournalKey, read: Result<Box<Snapshot>, String>, watcher: Option<Watcher>) {
        let Some(journal) = self.journals.get_mut(key) else { return };
        load::end_progress(&self.outbox, load::token(key), &journal.telling);
        match read {
            Ok(snapshot) => journal.snapshot = *snapshot,
            Err(words) => self.outbox.show(MessageType::ERROR, words),
        }
        journal.is_loaded = true;
        journal.watcher = watcher;
        journal.is_news = true;
        let waiting = std::mem::take(&mut journal.waiting);
        let seen = std::mem::take(&mut journal.seen);
        self.disk.read(key, seen);
        self.read_history(key);
        for document in self.documents.values_mut().filter(|document| document.place.journal == *key) {
            document.is_dirty = true;
        }
        self.flush();
        for (ask, then) in waiting {
            self.answer_late(ask, then);
        }
    }

    fn switch(&mut self, switches: Switches) {
        if self.shared.switches != switches {
            self.shared.switches = switches;
            self.is_news = true;
            registration::refresh(&self.shared.offers, &self.outbox);
        }
    }

    fn look_at_clock(&mut self) {
        let keys: Vec<JournalKey> = self.journals.keys().cloned().collect();
        for key in keys {
            let Some(snapshot) = self.journals.get(&key).map(|journal| &journal.snapshot) else { continue };
            let today = self.world.today(snapshot.settings());
            if today != snapshot.today() {
                self.change(&key, vec![Change::Today(today)]);
                registration::refresh(&self.shared.offers, &self.outbox);
            }
        }
        self.settle();
    }

    /// Makes a journal's next snapshot.
    pub(super) fn change(&mut self, key: &JournalKey, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        let Some(journal) = self.journals.get_mut(key) else { return };
        let is_settings = changes.iter().any(|change| matches!(change, Change::Settings(_)));
        let mut next = journal.snapshot.with(changes);
        if is_settings {
            // The time zone may be another one.
            let today = self.world.today(next.settings());
            if today != next.today() {
                next = next.with([Change::Today(today)]);
            }
        }
        journal.snapshot = next;
        journal.is_news = true;
        self.is_news = true;
    }

    /// Puts what was typed into the snapshots.
    pub(super) fn flush(&mut self) {
        let dirty: Vec<DocumentName> = self.documents.iter().filter(|(_, it)| it.is_dirty).map(|(name, _)| name.clone()).collect();
        if dirty.is_empty() {
            return;
        }
        for name in dirty {
            let Some(document) = self.documents.get_mut(&name) else { continue };
            // Taken as done beforehand: a text that makes reading fail must not fail for ever.
            document.is_dirty = false;
            let Place { journal, path } = document.place.clone();
            let text: Arc<str> = document.text.as_str().into();
            if *path == *SETTINGS_FILE {
                self.change(&journal, vec![Change::Settings(Some(text))]);
            } else if LARGEST_FILE < text.len() as u64 {
                // As on the disk: so large a file is no note.
                self.change(&journal, vec![Change::Gone { path }]);
            } else if is_note(&path) {
                self.guarded("reading a note", |state| state.change(&journal, vec![Change::Note { path, text }]));
            }
        }
        self.renew_open();
    }

    /// When nothing waits: what was typed is read, and its diagnostics are worked out.
    fn settle(&mut self) {
        self.flush();
        if self.is_news && self.is_ready {
            self.publish_round();
            for (key, journal) in &mut self.journals {
                if std::mem::take(&mut journal.is_news) && journal.is_loaded {
                    let open = self.documents.values().filter(|document| document.place.journal == *key);
                    let open = open.filter_map(|document| journal.snapshot.id(&document.place.path)).collect();
                    self.publisher.check_whole(key, &journal.snapshot, open);
                }
            }
            self.is_news = false;
        }
    }

    fn publish_round(&mut self) {
        if self.shared.offers.pulls_diagnostics {
            // Such a client asks by itself when it edits, and is told when the journal as a whole was checked.
            return;
        }
        let open = self.recent.iter().rev().filter_map(|name| self.documents.get(name));
        let loaded = open.filter(|document| self.journals.get(&document.place.journal).is_some_and(|journal| journal.is_loaded));
        let documents = loaded
            .filter_map(|document| {
                Some((document.uri.clone(), document.version, self.view(&document.place, Some(document), Arc::default())?))
            })
            .collect();
        self.publisher.renew(Round { documents });
    }

    fn renew_open(&mut self) {
        let files = self.documents.iter().filter_map(|(name, it)| Some((name.path()?.to_path_buf(), (it.uri.clone(), it.version))));
        self.shared.open = Arc::new(files.collect::<OpenFiles>());
        self.is_news = true;
    }
}
