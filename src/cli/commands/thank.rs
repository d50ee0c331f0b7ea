//! `journal thank`.

use chrono::NaiveDate;
use clap::Args;

use crate::actions::find_message::{Wanted, find_contact};
use crate::actions::follow_up::{meeting_to_thank_for, thank, thank_for_meeting};
use crate::actions::plan::Plan;
use crate::calendar::date::days_after;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{in_journal, message, note_file, tell};
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// Draft a thank-you for a meeting or an answer
///
/// A linked draft on the same channel. The one thing they said that stayed with you is yours to add. The same day is best.
#[derive(Args, Debug)]
pub struct ThankArgs {
    /// The message: its path, its file name, or a contact's name where one message of theirs fits or you met without one
    #[arg(value_name = "MESSAGE")]
    message: String,
    /// Print what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Makes the draft.
///
/// # Errors
/// When the words name no message or several, or there is nothing to thank for yet.
pub fn run(args: &ThankArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.message))?;
    let template = own_template(&journal, &["thank-you"])?;
    let plan = journal.act(screen, args.dry_run, |snapshot| -> Result<Plan, Failure> {
        let words = in_journal(&journal, &args.message);
        let found = message(&journal, snapshot, &args.message, Wanted::ToThank);
        if let Some((contact, met)) = meeting(snapshot, &words)
            && (days_after(snapshot.today(), -14) <= met || found.is_err())
        {
            return Ok(thank_for_meeting(snapshot, contact, met, template.as_deref())?);
        }
        Ok(thank(snapshot, found?, template.as_deref())?)
    })?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}

/// The meeting without a message that words mean which name a contact: fresh, it goes before thanks for an older message.
fn meeting(snapshot: &Snapshot, words: &str) -> Option<(NoteId, NaiveDate)> {
    let names_message = matches!(snapshot.resolve_message(words), Resolution::One(_) | Resolution::Several(_));
    let contact = find_contact(snapshot, words).ok().filter(|_| !names_message)?;
    Some((contact, meeting_to_thank_for(snapshot, contact)?))
}
