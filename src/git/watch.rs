//! Sees the journal's files change, whoever changes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::git::files::entry::FileEntry;
use crate::git::files::root::work_tree;
use crate::git::files::walk::{Walk, walk};

/// How long it has to be quiet before changes are told: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(50);

/// Where it is never quiet, changes are told after this long.
const LONGEST_DELAY: Duration = Duration::from_millis(500);

/// How often is looked where the system does not tell of changes.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// These files were made, changed or removed; from the root, with `/`, sorted. Each is worth reading anew, however it came about.
    Files(Vec<String>),
    /// The repository moved: a commit, a checkout, something staged.
    Repository,
}

/// Who is told, on a thread of the watcher's own.
pub type OnChange = Box<dyn Fn(Seen) + Send>;

/// Watches until it is dropped. What is seen in that very moment may still be told.
#[derive(Debug)]
pub struct Watcher {
    stop: Sender<Message>,
    is_polling: bool,
}

impl Watcher {
    /// Whether it looks every few seconds, because the system does not tell of changes (its limit of watches, a network folder).
    #[must_use]
    pub fn is_polling(&self) -> bool {
        self.is_polling
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // A watcher that has ended already needs no word.
        let _ = self.stop.send(Message::Stop);
    }
}

/// Watches the journal at `root`: the files that [`walk`] finds, and where the repository stands. Begin to watch before reading the files,
/// and no change falls between the two.
///
/// # Errors
/// When `root` is no folder that can be read, or no thread can be started.
pub fn watch(root: &Path, on_change: OnChange) -> io::Result<Watcher> {
    let root = fs::canonicalize(root)?;
    let (stop, messages) = channel();
    let Some(eyes) = Eyes::open(&root, &stop) else { return poll_from(root, POLL_INTERVAL, on_change, (stop, messages)) };
    let mut watching = Watching { root, eyes, messages, on_change };
    thread::Builder::new().name("journal-watch".to_owned()).spawn(move || watching.run())?;
    Ok(Watcher { stop, is_polling: false })
}

/// Watches as [`watch`] does, by looking every `interval`.
///
/// # Errors
/// As there.
pub fn watch_by_polling(root: &Path, interval: Duration, on_change: OnChange) -> io::Result<Watcher> {
    poll_from(fs::canonicalize(root)?, interval, on_change, channel())
}

fn poll_from(
    root: PathBuf,
    interval: Duration,
    on_change: OnChange,
    (stop, messages): (Sender<Message>, Receiver<Message>),
) -> io::Result<Watcher> {
    // Looked at before the caller goes on to read, so that what changes from now on is seen.
    let stamps = Stamps::of(&root);
    thread::Builder::new().name("journal-poll".to_owned()).spawn(move || poll(&root, interval, stamps, &messages, &on_change))?;
    Ok(Watcher { stop, is_polling: true })
}

/// What reaches the watcher's thread.
#[derive(Debug)]
enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// The files and folders that one walk found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sight {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Sight {
    fn of(root: &Path) -> Self {
        let Walk { notes, settings, templates, others, folders, problems: _ } = walk(root);
        let entries = notes.into_iter().chain(settings).chain(templates).map(|FileEntry { path }| path);
        Self { files: entries.chain(others).collect(), folders: folders.into_iter().collect() }
    }
}

/// The system's watches: one on each folder that the walk enters, so that none is spent on what is ignored.
struct Eyes {
    system: RecommendedWatcher,
    watched: BTreeSet<String>,
    sight: Sight,
    /// The repository's own folders, whose entries tell where it stands.
    git: Vec<PathBuf>,
}

