//! Hover: who, what and when behind the words under the cursor, and how things stand.

use crate::checks::catalogue::check_named;
use crate::checks::page::page;
use crate::ide::contact_card::contact_card;
use crate::ide::dates::date_words;
use crate::ide::habit_card::{habit_card, sum};
use crate::ide::thing::{Thing, thing_at};
use crate::notes::catalogue::walk;
use crate::notes::note::{Meaning, Note};
use crate::notes::outreach::Outreach;
use crate::notes::sections::word_count;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What is told about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words that it is about.
    pub range: TextRange,
    /// Markdown.
    pub text: String,
}

/// So much of a note is shown in its preview, in lines.
const PREVIEW_LINES: usize = 12;

/// What there is to tell about a place of a note.
#[must_use]
pub fn hover(snapshot: &Snapshot, id: NoteId, offset: usize) -> Option<Hover> {
    let found = thing_at(snapshot, id, offset)?;
    let note = snapshot.get(id)?;
    let text = match &found.thing {
        Thing::Note(to) => note_words(snapshot, *to)?,
        Thing::Heading { note: to, words } if *to != id => section_preview(snapshot.get(*to)?, *words),
        Thing::Heading { .. } => return None,
        Thing::Prompt(heading) => prompt_words(snapshot, note, heading)?,
        Thing::PromptWeek(name) => prompt_week_words(snapshot, name)?,
        Thing::Habit(name) => habit_card(snapshot, name)?,
        Thing::Cell { row, day } => cell_words(snapshot, id, note, *row, *day)?,
        Thing::Date(date) => date_words(*date, snapshot.today()),
        Thing::Check(code) => check_words(code)?,
        Thing::Field(key) => field_words(note, key)?,
        Thing::Unresolved { candidates, .. } if candidates.is_empty() => return None,
        Thing::Unresolved { target, candidates } => {
            let paths: Vec<String> = candidates.iter().filter_map(|id| Some(format!("- {}", snapshot.get(*id)?.path))).collect();
            format!("“{target}” may be any of these:\n\n{}", paths.join("\n"))
        }
    };
    Some(Hover { range: found.range, text })
}

/// A note as it is told where it is named.
#[must_use]
pub fn note_words(snapshot: &Snapshot, id: NoteId) -> Option<String> {
    let note = snapshot.get(id)?;
    Some(match &note.meaning {
        Meaning::Contact(_) => contact_card(snapshot, id)?,
        Meaning::Outreach(message) => format!("{}\n\n{}", message_line(snapshot, note, message), preview(note, message.message)),
        Meaning::Company(_)
        | Meaning::Week(_)
        | Meaning::Day(_)
        | Meaning::Event(_)
        | Meaning::Map(_)
        | Meaning::Prompts(_)
        | Meaning::Plain => preview(note, note.markdown.body),
    })
}

/// `sent · 87/150 words`.
#[must_use]
pub fn message_line(snapshot: &Snapshot, note: &Note, message: &Outreach) -> String {
    format!("**{}** · {}", message.status.word(), length_words(snapshot, note, message))
}

/// `87/150 words`, with the characters where the channel counts them.
#[must_use]
pub fn length_words(snapshot: &Snapshot, note: &Note, message: &Outreach) -> String {
    let rules = &snapshot.settings().outreach;
    let words = word_count(&note.text, &note.markdown, message.message);
    let mut line = match rules.words_at_most.get(&message.channel) {
        Some(most) => format!("{words}/{most} words"),
        None => format!("{words} words"),
    };
    if let Some(most) = rules.characters_at_most.get(&message.channel) {
        let characters = message.sent_text(&note.text, &note.markdown).trim().chars().count();
        line.push_str(&format!(", {characters}/{most} characters"));
    }
    line
}

/// The first lines of a part of a note.
fn preview(note: &Note, range: TextRange) -> String {
    let text = note.of(range).trim();
    let mut lines: Vec<&str> = text.lines().take(PREVIEW_LINES).collect();
    if text.lines().nth(PREVIEW_LINES).is_some() {
        lines.push("…");
    }
    let is_titled = lines.first().is_some_and(|line| line.starts_with("# "));
    let shown = lines.join("\n");
    if is_titled { shown } else { format!("**{}**\n\n{shown}", note.title()).trim_end().to_owned() }
}

fn section_preview(note: &Note, words: TextRange) -> String {
    let Some(index) = note.markdown.headings.iter().position(|heading| heading.text == words) else { return note.title() };
    let section = crate::notes::sections::section_at(&note.text, &note.markdown, index);
    let body: Vec<&str> = note.of(section.content).trim().lines().take(PREVIEW_LINES).collect();
    format!("**{}** in {}\n\n{}", note.of(words).trim(), note.title(), body.join("\n"))
}

/// What a prompt asks: of the week's set, else of any set that knows it.
fn prompt_words(snapshot: &Snapshot, note: &Note, heading: &str) -> Option<String> {
    let set = note.week()?.prompt_week.as_ref().map(|name| name.value.as_str());
    let text = prompt_text(snapshot, set, heading)?;
    Some(format!("**{heading}**\n\n{text}"))
}

