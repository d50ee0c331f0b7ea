//! The repository that a journal lives in, as commands ask for it, and git's refusals in the words of a command.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::failure::{Exit, Failure};
use crate::cli::journal::Journal;
use crate::git::history::commit::CommitError;
use crate::git::remote::driver;
use crate::git::remote::privacy::Guard;
use crate::git::remote::sync::{SyncError, SyncOptions};
use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;

/// The repository around a journal.
///
/// # Errors
/// When the journal is in none, or git is missing.
pub fn repository(journal: &Journal) -> Result<Repository, Failure> {
    Repository::discover(journal.root())?.ok_or_else(|| {
        Failure::new("this journal is in no git repository").at(journal.root()).advise("`journal init` makes one, and keeps what is there.")
    })
}

/// This very program, for hooks and the merge driver; its bare name where the system does not tell.
#[must_use]
pub fn own_program() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("journal"))
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        let exit = match &error {
            CommitError::ConflictMarkers(_) => Exit::Conflict,
            CommitError::Nothing
            | CommitError::Unnameable(_)
            | CommitError::Underway(_)
            | CommitError::Locked(_)
            | CommitError::NoIdentity
            | CommitError::Hook { .. }
            | CommitError::Git(_) => Exit::CouldNot,
        };
        Self::new(error.to_string()).ending(exit)
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        let exit = match &error {
            SyncError::Refused(_) => Exit::Refused,
            SyncError::MarkersLeft(_) => Exit::Conflict,
            SyncError::Underway(_)
            | SyncError::Detached
            | SyncError::NoCommits
            | SyncError::Uncommitted(_)
            | SyncError::Unrelated(_)
            | SyncError::Behind(_)
            | SyncError::Remote { .. }
            | SyncError::NoIdentity
            | SyncError::Git(_) => Exit::CouldNot,
        };
        Self::new(error.to_string()).ending(exit)
    }
}

/// The guard before a push: it remembers outside the journal, by the clock.
///
/// # Errors
/// When there is no folder to remember in, or the journal cannot be read.
pub fn guard(journal: &Journal) -> Result<Guard, Failure> {
    let folder =
        journal.state()?.make().map_err(|error| Failure::new("there is no folder to remember remotes in").because(error))?.to_path_buf();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX));
    Ok(Guard { folder, now, allows_public: journal.settings()?.allow_public })
}

/// How syncs are run from a terminal: git may ask there, and merges with this very program.
#[must_use]
pub fn sync_options() -> SyncOptions {
    SyncOptions { merge_driver: Some(driver::command(&own_program())), prompts: std::io::stdin().is_terminal(), limit: None }
}
