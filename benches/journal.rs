//! How long it takes to load a journal, to change one note, and to answer whole commands. `cargo bench --bench journal`.

mod support;

use std::collections::{HashMap, HashSet};
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use journal::git::files::read::read_all;
use journal::git::files::walk::walk;
use journal::workspace::change::Change;
use journal::workspace::snapshot::Snapshot;

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];

/// Loading from disk, and beside it only reading the files.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        let files = support::notes(size);
        support::write(folder.path(), &files);
        group.throughput(Throughput::Bytes(files.iter().map(|(_, text)| text.len() as u64).sum()));
        let read = || read_all(folder.path(), &walk(folder.path()).readable());
        group.bench_function(format!("read only, {size} notes"), |bencher| bencher.iter(|| black_box(read().len())));
        group.bench_function(format!("read and understand, {size} notes"), |bencher| {
            bencher.iter(|| {
                let texts = read().into_iter().filter_map(|loaded| Some((Arc::from(loaded.path), loaded.text.ok()?)));
                black_box(Snapshot::of_files(texts.collect(), support::today()).len())
            });
        });
    }
}

/// One keystroke in one note.
fn change(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one note changes");
    for size in SIZES {
        let snapshot = Snapshot::of_files(support::notes(size), support::today());
        let (path, text) = snapshot
            .notes()
            .find(|(_, note)| note.path.starts_with("outreach/"))
            .map(|(_, note)| (note.path.clone(), note.text.clone()))
            .expect("a message");
        // As in an editor: what is worked out once is there before anybody types.
        snapshot.prepare();
        let longer: Arc<str> = format!("{text}x").into();
        group.bench_function(format!("{size} notes"), |bencher| {
            bencher.iter_batched(
                || Change::Note { path: path.clone(), text: longer.clone() },
                |change| black_box(snapshot.with([change]).len()),
                BatchSize::SmallInput,
            );
        });
    }
}

/// The commands that read, as README lists them: each is to take less than 80 ms.
const READING: &[&[&str]] = &[
    &["today"],
    &["week"],
    &["habits"],
    &["habits", "--explain", "Code"],
    &["due"],
    &["messages"],
    &["messages", "--stats"],
    &["contacts"],
    &["contact", "Person 7"],
    &["companies"],
    &["prompts"],
    &["show", "2026-11-22-draft"],
    &["check"],
    &["log"],
];

/// The commands that write: each is to take less than 150 ms.
const WRITING: &[&[&str]] = &[
    &["done", "code", "--set", "x"],
    &["skip", "run"],
    &["clear", "code"],
    &["sent", "2026-11-22-draft", "--anyway"],
    &["replied", "2026-11-09-waiting"],
    &["new", "message", "Person 8"],
    &["follow-up", "2026-11-09-waiting"],
];

/// Ten years of notes in a git repository of one commit, and a home for what the program remembers.
struct TenYears {
    folder: tempfile::TempDir,
    home: tempfile::TempDir,
    /// What the writing commands change, as it was.
    touched: Vec<(Arc<str>, Arc<str>)>,
    messages: HashSet<String>,
}

impl TenYears {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = tempfile::tempdir().expect("a folder");
        let mut files = support::ten_years();
        let draft = "---\nto: Person 7\nchannel: email\nintent: first\nsubject: Your talk\nstatus: draft\n---\nHi Person,\n\nYour talk on parsers stayed with me.\n\nThanks,\nSam\n";
        let waiting = draft.replace("status: draft", "status: sent\nsent: 2026-11-09").replace("Person 7", "Person 9");
        files.push(("outreach/2026-11-22-draft.md".into(), draft.into()));
        files.push(("outreach/2026-11-09-waiting.md".into(), waiting.into()));
        support::write(folder.path(), &files);
        let is_touched = |path: &str| {
            path.contains("2026-W4")
                || path == "journal.toml"
                || path.starts_with("contacts/person-")
                || path.contains("draft")
                || path.contains("waiting")
        };
        let messages = files.iter().filter_map(|(path, _)| Some(path.strip_prefix("outreach/")?.to_owned())).collect();
        let touched = files.into_iter().filter(|(path, _)| is_touched(path)).collect();
        let git = |arguments: &[&str]| {
            let identity = ["-c", "user.name=Sam", "-c", "user.email=sam@home.example", "-c", "commit.gpgsign=false"];
            let done = Command::new("git").arg("-C").arg(folder.path()).args(identity).args(arguments).stdout(Stdio::null()).status();
            assert!(done.is_ok_and(|status| status.success()), "git {arguments:?}");
        };
        git(&["init", "--quiet"]);
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "Ten years"]);
        Self { folder, home, touched, messages }
    }

    /// Makes all as it was before the first writing command.
    fn restore(&self) {
        support::write(self.folder.path(), &self.touched);
        for entry in std::fs::read_dir(self.folder.path().join("outreach")).expect("a folder").flatten() {
            if entry.file_name().to_str().is_none_or(|name| !self.messages.contains(name)) {
                std::fs::remove_file(entry.path()).expect("a file that a command made");
            }
        }
    }

    /// Runs a command, and gives how long it took from start to end.
    fn run(&self, words: &[&str]) -> Duration {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
        command.arg("--journal").arg(self.folder.path()).args(["--today", "2026-11-23"]).args(words).env("HOME", self.home.path());
        for name in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let status = command.status().expect("the program runs");
        let taken = begun.elapsed();
        // 1 is a `check` that found something.
        assert!(matches!(status.code(), Some(0 | 1)), "{words:?} ends with {status}");
        taken
    }
}

/// Whole commands on ten years of notes.
fn commands(criterion: &mut Criterion) {
    let journal = TenYears::new();
    let mut group = criterion.benchmark_group("ten years");
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    for words in READING {
        group.bench_function(format!("journal {}", words.join(" ")), |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| journal.run(words)).sum());
        });
    }
    for words in WRITING {
        group.bench_function(format!("journal {}", words.join(" ")), |bencher| {
            let fresh = |_| {
                journal.restore();
                journal.run(words)
            };
            bencher.iter_custom(|times| (0..times).map(fresh).sum());
        });
    }
}

/// The memory that the language server takes, beside what the notes take: less than three times as much and 30 MB.
fn memory(_: &mut Criterion) {
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        let files = support::notes(size);
        support::write(folder.path(), &files);
        // Of two notes of one name the later one is there.
        let bytes: usize = files.iter().map(|(path, text)| (path, text.len())).collect::<HashMap<_, _>>().into_values().sum();
        let Some(memory) = support::server::resident_memory(folder.path()) else { continue };
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let (notes, limit) = (megabytes(bytes as u64), megabytes(3 * bytes as u64) + 30.0);
        println!("memory/journal lsp, {size} notes: {:.0} MB for {notes:.0} MB of notes (limit {limit:.0} MB)", megabytes(memory));
    }
}

criterion_group!(benches, load, change, commands, memory);
criterion_main!(benches);
