//! A report handed out: to the screen, or to a file that `--output` names.

use std::io::ErrorKind;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::cli::screen::Screen;
use crate::notes::kind::NoteKind;

/// Writes a report to the file, replacing it whole, or prints it where none is named.
///
/// # Errors
/// When the file cannot be written, or is a note of the journal.
pub fn hand_out(text: &str, output: Option<&Path>, journal: &Journal, screen: &mut Screen) -> Result<(), Failure> {
    let Some(path) = output.filter(|path| *path != Path::new("-")) else {
        screen.print(text);
        return Ok(());
    };
    not_over_a_note(journal, path, text)?;
    write_whole(path, text).map_err(|error| Failure::new("the file cannot be written").at(path).because(error))?;
    screen.mention(format!("Wrote {}", path.display()));
    Ok(())
}

/// Keeps a report or a drawing from taking the place of a note, or of the settings, whose words would be lost. An earlier report among the
/// plain notes, which begins as this one does, may be replaced.
///
/// # Errors
/// When the file is one of the journal.
pub fn not_over_a_note(journal: &Journal, file: &Path, text: &str) -> Result<(), Failure> {
    let is_markdown = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    let is_settings = file.file_name().is_some_and(|name| name == SETTINGS_FILE);
    let (Ok(place), Ok(root)) = (file.canonicalize(), journal.root().canonicalize()) else { return Ok(()) };
    let Ok(inner) = place.strip_prefix(root) else { return Ok(()) };
    if !is_markdown && !is_settings {
        return Ok(());
    }
    let is_plain = is_markdown && NoteKind::by_folder(&inner.to_string_lossy().replace('\\', "/")) == NoteKind::Plain;
    let begins = |text: &str| text.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
    if is_plain && std::fs::read_to_string(&place).is_ok_and(|there| begins(&there) == begins(text)) {
        return Ok(());
    }
    let advice = "Name another file; nothing was written.";
    Err(Failure::new("this is a file of the journal, and would be lost").at(file).advise(advice))
}

/// Why no file can be made in a folder. The error itself names a file of ours that nobody asked for.
fn in_plain_words(error: &std::io::Error, folder: &Path) -> std::io::Error {
    let words = match error.kind() {
        ErrorKind::NotFound => format!("there is no folder {}", folder.display()),
        ErrorKind::NotADirectory => format!("{} is no folder", folder.display()),
        ErrorKind::PermissionDenied => format!("you may not write in {}", folder.display()),
        kind => kind.to_string(),
    };
    std::io::Error::new(error.kind(), words)
}

/// Whoever reads the file meanwhile sees the old text or the new one, never a half.
fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // What is no ordinary file, such as /dev/stdout, is written to and not replaced.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return std::fs::write(path, text);
    }
    let mut builder = tempfile::Builder::new();
    // As an ordinary new file, less what the umask takes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".journal-").tempfile_in(folder).map_err(|error| in_plain_words(&error, folder))?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::write_whole;

    #[test]
    fn a_folder_that_is_not_there_is_told_without_a_file_of_ours() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("nope");
        let error = write_whole(&folder.join("week.svg"), "x").unwrap_err();
        assert_eq!(error.to_string(), format!("there is no folder {}", folder.display()));
    }
}
