//! Taking acts back, the last one first.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::git::files::own_folders::StateFolder;
use crate::git::save::change::{Act, Change, SaveError};
use crate::git::save::held::{Gate, HeldJournal};
use crate::git::save::record::{CommitMark, Record, Records, Stage};
use crate::git::save::replace::Place;
use crate::git::save::step::{NotedStep, NotedText, Step};

/// An act that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoEntry {
    /// Its number in the records.
    pub number: u64,
    /// In the keeper's words.
    pub act: String,
    /// When it happened, to the second.
    pub at: SystemTime,
    /// What it did.
    pub kind: UndoKind,
}

/// What an act did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoKind {
    /// It changed these files, from the root.
    Files(Vec<String>),
    /// It made this commit. Taking it back is for those who know git; then [`forget`] it.
    Commit(CommitMark),
}

/// What an undo did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The act that is taken back.
    pub entry: UndoEntry,
    /// What became (or would become) of its files; none for a commit, which is left to the caller.
    pub changes: Vec<Change>,
}

/// The act that [`undo`] would take back. Nothing is locked or made.
///
/// # Errors
/// When the records cannot be read.
pub fn last(root: &Path, state: &StateFolder) -> Result<Option<UndoEntry>, SaveError> {
    let newest = newest(&Records::new(&state.place_for(root)))?;
    Ok(newest.map(|(number, record)| entry_of(number, &record)))
}

/// Takes back the last act that was not taken back yet: its files become what they were. Gives `None` where there is none.
///
/// An act that made a commit is only given to the caller, who takes it back in git and then calls [`forget`]. With `dry_run` everything is
/// looked at and nothing changes.
///
/// # Errors
/// [`SaveError::ChangedUnderneath`] when a file is no longer as the act left it; else as a save.
pub fn undo(root: &Path, state: &StateFolder, at: SystemTime, dry_run: bool) -> Result<Option<Undone>, SaveError> {
    if last(root, state)?.is_none() {
        return Ok(None);
    }
    HeldJournal::take(root, state, "undo")?.undo(at, dry_run)
}

/// Notes that an act made the commit `commit`, so that `undo` comes to it. Call it without holding the journal, else see
/// [`HeldJournal::record_commit`].
///
/// # Errors
/// When another command keeps the journal, or the state folder does not take it.
pub fn record_commit(root: &Path, state: &StateFolder, act: &Act<'_>, commit: CommitMark) -> Result<u64, SaveError> {
    HeldJournal::take(root, state, act.name)?.record_commit(act, commit)
}

/// Takes an act out of the records without touching a file; for one whose commit was taken back.
///
/// # Errors
/// As [`record_commit`].
pub fn forget(root: &Path, state: &StateFolder, number: u64) -> Result<(), SaveError> {
    HeldJournal::take(root, state, "undo")?.forget(number)
}

impl HeldJournal {
    /// See the function [`undo`].
    ///
    /// # Errors
    /// As there.
    pub fn undo(&mut self, at: SystemTime, dry_run: bool) -> Result<Option<Undone>, SaveError> {
        self.undo_through(at, dry_run, &|_| Ok(()))
    }

    /// See the function [`record_commit`].
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn record_commit(&mut self, act: &Act<'_>, commit: CommitMark) -> Result<u64, SaveError> {
        let mut record = Record::new(act, Vec::new());
        record.commit = Some(commit);
        self.records.add_done(&mut record)
    }

    /// See the function [`forget`].
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn forget(&mut self, number: u64) -> Result<(), SaveError> {
        self.records.remove(number, Stage::Done)
    }

    pub(super) fn undo_through(&mut self, at: SystemTime, dry_run: bool, gate: Gate<'_>) -> Result<Option<Undone>, SaveError> {
        let Some((number, record)) = newest(&self.records)? else { return Ok(None) };
        let entry = entry_of(number, &record);
        if record.steps.is_empty() {
            return Ok(Some(Undone { entry, changes: Vec::new() }));
        }
        let noted: Vec<&NotedStep> = record.steps.iter().rev().collect();
        let places = self.places(noted.iter().map(|it| it.path.as_str()))?;
        let steps = places.iter().zip(noted).map(|(place, step)| turned_round(place, step)).collect::<Result<Vec<Step>, _>>()?;
        let changes = steps.iter().map(change_of).collect();
        if !dry_run {
            let name = format!("undo of {}", entry.act);
            let mut record = Record::new(&Act::for_good(&name, at), steps.iter().map(NotedStep::of_undo).collect());
            record.undoes = Some(number);
            self.carry_out(&mut record, &places, &steps, gate)?;
        }
        Ok(Some(Undone { entry, changes }))
    }
}

/// The step back, if the file is as the act left it; to an undo, a file where there was none is a change as well.
fn turned_round(place: &Place, step: &NotedStep) -> Result<Step, SaveError> {
    let changed = || SaveError::ChangedUnderneath { path: place.path.clone() };
    let before = match &step.after {
        Some(noted) => Some(place.text_if(noted)?.ok_or_else(changed)?),
        None if place.is_there() => return Err(changed()),
        None => None,
    };
    let after = match &step.before {
        Some(NotedText::Whole(text)) => Some(text.clone()),
        Some(NotedText::Known { .. }) => return Err(changed()),
        None => None,
    };
    Ok(Step { path: step.path.clone(), before, after, moved_from: None })
}

