//! A week as one picture: habits against targets, weeks compared, the messages' funnel.

use std::fmt::Write as _;

use chrono::Datelike;

use crate::calendar::date::weekday_short;
use crate::notes::habits::written_number;
use crate::report::page::charts::{FACES, classes, day_class, placed_bar, safe};
use crate::report::week::{HabitReport, WeekReport};
use crate::report::words::{chain, lately, mark, percent, share, sum};
use crate::text::width::clip;

const WIDTH: usize = 840;
const ROW: usize = 54;

/// The picture of a week's summary: a whole SVG document, light and dark, that needs nothing else. No names but those of habits.
#[must_use]
pub fn week_svg(report: &WeekReport) -> String {
    let mut body = String::new();
    let title = report.week.title(report.start);
    text(&mut body, 28, 44, 22, "ink", true, &title);
    let done = format!("{} of {} over all habits", written_number(report.sum.done), written_number(report.sum.goal));
    text(&mut body, 28, 68, 13, "quiet", false, &done);
    let below = habits(report, &mut body, 100) + 30;
    let left = weeks(report, &mut body, below);
    let right = messages(report, &mut body, below);
    document(&title, &description(report), WIDTH, left.max(right) + 24, &body)
}

/// A whole SVG document around `body`.
#[must_use]
pub fn document(title: &str, description: &str, width: usize, height: usize, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FACES}\">\n<title>{}</title>\n<desc>{}</desc>\n<style>{}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n{body}</svg>\n",
        safe(title),
        safe(description),
        classes()
    )
}

/// Words at a place: `y` is the line they stand on.
pub fn text(out: &mut String, x: usize, y: usize, size: usize, class: &str, bold: bool, words: &str) {
    let weight = if bold { " font-weight=\"650\"" } else { "" };
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}>{}</text>", safe(words));
}

/// The week in sentences, for those who do not see it.
fn description(report: &WeekReport) -> String {
    let told: Vec<String> = report.habits.iter().map(|habit| format!("{}: {}, {}", habit.name, sum(habit), lately(habit.lately))).collect();
    let counts = &report.messages;
    format!(
        "{}. Messages: {} drafted, {} sent, {} answered, {} met.",
        told.join("; "),
        counts.drafted,
        counts.sent,
        counts.answered,
        counts.met
    )
}

fn habits(report: &WeekReport, out: &mut String, top: usize) -> usize {
    for (at, day) in report.days.iter().enumerate() {
        let class = if *day == report.today { "done" } else { "quiet" };
        centred(out, day_x(at) + 18, top, 11, class, weekday_short(day.weekday()));
        centred(out, day_x(at) + 18, top + 14, 11, class, &day.day().to_string());
    }
    for (at, habit) in report.habits.iter().enumerate() {
        habit_row(habit, out, top + 24 + at * ROW);
    }
    top + 24 + report.habits.len() * ROW
}

fn day_x(at: usize) -> usize {
    166 + at * 42
}

fn habit_row(habit: &HabitReport, out: &mut String, top: usize) {
    text(out, 28, top + 19, 14, "ink", true, &clip(&habit.name, 15));
    text(out, 28, top + 36, 11, "quiet", false, &habit.target.to_string());
    for (at, day) in habit.days.iter().enumerate() {
        let (box_class, ink) = match day_class(day) {
            "full" => ("done", "paper"),
            "half" => ("soft", "on-soft"),
            "pale" => ("track", "quiet"),
            "none" => continue,
            _ => ("", "quiet"),
        };
        let x = day_x(at);
        let look = if box_class.is_empty() { "class=\"edge\" fill=\"none\"" } else { &format!("class=\"{box_class}\"") };
        let _ = writeln!(out, "<rect {look} x=\"{x}\" y=\"{}\" width=\"36\" height=\"28\" rx=\"7\"/>", top + 6);
        centred(out, x + 18, top + 25, 12, ink, &mark(day, habit.target.unit()));
    }
    out.push_str(&placed_bar(480.0, top as f64 + 9.0, 120.0, share(habit.done, habit.goal), "done"));
    text(out, 612, top + 19, 13, "ink", false, &sum(habit));
    let chain = chain(habit.chain, habit.best_chain, habit.lately.weeks);
    text(
        out,
        480,
        top + 36,
        11,
        "quiet",
        false,
        &[lately(habit.lately), chain].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
    );
}

fn centred(out: &mut String, x: usize, y: usize, size: usize, class: &str, words: &str) {
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\">{}</text>", safe(words));
}

/// Rows of bars under a heading; the height where they end.
fn bars(out: &mut String, x: usize, top: usize, title: &str, rows: &[(String, f64, String)]) -> usize {
    if rows.is_empty() {
        return top;
    }
    text(out, x, top, 14, "ink", true, title);
    for (at, (name, share, words)) in rows.iter().enumerate() {
        let y = top + 26 + at * 23;
        text(out, x, y, 12, "quiet", false, name);
        out.push_str(&placed_bar(x as f64 + 72.0, y as f64 - 9.0, 170.0, *share, "done"));
        text(out, x + 254, y, 12, "ink", false, words);
    }
    top + 26 + rows.len() * 23
}

fn weeks(report: &WeekReport, out: &mut String, top: usize) -> usize {
    let sums = std::iter::once(&report.sum).chain(&report.previous).filter(|sum| sum.goal > 0.0);
    let row = |sum: &crate::report::week::WeekSum| {
        (
            format!("Week {}", sum.week.number()),
            share(sum.done, sum.goal),
            format!("{} of {}", written_number(sum.done), written_number(sum.goal)),
        )
    };
    bars(out, 28, top, "Against the weeks before", &sums.map(row).collect::<Vec<_>>())
}

fn messages(report: &WeekReport, out: &mut String, top: usize) -> usize {
    let counts = &report.messages;
    let steps = [("Drafted", counts.drafted), ("Sent", counts.sent), ("Answered", counts.answered), ("Met", counts.met)];
    let most = steps.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    #[expect(clippy::cast_precision_loss, reason = "messages of a week")]
    let rows = steps.map(|(name, count)| (name.to_owned(), count as f64 / most as f64, count.to_string()));
    let end = bars(out, 420, top, "Messages", &rows);
    let Some(rate) = counts.answer_rate() else { return end };
    text(out, 420, end + 6, 12, "quiet", false, &format!("Answer rate {} (n = {})", percent(rate), counts.asked));
    end + 20
}
