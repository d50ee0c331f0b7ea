//! `journal follow-up`.

use clap::Args;

use crate::actions::find_message::Wanted;
use crate::actions::follow_up::follow_up;
use crate::actions::plan::Plan;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{message, note_file, tell};
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;

/// Draft a follow-up to a message that got no answer
///
/// A linked draft on the same channel, with two new days to meet. One follow-up is the rule (`follow-ups-at-most`), after five working
/// days of silence (`follow-up-after-days`).
#[derive(Args, Debug)]
pub struct FollowUpArgs {
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
/// When the words name no message or several, it is answered, or it was followed up often enough.
pub fn run(args: &FollowUpArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.message))?;
    let template = own_template(&journal, &["follow-up"])?;
    let plan = journal.act(screen, args.dry_run, |snapshot| -> Result<Plan, Failure> {
        let id = message(&journal, snapshot, &args.message, Wanted::ToFollow)?;
        Ok(follow_up(snapshot, id, template.as_deref())?)
    })?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}
