//! Two clones of a journal kept together through a bare repository.

mod repositories;

use journal::git::remote::merge::{Contradiction, contradiction};
use journal::git::remote::privacy::Guard;
use journal::git::remote::sync::{Stage, SyncEnd, SyncError, SyncOptions, push, remote, sync};
use repositories::{Place, executable};

/// A bare `hub.git` and two clones of it, `one` with a commit and `two` without any.
fn two_clones() -> Place {
    let place = Place::new();
    place.git(".", &["init", "-q", "--bare", "hub.git"]);
    for clone in ["one", "two"] {
        place.git(".", &["clone", "-q", "hub.git", clone]);
    }
    write(&place, "one", "a.md", "one\ntwo\nthree\n");
    place
}

/// Writes a note and commits it.
#[track_caller]
fn write(place: &Place, clone: &str, name: &str, text: &str) {
    place.write(&format!("{clone}/{name}"), text);
    place.git(clone, &["add", "-A"]);
    place.git(clone, &["commit", "-qm", &format!("{clone} wrote {name}")]);
}

fn guard(place: &Place) -> Guard {
    Guard { folder: place.path("state"), now: 1_795_550_400, allows_public: false }
}

fn try_sync(place: &Place, clone: &str) -> Result<SyncEnd, SyncError> {
    sync(&place.open(clone), &SyncOptions::default(), &guard(place), &mut |_, _| {})
}

#[track_caller]
fn check_sync(place: &Place, clone: &str, expected: SyncEnd) {
    assert_eq!(try_sync(place, clone).unwrap(), expected);
}

#[track_caller]
fn check_error(place: &Place, clone: &str, expected: &str) {
    let error = try_sync(place, clone).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn both_sides_come_together() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "one", SyncEnd::UpToDate);
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    write(&place, "one", "a.md", "ONE\ntwo\nthree\n");
    write(&place, "two", "a.md", "one\ntwo\nTHREE\n");
    write(&place, "two", "b.md", "new\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 3 });
    check_sync(&place, "one", SyncEnd::Merged { received: 3, sent: 0 });
    assert_eq!(place.read("one/a.md"), "ONE\ntwo\nTHREE\n");
    assert_eq!(place.git("one", &["rev-parse", "HEAD"]), place.git("two", &["rev-parse", "HEAD"]));
    assert_eq!(place.git("one", &["rev-parse", "--abbrev-ref", "@{upstream}"]), "origin/main\n");
}

#[test]
fn a_remote_that_has_moved_gets_everything() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    for hub in ["second.git", "third.git"] {
        place.git(".", &["init", "-q", "--bare", hub]);
    }
    let arrived = |hub: &str| place.git(hub, &["for-each-ref", "--format=%(objectname)"]).trim().to_owned();
    let head = place.git("one", &["rev-parse", "HEAD"]).trim().to_owned();
    // What is remembered of the first is not true of those that took its name.
    place.git("one", &["remote", "set-url", "origin", "../second.git"]);
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "one", SyncEnd::UpToDate);
    assert_eq!(arrived("second.git"), head);
    place.git("one", &["remote", "set-url", "origin", "../third.git"]);
    let send = || push(&place.open("one"), &SyncOptions::default(), &guard(&place), &mut |_, _| {}).unwrap();
    assert_eq!((send(), send()), (SyncEnd::Pushed { commits: 1 }, SyncEnd::UpToDate));
    assert_eq!(arrived("third.git"), head);
}

#[test]
fn a_note_taken_away_on_one_side_is_told_from_one_answered_twice() {
    let place = two_clones();
    write(&place, "one", "b.md", "b\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 2 });
    check_sync(&place, "two", SyncEnd::Merged { received: 2, sent: 0 });
    std::fs::remove_file(place.path("one/a.md")).unwrap();
    write(&place, "one", "b.md", "red\n");
    write(&place, "two", "a.md", "one\ntwo\n");
    write(&place, "two", "b.md", "blue\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Conflicts(vec!["a.md".into(), "b.md".into()]));
    let repository = place.open("two");
    assert_eq!(contradiction(&repository, "a.md").unwrap(), Contradiction::GoneThere);
    assert_eq!(contradiction(&repository, "b.md").unwrap(), Contradiction::Both);
}

#[test]
fn a_note_renamed_on_both_sides_is_told_as_that() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    for (clone, name) in [("one", "red.md"), ("two", "blue.md")] {
        place.git(clone, &["mv", "a.md", name]);
        place.git(clone, &["commit", "-qm", "renamed"]);
    }
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Conflicts(vec!["a.md".into(), "blue.md".into(), "red.md".into()]));
    let repository = place.open("two");
    let told = ["a.md", "blue.md", "red.md"].map(|path| contradiction(&repository, path).unwrap());
    assert_eq!(told, [Contradiction::Renamed, Contradiction::GoneThere, Contradiction::GoneHere]);
}

