//! A note by any of its names, as commands take it: a file, a path, a stem, a name, or the only one that begins so.

use crate::cli::failure::Failure;
use crate::cli::journal::Journal;
use crate::cli::mark::in_journal;
use crate::notes::note::Note;
use crate::text::fuzzy::{did_you_mean, fold};
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// The note that words name, among those that are `wanted`.
///
/// # Errors
/// When there is none, with the one that was probably meant; or several, listed.
pub fn find_note(journal: &Journal, snapshot: &Snapshot, words: &str, wanted: impl Fn(&Note) -> bool) -> Result<NoteId, Failure> {
    match notes_named(journal, snapshot, words, &wanted).as_slice() {
        [id] => Ok(*id),
        [] => Err(no_note(snapshot, words.trim(), wanted)),
        several => Err(several_notes(snapshot, words.trim(), several)),
    }
}

/// The notes that words may name, among those that are `wanted`: where some are called exactly so, those alone, else all that begin so.
#[must_use]
pub fn notes_named(journal: &Journal, snapshot: &Snapshot, words: &str, wanted: impl Fn(&Note) -> bool) -> Vec<NoteId> {
    let words = words.trim();
    if let Some(id) = snapshot.id(&in_journal(journal, words)).filter(|id| wanted(snapshot.note(*id))) {
        return vec![id];
    }
    let named: Vec<NoteId> = match snapshot.resolve(words.strip_suffix(".md").unwrap_or(words)) {
        Resolution::One(id) => vec![id],
        Resolution::Several(ids) => ids,
        Resolution::File | Resolution::None => Vec::new(),
    };
    let fitting: Vec<NoteId> = named.into_iter().filter(|id| wanted(snapshot.note(*id))).collect();
    if !fitting.is_empty() {
        return fitting;
    }
    let folded = fold(words);
    let begins = |note: &Note| !folded.is_empty() && (fold(&note.title()).starts_with(&folded) || fold(note.stem()).starts_with(&folded));
    snapshot.notes().filter(|(_, note)| wanted(note) && begins(note)).map(|(id, _)| id).collect()
}

fn no_note(snapshot: &Snapshot, words: &str, wanted: impl Fn(&Note) -> bool) -> Failure {
    let notes = || snapshot.notes().filter(|(_, note)| wanted(note));
    let names: Vec<String> = notes().map(|(_, note)| note.title()).chain(notes().map(|(_, note)| note.stem().to_owned())).collect();
    let near = did_you_mean(words, names.iter().map(String::as_str));
    let failure = Failure::no_such(format!("there is no note called “{words}”"));
    match near {
        Some(near) => failure.advise(format!("Did you mean “{near}”?")),
        None => failure.advise("A note is called by its path, its file's name, its name, an alias or its heading."),
    }
}

fn several_notes(snapshot: &Snapshot, words: &str, ids: &[NoteId]) -> Failure {
    const SHOWN: usize = 8;
    let mut paths: Vec<&str> = ids.iter().take(SHOWN).map(|id| &*snapshot.note(*id).path).collect();
    if ids.len() > SHOWN {
        paths.push("…");
    }
    Failure::no_such(format!("“{words}” may mean several notes: {}", paths.join(", "))).advise("Name its path.")
}
