//! `journal completions`.

use clap::Args;

use crate::cli::complete::scripts::Shell;
use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;

/// Print the completions of a shell
///
/// Commands and options, and the journal's own names as they are at that moment: habits, contacts, messages, prompts, checks. The first
/// line of the script says where it goes.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// Never.
pub fn run(args: &CompletionsArgs, screen: &mut Screen) -> Result<Exit, Failure> {
    screen.print(args.shell.script());
    Ok(Exit::Fine)
}
