//! Markdown as it is found: every `.md` file in the registry's sources is read, and all its ranges must fit.

use std::fs;
use std::path::{Path, PathBuf};

use journal::markdown::edit_tables::aligned;
use journal::markdown::parse::parse;
use journal::markdown::tree::{Content, Entry, Markdown, Value};
use journal::text::edit::{TextEdit, apply};
use journal::text::range::TextRange;

/// Notes are at most so long, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

#[test]
fn markdown_found_in_the_wild_is_read() {
    let Some(sources) = registry_sources() else {
        eprintln!("SKIPPED: there are no registry sources here, so no Markdown was read");
        return;
    };
    let mut files = Vec::new();
    collect(&sources, &mut files);
    let (mut read, mut bytes, mut tables, mut links, mut items, mut problems) = (0, 0, 0, 0, 0, 0);
    for file in &files {
        let Ok(text) = fs::read_to_string(file) else { continue };
        let markdown = parse(&text);
        check(file, &text, &markdown);
        check_tables(file, &text, &markdown);
        read += 1;
        bytes += text.len();
        tables += markdown.tables.len();
        links += markdown.links.len();
        items += markdown.items.len();
        for problem in &markdown.problems {
            problems += 1;
            println!("{}: {:?}: {}", file.display(), problem.range.of(&text), problem.message);
        }
    }
    println!("read {read} of {} files, {bytes} bytes: {tables} tables, {links} links, {items} items, {problems} problems", files.len());
    assert!(read > 0, "no Markdown file could be read below {}", sources.display());
}

/// The sources that Cargo has unpacked on this machine.
fn registry_sources() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    Some(home.join("registry").join("src")).filter(|sources| sources.is_dir())
}

/// All Markdown files below `folder`, in a fixed order.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("md")) && path.metadata().is_ok_and(|it| it.len() <= LONGEST) {
            files.push(path);
        }
    }
}

/// That every range lies in the text, and every list is in the order of the text.
fn check(file: &Path, text: &str, markdown: &Markdown) {
    let fits = |range: TextRange| assert!(text.get(range.start()..range.end()).is_some(), "{range:?} in {}", file.display());
    let in_order = |ranges: Vec<TextRange>| {
        ranges.iter().for_each(|range| fits(*range));
        assert!(ranges.is_sorted_by_key(|range| range.start()), "{ranges:?} in {}", file.display());
    };
    in_order(markdown.headings.iter().map(|it| it.range).collect());
    in_order(markdown.headings.iter().map(|it| it.text).collect());
    in_order(markdown.links.iter().map(|it| it.range).collect());
    in_order(markdown.tables.iter().map(|it| it.range).collect());
    in_order(markdown.items.iter().map(|it| it.range).collect());
    in_order(markdown.items.iter().map(|it| it.text).collect());
    in_order(markdown.blocks.iter().map(|it| it.range).collect());
    markdown.links.iter().for_each(|it| [Some(it.target), it.anchor, it.label].into_iter().flatten().for_each(fits));
    markdown.problems.iter().for_each(|it| fits(it.range));
    for row in markdown.tables.iter().flat_map(|it| std::iter::once(&it.header).chain(&it.rows)) {
        in_order(row.cells.iter().map(|cell| cell.range).collect());
        in_order(row.cells.iter().map(|cell| cell.text).collect());
    }
    if let Some(front_matter) = &markdown.front_matter {
        check_entries(&front_matter.entries, &fits);
    }
}

fn check_entries(entries: &[Entry], fits: &impl Fn(TextRange)) {
    for entry in entries {
        fits(entry.key_range);
        check_value(&entry.value, fits);
    }
}

fn check_value(value: &Value, fits: &impl Fn(TextRange)) {
    fits(value.range);
    match &value.content {
        Content::Empty | Content::Scalar(_) => {}
        Content::List(values) => values.iter().for_each(|value| check_value(value, fits)),
        Content::Map(entries) => check_entries(entries, fits),
    }
}

/// That aligned tables are the same tables, and stay as they are when aligned again.
fn check_tables(file: &Path, text: &str, markdown: &Markdown) {
    let edits: Vec<TextEdit> = markdown.tables.iter().map(|table| TextEdit::replace(table.range, aligned(text, table))).collect();
    let once = apply(text, &edits).expect("tables do not overlap");
    let read = parse(&once);
    assert_eq!(read.tables.len(), markdown.tables.len(), "in {}", file.display());
    for (before, after) in markdown.tables.iter().zip(&read.tables) {
        assert_eq!(after.alignments, before.alignments, "in {}", file.display());
        assert_eq!(aligned(&once, after), after.range.of(&once), "in {}", file.display());
    }
}
