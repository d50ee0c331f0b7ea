//! The keeper's daily round on the command line, as transcripts: what is typed, and what appears.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A home of its own, and in it a folder where commands run. It is Tuesday 24 November 2026.
struct Desk {
    home: TempDir,
    folder: PathBuf,
}

const SETTINGS: &str = "away = [\"2026-11-12..2026-11-13\"]
[habits]
Code = \"daily\"
Read = \"30m/day\"
Outreach = { target = \"3/week\", counts = \"messages sent\" }
\"Job search\" = \"2h/week\"
";

impl Desk {
    /// An empty folder.
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = home.path().join("journal");
        fs::create_dir(&folder).expect("a folder");
        Self { home, folder }
    }

    /// A journal with these files.
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (path, text) in files {
            let file = desk.folder.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        desk
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
        command.args(arguments).current_dir(&self.folder).env_clear();
        command.env("HOME", self.home.path()).env("JOURNAL_TODAY", "2026-11-24").env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CEILING_DIRECTORIES", self.home.path());
        command
    }

    fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// What appears: standard output, standard error, and the exit status where it is not 0. The home folder is shown as `~`.
    fn run(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let mut told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => {}
            Some(code) => told.push_str(&format!("[{code}]\n")),
            None => told.push_str("[killed]\n"),
        }
        told.replace(&self.home.path().display().to_string(), "~")
    }

    /// The same for a line of words, `_` standing for a space in one.
    fn type_in(&self, line: &str) -> String {
        let words: Vec<String> = line.split(' ').map(|word| word.replace('_', " ")).collect();
        self.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[track_caller]
    fn shows(&self, line: &str, expected: &str) {
        assert_eq!(self.type_in(line), expected, "journal {line}");
    }

    /// The answer holds all these words.
    #[track_caller]
    fn mentions(&self, line: &str, expected: &[&str]) {
        let told = self.type_in(line);
        for words in expected {
            assert!(told.contains(words), "journal {line} does not say {words:?}:\n{told}");
        }
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file of the folder, `.git` left out.
    fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() && path.file_name().is_some_and(|name| name != ".git") {
                    walk(&path, root, found);
                } else if path.is_file() {
                    found.push(path.strip_prefix(root).expect("inside").to_string_lossy().into_owned());
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.folder, &self.folder, &mut found);
        found.sort();
        found
    }
}

#[test]
fn a_day_in_the_life_of_a_tracker() {
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.shows("done code", "weeks/2026-W48.md is new\nCode ✓ Tue 24 Nov — chain 1\n");
    desk.shows("done code", "Code ✓ Tue 24 Nov already — chain 1\n");
    desk.shows(
        "done code read 30m job search 45 min",
        "Code ✓ Tue 24 Nov already — chain 1\nRead 30m Tue 24 Nov — chain 1\nJob search 45 min Tue 24 Nov — 45m of 2h this week\n",
    );
    desk.shows("done job 30m --note two_calls", "Job search 1h15m “two calls” Tue 24 Nov — 1h15m of 2h this week\n");
    desk.shows("skip read --on tomorrow", "→ Wed 25 Nov 2026\nRead skipped Wed 25 Nov — planned tomorrow\n");
    desk.shows("done code --small --on yesterday", "→ Mon 23 Nov 2026\nCode ~ (small) Mon 23 Nov — the chain lives: 2\n");
    let table = "\
| Habit      | Target  | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|------------|---------|-----|-----|-----|-----|-----|-----|-----|
| Code       | daily   | ~   | x   |     |     |     |     |     |
| Read       | 30m/day |     | 30m | -   |     |     |     |     |
| Outreach   | 3/week  |     |     |     |     |     |     |     |
| Job search | 2h/week |     | 1h15m two calls |     |     |     |     |     |
";
    assert!(desk.text("weeks/2026-W48.md").contains(table), "{}", desk.text("weeks/2026-W48.md"));
    desk.shows("clear job", "Job search cleared on Tue 24 Nov (was 1h15m two calls)\n");
    desk.shows("clear job", "Job search has nothing on Tue 24 Nov: there is nothing to clear\n");
    desk.shows("-q done code 45m", "");
}

