//! A week's summary: what was done, against the weeks before, and what comes next.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::week::{Week, WeekStart};
use crate::markdown::tree::BlockKind;
use crate::notes::event::EventStatus;
use crate::notes::habits::Target;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Outreach};
use crate::notes::sections::masked;
use crate::notes::tally::{DayMark, DayState};
use crate::report::due::{Due, due};
use crate::report::prompt_counts::{PromptCounts, prompt_counts};
use crate::report::words::plain;
use crate::workspace::chains::{HabitHistory, HabitWeek, Lately};
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;

/// So many weeks before it a week is compared with.
pub const WEEKS_BEFORE: i32 = 6;

/// A week's summary.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekReport {
    /// The day on which it is seen.
    pub today: NaiveDate,
    /// The week.
    pub week: Week,
    /// The day that it begins with: as its note has it, else as the settings.
    pub start: WeekStart,
    /// Its days.
    pub days: [NaiveDate; 7],
    /// Its note's path; none where there is no note.
    pub note: Option<Arc<str>>,
    /// The items and lines under `## Wins` in plain words, comments left out.
    pub wins: Vec<String>,
    /// The habits that are tracked in it.
    pub habits: Vec<HabitReport>,
    /// The habits added up.
    pub sum: WeekSum,
    /// The weeks before it, latest first.
    pub previous: Vec<WeekSum>,
    /// Messages of this week.
    pub messages: MessageCounts,
    /// Contacts new in this week, by path.
    pub added: Vec<Named>,
    /// Contacts that were touched in this week, by path.
    pub touched: Vec<Named>,
    /// This week's events, by day; those stayed away from left out.
    pub events: Vec<Named>,
    /// The prompts.
    pub prompts: PromptCounts,
    /// What is due, to the end of the next week.
    pub due: Vec<Due>,
    /// Commits to the journal.
    pub commits: usize,
    /// Whether names and prose were left out.
    pub for_partner: bool,
}

impl WeekReport {
    /// The same for other eyes: without names, paths, the keeper's words and the names of prompt sets of one's own. Habits keep theirs.
    #[must_use]
    pub fn for_partner(mut self) -> Self {
        let nameless = |notes: &mut Vec<Named>| notes.fill(Named { path: "".into(), name: String::new() });
        [&mut self.added, &mut self.touched, &mut self.events].into_iter().for_each(nameless);
        for due in &mut self.due {
            *due = Due { path: "".into(), who: String::new(), contact: None, why: String::new(), ..due.clone() };
        }
        self.habits.iter_mut().for_each(|habit| habit.notes.fill(None));
        self.prompts = self.prompts.for_partner();
        Self { note: None, wins: Vec::new(), for_partner: true, ..self }
    }

    /// Its last day.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.days[6]
    }

    /// Whether it is not over yet.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.days[0] <= self.today && self.today <= self.end()
    }

    /// Whether it has not begun yet.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        self.today < self.days[0]
    }
}

/// A habit in a week.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitReport {
    /// Its name.
    pub name: String,
    /// What the week's row aims at.
    pub target: Target,
    /// The week's seven days; a day that counts in another week's note is blank here.
    pub days: Vec<DayState>,
    /// The words behind the marks of these days, where there are any.
    pub notes: Vec<Option<String>>,
    /// The week's sum, in the row's unit.
    pub done: f64,
    /// What the target asks, in the row's unit.
    pub goal: f64,
    /// Whether the target is met; none where all was skipped.
    pub met: Option<bool>,
    /// The chain on the week's last day, today at the latest.
    pub chain: u32,
    /// The longest chain until then.
    pub best_chain: u32,
    /// How steady it was until then.
    pub lately: Lately,
    /// Done of asked for this week and those before it, oldest first, 0 to 1; none where nothing was asked.
    pub shares: Vec<Option<f64>>,
}

/// The habits of a week added up, as format.md adds them up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekSum {
    /// The week.
    pub week: Week,
    /// What was done.
    pub done: f64,
    /// What was asked.
    pub goal: f64,
}

