//! What the commands that move a message on share: their options, the day, the findings that stop it.

use std::path::Path;

use chrono::NaiveDate;
use clap::Args;

use crate::actions::find_message::{Wanted, find_message};
use crate::actions::mark_message::{MessageMark, mark_message};
use crate::actions::plan::{Plan, Refusal};
use crate::calendar::date::{iso_date, short_date};
use crate::calendar::phrase::{Lean, date_phrase};
use crate::checks::check::Severity;
use crate::checks::run::check_note;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Which message, and when.
#[derive(Args, Debug)]
pub struct MarkArgs {
    /// The message: its path, its file name, or a contact's name where one message of theirs fits
    #[arg(value_name = "MESSAGE")]
    pub message: String,
    /// The day when it happened (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    pub on: Option<String>,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Moves a message on and says what changed.
///
/// # Errors
/// When the words name no message or several, the mark does not follow, or the message is unfit to go.
pub fn mark(args: &MarkArgs, mark: MessageMark, anyway: bool, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.message))?;
    let words = in_journal(&journal, &args.message);
    let plan = journal.act(screen, args.dry_run, |snapshot| -> Result<Plan, Failure> {
        let id = find_message(snapshot, &words, mark.wanted())?;

        let on = day(args.on.as_deref(), snapshot.today(), Lean::Past)?;
        let errors = if mark == MessageMark::Sent && !anyway { errors_of(snapshot, id) } else { Vec::new() };
        Ok(mark_message(snapshot, id, mark, on, &errors, anyway)?)
    })?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}

/// Says what a plan changed; after a dry run, that it did not.
pub fn tell(screen: &mut Screen, plan: &Plan, dry_run: bool) {
    if dry_run {
        screen.mention("Nothing was written. Without --dry-run:");
    }
    plan.said.iter().for_each(|line| screen.mention(line));
}

/// The day that words name, seen from today; today where there are none.
///
/// # Errors
/// When they name none.
pub fn day(words: Option<&str>, today: NaiveDate, lean: Lean) -> Result<NaiveDate, Failure> {
    let Some(words) = words else { return Ok(today) };
    let day = date_phrase(words, today, lean).map_err(|error| Failure::new(error.to_string()))?;
    if iso_date(words).is_none() {
        crate::cli::screen::warn(format!("→ {} {}", short_date(day), chrono::Datelike::year(&day)));
    }
    Ok(day)
}

/// What stands against sending a message, in words.
fn errors_of(snapshot: &Snapshot, id: NoteId) -> Vec<String> {
    let errors = check_note(snapshot, id).into_iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| format!("{} ({}).", found.finding.message.trim_end_matches('.'), found.code)).collect()
}

/// The words as the journal knows them: a file that is there by its path from the root, anything else as it stands.
#[must_use]
pub fn in_journal(journal: &Journal, words: &str) -> String {
    let inside = |path: &Path| {
        let root = journal.root().canonicalize().ok()?;
        let file = path.canonicalize().ok()?;
        Some(file.strip_prefix(root).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
    };
    let by_file = |words: &str| Path::new(words).is_file().then(|| inside(Path::new(words))).flatten();
    by_file(words).or_else(|| by_file(&format!("{words}.md"))).unwrap_or_else(|| words.to_owned())
}

/// The file that words name, where they name a note on the disk: its journal is the one that is meant, wherever the command is given.
#[must_use]
pub fn note_file(words: &str) -> Option<&Path> {
    Some(Path::new(words)).filter(|path| path.extension().is_some_and(|end| end == "md") && path.is_file())
}

/// The message that a command's words name.
///
/// # Errors
/// As [`find_message`].
pub fn message(journal: &Journal, snapshot: &Snapshot, words: &str, wanted: Wanted) -> Result<NoteId, Refusal> {
    find_message(snapshot, &in_journal(journal, words), wanted)
}
