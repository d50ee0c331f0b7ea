//! What new notes with a title share: a path that is free, a template filled in, the words for it.

use crate::actions::new_note::free_path::{FreePaths, clean_name};
use crate::actions::new_note::own_template::{filled, with_fields};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::calendar::week::Week;
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::text::fuzzy::fold;
use crate::workspace::snapshot::Snapshot;

/// A new note: what it is called, and what it begins with.
pub struct Titled<'a> {
    /// What it is about.
    pub kind: NoteKind,
    /// Its title.
    pub title: &'a str,
    /// Its file's stem.
    pub stem: String,
    /// The day it speaks of.
    pub date: chrono::NaiveDate,
    /// What its front matter holds.
    pub fields: Vec<(&'static str, NewValue)>,
    /// The text where the keeper has no template.
    pub built_in: String,
    /// The keeper's own template.
    pub template: Option<&'a str>,
}

/// A title as it may stand in a note.
///
/// # Errors
/// When there is nothing in it.
pub fn title_of(words: &str, kind: NoteKind) -> Result<String, Refusal> {
    clean_name(words).ok_or_else(|| {
        let example = if kind == NoteKind::Event { "\"Denver Rust\"" } else { "\"What I enjoy\"" };
        let advice = format!("Give one: journal new {} {example}", kind.word());
        Refusal::new(RefusalKind::Unusable, "this name has nothing in it").advise(advice)
    })
}

/// The plan that makes the note. A name that is taken by a note of the same title is refused; by one of another title, it gets a number.
///
/// # Errors
/// When the name is taken.
pub fn plan(snapshot: &Snapshot, new: &Titled<'_>) -> Result<Plan, Refusal> {
    let folder = new.kind.folder().unwrap_or("notes");
    let plain = format!("{folder}/{}.md", new.stem);
    // A map goes by its title, whatever its file is called; an event may come again on another day.
    let by_title = |note: &Note| new.kind == NoteKind::Map && note.kind == NoteKind::Map;
    let same = snapshot
        .notes()
        .filter(|(_, note)| note.path.eq_ignore_ascii_case(&plain) || by_title(note))
        .find(|(_, note)| fold(&note.title()) == fold(new.title));
    if let Some((_, note)) = same {
        let message = format!("there is a note of this name already: {}", note.path);
        return Err(Refusal::new(RefusalKind::Unusable, message)
            .advise(format!("Open it with: journal open {}. For another one, give another name.", note.path)));
    }
    let path = FreePaths::of(snapshot).take(folder, &new.stem);
    let date = new.date.to_string();
    let week = Week::of(new.date, snapshot.settings().week_start).to_string();
    let values = [("title", new.title), ("name", new.title), ("date", date.as_str()), ("week", &week), ("habits", ""), ("prompts", "")];
    let text = new.template.map_or_else(|| new.built_in.clone(), |template| filled(template, &values));
    let text = if new.fields.is_empty() { text } else { with_fields(text, new.kind, &new.fields) };
    let said = vec![format!("Made {path}.")];
    Ok(Plan { act: format!("new {} {}", new.kind.word(), new.title), changes: vec![NoteChange::Create { path: path.into(), text }], said })
}
