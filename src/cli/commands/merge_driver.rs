//! `journal merge-driver`, which git calls.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;

use crate::actions::merge::merged::Markers;
use crate::actions::merge::note::merge_with;
use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::warn;

/// Merge two versions of a note by meaning, as git asks
///
/// Git calls it as `journal merge-driver %O %A %B %L %P`; `journal init` and `journal doctor --fix` set that up.
#[derive(Args, Debug)]
pub struct MergeDriverArgs {
    /// The version that both come from
    base: PathBuf,
    /// Our version; the result is written here
    ours: PathBuf,
    /// Their version
    theirs: PathBuf,
    /// The length of conflict markers
    marker_length: Option<String>,
    /// The note's path in the repository
    path: Option<String>,
}

/// Merges, and leaves a conflict (status 1) where two answers contradict each other.
///
/// # Errors
/// When a version cannot be read, or the result not be written: then git has the file as it was.
pub fn run(args: &MergeDriverArgs) -> Result<Exit, Failure> {
    let markers = Markers::of_length(args.marker_length.as_deref().and_then(|length| length.parse().ok()).unwrap_or_default());
    let read = |path: &PathBuf| fs::read(path).map_err(|error| Failure::new("a version cannot be read").at(path).because(error));
    let versions = [read(&args.base)?, read(&args.ours)?, read(&args.theirs)?].map(|bytes| String::from_utf8(bytes).ok());
    let [Some(base), Some(ours), Some(theirs)] = versions else { return by_git(args, markers) };
    let merged = merge_with(&base, &ours, &theirs, markers);
    fs::write(&args.ours, &merged.text).map_err(|error| Failure::new("the merged note cannot be written").at(&args.ours).because(error))?;
    let name = args.path.as_deref().unwrap_or("the note");
    for conflict in &merged.conflicts {
        warn(format!("{name}: {conflict}; both stand in the note, choose one"));
    }
    Ok(if merged.conflicts.is_empty() { Exit::Fine } else { Exit::Found })
}

/// A note that is no UTF-8 is merged as git merges any file.
fn by_git(args: &MergeDriverArgs, markers: Markers) -> Result<Exit, Failure> {
    let mut command = Command::new("git");
    command.arg("merge-file").arg(format!("--marker-size={}", markers.length()));
    command.args(["-L", "ours", "-L", "base", "-L", "theirs", "--"]);
    let status = command.arg(&args.ours).arg(&args.base).arg(&args.theirs).stdin(Stdio::null()).status();
    let status = status.map_err(|error| Failure::new("git cannot be run").because(error))?;
    Ok(if status.success() { Exit::Fine } else { Exit::Found })
}
