//! The watcher's thread where the system tells nothing: looking every so often.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use crate::git::watch::seen::{Message, OnChange, Seen};
use crate::git::watch::sight::{Sight, git_folders};

/// How often is looked where the system does not tell of changes.
pub(super) const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// When each file was last written and how long it is, to see changes by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamps {
    files: BTreeMap<String, Option<Stamp>>,
    repository: Vec<Option<Stamp>>,
}

impl Stamps {
    pub(super) fn of(root: &Path) -> Self {
        let files = Sight::of(root).files.into_iter().map(|it| (stamp(&root.join(&it)), it)).map(|(stamp, path)| (path, stamp)).collect();
        let git = git_folders(root);
        let repository = git.iter().flat_map(|it| [it.join("HEAD"), it.join("index")]).map(|it| stamp(&it)).collect();
        Self { files, repository }
    }
}

/// When a file was written, and its size in bytes.
type Stamp = (SystemTime, u64);

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Looks every `interval` and tells what is not as it was, until the watcher is dropped.
pub(super) fn poll(root: &Path, interval: Duration, mut stamps: Stamps, messages: &Receiver<Message>, on_change: &OnChange) {
    loop {
        match messages.recv_timeout(interval) {
            Err(RecvTimeoutError::Timeout) => {}
            // Events that are left over from the time before polling.
            Ok(Message::Event(_)) => continue,
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
        let now = Stamps::of(root);
        let mut paths = differences(&stamps.files, &now.files);
        // What is there and was not found is ignored now; one that was merely away for a moment is found again by the next look.
        let is_hidden = |path: &String| !now.files.contains_key(path) && root.join(path).is_file();
        let hidden: Vec<String> = paths.extract_if(.., |path| is_hidden(path)).collect();
        if !hidden.is_empty() {
            on_change(Seen::Hidden(hidden));
        }
        if !paths.is_empty() {
            on_change(Seen::Files(paths));
        }
        if now.repository != stamps.repository {
            on_change(Seen::Repository);
        }
        stamps = now;
    }
}

fn differences<T: PartialEq>(before: &BTreeMap<String, T>, now: &BTreeMap<String, T>) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    names.into_iter().filter(|it| before.get(*it) != now.get(*it)).cloned().collect()
}
