//! Sees the journal's files change, whoever changes them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::git::watch::events::Watching;
use crate::git::watch::eyes::Eyes;
use crate::git::watch::polling::{POLL_INTERVAL, Stamps, poll};
use crate::git::watch::seen::{Message, OnChange};

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

/// Watches the journal at `root`: the files that [`walk`](crate::git::files::walk::walk) finds, and where the repository stands. Begin to
/// watch before reading the files, and no change falls between the two.
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

#[cfg(test)]
mod tests {
    use super::{Watcher, watch, watch_by_polling};
    use crate::git::watch::seen::{OnChange, Seen};
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

    fn watched(paths: &[&str], begin: impl FnOnce(&Path, OnChange) -> Watcher) -> Desk {
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
                    Ok(other) => panic!("{other:?}"),
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
        write(desk.root(), ".gitignore", "private/\nx.md\n");
        assert_eq!(desk.seen.recv_timeout(Duration::from_secs(10)), Ok(Seen::Hidden(vec!["private/b.md".to_owned()])));
        desk.expect(&["a.md"]);
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
        write(desk.root(), ".gitignore", "days/\n");
        assert_eq!(desk.seen.recv_timeout(Duration::from_secs(10)), Ok(Seen::Hidden(vec!["days/c.md".to_owned()])));
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
