//! A week's note: the habit tracker, the prompts, the review.

use chrono::{NaiveDate, Weekday};

use crate::calendar::date::days_after;
use crate::calendar::week::{Week, WeekStart};
use crate::markdown::tree::{Cell, Markdown, Row, Table};
use crate::notes::field::{Fields, Spanned};
use crate::notes::habits::{Amount, Mark, Target, Unit, WEEKDAYS, mark, weekday, written_number};
use crate::notes::problem::{Problem, ProblemKind};
use crate::notes::prompts::{AnsweredPrompt, answered_prompts, prompt_problems};
use crate::notes::sections::{Section, run_together, same_heading, section};
use crate::notes::week_heading::heading_problem;
use crate::text::fuzzy::did_you_mean;
use crate::text::range::TextRange;

/// What a week's note says.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekNote {
    /// The week, by its front matter, else its file stem.
    pub week: Option<Week>,
    /// Where the front matter names it.
    pub week_range: Option<TextRange>,
    /// The prompts' set and week, as written.
    pub prompt_week: Option<Spanned<String>>,
    /// The table under `## Habits`.
    pub tracker: Option<Tracker>,
    /// The prompts with their answers.
    pub prompts: Vec<AnsweredPrompt>,
    /// `## Wins`, shown first of all.
    pub wins: Option<Section>,
    /// `## Review`.
    pub review: Option<Section>,
}

/// The habit table.
#[derive(Clone, Debug, PartialEq)]
pub struct Tracker {
    /// Its index in the note's tables.
    pub table: usize,
    /// The days of the columns, in the order they stand; each with its column's index.
    pub columns: Vec<(usize, Weekday)>,
    /// The column of targets.
    pub target_column: Option<usize>,
    /// The day that the columns begin with.
    pub start: WeekStart,
    /// One row a habit.
    pub rows: Vec<HabitRow>,
}

/// A habit's row.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitRow {
    /// Its index in the table's rows.
    pub row: usize,
    /// The habit.
    pub name: Spanned<String>,
    /// The words of the target.
    pub target_words: Spanned<String>,
    /// What they mean; none where they mean nothing.
    pub target: Option<Target>,
    /// One a day column, in the order they stand.
    pub days: Vec<DayCell>,
}

impl HabitRow {
    /// The cell of a day, where the table has its column.
    #[must_use]
    pub fn day(&self, day: Weekday) -> Option<&DayCell> {
        self.days.iter().find(|cell| cell.weekday == day)
    }
}

/// A day's cell of a habit.
#[derive(Clone, Debug, PartialEq)]
pub struct DayCell {
    /// The day.
    pub weekday: Weekday,
    /// The column's index.
    pub column: usize,
    /// The cell's words, mark and note; empty at the row's end where the row is too short.
    pub range: TextRange,
    /// What the mark says.
    pub mark: Mark,
    /// The note behind the mark.
    pub note: Option<TextRange>,
}

impl WeekNote {
    /// The day of a column, by the week and the order of the columns.
    #[must_use]
    pub fn date_of(&self, day: Weekday) -> Option<NaiveDate> {
        let start = self.tracker.as_ref().map_or(WeekStart::Monday, |tracker| tracker.start);
        Some(days_after(self.week?.first_day(start), i64::from(day.days_since(start.weekday()))))
    }

    /// The row of a habit, case, diacritics and blanks aside.
    #[must_use]
    pub fn habit(&self, name: &str) -> Option<&HabitRow> {
        self.tracker.as_ref()?.rows.iter().find(|row| same_heading(&row.name.value, name))
    }
}

/// What a note about a week says. `stem` is the file's.
#[must_use]
pub fn week_note(text: &str, markdown: &Markdown, stem: &str) -> WeekNote {
    let fields = Fields::of(markdown);
    let named = fields.read("week", Week::parse);
    WeekNote {
        week: named.as_ref().map(|week| week.value).or_else(|| Week::parse(stem)),
        week_range: named.map(|week| week.range),
        prompt_week: fields.text("prompts"),
        tracker: tracker(text, markdown),
        prompts: answered_prompts(text, markdown),
        wins: section(text, markdown, 2, "Wins"),
        review: section(text, markdown, 2, "Review"),
    }
}

