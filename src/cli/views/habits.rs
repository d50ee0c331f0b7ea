//! Habits on a screen: how steady, by weekday, a calendar of days; and the sums behind the figures.

use anstyle::Style;
use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{month_short, short_date, weekday_short};
use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::{cell, paragraph, shortened, spark};
use crate::notes::habits::written_number;
use crate::report::explain_habit::{ExplainedDay, ExplainedWeek, Explanation};
use crate::report::habits::{HabitsReport, Heat, SteadyHabit};
use crate::report::words::{amount, chain, lately, percent, plural, trend};
use crate::text::width::{pad, visible, width};
use crate::workspace::chains::Step;

/// Shows the habits over some weeks.
pub fn show(report: &HabitsReport, screen: &mut Screen) {
    if report.habits.is_empty() {
        screen.say("No habits are tracked yet.");
        return paragraph(screen, styles::DIM, "Name some under [habits] in journal.toml, then: journal new week", 0);
    }
    for (at, habit) in report.habits.iter().enumerate() {
        if at > 0 {
            screen.gap();
        }
        head(habit, screen);
        calendar(report, habit, screen);
    }
    screen.gap();
    paragraph(screen, styles::DIM, "█ ▓ ▒ ░ how much was done   ○ missed   – skipped   · open   beside it: done of due by weekday", 0);
    paragraph(screen, styles::DIM, "The score forgives: every due day counts, one of a fortnight ago half as much as today's.", 0);
}

fn head(habit: &SteadyHabit, screen: &mut Screen) {
    let name = screen.paint(styles::HEADING, &habit.name);
    let target = screen.paint(styles::DIM, habit.target.to_string());
    screen.say(format!("{name}  {target}"));
    let mut parts = vec![lately(habit.lately), chain(habit.chain, habit.best_chain, habit.lately.weeks)];
    parts.retain(|part| !part.is_empty());
    paragraph(screen, Style::new(), &parts.join(" · "), 2);
    let Some(score) = habit.score() else { return };
    let room = screen.list_width().saturating_sub(26).max(4);
    let begun = habit.scores.iter().position(Option::is_some).unwrap_or(0);
    let line = spark(habit.scores[begun.max(habit.scores.len().saturating_sub(room))..].iter().copied());
    let line = screen.paint(styles::GOOD, line);
    screen.say(format!("  score {}  {line}  {}", percent(score), trend(habit.trend())));
}

/// A row a weekday, a column a week, the latest right; as many weeks as fit.
fn calendar(report: &HabitsReport, habit: &SteadyHabit, screen: &mut Screen) {
    let rates = 2 + 12;
    let room = screen.width().saturating_sub(2 + 4 + rates);
    let columns = if report.weeks.len() * 2 <= room { 2 } else { 1 };
    let shown = if screen.is_endless() { report.weeks.len() } else { report.weeks.len().min(room / columns) };
    let weeks = &report.weeks[report.weeks.len() - shown..];
    let cells = &habit.calendar[habit.calendar.len() - shown..];
    months(weeks.iter().map(|week| week.first_day(report.start)), columns, screen);
    for (at, rate) in habit.weekdays.iter().enumerate() {
        let row: String = cells.iter().map(|week| heat(screen, week[at], columns)).collect();
        let name = screen.paint(styles::DIM, weekday_short(rate.weekday));
        let share = match rate.of {
            0 => String::new(),
            #[expect(clippy::cast_precision_loss, reason = "days")]
            of => format!("{:>4} {:>7}", percent(rate.done as f64 / of as f64), format!("({}/{of})", rate.done)),
        };
        let share = screen.paint(styles::DIM, share);
        screen.say(format!("  {name} {row} {share}").trim_end());
    }
}

fn months(days: impl Iterator<Item = NaiveDate>, columns: usize, screen: &mut Screen) {
    let mut line = String::new();
    let mut before = None;
    for (at, day) in days.enumerate() {
        let month = day.month();
        let begins = at * columns;
        if before != Some(month) && width(&line) <= begins {
            line = format!("{}{} ", pad(&line, begins), month_short(month));
        }
        before = Some(month);
    }
    let line = screen.paint(styles::DIM, line.trim_end());
    screen.say(format!("      {line}"));
}