/// Messages of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageCounts {
    /// Written in it, by file name.
    pub drafted: usize,
    /// Sent in it.
    pub sent: usize,
    /// Answered in it.
    pub answered: usize,
    /// Meetings in it, up to today.
    pub met: usize,
    /// First messages and follow-ups sent in it.
    pub asked: usize,
    /// Of these, those answered by today.
    pub heard: usize,
}

impl MessageCounts {
    /// The share of the first messages and follow-ups sent that are answered by today; none where none was sent.
    #[must_use]
    pub fn answer_rate(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "messages of a week")]
        (self.asked > 0).then(|| self.heard as f64 / self.asked as f64)
    }
}

/// A note by its path and by the name people say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its path.
    pub path: Arc<str>,
    /// Its name.
    pub name: String,
}

impl Named {
    fn of(note: &Note) -> Self {
        Self { path: note.path.clone(), name: note.title() }
    }
}

/// The summary of a week: past, running or to come, with a note or without.
#[must_use]
pub fn week(snapshot: &Snapshot, week: Week) -> WeekReport {
    let note = snapshot.chains().note_of(week).and_then(|id| snapshot.get(id)).map(|note| &**note);
    let columns = note.and_then(Note::week).and_then(|it| it.tracker.as_ref()).map(|tracker| tracker.start);
    let start = columns.unwrap_or(snapshot.settings().week_start);
    let days = week.days(start);
    let span = Span { first: days[0], last: days[6] };
    let (added, touched) = contacts(snapshot, span);
    WeekReport {
        today: snapshot.today(),
        week,
        start,
        days,
        note: note.map(|note| note.path.clone()),
        wins: note.map(wins).unwrap_or_default(),
        habits: habits(snapshot, week, days),
        sum: sum(snapshot, week),
        previous: (1..=WEEKS_BEFORE).map(|back| sum(snapshot, week.plus(-back))).collect(),
        messages: messages(snapshot, span),
        added,
        touched,
        events: events(snapshot, span),
        prompts: prompt_counts(snapshot, note),
        due: due(snapshot, week.plus(1).days(start)[6]),
        commits: snapshot.outside().commits.iter().filter(|day| span.holds(**day)).count(),
        for_partner: false,
    }
}

#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

fn wins(note: &Note) -> Vec<String> {
    let Some(section) = note.week().and_then(|week| week.wins) else { return Vec::new() };
    let text = masked(&note.text, &note.markdown, section.content, &[BlockKind::Comment]);
    let mut wins: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let goes_on = line.starts_with([' ', '\t']) && !line.trim_start().starts_with(['-', '*', '+']);
        let words = plain(line.trim().trim_start_matches(['-', '*', '+']));
        match wins.last_mut() {
            Some(win) if goes_on => *win = format!("{win} {words}"),
            _ => wins.push(words),
        }
    }
    wins.retain(|win| !win.is_empty());
    wins
}

fn habits(snapshot: &Snapshot, week: Week, days: [NaiveDate; 7]) -> Vec<HabitReport> {
    let histories = snapshot.chains().habits().iter();
    histories.filter_map(|habit| Some(habit_report(snapshot, habit, &habit.week_or_open(week, snapshot)?, days))).collect()
}

fn habit_report(snapshot: &Snapshot, habit: &HabitHistory, week: &HabitWeek, days: [NaiveDate; 7]) -> HabitReport {
    let until = days[6].min(snapshot.today());
    let tally = &week.tally;
    let share = |back: i32| habit.week(week.week.plus(-back)).map_or((0.0, 0.0), |week| week.tally.share());
    let part = |(done, goal): (f64, f64)| (goal > 0.0).then(|| (done / goal).clamp(0.0, 1.0));
    HabitReport {
        name: habit.name.clone(),
        target: tally.target,
        days: days.iter().map(|day| tally.days.iter().find(|one| one.date == *day).copied().unwrap_or(blank(*day))).collect(),
        notes: days.iter().map(|day| cell_note(snapshot, week, *day)).collect(),
        done: tally.done,
        goal: tally.goal,
        met: tally.met,
        chain: habit.chain(until),
        best_chain: habit.best_chain(until),
        lately: habit.lately(until),
        shares: (0..=WEEKS_BEFORE).rev().map(|back| part(share(back))).collect(),
    }
}

