//! Ticking days of habits: what `journal done`, `skip` and `clear` change.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::actions::tick::ask::{Ask, Tick, read_words};
use crate::actions::tick::cell::{Standing, after};
use crate::actions::tick::place::{Place, check_day, make, names, place_of};
use crate::actions::tick::told::{Written, line, of_counted};
use crate::calendar::date::{short_date, weekday_short};
use crate::calendar::phrase::{Lean, date_phrase};
use crate::markdown::edit_tables::set_cell;
use crate::notes::habits::{Mark, Target};
use crate::notes::note::Note;
use crate::notes::settings::model::Counts;
use crate::notes::week::DayCell;
use crate::text::edit::{TextEdit, apply};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// What is done to the habits that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Done, or so much of it.
    Done,
    /// Skipped on purpose.
    Skip,
    /// Empty again.
    Clear,
}

impl Verb {
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skip => "skip",
            Self::Clear => "clear",
        }
    }
}

/// A request in the keeper's words.
#[derive(Clone, Debug)]
pub struct TickRequest<'a> {
    /// What is done.
    pub verb: Verb,
    /// Habits, each with an amount where one follows: `code read 30m`.
    pub words: &'a [String],
    /// The day in words; none for today.
    pub on: Option<&'a str>,
    /// The small version.
    pub small: bool,
    /// Whether it takes the place of what stands.
    pub set: bool,
    /// Words to stand behind the mark.
    pub note: Option<&'a str>,
    /// The keeper's own template for a week's note, should one be made.
    pub week_template: Option<&'a str>,
}

/// What a request changes.
///
/// # Errors
/// When a habit or the day means nothing, or the day cannot be marked so; nothing is changed then.
pub fn tick(snapshot: &Snapshot, request: &TickRequest<'_>) -> Result<Plan, Refusal> {
    let date = match request.on {
        Some(words) => {
            date_phrase(words, snapshot.today(), Lean::Past).map_err(|error| Refusal::new(RefusalKind::Unusable, error.to_string()))?
        }
        None => snapshot.today(),
    };
    let ticks = ticks(snapshot, request, date)?;
    let mut plan = tick_cells(snapshot, date, &ticks, request.week_template)?;
    if request.on.is_some() {
        // What was understood is echoed.
        plan.said.insert(0, format!("→ {} {} {} {}", weekday_short(date.weekday()), date.day(), date.format("%b"), date.year()));
    }
    let named: Vec<&str> = ticks.iter().map(|tick| tick.habit.as_str()).collect();
    let day = if date == snapshot.today() { String::new() } else { format!(" on {}", short_date(date)) };
    plan.act = format!("{} {}{day}", request.verb.word(), named.join(", "));
    Ok(plan)
}

fn ticks(snapshot: &Snapshot, request: &TickRequest<'_>, date: NaiveDate) -> Result<Vec<Tick>, Refusal> {
    let unusable = |message: String, advice: &str| Err(Refusal::new(RefusalKind::Unusable, message).advise(advice));
    let mut ticks = Vec::new();
    for (habit, ask, own_note) in read_words(request.words, &names(snapshot, date))? {
        let ask = match (request.verb, ask, request.small) {
            (Verb::Done, Ask::Done, true) => Ask::Small,
            (Verb::Done, ask, false) => ask,
            (Verb::Done, _, true) => return unusable(format!("“{habit}” has both an amount and --small"), "Give one of the two."),
            (Verb::Skip, Ask::Done | Ask::Skip, _) => Ask::Skip,
            (Verb::Clear, Ask::Done, _) => Ask::Clear,
            (Verb::Skip | Verb::Clear, _, _) => {
                let message = format!("`journal {}` takes no amount, and one stands behind “{habit}”", request.verb.word());
                return unusable(message, "To write an amount in place of another: journal done HABIT AMOUNT --set.");
            }
        };
        let note = match (own_note, request.note) {
            (Some(own), Some(note)) => Some(format!("{own}; {note}")),
            (own, note) => own.or_else(|| note.map(str::to_owned)),
        };
        ticks.push(Tick { habit, ask, set: request.set, note: note.filter(|note| !note.trim().is_empty()) });
    }
    Ok(ticks)
}

