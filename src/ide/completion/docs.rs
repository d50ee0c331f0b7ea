//! What is told of an offer when the reader pauses on it: worked out only then.

use crate::ide::completion::item::Docs;
use crate::ide::habit_card::habit_card;
use crate::ide::hover::{check_words, note_words, prompt_text};
use crate::workspace::snapshot::Snapshot;

/// The words of a place to read more, as Markdown.
#[must_use]
pub fn docs(snapshot: &Snapshot, docs: &Docs) -> Option<String> {
    match docs {
        Docs::None => None,
        Docs::Words(words) => Some(words.clone()),
        Docs::Note(path) => note_words(snapshot, snapshot.id(path)?),
        Docs::Prompt(week, heading) => prompt_text(snapshot, week.as_deref(), heading),
        Docs::Check(code) => check_words(code),
        Docs::Habit(name) => habit_card(snapshot, name),
    }
}