impl Eyes {
    /// Gives `None` where the system cannot watch so much, or not at all.
    fn open(root: &Path, messages: &Sender<Message>) -> Option<Self> {
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
    fn look(&mut self, root: &Path) -> bool {
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
    fn forget(&mut self, root: &Path, folder: &str) {
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
struct Watching {
    root: PathBuf,
    eyes: Eyes,
    messages: Receiver<Message>,
    on_change: OnChange,
}

impl Watching {
    fn run(&mut self) {
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
        if gathered.is_all || paths.iter().any(|it| self.is_unsettled(it)) {
            gathered.gone.iter().for_each(|it| self.eyes.forget(&self.root, it));
            let before = std::mem::take(&mut self.eyes.sight).files;
            could_look = self.eyes.look(&self.root);
            let now = &self.eyes.sight.files;
            paths.retain(|it| before.contains(it) || now.contains(it));
            paths.extend(before.symmetric_difference(now).cloned());
            if gathered.is_all {
                paths.extend(before.union(now).cloned());
            }
        }
        paths.retain(|it| !self.eyes.sight.folders.contains(it));
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

/// The git folder of the work tree around `root`, and its logs: there every move of HEAD is written.
fn git_folders(root: &Path) -> Vec<PathBuf> {
    let Some(top) = work_tree(root) else { return Vec::new() };
    let dot_git = top.join(".git");
    // In a worktree or submodule a file says where the folder is.
    let pointed = fs::read_to_string(&dot_git).ok();
    let pointed = pointed.as_deref().and_then(|it| it.strip_prefix("gitdir:")).map(|it| top.join(it.trim()));
    let Ok(folder) = fs::canonicalize(pointed.unwrap_or(dot_git)) else { return Vec::new() };
    [folder.join("logs"), folder].into_iter().filter(|it| it.is_dir()).collect()
}

fn tells_of_git(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(|it| it.to_str());
    let is_head = name == Some("HEAD");
    is_head || (!folder.ends_with("logs") && matches!(name, Some("index" | "ORIG_HEAD" | "MERGE_HEAD" | "COMMIT_EDITMSG" | "packed-refs")))
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

/// When each file was last written and how long it is, to see changes by.
#[derive(Debug, PartialEq, Eq)]
struct Stamps {
    files: BTreeMap<String, Option<Stamp>>,
    repository: Vec<Option<Stamp>>,
}

impl Stamps {
    fn of(root: &Path) -> Self {
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

fn poll(root: &Path, interval: Duration, mut stamps: Stamps, messages: &Receiver<Message>, on_change: &OnChange) {
    loop {
        match messages.recv_timeout(interval) {
            Err(RecvTimeoutError::Timeout) => {}
            // Events that are left over from the time before polling.
            Ok(Message::Event(_)) => continue,
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
        let now = Stamps::of(root);
        let paths = differences(&stamps.files, &now.files);
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

#[cfg(test)]
mod tests {
    use super::{Seen, Watcher, watch, watch_by_polling};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};
    use tempfile::TempDir;

    struct Desk {
        home: TempDir,
        seen: Receiver<Seen>,
        _watcher: Watcher,
    }

    /// A watched journal in which these files are.
    fn desk(paths: &[&str]) -> Desk {
        watched(paths, |root, on_change| watch(root, on_change).unwrap())
    }

    fn watched(paths: &[&str], begin: impl FnOnce(&Path, super::OnChange) -> Watcher) -> Desk {
        let home = tempfile::tempdir().unwrap();
        paths.iter().for_each(|it| write(home.path(), it, ""));
        let (tell, seen) = channel();
        let watcher = begin(home.path(), Box::new(move |it| _ = tell.send(it)));
        Desk { home, seen, _watcher: watcher }
    }

    fn write(root: &Path, path: &str, text: &str) {
        let full = root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    impl Desk {
        fn root(&self) -> &Path {
            self.home.path()
        }

        /// Waits until exactly these files have been told.
        #[track_caller]
        fn expect(&self, expected: &[&str]) {
            let expected: BTreeSet<String> = expected.iter().map(|it| (*it).to_owned()).collect();
            let mut told = BTreeSet::new();
            let end = Instant::now() + Duration::from_secs(10);
            while told != expected {
                let left = end.saturating_duration_since(Instant::now());
                match self.seen.recv_timeout(left) {
                    Ok(Seen::Files(paths)) => told.extend(paths),
                    Ok(Seen::Repository) => panic!("nothing moved"),
                    Err(_) => panic!("told only {told:?}"),
                }
            }
        }

        #[track_caller]
        fn expect_repository(&self) {
            assert_eq!(self.seen.recv_timeout(Duration::from_secs(10)), Ok(Seen::Repository));
        }

        #[track_caller]
        fn expect_nothing(&self) {
            assert!(self.seen.recv_timeout(Duration::from_millis(250)).is_err());
        }
    }

    #[test]
    fn a_changed_note_is_told_and_reading_is_not() {
        let desk = desk(&["a.md", "days/b.md"]);
        fs::read_to_string(desk.root().join("a.md")).unwrap();
        desk.expect_nothing();
        write(desk.root(), "days/b.md", "new");
        desk.expect(&["days/b.md"]);
        desk.expect_nothing();
    }

    #[test]
    fn many_changes_at_once_are_told_at_once() {
        let desk = desk(&["a.md"]);
        for number in 0..20 {
            write(desk.root(), &format!("{number:02}.md"), "x");
        }
        let Ok(Seen::Files(paths)) = desk.seen.recv_timeout(Duration::from_secs(10)) else { panic!("nothing told") };
        assert_eq!(paths.len(), 20, "{paths:?}");
    }

    #[test]
    fn files_in_new_folders_are_told_and_watched_from_then_on() {
        let desk = desk(&["a.md"]);
        write(desk.root(), "weeks/2026/w.md", "1");
        desk.expect(&["weeks/2026/w.md"]);
        write(desk.root(), "weeks/2026/w.md", "2");
        desk.expect(&["weeks/2026/w.md"]);
    }

    #[test]
    fn a_folder_with_a_new_name_takes_its_notes_along() {
        let desk = desk(&["days/a.md"]);
        fs::rename(desk.root().join("days"), desk.root().join("old")).unwrap();
        desk.expect(&["days/a.md", "old/a.md"]);
        write(desk.root(), "old/a.md", "2");
        desk.expect(&["old/a.md"]);
        write(desk.root(), "days/a.md", "3");
        desk.expect(&["days/a.md"]);
        write(desk.root(), "days/a.md", "4");
        desk.expect(&["days/a.md"]);
    }

    #[test]
    fn a_removed_note_and_an_atomic_replacement_are_told() {
        let desk = desk(&["a.md", "b.md"]);
        fs::remove_file(desk.root().join("a.md")).unwrap();
        desk.expect(&["a.md"]);
        write(desk.root(), ".b.tmp", "new");
        fs::rename(desk.root().join(".b.tmp"), desk.root().join("b.md")).unwrap();
        desk.expect(&["b.md"]);
    }

    #[test]
    fn what_is_ignored_is_not_told_until_it_is_not() {
        let desk = desk(&["a.md"]);
        write(desk.root(), ".gitignore", "private/\nx.md\n");
        desk.expect(&["a.md"]);
        write(desk.root(), "private/b.md", "1");
        write(desk.root(), "x.md", "1");
        write(desk.root(), ".obsidian/c.md", "1");
        desk.expect_nothing();
        write(desk.root(), ".gitignore", "x.md\n");
        desk.expect(&["a.md", "private/b.md"]);
    }

    #[test]
    fn a_commit_is_told_as_a_move_of_the_repository() {
        let home = tempfile::tempdir().unwrap();
        let git = |args: &[&str]| {
            let identity = ["-c", "user.name=Sam", "-c", "user.email=sam@mail.example", "-c", "commit.gpgsign=false"];
            let done = Command::new("git").args(identity).args(args).current_dir(home.path()).output().unwrap();
            assert!(done.status.success(), "{done:?}");
        };
        git(&["init", "-q"]);
        write(home.path(), "a.md", "1");
        let (tell, seen) = channel();
        let watcher = watch(home.path(), Box::new(move |it| _ = tell.send(it))).unwrap();
        git(&["add", "a.md"]);
        let desk = Desk { seen, _watcher: watcher, home: tempfile::tempdir().unwrap() };
        desk.expect_repository();
        git(&["commit", "-qm", "a"]);
        desk.expect_repository();
    }

    #[test]
    fn polling_sees_the_same() {
        let desk = watched(&["a.md", "b.md", ".git/HEAD"], |root, on_change| {
            watch_by_polling(root, Duration::from_millis(20), on_change).unwrap()
        });
        write(desk.root(), "a.md", "longer");
        desk.expect(&["a.md"]);
        fs::remove_file(desk.root().join("b.md")).unwrap();
        write(desk.root(), "days/c.md", "");
        desk.expect(&["b.md", "days/c.md"]);
        write(desk.root(), ".git/index", "x");
        desk.expect_repository();
    }

    #[test]
    fn one_that_was_dropped_says_no_more() {
        let desk = desk(&["a.md"]);
        let Desk { home, seen, _watcher: watcher } = desk;
        drop(watcher);
        std::thread::sleep(Duration::from_millis(50));
        write(home.path(), "a.md", "new");
        assert!(seen.recv_timeout(Duration::from_millis(250)).is_err());
    }

    #[test]
    fn a_root_that_is_not_there_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        assert!(watch(&home.path().join("gone"), Box::new(|_| ())).is_err());
    }
}
