//! The state a repository is in: what HEAD points at, what is underway, what is locked.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;

/// What HEAD points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A branch with at least one commit.
    Branch {
        /// Its short name, such as `main`.
        name: String,
        /// The commit, in hex.
        commit: String,
    },
    /// A branch without any commit yet.
    Unborn {
        /// Its short name.
        name: String,
    },
    /// A commit, no branch.
    Detached {
        /// The commit, in hex.
        commit: String,
    },
}

impl Head {
    /// The commit, where there is one.
    pub fn commit(&self) -> Option<&str> {
        match self {
            Head::Branch { commit, .. } | Head::Detached { commit } => Some(commit),
            Head::Unborn { .. } => None,
        }
    }

    /// The branch, where HEAD is on one.
    pub fn branch(&self) -> Option<&str> {
        match self {
            Head::Branch { name, .. } | Head::Unborn { name } => Some(name),
            Head::Detached { .. } => None,
        }
    }
}

/// Something longer that git was told to do and has not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underway {
    /// A merge.
    Merge,
    /// A rebase.
    Rebase,
    /// Patches from mail, `git am`.
    Patches,
    /// A cherry-pick.
    CherryPick,
    /// A revert.
    Revert,
}

impl Underway {
    /// Its name, as in "in the middle of a merge".
    pub fn name(self) -> &'static str {
        match self {
            Underway::Merge => "merge",
            Underway::Rebase => "rebase",
            Underway::Patches => "git am",
            Underway::CherryPick => "cherry-pick",
            Underway::Revert => "revert",
        }
    }

    /// The commands that finish it and that call it off.
    pub fn ways_out(self) -> (&'static str, &'static str) {
        match self {
            Underway::Merge => ("git merge --continue", "git merge --abort"),
            Underway::Rebase => ("git rebase --continue", "git rebase --abort"),
            Underway::Patches => ("git am --continue", "git am --abort"),
            Underway::CherryPick => ("git cherry-pick --continue", "git cherry-pick --abort"),
            Underway::Revert => ("git revert --continue", "git revert --abort"),
        }
    }
}

/// A lock on the index: another git at work, or one that was killed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The lock file.
    pub path: PathBuf,
    /// How long ago it was made.
    pub age: Duration,
}

impl Repository {
    /// What HEAD points at.
    ///
    /// # Errors
    /// When git cannot be run or HEAD is broken.
    pub fn head(&self) -> Result<Head, GitError> {
        if let Some(head) = self.ask_library(library_head) {
            return Ok(head);
        }
        let branch = self.git().call(["symbolic-ref", "-q", "HEAD"]).output()?;
        let name = branch.text().trim_start_matches("refs/heads/").to_owned();
        let commit = self.git().call(["rev-parse", "-q", "--verify", "HEAD^{commit}"]).output()?;
        match (branch.success(), commit.success()) {
            (true, true) => Ok(Head::Branch { name, commit: commit.text() }),
            (true, false) => Ok(Head::Unborn { name }),
            (false, true) => Ok(Head::Detached { commit: commit.text() }),
            (false, false) => Err(GitError::Failed { command: "git rev-parse HEAD".into(), status: commit.status, stderr: commit.stderr }),
        }
    }

    /// What git is in the middle of, if anything.
    pub fn underway(&self) -> Option<Underway> {
        let holds = |name: &str| self.git_dir().join(name).exists();
        match () {
            () if holds("rebase-apply/applying") => Some(Underway::Patches),
            () if holds("rebase-merge") || holds("rebase-apply") => Some(Underway::Rebase),
            () if holds("MERGE_HEAD") => Some(Underway::Merge),
            () if self.holds_ref("CHERRY_PICK_HEAD") => Some(Underway::CherryPick),
            () if self.holds_ref("REVERT_HEAD") => Some(Underway::Revert),
            () => None,
        }
    }

    /// Whether a reference of one word is there; where references are no files, git tells.
    fn holds_ref(&self, name: &str) -> bool {
        if self.git_dir().join(name).exists() {
            return true;
        }
        let elsewhere = self.common_dir().join("reftable").exists();
        elsewhere && self.git().call(["rev-parse", "-q", "--verify", name]).output().is_ok_and(|output| output.success())
    }

    /// The lock on the index, where there is one.
    pub fn lock(&self) -> Option<Lock> {
        let mut path = self.index_file.clone().unwrap_or_else(|| self.git_dir().join("index")).into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        let made = fs::symlink_metadata(&path).ok()?.modified().ok()?;
        Some(Lock { path, age: SystemTime::now().duration_since(made).unwrap_or_default() })
    }
}

fn library_head(library: &git2::Repository) -> Result<Head, git2::Error> {
    let reference = library.find_reference("HEAD")?;
    let Some(target) = reference.symbolic_target()?.map(str::to_owned) else {
        return Ok(Head::Detached { commit: reference.peel_to_commit()?.id().to_string() });
    };
    let name = target.strip_prefix("refs/heads/").unwrap_or(&target).to_owned();
    match library.find_reference(&target) {
        Ok(branch) => Ok(Head::Branch { name, commit: branch.peel_to_commit()?.id().to_string() }),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(Head::Unborn { name }),
        Err(error) => Err(error),
    }
}