fn tracker(text: &str, markdown: &Markdown) -> Option<Tracker> {
    let habits = section(text, markdown, 2, "Habits");
    let under_habits = |table: &Table| habits.is_some_and(|section| section.content.contains(table.range.start()));
    let index = markdown.tables.iter().position(|table| under_habits(table) && has_days(text, table));
    let index = index.or_else(|| markdown.tables.iter().position(|table| has_days(text, table)))?;
    let table = &markdown.tables[index];
    let header = || table.header.cells.iter().enumerate();
    let columns: Vec<(usize, Weekday)> = header().filter_map(|(at, cell)| Some((at, day_of(cell.text.of(text))?))).collect();
    let target_column = header().position(|(_, cell)| cell.text.of(text).eq_ignore_ascii_case("target"));
    let name_column = (0..table.header.cells.len()).find(|at| Some(*at) != target_column && columns.iter().all(|(day, _)| day != at))?;
    let start = match columns.first() {
        Some((_, Weekday::Sun)) => WeekStart::Sunday,
        Some((_, Weekday::Sat)) => WeekStart::Saturday,
        Some(_) | None => WeekStart::Monday,
    };
    let row = |(at, row): (usize, &Row)| habit_row(text, at, row, name_column, target_column, &columns);
    let rows = table.rows.iter().enumerate().filter(|(_, row)| may_be_a_habit(text, table, row)).filter_map(row).collect();
    Some(Tracker { table: index, columns, target_column, start, rows })
}

/// Whether some columns of a table are days.
fn has_days(text: &str, table: &Table) -> bool {
    table.header.cells.iter().filter(|cell| day_of(cell.text.of(text)).is_some()).count() >= 3
}

/// The day of a column: `Mon`, and with the day of the month behind it (`Mon 23`, `Mon, 23/11`).
fn day_of(header: &str) -> Option<Weekday> {
    weekday(header.trim().trim_end_matches(|sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '/')))
}

/// Whether a row can tell of a habit. Markdown takes every line below a table for a row of it: the name that Obsidian gives a block
/// (`^habits`), a thought, a marker that a merge left, and after that the header and the line of dashes once more.
fn may_be_a_habit(text: &str, table: &Table, row: &Row) -> bool {
    let words = |row: &Row| row.cells.iter().map(|cell| cell.text.of(text).to_lowercase()).collect::<Vec<_>>();
    let is_of_dashes = |cell: &Cell| cell.text.of(text).bytes().all(|byte| matches!(byte, b'-' | b':'));
    row.range.of(text).contains('|') && !row.cells.iter().all(is_of_dashes) && words(row) != words(&table.header)
}

/// The name in a cell as a reader sees it: bold, code or a link around all of it is dress, so that a chain goes on through it.
fn plain_name(cell: &str) -> &str {
    const DRESS: [&str; 6] = ["**", "__", "~~", "*", "_", "`"];
    let bare = |words: &'_ str| -> Option<(usize, usize)> {
        let within = |mark: &str| {
            let inner = words.strip_prefix(mark)?.strip_suffix(mark)?;
            (!inner.trim().is_empty() && !inner.contains(mark)).then_some((mark.len(), mark.len() + inner.len()))
        };
        let link = || {
            let inner = words.strip_prefix("[[")?.strip_suffix("]]").filter(|inner| !inner.contains("[[") && !inner.trim().is_empty())?;
            let label = inner.rfind('|').map_or(0, |at| at + 1);
            Some((2 + label, 2 + inner.len()))
        };
        let label = || {
            let end = words.strip_suffix(')').and(words.find("]("))?;
            (words.starts_with('[') && 1 < end && words[end + 2..].find(')') == Some(words.len() - end - 3)).then_some((1, end))
        };
        DRESS.iter().find_map(|mark| within(mark)).or_else(link).or_else(label)
    };
    let mut words = cell.trim();
    while let Some((start, end)) = bare(words) {
        words = words[start..end].trim();
    }
    words
}

fn habit_row(text: &str, at: usize, row: &Row, name: usize, target: Option<usize>, columns: &[(usize, Weekday)]) -> Option<HabitRow> {
    let end = TextRange::empty(row.range.end());
    let range_of = |column: usize| row.cells.get(column).map_or(end, |cell: &Cell| cell.text);
    let words = |column: usize| Spanned::new(range_of(column).of(text).replace("\\|", "|"), range_of(column));
    let name = words(name);
    if name.value.is_empty() {
        return None;
    }
    let name = Spanned::new(run_together(plain_name(&name.value)), name.range);
    let target_words = target.map_or_else(|| Spanned::new(String::new(), end), words);
    // A table without a column of targets tracks every day.
    let meant = if target.is_none() { Some(Target::Days(crate::notes::habits::DaySet::ALL)) } else { Target::parse(&target_words.value) };
    let days = columns.iter().map(|(column, day)| day_cell(text, *column, *day, range_of(*column))).collect();
    Some(HabitRow { row: at, name, target: meant, target_words, days })
}

