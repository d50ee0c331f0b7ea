//! How long it takes to load a journal, to change one note, and to answer whole commands. `cargo bench --bench journal`.

mod support;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use journal::git::files::{read_all, walk};
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

/// Whole commands on ten years of notes.
fn commands(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path(), &support::ten_years());
    let home = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("ten years");
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    for words in
        [&["week"][..], &["today"], &["due"], &["habits"], &["contacts"], &["messages"], &["prompts"], &["done", "code", "--set", "x"]]
    {
        group.bench_function(format!("journal {}", words.join(" ")), |bencher| {
            bencher.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
                command.args(["--journal"]).arg(folder.path()).args(["--today", "2026-11-23"]).args(words);
                let status = command
                    .env("HOME", home.path())
                    .env_remove("XDG_STATE_HOME")
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status();
                black_box(status.expect("the program runs"))
            });
        });
    }
}

criterion_group!(benches, load, change, commands);
criterion_main!(benches);
