//! A new week's note: the habits of the settings, the prompts that come next, room for wins and a review.

use chrono::Weekday;

use crate::calendar::date::weekday_short;
use crate::calendar::week::{Week, WeekStart};
use crate::notes::catalogue::{next_week, week as catalogue_week};
use crate::notes::habits::WEEKDAYS;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::text::width::{pad, width};
use crate::workspace::snapshot::Snapshot;

/// Where a week's note stands.
#[must_use]
pub fn week_path(week: Week) -> String {
    format!("weeks/{week}.md")
}

/// The text of a new week's note. Its prompts are those of `prompt_week`, else the ones that come after the latest note's, in the
/// set that the settings name.
#[must_use]
pub fn week_text(snapshot: &Snapshot, week: Week, prompt_week: Option<&str>) -> String {
    let prompts = prompt_week.map(str::to_owned).or_else(|| next_prompts(snapshot, week));
    week_text_of(snapshot, week, prompts.as_deref(), &setting_rows(snapshot))
}

/// The text of a week's note that tracks these habits (name and target), with these prompts or none.
#[must_use]
pub fn week_text_of(snapshot: &Snapshot, week: Week, prompts: Option<&str>, rows: &[(String, String)]) -> String {
    let start = snapshot.settings().week_start;
    let mut text = format!("---\nweek: {week}\n");
    if let Some(name) = prompts {
        text.push_str(&format!("prompts: {name}\n"));
    }
    text.push_str(&format!("---\n# {}\n\n## Habits\n\n{}", week.title(start), table_of(rows, start)));
    let sections = prompts.map(|name| prompt_sections(snapshot, name)).unwrap_or_default();
    if !sections.is_empty() {
        text.push_str(&format!("\n## Prompts\n{sections}"));
    }
    text.push_str("\n## Wins\n\n## Review\n");
    text
}

/// The sections of a week of prompts, each with its three boxes; empty where there is no such week.
#[must_use]
pub fn prompt_sections(snapshot: &Snapshot, name: &str) -> String {
    let section = |heading: String| format!("\n### {heading}\n\n- [ ] completed\n- [ ] partially complete\n- [x] not started\n");
    prompt_headings(snapshot, name).into_iter().map(section).collect()
}

/// The habits of the settings: name and target.
#[must_use]
pub fn setting_rows(snapshot: &Snapshot) -> Vec<(String, String)> {
    snapshot.settings().habits.iter().map(|habit| (habit.name.value.clone(), habit.target_words.clone())).collect()
}

/// The habit table of a new week, empty and aligned.
#[must_use]
pub fn habit_table(snapshot: &Snapshot, start: WeekStart) -> String {
    table_of(&setting_rows(snapshot), start)
}

/// An empty habit table of these habits, aligned.
#[must_use]
pub fn table_of(habits: &[(String, String)], start: WeekStart) -> String {
    let cell = |words: &str| words.replace('|', "\\|").replace(['\n', '\r'], " ");
    let rows: Vec<(String, String)> = habits.iter().map(|(name, target)| (cell(name), cell(target))).collect();
    let name_width = rows.iter().map(|(name, _)| width(name)).chain([5]).max().unwrap_or(5);
    let target_width = rows.iter().map(|(_, target)| width(target)).chain([6]).max().unwrap_or(6);
    let days = week_days(start);
    let mut table = format!("| {} | {} |", pad("Habit", name_width), pad("Target", target_width));
    days.iter().for_each(|day| table.push_str(&format!(" {} |", weekday_short(*day))));
    table.push_str(&format!("\n|{}|{}|", "-".repeat(name_width + 2), "-".repeat(target_width + 2)));
    table.push_str(&"-----|".repeat(7));
    table.push('\n');
    for (name, target) in rows {
        table.push_str(&format!("| {} | {} |{}\n", pad(&name, name_width), pad(&target, target_width), "     |".repeat(7)));
    }
    table
}

fn week_days(start: WeekStart) -> [Weekday; 7] {
    let first = start.weekday().num_days_from_monday() as usize;
    std::array::from_fn(|day| WEEKDAYS[(first + day) % 7])
}

