//! The keeper's editor: `$VISUAL`, else `$EDITOR`.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::cli::failure::Failure;
use crate::cli::screen::Screen;

/// Opens a file in the editor and waits until it is closed. What was said so far is shown before.
///
/// # Errors
/// When there is no editor, or it ends with an error.
pub fn edit(file: &Path, screen: &mut Screen) -> Result<(), Failure> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = match named {
        Some(editor) => editor,
        None if std::io::stdin().is_terminal() => if cfg!(windows) { "notepad" } else { "vi" }.to_owned(),
        None => {
            let advice = "Name one: export EDITOR=nano (or VISUAL=\"code --wait\").";
            return Err(Failure::new("there is no editor to open the note with").at(file).advise(advice));
        }
    };
    screen.flush().map_err(|error| Failure::new("standard output cannot be written").because(error))?;
    let failed = |message: String| Failure::new(message).at(file).advise("The note is there; see to $VISUAL or $EDITOR.");
    let status = command(&editor, file.as_os_str())
        .status()
        .map_err(|error| failed(format!("the editor “{editor}” cannot be run")).because(error))?;
    if status.success() { Ok(()) } else { Err(failed(format!("the editor “{editor}” ended with an error ({status})"))) }
}

/// As git does: the editor is a line for the shell, so that it may have options; the file is no part of that line.
fn command(editor: &str, file: &OsStr) -> Command {
    if cfg!(windows) {
        let mut words = editor.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or(editor));
        command.args(words).arg(file);
        return command;
    }
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg("editor").arg(file);
    command
}
