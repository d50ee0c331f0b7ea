//! Acts that fail or are cut off at every single step: the files are whole, and the act happens altogether or not at all.

use std::cell::Cell;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::git::files::as_nobody::as_nobody;
use crate::git::files::own_folders::StateFolder;
use crate::git::files::walk::walk;
use crate::git::save::change::{Act, Change, SaveError};
use crate::git::save::held::{HeldJournal, save};
use crate::git::save::record::{Records, Stage};
use crate::git::save::recover::{Recovered, RecoveredEnd, recover};
use crate::git::save::undo::{last, undo};

const NOW: SystemTime = SystemTime::UNIX_EPOCH;

struct Desk {
    _home: TempDir,
    root: PathBuf,
    state: StateFolder,
}

/// How the machinery meets its step.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The disk is full.
    Full,
    /// The process ends here, as by SIGKILL: nothing of ours runs any more.
    Cut,
}

/// A journal with three notes, saved through the front door.
fn desk() -> Desk {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("me");
    fs::create_dir(&root).unwrap();
    let desk = Desk { root, state: StateFolder::at(home.path().join("state")), _home: home };
    let act = Act::new("begin", NOW);
    save(&desk.root, &desk.state, &act, &[Change::create("a.md", "a"), Change::create("b.md", "b"), Change::create("c.md", "c")]).unwrap();
    desk
}

/// One change of every kind.
fn changes() -> Vec<Change> {
    vec![
        Change::replace("a.md", "a".into(), "A"),
        Change::create("weeks/w.md", "w"),
        Change::rename("b.md", "days/b.md", "b".into(), "B"),
        Change::delete("c.md", "c".into()),
    ]
}

const BEFORE: &str = "a.md=a b.md=b c.md=c";
const AFTER: &str = "a.md=A days/b.md=B weeks/w.md=w";

impl Desk {
    /// Every file below the root with its text, drafts that were left included.
    fn seen(&self) -> String {
        let listed = std::process::Command::new("find").args([".", "-type", "f"]).current_dir(&self.root).output().unwrap();
        let mut names: Vec<String> = String::from_utf8(listed.stdout).unwrap().lines().map(|it| it[2..].to_owned()).collect();
        names.sort();
        names.iter().map(|it| format!("{it}={}", fs::read_to_string(self.root.join(it)).unwrap())).collect::<Vec<_>>().join(" ")
    }

    fn folders(&self) -> Vec<String> {
        walk(&self.root).folders
    }

    fn begun(&self) -> Option<u64> {
        Records::new(&self.state.place_for(&self.root)).newest(Stage::Begun).unwrap()
    }

    /// Runs `act` with `fault` at its step number `nth`, counted from 0; `None` when it has no such step.
    fn faulty<T>(
        &self,
        nth: usize,
        fault: Fault,
        act: impl FnOnce(&mut HeldJournal, &dyn Fn(&str) -> io::Result<()>) -> Result<T, SaveError>,
    ) -> Option<Result<T, SaveError>> {
        let step = Cell::new(0);
        let is_met = Cell::new(false);
        let gate = |point: &str| {
            let now = step.replace(step.get() + 1);
            // What is through cannot fail any more, only be cut.
            if now != nth || (fault == Fault::Full && point == "complete") {
                return Ok(());
            }
            is_met.set(true);
            match fault {
                Fault::Full => Err(io::Error::from(io::ErrorKind::StorageFull)),
                // No panic hook, and no destructor of ours does more than let go of the lock.
                Fault::Cut => std::panic::resume_unwind(Box::new("cut")),
            }
        };
        let mut held = HeldJournal::take(&self.root, &self.state, "test").unwrap();
        let end = catch_unwind(AssertUnwindSafe(|| act(&mut held, &gate)));
        is_met.get().then(|| end.unwrap_or(Err(SaveError::Outside { path: "cut".into() })))
    }
}

#[test]
fn a_full_disk_at_any_step_leaves_everything_as_it_was() {
    let mut steps = 0;
    loop {
        let desk = desk();
        let Some(result) = desk.faulty(steps, Fault::Full, |held, gate| held.save_through(&Act::new("act", NOW), &changes(), gate)) else {
            break;
        };
        let error = result.unwrap_err();
        assert!(error.help().contains("make room on the disk"), "step {steps}: {error}");
        assert_eq!((desk.seen().as_str(), desk.begun()), (BEFORE, None), "step {steps}");
        assert_eq!(desk.folders(), [""], "step {steps}");
        assert_eq!(last(&desk.root, &desk.state).unwrap().unwrap().act, "begin");
        steps += 1;
    }
    assert_eq!(steps, 12, "the record, five stages, five files, the settling");
}

