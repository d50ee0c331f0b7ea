//! What has changed in the journal against HEAD and the index, and the bytes before and after.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::git::repository::objects::read_blobs;
use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;

/// So few blobs are not worth a program of their own.
const FEW: usize = 32;

/// A tracked path that differs somewhere between HEAD, index and work tree. Ids are of blobs, in hex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// From the journal's root.
    pub path: String,
    /// Whether the index differs from HEAD.
    pub staged: bool,
    /// Whether the work tree differs from the index.
    pub unstaged: bool,
    /// The blob at HEAD, where there is one.
    pub head: Option<String>,
    /// The blob in the index, where there is one.
    pub index: Option<String>,
    /// The mode in the index, such as `100644`; `000000` where it is gone from there.
    pub mode: String,
}

/// What differs in the journal. Ignored files never show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Tracked paths, in git's order.
    pub tracked: Vec<Tracked>,
    /// Files that git does not know yet.
    pub untracked: Vec<String>,
    /// Paths that a merge left in conflict.
    pub unmerged: Vec<String>,
    /// Names of changed files, from the top of the work tree, that are no UTF-8. Nothing here can hold them, so they are only told.
    pub unnameable: Vec<Vec<u8>>,
}

/// A path's bytes on both sides of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// From the journal's root.
    pub path: String,
    /// What it held; `None` for a new file. As in the repository: lines end in `\n` where git converts them.
    pub before: Option<Vec<u8>>,
    /// What it holds now; `None` for one taken away.
    pub after: Option<Vec<u8>>,
}

impl Repository {
    /// Compares HEAD, index and work tree, in the journal only.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn status(&self) -> Result<Status, GitError> {
        let args = ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all", "--", "."];
        // A question must not take a lock that the keeper's own git may want at this moment.
        let output = self.git().call(args).variable("GIT_OPTIONAL_LOCKS", Some(OsStr::new("0"))).run()?;
        let mut status = Status::default();
        for field in output.stdout.split(|&byte| byte == 0) {
            let Ok(field) = std::str::from_utf8(field) else {
                status.unnameable.extend(name_in(field).map(<[u8]>::to_vec));
                continue;
            };
            match field.get(..2) {
                Some("1 ") => status.tracked.extend(self.tracked(field)),
                Some("u ") => {
                    status.unmerged.extend(field.splitn(11, ' ').nth(10).and_then(|path| self.in_journal(path)).map(str::to_owned))
                }
                // A folder here is a repository of its own.
                Some("? ") if !field.ends_with('/') => status.untracked.extend(self.in_journal(&field[2..]).map(str::to_owned)),
                _ => {}
            }
        }
        Ok(status)
    }

    /// Reads `1 XY sub mH mI mW hH hI path`.
    fn tracked(&self, field: &str) -> Option<Tracked> {
        let mut words = field.splitn(9, ' ').skip(1);
        let mut states = words.next()?.bytes();
        let (staged, unstaged) = (states.next()?, states.next()?);
        let mode = words.nth(2)?.to_owned();
        words.next()?;
        let id = |id: &str| (!id.bytes().all(|digit| digit == b'0')).then(|| id.to_owned());
        let (head, index) = (id(words.next()?), id(words.next()?));
        let path = self.in_journal(words.next()?)?.to_owned();
        Some(Tracked { path, staged: staged != b'.', unstaged: unstaged != b'.', head, index, mode })
    }

    /// Everything that differs between HEAD and the work tree, new files included; only what changed is read.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn changes_since_head(&self) -> Result<Vec<FileChange>, GitError> {
        let status = self.status()?;
        let changed = status.tracked.iter().map(|it| (it.path.as_str(), it.head.as_deref()));
        let new = status.untracked.iter().chain(&status.unmerged).map(|path| (path.as_str(), None));
        let mut sides: Vec<_> = changed.chain(new).collect();
        sides.sort();
        let mut changes = self.with_contents(&sides, &HashMap::new())?;
        for change in &mut changes {
            if status.unmerged.contains(&change.path) {
                change.before = self.head_blob(&change.path)?;
            }
        }
        changes.retain(|change| change.before != change.after);
        Ok(changes)
    }

    /// Reads both sides of each path: the blob before, and after it the blob in `after` or else the file.
    pub(crate) fn with_contents(
        &self,
        sides: &[(&str, Option<&str>)],
        after: &HashMap<&str, Option<&str>>,
    ) -> Result<Vec<FileChange>, GitError> {
        let mut ids: Vec<&str> = sides.iter().filter_map(|(_, id)| *id).chain(after.values().filter_map(|id| *id)).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut blobs: HashMap<&str, Vec<u8>> = HashMap::new();
        match Some(&ids).filter(|ids| ids.len() <= FEW).and_then(|ids| self.few_blobs(ids)) {
            Some(few) => blobs.extend(ids.iter().copied().zip(few)),
            None => read_blobs(self.git(), &ids, &mut |place, bytes| {
                if let (Some(id), Some(bytes)) = (ids.get(place), bytes) {
                    blobs.insert(id, bytes.to_vec());
                }
            })?,
        }
        let content = |path: &str, id: &str| match self.is_filtered(path) {
            true => self.through_filter(path, id),
            false => Ok(blobs.get(id).cloned()),
        };
        let mut changes = Vec::with_capacity(sides.len());
        for &(path, id) in sides {
            let before = id.map(|id| content(path, id)).transpose()?.flatten();
            let after = match after.get(path) {
                Some(id) => id.map(|id| content(path, id)).transpose()?.flatten(),
                None => read_file(&self.root().join(path)),
            };
            changes.push(FileChange { path: path.to_owned(), before, after });
        }
        Ok(changes)
    }

    /// A blob through the keeper's filter, for it may be encrypted or a mere pointer.
    fn through_filter(&self, path: &str, id: &str) -> Result<Option<Vec<u8>>, GitError> {
        let path = format!("--path={}", self.from_top(path));
        let output = self.git().call(["cat-file", "--filters", &path, id]).output()?;
        Ok(output.success().then_some(output.stdout))
    }
}

/// The path at the end of a field of `git status`; none of a repository of its own.
fn name_in(field: &[u8]) -> Option<&[u8]> {
    let words = match field.get(..2)? {
        b"1 " => 9,
        b"u " => 11,
        b"? " if !field.ends_with(b"/") => 2,
        _ => return None,
    };
    field.splitn(words, |&byte| byte == b' ').nth(words - 1)
}

/// A file as git would take it: of a symbolic link, the name it points to.
fn read_file(path: &Path) -> Option<Vec<u8>> {
    match fs::symlink_metadata(path).ok()?.is_symlink() {
        true => Some(fs::read_link(path).ok()?.to_string_lossy().into_owned().into_bytes()),
        false => fs::read(path).ok(),
    }
}
