//! Habits over the weeks as one picture: a calendar each.

use std::fmt::Write as _;

use crate::report::habits::HabitsReport;
use crate::report::page::charts::{calendar, calendar_size};
use crate::report::page::week_svg::{document, text};
use crate::report::words::{chain, lately};
use crate::text::width::clip;

/// The picture of the habits: a whole SVG document, light and dark, that needs nothing else.
#[must_use]
pub fn habits_svg(report: &HabitsReport) -> String {
    let (wide, high) = calendar_size(report.weeks.len());
    let mut body = String::new();
    for (at, habit) in report.habits.iter().enumerate() {
        let top = 24 + at * (high + 72);
        text(&mut body, 24, top + 16, 16, "ink", true, &clip(&format!("{}  {}", habit.name, habit.target), 40));
        let told = [lately(habit.lately), chain(habit.chain, habit.best_chain, habit.lately.weeks)];
        let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
        text(&mut body, 24, top + 36, 12, "quiet", false, &told.join(" · "));
        let _ = writeln!(body, "<g transform=\"translate(24 {})\">\n{}</g>", top + 48, calendar(report, habit));
    }
    let names: Vec<String> = report.habits.iter().map(|habit| format!("{}: {}", habit.name, lately(habit.lately))).collect();
    document("Habits", &names.join("; "), (wide + 48).max(440), 24 + report.habits.len() * (high + 72), &body)
}
