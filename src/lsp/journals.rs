//! The journals that are open, one a root, and which of them a file belongs to.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::git::root;
use crate::git::watch::Watcher;
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

/// Which journal a document belongs to: the nearest that is one, else the editor's folder around it, else its own folder read loosely.
pub(crate) fn place_of(name: &DocumentName, folders: &[PathBuf]) -> Place {
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

fn file_place(path: &Path, folders: &[PathBuf]) -> Place {
    let parent = path.parent().unwrap_or(path);
    let around = || folders.iter().filter(|folder| path.starts_with(folder)).max_by_key(|folder| folder.components().count()).cloned();
    let found = root::find(parent).or_else(around).and_then(|root| Some((inner_path(&root, path)?, root)));
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
    use super::{inner_path, is_note, place_of};
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
        let place = place_of(&name, &[PathBuf::from("/nowhere")]);
        assert_eq!((&*place.path, place.journal.is_loose), ("deep/x.md", false));
        let place = place_of(&name, &[]);
        assert_eq!((&*place.path, place.journal.is_loose), ("x.md", true));
    }

    #[test]
    fn a_document_without_a_file_is_a_note_of_its_own() {
        let place = place_of(&DocumentName::Other("untitled:Untitled-1".into()), &[]);
        assert_eq!((&*place.path, place.journal.is_loose), ("Untitled-1.md", true));
        assert!(is_note("a.md") && is_note("A.MD") && !is_note(".md") && !is_note("journal.toml"));
    }
}
