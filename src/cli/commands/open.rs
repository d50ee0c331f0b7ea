//! `journal open`.

use clap::Args;

use crate::cli::editor::edit;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find_note::find_note;
use crate::cli::global::Global;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::cli::mark::note_file;
use crate::cli::screen::Screen;

/// Open a note by any of its names in your editor
///
/// Its path, its file's name, its name, an alias, its heading, or as much of it as tells it apart; journal.toml too. The editor is
/// $VISUAL, else $EDITOR.
#[derive(Args, Debug)]
pub struct OpenArgs {
    /// The note
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
}

/// Opens the note.
///
/// # Errors
/// When the name means nothing or several notes, or there is no editor.
pub fn run(args: &OpenArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let words = args.name.join(" ");
    let journal = Journal::find(global, note_file(&words))?;
    if words == SETTINGS_FILE && journal.root().join(SETTINGS_FILE).is_file() {
        edit(&journal.root().join(SETTINGS_FILE), screen)?;
        return Ok(Exit::Fine);
    }
    let snapshot = journal.snapshot()?;
    let id = find_note(&journal, &snapshot, &words, |_| true)?;
    edit(&journal.root().join(&*snapshot.note(id).path), screen)?;
    Ok(Exit::Fine)
}
