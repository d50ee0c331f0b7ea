//! The keeper's own `git`, run as a program: quiet, in plain English, never asking when nobody could answer.

use std::ffi::{OsStr, OsString};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::git::repository::process::{Piece, Stopped, attend};

/// The oldest git that the journal works with, as major and minor number.
pub const OLDEST_GIT: (u32, u32) = (2, 30);

/// Why a run of git came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no program of that name.
    #[error("git is not installed, or not on the PATH")]
    Missing,
    /// It is older than [`OLDEST_GIT`].
    #[error("git {found} is too old; the journal needs {}.{} or later", OLDEST_GIT.0, OLDEST_GIT.1)]
    TooOld {
        /// The version found.
        found: String,
    },
    /// It did not end in time and was stopped.
    #[error("`{command}` gave no answer within {} s", limit.as_secs())]
    TimedOut {
        /// The command, shortened for people.
        command: String,
        /// The time that was granted.
        limit: Duration,
    },
    /// It ended with an error of its own.
    #[error("`{command}` failed: {}", if stderr.trim().is_empty() { "it gave no reason".to_owned() } else { stderr.trim().replace('\t', "  ") })]
    Failed {
        /// The command, shortened for people.
        command: String,
        /// The exit status; `None` when a signal ended it.
        status: Option<i32>,
        /// What it wrote to standard error.
        stderr: String,
    },
    /// It could not be started or spoken to.
    #[error("cannot run git: {0}")]
    Io(#[from] io::Error),
    /// It answered in a form that we do not know: a fault of ours.
    #[error("git's answer to `{command}` was not understood; please report this")]
    Unreadable {
        /// The command, shortened for people.
        command: String,
    },
}

impl GitError {
    /// What git wrote to standard error, where it came that far.
    pub fn stderr(&self) -> &str {
        match self {
            GitError::Failed { stderr, .. } => stderr,
            GitError::Missing | GitError::TooOld { .. } | GitError::TimedOut { .. } | GitError::Io(_) | GitError::Unreadable { .. } => "",
        }
    }
}

/// What a run of git gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard output, as it came.
    pub stdout: Vec<u8>,
    /// Standard error, as text.
    pub stderr: String,
}

impl Output {
    /// Whether the exit status was 0.
    pub fn success(&self) -> bool {
        self.status == Some(0)
    }

    /// Standard output as text without the line end.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end_matches(['\n', '\r']).to_owned()
    }
}

/// Git as it is run in one folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    environment: Vec<(OsString, Option<OsString>)>,
}

impl Git {
    /// Git in `folder`, with the environment as it is.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), environment: Vec::new() }
    }

    /// Sets a variable for every run, or takes it away.
    pub fn with_variable(mut self, name: &str, value: Option<&OsStr>) -> Self {
        self.environment.push((name.into(), value.map(OsStr::to_owned)));
        self
    }

    /// The same git in another folder.
    pub fn in_folder(&self, folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), environment: self.environment.clone() }
    }

    /// The folder it runs in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins a run: `call(["status", "-z"])`.
    pub fn call<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Call {
        let args = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        Call { git: self.clone(), settings: Vec::new(), args, stdin: Vec::new(), limit: None, prompts: false, locale: true }
    }

    /// The version of git, such as `2.47.3`.
    ///
    /// # Errors
    /// When git is missing or cannot be run.
    pub fn version(&self) -> Result<String, GitError> {
        let output = self.call(["version"]).run()?.text();
        Ok(output.trim_start_matches("git version ").split_whitespace().next().unwrap_or_default().to_owned())
    }
}

/// One run of git, being put together.
#[derive(Clone, Debug)]
pub struct Call {
    git: Git,
    settings: Vec<String>,
    args: Vec<OsString>,
    stdin: Vec<u8>,
    limit: Option<Duration>,
    prompts: bool,
    locale: bool,
}

impl Call {
    /// One more argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// A setting for this run alone: `name=value`, given as `-c`.
    pub fn setting(mut self, setting: impl Into<String>) -> Self {
        self.settings.push(setting.into());
        self
    }

    /// A variable for this run alone; `None` takes it away.
    pub fn variable(mut self, name: &str, value: Option<&OsStr>) -> Self {
        self.git = self.git.with_variable(name, value);
        self
    }

    /// What it reads from standard input (nothing, unless given).
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Stops it, and whatever it started, when it takes longer.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Lets git ask for a name and password on the terminal. Without this it fails where it would ask.
    pub fn with_prompts(mut self) -> Self {
        self.prompts = true;
        self
    }

    /// Leaves the keeper's locale as it is, for hooks that git runs; git itself still speaks English.
    pub fn with_hooks(mut self) -> Self {
        self.locale = false;
        self
    }

    /// Runs it to its end; an exit status other than 0 is an error.
    ///
    /// # Errors
    /// Every [`GitError`].
    pub fn run(self) -> Result<Output, GitError> {
        let git = self.git.clone();
        let command = self.for_people();
        let output = self.output()?;
        match output.success() {
            true => Ok(output),
            false => Err(failure(&git, command, output)),
        }
    }

    /// Runs it to its end, whatever the exit status.
    ///
    /// # Errors
    /// When git is missing, cannot be run or takes too long.
    pub fn output(self) -> Result<Output, GitError> {
        let mut stdout = Vec::new();
        let mut output = self.stream(&mut |piece| {
            if let Piece::Out(bytes) = piece {
                stdout.extend_from_slice(bytes);
            }
            ControlFlow::Continue(())
        })?;
        output.stdout = stdout;
        Ok(output)
    }