#[test]
fn a_conflict_is_left_as_a_merge_and_finished_later() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    write(&place, "one", "a.md", "red\n");
    write(&place, "two", "a.md", "blue\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Conflicts(vec!["a.md".into()]));
    check_sync(&place, "two", SyncEnd::Conflicts(vec!["a.md".into()]));
    assert!(place.read("two/a.md").contains("<<<<<<< HEAD\nblue\n=======\nred\n>>>>>>> "));
    place.git("two", &["add", "a.md"]);
    check_error(&place, "two", "conflict markers are left in a.md; settle them");
    place.write("two/a.md", "purple\n");
    place.git("two", &["add", "a.md"]);
    check_sync(&place, "two", SyncEnd::Pushed { commits: 2 });
    check_sync(&place, "one", SyncEnd::Merged { received: 2, sent: 0 });
    assert_eq!(place.read("one/a.md"), "purple\n");
}

#[test]
fn a_conflict_in_a_sub_folder_is_named_from_the_top() {
    let place = two_clones();
    write(&place, "one", "notes/n.md", "start\n");
    check_sync(&place, "one/notes", SyncEnd::Pushed { commits: 2 });
    check_sync(&place, "two", SyncEnd::Merged { received: 2, sent: 0 });
    write(&place, "one", "notes/n.md", "red\n");
    write(&place, "two", "notes/n.md", "blue\n");
    check_sync(&place, "one/notes", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two/notes", SyncEnd::Conflicts(vec!["notes/n.md".into()]));
    place.write("two/notes/n.md", "purple\n");
    place.git("two", &["add", "-A"]);
    check_sync(&place, "two/notes", SyncEnd::Pushed { commits: 2 });
}

#[test]
fn the_merge_driver_of_the_caller_is_used() {
    let place = two_clones();
    write(&place, "one", ".gitattributes", "*.md merge=journal\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 2 });
    check_sync(&place, "two", SyncEnd::Merged { received: 2, sent: 0 });
    write(&place, "one", "a.md", "red\n");
    write(&place, "two", "a.md", "blue\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    let options = SyncOptions { merge_driver: Some("cat %B >>%A; true".into()), ..SyncOptions::default() };
    let end = sync(&place.open("two"), &options, &guard(&place), &mut |_, _| {}).unwrap();
    assert_eq!(end, SyncEnd::Merged { received: 1, sent: 2 });
    assert_eq!(place.read("two/a.md"), "blue\nred\n");
}

#[test]
fn progress_is_told_by_stages() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    let mut told = Vec::new();
    write(&place, "two", "b.md", "b\n");
    place.git("two", &["pull", "-q", "--no-rebase", "--allow-unrelated-histories", "--no-edit", "origin", "main"]);
    write(&place, "one", "c.md", "c\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    sync(&place.open("two"), &SyncOptions::default(), &guard(&place), &mut |stage, line| told.push((stage, line.to_owned()))).unwrap();
    let mut stages: Vec<Stage> = told.iter().map(|(stage, _)| *stage).collect();
    stages.dedup();
    assert_eq!(stages, [Stage::Fetching, Stage::Merging, Stage::Pushing]);
    assert!(told.iter().any(|(stage, line)| *stage == Stage::Pushing && line.starts_with("Writing objects: 100%")), "{told:?}");
}

#[test]
fn changes_in_the_way_are_named_and_nothing_is_lost() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    write(&place, "one", "a.md", "red\n");
    write(&place, "one", "new note.md", "theirs\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 2 });
    place.write("two/a.md", "not committed\n");
    check_error(&place, "two", "changes are not committed in a.md; run `journal commit` first");
    assert_eq!(place.read("two/a.md"), "not committed\n");
    place.git("two", &["checkout", "-q", "a.md"]);
    place.write("two/new note.md", "mine\n");
    check_error(&place, "two", "changes are not committed in new note.md");
    assert_eq!(place.read("two/new note.md"), "mine\n");
}

#[test]
fn what_stands_in_the_way_gets_its_own_word() {
    let place = two_clones();
    place.git("one", &["remote", "remove", "origin"]);
    check_sync(&place, "one", SyncEnd::NoRemote);
    place.git("one", &["remote", "add", "origin", "../gone.git"]);
    check_error(&place, "one", "cannot fetch from origin: fatal: '../gone.git' does not appear to be a git repository");
    place.git("one", &["checkout", "-q", "--detach"]);
    check_error(&place, "one", "no branch is checked out");
    check_sync(&place, "two", SyncEnd::UpToDate);
    let nothing = push(&place.open("two"), &SyncOptions::default(), &guard(&place), &mut |_, _| {}).unwrap_err();
    assert!(matches!(nothing, SyncError::NoCommits));
}

#[test]
fn two_histories_of_their_own_are_not_mixed_unasked() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    write(&place, "two", "b.md", "b\n");
    check_error(&place, "two", "origin/main holds another history, begun on its own; join the two once with `git merge --allow-unrelated");
}

#[test]
fn a_push_that_comes_second_fetches_again() {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    write(&place, "one", "a.md", "one\ntwo\nTHREE\n");
    write(&place, "two", "b.md", "b\n");
    // Just before the first push of two, one pushes.
    place.write("two/.git/hooks/pre-push", "#!/bin/sh\nunset GIT_DIR\ncd ../one && git push -q origin main\nexit 0\n");
    executable(&place.path("two/.git/hooks/pre-push"));
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 2 });
    assert_eq!(place.read("two/a.md"), "one\ntwo\nTHREE\n");
}

