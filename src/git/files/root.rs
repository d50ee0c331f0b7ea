//! Where a journal's root is, looked for upward from a place.

use std::fs;
use std::path::{Path, PathBuf};

/// The settings file, whose folder is a journal's root.
pub const SETTINGS_FILE: &str = "journal.toml";

/// Folders that make a journal of the folder they stand in, where there are no settings.
pub const JOURNAL_FOLDERS: [&str; 7] = ["contacts", "companies", "outreach", "weeks", "days", "events", "maps"];

/// The root of the journal that `start` (a folder or a file, there yet or not) lies in; `None` where there is no journal.
///
/// That is the nearest folder upward that holds `journal.toml`; else the nearest one inside the git work tree that holds one of
/// [`JOURNAL_FOLDERS`]. Outside git only the folder itself is looked at for these, or a `contacts/` in somebody's home folder would make a
/// journal of everything below it. A folder that was named (`--journal`) is its own root: do not ask here.
#[must_use]
pub fn find(start: &Path) -> Option<PathBuf> {
    let folder = folder_of(start)?;
    if let Some(settled) = folder.ancestors().find(|it| it.join(SETTINGS_FILE).is_file()) {
        return Some(settled.to_path_buf());
    }
    let top = work_tree(&folder).unwrap_or_else(|| folder.clone());
    let inside = folder.ancestors().take_while(|it| it.starts_with(&top));
    inside.filter(|it| JOURNAL_FOLDERS.iter().any(|name| it.join(name).is_dir())).map(Path::to_path_buf).next()
}

/// The top of the git work tree that `start` lies in, found by its `.git` (a folder, or the file of a worktree or submodule).
#[must_use]
pub fn work_tree(start: &Path) -> Option<PathBuf> {
    let folder = folder_of(start)?;
    folder.ancestors().find(|it| it.join(".git").exists()).map(Path::to_path_buf)
}

/// The nearest folder at or above `start` that is there, with `..` and symbolic links resolved, so that its ancestors are the true ones.
fn folder_of(start: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(start).ok()?;
    let folder = absolute.ancestors().find(|it| it.is_dir())?;
    fs::canonicalize(folder).ok()
}

#[cfg(test)]
mod tests {
    use super::{find, work_tree};
    use std::fs;
    use std::path::Path;

    /// Makes `made` (a trailing `/` for a folder) in an empty folder and tells the root seen from `start`, relative to that folder.
    #[track_caller]
    fn check(made: &[&str], start: &str, expected: Option<&str>) {
        let home = tempfile::tempdir().unwrap();
        for path in made {
            let full = home.path().join(path);
            if path.ends_with('/') {
                fs::create_dir_all(full).unwrap();
            } else {
                fs::create_dir_all(full.parent().unwrap()).unwrap();
                fs::write(full, "").unwrap();
            }
        }
        let top = home.path().canonicalize().unwrap();
        let found = find(&home.path().join(start)).map(|it| it.strip_prefix(&top).unwrap().to_path_buf());
        assert_eq!(found.as_deref(), expected.map(Path::new));
    }

    #[test]
    fn the_nearest_settings_win_over_folders_that_are_nearer() {
        check(&["journal.toml", "old/contacts/"], "old/contacts", Some(""));
        check(&["journal.toml", "old/journal.toml", "old/weeks/"], "old/weeks", Some("old"));
    }

    #[test]
    fn settings_are_found_beyond_the_work_tree() {
        check(&["journal.toml", "project/.git/", "project/src/"], "project/src", Some(""));
    }

    #[test]
    fn a_folder_called_like_the_settings_settles_nothing() {
        check(&["journal.toml/"], "", None);
    }

    #[test]
    fn in_a_work_tree_the_folders_are_looked_for_upward() {
        check(&[".git/", "weeks/", "days/2026/"], "days/2026", Some(""));
        check(&[".git", "me/outreach/", "me/notes/"], "me/notes", Some("me"));
    }

    #[test]
    fn the_search_for_folders_ends_at_the_work_tree() {
        check(&["contacts/", "project/.git/", "project/src/"], "project/src", None);
    }

    #[test]
    fn outside_git_only_the_folder_itself_counts() {
        check(&["maps/", "notes/"], "", Some(""));
        check(&["maps/", "notes/"], "notes", None);
    }

    #[test]
    fn a_file_and_one_that_is_not_there_yet_stand_for_their_folder() {
        check(&["journal.toml", "weeks/2026-W48.md"], "weeks/2026-W48.md", Some(""));
        check(&["journal.toml", "weeks/"], "weeks/new/2026-W49.md", Some(""));
    }

    #[test]
    fn dots_in_the_way_are_resolved_first() {
        check(&["me/events/", "other/"], "other/../me", Some("me"));
    }

    #[test]
    fn a_worktrees_git_file_counts_as_git() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(".git"), "gitdir: elsewhere").unwrap();
        fs::create_dir_all(home.path().join("a/b")).unwrap();
        assert_eq!(work_tree(&home.path().join("a/b")), Some(home.path().canonicalize().unwrap()));
    }
}
