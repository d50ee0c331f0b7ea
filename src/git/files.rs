//! The files of a journal: found by a walk that leaves alone what it should, and read, many at once.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};

use crate::git::root::{SETTINGS_FILE, work_tree};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// The folder of the keeper's own templates, which are no notes.
const TEMPLATES: &str = "templates/";

/// What the walk through a journal found; every list is sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The Markdown files, but for templates.
    pub notes: Vec<FileEntry>,
    /// `journal.toml`, where there is one.
    pub settings: Option<FileEntry>,
    /// Markdown files under `templates/`.
    pub templates: Vec<FileEntry>,
    /// Paths of all other files, for links to them; second names of notes (by symbolic links) among them.
    pub others: Vec<String>,
    /// Paths of the folders, the root (an empty path) among them.
    pub folders: Vec<String>,
    /// What a keeper should know: a folder that cannot be read, a link that leads out.
    pub problems: Vec<FileProblem>,
}

impl Walk {
    /// The settings and the notes: what has to be read to know the journal.
    #[must_use]
    pub fn readable(&self) -> Vec<FileEntry> {
        self.settings.iter().chain(&self.notes).cloned().collect()
    }

    /// As [`Walk::readable`], taken out of the walk.
    pub fn take_readable(&mut self) -> Vec<FileEntry> {
        self.settings.take().into_iter().chain(std::mem::take(&mut self.notes)).collect()
    }
}

/// A file of the journal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileEntry {
    /// From the root, with `/`.
    pub path: String,
}

/// Something in the journal's folder that could not be walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// From the root, with `/`; empty for the root itself. Bytes that are not UTF-8 are shown as `\xNN`.
    pub path: String,
    /// What is the matter.
    pub kind: FileProblemKind,
}

/// What is the matter with a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblemKind {
    /// The file's name is not UTF-8, so no note could link to it: it is left alone.
    NameNotUtf8,
    /// The file or folder cannot be read; the system's words.
    Unreadable(String),
    /// A symbolic link that leads out of the journal: it is left alone.
    LinkLeaves,
    /// A symbolic link that leads nowhere, or round in a circle.
    LinkBroken,
}

impl fmt::Display for FileProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameNotUtf8 => f.write_str("the name is not UTF-8, so it is left out; rename the file to read it"),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::LinkLeaves => f.write_str("the symbolic link leads out of the journal, so it is left out"),
            Self::LinkBroken => f.write_str("the symbolic link leads nowhere"),
        }
    }
}

/// A file that was read, or why it could not be.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// From the root, with `/`.
    pub path: String,
    /// The text as it stands on disk, a byte order mark and its line ends included.
    pub text: Result<Arc<str>, Unreadable>,
    /// When it was last written; the beginning of 1970 where that is not known.
    pub modified: SystemTime,
    /// Its size on disk in bytes.
    pub len: u64,
}

/// Why a file gives no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It holds bytes that are no text.
    #[error("it is not UTF-8 (from byte {offset}); save it as UTF-8 to have it read")]
    NotUtf8 {
        /// Where the first such byte stands.
        offset: usize,
    },
    /// It is larger than [`LARGEST_FILE`].
    #[error("it has {bytes} bytes, and files over 4 MiB are not read; split it")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The system does not give it.
    #[error("it cannot be read: {message}")]
    Io {
        /// What kind of refusal it is; `NotFound` where the file is gone.
        kind: io::ErrorKind,
        /// The system's words.
        message: String,
    },
}

/// Finds the files of the journal at `root`.
///
/// Left alone are dot-files and dot-folders, what `.gitignore` files name (git or no git; inside a work tree also what git's own exclude
/// files name), and symbolic links that leave the root. A link that stays inside is followed where what it leads to was not walked already,
/// so no note is met twice. A root that cannot be read is a problem with an empty path.
#[must_use]
pub fn walk(root: &Path) -> Walk {
    walk_beside(root, &[])
}

/// As [`walk`], but the folders of these names in the root are passed over, for a question that they have no answer to.
#[must_use]
pub fn walk_beside(root: &Path, passed_over: &[&str]) -> Walk {
    let mut found = walk_folder(root, "", passed_over);
    let others = fs::canonicalize(root).map(|true_root| follow_links(root, &true_root, &mut found)).unwrap_or_default();
    found.problems.sort_by(|a, b| a.path.cmp(&b.path));
    let folders = found.folders.into_iter().collect();
    let mut walk = Walk { others, folders, problems: found.problems, ..Walk::default() };
    for path in found.files {
        sort_in(&mut walk, path);
    }
    walk.others.sort();
    walk
}

