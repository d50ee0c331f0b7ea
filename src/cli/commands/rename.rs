//! `journal rename`.

use clap::Args;

use crate::actions::plan::Plan;
use crate::actions::rename::habit::rename_habit;
use crate::actions::tick::ask::habit_named;
use crate::actions::tick::place::names;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find_note::{find_note, notes_named, several_notes};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{note_file, tell};
use crate::cli::screen::Screen;
use crate::ide::rename::rename_named;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// Rename a contact, a company, a habit or a note, and all that names it
///
/// Front matter, links and their labels, headings, weeks and settings follow; so does the file, where it was called after the name. A
/// name of several words stands in quotes. A new name that ends in .md is one for the file alone.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  journal rename \"Ada Lovelace\" \"Ada King\"
  journal rename code \"Deep work\"")]
pub struct RenameArgs {
    /// What is renamed: a note by any of its names, or a habit
    #[arg(value_name = "OLD")]
    old: String,
    /// Its name from now on
    #[arg(value_name = "NEW")]
    new: String,
    /// OLD is a habit, though a note may be called so too
    #[arg(long)]
    habit: bool,
    /// Print what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// What words mean.
enum Meant {
    Note(NoteId),
    Habit(String),
}

/// Renames it.
///
/// # Errors
/// When the words name nothing or several things, the new name is taken or cannot be one, or the journal cannot be written.
pub fn run(args: &RenameArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.old))?;
    let plan = journal.act(screen, args.dry_run, |snapshot| -> Result<Plan, Failure> {
        Ok(match meant(&journal, snapshot, args)? {
            Meant::Habit(name) => rename_habit(snapshot, &name, &args.new)?,
            Meant::Note(id) => rename_named(snapshot, id, &args.old, &args.new)?,
        })
    })?;
    tell(screen, &plan, args.dry_run);
    Ok(Exit::Fine)
}

/// What the old name means. A name in full goes before the beginning of one.
fn meant(journal: &Journal, snapshot: &Snapshot, args: &RenameArgs) -> Result<Meant, Failure> {
    let old = args.old.trim();
    let habit = habit_named(old, &names(snapshot, snapshot.today()));
    if args.habit {
        return Ok(Meant::Habit(habit?));
    }
    let notes = notes_named(journal, snapshot, old, |_| true);
    let habit = match (habit, notes.is_empty()) {
        (Ok(habit), true) => return Ok(Meant::Habit(habit)),
        (Err(refusal), true) => {
            return find_note(journal, snapshot, old, |_| true).map(Meant::Note).map_err(|failure| {
                // A slip of the pen may mean either; the habits are few, so that what is near among them goes first.
                let near = refusal.advice.filter(|advice| advice.starts_with("Did you mean"));
                let advice = near.or(failure.advice.clone()).unwrap_or_default();
                Failure::no_such(format!("there is no note and no habit called “{old}”")).advise(advice)
            });
        }
        (habit, false) => habit.ok(),
    };
    let in_full = !matches!(snapshot.resolve(old.strip_suffix(".md").unwrap_or(old)), Resolution::None);
    match (habit, notes.as_slice()) {
        (Some(habit), _) if fold(&habit) == fold(old) && !in_full => Ok(Meant::Habit(habit)),
        (Some(habit), [id, ..]) if fold(&habit) == fold(old) || !in_full => {
            let message = format!("“{old}” may mean the habit {habit} or {}", snapshot.note(*id).path);
            Err(Failure::no_such(message).advise("For the habit add --habit; for the note name its path."))
        }
        (_, [id]) => Ok(Meant::Note(*id)),
        (_, several) => Err(several_notes(snapshot, old, several)),
    }
}
