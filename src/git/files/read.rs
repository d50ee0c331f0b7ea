//! Files read as texts, many at once, each no further than it must be.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::git::files::entry::FileEntry;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

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

#[cfg(test)]
mod tests {
    use super::{LARGEST_FILE, Unreadable, read_all, read_one};
    use crate::git::files::fixture::{journal, notes, write};
    use crate::git::files::walk::walk;
    use std::io::ErrorKind;

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
