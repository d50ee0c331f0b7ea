//! `journal clear`.

use clap::Args;

use crate::actions::tick::act::{TickRequest, Verb};
use crate::cli::commands::done::tick_and_tell;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::screen::Screen;

/// Empty habits' cells of a day
///
/// What stood there is told, and `journal undo` puts it back.
#[derive(Args, Debug)]
pub struct ClearArgs {
    /// Habits, by the beginning of their names
    #[arg(required = true, value_name = "HABIT")]
    words: Vec<String>,
    /// The day: yesterday, tue, -3d, last fri, 2026-11-24 (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    on: Option<String>,
    /// Print what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Empties the cells.
///
/// # Errors
/// When there is no journal, a habit or the day means nothing, or the note cannot be written.
pub fn run(args: &ClearArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let on = args.on.as_deref();
    let request = TickRequest { verb: Verb::Clear, words: &args.words, on, small: false, set: false, note: None, week_template: None };
    tick_and_tell(&request, args.dry_run, global, screen)
}