/// What these ticks of a day change, in their order: the week's note and rows are made where they are missing, and nothing else in a
/// note is touched. A week's note is made from the keeper's own template where there is one.
///
/// # Errors
/// When the day cannot be marked so, or what stands cannot be added to.
pub fn tick_cells(snapshot: &Snapshot, date: NaiveDate, ticks: &[Tick], week_template: Option<&str>) -> Result<Plan, Refusal> {
    let mut now = snapshot.clone();
    let mut touched: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut cells: Vec<(&Tick, String, String)> = Vec::new();
    for tick in ticks {
        let written = one(&mut now, date, tick, week_template, &mut touched)?;
        cells.push((tick, written.0, written.1));
    }
    let mut plan = Plan { act: "tick".to_owned(), changes: changes(snapshot, &now, &touched), said: Vec::new() };
    for path in touched.iter().filter(|path| snapshot.at(path).is_none()) {
        plan.said.push(format!("{path} is new"));
    }
    for (tick, was, after) in &cells {
        plan.said.push(line(&now, tick, date, &Written { was, now: after }));
        plan.said.extend(of_counted(snapshot, tick, date, after));
    }
    Ok(plan)
}

/// Ticks one habit in `now`. Gives the cell's words before and after.
fn one(
    now: &mut Snapshot,
    date: NaiveDate,
    tick: &Tick,
    template: Option<&str>,
    touched: &mut BTreeSet<Arc<str>>,
) -> Result<(String, String), Refusal> {
    check_day(now, date, !matches!(tick.ask, Ask::Skip | Ask::Clear), tick.set)?;
    never_written(now, tick)?;
    let already_away = tick.ask == Ask::Skip && tick.note.is_none() && now.settings().is_away(date);
    // The note, its table, the row: three things may be missing.
    for _ in 0..4 {
        let place = place_of(now, &tick.habit, date);
        if let Place::Cell { path, table, row, column } = &place {
            let target = row.target.unwrap_or(Target::Days(crate::notes::habits::DaySet::ALL));
            let Some(note) = now.at(path).cloned() else { break };
            let Some(cell) = row.day(date.weekday()) else { break };
            let standing = standing(now, &note, cell, &tick.habit, date);
            if already_away && standing.mark == Mark::Empty {
                return Ok(("-".to_owned(), "-".to_owned()));
            }
            let words = after(tick, target, &standing)?;
            let edits = set_cell(&note.text, &note.markdown.tables[*table], row.row, *column, &words);
            let was = standing.words.to_owned();
            if !edits.is_empty() {
                let text = edited(&note, &edits)?;
                touched.insert(path.clone());
                *now = now.with([Change::Note { path: path.clone(), text: text.into() }]);
            }
            return Ok((was, words));
        }
        if tick.ask == Ask::Clear {
            return Ok((String::new(), String::new()));
        }
        if already_away {
            return Ok(("-".to_owned(), "-".to_owned()));
        }
        let change = make(now, &tick.habit, date, &place, template)?;
        if let Change::Note { path, .. } = &change {
            touched.insert(path.clone());
        }
        *now = now.with([change]);
    }
    let message = format!("the cell of “{}” cannot be found in its own note; please report this", tick.habit);
    Err(Refusal::new(RefusalKind::Unusable, message))
}

fn standing<'a>(now: &Snapshot, note: &'a Note, cell: &DayCell, habit: &str, date: NaiveDate) -> Standing<'a> {
    let setting = now.settings().habits.iter().find(|setting| fold(&setting.name.value) == fold(habit));
    let counted = setting.and_then(|setting| now.counted().on(setting.counts?, date)).map(f64::from);
    Standing { mark: cell.mark.clone(), note: cell.note.map_or("", |range| note.of(range)), words: note.of(cell.range), counted }
}

fn edited(note: &Note, edits: &[TextEdit]) -> Result<String, Refusal> {
    apply(&note.text, edits)
        .map_err(|error| Refusal::new(RefusalKind::Unusable, format!("{} cannot be edited: {error}; please report this", note.path)))
}

/// Prompts and commits belong to a week: shown, never written.
fn never_written(now: &Snapshot, tick: &Tick) -> Result<(), Refusal> {
    let setting = now.settings().habits.iter().find(|setting| fold(&setting.name.value) == fold(&tick.habit));
    let Some(counts) = setting.and_then(|setting| setting.counts).filter(|counts| !counts.is_daily()) else { return Ok(()) };
    if tick.ask == Ask::Clear {
        return Ok(());
    }
    let what = match counts {
        Counts::Prompts => "Answer a prompt in the week's note, and it goes up.",
        Counts::Commits => "Commit, and it goes up.",
        Counts::MessagesSent | Counts::PeopleMet | Counts::Events => "",
    };
    let message = format!("“{}” counts {} by itself, week by week, and is never written", tick.habit, counts.words());
    Err(Refusal::new(RefusalKind::Unusable, message).advise(what))
}

