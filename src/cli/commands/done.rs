//! `journal done`, and what it shares with `skip` and `clear`.

use clap::Args;

use crate::actions::tick::act::{TickRequest, Verb, tick};
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::{Journal, Part};
use crate::cli::mark::tell;
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;

/// Tick habits: done today, or so much of them
///
/// A habit is named by the beginning of its name. An amount may follow each: any mark of the table, such as 3, 45m, 1h30m, no or ~. It
/// is added to what stands in the cell; a count without an amount goes up by 1. The week's note and the habit's row are made where they
/// are missing, and nothing else in the note is touched.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  journal done code
  journal done code read 30m \"job search\" 1h
  journal done outreach 2 --on yesterday")]
pub struct DoneArgs {
    /// Habits, each with an amount where one follows: code read 30m
    #[arg(required = true, value_name = "HABIT [AMOUNT]")]
    words: Vec<String>,
    /// The day: yesterday, tue, -3d, last fri, 2026-11-24 (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    on: Option<String>,
    /// The small version: keeps the chain, counts one half
    #[arg(long)]
    small: bool,
    /// Write over what stands, in place of adding to it
    #[arg(long)]
    set: bool,
    /// Words to stand behind the mark; a note that stands is kept
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Print what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Ticks the habits.
///
/// # Errors
/// When there is no journal, a habit or the day means nothing, or the note cannot be written.
pub fn run(args: &DoneArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let request = TickRequest {
        verb: Verb::Done,
        words: &args.words,
        on: args.on.as_deref(),
        small: args.small,
        set: args.set,
        note: args.note.as_deref(),
        week_template: None,
    };
    tick_and_tell(&request, args.dry_run, global, screen)
}

/// Carries a request out, and says what it changed.
///
/// # Errors
/// As [`run`].
pub fn tick_and_tell(request: &TickRequest<'_>, dry_run: bool, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let template = own_template(&journal, &["week"])?;
    let request = TickRequest { week_template: template.as_deref(), ..request.clone() };
    let plan = journal.act_on(Part::Reports, screen, dry_run, |snapshot| tick(snapshot, &request))?;
    tell(screen, &plan, dry_run);
    Ok(Exit::Fine)
}
