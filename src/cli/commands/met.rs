//! `journal met`.

use clap::Args;

use crate::actions::mark_message::MessageMark;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::mark::{MarkArgs, mark};
use crate::cli::screen::Screen;

/// Note that you met, or will
///
/// A day to come is a meeting arranged; when it is over, give it again without --on.
#[derive(Args, Debug)]
pub struct MetArgs {
    #[command(flatten)]
    message: MarkArgs,
}

/// Moves the message on.
///
/// # Errors
/// When the words name no message or several, or it does not follow from where the message is.
pub fn run(args: &MetArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    mark(&args.message, MessageMark::Met, false, global, screen)
}
