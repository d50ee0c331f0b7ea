//! What a history tells of each note: when it first and last was committed, and the days of all commits.

use std::collections::BTreeMap;

use crate::git::history::log::HistoryCommit;
use crate::git::repository::commit_time::CommitTime;

/// What a history tells. Paths are from the journal's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFacts {
    /// The first commit that held the note, under whatever name.
    pub first: BTreeMap<String, CommitTime>,
    /// The last commit that touched it.
    pub last: BTreeMap<String, CommitTime>,
    /// Every commit to the journal, oldest first; merges left out, for they are no work of their own.
    pub commits: Vec<CommitTime>,
}

/// Reads the facts from a history, latest commit first.
#[must_use]
pub fn history_facts(history: &[HistoryCommit]) -> HistoryFacts {
    let mut facts = HistoryFacts::default();
    for commit in history.iter().rev() {
        if commit.parents.len() < 2 && !commit.changes.is_empty() {
            facts.commits.push(commit.time);
        }
        for change in &commit.changes {
            if change.new.is_none() {
                facts.first.remove(&change.path);
                facts.last.remove(&change.path);
                continue;
            }
            let earlier = change.renamed_from.as_ref().and_then(|old| {
                facts.last.remove(old);
                facts.first.remove(old)
            });
            facts.first.entry(change.path.clone()).or_insert(earlier.unwrap_or(commit.time));
            facts.last.insert(change.path.clone(), commit.time);
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::history_facts;
    use crate::git::history::log::{HistoryCommit, PathChange};
    use crate::git::repository::commit_time::CommitTime;

    #[test]
    fn a_renamed_note_keeps_its_first_day() {
        let commit = |seconds: i64, path: &str, from: Option<&str>, new: Option<&str>| HistoryCommit {
            time: CommitTime { seconds, offset_minutes: 0 },
            changes: vec![PathChange { path: path.into(), renamed_from: from.map(Into::into), old: None, new: new.map(Into::into) }],
            ..HistoryCommit::default()
        };
        let history = [
            commit(4, "c", None, None),
            commit(3, "b", Some("a"), Some("2")),
            commit(2, "c", None, Some("1")),
            commit(1, "a", None, Some("1")),
        ];
        let facts = history_facts(&history);
        assert_eq!(facts.first.iter().map(|(path, time)| (path.as_str(), time.seconds)).collect::<Vec<_>>(), [("b", 1)]);
        assert_eq!(facts.last["b"].seconds, 3);
        assert_eq!(facts.commits.len(), 4);
    }
}