#[test]
fn a_cut_at_any_step_is_finished_or_taken_back_at_the_next_start() {
    let (mut steps, mut finished) = (0, 0);
    loop {
        let desk = desk();
        let cut = desk.faulty(steps, Fault::Cut, |held, gate| held.save_through(&Act::new("act", NOW), &changes(), gate));
        if cut.is_none() {
            break;
        }
        let recovered = recover(&desk.root, &desk.state).unwrap();
        let expected = match recovered.map(|it| it.end) {
            Some(RecoveredEnd::Finished) => AFTER,
            Some(RecoveredEnd::TakenBack) | None => BEFORE,
            Some(RecoveredEnd::Left) => panic!("step {steps}: nobody else changed anything"),
        };
        assert_eq!((desk.seen().as_str(), desk.begun()), (expected, None), "step {steps}");
        assert_eq!(recover(&desk.root, &desk.state).unwrap(), None);
        // What was finished can be undone like any act; what was not is not in the way.
        let undone = undo(&desk.root, &desk.state, NOW, false).unwrap().unwrap().entry.act;
        assert_eq!((undone.as_str(), expected == AFTER), if expected == AFTER { ("act", true) } else { ("begin", false) });
        finished += usize::from(expected == AFTER);
        steps += 1;
    }
    assert_eq!((steps, finished), (13, 6), "from the second file on it is finished");
}

#[test]
fn an_undo_that_is_cut_off_is_finished_too() {
    let mut steps = 0;
    loop {
        let desk = desk();
        save(&desk.root, &desk.state, &Act::new("act", NOW), &changes()).unwrap();
        if desk.faulty(steps, Fault::Cut, |held, gate| held.undo_through(NOW, false, gate)).is_none() {
            break;
        }
        let is_finished = recover(&desk.root, &desk.state).unwrap().is_some_and(|it| it.end == RecoveredEnd::Finished);
        assert_eq!(desk.seen(), if is_finished { BEFORE } else { AFTER }, "step {steps}");
        let next = last(&desk.root, &desk.state).unwrap().unwrap().act;
        assert_eq!(next, if is_finished { "begin" } else { "act" }, "step {steps}");
        steps += 1;
    }
    assert_eq!(steps, 13);
}

#[test]
fn files_that_somebody_changed_after_the_cut_are_left_and_told_once() {
    let desk = desk();
    // The step after the first file has been put in its place.
    let cut = desk.faulty(7, Fault::Cut, |held, gate| held.save_through(&Act::new("act", NOW), &changes(), gate));
    assert!(cut.is_some());
    fs::write(desk.root.join("c.md"), "mine").unwrap();
    let recovered = recover(&desk.root, &desk.state).unwrap();
    assert_eq!(recovered, Some(Recovered { act: "act".into(), paths: vec!["c.md".into()], end: RecoveredEnd::Left }));
    assert_eq!(desk.seen(), "a.md=A b.md=b c.md=mine");
    assert_eq!(recover(&desk.root, &desk.state).unwrap(), None);
}

#[test]
fn where_the_drafts_are_gone_a_cut_act_is_taken_back() {
    let desk = desk();
    // Two files are in their places by then; the new one is not.
    let changes: Vec<Change> = changes().into_iter().rev().collect();
    let order = [changes[1].clone(), changes[3].clone(), changes[2].clone(), changes[0].clone()];
    assert!(desk.faulty(8, Fault::Cut, |held, gate| held.save_through(&Act::new("act", NOW), &order, gate)).is_some());
    for folder in ["weeks", "days", "."] {
        let drafts = fs::read_dir(desk.root.join(folder)).unwrap().flatten().map(|it| it.path());
        drafts.filter(|it| it.extension().is_some_and(|end| end == "tmp")).for_each(|it| fs::remove_file(it).unwrap());
    }
    let recovered = recover(&desk.root, &desk.state).unwrap().unwrap();
    assert_eq!((recovered.end, recovered.act.as_str()), (RecoveredEnd::TakenBack, "act"));
    assert_eq!((desk.seen().as_str(), desk.begun()), (BEFORE, None));
    assert_eq!(undo(&desk.root, &desk.state, NOW, false).unwrap().unwrap().entry.act, "begin");
}

/// So many that every core writes, into two folders.
fn six_hundred() -> Vec<Change> {
    (0..600).map(|number| Change::create(format!("{}/{number}.md", if number < 400 { "x" } else { "y" }), format!("{number}"))).collect()
}

#[test]
fn very_many_new_files_are_recorded_in_few_bytes_and_undone_if_nobody_changed_them() {
    let desk = desk();
    let long = "line\n".repeat(200);
    let many: Vec<Change> = six_hundred().into_iter().map(|it| Change { after: Some(long.clone()), ..it }).collect();
    save(&desk.root, &desk.state, &Act::new("import", NOW), &many).unwrap();
    assert_eq!(fs::read_to_string(desk.root.join("y/599.md")).unwrap(), long);
    let record = desk.state.place_for(&desk.root).join("acts/00000002.done.json");
    assert!(fs::metadata(record).unwrap().len() < 60_000, "a record of six hundred new files of a kilobyte each");
    fs::write(desk.root.join("x/5.md"), long.replacen("line", "mine", 1)).unwrap();
    let refused = undo(&desk.root, &desk.state, NOW, false).unwrap_err();
    assert!(matches!(refused, SaveError::ChangedUnderneath { path } if path == "x/5.md"));
    fs::write(desk.root.join("x/5.md"), &long).unwrap();
    assert_eq!(undo(&desk.root, &desk.state, NOW, false).unwrap().unwrap().changes.len(), 600);
    assert_eq!(desk.seen(), BEFORE);
}

