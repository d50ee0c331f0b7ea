//! History as the journal reads it.

mod repositories;

use std::collections::HashMap;

use journal::git::history::commit_cache::CommitCache;
use journal::git::history::log::{HistoryCommit, log, log_cached, log_messages};
use journal::git::repository::objects::read_blobs;
use repositories::Place;

#[track_caller]
fn commit(place: &Place, message: &str) {
    place.git("journal", &["add", "-A"]);
    place.git("journal", &["commit", "-q", "--date", "2026-11-24T21:00:00+0100", "-m", message]);
}

/// A history as lines: subject, then each path with its letter.
fn told(commits: &[HistoryCommit]) -> String {
    let line = |commit: &HistoryCommit| {
        let changes = commit.changes.iter().map(|change| match (&change.renamed_from, &change.old, &change.new) {
            (Some(from), _, _) => format!(" R {from}>{}", change.path),
            (None, None, _) => format!(" A {}", change.path),
            (None, _, None) => format!(" D {}", change.path),
            (None, Some(_), Some(_)) => format!(" M {}", change.path),
        });
        format!("{}{}\n", commit.subject, changes.collect::<String>())
    };
    commits.iter().map(line).collect()
}

/// A repository with a journal in a sub-folder, renames, a merge and an empty commit.
fn eventful() -> Place {
    let place = Place::with_journal();
    place.write("journal/code.rs", "outside\n");
    place.write("journal/notes/a.md", "one\ntwo\nthree\n");
    commit(&place, "First\n\nSome words: not a trailer.\n\nJournal-Week: 2026-W48\nJournal-Habits: 12/19");
    place.git("journal", &["mv", "notes/a.md", "notes/b c.md"]);
    commit(&place, "Rename");
    place.git("journal", &["checkout", "-qb", "side"]);
    place.write("journal/notes/side.md", "side\n");
    commit(&place, "Side");
    place.git("journal", &["checkout", "-q", "main"]);
    place.write("journal/notes/b c.md", "one\ntwo\nfour\n");
    commit(&place, "Main");
    place.git("journal", &["merge", "-q", "--no-edit", "side"]);
    place.git("journal", &["commit", "-q", "--allow-empty", "-m", "Nothing"]);
    place.git("journal", &["rm", "-q", "notes/side.md"]);
    commit(&place, "Gone");
    place
}

#[test]
fn every_commit_tells_its_paths_and_trailers() {
    let place = eventful();
    let commits = log(&place.open("journal")).unwrap();
    let expected = "Gone D notes/side.md\nNothing\nMerge branch 'side' A notes/side.md\n";
    let told = told(&commits);
    assert!(told.starts_with(expected), "{told}");
    assert!(told.ends_with("Rename R notes/a.md>notes/b c.md\nFirst A code.rs A notes/a.md\n"), "{told}");
    assert!(told.contains("Side A notes/side.md\n") && told.contains("Main M notes/b c.md\n"), "{told}");
    let first = commits.last().unwrap();
    assert_eq!(first.trailers, [("Journal-Week".into(), "2026-W48".into()), ("Journal-Habits".into(), "12/19".into())]);
    assert_eq!(first.trailer("journal-habits"), Some("12/19"));
    assert_eq!((first.time.seconds, first.time.offset_minutes), (1_795_550_400, 60));
    assert_eq!((first.author.as_str(), first.email.as_str()), ("Mina Keeper", "mina@keeper.example"));
    assert_eq!(commits[2].parents.len(), 2);
}

#[test]
fn messages_alone_are_the_same_without_paths() {
    let place = eventful();
    for folder in ["journal", "journal/notes"] {
        let repository = place.open(folder);
        let mut commits = log(&repository).unwrap();
        commits.iter_mut().for_each(|commit| commit.changes.clear());
        assert_eq!(log_messages(&repository).unwrap(), commits);
    }
}

#[test]
fn a_journal_in_a_sub_folder_sees_its_own_paths_only() {
    let place = eventful();
    let told = told(&log(&place.open("journal/notes")).unwrap());
    assert!(told.starts_with("Gone D side.md\n") && told.ends_with("Rename R a.md>b c.md\nFirst A a.md\n"), "{told}");
    assert!(!told.contains("code.rs"), "{told}");
}

#[test]
fn a_repository_without_commits_has_no_history() {
    let place = Place::with_journal();
    assert_eq!(log(&place.open("journal")).unwrap(), []);
    assert_eq!(log_cached(&place.open("journal"), &place.path("cache")).unwrap(), []);
}

#[test]
fn the_cache_tells_what_git_would() {
    let place = eventful();
    let repository = place.open("journal");
    let cache = place.path("cache/journal");
    let check = || {
        let whole = log(&repository).unwrap();
        assert_eq!(log_cached(&repository, &cache).unwrap(), whole);
        assert_eq!(log_cached(&repository, &cache).unwrap(), whole);
    };
    check();
    place.write("journal/new.md", "new\n");
    commit(&place, "New");
    check();
    place.git("journal", &["commit", "-q", "--amend", "-m", "Said better"]);
    check();
    place.git("journal", &["reset", "-q", "--hard", "HEAD~2"]);
    check();
    for file in std::fs::read_dir(&cache).unwrap() {
        let path = file.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    check();
}

#[cfg(unix)]
#[test]
fn caches_are_for_the_keeper_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = eventful();
    log_cached(&place.open("journal"), &place.path("cache/journal")).unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let file = std::fs::read_dir(place.path("cache/journal")).unwrap().next().unwrap().unwrap().path();
    assert_eq!((mode(&file), mode(&place.path("cache/journal"))), (0o600, 0o700));
}

#[test]
fn blobs_are_read_in_the_order_asked_for() {
    let place = eventful();
    let repository = place.open("journal");
    let commits = log(&repository).unwrap();
    let ids: Vec<String> = commits.iter().flat_map(|commit| &commit.changes).filter_map(|change| change.new.clone()).collect();
    let mut seen = HashMap::new();
    read_blobs(repository.git(), &ids, &mut |place, bytes| drop(seen.insert(place, bytes.unwrap().to_vec()))).unwrap();
    assert_eq!(seen.len(), ids.len());
    assert_eq!(seen[&(ids.len() - 1)], b"one\ntwo\nthree\n");
}

#[test]
fn what_was_made_of_commits_is_kept() {
    let place = eventful();
    let repository = place.open("journal");
    let open = |version: &str| CommitCache::open(&repository, &place.path("cache"), "weeks", version);
    let mut cache = open("1");
    cache.insert("aaaa", "two\nlines".into());
    cache.save().unwrap();
    assert_eq!(open("1").get("aaaa"), Some("two\nlines"));
    assert_eq!(open("2").get("aaaa"), None);
}
