//! `journal sync`.

use std::io::{IsTerminal, stderr};

use clap::Args;

use crate::cli::commands::push::no_remote;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::repository::{guard, repository, sync_options};
use crate::cli::screen::{Screen, warn};
use crate::git::remote::merge::{Contradiction, contradiction};
use crate::git::remote::sync::{Stage, SyncEnd, sync};
use crate::git::repository::open::Repository;

/// Bring this journal and its remote together: fetch, merge by meaning, push
///
/// Interrupted at any point it can be run again. Where two answers contradict each other, a normal git merge is left for you to
/// finish; run it again afterwards.
#[derive(Args, Debug)]
pub struct SyncArgs {}

/// Fetches, merges, pushes.
///
/// # Errors
/// When the remote cannot be reached or must not be pushed to (4), or changes are not committed.
pub fn run(_args: &SyncArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let repository = repository(&journal)?;
    let mut shown = None;
    let mut progress = |stage: Stage, _line: &str| {
        if shown != Some(stage) && stderr().is_terminal() && !global.quiet {
            warn(format!("{}…", stage_words(stage)));
            shown = Some(stage);
        }
    };
    match sync(&repository, &sync_options(), &guard(&journal)?, &mut progress)? {
        SyncEnd::NoRemote => return Err(no_remote()),
        SyncEnd::UpToDate => screen.mention("Both sides are the same."),
        SyncEnd::Pushed { commits } => screen.mention(format!("Sent {}; nothing new came in.", commits_words(commits))),
        SyncEnd::Merged { received, sent: 0 } => screen.mention(format!("Received {}.", commits_words(received))),
        SyncEnd::Merged { received, sent } => {
            screen.mention(format!("Received {}, sent {}.", commits_words(received), commits_words(sent)));
        }
        SyncEnd::Conflicts(paths) => {
            tell_conflicts(&repository, &paths)?;
            return Ok(Exit::Conflict);
        }
    }
    Ok(Exit::Fine)
}

/// Tells what stands against what, and what to do about it.
fn tell_conflicts(repository: &Repository, paths: &[String]) -> Result<(), Failure> {
    let mut by_kind: [Vec<&String>; 4] = Default::default();
    for path in paths {
        let kind = match contradiction(repository, path)? {
            Contradiction::Both => 0,
            Contradiction::GoneHere => 1,
            Contradiction::GoneThere => 2,
            Contradiction::Renamed => 3,
        };
        by_kind[kind].push(path);
    }
    let heads = [
        "Both sides answered differently; both answers stand in these notes, between <<<<<<< and >>>>>>>:",
        "Changed there, and taken away or renamed here:",
        "Changed here, and taken away or renamed there:",
        "Under another name on either side:",
    ];
    for (head, paths) in heads.into_iter().zip(&by_kind).filter(|(_, paths)| !paths.is_empty()) {
        warn(head);
        paths.iter().for_each(|path| warn(format!("  {path}")));
    }
    if !by_kind[0].is_empty() {
        warn("Choose in each, and `git add` it.");
    }
    if by_kind[1..].iter().any(|paths| !paths.is_empty()) {
        warn("Keep one of which a side has no version with `git add`, or let it go with `git rm`.");
    }
    warn("Then run `journal sync` again. To call it off: git merge --abort");
    Ok(())
}

fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Fetching => "Fetching",
        Stage::Merging => "Merging",
        Stage::Pushing => "Pushing",
    }
}

fn commits_words(number: usize) -> String {
    format!("{number} commit{}", if number == 1 { "" } else { "s" })
}