fn heat(screen: &Screen, heat: Heat, columns: usize) -> String {
    let (sign, style) = match heat {
        Heat::Blank => (' ', Style::new()),
        Heat::Open => ('·', styles::DIM),
        Heat::Skipped => ('–', styles::DIM),
        Heat::Missed => ('○', styles::DIM),
        Heat::Done(part) if part >= 0.99 => ('█', styles::GOOD),
        Heat::Done(part) if part >= 0.66 => ('▓', styles::GOOD),
        Heat::Done(part) if part >= 0.33 => ('▒', styles::GOOD),
        Heat::Done(_) => ('░', styles::GOOD),
    };
    let doubled = columns == 2 && matches!(heat, Heat::Done(_));
    let words = if doubled { format!("{sign}{sign}") } else { pad(&sign.to_string(), columns) };
    screen.paint(style, words)
}

/// Shows the sum behind every figure of a habit; of its weeks the last so many.
pub fn explain(told: &Explanation, last_weeks: Option<usize>, screen: &mut Screen) {
    let title = screen.paint(styles::HEADING, &told.name);
    screen.say(format!("{title}, seen on {}", short_date(told.today)));
    figures(told, screen);
    let left_out = told.weeks.len().saturating_sub(last_weeks.unwrap_or(usize::MAX));
    for week in &told.weeks[left_out..] {
        explained_week(week, told.today, screen);
    }
}

fn figures(told: &Explanation, screen: &mut Screen) {
    let unit = if told.weekly { "week" } else { "day" };
    let span = |span: Option<(NaiveDate, NaiveDate)>| {
        span.map_or_else(String::new, |(from, to)| format!(": {} {} to {} {}", short_date(from), from.year(), short_date(to), to.year()))
    };
    let missed: Vec<String> = told.lately_missed.iter().map(|day| short_date(*day)).collect();
    let missed = if missed.is_empty() { String::new() } else { format!("; not done: {}", missed.join(", ")) };
    paragraph(screen, Style::new(), &format!("{}{missed}", lately(told.lately)), 2);
    paragraph(screen, Style::new(), &format!("chain: {}{}", plural(told.chain as usize, unit), span(told.chain_span)), 2);
    paragraph(screen, Style::new(), &format!("best chain: {}{}", plural(told.best_chain as usize, unit), span(told.best_span)), 2);
}

fn explained_week(week: &ExplainedWeek, today: NaiveDate, screen: &mut Screen) {
    screen.gap();
    let title = screen.paint(styles::HEADING, week.week.to_string());
    let note = week.note.as_deref().unwrap_or("no note: not answered, under the last target");
    let target = week.target.to_string();
    if width(note) + width(&target) + 12 <= screen.width() {
        let note = screen.paint(styles::DIM, note);
        screen.say(format!("{title}  {target}  {note}"));
    } else {
        screen.say(format!("{title}  {target}"));
        paragraph(screen, styles::DIM, note, 2);
    }
    for day in &week.days {
        explained_day(week, day, screen);
    }
    let unit = week.target.unit();
    if week.beside > 0.0 {
        screen.say(format!("  counted in the week      + {}", amount(week.beside, unit)));
    }
    let met = match week.met {
        Some(true) => "met",
        Some(false) if week.days.last().is_some_and(|day| today <= day.state.date) => "not met yet",
        Some(false) => "not met",
        None => "skipped: neither met nor missed",
    };
    let share = format!("{} of {} where habits are added up", written_number(week.share.0), written_number(week.share.1));
    let chain = week.chain.map_or_else(String::new, |chain| format!("; {}", chain_words(chain, "week")));
    let words = format!("= {} of {}, {met}; {share}{chain}", amount(week.done, unit), amount(week.goal, unit));
    paragraph(screen, Style::new(), &words, 2);
}

fn explained_day(week: &ExplainedWeek, day: &ExplainedDay, screen: &mut Screen) {
    let state = &day.state;
    let written = if state.counted { "(counted)" } else { day.cell.as_str() };
    let written = pad(&shortened(screen, &visible(written), 10), 10);
    let due = if state.due { "due" } else { "" };
    let chain = day.chain.map_or_else(String::new, |chain| chain_words(chain, "day"));
    let sum = format!("+ {}", amount(state.done, week.target.unit()));
    let style = if state.done > 0.0 { Style::new() } else { styles::DIM };
    let line = format!("{}  {written} {:<10} {due:<3}  {sum:<8} {chain}", cell_date(state.date), state.mark.word());
    let line = cell(screen, style, line.trim_end(), screen.width().saturating_sub(2)).trim_end().to_owned();
    screen.say(format!("  {line}"));
}

fn cell_date(date: NaiveDate) -> String {
    pad(&short_date(date), 10)
}

fn chain_words((step, length): (Step, u32), unit: &str) -> String {
    match step {
        Step::Longer => format!("{unit} {length} of the chain"),
        Step::Frozen => format!("chain stays at {length}"),
        Step::Broken => "chain begins anew".to_owned(),
    }
}
