//! A new journal, or what is missing in a folder of notes.

use std::collections::BTreeSet;

use crate::actions::new_note::week::{week_path, week_text};
use crate::calendar::week::Week;
use crate::notes::kind::NoteKind;
use crate::text::edit::{TextEdit, apply};
use crate::text::fuzzy::fold;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// The folders of a journal.
pub const FOLDERS: [&str; 8] = ["contacts", "companies", "outreach", "weeks", "days", "events", "maps", "prompts"];

/// The line that sends notes to the merge driver, and what stands above it.
const IGNORED: &str = "# What editors and systems leave behind.\n.DS_Store\nThumbs.db\n*.swp\n*~\n.obsidian/workspace*.json\n";

/// What is missing in a folder to be a journal: files with their texts, from the root, in the order in which they are told.
///
/// `attributes` is the edit that gives an empty `.gitattributes` its line for the merge driver.
#[must_use]
pub fn missing_files(snapshot: &Snapshot, there: &BTreeSet<String>, attributes: Option<TextEdit>) -> Vec<(String, String)> {
    let mut missing = Vec::new();
    let mut journal = snapshot.clone();
    if !there.contains("journal.toml") {
        let text = settings_text(&habits_kept(snapshot));
        journal = journal.with([Change::Settings(Some(text.as_str().into()))]);
        missing.push(("journal.toml".to_owned(), text));
    }
    let week = Week::of(journal.today(), journal.settings().week_start);
    let path = week_path(week);
    let has_note = journal.of_kind(NoteKind::Week).any(|(_, note)| note.week().is_some_and(|note| note.week == Some(week)));
    if !has_note && !there.contains(&path) {
        let text = week_text(&journal, week, None);
        missing.push((path, text));
    }
    if !there.contains(".gitignore") {
        missing.push((".gitignore".to_owned(), IGNORED.to_owned()));
    }
    let attributes = attributes.and_then(|edit| apply("", &[edit]).ok()).filter(|_| !there.contains(".gitattributes"));
    missing.extend(attributes.map(|text| (".gitattributes".to_owned(), text)));
    missing
}

/// The habits of the latest week's note that has any: name and target.
fn habits_kept(snapshot: &Snapshot) -> Vec<(String, String)> {
    let weeks = snapshot.of_kind(NoteKind::Week).filter_map(|(_, note)| note.week());
    let kept = weeks.filter_map(|note| Some((note.week?, note.tracker.as_ref()?))).filter(|(_, tracker)| !tracker.rows.is_empty());
    let Some((_, tracker)) = kept.max_by_key(|(week, _)| *week) else { return Vec::new() };
    let mut names = BTreeSet::new();
    let rows = tracker.rows.iter().filter(|row| row.target.is_some() && names.insert(fold(&row.name.value)));
    rows.map(|row| (row.name.value.clone(), row.target.map_or_else(String::new, |target| target.to_string()))).collect()
}

/// The settings of a new journal: every key with its default, as a comment. Without habits kept so far, some to begin with.
#[must_use]
pub fn settings_text(habits: &[(String, String)]) -> String {
    let own: String = habits.iter().map(|(name, target)| format!("{} = {}\n", toml_key(name), toml_string(target))).collect();
    let habits = if own.is_empty() { FIRST_HABITS.to_owned() } else { own };
    SETTINGS.replace("{habits}\n", &habits)
}

fn toml_string(words: &str) -> String {
    toml_edit::Value::from(words).to_string()
}

fn toml_key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    if bare { name.to_owned() } else { toml_string(name) }
}

