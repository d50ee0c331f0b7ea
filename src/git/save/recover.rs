//! An act that was cut off, by a kill or a loss of power, is finished or taken back at the next start.

use std::path::Path;

use crate::git::folders::StateFolder;
use crate::git::save::change::SaveError;
use crate::git::save::held::{HeldJournal, Turn};
use crate::git::save::record::{Record, Records, Stage, Step};
use crate::git::save::replace::Place;

/// What became of an act that had been cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The act, in the keeper's words.
    pub act: String,
    /// Its files, from the root; of an act that was left, those that somebody else changed meanwhile.
    pub paths: Vec<String>,
    /// How it ended.
    pub end: RecoveredEnd,
}

/// How an act ended that had been cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredEnd {
    /// Some of its files had changed; now all have.
    Finished,
    /// None of its files had changed, so it is as if it had not been begun.
    TakenBack,
    /// Somebody changed its files meanwhile, so they stay as they are; its record is kept in the state folder.
    Left,
}

/// Deals with an act that was cut off in the journal at `root`, if there is one. Without one, nothing is locked or made.
///
/// # Errors
/// When another command keeps the journal, or the act cannot be finished now; then it is tried again at the next start.
pub fn recover(root: &Path, state: &StateFolder) -> Result<Option<Recovered>, SaveError> {
    match Records::new(&state.place_for(root)).newest(Stage::Begun)? {
        // It may as well be under way in this very moment: then the lock is waited for, and nothing is left to do.
        Some(_) => Ok(HeldJournal::take(root, state, "recovery")?.take_recovered()),
        None => Ok(None),
    }
}

impl HeldJournal {
    /// Deals with what was cut off; the last of several is told.
    pub(super) fn recover(&self) -> Result<Option<Recovered>, SaveError> {
        let mut recovered = None;
        for (number, stage) in self.records.list()? {
            if stage == Stage::Begun {
                recovered = Some(self.recover_one(number)?);
            }
        }
        Ok(recovered)
    }

    fn recover_one(&self, number: u64) -> Result<Recovered, SaveError> {
        let record = match self.records.read(number, Stage::Begun) {
            Ok(record) => record,
            Err(SaveError::Record { .. }) => {
                self.records.set_aside(number)?;
                return Ok(Recovered { act: format!("number {number}"), paths: Vec::new(), end: RecoveredEnd::Left });
            }
            Err(error) => return Err(error),
        };
        let (end, paths) = self.end_of(number, &record)?;
        Ok(Recovered { act: record.act, paths, end })
    }

    fn end_of(&self, number: u64, record: &Record) -> Result<(RecoveredEnd, Vec<String>), SaveError> {
        let Ok(places) = self.places(&record.steps) else {
            self.records.set_aside(number)?;
            return Ok((RecoveredEnd::Left, paths_of(&record.steps)));
        };
        places.iter().enumerate().for_each(|(index, place)| place.clear(&record.token, index));
        let standing = Standing::of(&places, &record.steps)?;
        if !standing.foreign.is_empty() {
            self.records.set_aside(number)?;
            return Ok((RecoveredEnd::Left, standing.foreign));
        }
        if standing.waiting.len() == record.steps.len() {
            self.records.remove(number, Stage::Begun)?;
            return Ok((RecoveredEnd::TakenBack, paths_of(&record.steps)));
        }
        finish(&standing.waiting, &record.token)?;
        self.records.complete(number, record)?;
        Ok((RecoveredEnd::Finished, paths_of(&record.steps)))
    }
}

/// Where the files of an act stand.
#[derive(Default)]
struct Standing {
    /// As they were before the act.
    waiting: Vec<(Place, Step)>,
    /// Neither as before nor as after.
    foreign: Vec<String>,
}

impl Standing {
    fn of(places: &[Place], steps: &[Step]) -> Result<Self, SaveError> {
        let mut standing = Self::default();
        for (place, step) in places.iter().zip(steps) {
            if place.holds(step.after.as_deref())? {
                continue;
            }
            if place.holds(step.before.as_deref())? {
                standing.waiting.push((place.clone(), step.clone()));
            } else {
                standing.foreign.push(place.path.clone());
            }
        }
        Ok(standing)
    }
}

/// Changes the files that still wait. What cannot be changed now stays begun, for the next start.
fn finish(waiting: &[(Place, Step)], token: &str) -> Result<(), SaveError> {
    let (places, steps): (Vec<Place>, Vec<Step>) = waiting.iter().cloned().unzip();
    if places.is_empty() {
        return Ok(());
    }
    Turn { places: &places, steps: &steps, token, gate: &|_| Ok(()), changed: 0, made: Vec::new() }.run()
}

fn paths_of(steps: &[Step]) -> Vec<String> {
    let mut paths: Vec<String> = steps.iter().map(|it| it.path.clone()).collect();
    paths.sort();
    paths
}