#[test]
fn what_cannot_be_ticked_is_told_and_nothing_is_written() {
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.shows("done cod raed", "error: there is no habit called “raed”\n  help: Did you mean “Read”?\n[3]\n");
    desk.shows("done code --on tomorrow", "error: Wednesday 25 November 2026 is still to come\n  help: Only a skip can be planned ahead: journal skip HABIT --on DATE.\n[2]\n");
    desk.mentions("done code --on 2026-11-12", &["lies in a time away (2026-11-12..2026-11-13)", "[2]"]);
    desk.mentions("done code --on tuedsay", &["no such date: \"tuedsay\"; did you mean tue?", "[2]"]);
    desk.mentions("done job 45", &["45 of what? “Job search” is counted in time (2h/week)", "Write 45m or 45h.", "[2]"]);
    desk.mentions("skip code 3", &["`journal skip` takes no amount", "[2]"]);
    desk.mentions("done", &["required", "[2]"]);
    desk.mentions("skip", &["required", "[2]"]);
    desk.mentions("done code --today someday", &["no such date: \"someday\"", "[2]"]);
    assert_eq!(desk.files(), ["journal.toml"]);
    desk.mentions("done code --dry-run", &["+++ b/weeks/2026-W48.md", "+| Code       | daily   |     | x   |", "Nothing was written."]);
    assert_eq!(desk.files(), ["journal.toml"]);
}

#[test]
fn names_and_notes_cannot_drive_the_terminal_or_break_the_table() {
    let desk = Desk::with(&[("journal.toml", "[habits]\n\"Evil\\u001b]0;x\\u0007|name\" = \"daily\"\n")]);
    let told = desk.run(&["done", "evil", "--note", "one | two\nthree \u{1b}[2J"]);
    assert!(!told.contains('\u{1b}') && !told.contains('\u{7}'), "{told:?}");
    assert!(desk.text("weeks/2026-W48.md").contains("| x one \\| two three \u{1b}[2J |"), "{}", desk.text("weeks/2026-W48.md"));
    desk.mentions("clear evil", &["cleared on Tue 24 Nov"]);
}

#[test]
fn no_journal_and_a_note_that_is_no_text() {
    let desk = Desk::new();
    desk.mentions("done code", &["there is no journal here, nor in any folder above", "journal init", "[2]"]);
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    fs::create_dir(desk.folder.join("weeks")).expect("a folder");
    fs::write(desk.folder.join("weeks/2026-W48.md"), b"\xff\xfe").expect("a file");
    desk.mentions("done code", &["weeks/2026-W48.md is there, and is no note of that week that can be read", "[2]"]);
}

#[test]
fn twenty_at_once_lose_nothing() {
    let desk = Desk::with(&[("journal.toml", "[habits]\nOutreach = \"30/week\"\n")]);
    let children: Vec<_> = (0..20).map(|_| desk.command(&["-q", "done", "outreach"]).spawn().expect("the program runs")).collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert!(desk.text("weeks/2026-W48.md").contains("| Outreach | 30/week |     | 20  |"), "{}", desk.text("weeks/2026-W48.md"));
}

#[test]
fn a_gap_is_settled_once() {
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.shows(
        "skip --away 2026-11-16..yesterday",
        "→ away 2026-11-16..2026-11-23 (8 days): skipped, not missed; chains hold. Noted in journal.toml.\n",
    );
    assert!(desk.text("journal.toml").starts_with("away = [\"2026-11-12..2026-11-13\", \"2026-11-16..2026-11-23\"]\n[habits]\n"));
    desk.shows("skip --away last_mon..yesterday", "→ 2026-11-16..2026-11-23 is a time away already\n");
    desk.shows("skip --leave 2026-11-03..2026-11-05", "→ 2026-11-03..2026-11-05 stays as it is; you will not be asked about it again.\n");
    desk.mentions("skip --leave today", &["is not over yet", "[2]"]);
    desk.mentions("skip code --away yesterday", &["cannot be used with", "[2]"]);
    desk.mentions("skip --away yesterday..last_mon", &["comes before", "[2]"]);
}