const FIRST_HABITS: &str = "Code = \"daily\"
Outreach = { target = \"3/week\", counts = \"messages sent\" }   # counts itself; also: people met, events, prompts, commits
\"Job search\" = \"2h/week\"
";

const SETTINGS: &str = "# Settings of this journal. Every key has a default; take the # away to change one.
# `journal check` tells of slips in this file, and `journal schema journal.toml` prints its schema for editors.

# week-start = \"monday\"                 # or sunday, saturday: the first column of new weeks
# timezone = \"America/Denver\"           # default: the machine's
# prompts = \"turing/mod-2\"              # the prompts that new weeks walk through; `journal prompts` lists them
# day-starts-at = \"00:00\"               # with 04:00, what is done at 1 am counts for the day before
# away = [\"2026-12-21..2027-01-03\"]     # holidays, both ends included: skipped, not missed

[me]
# name = \"Sam Rivera\"
# intro = \"former line cook, now studying back-end development\"

# In this order in a new week. A target is daily, weekdays, Mon Wed Sat, 3/week, 2h/week, 2/day or 30m/day.
[habits]
{habits}

# How often to be in touch with contacts that have no `every` of their own, by tag, tie or via.
[keep-in-touch]
# mentor = \"4 weeks\"
# dormant = \"12 weeks\"

[outreach]
# follow-up-after-days = 5              # working days (Monday to Friday) without an answer
# follow-ups-at-most = 1
# date-order = \"month-first\"            # how 12/1 is read; default: whichever fits the weekday beside it
# words-at-most = { email = 150, linkedin = 120, slack = 100 }
# characters-at-most = { linkedin-note = 200 }

# A check's code with error, warning, info, hint or off; `journal explain` lists them.
[checks]
# too-formal = \"off\"

[push]
# allow-public = false                  # true: push even to a repository that anyone can read

[commit]
# names = true                          # false: no people, companies or titles in a commit's subject
";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{missing_files, settings_text};
    use crate::notes::note::Note;
    use crate::notes::settings::model::Settings;
    use crate::notes::settings::read::settings;
    use crate::testing::journal;
    use crate::text::edit::TextEdit;

    fn missing(fixture: &str, there: &[&str]) -> Vec<(String, String)> {
        let there: BTreeSet<String> = there.iter().map(|path| (*path).to_owned()).collect();
        missing_files(&journal(fixture), &there, Some(TextEdit::insert(0, "*.md merge=journal\n")))
    }

    #[test]
    fn a_new_journal_has_settings_a_week_and_what_git_wants() {
        let files = missing("", &[]);
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["journal.toml", "weeks/2026-W48.md", ".gitignore", ".gitattributes"]);
        assert!(files[1].1.contains("| Code       | daily   |     |"), "{}", files[1].1);
        assert_eq!(Note::read("weeks/2026-W48.md", files[1].1.clone()).problems, []);
        assert_eq!(settings(&files[0].1).problems, []);
    }

    #[test]
    fn what_is_there_is_not_missing() {
        let files = missing(
            "//- journal.toml\nweek-start = \"sunday\"\n//- weeks/now.md\n---\nweek: 2026-W48\n---\n",
            &["journal.toml", ".gitignore", ".gitattributes"],
        );
        assert_eq!(files, []);
    }

    #[test]
    fn habits_that_are_kept_already_go_into_the_settings() {
        let table = "//- weeks/2026-W40.md\n| Habit | Target | Mon | Tue | Wed |\n|-|-|-|-|-|\n| Déjà \"vu\" | 3/week | | | |\n| Bad | often | | | |\n";
        let read = settings(&missing(table, &[])[0].1);
        assert_eq!((read.problems.len(), read.habits.len(), read.habits[0].name.value.as_str()), (0, 1, "Déjà \"vu\""));
    }

    #[test]
    fn every_line_in_a_comment_is_a_setting_and_most_are_the_default() {
        let text = settings_text(&[]);
        let live =
            text.lines().map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ") && !rest.starts_with('`')).unwrap_or(line));
        let read = settings(&live.collect::<Vec<_>>().join("\n"));
        assert_eq!(read.problems, []);
        let default = Settings::default();
        assert_eq!(
            (read.week_start, read.day_starts_at, read.allow_public, read.names_in_commits),
            (default.week_start, default.day_starts_at, default.allow_public, default.names_in_commits)
        );
        assert_eq!(read.outreach.words_at_most, default.outreach.words_at_most);
        assert_eq!(read.outreach.characters_at_most, default.outreach.characters_at_most);
        assert_eq!((read.outreach.follow_up_after_days, read.outreach.follow_ups_at_most), (5, 1));
        assert_eq!((read.timezone.is_some(), read.prompts.is_some(), read.away.len(), read.keep_in_touch.len()), (true, true, 1, 2));
    }
}
