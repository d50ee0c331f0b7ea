//! Rename: what under the cursor can get another name, and the plan that carries it through.

use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::actions::rename::habit::rename_habit;
use crate::actions::rename::heading::rename_heading;
use crate::actions::rename::note::{dated_stem, rename_file, rename_note};
use crate::ide::thing::{Found, Thing, thing_at};
use crate::notes::note::Meaning;
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, without_md};
use crate::workspace::snapshot::Snapshot;

/// The words under the cursor that can be renamed, and the name to begin with.
///
/// # Errors
/// With a sentence, where nothing that has a name stands there.
pub fn prepare_rename(snapshot: &Snapshot, id: NoteId, offset: usize) -> Result<(TextRange, String), Refusal> {
    let Found { range, thing } = thing_at(snapshot, id, offset).ok_or_else(nothing)?;
    let note = snapshot.get(id).ok_or_else(nothing)?;
    match thing {
        Thing::Note(to) if is_by_file(snapshot, to, note.of(range)) => Ok((range, snapshot.get(to).ok_or_else(nothing)?.stem().to_owned())),
        Thing::Note(to) => Ok((range, snapshot.get(to).ok_or_else(nothing)?.title())),
        Thing::Heading { note: to, words } => Ok((range, snapshot.get(to).ok_or_else(nothing)?.of(words).trim().to_owned())),
        Thing::Habit(name) => Ok((range, name)),
        Thing::Prompt(_) => Err(Refusal::new(RefusalKind::Unusable, "A prompt keeps the words of its set, by which it is found.")),
        Thing::Unresolved { target, candidates } if candidates.is_empty() => {
            Err(Refusal::new(RefusalKind::NotFound, format!("There is no note called “{target}” yet.")))
        }
        Thing::Unresolved { target, .. } => Err(Refusal::new(RefusalKind::NotFound, format!("“{target}” may be one of several notes."))),
        Thing::PromptWeek(_) | Thing::Cell { .. } | Thing::Date(_) | Thing::Check(_) | Thing::Field(_) => {
            let words = note.of(range).trim();
            Err(Refusal::new(RefusalKind::Unusable, format!("“{words}” is no name that can be changed everywhere.")))
        }
    }
}

/// The plan that gives the thing under the cursor another name.
///
/// # Errors
/// With a sentence, where nothing that has a name stands there, or the name is taken.
pub fn rename(snapshot: &Snapshot, id: NoteId, offset: usize, new: &str) -> Result<Plan, Refusal> {
    let (range, _) = prepare_rename(snapshot, id, offset)?;
    let words = snapshot.get(id).map(|note| note.of(range)).unwrap_or_default();
    match thing_at(snapshot, id, offset).ok_or_else(nothing)?.thing {
        Thing::Note(to) if is_by_file(snapshot, to, words) => rename_file(snapshot, to, new),
        Thing::Note(to) => rename_note(snapshot, to, new),
        Thing::Heading { note, words } => rename_heading(snapshot, note, words, new),
        Thing::Habit(name) => rename_habit(snapshot, &name, new),
        Thing::Prompt(_)
        | Thing::PromptWeek(_)
        | Thing::Cell { .. }
        | Thing::Date(_)
        | Thing::Check(_)
        | Thing::Field(_)
        | Thing::Unresolved { .. } => Err(nothing()),
    }
}

/// The plan that gives a note another name, where somebody named it by these words. A new name that ends in `.md` is one for its file alone.
///
/// # Errors
/// With a sentence, where the name is taken, or links cannot carry it.
pub fn rename_named(snapshot: &Snapshot, id: NoteId, words: &str, new: &str) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(nothing)?;
    let Some(file) = new.trim().strip_suffix(".md") else {
        // A day in front of a file's name says when, not how it is called: `2026-12-02-denver-rust` names the event.
        let by_file = is_by_file(snapshot, id, words) && dated_stem(note.stem()).0.is_empty();
        return if by_file { rename_file(snapshot, id, new) } else { rename_note(snapshot, id, new) };
    };
    let folder = note.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (to, name) = file.rsplit_once('/').unwrap_or((folder, file));
    if to != folder {
        let refusal =
            Refusal::new(RefusalKind::Unusable, format!("{} would lie in another folder, and a rename moves no note", new.trim()));
        return Err(refusal.advise("Name the file alone."));
    }
    rename_file(snapshot, id, name)
}