/// Reads `entries` of the journal at `root`, spread over the processor's cores; the answers stand in the order of the entries.
#[must_use]
pub fn read_all(root: &Path, entries: &[FileEntry]) -> Vec<Loaded> {
    read_that_begin(root, entries, |_| &[])
}

/// How a file at a path may begin to be read, in 8 bytes at most each; any way where nothing is given.
pub type Beginnings = fn(&str) -> &'static [&'static str];

/// As [`read_all`], but a file that begins with none of the beginnings given for its path is left out, and not read further.
#[must_use]
pub fn read_that_begin(root: &Path, entries: &[FileEntry], beginnings: Beginnings) -> Vec<Loaded> {
    // Below this many files a thread costs more than it saves.
    const SHARE: usize = 64;
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 16);
    let share = entries.len().div_ceil(cores).max(SHARE);
    if entries.len() <= share {
        return read_share(root, entries, beginnings);
    }
    std::thread::scope(|scope| {
        let shares: Vec<_> = entries.chunks(share).map(|it| (it, scope.spawn(move || read_share(root, it, beginnings)))).collect();
        // A reader that died (it has no cause to) is replaced here, so that the answer is whole in any case.
        shares.into_iter().flat_map(|(share, reader)| reader.join().unwrap_or_else(|_| read_share(root, share, beginnings))).collect()
    })
}

/// Reads one file of the journal at `root`; `path` is relative, with `/`.
#[must_use]
pub fn read_one(root: &Path, path: &str) -> Loaded {
    read_with(root, path, &mut Vec::new(), &[]).unwrap_or_else(|| blank(path))
}

fn read_share(root: &Path, entries: &[FileEntry], beginnings: Beginnings) -> Vec<Loaded> {
    let mut buffer = Vec::with_capacity(16 * 1024);
    entries.iter().filter_map(|entry| read_with(root, &entry.path, &mut buffer, beginnings(&entry.path))).collect()
}

/// Reads one file by way of `buffer`, whose capacity is kept from file to file; nothing where it begins with none of `beginnings`.
fn read_with(root: &Path, path: &str, buffer: &mut Vec<u8>, beginnings: &[&str]) -> Option<Loaded> {
    let mut loaded = blank(path);
    buffer.clear();
    loaded.text = match open(&root.join(path)) {
        Ok(file) if !beginnings.is_empty() && !begins_with_one(&file, buffer, beginnings) => return None,
        Ok(file) => fill(&file, buffer, &mut loaded),
        Err(error) => Err(refused(&error)),
    };
    Some(loaded)
}

fn blank(path: &str) -> Loaded {
    Loaded { path: path.to_owned(), text: Ok(Arc::from("")), modified: SystemTime::UNIX_EPOCH, len: 0 }
}

/// Whether a file begins with one of these; what was read of it stands in `buffer`. One that cannot be read does: reading on tells why.
fn begins_with_one(mut file: &File, buffer: &mut Vec<u8>, beginnings: &[&str]) -> bool {
    let mut head = [0; 8];
    match file.read(&mut head) {
        Ok(count) => {
            buffer.extend_from_slice(&head[..count]);
            beginnings.iter().any(|beginning| buffer.starts_with(beginning.as_bytes()))
        }
        Err(_) => true,
    }
}

/// The rest of a file behind what `buffer` holds already, as text.
fn fill(mut file: &File, buffer: &mut Vec<u8>, loaded: &mut Loaded) -> Result<Arc<str>, Unreadable> {
    let metadata = file.metadata().map_err(|error| refused(&error))?;
    loaded.modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    loaded.len = metadata.len();
    if !metadata.is_file() {
        return Err(Unreadable::Io { kind: io::ErrorKind::InvalidInput, message: "it is no regular file".to_owned() });
    }
    if metadata.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge { bytes: metadata.len() });
    }
    let expected = usize::try_from(metadata.len()).unwrap_or_default();
    let had = buffer.len();
    buffer.resize(expected.max(had), 0);
    let count = read_once(&mut file, &mut buffer[had..]).map_err(|error| refused(&error))?;
    buffer.truncate(had + count);
    // Most files come whole at once, and asking each whether there is more takes as long as opening it.
    if buffer.len() != expected || expected == 0 {
        file.take(LARGEST_FILE + 1 - buffer.len() as u64).read_to_end(buffer).map_err(|error| refused(&error))?;
    }
    loaded.len = buffer.len() as u64;
    if loaded.len > LARGEST_FILE {
        return Err(Unreadable::TooLarge { bytes: loaded.len });
    }
    let text = std::str::from_utf8(buffer).map_err(|error| Unreadable::NotUtf8 { offset: error.valid_up_to() })?;
    Ok(Arc::from(text))
}

