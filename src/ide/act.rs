//! What an editor may have done at a place, and the plan behind it: worked out when it is chosen, by the same code as the command line.

use crate::actions::follow_up::{follow_up, thank};
use crate::actions::format::align;
use crate::actions::mark_message::{MessageMark, mark_message};
use crate::actions::new_note::company::new_company;
use crate::actions::new_note::contact::new_contact;
use crate::actions::new_note::week::prompt_headings;
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::actions::tick::act::tick_cells;
use crate::actions::tick::ask::{Ask, Tick};
use crate::checks::check::{Diagnostic, FixKind, Severity};
use crate::checks::run::check_note;
use crate::markdown::front_matter::edit::append_to_list;
use crate::notes::note::Note;
use crate::notes::sections::{same_heading, section};
use crate::text::edit::TextEdit;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Something that can be done. It is kept as words between offering and doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Switch a check off for the note.
    Allow(String),
    /// Make a contact's note.
    NewContact(String),
    /// Make a company's note.
    NewCompany(String),
    /// Draft a follow-up of this message (its stem).
    FollowUp(String),
    /// Draft thanks after this message (its stem).
    ThankYou(String),
    /// Move the message on.
    Mark(MessageMark),
    /// Mark a cell of the tracker: its row and day.
    Cell(usize, usize, Ask),
    /// Align the table at this byte.
    Align(usize),
    /// Put the habits into the order of the settings.
    SortHabits,
    /// Insert the prompts of the week's set that are left.
    InsertPrompts,
    /// Mend all that has one safe fix.
    FixAll,
}

impl Act {
    /// Whether it makes a file.
    #[must_use]
    pub fn makes_a_file(&self) -> bool {
        match self {
            Self::NewContact(_) | Self::NewCompany(_) | Self::FollowUp(_) | Self::ThankYou(_) => true,
            Self::Allow(_) | Self::Mark(_) | Self::Cell(..) | Self::Align(_) | Self::SortHabits | Self::InsertPrompts | Self::FixAll => {
                false
            }
        }
    }
}

/// The keeper's own templates, read where they live.
pub type Templates<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The plan of an act on a note. `found` are the findings on it.
///
/// # Errors
/// With a sentence, where it cannot be done any more.
pub fn plan(snapshot: &Snapshot, id: NoteId, act: &Act, found: &[Diagnostic], templates: Templates<'_>) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(|| gone("the note"))?;
    let template = |name: &str| templates(name);
    match act {
        Act::Allow(code) => allow(note, code),
        Act::NewContact(name) => new_contact(snapshot, name, &[], template("contact").as_deref()),
        Act::NewCompany(name) => new_company(snapshot, name, &[], template("company").as_deref()),
        Act::FollowUp(stem) => follow_up(snapshot, message(snapshot, stem)?, template("follow-up").as_deref()),
        Act::ThankYou(stem) => thank(snapshot, message(snapshot, stem)?, template("thank-you").as_deref()),
        Act::Mark(mark) => mark_message(snapshot, id, *mark, snapshot.today(), &errors(snapshot, id), false),
        Act::Cell(row, day, ask) => tick_cell(snapshot, note, *row, *day, ask, template("week").as_deref()),
        Act::Align(at) => {
            let table = note.markdown.tables.iter().find(|table| table.range.touches(*at)).ok_or_else(|| gone("the table"))?;
            Ok(own_edits(note, "align the table", align(note, table)))
        }
        Act::SortHabits => Ok(own_edits(note, "sort the habits", sorted_habits(snapshot, note).ok_or_else(|| gone("the habit table"))?)),
        Act::InsertPrompts => insert_prompts(snapshot, note),
        Act::FixAll => Ok(own_edits(note, "fix all", all_fixes(found))),
    }
}

fn gone(what: &str) -> Refusal {
    Refusal::new(RefusalKind::NotFound, format!("{what} is gone"))
}

fn own_edits(note: &Note, act: &str, edits: Vec<TextEdit>) -> Plan {
    let changes = if edits.is_empty() { Vec::new() } else { vec![NoteChange::Edit { path: note.path.clone(), edits }] };
    Plan { act: act.to_owned(), changes, said: Vec::new() }
}

fn message(snapshot: &Snapshot, stem: &str) -> Result<NoteId, Refusal> {
    snapshot.resolve_message(stem).one().ok_or_else(|| gone("the message"))
}

