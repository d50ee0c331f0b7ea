//! A history written as it is told: the same steps give the same commits, whatever the keeper's git settings.

use std::path::Path;

use crate::git::repository::program::{Git, GitError};

/// A commit to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayStep {
    /// Seconds since 1970, and the zone as git writes it: `1764000000 -0700`.
    pub at: String,
    /// The whole message.
    pub message: String,
    /// Files after the step, by path with `/`; none deletes the file.
    pub files: Vec<(String, Option<String>)>,
}

/// Makes a repository in an empty or missing folder and writes the steps as its history on `main`; the work tree is checked out.
///
/// # Errors
/// When git is missing or fails, or the folder cannot be made.
pub fn replay(folder: &Path, name: &str, email: &str, steps: &[ReplayStep]) -> Result<(), GitError> {
    std::fs::create_dir_all(folder)?;
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let git = Git::at(folder)
        .with_variable("GIT_CONFIG_GLOBAL", Some(nowhere.as_ref()))
        .with_variable("GIT_CONFIG_NOSYSTEM", Some("1".as_ref()))
        .with_variable("GIT_TEMPLATE_DIR", Some("".as_ref()))
        .with_variable("GIT_DIR", None)
        .with_variable("GIT_WORK_TREE", None)
        .with_variable("GIT_INDEX_FILE", None);
    git.call(["init", "--quiet", "--initial-branch=main", "--object-format=sha1", "--template="]).run()?;
    git.call(["config", "user.name", name]).run()?;
    git.call(["config", "user.email", email]).run()?;
    git.call(["fast-import", "--quiet", "--date-format=raw"]).stdin(stream(name, email, steps)).run()?;
    git.call(["reset", "--quiet", "--hard", "main"]).run()?;
    Ok(())
}

fn stream(name: &str, email: &str, steps: &[ReplayStep]) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let who = format!("{name} <{email}> {}", step.at);
        out.extend(format!("commit refs/heads/main\nmark :{}\nauthor {who}\ncommitter {who}\n", at + 1).bytes());
        out.extend(format!("data {}\n{}\n", step.message.len(), step.message).bytes());
        if at > 0 {
            out.extend(format!("from :{at}\n").bytes());
        }
        for (path, text) in &step.files {
            match text {
                Some(text) => out.extend(format!("M 100644 inline {}\ndata {}\n{text}\n", quoted(path), text.len()).bytes()),
                None => out.extend(format!("D {}\n", quoted(path)).bytes()),
            }
        }
        out.push(b'\n');
    }
    out
}

/// A path as fast-import reads it.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use super::{ReplayStep, replay};
    use crate::git::repository::program::Git;

    #[test]
    fn the_same_steps_give_the_same_commit() {
        let step = |at: u32, path: &str, text: Option<&str>| ReplayStep {
            at: format!("{} -0700", 1_764_000_000 + at),
            message: format!("Step {at}\n\nJournal-Week: 2026-W48\n"),
            files: vec![(path.to_owned(), text.map(str::to_owned))],
        };
        let steps = [step(0, "a.md", Some("one\r\n")), step(1, "weeks/\"b\" ü.md", Some("two")), step(2, "a.md", None)];
        let folder = tempfile::tempdir().unwrap();
        let heads: Vec<String> = ["one", "other"]
            .iter()
            .map(|name| {
                let path = folder.path().join(name);
                replay(&path, "Sam Rivera", "sam@rivera.example", &steps).unwrap();
                assert_eq!(std::fs::read_to_string(path.join("weeks/\"b\" ü.md")).unwrap(), "two");
                assert!(!path.join("a.md").exists());
                Git::at(&path).call(["rev-parse", "HEAD"]).run().unwrap().text()
            })
            .collect();
        assert_eq!(heads[0], heads[1]);
    }
}