impl Desk {
    fn git(&self, arguments: &str) -> String {
        let mut command = Command::new("git");
        command.args(arguments.split(' ')).current_dir(&self.folder).env("HOME", self.home.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().expect("git runs");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)).trim_end().to_owned()
    }

    fn with_identity(self) -> Self {
        fs::write(self.home.path().join(".gitconfig"), "[user]\nname = Sam Rivera\nemail = sam@rivera.example\n").expect("a file");
        self
    }
}

#[test]
fn a_new_journal_is_made_and_made_again_without_a_change() {
    let desk = Desk::new().with_identity();
    let told = desk.type_in("init");
    let id = desk.git("rev-parse --short=8 HEAD");
    let expected = format!(
        "made  journal.toml
made  weeks/2026-W48.md
made  .gitignore
made  .gitattributes
made  contacts/ companies/ outreach/ weeks/ days/ events/ maps/ prompts/
made  a git repository
set   the merge driver, in this repository's git settings
made  the commit {id}, with these files alone

  journal done code      tick a habit; the habits stand in journal.toml
  journal today          what wants attention
  journal new contact    somebody whom you met
"
    );
    assert_eq!(told, expected);
    assert_eq!(
        desk.git("show --name-only --format=%s"),
        "Begin the journal\n\n.gitattributes\n.gitignore\njournal.toml\nweeks/2026-W48.md"
    );
    assert_eq!(desk.git("status --porcelain"), "");
    assert!(desk.git("config merge.journal.driver").contains("merge-driver %O %A %B %L %P;"));
    assert_eq!(desk.git("check-attr merge -- weeks/2026-W48.md"), "weeks/2026-W48.md: merge: journal");
    desk.mentions("init", &["Nothing was missing in the journal's files."]);
    assert_eq!(desk.git("rev-list --count HEAD"), "1");
    desk.mentions("done code", &["Code ✓ Tue 24 Nov — chain 1"]);
    desk.mentions("check", &[""]);
}

#[test]
fn a_folder_of_notes_keeps_what_it_has() {
    let week = "---\r\nweek: 2026-W48\r\n---\r\n## Habits\r\n\r\n| Habit | Target | Mon | Tue | Wed |\r\n|-|-|-|-|-|\r\n| Piano | 20m/day | | | |\r\n";
    let desk =
        Desk::with(&[("weeks/2026-W48.md", week), (".gitattributes", "*.png binary\n"), ("contacts/ada.md", "# Ada\n")]).with_identity();
    desk.mentions(
        "init --remote git@example.com:sam/journal.git",
        &[
            "made  journal.toml\nmade  .gitignore\n",
            ".gitattributes is yours and stays as it is",
            "set   the remote origin: git@example.com:sam/journal.git. Nothing is pushed",
        ],
    );
    assert_eq!((desk.text("weeks/2026-W48.md"), desk.text(".gitattributes")), (week.to_owned(), "*.png binary\n".to_owned()));
    assert!(desk.text("journal.toml").contains("[habits]\nPiano = \"20m/day\"\n"));
    assert_eq!(desk.git("show --name-only --format="), ".gitignore\njournal.toml");
    assert_eq!(desk.git("remote -v").lines().next(), Some("origin\tgit@example.com:sam/journal.git (fetch)"));
    desk.mentions("init --remote https://other.example/x", &["there is a remote called origin already", "[2]"]);
    desk.mentions("init --remote git@example.com:sam/journal.git", &["kept  the remote origin"]);
}

#[test]
fn without_an_identity_the_commit_waits() {
    let desk = Desk::new();
    desk.mentions("init", &["note: nothing was committed: git does not know who you are", "made  a git repository"]);
    assert_eq!(desk.git("status --porcelain"), "?? .gitattributes\n?? .gitignore\n?? journal.toml\n?? weeks/");
}

#[test]
fn inside_a_larger_repository_none_is_nested() {
    let desk = Desk::with(&[("README.md", "# Ours\n"), ("staged.txt", "x\n")]).with_identity();
    desk.git("init --quiet");
    desk.mentions("init notes/me", &["kept  in the git repository ~/journal", "made  the commit", "  cd notes/me"]);
    assert!(!desk.folder.join("notes/me/.git").exists());
    assert_eq!(
        desk.git("show --name-only --format="),
        "notes/me/.gitattributes\nnotes/me/.gitignore\nnotes/me/journal.toml\nnotes/me/weeks/2026-W48.md"
    );
    desk.git("add staged.txt");
    desk.mentions("init other", &["made  the commit"]);
    assert_eq!(desk.git("status --porcelain"), "A  staged.txt\n?? README.md");
}

