//! Workspace symbols: contacts, companies, messages, habits, prompts, notes and headings of the whole journal, by a few letters.

use std::sync::Arc;

use crate::ide::definition::head_of;
use crate::ide::symbols::SymbolKind;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::text::fuzzy::{Fuzzy, fold};
use crate::text::letters::Letters;
use crate::text::range::TextRange;
use crate::workspace::roster::shown_name;
use crate::workspace::snapshot::Snapshot;

/// Something that can be gone to by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// Its name.
    pub name: String,
    /// What holds it: a note's title; none for a note itself.
    pub within: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// The file.
    pub path: Arc<str>,
    /// The place in it.
    pub range: TextRange,
}

/// No list is longer: nobody reads more, and the client sorts once more by itself.
const MOST: usize = 256;

/// The best matches of a query, the best first. `is_cancelled` is asked now and then.
#[must_use]
pub fn workspace_symbols(snapshot: &Snapshot, query: &str, is_cancelled: &dyn Fn() -> bool) -> Vec<NamedPlace> {
    let mut fuzzy = Fuzzy::new(query);
    let asked = Letters::asked_by(query);
    let mut best: Vec<(u32, usize, NamedPlace)> = Vec::new();
    for (seen, (_, note)) in snapshot.notes().enumerate() {
        if seen % 1024 == 0 && is_cancelled() {
            return Vec::new();
        }
        if !note.letters.hold(asked) {
            continue;
        }
        let mut add = |score: u32, place: NamedPlace| best.push((score, best.len(), place));
        note_places(note, asked, &mut fuzzy, &mut add);
        if best.len() > MOST * 16 {
            keep_best(&mut best);
        }
    }
    add_habits(snapshot, &mut fuzzy, &mut best);
    keep_best(&mut best);
    best.into_iter().map(|(.., place)| place).collect()
}

fn keep_best(best: &mut Vec<(u32, usize, NamedPlace)>) {
    best.sort_by(|one, other| other.0.cmp(&one.0).then(one.2.name.len().cmp(&other.2.name.len())).then(one.1.cmp(&other.1)));
    best.truncate(MOST);
}

fn note_places(note: &Note, asked: Letters, fuzzy: &mut Fuzzy, add: &mut dyn FnMut(u32, NamedPlace)) {
    let title = shown_name(note);
    let place = |name: &str, within: Option<String>, kind, range| NamedPlace {
        name: name.to_owned(),
        within,
        kind,
        path: note.path.clone(),
        range,
    };
    let mut score = |words: &str| if Letters::of(words).hold(asked) { fuzzy.score(words) } else { None };
    if let Some(found) = score(title).or_else(|| score(note.stem())) {
        // A whole note is wanted more often than a heading in one, a person more often than a text.
        let bonus = if note.kind == NoteKind::Contact { 16 } else { 8 };
        add(found + bonus, place(title, None, kind_of(note.kind), head_of(note)));
    }
    for heading in &note.markdown.headings {
        let words = note.of(heading.text).trim();
        if heading.level == 1 && words == title {
            continue;
        }
        let Some(found) = score(words) else { continue };
        let is_prompt = note.week().is_some_and(|week| week.prompts.iter().any(|prompt| prompt.heading.range == heading.text));
        let kind = if is_prompt { SymbolKind::Prompt } else { SymbolKind::Heading };
        add(found, place(words, Some(title.to_owned()), kind, heading.text));
    }
}

/// The kind of symbol that a kind of note is.
#[must_use]
pub fn kind_of(kind: NoteKind) -> SymbolKind {
    match kind {
        NoteKind::Contact => SymbolKind::Contact,
        NoteKind::Company => SymbolKind::Company,
        NoteKind::Outreach => SymbolKind::Message,
        NoteKind::Week | NoteKind::Day | NoteKind::Event | NoteKind::Map | NoteKind::Prompts | NoteKind::Plain => SymbolKind::Note,
    }
}

/// A habit is gone to in the latest week that has it.
fn add_habits(snapshot: &Snapshot, fuzzy: &mut Fuzzy, best: &mut Vec<(u32, usize, NamedPlace)>) {
    let mut weeks: Vec<&Arc<Note>> = snapshot.of_kind(NoteKind::Week).map(|(_, note)| note).collect();
    weeks.sort_by(|one, other| other.path.cmp(&one.path));
    let mut known: Vec<String> = Vec::new();
    for note in weeks {
        let rows = note.week().and_then(|week| week.tracker.as_ref()).map_or(&[][..], |tracker| &tracker.rows);
        for row in rows {
            let folded = fold(&row.name.value);
            if known.contains(&folded) {
                continue;
            }
            known.push(folded);
            if let Some(score) = fuzzy.score(&row.name.value) {
                let within = Some(note.title());
                let place = NamedPlace {
                    name: row.name.value.clone(),
                    within,
                    kind: SymbolKind::Habit,
                    path: note.path.clone(),
                    range: row.name.range,
                };
                best.push((score + 8, best.len(), place));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::workspace_symbols;
    use crate::testing::journal;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let snapshot = journal(
            "//- contacts/ada-lovelace.md\n# Ada Lovelace\n## Log\n//- companies/lovely.md\n# Lovely Ltd\n//- n.md\n# Notes\n## Alo\u{e9} vera\n\
//- weeks/2026-W48.md\n## Habits\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Move | daily | | | |\n\
//- weeks/2026-W47.md\n## Habits\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| move | daily | | | |\n",
        );
        let found = workspace_symbols(&snapshot, query, &|| false);
        let shown: Vec<String> = found.iter().map(|it| format!("{:?} {}", it.kind, it.name)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_few_letters_find_people_first() {
        check("lovel", &["Contact Ada Lovelace", "Company Lovely Ltd"]);
        check("vera", &["Heading Aloé vera"]);
    }

    #[test]
    fn habits_are_found_and_nonsense_is_not() {
        check("move", &["Habit Move"]);
        check("zzzz", &[]);
    }

    #[test]
    fn a_cancelled_search_ends() {
        let snapshot = journal("//- n.md\n# Notes\n");
        assert_eq!(workspace_symbols(&snapshot, "", &|| true), []);
    }
}
