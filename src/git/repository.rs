//! The repository that a journal lives in: where it is, in what state, and what single paths hold.

use std::collections::HashMap;
use std::fs;
use std::hash::Hasher;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHasher;

use crate::git::discovery::{Found, PLACE_VARIABLES, Surroundings, find};
use crate::git::locks::TURN_VARIABLE;
use crate::git::process::Piece;
use crate::git::program::{Git, GitError};

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

/// A moment as git keeps it: seconds since 1970 in UTC, and the writer's distance from UTC in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitTime {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// Minutes east of UTC where it was written.
    pub offset_minutes: i32,
}

impl CommitTime {
    /// Reads git's raw form: `1764000000 +0100`.
    pub fn parse(text: &str) -> Option<Self> {
        let (seconds, zone) = text.trim().split_once(' ')?;
        let zone: i32 = zone.parse().ok()?;
        Some(Self { seconds: seconds.parse().ok()?, offset_minutes: zone / 100 * 60 + zone % 100 })
    }
}

/// The repository around a journal. Paths in and out are relative to the journal's root, with `/`.
pub struct Repository {
    git: Git,
    root: PathBuf,
    work_tree: PathBuf,
    git_dir: PathBuf,
    common_dir: PathBuf,
    prefix: String,
    key: String,
    index_file: Option<PathBuf>,
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

    /// What HEAD points at.
    ///
    /// # Errors
    /// When git cannot be run or HEAD is broken.
    pub fn head(&self) -> Result<Head, GitError> {
        if let Some(head) = self.ask_library(library_head) {
            return Ok(head);
        }
        let branch = self.git.call(["symbolic-ref", "-q", "HEAD"]).output()?;
        let name = branch.text().trim_start_matches("refs/heads/").to_owned();
        let commit = self.git.call(["rev-parse", "-q", "--verify", "HEAD^{commit}"]).output()?;
        match (branch.success(), commit.success()) {
            (true, true) => Ok(Head::Branch { name, commit: commit.text() }),
            (true, false) => Ok(Head::Unborn { name }),
            (false, true) => Ok(Head::Detached { commit: commit.text() }),
            (false, false) => Err(GitError::Failed { command: "git rev-parse HEAD".into(), status: commit.status, stderr: commit.stderr }),
        }
    }

    /// What git is in the middle of, if anything.
    pub fn underway(&self) -> Option<Underway> {
        let holds = |name: &str| self.git_dir.join(name).exists();
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
        if self.git_dir.join(name).exists() {
            return true;
        }
        let elsewhere = self.common_dir.join("reftable").exists();
        elsewhere && self.git.call(["rev-parse", "-q", "--verify", name]).output().is_ok_and(|output| output.success())
    }

    /// The lock on the index, where there is one.
    pub fn lock(&self) -> Option<Lock> {
        let mut path = self.index_file.clone().unwrap_or_else(|| self.git_dir.join("index")).into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        let made = fs::symlink_metadata(&path).ok()?.modified().ok()?;
        Some(Lock { path, age: SystemTime::now().duration_since(made).unwrap_or_default() })
    }

    /// The text or bytes of `path` at HEAD; `None` where it is not there.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn head_blob(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let from_top = self.from_top(path);
        let read = |library: &git2::Repository| {
            let Some(tree) = library.head().ok().map(|head| head.peel_to_tree()).transpose()? else { return Ok(None) };
            match tree.get_path(Path::new(&from_top)) {
                Ok(entry) => Ok(Some(library.find_blob(entry.id())?.content().to_vec())),
                Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        };
        if !self.is_filtered(path)
            && let Some(blob) = self.ask_library(read)
        {
            return Ok(blob);
        }
        self.shown(&format!("HEAD:{from_top}"))
    }

    /// A few blobs by their ids, read by the library; `None` where it cannot give every one of them.
    pub(crate) fn few_blobs(&self, ids: &[&str]) -> Option<Vec<Vec<u8>>> {
        let read = |library: &git2::Repository| {
            let blob = |id: &&str| Ok(library.find_blob(git2::Oid::from_str(id)?)?.content().to_vec());
            ids.iter().map(blob).collect()
        };
        self.ask_library(read)
    }