    /// Runs it and hands on what it writes as it comes, until it ends or `each` breaks off (then it is stopped).
    /// The output's `stdout` stays empty.
    ///
    /// # Errors
    /// When git is missing, cannot be run or takes too long.
    pub fn stream(self, each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>) -> Result<Output, GitError> {
        match attend(self.spawn()?, self.stdin.clone(), self.limit, each) {
            Ok(ended) => Ok(Output { status: ended.status, stdout: Vec::new(), stderr: ended.stderr }),
            Err(Stopped::Io(error)) => Err(GitError::Io(error)),
            Err(Stopped::TimedOut(limit)) => Err(GitError::TimedOut { command: self.for_people(), limit }),
        }
    }

    fn spawn(&self) -> Result<Child, GitError> {
        let mut command = self.command();
        command.stdin(if self.stdin.is_empty() { Stdio::null() } else { Stdio::piped() });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if self.git.folder.is_dir() => GitError::Missing,
            _ => GitError::Io(error),
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.git.folder).arg("--no-pager");
        // `check-ignore` alone refuses the option; it takes paths literally as it is.
        if self.args.first().is_none_or(|first| first != "check-ignore") {
            command.arg("--literal-pathspecs");
        }
        for setting in &self.settings {
            command.arg("-c").arg(setting);
        }
        command.args(&self.args);
        // These three would contradict --literal-pathspecs, and git refuses contradictions.
        for name in ["GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"] {
            command.env_remove(name);
        }
        match self.locale {
            true => command.env("LC_ALL", "C"),
            false => command.env("LANGUAGE", "C"),
        };
        if !self.prompts {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        for (name, value) in &self.git.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        // A group of its own can be stopped as a whole, but must not own the terminal: only where a limit is set.
        #[cfg(unix)]
        if self.limit.is_some() {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        command
    }

    fn for_people(&self) -> String {
        let mut words = vec!["git".to_owned()];
        words.extend(self.args.iter().map(|arg| arg.to_string_lossy().into_owned()).take_while(|arg| arg != "--").take(6));
        words.join(" ")
    }
}

/// Words a failed run; one whose true cause is the age of git says so.
fn failure(git: &Git, command: String, output: Output) -> GitError {
    let asked_for_version = command == "git version";
    if !asked_for_version
        && let Ok(found) = git.version()
        && is_too_old(&found)
    {
        return GitError::TooOld { found };
    }
    GitError::Failed { command, status: output.status, stderr: output.stderr }
}

/// Whether a version such as `2.29.0` is older than [`OLDEST_GIT`]. One that cannot be read is taken for new.
pub fn is_too_old(version: &str) -> bool {
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) < OLDEST_GIT,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Git, GitError, is_too_old};
    use crate::git::repository::process::Piece;
    use std::ops::ControlFlow;
    use std::time::{Duration, Instant};

    #[test]
    fn versions_are_compared_by_number() {
        assert!(is_too_old("2.9.5") && is_too_old("1.99.0") && is_too_old("2.29.3"));
        assert!(!is_too_old("2.30.0") && !is_too_old("2.100.1") && !is_too_old("3.0.0") && !is_too_old("strange"));
    }

    #[test]
    fn input_and_output_go_through() {
        let folder = tempfile::tempdir().unwrap();
        let text = "word\n".repeat(100_000);
        let output = Git::at(folder.path()).call(["hash-object", "--stdin"]).stdin(text).run().unwrap();
        assert_eq!(output.text().len(), 40);
    }

    #[test]
    fn a_failure_tells_the_command_and_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let error = Git::at(folder.path()).call(["rev-parse", "--no-such", "--", "x"]).run().unwrap_err().to_string();
        assert!(error.starts_with("`git rev-parse --no-such` failed: fatal:"), "{error}");
    }

    #[test]
    fn a_folder_that_is_gone_is_not_taken_for_a_missing_git() {
        let folder = tempfile::tempdir().unwrap();
        let error = Git::at(folder.path().join("gone")).call(["version"]).run().unwrap_err();
        assert!(matches!(error, GitError::Io(_)), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_run_past_its_limit_is_stopped_with_all_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        let slow = Git::at(folder.path()).call(["-c", "alias.nap=!sleep 30; true", "nap"]);
        let error = slow.limit(Duration::from_millis(300)).run().unwrap_err();
        assert!(matches!(error, GitError::TimedOut { .. }), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(5));
    }

    #[cfg(unix)]
    #[test]
    fn a_helper_that_keeps_standard_error_open_does_not_hold_us_up() {
        let folder = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        let call = Git::at(folder.path()).call(["-c", "alias.left=!sleep 20 >/dev/null & echo done", "left"]);
        assert_eq!(call.run().unwrap().text(), "done");
        assert!(begun.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn breaking_off_ends_the_run() {
        let folder = tempfile::tempdir().unwrap();
        let mut seen = 0;
        let call = Git::at(folder.path()).call(["help", "-a"]);
        call.stream(&mut |piece| match piece {
            Piece::Out(bytes) => {
                seen += bytes.len();
                ControlFlow::Break(())
            }
            Piece::Err(_) => ControlFlow::Continue(()),
        })
        .unwrap();
        assert!(0 < seen);
    }
}