#[test]
fn what_is_in_the_way_is_told_before_anything_is_made() {
    let desk = Desk::with(&[("contacts", "a file"), ("file.md", "# A note\n")]);
    desk.mentions("init", &["a file is in the way: a journal keeps a folder called contacts", "--> ~/journal/contacts", "[2]"]);
    desk.mentions("init file.md", &["a file is in the way: a journal is a folder", "[2]"]);
    desk.mentions("init file.md/below", &["[2]"]);
    desk.mentions("init ..", &["this folder holds much more than a journal", "[2]"]);
    desk.mentions("init x --remote -upload-pack=evil", &["[2]"]);
    desk.mentions("init x --remote --upload-pack=evil", &["[2]"]);
    desk.mentions("init x --remote https://sam:secret@example.com/j.git", &["the address holds a password", "[4]"]);
    desk.mentions(
        "init x --remote git@git.example:sam/journal.git --dry-run",
        &["would make  a git repository\nwould set   the remote origin: ", "Nothing was written (--dry-run)."],
    );
    desk.mentions("init x --dry-run", &["would make  journal.toml\nwould make  weeks/2026-W48.md\n", "Nothing was written (--dry-run)."]);
    assert_eq!(desk.files(), ["contacts", "file.md"]);
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.mentions("init deep/below", &["this folder lies in the journal ~/journal", "journal init ~/journal", "[2]"]);
    desk.mentions("init /proc/journal", &["the folder cannot be made", "[2]"]);
}

#[test]
fn coming_back_asks_one_question_once() {
    let week = "---\nweek: 2026-W46\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|-|-|-|-|-|-|-|-|-|\n| Code | daily | x | x | x | x | x | x | x |\n";
    for (answer, settings) in [("leave", ""), ("away", "away = [\"2026-11-16..2026-11-23\"]\n")] {
        let desk = Desk::with(&[("journal.toml", ""), ("weeks/2026-W46.md", week)]);
        let asked = desk.type_in("today");
        assert!(asked.contains("Were you away, or shall we") && asked.contains("journal skip --away 2026-11-16..2026-11-23"), "{asked}");
        assert!(asked.contains("journal skip --leave 2026-11-16..2026-11-23"), "{asked}");
        desk.type_in(&format!("skip --{answer} 2026-11-16..2026-11-23"));
        assert!(!desk.type_in("today").contains("Were you away"), "{answer}");
        assert_eq!(desk.text("journal.toml"), settings);
    }
}

#[test]
fn notes_are_made_from_templates_and_never_written_over() {
    let desk = Desk::with(&[("journal.toml", SETTINGS), ("contacts/ada.md", "# Ada Lovelace\n")]);
    desk.shows("new week", "Made weeks/2026-W48.md.\n");
    desk.shows("new week", "error: 2026-W48 has a note already: weeks/2026-W48.md\n  help: Open it with: journal open 2026-W48\n[2]\n");
    desk.shows(
        "new week next week --prompts turing/mod-2/week-5",
        "Made weeks/2026-W49.md.\nIts prompts are those of turing/mod-2/week-5.\n",
    );
    desk.mentions("new week -1 --dry-run", &["+++ b/weeks/2026-W47.md", "Nothing was written."]);
    desk.mentions("new week someday", &["no such week: \"someday\"", "[2]"]);
    desk.mentions(
        "new week 2026-W50 --prompts turing/mod-7",
        &["there is no set of prompts called “turing/mod-7”", "Did you mean turing/mod-", "[3]"],
    );
    desk.shows("new day", "Made days/2026-11-24.md.\n");
    desk.mentions("new day -3d", &["Made days/2026-11-21.md.", "→ Sat 21 Nov 2026"]);
    desk.mentions("new day", &["has a note already: days/2026-11-24.md", "[2]"]);
    desk.mentions(
        "new event Denver Rust --on 2026-12-02_18:30 --place The_Mill",
        &["Made events/2026-12-02-denver-rust.md.", "It is on Wed 2 Dec, in 8 days: status planned."],
    );
    assert!(
        desk.text("events/2026-12-02-denver-rust.md")
            .starts_with("---\nname: Denver Rust\ndate: 2026-12-02 18:30\nplace: The Mill\nstatus: planned\n---\n")
    );
    desk.mentions("new event Coffee --met ada", &["status went"]);
    assert!(desk.text("events/2026-11-24-coffee.md").contains("\nmet: [Ada Lovelace]\n"));
    desk.mentions("new event Tea --met nobody", &["[3]"]);
    desk.mentions("new map What I enjoy", &["Made maps/what-i-enjoy.md.", "journal map what-i-enjoy"]);
    desk.mentions("new map what i ENJOY", &["there is a note of this name already: maps/what-i-enjoy.md", "[2]"]);
    desk.mentions("new prompts Mine", &["Made prompts/mine.md.", "prompts = \"mine\""]);
    desk.mentions("new", &["[2]"]);
    desk.mentions("new map", &["[2]"]);
    let problems = desk.type_in("check");
    assert!(!problems.contains("error"), "{problems}");
}

