//! The journal held by its lock: read afresh, changed as one act.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::git::files::own_folders::StateFolder;
use crate::git::files::read::{Unreadable, read_one};
use crate::git::save::change::{Act, Change, SaveError, Saved};
use crate::git::save::lock::Lock;
use crate::git::save::record::{Record, Records, Stage};
use crate::git::save::recover::Recovered;
use crate::git::save::replace::{Place, remove_folders};
use crate::git::save::step::{NotedStep, Step};
use crate::git::save::turn::Turn;

/// Writes `changes` as one act, if every file is still what its change was worked out from.
///
/// # Errors
/// When a file is not, when another command keeps the journal, or the system refuses: then every file is as it was.
pub fn save(root: &Path, state: &StateFolder, act: &Act<'_>, changes: &[Change]) -> Result<Saved, SaveError> {
    HeldJournal::take(root, state, act.name)?.save(act, changes)
}

/// Works changes out from the texts as they stand, while nobody else can change them, and writes them as one act.
///
/// What `compute` reads through its argument (a path from the root; `None` where there is no file) is what the changes have as `before`.
/// So two commands at once lose nothing: the second works on what the first left.
///
/// # Errors
/// Those of `compute` as they are; else as [`save`].
pub fn update<E: From<SaveError>>(
    root: &Path,
    state: &StateFolder,
    act: &Act<'_>,
    compute: impl FnOnce(&dyn Fn(&str) -> Result<Option<Arc<str>>, SaveError>) -> Result<Vec<Change>, E>,
) -> Result<Saved, E> {
    let mut held = HeldJournal::take(root, state, act.name)?;
    let changes = compute(&|path| held.read(path))?;
    Ok(held.save(act, &changes)?)
}

/// A journal that no other command changes while this value lives.
#[derive(Debug)]
pub struct HeldJournal {
    pub(super) root: PathBuf,
    pub(super) records: Records,
    recovered: Option<Recovered>,
    _lock: Lock,
}

/// Asked before every single step of an act; an error is treated as the step's own. Tests cut and fail acts here.
pub(super) type Gate<'a> = &'a dyn Fn(&str) -> io::Result<()>;

impl HeldJournal {
    /// Takes the lock of the journal at `root`, and deals with an act that was cut off before.
    ///
    /// # Errors
    /// When another command keeps the lock, or the state folder cannot be used.
    pub fn take(root: &Path, state: &StateFolder, act: &str) -> Result<Self, SaveError> {
        let true_root = fs::canonicalize(root).map_err(|source| SaveError::Refused { doing: "read", path: root.to_path_buf(), source })?;
        let folder = state.make_for(&true_root)?;
        let lock = Lock::take(&folder, act)?;
        let mut held = Self { root: true_root, records: Records::new(&folder), recovered: None, _lock: lock };
        held.recovered = held.recover()?;
        Ok(held)
    }

    /// The text of a file now; `None` where there is none.
    ///
    /// # Errors
    /// When it is there and gives no text.
    pub fn read(&self, path: &str) -> Result<Option<Arc<str>>, SaveError> {
        Place::of(&self.root, path)?;
        match read_one(&self.root, path).text {
            Ok(text) => Ok(Some(text)),
            Err(Unreadable::Io { kind: io::ErrorKind::NotFound | io::ErrorKind::NotADirectory, .. }) => Ok(None),
            Err(why) => Err(SaveError::Unreadable { path: path.to_owned(), why }),
        }
    }

    /// Writes `changes` as one act; see the function [`save`].
    ///
    /// # Errors
    /// As there.
    pub fn save(&mut self, act: &Act<'_>, changes: &[Change]) -> Result<Saved, SaveError> {
        self.save_through(act, changes, &|_| Ok(()))
    }

    /// What became of an act that had been cut off before this journal was taken, told once.
    pub fn take_recovered(&mut self) -> Option<Recovered> {
        self.recovered.take()
    }

    pub(super) fn save_through(&mut self, act: &Act<'_>, changes: &[Change], gate: Gate<'_>) -> Result<Saved, SaveError> {
        let mut steps = steps_of(changes)?;
        let mut places = self.places(steps.iter().map(|it| it.path.as_str()))?;
        check_all(&places, &steps)?;
        let recovered = self.recovered.take();
        let moves: Vec<bool> = steps.iter().map(|it| it.before != it.after).collect();
        let mut moving = moves.iter();
        places.retain(|_| moving.next() == Some(&true));
        steps.retain(|it| it.before != it.after);
        if steps.is_empty() {
            return Ok(Saved { recovered, ..Saved::default() });
        }
        let mut record = Record::new(act, steps.iter().map(NotedStep::of).collect());
        let number = self.carry_out(&mut record, &places, &steps, gate)?;
        let paths: BTreeSet<String> = steps.into_iter().map(|it| it.path).collect();
        Ok(Saved { number: act.is_undone.then_some(number), paths: paths.into_iter().collect(), recovered })
    }

