//! Settling days without a word: a time away goes into `away` of `journal.toml`, every other byte kept.

use chrono::NaiveDate;
use toml_edit::{Document, Item};

use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::calendar::date::{DateRange, long_date};
use crate::calendar::phrase::{Lean, date_phrase};
use crate::notes::settings::read::settings;
use crate::text::edit::{TextEdit, apply};
use crate::workspace::snapshot::Snapshot;

/// The file of settings.
const SETTINGS_FILE: &str = "journal.toml";

/// The days that words name: `2026-12-21..2027-01-03`, `last mon..yesterday`, or one day.
///
/// # Errors
/// When a day means nothing, or the last comes before the first.
pub fn range_in_words(words: &str, today: NaiveDate) -> Result<DateRange, Refusal> {
    let unusable = |message: String| Refusal::new(RefusalKind::Unusable, message);
    let day = |words: &str| date_phrase(words, today, Lean::Past).map_err(|error| unusable(error.to_string()));
    let (start, end) = words.split_once("..").unwrap_or((words, words));
    let (start, end) = (day(start)?, day(end)?);
    if end < start {
        let message = format!("{} comes before {}", long_date(end), long_date(start));
        return Err(unusable(message).advise("Write the first day, two dots, and the last: 2026-12-21..2027-01-03"));
    }
    Ok(DateRange { start, end })
}

/// Adds a time away to the settings.
///
/// # Errors
/// When the words name no days, or `journal.toml` is too broken to be edited.
pub fn add_away(snapshot: &Snapshot, words: &str) -> Result<Plan, Refusal> {
    let range = range_in_words(words, snapshot.today())?;
    let days = (range.end - range.start).num_days() + 1;
    let count = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let act = format!("away {range}");
    if range.start.iter_days().take_while(|day| *day <= range.end).all(|day| snapshot.settings().is_away(day)) {
        return Ok(Plan { act, changes: Vec::new(), said: vec![format!("→ {range} is a time away already")] });
    }
    let said = vec![format!("→ away {range} ({count}): skipped, not missed; chains hold. Noted in {SETTINGS_FILE}.")];
    let Some(text) = snapshot.settings_text() else {
        let text = format!("away = [\"{range}\"]\n");
        return Ok(Plan { act, changes: vec![NoteChange::Create { path: SETTINGS_FILE.into(), text }], said });
    };
    let edit = away_edit(text, range).filter(|edit| {
        let before = settings(text);
        let after = apply(text, std::slice::from_ref(edit)).map(|text| settings(&text));
        after.is_ok_and(|after| after.away.len() == before.away.len() + 1 && after.problems.len() == before.problems.len())
    });
    let edit = edit.ok_or_else(|| {
        let message = format!("{SETTINGS_FILE} cannot be edited as it stands");
        Refusal::new(RefusalKind::Unusable, message)
            .advise(format!("Mend it (journal check names the line), or write into it: away = [\"{range}\"]"))
    })?;
    Ok(Plan { act, changes: vec![NoteChange::Edit { path: SETTINGS_FILE.into(), edits: vec![edit] }], said })
}

/// The edit that puts a range into `away`; none where the file is no TOML.
fn away_edit(text: &str, range: DateRange) -> Option<TextEdit> {
    // A byte order mark is no TOML; as spaces it moves nothing.
    let source = text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |rest| format!("   {rest}"));
    let document = Document::parse(source).ok()?;
    let root = document.as_table();
    if let Some(away) = root.get("away") {
        let array = away.as_array()?;
        let last = array.iter().filter_map(|value| value.span()).map(|span| span.end).max();
        return Some(match last {
            Some(end) => TextEdit::insert(end, format!(", \"{range}\"")),
            None => TextEdit::insert(array.span()?.start + 1, format!("\"{range}\"")),
        });
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("away = [\"{range}\"]{line_end}");
    let keys = root.iter().filter(|(_, item)| matches!(item, Item::Value(_)));
    let last_key = keys.filter_map(|(_, item)| item.span()).map(|span| span.end).max();
    if let Some(end) = last_key {
        return Some(match text[end..].find('\n') {
            Some(at) => TextEdit::insert(end + at + 1, line),
            None => TextEdit::insert(text.len(), format!("{line_end}{line}")),
        });
    }
    // No key stands above the tables: before the first of them, behind a byte order mark and the comments above.
    let first = root.iter().filter_map(|(_, item)| item.span()).map(|span| span.start).min();
    Some(match first {
        Some(at) => {
            TextEdit::insert(text[..at].rfind('\n').map_or(text.len() - text.trim_start_matches('\u{feff}').len(), |at| at + 1), line)
        }
        None if text.is_empty() || text.ends_with('\n') => TextEdit::insert(text.len(), line),
        None => TextEdit::insert(text.len(), format!("{line_end}{line}")),
    })
}

