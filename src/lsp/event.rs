//! What happens to the server, and what is asked of it: the messages of the state thread.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::git::watch::seen::Seen;
use crate::git::watch::watcher::Watcher;
use crate::lsp::disk::OnDisk;
use crate::lsp::journals::JournalKey;
use crate::lsp::offers::Offers;
use crate::lsp::publish::Whole;
use crate::lsp::switches::Switches;
use crate::lsp::view::View;
use crate::workspace::change::Outside;
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
    /// Git's history was read.
    History {
        /// Of which journal.
        journal: JournalKey,
        /// What it tells; none where it tells nothing new.
        outside: Option<Outside>,
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
