//! How far a week's prompts are: those of its set and one's own.

use crate::notes::catalogue;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note};
use crate::notes::prompts::PromptStatus;
use crate::notes::sections::same_heading;
use crate::workspace::snapshot::Snapshot;

/// How far a week's prompts are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromptCounts {
    /// The set and week, as the note names it.
    pub set: Option<String>,
    /// What the set's week is about, where the set is known.
    pub title: Option<String>,
    /// Answered.
    pub completed: usize,
    /// Begun.
    pub partly: usize,
    /// Not begun, those of the set that the note does not name included.
    pub open: usize,
    /// The headings of those not begun.
    pub left: Vec<String>,
}

impl PromptCounts {
    /// The same without words of the keeper's: headings, and the names of sets of one's own.
    #[must_use]
    pub fn for_partner(self) -> Self {
        let built_in = self.set.as_deref().is_some_and(|name| catalogue::walk::week(name).is_some());
        let (set, title) = if built_in { (self.set, self.title) } else { (None, None) };
        Self { set, title, left: Vec::new(), ..self }
    }
}

/// How far the prompts of a week's note are.
#[must_use]
pub fn prompt_counts(snapshot: &Snapshot, note: Option<&Note>) -> PromptCounts {
    let Some(week) = note.and_then(Note::week) else { return PromptCounts::default() };
    let mut counts = PromptCounts { set: week.prompt_week.as_ref().map(|name| name.value.clone()), ..PromptCounts::default() };
    for prompt in &week.prompts {
        match prompt.status {
            PromptStatus::Completed => counts.completed += 1,
            PromptStatus::Partly => counts.partly += 1,
            PromptStatus::NotStarted => counts.left.push(prompt.heading.value.clone()),
        }
    }
    if let Some((title, asked)) = counts.set.as_deref().and_then(|name| asked(snapshot, name)) {
        counts.title = Some(title);
        let in_note = |heading: &String| week.prompts.iter().any(|prompt| same_heading(&prompt.heading.value, heading));
        counts.left.extend(asked.into_iter().filter(|heading| !in_note(heading)));
    }
    counts.open = counts.left.len();
    counts
}

/// The title of a week of prompts, built in or one's own, and the headings it asks.
fn asked(snapshot: &Snapshot, name: &str) -> Option<(String, Vec<String>)> {
    if let Some(week) = catalogue::walk::week(name) {
        return Some((week.title.to_owned(), week.prompts.iter().map(|prompt| prompt.heading.to_owned()).collect()));
    }
    let sets = snapshot
        .of_kind(NoteKind::Prompts)
        .filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(&**set) } else { None });
    let week = sets.flat_map(|set| &set.weeks).find(|week| week.name.eq_ignore_ascii_case(name.trim()))?;
    Some((week.title.value.clone(), week.prompts.iter().map(|prompt| prompt.heading.value.clone()).collect()))
}

#[cfg(test)]
mod tests {
    use super::prompt_counts;
    use crate::testing::journal;

    #[test]
    fn prompts_of_the_set_that_the_note_does_not_name_are_open() {
        let snapshot = journal(
            "
//- prompts/mine.md
# Mine
## First week
### Why?
### How?
### When?
//- weeks/2026-W48.md
---
prompts: mine/first-week
---
## Prompts
### why?
Because.
### My own
- [ ] completed
- [x] partially complete

Begun.
",
        );
        let counts = prompt_counts(&snapshot, snapshot.at("weeks/2026-W48.md").map(|note| &**note));
        assert_eq!((counts.completed, counts.partly, counts.open), (1, 1, 2));
        assert_eq!((counts.left.join(" "), counts.title.as_deref()), ("How? When?".into(), Some("First week")));
    }

    #[test]
    fn a_week_without_a_note_asks_nothing() {
        assert_eq!(prompt_counts(&journal(""), None), super::PromptCounts::default());
    }
}
