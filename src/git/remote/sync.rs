//! Bringing two copies of a journal together: fetch, merge by meaning, push; begun anew at any point.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::git::remote::address::Address;
use crate::git::remote::merge::{self, Merged};
use crate::git::remote::privacy::{Guard, Refusal};
use crate::git::repository::locks::{self, Running, Turn};
use crate::git::repository::open::Repository;
use crate::git::repository::process::Piece;
use crate::git::repository::program::{Call, GitError, Output};
use crate::git::repository::state::{Head, Underway};

/// How often another keeper of the same remote may push in between before we give up.
const ATTEMPTS: usize = 5;

/// What a sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Getting what the remote has.
    Fetching,
    /// Joining it with what is here.
    Merging,
    /// Sending what is here.
    Pushing,
}

/// Told again and again while git works: the stage, and git's own line such as `Writing objects:  50% (1/2)`.
pub type Progress<'a> = dyn FnMut(Stage, &str) + 'a;

/// How a sync is run.
#[derive(Clone, Debug, Default)]
pub struct SyncOptions {
    /// The command of the merge driver for this run, such as `'/usr/bin/journal' merge-driver %O %A %B %L %P`; else as configured.
    pub merge_driver: Option<String>,
    /// Whether git may ask for a password on the terminal.
    pub prompts: bool,
    /// The longest that a fetch or push may take; only without prompts, for it needs a process group of its own.
    pub limit: Option<Duration>,
}

/// Where the current branch goes to and comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The remote that is fetched from, such as `origin`.
    pub name: String,
    /// The remote that is pushed to; the same unless the keeper's settings say otherwise.
    pub push_name: String,
    /// The addresses that a push goes to, with `insteadOf` already applied.
    pub addresses: Vec<String>,
    /// The local branch.
    pub branch: String,
    /// The branch over there.
    pub remote_branch: String,
    /// Whether the local branch knows where it goes.
    pub is_upstream_set: bool,
}

/// How a sync ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncEnd {
    /// There is no remote to go to.
    NoRemote,
    /// Both sides were the same.
    UpToDate,
    /// Ours went out, nothing came in.
    Pushed {
        /// Commits sent.
        commits: usize,
    },
    /// Theirs came in.
    Merged {
        /// Commits received.
        received: usize,
        /// Commits sent, the merge among them; 0 where we had nothing new.
        sent: usize,
    },
    /// Both sides changed the same; a merge is left in progress for the keeper to finish.
    Conflicts(Vec<String>),
}

/// Why a sync or push came to nothing. Run again, it goes on where it stopped.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// Git is in the middle of something other than a merge.
    #[error("the repository is in the middle of a {}; finish it with `{}` or call it off with `{}`", .0.name(), .0.ways_out().0, .0.ways_out().1)]
    Underway(Underway),
    /// HEAD is on no branch.
    #[error("no branch is checked out; `git switch` to one first")]
    Detached,
    /// There is nothing to push.
    #[error("there are no commits yet; make the first with `journal commit`")]
    NoCommits,
    /// Changes that are not committed stand where the merge would write.
    #[error("changes are not committed in {}; run `journal commit` first", .0.join(", "))]
    Uncommitted(Vec<String>),
    /// A merge in progress has marks of a conflict left in it.
    #[error("conflict markers are left in {}; settle them, then run this again", .0.join(", "))]
    MarkersLeft(Vec<String>),
    /// Both histories begin on their own.
    #[error(
        "{0} holds another history, begun on its own; join the two once with `git merge --allow-unrelated-histories {0}`, or give this journal a new, empty remote"
    )]
    Unrelated(String),
    /// The remote has commits that are not here.
    #[error("{0} has commits that are not here; run `journal sync` to bring both together")]
    Behind(String),
    /// The guard said no: anyone could read it, or nobody can tell.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The remote could not be reached or did not want us.
    #[error("cannot {doing} {remote}: {}", said.trim())]
    Remote {
        /// `fetch from` or `push to`.
        doing: &'static str,
        /// The remote's name.
        remote: String,
        /// What git said.
        said: String,
    },
    /// Git does not know who merges.
    #[error(
        "git does not know who you are; tell it once with `git config --global user.name \"Your Name\"` and `git config --global user.email you@somewhere.example`"
    )]
    NoIdentity,
    /// Git itself failed.
    #[error(transparent)]
    Git(#[from] GitError),
}

