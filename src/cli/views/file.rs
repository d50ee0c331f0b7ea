//! A report handed out: to the screen, or to a file that `--output` names.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

/// Writes a report to the file, replacing it whole, or prints it where none is named.
///
/// # Errors
/// When the file cannot be written.
pub fn hand_out(text: &str, output: Option<&Path>, screen: &mut Screen) -> Result<(), Failure> {
    let Some(path) = output.filter(|path| *path != Path::new("-")) else {
        screen.print(text);
        return Ok(());
    };
    write_whole(path, text).map_err(|error| Failure::new("the file cannot be written").at(path).because(error))?;
    screen.mention(format!("Wrote {}", path.display()));
    Ok(())
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
    let mut file = builder.prefix(".journal-").tempfile_in(folder)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