#[test]
fn very_many_files_are_all_there_or_none_wherever_it_is_cut_or_fails() {
    // The record, 600 drafts, 600 files, the settling, the end.
    for (step, expected) in [(1, 3), (1200, 3), (1201, 603)] {
        let desk = desk();
        assert!(desk.faulty(step, Fault::Cut, |held, gate| held.save_through(&Act::new("act", NOW), &six_hundred(), gate)).is_some());
        recover(&desk.root, &desk.state).unwrap();
        assert_eq!((desk.seen().split(' ').count(), desk.begun()), (expected, None), "cut at {step}");
    }
    for step in [600, 1201] {
        let desk = desk();
        let end = desk.faulty(step, Fault::Full, |held, gate| held.save_through(&Act::new("act", NOW), &six_hundred(), gate));
        end.unwrap().unwrap_err();
        assert_eq!((desk.seen().as_str(), desk.begun(), desk.folders().len()), (BEFORE, None, 1), "full at {step}");
    }
}

#[test]
fn a_name_taken_among_very_many_takes_all_others_back() {
    let desk = desk();
    // It appears after the first look and before its turn: between two steps, for the look is a step of its own.
    let taken = desk.root.join("y/500.md");
    let gate = |point: &str| if point == "put" && !taken.exists() { fs::write(&taken, "theirs") } else { Ok(()) };
    let mut held = HeldJournal::take(&desk.root, &desk.state, "test").unwrap();
    let error = held.save_through(&Act::new("act", NOW), &six_hundred(), &gate).unwrap_err();
    assert_eq!(error.to_string(), "y/500.md is there already, so nothing was written");
    assert_eq!((desk.seen(), desk.begun()), (format!("{BEFORE} y/500.md=theirs"), None));
}

#[test]
fn the_next_save_finishes_what_was_cut_off_before_it_begins() {
    let desk = desk();
    desk.faulty(8, Fault::Cut, |held, gate| held.save_through(&Act::new("act", NOW), &changes(), gate));
    let saved = save(&desk.root, &desk.state, &Act::new("next", NOW), &[Change::replace("a.md", "A".into(), "AA")]).unwrap();
    assert_eq!(saved.recovered.unwrap().end, RecoveredEnd::Finished);
    assert_eq!(desk.seen(), AFTER.replace("=A", "=AA"));
}

#[test]
fn a_folder_that_may_not_be_written_stops_the_act_before_its_first_file() {
    as_nobody("git::save::faults::a_folder_that_may_not_be_written_stops_the_act_before_its_first_file", || {
        let desk = desk();
        save(&desk.root, &desk.state, &Act::new("week", NOW), &[Change::create("weeks/w.md", "w")]).unwrap();
        fs::set_permissions(desk.root.join("weeks"), fs::Permissions::from_mode(0o500)).unwrap();
        let changes =
            [Change::replace("a.md", "a".into(), "A"), Change::replace("weeks/w.md", "w".into(), "W"), Change::create("n/n.md", "n")];
        let error = save(&desk.root, &desk.state, &Act::new("act", NOW), &changes).unwrap_err();
        fs::set_permissions(desk.root.join("weeks"), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(error.to_string(), "cannot write weeks/w.md: Permission denied (os error 13)");
        assert_eq!(error.help(), "nothing was changed; make the file and its folder writable (chmod u+w) and run it again");
        assert_eq!(desk.seen(), format!("{BEFORE} weeks/w.md=w"));
        assert_eq!((desk.begun(), desk.folders()), (None, vec![String::new(), "weeks".into()]));
    });
}

#[test]
fn a_file_that_may_not_be_deleted_takes_the_earlier_ones_back() {
    as_nobody("git::save::faults::a_file_that_may_not_be_deleted_takes_the_earlier_ones_back", || {
        let desk = desk();
        save(&desk.root, &desk.state, &Act::new("week", NOW), &[Change::create("weeks/w.md", "w")]).unwrap();
        fs::set_permissions(desk.root.join("weeks"), fs::Permissions::from_mode(0o500)).unwrap();
        let changes = [Change::delete("weeks/w.md", "w".into()), Change::replace("a.md", "a".into(), "A"), Change::create("n/n.md", "n")];
        let error = save(&desk.root, &desk.state, &Act::new("act", NOW), &changes).unwrap_err();
        fs::set_permissions(desk.root.join("weeks"), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(error.to_string(), "cannot delete weeks/w.md: Permission denied (os error 13)");
        assert_eq!(desk.seen(), format!("{BEFORE} weeks/w.md=w"));
        assert_eq!((desk.begun(), desk.folders()), (None, vec![String::new(), "weeks".into()]));
    });
}
