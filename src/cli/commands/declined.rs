//! `journal declined`.

use clap::Args;

use crate::actions::mark_message::MessageMark;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::mark::{MarkArgs, mark};
use crate::cli::screen::Screen;

/// Note that they said no
///
/// The message's status and date, and a line in the contact's log.
#[derive(Args, Debug)]
pub struct DeclinedArgs {
    #[command(flatten)]
    message: MarkArgs,
}

/// Moves the message on.
///
/// # Errors
/// When the words name no message or several, or it does not follow from where the message is.
pub fn run(args: &DeclinedArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    mark(&args.message, MessageMark::Declined, false, global, screen)
}
