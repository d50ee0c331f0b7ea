//! What stands in a journal's folder: a file, or something that could not be walked.

use std::fmt;

/// A file of the journal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileEntry {
    /// From the root, with `/`.
    pub path: String,
}

/// Something in the journal's folder that could not be walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// From the root, with `/`; empty for the root itself. Bytes that are not UTF-8 are shown as `\xNN`.
    pub path: String,
    /// What is the matter.
    pub kind: FileProblemKind,
}

/// What is the matter with a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblemKind {
    /// The file's name is not UTF-8, so no note could link to it: it is left alone.
    NameNotUtf8,
    /// The file or folder cannot be read; the system's words.
    Unreadable(String),
    /// A symbolic link that leads out of the journal: it is left alone.
    LinkLeaves,
    /// A symbolic link that leads nowhere, or round in a circle.
    LinkBroken,
}

impl fmt::Display for FileProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameNotUtf8 => f.write_str("the name is not UTF-8, so it is left out; rename the file to read it"),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::LinkLeaves => f.write_str("the symbolic link leads out of the journal, so it is left out"),
            Self::LinkBroken => f.write_str("the symbolic link leads nowhere"),
        }
    }
}
