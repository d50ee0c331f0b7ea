//! Compares two states of notes and tells what moved in meaning.

use rustc_hash::FxHashMap;

use crate::notes::company::Stage;
use crate::notes::contact::Contact;
use crate::notes::event::EventStatus;
use crate::notes::log::LogAct;
use crate::notes::note::{Meaning, Note, bare_target, stem_of};
use crate::notes::outreach::{Outreach, Status};
use crate::notes::prompts::AnsweredPrompt;
use crate::notes::sections::readable;
use crate::notes::week::WeekNote;
use crate::report::changes::fact::{
    Changes, ContactMoved, ContactStep, HabitMarked, HabitTracked, MessageMoved, MessageStep, NamedMove, PromptMoved, Prose, Version,
};

/// What moved between two states. `name_of` turns the words of `to:` into the contact's name, where the journal knows it.
#[must_use]
pub fn changes(versions: &[Version], name_of: &dyn Fn(&str) -> Option<String>) -> Changes {
    let mut changes = Changes::default();
    let moved = |version: &Version| Some((version.moved_from.as_ref()?.to_string(), version.path.to_string()));
    changes.moved = versions.iter().filter_map(moved).collect();
    for version in versions.iter().filter(|version| version.before != version.after) {
        if &*version.path == "journal.toml" {
            changes.settings = true;
        } else if !version.path.to_lowercase().ends_with(".md") {
            changes.other.push(version.path.to_string());
        } else {
            compare(version, name_of, &mut changes);
        }
    }
    drop_told_twice(&mut changes);
    changes
}

fn compare(version: &Version, name_of: &dyn Fn(&str) -> Option<String>, changes: &mut Changes) {
    let read = |text: &Option<std::sync::Arc<str>>| text.as_ref().map(|text| Note::read(version.path.clone(), text.clone()));
    let before = read(&version.before);
    let Some(after) = read(&version.after) else {
        changes.removed.push(version.path.to_string());
        return;
    };
    let path = version.path.to_string();
    match &after.meaning {
        Meaning::Week(week) => compare_weeks(before.as_ref(), &after, week, changes),
        Meaning::Outreach(message) => compare_messages(before.as_ref(), message, &path, name_of, changes),
        Meaning::Contact(contact) => {
            let step = contact_step(before.as_ref().and_then(|note| note.contact()), contact);
            changes.contacts.push(ContactMoved { path, name: contact.name.value.clone(), step });
        }
        Meaning::Company(company) => {
            let earlier = before.as_ref().and_then(|note| note.company()).and_then(|it| it.stage.as_ref()).map(|stage| stage.value);
            let now = company.stage.as_ref().map(|stage| stage.value);
            let step = if before.is_none() { "added" } else { company_step(earlier, now) };
            changes.companies.push(NamedMove { path, name: company.name.value.clone(), step });
        }
        Meaning::Event(event) => {
            let earlier = before.as_ref().and_then(|note| note.event()).map(|event| event.status);
            changes.events.push(NamedMove { path, name: event.name.value.clone(), step: event_step(earlier, event.status) });
        }
        Meaning::Map(map) => {
            let name = if map.title.is_empty() { readable(stem_of(&path)) } else { map.title.clone() };
            changes.maps.push(NamedMove { path, name, step: if before.is_none() { "drawn" } else { "changed" } });
        }
        Meaning::Day(day) => {
            let words = words_added(before.as_ref(), &after);
            push_prose(changes, path, words, day.date);
        }
        Meaning::Prompts(_) | Meaning::Plain => {
            let words = words_added(before.as_ref(), &after);
            if before.is_none() {
                changes.added.push(path);
            } else {
                push_prose(changes, path, words, None);
            }
        }
    }
}

fn push_prose(changes: &mut Changes, path: String, words: usize, day: Option<chrono::NaiveDate>) {
    if words > 0 {
        changes.prose.push(Prose { path, words, day });
    } else {
        changes.other.push(path);
    }
}

