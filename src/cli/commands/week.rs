//! `journal week`.

use std::path::PathBuf;

use clap::Args;

use crate::calendar::phrase::week_phrase;
use crate::calendar::week::Week;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views;
use crate::cli::views::file::hand_out;
use crate::json;
use crate::report::page::week_html::week_html;
use crate::report::page::week_markdown::week_markdown;
use crate::report::page::week_svg::week_svg;
use crate::report::week::week;
use crate::workspace::snapshot::Snapshot;

/// Show a week: what was done, and what comes next
///
/// Wins come first, then the habits with how steady they were lately, the week against those before it, messages, people, prompts,
/// and what is due to the end of the next week.
#[derive(Args, Debug)]
pub struct WeekArgs {
    /// 2026-W48, "last week", -1, or a day in it (default: this week)
    #[arg(value_name = "WHICH", allow_hyphen_values = true, value_parser = dated_word)]
    which: Option<String>,
    /// Further words of it: last week
    #[arg(hide = true)]
    more_words: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: WeekFormat,
    /// Write it to this file instead
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave out names and prose, for an accountability partner
    #[arg(long)]
    to_partner: bool,
}

/// How a week is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum WeekFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For a gist, a mail, a chat.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// A picture.
    Svg,
}

/// Shows a week.
///
/// # Errors
/// When there is no journal, no such week, or the file cannot be written.
pub fn run(args: &WeekArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let snapshot = journal.snapshot_for_report(true)?;
    let report = week(&snapshot, named_week(args, &snapshot)?);
    let report = if args.to_partner { report.for_partner() } else { report };
    match args.format {
        WeekFormat::Text if args.output.is_none() => views::week::show(&report, screen),
        WeekFormat::Text => {
            let mut page = Screen::for_file();
            views::week::show(&report, &mut page);
            hand_out(page.text(), args.output.as_deref(), &journal, screen)?;
        }
        WeekFormat::Json => hand_out(&format!("{:#}\n", json::week::week(&report)), args.output.as_deref(), &journal, screen)?,
        WeekFormat::Markdown => hand_out(&week_markdown(&report), args.output.as_deref(), &journal, screen)?,
        WeekFormat::Html => hand_out(&week_html(&report), args.output.as_deref(), &journal, screen)?,
        WeekFormat::Svg => hand_out(&week_svg(&report), args.output.as_deref(), &journal, screen)?,
    }
    Ok(Exit::Fine)
}

fn named_week(args: &WeekArgs, snapshot: &Snapshot) -> Result<Week, Failure> {
    let start = snapshot.settings().week_start;
    let Some(first) = &args.which else { return Ok(Week::of(snapshot.today(), start)) };
    let words = std::iter::once(first).chain(&args.more_words).map(String::as_str).collect::<Vec<_>>().join(" ");
    week_phrase(&words, snapshot.today(), start).map_err(|error| Failure::new(error.to_string()))
}