#[test]
fn names_that_would_leave_the_journal_do_not() {
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.mentions("new map ../../evil", &["Made maps/evil.md."]);
    desk.mentions("new map /etc/passwd", &["Made maps/etc-passwd.md."]);
    desk.mentions("new event .. --on 2026-11-24", &["Made events/2026-11-24-note.md."]);
    let long = "long".repeat(75);
    desk.mentions(&format!("new prompts {long}"), &["Made prompts/longlong"]);
    assert_eq!(
        desk.run(&["new", "map", " \u{200b}"]),
        "error: this name has nothing in it\n  help: Give one: journal new map \"What I enjoy\"\n[2]\n"
    );
    desk.run(&["new", "map", "a\n---\nkind: week\n---\n# b \u{1b}[2J"]);
    assert!(desk.files().iter().all(|file| file == "journal.toml" || file.len() < 110 && !file.contains("..")), "{:?}", desk.files());
    assert_eq!(desk.files().len(), 6, "{:?}", desk.files());
}

#[test]
fn the_keepers_own_templates_go_first() {
    let week = "---\r\nweek: {{week}}\r\nprompts: {{prompts}}\r\nmood: {{mood}}\r\n---\r\n# {{title}}\r\n\r\n## Habits\r\n\r\n{{habits}}\r\n\r\n## Prompts\r\n\r\n{{ prompts }}\r\n";
    let settings = "prompts = \"turing/mod-2\"\n[habits]\nCode = \"daily\"\n";
    let desk =
        Desk::with(&[("journal.toml", settings), ("templates/week.md", week), ("templates/day.md", "Dear diary of {{date}} ({{week}})\n")]);
    desk.shows("done code", "weeks/2026-W48.md is new\nCode ✓ Tue 24 Nov — chain 1\n");
    let made = desk.text("weeks/2026-W48.md");
    let begin = "---\r\nweek: 2026-W48\r\nprompts: turing/mod-2/week-1\r\nmood: {{mood}}\r\n---\r\n# Week 48: 23 to 29 November 2026\r\n\r\n## Habits\r\n\r\n| Habit | Target | Mon |";
    assert!(
        made.starts_with(begin)
            && made.contains("|     | x   |")
            && made.contains("\r\n### Two-minute versions\r\n\r\n- [ ] completed\r\n"),
        "{made}"
    );
    assert!(!made.replace("\r\n", "").contains('\n'), "{made:?}");
    desk.type_in("new day");
    assert_eq!(desk.text("days/2026-11-24.md"), "Dear diary of 2026-11-24 (2026-W48)\n");
    fs::write(desk.folder.join("templates/map.md"), b"\xff").expect("a file");
    desk.mentions("new map x", &["the template cannot be read", "templates/map.md", "[2]"]);
}