/// Finds where the current branch is synced with; `None` where there is no remote, or several and none of them is chosen.
///
/// # Errors
/// [`SyncError::Detached`], or when git cannot be run.
pub fn remote(repository: &Repository) -> Result<Option<Remote>, SyncError> {
    let head = repository.head()?;
    let Some(branch) = head.branch() else { return Err(SyncError::Detached) };
    let configured = repository.setting(&format!("branch.{branch}.remote"))?.filter(|name| name != ".");
    let remotes = repository.git().call(["remote"]).run()?.text();
    let remotes: Vec<&str> = remotes.lines().collect();
    let only = || match remotes.as_slice() {
        [one] => Some((*one).to_owned()),
        several => several.contains(&"origin").then(|| "origin".to_owned()),
    };
    let Some(name) = configured.clone().or_else(only) else { return Ok(None) };
    let push_remote = || repository.setting(&format!("branch.{branch}.pushRemote")).transpose();
    let push_name =
        push_remote().or_else(|| repository.setting("remote.pushDefault").transpose()).transpose()?.unwrap_or_else(|| name.clone());
    let merges = repository.setting(&format!("branch.{branch}.merge"))?.filter(|_| configured.is_some());
    let remote_branch = merges.as_deref().map_or(branch, |merges| merges.trim_start_matches("refs/heads/")).to_owned();
    Ok(Some(Remote {
        addresses: addresses(repository, &push_name)?,
        is_upstream_set: merges.is_some(),
        branch: branch.to_owned(),
        remote_branch,
        name,
        push_name,
    }))
}

/// The addresses that a push to a remote goes to; a remote that is none by name is an address itself.
fn addresses(repository: &Repository, remote: &str) -> Result<Vec<String>, GitError> {
    let output = repository.git().call(["remote", "get-url", "--push", "--all", "--", remote]).output()?;
    Ok(match output.success() {
        true => output.text().lines().map(str::to_owned).collect(),
        false => vec![remote.to_owned()],
    })
}

/// Fetches, merges and pushes the current branch, after finishing what an earlier sync left.
///
/// # Errors
/// [`SyncError`]; nothing is lost then, and running it again goes on.
pub fn sync(repository: &Repository, options: &SyncOptions, guard: &Guard, progress: &mut Progress<'_>) -> Result<SyncEnd, SyncError> {
    let running = Running::announce(repository);
    if let Some(conflicts) = finish_merge(repository, options)? {
        return Ok(SyncEnd::Conflicts(conflicts));
    }
    let Some(remote) = remote(repository)? else { return Ok(SyncEnd::NoRemote) };
    let mut received = 0;
    for attempt in 0..ATTEMPTS {
        fetch(repository, &remote, options, progress)?;
        let is_there = was_fetched(repository, &remote);
        let (_, behind) = distance(repository, &remote)?;
        if 0 < behind {
            progress(Stage::Merging, "");
            let _turn = Turn::take(repository).map_err(GitError::Io)?;
            match merge::merge(repository, &tracking(&remote), options)? {
                Merged::Clean => received += behind,
                Merged::Conflicts(paths) => return Ok(SyncEnd::Conflicts(paths)),
            }
        }
        match push_new(repository, &remote, is_there, options, guard, progress)? {
            Pushed::Sent(sent) => {
                running.done(repository);
                return Ok(ended(received, sent));
            }
            // Turned away with nothing new over there: it is not that, and trying again would not help.
            Pushed::Behind(said) if behind == 0 && 0 < attempt => {
                return Err(SyncError::Remote { doing: "push to", remote: remote.push_name, said });
            }
            Pushed::Behind(_) => {}
        }
    }
    Err(SyncError::Behind(remote.name))
}

fn ended(received: usize, sent: usize) -> SyncEnd {
    match (received, sent) {
        (0, 0) => SyncEnd::UpToDate,
        (0, commits) => SyncEnd::Pushed { commits },
        (received, sent) => SyncEnd::Merged { received, sent },
    }
}

/// Pushes the current branch: [`SyncEnd::Pushed`], [`SyncEnd::UpToDate`] or [`SyncEnd::NoRemote`].
///
/// # Errors
/// [`SyncError`]; [`SyncError::Behind`] where the remote has moved on.
pub fn push(repository: &Repository, options: &SyncOptions, guard: &Guard, progress: &mut Progress<'_>) -> Result<SyncEnd, SyncError> {
    let Some(remote) = remote(repository)? else { return Ok(SyncEnd::NoRemote) };
    if repository.head()?.commit().is_none() {
        return Err(SyncError::NoCommits);
    }
    let _running = Running::announce(repository);
    // What we remember of the remote may be of another time, or of another place that had its name: it is asked.
    match push_new(repository, &remote, false, options, guard, progress)? {
        Pushed::Sent(sent) => Ok(ended(0, sent)),
        Pushed::Behind(_) => Err(SyncError::Behind(remote.push_name)),
    }
}

