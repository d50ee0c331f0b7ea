//! Rename: what under the cursor can get another name, and the plan that carries it through.

use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::actions::rename::habit::rename_habit;
use crate::actions::rename::heading::{names_the_note, rename_heading};
use crate::actions::rename::note::{dated, is_by_file, rename_called};
use crate::ide::thing::{Found, Thing, thing_at};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The words under the cursor that can be renamed, and the name to begin with.
///
/// # Errors
/// With a sentence, where nothing that has a name stands there.
pub fn prepare_rename(snapshot: &Snapshot, id: NoteId, offset: usize) -> Result<(TextRange, String), Refusal> {
    let Found { range, thing } = thing_at(snapshot, id, offset).ok_or_else(nothing)?;
    let note = snapshot.get(id).ok_or_else(nothing)?;
    let named = match thing {
        Thing::Note(to) => Some(to),
        // A heading that the note is called by is renamed with it.
        Thing::Heading { note: to, words } => Some(to).filter(|to| names_the_note(snapshot, *to, words)),
        _ => None,
    };
    if let Some(refusal) = named.and_then(|to| dated(snapshot.get(to)?)) {
        return Err(refusal);
    }
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
        Thing::Note(to) => rename_called(snapshot, to, words, new),
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

fn nothing() -> Refusal {
    Refusal::new(RefusalKind::NotFound, "Nothing that has a name stands here.")
}

#[cfg(test)]
mod tests {
    use super::{prepare_rename, rename};
    use crate::testing::at_cursor;

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
        check("//- weeks/2026-W48.md\n# Week\n//- n.md\n[[2026-$0W48]]", "weeks/2026-W48.md is called after its week");
        check("//- weeks/2026-W48.md\n# We$0ek 48\n//- n.md\n[[2026-W48]]", "weeks/2026-W48.md is called after its week");
        check("//- weeks/2026-W48.md\n# We$0ek 48\n//- n.md\n# N\n", "Week 48 = Week 48");
        check("//- n.md\n[[no$0body]]", "There is no note called “nobody” yet.");
        check("//- outreach/x.md\n---\nst$0atus: sent\n---\n", "“status” is no name that can be changed everywhere.");
    }

    #[test]
    fn a_plan_touches_every_note_that_names_the_thing() {
        let (snapshot, id, offset) = at_cursor("//- contacts/ada.md\n# Ada\n//- n.md\n[[a$0da]]");
        let plan = rename(&snapshot, id, offset, "Bo").unwrap();
        let paths: Vec<&str> = plan.changes.iter().map(|change| &**change.path()).collect();
        assert_eq!(paths, ["n.md", "contacts/ada.md"]);
    }
}
