//! What is asked of a save, and what comes of it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use crate::git::files::own_folders::FolderError;
use crate::git::files::read::Unreadable;
use crate::git::save::recover::Recovered;

/// Why files change: one command of the keeper's, recorded and taken back as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act<'a> {
    /// In the keeper's words, as `journal undo` will name it: `done Code`.
    pub name: &'a str,
    /// When it happens. The clock is the caller's.
    pub at: SystemTime,
    /// Whether `journal undo` may take it back.
    pub is_undone: bool,
}

impl<'a> Act<'a> {
    /// An act that `journal undo` takes back.
    #[must_use]
    pub fn new(name: &'a str, at: SystemTime) -> Self {
        Self { name, at, is_undone: true }
    }

    /// An act that stays, as `init` and `sync` do. It is as safe against a cut as any other.
    #[must_use]
    pub fn for_good(name: &'a str, at: SystemTime) -> Self {
        Self { name, at, is_undone: false }
    }
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// From the root, with `/`.
    pub path: String,
    /// The text that the change was worked out from (for a moved file, the text under its old name); `None` where nothing may be there yet.
    pub before: Option<Arc<str>>,
    /// The new text, all of it; `None` deletes the file.
    pub after: Option<String>,
    /// The file's name until now, where it moves to `path`.
    pub moved_from: Option<String>,
}

impl Change {
    /// A file that must not be there yet.
    #[must_use]
    pub fn create(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), before: None, after: Some(text.into()), moved_from: None }
    }

    /// A file whose text was `before` when it was read.
    #[must_use]
    pub fn replace(path: impl Into<String>, before: Arc<str>, after: impl Into<String>) -> Self {
        Self { path: path.into(), before: Some(before), after: Some(after.into()), moved_from: None }
    }

    /// A file that goes.
    #[must_use]
    pub fn delete(path: impl Into<String>, before: Arc<str>) -> Self {
        Self { path: path.into(), before: Some(before), after: None, moved_from: None }
    }

    /// A file that goes from `old` to `path`, where nothing may be yet, and has the text `after` there.
    #[must_use]
    pub fn rename(old: impl Into<String>, path: impl Into<String>, before: Arc<str>, after: impl Into<String>) -> Self {
        Self { path: path.into(), before: Some(before), after: Some(after.into()), moved_from: Some(old.into()) }
    }
}

/// What a save did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The act's number in the undo records; `None` where nothing changed, or it cannot be undone.
    pub number: Option<u64>,
    /// The files that changed, from the root, sorted; a moved file under both names.
    pub paths: Vec<String>,
    /// An earlier act that had been cut off and was dealt with first.
    pub recovered: Option<Recovered>,
}

/// Why nothing was saved. The files are as they were, but for [`SaveError::HalfDone`].
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A file is not what the change was worked out from.
    #[error("{path} has changed since it was read, so nothing was written")]
    ChangedUnderneath {
        /// From the root.
        path: String,
    },
    /// A file that was to be made is there.
    #[error("{path} is there already, so nothing was written")]
    Taken {
        /// From the root.
        path: String,
    },
    /// A path leads out of the journal or into its git folder, itself or by a symbolic link.
    #[error("{path} lies outside the journal or in its git folder, so it is not written")]
    Outside {
        /// As it was given.
        path: String,
    },
    /// One act changes a file twice: a bug of ours.
    #[error("{path} would be changed twice in one act; please report this as a bug")]
    Twice {
        /// From the root.
        path: String,
    },
    /// A file that has to be read first gives no text.
    #[error("{path} cannot be changed: {why}")]
    Unreadable {
        /// From the root.
        path: String,
        /// Why.
        why: Unreadable,
    },
    /// Another command holds the journal.
    #[error("another command holds the journal ({holder}), and it has not let go for {seconds} seconds")]
    Busy {
        /// Which one, as far as it is known.
        holder: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The system refuses.
    #[error("cannot {doing} {}: {source}", path.display())]
    Refused {
        /// What was tried: `write`, `read`, `lock`.
        doing: &'static str,
        /// The file or folder, from the root or absolute.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The act failed on the way, and what it had changed could not be taken back at once.
    #[error("{path} could not be put back after the save failed ({cause})")]
    HalfDone {
        /// From the root.
        path: String,
        /// What failed first.
        cause: Box<SaveError>,
    },
    /// The folder for records and locks cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// An undo record is damaged or from a newer version.
    #[error("the undo record {} cannot be read: {message}", path.display())]
    Record {
        /// The record's file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

impl SaveError {
    /// What the keeper can do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::ChangedUnderneath { .. } => "run it again to work from the text as it stands now".to_owned(),
            Self::Taken { .. } => "choose another name, or move the file that is there".to_owned(),
            Self::Outside { .. } => "name a file inside the journal".to_owned(),
            Self::Twice { .. } => "nothing was changed".to_owned(),
            Self::Unreadable { .. } => "mend the file first; nothing was changed".to_owned(),
            Self::Busy { .. } => "wait for it to end, or end that process; nothing was changed".to_owned(),
            Self::Refused { source, .. } => format!("nothing was changed; {}", way_out(source.kind())),
            Self::HalfDone { cause, .. } => {
                format!("the act is recorded, and the next journal command deals with it; first: {}", cause.help())
            }
            Self::Folder(_) => "nothing was changed".to_owned(),
            Self::Record { path, .. } => format!("move {} away to undo what came before it", path.display()),
        }
    }

    /// Whether somebody else changed the files meanwhile, so that working it out anew may succeed.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::ChangedUnderneath { .. })
    }
}

fn way_out(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk and run it again",
        io::ErrorKind::PermissionDenied => "make the file and its folder writable (chmod u+w) and run it again",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only; mount it for writing and run it again",
        io::ErrorKind::NotFound => "see that the journal's folder is still there",
        _ => "mend that and run it again",
    }
}