/// The text of a prompt: of this week of prompts, else of the catalogue.
#[must_use]
pub fn prompt_text(snapshot: &Snapshot, week: Option<&str>, heading: &str) -> Option<String> {
    let of_week = week.and_then(walk::week).and_then(|week| week.prompt(heading)).map(|prompt| prompt.body.to_owned());
    of_week
        .or_else(|| own_prompt_text(snapshot, week, heading))
        .or_else(|| walk::weeks().iter().find_map(|week| week.prompt(heading)).map(|prompt| prompt.body.to_owned()))
}

fn own_prompt_text(snapshot: &Snapshot, week: Option<&str>, heading: &str) -> Option<String> {
    use crate::notes::kind::NoteKind;
    use crate::notes::sections::same_heading;
    snapshot.of_kind(NoteKind::Prompts).find_map(|(_, note)| {
        let Meaning::Prompts(set) = &note.meaning else { return None };
        let weeks = set.weeks.iter().filter(|own| week.is_none_or(|name| own.name.eq_ignore_ascii_case(name)));
        let found = weeks.flat_map(|week| &week.prompts).find(|prompt| same_heading(&prompt.heading.value, heading))?;
        Some(note.of(found.body).trim().to_owned())
    })
}

fn prompt_week_words(snapshot: &Snapshot, name: &str) -> Option<String> {
    let headings = crate::actions::new_note::week::prompt_headings(snapshot, name);
    if headings.is_empty() {
        return None;
    }
    let title = walk::week(name).map_or_else(|| name.to_owned(), |week| week.title.to_owned());
    let list: Vec<String> = headings.iter().map(|heading| format!("- {heading}")).collect();
    Some(format!("**{title}**\n\n{}", list.join("\n")))
}

fn cell_words(snapshot: &Snapshot, id: NoteId, note: &Note, row: usize, day: usize) -> Option<String> {
    let week = note.week()?;
    let row = week.tracker.as_ref()?.rows.get(row)?;
    let date = week.date_of(row.days.get(day)?.weekday)?;
    let habit = snapshot.chains().habit(&row.name.value)?;
    let tally = habit.weeks.iter().find(|it| it.note == Some(id)).map(|it| &it.tally)?;
    let mark = tally.days.iter().find(|state| state.date == date).map_or("none", |state| state.mark.word());
    let words = date_words(date, snapshot.today());
    Some(format!("**{}**: {mark}\n\n{words}\n\nthis week {}", row.name.value, sum(tally)))
}

/// The page of a check.
#[must_use]
pub fn check_words(code: &str) -> Option<String> {
    let check = check_named(code)?;
    let parts = page(check.page);
    let mut text = format!("**{code}** ({})\n\n{}", check.severity.word(), parts.summary);
    if !parts.why.is_empty() {
        text.push_str(&format!("\n\n{}", parts.why));
    }
    for (heading, examples) in [("Instead of", &parts.instead_of), ("Try", &parts.try_this)] {
        if let Some(example) = examples.first() {
            let quoted: Vec<String> = example.lines().map(|line| format!("> {line}")).collect();
            text.push_str(&format!("\n\n*{heading}*\n\n{}", quoted.join("\n")));
        }
    }
    Some(text)
}

fn field_words(note: &Note, key: &str) -> Option<String> {
    let field = note.kind.fields().iter().find(|field| field.name == key)?;
    Some(format!("**{key}**\n\n{}", field.about))
}

#[cfg(test)]
mod tests {
    use super::hover;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(fixture: &str, expected: &str) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let text = hover(&snapshot, id, offset).map_or("(nothing)".into(), |it| it.text);
        assert_eq!(text, expected);
    }

    #[test]
    fn a_contact_shows_their_card() {
        check("//- contacts/ada.md\n# Ada\n//- n.md\n[[a$0da]]", "**Ada**\n\nno touch yet");
    }

    #[test]
    fn a_note_shows_its_beginning_and_a_message_its_length() {
        check("//- days/2026-11-20.md\nWe talked.\n//- n.md\n[[2026-11-2$00]]", "**2026-11-20**\n\nWe talked.");
        check(
            "//- outreach/2026-11-20-ada.md\n---\nto: Ada\nchannel: linkedin-note\n---\nHi Ada, hello!\n//- n.md\n[[2026-11-20-a$0da]]",
            "**draft** · 3 words, 14/200 characters\n\n**2026-11-20-ada**\n\nHi Ada, hello!",
        );
    }

    #[test]
    fn a_linked_heading_shows_its_section() {
        check("//- a.md\n# A\n## Plan\nOne.\n## Rest\nTwo.\n//- n.md\n[[a#Pl$0an]]", "**Plan** in A\n\nOne.");
    }

    #[test]
    fn a_prompt_shows_what_it_asks() {
        check(
            "//- prompts/mine.md\n# Mine\n## First week\n### Why?\nAsk it twice.\n//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n## Prompts\n\n### Wh$0y?\n",
            "**Why?**\n\nAsk it twice.",
        );
    }

    #[test]
    fn a_date_and_a_field_are_told() {
        check("//- n.md\n2026-12-0$01", "Tuesday 1 December 2026, in 8 days");
        check("//- outreach/x.md\n---\nrev$0iewed:\n---\n", "**reviewed**\n\nWhen somebody read it before it went.");
        check("//- n.md\nwor$0d", "(nothing)");
    }

    #[test]
    fn a_cell_tells_the_day_and_the_week() {
        check(
            "//- weeks/2026-W48.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | Mon Tue | x$0 | | |\n",
            "**Code**: done\n\nMonday 23 November 2026, today\n\nthis week 1/2",
        );
    }
}
