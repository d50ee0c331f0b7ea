//! Repositories in every state: what the journal reads of them, and the commits it makes.

mod repositories;

use journal::git::history::commit::{Afterwards, CommitError, UncommitError, make, plan, uncommit};
use journal::git::repository::open::Repository;
use journal::git::repository::state::{Head, Underway};
use repositories::Place;

fn notes(path: &str) -> bool {
    path.ends_with(".md") || path == "journal.toml"
}

/// Plans and makes a commit in `folder`: its files with their bytes, one a line, or why there is none.
#[track_caller]
fn commit(place: &Place, folder: &str) -> String {
    let repository = place.open(folder);
    let made = plan(&repository, &notes).and_then(|plan| make(&repository, &plan, "Tue: Code\n\n# kept\n").map(|id| (plan, id)));
    match made {
        Ok((plan, id)) => {
            assert_eq!(place.git(folder, &["log", "-1", "--format=%s", &id]).trim(), "Tue: Code");
            let side = |bytes: &Option<Vec<u8>>| {
                bytes.as_ref().map_or("-".into(), |it| String::from_utf8_lossy(it).trim_end().replace('\r', "\\r"))
            };
            let lines = plan.files.iter().map(|file| format!("{}: {} > {}", file.path, side(&file.before), side(&file.after)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("no commit: {error}"),
    }
}

/// What git says of the work tree afterwards.
fn rest(place: &Place, folder: &str) -> String {
    place.git(folder, &["status", "--porcelain", "--untracked-files=all"])
}

#[test]
fn a_fresh_repository_gets_its_first_commit() {
    let place = Place::with_journal();
    place.write("journal/weeks/2026-W48.md", "| Code | x |\n");
    place.write("journal/photo.png", "not linked");
    assert_eq!(place.open("journal").head().unwrap(), Head::Unborn { name: "main".into() });
    assert_eq!(commit(&place, "journal"), "weeks/2026-W48.md: - > | Code | x |");
    assert_eq!(rest(&place, "journal"), "?? photo.png\n");
    assert_eq!(
        place.git("journal", &["log", "-1", "--format=%an <%ae>|%B"]).trim(),
        "Mina Keeper <mina@keeper.example>|Tue: Code\n\n# kept"
    );
    assert_eq!(commit(&place, "journal"), "no commit: nothing to commit: the journal is as it was at the last commit");
}

#[test]
fn changed_new_and_deleted_notes_go_in_together() {
    let place = Place::with_journal();
    for name in ["a.md", "b.md", "c d.md"] {
        place.write(&format!("journal/{name}"), "old\n");
    }
    commit(&place, "journal");
    place.write("journal/a.md", "new\n");
    std::fs::remove_file(place.path("journal/b.md")).unwrap();
    place.write("journal/é/*.md", "glob\n");
    place.write("journal/.gitignore", "ignored.md\n");
    place.write("journal/ignored.md", "never\n");
    assert_eq!(commit(&place, "journal"), "a.md: old > new\nb.md: old > -\né/*.md: - > glob");
    assert_eq!(rest(&place, "journal"), "?? .gitignore\n");
}

#[test]
fn what_is_staged_goes_in_and_nothing_else() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    place.write("journal/b.md", "one\n");
    commit(&place, "journal");
    place.write("journal/a.md", "two\n");
    place.write("journal/b.md", "two\n");
    place.write("journal/x.txt", "staged by hand\n");
    place.git("journal", &["add", "a.md", "x.txt"]);
    place.write("journal/a.md", "three\n");
    assert_eq!(commit(&place, "journal"), "a.md: one > two\nx.txt: - > staged by hand");
    assert_eq!(rest(&place, "journal"), " M a.md\n M b.md\n");
}

#[test]
fn in_a_larger_repository_only_the_journal_is_committed() {
    let place = Place::with_journal();
    place.write("journal/code.rs", "fn main() {}\n");
    place.git("journal", &["add", "."]);
    place.git("journal", &["commit", "-qm", "code"]);
    place.write("journal/code.rs", "fn main() { }\n");
    place.write("journal/new.md", "not of the journal\n");
    place.write("journal/my notes/a.md", "one\n");
    place.write("journal/my notes/sub/b.md", "one\n");
    place.git("journal", &["add", "code.rs"]);
    let repository = place.open("journal/my notes");
    assert_eq!(repository.prefix(), "my notes/");
    assert_eq!(commit(&place, "journal/my notes"), "a.md: - > one\nsub/b.md: - > one");
    assert_eq!(rest(&place, "journal"), "M  code.rs\n?? new.md\n");
    assert_eq!(repository.head_blob("sub/b.md").unwrap().as_deref(), Some(&b"one\n"[..]));
    place.write("journal/my notes/a.md", "two\n");
    place.git("journal", &["add", "my notes/a.md"]);
    place.git("journal", &["rm", "-q", "my notes/sub/b.md"]);
    place.write("journal/my notes/a.md", "three\n");
    assert_eq!(repository.index_blob("a.md").unwrap().as_deref(), Some(&b"two\n"[..]));
    assert_eq!(commit(&place, "journal/my notes"), "a.md: one > two\nsub/b.md: one > -");
    assert_eq!(rest(&place, "journal"), "M  code.rs\n M \"my notes/a.md\"\n?? new.md\n");
    assert_eq!(place.git("journal", &["show", "--name-status", "--format=", "--no-renames"]), "M\tmy notes/a.md\nD\tmy notes/sub/b.md\n");
}

#[test]
fn a_worktree_and_a_detached_head_take_commits() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.git("journal", &["worktree", "add", "-q", "--detach", "../second"]);
    place.write("second/a.md", "two\n");
    let repository = place.open("second");
    assert!(matches!(repository.head().unwrap(), Head::Detached { .. }));
    assert_ne!(repository.git_dir(), repository.common_dir());
    assert_eq!(commit(&place, "second"), "a.md: one > two");
    assert_eq!(place.read("journal/a.md"), "one\n");
}

#[test]
fn sha256_and_reftable_repositories_work_through_the_program() {
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        let place = Place::new();
        let (made, _, complaint) = place.try_git(".", &["init", "-q", format, "journal"]);
        if !made && complaint.contains("unknown option") {
            continue; // A git before 2.45 knows no reftable, so nobody has one.
        }
        assert_eq!(place.open("journal").head().unwrap(), Head::Unborn { name: "main".into() }, "{format}");
        place.write("journal/notes/a.md", "one\n");
        assert_eq!(commit(&place, "journal"), "notes/a.md: - > one", "{format}");
        place.write("journal/notes/a.md", "two\n");
        place.write("journal/.gitignore", "*.log\n");
        let repository = place.open("journal/notes");
        assert_eq!(repository.prefix(), "notes/");
        assert_eq!(repository.head().unwrap().branch(), Some("main"));
        assert_eq!(repository.head_blob("a.md").unwrap().as_deref(), Some(&b"one\n"[..]));
        assert_eq!(repository.head_blob("b.md").unwrap(), None);
        assert!(repository.is_ignored("x.log") && !repository.is_ignored("a.md"));
        assert_eq!(repository.last_commit_dates(&[]).unwrap().len(), 1);
        place.git("journal", &["rm", "-q", "-f", "notes/a.md"]);
        place.write("journal/notes/b.md", "new\n");
        assert_eq!(commit(&place, "journal/notes"), "a.md: one > -", "{format}");
        uncommit(&repository, repository.head().unwrap().commit().unwrap(), Afterwards::InFiles).unwrap();
        assert_eq!(rest(&place, "journal"), " D notes/a.md\n?? .gitignore\n?? notes/b.md\n", "{format}");
    }
}

