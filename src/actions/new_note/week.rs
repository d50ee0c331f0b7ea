//! A new week's note: the habits of the settings, the prompts that come next, room for wins and a review.

use chrono::Weekday;

use crate::actions::new_note::own_template::{filled, scalar, with_fields};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::calendar::date::weekday_short;
use crate::calendar::week::{Week, WeekStart};
use crate::markdown::parse::parse;
use crate::notes::catalogue::walk::{next_week, week as catalogue_week, weeks};
use crate::notes::habits::WEEKDAYS;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::notes::prompts::PromptSet;
use crate::text::fuzzy::did_you_mean;
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
    week_text_of(snapshot, week, prompts.as_deref(), &setting_rows(snapshot), None)
}

/// The text of a week's note that tracks these habits (name and target), with these prompts or none, from the keeper's own template
/// where there is one.
#[must_use]
pub fn week_text_of(snapshot: &Snapshot, week: Week, prompts: Option<&str>, rows: &[(String, String)], template: Option<&str>) -> String {
    let start = snapshot.settings().week_start;
    let sections = prompts.map(|name| prompt_sections(snapshot, name)).unwrap_or_default();
    if let Some(template) = template {
        return from_template(snapshot, week, prompts, &table_of(rows, start), &sections, template);
    }
    let mut text = format!("---\nweek: {week}\n");
    if let Some(name) = prompts {
        text.push_str(&format!("prompts: {name}\n"));
    }
    text.push_str(&format!("---\n# {}\n\n## Habits\n\n{}", week.title(start), table_of(rows, start)));
    if !sections.is_empty() {
        text.push_str(&format!("\n## Prompts\n{sections}"));
    }
    text.push_str("\n## Wins\n\n## Review\n");
    text
}

fn from_template(snapshot: &Snapshot, week: Week, prompts: Option<&str>, table: &str, sections: &str, template: &str) -> String {
    let start = snapshot.settings().week_start;
    let (title, date, name) = (week.title(start), week.first_day(start).to_string(), week.to_string());
    let body_start = parse(template).front_matter.map_or(0, |front| front.range.end());
    let (front, body) = template.split_at(body_start);
    let mut values = vec![("title", title.as_str()), ("date", &date), ("week", &name), ("name", &name)];
    let front = filled(front, &[values.as_slice(), &[("prompts", prompts.unwrap_or("")), ("habits", "")]].concat());
    let line_end = if template.contains("\r\n") { "\r\n" } else { "\n" };
    let written = |text: &str| text.trim_matches('\n').replace('\n', line_end);
    let (table, sections) = (written(table), written(sections));
    values.extend([("prompts", sections.as_str()), ("habits", &table)]);
    let mut fields = vec![("week", scalar(name.as_str()))];
    fields.extend(prompts.map(|name| ("prompts", scalar(name))));
    with_fields(front + &filled(body, &values), NoteKind::Week, &fields)
}

/// A new note for a week, with these prompts (a set, or a week of one) or those that come next.
///
/// # Errors
/// When the week has a note, or the prompts mean nothing.
pub fn new_week(snapshot: &Snapshot, week: Week, prompts: Option<&str>, template: Option<&str>) -> Result<Plan, Refusal> {
    let known = snapshot.of_kind(NoteKind::Week).find(|(_, note)| note.week().is_some_and(|note| note.week == Some(week)));
    let path = week_path(week);
    if let Some(taken) = known.map(|(_, note)| note.path.to_string()).or_else(|| snapshot.at(&path).map(|note| note.path.to_string())) {
        return Err(Refusal::new(RefusalKind::Unusable, format!("{week} has a note already: {taken}"))
            .advise(format!("Open it with: journal open {week}")));
    }
    let prompts = match prompts {
        Some(words) => Some(named_prompts(snapshot, words)?),
        None => next_prompts(snapshot, week),
    };
    let text = week_text_of(snapshot, week, prompts.as_deref(), &setting_rows(snapshot), template);
    let mut said = vec![format!("Made {path}.")];
    said.extend(prompts.map(|name| format!("Its prompts are those of {name}.")));
    Ok(Plan { act: format!("new week {week}"), changes: vec![NoteChange::Create { path: path.into(), text }], said })
}

/// The week of prompts that words name: one, or the first of a set.
fn named_prompts(snapshot: &Snapshot, words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if let Some(week) = catalogue_week(words) {
        return Ok(week.name.to_owned());
    }
    let own = own_sets(snapshot).flat_map(|set| &set.weeks).find(|week| week.name.eq_ignore_ascii_case(words));
    if let Some(name) = own.map(|week| week.name.clone()).or_else(|| set_weeks(snapshot, words).first().cloned()) {
        return Ok(name);
    }
    // The end of a name will do, where one alone ends so: `mod-2/week-5`.
    let end = format!("/{}", words.to_lowercase());
    let ends_so: Vec<&str> = weeks().iter().map(|week| week.name).filter(|name| name.ends_with(&end)).collect();
    if let [name] = ends_so.as_slice() {
        return Ok((*name).to_owned());
    }
    if let Some(set) = weeks().iter().map(|week| week.set).find(|set| set.ends_with(&end)) {
        return set_weeks(snapshot, set)
            .first()
            .cloned()
            .ok_or_else(|| Refusal::new(RefusalKind::NotFound, format!("{set} has no prompts")));
    }
    let built_in = weeks().iter().flat_map(|week| [week.set, week.name]).map(str::to_owned);
    let names: Vec<String> = own_sets(snapshot).flat_map(|set| set.weeks.iter().map(|week| week.name.clone())).chain(built_in).collect();
    let near = did_you_mean(words, names.iter().map(String::as_str));
    let advice = near.map_or_else(|| "`journal prompts` lists them.".to_owned(), |near| format!("Did you mean {near}?"));
    Err(Refusal::new(RefusalKind::NotFound, format!("there is no set of prompts called “{words}”")).advise(advice))
}

/// The sets of prompts of one's own.
fn own_sets(snapshot: &Snapshot) -> impl Iterator<Item = &PromptSet> {
    snapshot.of_kind(NoteKind::Prompts).filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(&**set) } else { None })
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
    own.filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(&**set) } else { None })
        .flat_map(|set| set.weeks.iter().map(|week| week.name.clone()))
        .collect()
}

/// The headings of a week of prompts, built in or one's own; none where there is no such week.
#[must_use]
pub fn prompt_headings(snapshot: &Snapshot, name: &str) -> Vec<String> {
    if let Some(week) = catalogue_week(name) {
        return week.prompts.iter().map(|prompt| prompt.heading.to_owned()).collect();
    }
    let week = own_sets(snapshot).flat_map(|set| &set.weeks).find(|week| week.name == name);
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