/// A day that no cell speaks of.
fn blank(date: NaiveDate) -> DayState {
    DayState { date, mark: DayMark::None, amount: None, done: 0.0, due: false, reached: false, counted: false }
}

fn cell_note(snapshot: &Snapshot, week: &HabitWeek, day: NaiveDate) -> Option<String> {
    let note = snapshot.get(week.note?)?;
    let row = note.week()?.tracker.as_ref()?.rows.iter().find(|row| Some(row.row) == week.row)?;
    let cell = row.day(chrono::Datelike::weekday(&day))?;
    cell.note.map(|range| note.of(range).to_owned())
}

/// The habits of a week added up.
#[must_use]
pub fn sum(snapshot: &Snapshot, week: Week) -> WeekSum {
    let weeks = snapshot.chains().habits().iter().filter_map(|habit| habit.week_or_open(week, snapshot));
    let add = |sum: WeekSum, (done, goal): (f64, f64)| WeekSum { done: sum.done + done, goal: sum.goal + goal, ..sum };
    weeks.map(|week| week.tally.share()).fold(WeekSum { week, done: 0.0, goal: 0.0 }, add)
}

fn messages(snapshot: &Snapshot, span: Span) -> MessageCounts {
    let mut counts = MessageCounts::default();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach() else { continue };
        let fell = |day: Option<NaiveDate>| usize::from(day.is_some_and(|day| span.holds(day)));
        let sent = fell(sent_on(message));
        counts.drafted += fell(message.written);
        counts.sent += sent;
        counts.answered += fell(message.replied.as_ref().map(|day| day.value).filter(|day| *day <= snapshot.today()));
        counts.met += fell(message.met.as_ref().map(|day| day.value).filter(|day| *day <= snapshot.today()));
        if sent > 0 && asks(message) {
            counts.asked += 1;
            counts.heard += usize::from(snapshot.is_answered(id));
        }
    }
    counts
}

/// Whether a message is one that hopes for an answer: a first one or a follow-up.
#[must_use]
pub fn asks(message: &Outreach) -> bool {
    matches!(message.intent, Intent::First | Intent::FollowUp)
}

fn contacts(snapshot: &Snapshot, span: Span) -> (Vec<Named>, Vec<Named>) {
    let (mut added, mut touched) = (Vec::new(), Vec::new());
    for (id, note, contact) in snapshot.contacts() {
        let logged = || contact.log.iter().filter_map(|line| line.date.as_ref()).map(|date| date.value).min();
        let first = snapshot.outside().first_commits.get(&*note.path).copied().or_else(logged);
        if first.is_some_and(|day| span.holds(day)) {
            added.push(Named::of(note));
        }
        if snapshot.timeline(id).touches.iter().any(|touch| span.holds(touch.date)) {
            touched.push(Named::of(note));
        }
    }
    let by_path = |list: &mut Vec<Named>| list.sort_by(|one, other| one.path.cmp(&other.path));
    by_path(&mut added);
    by_path(&mut touched);
    (added, touched)
}

fn events(snapshot: &Snapshot, span: Span) -> Vec<Named> {
    let in_week = snapshot.of_kind(NoteKind::Event).filter_map(|(_, note)| {
        let event = note.event().filter(|event| event.status != EventStatus::Skipped)?;
        event.day().filter(|day| span.holds(*day)).map(|day| (day, Named::of(note)))
    });
    let mut events: Vec<(NaiveDate, Named)> = in_week.collect();
    events.sort_by(|one, other| (one.0, &one.1.path).cmp(&(other.0, &other.1.path)));
    events.into_iter().map(|(_, named)| named).collect()
}
