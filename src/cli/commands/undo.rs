//! `journal undo`.

use std::time::SystemTime;

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::{Journal, show_change};
use crate::cli::repository::repository;
use crate::cli::screen::Screen;
use crate::git::history::commit::{Afterwards, UncommitError, uncommit};
use crate::git::repository::open::Repository;
use crate::git::save::change::{Change, SaveError};
use crate::git::save::held::HeldJournal;
use crate::git::save::record::CommitMark;
use crate::git::save::undo::{UndoEntry, UndoKind, last};

/// How many files are told one by one.
const FILES_TOLD: usize = 20;

/// Take back the last command that changed notes or made a commit
///
/// Files become what they were; given again, it takes back the one before. After a commit the files stay as they are; one that was
/// pushed is left alone. It refuses where a note has changed since.
#[derive(Args, Debug)]
pub struct UndoArgs {
    /// Print what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Takes the last act back.
///
/// # Errors
/// When a note has changed since (5), the commit was pushed (4), or the disk refuses.
pub fn run(args: &UndoArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let state = journal.state()?;
    let Some(latest) = last(journal.root(), &state)? else {
        screen.mention("There is nothing to take back.");
        return Ok(Exit::Fine);
    };
    let mut held = HeldJournal::take(journal.root(), &state, "undo")?;
    // What cannot be taken back is looked at before anything is.
    let Some(undone) = held.undo(SystemTime::now(), true).map_err(|error| not_as_left(error, &latest.act))? else {
        screen.mention("There is nothing to take back.");
        return Ok(Exit::Fine);
    };
    match &undone.entry.kind {
        UndoKind::Commit(commit) => {
            let repository = repository(&journal)?;
            if args.dry_run {
                screen.mention(format!("Would take back the commit {}; the files stay{}.", short(&commit.id), index_afterwards(commit)));
                return Ok(Exit::Fine);
            }
            take_back_commit(&repository, commit)?;
            held.forget(undone.entry.number)?;
            screen.mention(format!("Took back the commit {}; the files stay as they are{}.", short(&commit.id), index_afterwards(commit)));
        }
        UndoKind::Files(_) => {
            if args.dry_run {
                undone.changes.iter().for_each(|change| show_change(screen, change));
                screen.mention("Nothing was written. Without --dry-run:");
            } else {
                held.undo(SystemTime::now(), false)?;
            }
            tell(screen, &undone.entry, &undone.changes);
        }
    }
    Ok(Exit::Fine)
}

/// A file that is not as the act left it: running the command again will not help here.
fn not_as_left(error: SaveError, act: &str) -> Failure {
    match &error {
        SaveError::ChangedUnderneath { path } => {
            let message = format!("{path} has changed since “{act}”, and taking that back would lose the change; nothing was written");
            Failure::new(message)
                .ending(Exit::Conflict)
                .advise("Take the later change out of the file first, or mend it by hand: git diff shows both.")
        }
        _ => error.into(),
    }
}

fn tell(screen: &mut Screen, entry: &UndoEntry, changes: &[Change]) {
    screen.mention(format!("Took back: {}", entry.act));
    for change in changes.iter().take(FILES_TOLD) {
        let what = match (&change.before, &change.after) {
            (None, Some(_)) => "is back",
            (Some(_), None) => "is gone again",
            (Some(_) | None, Some(_) | None) => "is as it was",
        };
        screen.mention(format!("  {} {what}", change.path));
    }
    if let Some(more) = changes.len().checked_sub(FILES_TOLD).filter(|more| *more > 0) {
        screen.mention(format!("  and {more} more files"));
    }
}

fn take_back_commit(repository: &Repository, commit: &CommitMark) -> Result<(), Failure> {
    let afterwards = if commit.was_staged { Afterwards::Staged } else { Afterwards::InFiles };
    uncommit(repository, &commit.id, afterwards).map_err(|error| {
        let exit = match &error {
            UncommitError::Pushed { .. } => Exit::Refused,
            UncommitError::NotLatest(_) => Exit::Conflict,
            UncommitError::Merge(_) | UncommitError::Underway(_) | UncommitError::Git(_) => Exit::CouldNot,
        };
        Failure::new(error.to_string()).ending(exit)
    })
}

/// What becomes of the index: it is what it was before the commit.
fn index_afterwards(commit: &CommitMark) -> &'static str {
    if commit.was_staged { ", and what you had staged is staged again" } else { ", and what went in is unstaged, as it was before" }
}

fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}
