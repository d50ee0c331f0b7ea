//! Git hooks that let `journal` look on before a commit and before a push, beside those that are there already.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;

/// The hooks that are ours.
pub const NAMES: [&str; 2] = ["pre-commit", "pre-push"];

/// In every script of ours, to know it again.
const MARK: &str = "# journal-hook";

/// What was done about one hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was not there and is now.
    Installed,
    /// Another was there; it is kept as `<name>.before-journal` and runs first.
    Chained,
    /// An earlier one of ours was brought up to date.
    Updated,
    /// It was as it should be.
    Unchanged,
    /// It was taken away.
    Removed,
    /// It was taken away, and the one from before is back.
    Restored,
}

/// How one hook stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookStatus {
    /// `pre-commit` or `pre-push`.
    pub name: &'static str,
    /// The file that git runs.
    pub file: PathBuf,
    /// Whether that is ours.
    pub is_installed: bool,
    /// Whether another one runs before it.
    pub is_chained: bool,
}

/// The folder that git takes hooks from (`core.hooksPath` is honoured).
///
/// # Errors
/// When git cannot be run.
pub fn folder(repository: &Repository) -> Result<PathBuf, GitError> {
    repository.git_path("hooks")
}

/// Installs the hooks; `journal` is the program they call, as `journal --journal ROOT hooks run NAME ARGUMENTS…`. Done twice, it changes nothing.
///
/// # Errors
/// When git cannot be run or the folder cannot be written.
pub fn install(repository: &Repository, journal: &Path) -> Result<Vec<(&'static str, Done)>, GitError> {
    let folder = folder(repository)?;
    fs::create_dir_all(&folder)?;
    if let Some(other) = NAMES.iter().find_map(|name| others(repository, &folder, name)) {
        let advice = "give this repository hooks of its own first, with `git config core.hooksPath .git/hooks`";
        let said = format!("the hooks in {} are those of another journal, {other}, which would lose its guard; {advice}", folder.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, said).into());
    }
    let mut done = Vec::new();
    for name in NAMES {
        let script = script(repository, &folder, journal, name);
        done.push((name, install_one(&folder, name, &script)?));
    }
    Ok(done)
}

fn install_one(folder: &Path, name: &str, script: &str) -> io::Result<Done> {
    let file = folder.join(name);
    let exists = fs::symlink_metadata(&file).is_ok();
    let text = fs::read(&file).unwrap_or_default();
    let ours = is_ours(&text);
    if ours && text == script.as_bytes() {
        return Ok(Done::Unchanged);
    }
    if exists && !ours {
        fs::rename(&file, free_name(folder, name))?;
    }
    write_script(folder, &file, script)?;
    Ok(match (exists, ours) {
        (true, true) => Done::Updated,
        (true, false) => Done::Chained,
        (false, _) => Done::Installed,
    })
}

/// Where the hook from before is kept. An older one kept there goes on to a number: nothing of the keeper's is overwritten.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let kept = before(folder, name);
    if fs::symlink_metadata(&kept).is_ok() {
        let older = (2..).map(|number| folder.join(format!("{name}.before-journal.{number}")));
        if let Some(older) = older.take(1000).find(|older| fs::symlink_metadata(older).is_err()) {
            // If this fails, so does the rename that follows, and is reported.
            let _ = fs::rename(&kept, older);
        }
    }
    kept
}

fn before(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.before-journal"))
}

fn is_ours(text: &[u8]) -> bool {
    text.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}

/// Writes a script that git may run, as a whole, through a file beside it.
fn write_script(folder: &Path, file: &Path, script: &str) -> io::Result<()> {
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut written, script.as_bytes())?;
    #[cfg(unix)]
    fs::set_permissions(written.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    written.persist(file)?;
    Ok(())
}

/// The script of one hook. Without the journal's program a commit goes on, for it can be mended; a push does not.
fn script(repository: &Repository, folder: &Path, journal: &Path, name: &str) -> String {
    let journal = quoted(&journal.to_string_lossy());
    let chain = match name {
        // Both want to read what git says on standard input.
        "pre-push" => "refs=$(cat)\nif [ -x \"$before\" ]; then printf '%s' \"${refs:+$refs\n}\" | \"$before\" \"$@\" || exit $?; fi",
        _ => "if [ -x \"$before\" ]; then \"$before\" \"$@\" || exit $?; fi",
    };
    let missing = match name {
        "pre-push" => {
            "echo 'journal is not there to see whether anyone could read this remote; nothing was pushed. Install it, or push with --no-verify.' >&2; exit 1"
        }
        _ => "echo 'journal is not there to check the notes; the commit goes on without.' >&2; exit 0",
    };
    let call = match name {
        "pre-push" => format!("printf '%s' \"${{refs:+$refs\n}}\" | \"$journal\" --journal \"$root\" hooks run {name} \"$@\""),
        _ => format!("exec \"$journal\" --journal \"$root\" hooks run {name} \"$@\""),
    };
    // A branch may be checked out that has no journal in it.
    let absent = if name == "pre-push" { "" } else { "if [ ! -d \"$root\" ]; then exit 0; fi\n" };
    let root = quoted(&format!("./{}", repository.prefix()));
    let only_here = only_here(repository, folder);
    format!(
        "#!/bin/sh\n{MARK}: made by `journal hooks install`, taken away by `journal hooks uninstall`.\n\
         # The hook that was here before is kept as {name}.before-journal and runs first.\n\
         before=\"$(dirname \"$0\")/{name}.before-journal\"\n\
         # Another hook program may have kept this one and call it from the one before: once is enough.\n\
         # With the remote's address: the one from before may push elsewhere by itself.\n\
         if [ \"$JOURNAL_HOOK\" = \"{name} $2\" ]; then exit 0; fi\n\
         JOURNAL_HOOK=\"{name} $2\"\nexport JOURNAL_HOOK\n\
         {chain}\n{only_here}journal={journal}\nroot={root}\n{absent}\
         if [ ! -x \"$journal\" ]; then journal=journal; fi\n\
         if ! command -v \"$journal\" >/dev/null 2>&1; then {missing}; fi\n{call}\n"
    )
}

