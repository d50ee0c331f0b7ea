//! One merge into the current branch, and what to do about one that was cut off.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::git::history::commit::conflict_marker;
use crate::git::remote::sync::{SyncError, SyncOptions};
use crate::git::repository::locks;
use crate::git::repository::objects::read_blobs;
use crate::git::repository::open::Repository;
use crate::git::repository::program::{GitError, Output};
use crate::git::repository::state::Underway;

/// How a merge came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// It is done and committed.
    Clean,
    /// It is left in progress, with these paths in conflict.
    Conflicts(Vec<String>),
}

/// The file in the git folder that tells of a merge begun and not ended: HEAD's commit, the one merged into it, and its name.
const MARK: &str = "journal-merging";

/// What a merge's commit says: the progress log is read by people.
const MESSAGE: &str = "Merge what another machine wrote";

/// Merges `theirs` into the current branch with the keeper's own git.
///
/// # Errors
/// [`SyncError`]; then the work tree is as it was.
pub fn merge(repository: &Repository, theirs: &str, options: &SyncOptions) -> Result<Merged, SyncError> {
    let mark = repository.git_dir().join(MARK);
    let commit = repository.git().call(["rev-parse", "--verify", &format!("{theirs}^{{commit}}")]).run()?.text();
    let head = repository.head()?.commit().unwrap_or("unborn").to_owned();
    fs::write(&mark, format!("{head} {commit} {theirs}\n")).map_err(GitError::Io)?;
    let output = run(repository, theirs, options)?;
    // Whatever came of it, git has now put everything in its place.
    fs::remove_file(&mark).map_err(GitError::Io)?;
    if output.success() {
        return Ok(Merged::Clean);
    }
    let unmerged = unmerged(repository)?;
    if !unmerged.is_empty() {
        return Ok(Merged::Conflicts(unmerged));
    }
    if repository.underway() == Some(Underway::Merge) {
        // All is joined; only the commit met a lock, a hook, or a git that does not know who commits.
        conclude(repository)?;
        return Ok(Merged::Clean);
    }
    Err(refusal(theirs, output))
}

fn run(repository: &Repository, theirs: &str, options: &SyncOptions) -> Result<Output, GitError> {
    locks::run_past_locks(repository, &|| {
        let message = format!("{MESSAGE} ({})", theirs.trim_start_matches("refs/remotes/"));
        let call = repository.git().call(["merge", "-m", &message, "--ff", "--no-autostash", "--no-stat", theirs]);
        let mut call = call.variable("GIT_MERGE_AUTOEDIT", Some("no".as_ref()));
        if let Some(driver) = &options.merge_driver {
            call = call.setting(format!("merge.journal.driver={driver}"));
        }
        if options.prompts { call.with_prompts() } else { call }.output()
    })
}

fn refusal(theirs: &str, output: Output) -> SyncError {
    let name = theirs.trim_start_matches("refs/remotes/").to_owned();
    let said = |words: &[&str]| words.iter().any(|words| output.stderr.contains(words));
    if said(&["would be overwritten by merge", "not uptodate"]) {
        // Git lists them below its sentence, moved in.
        let listed = output.stderr.lines().filter(|line| line.starts_with([' ', '\t'])).flat_map(|line| line.trim().split('\t'));
        return SyncError::Uncommitted(listed.map(str::to_owned).collect());
    }
    if said(&["refusing to merge unrelated histories"]) {
        return SyncError::Unrelated(name);
    }
    if said(&["Please tell me who you are", "identity unknown", "empty ident name", "no email was given", "auto-detect email"]) {
        return SyncError::NoIdentity;
    }
    SyncError::Git(GitError::Failed { command: format!("git merge {name}"), status: output.status, stderr: output.stderr })
}

/// The paths in conflict, from the work tree's top, wherever they are: a merge is one, even in a larger repository.
///
/// # Errors
/// When git cannot be run.
pub fn unmerged(repository: &Repository) -> Result<Vec<String>, GitError> {
    let git = repository.git().in_folder(repository.work_tree());
    let output = git.call(["ls-files", "-z", "--unmerged"]).run()?;
    let entries = output.stdout.split(|&byte| byte == 0).map(|entry| String::from_utf8_lossy(entry).into_owned());
    let mut paths: Vec<String> = entries.filter_map(|entry| entry.split_once('\t').map(|(_, path)| path.to_owned())).collect();
    paths.dedup();
    Ok(paths)
}

