//! Habits over the weeks as one HTML page.

use std::fmt::Write as _;

use crate::calendar::date::{long_date, weekday_long};
use crate::report::habits::{HabitsReport, SteadyHabit};
use crate::report::page::charts::{calendar, calendar_size, safe, spark};
use crate::report::page::shell::page;
use crate::report::words::{chain, lately, percent, plural, trend};

/// The page of the habits.
#[must_use]
pub fn habits_html(report: &HabitsReport) -> String {
    let mut body = String::new();
    let weeks = plural(report.weeks.len(), "week");
    let _ = writeln!(body, "<header>\n<p class=\"kicker\">The last {weeks}</p>\n<h1>Habits</h1>\n</header>");
    if report.habits.is_empty() {
        body.push_str("<p>No habits are tracked yet.</p>\n");
    }
    report.habits.iter().for_each(|habit| article(report, habit, &mut body));
    let _ = writeln!(
        body,
        "<footer><p>A full square is done, a smaller one a part, a ring not done, a dash skipped. The score is the mean of what every due day \
         got, in which a day of a fortnight ago counts half as much as today's.</p><p>Seen on {}.</p></footer>",
        long_date(report.today)
    );
    page("Habits", &body)
}

fn article(report: &HabitsReport, habit: &SteadyHabit, out: &mut String) {
    let chain = chain(habit.chain, habit.best_chain, habit.lately.weeks);
    let chain = if chain.is_empty() { String::new() } else { format!("; {chain}") };
    let _ = writeln!(out, "<article>\n<div class=\"head\">\n<div><h2>{} <small>{}</small></h2>", safe(&habit.name), habit.target);
    let _ = writeln!(out, "<p>{}<span class=\"quiet-words\">{chain}</span></p></div>", lately(habit.lately));
    if let Some(score) = habit.score() {
        let begun = habit.scores.iter().position(Option::is_some).unwrap_or(0);
        let words = format!("Score {} {}", percent(score), trend(habit.trend()));
        let _ = writeln!(out, "<div class=\"score quiet-words\">{}{}</div>", words.trim_end(), spark(&habit.scores[begun..]));
    }
    out.push_str("</div>\n");
    let (width, height) = calendar_size(report.weeks.len());
    let name = safe(&habit.name);
    let _ = writeln!(
        out,
        "<div class=\"split\">\n<div class=\"scroll\" role=\"region\" aria-label=\"Calendar of {name}\" tabindex=\"0\">\n<svg role=\"img\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\"><title>Calendar of {name}: {}</title>\n{}</svg>\n</div>",
        lately(habit.lately),
        calendar(report, habit)
    );
    weekdays(habit, out);
    out.push_str("</div>\n</article>\n");
}

fn weekdays(habit: &SteadyHabit, out: &mut String) {
    out.push_str("<table>\n<thead class=\"vh\"><tr><th scope=\"col\">Day</th><th scope=\"col\">Rate</th><th scope=\"col\">Done of due</th></tr></thead>\n<tbody>\n");
    // Every day has its row, so that the rows stand beside those of the calendar.
    for rate in &habit.weekdays {
        if rate.of == 0 {
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\" class=\"quiet-words\">{}</th><td colspan=\"2\"></td></tr>",
                weekday_long(rate.weekday)
            );
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let share = rate.done as f64 / rate.of as f64;
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{} of {}</td></tr>",
            weekday_long(rate.weekday),
            percent(share),
            rate.done,
            rate.of
        );
    }
    out.push_str("</tbody>\n</table>\n");
}
