//! The files of a journal, found by a walk that leaves alone what it should.

use std::fs;
use std::path::Path;

use crate::git::files::entry::{FileEntry, FileProblem};
use crate::git::files::gather::walk_folder;
use crate::git::files::links::follow_links;
use crate::git::files::path::is_note;
use crate::git::files::root::SETTINGS_FILE;

/// The folder of the keeper's own templates, which are no notes.
const TEMPLATES: &str = "templates/";

/// What the walk through a journal found; every list is sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The Markdown files, but for templates.
    pub notes: Vec<FileEntry>,
    /// `journal.toml`, where there is one.
    pub settings: Option<FileEntry>,
    /// Markdown files under `templates/`.
    pub templates: Vec<FileEntry>,
    /// Paths of all other files, for links to them; second names of notes (by symbolic links) among them.
    pub others: Vec<String>,
    /// Paths of the folders, the root (an empty path) among them.
    pub folders: Vec<String>,
    /// What a keeper should know: a folder that cannot be read, a link that leads out.
    pub problems: Vec<FileProblem>,
}

impl Walk {
    /// The settings and the notes: what has to be read to know the journal.
    #[must_use]
    pub fn readable(&self) -> Vec<FileEntry> {
        self.settings.iter().chain(&self.notes).cloned().collect()
    }

    /// As [`Walk::readable`], taken out of the walk.
    pub fn take_readable(&mut self) -> Vec<FileEntry> {
        self.settings.take().into_iter().chain(std::mem::take(&mut self.notes)).collect()
    }
}

/// Finds the files of the journal at `root`.
///
/// Left alone are dot-files and dot-folders, what `.gitignore` files name (git or no git; inside a work tree also what git's own exclude
/// files name), and symbolic links that leave the root. A link that stays inside is followed where what it leads to was not walked already,
/// so no note is met twice. A root that cannot be read is a problem with an empty path.
#[must_use]
pub fn walk(root: &Path) -> Walk {
    walk_beside(root, &[])
}

/// As [`walk`], but the folders of these names in the root are passed over, for a question that they have no answer to.
#[must_use]
pub fn walk_beside(root: &Path, passed_over: &[&str]) -> Walk {
    let mut found = walk_folder(root, "", passed_over);
    let others = fs::canonicalize(root).map(|true_root| follow_links(root, &true_root, &mut found)).unwrap_or_default();
    found.problems.sort_by(|a, b| a.path.cmp(&b.path));
    let folders = found.folders.into_iter().collect();
    let mut walk = Walk { others, folders, problems: found.problems, ..Walk::default() };
    for path in found.files {
        sort_in(&mut walk, path);
    }
    walk.others.sort();
    walk
}

fn sort_in(walk: &mut Walk, path: String) {
    if path == SETTINGS_FILE {
        walk.settings = Some(FileEntry { path });
    } else if !is_note(&path) {
        walk.others.push(path);
    } else if path.starts_with(TEMPLATES) {
        walk.templates.push(FileEntry { path });
    } else {
        walk.notes.push(FileEntry { path });
    }
}

#[cfg(test)]
mod tests {
    use super::walk;
    use crate::git::files::as_nobody::as_nobody;
    use crate::git::files::entry::{FileEntry, FileProblemKind};
    use crate::git::files::fixture::{journal, notes, problems, write};
    use crate::git::files::read::{Unreadable, read_one};
    use std::fs;
    use std::io::ErrorKind;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn notes_settings_templates_and_other_files_are_told_apart() {
        let home = journal(&["journal.toml", "b.md", "a/B.MD", "a/journal.toml", "a/pic.png", "templates/contact.md", "README"]);
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["a/B.MD", "b.md"]);
        assert_eq!(walk.settings, Some(FileEntry { path: "journal.toml".into() }));
        assert_eq!(walk.templates, [FileEntry { path: "templates/contact.md".into() }]);
        assert_eq!(walk.others, ["README", "a/journal.toml", "a/pic.png"]);
        assert_eq!(walk.folders, ["", "a", "templates"]);
        assert_eq!(walk.readable().len(), 3);
        assert!(walk.problems.is_empty());
    }

    #[test]
    fn dot_folders_and_ignored_files_are_left_alone_with_no_git_at_all() {
        let home = journal(&["a.md", ".obsidian/b.md", ".c.md", "private/d.md", "days/e.md", "days/f.md"]);
        write(home.path(), ".gitignore", "private/\n");
        write(home.path(), "days/.gitignore", "e.md\n");
        assert_eq!(notes(&walk(home.path())), ["a.md", "days/f.md"]);
    }

    #[test]
    fn ignore_files_above_the_journal_count_only_inside_a_work_tree() {
        let home = journal(&["me/a.md", "me/draft-b.md"]);
        write(home.path(), ".gitignore", "draft-*\n");
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md", "draft-b.md"]);
        fs::create_dir(home.path().join(".git")).unwrap();
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md"]);
    }

    #[test]
    fn ignore_files_above_the_work_tree_never_count() {
        let home = journal(&["me/a.md", "me/.git/HEAD"]);
        write(home.path(), ".gitignore", "*\n");
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md"]);
    }

    #[test]
    fn what_git_excludes_without_an_ignore_file_is_left_alone() {
        let home = journal(&["a.md", "b.md", ".git/HEAD"]);
        write(home.path(), ".git/info/exclude", "b.md\n");
        assert_eq!(notes(&walk(home.path())), ["a.md"]);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_told_and_skipped() {
        let home = journal(&["a.md"]);
        fs::write(home.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "x").unwrap();
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["a.md"]);
        assert_eq!(problems(&walk), [("caf\\xE9.md", &FileProblemKind::NameNotUtf8)]);
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_told() {
        as_nobody("git::files::walk::tests::a_folder_that_cannot_be_read_is_told", || {
            let home = journal(&["a.md", "shut/b.md", "c.md"]);
            fs::set_permissions(home.path().join("shut"), fs::Permissions::from_mode(0o000)).unwrap();
            fs::set_permissions(home.path().join("c.md"), fs::Permissions::from_mode(0o000)).unwrap();
            let walk = walk(home.path());
            let c = read_one(home.path(), "c.md").text.unwrap_err();
            fs::set_permissions(home.path().join("shut"), fs::Permissions::from_mode(0o700)).unwrap();
            assert_eq!(notes(&walk), ["a.md", "c.md"]);
            assert_eq!(walk.problems[0].path, "shut");
            assert_eq!(walk.problems[0].kind.to_string(), "cannot be read: Permission denied (os error 13)");
            assert!(matches!(c, Unreadable::Io { kind: ErrorKind::PermissionDenied, .. }));
        });
    }

    #[test]
    fn a_root_that_is_not_there_is_a_problem_without_a_path() {
        let home = journal(&[]);
        let walk = walk(&home.path().join("gone"));
        assert_eq!(walk.problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [""]);
        assert!(walk.notes.is_empty());
    }
}