fn read_once(file: &mut &File, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// Opens without waiting: a pipe called `x.md` would hold a plain open until somebody writes to it.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options.open(path)
}

fn refused(error: &io::Error) -> Unreadable {
    Unreadable::Io { kind: error.kind(), message: error.to_string() }
}

/// What one walk met, relative to the journal's root.
#[derive(Default)]
struct Found {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    links: BTreeSet<String>,
    problems: Vec<FileProblem>,
}

impl Found {
    fn absorb(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.links.extend(other.links);
        self.problems.extend(other.problems);
    }
}

/// The same as the threads of a walk come by it, in no order.
#[derive(Default)]
struct Gathered {
    files: Vec<String>,
    folders: Vec<String>,
    links: Vec<String>,
    problems: Vec<FileProblem>,
}

impl Gathered {
    fn absorb(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
        self.folders.append(&mut other.folders);
        self.links.append(&mut other.links);
        self.problems.append(&mut other.problems);
    }

    fn sorted(self) -> Found {
        // A set made from a whole list is built at once, far faster than name by name.
        Found {
            files: self.files.into_iter().collect(),
            folders: self.folders.into_iter().collect(),
            links: self.links.into_iter().collect(),
            problems: self.problems,
        }
    }
}

/// Walks the folder at `start` (relative to `root`) without following links.
fn walk_folder(root: &Path, start: &str, passed_over: &[&str]) -> Found {
    let in_git = work_tree(root).is_some();
    let mut builder = WalkBuilder::new(root.join(start));
    builder.hidden(true).ignore(false).git_ignore(true).git_exclude(in_git).git_global(in_git);
    // Outside git, ignore files above the root are no business of the journal: many a home folder has one that hides everything.
    builder.require_git(in_git).parents(in_git);
    builder.threads(std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8));
    let gathered = Mutex::new(Gathered::default());
    builder.build_parallel().visit(&mut Gatherers { root, passed_over, gathered: &gathered });
    gathered.into_inner().unwrap_or_else(PoisonError::into_inner).sorted()
}

/// Makes one gatherer for each thread of the walk.
struct Gatherers<'a> {
    root: &'a Path,
    passed_over: &'a [&'a str],
    gathered: &'a Mutex<Gathered>,
}

impl<'a> ParallelVisitorBuilder<'a> for Gatherers<'a> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'a> {
        Box::new(Gatherer { root: self.root, passed_over: self.passed_over, gathered: self.gathered, own: Gathered::default() })
    }
}

/// Gathers what one thread meets and hands it in when the thread ends.
struct Gatherer<'a> {
    root: &'a Path,
    passed_over: &'a [&'a str],
    gathered: &'a Mutex<Gathered>,
    own: Gathered,
}

impl Drop for Gatherer<'_> {
    fn drop(&mut self) {
        let own = std::mem::take(&mut self.own);
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).absorb(own);
    }
}

impl ParallelVisitor for Gatherer<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) if entry.depth() == 1 && entry.file_name().to_str().is_some_and(|name| self.passed_over.contains(&name)) => {
                return WalkState::Skip;
            }
            Ok(entry) => self.meet(&entry),
            Err(error) => self.own.problems.push(problem_of(self.root, &error)),
        }
        WalkState::Continue
    }
}

impl Gatherer<'_> {
    fn meet(&mut self, entry: &DirEntry) {
        let Some(file_type) = entry.file_type() else { return };
        let path = match relative(self.root, entry.path()) {
            Ok(path) => path,
            Err(shown) => {
                self.own.problems.push(FileProblem { path: shown, kind: FileProblemKind::NameNotUtf8 });
                return;
            }
        };
        // The place where a walk begins is followed even where it is a link.
        if file_type.is_symlink() && 0 < entry.depth() {
            self.own.links.push(path);
        } else if file_type.is_file() {
            self.own.files.push(path);
        } else if entry.path().is_dir() {
            self.own.folders.push(path);
        }
    }
}

