//! How long the log, a commit and a shell's completions take. The gate runs small numbers and only sees that all of it works;
//! `tests/long timings` runs the full ones with the release build and prints the figures beside the limits.

#![cfg(unix)]

#[path = "../benches/support/mod.rs"]
#[allow(dead_code, reason = "the benches use all of it")]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Whether the full numbers are wanted; else the gate's.
fn number(usual: usize, full: usize) -> usize {
    if std::env::var_os("JOURNAL_FULL").is_some() { full } else { usual }
}

fn program() -> String {
    std::env::var("JOURNAL_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_journal").to_owned())
}

/// A folder with a home in it, and a repository in `journal`.
struct Lab(tempfile::TempDir);

impl Lab {
    fn new() -> Self {
        let lab = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(lab.0.path().join("home")).unwrap();
        let settings = "[user]\nname = Sam Rivera\nemail = sam@rivera.example\n[init]\ndefaultBranch = main\n[gc]\nauto = 0\n";
        fs::write(lab.0.path().join("home/.gitconfig"), settings).unwrap();
        fs::create_dir(lab.root()).unwrap();
        fs::write(lab.root().join("journal.toml"), "").unwrap();
        lab.run("git", &["init", "-q"]);
        lab
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("journal")
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.root()).env("HOME", self.0.path().join("home")).env("JOURNAL_TODAY", "2026-11-23");
        for name in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "JOURNAL_DIR"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    #[track_caller]
    fn run(&self, program: &str, words: &[&str]) {
        let output = self.command(program, words).output().unwrap();
        assert!(output.status.success(), "{program} {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Makes a history of `count` commits, six hours apart, each of them a mark in a week's note.
    fn history(&self, count: usize, has_trailers: bool) {
        let mut stream = String::from("blob\nmark :1\ndata 0\n\n");
        let begin = 1_795_400_000 - count as i64 * 21_600;
        let blob = |text: &str, at: usize| format!("blob\nmark :{}\ndata {}\n{text}\n", at + 2, text.len());
        for at in 0..count {
            let seconds = begin + at as i64 * 21_600;
            let day = chrono::DateTime::from_timestamp(seconds, 0).unwrap().date_naive();
            let week = format!("{}", day.format("%G-W%V"));
            let marks = "x | ".repeat(at % 7) + &" | ".repeat(7 - at % 7);
            let text = format!(
                "---\nweek: {week}\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n\
                 |---|---|---|---|---|---|---|---|---|\n| Code | daily | {marks}\n\n## Review\n\nCommit {at}.\n"
            );
            stream += &blob(&text, at);
            let mut words = format!("{}: Code\n\nHabits: Code x\n", day.format("%a"));
            if has_trailers {
                let _ = write!(words, "\nJournal-Week: {week}\nJournal-Habits: {}/7\nJournal-Sent: {}\n", at % 8, at % 3);
            }
            let who = format!("Sam Rivera <sam@rivera.example> {seconds} +0000");
            let _ = write!(
                stream,
                "commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {}\n{words}\nM 100644 :{} weeks/{week}.md\n\n",
                words.len(),
                at + 2
            );
        }
        let mut import = self.command("git", &["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(import.stdin.as_mut().unwrap(), stream.as_bytes()).unwrap();
        drop(import.stdin.take());
        assert!(import.wait_with_output().unwrap().status.success());
        self.run("git", &["reset", "-q", "--hard"]);
        fs::write(self.root().join("journal.toml"), "").unwrap();
    }

    fn forget_cache(&self) {
        let _ = fs::remove_dir_all(self.0.path().join("home/.cache"));
    }
}

/// Wall time, and the processor's time of it and its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    wall: Duration,
    busy: Duration,
}

fn children_busy() -> Duration {
    // SAFETY: getrusage fills the structure that it is given, and a structure of zeros is a valid one.
    let usage = unsafe {
        let mut usage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &mut usage);
        usage
    };
    let time = |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    time(usage.ru_utime) + time(usage.ru_stime)
}

fn taken(run: impl FnOnce()) -> Taken {
    let (begun, busy) = (Instant::now(), children_busy());
    run();
    Taken { wall: begun.elapsed(), busy: children_busy().saturating_sub(busy) }
}

fn median<T: PartialOrd + Copy>(mut all: Vec<T>) -> T {
    all.sort_by(|one, other| one.partial_cmp(other).unwrap());
    all[all.len() / 2]
}

fn told(all: Vec<Taken>) -> String {
    let milliseconds = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1000.0);
    let wall = median(all.iter().map(|it| it.wall).collect());
    let busy = median(all.iter().map(|it| it.busy).collect());
    format!("{} (processor {}; median of {})", milliseconds(wall), milliseconds(busy), all.len())
}

/// The log, the completions and the commits are measured one after the other: at once they would disturb one another.
#[test]
fn timings() {
    for (has_trailers, limit) in [(true, "300 ms"), (false, "2 s")] {
        log(has_trailers, limit);
    }
    commits();
    completions();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load average: {}", load.split(' ').take(3).collect::<Vec<_>>().join(" "));
}

fn log(has_trailers: bool, limit: &str) {
    let lab = Lab::new();
    let count = number(40, 5_000);
    lab.history(count, has_trailers);
    let read = || taken(|| lab.run(&program(), &["log", "--no-pager", "--weeks", "2000"]));
    let afresh = |_| {
        lab.forget_cache();
        read()
    };
    let first: Vec<Taken> = (0..number(1, 7)).map(afresh).collect();
    let cached: Vec<Taken> = (0..number(1, 7)).map(|_| read()).collect();
    let kind = if has_trailers { "with" } else { "without" };
    println!("log of {count} commits {kind} trailers: {} (limit {limit}); again: {} (limit 50 ms)", told(first), told(cached));
}

fn commits() {
    let lab = Lab::new();
    support::write(&lab.root(), &support::notes(number(60, 10_000)));
    let mut people: Vec<PathBuf> = lab.root().join("contacts").read_dir().unwrap().flatten().map(|it| it.path()).collect();
    people.sort();
    lab.run("git", &["add", "-A"]);
    lab.run("git", &["commit", "-qm", "All"]);
    let change = |at: usize| {
        let path = &people[at * 7 % people.len()];
        let text = fs::read_to_string(path).unwrap() + "- 2026-11-23 Met at the meetup.\n";
        fs::write(path, text).unwrap();
    };
    let by_journal = |at: usize| {
        change(at);
        taken(|| lab.run(&program(), &["commit"]))
    };
    let by_git = |at: usize| {
        change(at);
        taken(|| {
            lab.run("git", &["add", "-A"]);
            lab.run("git", &["commit", "-qm", "x"]);
        })
    };
    let (mut ours, mut theirs, mut ratios, mut busy) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for pair in 0..number(1, 20) {
        // Whoever comes second finds everything warm: they take turns.
        let (our, their) = if pair % 2 == 0 {
            let our = by_journal(2 * pair);
            (our, by_git(2 * pair + 1))
        } else {
            let their = by_git(2 * pair);
            (by_journal(2 * pair + 1), their)
        };
        ratios.push(our.wall.as_secs_f64() / their.wall.as_secs_f64());
        busy.push(our.busy.as_secs_f64() / their.busy.as_secs_f64().max(0.001));
        ours.push(our);
        theirs.push(their);
    }
    println!(
        "commit at {} notes: {}; git add and commit: {}; median ratio {:.2} by the clock, {:.2} by the processor (limit 1.5)",
        number(60, 10_000),
        told(ours),
        told(theirs),
        median(ratios),
        median(busy)
    );
}

fn completions() {
    let lab = Lab::new();
    support::write(&lab.root(), &support::notes(number(60, 10_000)));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let mut lines = Vec::new();
        for words in [
            &["done", ""][..],
            &["contact", ""],
            &["contact", "person-1"],
            &["replied", ""],
            &["show", "2026"],
            &["prompts", ""],
            &["open", ""],
        ] {
            let index = words.len().to_string();
            let mut all = vec!["complete", shell, &index, "--", "journal"];
            all.extend(words);
            let times = (0..number(1, 9)).map(|_| taken(|| _ = lab.command(&program(), &all).status().unwrap())).collect();
            lines.push(format!("`{}` {}", words.join(" "), told(times)));
        }
        println!("completion in {shell} at {} notes (limit 100 ms): {}", number(60, 10_000), lines.join(", "));
    }
    in_shells(&lab);
}

