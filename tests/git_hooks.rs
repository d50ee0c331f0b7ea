//! The hooks beside others, and the merge driver's setting.

mod repositories;

use std::path::{Path, PathBuf};

use journal::git::remote::driver;
use journal::git::remote::hooks::{Done, install, status, uninstall};
use repositories::{Place, executable};

/// A stand-in for the journal's program: writes down how it was called, and refuses when told to.
fn stand_in(place: &Place) -> PathBuf {
    place.write("bin/the journal", "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$CALLS\"\ncat >>\"$CALLS\" </dev/stdin\nexit ${REFUSE:-0}\n");
    executable(&place.path("bin/the journal"));
    place.path("bin/the journal")
}

fn done(place: &Place, folder: &str, journal: &Path) -> Vec<Done> {
    install(&place.open(folder), journal).unwrap().into_iter().map(|(_, done)| done).collect()
}

/// Commits in a folder with the stand-in's book at `calls`; whether it succeeded, and what was called.
fn commit(place: &Place, folder: &str, refuse: &str) -> (bool, String) {
    let book = place.path("calls");
    place.write("calls", "");
    place.write(&format!("{folder}/a.md"), &format!("{:?}{refuse}", std::time::Instant::now()));
    place.git(folder, &["add", "-A"]);
    let mut git = std::process::Command::new("git");
    git.current_dir(place.path(folder)).args(["commit", "-qm", "x"]).env("CALLS", &book).env("REFUSE", refuse);
    let success = git.env("GIT_CONFIG_GLOBAL", place.global()).stdin(std::process::Stdio::null()).status().unwrap().success();
    (success, place.read("calls"))
}

#[test]
fn installed_twice_is_installed_once() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    assert_eq!(done(&place, "journal", &journal), [Done::Installed, Done::Installed]);
    assert_eq!(done(&place, "journal", &journal), [Done::Unchanged, Done::Unchanged]);
    assert_eq!(done(&place, "journal", Path::new("journal")), [Done::Updated, Done::Updated]);
    let hooks = status(&place.open("journal")).unwrap();
    assert!(hooks.iter().all(|hook| hook.is_installed && !hook.is_chained));
}

#[test]
fn a_commit_asks_the_journal_and_heeds_it() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.write("journal/my notes/a.md", "");
    done(&place, "journal/my notes", &journal);
    assert_eq!(commit(&place, "journal/my notes", "0"), (true, "--journal ./my notes/ hooks run pre-commit\n".into()));
    assert!(!commit(&place, "journal/my notes", "1").0);
    std::fs::remove_file(&journal).unwrap();
    assert_eq!(commit(&place, "journal/my notes", "1"), (true, String::new()));
}

#[test]
fn a_hook_that_is_there_runs_first_and_comes_back() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.hook("pre-commit", "echo before >>\"$CALLS\"; test ! -e stop");
    assert_eq!(done(&place, "journal", &journal), [Done::Chained, Done::Installed]);
    assert_eq!(commit(&place, "journal", "0"), (true, "before\n--journal ./ hooks run pre-commit\n".into()));
    place.write("journal/stop", "");
    assert_eq!(commit(&place, "journal", "0"), (false, "before\n".into()));
    let restored: Vec<Done> = uninstall(&place.open("journal")).unwrap().into_iter().map(|(_, done)| done).collect();
    assert_eq!(restored, [Done::Restored, Done::Removed]);
    assert!(place.read("journal/.git/hooks/pre-commit").contains("echo before"));
    assert!(!place.path("journal/.git/hooks/pre-commit.before-journal").exists());
}

#[test]
fn a_push_hands_what_it_sends_to_both_hooks() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.hook("pre-push", "echo before $1 >>\"$CALLS\"; cat >>\"$CALLS\"");
    done(&place, "journal", &journal);
    place.git(".", &["init", "-q", "--bare", "hub.git"]);
    commit(&place, "journal", "0");
    let push = |refuse: &str| {
        place.write("calls", "");
        let mut git = std::process::Command::new("git");
        git.current_dir(place.path("journal")).args(["push", "-q", "../hub.git", "main"]).env("CALLS", place.path("calls"));
        git.env("REFUSE", refuse).env("GIT_CONFIG_GLOBAL", place.global()).status().unwrap().success()
    };
    assert!(!push("4"));
    let head = place.git("journal", &["rev-parse", "HEAD"]);
    let line = format!("refs/heads/main {} refs/heads/main {}\n", head.trim(), "0".repeat(40));
    let expected = format!("before ../hub.git\n{line}--journal ./ hooks run pre-push ../hub.git ../hub.git\n{line}");
    assert_eq!(place.read("calls"), expected);
    std::fs::remove_file(&journal).unwrap();
    assert!(!push("0"), "nobody looked whether the remote is public");
    assert_eq!(place.git("hub.git", &["branch"]), "");
}

#[test]
fn a_folder_of_hooks_is_honoured() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.git("journal", &["config", "core.hooksPath", ".githooks"]);
    place.write("journal/sub/x.md", "");
    done(&place, "journal/sub", &journal);
    assert!(place.path("journal/.githooks/pre-push").exists() && !place.path("journal/.git/hooks/pre-push").exists());
    assert_eq!(commit(&place, "journal", "0"), (true, "--journal ./sub/ hooks run pre-commit\n".into()));
}

