//! The sample's history with the message of every commit, worded from the meaning of its changes as `journal commit` would.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::actions::demo::step::DemoStep;
use crate::actions::demo::timeline::demo;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// A commit of the sample: when, its files, and what is needed to word its message.
pub struct DemoCommit {
    /// When it was committed, in the keeper's local time.
    pub at: NaiveDateTime,
    /// Files after it, by path; none deletes the file.
    pub files: Vec<(String, Option<String>)>,
    /// The message, where the sample gives one.
    pub message: Option<String>,
    /// The journal before.
    pub before: Snapshot,
    /// The journal after, on that day.
    pub after: Snapshot,
}

/// Walks through the sample's history, commit by commit.
pub fn commits(today: NaiveDate) -> impl Iterator<Item = DemoCommit> {
    let mut journal = Snapshot::empty(today);
    demo(today).into_iter().map(move |step| {
        let before = journal.clone();
        journal = journal.with(changes_of(&step));
        let files = step.changes.into_iter().map(|change| (change.path, change.text)).collect();
        DemoCommit { at: step.at, files, message: step.message, before, after: journal.clone() }
    })
}

fn changes_of(step: &DemoStep) -> Vec<Change> {
    let change = |file: &crate::actions::demo::step::DemoChange| {
        let path: Arc<str> = file.path.as_str().into();
        let text = file.text.as_deref().map(Arc::<str>::from);
        match (&*file.path, text) {
            ("journal.toml", text) => Change::Settings(text),
            (_, Some(text)) => Change::Note { path, text },
            (_, None) => Change::Gone { path },
        }
    };
    std::iter::once(Change::Today(step.at.date())).chain(step.changes.iter().map(change)).collect()
}