#[cfg(test)]
mod tests {
    use super::add_away;
    use crate::actions::plan::NoteChange;
    use crate::testing::day;
    use crate::text::edit::apply;
    use crate::workspace::snapshot::Snapshot;

    #[track_caller]
    fn check(text: &str, words: &str, expected: &str) {
        let snapshot = Snapshot::of_files(vec![("journal.toml".into(), text.into())], day("2026-11-23"));
        let told = match add_away(&snapshot, words) {
            Err(refusal) => refusal.message,
            Ok(plan) => match plan.changes.first() {
                Some(NoteChange::Edit { edits, .. }) => apply(text, edits).unwrap(),
                Some(other) => panic!("{other:?}"),
                None => plan.said.join("\n"),
            },
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn a_range_joins_those_that_are_there() {
        check(
            "# mine\r\naway = [\"2026-01-01\"] # days off\r\n[habits]\r\n",
            "2026-11-10..2026-11-14",
            "# mine\r\naway = [\"2026-01-01\", \"2026-11-10..2026-11-14\"] # days off\r\n[habits]\r\n",
        );
        check("away = [\n  \"2026-01-01\",\n]\n", "yesterday", "away = [\n  \"2026-01-01\", \"2026-11-22\",\n]\n");
        check("away = []\n", "last mon..yesterday", "away = [\"2026-11-16..2026-11-22\"]\n");
    }

    #[test]
    fn without_a_key_it_gets_a_line_above_the_tables() {
        check(
            "week-start = \"monday\" # so\n\n[habits]\nCode = \"daily\"\n",
            "yesterday",
            "week-start = \"monday\" # so\naway = [\"2026-11-22\"]\n\n[habits]\nCode = \"daily\"\n",
        );
        check("# mine\n[habits]\nCode = \"daily\"\n", "yesterday", "# mine\naway = [\"2026-11-22\"]\n[habits]\nCode = \"daily\"\n");
        check("\u{feff}[habits]\nCode = \"daily\"\n", "yesterday", "\u{feff}away = [\"2026-11-22\"]\n[habits]\nCode = \"daily\"\n");
        check("\u{feff}week-start = \"monday\"", "yesterday", "\u{feff}week-start = \"monday\"\naway = [\"2026-11-22\"]\n");
        check("# only words", "yesterday", "# only words\naway = [\"2026-11-22\"]\n");
    }

    #[test]
    fn what_is_there_or_broken_is_left() {
        check("away = [\"2026-11-01..2026-11-30\"]\n", "2026-11-10..2026-11-14", "→ 2026-11-10..2026-11-14 is a time away already");
        check("away = 3\n", "yesterday", "journal.toml cannot be edited as it stands");
        check("away = [\n", "yesterday", "journal.toml cannot be edited as it stands");
        check("", "2026-11-14..2026-11-10", "Tuesday 10 November 2026 comes before Saturday 14 November 2026");
        check(
            "",
            "soon..yesterday",
            "no such date: \"soon\"; A date is written 2026-11-24, today, tue, last fri, next tue, -3d, 3 days ago or in 2 weeks",
        );
    }
}