    /// The bytes of `path` as staged; `None` where it is not there.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn index_blob(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        self.shown(&format!(":{}", self.from_top(path)))
    }

    /// A blob the way it would stand in the work tree.
    fn shown(&self, name: &str) -> Result<Option<Vec<u8>>, GitError> {
        let output = self.git.call(["cat-file", "--filters", name]).output()?;
        Ok(output.success().then_some(output.stdout))
    }

    /// Whether a filter of the keeper's (encryption, large files) stands between work tree and repository.
    pub fn is_filtered(&self, path: &str) -> bool {
        let from_top = self.from_top(path);
        let ask = |library: &git2::Repository| {
            // Where no filter is set up none works, and the attributes, for which the whole index is read, need not be asked.
            if !may_filter(library)? {
                return Ok(false);
            }
            library.get_attr(Path::new(&from_top), "filter", git2::AttrCheckFlags::FILE_THEN_INDEX).map(|it| it.is_some())
        };
        self.ask_library(ask).unwrap_or_else(|| {
            let output = self.git.call(["check-attr", "-z", "filter", "--", path]).output();
            output.is_ok_and(|output| output.success() && !output.stdout.ends_with(b"\0unspecified\0"))
        })
    }

    /// Whether git ignores `path`: the rules say so, and it is not tracked.
    pub fn is_ignored(&self, path: &str) -> bool {
        let from_top = self.from_top(path);
        let ask = |library: &git2::Repository| {
            let tracked = || library.index().is_ok_and(|index| index.get_path(Path::new(&from_top), 0).is_some());
            Ok(library.is_path_ignored(Path::new(&from_top))? && !tracked())
        };
        self.ask_library(ask)
            .unwrap_or_else(|| self.git.call(["check-ignore", "-q", "--", path]).output().is_ok_and(|output| output.success()))
    }

    /// When each path was last changed by a commit (the author's time); all paths of the journal where `paths` is empty. One pass
    /// over history that stops once every path has its date; paths never committed are left out.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn last_commit_dates(&self, paths: &[String]) -> Result<HashMap<String, CommitTime>, GitError> {
        let mut dates = HashMap::new();
        if self.head()?.commit().is_none() {
            return Ok(dates);
        }
        let mut wanted: std::collections::HashSet<&str> = paths.iter().map(String::as_str).collect();
        let mut time = CommitTime::default();
        let mut rest = Vec::new();
        let log = ["log", "-z", "--date=raw", "--format=%x01%ad", "--name-only", "--no-renames", "--no-show-signature", "--", "."];
        let mut each = |piece: Piece<'_>| {
            let Piece::Out(bytes) = piece else { return ControlFlow::Continue(()) };
            rest.extend_from_slice(bytes);
            let mut start = 0;
            while let Some(end) = rest.get(start..).and_then(|rest| rest.iter().position(|&byte| byte == 0)) {
                let field = String::from_utf8_lossy(rest.get(start..start + end).unwrap_or_default()).into_owned();
                start += end + 1;
                let field = field.trim_start_matches('\n');
                if let Some(date) = field.strip_prefix('\x01') {
                    time = CommitTime::parse(date).unwrap_or(time);
                } else if let Some(path) = self.in_journal(field)
                    && (paths.is_empty() || wanted.remove(path))
                {
                    dates.entry(path.to_owned()).or_insert(time);
                }
            }
            rest.drain(..start);
            if wanted.is_empty() && !paths.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        self.git.call(log).stream(&mut each)?;
        Ok(dates)
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
    fn ask_library<T>(&self, ask: impl FnOnce(&git2::Repository) -> Result<T, git2::Error>) -> Option<T> {
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

/// Whether the settings, as far as the library sees them all, name a filter.
fn may_filter(library: &git2::Repository) -> Result<bool, git2::Error> {
    const UNSEEN: [&str; 4] = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"];
    if UNSEEN.iter().any(|name| std::env::var_os(name).is_some()) {
        return Ok(true);
    }
    Ok(library.config()?.entries(Some("^filter\\."))?.next().is_some())
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

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::CommitTime;

    #[test]
    fn a_time_keeps_its_zone() {
        assert_eq!(CommitTime::parse("1764000000 +0530"), Some(CommitTime { seconds: 1_764_000_000, offset_minutes: 330 }));
        assert_eq!(CommitTime::parse("-5 -0800"), Some(CommitTime { seconds: -5, offset_minutes: -480 }));
        assert_eq!(CommitTime::parse("yesterday"), None);
    }
}
