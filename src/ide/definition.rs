//! Definition: from a name to the note, heading, prompt or week that it means.

use std::sync::Arc;

use crate::ide::thing::{Thing, thing_at};
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note};
use crate::notes::sections::same_heading;
use crate::text::line_index::Ends;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// A place in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file, from the root.
    pub path: Arc<str>,
    /// What is meant there: a heading's words, a name, the note's beginning.
    pub range: TextRange,
    /// Its number, where it was at hand: then it need not be looked for by its path.
    pub note: Option<NoteId>,
    /// Its lines and columns, where they were at hand: then the text need not be looked at.
    pub ends: Option<Ends>,
}

impl Target {
    /// A place in a file.
    #[must_use]
    pub fn new(path: Arc<str>, range: TextRange) -> Self {
        Self { path, range, note: None, ends: None }
    }
}

/// Where the thing at a place is defined, with the words that name it; several where the name may mean several notes.
#[must_use]
pub fn definition(snapshot: &Snapshot, id: NoteId, offset: usize) -> Option<(TextRange, Vec<Target>)> {
    let found = thing_at(snapshot, id, offset)?;
    let note = snapshot.get(id)?;
    let targets = match &found.thing {
        Thing::Note(to) => target_of(snapshot, *to).into_iter().collect(),
        Thing::Heading { note: to, words } => vec![Target::new(snapshot.get(*to)?.path.clone(), *words)],
        Thing::Prompt(heading) => prompt_target(snapshot, note, heading).into_iter().collect(),
        Thing::PromptWeek(name) => prompt_week_target(snapshot, name).into_iter().collect(),
        Thing::Habit(name) => habit_target(snapshot, name).into_iter().collect(),
        Thing::Unresolved { candidates, .. } => candidates.iter().filter_map(|id| target_of(snapshot, *id)).collect(),
        Thing::Cell { .. } | Thing::Date(_) | Thing::Check(_) | Thing::Field(_) => Vec::new(),
    };
    (!targets.is_empty()).then_some((found.range, targets))
}

/// The place in a note that stands for all of it: its name or first heading.
#[must_use]
pub fn target_of(snapshot: &Snapshot, id: NoteId) -> Option<Target> {
    let note = snapshot.get(id)?;
    Some(Target::new(note.path.clone(), head_of(note)))
}

/// The words that stand for a note: its first heading, else its `name`, else its beginning.
#[must_use]
pub fn head_of(note: &Note) -> TextRange {
    let heading = note.markdown.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text);
    let name = match &note.meaning {
        Meaning::Contact(contact) => Some(contact.name.range),
        Meaning::Company(company) => Some(company.name.range),
        Meaning::Outreach(_)
        | Meaning::Week(_)
        | Meaning::Day(_)
        | Meaning::Event(_)
        | Meaning::Map(_)
        | Meaning::Prompts(_)
        | Meaning::Plain => None,
    };
    heading.or(name).unwrap_or_else(|| TextRange::empty(note.markdown.body.start().min(note.text.len())))
}

/// A prompt of one's own stands in its set; those that are built in have no place.
fn prompt_target(snapshot: &Snapshot, note: &Note, heading: &str) -> Option<Target> {
    let week = note.week()?.prompt_week.as_ref().map(|name| name.value.clone());
    snapshot.of_kind(NoteKind::Prompts).find_map(|(_, note)| {
        let Meaning::Prompts(set) = &note.meaning else { return None };
        let weeks = set.weeks.iter().filter(|own| week.as_ref().is_none_or(|name| own.name.eq_ignore_ascii_case(name)));
        let found = weeks.flat_map(|week| &week.prompts).find(|prompt| same_heading(&prompt.heading.value, heading))?;
        Some(Target::new(note.path.clone(), found.heading.range))
    })
}

fn prompt_week_target(snapshot: &Snapshot, name: &str) -> Option<Target> {
    snapshot.of_kind(NoteKind::Prompts).find_map(|(_, note)| {
        let Meaning::Prompts(set) = &note.meaning else { return None };
        let week = set.weeks.iter().find(|week| week.name.eq_ignore_ascii_case(name))?;
        Some(Target::new(note.path.clone(), week.title.range))
    })
}

/// A habit is defined where it began: the settings, else the first week that has its row.
fn habit_target(snapshot: &Snapshot, name: &str) -> Option<Target> {
    if let Some(setting) = snapshot.settings().habit(name) {
        return Some(Target::new("journal.toml".into(), setting.name.range));
    }
    let first = snapshot.chains().habit(name)?.weeks.iter().find_map(|week| week.note)?;
    let note = snapshot.get(first)?;
    Some(Target::new(note.path.clone(), note.week()?.habit(name)?.name.range))
}

#[cfg(test)]
mod tests {
    use super::definition;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &[&str]) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let targets = definition(&snapshot, id, offset).map_or_else(Vec::new, |(_, targets)| targets);
        let words = |path: &str, range: crate::text::range::TextRange| {
            let text = if path == "journal.toml" { snapshot.settings_text().unwrap() } else { &snapshot.at(path).unwrap().text };
            range.of(text).to_owned()
        };
        let shown: Vec<String> = targets.iter().map(|it| format!("{} {}", it.path, words(&it.path, it.range))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_name_leads_to_its_note() {
        check("//- contacts/ada.md\n# Ada L\n//- outreach/x.md\n---\nto: A$0da\n---\n", &["contacts/ada.md Ada L"]);
    }

    #[test]
    fn a_name_of_two_notes_leads_to_both() {
        check(
            "//- contacts/ada.md\n# Ada\n//- events/ada.md\n# Ada talk\n//- n.md\n[[a$0da]]",
            &["contacts/ada.md Ada", "events/ada.md Ada talk"],
        );
    }

    #[test]
    fn a_habit_leads_to_the_settings_and_a_prompt_to_its_set() {
        check(
            "//- journal.toml\n[habits]\nCode = \"daily\"\n//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Co$0de | daily | x | | |\n",
            &["journal.toml Code"],
        );
        check(
            "//- prompts/mine.md\n# Mine\n## First week\n### Why?\n//- weeks/2026-W48.md\n---\nprompts: mine/fir$0st-week\n---\n",
            &["prompts/mine.md First week"],
        );
    }

    #[test]
    fn nothing_leads_nowhere() {
        check("//- n.md\n[[nob$0ody]]", &[]);
    }
}