    /// Records the act, changes its files as `steps` say and notes that it is through; gives its number.
    pub(super) fn carry_out(&self, record: &mut Record, places: &[Place], steps: &[Step], gate: Gate<'_>) -> Result<u64, SaveError> {
        pass(gate, "record", &places[0])?;
        let number = self.records.begin(record)?;
        let mut turn = Turn::new(places, steps, &record.token, gate);
        if let Err(error) = turn.run() {
            return Err(self.take_back(&turn, number, error));
        }
        // The files are changed by now. Where this cannot be noted, the next start notes it, for it finds every file as it should be.
        let _ = pass(gate, "complete", &places[0]).and_then(|()| self.records.complete(number, record));
        Ok(number)
    }

    pub(super) fn places<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Result<Vec<Place>, SaveError> {
        Place::of_all(&self.root, paths)
    }

    /// Puts back what a failed act had changed. Where even that fails the record stays, for the next start to go by.
    fn take_back(&self, turn: &Turn<'_>, number: u64, error: SaveError) -> SaveError {
        for index in turn.changed.iter().rev().flat_map(|part| part.clone().rev()) {
            let (place, step) = (&turn.places[index], &turn.steps[index]);
            if put_back(place, step, turn.token).is_err() {
                return SaveError::HalfDone { path: place.path.clone(), cause: Box::new(error) };
            }
        }
        remove_folders(&turn.made);
        match self.records.remove(number, Stage::Begun) {
            Ok(()) => error,
            Err(_) => SaveError::HalfDone { path: turn.places[0].path.clone(), cause: Box::new(error) },
        }
    }
}

/// The changes as steps, one a file name, deletions last: a text is never nowhere. A move is its new file, then the end of the old one.
fn steps_of(changes: &[Change]) -> Result<Vec<Step>, SaveError> {
    let (mut steps, mut endings) = (Vec::new(), Vec::new());
    for change in changes {
        let before = change.before.as_deref().map(str::to_owned);
        let mut step = Step { path: change.path.clone(), before, after: change.after.clone(), moved_from: change.moved_from.clone() };
        if let Some(old) = &change.moved_from {
            endings.push(Step { path: old.clone(), before: step.before.take(), after: None, moved_from: None });
        }
        if step.after.is_some() { steps.push(step) } else { endings.push(step) }
    }
    steps.append(&mut endings);
    let mut seen = BTreeSet::new();
    match steps.iter().find(|it| !seen.insert(&it.path)) {
        Some(twice) => Err(SaveError::Twice { path: twice.path.clone() }),
        None => Ok(steps),
    }
}

/// Whether every file is what its step begins from.
pub(super) fn check_all(places: &[Place], steps: &[Step]) -> Result<(), SaveError> {
    places.iter().zip(steps).try_for_each(|(place, step)| check(place, step))
}

pub(super) fn check(place: &Place, step: &Step) -> Result<(), SaveError> {
    if place.holds(step.before.as_deref())? {
        return Ok(());
    }
    let path = place.path.clone();
    Err(if step.before.is_none() { SaveError::Taken { path } } else { SaveError::ChangedUnderneath { path } })
}

pub(super) fn pass(gate: Gate<'_>, point: &str, place: &Place) -> Result<(), SaveError> {
    gate(point).map_err(|source| SaveError::Refused { doing: "write", path: PathBuf::from(&place.path), source })
}

/// Changes one file back, if it is as the step left it.
fn put_back(place: &Place, step: &Step, token: &str) -> Result<(), SaveError> {
    if !place.holds(step.after.as_deref())? {
        return Err(SaveError::ChangedUnderneath { path: place.path.clone() });
    }
    match &step.before {
        Some(text) => place.put(&place.stage(text, token, 0)?),
        None => place.delete(),
    }
}

#[cfg(test)]
mod tests {
    use super::{save, update};
    use crate::git::files::own_folders::StateFolder;
    use crate::git::files::walk::walk;
    use crate::git::save::change::{Act, Change, SaveError};
    use std::fs;
    use std::path::PathBuf;
    use std::time::SystemTime;
    use tempfile::TempDir;

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
        fn save(&self, changes: &[Change]) -> Result<Vec<String>, SaveError> {
            save(&self.root, &self.state, &act(), changes).map(|it| it.paths)
        }

