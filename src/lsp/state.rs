//! The one thread that owns documents and journals. Edits and questions reach it in the client's order; answers are made elsewhere.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::{MessageType, PublishDiagnosticsParams, TextDocumentContentChangeEvent, Uri};

use crate::actions::merge::note::merge;
use crate::git::root::SETTINGS_FILE;
use crate::git::watch::{Seen, Watcher};
use crate::lsp::disk::{Disk, OnDisk};
use crate::lsp::documents::{Document, DocumentName, OpenFiles};
use crate::lsp::guard::panic_words;
use crate::lsp::inbox::Inbox;
use crate::lsp::journals::{Journal, JournalKey, Place, TextThen, inner_path, is_note, place_of};
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::publish::{Publisher, Round, Whole};
use crate::lsp::to_proto::edits::own_edits;
use crate::lsp::view::{Shared, Switches, View};
use crate::lsp::workers::Workers;
use crate::lsp::world::World;
use crate::lsp::{load, registration};
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;
use crate::workspace::change::{Change, Outside};
use crate::workspace::snapshot::Snapshot;

/// What happens to the server.
pub(crate) enum Event {
    /// `initialize`: what the client can do, and its folders.
    Start {
        /// What the client can do.
        offers: Offers,
        /// Its workspace folders.
        folders: Vec<PathBuf>,
    },
    /// `initialized`: the client listens.
    Ready,
    /// A document was opened.
    Open {
        /// Its address.
        uri: Uri,
        /// Its version.
        version: i32,
        /// Its text.
        text: String,
    },
    /// A document was edited.
    Edit {
        /// Its address.
        uri: Uri,
        /// Its version from now on.
        version: i32,
        /// The edits, one after the other.
        changes: Vec<TextDocumentContentChangeEvent>,
    },
    /// A document was saved.
    Saved(Uri),
    /// A document was closed.
    Close(Uri),
    /// Workspace folders came and went.
    Folders {
        /// Those that came.
        added: Vec<PathBuf>,
        /// Those that went.
        removed: Vec<PathBuf>,
    },
    /// The client says that files changed.
    Changed(Vec<PathBuf>),
    /// The keeper's switches are others now; the client has to be asked for them.
    Switches,
    /// The keeper's switches.
    Switched(Switches),
    /// Somebody asks.
    Ask(Ask),
    /// A journal was read.
    Loaded {
        /// Which.
        journal: JournalKey,
        /// What was read; in words why it was not.
        read: Result<Box<Snapshot>, String>,
        /// What watches it from now on.
        watcher: Option<Watcher>,
    },
    /// Our own watcher saw something.
    Seen {
        /// In which journal.
        journal: JournalKey,
        /// What.
        seen: Seen,
    },
    /// Files were read anew.
    OnDisk {
        /// In which journal.
        journal: JournalKey,
        /// The files, by path from the root.
        files: Vec<(Arc<str>, OnDisk)>,
    },
    /// A journal as a whole was checked.
    Whole {
        /// Which.
        journal: JournalKey,
        /// What was found.
        whole: Arc<Whole>,
    },
    /// The keeper wants what changed on the disk merged into the buffer.
    Merge {
        /// The document.
        uri: Uri,
        /// The text that buffer and disk had in common.
        base: Arc<str>,
        /// The text on the disk.
        theirs: Arc<str>,
    },
    /// The server ends.
    Stop,
}

/// A question, to be answered from a snapshot.
pub(crate) struct Ask {
    /// About which document; about all journals where none.
    pub(crate) about: Option<Uri>,
    /// Whether the whole journal has to be read first.
    pub(crate) needs_all: bool,
    /// Set when nobody waits any more.
    pub(crate) cancelled: Arc<AtomicBool>,
    /// Answers. Gets one view for a document, one a journal for all; none where the document is unknown.
    pub(crate) answer: Box<dyn FnOnce(Vec<View>) + Send>,
}