/// What became of a note in conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Both sides have it; both answers stand in it.
    Both,
    /// We took it away, and they changed it.
    GoneHere,
    /// They took it away, and we changed it.
    GoneThere,
    /// Neither side has it under this name: each gave it one of its own.
    Renamed,
}

/// How a path came to be in conflict: which sides still have it.
///
/// # Errors
/// When git cannot be run.
pub fn contradiction(repository: &Repository, path: &str) -> Result<Contradiction, GitError> {
    let git = repository.git().in_folder(repository.work_tree());
    let output = git.call(["ls-files", "-z", "--unmerged", "--", path]).run()?;
    let has = |stage: &str| output.stdout.split(|&byte| byte == 0).any(|entry| String::from_utf8_lossy(entry).contains(stage));
    Ok(match (has(" 2\t"), has(" 3\t")) {
        (false, true) => Contradiction::GoneHere,
        (true, false) => Contradiction::GoneThere,
        (false, false) => Contradiction::Renamed,
        (true, true) => Contradiction::Both,
    })
}

/// Commits a merge whose conflicts have all been settled.
///
/// # Errors
/// [`SyncError::MarkersLeft`] where marks of a conflict were staged with it, or what git says.
pub fn conclude(repository: &Repository) -> Result<(), SyncError> {
    let git = repository.git().in_folder(repository.work_tree());
    let output = git.call(["diff-index", "--cached", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "HEAD", "--"]).run()?;
    let changed = raw_changes(&output.stdout);
    let ids: Vec<&str> = changed.iter().map(|change| change.new.as_str()).collect();
    let mut marked = Vec::new();
    read_blobs(&git, &ids, &mut |place, bytes| {
        if let (Some(change), Some(_)) = (changed.get(place), bytes.and_then(conflict_marker)) {
            marked.push(change.path.clone());
        }
    })?;
    if !marked.is_empty() {
        return Err(SyncError::MarkersLeft(marked));
    }
    if has_merged(repository)? {
        // Cut off when all was done but the tidying up.
        git.call(["merge", "--quit"]).run()?;
        return Ok(());
    }
    let has_message = fs::read_to_string(repository.git_dir().join("MERGE_MSG")).is_ok_and(|text| !text.trim().is_empty());
    let message: &[&str] = if has_message { &["--no-edit"] } else { &["-m", MESSAGE] };
    let commit = || git.call(["commit", "--quiet"]).args(message).with_hooks().with_prompts().output();
    let output = locks::run_past_locks(repository, &commit)?;
    if output.success() { Ok(()) } else { Err(refusal("the merge in progress", output)) }
}

/// Whether HEAD holds already what the merge in progress is about.
fn has_merged(repository: &Repository) -> Result<bool, GitError> {
    let output = repository.git().call(["merge-base", "--is-ancestor", "MERGE_HEAD", "HEAD"]).output()?;
    Ok(output.success())
}

/// A path that differs between two trees; an id of zeros where it is missing.
struct RawChange {
    old: String,
    new: String,
    path: String,
}

fn raw_changes(bytes: &[u8]) -> Vec<RawChange> {
    let mut fields = bytes.split(|&byte| byte == 0).map(|field| String::from_utf8_lossy(field).into_owned());
    let mut changes = Vec::new();
    while let (Some(field), Some(path)) = (fields.next(), fields.next()) {
        let mut words = field.split(' ').skip(2).map(str::to_owned);
        if let (Some(old), Some(new)) = (words.next(), words.next()) {
            changes.push(RawChange { old, new, path });
        }
    }
    changes
}