/// Whether words name a note by its file, and it is called otherwise: then the file is what is renamed. People and companies are renamed
/// as such wherever one stands.
fn is_by_file(snapshot: &Snapshot, id: NoteId, words: &str) -> bool {
    let Some(note) = snapshot.get(id) else { return false };
    let is_somebody = matches!(note.meaning, Meaning::Contact(_) | Meaning::Company(_));
    let file = words.trim().rsplit('/').next().unwrap_or(words);
    !is_somebody && fold(without_md(file)) == fold(note.stem()) && fold(&note.title()) != fold(note.stem())
}

fn nothing() -> Refusal {
    Refusal::new(RefusalKind::NotFound, "Nothing that has a name stands here.")
}

#[cfg(test)]
mod tests {
    use super::{prepare_rename, rename, rename_named};
    use crate::testing::{at_cursor, journal};

    #[track_caller]
    fn check(fixture: &str, expected: &str) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let told = match prepare_rename(&snapshot, id, offset) {
            Ok((range, name)) => format!("{} = {name}", snapshot.note(id).of(range)),
            Err(refusal) => refusal.message,
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn people_headings_and_habits_can_be_renamed() {
        check("//- contacts/ada.md\n# Ada L\n//- n.md\n[[a$0da]]", "ada = Ada L");
        check("//- n.md\n## Pl$0an\n", "Plan = Plan");
        check(
            "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Co$0de | daily | | | |\n",
            "Code = Code",
        );
    }

    #[test]
    fn a_note_that_is_named_by_its_file_gets_another_file_name() {
        check("//- topics/t-1.md\n# Topic one\n//- n.md\n[x](topics/t-$01.md)", "topics/t-1.md = t-1");
        check("//- topics/t-1.md\n# Topic one\n//- n.md\n[[Topic o$0ne]]", "Topic one = Topic one");
    }

    #[test]
    fn other_words_are_refused_with_a_sentence() {
        check("//- n.md\nplain wo$0rds", "Nothing that has a name stands here.");
        check("//- n.md\n[[no$0body]]", "There is no note called “nobody” yet.");
        check("//- outreach/x.md\n---\nst$0atus: sent\n---\n", "“status” is no name that can be changed everywhere.");
    }

    #[test]
    fn words_from_a_command_line_name_a_note_or_its_file() {
        let snapshot = journal("//- topics/t-1.md\n# Topic one\n//- events/2026-12-02-denver-rust.md\n---\nname: Denver Rust\n---\n");
        let told = |path: &str, words: &str, new: &str| match rename_named(&snapshot, snapshot.id(path).unwrap(), words, new) {
            Ok(plan) => plan.said.last().unwrap().clone(),
            Err(refusal) => refusal.message,
        };
        let (topic, event) = ("topics/t-1.md", "events/2026-12-02-denver-rust.md");
        assert_eq!(told(topic, "t-1", "hub"), "topics/t-1.md is topics/hub.md now; links in 0 notes follow.");
        assert_eq!(told(topic, "topic one", "Hub"), "Renamed Topic one to Hub in 1 note.");
        assert_eq!(told(event, "2026-12-02-denver-rust", "Boulder Rust"), "The note is events/2026-12-02-boulder-rust.md now.");
        assert_eq!(told(topic, "Topic one", "topics/hub.md"), "topics/t-1.md is topics/hub.md now; links in 0 notes follow.");
        assert_eq!(told(topic, "t-1", "maps/hub.md"), "maps/hub.md would lie in another folder, and a rename moves no note");
    }

    #[test]
    fn a_plan_touches_every_note_that_names_the_thing() {
        let (snapshot, id, offset) = at_cursor("//- contacts/ada.md\n# Ada\n//- n.md\n[[a$0da]]");
        let plan = rename(&snapshot, id, offset, "Bo").unwrap();
        let paths: Vec<&str> = plan.changes.iter().map(|change| &**change.path()).collect();
        assert_eq!(paths, ["n.md", "contacts/ada.md"]);
    }
}
