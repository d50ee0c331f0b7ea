//! The part of a journal that tells how a week stands: a commit asks after every change, and need not read ten years for it.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::calendar::date::iso_date;
use crate::calendar::week::Week;
use crate::cli::failure::Failure;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::git::files::entry::FileEntry;
use crate::git::files::read::read_all;
use crate::git::files::walk::{Walk, walk_beside};
use crate::notes::kind::NoteKind;
use crate::notes::note::stem_of;
use crate::workspace::snapshot::Snapshot;

/// A message goes out, and an event is over, within so many days of the one in its file's name. Where one takes longer, only the commit
/// that says so counts it.
const LONGEST_WAY: u64 = 400;

/// What these hold counts for no habit.
const UNCOUNTED: [NoteKind; 5] = [NoteKind::Contact, NoteKind::Company, NoteKind::Day, NoteKind::Map, NoteKind::Prompts];

/// The notes on which the standing of `week` hangs (the current one, where none is named): its own note (all weeks' where it has none yet,
/// for the habits that go on), messages and events of its days. Everybody else is missing.
///
/// # Errors
/// When the settings cannot be read, or the day that was named is none.
pub fn notes_of_week(journal: &Journal, week: Option<Week>) -> Result<Snapshot, Failure> {
    let settings = journal.settings()?;
    let today = journal.today(&settings)?;
    let week = week.unwrap_or_else(|| Week::of(today, settings.week_start));
    let days = week.days(settings.week_start);
    let passed_over: Vec<&str> = UNCOUNTED.iter().filter_map(|kind| kind.folder()).collect();
    let walk = walk_beside(journal.root(), &passed_over);
    let dates: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
    let files = read_all(journal.root(), &candidates(&walk, week, days[0]));
    let notes = files.into_iter().filter_map(|loaded| {
        let text = loaded.text.ok()?;
        let bears = match NoteKind::by_folder(&loaded.path) {
            NoteKind::Outreach | NoteKind::Event => dates.iter().any(|date| text.contains(date) || loaded.path.contains(date)),
            NoteKind::Plain => loaded.path == SETTINGS_FILE || text.contains("kind"),
            _ => true,
        };
        bears.then(|| (Arc::from(loaded.path), text))
    });
    Ok(Snapshot::of_files(notes.collect(), today))
}

/// The files that may bear on a week, by their names.
fn candidates(walk: &Walk, week: Week, begin: NaiveDate) -> Vec<FileEntry> {
    let week_of = |path: &str| Week::parse(stem_of(path));
    let is_week = |path: &str| NoteKind::by_folder(path) == NoteKind::Week;
    let has_note = walk.notes.iter().any(|entry| is_week(&entry.path) && week_of(&entry.path) == Some(week));
    let too_old = begin.checked_sub_days(Days::new(LONGEST_WAY)).unwrap_or(NaiveDate::MIN);
    let may_bear = |path: &str| match NoteKind::by_folder(path) {
        NoteKind::Week => !has_note || week_of(path).is_none_or(|other| other == week),
        NoteKind::Outreach | NoteKind::Event => stem_of(path).get(..10).and_then(iso_date).is_none_or(|day| too_old <= day),
        NoteKind::Contact | NoteKind::Company | NoteKind::Day | NoteKind::Map | NoteKind::Prompts => false,
        NoteKind::Plain => true,
    };
    walk.readable().into_iter().filter(|entry| may_bear(&entry.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::notes_of_week;
    use crate::calendar::week::Week;
    use crate::cli::global::Global;
    use crate::cli::journal::Journal;
    use crate::report::changes::standing::standing_of;
    use std::fs;

    const SETTINGS: (&str, &str) = ("journal.toml", "[habits]\nOutreach = { target = \"3/week\", counts = \"messages sent\" }\n");
    const WEEK: &str = "## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n\
                        | Code | daily | x | x | | | | | |\n| Outreach | 3/week | | | | | | | |\n";
    const SENT: &str = "---\nto: Ada\nstatus: sent\nsent: 2026-11-24\n---\nHi Ada,\n";

    /// Whether the part tells the same of a week as the whole, and what: done, goal, sent.
    #[track_caller]
    fn check(files: &[(&str, &str)], week: &str, expected: (f64, f64, u32)) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let journal = Journal::at(folder.path().to_owned(), &Global { today: Some("2026-11-25".into()), ..Global::default() });
        let week = Week::parse(week).unwrap();
        let whole = standing_of(&journal.snapshot().unwrap(), week);
        let part = standing_of(&notes_of_week(&journal, Some(week)).unwrap(), week);
        assert_eq!((part.done, part.goal, part.sent), (whole.done, whole.goal, whole.sent));
        assert_eq!((part.done, part.goal, part.sent), expected);
    }

    #[test]
    fn a_part_of_the_notes_tells_the_same_as_all() {
        let files = [
            SETTINGS,
            ("weeks/2026-W48.md", WEEK),
            ("weeks/2026-W47.md", WEEK),
            ("contacts/ada.md", "# Ada\n"),
            ("outreach/2026-11-20-ada.md", SENT),
            ("outreach/ada-again.md", SENT),
            ("letters/to-ada.md", "---\nkind: outreach\nto: Ada\nstatus: sent\nsent: 2026-11-24\n---\nHi Ada,\n"),
            ("outreach/2026-11-10-ada.md", "---\nto: Ada\nstatus: sent\nsent: 2026-11-10\n---\nHi Ada,\n"),
        ];
        check(&files, "2026-W48", (5.0, 10.0, 3));
        check(&files, "2026-W47", (2.0, 10.0, 0));
    }

    #[test]
    fn habits_go_on_in_a_week_that_has_no_note_yet() {
        check(&[SETTINGS, ("weeks/2026-W47.md", WEEK), ("outreach/2026-11-20-ada.md", SENT)], "2026-W48", (1.0, 10.0, 1));
    }
}