/// Goes after the links met so far, and those met on the way, where they lead to something inside the root that was not walked.
///
/// Gives second names of files that were walked under another.
fn follow_links(root: &Path, true_root: &Path, found: &mut Found) -> Vec<String> {
    let mut others = Vec::new();
    let mut followed: BTreeSet<PathBuf> = BTreeSet::new();
    while let Some(link) = found.links.pop_first() {
        let place = match fs::canonicalize(root.join(&link)) {
            Ok(place) => place,
            Err(_) => {
                found.problems.extend(is_note(&link).then_some(FileProblem { path: link, kind: FileProblemKind::LinkBroken }));
                continue;
            }
        };
        let is_folder = place.is_dir();
        let Ok(inside) = place.strip_prefix(true_root) else {
            let matters = is_folder || is_note(&link);
            found.problems.extend(matters.then_some(FileProblem { path: link, kind: FileProblemKind::LinkLeaves }));
            continue;
        };
        let inside = relative(Path::new(""), inside).unwrap_or_default();
        let is_walked = inside.is_empty() || found.folders.contains(&inside) || found.files.contains(&inside);
        if is_walked || !followed.insert(place.clone()) {
            // A second name of a file is no second note, but it can be linked to.
            others.extend((!is_folder).then_some(link));
            continue;
        }
        if is_folder {
            let more = walk_folder(root, &link, &[]);
            found.absorb(without_doubles(more, root, &mut followed));
        } else if place.is_file() {
            found.files.insert(link);
        }
    }
    others
}

/// `found` without the files and folders that an earlier link led to already.
fn without_doubles(mut found: Found, root: &Path, followed: &mut BTreeSet<PathBuf>) -> Found {
    found.files.retain(|path| fs::canonicalize(root.join(path)).is_ok_and(|place| followed.insert(place)));
    found
}

fn sort_in(walk: &mut Walk, path: String) {
    if path == SETTINGS_FILE {
        walk.settings = Some(FileEntry { path });
    } else if !is_note(&path) {
        walk.others.push(path);
    } else if path.starts_with(TEMPLATES) {
        walk.templates.push(FileEntry { path });
    } else {
        walk.notes.push(FileEntry { path });
    }
}

fn is_note(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it.eq_ignore_ascii_case("md"))
}

/// `path` from `root`, with `/`; an error with the path as it can be shown where it is not UTF-8.
fn relative(root: &Path, path: &Path) -> Result<String, String> {
    if let Some(plain) = plainly_relative(root, path) {
        return Ok(plain.to_owned());
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    let mut shown = String::new();
    let mut is_text = true;
    for part in parts {
        if !shown.is_empty() {
            shown.push('/');
        }
        for chunk in part.as_encoded_bytes().utf8_chunks() {
            shown.push_str(chunk.valid());
            is_text &= chunk.invalid().is_empty();
            chunk.invalid().iter().for_each(|byte| shown.push_str(&format!("\\x{byte:02X}")));
        }
    }
    if is_text { Ok(shown) } else { Err(shown) }
}

/// `path` from `root` where it can be cut off as it stands, as nearly every path can.
#[cfg(unix)]
fn plainly_relative<'a>(root: &Path, path: &'a Path) -> Option<&'a str> {
    let root = root.to_str().filter(|root| !root.is_empty() && !root.ends_with('/'))?;
    let inside = path.to_str()?.strip_prefix(root)?.strip_prefix('/')?;
    let is_plain = !inside.is_empty() && inside.split('/').all(|part| !matches!(part, "" | "." | ".."));
    is_plain.then_some(inside)
}

#[cfg(not(unix))]
fn plainly_relative<'a>(_: &Path, _: &'a Path) -> Option<&'a str> {
    None
}

/// The walk's own error as a problem at its place.
fn problem_of(root: &Path, error: &ignore::Error) -> FileProblem {
    let path = place_of(error).map(|it| relative(root, it).unwrap_or_else(|shown| shown)).unwrap_or_default();
    let words = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
    FileProblem { path, kind: FileProblemKind::Unreadable(words) }
}

fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FileEntry, FileProblemKind, LARGEST_FILE, Unreadable, Walk, read_all, read_one, walk};
    use crate::git::as_nobody::as_nobody;
    use std::fs;
    use std::io::ErrorKind;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;
    use tempfile::TempDir;

    /// A folder with these files; each holds its own path.
    fn journal(paths: &[&str]) -> TempDir {
        let home = tempfile::tempdir().unwrap();
        for path in paths {
            write(home.path(), path, path);
        }
        home
    }

    fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
        let full = root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    fn notes(walk: &Walk) -> Vec<&str> {
        walk.notes.iter().map(|it| it.path.as_str()).collect()
    }

    fn problems(walk: &Walk) -> Vec<(&str, &FileProblemKind)> {
        walk.problems.iter().map(|it| (it.path.as_str(), &it.kind)).collect()
    }

    #[test]
    fn notes_settings_templates_and_other_files_are_told_apart() {
        let home = journal(&["journal.toml", "b.md", "a/B.MD", "a/journal.toml", "a/pic.png", "templates/contact.md", "README"]);
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["a/B.MD", "b.md"]);
        assert_eq!(walk.settings, Some(FileEntry { path: "journal.toml".into() }));
        assert_eq!(walk.templates, [FileEntry { path: "templates/contact.md".into() }]);
        assert_eq!(walk.others, ["README", "a/journal.toml", "a/pic.png"]);
        assert_eq!(walk.folders, ["", "a", "templates"]);
        assert_eq!(walk.readable().len(), 3);
        assert!(walk.problems.is_empty());
    }

    #[test]
    fn dot_folders_and_ignored_files_are_left_alone_with_no_git_at_all() {
        let home = journal(&["a.md", ".obsidian/b.md", ".c.md", "private/d.md", "days/e.md", "days/f.md"]);
        write(home.path(), ".gitignore", "private/\n");
        write(home.path(), "days/.gitignore", "e.md\n");
        assert_eq!(notes(&walk(home.path())), ["a.md", "days/f.md"]);
    }

    #[test]
    fn ignore_files_above_the_journal_count_only_inside_a_work_tree() {
        let home = journal(&["me/a.md", "me/draft-b.md"]);
        write(home.path(), ".gitignore", "draft-*\n");
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md", "draft-b.md"]);
        fs::create_dir(home.path().join(".git")).unwrap();
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md"]);
    }

    #[test]
    fn ignore_files_above_the_work_tree_never_count() {
        let home = journal(&["me/a.md", "me/.git/HEAD"]);
        write(home.path(), ".gitignore", "*\n");
        assert_eq!(notes(&walk(&home.path().join("me"))), ["a.md"]);
    }

    #[test]
    fn what_git_excludes_without_an_ignore_file_is_left_alone() {
        let home = journal(&["a.md", "b.md", ".git/HEAD"]);
        write(home.path(), ".git/info/exclude", "b.md\n");
        assert_eq!(notes(&walk(home.path())), ["a.md"]);
    }

    #[test]
    fn links_in_a_circle_end_and_no_note_is_met_twice() {
        let home = journal(&["days/a.md"]);
        symlink("..", home.path().join("days/up")).unwrap();
        symlink("days", home.path().join("again")).unwrap();
        symlink("days/a.md", home.path().join("b.md")).unwrap();
        symlink("self.md", home.path().join("self.md")).unwrap();
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["days/a.md"]);
        assert_eq!(walk.others, ["b.md"]);
        assert_eq!(problems(&walk), [("self.md", &FileProblemKind::LinkBroken)]);
    }

    #[test]
    fn a_link_into_a_folder_that_is_not_walked_is_followed_once() {
        let home = journal(&[".store/days/a.md", ".store/b.md"]);
        symlink(".store/days", home.path().join("days")).unwrap();
        symlink(".store/days", home.path().join("mine")).unwrap();
        symlink(".store", home.path().join("whole")).unwrap();
        symlink(".store/b.md", home.path().join("z.md")).unwrap();
        symlink("../../days", home.path().join(".store/days/round")).unwrap();
        assert_eq!(notes(&walk(home.path())), ["days/a.md", "whole/b.md"]);
    }

    #[test]
    fn links_that_leave_the_journal_are_left_alone_and_told() {
        let home = journal(&["me/a.md", "other/b.md", "other/c.png"]);
        let root = home.path().join("me");
        symlink("../other", root.join("contacts")).unwrap();
        symlink("../other/b.md", root.join("b.md")).unwrap();
        symlink("../other/c.png", root.join("c.png")).unwrap();
        let walk = walk(&root);
        assert_eq!(notes(&walk), ["a.md"]);
        assert_eq!(problems(&walk), [("b.md", &FileProblemKind::LinkLeaves), ("contacts", &FileProblemKind::LinkLeaves)]);
    }

    #[test]
    fn a_root_that_is_a_link_is_walked() {
        let home = journal(&["real/days/a.md"]);
        symlink("real", home.path().join("root")).unwrap();
        assert_eq!(notes(&walk(&home.path().join("root"))), ["days/a.md"]);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_told_and_skipped() {
        let home = journal(&["a.md"]);
        fs::write(home.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "x").unwrap();
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["a.md"]);
        assert_eq!(problems(&walk), [("caf\\xE9.md", &FileProblemKind::NameNotUtf8)]);
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_told() {
        as_nobody("git::files::tests::a_folder_that_cannot_be_read_is_told", || {
            let home = journal(&["a.md", "shut/b.md", "c.md"]);
            fs::set_permissions(home.path().join("shut"), fs::Permissions::from_mode(0o000)).unwrap();
            fs::set_permissions(home.path().join("c.md"), fs::Permissions::from_mode(0o000)).unwrap();
            let walk = walk(home.path());
            let c = read_one(home.path(), "c.md").text.unwrap_err();
            fs::set_permissions(home.path().join("shut"), fs::Permissions::from_mode(0o700)).unwrap();
            assert_eq!(notes(&walk), ["a.md", "c.md"]);
            assert_eq!(walk.problems[0].path, "shut");
            assert_eq!(walk.problems[0].kind.to_string(), "cannot be read: Permission denied (os error 13)");
            assert!(matches!(c, Unreadable::Io { kind: ErrorKind::PermissionDenied, .. }));
        });
    }

    #[test]
    fn a_root_that_is_not_there_is_a_problem_without_a_path() {
        let home = journal(&[]);
        let walk = walk(&home.path().join("gone"));
        assert_eq!(walk.problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [""]);
        assert!(walk.notes.is_empty());
    }

    #[test]
    fn texts_are_read_as_they_stand() {
        let home = journal(&[]);
        write(home.path(), "a.md", "\u{feff}# A\r\n");
        write(home.path(), "empty.md", "");
        let a = read_one(home.path(), "a.md");
        assert_eq!(&*a.text.unwrap(), "\u{feff}# A\r\n");
        assert_eq!(a.len, 8);
        assert!(a.modified.elapsed().unwrap().as_secs() < 600);
        assert_eq!(&*read_one(home.path(), "empty.md").text.unwrap(), "");
    }

    #[test]
    fn what_is_no_text_or_too_large_is_refused_with_its_reason() {
        let home = journal(&["folder.md/x"]);
        write(home.path(), "latin.md", b"caf\xe9");
        write(home.path(), "limit.md", vec![b'a'; usize::try_from(LARGEST_FILE).unwrap()]);
        write(home.path(), "five.md", vec![b'a'; 5 * 1024 * 1024]);
        assert_eq!(read_one(home.path(), "latin.md").text, Err(Unreadable::NotUtf8 { offset: 3 }));
        assert!(read_one(home.path(), "limit.md").text.is_ok());
        assert_eq!(read_one(home.path(), "five.md").text, Err(Unreadable::TooLarge { bytes: 5 * 1024 * 1024 }));
        let gone = read_one(home.path(), "gone.md").text;
        assert!(matches!(gone, Err(Unreadable::Io { kind: ErrorKind::NotFound, .. })));
        assert!(matches!(read_one(home.path(), "folder.md").text, Err(Unreadable::Io { .. })));
    }

    #[test]
    fn a_pipe_with_a_notes_name_holds_nobody_up() {
        let home = journal(&["a.md"]);
        let made = std::process::Command::new("mkfifo").arg(home.path().join("pipe.md")).status().unwrap();
        assert!(made.success());
        assert_eq!(notes(&walk(home.path())), ["a.md"]);
        assert!(matches!(read_one(home.path(), "pipe.md").text, Err(Unreadable::Io { .. })));
    }

    #[test]
    fn many_files_come_back_in_the_order_asked_for() {
        let paths: Vec<String> = (0..500).map(|it| format!("days/{it:03}.md")).collect();
        let home = journal(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let loaded = read_all(home.path(), &walk(home.path()).notes);
        assert_eq!(loaded.len(), 500);
        for (it, path) in loaded.iter().zip(&paths) {
            assert_eq!((&it.path, it.text.as_deref()), (path, Ok(path.as_str())));
        }
    }
}