/// The shells themselves, where they are there: what a keeper waits for after the tab key.
fn in_shells(lab: &Lab) {
    let bin = lab.0.path().join("bin");
    fs::create_dir(&bin).unwrap();
    std::os::unix::fs::symlink(fs::canonicalize(program()).unwrap(), bin.join("journal")).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let count = number(1, 20);
    let again = format!("for i in $(seq {count}); do _journal; done");
    let bash = format!("source <(journal completions bash); COMP_WORDS=(journal contact ''); COMP_CWORD=2; {again}");
    let fish = format!("journal completions fish | source; for i in (seq {count}); complete -C 'journal contact ' >/dev/null; end");
    for (shell, option, script, nothing) in [("bash", "--norc", bash, ":"), ("fish", "--no-config", fish, "true")] {
        let run = |script: &str| {
            let status = lab.command(shell, &[option, "-c", script]).env("PATH", &path).status();
            status.is_ok_and(|status| status.success())
        };
        if !run(nothing) {
            println!("completion in {shell} itself: it is not on this machine");
            continue;
        }
        let all = taken(|| assert!(run(&script)));
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0 / count as f64;
        let (wall, busy) = (milliseconds(all.wall), milliseconds(all.busy));
        println!("completion in {shell} itself, 300 names: {wall:.0} ms (processor {busy:.0} ms; mean of {count})");
    }
}
