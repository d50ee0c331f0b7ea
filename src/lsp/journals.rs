//! The journals that are open, one a root, and which of them a file belongs to.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::git::files::root;
use crate::git::watch::watcher::Watcher;
use crate::lsp::documents::DocumentName;
use crate::lsp::event::Ask;
use crate::lsp::load::Telling;
use crate::workspace::snapshot::Snapshot;

/// A journal among those that are open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct JournalKey {
    /// Its folder.
    pub(crate) root: Arc<Path>,
    /// No journal at all: a folder of which only the open files are read.
    pub(crate) is_loose: bool,
}

/// Where a document stands: in which journal, and its path from the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The journal.
    pub(crate) journal: JournalKey,
    /// The path from its root, with `/`.
    pub(crate) path: Arc<str>,
}

/// The text of a document at a moment, and how many edits it had seen.
pub(crate) type TextThen = (Arc<str>, u64);

/// A journal that is open.
pub(crate) struct Journal {
    /// It as it is now, open documents included.
    pub(crate) snapshot: Snapshot,
    /// Whether the disk was read; until then the snapshot holds open documents alone.
    pub(crate) is_loaded: bool,
    /// What was asked and needs all of it, each with the text that its document had then and how many edits.
    pub(crate) waiting: Vec<(Ask, Option<TextThen>)>,
    /// Files that changed while it was being read.
    pub(crate) seen: Vec<String>,
    /// Tells of changes on the disk while it lives.
    pub(crate) watcher: Option<Watcher>,
    /// Whether git's history is being read, and whether it moved on since.
    pub(crate) history: Reading,
    /// How far the telling of its load has come.
    pub(crate) telling: Arc<Mutex<Telling>>,
    /// Whether diagnostics have to be worked out anew.
    pub(crate) is_news: bool,
}

/// How the reading of git's history stands: one at a time, and once more where the repository moved meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing is being read.
    #[default]
    Done,
    /// It is being read.
    UnderWay,
    /// It is being read, and has moved on since.
    Outrun,
}

impl Journal {
    /// A journal of which nothing is read yet.
    pub(crate) fn new(snapshot: Snapshot, is_loaded: bool) -> Self {
        Self {
            snapshot,
            is_loaded,
            waiting: Vec::new(),
            seen: Vec::new(),
            watcher: None,
            history: Reading::default(),
            telling: Arc::default(),
            is_news: true,
        }
    }
}

/// A folder that the editor has open, and the journals that are meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder {
    /// The folder.
    pub(crate) path: PathBuf,
    /// The journal around it, else those in it, else the folder as it stands.
    pub(crate) roots: Vec<PathBuf>,
}

impl Folder {
    /// Looks for the journals of a folder.
    pub(crate) fn new(path: PathBuf) -> Self {
        let roots = match root_around(&path) {
            Some(root) => vec![root],
            None => match journals_below(&path, 2) {
                inner if inner.is_empty() => vec![path.clone()],
                inner => inner,
            },
        };
        Self { path, roots }
    }
}

/// The journals with settings in the folders below, so many levels down. What lies beside them is none of ours.
fn journals_below(folder: &Path, levels: usize) -> Vec<PathBuf> {
    /// A folder that holds more than this is no place for journals.
    const MOST: usize = 500;
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let is_looked_into = |name: &str| !name.starts_with('.') && !matches!(name, "node_modules" | "target");
    let folders =
        entries.filter(|it| it.file_type().is_ok_and(|kind| kind.is_dir()) && it.file_name().to_str().is_some_and(is_looked_into));
    let mut found = Vec::new();
    for inner in folders.map(|it| it.path()) {
        if inner.join(root::SETTINGS_FILE).is_file() {
            found.push(inner);
        } else if levels > 1 {
            found.extend(journals_below(&inner, levels - 1));
        }
    }
    found.sort();
    found
}

/// The root of the journal around a folder, spelled as the folder is: an editor that came by a symbolic link goes on by it.
fn root_around(folder: &Path) -> Option<PathBuf> {
    let root = root::find(folder)?;
    let is_root = |it: &&Path| **it == root || it.canonicalize().is_ok_and(|real| real == root);
    Some(folder.ancestors().find(is_root).map_or_else(|| root.clone(), Path::to_path_buf))
}

/// Which journal a document belongs to: the nearest that is one, else the editor's folder around it, else its own folder read loosely.
pub(crate) fn place_of(name: &DocumentName, folders: &[Folder]) -> Place {
    match name {
        DocumentName::File(path) => file_place(path, folders),
        DocumentName::Other(words) => {
            let file = words.rsplit(['/', ':']).next().unwrap_or("note");
            let path = if file.ends_with(".md") { file.to_owned() } else { format!("{file}.md") };
            // Every document without a file is alone: two of them know nothing of each other.
            Place { journal: JournalKey { root: Path::new(words).into(), is_loose: true }, path: path.into() }
        }
    }
}

