//! A new event's note: a meetup, a conference, a coffee; what to look for before, and whom one met.

use chrono::{NaiveDate, NaiveTime};

use crate::actions::new_note::own_template::scalar;
use crate::actions::new_note::titled::{Titled, plan, title_of};
use crate::actions::plan::{Plan, Refusal};
use crate::calendar::date::{distance, short_date};
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::event::EventStatus;
use crate::notes::kind::NoteKind;
use crate::text::fuzzy::stem;
use crate::workspace::snapshot::Snapshot;

/// What is known of a new event.
#[derive(Clone, Debug, Default)]
pub struct NewEvent<'a> {
    /// Its name.
    pub name: &'a str,
    /// The day.
    pub date: NaiveDate,
    /// The time, where it is known.
    pub time: Option<NaiveTime>,
    /// Where it is.
    pub place: Option<&'a str>,
    /// Its page.
    pub url: Option<&'a str>,
    /// Contacts whom one met there, as they are called.
    pub met: Vec<String>,
}

/// A new note for an event. One that is over counts as visited.
///
/// # Errors
/// When its name is empty or taken.
pub fn new_event(snapshot: &Snapshot, event: &NewEvent<'_>, template: Option<&str>) -> Result<Plan, Refusal> {
    let title = title_of(event.name, NoteKind::Event)?;
    let is_over = event.date < snapshot.today() || !event.met.is_empty();
    let status = if is_over { EventStatus::Went } else { EventStatus::Planned };
    let when = event.time.map_or_else(|| event.date.to_string(), |time| format!("{} {}", event.date, time.format("%H:%M")));
    let mut fields = vec![("name", scalar(title.as_str())), ("date", scalar(when))];
    fields.extend(event.place.map(|place| ("place", scalar(place))));
    fields.extend(event.url.map(|url| ("url", scalar(url))));
    if !event.met.is_empty() {
        fields.push(("met", NewValue::List(event.met.clone())));
    }
    fields.push(("status", scalar(status.word())));
    let before = if is_over { "" } else { "## Before\n\n- Whom would I like to meet there, and what would I ask?\n\n" };
    let built_in = format!("# {title}\n\n{before}## Notes\n\n");
    let stem = format!("{}-{}", event.date, stem(&title));
    let mut plan = plan(snapshot, &Titled { kind: NoteKind::Event, title: &title, stem, date: event.date, fields, built_in, template })?;
    let when = format!("{}, {}", short_date(event.date), distance(event.date, snapshot.today()));
    plan.said.push(if is_over { format!("It was on {when}: status went.") } else { format!("It is on {when}: status planned.") });
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::{NewEvent, new_event};
    use crate::actions::plan::NoteChange;
    use crate::notes::note::Note;
    use crate::testing::{day, journal};

    fn made(fixture: &str, name: &str, date: &str) -> (String, String) {
        let event = NewEvent { name, date: day(date), place: Some("The Mill: 2nd floor"), ..NewEvent::default() };
        match new_event(&journal(fixture), &event, None) {
            Err(refusal) => (refusal.message, String::new()),
            Ok(plan) => match &plan.changes[0] {
                NoteChange::Create { path, text } => (path.to_string(), text.clone()),
                other => panic!("{other:?}"),
            },
        }
    }

    #[test]
    fn an_event_is_planned_or_was_visited() {
        let (path, text) = made("", "Denver Rust", "2026-12-02");
        assert_eq!(path, "events/2026-12-02-denver-rust.md");
        assert!(text.starts_with("---\nname: Denver Rust\ndate: 2026-12-02\nplace: \"The Mill: 2nd floor\"\nstatus: planned\n---\n# Denver Rust\n\n## Before\n"), "{text}");
        assert_eq!(Note::read(path, text).problems, []);
        assert!(made("", "Denver Rust", "2026-11-02").1.contains("status: went\n"));
    }

    #[test]
    fn a_name_is_taken_by_the_same_event_only() {
        let there = "//- events/2026-12-02-c-night.md\n---\nname: C++ Night\n---\n";
        assert_eq!(made(there, "C++ night", "2026-12-02").0, "there is a note of this name already: events/2026-12-02-c-night.md");
        assert_eq!(made(there, "C Night", "2026-12-02").0, "events/2026-12-02-c-night-2.md");
        assert_eq!(made("", " \u{200b} ", "2026-12-02").0, "this name has nothing in it");
    }
}
