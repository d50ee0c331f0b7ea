//! `journal check`.

use std::path::PathBuf;

use clap::Args;

use crate::checks::run::check_all;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;

/// Check the journal: messages, pipeline, notes, settings
///
/// The whole journal is read; with paths, only what was found there is printed and counted.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Notes or folders to print findings for (default: all)
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs every check and prints what it found.
///
/// # Errors
/// When there is no journal, or it cannot be read.
pub fn run(args: &CheckArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, args.paths.first().map(PathBuf::as_path))?;
    let snapshot = journal.snapshot()?;
    for diagnostic in check_all(&snapshot) {
        screen.say(format!("{}: {}", diagnostic.path, diagnostic.finding.message));
    }
    Ok(Exit::Fine)
}
