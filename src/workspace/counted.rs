//! What habits that count themselves have counted: messages sent, people met, events, prompts, commits.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::calendar::week::Week;
use crate::notes::event::EventStatus;
use crate::notes::kind::NoteKind;
use crate::notes::outreach::Status;
use crate::notes::prompts::PromptStatus;
use crate::notes::settings::model::Counts;
use crate::workspace::snapshot::Snapshot;

/// Numbers by day and by week.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    sent: FxHashMap<NaiveDate, u32>,
    met: FxHashMap<NaiveDate, u32>,
    events: FxHashMap<NaiveDate, u32>,
    prompts: FxHashMap<Week, u32>,
    commits: FxHashMap<Week, u32>,
}

impl Counted {
    /// What the notes of a journal say.
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let mut counted = Self::default();
        for (_, note) in snapshot.of_kind(NoteKind::Outreach) {
            let Some(message) = note.outreach() else { continue };
            if let Some(sent) = message.sent.as_ref().filter(|_| message.status != Status::Draft) {
                *counted.sent.entry(sent.value).or_default() += 1;
            }
            if let Some(met) = message.met.as_ref().filter(|met| met.value <= snapshot.today()) {
                *counted.met.entry(met.value).or_default() += 1;
            }
        }
        for (_, note) in snapshot.of_kind(NoteKind::Event) {
            let Some(event) = note.event().filter(|event| event.status == EventStatus::Went) else { continue };
            if let Some(day) = event.day() {
                *counted.events.entry(day).or_default() += 1;
            }
        }
        for (_, note) in snapshot.of_kind(NoteKind::Week) {
            let Some(week) = note.week() else { continue };
            let answered = week.prompts.iter().filter(|prompt| prompt.status != PromptStatus::NotStarted).count();
            if let Some(name) = week.week {
                let answered = u32::try_from(answered).unwrap_or(u32::MAX);
                // A copy that a sync left beside the note answers nothing twice.
                counted.prompts.entry(name).and_modify(|known| *known = answered.max(*known)).or_insert(answered);
            }
        }
        for day in &snapshot.outside().commits {
            *counted.commits.entry(Week::of(*day, snapshot.settings().week_start)).or_default() += 1;
        }
        counted
    }

    /// The number of a day; none for what belongs to a week.
    #[must_use]
    pub fn on(&self, what: Counts, day: NaiveDate) -> Option<u32> {
        let by_day = match what {
            Counts::MessagesSent => &self.sent,
            Counts::PeopleMet => &self.met,
            Counts::Events => &self.events,
            Counts::Prompts | Counts::Commits => return None,
        };
        Some(by_day.get(&day).copied().unwrap_or(0))
    }

    /// The number of a week; none for what belongs to a day.
    #[must_use]
    pub fn in_week(&self, what: Counts, week: Week) -> Option<u32> {
        let by_week = match what {
            Counts::Prompts => &self.prompts,
            Counts::Commits => &self.commits,
            Counts::MessagesSent | Counts::PeopleMet | Counts::Events => return None,
        };
        Some(by_week.get(&week).copied().unwrap_or(0))
    }
}