/// The week of prompts for a new note: the one after that of the latest note before it, in the set of the settings.
#[must_use]
pub fn next_prompts(snapshot: &Snapshot, week: Week) -> Option<String> {
    let set = snapshot.settings().prompts.as_deref()?;
    let walked = |name: &&str| *name == set || name.strip_prefix(set).is_some_and(|rest| rest.starts_with('/'));
    let mut earlier: Vec<(Week, &str)> = snapshot
        .of_kind(NoteKind::Week)
        .filter_map(|(_, note)| note.week())
        .filter_map(|note| Some((note.week.filter(|own| *own < week)?, note.prompt_week.as_ref()?.value.as_str())))
        .filter(|(_, name)| walked(name))
        .collect();
    earlier.sort_unstable();
    let names = set_weeks(snapshot, set);
    match earlier.last() {
        None => names.first().cloned(),
        Some((_, last)) => names.iter().position(|name| name == last).and_then(|at| names.get(at + 1)).cloned(),
    }
}

/// The weeks of a set, built in or one's own, in walking order.
#[must_use]
pub fn set_weeks(snapshot: &Snapshot, set: &str) -> Vec<String> {
    let built_in: Vec<String> =
        std::iter::successors(next_week(set), |week| next_week(week.name)).map(|week| week.name.to_owned()).collect();
    if !built_in.is_empty() {
        return built_in;
    }
    let own = snapshot.of_kind(NoteKind::Prompts).filter(|(_, note)| note.stem() == set);
    own.filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(set) } else { None })
        .flat_map(|set| set.weeks.iter().map(|week| week.name.clone()))
        .collect()
}

/// The headings of a week of prompts, built in or one's own; none where there is no such week.
#[must_use]
pub fn prompt_headings(snapshot: &Snapshot, name: &str) -> Vec<String> {
    if let Some(week) = catalogue_week(name) {
        return week.prompts.iter().map(|prompt| prompt.heading.to_owned()).collect();
    }
    let sets = snapshot.of_kind(NoteKind::Prompts);
    let own = sets.filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(set) } else { None });
    let week = own.flat_map(|set| &set.weeks).find(|week| week.name == name);
    week.map(|week| week.prompts.iter().map(|prompt| prompt.heading.value.clone()).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{next_prompts, week_text};
    use crate::calendar::week::Week;
    use crate::notes::note::Note;
    use crate::testing::journal;

    const SETTINGS: &str = "//- journal.toml\nprompts = \"turing/mod-2\"\n[habits]\nCode = \"daily\"\n\"Job search\" = \"2h/week\"\n";

    #[test]
    fn a_new_week_is_a_note_without_a_problem() {
        let week = Week::parse("2026-W48").unwrap();
        let text = week_text(&journal(SETTINGS), week, None);
        assert!(
            text.starts_with("---\nweek: 2026-W48\nprompts: turing/mod-2/week-1\n---\n# Week 48: 23 to 29 November 2026\n\n## Habits\n\n"),
            "{text}"
        );
        assert!(text.contains("| Code       | daily   |     |     |     |     |     |     |     |\n"), "{text}");
        assert!(text.contains("### Two-minute versions\n\n- [ ] completed\n"), "{text}");
        let note = Note::read("weeks/2026-W48.md", text);
        assert_eq!(note.problems, []);
    }

    #[test]
    fn the_prompts_go_on_from_the_latest_note() {
        let before = format!("{SETTINGS}//- weeks/2026-W46.md\n---\nweek: 2026-W46\nprompts: turing/mod-2/week-3\n---\n");
        let next = |fixture: &str, week: &str| next_prompts(&journal(fixture), Week::parse(week).unwrap());
        assert_eq!(next(&before, "2026-W48").as_deref(), Some("turing/mod-2/week-4"));
        assert_eq!(next(&before, "2026-W46").as_deref(), Some("turing/mod-2/week-1"));
        assert_eq!(next(&before.replace("week-3", "week-5"), "2026-W48"), None);
        assert_eq!(
            next("//- journal.toml\nprompts = \"mine\"\n//- prompts/mine.md\n## First\n### Why\n", "2026-W48").as_deref(),
            Some("mine/first")
        );
    }
}
