//! A week on a screen: wins first, then what was done, then what comes next.

use crate::calendar::date::{short_date, weekday_long, weekday_short};
use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::{bar, cell, heading, paragraph, spark, wrapped};
use crate::notes::habits::written_number;
use crate::notes::tally::{DayMark, DayState};
use crate::report::due::Due;
use crate::report::week::{HabitReport, Named, WeekReport, WeekSum};
use crate::report::words::{chain, lately, mark, percent, plural, share, sum, task, tasks_in_numbers};
use crate::text::width::{pad, visible, width};

/// Shows a week's summary.
pub fn show(report: &WeekReport, screen: &mut Screen) {
    title(report, screen);
    wins(report, screen);
    habits(report, screen);
    weeks_before(report, screen);
    messages(report, screen);
    people(report, screen);
    rest(report, screen);
    next(report, screen);
}

fn title(report: &WeekReport, screen: &mut Screen) {
    paragraph(screen, styles::HEADING, &report.week.title(report.start), 0);
    let day = (report.today - report.days[0]).num_days() + 1;
    let weekday = weekday_long(chrono::Datelike::weekday(&report.today));
    let place = match (report.is_to_come(), report.is_running()) {
        (true, _) => "Still to come".to_owned(),
        (false, true) if day == 7 => format!("Today is {weekday}, its last day"),
        (false, true) => format!("Today is {weekday}, day {day} of 7"),
        (false, false) => return,
    };
    paragraph(screen, styles::DIM, &place, 0);
}

fn wins(report: &WeekReport, screen: &mut Screen) {
    if report.wins.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "Wins");
    for win in &report.wins {
        let mut lines = wrapped(screen, &visible(win), screen.width().saturating_sub(4).max(10)).into_iter();
        let star = screen.paint(styles::GOOD, "★");
        screen.say(format!("  {star} {}", lines.next().unwrap_or_default()));
        lines.for_each(|line| screen.say(format!("    {line}")));
    }
}

fn habits(report: &WeekReport, screen: &mut Screen) {
    if report.habits.is_empty() {
        heading(screen, styles::HEADING, "Habits");
        let words = match report.note {
            None if report.is_running() => "There is no note for this week yet: `journal new week` makes one.",
            None if !report.is_to_come() && !report.for_partner => "The journal has no note of this week.",
            _ => "No habits are tracked in this week.",
        };
        return paragraph(screen, styles::DIM, words, 2);
    }
    heading(screen, styles::HEADING, "Lately");
    let names = name_column(report, screen);
    report.habits.iter().for_each(|habit| steadiness(habit, names, screen));
    heading(screen, styles::HEADING, if report.is_running() { "This week" } else { "That week" });
    let grid = Grid::of(report, screen, names);
    grid.header(report, screen);
    report.habits.iter().for_each(|habit| grid.row(habit, screen));
    legend(report, screen);
}

fn name_column(report: &WeekReport, screen: &Screen) -> usize {
    let widest = report.habits.iter().map(|habit| width(&visible(&habit.name))).max().unwrap_or(0);
    widest.clamp(4, (screen.width() / 4).max(10)).min(18)
}

fn steadiness(habit: &HabitReport, names: usize, screen: &mut Screen) {
    let line = spark(habit.shares.iter().copied());
    let lately = lately(habit.lately);
    let chain = chain(habit.chain, habit.best_chain, habit.lately.weeks);
    let name = cell(screen, styles::NAME, &habit.name, names);
    let line = screen.paint(styles::GOOD, line);
    let (before, gap) = (2 + names + 2 + habit.shares.len() + 2, 3);
    let fits = before + width(&lately).max(26) + gap + width(&chain) <= screen.width();
    if fits {
        let chain = screen.paint(styles::DIM, chain);
        screen.say(format!("  {name}  {line}  {}{}{chain}", pad(&lately, 26), " ".repeat(gap)).trim_end());
    } else if before + width(&lately) <= screen.width() {
        screen.say(format!("  {name}  {line}  {lately}"));
        paragraph(screen, styles::DIM, &chain, before.min(screen.width() / 3));
    } else {
        screen.say(format!("  {name}  {line}"));
        paragraph(screen, anstyle::Style::new(), &lately, 4);
        paragraph(screen, styles::DIM, &chain, 4);
    }
}