fn compare_weeks(before: Option<&Note>, after: &Note, week: &WeekNote, changes: &mut Changes) {
    let earlier = before.and_then(|note| note.week());
    if before.is_none() {
        changes.weeks.extend(week.week);
    }
    let counted = |changes: &Changes| (changes.habits.len(), changes.tracked.len(), changes.prompts.len());
    let counted_before = counted(changes);
    compare_habits(before.zip(earlier), after, week, changes);
    compare_rows(earlier, week, changes);
    let known: FxHashMap<&str, &AnsweredPrompt> =
        earlier.iter().flat_map(|note| &note.prompts).map(|prompt| (prompt.heading.value.as_str(), prompt)).collect();
    for prompt in &week.prompts {
        let earlier_prompt = known.get(prompt.heading.value.as_str());
        let status_before = earlier_prompt.map_or(crate::notes::prompts::PromptStatus::NotStarted, |it| it.status);
        let text_of = |note: &Note, prompt: &AnsweredPrompt| note.of(prompt.section.content).trim().to_owned();
        let rewritten = earlier_prompt.zip(before).is_some_and(|(it, note)| text_of(note, it) != text_of(after, prompt));
        if prompt.status > status_before {
            changes.prompts.push(PromptMoved { heading: prompt.heading.value.clone(), status: prompt.status, further: true });
        } else if prompt.has_text && rewritten {
            changes.prompts.push(PromptMoved { heading: prompt.heading.value.clone(), status: prompt.status, further: false });
        }
    }
    let words = section_words(before, after, week);
    let silent = counted_before == counted(changes);
    if words > 0 {
        changes.prose.push(Prose { path: after.path.to_string(), words, day: None });
    } else if silent && before.is_some() {
        changes.other.push(after.path.to_string());
    }
}

fn compare_habits(before: Option<(&Note, &WeekNote)>, after: &Note, week: &WeekNote, changes: &mut Changes) {
    let (Some(name), Some(tracker)) = (week.week, &week.tracker) else { return };
    for row in &tracker.rows {
        let earlier = before.and_then(|(note, week)| Some((note, week.habit(&row.name.value)?)));
        for cell in &row.days {
            let mark = |note: &Note, cell: &crate::notes::week::DayCell| {
                let words = note.of(cell.range);
                cell.note.map_or(words, |note| &words[..note.start() - cell.range.start()]).trim().to_owned()
            };
            let was = earlier.and_then(|(note, row)| row.day(cell.weekday).map(|cell| mark(note, cell))).unwrap_or_default();
            let is = mark(after, cell);
            let Some(day) = week.date_of(cell.weekday).filter(|_| was != is) else { continue };
            changes.habits.push(HabitMarked { habit: row.name.value.clone(), day, week: name, mark: is });
        }
    }
}

/// Which rows a note's habit table gained and lost; of a new note, or a new table, none.
fn compare_rows(earlier: Option<&WeekNote>, week: &WeekNote, changes: &mut Changes) {
    let (Some(earlier), Some(name)) = (earlier.filter(|note| note.tracker.is_some()), week.week) else { return };
    for (own, other, is_tracked) in [(week, earlier, true), (earlier, week, false)] {
        let rows = own.tracker.iter().flat_map(|tracker| &tracker.rows).map(|row| &row.name.value);
        let moved = rows.filter(|habit| !habit.is_empty() && other.habit(habit).is_none());
        changes.tracked.extend(moved.map(|habit| HabitTracked { habit: habit.clone(), week: name, is_tracked }));
    }
}

/// Words that came into the wins and the review.
fn section_words(before: Option<&Note>, after: &Note, week: &WeekNote) -> usize {
    let texts = |note: &Note, week: &WeekNote| -> String {
        [week.wins, week.review].into_iter().flatten().map(|section| note.of(section.content).to_owned()).collect()
    };
    let earlier = before.and_then(|note| note.week().map(|week| texts(note, week))).unwrap_or_default();
    added_words(&earlier, &texts(after, week))
}

