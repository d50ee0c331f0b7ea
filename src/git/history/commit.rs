//! Commits: what would go in, the commit itself by the keeper's own git, and taking the latest one back.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::git::repository::locks::{self, Running, Turn};
use crate::git::repository::open::Repository;
use crate::git::repository::program::{Call, GitError, Output};
use crate::git::repository::state::Underway;
use crate::git::repository::status::{FileChange, Tracked};

/// Why no commit was made. The index is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Nothing of the journal has changed.
    #[error("nothing to commit: the journal is as it was at the last commit")]
    Nothing,
    /// All that has changed are files whose names are no UTF-8.
    #[error("nothing to commit but files whose names are no UTF-8")]
    Unnameable(Vec<Vec<u8>>),
    /// Git is in the middle of something.
    #[error("the repository is in the middle of a {}; finish it with `{}` or call it off with `{}`", .0.name(), .0.ways_out().0, .0.ways_out().1)]
    Underway(Underway),
    /// The index is locked.
    #[error("another git is at work here, or was killed: {} exists. If none is running, delete that file", .0.display())]
    Locked(PathBuf),
    /// Files hold the marks that a merge leaves where both sides differ.
    #[error("conflict markers are left in {}", places(.0))]
    ConflictMarkers(Vec<(String, usize)>),
    /// Git does not know who commits.
    #[error(
        "git does not know who you are; tell it once with `git config --global user.name \"Your Name\"` and `git config --global user.email you@somewhere.example`"
    )]
    NoIdentity,
    /// A hook of the keeper's said no.
    #[error("a git hook refused the commit:\n{}", .output.trim_end())]
    Hook {
        /// What the hook wrote.
        output: String,
    },
    /// Git itself failed.
    #[error(transparent)]
    Git(#[from] GitError),
}

fn places(markers: &[(String, usize)]) -> String {
    let places: Vec<String> = markers.iter().map(|(path, line)| format!("{path}:{line}")).collect();
    places.join(", ")
}

/// What a commit would hold.
#[derive(Debug)]
pub struct CommitPlan {
    /// The files with their bytes on both sides, for the message. Sorted by path.
    pub files: Vec<FileChange>,
    /// Changed files that belong and do not go in, for their names are no UTF-8; from the top of the work tree.
    pub unnameable: Vec<Vec<u8>>,
    way: Way,
    /// Between looking and committing nobody else's command may stage or commit.
    _turn: Turn,
}

/// How the commit is to be made.
#[derive(Debug)]
enum Way {
    /// The index as it stands.
    Index,
    /// Only the journal's part of the index, for other things are staged beside it.
    PartOfIndex(Vec<Tracked>),
    /// Files as they are in the work tree.
    Files(Files),
}

/// Changed files that are not staged.
#[derive(Debug)]
struct Files {
    /// Those that git knows, as they are in the index.
    tracked: Vec<Tracked>,
    /// Those that it does not know yet.
    new: Vec<String>,
    /// Whether other things are staged, outside the journal.
    beside_others: bool,
}

impl CommitPlan {
    /// Whether it holds what the keeper staged (else files as they stand).
    pub fn is_staged(&self) -> bool {
        !matches!(self.way, Way::Files(_))
    }
}

/// What is staged in the journal at this moment, for a pre-commit hook.
///
/// # Errors
/// When git cannot be run.
pub fn staged(repository: &Repository) -> Result<Vec<FileChange>, GitError> {
    let staged: Vec<Tracked> = repository.status()?.tracked.into_iter().filter(|it| it.staged).collect();
    staged_contents(repository, &staged)
}

fn staged_contents(repository: &Repository, staged: &[Tracked]) -> Result<Vec<FileChange>, GitError> {
    let sides: Vec<_> = staged.iter().map(|it| (it.path.as_str(), it.head.as_deref())).collect();
    let after: HashMap<_, _> = staged.iter().map(|it| (it.path.as_str(), it.index.as_deref())).collect();
    repository.with_contents(&sides, &after)
}

