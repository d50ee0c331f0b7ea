//! A week as one HTML page.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{long_date, short_date, weekday_short};
use crate::notes::habits::written_number;
use crate::report::message_stats::ENOUGH;
use crate::report::page::charts::{day_class, safe, spark, stretched_bar};
use crate::report::page::shell::page;
use crate::report::week::{HabitReport, Named, WeekReport, WeekSum};
use crate::report::words::{chain, lately, mark, mark_words, percent, plural, share, sum, task, tasks_in_numbers};

/// The page of a week's summary.
#[must_use]
pub fn week_html(report: &WeekReport) -> String {
    let mut body = String::new();
    head(report, &mut body);
    wins(report, &mut body);
    figures(report, &mut body);
    habits(report, &mut body);
    body.push_str("<div class=\"cards\">\n");
    weeks(report, &mut body);
    chains(report, &mut body);
    messages(report, &mut body);
    people(report, &mut body);
    prompts(report, &mut body);
    body.push_str("</div>\n");
    due(report, &mut body);
    let _ = writeln!(body, "<footer>Seen on {}.</footer>", long_date(report.today));
    page(&report.week.title(report.start), &body)
}

fn head(report: &WeekReport, out: &mut String) {
    let title = report.week.title(report.start);
    let (kicker, dates) = title.split_once(": ").unwrap_or(("Week", &title));
    let words = match (report.is_to_come(), report.is_running()) {
        (true, _) => "This week is still to come.".to_owned(),
        (_, true) => format!("Day {} of 7.", (report.today - report.days[0]).num_days() + 1),
        _ => String::new(),
    };
    let words = if words.is_empty() { words } else { format!("\n<p class=\"quiet-words\">{words}</p>") };
    let _ = writeln!(out, "<header>\n<p class=\"kicker\">{}</p>\n<h1>{}</h1>{words}\n</header>", safe(kicker), safe(dates));
}

fn figures(report: &WeekReport, out: &mut String) {
    let messages = &report.messages;
    let mut figures = vec![(
        format!("{} <span>of {}</span>", written_number(report.sum.done), written_number(report.sum.goal)),
        "done, all habits together".to_owned(),
    )];
    let counted = [
        (messages.sent, "message sent", "messages sent"),
        (messages.answered, "answer", "answers"),
        (messages.met, "meeting", "meetings"),
        (report.prompts.completed + report.prompts.partly, "prompt answered", "prompts answered"),
        (report.commits, "commit", "commits"),
    ];
    figures.extend(
        counted
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| (count.to_string(), if count == 1 { one } else { many }.to_owned())),
    );
    out.push_str("<ul class=\"figures\">\n");
    for (number, words) in figures {
        let _ = writeln!(out, "<li><strong>{number}</strong> {words}</li>");
    }
    out.push_str("</ul>\n");
}

fn wins(report: &WeekReport, out: &mut String) {
    if report.wins.is_empty() {
        return;
    }
    out.push_str("<section class=\"wins\" aria-labelledby=\"wins\">\n<h2 id=\"wins\">Wins</h2>\n<ul>\n");
    for win in &report.wins {
        let _ = writeln!(out, "<li>{}</li>", safe(win));
    }
    out.push_str("</ul>\n</section>\n");
}