fn file_place(path: &Path, folders: &[Folder]) -> Place {
    let parent = path.parent().unwrap_or(path);
    let around = || {
        let nearest = folders.iter().filter(|folder| path.starts_with(&folder.path)).max_by_key(|it| it.path.components().count())?;
        nearest.roots.contains(&nearest.path).then(|| nearest.path.clone())
    };
    // A link may lead into the middle of a journal.
    let real = || Some(parent.canonicalize().ok()?.join(path.file_name()?));
    let inner_of = |root: PathBuf| Some((inner_path(&root, path).or_else(|| inner_path(&root, &real()?))?, root));
    let found = root_around(parent).or_else(around).and_then(inner_of);
    match found {
        Some((inner, root)) => Place { journal: JournalKey { root: root.into(), is_loose: false }, path: inner.into() },
        None => {
            let file = path.file_name().map_or_else(|| "note.md".into(), |name| name.to_string_lossy().into_owned());
            Place { journal: JournalKey { root: parent.into(), is_loose: true }, path: file.into() }
        }
    }
}

/// The path from the root with `/`; none for what is outside, in a folder with a dot, or not UTF-8.
pub(crate) fn inner_path(root: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root).ok()?;
    let mut parts = Vec::new();
    for component in inner.components() {
        let Component::Normal(name) = component else { return None };
        let name = name.to_str()?;
        if name.starts_with('.') {
            return None;
        }
        parts.push(name);
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether the path is one of a note.
pub(crate) fn is_note(path: &str) -> bool {
    path.len() > 3 && path.get(path.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(".md"))
}

#[cfg(test)]
mod tests {
    use super::{Folder, inner_path, is_note, place_of};
    use crate::lsp::documents::DocumentName;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_path_is_told_from_the_root_with_slashes() {
        assert_eq!(inner_path(Path::new("/j"), Path::new("/j/contacts/ada.md")).as_deref(), Some("contacts/ada.md"));
        assert_eq!(inner_path(Path::new("/j"), Path::new("/j/.obsidian/x.md")), None);
        assert_eq!(inner_path(Path::new("/j"), Path::new("/k/x.md")), None);
    }

    #[test]
    fn a_file_outside_any_journal_is_read_with_the_editors_folder_or_alone() {
        let name = DocumentName::File(PathBuf::from("/nowhere/deep/x.md"));
        let place = place_of(&name, &[Folder::new(PathBuf::from("/nowhere"))]);
        assert_eq!((&*place.path, place.journal.is_loose), ("deep/x.md", false));
        let place = place_of(&name, &[]);
        assert_eq!((&*place.path, place.journal.is_loose), ("x.md", true));
    }

    #[test]
    fn journals_in_a_folder_are_meant_and_not_what_lies_beside_them() {
        let home = tempfile::tempdir().unwrap();
        let top = home.path().canonicalize().unwrap();
        std::fs::create_dir_all(top.join("me/notes/contacts")).unwrap();
        std::fs::write(top.join("me/notes/journal.toml"), "").unwrap();
        let folder = Folder::new(top.clone());
        assert_eq!(folder.roots, [top.join("me/notes")]);
        let place = |path: &str| place_of(&DocumentName::File(top.join(path)), std::slice::from_ref(&folder));
        assert_eq!((&*place("me/notes/contacts/a.md").path, place("me/notes/contacts/a.md").journal.is_loose), ("contacts/a.md", false));
        assert!(place("README.md").journal.is_loose);
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_behind_a_link_is_spelled_by_the_link() {
        let home = tempfile::tempdir().unwrap();
        let top = home.path().canonicalize().unwrap();
        std::fs::create_dir_all(top.join("real/contacts")).unwrap();
        std::fs::write(top.join("real/journal.toml"), "").unwrap();
        std::os::unix::fs::symlink(top.join("real"), top.join("link")).unwrap();
        std::os::unix::fs::symlink(top.join("real/contacts"), top.join("people")).unwrap();
        let place = |path: &str| place_of(&DocumentName::File(top.join(path)), &[]);
        assert_eq!((&*place("link/contacts/a.md").journal.root, &*place("link/contacts/a.md").path), (&*top.join("link"), "contacts/a.md"));
        assert_eq!((&*place("people/a.md").journal.root, &*place("people/a.md").path), (&*top.join("real"), "contacts/a.md"));
    }

    #[test]
    fn a_document_without_a_file_is_a_note_of_its_own() {
        let place = place_of(&DocumentName::Other("untitled:Untitled-1".into()), &[]);
        assert_eq!((&*place.path, place.journal.is_loose), ("Untitled-1.md", true));
        assert!(is_note("a.md") && is_note("A.MD") && !is_note(".md") && !is_note("journal.toml"));
    }
}
