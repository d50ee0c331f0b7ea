//! Another name for a habit, in every week and in the settings, so that its chain goes on.

use std::sync::Arc;

use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::actions::rename::edits::Edits;
use crate::markdown::edit_tables::set_cell;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::sections::{run_together, same_heading};
use crate::text::edit::TextEdit;
use crate::workspace::snapshot::Snapshot;

/// Gives a habit another name.
///
/// # Errors
/// When there is no such habit, the name is empty, or another habit has it.
pub fn rename_habit(snapshot: &Snapshot, old: &str, new: &str) -> Result<Plan, Refusal> {
    let new = run_together(new);
    let new = new.as_str();
    if new.is_empty() || new.chars().any(char::is_control) {
        return Err(Refusal::new(RefusalKind::Unusable, "a habit needs a name of visible letters"));
    }
    let is_known = |name: &str| snapshot.settings().habit(name).is_some() || snapshot.chains().habit(name).is_some();
    if !is_known(old) {
        return Err(Refusal::new(RefusalKind::NotFound, format!("there is no habit called “{old}”")));
    }
    if !same_heading(old, new) && is_known(new) {
        let message = format!("there is a habit called “{new}” already; the two would become one");
        return Err(Refusal::new(RefusalKind::Unusable, message));
    }
    let mut edits = Edits::default();
    let mut weeks = 0;
    for (_, note) in snapshot.of_kind(NoteKind::Week) {
        for edit in row_edits(note, old, new) {
            weeks += 1;
            edits.replace(&note.path, edit.range, edit.text);
        }
    }
    if let Some(setting) = snapshot.settings().habit(old) {
        edits.replace(&Arc::from("journal.toml"), setting.name.range, toml_key(new));
    }
    let count = if weeks == 1 { "1 week".to_owned() } else { format!("{weeks} weeks") };
    Ok(Plan {
        act: format!("rename habit {old}"),
        changes: edits.into_changes(),
        said: vec![format!("Renamed the habit {old} to {new} in {count}.")],
    })
}

fn row_edits(note: &Note, old: &str, new: &str) -> Vec<TextEdit> {
    let Some(tracker) = note.week().and_then(|week| week.tracker.as_ref()) else { return Vec::new() };
    let Some(table) = note.markdown.tables.get(tracker.table) else { return Vec::new() };
    let rows = tracker.rows.iter().filter(|row| same_heading(&row.name.value, old));
    rows.filter_map(|row| {
        let column = table.rows.get(row.row)?.cells.iter().position(|cell| cell.text == row.name.range)?;
        Some(set_cell(&note.text, table, row.row, column, new))
    })
    .flatten()
    .collect()
}

/// A key of TOML: in quotes unless it is letters, digits, dashes and underscores.
fn toml_key(name: &str) -> String {
    let is_bare = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    if is_bare { name.to_owned() } else { format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::rename_habit;
    use crate::actions::plan::NoteChange;
    use crate::testing::journal;
    use crate::text::edit::apply;

    const JOURNAL: &str = "//- journal.toml\n[habits]\nCode = \"daily\"\nRun = \"daily\"\n//- weeks/2026-W48.md\n| Habit  | Target | Mon | Tue | Wed |\n\
|--------|--------|-----|-----|-----|\n| Code   | daily  | x   |     |     |\n";

    #[test]
    fn every_week_and_the_settings_follow() {
        let snapshot = journal(JOURNAL);
        let plan = rename_habit(&snapshot, "code", "Deep work").unwrap();
        let text = |path: &str| {
            if path == "journal.toml" { snapshot.settings_text().unwrap().to_string() } else { snapshot.at(path).unwrap().text.to_string() }
        };
        let after = plan.changes.iter().map(|change| match change {
            NoteChange::Edit { path, edits } => apply(&text(path), edits).unwrap(),
            other => panic!("{other:?}"),
        });
        let all: String = after.collect();
        assert!(all.contains("\"Deep work\" = \"daily\"\nRun"), "{all}");
        assert!(all.contains("| Deep work | daily  | x   |"), "{all}");
    }

    #[test]
    fn a_name_that_another_habit_has_is_refused() {
        let snapshot = journal(JOURNAL);
        assert!(rename_habit(&snapshot, "Code", "run").unwrap_err().message.contains("would become one"));
        assert!(rename_habit(&snapshot, "Sleep", "Rest").unwrap_err().message.contains("no habit"));
    }
}
