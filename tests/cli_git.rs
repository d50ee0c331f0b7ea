//! Git on a bad day, from the command line: conflicts, hooks, odd messages.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A journal with a history, in a home of its own. It is Monday 23 November 2026.
struct Desk {
    home: TempDir,
    folder: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = home.path().join("journal");
        let settings = "[user]\n\tname = Mina\n\temail = mina@home.example\n[init]\n\tdefaultBranch = main\n";
        fs::write(home.path().join(".gitconfig"), settings).expect("settings of git");
        fs::create_dir(&folder).expect("a folder");
        let desk = Self { home, folder };
        desk.fine(&["init"]);
        desk
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.folder).env_clear().env("HOME", self.home.path());
        command.env("JOURNAL_TODAY", "2026-11-23").env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_NOSYSTEM", "1").output().expect("the program runs")
    }

    /// The exit status, and all that appears.
    fn journal(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(env!("CARGO_BIN_EXE_journal"), arguments);
        let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        (output.status.code().unwrap_or(-1), told)
    }

    #[track_caller]
    fn fine(&self, arguments: &[&str]) -> String {
        let (status, told) = self.journal(arguments);
        assert_eq!(status, 0, "{arguments:?}: {told}");
        told
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], status: i32, words: &str) {
        let (ended, told) = self.journal(arguments);
        assert!(ended == status && told.contains(words), "{arguments:?} ended with {ended}: {told}");
    }

    fn git(&self, arguments: &[&str]) -> (bool, String) {
        let output = self.run("git", arguments);
        let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        (output.status.success(), told)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).expect("a file")
    }
}

#[test]
fn a_note_in_conflict_is_not_worked_on_until_it_is_settled() {
    let desk = Desk::new();
    let week = desk.read("weeks/2026-W48.md");
    let row = week.lines().find(|line| line.starts_with("| Code")).expect("a row");
    let (ours, theirs) = (row.replacen("|     |", "| x   |", 1), row.replacen("|     |", "| ~   |", 1));
    let conflict = week.replace(row, &format!("<<<<<<< ours\n{ours}\n=======\n{theirs}\n>>>>>>> theirs"));
    desk.write("weeks/2026-W48.md", &conflict);
    desk.refuses(&["done", "job", "20m"], 5, "a merge left a conflict in this note");
    desk.refuses(&["clear", "code"], 5, "choose, and take the markers out");
    // The fixes of other notes need not wait for it.
    desk.write("contacts/ada.md", "---\nname: Ada\ntie: weka\n---\n");
    desk.fine(&["check", "--fix"]);
    assert!(desk.read("contacts/ada.md").contains("tie: weak"));
    assert_eq!(desk.read("weeks/2026-W48.md"), conflict);
    desk.write("weeks/2026-W48.md", &week);
    desk.fine(&["done", "job", "20m"]);
}

#[test]
fn a_hook_looks_at_what_goes_in_and_at_nothing_else() {
    let desk = Desk::new();
    desk.fine(&["hooks", "install"]);
    let broken = "---\nname: Ada\ntie: [weak\n---\n# Ada\n";
    desk.write("contacts/ada.md", broken);
    desk.write("idea.md", "# Idea\n");
    desk.git(&["add", "idea.md"]);
    let (went, told) = desk.git(&["commit", "-qm", "idea"]);
    assert!(went, "a note that is not staged stops no commit: {told}");
    desk.git(&["add", "-A"]);
    // Mended in the folder, broken as it is staged.
    desk.write("contacts/ada.md", &broken.replace("[weak", "weak"));
    let (went, told) = desk.git(&["commit", "-qm", "ada"]);
    assert!(!went && told.contains("contacts/ada.md") && told.contains("invalid-front-matter"), "{told}");
    desk.git(&["add", "-A"]);
    assert!(desk.git(&["commit", "-qm", "ada"]).0);
}