#[test]
fn line_ends_that_git_converts_are_no_change() {
    let place = Place::with_journal();
    place.git("journal", &["config", "core.autocrlf", "true"]);
    place.write("journal/a.md", "one\r\n");
    place.write("journal/b.md", "one\r\n");
    commit(&place, "journal");
    place.write("journal/b.md", "two\r\n");
    assert_eq!(commit(&place, "journal"), "b.md: one > two");
    assert_eq!(place.git("journal", &["cat-file", "blob", "HEAD:b.md"]), "two\n");
}

#[test]
fn a_filter_shows_its_plain_side() {
    let place = Place::with_journal();
    for (name, command) in [("filter.rot.clean", "tr a-z n-za-m"), ("filter.rot.smudge", "tr a-z n-za-m")] {
        place.git("journal", &["config", name, command]);
    }
    place.write("journal/deep/.gitattributes", "*.md filter=rot\n");
    place.write("journal/deep/a.md", "hello\n");
    assert_eq!(commit(&place, "journal/deep"), "a.md: - > hello");
    assert_eq!(place.git("journal", &["cat-file", "blob", "HEAD:deep/a.md"]), "uryyb\n");
    place.write("journal/deep/a.md", "world\n");
    let repository = place.open("journal/deep");
    assert_eq!(repository.head_blob("a.md").unwrap().as_deref(), Some(&b"hello\n"[..]));
    assert_eq!(commit(&place, "journal/deep"), "a.md: hello > world");
}

