//! Small files of our own in the keeper's folders: replaced as a whole, readable by the keeper alone.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Replaces `file` by `bytes` in one step, and makes its folder where there is none.
///
/// # Errors
/// When the folder or the file cannot be written; then the old content stands.
pub fn write_privately(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    make_private_folder(folder)?;
    // A temporary file is made for its owner alone (0600), and keeps that when it takes its place.
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(bytes)?;
    written.persist(file)?;
    Ok(())
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
