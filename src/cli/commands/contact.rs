//! `journal contact`.

use std::mem::ManuallyDrop;

use clap::Args;

use crate::actions::find_message::find_contact;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::mark::{in_journal, note_file};
use crate::cli::screen::Screen;
use crate::cli::views::people::show_card;
use crate::json;
use crate::report::person::card;

/// Show one person: the card, what is due, all that passed
#[derive(Args, Debug)]
pub struct ContactArgs {
    /// The contact: a name, an alias, or the note's path
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Shows one contact.
///
/// # Errors
/// When the name means no contact, or several.
pub fn run(args: &ContactArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let words = args.name.join(" ");
    let journal = Journal::find(global, note_file(&words))?;
    let snapshot = ManuallyDrop::new(journal.snapshot()?);
    let id = find_contact(&snapshot, &in_journal(&journal, &words))?;
    let card = card(&snapshot, id).ok_or_else(|| Failure::no_such("this is no contact"))?;
    match args.format {
        Format::Json => screen.json(&json::people::contact(snapshot.today(), &card)),
        Format::Text => show_card(screen, &card, snapshot.today()),
    }
    Ok(Exit::Fine)
}