#[test]
fn a_hook_that_refuses_is_heard_and_leaves_the_index_alone() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.hook("pre-commit", "echo 'the lint found dust'; exit 1");
    place.write("journal/a.md", "two\n");
    place.write("journal/b.md", "new\n");
    assert_eq!(commit(&place, "journal"), "no commit: a git hook refused the commit:\nthe lint found dust");
    assert_eq!(rest(&place, "journal"), " M a.md\n?? b.md\n");
    place.write("journal/c.md", "promised\n");
    place.git("journal", &["add", "-N", "c.md"]);
    place.hook("pre-commit", "test -n \"$GIT_INDEX_FILE\" && git diff --cached --name-only >seen.txt");
    assert_eq!(commit(&place, "journal"), "a.md: one > two\nb.md: - > new\nc.md: - > promised");
    assert_eq!(place.read("journal/seen.txt"), "a.md\nb.md\nc.md\n");
}

#[test]
fn a_hook_that_refuses_disturbs_nothing_else_that_is_staged() {
    let place = Place::with_journal();
    place.write("journal/notes/a.md", "one\n");
    place.write("journal/code.rs", "one\n");
    place.git("journal", &["add", "."]);
    place.git("journal", &["commit", "-qm", "x"]);
    place.write("journal/code.rs", "two\n");
    place.git("journal", &["add", "code.rs"]);
    place.write("journal/notes/a.md", "two\n");
    place.write("journal/notes/b.md", "new\n");
    place.hook("pre-commit", "exit 1");
    let before = rest(&place, "journal");
    assert!(commit(&place, "journal/notes").starts_with("no commit: a git hook refused"));
    assert_eq!(rest(&place, "journal"), before);
}

#[test]
fn a_folder_may_take_the_place_of_a_note() {
    let place = Place::with_journal();
    place.write("journal/a.md", "a file\n");
    commit(&place, "journal");
    std::fs::remove_file(place.path("journal/a.md")).unwrap();
    place.write("journal/a.md/b.md", "in a folder\n");
    place.hook("pre-commit", "exit 1");
    let before = rest(&place, "journal");
    assert!(commit(&place, "journal").starts_with("no commit: a git hook refused"));
    assert_eq!(rest(&place, "journal"), before);
    place.hook("pre-commit", "exit 0");
    assert_eq!(commit(&place, "journal"), "a.md: a file > -\na.md/b.md: - > in a folder");
    assert_eq!(rest(&place, "journal"), "");
}

#[test]
fn a_first_commit_that_a_hook_refuses_leaves_files_untracked() {
    let place = Place::with_journal();
    place.hook("commit-msg", "exit 1");
    place.write("journal/a.md", "one\n");
    assert!(commit(&place, "journal").starts_with("no commit: a git hook refused"));
    assert_eq!(rest(&place, "journal"), "?? a.md\n");
}

#[test]
fn without_a_name_git_is_not_blamed() {
    let place = Place::with_journal();
    place.write("gitconfig", "[user]\nuseConfigOnly = true\n");
    place.write("journal/a.md", "one\n");
    assert_eq!(place.open("journal").identity().unwrap(), None);
    let said = commit(&place, "journal");
    assert!(said.starts_with("no commit: git does not know who you are; tell it once with `git config"), "{said}");
    assert_eq!(rest(&place, "journal"), "?? a.md\n");
}

