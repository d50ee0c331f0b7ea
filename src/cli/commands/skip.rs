//! `journal skip`.

use clap::Args;

use crate::actions::plan::{Refusal, RefusalKind};
use crate::actions::settle::{add_away, range_in_words};
use crate::actions::tick::act::{TickRequest, Verb};
use crate::cli::commands::done::tick_and_tell;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::left_gaps::leave;
use crate::cli::mark::tell;
use crate::cli::screen::Screen;

/// Skip habits on purpose: neither done nor missed
///
/// A skipped day freezes the chain, and never lengthens it. A skip can be planned ahead. After days without a word, `--away` says that you
/// were away (journal.toml remembers it), and `--leave` that the days stay as they are; either way you are not asked again.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  journal skip run --note ill
  journal skip code read --on tomorrow
  journal skip --away 2026-12-21..2027-01-03")]
pub struct SkipArgs {
    /// Habits, by the beginning of their names
    #[arg(required_unless_present_any = ["away", "leave"], value_name = "HABIT")]
    words: Vec<String>,
    /// The day: tomorrow, tue, -3d, last fri, 2026-11-24 (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    on: Option<String>,
    /// Words to stand behind the mark, such as the reason
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// You were, or will be, away from the first day to the last: all habits skipped, not missed
    #[arg(long, value_name = "FROM..TO", conflicts_with_all = ["words", "on", "note", "leave"], allow_hyphen_values = true, value_parser = dated_word)]
    away: Option<String>,
    /// Leave these days unanswered as they are, and do not ask again
    #[arg(long, value_name = "FROM..TO", conflicts_with_all = ["words", "on", "note"], allow_hyphen_values = true, value_parser = dated_word)]
    leave: Option<String>,
    /// Print what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Skips the habits, or all of some days.
///
/// # Errors
/// When there is no journal, a habit or the day means nothing, or the note cannot be written.
pub fn run(args: &SkipArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    if let Some(words) = &args.away {
        return away(words, args.dry_run, global, screen);
    }
    if let Some(words) = &args.leave {
        return left(words, args.dry_run, global, screen);
    }
    let (on, note) = (args.on.as_deref(), args.note.as_deref());
    tick_and_tell(
        &TickRequest { verb: Verb::Skip, words: &args.words, on, small: false, set: false, note, week_template: None },
        args.dry_run,
        global,
        screen,
    )
}

fn away(words: &str, dry_run: bool, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let plan = journal.act(screen, dry_run, |snapshot| add_away(snapshot, words))?;
    tell(screen, &plan, dry_run);
    Ok(Exit::Fine)
}

fn left(words: &str, dry_run: bool, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let snapshot = journal.snapshot()?;
    let range = range_in_words(words, snapshot.today())?;
    if snapshot.today() <= range.end {
        let refusal = Refusal::new(RefusalKind::Unusable, format!("{range} is not over yet, so nobody asks about it"));
        return Err(refusal.advise("Name days before today, or plan with --away.").into());
    }
    if !dry_run {
        leave(&journal, range)?;
    }
    screen.mention(format!("→ {range} stays as it is; you will not be asked about it again."));
    Ok(Exit::Fine)
}
