//! One file replaced as a whole: a new one is written beside it and takes its name.

use std::collections::HashMap;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::git::save::change::SaveError;
use crate::git::save::step::NotedText;

/// A file of the journal at its true place: symbolic links are resolved, so that a link is written through and not replaced by a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the root, with `/`, as it was given.
    pub path: String,
    /// Where the file is, or would be.
    full: PathBuf,
}

/// A new text, written and settled beside the file that it will replace.
#[derive(Debug)]
pub struct Staged {
    draft: PathBuf,
    is_new: bool,
}

impl Staged {
    /// Waits until the text is on the disk.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn settle(&self) -> io::Result<()> {
        // Opened for reading: a file that its keeper alone may read can be settled too; Windows asks for a writer.
        let file = if cfg!(windows) { OpenOptions::new().write(true).open(&self.draft)? } else { File::open(&self.draft)? };
        file.sync_all()
    }
}

impl Place {
    /// The place of `path` in the journal at `root` (without links, see [`fs::canonicalize`]).
    ///
    /// # Errors
    /// When it lies outside the root or in the git folder, by its words or by a link on the way.
    pub fn of(root: &Path, path: &str) -> Result<Self, SaveError> {
        Self::within(root, path, &mut HashMap::new())
    }

    /// The places of many paths; each folder is looked up once.
    ///
    /// # Errors
    /// As [`Place::of`].
    pub fn of_all<'p>(root: &Path, paths: impl IntoIterator<Item = &'p str>) -> Result<Vec<Self>, SaveError> {
        let mut folders = HashMap::new();
        paths.into_iter().map(|path| Self::within(root, path, &mut folders)).collect()
    }

    /// The place of `path`, where `folders` remembers the true places of folders by their names from the root.
    fn within<'p>(root: &Path, path: &'p str, folders: &mut HashMap<&'p str, Option<PathBuf>>) -> Result<Self, SaveError> {
        let outside = || SaveError::Outside { path: path.to_owned() };
        if !path.split('/').all(is_plain) {
            return Err(outside());
        }
        let named = root.join(path);
        let is_link = fs::symlink_metadata(&named).is_ok_and(|it| it.is_symlink());
        let full = if is_link {
            fs::canonicalize(&named).map_err(|source| SaveError::Refused { doing: "write", path: path.into(), source })?
        } else {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let folder = folders.entry(folder).or_insert_with(|| true_folder(&root.join(folder)));
            folder.as_ref().ok_or_else(outside)?.join(name)
        };
        let inside = full.strip_prefix(root).map_err(|_| outside())?;
        let is_in_git = inside.components().any(|it| it.as_os_str().eq_ignore_ascii_case(".git"));
        if is_in_git { Err(outside()) } else { Ok(Self { path: path.to_owned(), full }) }
    }

    /// Whether the file holds exactly `expected` (`None`: there is nothing of this name).
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn holds(&self, expected: Option<&str>) -> Result<bool, SaveError> {
        let Some(text) = expected else { return Ok(!self.is_there()) };
        Ok(self.bytes_of(&self.full, text.len() as u64)?.is_some_and(|bytes| bytes == text.as_bytes()))
    }

    /// As [`Place::holds`], for a text as a record has it.
    ///
    /// # Errors
    /// As there.
    pub fn holds_noted(&self, expected: Option<&NotedText>) -> Result<bool, SaveError> {
        let Some(noted) = expected else { return Ok(!self.is_there()) };
        Ok(self.bytes_of(&self.full, noted.length())?.is_some_and(|bytes| noted.is(&bytes)))
    }

    /// The text that the file holds, if it is the one that a record knows.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn text_if(&self, noted: &NotedText) -> Result<Option<String>, SaveError> {
        let bytes = self.bytes_of(&self.full, noted.length())?.filter(|bytes| noted.is(bytes));
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The text of the draft that [`Place::stage`] made, if it is there and is the one that a record knows.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn draft_if(&self, token: &str, index: usize, noted: &NotedText) -> Result<Option<String>, SaveError> {
        let bytes = self.bytes_of(&self.draft(token, index), noted.length())?.filter(|bytes| noted.is(bytes));
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The bytes of a file of this length; `None` where there is none, or it has another length.
    fn bytes_of(&self, file: &Path, length: u64) -> Result<Option<Vec<u8>>, SaveError> {
        let metadata = match fs::metadata(file) {
            Ok(metadata) => metadata,
            Err(error) if is_absence(&error) => return Ok(None),
            Err(source) => return Err(self.refused("read", source)),
        };
        // The size first: what grew to gigabytes meanwhile need not be read to be something else.
        if !metadata.is_file() || metadata.len() != length {
            return Ok(None);
        }
        fs::read(file).map(Some).map_err(|source| self.refused("read", source))
    }

    /// Whether anything is there under this name.
    #[must_use]
    pub fn is_there(&self) -> bool {
        fs::symlink_metadata(&self.full).is_ok()
    }

    /// The folder that the file is in, or would be.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.full.parent().unwrap_or(&self.full)
    }

    /// Makes the folders that are missing above the file; gives the new ones, outermost first.
    ///
    /// # Errors
    /// When one cannot be made; those made before are gone again.
    pub fn make_folders(&self) -> Result<Vec<PathBuf>, SaveError> {
        let missing = self.folder().ancestors().take_while(|it| !it.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        let mut made: Vec<PathBuf> = Vec::new();
        for folder in missing.into_iter().rev() {
            if let Err(source) = fs::create_dir(&folder) {
                remove_folders(&made);
                return Err(self.refused("make a folder for", source));
            }
            made.push(folder);
        }
        Ok(made)
    }

    /// Writes `text` beside the file, under a name that the walk passes over, and settles it on the disk.
    ///
    /// # Errors
    /// When the system refuses, or the file is write-protected; nothing is left behind.
    pub fn stage(&self, text: &str, token: &str, index: usize) -> Result<Staged, SaveError> {
        let staged = self.stage_unsettled(text, token, index, !self.is_there())?;
        match staged.settle() {
            Ok(()) => Ok(staged),
            Err(source) => {
                let _ = fs::remove_file(&staged.draft);
                Err(self.refused("write", source))
            }
        }
    }

    /// As [`Place::stage`], but the text may still be on its way to the disk: [`Staged::settle`] waits for it. `is_new` says that no
    /// file is there; should one appear, [`Place::put`] refuses.
    ///
    /// # Errors
    /// As [`Place::stage`].
    pub fn stage_unsettled(&self, text: &str, token: &str, index: usize, is_new: bool) -> Result<Staged, SaveError> {
        let old = if is_new { None } else { fs::metadata(&self.full).ok() };
        // A rename would get past the protection that the keeper gave the file.
        if old.as_ref().is_some_and(|it| it.permissions().readonly()) {
            return Err(self.refused("write", io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected")));
        }
        let draft = self.draft(token, index);
        match write_draft(&draft, text, old.as_ref()) {
            Ok(()) => Ok(Staged { draft, is_new: old.is_none() }),
            Err(source) => {
                let _ = fs::remove_file(&draft);
                Err(self.refused("write", source))
            }
        }
    }

    /// Gives a staged text the file's name, in one step that a cut cannot divide.
    ///
    /// # Errors
    /// When the system refuses, or somebody made a file of that name where there was none.
    pub fn put(&self, staged: &Staged) -> Result<(), SaveError> {
        if staged.is_new {
            return self.put_new(&staged.draft);
        }
        fs::rename(&staged.draft, &self.full).map_err(|source| self.refused("write", source))
    }

    /// Deletes the file.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn delete(&self) -> Result<(), SaveError> {
        fs::remove_file(&self.full).map_err(|source| self.refused("delete", source))
    }

    /// Removes the draft that [`Place::stage`] made, if it is there.
    pub fn clear(&self, token: &str, index: usize) {
        let _ = fs::remove_file(self.draft(token, index));
    }

    /// A plain rename would replace a file that appeared this moment. One that refuses to, or a second name for the draft, does not.
    fn put_new(&self, draft: &Path) -> Result<(), SaveError> {
        match rename_to_free(draft, &self.full) {
            Some(Ok(())) => return Ok(()),
            Some(Err(error)) if error.kind() == io::ErrorKind::AlreadyExists => return Err(SaveError::Taken { path: self.path.clone() }),
            Some(Err(_)) | None => {}
        }
        match fs::hard_link(draft, &self.full) {
            Ok(()) => {
                let _ = fs::remove_file(draft);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(SaveError::Taken { path: self.path.clone() }),
            // Some file systems know no second names: there a look before the rename has to do.
            Err(_) if !self.is_there() => fs::rename(draft, &self.full).map_err(|source| self.refused("write", source)),
            Err(source) => Err(self.refused("write", source)),
        }
    }

    fn draft(&self, token: &str, index: usize) -> PathBuf {
        self.folder().join(format!(".journal-{token}-{index}.tmp"))
    }

    fn refused(&self, doing: &'static str, source: io::Error) -> SaveError {
        SaveError::Refused { doing, path: PathBuf::from(&self.path), source }
    }
}

/// Removes folders that are empty, innermost first; others stay.
pub fn remove_folders(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

fn is_plain(part: &str) -> bool {
    let leads_elsewhere = matches!(part, "" | "." | "..") || part.contains('\0') || (cfg!(windows) && part.contains(['\\', ':']));
    !leads_elsewhere && !part.eq_ignore_ascii_case(".git")
}

/// `folder` with its links resolved, as far as it is there.
fn true_folder(folder: &Path) -> Option<PathBuf> {
    let there = folder.ancestors().find(|it| fs::symlink_metadata(it).is_ok())?;
    let missing = folder.strip_prefix(there).ok()?;
    let there = fs::canonicalize(there).ok()?;
    Some(if missing.as_os_str().is_empty() { there } else { there.join(missing) })
}

/// Renames where nothing has the new name; `None` where the system cannot promise that in one step.
#[cfg(target_os = "linux")]
fn rename_to_free(from: &Path, to: &Path) -> Option<io::Result<()>> {
    use std::ffi::CString;
    use std::os::unix::ffi::OsStrExt;
    let from = CString::new(from.as_os_str().as_bytes()).ok()?;
    let to = CString::new(to.as_os_str().as_bytes()).ok()?;
    // SAFETY: both names end in a zero byte and live until the call returns.
    let end =
        unsafe { libc::syscall(libc::SYS_renameat2, libc::AT_FDCWD, from.as_ptr(), libc::AT_FDCWD, to.as_ptr(), libc::RENAME_NOREPLACE) };
    let error = || io::Error::last_os_error();
    Some(if end == 0 { Ok(()) } else { Err(error()) })
}

#[cfg(not(target_os = "linux"))]
fn rename_to_free(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn write_draft(draft: &Path, text: &str, old: Option<&Metadata>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Some(old) = old {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(old.permissions().mode() & 0o600);
    }
    let mut file = match options.open(draft) {
        // Whoever has the lock is the only one to write drafts of this name: one that is there was left by a cut.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(draft).and_then(|()| options.open(draft)),
        opened => opened,
    }?;
    if let Some(old) = old {
        dress(&file, old)?;
    }
    file.write_all(text.as_bytes())
}

/// Gives `file` the owner and permissions of the one it will replace.
fn dress(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
            // Only root may give a file away; for others a shared file becomes their own, as with most editors.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
}

/// Waits until all that was written to the file system of a folder is on the disk; false where the system cannot be asked that.
pub fn settle_file_system(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsRawFd;
        // SAFETY: the descriptor is open as long as `folder` lives; the call only waits.
        File::open(folder).is_ok_and(|folder| unsafe { libc::syncfs(folder.as_raw_fd()) } == 0)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::git::save::change::SaveError;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::{Path, PathBuf};
    use tempfile::TempDir;

    fn journal() -> (TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap().join("me");
        fs::create_dir(&root).unwrap();
        (home, root)
    }

    fn write(root: &Path, path: &str, text: &str) -> Result<(), SaveError> {
        let place = Place::of(root, path)?;
        place.put(&place.stage(text, "t", 0)?)
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let (home, root) = journal();
        fs::create_dir(home.path().join("other")).unwrap();
        fs::write(home.path().join("other/a.md"), "").unwrap();
        symlink("../other", root.join("out")).unwrap();
        symlink("../other/a.md", root.join("a.md")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        symlink(".git", root.join("inner")).unwrap();
        for path in ["", "/etc/x", "../x", "a/../../x", "a//b", ".git/config", ".GIT/x", "days/.git/x", "out/b.md", "a.md", "inner/config"]
        {
            assert!(matches!(Place::of(&root, path), Err(SaveError::Outside { .. })), "{path}");
        }
        assert!(Place::of(&root, "new/folder/.gitignore").is_ok());
    }

    #[test]
    fn a_link_that_stays_inside_is_written_through() {
        let (_home, root) = journal();
        fs::write(root.join("a.md"), "old").unwrap();
        symlink("a.md", root.join("b.md")).unwrap();
        write(&root, "b.md", "new").unwrap();
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "new");
        assert!(fs::symlink_metadata(root.join("b.md")).unwrap().is_symlink());
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_owner() {
        let (_home, root) = journal();
        fs::write(root.join("a.md"), "old").unwrap();
        fs::set_permissions(root.join("a.md"), fs::Permissions::from_mode(0o640)).unwrap();
        // Where the test runs as root, as somebody else's file.
        let _ = std::os::unix::fs::chown(root.join("a.md"), Some(65534), None);
        let before = fs::metadata(root.join("a.md")).unwrap();
        write(&root, "a.md", "new").unwrap();
        let after = fs::metadata(root.join("a.md")).unwrap();
        assert_eq!((after.mode(), after.uid()), (before.mode(), before.uid()));
        assert_ne!(after.ino(), before.ino());
    }

    #[test]
    fn a_write_protected_file_stays_as_it_is() {
        let (_home, root) = journal();
        fs::write(root.join("a.md"), "old").unwrap();
        fs::set_permissions(root.join("a.md"), fs::Permissions::from_mode(0o444)).unwrap();
        let error = write(&root, "a.md", "new").unwrap_err();
        assert_eq!(error.to_string(), "cannot write a.md: the file is write-protected");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_appears_this_moment_is_not_written_over() {
        let (_home, root) = journal();
        let place = Place::of(&root, "a.md").unwrap();
        let staged = place.stage("mine", "t", 0).unwrap();
        fs::write(root.join("a.md"), "theirs").unwrap();
        assert!(matches!(place.put(&staged), Err(SaveError::Taken { .. })));
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "theirs");
    }
}