#[test]
fn a_lock_left_behind_is_named() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    place.write("journal/.git/index.lock", "");
    assert!(place.open("journal").lock().is_some());
    let said = commit(&place, "journal");
    assert!(said.contains("another git is at work here, or was killed: ") && said.contains("index.lock exists"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_lock_of_our_own_killed_run_is_cleared() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    let mut dead = std::process::Command::new("true").spawn().unwrap();
    dead.wait().unwrap();
    place.write(&format!("journal/.git/journal-running-{}", dead.id()), "");
    place.write("journal/.git/index.lock", "");
    assert_eq!(commit(&place, "journal"), "a.md: - > one");
    assert!(place.open("journal").lock().is_none());
}

#[test]
fn a_short_lock_is_waited_for() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    place.write("journal/.git/index.lock", "");
    let lock = place.path("journal/.git/index.lock");
    let other = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(400));
        std::fs::remove_file(lock).unwrap();
    });
    assert_eq!(commit(&place, "journal"), "a.md: - > one");
    other.join().unwrap();
}

#[test]
fn a_merge_underway_gets_a_clear_word() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.git("journal", &["checkout", "-qb", "other"]);
    place.write("journal/a.md", "two\n");
    commit(&place, "journal");
    place.git("journal", &["checkout", "-q", "main"]);
    place.write("journal/a.md", "three\n");
    commit(&place, "journal");
    assert!(!place.try_git("journal", &["merge", "other"]).0);
    assert_eq!(place.open("journal").underway(), Some(Underway::Merge));
    assert_eq!(
        commit(&place, "journal"),
        "no commit: the repository is in the middle of a merge; finish it with `git merge --continue` or call it off with `git merge --abort`"
    );
    place.git("journal", &["merge", "--abort"]);
    assert!(!place.try_git("journal", &["rebase", "other"]).0);
    assert_eq!(place.open("journal").underway(), Some(Underway::Rebase));
    place.git("journal", &["rebase", "--abort"]);
    assert!(!place.try_git("journal", &["cherry-pick", "other"]).0);
    assert_eq!(place.open("journal").underway(), Some(Underway::CherryPick));
    place.git("journal", &["cherry-pick", "--abort"]);
    assert_eq!(place.open("journal").underway(), None);
}

#[test]
fn conflict_markers_never_go_in() {
    let place = Place::with_journal();
    place.write("journal/a.md", "# Week\n<<<<<<< HEAD\nx\n=======\n30m\n>>>>>>> other\n");
    assert_eq!(commit(&place, "journal"), "no commit: conflict markers are left in a.md:2");
    place.git("journal", &["add", "a.md"]);
    place.write("journal/a.md", "clean in the work tree only\n");
    assert_eq!(commit(&place, "journal"), "no commit: conflict markers are left in a.md:2");
}

#[test]
fn changes_since_head_read_only_what_changed() {
    let place = Place::with_journal();
    for name in ["a.md", "b.md", "c.md", "d.md"] {
        place.write(&format!("journal/{name}"), "old\n");
    }
    commit(&place, "journal");
    place.write("journal/a.md", "new\n");
    place.git("journal", &["rm", "-q", "b.md"]);
    place.write("journal/c.md", "staged\n");
    place.git("journal", &["add", "c.md"]);
    place.write("journal/c.md", "old\n");
    place.write("journal/e.md", "added\n");
    let changes = place.open("journal").changes_since_head().unwrap();
    let names: Vec<_> = changes.iter().map(|it| (it.path.as_str(), it.before.is_some(), it.after.is_some())).collect();
    assert_eq!(names, [("a.md", true, true), ("b.md", true, false), ("e.md", false, true)]);
}

#[test]
fn last_commits_are_dated_by_their_authors() {
    let place = Place::with_journal();
    for (name, date) in [("a.md", "2026-11-20T09:00:00+0100"), ("b.md", "2026-11-21T09:00:00-0800"), ("a.md", "2026-11-22T09:00:00+0100")] {
        place.write(&format!("journal/{name}"), date);
        place.git("journal", &["add", name]);
        place.git("journal", &["commit", "-qm", "x", "--date", date]);
    }
    let repository = place.open("journal");
    let dates = repository.last_commit_dates(&["b.md".into(), "a.md".into(), "never.md".into()]).unwrap();
    assert_eq!((dates["a.md"].seconds, dates["a.md"].offset_minutes), (1_795_334_400, 60));
    assert_eq!((dates["b.md"].seconds, dates["b.md"].offset_minutes), (1_795_280_400, -480));
    assert_eq!(dates.len(), 2);
    assert_eq!(repository.last_commit_dates(&[]).unwrap(), dates);
}