fn day_cell(text: &str, column: usize, weekday: Weekday, range: TextRange) -> DayCell {
    let words = range.of(text);
    let (mark, length) = mark(words);
    let rest = words.get(length..).unwrap_or("");
    let lead = rest.len() - rest.trim_start().len();
    let note = (!rest.trim().is_empty()).then(|| TextRange::new(range.start() + length + lead, range.end()));
    DayCell { weekday, column, range, mark, note }
}

/// The problems of a week's note: marks and targets that are none, a file name, `week:`, heading or columns that disagree, prompts
/// whose boxes and text disagree.
#[must_use]
pub fn week_problems(text: &str, markdown: &Markdown, stem: &str, note: &WeekNote) -> Vec<Problem> {
    let mut problems = mismatches(text, markdown, stem, note);
    problems.extend(no_week(markdown, stem, note));
    problems.extend(unread_days(text, markdown, note));
    if let Some(tracker) = &note.tracker {
        problems.extend(column_problem(text, markdown, tracker));
        problems.extend(second_tables(text, markdown, tracker));
        for row in &tracker.rows {
            problems.extend(target_problem(row));
            problems.extend(row.days.iter().filter_map(|cell| mark_problem(text, row, cell)));
        }
    }
    problems.extend(prompt_problems(&note.prompts));
    problems
}

fn target_problem(row: &HabitRow) -> Option<Problem> {
    if row.target.is_some() {
        return None;
    }
    let words = &row.target_words.value;
    let message = if words.is_empty() {
        format!("“{}” has no target.", row.name.value)
    } else {
        format!("“{words}” is no target for “{}”.", row.name.value)
    };
    let help = "Write one such as daily, weekdays, Mon Wed Sat, 3/week, 2h/week, 2/day or 30m/day.";
    let range = if row.target_words.range.is_empty() { row.name.range } else { row.target_words.range };
    let problem = Problem::new(ProblemKind::Target, range, message, help);
    // A number says how often or how long: the word beside it alone would be another target.
    let near = did_you_mean(words, ["daily", "weekdays"]).filter(|_| !words.is_empty() && !words.contains(|it: char| it.is_ascii_digit()));
    Some(near.map_or(problem.clone(), |near| problem.replaced_by(near)))
}

fn mark_problem(text: &str, row: &HabitRow, cell: &DayCell) -> Option<Problem> {
    let words = cell.range.of(text);
    match (&cell.mark, row.target.map(Target::unit)) {
        (Mark::Unknown, _) => {
            let message = format!("“{words}” is no mark for “{}”.", row.name.value);
            let help = "Write x (done), ~ (the small version), - (skipped), no, or an amount such as 3 or 45m; words may follow it.";
            let problem = Problem::new(ProblemKind::Mark, cell.range, message, help);
            Some(match meant(words) {
                Some(mark) => problem.replaced_by(mark),
                None => problem,
            })
        }
        (Mark::Amount(Amount::Number(number)), Some(Unit::Minutes)) => {
            let written = written_number(*number);
            let digits = TextRange::new(cell.range.start(), cell.range.start() + words.split_whitespace().next().map_or(0, str::len));
            let message = format!("“{written}” of what? “{}” is counted in time.", row.name.value);
            Some(
                Problem::new(ProblemKind::Mark, digits, message, "Write the minutes or hours: 45m, 1h30m.")
                    .replaced_by(format!("{written}m")),
            )
        }
        _ => None,
    }
}

/// The mark that other habits of writing mean: a ticked box, a sign, a yes or no in the language at home.
fn meant(words: &str) -> Option<&'static str> {
    match words.to_lowercase().trim_end_matches('\u{fe0f}') {
        "✅" | "☑" | "[x]" | "v" | "y" | "ok" | "ja" | "oui" | "sí" | "si" | "sim" | "tak" | "да" => Some("x"),
        "❌" | "✘" | "✖" | "nein" | "non" | "não" | "nie" | "нет" => Some("no"),
        _ => None,
    }
}

