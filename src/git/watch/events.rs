//! The watcher's thread where the system tells of changes: events gathered until it is quiet, and told as files.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};

use crate::git::watch::eyes::Eyes;
use crate::git::watch::polling::{POLL_INTERVAL, Stamps, poll};
use crate::git::watch::seen::{Message, OnChange, Seen};
use crate::git::watch::sight::tells_of_git;

/// How long it has to be quiet before changes are told: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(50);

/// Where it is never quiet, changes are told after this long.
const LONGEST_DELAY: Duration = Duration::from_millis(500);

/// Changes gathered until it is quiet.
#[derive(Debug, Default)]
struct Gathered {
    /// From the root.
    paths: BTreeSet<String>,
    /// Folders that went away or got another name, as far as they were folders.
    gone: BTreeSet<String>,
    /// Events were lost, or ignore files changed what belongs to the journal.
    is_all: bool,
    is_repository: bool,
}

/// The watcher's thread.
pub(super) struct Watching {
    pub(super) root: PathBuf,
    pub(super) eyes: Eyes,
    pub(super) messages: Receiver<Message>,
    pub(super) on_change: OnChange,
}

impl Watching {
    /// Gathers and tells until the watcher is dropped.
    pub(super) fn run(&mut self) {
        while let Ok(Message::Event(event)) = self.messages.recv() {
            let mut gathered = Gathered::default();
            self.take_in(event, &mut gathered);
            if gathered.is_empty() {
                continue;
            }
            let is_over = self.gather(&mut gathered);
            let could_look = self.tell(gathered);
            if is_over {
                return;
            }
            if !could_look {
                return poll(&self.root, POLL_INTERVAL, Stamps::of(&self.root), &self.messages, &self.on_change);
            }
        }
    }

    /// Takes in what comes until it is quiet; whether the watcher was dropped.
    fn gather(&self, gathered: &mut Gathered) -> bool {
        let latest = Instant::now() + LONGEST_DELAY;
        let mut quiet_at = Instant::now() + QUIET;
        loop {
            match self.messages.recv_timeout(quiet_at.min(latest).saturating_duration_since(Instant::now())) {
                // Events that say nothing (somebody reads) do not break the quiet.
                Ok(Message::Event(event)) => {
                    if self.take_in(event, gathered) {
                        quiet_at = Instant::now() + QUIET;
                    }
                }
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// Adds what an event says; whether it says anything.
    fn take_in(&self, event: notify::Result<notify::Event>, gathered: &mut Gathered) -> bool {
        let Ok(event) = event else {
            gathered.is_all = true;
            return true;
        };
        gathered.is_all |= event.need_rescan();
        let mut says = event.need_rescan();
        if is_change(event.kind) {
            let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
            for path in &event.paths {
                says |= self.take_in_path(path, goes, gathered);
            }
        }
        says
    }

    fn take_in_path(&self, path: &Path, goes: bool, gathered: &mut Gathered) -> bool {
        if let Some(folder) = path.parent().filter(|it| self.eyes.git.iter().any(|git| git == it)) {
            let says = tells_of_git(folder, path);
            gathered.is_repository |= says;
            return says;
        }
        let Some(path) = path.strip_prefix(&self.root).ok().and_then(relative) else { return false };
        if path.ends_with(".gitignore") {
            gathered.is_all = true;
            return true;
        }
        if path.split('/').any(|it| it.starts_with('.')) {
            return false;
        }
        if goes && self.eyes.watched.contains(&path) {
            gathered.gone.insert(path.clone());
        }
        gathered.paths.insert(path);
        true
    }

    /// Tells what is known to have changed; whether the system could watch all that is there now.
    fn tell(&mut self, gathered: Gathered) -> bool {
        let mut could_look = true;
        let mut paths: BTreeSet<String> = gathered.paths;
        let mut hidden = Vec::new();
        if gathered.is_all || paths.iter().any(|it| self.is_unsettled(it)) {
            gathered.gone.iter().for_each(|it| self.eyes.forget(&self.root, it));
            let before = std::mem::take(&mut self.eyes.sight).files;
            could_look = self.eyes.look(&self.root);
            let now = &self.eyes.sight.files;
            // What changed itself may be missing for a moment only, and is told again.
            let is_hidden = |path: &&String| gathered.is_all && !paths.contains(*path) && self.root.join(path).is_file();
            hidden.extend(before.difference(now).filter(is_hidden).cloned());
            paths.retain(|it| before.contains(it) || now.contains(it));
            paths.extend(before.symmetric_difference(now).cloned());
            if gathered.is_all {
                paths.extend(before.union(now).cloned());
            }
        }
        paths.retain(|it| !self.eyes.sight.folders.contains(it) && !hidden.contains(it));
        if !hidden.is_empty() {
            (self.on_change)(Seen::Hidden(hidden));
        }
        if !paths.is_empty() {
            (self.on_change)(Seen::Files(paths.into_iter().collect()));
        }
        if gathered.is_repository {
            (self.on_change)(Seen::Repository);
        }
        could_look
    }

    /// Whether something may have come, gone or begun to be ignored, so that only a walk can tell.
    fn is_unsettled(&self, path: &str) -> bool {
        let full = self.root.join(path);
        let is_file = self.eyes.sight.files.contains(path) && full.is_file();
        let is_folder = self.eyes.watched.contains(path) && full.is_dir();
        !is_file && !is_folder
    }
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_all && !self.is_repository
    }
}

/// Reading is no change, our own least of all.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any => true,
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Other => false,
    }
}

/// A path from the root with `/`; `None` for one that no note can have.
fn relative(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(part_of).collect();
    Some(parts?.join("/"))
}

fn part_of(part: Component<'_>) -> Option<&str> {
    match part {
        Component::Normal(name) => name.to_str(),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    }
}