#[test]
fn ignored_means_by_the_rules_and_not_tracked() {
    let place = Place::with_journal();
    place.write("journal/.gitignore", "*.tmp\nprivate/\n");
    place.write("journal/kept.tmp", "tracked all the same");
    place.git("journal", &["add", "-f", "kept.tmp"]);
    let repository = place.open("journal");
    assert!(repository.is_ignored("a.tmp") && repository.is_ignored("private/a.md"));
    assert!(!repository.is_ignored("kept.tmp") && !repository.is_ignored("a.md"));
}

#[test]
fn a_folder_outside_any_repository_has_none() {
    let place = Place::new();
    assert!(Repository::discover(&place.path(".")).unwrap().is_none());
    place.git(".", &["init", "-q", "--bare", "bare"]);
    assert!(Repository::discover(&place.path("bare")).unwrap().is_none());
}

#[test]
fn the_latest_commit_is_taken_back_and_the_files_stay() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.write("journal/a.md", "two\n");
    place.write("journal/b.md", "new\n");
    commit(&place, "journal");
    let repository = place.open("journal");
    let head = || repository.head().unwrap().commit().map(str::to_owned);
    let (second, place_of_undo) = (head().unwrap(), &repository);
    uncommit(place_of_undo, &second, Afterwards::InFiles).unwrap();
    assert_eq!(rest(&place, "journal"), " M a.md\n?? b.md\n");
    assert!(matches!(uncommit(place_of_undo, &second, Afterwards::InFiles), Err(UncommitError::NotLatest(_))));
    place.write("journal/a.md", "three\n");
    assert_eq!(commit(&place, "journal"), "a.md: one > three\nb.md: - > new");
    uncommit(place_of_undo, &head().unwrap(), Afterwards::Staged).unwrap();
    assert_eq!(rest(&place, "journal"), "M  a.md\nA  b.md\n");
    uncommit(place_of_undo, &head().unwrap(), Afterwards::InFiles).unwrap();
    assert_eq!(head(), None);
}

#[test]
fn a_pushed_commit_is_not_taken_back() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.git(".", &["init", "-q", "--bare", "hub.git"]);
    place.git("journal", &["remote", "add", "origin", "../hub.git"]);
    place.git("journal", &["push", "-q", "-u", "origin", "main"]);
    let repository = place.open("journal");
    let head = repository.head().unwrap();
    let error = uncommit(&repository, head.commit().unwrap(), Afterwards::InFiles).unwrap_err();
    assert!(error.to_string().contains("has been pushed to origin/main; others may have it"), "{error}");
}

#[test]
fn an_empty_commit_is_never_made() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    commit(&place, "journal");
    place.write("journal/a.md", "two\n");
    let repository = place.open("journal");
    let planned = plan(&repository, &notes).unwrap();
    place.write("journal/a.md", "one\n");
    assert!(matches!(make(&repository, &planned, "Tue: nothing"), Err(CommitError::Nothing)));
}

#[test]
fn commits_at_the_same_time_lose_nothing() {
    let place = Place::with_journal();
    place.write("journal/a.md", "start\n");
    commit(&place, "journal");
    std::thread::scope(|scope| {
        for number in 0..10 {
            let place = &place;
            scope.spawn(move || {
                place.write(&format!("journal/{number}.md"), "note\n");
                let said = commit(place, "journal");
                // Another one may have taken it along.
                assert!(said.contains("note") || said.contains("nothing to commit"), "{said}");
            });
        }
    });
    assert_eq!(rest(&place, "journal"), "");
    assert_eq!(place.git("journal", &["ls-files"]).lines().count(), 11);
    assert_eq!(place.git("journal", &["fsck"]), "");
}

#[test]
fn a_hook_may_ask_what_is_staged_and_need_not_wait() {
    let place = Place::with_journal();
    place.write("journal/a.md", "one\n");
    place.git("journal", &["add", "a.md"]);
    place.write("journal/a.md", "two\n");
    let repository = place.open("journal");
    let planned = plan(&repository, &notes).unwrap();
    let staged = journal::git::history::commit::staged(&repository).unwrap();
    assert_eq!(staged, planned.files);
    assert_eq!(staged[0].after.as_deref(), Some(&b"one\n"[..]));
}