/// Whether the clock has to be looked at, at the latest, after so long.
const CLOCK: Duration = Duration::from_secs(20);

/// The state of the server.
pub(crate) struct State {
    world: Arc<dyn World>,
    inbox: Arc<Inbox<Event>>,
    outbox: Outbox,
    workers: Workers,
    publisher: Publisher,
    disk: Disk,
    shared: Shared,
    folders: Vec<PathBuf>,
    journals: FxHashMap<JournalKey, Journal>,
    wholes: FxHashMap<JournalKey, Arc<Whole>>,
    documents: FxHashMap<DocumentName, Document>,
    /// Open documents, the one edited last at the end.
    recent: Vec<DocumentName>,
    /// Whether diagnostics have to be published anew.
    is_news: bool,
    is_ready: bool,
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
    fn guarded(&mut self, what: &str, step: impl FnOnce(&mut Self)) {
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
        for folder in &folders {
            self.open_folder(folder);
        }
        self.folders = folders;
    }

    fn ready(&mut self) {
        self.is_ready = true;
        registration::register(&self.shared.offers, &self.outbox, &self.inbox);
        for (key, journal) in self.journals.iter().filter(|(_, journal)| !journal.is_loaded) {
            load::tell_progress(&self.shared.offers, &self.outbox, key, &journal.telling);
        }
        self.is_news = true;
    }

    /// Opens the journal of an editor's folder: the one around it, else the folder as it stands.
    fn open_folder(&mut self, folder: &Path) {
        let root = crate::git::root::find(folder).unwrap_or_else(|| folder.to_path_buf());
        self.open_journal(&JournalKey { root: root.into(), is_loose: false });
    }

