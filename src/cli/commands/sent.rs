//! `journal sent`.

use clap::Args;

use crate::actions::mark_message::MessageMark;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::mark::{MarkArgs, mark};
use crate::cli::screen::Screen;

/// Note that a message went
///
/// The message's status and date, a line in the contact's log, the habit that counts messages, and when to follow up. A message with
/// errors is refused.
#[derive(Args, Debug)]
pub struct SentArgs {
    #[command(flatten)]
    message: MarkArgs,
    /// Even with errors, without text, or past the limit of follow-ups
    #[arg(long)]
    anyway: bool,
}

/// Moves the message on.
///
/// # Errors
/// When the words name no message or several, it was sent before, or it is unfit to go.
pub fn run(args: &SentArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    mark(&args.message, MessageMark::Sent, args.anyway, global, screen)
}