#[test]
fn hooks_shared_by_repositories_stay_quiet_in_the_others() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.git(".", &["init", "-q", "code"]);
    let shared = place.path("shared");
    place.git(".", &["config", "--file", "gitconfig", "core.hooksPath", shared.to_str().unwrap()]);
    done(&place, "journal", &journal);
    assert_eq!(commit(&place, "code", "1"), (true, String::new()));
    assert_eq!(commit(&place, "journal", "0"), (true, "--journal ./ hooks run pre-commit\n".into()));
}

#[test]
fn a_second_journal_does_not_take_the_guard_from_the_first() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    place.git(".", &["init", "-q", "second"]);
    place.git(".", &["config", "--file", "gitconfig", "core.hooksPath", place.path("shared").to_str().unwrap()]);
    done(&place, "journal", &journal);
    let refused = install(&place.open("second"), &journal).unwrap_err().to_string();
    assert!(refused.contains("those of another journal") && refused.contains("git config core.hooksPath"), "{refused}");
    let is_installed = |folder: &str| status(&place.open(folder)).unwrap().iter().all(|hook| hook.is_installed);
    assert!(is_installed("journal") && !is_installed("second"));
    assert_eq!(done(&place, "journal", &journal), [Done::Unchanged, Done::Unchanged]);
    uninstall(&place.open("second")).unwrap();
    assert!(is_installed("journal"));
    place.git("second", &["config", "core.hooksPath", ".git/hooks"]);
    assert_eq!(done(&place, "second", &journal), [Done::Installed, Done::Installed]);
    // A journal that is gone needs no guard.
    std::fs::rename(place.path("journal"), place.path("moved")).unwrap();
    place.git("second", &["config", "--unset", "core.hooksPath"]);
    assert_eq!(done(&place, "second", &journal), [Done::Updated, Done::Updated]);
}

#[test]
fn hook_programs_that_keep_ours_make_no_circle() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    done(&place, "journal", &journal);
    let hooks = place.path("journal/.git/hooks");
    std::fs::rename(hooks.join("pre-commit"), hooks.join("pre-commit.legacy")).unwrap();
    place.hook("pre-commit", "echo framework >>\"$CALLS\"; \"$(dirname \"$0\")/pre-commit.legacy\"");
    done(&place, "journal", &journal);
    assert_eq!(commit(&place, "journal", "0"), (true, "framework\n--journal ./ hooks run pre-commit\n".into()));
}

#[test]
fn the_merge_driver_is_set_once() {
    let place = Place::with_journal();
    let repository = place.open("journal");
    let told = || (driver::status(&repository).unwrap().has_attribute, driver::status(&repository).unwrap().command);
    assert_eq!(told(), (false, None));
    place.write("journal/.gitattributes", "*.md merge=journal\n");
    assert!(driver::configure(&repository, Path::new("journal")).unwrap());
    assert!(!driver::configure(&repository, Path::new("journal")).unwrap());
    assert_eq!(told(), (true, Some(driver::command(Path::new("journal")))));
}

#[test]
fn a_driver_that_is_gone_hides_neither_side() {
    let place = Place::with_journal();
    let gone = place.path("gone/journal");
    driver::configure(&place.open("journal"), &gone).unwrap();
    assert_eq!(driver::status(&place.open("journal")).unwrap().missing, Some(gone));
    let commit = |text: &str| {
        place.write("journal/.gitattributes", "*.md merge=journal\n");
        place.write("journal/n.md", text);
        place.git("journal", &["add", "-A"]);
        place.git("journal", &["commit", "-qm", text.trim()]);
    };
    commit("base\n");
    place.git("journal", &["switch", "-qc", "other"]);
    commit("theirs\n");
    place.git("journal", &["switch", "-q", "-"]);
    commit("ours\n");
    place.try_git("journal", &["merge", "other"]);
    assert_eq!(place.read("journal/n.md"), "<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n");
}

#[test]
fn a_hook_that_pushes_elsewhere_by_itself_is_asked_there_too() {
    let place = Place::with_journal();
    let journal = stand_in(&place);
    for hub in ["hub.git", "mirror.git"] {
        place.git(".", &["init", "-q", "--bare", hub]);
    }
    place.git("journal", &["remote", "add", "origin", "../hub.git"]);
    place.git("journal", &["remote", "add", "mirror", "../mirror.git"]);
    place.write("journal/n.md", "note\n");
    place.git("journal", &["add", "-A"]);
    place.git("journal", &["commit", "-qm", "note"]);
    place.hook("pre-push", "if [ \"$1\" = origin ]; then git push -q mirror HEAD:main; fi");
    done(&place, "journal", &journal);
    place.write("calls", "");
    let mut git = std::process::Command::new("git");
    git.current_dir(place.path("journal")).args(["push", "-q", "origin", "HEAD:main"]).env("CALLS", place.path("calls"));
    assert!(git.env("GIT_CONFIG_GLOBAL", place.global()).stdin(std::process::Stdio::null()).status().unwrap().success());
    let calls = place.read("calls");
    assert!(calls.contains("hooks run pre-push mirror ../mirror.git") && calls.contains("hooks run pre-push origin ../hub.git"), "{calls}");
}
