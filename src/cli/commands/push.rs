//! `journal push`.

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::repository::{guard, repository, sync_options};
use crate::cli::screen::{Screen, warn};
use crate::git::remote::sync::{SyncEnd, push, remote};

/// Push the journal, never to a place that anyone can read
///
/// Whether strangers could read the remote is asked without any of your credentials. One that cannot be judged is refused until
/// you vouch for it with --trust.
#[derive(Args, Debug)]
pub struct PushArgs {
    /// Vouch for a remote that cannot be judged from here
    #[arg(long)]
    trust: bool,
}

/// Pushes.
///
/// # Errors
/// When anyone could read the remote, or nobody can tell (4); when it cannot be reached, or is ahead.
pub fn run(args: &PushArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let repository = repository(&journal)?;
    let guard = guard(&journal)?;
    if args.trust
        && let Some(remote) = remote(&repository)?
    {
        guard.trust(&remote.addresses).map_err(|error| Failure::new("your word for the remote could not be kept").because(error))?;
    }
    let ended = push(&repository, &sync_options(), &guard, &mut |_, _| {})?;
    if args.trust && ended != SyncEnd::NoRemote {
        screen.mention("You vouch for this remote: remembered.");
    }
    match ended {
        SyncEnd::NoRemote => Err(no_remote()),
        SyncEnd::Pushed { commits } => {
            screen.mention(format!("Pushed {commits} commit{}.", if commits == 1 { "" } else { "s" }));
            Ok(Exit::Fine)
        }
        SyncEnd::UpToDate | SyncEnd::Merged { .. } => {
            screen.mention("The remote has everything already.");
            Ok(Exit::Fine)
        }
        SyncEnd::Conflicts(paths) => {
            paths.iter().for_each(|path| warn(format!("conflict: {path}")));
            Ok(Exit::Conflict)
        }
    }
}

/// There is nowhere to push to.
#[must_use]
pub fn no_remote() -> Failure {
    let advice = "Make a private repository at your host, then: git remote add origin ADDRESS (or journal init --remote ADDRESS)";
    Failure::new("this journal has no remote to go to").advise(advice)
}