    fn open_journal(&mut self, key: &JournalKey) {
        if self.journals.contains_key(key) {
            return;
        }
        let today = self.world.today(&crate::notes::settings::Settings::default());
        let journal = Journal::new(Snapshot::empty(today), key.is_loose);
        let telling = journal.telling.clone();
        self.journals.insert(key.clone(), journal);
        if !key.is_loose {
            load::load(key, self.world.clone(), self.inbox.clone());
            if self.is_ready {
                load::tell_progress(&self.shared.offers, &self.outbox, key, &telling);
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
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            self.open_folder(&folder);
            self.folders.push(folder);
        }
        let mut wanted: FxHashSet<JournalKey> = self.documents.values().map(|document| document.place.journal.clone()).collect();
        for folder in &self.folders {
            let root = crate::git::root::find(folder).unwrap_or_else(|| folder.clone());
            wanted.insert(JournalKey { root: root.into(), is_loose: false });
        }
        self.journals.retain(|key, _| wanted.contains(key));
        self.wholes.retain(|key, _| wanted.contains(key));
    }

    /// Files that the client saw change. Our own watcher sees them too, and knows which of them belong to the journal; what is known
    /// already is read at once.
    fn changed(&mut self, paths: &[PathBuf]) {
        let mut wishes: FxHashMap<JournalKey, Vec<String>> = FxHashMap::default();
        for path in paths {
            for (key, journal) in &self.journals {
                let Some(inner) = inner_path(&key.root, path).filter(|_| !key.is_loose) else { continue };
                let is_watched = journal.watcher.as_ref().is_some_and(|watcher| !watcher.is_polling());
                if !is_watched || journal.snapshot.id(&inner).is_some() || inner == SETTINGS_FILE {
                    wishes.entry(key.clone()).or_default().push(inner);
                }
            }
        }
        for (key, paths) in wishes {
            self.read_anew(&key, paths);
        }
    }

    fn seen(&mut self, key: &JournalKey, seen: Seen) {
        match seen {
            Seen::Files(paths) => self.read_anew(key, paths),
            // A checkout's files are seen one by one.
            Seen::Repository => {}
        }
    }

    fn read_anew(&mut self, key: &JournalKey, paths: Vec<String>) {
        let Some(journal) = self.journals.get_mut(key) else { return };
        if journal.is_loaded {
            self.disk.read(key, paths);
        } else {
            journal.seen.extend(paths);
        }
    }

    fn loaded(&mut self, key: &JournalKey, read: Result<Box<Snapshot>, String>, watcher: Option<Watcher>) {
        let Some(journal) = self.journals.get_mut(key) else { return };
        load::end_progress(&self.outbox, key, &journal.telling);
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
        for document in self.documents.values_mut().filter(|document| document.place.journal == *key) {
            document.is_dirty = true;
        }
        self.flush();
        for (ask, then) in waiting {
            self.answer_late(ask, then);
        }
    }

    /// Answers what waited for the journal, from the text that stood there when it was asked.
    fn answer_late(&mut self, ask: Ask, then: Option<TextThen>) {
        let name = ask.about.as_ref().map(DocumentName::of);
        let document = name.and_then(|name| self.documents.get(&name));
        let (Some(document), Some((text, edits))) = (document, then) else { return self.ask(ask) };
        let Some(mut view) = self.view(&document.place, Some(document), ask.cancelled.clone()) else { return };
        if *document.text != *text && is_note(&view.path) {
            view.snapshot = view.snapshot.with([Change::Note { path: view.path.clone(), text }]);
            view.edits = view.edits.map(|(_, now)| (edits, now));
        }
        self.workers.run(Box::new(move || (ask.answer)(vec![view])));
    }

    fn on_disk(&mut self, key: &JournalKey, files: Vec<(Arc<str>, OnDisk)>) {
        let mut changes = Vec::new();
        let mut outside: Option<Outside> = None;
        for (path, file) in files {
            if self.is_open(key, &path) {
                self.changed_underneath(key, &path, &file);
                continue;
            }
            let Some(journal) = self.journals.get(key) else { return };
            let mut note_outside =
                |change: &dyn Fn(&mut Outside)| change(outside.get_or_insert_with(|| journal.snapshot.outside().clone()));
            match file {
                OnDisk::Text(text) if *path == *SETTINGS_FILE => changes.push(Change::Settings(Some(text))),
                OnDisk::Text(text) => {
                    if journal.snapshot.outside().unreadable.contains_key(&*path) {
                        note_outside(&|it| drop(it.unreadable.remove(&*path)));
                    }
                    if journal.snapshot.at(&path).is_none_or(|note| note.text != text) {
                        changes.push(Change::Note { path, text });
                    }
                }
                OnDisk::Other(None) => note_outside(&|it| {
                    it.other_files.insert(path.to_string());
                }),
                OnDisk::Other(Some(reason)) => {
                    note_outside(&|it| drop(it.unreadable.insert(path.to_string(), reason.clone())));
                    changes.push(Change::Gone { path });
                }
                OnDisk::Gone if *path == *SETTINGS_FILE => changes.push(Change::Settings(None)),
                OnDisk::Gone => {
                    if journal.snapshot.outside().other_files.contains(&*path) || journal.snapshot.outside().unreadable.contains_key(&*path)
                    {
                        note_outside(&|it| {
                            it.other_files.remove(&*path);
                            it.unreadable.remove(&*path);
                        });
                    }
                    changes.push(Change::Gone { path });
                }
            }
        }
        changes.extend(outside.map(Change::Outside));
        self.change(key, changes);
    }

    fn is_open(&self, key: &JournalKey, path: &str) -> bool {
        self.documents.values().any(|document| document.place.journal == *key && *document.place.path == *path)
    }

    /// A file changed on the disk while it is open. The buffer stands; where it has edits of its own, the keeper is told.
    fn changed_underneath(&mut self, key: &JournalKey, path: &str, file: &OnDisk) {
        let OnDisk::Text(on_disk) = file else { return };
        let open = self.documents.values_mut().find(|document| document.place.journal == *key && *document.place.path == *path);
        let Some(document) = open else { return };
        let is_edited = document.text != *document.saved;
        let is_same = document.text == **on_disk || document.saved == *on_disk;
        if is_edited && !is_same {
            load::offer_merge(&self.shared, &self.outbox, &self.inbox, document, on_disk);
        }
        document.saved = on_disk.clone();
    }

    fn merge(&mut self, uri: &Uri, base: &str, theirs: &str) {
        self.flush();
        let Some(document) = self.documents.get(&DocumentName::of(uri)) else { return };
        let Some(view) = self.view(&document.place, Some(document), Arc::default()) else { return };
        let merged = merge(base, &document.text, theirs);
        let whole = TextEdit::replace(TextRange::new(0, document.text.len()), merged.text);
        let mut said = vec![format!("Merged {} with what was on the disk.", document.place.path)];
        said.extend(merged.conflicts.iter().map(|conflict| format!("Both changed: {conflict}")));
        match own_edits(&view, vec![whole]) {
            Ok(edit) => self.outbox.apply(edit, &said),
            Err(words) => self.outbox.show(MessageType::ERROR, words),
        }
    }

    fn switch(&mut self, switches: Switches) {
        if self.shared.switches != switches {
            self.shared.switches = switches;
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
    fn change(&mut self, key: &JournalKey, changes: Vec<Change>) {
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
    fn flush(&mut self) {
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
                    self.publisher.check_whole(key, &journal.snapshot);
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

    fn ask(&mut self, ask: Ask) {
        if ask.cancelled.load(Ordering::Relaxed) {
            return;
        }
        self.flush();
        let Some(uri) = &ask.about else { return self.ask_all(ask) };
        let name = DocumentName::of(uri);
        let place = self.documents.get(&name).map_or_else(|| place_of(&name, &self.folders), |document| document.place.clone());
        if !place.journal.is_loose {
            self.open_journal(&place.journal);
        }
        match self.journals.get_mut(&place.journal) {
            Some(journal) if ask.needs_all && !journal.is_loaded => {
                let document = self.documents.get(&name);
                let then = document.map(|document| (Arc::from(document.text.as_str()), document.edits.load(Ordering::SeqCst)));
                journal.waiting.push((ask, then));
            }
            Some(_) | None => {
                let views: Vec<View> = self.view(&place, self.documents.get(&name), ask.cancelled.clone()).into_iter().collect();
                self.workers.run(Box::new(move || (ask.answer)(views)));
            }
        }
    }

    /// A question about all journals waits until the last of them is read.
    fn ask_all(&mut self, ask: Ask) {
        if let Some(journal) = self.journals.values_mut().find(|journal| !journal.is_loaded) {
            journal.waiting.push((ask, None));
            return;
        }
        let places = self.journals.keys().map(|key| Place { journal: key.clone(), path: "".into() });
        let mut views: Vec<View> = places.filter_map(|place| self.view(&place, None, ask.cancelled.clone())).collect();
        views.sort_by(|one, other| one.root.cmp(&other.root));
        self.workers.run(Box::new(move || (ask.answer)(views)));
    }

    fn view(&self, place: &Place, document: Option<&Document>, cancelled: Arc<AtomicBool>) -> Option<View> {
        let journal = self.journals.get(&place.journal)?;
        Some(View {
            root: place.journal.root.clone(),
            snapshot: journal.snapshot.clone(),
            path: place.path.clone(),
            uri: document.map(|document| document.uri.clone()),
            shared: self.shared.clone(),
            whole: self.wholes.get(&place.journal).cloned().unwrap_or_default(),
            cancelled,
            edits: document.map(|document| (document.edits.load(Ordering::SeqCst), document.edits.clone())),
        })
    }

    fn renew_open(&mut self) {
        let files = self.documents.iter().filter_map(|(name, it)| Some((name.path()?.to_path_buf(), (it.uri.clone(), it.version))));
        self.shared.open = Arc::new(files.collect::<OpenFiles>());
        self.is_news = true;
    }
}