/// Finds what to commit: exactly what is staged in the journal, if anything is; else every changed path that `belongs`.
/// Other journal commands wait until the plan is carried out or dropped.
///
/// # Errors
/// [`CommitError::Nothing`], and whatever stands in the way of any commit: something underway, conflict markers.
pub fn plan(repository: &Repository, belongs: &dyn Fn(&str) -> bool) -> Result<CommitPlan, CommitError> {
    let turn = Turn::take(repository).map_err(GitError::Io)?;
    if let Some(underway) = repository.underway() {
        return Err(CommitError::Underway(underway));
    }
    let status = repository.status()?;
    if let Some(path) = status.unmerged.first() {
        // Left by `git stash pop` or `git checkout --merge`: no merge is underway, yet git would refuse.
        return Err(CommitError::ConflictMarkers(vec![(path.clone(), 1)]));
    }
    let staged: Vec<Tracked> = status.tracked.iter().filter(|it| it.staged).cloned().collect();
    let mut plan = match staged.is_empty() {
        false => plan_staged(repository, staged, turn)?,
        true => {
            let tracked: Vec<Tracked> = status.tracked.into_iter().filter(|it| it.unstaged && belongs(&it.path)).collect();
            let new: Vec<String> = status.untracked.into_iter().filter(|path| belongs(path)).collect();
            plan_files(repository, tracked, new, turn)?
        }
    };
    if !plan.is_staged() {
        plan.unnameable = status.unnameable.into_iter().filter(|name| belongs(&String::from_utf8_lossy(name))).collect();
    }
    plan.files.sort_by(|one, other| one.path.cmp(&other.path));
    if plan.files.is_empty() {
        return Err(if plan.unnameable.is_empty() { CommitError::Nothing } else { CommitError::Unnameable(plan.unnameable) });
    }
    let markers: Vec<_> =
        plan.files.iter().filter_map(|file| Some((file.path.clone(), conflict_marker(file.after.as_deref()?)?))).collect();
    if !markers.is_empty() {
        return Err(CommitError::ConflictMarkers(markers));
    }
    Ok(plan)
}

fn plan_files(repository: &Repository, tracked: Vec<Tracked>, new: Vec<String>, turn: Turn) -> Result<CommitPlan, CommitError> {
    let known = tracked.iter().map(|it| (it.path.as_str(), it.head.as_deref()));
    let sides: Vec<_> = known.chain(new.iter().map(|path| (path.as_str(), None))).collect();
    let files = repository.with_contents(&sides, &HashMap::new())?;
    let beside_others = staged_outside(repository)?;
    Ok(CommitPlan { files, unnameable: Vec::new(), way: Way::Files(Files { tracked, new, beside_others }), _turn: turn })
}

fn plan_staged(repository: &Repository, staged: Vec<Tracked>, turn: Turn) -> Result<CommitPlan, CommitError> {
    let files = staged_contents(repository, &staged)?;
    let way = if staged_outside(repository)? { Way::PartOfIndex(staged) } else { Way::Index };
    Ok(CommitPlan { files, unnameable: Vec::new(), way, _turn: turn })
}

/// Whether something outside the journal is staged in the larger repository.
fn staged_outside(repository: &Repository) -> Result<bool, GitError> {
    if repository.prefix().is_empty() {
        return Ok(false);
    }
    let call = repository.git().call(["diff", "--cached", "--name-only", "-z", "--no-renames"]).setting("diff.relative=false");
    let output = call.run()?;
    Ok(output.stdout.split(|&byte| byte == 0).any(|path| !path.is_empty() && !path.starts_with(repository.prefix().as_bytes())))
}

/// The line (from 1) of the first conflict marker in a text: one that opens and one that closes are there, at the beginning of lines.
pub fn conflict_marker(bytes: &[u8]) -> Option<usize> {
    if bytes.contains(&0) {
        return None;
    }
    let mut lines = bytes.split(|&byte| byte == b'\n').enumerate();
    let (open, _) = lines.find(|(_, line)| is_marker(line, b"<<<<<<<"))?;
    lines.any(|(_, line)| is_marker(line, b">>>>>>>")).then_some(open + 1)
}

