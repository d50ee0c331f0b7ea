//! What a watcher sees and tells, and what reaches its thread.

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// These files were made, changed or removed; from the root, with `/`, sorted. Each is worth reading anew, however it came about.
    Files(Vec<String>),
    /// These files are there and belong to the journal no longer: `.gitignore` names them now.
    Hidden(Vec<String>),
    /// The repository moved: a commit, a checkout, something staged.
    Repository,
}

/// Who is told, on a thread of the watcher's own.
pub type OnChange = Box<dyn Fn(Seen) + Send>;

/// What reaches the watcher's thread.
#[derive(Debug)]
pub(super) enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}
