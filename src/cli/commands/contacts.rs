//! `journal contacts`.

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views::people::show_people;
use crate::json;
use crate::report::people::{PeopleFilter, people};

/// List contacts: tie, company, last touch, next step
///
/// Those who are slipping away stand first. FILTER is any of `tie:weak`, `company:Mill`, `tag:rust`, `via:meetup`, `last:"6 weeks"` (no
/// touch for so long), `due`, `waiting` (for their answer), `new` (nothing passed yet), and words that name, company, role or tags hold;
/// with several, all must fit.
#[derive(Args, Debug)]
pub struct ContactsArgs {
    /// Which contacts (default: all)
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Lists contacts.
///
/// # Errors
/// When the filter means nothing, or the journal cannot be read.
pub fn run(args: &ContactsArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let filter = PeopleFilter::parse(&args.filter).map_err(Failure::new)?;
    let snapshot = Journal::find(global, None)?.snapshot_for_report(false)?;
    let today = snapshot.today();
    let mut all = people(&snapshot);
    let known = all.len();
    all.retain(|person| filter.fits(person, today));
    match args.format {
        Format::Json => screen.json(&json::people::contacts(today, &all)),
        Format::Text if known == 0 => screen.mention("No contacts yet. Begin with one: journal new contact \"Ada Lovelace\""),
        Format::Text if all.is_empty() => screen.mention(format!("None of the {known} contacts fits.")),
        Format::Text => show_people(screen, &all, today),
    }
    Ok(Exit::Fine)
}