fn habits(report: &WeekReport, out: &mut String) {
    out.push_str("<section aria-labelledby=\"habits\">\n<h2 id=\"habits\">Habits</h2>\n");
    if report.habits.is_empty() {
        out.push_str("<p class=\"quiet-words\">No habits are tracked in this week.</p>\n</section>\n");
        return;
    }
    out.push_str("<div class=\"scroll\" role=\"region\" aria-labelledby=\"habits\" tabindex=\"0\">\n<table class=\"habits\">\n<thead><tr><th scope=\"col\">Habit</th>");
    for day in report.days {
        let current = if day == report.today { " aria-current=\"date\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\" class=\"day\"{current}>{}<b>{}</b></th>", weekday_short(day.weekday()), day.day());
    }
    out.push_str(
        "<th scope=\"col\" class=\"sum\">Against the target</th><th scope=\"col\" class=\"steady\">Lately</th></tr></thead>\n<tbody>\n",
    );
    report.habits.iter().for_each(|habit| habit_row(habit, out));
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn habit_row(habit: &HabitReport, out: &mut String) {
    let unit = habit.target.unit();
    let _ = write!(out, "<tr><th scope=\"row\">{}<small>{}</small></th>", safe(&habit.name), habit.target);
    for (day, note) in habit.days.iter().zip(&habit.notes) {
        let sign = mark(day, unit);
        let words = mark_words(day);
        let title = note.as_ref().map(|note| format!(" title=\"{}\"", safe(note))).unwrap_or_default();
        let hidden = if words.is_empty() { "" } else { " aria-hidden=\"true\"" };
        let spoken = if words.is_empty() { String::new() } else { format!("<span class=\"vh\">{words}</span>") };
        let shown = if sign.is_empty() {
            String::new()
        } else {
            format!("<span class=\"mark{}\"{hidden}>{}</span>", if sign.chars().count() > 2 { " long" } else { "" }, safe(&sign))
        };
        let _ = write!(out, "<td class=\"day {}\"{title}>{shown}{spoken}</td>", day_class(day));
    }
    let bar = stretched_bar(share(habit.done, habit.goal), "done");
    let chain = chain(habit.chain, habit.best_chain, habit.lately.weeks);
    let chain = if chain.is_empty() { String::new() } else { format!("<small>{chain}</small>") };
    let _ = writeln!(
        out,
        "<td class=\"sum\">{bar}{}</td><td class=\"steady\"><div><span>{}{chain}</span>{}</div></td></tr>",
        sum(habit),
        lately(habit.lately),
        spark(&habit.shares)
    );
}

/// A table of bars: what each is called, its share, and its number in words.
fn bars(id: &str, title: &str, head: [&str; 2], rows: &[(String, f64, String, bool)], out: &mut String) {
    let _ = write!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n<table class=\"bars\">\n");
    let _ = writeln!(
        out,
        "<thead class=\"vh\"><tr><th scope=\"col\">{}</th><td></td><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        head[0], head[1]
    );
    for (name, share, words, now) in rows {
        let class = if *now { " class=\"now\"" } else { "" };
        let bar = stretched_bar(*share, "done");
        let _ = writeln!(out, "<tr{class}><th scope=\"row\">{}</th><td>{bar}</td><td>{words}</td></tr>", safe(name));
    }
    out.push_str("</tbody>\n</table>\n");
}

fn weeks(report: &WeekReport, out: &mut String) {
    if report.previous.iter().all(|sum| sum.goal == 0.0) {
        return;
    }
    let words = |sum: &WeekSum| format!("{} of {}", written_number(sum.done), written_number(sum.goal));
    let row = |sum: &WeekSum, now: bool| (format!("Week {}", sum.week.number()), share(sum.done, sum.goal), words(sum), now);
    let before = report.previous.iter().filter(|sum| sum.goal > 0.0).map(|sum| row(sum, false));
    let rows: Vec<_> = std::iter::once(row(&report.sum, true)).chain(before).collect();
    bars("weeks", "Against the weeks before", ["Week", "Done"], &rows, out);
    out.push_str("</section>\n");
}

fn chains(report: &WeekReport, out: &mut String) {
    let steady: Vec<&HabitReport> = report.habits.iter().filter(|habit| habit.best_chain > 0).collect();
    if steady.is_empty() {
        return;
    }
    let row = |habit: &&HabitReport| {
        let words = format!("{} / {}", habit.chain, plural(habit.best_chain as usize, if habit.lately.weeks { "week" } else { "day" }));
        (habit.name.clone(), share(f64::from(habit.chain), f64::from(habit.best_chain)), words, false)
    };
    bars("chains", "In a row, against the best", ["Habit", "In a row, best"], &steady.iter().map(row).collect::<Vec<_>>(), out);
    out.push_str("</section>\n");
}

