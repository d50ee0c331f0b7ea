//! Why a command could not do its work: what happened, where, what to do next, and the exit status.

use std::error::Error;
use std::path::PathBuf;

use crate::actions::plan::{Refusal, RefusalKind};
use crate::git::save::change::SaveError;
use crate::text::width::visible;

/// How a command ended, as the shell sees it (interface.md, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Fine; an empty answer too.
    Fine = 0,
    /// It ran and found something.
    Found = 1,
    /// It could not run.
    CouldNot = 2,
    /// No such contact, message, habit, code or set, or several.
    NoSuch = 3,
    /// Refused for safety.
    Refused = 4,
    /// A conflict: left by a sync, changed underneath.
    Conflict = 5,
    /// Interrupted.
    Interrupted = 130,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub struct Failure {
    /// The exit status.
    pub exit: Exit,
    /// What happened, with the name the keeper typed.
    pub message: String,
    /// Where: a file, and in it a line and a column, both from 1.
    pub place: Option<(PathBuf, Option<(u32, u32)>)>,
    /// What to do next.
    pub advice: Option<String>,
    /// The cause, shown last.
    pub cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A command that could not run.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { exit: Exit::CouldNot, message: message.into(), place: None, advice: None, cause: None }
    }

    /// A name that means nothing, or several things.
    #[must_use]
    pub fn no_such(message: impl Into<String>) -> Self {
        Self::new(message).ending(Exit::NoSuch)
    }

    /// The same with another exit status.
    #[must_use]
    pub fn ending(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// The same at a file.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.place = Some((path.into(), None));
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// The same with its cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The lines for standard error. Names that come from notes are shown with control characters made visible.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.message.lines().map(|line| format!("       {}", visible(line))).collect();
        if let Some(first) = lines.first_mut() {
            first.replace_range(..6, "error:");
        }
        if let Some((path, position)) = &self.place {
            let position = position.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
            lines.push(format!("  --> {}{position}", visible(&path.display().to_string())));
        }
        lines.extend(self.advice.iter().map(|advice| format!("  help: {}", visible(advice))));
        let mut cause = self.cause.as_ref().map(|cause| &**cause as &dyn Error);
        while let Some(error) = cause {
            lines.push(format!("  because: {}", visible(&error.to_string())));
            cause = error.source();
        }
        lines
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let exit = match refusal.kind {
            RefusalKind::NotFound => Exit::NoSuch,
            RefusalKind::Unusable => Exit::CouldNot,
            RefusalKind::Unsafe => Exit::Refused,
            RefusalKind::Conflict => Exit::Conflict,
        };
        Self { advice: refusal.advice, ..Self::new(refusal.message).ending(exit) }
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        let exit = if error.is_conflict() { Exit::Conflict } else { Exit::CouldNot };
        let help = error.help();
        let failure = Self::new(error.to_string()).ending(exit);
        if help.is_empty() { failure } else { failure.advise(help) }
    }
}
