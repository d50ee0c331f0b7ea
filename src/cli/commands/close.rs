//! `journal close`.

use clap::Args;

use crate::actions::mark_message::MessageMark;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::mark::{MarkArgs, mark};
use crate::cli::screen::Screen;

/// Stop waiting for an answer
///
/// The message and those that it follows are closed. Nothing is written into the contact's log.
#[derive(Args, Debug)]
pub struct CloseArgs {
    #[command(flatten)]
    message: MarkArgs,
}

/// Moves the message on.
///
/// # Errors
/// When the words name no message or several, or it does not follow from where the message is.
pub fn run(args: &CloseArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    mark(&args.message, MessageMark::Closed, false, global, screen)
}
