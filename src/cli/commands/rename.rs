//! `journal rename`.

use clap::Args;

use crate::actions::plan::Plan;
use crate::actions::rename::habit::rename_habit;
use crate::actions::rename::note::rename_called;
use crate::actions::tick::ask::habit_named;
use crate::actions::tick::place::names;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find_note::find_note;
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{note_file, tell};
use crate::cli::screen::Screen;
use crate::notes::sections::same_heading;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Rename a contact, company, habit or note, and all that names it
///
/// A contact or company gets the name that people say, and its file is called after it; a habit gets it in every week and in
/// journal.toml, so that its chain goes on; any other note gets a new heading, or a new file name where you name it by its file. Links,
/// messages, events and settings follow. `journal undo` takes it back.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  journal rename \"Ada Lovelace\" \"Ada King\"
  journal rename code \"Code at night\"
  journal rename maps/energy.md \"What carries me\"")]
pub struct RenameArgs {
    /// What it is called: any of its names, its path, or as much of it as tells it apart
    #[arg(value_name = "OLD")]
    old: String,
    /// What it will be called
    #[arg(value_name = "NEW")]
    new: String,
    /// Print what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Renames it.
///
/// # Errors
/// When the old name means nothing or several things, the new one is taken or cannot be a name, or the notes cannot be written.
pub fn run(args: &RenameArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.old))?;
    let plan = journal.act(screen, args.dry_run, |snapshot| renamed(&journal, snapshot, args))?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}

fn renamed(journal: &Journal, snapshot: &Snapshot, args: &RenameArgs) -> Result<Plan, Failure> {
    let habit = habit_named(&args.old, &names(snapshot, snapshot.today())).ok();
    let note = find_note(journal, snapshot, &args.old, |_| true);
    match (habit, note) {
        (Some(habit), Ok(id)) => match (same_heading(&habit, &args.old), is_its_name(snapshot, id, &args.old)) {
            (true, false) => Ok(rename_habit(snapshot, &habit, &args.new)?),
            (false, true) => Ok(rename_called(snapshot, id, &args.old, &args.new)?),
            _ => {
                let path = &snapshot.note(id).path;
                let failure = Failure::no_such(format!("“{}” may mean the habit “{habit}” or {path}", args.old));
                Err(failure.advise("Write out the habit's name, or the note's path."))
            }
        },
        (Some(habit), Err(_)) => Ok(rename_habit(snapshot, &habit, &args.new)?),
        (None, Ok(id)) => Ok(rename_called(snapshot, id, &args.old, &args.new)?),
        (None, Err(failure)) => Err(failure),
    }
}

/// Whether words are a note's whole name or path, not the beginning of one.
fn is_its_name(snapshot: &Snapshot, id: NoteId, words: &str) -> bool {
    let note = snapshot.note(id);
    let folded = fold(words.trim());
    let whole = [&*note.path, note.stem(), &note.title()].iter().any(|name| fold(name) == folded);
    whole || snapshot.resolve(words.trim().strip_suffix(".md").unwrap_or(words.trim())).one() == Some(id)
}
