//! An act that was cut off, by a kill or a loss of power, is finished or taken back at the next start.

use std::path::Path;

use crate::git::files::own_folders::StateFolder;
use crate::git::save::change::SaveError;
use crate::git::save::held::HeldJournal;
use crate::git::save::record::{Record, Records, Stage};
use crate::git::save::replace::Place;
use crate::git::save::step::{NotedStep, NotedText, Step};
use crate::git::save::turn::Turn;

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
    /// None of its files had changed, or those that had are as they were again: it is as if it had not been begun.
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
        let Ok(places) = self.places(record.steps.iter().map(|it| it.path.as_str())) else {
            self.records.set_aside(number)?;
            return Ok((RecoveredEnd::Left, paths_of(&record.steps)));
        };
        let clear = || places.iter().enumerate().for_each(|(index, place)| place.clear(&record.token, index));
        let standing = Standing::of(&places, &record.steps)?;
        if !standing.foreign.is_empty() {
            clear();
            self.records.set_aside(number)?;
            return Ok((RecoveredEnd::Left, standing.foreign));
        }
        if standing.waiting.len() == record.steps.len() {
            clear();
            self.records.remove(number, Stage::Begun)?;
            return Ok((RecoveredEnd::TakenBack, paths_of(&record.steps)));
        }
        if let Some((places, steps)) = forward(&places, &standing.waiting, record)? {
            clear();
            walk_through(&places, &steps, &record.token)?;
            self.records.complete(number, record)?;
            return Ok((RecoveredEnd::Finished, paths_of(&record.steps)));
        }
        // The drafts are gone, so the way forward is barred: the way back needs none.
        clear();
        let Some((places, steps)) = back(&places, &standing.changed, record)? else {
            self.records.set_aside(number)?;
            return Ok((RecoveredEnd::Left, paths_of(&record.steps)));
        };
        walk_through(&places, &steps, &record.token)?;
        self.records.remove(number, Stage::Begun)?;
        Ok((RecoveredEnd::TakenBack, paths_of(&record.steps)))
    }
}

/// Where the files of an act stand, by their number in the act.
#[derive(Default)]
struct Standing {
    /// As they were before the act.
    waiting: Vec<usize>,
    /// As the act leaves them.
    changed: Vec<usize>,
    /// Neither as before nor as after; from the root.
    foreign: Vec<String>,
}

impl Standing {
    fn of(places: &[Place], steps: &[NotedStep]) -> Result<Self, SaveError> {
        let mut standing = Self::default();
        for (index, (place, step)) in places.iter().zip(steps).enumerate() {
            if place.holds_noted(step.after.as_ref())? {
                standing.changed.push(index);
            } else if place.holds_noted(step.before.as_ref())? {
                standing.waiting.push(index);
            } else {
                standing.foreign.push(place.path.clone());
            }
        }
        Ok(standing)
    }
}

type Way = (Vec<Place>, Vec<Step>);

/// What is left to do; `None` where a text that is needed for it is gone.
fn forward(places: &[Place], waiting: &[usize], record: &Record) -> Result<Option<Way>, SaveError> {
    let step = |index: usize| {
        let (place, noted) = (&places[index], &record.steps[index]);
        let draft = |text: &NotedText| place.draft_if(&record.token, index, text);
        whole_step(place, noted.before.as_ref(), noted.after.as_ref(), &draft)
    };
    way(places, waiting.iter().copied(), &step)
}

/// What takes back the files that changed; `None` where it cannot be known.
fn back(places: &[Place], changed: &[usize], record: &Record) -> Result<Option<Way>, SaveError> {
    let step = |index: usize| {
        let noted = &record.steps[index];
        whole_step(&places[index], noted.after.as_ref(), noted.before.as_ref(), &|_| Ok(None))
    };
    way(places, changed.iter().rev().copied(), &step)
}

fn way(
    places: &[Place],
    indices: impl Iterator<Item = usize>,
    step: &dyn Fn(usize) -> Result<Option<Step>, SaveError>,
) -> Result<Option<Way>, SaveError> {
    let (mut theirs, mut steps) = (Vec::new(), Vec::new());
    for index in indices {
        let Some(step) = step(index)? else { return Ok(None) };
        theirs.push(places[index].clone());
        steps.push(step);
    }
    Ok(Some((theirs, steps)))
}

/// The step from the text that the file holds now to one that the record has, or that `elsewhere` finds.
fn whole_step(
    place: &Place,
    from: Option<&NotedText>,
    to: Option<&NotedText>,
    elsewhere: &dyn Fn(&NotedText) -> Result<Option<String>, SaveError>,
) -> Result<Option<Step>, SaveError> {
    let before = from.map(|noted| place.text_if(noted)).transpose()?;
    let after = to
        .map(|noted| match noted {
            NotedText::Whole(text) => Ok(Some(text.clone())),
            NotedText::Known { .. } => elsewhere(noted),
        })
        .transpose()?;
    let is_known = before != Some(None) && after != Some(None);
    Ok(is_known.then(|| Step { path: place.path.clone(), before: before.flatten(), after: after.flatten(), moved_from: None }))
}

/// Changes these files. What cannot be changed now stays begun, for the next start.
fn walk_through(places: &[Place], steps: &[Step], token: &str) -> Result<(), SaveError> {
    if places.is_empty() {
        return Ok(());
    }
    Turn::new(places, steps, token, &|_| Ok(())).run()
}

fn paths_of(steps: &[NotedStep]) -> Vec<String> {
    let mut paths: Vec<String> = steps.iter().map(|it| it.path.clone()).collect();
    paths.sort();
    paths
}