fn mismatches(text: &str, markdown: &Markdown, stem: &str, note: &WeekNote) -> Vec<Problem> {
    let Some(week) = note.week else { return Vec::new() };
    let mut problems = Vec::new();
    if let (Some(of_file), Some(range)) = (Week::parse(stem), note.week_range)
        && of_file != week
    {
        let message = format!("The file is named after {of_file}, and `week:` says {week}.");
        problems.push(Problem::new(ProblemKind::Week, range, message, "Make the two agree.").replaced_by(of_file.to_string()));
    }
    let heading = markdown.headings.iter().find(|heading| heading.level == 1);
    if let Some(heading) = heading
        && let Some(message) = heading_problem(heading.text.of(text), week)
    {
        let start = note.tracker.as_ref().map_or(WeekStart::Monday, |tracker| tracker.start);
        let problem = Problem::new(ProblemKind::Week, heading.text, message, "Make the two agree.");
        problems.push(problem.replaced_by(week.title(start)));
    }
    problems
}

/// Marks of a week that nobody can tell, or of one that no year has: they would stand on no day, and be missed by nobody.
fn no_week(markdown: &Markdown, stem: &str, note: &WeekNote) -> Option<Problem> {
    if note.week.is_some() {
        return None;
    }
    let heading = || markdown.headings.first().map_or_else(TextRange::default, |heading| heading.text);
    let help = "Call the file 2026-W48.md, or write week: 2026-W48 in its front matter.";
    let names_one = stem.split_once("-W").is_some_and(|(year, week)| {
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(year, 4) && digits(week, 2)
    });
    if names_one {
        return Some(Problem::new(
            ProblemKind::Week,
            heading(),
            format!("There is no week {stem}."),
            "Call the file after a week that there is.",
        ));
    }
    let tracker =
        note.tracker.as_ref().filter(|tracker| tracker.rows.iter().any(|row| row.days.iter().any(|day| day.mark != Mark::Empty)))?;
    let header = markdown.tables.get(tracker.table)?.header.range;
    Some(Problem::new(ProblemKind::Week, header, "Nothing says which week this is, so its marks are on no day.", help))
}

/// A table under `## Habits` whose columns are not read as days: in another language, in single letters, or too few.
fn unread_days(text: &str, markdown: &Markdown, note: &WeekNote) -> Option<Problem> {
    let habits = section(text, markdown, 2, "Habits").filter(|_| note.tracker.is_none())?;
    let words = |cell: &Cell| cell.text.of(text).to_lowercase();
    let is_tracker = |table: &&Table| {
        let cells = &table.header.cells;
        cells.len() >= 8 || cells.iter().any(|cell| words(cell) == "target") && cells.iter().any(|cell| day_of(&words(cell)).is_some())
    };
    let table = markdown.tables.iter().filter(|table| habits.content.contains(table.range.start())).find(is_tracker)?;
    let is_day = |cell: &&Cell| !matches!(words(cell).as_str(), "habit" | "target" | "");
    let names: Vec<&str> = table.header.cells.iter().filter(is_day).map(|cell| cell.text.of(text)).collect();
    let names = &names[names.len().saturating_sub(7)..];
    let message = format!("The columns {} are not the week's seven days in order, and no mark is counted.", names.join(", "));
    Some(Problem::new(ProblemKind::Week, table.header.range, message, "Call them Mon, Tue, Wed, Thu, Fri, Sat and Sun."))
}

/// Tables of habits under `## Habits` behind the one that counts: their marks would be lost in silence. What a merge left is told as that.
fn second_tables(text: &str, markdown: &Markdown, tracker: &Tracker) -> Vec<Problem> {
    let Some(habits) = section(text, markdown, 2, "Habits") else { return Vec::new() };
    if habits.content.of(text).lines().any(|line| line.starts_with("<<<<<<< ")) {
        return Vec::new();
    }
    let others = markdown
        .tables
        .iter()
        .enumerate()
        .filter(|(at, table)| *at != tracker.table && habits.content.contains(table.range.start()) && has_days(text, table));
    let message = "This is a second habit table; only the first one is read, and no mark in this one is counted.";
    let help = "Move its rows into the first table.";
    others.map(|(_, table)| Problem::new(ProblemKind::Week, table.header.range, message, help)).collect()
}

