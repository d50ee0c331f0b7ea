//! Reads what changed on the disk, on a thread of its own, in handfuls that typing can pass between.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use crate::git::files::read::{Unreadable, read_one};
use crate::lsp::event::Event;
use crate::lsp::inbox::Inbox;
use crate::lsp::journals::{JournalKey, is_note};

/// A file as the disk has it.
#[derive(Debug)]
pub(crate) enum OnDisk {
    /// Its text.
    Text(Arc<str>),
    /// It is there, and no text of ours: the reason in words, none for a file that is no note.
    Other(Option<String>),
    /// It is not there.
    Gone,
}

/// So many files are told at once.
const HANDFUL: usize = 32;

/// The reading thread.
pub(crate) struct Disk {
    wishes: Sender<(JournalKey, Vec<String>)>,
}

impl Disk {
    /// Starts the thread, which tells `inbox` what it read.
    pub(crate) fn new(inbox: Arc<Inbox<Event>>) -> Self {
        let (wishes, incoming) = channel::<(JournalKey, Vec<String>)>();
        let started = std::thread::Builder::new().name("journal-disk".to_owned()).spawn(move || {
            for (journal, paths) in incoming {
                for handful in paths.chunks(HANDFUL) {
                    let files = handful.iter().map(|path| (Arc::from(path.as_str()), read(&journal, path))).collect();
                    inbox.tell(Event::OnDisk { journal: journal.clone(), files });
                }
            }
        });
        if let Err(error) = started {
            tracing::error!("a thread for the disk cannot be started: {error}");
        }
        Self { wishes }
    }

    /// Has files read anew.
    pub(crate) fn read(&self, journal: &JournalKey, paths: Vec<String>) {
        if !paths.is_empty() {
            // Fails only when the thread is gone, and then the server is ending.
            let _ = self.wishes.send((journal.clone(), paths));
        }
    }
}

fn read(journal: &JournalKey, path: &str) -> OnDisk {
    let full = journal.root.join(path);
    if !is_note(path) && path != crate::git::files::root::SETTINGS_FILE {
        return if full.exists() { OnDisk::Other(None) } else { OnDisk::Gone };
    }
    match read_one(&journal.root, path).text {
        Ok(text) => OnDisk::Text(text),
        Err(Unreadable::Io { kind: ErrorKind::NotFound, .. }) => OnDisk::Gone,
        Err(reason) => OnDisk::Other(Some(reason.to_string())),
    }
}
