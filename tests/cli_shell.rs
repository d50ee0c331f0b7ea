//! Completions as real shells take them, and man pages.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn journal() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("journal.toml", "[habits]\nCode = \"daily\"\n\"Job search\" = \"2h/week\"\n"),
        ("contacts/ada-lovelace.md", "---\nname: Ada Lovelace\n---\n"),
        ("contacts/evil.md", "---\nname: \"$(touch evil)\"\n---\n"),
        ("outreach/2026-11-20-ada-lovelace.md", "---\nto: Ada Lovelace\n---\nHi\n"),
    ] {
        let file = home.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    home
}

fn command(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    let binary = Path::new(env!("CARGO_BIN_EXE_journal")).parent().unwrap().display().to_string();
    let path = format!("{binary}:{}", std::env::var("PATH").unwrap());
    command.current_dir(home).env_clear().env("PATH", path).env("HOME", home).env("TERM", "dumb").env("LC_ALL", "C.UTF-8");
    command
}

/// What bash would offer for these words, the last one at the cursor.
fn bash(home: &Path, words: &str) -> Vec<String> {
    let script = format!(
        "source <(journal completions bash); COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _journal; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    let output = command("bash", home).args(["--norc", "-c", &script]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_and_the_journals_names() {
    let home = journal();
    let check = |words: &str, expected: &[&str]| assert_eq!(bash(home.path(), words), expected, "{words}");
    check("journal comple", &["completions"]);
    check("journal done j", &["Job\\ search"]);
    check("journal sent ''", &["ada-lovelace", "2026-11-20-ada-lovelace"]);
    check("journal contact Ada", &["Ada\\ Lovelace"]);
    check("journal explain job-a", &["job-ask"]);
    check("journal contacts --format = j", &["json"]);
    check("journal contact Evil", &["\\$\\(touch\\ evil\\)"]);
    check("journal prompts turing/mod-2/week-5", &["turing/mod-2/week-5"]);
    assert!(!home.path().join("evil").exists());
}

#[test]
fn bash_lets_readline_call_it() {
    let home = journal();
    let script = "source <(journal completions bash); complete -p journal";
    let output = command("bash", home.path()).args(["--norc", "-c", script]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "complete -o default -F _journal journal\n");
}

/// Whether a shell is on this machine; where it is not, its script is only looked at.
fn is_here(shell: &str) -> bool {
    Command::new(shell).arg("--version").output().is_ok()
}

#[test]
fn fish_completes_with_words_about_it() {
    let home = journal();
    if is_here("fish") {
        let script = "journal completions fish | source; complete -C 'journal done j'; complete -C 'journal contact ada'";
        let output = command("fish", home.path()).args(["--no-config", "-c", script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "Job search\t2h/week\nada-lovelace\tAda Lovelace\n");
    }
    let output = command("journal", home.path()).args(["complete", "fish", "2", "--", "journal", "done", "j"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Job search\t2h/week\n");
}

#[test]
fn zsh_reads_the_script() {
    let home = journal();
    if is_here("zsh") {
        let script = "autoload -U compinit; compinit -u -D; source <(journal completions zsh); print $_comps[journal]";
        let output = command("zsh", home.path()).args(["-f", "-c", script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "_journal\n", "{}", String::from_utf8_lossy(&output.stderr));
    }
    let output = command("journal", home.path()).args(["complete", "zsh", "2", "--", "journal", "contacts", "tie:w"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "tie\\:weak:how close\n");
}

#[test]
fn every_shell_has_a_script_and_a_journal_is_not_needed() {
    let home = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = command("journal", home.path()).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains(&format!(" complete {shell} ")), "{script}");
    }
    let output = command("journal", home.path()).args(["complete", "bash", "2", "--", "journal", "done", ""]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn names_come_quickly_from_ten_thousand_notes() {
    let home = journal();
    fs::create_dir_all(home.path().join("days")).unwrap();
    for number in 0..2000 {
        fs::write(home.path().join(format!("contacts/person-{number}.md")), format!("---\nname: Person {number}\n---\n")).unwrap();
        fs::write(
            home.path().join(format!("outreach/2026-10-01-person-{number}.md")),
            format!("---\nto: Person {number}\nstatus: sent\n---\n"),
        )
        .unwrap();
    }
    for number in 0..6000 {
        fs::write(home.path().join(format!("days/day-{number}.md")), "x\n").unwrap();
    }
    for words in [&["contact", "person-19"], &["sent", ""], &["replied", "person"], &["done", ""], &["open", "day-59"]] {
        let mut quickest = Duration::MAX;
        for _ in 0..5 {
            let start = Instant::now();
            let output = command("journal", home.path()).args(["complete", "bash", "2", "--", "journal"]).args(words).output().unwrap();
            quickest = quickest.min(start.elapsed());
            assert!(output.status.success(), "{words:?}");
        }
        // A tenth of a second for a release build; the unoptimised one of the tests, beside others, gets five times as much.
        assert!(quickest < Duration::from_millis(500), "{words:?}: {quickest:?}");
    }
}

#[test]
fn every_command_has_a_page() {
    let home = tempfile::tempdir().unwrap();
    let output = command("journal", home.path()).args(["man", "--output", "pages"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(home.path().join("pages/journal-new-contact.1")).unwrap();
    assert!(page.contains(".TH JOURNAL-NEW-CONTACT 1") && page.contains("A person: name, and what is known of them"), "{page}");
    assert!(fs::read_to_string(home.path().join("pages/journal.1")).unwrap().contains("career journal"));
    assert!(!home.path().join("pages/journal-complete.1").exists());
    let output = command("journal", home.path()).args(["man", "sent"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("Note that a message went"));
    assert_eq!(command("journal", home.path()).args(["man", "snet"]).output().unwrap().status.code(), Some(3));
}

/// How the program ends with these words, and what it says on standard error.
fn ends(home: &Path, words: &[&str]) -> (i32, String) {
    let output = command("journal", home).args(words).env("JOURNAL_TODAY", "2026-11-23").output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_slip_in_an_option_is_no_date() {
    let home = journal();
    for words in [&["week", "--frmat"][..], &["new", "day", "--edti"], &["due", "--by", "--format"], &["done", "code", "--on", "--small"]] {
        let (status, told) = ends(home.path(), words);
        assert!(status == 2 && told.contains("looks like an option"), "{words:?}: {told}");
    }
    assert_eq!(ends(home.path(), &["week", "-1"]).0, 0);
    assert_eq!(ends(home.path(), &["due", "--by", "-3d"]).0, 0);
}

#[test]
fn a_note_that_is_no_map_is_told_apart_from_none() {
    let home = journal();
    let (status, told) = ends(home.path(), &["map", "contacts/ada-lovelace.md"]);
    assert!(status == 3 && told.contains("contacts/ada-lovelace.md is no mind map"), "{told}");
    let (status, told) = ends(home.path(), &["map", "nobody"]);
    assert!(status == 3 && told.contains("no note called “nobody”"), "{told}");
    assert_eq!(ends(home.path(), &["map", "nobody", "--scale", "0"]).0, 2);
}

#[test]
fn weeks_of_prompts_are_called_by_the_end_of_their_names() {
    let home = journal();
    assert_eq!(ends(home.path(), &["new", "week", "--prompts", "mod-2/week-5"]), (0, String::new()));
    let note = fs::read_to_string(home.path().join("weeks/2026-W48.md")).unwrap();
    assert!(note.contains("prompts: turing/mod-2/week-5"), "{note}");
    assert_eq!(ends(home.path(), &["new", "week", "-1", "--prompts", "week-5"]).0, 3);
}

#[test]
fn an_event_takes_a_time_behind_any_day() {
    let home = journal();
    assert_eq!(ends(home.path(), &["new", "event", "Rust", "--on", "next tue 18:30"]).0, 0);
    let note = fs::read_to_string(home.path().join("events/2026-12-01-rust.md")).unwrap();
    assert!(note.contains("date: 2026-12-01 18:30"), "{note}");
    assert_eq!(ends(home.path(), &["new", "event", "Rust", "--on", "next tue 25:30"]).0, 2);
}

#[test]
fn lists_of_prompts_fit_a_narrow_screen() {
    let home = journal();
    for words in [&["prompts"][..], &["prompts", "turing/mod-2/week-5"]] {
        let output = command("journal", home.path()).args(words).env("COLUMNS", "40").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    }
}

#[test]
fn a_fresh_demo_is_in_good_health() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(ends(home.path(), &["demo"]).0, 0);
    let output = command("journal", home.path()).args(["--journal", "journal-demo", "doctor", "--offline"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && told.contains("notes are merged by meaning"), "{told}");
    let status = command("git", home.path()).args(["-C", "journal-demo", "status", "--porcelain"]).output().unwrap();
    assert_eq!(String::from_utf8(status.stdout).unwrap(), "");
}

#[test]
fn a_demo_inside_a_demo_is_the_demo_itself() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(ends(home.path(), &["demo"]).0, 0);
    let inside = home.path().join("journal-demo");
    let output = command("journal", home.path()).arg("demo").current_dir(inside.join("weeks")).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && told.starts_with("This demo was made before") && !told.contains("cd "), "{told}");
    assert!(!inside.join("weeks/journal-demo").exists());
}