#[test]
fn a_hook_reports_a_secret_that_is_staged() {
    let desk = Desk::new();
    desk.fine(&["hooks", "install"]);
    // Put together here, so that no scanner takes this file for a leak.
    desk.write("days/2026-11-23.md", &format!("{}{}\n", "ghp_", "q7Zk2LmX9vBt4NcR8sHd3WfYp6JgTaUeKo5q"));
    desk.git(&["add", "-A"]);
    let (went, told) = desk.git(&["commit", "-qm", "day"]);
    assert!(!went && told.contains("this looks secret") && told.contains("days/2026-11-23.md:1"), "{told}");
    desk.refuses(&["commit"], 4, "this looks secret");
    desk.fine(&["commit", "--anyway"]);
}

#[test]
fn own_words_keep_their_trailers_and_are_never_empty() {
    let desk = Desk::new();
    desk.write("idea.md", "# Idea\n");
    desk.refuses(&["commit", "-m", ""], 2, "the message is empty");
    desk.fine(&["commit", "-m", "An idea", "-m", "Signed-off-by: Mina <mina@home.example>"]);
    let trailers = desk.git(&["log", "-1", "--format=%(trailers:keyonly,separator=%x2C)"]).1;
    assert_eq!(trailers.trim(), "Signed-off-by,Journal-Week,Journal-Habits,Journal-Sent");
}

#[test]
fn a_message_is_utf_8_whatever_the_editor_writes() {
    let desk = Desk::new();
    desk.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    desk.write("contacts/zoe.md", "# Zoë Łukasz\n");
    desk.fine(&["commit"]);
    assert!(desk.fine(&["log"]).contains("Added Zoë Łukasz"));
}

#[test]
fn line_ends_alone_are_nothing_to_commit() {
    let desk = Desk::new();
    desk.git(&["config", "core.autocrlf", "true"]);
    desk.write("idea.md", "# Idea\r\n");
    desk.fine(&["commit"]);
    desk.write("idea.md", "# Idea\n");
    assert!(desk.fine(&["commit"]).contains("Nothing to commit"));
}

#[test]
fn a_note_that_moved_is_told_with_both_its_paths() {
    let desk = Desk::new();
    desk.write("idea.md", "# x\n");
    desk.fine(&["commit"]);
    desk.git(&["mv", "idea.md", "ideas.md"]);
    desk.fine(&["commit"]);
    let told = desk.git(&["log", "-1", "--format=%B"]).1;
    assert!(told.starts_with("1 file moved\n\nMoved: idea.md to ideas.md\n"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_note_whose_name_is_no_utf_8_is_left_out_and_told() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    fs::write(desk.folder.join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "# Coffee\n").expect("a file");
    fs::write(desk.folder.join(std::ffi::OsStr::from_bytes(b"\xe9.png")), "no note\n").expect("a file");
    let told = desk.fine(&["commit"]);
    assert!(told.contains(r"$'caf\xe9.md' is left out: its name is not UTF-8; rename it"), "{told}");
    assert!(told.contains("Nothing to commit") && !told.contains(".png"), "{told}");
    desk.write("idea.md", "# Idea\n");
    assert!(desk.fine(&["commit", "--dry-run"]).contains(r"$'caf\xe9.md' is left out"));
    let told = desk.fine(&["commit"]);
    assert!(told.contains(r"$'caf\xe9.md' is left out") && told.contains("1 new note"), "{told}");
}

#[test]
fn the_merge_driver_writes_markers_as_long_as_git_asks() {
    let desk = Desk::new();
    let (base, ours, theirs) = ("# Idea\n\nold\n", "# Idea\n\nours\n", "# Idea\n\ntheirs\n");
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        desk.write(name, text);
    }
    desk.refuses(
        &["merge-driver", "base", "ours", "theirs", "12", "idea.md"],
        1,
        "idea.md: the text under “Idea” was changed on both sides",
    );
    let [open, middle, close] = ["<", "=", ">"].map(|sign| sign.repeat(12));
    assert_eq!(desk.read("ours"), format!("# Idea\n\n{open} ours\nours\n{middle}\ntheirs\n{close} theirs\n"));
}
