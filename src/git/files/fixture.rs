//! For tests: folders with files, and what a walk through them found.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::git::files::entry::FileProblemKind;
use crate::git::files::walk::Walk;

/// A folder with these files; each holds its own path.
pub(super) fn journal(paths: &[&str]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for path in paths {
        write(home.path(), path, path);
    }
    home
}

/// Writes one file, and the folders on the way to it.
pub(super) fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let full = root.join(path);
    fs::create_dir_all(full.parent().unwrap()).unwrap();
    fs::write(full, text).unwrap();
}

/// The notes that a walk found.
pub(super) fn notes(walk: &Walk) -> Vec<&str> {
    walk.notes.iter().map(|it| it.path.as_str()).collect()
}

/// The problems that a walk found, each with its path.
pub(super) fn problems(walk: &Walk) -> Vec<(&str, &FileProblemKind)> {
    walk.problems.iter().map(|it| (it.path.as_str(), &it.kind)).collect()
}
