//! What a request is answered from: one snapshot, one document, and what the client can do. It never changes under a request.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tower_lsp::ls_types::{Position, Range, Uri};

use crate::checks::check::Diagnostic;
use crate::checks::run::{check_note, check_settings};
use crate::git::files::root::SETTINGS_FILE;
use crate::lsp::documents::OpenFiles;
use crate::lsp::from_proto;
use crate::lsp::offers::Offers;
use crate::lsp::publish::Whole;
use crate::lsp::switches::Switches;
use crate::lsp::to_proto::places::uri_of_path;
use crate::lsp::world::World;
use crate::notes::note::Note;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// A journal at one moment.
#[derive(Clone)]
pub(crate) struct View {
    /// Its folder.
    pub(crate) root: Arc<Path>,
    /// No journal: only the open files of a folder are known.
    pub(crate) is_loose: bool,
    /// All of its notes, open buffers included.
    pub(crate) snapshot: Snapshot,
    /// The document that was asked about: its path from the root.
    pub(crate) path: Arc<str>,
    /// Its address as the client spells it.
    pub(crate) uri: Option<Uri>,
    /// What hangs on the client, and is shared by all views.
    pub(crate) shared: Shared,
    /// The findings on the journal as a whole, as far as they are known.
    pub(crate) whole: Arc<Whole>,
    /// Whether somebody still waits.
    pub(crate) cancelled: Arc<AtomicBool>,
    /// How many edits the document had when the view was made, and how many it has now.
    pub(crate) edits: Option<(u64, Arc<AtomicU64>)>,
}

/// What all views share.
#[derive(Clone)]
pub(crate) struct Shared {
    /// What the client can do.
    pub(crate) offers: Arc<Offers>,
    /// What the keeper switched on.
    pub(crate) switches: Switches,
    /// The files that are open.
    pub(crate) open: Arc<OpenFiles>,
    /// The clock and the disk.
    pub(crate) world: Arc<dyn World>,
}

/// Findings that say what other notes hold. Outside a journal these are not known.
const OF_OTHERS: [&str; 3] = ["broken-link", "unknown-contact", "unknown-prompt"];

impl View {
    /// The number of the document's note; none for what is no note.
    pub(crate) fn id(&self) -> Option<NoteId> {
        self.snapshot.id(&self.path)
    }

    /// The document's note.
    pub(crate) fn note(&self) -> Option<&Arc<Note>> {
        self.snapshot.at(&self.path)
    }

    /// The note and the byte of a place in the document.
    pub(crate) fn place(&self, position: Position) -> Option<(NoteId, usize)> {
        Some((self.id()?, from_proto::offset(self.note()?, position, self.shared.offers.encoding)))
    }

    /// The note and the bytes of a range in the document.
    pub(crate) fn range(&self, range: Range) -> Option<(NoteId, TextRange)> {
        Some((self.id()?, from_proto::range(self.note()?, range, self.shared.offers.encoding)))
    }

    /// The address of a file of the journal, spelled as the client does where it is open.
    pub(crate) fn uri_of(&self, path: &str) -> Option<Uri> {
        if *path == *self.path && self.uri.is_some() {
            return self.uri.clone();
        }
        let full = self.root.join(path);
        self.shared.open.get(&full).map(|(uri, _)| uri.clone()).or_else(|| uri_of_path(&full))
    }

    /// The version of a file of the journal, where it is open.
    pub(crate) fn version_of(&self, path: &str) -> Option<i32> {
        self.shared.open.get(&self.root.join(path)).map(|(_, version)| *version)
    }

    /// Every finding on the document, as it is now, but those that are switched off.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        self.findings_in(&self.snapshot)
    }

    /// The same for whoever is typing: where it would take long to say what a name may have meant, that comes later.
    pub(crate) fn findings_at_once(&self) -> Vec<Diagnostic> {
        self.findings_in(&self.snapshot.in_haste())
    }

    fn findings_in(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let mut found = match self.id() {
            Some(id) => check_note(snapshot, id),
            // As quick to check as a note: what is known of the whole speaks of an older text.
            None if *self.path == *SETTINGS_FILE => return self.shared.switches.shown(check_settings(snapshot)),
            None => Vec::new(),
        };
        found.extend(self.whole.on(&self.path, &self.snapshot));
        if self.is_loose {
            found.retain(|finding| !OF_OTHERS.contains(&finding.code));
        }
        self.shared.switches.shown(found)
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Whether the document was edited since.
    pub(crate) fn is_outdated(&self) -> bool {
        self.edits.as_ref().is_some_and(|(then, now)| now.load(Ordering::SeqCst) != *then)
    }
}
