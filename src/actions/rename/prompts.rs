//! Another name for what a set of prompts is called by: weeks that walk through it, and the settings, follow.

use std::sync::Arc;

use crate::actions::rename::edits::Edits;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note};
use crate::notes::prompts::PromptSet;
use crate::notes::sections::same_heading;
use crate::notes::settings::place::place_of;
use crate::text::fuzzy::stem;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// A set is called by its file's stem: where a week or the settings name the set of a note, they name it by the new one.
pub(crate) fn follow_set(snapshot: &Snapshot, id: NoteId, new_stem: &str, edits: &mut Edits) {
    let Some((note, set)) = own_set(snapshot, id) else { return };
    let old_stem = note.stem();
    if old_stem == new_stem {
        return;
    }
    for week in &set.weeks {
        let name = week.name.strip_prefix(old_stem).map_or_else(|| week.name.clone(), |rest| format!("{new_stem}{rest}"));
        rename_week(snapshot, &week.name, &name, edits);
    }
    if snapshot.settings().prompts.as_deref() == Some(old_stem)
        && let Some(text) = snapshot.settings_text()
        && let Some(place) = place_of(text, &["prompts"])
    {
        edits.replace(&Arc::from("journal.toml"), place, toml_edit::Value::from(new_stem).to_string());
    }
}

/// A week of a set is called by its heading, and a prompt by its own: where weeks' notes have the old words, they get the new ones.
pub(crate) fn follow_heading(snapshot: &Snapshot, id: NoteId, words: TextRange, new: &str, edits: &mut Edits) {
    let Some((note, set)) = own_set(snapshot, id) else { return };
    for week in &set.weeks {
        if week.title.range == words {
            rename_week(snapshot, &week.name, &format!("{}/{}", note.stem(), stem(new)), edits);
        }
        let Some(prompt) = week.prompts.iter().find(|prompt| prompt.heading.range == words) else { continue };
        for (_, note) in snapshot.of_kind(NoteKind::Week) {
            let Some(walked) = note.week().filter(|it| it.prompt_week.as_ref().is_some_and(|name| name.value == week.name)) else {
                continue;
            };
            let answered = walked.prompts.iter().filter(|answered| same_heading(&answered.heading.value, &prompt.heading.value));
            for answered in answered {
                edits.replace(&note.path, answered.heading.range, new);
            }
        }
    }
}

fn own_set(snapshot: &Snapshot, id: NoteId) -> Option<(&Note, &PromptSet)> {
    let note = snapshot.get(id)?;
    if let Meaning::Prompts(set) = &note.meaning { Some((note, set)) } else { None }
}

fn rename_week(snapshot: &Snapshot, old: &str, new: &str, edits: &mut Edits) {
    for (_, note) in snapshot.of_kind(NoteKind::Week) {
        if let Some(name) = note.week().and_then(|week| week.prompt_week.as_ref()).filter(|name| name.value == old) {
            let at = note.of(name.range).find(old).map(|at| name.range.start() + at);
            let range = at.map_or(name.range, |at| TextRange::new(at, at + old.len()));
            edits.replace(&note.path, range, new);
        }
    }
}