/// Why a message is unfit to go: its errors, in words.
#[must_use]
pub fn errors(snapshot: &Snapshot, id: NoteId) -> Vec<String> {
    let errors = check_note(snapshot, id).into_iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| format!("{} ({}).", found.finding.message.trim_end_matches('.'), found.code)).collect()
}

fn allow(note: &Note, code: &str) -> Result<Plan, Refusal> {
    let order: Vec<&str> = note.kind.fields().iter().map(|field| field.name).collect();
    let edits = append_to_list(&note.text, &note.markdown, "allow", code, &order);
    let edits = edits.map_err(|error| {
        Refusal::new(RefusalKind::Unusable, error.to_string()).advise(format!("Write <!-- journal: allow {code} --> into the note."))
    })?;
    Ok(own_edits(note, &format!("allow {code}"), edits))
}

fn tick_cell(snapshot: &Snapshot, note: &Note, row: usize, day: usize, ask: &Ask, template: Option<&str>) -> Result<Plan, Refusal> {
    let week = note.week().ok_or_else(|| gone("the week"))?;
    let row = week.tracker.as_ref().and_then(|tracker| tracker.rows.get(row)).ok_or_else(|| gone("the habit"))?;
    let date = row.days.get(day).and_then(|cell| week.date_of(cell.weekday)).ok_or_else(|| gone("the day"))?;
    let tick = Tick { habit: row.name.value.clone(), ask: ask.clone(), set: true, note: None };
    tick_cells(snapshot, date, &[tick], template)
}

/// The edits that put the habits' rows into the order of the settings; none where there is no tracker.
fn sorted_habits(snapshot: &Snapshot, note: &Note) -> Option<Vec<TextEdit>> {
    let tracker = note.week()?.tracker.as_ref()?;
    let table = note.markdown.tables.get(tracker.table)?;
    let habits = &snapshot.settings().habits;
    let place = |name: &str| habits.iter().position(|habit| same_heading(&habit.name.value, name)).unwrap_or(usize::MAX);
    let mut wanted: Vec<(usize, usize)> = tracker.rows.iter().map(|row| (place(&row.name.value), row.row)).collect();
    let there: Vec<usize> = wanted.iter().map(|(_, row)| *row).collect();
    wanted.sort_by_key(|(place, _)| *place);
    let moved = there.iter().zip(&wanted).filter(|(there, (_, wanted))| *there != wanted);
    Some(moved.map(|(there, (_, wanted))| TextEdit::replace(table.rows[*there].range, note.of(table.rows[*wanted].range))).collect())
}

/// Whether the habits stand in another order than in the settings.
#[must_use]
pub fn can_sort_habits(snapshot: &Snapshot, note: &Note) -> bool {
    sorted_habits(snapshot, note).is_some_and(|edits| !edits.is_empty())
}

/// The prompts of the week's set that the note does not hold.
#[must_use]
pub fn prompts_left(snapshot: &Snapshot, note: &Note) -> Vec<String> {
    let Some(week) = note.week() else { return Vec::new() };
    let Some(set) = &week.prompt_week else { return Vec::new() };
    let is_there = |heading: &str| week.prompts.iter().any(|prompt| same_heading(&prompt.heading.value, heading));
    prompt_headings(snapshot, &set.value).into_iter().filter(|heading| !is_there(heading)).collect()
}

fn insert_prompts(snapshot: &Snapshot, note: &Note) -> Result<Plan, Refusal> {
    let left = prompts_left(snapshot, note);
    if left.is_empty() {
        return Err(Refusal::new(RefusalKind::NotFound, "every prompt of the week's set is there"));
    }
    let newline = if note.text.contains("\r\n") { "\r\n" } else { "\n" };
    let boxes = "- [ ] completed\n- [ ] partially complete\n- [x] not started\n";
    let sections: String = left.iter().map(|heading| format!("\n### {heading}\n\n{boxes}")).collect();
    let (at, lead, tail) = match section(&note.text, &note.markdown, 2, "Prompts") {
        Some(prompts) => {
            let words = note.of(prompts.content);
            let at = prompts.content.start() + words.trim_end().len();
            let lead = if words.trim().is_empty() && note.text[..at].ends_with('\n') { "" } else { "\n" };
            (at, lead, if at < prompts.content.end() { "" } else { "\n" })
        }
        None => (note.text.trim_end().len(), "\n\n## Prompts\n", "\n"),
    };
    let text = format!("{lead}{}{}", sections.trim_end(), if note.text.len() == at { "\n" } else { tail.trim_end() });
    let edits = vec![TextEdit::insert(at, text.replace('\n', newline))];
    Ok(own_edits(note, "insert prompts", edits))
}

