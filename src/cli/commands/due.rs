//! `journal due`.

use clap::Args;

use crate::calendar::date::long_date;
use crate::calendar::phrase::{Lean, date_phrase};
use crate::calendar::week::Week;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::screen::{Screen, styles};
use crate::cli::views;
use crate::json;
use crate::report::due::due;

/// Show what is owed and to whom, replies first
///
/// Answers, thank-yous, follow-ups, meetings that are set, and people whose time has come.
#[derive(Args, Debug)]
pub struct DueArgs {
    /// Up to this day: 2026-12-01, "fri", "in 2 weeks" (default: the end of next week)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    by: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Shows what is due.
///
/// # Errors
/// When there is no journal, or no such day.
pub fn run(args: &DueArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let snapshot = Journal::find(global, None)?.snapshot_for_report(false)?;
    let start = snapshot.settings().week_start;
    let by = match &args.by {
        None => Week::of(snapshot.today(), start).plus(1).days(start)[6],
        Some(words) => date_phrase(words, snapshot.today(), Lean::Future).map_err(|error| Failure::new(error.to_string()))?,
    };
    let all = due(&snapshot, by);
    if args.format == Format::Json {
        screen.json(&json::due::due(snapshot.today(), by, &all));
        return Ok(Exit::Fine);
    }
    let title = screen.paint(styles::HEADING, format!("Due by {}", long_date(by)));
    screen.mention(title);
    if all.is_empty() {
        screen.say("Nothing is owed to anybody.");
    }
    all.iter().for_each(|one| views::week::due_line(one, snapshot.today(), screen));
    Ok(Exit::Fine)
}