/// In a hooks folder that several repositories share, ours stays quiet in the others.
fn only_here(repository: &Repository, folder: &Path) -> String {
    if folder.starts_with(repository.common_dir()) || folder.starts_with(repository.work_tree()) {
        return String::new();
    }
    let here = quoted(&repository.common_dir().to_string_lossy());
    format!("if [ \"$(cd \"$(git rev-parse --git-common-dir)\" && pwd -P)\" != {here} ]; then exit 0; fi\n")
}

/// The git folder of the other journal that a hook of ours in a shared folder is for; none where that is gone.
fn others(repository: &Repository, folder: &Path, name: &str) -> Option<String> {
    let text = fs::read(folder.join(name)).ok().filter(|text| is_ours(text))?;
    let text = String::from_utf8_lossy(&text).into_owned();
    if text.contains(&only_here(repository, folder)) {
        return None;
    }
    let (_, there) = text.split_once("&& pwd -P)\" != '")?;
    let there = there.split_once("' ]; then exit 0; fi\n")?.0.replace(r"'\''", "'");
    Path::new(&there).exists().then_some(there)
}

/// A word for the shell, whatever is in it.
pub(crate) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Takes our hooks away and puts back those from before.
///
/// # Errors
/// When git cannot be run or the folder cannot be written.
pub fn uninstall(repository: &Repository) -> Result<Vec<(&'static str, Done)>, GitError> {
    let folder = folder(repository)?;
    let mut done = Vec::new();
    for name in NAMES {
        let file = folder.join(name);
        if !is_ours(&fs::read(&file).unwrap_or_default()) || others(repository, &folder, name).is_some() {
            done.push((name, Done::Unchanged));
            continue;
        }
        fs::remove_file(&file)?;
        let kept = before(&folder, name);
        let restored = fs::symlink_metadata(&kept).is_ok();
        if restored {
            fs::rename(&kept, &file)?;
        }
        done.push((name, if restored { Done::Restored } else { Done::Removed }));
    }
    Ok(done)
}

/// How the hooks stand.
///
/// # Errors
/// When git cannot be run.
pub fn status(repository: &Repository) -> Result<Vec<HookStatus>, GitError> {
    let folder = folder(repository)?;
    let status = |name: &'static str| {
        let file = folder.join(name);
        let is_installed = is_ours(&fs::read(&file).unwrap_or_default()) && others(repository, &folder, name).is_none();
        HookStatus { name, is_installed, is_chained: before(&folder, name).exists(), file }
    };
    Ok(NAMES.into_iter().map(status).collect())
}

/// One reference that a push would change, as git tells a pre-push hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedRef {
    /// Here, such as `refs/heads/main`.
    pub local: String,
    /// The commit that goes out; `None` where the reference is deleted over there.
    pub commit: Option<String>,
    /// Over there.
    pub remote: String,
    /// What it holds over there now; `None` where it is new.
    pub remote_commit: Option<String>,
}

/// Reads the standard input of a pre-push hook: `<local ref> <commit> <remote ref> <commit>` a line.
pub fn pushed_refs(stdin: &str) -> Vec<PushedRef> {
    let id = |id: &str| (!id.bytes().all(|digit| digit == b'0')).then(|| id.to_owned());
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        // A local name may be anything that names a commit, such as `HEAD~1` or `main@{2 days ago}`: the rest is counted from the end.
        let [local @ .., commit, remote, remote_commit] = words.as_slice() else { return None };
        Some(PushedRef { local: local.join(" "), commit: id(commit), remote: (*remote).to_owned(), remote_commit: id(remote_commit) })
    };
    stdin.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{pushed_refs, quoted};

    #[test]
    fn a_word_is_safe_in_the_shell() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
    }

    #[test]
    fn what_a_push_changes_is_read() {
        let refs = pushed_refs("refs/heads/main 67890aa refs/heads/main 0000000\n(delete) 0000000 refs/heads/old 12345bb\n");
        let told: Vec<_> = refs.iter().map(|it| (it.local.as_str(), it.commit.as_deref(), it.remote_commit.as_deref())).collect();
        assert_eq!(told, [("refs/heads/main", Some("67890aa"), None), ("(delete)", None, Some("12345bb"))]);
        assert_eq!(pushed_refs(""), []);
    }
}