        fn text(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.root.join(path)).ok()
        }

        /// Every file below the root, drafts included.
        fn files(&self) -> Vec<String> {
            let listed = std::process::Command::new("find").args([".", "-type", "f"]).current_dir(&self.root).output().unwrap();
            let mut names: Vec<String> = String::from_utf8(listed.stdout).unwrap().lines().map(|it| it[2..].to_owned()).collect();
            names.sort();
            names
        }
    }

    fn act() -> Act<'static> {
        Act::new("done Code", SystemTime::UNIX_EPOCH)
    }

    #[test]
    fn files_are_made_changed_moved_and_deleted_in_one_act() {
        let desk = desk();
        desk.save(&[Change::create("weeks/a.md", "a"), Change::create("b.md", "b"), Change::create("c.md", "c")]).unwrap();
        let paths = desk.save(&[
            Change::delete("b.md", "b".into()),
            Change::replace("weeks/a.md", "a".into(), "\u{feff}A\r\n"),
            Change::rename("c.md", "days/d.md", "c".into(), "d"),
        ]);
        assert_eq!(paths.unwrap(), ["b.md", "c.md", "days/d.md", "weeks/a.md"]);
        assert_eq!(desk.files(), ["days/d.md", "weeks/a.md"]);
        assert_eq!(desk.text("weeks/a.md").unwrap(), "\u{feff}A\r\n");
        assert_eq!(desk.text("days/d.md").unwrap(), "d");
    }

    #[test]
    fn a_file_that_changed_meanwhile_stops_the_whole_act() {
        let desk = desk();
        desk.save(&[Change::create("a.md", "a"), Change::create("b.md", "b")]).unwrap();
        let changes = [Change::replace("a.md", "a".into(), "A"), Change::replace("b.md", "old".into(), "B"), Change::create("n/c.md", "c")];
        let error = desk.save(&changes).unwrap_err();
        assert!(error.is_conflict());
        assert_eq!(error.to_string(), "b.md has changed since it was read, so nothing was written");
        assert_eq!(desk.files(), ["a.md", "b.md"]);
        assert_eq!(desk.text("a.md").unwrap(), "a");
    }

    #[test]
    fn a_deleted_file_has_changed_and_a_name_in_use_is_taken() {
        let desk = desk();
        fs::create_dir(desk.root.join("folder.md")).unwrap();
        assert!(matches!(desk.save(&[Change::replace("a.md", "a".into(), "A")]), Err(SaveError::ChangedUnderneath { .. })));
        assert!(matches!(desk.save(&[Change::create("folder.md", "a")]), Err(SaveError::Taken { .. })));
        assert!(matches!(desk.save(&[Change::create("a.md", "a"), Change::create("a.md", "b")]), Err(SaveError::Twice { .. })));
    }

    #[test]
    fn nothing_is_written_where_nothing_changes() {
        let desk = desk();
        desk.save(&[Change::create("a.md", "a")]).unwrap();
        let modified = fs::metadata(desk.root.join("a.md")).unwrap().modified().unwrap();
        let saved = save(&desk.root, &desk.state, &act(), &[Change::replace("a.md", "a".into(), "a")]).unwrap();
        assert_eq!((saved.number, saved.paths.len()), (None, 0));
        assert_eq!(fs::metadata(desk.root.join("a.md")).unwrap().modified().unwrap(), modified);
    }

    #[test]
    fn twenty_at_once_lose_nothing() {
        let desk = desk();
        std::thread::scope(|scope| {
            for number in 0..20 {
                let desk = &desk;
                scope.spawn(move || {
                    let name = format!("line {number}");
                    let saved = update::<SaveError>(&desk.root, &desk.state, &Act::new(&name, SystemTime::UNIX_EPOCH), |read| {
                        let before = read("weeks/w.md")?;
                        let after = format!("{}{name}\n", before.as_deref().unwrap_or_default());
                        Ok(vec![Change { path: "weeks/w.md".into(), before, after: Some(after), moved_from: None }])
                    });
                    saved.unwrap();
                });
            }
        });
        let mut lines: Vec<String> = desk.text("weeks/w.md").unwrap().lines().map(str::to_owned).collect();
        lines.sort();
        let mut expected: Vec<String> = (0..20).map(|it| format!("line {it}")).collect();
        expected.sort();
        assert_eq!(lines, expected);
        assert_eq!(desk.files(), ["weeks/w.md"]);
    }

    #[test]
    fn an_error_of_the_callers_own_writes_nothing() {
        #[derive(Debug)]
        struct Mine;
        impl From<SaveError> for Mine {
            fn from(_: SaveError) -> Self {
                Self
            }
        }
        let desk = desk();
        assert!(update(&desk.root, &desk.state, &act(), |_| Err(Mine)).is_err());
        assert!(walk(&desk.root).notes.is_empty());
    }

    #[test]
    fn what_is_no_text_is_not_changed() {
        let desk = desk();
        fs::write(desk.root.join("a.md"), b"\xff").unwrap();
        let error = update::<SaveError>(&desk.root, &desk.state, &act(), |read| read("a.md").map(|_| Vec::new())).unwrap_err();
        assert!(error.to_string().starts_with("a.md cannot be changed: it is not UTF-8"), "{error}");
    }
}
