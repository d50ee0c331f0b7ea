//! The merge driver's place in git: the line in `.gitattributes`, and the setting that names the command.

use std::path::{Path, PathBuf};

use crate::git::remote::hooks::quoted;
use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;
use crate::text::edit::TextEdit;

/// The attribute that sends notes to the driver.
const ATTRIBUTE: &str = "*.md merge=journal";

/// How the merge driver stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriverStatus {
    /// Whether git would hand a note to it.
    pub has_attribute: bool,
    /// The command that is configured, if any.
    pub command: Option<String>,
    /// The program that it calls, where that is not there.
    pub missing: Option<PathBuf>,
}

/// The edit that adds our line to the text of the journal's `.gitattributes` (empty where there is none); `None` where it is there.
pub fn attributes_edit(text: &str) -> Option<TextEdit> {
    let is_ours = |line: &str| {
        let mut words = line.split_whitespace();
        words.next() == Some("*.md") && words.any(|word| word == "merge=journal")
    };
    if text.lines().any(is_ours) {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
    let comment = "# Notes are merged by what they mean: cell by cell, key by key.";
    Some(TextEdit::insert(text.len(), format!("{before}{comment}{line_end}{ATTRIBUTE}{line_end}")))
}

/// The driver's command for `journal`, the program. Where it has moved, the one of the PATH is taken; without any, git merges as it
/// merges other text: a command that is not there would leave our side as it is, with no mark of theirs.
pub fn command(journal: &Path) -> String {
    let program = quoted(&journal.to_string_lossy());
    format!(
        "j={program}; command -v \"$j\" >/dev/null 2>&1 || j=journal; \
         if command -v \"$j\" >/dev/null 2>&1; then \"$j\" merge-driver %O %A %B %L %P; \
         else git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; fi"
    )
}

/// The program that a command of ours calls first; none in a command of another make.
fn program_of(command: &str) -> Option<PathBuf> {
    let (program, _) = command.strip_prefix("j='")?.split_once("'; ")?;
    Some(PathBuf::from(program.replace(r"'\''", "'")))
}

/// Names the command in the repository's own settings. Tells whether anything changed.
///
/// # Errors
/// When git cannot be run.
pub fn configure(repository: &Repository, journal: &Path) -> Result<bool, GitError> {
    let command = command(journal);
    if repository.setting("merge.journal.driver")?.as_deref() == Some(&command) {
        return Ok(false);
    }
    for (name, value) in [("merge.journal.name", "merge notes by meaning"), ("merge.journal.driver", &command)] {
        repository.git().call(["config", "--local", "--replace-all", name, value]).run()?;
    }
    Ok(true)
}

/// How the driver stands for notes in the journal's root.
///
/// # Errors
/// When git cannot be run.
pub fn status(repository: &Repository) -> Result<DriverStatus, GitError> {
    let output = repository.git().call(["check-attr", "-z", "merge", "--", "note.md"]).run()?;
    let has_attribute = output.stdout.ends_with(b"\0journal\0");
    let command = repository.setting("merge.journal.driver")?;
    // One of an earlier make begins with the program itself.
    let named =
        |command: &String| program_of(command).or_else(|| Some(PathBuf::from(command.strip_prefix('\'')?.split_once("' merge-driver")?.0)));
    let missing = command.as_ref().and_then(named).filter(|program| program.is_absolute() && !program.exists());
    Ok(DriverStatus { has_attribute, command, missing })
}

#[cfg(test)]
mod tests {
    use super::{attributes_edit, command, program_of};
    use crate::text::edit::apply;
    use std::path::Path;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let edits: Vec<_> = attributes_edit(text).into_iter().collect();
        let told = apply(text, &edits).unwrap().replace("# Notes are merged by what they mean: cell by cell, key by key.", "#");
        assert_eq!(told, expected);
    }

    #[test]
    fn the_line_is_added_and_the_rest_kept() {
        check("", "#\n*.md merge=journal\n");
        check("*.png binary", "*.png binary\n#\n*.md merge=journal\n");
        check("*.png binary\r\n", "*.png binary\r\n#\r\n*.md merge=journal\r\n");
    }

    #[test]
    fn a_line_that_is_there_is_not_added_again() {
        check("*.md  text merge=journal\n", "*.md  text merge=journal\n");
        check("# *.md merge=journal\n", "# *.md merge=journal\n#\n*.md merge=journal\n");
    }

    #[test]
    fn a_path_is_quoted_for_the_shell() {
        for program in ["journal", "/my apps/it's/journal"] {
            assert_eq!(program_of(&command(Path::new(program))).as_deref(), Some(Path::new(program)));
        }
        assert!(command(Path::new("/my apps/journal")).starts_with("j='/my apps/journal'; "));
    }
}