#[test]
fn push_alone_says_when_the_remote_has_moved_on() {
    let place = two_clones();
    let send = |clone: &str| push(&place.open(clone), &SyncOptions::default(), &guard(&place), &mut |_, _| {});
    assert_eq!(send("one").unwrap(), SyncEnd::Pushed { commits: 1 });
    assert_eq!(send("one").unwrap(), SyncEnd::UpToDate);
    write(&place, "two", "b.md", "b\n");
    let error = send("two").unwrap_err().to_string();
    assert_eq!(error, "origin has commits that are not here; run `journal sync` to bring both together");
}

#[test]
fn a_hook_over_there_that_refuses_is_heard() {
    let place = two_clones();
    place.write("hub.git/hooks/pre-receive", "#!/bin/sh\necho 'closed on Sundays' >&2\nexit 1\n");
    executable(&place.path("hub.git/hooks/pre-receive"));
    check_error(&place, "one", "cannot push to origin: remote: closed on Sundays");
}

#[test]
fn the_remote_follows_the_keepers_settings() {
    let place = two_clones();
    place.git("one", &["remote", "add", "backup", "git@shelf:journal"]);
    place.git("one", &["config", "url.ssh://git@shelf.example/.insteadOf", "git@shelf:"]);
    let found = remote(&place.open("one")).unwrap().unwrap();
    // A clone of an empty repository knows its branch's upstream already.
    assert_eq!((found.name.as_str(), found.push_name.as_str(), found.remote_branch.as_str()), ("origin", "origin", "main"));
    place.git("one", &["config", "remote.pushDefault", "backup"]);
    assert_eq!(remote(&place.open("one")).unwrap().unwrap().addresses, ["ssh://git@shelf.example/journal"]);
    place.git("one", &["config", "branch.main.merge", "refs/heads/diary"]);
    assert_eq!(remote(&place.open("one")).unwrap().unwrap().remote_branch, "diary");
    place.git("one", &["config", "--unset", "branch.main.remote"]);
    place.git("one", &["remote", "rename", "origin", "elsewhere"]);
    assert_eq!(remote(&place.open("one")).unwrap(), None);
}

/// Leaves `two` the way a merge does that was killed after it wrote `written`, and syncs again.
#[track_caller]
fn after_a_kill(written: &[(&str, &str)]) -> (Place, Result<SyncEnd, SyncError>) {
    let place = two_clones();
    check_sync(&place, "one", SyncEnd::Pushed { commits: 1 });
    check_sync(&place, "two", SyncEnd::Merged { received: 1, sent: 0 });
    write(&place, "one", "a.md", "ONE\ntwo\nthree\n");
    write(&place, "one", "new.md", "a new note\n");
    check_sync(&place, "one", SyncEnd::Pushed { commits: 2 });
    write(&place, "two", "a.md", "one\ntwo\nTHREE\n");
    place.git("two", &["fetch", "-q"]);
    let (head, theirs) = (place.git("two", &["rev-parse", "HEAD"]), place.git("two", &["rev-parse", "origin/main"]));
    place.write("two/.git/journal-merging", &format!("{} {theirs}", head.trim()));
    for (name, text) in written {
        place.write(&format!("two/{name}"), text);
    }
    let end = try_sync(&place, "two");
    (place, end)
}

#[test]
fn a_merge_that_was_killed_is_taken_back_and_done_again() {
    for written in
        [&[("a.md", "ONE\ntwo\nTHREE\n"), ("new.md", "a new note\n")][..], &[("a.md", "ONE\ntw")], &[("a.md", ""), ("new.md", "a ne")], &[]]
    {
        let (place, end) = after_a_kill(written);
        assert_eq!(end.unwrap(), SyncEnd::Merged { received: 2, sent: 2 }, "{written:?}");
        assert_eq!((place.read("two/a.md"), place.read("two/new.md")), ("ONE\ntwo\nTHREE\n".into(), "a new note\n".into()));
        assert_eq!(place.git("two", &["status", "--porcelain"]), "");
    }
}

#[test]
fn what_the_keeper_wrote_after_the_kill_stays() {
    let (place, end) = after_a_kill(&[("a.md", "ONE\ntwo\nTHREE\nand a thought\n"), ("new.md", "a new note\n")]);
    assert!(matches!(end, Err(SyncError::Uncommitted(paths)) if paths == ["a.md"]));
    assert_eq!(place.read("two/a.md"), "ONE\ntwo\nTHREE\nand a thought\n");
}
