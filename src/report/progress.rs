//! The progress log: what each week came to, told from the commits of the journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::week::{Week, WeekStart};
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::notes::settings::model::Settings;
use crate::report::changes::standing::standing_of;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// What one commit tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommitTold {
    /// The day it was made.
    pub date: NaiveDate,
    /// The first line of its message.
    pub subject: String,
    /// The standing of a week after it: the week, habits done and asked.
    pub habits: Option<HabitSum>,
    /// Messages sent in that week so far, as a trailer tells.
    pub sent: Option<u32>,
    /// The days of messages that this commit moved to sent, where no trailer tells.
    pub sent_days: Vec<NaiveDate>,
}

/// A week of the progress log.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressWeek {
    /// The week.
    pub week: Week,
    /// Its first day.
    pub start: NaiveDate,
    /// Habits done, added up; none where no commit tells.
    pub done: Option<f64>,
    /// What the targets asked.
    pub goal: Option<f64>,
    /// Messages sent.
    pub sent: u32,
    /// Commits made on each of its days.
    pub commits: [u32; 7],
    /// The first lines of its commits, oldest first.
    pub subjects: Vec<(NaiveDate, String)>,
}

impl ProgressWeek {
    /// All commits of the week.
    #[must_use]
    pub fn commit_count(&self) -> u32 {
        self.commits.iter().sum()
    }
}

/// A week with its habits, done and asked.
pub type HabitSum = (Week, f64, f64);

/// What the trailers of a commit tell: the week with its habits, and the messages sent; none without the trailers.
#[must_use]
pub fn by_trailers(trailer: &dyn Fn(&str) -> Option<String>) -> Option<(Option<HabitSum>, Option<u32>)> {
    let week = Week::parse(trailer("Journal-Week")?.trim())?;
    let habits = trailer("Journal-Habits").and_then(|words| {
        let (done, goal) = words.split_once('/')?;
        Some((week, done.trim().parse().ok()?, goal.trim().parse().ok()?))
    });
    Some((habits, trailer("Journal-Sent").and_then(|words| words.trim().parse().ok())))
}

/// A note that a commit changed: its path, its text before and after.
pub struct ChangedNote {
    /// The path from the root.
    pub path: String,
    /// The text before; none for a new note.
    pub before: Option<Arc<str>>,
    /// The text after; none for one taken away.
    pub after: Option<Arc<str>>,
}

/// What a commit without trailers tells, by the notes it changed.
#[must_use]
pub fn by_notes(date: NaiveDate, notes: &[ChangedNote], settings_text: Option<&Arc<str>>) -> CommitTold {
    let mut told = CommitTold { date, ..CommitTold::default() };
    for changed in notes {
        let Some(after) = &changed.after else { continue };
        match NoteKind::by_folder(&changed.path) {
            NoteKind::Week => {
                let note = Change::Note { path: changed.path.as_str().into(), text: after.clone() };
                let journal = Snapshot::empty(date).with([Change::Settings(settings_text.cloned()), note]);
                let week = journal.notes().find_map(|(_, note)| note.week().and_then(|week| week.week));
                let standing = week.map(|week| standing_of(&journal, week)).filter(|standing| standing.goal > 0.0);
                let later = |standing: &_| told.habits.is_none_or(|(week, _, _)| week < standing_week(standing));
                if let Some(standing) = standing.filter(later) {
                    told.habits = Some((standing.week, standing.done, standing.goal));
                }
            }
            NoteKind::Outreach => told.sent_days.extend(sent_now(changed, after)),
            _ => {}
        }
    }
    told
}

fn standing_week(standing: &crate::report::changes::message::WeekStanding) -> Week {
    standing.week
}

/// The day on which a message went, where this commit moved it on.
fn sent_now(changed: &ChangedNote, after: &Arc<str>) -> Option<NaiveDate> {
    let sent = |text: &Arc<str>| {
        let note = Note::read(changed.path.as_str(), text.clone());
        let message = note.outreach()?;
        (message.status != Status::Draft).then(|| message.sent.as_ref().map(|sent| sent.value)).flatten()
    };
    let day = sent(after)?;
    changed.before.as_ref().and_then(sent).is_none().then_some(day)
}

/// The weeks that commits tell of, latest first, without gaps. `commits` come latest first.
#[must_use]
pub fn progress(commits: &[CommitTold], settings: &Settings) -> Vec<ProgressWeek> {
    let start = settings.week_start;
    let mut weeks: BTreeMap<Week, ProgressWeek> = BTreeMap::new();
    let mut told_sent: BTreeMap<Week, u32> = BTreeMap::new();
    let mut counted_sent: BTreeMap<Week, u32> = BTreeMap::new();
    for commit in commits {
        let own = weeks.entry(Week::of(commit.date, start)).or_insert_with_key(|week| empty_week(*week, start));
        if let Some(day) = own.week.days(start).iter().position(|day| *day == commit.date) {
            own.commits[day] += 1;
        }
        own.subjects.push((commit.date, commit.subject.clone()));
        if let Some((week, done, goal)) = commit.habits {
            let spoken = weeks.entry(week).or_insert_with_key(|week| empty_week(*week, start));
            // The latest commit that speaks of a week tells how it stood in the end.
            if spoken.done.is_none() {
                (spoken.done, spoken.goal) = (Some(done), Some(goal));
            }
            if let Some(sent) = commit.sent {
                told_sent.entry(week).or_insert(sent);
            }
        }
        for day in &commit.sent_days {
            *counted_sent.entry(Week::of(*day, start)).or_default() += 1;
        }
    }
    fill_gaps(&mut weeks, start);
    for (week, entry) in &mut weeks {
        // Both ways may tell of one week, where some of its commits have trailers: the trailers count all messages.
        entry.sent = told_sent.get(week).copied().unwrap_or(0).max(counted_sent.get(week).copied().unwrap_or(0));
        entry.subjects.reverse();
    }
    weeks.into_values().rev().collect()
}

