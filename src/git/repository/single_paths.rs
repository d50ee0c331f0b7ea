//! What single paths hold at HEAD and in the index, whether git heeds them, and when they were last committed.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use crate::git::repository::commit_time::CommitTime;
use crate::git::repository::open::Repository;
use crate::git::repository::process::Piece;
use crate::git::repository::program::GitError;

impl Repository {
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
        let output = self.git().call(["cat-file", "--filters", name]).output()?;
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
            let output = self.git().call(["check-attr", "-z", "filter", "--", path]).output();
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
            .unwrap_or_else(|| self.git().call(["check-ignore", "-q", "--", path]).output().is_ok_and(|output| output.success()))
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
        self.git().call(log).stream(&mut each)?;
        Ok(dates)
    }
}

/// Whether the settings, as far as the library sees them all, name a filter.
fn may_filter(library: &git2::Repository) -> Result<bool, git2::Error> {
    const UNSEEN: [&str; 4] = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"];
    if UNSEEN.iter().any(|name| std::env::var_os(name).is_some()) {
        return Ok(true);
    }
    Ok(library.config()?.entries(Some("^filter\\."))?.next().is_some())
}