/// Seven signs and then a space or nothing: `<<<<<<< HEAD`.
fn is_marker(line: &[u8], signs: &[u8]) -> bool {
    line.strip_prefix(signs).is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\r')))
}

/// Makes the commit with the keeper's own git: their hooks, signature, author and filters. Gives the new commit's id.
///
/// # Errors
/// [`CommitError`]; then the index is as it was.
pub fn make(repository: &Repository, plan: &CommitPlan, message: &str) -> Result<String, CommitError> {
    if let Some(underway) = repository.underway() {
        return Err(CommitError::Underway(underway));
    }
    let running = Running::announce(repository);
    match &plan.way {
        Way::Index => commit(repository, message, &|call| call)?,
        Way::PartOfIndex(staged) => commit_part(repository, staged, message)?,
        Way::Files(files) if files.beside_others => commit_only(repository, plan, files, message)?,
        Way::Files(files) => commit_files(repository, files, message)?,
    }
    running.done(repository);
    repository.head()?.commit().map(str::to_owned).ok_or(CommitError::Nothing)
}

/// Stages the files and commits the index. Paths go to `update-index`, for matching thousands of them as patterns takes seconds.
fn commit_files(repository: &Repository, files: &Files, message: &str) -> Result<(), CommitError> {
    let known = files.tracked.iter().map(|it| it.path.as_str());
    let names: String = known.chain(files.new.iter().map(String::as_str)).flat_map(|path| [path, "\0"]).collect();
    let stage =
        || repository.git().call(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"]).stdin(names.as_str()).output();
    let made = patiently(repository, &stage).and_then(|_| commit(repository, message, &|call| call));
    if made.is_err() {
        // Why there was no commit matters more than what may go wrong here.
        let _ = unstage_files(repository, files);
    }
    made
}

/// Puts the index back to what it was for these files.
fn unstage_files(repository: &Repository, files: &Files) -> Result<(), CommitError> {
    // An entry of mode 0 is taken away; its id says nothing, but must have the right length.
    let any_id = files.tracked.iter().find_map(|it| it.index.clone());
    let any_id = any_id.map_or_else(|| repository.git().call(["hash-object", "--stdin"]).run().map(|output| output.text()), Ok)?;
    let known = files.tracked.iter().map(|it| match &it.index {
        Some(id) => format!("{} {id}\t{}\0", it.mode, repository.from_top(&it.path)),
        None => format!("0 {any_id}\t{}\0", repository.from_top(&it.path)),
    });
    let new = files.new.iter().map(|path| format!("0 {any_id}\t{}\0", repository.from_top(path)));
    // What is taken away goes first: a folder may have stood in for a file.
    let entries: String = new.chain(known).collect();
    patiently(repository, &|| repository.git().call(["update-index", "-z", "--index-info"]).stdin(entries.as_str()).output())?;
    Ok(())
}

/// Commits the files and leaves alone what else is staged in the larger repository.
fn commit_only(repository: &Repository, plan: &CommitPlan, files: &Files, message: &str) -> Result<(), CommitError> {
    if !files.new.is_empty() {
        patiently(repository, &|| {
            let list = path_list(repository, files.new.iter().map(String::as_str))?;
            repository.git().call(["add", "--intent-to-add", "--pathspec-file-nul"]).arg(pathspec_option(list.path())).output()
        })?;
    }
    let list = path_list(repository, plan.files.iter().map(|file| file.path.as_str()))?;
    let option = pathspec_option(list.path());
    let made = commit(repository, message, &|call| call.args(["--only", "--pathspec-file-nul"]).arg(&option));
    if made.is_err() && !files.new.is_empty() {
        let names: String = files.new.iter().flat_map(|path| [path.as_str(), "\0"]).collect();
        // As above.
        let _ = repository.git().call(["update-index", "--force-remove", "-z", "--stdin"]).stdin(names).run();
    }
    made
}

/// Commits the journal's part of the index through an index of our own; the keeper's stays as it is, other staged things in it.
fn commit_part(repository: &Repository, staged: &[Tracked], message: &str) -> Result<(), CommitError> {
    let folder = tempfile::Builder::new().prefix("journal-index-").tempdir_in(repository.git_dir()).map_err(GitError::Io)?;
    let index = folder.path().join("index");
    let git = repository.git().clone().with_variable("GIT_INDEX_FILE", Some(index.as_os_str()));
    match repository.head()?.commit() {
        Some(commit) => git.call(["read-tree", commit]).run()?,
        None => git.call(["read-tree", "--empty"]).run()?,
    };
    let mut entries = String::new();
    for entry in staged {
        // Mode 0 takes a path away; its id says nothing then, but must be of the right length.
        let (mode, id) = match (&entry.index, &entry.head) {
            (Some(id), _) => (entry.mode.as_str(), id),
            (None, Some(id)) => ("0", id),
            (None, None) => continue,
        };
        entries.push_str(&format!("{mode} {id}\t{}\0", repository.from_top(&entry.path)));
    }
    git.call(["update-index", "-z", "--index-info"]).stdin(entries).run()?;
    commit(repository, message, &|call| call.variable("GIT_INDEX_FILE", Some(index.as_os_str())))
}

fn commit(repository: &Repository, message: &str, with: &dyn Fn(Call) -> Call) -> Result<(), CommitError> {
    let run = || {
        let call = repository.git().call(["commit", "--quiet", "--cleanup=whitespace", "-F", "-"]).stdin(message);
        // Ours is UTF-8, whatever the keeper's own editor writes.
        with(call.setting("i18n.commitEncoding=UTF-8").with_prompts().with_hooks()).output()
    };
    patiently(repository, &run).map(drop)
}

/// Runs something that needs the index or HEAD, and again while another git holds them.
fn patiently(repository: &Repository, run: &dyn Fn() -> Result<Output, GitError>) -> Result<Output, CommitError> {
    let output = locks::run_past_locks(repository, run)?;
    if output.success() { Ok(output) } else { Err(refusal(repository, output)) }
}

/// Tells from git's words why it did not commit.
fn refusal(repository: &Repository, output: Output) -> CommitError {
    let said = |words: &[&str]| words.iter().any(|words| output.stderr.contains(words));
    if let Some(lock) = locks::named_in(&output.stderr) {
        return CommitError::Locked(lock);
    }
    if said(&["Please tell me who you are", "empty ident name", "no email was given", "auto-detect email address", "no name was given"]) {
        return CommitError::NoIdentity;
    }
    let stdout = String::from_utf8_lossy(&output.stdout);
    let nothing = ["nothing to commit", "nothing added to commit", "no changes added to commit"];
    if nothing.iter().any(|words| stdout.contains(words)) {
        return CommitError::Nothing;
    }
    let from_git = output.stderr.lines().any(|line| line.starts_with("fatal: ") || line.starts_with("error: "));
    if output.status == Some(1) && !from_git && has_commit_hook(repository) {
        return CommitError::Hook { output: output.stderr };
    }
    CommitError::Git(GitError::Failed { command: "git commit".into(), status: output.status, stderr: output.stderr })
}

fn has_commit_hook(repository: &Repository) -> bool {
    let Ok(folder) = repository.git_path("hooks") else { return false };
    ["pre-commit", "prepare-commit-msg", "commit-msg"].iter().any(|name| folder.join(name).exists())
}

/// A list of paths for `--pathspec-from-file`; thousands would not fit on a command line.
fn path_list<'a>(repository: &Repository, paths: impl Iterator<Item = &'a str>) -> Result<NamedTempFile, GitError> {
    let mut file = tempfile::Builder::new().prefix("journal-paths-").tempfile_in(repository.git_dir())?;
    for path in paths {
        file.write_all(path.as_bytes())?;
        file.write_all(b"\0")?;
    }
    file.flush()?;
    Ok(file)
}

