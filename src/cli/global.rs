//! The options that every command takes.

use std::path::PathBuf;

use clap::Args;

use crate::cli::screen::ColorChoice;

/// The options that every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Global {
    /// The journal's folder (default: found upward from here, else JOURNAL_DIR)
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub journal: Option<PathBuf>,

    /// See all as on this day (default: JOURNAL_TODAY, else the clock)
    #[arg(long, global = true, value_name = "DATE", help_heading = "Global options")]
    pub today: Option<String>,

    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Global options",
        hide_possible_values = false
    )]
    pub color: ColorChoice,

    /// Print nothing but answers
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub quiet: bool,

    /// Say more about what happens; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Global options")]
    pub verbose: u8,

    /// Do not page long output
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_pager: bool,
}

/// How a reading command prints its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For scripts: versioned shapes, ISO dates.
    Json,
}

/// A word of a date or a week. It may begin with a hyphen, as `-3d` does; with two it is a slip in an option, and no date.
///
/// # Errors
/// With words for the usage message, where it looks like an option.
pub fn dated_word(word: &str) -> Result<String, String> {
    if word.starts_with("--") { Err("that looks like an option, where a date or a week is wanted".to_owned()) } else { Ok(word.to_owned()) }
}
