//! Killed at any moment, twenty at once, no room on the disk: the journal and its repository stay whole.
//!
//! `tests/long` runs the full numbers, with the release build, and prints the figures.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const TODAY: &str = "2026-11-24";

/// The program under test: the one that was built for it, or one that `JOURNAL_PROGRAM` names.
fn program() -> String {
    std::env::var("JOURNAL_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_journal").to_owned())
}

fn rounds(usual: usize) -> usize {
    std::env::var("JOURNAL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A demo journal with a remote beside it, and a home of its own.
struct Lab {
    folder: tempfile::TempDir,
}

impl Lab {
    fn new() -> Self {
        let lab = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(lab.home()).unwrap();
        fs::write(lab.home().join(".gitconfig"), "[user]\nname = Sam Rivera\nemail = sam@rivera.example\n[init]\ndefaultBranch = main\n")
            .unwrap();
        assert!(lab.run(&["demo", lab.root().to_str().unwrap()]).status.success());
        assert!(lab.git(&["init", "-q", "--bare", "../remote.git"]).status.success());
        assert!(lab.git(&["remote", "add", "origin", "../remote.git"]).status.success());
        let pushed = lab.run(&["push"]);
        assert!(pushed.status.success(), "{}", String::from_utf8_lossy(&pushed.stderr));
        lab
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        let here = if self.root().exists() { self.root() } else { self.folder.path().to_path_buf() };
        command.args(words).current_dir(here).env("HOME", self.home()).env("JOURNAL_TODAY", TODAY);
        command.env_remove("XDG_STATE_HOME").env_remove("XDG_CACHE_HOME").env_remove("XDG_CONFIG_HOME").env_remove("JOURNAL_DIR");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn journal(&self, words: &[&str]) -> Command {
        self.command(&program(), words)
    }

    fn run(&self, words: &[&str]) -> Output {
        self.journal(words).output().unwrap()
    }

    fn git(&self, words: &[&str]) -> Output {
        self.command("git", words).output().unwrap()
    }

    /// Every file of the journal, git's own aside.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    if path.file_name().is_some_and(|name| name != ".git") {
                        folders.push(path);
                    }
                } else {
                    files.insert(path.clone(), fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    #[track_caller]
    fn assert_whole(&self, after: &str) {
        for (path, bytes) in self.files() {
            let text = String::from_utf8(bytes);
            assert!(
                text.is_ok_and(|text| !text.is_empty() && (text.ends_with('\n') || path.extension().is_none())),
                "{} is not whole after {after}",
                path.display()
            );
        }
        let fsck = self.git(&["fsck", "--no-dangling", "--no-progress"]);
        assert!(fsck.status.success(), "after {after}: {}", String::from_utf8_lossy(&fsck.stderr));
    }
}

fn kill_group(child: &mut Child) {
    let group = i32::try_from(child.id()).unwrap();
    // SAFETY: a signal to the group that the child leads; where it is gone already nothing happens.
    unsafe { libc::kill(-group, libc::SIGKILL) };
    child.wait().unwrap();
}

#[test]
fn killed_at_any_moment_all_stays_whole() {
    let lab = Lab::new();
    let mut dice = Dice(42);
    let (mut killed, mut finished) = (BTreeMap::<String, usize>::new(), 0);
    let drafts: Vec<String> = fs::read_dir(lab.root().join("outreach"))
        .unwrap()
        .flatten()
        .filter(|entry| fs::read_to_string(entry.path()).unwrap().contains("status: draft"))
        .map(|entry| entry.path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    for round in 0.. {
        if rounds(12) <= killed.values().sum() {
            break;
        }
        let draft = &drafts[usize::try_from(dice.below(drafts.len() as u64)).unwrap()];
        let day = format!("2026-11-{}", 23 + dice.below(2));
        let words: Vec<&str> = match dice.below(4) {
            0 => vec!["done", "code", "read", "--on", &day],
            1 => vec!["sent", draft, "--anyway"],
            2 => vec!["commit"],
            _ => vec!["sync"],
        };
        let mut child = lab.journal(&words).process_group(0).spawn().unwrap();
        thread::sleep(Duration::from_micros(dice.below(40_000)));
        if child.try_wait().unwrap().is_some() {
            finished += 1;
        } else {
            *killed.entry(words[0].to_owned()).or_default() += 1;
        }
        kill_group(&mut child);
        // Whatever was cut off: the next command goes on, and leaves everything whole.
        let next = lab.run(&["done", "run", "--set", "x"]);
        assert!(next.status.success(), "round {round}, after {words:?}: {}", String::from_utf8_lossy(&next.stderr));
        lab.assert_whole(&format!("round {round}, {words:?}"));
        let stray: Vec<_> = lab
            .files()
            .into_keys()
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".journal-")))
            .collect();
        assert!(stray.is_empty(), "left behind: {stray:?}");
    }
    let committed = lab.run(&["commit"]);
    assert!(committed.status.success(), "{}", String::from_utf8_lossy(&committed.stderr));
    let synced = lab.run(&["sync"]);
    assert!(synced.status.success(), "{}", String::from_utf8_lossy(&synced.stderr));
    let by_command: Vec<String> = killed.iter().map(|(command, count)| format!("{command} {count}")).collect();
    println!("killed on the way: {}; beside {finished} that were done before the signal; everything whole", by_command.join(", "));
}

#[test]
fn twenty_at_once_lose_nothing() {
    let lab = Lab::new();
    // A language server has the week open all the while.
    let mut server = lab.journal(&["lsp"]).stdin(Stdio::piped()).spawn().unwrap();
    for round in 0..rounds(40) / 20 {
        let week = if round % 2 == 0 { "2026-W48" } else { "2026-W47" };
        let clear = lab.run(&["clear", "code", "--on", if round % 2 == 0 { "2026-11-23" } else { "2026-11-17" }]);
        assert!(clear.status.success(), "{}", String::from_utf8_lossy(&clear.stderr));
        let habit = format!("Outreach{round}");
        let file = lab.root().join(format!("weeks/{week}.md"));
        let text = fs::read_to_string(&file).unwrap().replacen("| Code ", &format!("| {habit} | 99/week | | | | | | | |\n| Code "), 1);
        fs::write(&file, text).unwrap();
        let day = if round % 2 == 0 { "2026-11-24" } else { "2026-11-18" };
        let began = Instant::now();
        let children: Vec<Child> = (0..20)
            .map(|at| {
                if at % 5 == 4 {
                    lab.journal(&["commit"]).spawn().unwrap()
                } else {
                    lab.journal(&["done", &habit, "--on", day]).spawn().unwrap()
                }
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let text = fs::read_to_string(&file).unwrap();
        let row = text.lines().find(|line| line.contains(&habit)).unwrap();
        assert!(row.contains("| 16 "), "sixteen marks of one: {row}");
        let committed = lab.run(&["commit"]);
        assert!(committed.status.success(), "{}", String::from_utf8_lossy(&committed.stderr));
        let in_history = lab.git(&["show", &format!("HEAD:weeks/{week}.md")]);
        assert_eq!(String::from_utf8_lossy(&in_history.stdout), text);
        println!("twenty commands at once in {} ms", began.elapsed().as_millis());
    }
    lab.assert_whole("twenty at once");
    drop(server.stdin.take());
    server.kill().ok();
    server.wait().unwrap();
}

/// Runs a command as a plain user, for whom permissions hold.
fn as_nobody(lab: &Lab, words: &[&str]) -> Output {
    let program = program();
    let mut all = vec!["--reuid", "65534", "--regid", "65534", "--clear-groups", &program];
    all.extend(words);
    let mut command = lab.command("setpriv", &all);
    command.env("XDG_STATE_HOME", lab.folder.path().join("state")).env("XDG_CACHE_HOME", lab.folder.path().join("cache"));
    command.output().expect("setpriv, from Debian's package util-linux")
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let lab = Lab::new();
    fs::create_dir(lab.folder.path().join("state")).unwrap();
    // Everybody may read and pass; nobody may write into the journal.
    let open = Command::new("chmod").args(["-R", "a+rX"]).arg(lab.folder.path()).status().unwrap();
    let state = Command::new("chmod").args(["a+rwx"]).arg(lab.folder.path().join("state")).status().unwrap();
    assert!(open.success() && state.success());
    let before = lab.files();
    let done = as_nobody(&lab, &["done", "code"]);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.starts_with("error: ") && told.contains("help: "), "{told}");
    assert_eq!(lab.files(), before);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let lab = Lab::new();
    let small = lab.folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(&small).status();
    assert!(mounted.is_ok_and(|status| status.success()), "this test mounts a small disk and needs the right to; run it as root");
    let result = std::panic::catch_unwind(|| fill_and_try(&lab, &small));
    assert!(Command::new("umount").arg("-l").arg(&small).status().unwrap().success());
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

fn fill_and_try(lab: &Lab, small: &Path) {
    let journal = small.join("journal");
    fs::create_dir_all(journal.join("weeks")).unwrap();
    let week = fs::read_to_string(lab.root().join("weeks/2026-W48.md")).unwrap();
    fs::write(journal.join("weeks/2026-W48.md"), &week).unwrap();
    // Fill the disk to the last byte.
    let mut size = 1 << 20;
    let mut number = 0;
    while size > 0 {
        number += 1;
        if fs::write(journal.join(format!("fill-{number}")), vec![0_u8; size]).is_err() {
            size /= 2;
        }
    }
    let done = lab.run(&["--journal", journal.to_str().unwrap(), "done", "code"]);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains("space") || told.contains("full"), "{told}");
    assert_eq!(fs::read_to_string(journal.join("weeks/2026-W48.md")).unwrap(), week);
    assert!(fs::read_dir(journal.join("weeks")).unwrap().count() == 1, "nothing half-written stays");
}
