//! What a snapshot is made from and what may change in it: files, open buffers, settings, the day, and what only git and the disk know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

/// A change to the journal, in the order in which it happened.
#[derive(Clone, Debug)]
pub enum Change {
    /// A note has this text now, be it new or known; `path` is from the root, with `/`.
    Note {
        /// Its path.
        path: Arc<str>,
        /// Its text.
        text: Arc<str>,
    },
    /// A note is gone.
    Gone {
        /// Its path.
        path: Arc<str>,
    },
    /// `journal.toml` has this text now; none where there is no such file.
    Settings(Option<Arc<str>>),
    /// Another day has begun.
    Today(NaiveDate),
    /// Git or the disk tell something new.
    Outside(Outside),
}

/// What only git, the disk or a neighbour knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// The day of the last commit that touched a note, by path.
    pub last_commits: BTreeMap<String, NaiveDate>,
    /// The day of the first commit that held a note, by path.
    pub first_commits: BTreeMap<String, NaiveDate>,
    /// The day of every commit to the journal, oldest first.
    pub commits: Vec<NaiveDate>,
    /// Paths of files that are no notes, so that links to them are known to lead somewhere.
    pub other_files: BTreeSet<String>,
    /// Notes that could not be read, by path, with the reason in words.
    pub unreadable: BTreeMap<String, String>,
}
