//! `journal companies`.

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views::people::show_companies;
use crate::json;
use crate::report::companies::companies;
use crate::text::fuzzy::fold;

/// Show where each company stands on the ring, and the step that was skipped
///
/// Find, research, outreach to somebody there, apply, back to the contact. Those with a step skipped stand first.
#[derive(Args, Debug)]
pub struct CompaniesArgs {
    /// Words that the company's name holds (default: all)
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Lists companies.
///
/// # Errors
/// When the journal cannot be read.
pub fn run(args: &CompaniesArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let snapshot = Journal::find(global, None)?.snapshot_for_report(false)?;
    let mut all = companies(&snapshot);
    let known = all.len();
    all.retain(|company| args.words.iter().all(|word| fold(&company.name).contains(&fold(word))));
    match args.format {
        Format::Json => screen.json(&json::people::companies(snapshot.today(), &all)),
        Format::Text if known == 0 => screen.mention("No companies yet. Begin with one: journal new company \"Analytical Engines\""),
        Format::Text if all.is_empty() => screen.mention(format!("None of the {known} companies fits.")),
        Format::Text => show_companies(screen, &all, snapshot.today()),
    }
    Ok(Exit::Fine)
}
