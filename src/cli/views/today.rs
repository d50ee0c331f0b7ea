//! The day on a screen: what is done, then what wants attention.

use anstyle::Style;

use crate::calendar::date::{long_date, short_date};
use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::{cell, heading, paragraph, shortened};
use crate::cli::views::week::due_line;
use crate::notes::note::stem_of;
use crate::notes::outreach::Intent;
use crate::notes::tally::DayMark;
use crate::report::due::Due;
use crate::report::today::{Draft, Today, TodayHabit};
use crate::report::words::{amount, plural};
use crate::text::width::{visible, width};

/// Shows what wants attention today.
pub fn show(report: &Today, screen: &mut Screen) {
    paragraph(screen, styles::HEADING, &long_date(report.today), 0);
    done(report, screen);
    gap(report, screen);
    habits(report, screen);
    people(report, screen);
    prompts(report, screen);
    drafts(report, screen);
    if report.is_quiet() {
        screen.gap();
        screen.say("Nothing wants you today.");
    }
}

fn done(report: &Today, screen: &mut Screen) {
    let told: Vec<String> = report.habits.iter().filter(|habit| habit.is_done()).map(done_words).collect();
    if !told.is_empty() {
        paragraph(screen, styles::GOOD, &format!("✓ {}", told.join(" · ")), 0);
    } else if !report.yesterday.is_empty() {
        paragraph(screen, styles::DIM, &format!("✓ Yesterday: {}", report.yesterday.join(", ")), 0);
    }
}

fn done_words(habit: &TodayHabit) -> String {
    let small = if habit.day.mark == DayMark::Small && !habit.target.is_weekly() { " (small)" } else { "" };
    let unit = if habit.target.is_weekly() { "week" } else { "day" };
    match habit.chain {
        0 | 1 => format!("{}{small}", habit.name),
        chain => format!("{}{small}, {} in a row", habit.name, plural(chain as usize, unit)),
    }
}

/// One question, however long the silence was.
fn gap(report: &Today, screen: &mut Screen) {
    let Some(gap) = report.gap else { return };
    heading(screen, styles::HEADING, "Welcome back");
    let words = format!("Nothing is noted from {} to {}. Were you away, or shall we leave it?", short_date(gap.start), short_date(gap.end));
    paragraph(screen, Style::new(), &words, 2);
    paragraph(screen, styles::DIM, &format!("Away: journal skip --away {gap}"), 2);
    paragraph(screen, styles::DIM, &format!("Leave it: journal skip --leave {gap}"), 2);
}

fn habits(report: &Today, screen: &mut Screen) {
    let open: Vec<&TodayHabit> = report.habits.iter().filter(|habit| habit.wants_attention()).collect();
    if open.is_empty() {
        if !report.has_note {
            heading(screen, styles::HEADING, "Habits");
            paragraph(screen, styles::DIM, "This week has no note yet: `journal new week` makes one.", 2);
        }
        return;
    }
    heading(screen, styles::HEADING, "Habits");
    let names = open.iter().map(|habit| width(&visible(&habit.name))).max().unwrap_or(0).clamp(4, 20);
    for habit in open {
        let name = cell(screen, styles::NAME, &habit.name, names);
        let words = wanted(habit);
        let room = screen.width().saturating_sub(4 + names + 2);
        let words = shortened(screen, &words, room.max(10));
        let words = screen.paint(if habit.at_risk { styles::WARM } else { Style::new() }, words);
        screen.say(format!("  · {name}  {words}"));
    }
}

/// What a habit wants today: “30m today · 12 days in a row: keep it with even a small one”.
fn wanted(habit: &TodayHabit) -> String {
    let unit = habit.target.unit();
    if habit.target.is_weekly() {
        let left = amount((habit.goal - habit.done).max(0.0), unit);
        let days = if habit.days_left == 1 { "today is the last day".to_owned() } else { format!("in {} days", habit.days_left) };
        let chain = if habit.at_risk { format!(" · keeps {} alive", plural(habit.chain as usize, "week")) } else { String::new() };
        return format!("{left} to go of {}, {days}{chain}", amount(habit.goal, unit));
    }
    let begun = habit.day.amount.filter(|begun| *begun > 0.0).map(|begun| format!("{} so far · ", amount(begun, unit))).unwrap_or_default();
    match habit.chain {
        0 => format!("{begun}{}", habit.target),
        chain => format!("{begun}today makes {} in a row", plural(chain as usize + 1, "day")),
    }
}