/// How the week's table is laid out.
struct Grid {
    names: usize,
    cells: usize,
    bar: usize,
    /// Whether days stand beside the name; else below it.
    beside: bool,
}

impl Grid {
    fn of(report: &WeekReport, screen: &Screen, names: usize) -> Self {
        let days = report.habits.iter().flat_map(|habit| habit.days.iter().map(|day| mark(day, habit.target.unit())));
        let cells = days.map(|mark| width(&mark)).max().unwrap_or(1).max(3) + 1;
        let sums = report.habits.iter().map(|habit| width(&sum(habit))).max().unwrap_or(0);
        let beside = 2 + names + 1 + 7 * cells + 1 + sums;
        let bar = screen.width().saturating_sub(beside + 2).min(12);
        Self { names, cells, bar: if bar < 4 { 0 } else { bar }, beside: beside <= screen.width() }
    }

    fn header(&self, report: &WeekReport, screen: &mut Screen) {
        let day = |date: &chrono::NaiveDate| {
            let name = weekday_short(chrono::Datelike::weekday(date));
            let style = if *date == report.today { styles::HEADING } else { styles::DIM };
            cell(screen, style, &centred(name, self.cells), self.cells)
        };
        let days: String = report.days.iter().map(day).collect();
        let before = if self.beside { 2 + self.names + 1 } else { 2 };
        screen.say(format!("{}{days}", " ".repeat(before)).trim_end());
    }

    fn row(&self, habit: &HabitReport, screen: &mut Screen) {
        let name = cell(screen, styles::NAME, &habit.name, self.names);
        let unit = habit.target.unit();
        let day = |day: &DayState| cell(screen, style_of(day), &centred(&mark(day, unit), self.cells), self.cells);
        let days: String = habit.days.iter().map(day).collect();
        let met = habit.met == Some(true);
        let style = if met { styles::GOOD } else { anstyle::Style::new() };
        let sum = screen.paint(style, sum(habit));
        let bar = |cells| screen.paint(styles::GOOD, bar(share(habit.done, habit.goal), cells));
        if !self.beside {
            let room = screen.width().saturating_sub(2 + self.names + 2 + 16).min(10);
            screen.say(format!("  {name}  {} {sum}", bar(room)));
            screen.say(format!("  {days}"));
        } else if self.bar > 0 {
            screen.say(format!("  {name} {days} {} {sum}", bar(self.bar)));
        } else {
            screen.say(format!("  {name} {days} {sum}"));
        }
    }
}

fn centred(words: &str, cells: usize) -> String {
    let before = cells.saturating_sub(width(words)).div_ceil(2);
    pad(&format!("{}{words}", " ".repeat(before)), cells)
}

fn style_of(day: &DayState) -> anstyle::Style {
    let counts = day.due || day.done > 0.0;
    match day.mark {
        DayMark::Done | DayMark::Amount | DayMark::Small if counts => styles::GOOD,
        DayMark::Missed => styles::WARM,
        DayMark::Done | DayMark::Amount | DayMark::Small => styles::DIM,
        DayMark::Skipped | DayMark::Unanswered | DayMark::Open | DayMark::None => styles::DIM,
    }
}

