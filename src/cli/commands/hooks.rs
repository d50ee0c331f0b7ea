//! `journal hooks`.

use std::io::Read;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::checks::catalogue::check_named;
use crate::checks::check::{Reads, Severity};
use crate::checks::run::check_all;
use crate::cli::commands::commit::{changed_to, refuse_secrets};
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::repository::{guard, own_program, repository};
use crate::cli::screen::{Screen, warn};
use crate::git::history::commit::staged;
use crate::git::remote::hooks::{Done, install, pushed_refs, status, uninstall};
use crate::git::repository::locks::is_called_by_us;
use crate::git::repository::open::Repository;
use crate::git::repository::status::FileChange;

/// Let git ask the journal before a commit and before a push
///
/// Before a commit: no note that goes in may have an error (a draft may be unfinished). Before a push: nobody else can read the
/// remote. Hooks that are there already are kept and run first.
#[derive(Args, Debug)]
pub struct HooksArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Install the pre-commit and pre-push hooks
    Install,
    /// Take them away and put back those from before
    Uninstall,
    /// Say how they stand
    Status,
    /// What the hooks call
    #[command(hide = true)]
    Run {
        /// pre-commit or pre-push
        name: String,
        /// What git hands to the hook
        arguments: Vec<String>,
    },
}

/// Installs, takes away, or runs the hooks.
///
/// # Errors
/// When there is no repository, or its folder of hooks cannot be written.
pub fn run(args: &HooksArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let repository = repository(&journal)?;
    match &args.what {
        What::Install => {
            for (name, done) in install(&repository, &own_program())? {
                screen.mention(format!("{name}: {}", done_words(done)));
            }
            Ok(Exit::Fine)
        }
        What::Uninstall => {
            for (name, done) in uninstall(&repository)? {
                screen.mention(format!("{name}: {}", done_words(done)));
            }
            Ok(Exit::Fine)
        }
        What::Status => {
            for hook in status(&repository)? {
                let state = if hook.is_installed { "installed" } else { "not installed" };
                let chained = if hook.is_chained { ", after the one that was there" } else { "" };
                screen.say(format!("{}: {state}{chained}", hook.name));
            }
            Ok(Exit::Fine)
        }
        What::Run { name, arguments } if name == "pre-push" => before_push(&journal, arguments),
        What::Run { name, .. } if name == "pre-commit" => before_commit(&journal, &repository),
        What::Run { name, .. } => Err(Failure::new(format!("there is no hook called \"{name}\" of ours"))),
    }
}

fn done_words(done: Done) -> &'static str {
    match done {
        Done::Installed => "installed",
        Done::Chained => "installed; the hook that was there is kept and runs first",
        Done::Updated => "brought up to date",
        Done::Unchanged => "as it should be",
        Done::Removed => "taken away",
        Done::Restored => "taken away; the one from before is back",
    }
}

/// Errors on the journal itself stop a commit, and so does what looks like a password or key; drafts may be unfinished. Only what
/// goes in is looked at, as it is staged: what stands beside it is not committed.
fn before_commit(journal: &Journal, repository: &Repository) -> Result<Exit, Failure> {
    let staged = staged(repository)?;
    if !is_called_by_us(repository) {
        // `journal commit` has asked already, and been told perhaps that it is no secret.
        refuse_secrets(&staged)?;
    }
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(Arc::<str>::from);
    let change = |file: &FileChange| changed_to(file.path.as_str().into(), file.after.as_deref().and_then(text));
    let snapshot = journal.snapshot()?.with(staged.iter().filter_map(change));
    let is_staged = |path: &str| staged.iter().any(|file| file.path == path);
    let on_journal =
        |code: &str| !check_named(code).is_some_and(|check| matches!(check.reads, Reads::Message(_)) || code == "blank-message");
    let found = check_all(&snapshot);
    let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error && on_journal(it.code) && is_staged(&it.path)).collect();
    for error in &errors {
        warn(format!("{}: {} ({})", error.path, error.finding.message, error.code));
    }
    if errors.is_empty() {
        return Ok(Exit::Fine);
    }
    warn("Mend this first (`journal check` shows the places), or commit with --no-verify.");
    Ok(Exit::Found)
}

/// A push goes only where nobody else can read.
fn before_push(journal: &Journal, arguments: &[String]) -> Result<Exit, Failure> {
    let mut input = String::new();
    // What git tells of the references is not needed to judge a remote, but must be read, or git sees a broken pipe.
    std::io::stdin().read_to_string(&mut input).map_err(|error| Failure::new("git did not say what is pushed").because(error))?;
    let only_deletes = !input.is_empty() && pushed_refs(&input).iter().all(|pushed| pushed.commit.is_none());
    let Some(address) = arguments.get(1).filter(|_| !only_deletes) else { return Ok(Exit::Fine) };
    let repository = repository(journal)?;
    let checked = guard(journal)?.check(&repository, std::slice::from_ref(address));
    checked.map_err(|refusal| Failure::new(refusal.to_string()).ending(Exit::Refused))?;
    Ok(Exit::Fine)
}
