//! The house keeps its shape: imports run downwards, the protocol stays in its room, doors hold no logic, files say what they are.

use std::fs;
use std::path::{Path, PathBuf};

/// What each floor may import besides itself; architecture by folder, as `src/lib.rs` draws it.
const FLOORS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("calendar", &["text"]),
    ("markdown", &["text"]),
    ("git", &["text"]),
    ("notes", &["text", "calendar", "markdown"]),
    ("prose", &["text", "calendar", "markdown", "notes"]),
    ("maps", &["text", "calendar", "markdown", "notes"]),
    ("workspace", &["text", "calendar", "markdown", "notes", "prose", "maps"]),
    ("checks", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace"]),
    ("actions", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace"]),
    ("report", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace"]),
    ("exchange", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace"]),
    ("json", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace", "checks", "actions", "report", "exchange"]),
    ("ide", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace", "checks", "actions", "report", "exchange"]),
    (
        "lsp",
        &[
            "text",
            "calendar",
            "markdown",
            "notes",
            "prose",
            "maps",
            "workspace",
            "checks",
            "actions",
            "report",
            "exchange",
            "ide",
            "json",
            "git",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "calendar",
            "markdown",
            "notes",
            "prose",
            "maps",
            "workspace",
            "checks",
            "actions",
            "report",
            "exchange",
            "ide",
            "json",
            "git",
            "lsp",
        ],
    ),
    ("testing", &["text", "calendar", "markdown", "notes", "prose", "maps", "workspace", "checks", "actions", "report", "exchange"]),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the source folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of `src` with their names from there and their texts.
fn files() -> Vec<(String, String)> {
    let root = source();
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let files: Vec<_> = rust_files(&root).into_iter().map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect();
    assert!(files.len() > 50, "only {} files were read", files.len());
    files
}

fn floor(name: &str) -> &str {
    name.split('/').next().unwrap()
}

/// The floors that a text names, with the line: `crate::floor`, also in braces.
fn named_floors(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        // `$crate::` in a macro names the same floors; other crates' paths do not begin with `crate`.
        let rest = &text[at + 7..];
        let line = text[..at].lines().count();
        if let Some(list) = rest.strip_prefix('{') {
            let inner = &list[..list.find("};").unwrap_or(list.len())];
            let mut depth = 0;
            let mut word = String::new();
            for letter in inner.chars().chain([',']) {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push((line, word.trim().split("::").next().unwrap_or("").to_owned()));
                        word.clear();
                    }
                    _ if depth == 0 => word.push(letter),
                    _ => {}
                }
            }
        } else {
            found.push((line, rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()));
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

/// Files that their door opens for tests alone: `#[cfg(test)] mod never;`.
fn is_test_only(name: &str, all: &[(String, String)]) -> bool {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let door = format!("{folder}/mod.rs");
    let module = file.strip_suffix(".rs").unwrap_or(file);
    let Some((_, text)) = all.iter().find(|(name, _)| *name == door) else { return false };
    ["mod", "pub mod", "pub(crate) mod"].iter().any(|word| text.contains(&format!("#[cfg(test)]\n{word} {module};")))
}

/// A text without what only tests see, its comments and strings' insides kept: cut at the test module.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests").map_or(text, |at| &text[..at])
}

#[test]
fn imports_run_downwards() {
    let mut wrong = Vec::new();
    let all = files();
    for (name, text) in &all {
        if !name.contains('/') || is_test_only(name, &all) {
            continue;
        }
        let own = floor(name);
        let allowed = FLOORS.iter().find(|(floor, _)| *floor == own).unwrap_or_else(|| panic!("{own}/ is no floor of the house")).1;
        for (line, other) in named_floors(without_tests(text)) {
            let known = FLOORS.iter().any(|(floor, _)| *floor == other);
            let test_only = text.lines().nth(line.saturating_sub(2)).is_some_and(|before| before.contains("#[cfg(test)]"));
            if known && other != own && !allowed.contains(&other.as_str()) && !test_only {
                wrong.push(format!("src/{name}:{line}: {own} imports {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that point upward:\n{}", wrong.join("\n"));
}

#[test]
fn tests_import_upward_only_from_testing() {
    let mut wrong = Vec::new();
    for (name, text) in files().into_iter().filter(|(name, _)| name.contains('/')) {
        let own = floor(&name);
        let allowed = FLOORS.iter().find(|(floor, _)| *floor == own).unwrap().1;
        let tests = &text[without_tests(&text).len()..];
        for (line, other) in named_floors(tests) {
            let known = FLOORS.iter().any(|(floor, _)| *floor == other);
            // A test may look at the journal around its subject: `testing` and the workspace's own vocabulary come from above.
            if known && other != own && other != "testing" && other != "workspace" && !allowed.contains(&other.as_str()) {
                wrong.push(format!("src/{name} (tests, line {line}): {own} imports {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "tests that look upward:\n{}", wrong.join("\n"));
}

#[test]
fn protocol_types_stay_in_their_room() {
    for (name, text) in files() {
        if name.starts_with("lsp/") {
            continue;
        }
        for word in ["tower_lsp", "ls_types", "lsp_types"] {
            assert!(!text.contains(word), "src/{name} names {word}; the protocol's types live in src/lsp alone");
        }
    }
}

#[test]
fn only_the_faces_and_git_touch_the_world() {
    const WORLD: &[&str] = &["std::fs", "std::env::", "std::process", "SystemTime::now", "Local::now", "Utc::now", "Instant::now"];
    for (name, text) in files() {
        let inside = ["cli/", "lsp/", "git/", "testing/", "main.rs"].iter().any(|place| name.starts_with(place));
        if inside {
            continue;
        }
        for word in WORLD {
            assert!(!without_tests(&text).contains(word), "src/{name} uses {word}; only cli, lsp and git may");
        }
    }
}

#[test]
fn a_door_holds_no_logic() {
    for (name, text) in files().into_iter().filter(|(name, _)| name.ends_with("mod.rs")) {
        let mut statement = String::new();
        for line in text.lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with("//") || line.starts_with("#[") {
                continue;
            }
            statement.push_str(line);
            if !line.ends_with(';') {
                statement.push(' ');
                continue;
            }
            let fine = ["pub mod ", "mod ", "pub(crate) mod ", "pub(super) mod ", "pub use ", "pub(crate) use ", "use "];
            assert!(fine.iter().any(|start| statement.starts_with(start)), "src/{name} is a door, and holds: {statement}");
            statement.clear();
        }
        assert!(statement.trim().is_empty(), "src/{name} is a door, and holds: {statement}");
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    for (name, text) in files() {
        let first = text.lines().next().unwrap_or("");
        assert!(first.starts_with("//! ") && first.len() > 12, "src/{name} does not begin with a //! line");
    }
    for path in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with a //! line", path.display());
    }
}

#[test]
fn no_import_takes_everything() {
    for (name, text) in files() {
        for line in text.lines().map(str::trim) {
            let glob = (line.starts_with("use ") || line.starts_with("pub use ")) && line.contains("::*");
            assert!(!glob, "src/{name}: {line}");
        }
    }
}