/// The fixes that can be made together unasked: those that are the only one of their finding and edit the note alone. Of two that touch
/// one place, the first.
#[must_use]
pub fn all_fixes(found: &[Diagnostic]) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for diagnostic in found {
        let [fix] = diagnostic.finding.fixes.as_slice() else { continue };
        let FixKind::Edits(wanted) = &fix.how else { continue };
        let clashes = |edit: &TextEdit| {
            edits
                .iter()
                .any(|other| other.range == edit.range || other.range.overlaps(edit.range) || other.range.touches(edit.range.start()))
        };
        if !wanted.iter().any(clashes) {
            edits.extend(wanted.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.range);
    edits
}

#[cfg(test)]
mod tests {
    use super::{Act, plan};
    use crate::actions::plan::NoteChange;
    use crate::actions::tick::ask::Ask;
    use crate::checks::run::check_note;
    use crate::testing::journal;
    use crate::text::edit::apply;

    #[track_caller]
    fn check(fixture: &str, path: &str, act: &Act, expected: &str) {
        let snapshot = journal(fixture);
        let id = snapshot.id(path).unwrap();
        let plan = plan(&snapshot, id, act, &check_note(&snapshot, id), &|_| None).unwrap();
        let show = |change: &NoteChange| match change {
            NoteChange::Edit { path, edits } => apply(&snapshot.at(path).unwrap().text, edits).unwrap(),
            other => format!("{other:?}"),
        };
        assert_eq!(plan.changes.iter().map(show).collect::<String>(), expected);
    }

    #[test]
    fn a_check_is_allowed_in_front_matter() {
        check(
            "//- outreach/x.md\n---\nto: Ada\nallow: [jargon]\n---\nHi\n",
            "outreach/x.md",
            &Act::Allow("too-short".into()),
            "---\nto: Ada\nallow: [jargon, too-short]\n---\nHi\n",
        );
    }

    #[test]
    fn a_cell_is_ticked_and_cleared() {
        let week = |cell: &str| {
            format!(
                "---\nweek: 2026-W48\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | daily | {cell} | | |\n"
            )
        };
        let fixture = |cell: &str| format!("//- weeks/2026-W48.md\n{}", week(cell));
        check(&fixture(" "), "weeks/2026-W48.md", &Act::Cell(0, 0, Ask::Done), &week(" ").replace("| daily |   |", "| daily | x |"));
        check(&fixture("x"), "weeks/2026-W48.md", &Act::Cell(0, 0, Ask::Clear), &week(" "));
    }

    #[test]
    fn habits_are_sorted_as_in_the_settings() {
        check(
            "//- journal.toml\n[habits]\nRun = \"daily\"\nCode = \"daily\"\n//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Mine | daily | | | |\n| Code | daily | | | |\n| Run | daily | x | | |\n",
            "weeks/2026-W48.md",
            &Act::SortHabits,
            "| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Run | daily | x | | |\n| Code | daily | | | |\n| Mine | daily | | | |\n",
        );
    }

    #[test]
    fn prompts_that_are_left_are_inserted_at_the_end_of_their_section() {
        let set = "//- prompts/mine.md\n# Mine\n## First week\n### Why?\n### How?\n";
        let boxes = "- [ ] completed\n- [ ] partially complete\n- [x] not started\n";
        check(
            &format!("{set}//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n## Prompts\n\n### Why?\n\nBecause.\n\n## Review\n"),
            "weeks/2026-W48.md",
            &Act::InsertPrompts,
            &format!("---\nprompts: mine/first-week\n---\n## Prompts\n\n### Why?\n\nBecause.\n\n### How?\n\n{boxes}\n## Review\n"),
        );
        check(
            &format!("{set}//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n# Week\n"),
            "weeks/2026-W48.md",
            &Act::InsertPrompts,
            &format!("---\nprompts: mine/first-week\n---\n# Week\n\n## Prompts\n\n### Why?\n\n{boxes}\n### How?\n\n{boxes}"),
        );
    }

    #[test]
    fn all_that_has_one_safe_fix_is_mended() {
        check(
            "//- contacts/ada.md\n---\nname: Ada\nrolee: Engineer\n---\n",
            "contacts/ada.md",
            &Act::FixAll,
            "---\nname: Ada\nrole: Engineer\n---\n",
        );
    }
}