fn column_problem(text: &str, markdown: &Markdown, tracker: &Tracker) -> Option<Problem> {
    let first = tracker.start.weekday().num_days_from_monday() as usize;
    let wanted = (0..7).map(|day| WEEKDAYS[(first + day) % 7]);
    if tracker.columns.iter().map(|(_, day)| *day).eq(wanted) {
        return None;
    }
    let header = &markdown.tables[tracker.table].header;
    let names: Vec<&str> = tracker.columns.iter().map(|(column, _)| header.cells[*column].text.of(text)).collect();
    let message = format!("The columns {} are not the week's seven days in order.", names.join(", "));
    let help = "Let them run from Monday, Sunday or Saturday, each day once.";
    Some(Problem::new(ProblemKind::Week, header.range, message, help))
}

#[cfg(test)]
mod tests {
    use super::{WeekNote, week_note, week_problems};
    use crate::markdown::parse::parse;
    use crate::notes::habits::{Amount, Mark};
    use chrono::Weekday;

    const NOTE: &str = "---\nweek: 2026-W48\nprompts: turing/mod-2/week-5\n---\n# Week 48: 23 to 29 November 2026\n\n## Habits\n\n\
| Habit      | Target    | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n\
|------------|-----------|-----|-----|-----|-----|-----|-----|-----|\n\
| Code       | daily     | x   | x at home |     |     |     |     |     |\n\
| Job search | 2h/week   | 45m |     |     |     |     |     |     |\n\
| Run        | Mon Wed Sat | x | -   |\n\n## Prompts\n\n### Review the tracker\n\nDid it.\n\n## Wins\n\n- One\n";

    fn read(text: &str) -> WeekNote {
        week_note(text, &parse(text), "2026-W48")
    }

    fn problems(text: &str) -> Vec<String> {
        let markdown = parse(text);
        let note = week_note(text, &markdown, "2026-W48");
        week_problems(text, &markdown, "2026-W48", &note).into_iter().map(|it| format!("{:?} {}", it.range.of(text), it.message)).collect()
    }

    #[test]
    fn the_tracker_is_read_with_places() {
        let note = read(NOTE);
        let code = note.habit("code").unwrap();
        let tuesday = code.day(Weekday::Tue).unwrap();
        assert_eq!(tuesday.range.of(NOTE), "x at home");
        assert_eq!(tuesday.note.unwrap().of(NOTE), "at home");
        assert_eq!(note.habit("Job search").unwrap().days[0].mark, Mark::Amount(Amount::Minutes(45.0)));
        assert_eq!(note.habit("Run").unwrap().days.len(), 7);
        assert_eq!(note.date_of(Weekday::Sun).unwrap().to_string(), "2026-11-29");
        assert_eq!(note.prompts.len(), 1);
        assert!(note.wins.is_some());
        assert_eq!(problems(NOTE), Vec::<String>::new());
    }

    #[test]
    fn a_sunday_week_has_its_own_dates() {
        let text = NOTE.replace("| Mon | Tue | Wed | Thu | Fri | Sat | Sun |", "| Sun | Mon | Tue | Wed | Thu | Fri | Sat |");
        assert_eq!(read(&text).date_of(Weekday::Sun).unwrap().to_string(), "2026-11-22");
        assert_eq!(problems(&text), Vec::<String>::new());
    }

    #[test]
    fn marks_and_targets_that_are_none_are_told() {
        let text = NOTE.replace("| 45m |", "| 45  |").replace("| x at home |", "| maybe |").replace("| daily     |", "| dialy     |");
        let told = problems(&text);
        assert!(told[0].starts_with("\"dialy\" “dialy” is no target for “Code”"), "{told:?}");
        assert!(told[1].starts_with("\"maybe\" “maybe” is no mark"), "{told:?}");
        assert!(told[2].starts_with("\"45\" “45” of what?"), "{told:?}");
    }

    const DAYS: &str = "| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n";

    #[test]
    fn lines_below_the_table_and_what_a_merge_left_are_no_habits() {
        let rows = "| Code | daily | x | x | | | | | |\n";
        let text = format!(
            "# Week 48\n\n## Habits\n\n<<<<<<< HEAD\n{DAYS}{rows}=======\n{DAYS}{rows}>>>>>>> theirs\n^habits\nFelt good this week.\n"
        );
        let names: Vec<String> = read(&text).tracker.unwrap().rows.into_iter().map(|row| row.name.value).collect();
        assert_eq!(names, ["Code", "Code"]);
        assert_eq!(problems(&text), Vec::<String>::new());
    }