/// Takes back a merge that was cut off, and finishes one that is in progress when nothing stands in its way; gives the paths still in conflict otherwise.
fn finish_merge(repository: &Repository, options: &SyncOptions) -> Result<Option<Vec<String>>, SyncError> {
    let _turn = Turn::take(repository).map_err(GitError::Io)?;
    merge::recover(repository, options)?;
    match repository.underway() {
        None => return Ok(None),
        Some(Underway::Merge) => {}
        Some(other) => return Err(SyncError::Underway(other)),
    }
    let unmerged = merge::unmerged(repository)?;
    if !unmerged.is_empty() {
        return Ok(Some(unmerged));
    }
    merge::conclude(repository)?;
    Ok(None)
}

/// The reference that remembers the remote's branch.
fn tracking(remote: &Remote) -> String {
    format!("refs/remotes/{}/{}", remote.name, remote.remote_branch)
}

/// Commits that only we have, and that only the remote has, as far as the last fetch knows.
fn distance(repository: &Repository, remote: &Remote) -> Result<(usize, usize), GitError> {
    let there = repository.git().call(["rev-parse", "-q", "--verify", &format!("{}^{{commit}}", tracking(remote))]).output()?;
    let count = |range: &str| -> Result<usize, GitError> {
        let output = repository.git().call(["rev-list", "--count", range, "--"]).run()?;
        Ok(output.text().parse().unwrap_or(0))
    };
    match (repository.head()?, there.success()) {
        (Head::Unborn { .. }, false) => Ok((0, 0)),
        (Head::Unborn { .. }, true) => Ok((0, count(&there.text())?)),
        (Head::Branch { .. } | Head::Detached { .. }, false) => Ok((count("HEAD")?, 0)),
        (Head::Branch { .. } | Head::Detached { .. }, true) => {
            Ok((count(&format!("{}..HEAD", there.text()))?, count(&format!("HEAD..{}", there.text()))?))
        }
    }
}

fn fetch(repository: &Repository, remote: &Remote, options: &SyncOptions, progress: &mut Progress<'_>) -> Result<(), SyncError> {
    let call = || repository.git().call(["fetch", "--progress", "--no-recurse-submodules", "--", &remote.name]);
    let output = over_network(repository, remote, &call, options, Stage::Fetching, progress)?;
    match output.success() {
        true => Ok(()),
        false => Err(SyncError::Remote { doing: "fetch from", remote: remote.name.clone(), said: complaint(&output.stderr) }),
    }
}

/// Whether the last fetch found the branch over there: where the remote's address has changed, or it was emptied, we still
/// remember a branch that it does not have.
fn was_fetched(repository: &Repository, remote: &Remote) -> bool {
    let found = std::fs::read(repository.git_dir().join("FETCH_HEAD")).unwrap_or_default();
    let branch = format!("\tbranch '{}' of ", remote.remote_branch);
    String::from_utf8_lossy(&found).lines().any(|line| line.contains(&branch))
}

/// How a push came out.
enum Pushed {
    /// So many commits went out.
    Sent(usize),
    /// Turned away, for the remote seems to have moved on; with git's words.
    Behind(String),
}

/// Pushes what the remote has not got. Where it `is_there` as we remember it, nothing is sent if we have nothing new.
fn push_new(
    repository: &Repository,
    remote: &Remote,
    is_there: bool,
    options: &SyncOptions,
    guard: &Guard,
    progress: &mut Progress<'_>,
) -> Result<Pushed, SyncError> {
    let (ahead, _) = distance(repository, remote)?;
    let elsewhere = remote.push_name != remote.name;
    if repository.head()?.commit().is_none() || (ahead == 0 && is_there && remote.is_upstream_set && !elsewhere) {
        return Ok(Pushed::Sent(0));
    }
    guard.check(repository, &remote.addresses)?;
    let refspec = format!("refs/heads/{}:refs/heads/{}", remote.branch, remote.remote_branch);
    let upstream = (!remote.is_upstream_set && !elsewhere).then_some("--set-upstream");
    let call = || {
        repository.git().call(["push", "--porcelain", "--progress"]).args(upstream).args(["--", &remote.push_name, &refspec]).with_hooks()
    };
    let output = over_network(repository, remote, &call, options, Stage::Pushing, progress)?;
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    // The last two are what is said when somebody pushes at the very same moment.
    let moved = ["(fetch first)", "(non-fast-forward)", "(stale info)", "(failed to update ref)", "(cannot lock ref"];
    let behind = moved.iter().any(|words| report.contains(words));
    if output.success() {
        guard.confirm(&remote.addresses);
        return Ok(Pushed::Sent(sent(repository, &report).unwrap_or(ahead)));
    }
    let refused: Vec<String> = report.lines().filter(|line| line.starts_with('!')).map(|line| line.replace('\t', " ")).collect();
    let said = format!("{}\n{}", complaint(&output.stderr), refused.join("\n"));
    if behind { Ok(Pushed::Behind(said)) } else { Err(SyncError::Remote { doing: "push to", remote: remote.push_name.clone(), said }) }
}

