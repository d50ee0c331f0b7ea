//! `journal thank`.

use clap::Args;

use crate::actions::find_message::Wanted;
use crate::actions::follow_up::thank;
use crate::actions::plan::Plan;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{message, note_file, tell};
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;

/// Draft a thank-you for a meeting or an answer
///
/// A linked draft on the same channel. The one thing they said that stayed with you is yours to add. The same day is best.
#[derive(Args, Debug)]
pub struct ThankArgs {
    /// The message: its path, its file name, or a contact's name where one message of theirs fits
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
        let id = message(&journal, snapshot, &args.message, Wanted::ToThank)?;
        Ok(thank(snapshot, id, template.as_deref())?)
    })?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}
