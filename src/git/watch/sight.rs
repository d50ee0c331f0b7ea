//! The files and folders of a journal at one moment, and where its repository says that it moved.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::git::files::entry::FileEntry;
use crate::git::files::root::work_tree;
use crate::git::files::walk::{Walk, walk};

/// The files and folders that one walk found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) files: BTreeSet<String>,
    pub(super) folders: BTreeSet<String>,
}

impl Sight {
    pub(super) fn of(root: &Path) -> Self {
        let Walk { notes, settings, templates, others, folders, problems: _ } = walk(root);
        let entries = notes.into_iter().chain(settings).chain(templates).map(|FileEntry { path }| path);
        Self { files: entries.chain(others).collect(), folders: folders.into_iter().collect() }
    }
}

/// The git folder of the work tree around `root`, and its logs: there every move of HEAD is written.
pub(super) fn git_folders(root: &Path) -> Vec<PathBuf> {
    let Some(top) = work_tree(root) else { return Vec::new() };
    let dot_git = top.join(".git");
    // In a worktree or submodule a file says where the folder is.
    let pointed = fs::read_to_string(&dot_git).ok();
    let pointed = pointed.as_deref().and_then(|it| it.strip_prefix("gitdir:")).map(|it| top.join(it.trim()));
    let Ok(folder) = fs::canonicalize(pointed.unwrap_or(dot_git)) else { return Vec::new() };
    [folder.join("logs"), folder].into_iter().filter(|it| it.is_dir()).collect()
}

/// Whether an entry of one of these folders tells that the repository moved.
pub(super) fn tells_of_git(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(|it| it.to_str());
    let is_head = name == Some("HEAD");
    is_head || (!folder.ends_with("logs") && matches!(name, Some("index" | "ORIG_HEAD" | "MERGE_HEAD" | "COMMIT_EDITMSG" | "packed-refs")))
}