/// Takes back what a merge wrote before it was cut off, so that it can be run again. Only files that hold nothing but
/// what git put there, whole or in part, are set back; one that the keeper has touched since is left as it is.
///
/// # Errors
/// When git cannot be run.
pub fn recover(repository: &Repository, options: &SyncOptions) -> Result<(), GitError> {
    let mark = repository.git_dir().join(MARK);
    let Ok(text) = fs::read_to_string(&mark) else { return Ok(()) };
    let mut words = text.trim().split(' ');
    let (head, theirs, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let merge_head = repository.git_dir().join("MERGE_HEAD");
    if fs::read(&merge_head).is_ok_and(|bytes| bytes.is_empty()) {
        fs::write(&merge_head, format!("{theirs}\n"))?;
    }
    let cut_off = repository.underway().is_none() && repository.head()?.commit().unwrap_or("unborn") == head;
    if cut_off && !theirs.is_empty() {
        if let Some(lock) = locks::free_index(repository) {
            let stderr = format!("Unable to create '{}': File exists.", lock.display());
            return Err(GitError::Failed { command: "git merge".into(), status: None, stderr });
        }
        set_back(repository, head, theirs, name, options)?;
    }
    fs::remove_file(&mark)?;
    Ok(())
}

fn set_back(repository: &Repository, head: &str, theirs: &str, name: &str, options: &SyncOptions) -> Result<(), GitError> {
    let git = repository.git().in_folder(repository.work_tree());
    let from = if head == "unborn" { git.call(["hash-object", "-t", "tree", "--stdin"]).run()?.text() } else { head.to_owned() };
    let target = merged_tree(repository, theirs, name, options).unwrap_or_else(|| theirs.to_owned());
    let output =
        git.call(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-commit-id", &from, &target, "--"]).run()?;
    let changes = raw_changes(&output.stdout);
    let ids: Vec<&str> = changes.iter().flat_map(|change| [change.old.as_str(), change.new.as_str()]).collect();
    let mut blobs: HashMap<&str, Vec<u8>> = HashMap::new();
    read_blobs(&git, &ids, &mut |place, bytes| {
        if let (Some(id), Some(bytes)) = (ids.get(place), bytes) {
            blobs.insert(id, bytes.to_vec());
        }
    })?;
    let untouched = |change: &&RawChange| {
        let sides = [blobs.get(change.old.as_str()), blobs.get(change.new.as_str())];
        is_work_of_git(&repository.work_tree().join(&change.path), &sides)
    };
    let (old, new): (Vec<_>, Vec<_>) = changes.iter().filter(untouched).partition(|change| blobs.contains_key(change.old.as_str()));
    let list = |changes: &[&RawChange]| changes.iter().flat_map(|change| [change.path.as_str(), "\0"]).collect::<String>();
    if !new.is_empty() {
        git.call(["update-index", "--force-remove", "-z", "--stdin"]).stdin(list(&new)).run()?;
        for change in &new {
            let _ = fs::remove_file(repository.work_tree().join(&change.path));
        }
    }
    if !old.is_empty() {
        git.call(["checkout", "--quiet", head, "--pathspec-from-file=-", "--pathspec-file-nul"]).stdin(list(&old)).run()?;
    }
    Ok(())
}

/// The tree that the merge was to give; `None` where git is too old to tell (before 2.38).
fn merged_tree(repository: &Repository, theirs: &str, name: &str, options: &SyncOptions) -> Option<String> {
    // By the same names as in the merge, for they stand beside the conflict markers.
    let commit = repository.git().call(["rev-parse", "-q", "--verify", &format!("{name}^{{commit}}")]).output().ok()?;
    let name = if commit.text() == theirs { name } else { theirs };
    let mut call = repository.git().call(["merge-tree", "--write-tree", "HEAD", name]);
    if let Some(driver) = &options.merge_driver {
        call = call.setting(format!("merge.journal.driver={driver}"));
    }
    let output = call.output().ok().filter(|output| matches!(output.status, Some(0 | 1)))?;
    output.text().lines().next().map(str::to_owned).filter(|tree| !tree.is_empty())
}

/// Whether a file is missing, or holds one of the sides or the beginning of one.
fn is_work_of_git(file: &Path, sides: &[Option<&Vec<u8>>]) -> bool {
    let Ok(bytes) = fs::read(file) else { return true };
    // Where git converts line ends, the file has returns that the blob has not.
    let plain: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != b'\r').collect();
    sides.iter().flatten().any(|side| side.starts_with(&bytes) || side.starts_with(&plain))
}

#[cfg(test)]
mod tests {
    use super::is_work_of_git;

    #[test]
    fn only_what_git_wrote_is_taken_for_its_work() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let (old, new) = (b"one\ntwo\n".to_vec(), b"one\nthree\n".to_vec());
        let check = |text: &str| {
            std::fs::write(&file, text).unwrap();
            is_work_of_git(&file, &[Some(&old), Some(&new)])
        };
        assert!(is_work_of_git(&file, &[Some(&old), None]), "a missing file");
        assert!(check("one\ntwo\n") && check("one\nthree\n") && check("one\nth") && check("") && check("one\r\ntwo\r\n"));
        assert!(!check("one\ntwo\nand a thought\n") && !check("four\n"));
    }
}
