//! `journal messages`.

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views;
use crate::json;
use crate::report::message_stats::message_stats;
use crate::report::messages::messages;

/// Show where your messages stand, those that wait longest first
///
/// With --stats: how often and how soon first messages and follow-ups are answered, by channel, tie, length and weekday.
#[derive(Args, Debug)]
pub struct MessagesArgs {
    /// A status, a channel, an intent, "waiting", "answered", "due", or a part of a name; all of several
    filter: Vec<String>,
    /// Tell how often and how soon they are answered
    #[arg(long, conflicts_with = "filter")]
    stats: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Shows the messages, or how they are answered.
///
/// # Errors
/// When there is no journal, or it cannot be read.
pub fn run(args: &MessagesArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let snapshot = Journal::find(global, None)?.snapshot_for_report(false)?;
    if args.stats {
        let stats = message_stats(&snapshot);
        match args.format {
            Format::Text => views::messages::stats(&stats, screen),
            Format::Json => screen.json(&json::messages::stats(&stats)),
        }
        return Ok(Exit::Fine);
    }
    let lines = messages(&snapshot, &args.filter);
    match args.format {
        Format::Text if lines.is_empty() && !args.filter.is_empty() => match messages(&snapshot, &[]).len() {
            0 => screen.say("No messages."),
            1 => screen.say("The one message does not fit."),
            all => screen.say(format!("None of the {all} messages fits.")),
        },
        Format::Text => views::messages::show(&lines, !args.filter.is_empty(), screen),
        Format::Json => screen.json(&json::messages::messages(snapshot.today(), &lines)),
    }
    Ok(Exit::Fine)
}
