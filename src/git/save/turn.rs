//! One act on its way through its files: all texts written beside them, settled on the disk, put in their places.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use crate::git::save::change::SaveError;
use crate::git::save::held::{Gate, check, pass};
use crate::git::save::record::sync_folder;
use crate::git::save::replace::{Place, Staged, settle_file_system};
use crate::git::save::step::Step;

/// How many threads wait for the disk at once.
const SETTLING_THREADS: usize = 16;
/// From so many files on, the whole file system is settled at once where the system can, and every core writes.
const VERY_MANY: usize = 512;
/// So many files are not worth a thread.
const FEW: usize = 16;

/// One act on its way through its files.
pub(super) struct Turn<'a> {
    pub(super) places: &'a [Place],
    pub(super) steps: &'a [Step],
    pub(super) token: &'a str,
    gate: Gate<'a>,
    /// The files that are changed, as parts of the steps, in their order.
    pub(super) changed: Vec<Range<usize>>,
    /// The folders that it made, outermost first.
    pub(super) made: Vec<PathBuf>,
}

impl<'a> Turn<'a> {
    /// Before its first file.
    pub(super) fn new(places: &'a [Place], steps: &'a [Step], token: &'a str, gate: Gate<'a>) -> Self {
        Self { places, steps, token, gate, changed: Vec::new(), made: Vec::new() }
    }

    /// All new texts are written beside their files first, so that a full disk shows before anything has changed.
    pub(super) fn run(&mut self) -> Result<(), SaveError> {
        let result = self.stage_all().and_then(|staged| self.put_all(&staged));
        if result.is_err() {
            self.places.iter().enumerate().for_each(|(index, place)| place.clear(self.token, index));
        }
        result
    }

    fn stage_all(&mut self) -> Result<Vec<Option<Staged>>, SaveError> {
        let (places, steps, token) = (self.places, self.steps, self.token);
        let stage = |index: usize| stage_one(&places[index], &steps[index], token, index);
        let is_many = VERY_MANY <= steps.len();
        let mut staged = Vec::with_capacity(steps.len());
        let mut folder = None;
        for (index, (place, step)) in places.iter().zip(steps).enumerate() {
            pass(self.gate, "stage", place)?;
            if step.after.is_some() && folder != Some(place.folder()) {
                self.made.extend(place.make_folders()?);
                folder = Some(place.folder());
            }
            if !is_many {
                staged.push(stage(index)?);
            }
        }
        if is_many {
            let mut failed = Ok(());
            for (part, end) in on_every_core(0..steps.len(), stage) {
                staged.extend(part);
                failed = failed.and(end);
            }
            failed?;
        }
        self.settle_all(&staged)?;
        Ok(staged)
    }

    /// Waits until all staged texts are on the disk, on several threads: a disk settles many files in nearly the time of one, and very
    /// many quicker still when it is asked for everything at once.
    fn settle_all(&self, staged: &[Option<Staged>]) -> Result<(), SaveError> {
        if VERY_MANY <= staged.len() && self.folders().into_iter().all(settle_file_system) {
            return Ok(());
        }
        let settle = |from: usize, part: &[Option<Staged>]| {
            part.iter().enumerate().try_for_each(|(at, staged)| {
                let settled = staged.as_ref().map_or(Ok(()), Staged::settle);
                settled.map_err(|source| SaveError::Refused { doing: "write", path: PathBuf::from(&self.places[from + at].path), source })
            })
        };
        let share = staged.len().div_ceil(SETTLING_THREADS).max(FEW);
        if staged.len() <= share {
            return settle(0, staged);
        }
        thread::scope(|scope| {
            let workers: Vec<_> =
                staged.chunks(share).enumerate().map(|(at, part)| scope.spawn(move || settle(at * share, part))).collect();
            workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(lost_thread())))
        })
    }

    fn put_all(&mut self, staged: &[Option<Staged>]) -> Result<(), SaveError> {
        // Deletions stand last and wait for the texts: what moves is never nowhere.
        let texts = self.steps.iter().take_while(|step| step.after.is_some()).count();
        for part in [0..texts, texts..self.steps.len()] {
            let is_of_one_kind = self.steps[part.clone()].iter().all(|step| step.after.is_some() == (part.start < texts));
            if VERY_MANY <= part.len() && is_of_one_kind {
                self.put_many(part, staged)?;
                continue;
            }
            for index in part {
                pass(self.gate, "put", &self.places[index])?;
                put_one(&self.places[index], &self.steps[index], staged[index].as_ref())?;
                self.changed.push(index..index + 1);
            }
        }
        pass(self.gate, "settle", &self.places[0])?;
        for folder in self.folders() {
            sync_folder(folder).map_err(|source| SaveError::Refused { doing: "settle", path: folder.to_path_buf(), source })?;
        }
        Ok(())
    }

    fn put_many(&mut self, part: Range<usize>, staged: &[Option<Staged>]) -> Result<(), SaveError> {
        let (places, steps) = (self.places, self.steps);
        places[part.clone()].iter().try_for_each(|place| pass(self.gate, "put", place))?;
        let (mut start, mut failed) = (part.start, Ok(()));
        let share = share_of(part.len());
        for (done, end) in on_every_core(part, |index| put_one(&places[index], &steps[index], staged[index].as_ref())) {
            self.changed.push(start..start + done.len());
            start += share;
            failed = failed.and(end);
        }
        failed
    }

    fn folders(&self) -> BTreeSet<&Path> {
        let mut last = None;
        let changes = self.places.iter().map(Place::folder).filter(|folder| last.replace(*folder) != Some(*folder));
        changes.collect()
    }
}

fn stage_one(place: &Place, step: &Step, token: &str, index: usize) -> Result<Option<Staged>, SaveError> {
    step.after.as_ref().map(|text| place.stage_unsettled(text, token, index, step.before.is_none())).transpose()
}

fn put_one(place: &Place, step: &Step, staged: Option<&Staged>) -> Result<(), SaveError> {
    // Looked at once more, as late as can be: an editor does not ask for our lock. A new file looks for itself.
    if step.before.is_some() || staged.is_none() {
        check(place, step)?;
    }
    staged.map_or_else(|| place.delete(), |staged| place.put(staged))
}

/// How much of `count` files one core takes.
fn share_of(count: usize) -> usize {
    count.div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1)
}

/// Does `work` for every index, a share of them on each core: what each share gave until its end or its first failure, in their order.
fn on_every_core<T: Send>(
    indices: Range<usize>,
    work: impl Fn(usize) -> Result<T, SaveError> + Sync,
) -> Vec<(Vec<T>, Result<(), SaveError>)> {
    let share = share_of(indices.len());
    let run = |part: Range<usize>| {
        let mut done = Vec::with_capacity(part.len());
        for index in part {
            match work(index) {
                Ok(one) => done.push(one),
                Err(error) => return (done, Err(error)),
            }
        }
        (done, Ok(()))
    };
    thread::scope(|scope| {
        let run = &run;
        let parts = indices.clone().step_by(share).map(|from| from..(from + share).min(indices.end));
        let workers: Vec<_> = parts.map(|part| scope.spawn(move || run(part))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| (Vec::new(), Err(lost_thread())))).collect()
    })
}

fn lost_thread() -> SaveError {
    SaveError::Refused { doing: "settle", path: PathBuf::new(), source: io::Error::other("a thread ended early") }
}