fn messages(report: &WeekReport, out: &mut String) {
    let counts = &report.messages;
    let steps = [("Drafted", counts.drafted), ("Sent", counts.sent), ("Answered", counts.answered), ("Met", counts.met)];
    let most = steps.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "messages of a week")]
    let row = |(name, count): &(&str, usize)| ((*name).to_owned(), *count as f64 / most as f64, count.to_string(), false);
    bars("messages", "Messages", ["Step", "How many"], &steps.iter().map(row).collect::<Vec<_>>(), out);
    if let Some(rate) = counts.answer_rate() {
        let few = if counts.asked < ENOUGH { ", too few to tell a rate from" } else { "" };
        let _ = writeln!(
            out,
            "<p class=\"quiet-words\">Answer rate {} (n = {}{few}): {} of the first messages and follow-ups sent this week answered so far.</p>",
            percent(rate),
            counts.asked,
            counts.heard
        );
    }
    out.push_str("</section>\n");
}

fn people(report: &WeekReport, out: &mut String) {
    let lists = [("In touch with", &report.touched), ("New", &report.added), ("Events", &report.events)];
    if lists.iter().all(|(_, notes)| notes.is_empty()) {
        return;
    }
    out.push_str("<section aria-labelledby=\"people\">\n<h2 id=\"people\">People</h2>\n");
    for (title, notes) in lists.into_iter().filter(|(_, notes)| !notes.is_empty()) {
        let _ = writeln!(out, "<h3>{title} ({})</h3>", notes.len());
        if !report.for_partner {
            names(notes, out);
        }
    }
    out.push_str("</section>\n");
}

fn names(notes: &[Named], out: &mut String) {
    out.push_str("<ul class=\"names\">");
    for note in notes {
        let _ = write!(out, "<li>{}</li>", safe(&note.name));
    }
    out.push_str("</ul>\n");
}

fn prompts(report: &WeekReport, out: &mut String) {
    let prompts = &report.prompts;
    let all = prompts.completed + prompts.partly + prompts.open;
    if all == 0 {
        return;
    }
    let parts = [("Completed", prompts.completed), ("Partly", prompts.partly), ("Open", prompts.open)];
    #[expect(clippy::cast_precision_loss, reason = "prompts of a week")]
    let row = |(name, count): &(&str, usize)| ((*name).to_owned(), *count as f64 / all as f64, count.to_string(), false);
    bars("prompts", "Prompts", ["Status", "How many"], &parts.iter().map(row).collect::<Vec<_>>(), out);
    if let Some(title) = prompts.title.as_ref().or(prompts.set.as_ref()) {
        let _ = writeln!(out, "<p class=\"quiet-words\">{}</p>", safe(title));
    }
    out.push_str("</section>\n");
}

fn due(report: &WeekReport, out: &mut String) {
    if report.due.is_empty() {
        return;
    }
    if report.for_partner {
        let told = tasks_in_numbers(&report.due);
        let _ = writeln!(out, "<section aria-labelledby=\"due\">\n<h2 id=\"due\">To the end of next week</h2>\n<p>{told}</p>\n</section>");
        return;
    }
    out.push_str("<section aria-labelledby=\"due\">\n<h2 id=\"due\">To the end of next week</h2>\n<table class=\"due\">\n<thead class=\"vh\"><tr><th scope=\"col\">Day</th><th scope=\"col\">What</th></tr></thead>\n<tbody>\n");
    for due in &report.due {
        let why = if due.why.is_empty() { String::new() } else { format!(" <small>{}</small>", safe(&due.why)) };
        let _ = writeln!(out, "<tr><td>{}</td><td>{}{why}</td></tr>", day_cell(due.date, report.today), safe(&capital(&task(due))));
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn day_cell(date: NaiveDate, today: NaiveDate) -> String {
    let late = if date <= today { " class=\"late\"" } else { "" };
    let since = if date < today { "since " } else { "" };
    format!("<span{late}>{since}<time datetime=\"{date}\">{}</time></span>", short_date(date))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