#[test]
fn a_note_is_opened_by_any_of_its_names() {
    let desk = Desk::with(&[
        ("journal.toml", SETTINGS),
        ("contacts/ada-lovelace.md", "---\naliases: [Countess]\n---\n# Ada Lovelace\n"),
        ("maps/ada.md", "# Adamant\n"),
        ("contacts/bob.md", "# Bob One\n"),
        ("companies/bob.md", "# Bob Two\n"),
    ]);
    let open = |name: &str| {
        let output = desk.command(&["open", name]).env("VISUAL", "echo with -x").env("EDITOR", "false").output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        told.replace(&fs::canonicalize(&desk.folder).expect("a folder").display().to_string(), "")
            .replace(&desk.folder.display().to_string(), "")
    };
    for name in ["countess", "Ada Lovelace", "contacts/ada-lovelace", "contacts/ada-lovelace.md", "ADA-LOVELACE", "ada l"] {
        assert_eq!(open(name), "with -x /contacts/ada-lovelace.md\n", "{name}");
    }
    assert_eq!(open("journal.toml"), "with -x /journal.toml\n");
    assert_eq!(open("bob"), "error: “bob” may mean several notes: companies/bob.md, contacts/bob.md\n  help: Name its path.\n");
    assert_eq!(
        open("contess"),
        "error: there is no note called “contess”\n  help: A note is called by its path, its file's name, its name, an alias or its heading.\n"
    );
    assert!(open("lovelase").contains("Did you mean “Ada Lovelace”?"));
    desk.mentions("open bob", &["[3]"]);
    desk.mentions("open countess", &["there is no editor to open the note with", "export EDITOR", "[2]"]);
    let output = desk.command(&["open", "countess"]).env("EDITOR", "exit 3; :").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_was_done_is_taken_back_step_by_step() {
    let desk = Desk::with(&[("journal.toml", SETTINGS)]);
    desk.shows("undo", "There is nothing to take back.\n");
    desk.type_in("done code");
    desk.type_in("done read 30m");
    desk.mentions(
        "undo --dry-run",
        &["-| Read       | 30m/day |     | 30m |", "Nothing was written. Without --dry-run:\nTook back: done Read\n"],
    );
    desk.shows("undo", "Took back: done Read\n  weeks/2026-W48.md is as it was\n");
    desk.shows("undo", "Took back: done Code\n  weeks/2026-W48.md is gone again\n");
    desk.shows("undo", "There is nothing to take back.\n");
    assert_eq!(desk.files(), ["journal.toml"]);
    desk.type_in("done code");
    fs::write(desk.folder.join("weeks/2026-W48.md"), "Mine now.\n").expect("a file");
    desk.mentions("undo", &["weeks/2026-W48.md has changed since “done ", "would lose the change", "[5]"]);
    assert_eq!(desk.text("weeks/2026-W48.md"), "Mine now.\n");
}

#[test]
fn a_commit_is_taken_back_and_its_files_stay() {
    let desk = Desk::new().with_identity();
    desk.type_in("init");
    desk.type_in("done code");
    desk.mentions("commit", &["Code"]);
    assert_eq!(desk.git("rev-list --count HEAD"), "2");
    desk.mentions("undo --dry-run", &["Would take back the commit"]);
    desk.mentions("undo", &["Took back the commit", "the files stay as they are, and what went in is unstaged, as it was before"]);
    assert_eq!((desk.git("rev-list --count HEAD").as_str(), desk.git("status --porcelain").as_str()), ("1", " M weeks/2026-W48.md"));
    desk.mentions("undo", &["Took back: done Code"]);
    desk.shows("undo", "There is nothing to take back.\n");
}

#[test]
fn a_commit_of_what_was_staged_is_taken_back_to_the_index() {
    let desk = Desk::new().with_identity();
    desk.type_in("init");
    fs::write(desk.folder.join("a.md"), "One.\n").expect("a file");
    fs::write(desk.folder.join("b.md"), "Other.\n").expect("a file");
    desk.git("add a.md");
    fs::write(desk.folder.join("a.md"), "One.\nTwo.\n").expect("a file");
    let before = desk.git("status --porcelain");
    desk.mentions("commit", &["1 new note"]);
    desk.mentions("undo --dry-run", &["the files stay, and what you had staged is staged again"]);
    desk.mentions("undo", &["what you had staged is staged again"]);
    assert_eq!((desk.git("status --porcelain"), desk.git("show :a.md")), (before, "One.".to_owned()));
}

#[test]
fn prompts_are_listed_with_what_is_answered() {
    let note = "---\nweek: 2026-W48\nprompts: turing/mod-2/week-5\n---\n## Prompts\n### Review the tracker\nDone.\n### Map: energy\n- [ ] completed\n- [x] partially complete\n- [ ] not started\n\nBegun.\n";
    let desk = Desk::with(&[("weeks/2026-W48.md", note)]);
    desk.mentions("prompts", &["98 prompts: 1 completed, 1 partly, 96 open", "week-5        x·~·····    Outreach and networking I"]);
    desk.mentions(
        "prompts mod-2/week-5",
        &[
            "turing/mod-2  1 completed, 1 partly, 6 open",
            "[x] Review the tracker  completed in 2026-W48",
            "[~] Map: energy  partly, in 2026-W48",
            "[ ] Map: flow\n      For a third map",
        ],
    );
    assert!(!desk.type_in("prompts mod-2/week-5 --open").contains("Review the tracker"));
    desk.mentions("prompts mod-2/week-5 --open", &["1 completed, 1 partly, "]);
    desk.mentions("prompts --open", &["98 prompts: 1 completed, 1 partly, 96 open"]);
    let open: serde_json::Value = serde_json::from_str(&desk.type_in("prompts mod-2/week-5 --open --format json")).expect("json");
    let week = &open["sets"][0]["weeks"][0];
    assert_eq!((&open["sets"][0]["completed"], &week["completed"], &week["partly"]), (&1.into(), &1.into(), &1.into()));
    assert!(week["prompts"].as_array().unwrap().iter().all(|prompt| prompt["status"] != "completed"));
    desk.mentions("prompts mod-9", &["there is no set of prompts called “mod-9”", "[3]"]);
    let json: serde_json::Value = serde_json::from_str(&desk.type_in("prompts mod-2/week-5 --format json")).expect("json");
    assert_eq!(
        (&json["version"], &json["sets"][0]["completed"], &json["sets"][0]["weeks"][0]["prompts"][0]["status"]),
        (&1.into(), &1.into(), &"completed".into())
    );
}

#[test]
fn a_map_is_drawn_to_where_it_is_wanted() {
    let desk = Desk::with(&[("journal.toml", ""), ("maps/energy.md", "# Energy\n\n- Code (+)\n- Mail (-)\n"), ("notes.md", "# Notes\n")]);
    desk.mentions("map energy", &["<svg xmlns=", "Code"]);
    desk.mentions("map maps/energy.md --format mermaid", &["mindmap\n  root((\"Energy\"))"]);
    desk.shows("map energy -o energy.html", "Wrote energy.html\n");
    assert!(desk.text("energy.html").starts_with("<!DOCTYPE html>"));
    let outside = Desk::with(&[("talk.md", "# Talk\n\n- Opening\n")]);
    outside.mentions("map talk.md --format mermaid", &["root((\"Talk\"))", "Opening"]);
    outside.mentions("map talk", &["there is no journal here", "[2]"]);
    desk.mentions("map energy -o energy.gif", &["does not tell how to draw the map", "[2]"]);
    desk.mentions("map energy --format svg -o notes.md", &["this is a file of the journal, and would be lost", "[2]"]);
    desk.mentions("map energy -o no/such/folder.svg", &["the map cannot be written", "[2]"]);
    desk.mentions("map notes", &["notes.md is no mind map", "[3]"]);
    desk.mentions("map enrgy", &["Did you mean “Energy”?", "[3]"]);
    assert_eq!(desk.text("notes.md"), "# Notes\n");
    desk.run(&["map", "energy", "--output", "energy.png"]);
    assert!(fs::read(desk.folder.join("energy.png")).expect("a picture").starts_with(b"\x89PNG"));
    let piped = desk.output(&["map", "energy", "--format", "png"]);
    assert!(piped.stdout.starts_with(b"\x89PNG"));
}

#[test]
fn schemas_are_printed_by_name() {
    let desk = Desk::new();
    desk.mentions("schema", &["journal.toml\ncontact\ncompany\noutreach\nweek\nday\nevent\nmap\nprompts\nnote\n"]);
    let committed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/contact.json")).expect("a schema");
    desk.shows("schema contact", &committed);
    desk.mentions("schema journal.toml", &["\"week-start\""]);
    desk.mentions("schema contcat", &["there is no schema called “contcat”", "Did you mean contact?", "[3]"]);
}