fn people(report: &Today, screen: &mut Screen) {
    if report.due.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "People");
    report.due.iter().for_each(|due| due_line(due, report.today, screen));
    if let Some(hint) = report.due.first().and_then(|due| draft_left(due, &report.drafts).or_else(|| next_command(due))) {
        paragraph(screen, styles::DIM, &hint, 2);
    }
}

/// What to do with the draft of what is due, where there is one.
fn draft_left(due: &Due, drafts: &[Draft]) -> Option<String> {
    use crate::report::due::DueKind;
    let intent = match due.kind {
        DueKind::Reply => Intent::Reply,
        DueKind::ThankYou => Intent::ThankYou,
        DueKind::FollowUp => Intent::FollowUp,
        DueKind::Meeting | DueKind::Contact => return None,
    };
    let draft = drafts.iter().rev().find(|draft| draft.to == due.who && draft.intent == intent)?;
    Some(format!("finish and send {}, then: journal sent {}", draft.path, stem_of(&draft.path)))
}

/// The command that the first of them asks for.
fn next_command(due: &Due) -> Option<String> {
    use crate::report::due::DueKind;
    match due.kind {
        DueKind::Reply => Some(format!("journal new message {} --intent reply", for_shell(&due.who))),
        DueKind::ThankYou => Some(format!("journal thank {}", for_shell(&due.who))),
        DueKind::FollowUp => Some(format!("journal follow-up {}", for_shell(&due.who))),
        DueKind::Meeting | DueKind::Contact => None,
    }
}

/// A name as one word of a shell, whatever stands in it.
fn for_shell(name: &str) -> String {
    let is_plain = name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '.'));
    if is_plain { format!("\"{name}\"") } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

fn prompts(report: &Today, screen: &mut Screen) {
    let prompts = &report.prompts;
    if prompts.open + prompts.partly == 0 {
        return;
    }
    heading(screen, styles::HEADING, "Prompts");
    let begun = if prompts.partly > 0 { format!("{} begun, ", prompts.partly) } else { String::new() };
    let of = prompts.title.as_ref().map(|title| format!(" in {title}")).unwrap_or_default();
    paragraph(screen, Style::new(), &format!("{begun}{} left{of}", prompts.open), 2);
    if let Some(first) = prompts.left.first() {
        paragraph(screen, styles::DIM, &format!("next: {first}"), 2);
    }
}

fn drafts(report: &Today, screen: &mut Screen) {
    let (unfit, fit): (Vec<&Draft>, Vec<&Draft>) = report.drafts.iter().partition(|draft| draft.errors > 0);
    if report.drafts.is_empty() {
        return;
    }
    heading(screen, styles::HEADING, "Drafts");
    for draft in unfit {
        let errors = format!("{} to mend", plural(draft.errors, "thing"));
        let to = if draft.to.is_empty() { "nobody yet" } else { &draft.to };
        paragraph(screen, Style::new(), &format!("to {to}: {errors} before it goes ({})", draft.path), 2);
    }
    if !fit.is_empty() {
        let names: Vec<&str> = fit.iter().map(|draft| draft.to.as_str()).filter(|to| !to.is_empty()).collect();
        paragraph(screen, styles::DIM, &format!("{} without errors: {}", plural(fit.len(), "draft"), names.join(", ")), 2);
    }
}

#[cfg(test)]
mod tests {
    use super::for_shell;

    #[test]
    fn a_name_is_one_word_whatever_stands_in_it() {
        assert_eq!(for_shell("Léo Fontaine"), "\"Léo Fontaine\"");
        assert_eq!(for_shell("Grace O'Malley $(rm)"), r"'Grace O'\''Malley $(rm)'");
    }
}
