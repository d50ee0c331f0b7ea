//! A week as Markdown, for a gist, a mail, a chat.

use std::fmt::Write as _;

use crate::calendar::date::{short_date, weekday_short};
use crate::notes::habits::written_number;
use crate::report::week::{HabitReport, Named, WeekReport, WeekSum};
use crate::report::words::{chain, lately, mark, percent, plural, sum, task, tasks_in_numbers};

/// The Markdown of a week's summary. What comes from notes is escaped: it shows as it was written, and makes no links, tables or HTML.
#[must_use]
pub fn week_markdown(report: &WeekReport) -> String {
    let mut out = format!("# {}\n", report.week.title(report.start));
    if !report.wins.is_empty() {
        out.push_str("\n## Wins\n\n");
        report.wins.iter().for_each(|win| _ = writeln!(out, "- {}", escaped(win)));
    }
    habits(report, &mut out);
    weeks(report, &mut out);
    messages(report, &mut out);
    people(report, &mut out);
    rest(report, &mut out);
    due(report, &mut out);
    out
}

fn habits(report: &WeekReport, out: &mut String) {
    if report.habits.is_empty() {
        return;
    }
    let days: Vec<&str> = report.days.iter().map(|day| weekday_short(chrono::Datelike::weekday(day))).collect();
    let _ =
        write!(out, "\n## Habits\n\n| Habit | Target | {} | Week | Lately |\n|---|---|{}---|---|\n", days.join(" | "), ":-:|".repeat(7));
    for habit in &report.habits {
        let marks: Vec<String> = habit.days.iter().map(|day| mark(day, habit.target.unit())).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            escaped(&habit.name),
            habit.target,
            marks.join(" | "),
            sum(habit),
            steadiness(habit)
        );
    }
}

fn steadiness(habit: &HabitReport) -> String {
    let chain = chain(habit.chain, habit.best_chain, habit.lately.weeks);
    if chain.is_empty() { lately(habit.lately) } else { format!("{}; {chain}", lately(habit.lately)) }
}

fn weeks(report: &WeekReport, out: &mut String) {
    if report.previous.iter().all(|sum| sum.goal == 0.0) {
        return;
    }
    out.push_str("\n## Against the weeks before\n\n| Week | Done |\n|---|---|\n");
    let mut line =
        |name: String, sum: &WeekSum| _ = writeln!(out, "| {name} | {} of {} |", written_number(sum.done), written_number(sum.goal));
    line(format!("**{}**", report.week), &report.sum);
    report.previous.iter().filter(|sum| sum.goal > 0.0).for_each(|sum| line(sum.week.to_string(), sum));
}

fn messages(report: &WeekReport, out: &mut String) {
    let counts = &report.messages;
    let parts = [(counts.drafted, "drafted"), (counts.sent, "sent"), (counts.answered, "answered"), (counts.met, "met")];
    let told: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if told.is_empty() {
        return;
    }
    let _ = write!(out, "\n## Messages\n\n{}", told.join(", "));
    if let Some(rate) = counts.answer_rate() {
        let _ = write!(out, ". Answered so far: {} of {} ({})", counts.heard, counts.asked, percent(rate));
    }
    out.push_str(".\n");
}

fn people(report: &WeekReport, out: &mut String) {
    let lists = [("In touch with", &report.touched), ("New", &report.added), ("Events", &report.events)];
    if lists.iter().all(|(_, notes)| notes.is_empty()) {
        return;
    }
    out.push_str("\n## People\n\n");
    for (title, notes) in lists.into_iter().filter(|(_, notes)| !notes.is_empty()) {
        let _ = writeln!(out, "- {title}: {}", names(report, notes));
    }
}

fn names(report: &WeekReport, notes: &[Named]) -> String {
    if report.for_partner { notes.len().to_string() } else { notes.iter().map(|note| escaped(&note.name)).collect::<Vec<_>>().join(", ") }
}

fn rest(report: &WeekReport, out: &mut String) {
    let prompts = &report.prompts;
    if prompts.completed + prompts.partly + prompts.open > 0 {
        let of = prompts.title.as_ref().or(prompts.set.as_ref()).map(|title| format!(" ({})", escaped(title))).unwrap_or_default();
        let _ = write!(out, "\n## Prompts\n\n{} completed, {} partly, {} open{of}.\n", prompts.completed, prompts.partly, prompts.open);
    }
    if report.commits > 0 {
        let _ = write!(out, "\n## Journal\n\n{}.\n", plural(report.commits, "commit"));
    }
}

fn due(report: &WeekReport, out: &mut String) {
    if report.due.is_empty() {
        return;
    }
    out.push_str("\n## To the end of next week\n\n");
    if report.for_partner {
        let _ = writeln!(out, "{}.", tasks_in_numbers(&report.due));
        return;
    }
    for due in &report.due {
        let why = if due.why.is_empty() { String::new() } else { format!(" ({})", escaped(&due.why)) };
        let _ = writeln!(out, "- {}: {}{why}", short_date(due.date), escaped(&task(due)));
    }
}

/// Words that mean nothing to Markdown but themselves, on one line.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for sign in crate::maps::words::clean(words).chars() {
        match sign {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                safe.push('\\');
                safe.push(sign);
            }
            _ => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_of_notes_are_only_words() {
        assert_eq!(escaped("a|b <img src=x> [x](javascript:y) *z*\n# h"), "a\\|b &lt;img src=x> \\[x\\](javascript:y) \\*z\\* \\# h");
    }
}
