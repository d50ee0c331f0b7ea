//! `journal habits`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views;
use crate::cli::views::file::hand_out;
use crate::json;
use crate::notes::sections::run_together;
use crate::report::explain_habit::explain;
use crate::report::habits::habits;
use crate::report::page::habits_html::habits_html;
use crate::report::page::habits_svg::habits_svg;
use crate::text::fuzzy::{did_you_mean, fold};
use crate::workspace::chains::{Chains, HabitHistory};

/// Show how steady your habits are
///
/// Chains beside the best, how often by weekday, a score that forgives a bad day, and a calendar of days. The sum behind every
/// figure is a word away: --explain.
#[derive(Args, Debug)]
pub struct HabitsArgs {
    /// How many weeks to look at (default: 12)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5300), conflicts_with = "year")]
    weeks: Option<u32>,
    /// Look at a year
    #[arg(long)]
    year: bool,
    /// Print the sum behind every figure of a habit, day by day
    #[arg(long, value_name = "HABIT")]
    explain: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: HabitsFormat,
    /// Write it to this file instead
    #[arg(short, long, value_name = "FILE", conflicts_with = "explain")]
    output: Option<PathBuf>,
}

/// How habits are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum HabitsFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// A picture.
    Svg,
    /// One page that needs nothing else.
    Html,
}

/// Shows the habits, or explains one.
///
/// # Errors
/// When there is no journal, or no such habit.
pub fn run(args: &HabitsArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let snapshot = journal.snapshot_for_report(false)?;
    if let Some(name) = &args.explain {
        let told = explain(&snapshot, habit_named(snapshot.chains(), name)?);
        match args.format {
            HabitsFormat::Json => {
                hand_out(&format!("{:#}\n", json::habits::explanation(&told)), args.output.as_deref(), &journal, screen)?;
            }
            HabitsFormat::Svg | HabitsFormat::Html => {
                let advice = "Print it as text or json.";
                return Err(Failure::new("an explanation is no picture").advise(advice));
            }
            HabitsFormat::Text if args.output.is_none() => views::habits::explain(&told, args.weeks.map(|weeks| weeks as usize), screen),
            HabitsFormat::Text => {
                let mut page = Screen::for_file();
                views::habits::explain(&told, args.weeks.map(|weeks| weeks as usize), &mut page);
                hand_out(page.text(), args.output.as_deref(), &journal, screen)?;
            }
        }
        return Ok(Exit::Fine);
    }
    let weeks = if args.year { 53 } else { args.weeks.unwrap_or(12) };
    let report = habits(&snapshot, weeks);
    match args.format {
        HabitsFormat::Text if args.output.is_none() => views::habits::show(&report, screen),
        HabitsFormat::Text => {
            let mut page = Screen::for_file();
            views::habits::show(&report, &mut page);
            hand_out(page.text(), args.output.as_deref(), &journal, screen)?;
        }
        HabitsFormat::Json => hand_out(&format!("{:#}\n", json::habits::habits(&report)), args.output.as_deref(), &journal, screen)?,
        HabitsFormat::Svg => hand_out(&habits_svg(&report), args.output.as_deref(), &journal, screen)?,
        HabitsFormat::Html => hand_out(&habits_html(&report), args.output.as_deref(), &journal, screen)?,
    }
    Ok(Exit::Fine)
}

/// The habit of this name, or the only one that begins with it.
fn habit_named<'a>(chains: &'a Chains, name: &str) -> Result<&'a HabitHistory, Failure> {
    if let Some(habit) = chains.habit(name) {
        return Ok(habit);
    }
    let folded = fold(&run_together(name));
    let begins: Vec<&HabitHistory> = chains.habits().iter().filter(|habit| fold(&habit.name).starts_with(&folded)).collect();
    let names = || chains.habits().iter().map(|habit| habit.name.as_str());
    match begins.as_slice() {
        [habit] => Ok(habit),
        [] => {
            let near = did_you_mean(name, names());
            let all = names().collect::<Vec<_>>().join(", ");
            let advice = match near {
                Some(near) => format!("Did you mean {near}?"),
                None if all.is_empty() => "No habit is tracked yet: name some under [habits] in journal.toml.".to_owned(),
                None => format!("There are: {all}"),
            };
            Err(Failure::no_such(format!("there is no habit called \"{name}\"")).advise(advice))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|habit| habit.name.as_str()).collect();
            Err(Failure::no_such(format!("several habits begin with \"{name}\"")).advise(format!("Which: {}?", names.join(", "))))
        }
    }
}