fn legend(report: &WeekReport, screen: &mut Screen) {
    let seen = |mark: DayMark| report.habits.iter().flat_map(|habit| &habit.days).any(|day| day.mark == mark);
    let words = [
        (DayMark::Small, "~ the small version"),
        (DayMark::Skipped, "– skipped"),
        (DayMark::Unanswered, "? not answered"),
        (DayMark::Open, "· open"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(mark, _)| seen(*mark)).map(|(_, words)| words).collect();
    if !words.is_empty() {
        paragraph(screen, styles::DIM, &words.join("   "), 2);
    }
}

fn weeks_before(report: &WeekReport, screen: &mut Screen) {
    if report.previous.iter().all(|sum| sum.goal == 0.0) {
        return;
    }
    heading(screen, styles::HEADING, "Against the weeks before");
    let cells = screen.width().saturating_sub(2 + 9 + 2 + 16).clamp(4, 30);
    let mut line = |name: String, sum: &WeekSum, style| {
        let bar = screen.paint(styles::GOOD, bar(share(sum.done, sum.goal), cells));
        let name = cell(screen, style, &name, 9);
        screen.say(format!("  {name}  {bar}  {} of {}", written_number(sum.done), written_number(sum.goal)));
    };
    let name = if report.is_running() { "so far".to_owned() } else { report.week.to_string() };
    line(name, &report.sum, styles::HEADING);
    for sum in report.previous.iter().filter(|sum| sum.goal > 0.0) {
        line(sum.week.to_string(), sum, styles::DIM);
    }
}

fn messages(report: &WeekReport, screen: &mut Screen) {
    let counts = &report.messages;
    let parts = [(counts.drafted, "drafted"), (counts.sent, "sent"), (counts.answered, "answered"), (counts.met, "met")];
    let told: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if told.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "Messages");
    paragraph(screen, anstyle::Style::new(), &told.join(" · "), 2);
    if let Some(rate) = counts.answer_rate() {
        let words = format!("{} of the {} that ask for an answer have one so far ({})", counts.heard, counts.asked, percent(rate));
        paragraph(screen, styles::DIM, &words, 2);
    }
}

fn people(report: &WeekReport, screen: &mut Screen) {
    if report.touched.is_empty() && report.added.is_empty() && report.events.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "People");
    for (words, notes) in [("In touch with", &report.touched), ("New", &report.added), ("Events", &report.events)] {
        if !notes.is_empty() {
            paragraph(screen, anstyle::Style::new(), &format!("{words}: {}", names(report, notes)), 2);
        }
    }
}

fn names(report: &WeekReport, notes: &[Named]) -> String {
    if report.for_partner {
        return notes.len().to_string();
    }
    notes.iter().map(|note| note.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn rest(report: &WeekReport, screen: &mut Screen) {
    let prompts = &report.prompts;
    let parts = [(prompts.completed, "completed"), (prompts.partly, "partly"), (prompts.open, "open")];
    let told: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if !told.is_empty() {
        heading(screen, styles::HEADING, "Prompts");
        let set = match (&prompts.title, &prompts.set) {
            (Some(title), Some(set)) => format!(" ({title}, {set})"),
            (None, Some(set)) => format!(" ({set})"),
            _ => String::new(),
        };
        paragraph(screen, anstyle::Style::new(), &format!("{}{set}", told.join(" · ")), 2);
    }
    if report.commits > 0 {
        heading(screen, styles::HEADING, "Journal");
        paragraph(screen, anstyle::Style::new(), &plural(report.commits, "commit"), 2);
    }
}

fn next(report: &WeekReport, screen: &mut Screen) {
    const MOST: usize = 12;
    if report.due.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "To the end of next week");
    if report.for_partner {
        return paragraph(screen, anstyle::Style::new(), &tasks_in_numbers(&report.due), 2);
    }
    report.due.iter().take(MOST).for_each(|due| due_line(due, report.today, screen));
    if let Some(more @ 1..) = report.due.len().checked_sub(MOST) {
        paragraph(screen, styles::DIM, &format!("and {more} more: `journal due`"), 2);
    }
}

/// Says what is due: the day, what to do, why.
pub fn due_line(due: &Due, today: chrono::NaiveDate, screen: &mut Screen) {
    let style = if due.date <= today { styles::WARM } else { styles::DIM };
    let day = cell(screen, style, &short_date(due.date), 10);
    let what = visible(&task(due)).into_owned();
    let why = visible(&due.why).into_owned();
    let room = screen.list_width().saturating_sub(14);
    if why.is_empty() || width(&what) + 3 + width(&why) > room {
        let mut lines = wrapped(screen, &what, room.max(10)).into_iter();
        screen.say(format!("  {day}  {}", lines.next().unwrap_or_default()));
        lines.for_each(|line| screen.say(format!("{}{line}", " ".repeat(14))));
        if !why.is_empty() {
            paragraph(screen, styles::DIM, &why, 14);
        }
    } else {
        let why = screen.paint(styles::DIM, format!("({why})"));
        screen.say(format!("  {day}  {what} {why}"));
    }
}