fn pathspec_option(path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from("--pathspec-from-file=");
    option.push(path);
    option
}

/// Where the changes of a commit that is taken back shall be afterwards. The files in the work tree never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// Staged, as the keeper had staged them.
    Staged,
    /// In the files only, as they were before `journal commit` took them.
    InFiles,
}

/// Why a commit was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UncommitError {
    /// Other commits came after it, or another branch is checked out.
    #[error("commit {} is not the latest here any more; take it back with `git revert {}`", short(.0), short(.0))]
    NotLatest(String),
    /// It has been pushed.
    #[error("commit {} has been pushed to {branch}; others may have it. Take it back openly with `git revert {}`", short(.commit), short(.commit))]
    Pushed {
        /// The commit.
        commit: String,
        /// The remote-tracking branch that holds it.
        branch: String,
    },
    /// It joins two histories.
    #[error("commit {} is a merge; undo it with `git revert -m 1 {}`", short(.0), short(.0))]
    Merge(String),
    /// Git is in the middle of something.
    #[error("the repository is in the middle of a {}; finish it first with `{}`", .0.name(), .0.ways_out().0)]
    Underway(Underway),
    /// Git itself failed.
    #[error(transparent)]
    Git(#[from] GitError),
}

fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// Takes back `commit` where it is still the latest and was not pushed: the branch steps back, the files stay.
///
/// # Errors
/// [`UncommitError`]; then nothing was changed.
pub fn uncommit(repository: &Repository, commit: &str, afterwards: Afterwards) -> Result<(), UncommitError> {
    let _turn = Turn::take(repository).map_err(GitError::Io)?;
    if let Some(underway) = repository.underway() {
        return Err(UncommitError::Underway(underway));
    }
    if repository.head()?.commit() != Some(commit) {
        return Err(UncommitError::NotLatest(commit.to_owned()));
    }
    let remote =
        repository.git().call(["for-each-ref", "--count=1", "--format=%(refname:short)", "--contains", commit, "refs/remotes"]).run()?;
    if !remote.text().is_empty() {
        return Err(UncommitError::Pushed { commit: commit.to_owned(), branch: remote.text() });
    }
    let parents = repository.git().call(["rev-list", "--parents", "-n", "1", commit, "--"]).run()?.text();
    let parents: Vec<&str> = parents.split(' ').skip(1).collect();
    if 1 < parents.len() {
        return Err(UncommitError::Merge(commit.to_owned()));
    }
    let _running = Running::announce(repository);
    let changed = ["diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", "--no-renames", commit, "--"];
    let changed = repository.git().call(changed).run()?.stdout;
    step_back(repository, commit, parents.first().copied())?;
    if afterwards == Afterwards::InFiles {
        unstage(repository, &changed)?;
    }
    Ok(())
}

