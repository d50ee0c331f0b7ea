//! `journal today`.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;

use crate::checks::check::Severity;
use crate::checks::run::check_note;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::left_gaps::is_left;
use crate::cli::screen::Screen;
use crate::cli::views;
use crate::json;
use crate::notes::kind::NoteKind;
use crate::notes::outreach::Status;
use crate::report::today::today;
use crate::workspace::snapshot::Snapshot;

/// Show what wants your attention today
///
/// What is done comes first, then habits, people who wait for an answer, what else is due, prompts left, and drafts with errors.
/// Nothing is changed.
#[derive(Args, Debug, Default)]
pub struct TodayArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Shows what wants attention today.
///
/// # Errors
/// When there is no journal, or it cannot be read.
pub fn run(args: &TodayArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let snapshot = journal.snapshot_for_report(false)?;
    let mut report = today(&snapshot, &errors(&snapshot));
    // Asked once: days that were left as they are do not come up again.
    report.gap = report.gap.filter(|gap| !is_left(&journal, *gap));
    match args.format {
        Format::Text => views::today::show(&report, screen),
        Format::Json => screen.json(&json::today::today(&report)),
    }
    Ok(Exit::Fine)
}

/// How many error findings stand on each draft.
fn errors(snapshot: &Snapshot) -> BTreeMap<Arc<str>, usize> {
    let drafts =
        snapshot.of_kind(NoteKind::Outreach).filter(|(_, note)| note.outreach().is_some_and(|message| message.status == Status::Draft));
    let count = |id| check_note(snapshot, id).iter().filter(|found| found.severity == Severity::Error).count();
    drafts.map(|(id, note)| (note.path.clone(), count(id))).collect()
}
