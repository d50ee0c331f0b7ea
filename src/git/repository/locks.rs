//! One journal command at a time changes the repository; and what to do about locks that a killed one left.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use crate::git::repository::open::Repository;
use crate::git::repository::orphans;
use crate::git::repository::program::{GitError, Output};

/// Names of the files that tell of a run: `journal-running-<process id>`.
const MARK: &str = "journal-running-";

/// For how long locks of a killed run may come to light one after the other.
const LONG_AGO: Duration = Duration::from_secs(60 * 60);

/// How old a lock must be where we cannot see which programs run.
const SURELY_OLD: Duration = Duration::from_secs(60);

/// How long another journal command may take before we give up; hooks of the keeper's may run in it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tells the programs that git runs for us, ourselves among them, whose turn it is.
pub(crate) const TURN_VARIABLE: &str = "JOURNAL_TURN";

/// Whether this program runs in a hook of a git that a journal command has started here.
pub fn is_called_by_us(repository: &Repository) -> bool {
    std::env::var_os(TURN_VARIABLE).as_deref() == Some(OsStr::new(repository.key()))
}

/// Our turn to change the repository; the next one's begins when this goes, even by a kill.
#[derive(Debug)]
pub struct Turn {
    _file: Option<File>,
}

impl Turn {
    /// Waits for the turn. Within a hook of a git that we have started, it is ours already.
    ///
    /// # Errors
    /// When others take more than a minute, or the git folder cannot be written.
    pub fn take(repository: &Repository) -> io::Result<Self> {
        if is_called_by_us(repository) {
            return Ok(Self { _file: None });
        }
        let file = File::options().create(true).truncate(false).write(true).open(repository.git_dir().join("journal-turn"))?;
        let begun = Instant::now();
        while !try_lock(&file)? {
            if PATIENCE <= begun.elapsed() {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another journal command has been at work here for a minute"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        while is_followed_by_orphans(repository) {
            if PATIENCE <= begun.elapsed() {
                let what = "a git that an earlier journal command started has been at work here for a minute";
                return Err(io::Error::new(io::ErrorKind::TimedOut, what));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(Self { _file: Some(file) })
    }
}

/// Whether a journal command was killed here and its git goes on without it.
fn is_followed_by_orphans(repository: &Repository) -> bool {
    let (alive, dead): (Vec<u32>, Vec<u32>) =
        marks(repository).into_iter().map(|(_, process)| process).partition(|process| is_alive(*process));
    let variable = format!("{TURN_VARIABLE}={}", repository.key());
    !dead.is_empty() && orphans::is_left_over(&variable, &alive).unwrap_or(false)
}

/// Locks a file against other processes, if nobody else has. The lock goes with the file's last handle.
#[cfg(unix)]
fn try_lock(file: &File) -> io::Result<bool> {
    // SAFETY: flock(2) takes two numbers and touches no memory of ours; the descriptor is open as long as `file` is.
    if unsafe { libc::flock(std::os::fd::AsRawFd::as_raw_fd(file), libc::LOCK_EX | libc::LOCK_NB) } == 0 {
        return Ok(true);
    }
    let error = io::Error::last_os_error();
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Ok(false),
        _ => Err(error),
    }
}

#[cfg(not(unix))]
fn try_lock(_: &File) -> io::Result<bool> {
    // Git's own locks are left to sort it out.
    Ok(true)
}

/// Tells later runs that this one changes the repository; goes away with it, unless it is killed.
#[derive(Debug)]
pub struct Running {
    mark: PathBuf,
}

impl Running {
    /// Announces this run. One that cannot be announced is no worse off than before, so failing is no error.
    pub fn announce(repository: &Repository) -> Self {
        let mark = repository.git_dir().join(format!("{MARK}{}", process::id()));
        let _ = fs::write(&mark, "A journal command is at work here; when none is, this file may be deleted.\n");
        Self { mark }
    }
}

impl Running {
    /// Says that all went well. Runs killed long ago have then left nothing that stands in the way, and are forgotten.
    pub fn done(self, repository: &Repository) {
        let is_long_ago = |mark: &PathBuf| {
            let begun = fs::metadata(mark).ok().and_then(|it| it.modified().ok());
            begun.and_then(|begun| begun.elapsed().ok()).is_some_and(|age| LONG_AGO <= age)
        };
        for mark in dead_marks(repository).into_iter().filter(is_long_ago) {
            let _ = fs::remove_file(mark);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.mark);
    }
}

/// How long a lock of another git is waited for before we give up.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// Runs git, and again while a lock stands in its way: those that a killed run of ours has left are taken away, others waited for.
/// What the last run gave is handed back, whatever it was.
///
/// # Errors
/// What `run` says.
pub fn run_past_locks(repository: &Repository, run: &dyn Fn() -> Result<Output, GitError>) -> Result<Output, GitError> {
    let begun = Instant::now();
    let mut pause = Duration::from_millis(10);
    loop {
        let output = run()?;
        if output.success() {
            return Ok(output);
        }
        let lock = named_in(&output.stderr);
        if lock.as_deref().is_some_and(|lock| recover(repository, lock)) {
            continue;
        }
        let is_busy = lock.is_some() || output.stderr.contains("cannot lock ref");
        if !is_busy || LOCK_PATIENCE <= begun.elapsed() {
            return Ok(output);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
}

/// Waits until the index is free, and frees it where a killed run of ours has left it locked. Gives the lock that stays.
pub fn free_index(repository: &Repository) -> Option<PathBuf> {
    let begun = Instant::now();
    loop {
        let lock = repository.lock()?.path;
        if recover(repository, &lock) {
            return None;
        }
        if LOCK_PATIENCE <= begun.elapsed() {
            return Some(lock);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Takes `lock` away where a run of ours that was killed has left it in the repository. Tells whether it did.
pub fn recover(repository: &Repository, lock: &Path) -> bool {
    recover_within(repository, lock, &[repository.git_dir(), repository.common_dir()])
}

/// Does the same in a remote that is a folder of this machine, for a push has run there in our name.
pub fn recover_in_remote(repository: &Repository, lock: &Path, remote: &Path) -> bool {
    remote.canonicalize().is_ok_and(|remote| recover_within(repository, lock, &[&remote]))
}

fn recover_within(repository: &Repository, lock: &Path, places: &[&Path]) -> bool {
    let lock = repository.root().join(lock);
    let Some(folder) = lock.parent().and_then(|folder| folder.canonicalize().ok()) else { return false };
    let is_inside = places.iter().any(|place| folder.starts_with(place));
    let Some(made) = fs::metadata(&lock).ok().and_then(|it| it.modified().ok()) else { return false };
    // File systems keep times more or less finely, so a lock of the same moment counts as later.
    let before = |mark: &PathBuf| {
        let begun = fs::metadata(mark).ok().and_then(|it| it.modified().ok());
        begun.is_some_and(|begun| begun <= made + Duration::from_secs(1))
    };
    let is_ours = is_inside && dead_marks(repository).iter().any(before);
    is_ours && !is_git_at_work(repository, places, &lock) && fs::remove_file(&lock).is_ok()
}

/// The lock that git's complaint names: `Unable to create '/…/index.lock': File exists.`
pub fn named_in(stderr: &str) -> Option<PathBuf> {
    let between = |begin: &str, end: &str| {
        let before = stderr.split(end).next().filter(|before| before.len() < stderr.len())?;
        before.rsplit_once(begin).map(|(_, path)| path.to_owned())
    };
    let file = || between("Unable to create '", "': File exists").filter(|path| path.ends_with(".lock"));
    let settings = || between("could not lock config file ", ": File exists").map(|path| format!("{path}.lock"));
    file().or_else(settings).map(PathBuf::from)
}

/// The marks of runs that are no more.
fn dead_marks(repository: &Repository) -> Vec<PathBuf> {
    marks(repository).into_iter().filter(|(_, process)| !is_alive(*process)).map(|(mark, _)| mark).collect()
}

/// The announced runs: mark and process id. A run of this very process is none of the dead.
fn marks(repository: &Repository) -> Vec<(PathBuf, u32)> {
    let Ok(entries) = fs::read_dir(repository.git_dir()) else { return Vec::new() };
    let process = |path: &Path| path.file_name()?.to_str()?.strip_prefix(MARK)?.parse().ok();
    entries.flatten().filter_map(|entry| process(&entry.path()).map(|process| (entry.path(), process))).collect()
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let Ok(process) = libc::pid_t::try_from(process) else { return true };
    // SAFETY: kill(2) with signal 0 only asks whether the process is there.
    let answer = unsafe { libc::kill(process, 0) };
    answer == 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::ESRCH)
}

#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    // Unknown: then no lock is touched, and the keeper is told of it.
    true
}

/// Whether a git runs around here. Where the system does not tell, one does as long as the lock is young.
fn is_git_at_work(repository: &Repository, places: &[&Path], lock: &Path) -> bool {
    let places: Vec<&Path> = places.iter().copied().chain([repository.work_tree()]).collect();
    orphans::is_git_at_work(&places).unwrap_or_else(|| {
        let age = fs::metadata(lock).ok().and_then(|it| it.modified().ok()).and_then(|made| made.elapsed().ok());
        age.is_none_or(|age| age < SURELY_OLD)
    })
}

#[cfg(test)]
mod tests {
    use super::named_in;
    use std::path::Path;

    #[test]
    fn the_lock_is_read_from_the_complaint() {
        let index = "fatal: Unable to create '/home/it's/.git/index.lock': File exists.\n\nAnother git process seems to be running";
        assert_eq!(named_in(index).as_deref(), Some(Path::new("/home/it's/.git/index.lock")));
        let reference = "fatal: cannot lock ref 'HEAD': Unable to create '/j/.git/refs/heads/main.lock': File exists.";
        assert_eq!(named_in(reference).as_deref(), Some(Path::new("/j/.git/refs/heads/main.lock")));
        let settings = "error: could not lock config file .git/config: File exists\nfatal: could not set 'branch.main.remote'";
        assert_eq!(named_in(settings).as_deref(), Some(Path::new(".git/config.lock")));
        assert_eq!(named_in("fatal: not a git repository"), None);
    }
}
