//! One keeper, two machines, thirty days of edits that clash: in the end both hold the same, and nothing is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Machine {
    root: PathBuf,
    home: PathBuf,
}

impl Machine {
    fn command(&self, program: &str, day: &str, words: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.root).env("HOME", &self.home).env("JOURNAL_TODAY", day).stdin(Stdio::null());
        command.env_remove("XDG_STATE_HOME").env_remove("XDG_CACHE_HOME").env_remove("XDG_CONFIG_HOME").env_remove("JOURNAL_DIR");
        command.output().unwrap()
    }

    #[track_caller]
    fn journal(&self, day: &str, words: &[&str]) -> String {
        let output = self.command(env!("CARGO_BIN_EXE_journal"), day, words);
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "journal {words:?} on {day}: {told}");
        told
    }

    /// Syncs; where both answered differently, keeps the first answer of each conflict, as a keeper would by hand, and syncs again.
    fn sync(&self, day: &str) -> usize {
        let output = self.command(env!("CARGO_BIN_EXE_journal"), day, &["sync"]);
        match output.status.code() {
            Some(0) => 0,
            Some(5) => {
                let unmerged = self.command("git", day, &["diff", "--name-only", "--diff-filter=U"]);
                let names = String::from_utf8(unmerged.stdout).unwrap();
                assert!(!names.is_empty());
                for name in names.lines() {
                    let text = fs::read_to_string(self.root.join(name)).unwrap();
                    fs::write(self.root.join(name), settled(&text)).unwrap();
                    assert!(self.command("git", day, &["add", name]).status.success());
                }
                self.journal(day, &["sync"]);
                1
            }
            other => panic!("sync ended with {other:?} on {day}: {}", String::from_utf8_lossy(&output.stderr)),
        }
    }

    fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let file = self.root.join(path);
        let text = fs::read_to_string(&file).unwrap_or_default();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, change(&text)).unwrap();
    }
}

/// A text with the first side of every conflict.
fn settled(text: &str) -> String {
    let mut kept = String::new();
    let mut theirs = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            theirs = false;
        } else if line.starts_with("=======") {
            theirs = true;
        } else if line.starts_with(">>>>>>> ") {
            theirs = false;
        } else if !theirs {
            kept.push_str(line);
        }
    }
    kept
}

fn git(folder: &Path, home: &Path, words: &[&str]) {
    let output = Command::new("git").args(words).current_dir(folder).env("HOME", home).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn thirty_days_on_two_machines_end_the_same_and_nothing_is_lost() {
    let lab = tempfile::tempdir().unwrap();
    let home = lab.path().join("home");
    fs::create_dir(&home).unwrap();
    fs::write(
        home.join(".gitconfig"),
        "[user]\nname = Sam Rivera\nemail = sam@rivera.example\n[init]\ndefaultBranch = main\n[core]\nautocrlf = false\n",
    )
    .unwrap();
    git(lab.path(), &home, &["init", "-q", "--bare", "remote.git"]);
    let machine = |name: &str| Machine { root: lab.path().join(name), home: home.clone() };
    let (one, other) = (machine("one"), machine("other"));
    fs::create_dir(&one.root).unwrap();
    let first = "2026-10-26";
    one.journal(first, &["init"]);
    let settings = "[habits]\nCode = \"daily\"\nRead = \"30m/day\"\nRun = \"Mon Wed Sat\"\n";
    fs::write(one.root.join("journal.toml"), settings).unwrap();
    one.edit("contacts/ada-lovelace.md", |_| "---\nname: Ada Lovelace\ntags: [rust]\n---\n# Ada Lovelace\n\n## Facts\n\n## Log\n".into());
    one.journal(first, &["commit"]);
    git(&one.root, &home, &["remote", "add", "origin", "../remote.git"]);
    one.journal(first, &["push"]);
    git(lab.path(), &home, &["clone", "-q", "remote.git", "other"]);
    other.command(env!("CARGO_BIN_EXE_journal"), first, &["doctor", "--fix", "--offline"]);

    let mut written = BTreeSet::new();
    let mut conflicts = 0;
    for day in 0..30_u64 {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 10, 26).unwrap() + chrono::Days::new(day);
        let today = date.to_string();
        // Both tick on the same day before either has seen the other; now and then both answer the same cell, differently.
        one.journal(&today, &["done", "code"]);
        other.journal(&today, &["done", "read", if day % 7 == 3 { "20m" } else { "30m" }]);
        if day % 10 == 5 {
            one.journal(&today, &["done", "run", "--set", "x"]);
            other.journal(&today, &["done", "run", "--set", "no"]);
        }
        for (machine, name) in [(&one, "one"), (&other, "other")] {
            let fact = format!("- Fact {day} from {name}\n");
            let line = format!("- {today} Talked with her about {name}\n");
            machine.edit("contacts/ada-lovelace.md", |text| text.replacen("\n## Log\n", &format!("{fact}\n## Log\n"), 1) + &line);
            written.extend([fact, line]);
            let paragraph = format!("A paragraph of day {day} on {name}.\n");
            machine.edit(&format!("days/{today}-{name}.md"), |text| format!("{text}{paragraph}"));
            written.insert(paragraph);
            if day % 6 == 0 {
                machine.edit("contacts/ada-lovelace.md", |text| text.replacen("tags: [", &format!("tags: [{name}-{day}, "), 1));
                written.insert(format!("{name}-{day}"));
            }
            machine.journal(&today, &["commit"]);
        }
        let order = if day % 2 == 0 { [&one, &other] } else { [&other, &one] };
        conflicts += order[0].sync(&today) + order[1].sync(&today) + order[0].sync(&today);
    }

    let tree = |machine: &Machine| machine.command("git", "2026-11-24", &["rev-parse", "HEAD^{tree}"]).stdout;
    assert_eq!(tree(&one), tree(&other));
    let mut all = String::new();
    for folder in ["contacts", "days", "weeks"] {
        for entry in fs::read_dir(one.root.join(folder)).unwrap().flatten() {
            all.push_str(&fs::read_to_string(entry.path()).unwrap());
        }
    }
    for piece in &written {
        assert!(all.contains(piece.as_str()), "lost: {piece}");
    }
    assert!(!all.contains("<<<<<<<"));
    // Every day's two habits stand in the weeks' tables.
    let report = one.journal("2026-11-24", &["habits", "--format", "json", "--weeks", "5"]);
    assert!(report.contains("Code") && report.contains("Read"));
    for (habit, count) in [("Code", 30), ("Read", 30)] {
        let rows = all.lines().filter(|line| line.starts_with(&format!("| {habit} ")));
        let marked: usize = rows.map(|row| row.split('|').skip(3).filter(|cell| ["x", "30m", "20m"].contains(&cell.trim())).count()).sum();
        assert_eq!(marked, count, "{habit}");
    }
    assert!((1..=6).contains(&conflicts), "{conflicts} conflicts, of the three days on which both answered differently");
}
