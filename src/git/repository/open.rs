//! The repository around a journal, opened: where it is, its settings, its library and its program.

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHasher;

use crate::git::repository::discovery::{Found, PLACE_VARIABLES, Surroundings, find};
use crate::git::repository::locks::TURN_VARIABLE;
use crate::git::repository::program::{Git, GitError};

/// The repository around a journal. Paths in and out are relative to the journal's root, with `/`.
pub struct Repository {
    git: Git,
    root: PathBuf,
    work_tree: PathBuf,
    git_dir: PathBuf,
    common_dir: PathBuf,
    prefix: String,
    key: String,
    pub(super) index_file: Option<PathBuf>,
    /// Absent where libgit2 cannot read the repository (SHA-256, reftable…): then the program answers everything.
    library: Option<Mutex<git2::Repository>>,
}

impl Repository {
    /// Finds the repository that holds the journal at `root`; `None` where there is none (or one without a work tree).
    ///
    /// # Errors
    /// When there is one that git itself refuses to open, or git is needed and cannot be run.
    pub fn discover(root: &Path) -> Result<Option<Self>, GitError> {
        Self::discover_among(root, &Surroundings::from_environment())
    }

    fn discover_among(root: &Path, surroundings: &Surroundings) -> Result<Option<Self>, GitError> {
        let root = root.canonicalize()?;
        let mut clean = Git::at(&root);
        for name in PLACE_VARIABLES {
            clean = clean.with_variable(name, None);
        }
        let found = find(&root, &clean)?;
        let own = found.as_ref().is_some_and(|found| surroundings.git_dir.as_deref() == Some(found.git_dir.as_path()));
        if !own && let Some(chosen) = surroundings.chosen_for(&root) {
            return Ok(Some(Self::new(root, chosen, clean, surroundings)));
        }
        // Variables left by the hook of another repository must not draw the journal's commits over there.
        let none = Surroundings::default();
        Ok(found.map(|found| Self::new(root, found, clean, if own { surroundings } else { &none })))
    }

    fn new(root: PathBuf, found: Found, clean: Git, surroundings: &Surroundings) -> Self {
        let prefix = root.strip_prefix(&found.work_tree).map(slashed).unwrap_or_default();
        let prefix = if prefix.is_empty() { prefix } else { format!("{prefix}/") };
        let mut git = clean;
        for (name, value) in
            [("GIT_DIR", &surroundings.git_dir), ("GIT_WORK_TREE", &surroundings.work_tree), ("GIT_INDEX_FILE", &surroundings.index_file)]
        {
            if let Some(value) = value {
                git = git.with_variable(name, Some(value.as_os_str()));
            }
        }
        if surroundings.git_dir.is_some() && surroundings.work_tree.is_none() {
            git = git.with_variable("GIT_WORK_TREE", Some(found.work_tree.as_os_str()));
        }
        let key = key(&found.common_dir, &prefix);
        Self {
            // What git runs for us, hooks above all, must not wait for us.
            git: git.with_variable(TURN_VARIABLE, Some(key.as_ref())),
            key,
            root,
            work_tree: found.work_tree,
            git_dir: found.git_dir,
            common_dir: found.common_dir,
            prefix,
            index_file: surroundings.index_file.clone(),
            library: found.library.map(Mutex::new),
        }
    }

    /// The same repository with a variable set for every run of git.
    pub fn with_variable(mut self, name: &str, value: &std::ffi::OsStr) -> Self {
        self.git = self.git.with_variable(name, Some(value));
        self
    }

    /// Git, to be run in the journal's root.
    pub fn git(&self) -> &Git {
        &self.git
    }

    /// The journal's root, without symbolic links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The top folder of the work tree.
    pub fn work_tree(&self) -> &Path {
        &self.work_tree
    }

    /// The git folder of this work tree: `.git`, or one under `.git/worktrees`.
    pub fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    /// The git folder that all work trees share.
    pub fn common_dir(&self) -> &Path {
        &self.common_dir
    }

    /// The way from the work tree's top to the journal: empty, or such as `notes/` with the slash.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A short name for this journal in this repository, for files of our own that tell of it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Turns a path from the work tree's top into one from the journal's root; `None` outside.
    pub fn in_journal<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.prefix.as_str()).filter(|rest| !rest.is_empty())
    }

    /// Turns a path from the journal's root into one from the work tree's top.
    pub fn from_top(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Where git keeps something of its own here, such as `hooks` (settings like `core.hooksPath` are honoured).
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn git_path(&self, name: &str) -> Result<PathBuf, GitError> {
        // From the top, for a relative core.hooksPath counts from there.
        let output = self.git.in_folder(&self.work_tree).call(["rev-parse", "--git-path", name]).run()?;
        Ok(self.work_tree.join(output.text()))
    }

    /// A setting's value as git sees it here.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let output = self.git.call(["config", "--get", name]).output()?;
        Ok(output.success().then(|| output.text()))
    }

    /// Who the next commit would be by, `Name <address>`; `None` where git has not been told.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn identity(&self) -> Result<Option<String>, GitError> {
        let output = self.git.call(["var", "GIT_AUTHOR_IDENT"]).output()?;
        Ok(output.success().then(|| output.text()).and_then(|ident| ident.rfind('>').map(|end| ident[..=end].to_owned())))
    }

    /// Asks libgit2; `None` where it is not there or failed, so that the program is asked.
    pub(super) fn ask_library<T>(&self, ask: impl FnOnce(&git2::Repository) -> Result<T, git2::Error>) -> Option<T> {
        let library = self.library.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        ask(&library).ok()
    }
}

fn key(common_dir: &Path, prefix: &str) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(common_dir.as_os_str().as_encoded_bytes());
    hasher.write(b"\0");
    hasher.write(prefix.as_bytes());
    format!("{:016x}", hasher.finish())
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