    #[test]
    fn a_second_habit_table_is_told_and_a_table_elsewhere_is_fine() {
        let text = format!(
            "# Week 48\n\n## Habits\n\n{DAYS}| Code | daily | x | | | | | | |\n\n### At home\n\n{DAYS}| Run | daily | x | | | | | | |\n"
        );
        let told = problems(&text);
        assert!(told.len() == 1 && told[0].contains("This is a second habit table; only the first one is read"), "{told:?}");
        assert_eq!(problems(&text.replace("### At home", "## Meals")), Vec::<String>::new());
    }

    #[test]
    fn a_habit_is_called_by_its_words_whatever_they_are_dressed_in() {
        let name = |cell: &str| {
            let text = format!("## Habits\n\n{DAYS}| {cell} | daily | x | | | | | | |\n");
            read(&text).tracker.unwrap().rows[0].name.value.clone()
        };
        for cell in
            ["**Code**", "*Code*", "`Code`", "~~Code~~", "**[[maps/code\\|Code]]**", "[[Code]]", "[Code](../maps/code.md)", "__Code__"]
        {
            assert_eq!(name(cell), "Code", "{cell}");
        }
        for cell in ["Code *well*", "C* and C**", "**", "[[]]", "*a* and *b*", "[a](b) and [c](d)", "Lesen (Bücher)"] {
            assert_eq!(name(cell), cell);
        }
    }

    #[test]
    fn columns_may_carry_the_day_of_the_month() {
        let text = "## Habits\n\n| Habit | Target | Mon 23 | Tue 24. | Wed, 25 | Thu 26/11 | Fri 27 | Sat 28 | Sun 29 |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | | | | | | |\n";
        assert_eq!(read(text).tracker.unwrap().columns.len(), 7);
        assert_eq!(problems(text), Vec::<String>::new());
    }

    #[test]
    fn a_table_whose_days_nobody_reads_is_told() {
        let told = |days: &str| {
            let text = format!(
                "## Habits\n\n| Habit | Target | {days} |\n|---|---{}|\n| Code | daily | x |\n",
                "|---".repeat(days.split('|').count())
            );
            problems(&text).join("\n")
        };
        assert_eq!(
            told("Mo | Di | Mi | Do | Fr | Sa | So").split_once("\" ").unwrap().1,
            "The columns Mo, Di, Mi, Do, Fr, Sa, So are not the week's seven days in order, and no mark is counted."
        );
        assert!(told("M | T | W | T | F | S | S").contains("The columns M, T, W"));
        assert!(told("Mon | Tue").contains("The columns Mon, Tue are"));
        let other = "## Habits\n\n| Habit | Why |\n|---|---|\n| Code | It is fun |\n";
        assert_eq!(problems(other), Vec::<String>::new());
    }

    #[test]
    fn marks_of_a_week_that_nobody_can_tell_are_told() {
        let told = |stem: &str, rows: &str| {
            let text = format!("# Some week\n\n## Habits\n\n{DAYS}{rows}");
            let markdown = parse(&text);
            let note = week_note(&text, &markdown, stem);
            week_problems(&text, &markdown, stem, &note).into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told("week 12", "| Code | daily | x | | | | | | |\n"), "Nothing says which week this is, so its marks are on no day.");
        assert_eq!(told("how-i-track", "| Code | daily | | | | | | | |\n"), "");
        assert_eq!(told("2026-W54", ""), "There is no week 2026-W54.");
    }

    #[test]
    fn signs_and_words_that_other_habits_of_writing_mean_are_mended() {
        let mended = |cell: &str| {
            let text = format!("## Habits\n\n{DAYS}| Code | daily | {cell} | | | | | | |\n");
            let markdown = parse(&text);
            let note = week_note(&text, &markdown, "2026-W48");
            week_problems(&text, &markdown, "2026-W48", &note)[0].fix.clone().map(|(_, edits)| edits[0].text.clone())
        };
        for (cell, mark) in
            [("✅", Some("x")), ("☑️", Some("x")), ("[x]", Some("x")), ("Sí", Some("x")), ("nein", Some("no")), ("5km", None)]
        {
            assert_eq!(mended(cell).as_deref(), mark, "{cell}");
        }
    }

    #[test]
    fn names_that_disagree_are_told() {
        let told = problems(&NOTE.replace("# Week 48", "# Week 47").replace("week: 2026-W48", "week: 2026-W49"));
        assert!(told[0].contains("2026-W48") && told[1].contains("week 47"), "{told:?}");
        let told = problems(&NOTE.replace("| Tue | Wed |", "| Wed | Tue |"));
        assert!(told[0].contains("seven days in order"), "{told:?}");
    }
}