fn newest(records: &Records) -> Result<Option<(u64, Record)>, SaveError> {
    let Some(number) = records.newest(Stage::Done)? else { return Ok(None) };
    Ok(Some((number, records.read(number, Stage::Done)?)))
}

fn entry_of(number: u64, record: &Record) -> UndoEntry {
    let files = || UndoKind::Files(record.steps.iter().map(|it| it.path.clone()).collect());
    let kind = record.commit.clone().map_or_else(files, UndoKind::Commit);
    UndoEntry { number, act: record.act.clone(), at: record.at(), kind }
}

fn change_of(step: &Step) -> Change {
    Change { path: step.path.clone(), before: step.before.as_deref().map(Arc::from), after: step.after.clone(), moved_from: None }
}

#[cfg(test)]
mod tests {
    use super::{UndoKind, Undone, forget, last, record_commit, undo};
    use crate::git::files::own_folders::StateFolder;
    use crate::git::save::change::{Act, Change, SaveError};
    use crate::git::save::held::save;
    use crate::git::save::record::CommitMark;
    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};
    use tempfile::TempDir;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    struct Desk {
        _home: TempDir,
        root: PathBuf,
        state: StateFolder,
    }

    fn desk() -> Desk {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("me");
        fs::create_dir(&root).unwrap();
        let state = StateFolder::at(home.path().join("state"));
        Desk { _home: home, root, state }
    }

    impl Desk {
        fn save(&self, name: &str, changes: &[Change]) {
            save(&self.root, &self.state, &Act::new(name, NOW), changes).unwrap();
        }

        fn undo(&self) -> Result<Option<Undone>, SaveError> {
            undo(&self.root, &self.state, NOW, false)
        }

        fn text(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.root.join(path)).ok()
        }
    }

    #[test]
    fn acts_are_taken_back_one_after_the_other() {
        let desk = desk();
        desk.save("new a", &[Change::create("a.md", "1")]);
        desk.save("rename a", &[Change::rename("a.md", "days/b.md", "1".into(), "2")]);
        let undone = desk.undo().unwrap().unwrap();
        assert_eq!(undone.entry.act, "rename a");
        assert_eq!(undone.changes, [Change::create("a.md", "1"), Change::delete("days/b.md", "2".into())]);
        assert_eq!((desk.text("a.md").as_deref(), desk.text("days/b.md")), (Some("1"), None));
        assert_eq!(desk.undo().unwrap().unwrap().entry.act, "new a");
        assert_eq!(desk.text("a.md"), None);
        assert_eq!(desk.undo().unwrap(), None);
    }

    #[test]
    fn a_dry_run_tells_and_changes_nothing() {
        let desk = desk();
        desk.save("new a", &[Change::create("a.md", "1")]);
        let told = undo(&desk.root, &desk.state, NOW, true).unwrap().unwrap();
        assert_eq!(told.changes, [Change::delete("a.md", "1".into())]);
        assert_eq!(desk.text("a.md").unwrap(), "1");
        assert!(last(&desk.root, &desk.state).unwrap().is_some());
    }

    #[test]
    fn a_note_that_changed_since_is_not_undone() {
        let desk = desk();
        desk.save("both", &[Change::create("a.md", "1"), Change::create("b.md", "1")]);
        fs::write(desk.root.join("a.md"), "mine").unwrap();
        assert!(matches!(desk.undo(), Err(SaveError::ChangedUnderneath { path }) if path == "a.md"));
        assert_eq!(desk.text("b.md").unwrap(), "1");
        fs::write(desk.root.join("a.md"), "1").unwrap();
        assert!(desk.undo().unwrap().is_some());
    }

    #[test]
    fn a_name_that_was_given_away_again_is_a_change_too() {
        let desk = desk();
        desk.save("new", &[Change::create("a.md", "1")]);
        desk.save("drop", &[Change::delete("a.md", "1".into())]);
        fs::write(desk.root.join("a.md"), "another").unwrap();
        assert!(matches!(desk.undo(), Err(SaveError::ChangedUnderneath { path }) if path == "a.md"));
    }

    #[test]
    fn a_commit_is_given_to_the_caller_until_it_is_forgotten() {
        let desk = desk();
        desk.save("new a", &[Change::create("a.md", "1")]);
        let mark = CommitMark { id: "c0ffee".into(), parent: None, was_staged: false };
        let at = NOW + Duration::from_secs(5);
        let number = record_commit(&desk.root, &desk.state, &Act::new("commit", at), mark.clone()).unwrap();
        let undone = desk.undo().unwrap().unwrap();
        assert_eq!((undone.entry.kind, undone.entry.at, undone.entry.number), (UndoKind::Commit(mark), at, number));
        forget(&desk.root, &desk.state, number).unwrap();
        assert_eq!(desk.undo().unwrap().unwrap().entry.act, "new a");
    }

    #[test]
    fn an_act_for_good_is_passed_over() {
        let desk = desk();
        desk.save("new a", &[Change::create("a.md", "1")]);
        save(&desk.root, &desk.state, &Act::for_good("init", NOW), &[Change::create("b.md", "1")]).unwrap();
        assert_eq!(last(&desk.root, &desk.state).unwrap().unwrap().act, "new a");
    }

    #[test]
    fn a_journal_without_a_past_makes_no_folders() {
        let desk = desk();
        assert_eq!(desk.undo().unwrap(), None);
        assert!(!desk.state.path().exists());
    }
}
