//! What changes on the disk while the server runs: files are read anew, and buffers stand.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{MessageType, Uri};

use crate::actions::merge::note::merge;
use crate::git::files::root::SETTINGS_FILE;
use crate::git::watch::seen::Seen;
use crate::lsp::disk::OnDisk;
use crate::lsp::documents::DocumentName;
use crate::lsp::journals::{JournalKey, Reading, inner_path};
use crate::lsp::load;
use crate::lsp::state::State;
use crate::lsp::to_proto::edits::own_edits;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;
use crate::workspace::change::{Change, Outside};

impl State {
    /// Files that the client saw change. Our own watcher sees them too, and knows which of them belong to the journal; what is known
    /// already is read at once.
    pub(super) fn changed(&mut self, paths: &[PathBuf]) {
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

    /// What our own watcher saw.
    pub(super) fn seen(&mut self, key: &JournalKey, seen: Seen) {
        match seen {
            Seen::Files(paths) => self.read_anew(key, paths),
            Seen::Hidden(paths) => self.hide(key, paths),
            // A checkout's files are seen one by one.
            Seen::Repository => self.read_history(key),
        }
    }

    /// Files that are no part of the journal any more, though they are there. Those that are open stay in sight.
    fn hide(&mut self, key: &JournalKey, paths: Vec<String>) {
        let hidden = paths.into_iter().filter(|path| !self.is_open(key, path)).map(|path| (path.into(), OnDisk::Gone));
        let hidden = hidden.collect();
        self.on_disk(key, hidden);
    }

    /// Has git's history read, unless it is being read: then once more behind it.
    pub(super) fn read_history(&mut self, key: &JournalKey) {
        let Some(journal) = self.journals.get_mut(key).filter(|journal| journal.is_loaded) else { return };
        if journal.history == Reading::Done {
            journal.history = Reading::UnderWay;
            load::read_history(key, journal.snapshot.clone(), self.world.clone(), self.inbox.clone());
        } else {
            journal.history = Reading::Outrun;
        }
    }

    /// What git's history tells. Files are told one by one meanwhile: what is known of them stands.
    pub(super) fn history(&mut self, key: &JournalKey, outside: Option<Outside>) {
        let Some(journal) = self.journals.get_mut(key) else { return };
        let is_outrun = std::mem::take(&mut journal.history) == Reading::Outrun;
        let files = journal.snapshot.outside().clone();
        if let Some(outside) = outside {
            let outside = Outside { other_files: files.other_files, unreadable: files.unreadable, ..outside };
            self.change(key, vec![Change::Outside(outside)]);
        }
        if is_outrun {
            self.read_history(key);
        }
    }

    pub(super) fn read_anew(&mut self, key: &JournalKey, paths: Vec<String>) {
        let Some(journal) = self.journals.get_mut(key) else { return };
        if journal.is_loaded {
            self.disk.read(key, paths);
        } else {
            journal.seen.extend(paths);
        }
    }

    /// Files as the disk has them now. Those that are open keep their buffers.
    pub(super) fn on_disk(&mut self, key: &JournalKey, files: Vec<(Arc<str>, OnDisk)>) {
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
        let open = self.documents.values_mut().find(|document| document.place.journal == *key && *document.place.path == *path);
        let Some(document) = open else { return };
        let OnDisk::Text(on_disk) = file else {
            if matches!(file, OnDisk::Gone) && document.text != *document.saved {
                let words = format!("{path} was deleted on the disk while it has unsaved edits here. Save it to have it back.");
                self.outbox.show(MessageType::WARNING, words);
            }
            return;
        };
        let is_edited = document.text != *document.saved;
        let is_same = document.text == **on_disk || document.saved == *on_disk;
        if is_edited && !is_same {
            load::offer_merge(&self.shared, &self.outbox, &self.inbox, document, on_disk);
        }
        document.saved = on_disk.clone();
    }

    /// Merges what is on the disk into a buffer, by what both mean, and has the client apply it.
    pub(super) fn merge(&mut self, uri: &Uri, base: &str, theirs: &str) {
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
}
