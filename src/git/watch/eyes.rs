//! The system's own watches on the folders of a journal and its repository.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::git::watch::seen::Message;
use crate::git::watch::sight::{Sight, git_folders};

/// The system's watches: one on each folder that the walk enters, so that none is spent on what is ignored.
pub(super) struct Eyes {
    system: RecommendedWatcher,
    pub(super) watched: BTreeSet<String>,
    pub(super) sight: Sight,
    /// The repository's own folders, whose entries tell where it stands.
    pub(super) git: Vec<PathBuf>,
}

impl Eyes {
    /// Gives `None` where the system cannot watch so much, or not at all.
    pub(super) fn open(root: &Path, messages: &Sender<Message>) -> Option<Self> {
        let messages = messages.clone();
        let system = notify::recommended_watcher(move |event| {
            let _ = messages.send(Message::Event(event));
        });
        let mut eyes = Self { system: system.ok()?, watched: BTreeSet::new(), sight: Sight::default(), git: git_folders(root) };
        for folder in &eyes.git {
            eyes.system.watch(folder, RecursiveMode::NonRecursive).ok()?;
        }
        eyes.look(root).then_some(eyes)
    }

    /// Walks and sets watches on new folders until there are none; whether the system could do it all.
    pub(super) fn look(&mut self, root: &Path) -> bool {
        loop {
            self.sight = Sight::of(root);
            self.watched.retain(|it| self.sight.folders.contains(it));
            let new: Vec<String> = self.sight.folders.difference(&self.watched).cloned().collect();
            if new.is_empty() {
                return true;
            }
            for folder in new {
                match self.system.watch(&root.join(&folder), RecursiveMode::NonRecursive) {
                    Ok(()) => _ = self.watched.insert(folder),
                    // Gone again since the walk; or shut, and then the walk sees nothing in it either.
                    Err(error) if is_passing(&error) => _ = self.watched.insert(folder),
                    Err(_) => return false,
                }
            }
        }
    }

    /// Lets go of a folder that went away or got another name, and of all below it; one of the same name is watched anew.
    pub(super) fn forget(&mut self, root: &Path, folder: &str) {
        let below = format!("{folder}/");
        let gone: Vec<String> = self.watched.iter().filter(|it| *it == folder || it.starts_with(&below)).cloned().collect();
        for folder in gone {
            let _ = self.system.unwatch(&root.join(&folder));
            self.watched.remove(&folder);
        }
    }
}

fn is_passing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied),
        _ => false,
    }
}