/// How many commits went out, by git's report of the one branch; none where it does not tell.
fn sent(repository: &Repository, report: &str) -> Option<usize> {
    let line = report.lines().find(|line| line.contains("\trefs/heads/") || line.contains(":refs/heads/"))?;
    let range = match line.chars().next()? {
        '=' => return Some(0),
        '*' => "HEAD",
        _ => line.rsplit('\t').next()?.split(' ').next()?,
    };
    let output = repository.git().call(["rev-list", "--count", range, "--"]).output().ok()?;
    output.text().parse().ok()
}

/// Takes away the lock that git complains of, where a run of ours that was killed has left it here or in a remote on this machine.
fn has_recovered(repository: &Repository, remote: &Remote, output: &Output) -> bool {
    let Some(lock) = locks::named_in(&output.stderr).filter(|_| !output.success()) else { return false };
    let folders = remote.addresses.iter().filter_map(|address| match Address::parse(address) {
        Address::Local(path) => Some(repository.work_tree().join(path)),
        Address::Ssh { .. } | Address::Web { .. } | Address::Daemon { .. } | Address::Other(_) => None,
    });
    locks::recover(repository, &lock) || folders.into_iter().any(|folder| locks::recover_in_remote(repository, &lock, &folder))
}

/// Runs a fetch or push, handing on its progress, and once more where a lock of a killed run stood in the way.
fn over_network(
    repository: &Repository,
    remote: &Remote,
    call: &dyn Fn() -> Call,
    options: &SyncOptions,
    stage: Stage,
    progress: &mut Progress<'_>,
) -> Result<Output, GitError> {
    progress(stage, "");
    loop {
        let mut call = call();
        call = match (options.prompts, options.limit) {
            (true, _) => call.with_prompts(),
            (false, Some(limit)) => call.limit(limit),
            (false, None) => call,
        };
        let mut stdout = Vec::new();
        let mut line = Vec::new();
        let mut output = call.stream(&mut |piece| {
            match piece {
                Piece::Out(bytes) => stdout.extend_from_slice(bytes),
                Piece::Err(bytes) => tell_lines(&mut line, bytes, &mut |line| progress(stage, line)),
            }
            ControlFlow::Continue(())
        })?;
        output.stdout = stdout;
        if !has_recovered(repository, remote, &output) {
            return Ok(output);
        }
    }
}

/// Cuts what comes into lines; git ends those it will overwrite with a carriage return.
fn tell_lines(line: &mut Vec<u8>, bytes: &[u8], tell: &mut dyn FnMut(&str)) {
    for &byte in bytes {
        if !matches!(byte, b'\n' | b'\r') {
            line.push(byte);
        } else if !line.is_empty() {
            tell(String::from_utf8_lossy(line).trim_end());
            line.clear();
        }
    }
}

/// Beginnings of the lines in which git tells how far it is.
const PROGRESS: [&str; 9] =
    ["Enumerating", "Counting", "Delta compression", "Compressing", "Writing", "Receiving", "Resolving", "Total ", "remote: Resolving"];

/// Standard error without the lines that only show progress.
fn complaint(stderr: &str) -> String {
    let is_progress = |line: &&str| line.contains("% (") || PROGRESS.iter().any(|word| line.starts_with(word));
    let lines = stderr.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.is_empty() && !is_progress(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{complaint, tell_lines};

    #[test]
    fn progress_comes_line_by_line() {
        let (mut line, mut told) = (Vec::new(), Vec::new());
        for piece in ["Writing: 50", "% (1/2)\rWriting: 100% (2/2)\r", "done.\n\nrest"] {
            tell_lines(&mut line, piece.as_bytes(), &mut |line| told.push(line.to_owned()));
        }
        assert_eq!(told, ["Writing: 50% (1/2)", "Writing: 100% (2/2)", "done."]);
    }

    #[test]
    fn a_complaint_is_told_without_progress() {
        let stderr = "Counting: 50% (1/2)\rCounting: 100% (2/2), done.\nremote: no room\nerror: failed to push some refs\n";
        assert_eq!(complaint(stderr), "remote: no room\nerror: failed to push some refs");
    }
}