/// Moves the branch, comparing first, so that a commit made at this moment is not lost.
fn step_back(repository: &Repository, commit: &str, parent: Option<&str>) -> Result<(), GitError> {
    let update = ["update-ref", "-m", "journal undo"];
    match parent {
        Some(parent) => repository.git().call(update).args(["HEAD", parent, commit]).run()?,
        None => repository.git().call(update).args(["-d", "HEAD", commit]).run()?,
    };
    Ok(())
}

/// Sets paths (NUL-separated, from the top) in the index to what HEAD has now.
fn unstage(repository: &Repository, paths: &[u8]) -> Result<(), GitError> {
    let mut list = tempfile::Builder::new().prefix("journal-paths-").tempfile_in(repository.git_dir())?;
    list.write_all(paths)?;
    list.flush()?;
    let git = repository.git().in_folder(repository.work_tree());
    git.call(["reset", "--quiet", "--pathspec-file-nul"]).arg(pathspec_option(list.path())).run()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::conflict_marker;

    #[test]
    fn conflict_markers_stand_in_pairs_at_the_beginning_of_lines() {
        assert_eq!(conflict_marker(b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n"), Some(2));
        assert_eq!(conflict_marker(b"<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> other\r\n"), Some(1));
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        assert_eq!(conflict_marker(b"Heading\n=======\n"), None);
        assert_eq!(conflict_marker(b"    <<<<<<< HEAD\n    >>>>>>> other\n"), None);
        assert_eq!(conflict_marker(b"<<<<<<<< eight\n>>>>>>>> eight\n"), None);
        assert_eq!(conflict_marker(b"<<<<<<< alone\n"), None);
        assert_eq!(conflict_marker(b"\0<<<<<<< a\n>>>>>>> b\n"), None);
    }
}
