//! Throw-away repositories for tests, made by the `git` program and cut off from the machine's own settings.
#![allow(dead_code)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journal::git::repository::open::Repository;

/// A folder that goes away with the test, with an empty configuration beside the repositories.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// An empty place.
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let global = "[user]\nname = Mina Keeper\nemail = mina@keeper.example\n[init]\ndefaultBranch = main\n[commit]\ngpgsign = false\n[gc]\nauto = 0\n";
        fs::write(place.global(), global).unwrap();
        place
    }

    /// A place with a repository in `journal`.
    pub fn with_journal() -> Self {
        let place = Self::new();
        place.git(".", &["init", "-q", "journal"]);
        place
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The settings that stand for the keeper's own.
    pub fn global(&self) -> PathBuf {
        self.path("gitconfig")
    }

    /// Writes a file, folders included.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a hook of the repository in `journal` and makes it run.
    pub fn hook(&self, name: &str, script: &str) {
        let path = format!("journal/.git/hooks/{name}");
        self.write(&path, &format!("#!/bin/sh\n{script}\n"));
        executable(&self.path(&path));
    }

    /// Runs git in a folder and gives what it prints; it must succeed.
    #[track_caller]
    pub fn git(&self, folder: &str, args: &[&str]) -> String {
        let (success, stdout, stderr) = self.try_git(folder, args);
        assert!(success, "git {args:?}: {stdout}{stderr}");
        stdout
    }

    /// Runs git in a folder: whether it succeeded, what it printed and what it complained.
    pub fn try_git(&self, folder: &str, args: &[&str]) -> (bool, String, String) {
        let mut command = Command::new("git");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command.current_dir(self.path(folder)).args(args);
        command.env("GIT_CONFIG_GLOBAL", self.global()).env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }

    /// Opens the repository around a folder the way the journal does.
    #[track_caller]
    pub fn open(&self, folder: &str) -> Repository {
        let repository = Repository::discover(&self.path(folder)).unwrap().expect("a repository");
        repository.with_variable("GIT_CONFIG_GLOBAL", self.global().as_os_str()).with_variable("GIT_CONFIG_NOSYSTEM", OsStr::new("1"))
    }
}

/// Lets a script run.
pub fn executable(path: &Path) {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}