fn changes(before: &Snapshot, now: &Snapshot, touched: &BTreeSet<Arc<str>>) -> Vec<NoteChange> {
    let change = |path: &Arc<str>| {
        let after = now.at(path)?;
        match before.at(path) {
            None => Some(NoteChange::Create { path: path.clone(), text: after.text.to_string() }),
            Some(old) => {
                let edits = vec![difference(&old.text, &after.text)?];
                Some(NoteChange::Edit { path: path.clone(), edits })
            }
        }
    };
    touched.iter().filter_map(change).collect()
}

/// The edit from one text to another: all between what both begin and end with.
fn difference(before: &str, after: &str) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let start = same(&mut before.chars().zip(after.chars()));
    let end = same(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
    Some(TextEdit::replace(TextRange::new(start, before.len() - end), &after[start..after.len() - end]))
}

#[cfg(test)]
mod tests {
    use super::{TickRequest, Verb, tick};
    use crate::actions::plan::NoteChange;
    use crate::calendar::week::Week;
    use crate::testing::journal;
    use crate::text::edit::apply;
    use crate::workspace::snapshot::Snapshot;

    const SETTINGS: &str = "//- journal.toml
away = [\"2026-11-12..2026-11-13\"]
[habits]
Code = \"daily\"
Outreach = { target = \"3/week\", counts = \"messages sent\" }
\"Job search\" = \"2h/week\"
Answers = { target = \"2/week\", counts = \"prompts\" }
";
    const WEEK: &str = "//- weeks/2026-W48.md
# Week 48: 23 to 29 November 2026

## Habits

| Habit      | Target  | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|------------|---------|-----|-----|-----|-----|-----|-----|-----|
| Code       | daily   |     |     |     |     |     |     |     |
| Job search | 2h/week | 45m |     |     |     |     |     |     |

## Review
Something.
";

    /// The request typed as on the command line: `done code --on sun --note words`.
    fn request(snapshot: &Snapshot, typed: &str) -> (String, Vec<(String, String)>) {
        let words: Vec<&str> = typed.split(' ').collect();
        let option = |name: &str| words.iter().position(|word| *word == name).map(|at| words[at + 1]);
        let habits: Vec<String> = words[1..].iter().take_while(|word| !word.starts_with("--")).map(|word| word.replace('_', " ")).collect();
        let verb = match words[0] {
            "done" => Verb::Done,
            "skip" => Verb::Skip,
            _ => Verb::Clear,
        };
        let (small, set) = (words.contains(&"--small"), words.contains(&"--set"));
        let request = TickRequest { verb, words: &habits, on: option("--on"), small, set, note: option("--note"), week_template: None };
        match tick(snapshot, &request) {
            Err(refusal) => (format!("{}. {}", refusal.message, refusal.advice.unwrap_or_default()), Vec::new()),
            Ok(plan) => {
                let text = |change: NoteChange| match change {
                    NoteChange::Create { path, text } => (path.to_string(), text),
                    NoteChange::Edit { path, edits } => (path.to_string(), apply(&snapshot.at(&path).unwrap().text, &edits).unwrap()),
                    other => panic!("{other:?}"),
                };
                (plan.said.join("\n"), plan.changes.into_iter().map(text).collect())
            }
        }
    }

    #[track_caller]
    fn says(fixture: &str, typed: &str, expected: &str) {
        assert_eq!(request(&journal(fixture), typed).0, expected);
    }

    #[track_caller]
    fn writes(fixture: &str, typed: &str, row: &str) {
        let (said, files) = request(&journal(fixture), typed);
        let text = &files.first().unwrap_or_else(|| panic!("nothing is written: {said}")).1;
        assert!(text.contains(row), "{said}\n{text}");
    }

    #[test]
    fn a_mark_goes_into_its_cell_and_nothing_else_moves() {
        let fixture = format!("{SETTINGS}{WEEK}");
        let (said, files) = request(&journal(&fixture), "done code job 30m");
        assert_eq!(said, "Code ✓ Mon 23 Nov — chain 1\nJob search 1h15m Mon 23 Nov — 1h15m of 2h this week");
        let before = WEEK.split_once('\n').unwrap().1;
        let expected = before.replace("daily   |     |", "daily   | x   |").replace("| 45m |", "| 1h15m |");
        assert_eq!(files, [("weeks/2026-W48.md".to_owned(), expected)]);
    }

    #[test]
    fn of_a_note_and_the_copy_that_a_sync_left_the_note_is_written_into() {
        let copy = WEEK.replacen("weeks/2026-W48.md\n", "weeks/2026-W48-DESKTOP-4F2.md\n---\nweek: 2026-W48\n---\n", 1);
        let (_, files) = request(&journal(&format!("{SETTINGS}{copy}{WEEK}")), "done code");
        assert_eq!(files[0].0, "weeks/2026-W48.md");
    }

    #[test]
    fn line_ends_and_byte_order_mark_are_kept() {
        let text = WEEK.split_once('\n').unwrap().1.replace('\n', "\r\n");
        let files = vec![("weeks/2026-W48.md".into(), format!("\u{feff}{text}").into())];
        let snapshot = Snapshot::of_files(files, crate::testing::day("2026-11-23"));
        let (_, files) = request(&snapshot, "done code");
        assert_eq!(files[0].1, format!("\u{feff}{}", text.replace("daily   |     |", "daily   | x   |")));
    }

    #[test]
    fn a_missing_note_is_made_and_a_missing_row_too() {
        let (said, files) = request(&journal(SETTINGS), "done outreach");
        assert_eq!(files[0].0, "weeks/2026-W48.md");
        assert!(files[0].1.contains("| Outreach   | 3/week  | 1   |"), "{}", files[0].1);
        assert!(
            said.starts_with(
                "weeks/2026-W48.md is new\nOutreach 1 Mon 23 Nov — 1 of 3 this week\n  Outreach counts messages sent by itself"
            )
        );
        let (_, files) = request(&journal(&format!("{SETTINGS}{WEEK}")), "done outreach 2");
        assert!(
            files[0].1.contains("| Job search | 2h/week | 45m |     |     |     |     |     |     |\n| Outreach   | 3/week  | 2   |"),
            "{}",
            files[0].1
        );
    }

    #[test]
    fn a_note_without_a_table_gets_one_in_its_place() {
        let note = "//- weeks/2026-W48.md\n# Week 48\n\n## Review\n";
        writes(&format!("{SETTINGS}{note}"), "done code", "# Week 48\n\n## Habits\n\n| Habit ");
        let note = "//- weeks/2026-W48.md\n# Week 48\n\n## Habits\n\n## Review\n";
        writes(&format!("{SETTINGS}{note}"), "done code", "## Habits\n\n| Habit ");
        writes(&format!("{SETTINGS}//- weeks/2026-W48.md\n"), "done code", "## Habits\n\n| Habit ");
    }

    #[test]
    fn a_week_that_is_over_tracks_what_was_tracked_then() {
        let old = WEEK.replace("W48", "W45");
        let (said, files) = request(&journal(&format!("{SETTINGS}{old}")), "done code --on 2026-11-09");
        assert_eq!(files[0].0, "weeks/2026-W46.md");
        assert!(files[0].1.contains("| Code       | daily   | x   |") && files[0].1.contains("| Job search |"), "{}", files[0].1);
        assert!(!files[0].1.contains("Outreach") && !files[0].1.contains("prompts:"));
        assert!(said.starts_with("→ Mon 9 Nov 2026\nweeks/2026-W46.md is new\nCode ✓ Mon 9 Nov — chain 0"), "{said}");
        let (_, files) = request(&journal(&format!("{SETTINGS}{WEEK}")), "done code --on 2026-11-09");
        assert!(!files[0].1.contains("Job search"), "{}", files[0].1);
    }

    #[test]
    fn an_older_note_keeps_its_columns() {
        let sunday = format!("{}week-start = \"sunday\"\n", "//- journal.toml\n");
        let old = WEEK.replace("W48", "W47");
        let (said, files) = request(&journal(&format!("{sunday}{old}")), "done code --on 2026-11-22");
        assert!(
            files[0].0 == "weeks/2026-W47.md" && files[0].1.contains("| Code       | daily   |     |     |     |     |     |     | x   |"),
            "{said}"
        );
        says(
            &format!("{sunday}{WEEK}"),
            "done code --on 2026-11-22",
            "weeks/2026-W48.md has no column for Sunday 22 November 2026. Its days begin on monday, and new weeks on sunday, so this day lies between two notes. Write it into one by hand.",
        );
    }

    #[test]
    fn a_new_note_begins_with_the_day_of_the_settings() {
        let sunday = "//- journal.toml\nweek-start = \"sunday\"\n[habits]\nCode = \"daily\"\n";
        let (_, files) = request(&journal(sunday), "done code --on 2026-11-22");
        assert_eq!(files[0].0, format!("weeks/{}.md", Week::parse("2026-W48").unwrap()));
        assert!(files[0].1.contains("| Habit | Target | Sun | Mon |") && files[0].1.contains("| Code  | daily  | x   |"), "{}", files[0].1);
    }

    #[test]
    fn what_stands_already_is_told_and_not_written() {
        let done = format!("{SETTINGS}{}", WEEK.replace("daily   |     |", "daily   | x   |"));
        says(&done, "done code", "Code ✓ Mon 23 Nov already — chain 1");
        assert!(request(&journal(&done), "done code").1.is_empty());
        says(&format!("{SETTINGS}{WEEK}"), "clear code", "Code has nothing on Mon 23 Nov: there is nothing to clear");
        says(&done, "clear code", "Code cleared on Mon 23 Nov (was x)");
        says(&done, "skip code --note ill", "Code skipped “ill” Mon 23 Nov (was x) — neither done nor missed");
        says(SETTINGS, "clear code", "Code has nothing on Mon 23 Nov: there is nothing to clear");
    }

    #[test]
    fn days_to_come_and_days_away_are_not_ticked_but_skips_are_planned() {
        says(
            SETTINGS,
            "done code --on tomorrow",
            "Tuesday 24 November 2026 is still to come. Only a skip can be planned ahead: journal skip HABIT --on DATE.",
        );
        let away = "Thursday 12 November 2026 lies in a time away (2026-11-12..2026-11-13) of journal.toml, and counts as skipped. To tick it all the same, give --set, or change `away`.";
        says(SETTINGS, "done code --on 2026-11-12", away);
        says(&format!("{SETTINGS}{WEEK}"), "skip code --on tomorrow", "→ Tue 24 Nov 2026\nCode skipped Tue 24 Nov — planned tomorrow");
        assert!(request(&journal(SETTINGS), "skip code --on 9999-12-31").0.contains("is too far from today"));
        assert!(request(&journal(SETTINGS), "done code --on 0001-01-01").0.contains("is too far from today"));
        assert!(request(&journal(SETTINGS), "done code --on someday").0.starts_with("no such date: \"someday\""));
    }

    #[test]
    fn a_habit_that_counts_itself_goes_on_from_what_the_notes_say() {
        let sent = "//- outreach/2026-11-23-ada.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-23\n---\nHi\n";
        let row = "| Outreach   | 3/week  |     |     |     |     |     |     |     |\n\n## Review";
        let fixture = format!("{SETTINGS}{}{sent}", WEEK.replace("\n## Review", row));
        says(
            &fixture,
            "done outreach",
            "Outreach 2 Mon 23 Nov — 2 of 3 this week\n  Outreach counts messages sent by itself: your notes say 1 on Mon 23 Nov, the cell says 2, and the cell is the record.",
        );
        says(
            &fixture,
            "done answers",
            "“Answers” counts prompts by itself, week by week, and is never written. Answer a prompt in the week's note, and it goes up.",
        );
    }

    #[test]
    fn amounts_belong_to_done() {
        says(
            SETTINGS,
            "skip code 3",
            "`journal skip` takes no amount, and one stands behind “Code”. To write an amount in place of another: journal done HABIT AMOUNT --set.",
        );
        says(SETTINGS, "done code 3 --small", "“Code” has both an amount and --small. Give one of the two.");
    }

    #[test]
    fn one_wrong_name_writes_nothing() {
        let (said, files) = request(&journal(&format!("{SETTINGS}{WEEK}")), "done code raed");
        assert!(said.starts_with("there is no habit called “raed”") && files.is_empty(), "{said}");
    }

    #[test]
    fn a_day_that_is_not_due_is_shown_and_not_counted() {
        let run = WEEK.replace("| Code       | daily   |", "| Run | Tue Sat |");
        says(&run, "done run", "Run ✓ Mon 23 Nov — not due that day: shown, not counted");
    }
}
