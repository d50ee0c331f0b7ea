//! Programs that outlived a journal command which was killed: a git goes on with what it was told, alone.

use std::path::Path;

/// What git does without changing notes, index or branches. It may last for hours (a log in a pager) or days (a daemon).
#[cfg(target_os = "linux")]
const HARMLESS: [&[u8]; 16] = [
    b"log",
    b"show",
    b"diff",
    b"blame",
    b"cat-file",
    b"gc",
    b"maintenance",
    b"repack",
    b"pack-objects",
    b"prune",
    b"multi-pack-index",
    b"commit-graph",
    b"fsmonitor--daemon",
    b"credential-cache--daemon",
    b"daemon",
    b"upload-pack",
];

/// Whether a git that changes things runs in one of these folders, whoever started it; `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub fn is_git_at_work(places: &[&Path]) -> Option<bool> {
    let is_here = |process: &Process| process.folder().is_some_and(|folder| places.iter().any(|place| folder.starts_with(place)));
    Some(Process::all()?.iter().any(|process| process.is_busy_git() && is_here(process)))
}

/// Whether a git runs whose environment has `variable`, such as `NAME=value`, and none of `alive` among its parents: one that is left
/// over from a killed command. `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub fn is_left_over(variable: &str, alive: &[u32]) -> Option<bool> {
    let is_left_over = |process: &Process| {
        let environment = process.read("environ");
        let has_variable = environment.split(|&byte| byte == 0).any(|entry| entry == variable.as_bytes());
        has_variable && !process.parents().iter().any(|parent| alive.contains(parent))
    };
    Some(Process::all()?.iter().any(|process| process.is_busy_git() && is_left_over(process)))
}

/// A process of this machine, by what `/proc` tells of it.
#[cfg(target_os = "linux")]
struct Process(u32);

#[cfg(target_os = "linux")]
impl Process {
    fn all() -> Option<Vec<Self>> {
        let entries = std::fs::read_dir("/proc").ok()?;
        Some(entries.flatten().filter_map(|entry| Some(Self(entry.file_name().to_str()?.parse().ok()?))).collect())
    }

    /// One of its files; empty where it has gone, or is not ours to read.
    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(format!("/proc/{}/{name}", self.0)).unwrap_or_default()
    }

    fn folder(&self) -> Option<std::path::PathBuf> {
        std::fs::read_link(format!("/proc/{}/cwd", self.0)).ok()
    }

    fn is_busy_git(&self) -> bool {
        let name = self.read("comm");
        let name = name.trim_ascii();
        // A dead one that waits to be gathered in has no command line any more.
        let command = self.read("cmdline");
        let mut words = command.split(|&byte| byte == 0).skip(1);
        let is_git = name == b"git" || name.starts_with(b"git-");
        is_git && !command.is_empty() && !words.any(|word| HARMLESS.contains(&word))
    }

    /// Its parent, that one's parent, and so on.
    fn parents(&self) -> Vec<u32> {
        let mut parents = Vec::new();
        let mut process = self.0;
        while let Some(parent) = Self(process).parent().filter(|parent| 1 < *parent && !parents.contains(parent)) {
            parents.push(parent);
            process = parent;
        }
        parents
    }

    fn parent(&self) -> Option<u32> {
        let status = String::from_utf8_lossy(&self.read("status")).into_owned();
        status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
    }
}

/// Whether a git that changes things runs in one of these folders, whoever started it; `None` where the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn is_git_at_work(_: &[&Path]) -> Option<bool> {
    None
}

/// Whether a git of a killed command is still running; `None` where the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn is_left_over(_: &str, _: &[u32]) -> Option<bool> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{is_git_at_work, is_left_over};
    use std::process::{Command, Stdio};

    #[test]
    fn a_git_without_its_parent_is_seen_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        let variable = format!("JOURNAL_TEST_OF_ORPHANS={}", std::process::id());
        let mut git = Command::new("git");
        git.args(["hash-object", "--stdin"]).current_dir(&place).stdin(Stdio::piped()).stdout(Stdio::null());
        git.env("JOURNAL_TEST_OF_ORPHANS", std::process::id().to_string());
        let mut git = git.spawn().unwrap();
        // It waits for its input now, but may still be on its way to becoming git.
        let begun = std::time::Instant::now();
        while is_left_over(&variable, &[]) != Some(true) {
            assert!(begun.elapsed().as_secs() < 10, "git was never seen");
        }
        assert_eq!(is_git_at_work(&[&place]), Some(true));
        assert_eq!(is_left_over(&variable, &[std::process::id()]), Some(false), "we are its parent, and alive");
        drop(git.stdin.take());
        git.wait().unwrap();
        assert_eq!((is_left_over(&variable, &[]), is_git_at_work(&[&place])), (Some(false), Some(false)));
    }
}