fn empty_week(week: Week, start: WeekStart) -> ProgressWeek {
    ProgressWeek { week, start: week.first_day(start), done: None, goal: None, sent: 0, commits: [0; 7], subjects: Vec::new() }
}

fn fill_gaps(weeks: &mut BTreeMap<Week, ProgressWeek>, start: WeekStart) {
    let (Some(first), Some(last)) = (weeks.keys().next().copied(), weeks.keys().next_back().copied()) else { return };
    let mut week = first;
    let mut left = 5_000;
    while week < last && left > 0 {
        weeks.entry(week).or_insert_with(|| empty_week(week, start));
        week = week.plus(1);
        left -= 1;
    }
}

/// The log as Markdown.
#[must_use]
pub fn as_markdown(weeks: &[ProgressWeek]) -> String {
    let mut text = String::from("# Progress log\n");
    for week in weeks {
        text.push_str(&format!("\n## {}, from {}\n\n", week.week, week.start));
        if let (Some(done), Some(goal)) = (week.done, week.goal) {
            let number = crate::notes::habits::written_number;
            text.push_str(&format!("Habits {} of {}. ", number(done), number(goal)));
        }
        text.push_str(&format!("Messages sent: {}. Commits: {}.\n", week.sent, week.commit_count()));
        if !week.subjects.is_empty() {
            text.push('\n');
        }
        for (date, subject) in &week.subjects {
            text.push_str(&format!("- {date} {}\n", escaped(subject)));
        }
    }
    text
}

/// A line of text that Markdown shows as it is.
fn escaped(line: &str) -> String {
    let special = |letter: char| matches!(letter, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|');
    line.chars().flat_map(|letter| special(letter).then_some('\\').into_iter().chain([letter])).collect()
}

#[cfg(test)]
mod tests {
    use super::{ChangedNote, CommitTold, by_notes, by_trailers, progress};
    use crate::calendar::week::Week;
    use crate::notes::settings::model::Settings;
    use crate::testing::day;

    fn commit(date: &str, subject: &str, habits: Option<(&str, f64, f64)>, sent: Option<u32>) -> CommitTold {
        let habits = habits.map(|(week, done, goal)| (Week::parse(week).unwrap(), done, goal));
        CommitTold { date: day(date), subject: subject.into(), habits, sent, sent_days: Vec::new() }
    }

    #[test]
    fn the_latest_commit_tells_how_a_week_ended() {
        let commits = [
            commit("2026-11-25", "Later", Some(("2026-W48", 5.0, 19.0)), Some(2)),
            commit("2026-11-24", "Earlier", Some(("2026-W48", 3.0, 19.0)), Some(1)),
            commit("2026-11-10", "Long ago", Some(("2026-W46", 18.0, 19.0)), Some(4)),
        ];
        let weeks = progress(&commits, &Settings::default());
        let told: Vec<_> = weeks.iter().map(|it| (it.week.to_string(), it.done, it.sent, it.commit_count(), it.subjects.len())).collect();
        assert_eq!(
            told,
            [("2026-W48".into(), Some(5.0), 2, 2, 2), ("2026-W47".into(), None, 0, 0, 0), ("2026-W46".into(), Some(18.0), 4, 1, 1)]
        );
        assert_eq!(weeks[0].subjects[0].1, "Earlier");
    }

    #[test]
    fn trailers_are_read_and_nonsense_is_not() {
        let read = |text: &'static str| {
            by_trailers(&move |name| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned)))
        };
        let (habits, sent) = read("Journal-Week: 2026-W48\nJournal-Habits: 12.5/19\nJournal-Sent: 2").unwrap();
        assert_eq!((habits, sent), (Some((Week::parse("2026-W48").unwrap(), 12.5, 19.0)), Some(2)));
        assert_eq!(read("Journal-Week: soon"), None);
        assert_eq!(read("Journal-Week: 2026-W48\nJournal-Habits: many").unwrap(), (None, None));
    }

    #[test]
    fn without_trailers_the_notes_tell() {
        let week = "## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | x | | | | | |\n";
        let notes = [
            ChangedNote { path: "weeks/2026-W48.md".into(), before: None, after: Some(week.into()) },
            ChangedNote {
                path: "outreach/a.md".into(),
                before: Some("---\nstatus: draft\n---\n".into()),
                after: Some("---\nstatus: sent\nsent: 2026-11-24\n---\n".into()),
            },
        ];
        let told = by_notes(day("2026-11-24"), &notes, None);
        assert_eq!(told.habits, Some((Week::parse("2026-W48").unwrap(), 2.0, 7.0)));
        assert_eq!(told.sent_days, [day("2026-11-24")]);
    }
}
