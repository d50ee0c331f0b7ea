//! The week that a commit speaks of, as it stands afterwards.

use crate::calendar::week::Week;
use crate::report::changes::fact::Changes;
use crate::report::changes::message::WeekStanding;
use crate::workspace::snapshot::Snapshot;

/// The standing of the week that changed: the one whose habits were marked, came or went, where it is one alone, else the current one.
#[must_use]
pub fn standing(after: &Snapshot, changes: &Changes) -> WeekStanding {
    standing_of(after, spoken_of(changes, Week::of(after.today(), after.settings().week_start)))
}

/// The week that changes speak of, else the `current` one.
#[must_use]
pub fn spoken_of(changes: &Changes, current: Week) -> Week {
    let mut weeks: Vec<Week> = changes.habits.iter().map(|mark| mark.week).chain(changes.tracked.iter().map(|row| row.week)).collect();
    weeks.dedup();
    if let [week] = weeks.as_slice() { *week } else { current }
}

/// The standing of a week.
#[must_use]
pub fn standing_of(journal: &Snapshot, week: Week) -> WeekStanding {
    let shares = journal.chains().habits().iter().filter_map(|habit| habit.week(week)).map(|one| one.tally.share());
    let (done, goal) = shares.fold((0.0, 0.0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    let days = week.days(journal.settings().week_start);
    let sent = days.iter().filter_map(|day| journal.counted().on(crate::notes::settings::model::Counts::MessagesSent, *day)).sum();
    WeekStanding { week, done, goal, sent }
}