fn compare_messages(
    before: Option<&Note>,
    message: &Outreach,
    path: &str,
    name_of: &dyn Fn(&str) -> Option<String>,
    changes: &mut Changes,
) {
    let name = |words: &str| name_of(words).unwrap_or_else(|| bare_target(words).to_owned());
    let who = message.to.iter().map(|words| name(&words.value)).collect::<Vec<_>>().join(", ");
    let earlier = before.and_then(|note| note.outreach());
    for step in message_steps(earlier, message) {
        changes.messages.push(MessageMoved { path: path.to_owned(), who: who.clone(), step });
    }
}

fn message_steps(before: Option<&Outreach>, after: &Outreach) -> Vec<MessageStep> {
    let was = before.map(|message| message.status);
    let new_date = |earlier: Option<&Outreach>, date: fn(&Outreach) -> bool| date(after) && !earlier.is_some_and(date);
    let mut steps = Vec::new();
    if after.status != Status::Draft && was.is_none_or(|was| was == Status::Draft) {
        steps.push(MessageStep::Sent);
    }
    let answered = matches!(after.status, Status::Replied) && was != Some(Status::Replied) && was != Some(Status::Met);
    if answered || (after.status == Status::Met && new_date(before, |message| message.replied.is_some())) {
        steps.push(MessageStep::Answered);
    }
    match after.status {
        Status::Met if was != Some(Status::Met) => steps.push(MessageStep::Met),
        Status::Declined if was != Some(Status::Declined) => steps.push(MessageStep::Declined),
        Status::Closed if was != Some(Status::Closed) => steps.push(MessageStep::Closed),
        Status::Replied if new_date(before, |message| message.met.is_some()) => steps.push(MessageStep::MeetingSet),
        _ => {}
    }
    if steps.is_empty() {
        steps.push(if before.is_none() { MessageStep::Drafted } else { MessageStep::Edited });
    }
    steps
}

fn contact_step(before: Option<&Contact>, after: &Contact) -> ContactStep {
    let Some(before) = before else { return ContactStep::Added };
    let met = |contact: &Contact| contact.log.iter().filter(|line| line.act == LogAct::Met).count();
    if met(before) < met(after) {
        ContactStep::Met
    } else if before.log.len() < after.log.len() {
        ContactStep::Noted
    } else {
        ContactStep::Updated
    }
}

fn company_step(before: Option<Stage>, after: Option<Stage>) -> &'static str {
    match after {
        Some(stage) if before != after => stage.word(),
        _ => "updated",
    }
}

fn event_step(before: Option<EventStatus>, after: EventStatus) -> &'static str {
    match (before, after) {
        (None, EventStatus::Planned) => "planned",
        (None | Some(EventStatus::Planned | EventStatus::Skipped), EventStatus::Went) => "went",
        (_, EventStatus::Skipped) if before != Some(EventStatus::Skipped) => "skipped",
        _ => "updated",
    }
}

/// A message that moved writes a line into its contact's log: the log line tells nothing new.
fn drop_told_twice(changes: &mut Changes) {
    let moved: Vec<String> = changes.messages.iter().filter(|it| it.step != MessageStep::Edited).map(|it| it.who.clone()).collect();
    let told = |contact: &ContactMoved| matches!(contact.step, ContactStep::Noted | ContactStep::Met) && moved.contains(&contact.name);
    changes.contacts.retain(|contact| !told(contact));
}

fn words_added(before: Option<&Note>, after: &Note) -> usize {
    let body = |note: &Note| note.of(note.markdown.body).to_owned();
    added_words(&before.map(body).unwrap_or_default(), &body(after))
}

/// How many words of `after` are not in `before`, each counted as often as it stands.
fn added_words(before: &str, after: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
    };
    let mut left: FxHashMap<String, usize> = FxHashMap::default();
    for word in words(before) {
        *left.entry(word).or_default() += 1;
    }
    let is_new = |word: &String| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    words(after).into_iter().filter(is_new).count()
}
