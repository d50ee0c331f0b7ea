//! `journal complete`: what the shells' scripts ask.

use std::path::PathBuf;

use clap::Args;

use crate::cli::complete::candidate::{Asked, Candidate};
use crate::cli::complete::names::names;
use crate::cli::complete::scripts::Shell;
use crate::cli::complete::walk::{Place, place};
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::run::command_line;
use crate::cli::screen::Screen;
use crate::text::fuzzy::fold;

/// Answer a shell that asks what may stand at a place of the command line
///
/// Prints candidates, a line each. Nothing, and status 0, means that a file may be meant; status 1 that nothing fits.
#[derive(Args, Debug)]
pub struct CompleteArgs {
    /// The shell that asks
    #[arg(value_enum)]
    shell: Shell,
    /// The word at the cursor, counted from 0, the program's name
    index: usize,
    /// The command line, the program's name first
    #[arg(last = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Prints the candidates.
///
/// # Errors
/// Never; where there is no journal its names are left out.
pub fn run(args: &CompleteArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let place = place(&command_line(), &args.words, args.index);
    let candidates = match &place.asked {
        Asked::Files => return Ok(Exit::Fine),
        Asked::Words(words) => {
            let begun = fold(&place.begun);
            words.iter().filter(|candidate| fold(&candidate.word).starts_with(&begun)).cloned().collect()
        }
        Asked::Live(kind) => journal(&place, global).map(|journal| names(journal.root(), *kind, &place.begun)).unwrap_or_default(),
    };
    // Word and words about it have a tab between them.
    candidates.iter().for_each(|candidate: &Candidate| screen.print(&format!("{}\n", args.shell.line(candidate))));
    Ok(if candidates.is_empty() { Exit::Found } else { Exit::Fine })
}

fn journal(place: &Place, global: &Global) -> Option<Journal> {
    let named = place.journal.as_ref().map(PathBuf::from).or_else(|| global.journal.clone());
    // The day does not matter, and a wrong one must not spoil the names.
    let global = Global { journal: named, today: Some("2026-01-01".to_owned()), ..global.clone() };
    Journal::find(&global, None).ok()
}
