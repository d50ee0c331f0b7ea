//! A new day's note: its date as a heading, and room.

use chrono::NaiveDate;

use crate::actions::new_note::titled::{Titled, plan};
use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::calendar::date::long_date;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::workspace::snapshot::Snapshot;

/// A new note for a day.
///
/// # Errors
/// When the day has a note.
pub fn new_day(snapshot: &Snapshot, date: NaiveDate, template: Option<&str>) -> Result<Plan, Refusal> {
    let is_of_day = |meaning: &Meaning| matches!(meaning, Meaning::Day(day) if day.date == Some(date));
    let plain = format!("days/{date}.md");
    let taken = snapshot.of_kind(NoteKind::Day).find(|(_, note)| is_of_day(&note.meaning)).map(|(_, note)| note);
    if let Some(note) = taken.or_else(|| snapshot.at(&plain)) {
        let message = format!("{} has a note already: {}", long_date(date), note.path);
        return Err(Refusal::new(RefusalKind::Unusable, message).advise(format!("Open it with: journal open {}", note.stem())));
    }
    let title = long_date(date);
    let built_in = format!("# {title}\n\n");
    plan(snapshot, &Titled { kind: NoteKind::Day, title: &title, stem: date.to_string(), date, fields: Vec::new(), built_in, template })
}

#[cfg(test)]
mod tests {
    use super::new_day;
    use crate::actions::plan::NoteChange;
    use crate::testing::{day, journal};

    #[test]
    fn a_day_has_its_date_as_a_heading_or_what_the_template_says() {
        let made = |template| match &new_day(&journal(""), day("2026-11-24"), template).unwrap().changes[0] {
            NoteChange::Create { path, text } => format!("{path}: {text}"),
            other => panic!("{other:?}"),
        };
        assert_eq!(made(None), "days/2026-11-24.md: # Tuesday 24 November 2026\n\n");
        assert_eq!(
            made(Some("## {{title}}\n{{ week }} {{date}}\n")),
            "days/2026-11-24.md: ## Tuesday 24 November 2026\n2026-W48 2026-11-24\n"
        );
    }

    #[test]
    fn a_day_has_one_note() {
        for path in ["days/2026-11-24.md", "days/2026-11-24-more.md"] {
            let refusal = new_day(&journal(&format!("//- {path}\nHi\n")), day("2026-11-24"), None).unwrap_err();
            assert_eq!(refusal.message, format!("Tuesday 24 November 2026 has a note already: {path}"));
        }
    }
}
