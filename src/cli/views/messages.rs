//! The pipeline of messages and one's own answer rates on a screen.

use anstyle::Style;

use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::{bar, cell, heading, paragraph};
use crate::notes::habits::written_number;
use crate::notes::outreach::{Intent, Status};
use crate::report::message_stats::{MessageStats, Rate};
use crate::report::messages::{MessageLine, Stage};
use crate::report::words::{percent, plural};
use crate::text::width::{visible, width};

/// Of what is over, so many are shown where nothing was asked for.
const MOST: usize = 8;

/// Shows the pipeline; `all` leaves out nothing.
pub fn show(lines: &[MessageLine], all: bool, screen: &mut Screen) {
    if lines.is_empty() {
        return screen.say("No messages.");
    }
    let names = lines.iter().map(|line| width(&visible(who(line)))).max().unwrap_or(0).clamp(4, (screen.width() / 3).clamp(10, 24));
    // A program is told of every message.
    let mut first = true;
    for stage in Stage::ALL {
        let of: Vec<&MessageLine> = lines.iter().filter(|line| line.stage == stage).collect();
        if of.is_empty() {
            continue;
        }
        if !std::mem::take(&mut first) {
            screen.gap();
        }
        let title = screen.paint(styles::HEADING, title(stage));
        screen.say(format!("{title} ({})", of.len()));
        let most = if all || screen.is_endless() || stage.is_open() { of.len() } else { MOST };
        of.iter().take(most).for_each(|line| message_line(line, names, screen));
        if let Some(more @ 1..) = of.len().checked_sub(most) {
            paragraph(screen, styles::DIM, &format!("and {more} more: journal messages {}", filter(stage)), 2);
        }
    }
}

fn title(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "Waiting for an answer",
        Stage::Draft => "Drafts",
        Stage::Answered => "Answered",
        Stage::Met => "Met",
        Stage::Sent => "Sent, no answer awaited",
        Stage::Declined => "Declined, kindly",
        Stage::Closed => "Closed",
    }
}

/// The word that chooses all the messages of a stage.
fn filter(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "waiting",
        Stage::Draft => Status::Draft.word(),
        // What was answered by a later message keeps the status that it was sent with.
        Stage::Answered => "answered",
        Stage::Met => Status::Met.word(),
        Stage::Sent => Status::Sent.word(),
        Stage::Declined => Status::Declined.word(),
        Stage::Closed => Status::Closed.word(),
    }
}

fn who(line: &MessageLine) -> &str {
    if line.who.is_empty() { "nobody yet" } else { &line.who }
}

fn message_line(line: &MessageLine, names: usize, screen: &mut Screen) {
    let age = match line.days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(..-99) => "to come".to_owned(),
        Some(days @ ..=-1) => format!("in {}", plural(usize::try_from(-days).unwrap_or(0), "day")),
        Some(days) => plural(usize::try_from(days).unwrap_or(0), "day"),
    };
    let age = cell(screen, styles::DIM, &age, 9);
    let who = cell(screen, styles::NAME, who(line), names);
    let next = line.next.map_or_else(String::new, |kind| format!("{} due", kind.word()));
    let intent = if line.intent == Intent::First { "" } else { line.intent.word() };
    let about: Vec<&str> = [intent, line.channel.way()].into_iter().filter(|part| !part.is_empty()).collect();
    let about = about.join(", ");
    let room = screen.width().saturating_sub(2 + 9 + 1 + names + 2);
    let next_room = if next.is_empty() { 0 } else { width(&next) + 2 };
    let wide = screen.is_endless() || next_room + 12 < room;
    let about = if wide { cell(screen, Style::new(), &about, room.saturating_sub(next_room)) } else { String::new() };
    if room < next_room && !screen.is_endless() {
        screen.say(format!("  {age} {who}").trim_end());
        return paragraph(screen, styles::WARM, &next, 12);
    }
    let next = screen.paint(styles::WARM, next);
    screen.say(format!("  {age} {who}  {about}  {next}").trim_end());
}

/// Shows answer rates: never one without its number, and none where there are too few to tell.
pub fn stats(stats: &MessageStats, screen: &mut Screen) {
    if stats.all.sent == 0 {
        screen.say("No first message or follow-up was sent yet.");
        return;
    }
    paragraph(screen, styles::HEADING, "How your first messages and follow-ups are answered", 0);
    let names = stats.by.iter().flat_map(|(_, rates)| rates).map(|rate| width(&rate.name)).max().unwrap_or(0).max(4);
    rate_line(&stats.all, names, screen);
    for (kind, rates) in &stats.by {
        heading(screen, styles::HEADING, &format!("By {kind}"));
        rates.iter().for_each(|rate| rate_line(rate, names, screen));
    }
    screen.gap();
    paragraph(screen, styles::DIM, "In brackets: where the true rate lies, 19 times of 20. A no is an answer too.", 0);
    if stats.fresh > 0 {
        let words = format!("{} went only lately and may still be answered; counted as not answered here.", stats.fresh);
        paragraph(screen, styles::DIM, &words, 0);
    }
}

fn rate_line(rate: &Rate, names: usize, screen: &mut Screen) {
    let name = cell(screen, styles::NAME, &rate.name, names);
    let counts = format!("{:>3} of {:<3}", rate.answered, rate.sent);
    let before = 2 + names + 2 + 10 + 2;
    let (told, days) = match (rate.share(), rate.interval(), rate.is_enough()) {
        (Some(share), Some((low, high)), true) => (
            format!("{:>4} [{} to {}]", percent(share), percent(low), percent(high)),
            rate.median_days().map_or_else(String::new, |days| format!("median {} days", written_number(days))),
        ),
        _ => ("too few to tell".to_owned(), String::new()),
    };
    let after = if days.is_empty() { 0 } else { 2 + width(&days) };
    if screen.width() < before + width(&told).max(19) + after {
        screen.say(format!("  {name}  {counts}").trim_end());
        return paragraph(screen, styles::DIM, format!("{told} {days}").trim(), 4);
    }
    let room = screen.width().saturating_sub(before + 19 + 2 + 16);
    let bar = match rate.share().filter(|_| room >= 6 && rate.is_enough()) {
        Some(share) => format!("{}  ", screen.paint(styles::GOOD, bar(share, room.min(16)))),
        None => String::new(),
    };
    let style = if rate.is_enough() { Style::new() } else { styles::DIM };
    let told = cell(screen, style, &told, 19);
    let days = screen.paint(styles::DIM, days);
    screen.say(format!("  {name}  {counts}  {bar}{told}  {days}").trim_end());
}
