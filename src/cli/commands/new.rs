//! `journal new`.

use chrono::NaiveTime;
use clap::{Args, Subcommand};

use crate::actions::find_message::find_contact;
use crate::actions::new_note::day::new_day;
use crate::actions::new_note::event::{NewEvent, new_event};
use crate::actions::new_note::map::new_map;
use crate::actions::new_note::prompts::new_prompts;
use crate::actions::new_note::week::new_week;
use crate::actions::plan::{NoteChange, Plan};
use crate::calendar::date::{clock_time, iso_date_time};
use crate::calendar::phrase::{Lean, week_phrase};
use crate::calendar::week::Week;
use crate::cli::commands::new_person::{self, NewCompanyArgs, NewContactArgs, NewMessageArgs};
use crate::cli::editor::edit;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::mark::{day, tell};
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;
use crate::workspace::snapshot::Snapshot;

/// Make a note from its template
///
/// A note that is there is never written over. Your own template goes first: templates/contact.md, company.md, message.md, week.md,
/// day.md, event.md, map.md or prompts.md in the journal. In it {{title}}, {{name}}, {{date}} and {{week}} are filled in; in a week's
/// also {{habits}} (the table) and {{prompts}} (this week's).
#[derive(Args, Debug)]
pub struct NewArgs {
    #[command(subcommand)]
    what: What,
    /// Open it in $VISUAL or $EDITOR
    #[arg(long, global = true)]
    edit: bool,
    /// Print what would be made, and make nothing
    #[arg(long, global = true)]
    dry_run: bool,
}

#[derive(Subcommand, Debug)]
enum What {
    Contact(NewContactArgs),
    Company(NewCompanyArgs),
    Message(NewMessageArgs),
    Week(NewWeekArgs),
    Day(NewDayArgs),
    Event(NewEventArgs),
    Map(NewNamedArgs),
    /// A set of prompts of your own
    Prompts(NewNamedArgs),
}

/// A week: habits, the prompts that come next, wins, review
#[derive(Args, Debug)]
pub struct NewWeekArgs {
    /// The week: 2026-W48, next week, -1, or a day in it (default: this week)
    #[arg(value_name = "WHICH", allow_hyphen_values = true, value_parser = dated_word)]
    which: Option<String>,
    #[arg(hide = true)]
    more: Vec<String>,
    /// A week of prompts, or a set from its beginning (default: what comes next in the set of journal.toml)
    #[arg(long, value_name = "SET")]
    prompts: Option<String>,
}

/// A day: free prose
#[derive(Args, Debug)]
pub struct NewDayArgs {
    /// The day: yesterday, tue, -3d, 2026-11-24 (default: today)
    #[arg(value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    date: Option<String>,
    #[arg(hide = true)]
    more: Vec<String>,
}

/// An event: a meetup, a conference, a coffee
#[derive(Args, Debug)]
pub struct NewEventArgs {
    /// What it is called
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    /// The day, and the time if you like: fri, in 2 weeks, "2026-12-02 18:30" (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    on: Option<String>,
    /// Where it is
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,
    /// Its page
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A contact whom you met there; may be given several times
    #[arg(long, value_name = "CONTACT")]
    met: Vec<String>,
}

/// A mind map
#[derive(Args, Debug)]
pub struct NewNamedArgs {
    /// What it is called
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
}

/// Makes the note.
///
/// # Errors
/// When the name is taken or means nothing, or the journal cannot be written.
pub fn run(args: &NewArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let dry_run = args.dry_run;
    let plan = match &args.what {
        What::Contact(contact) => new_person::contact(contact, &journal, screen, dry_run)?,
        What::Company(company) => new_person::company(company, &journal, screen, dry_run)?,
        What::Message(message) => new_person::message(message, &journal, screen, dry_run)?,
        What::Week(week) => new_week_note(week, &journal, screen, dry_run)?,
        What::Day(day) => new_day_note(day, &journal, screen, dry_run)?,
        What::Event(event) => new_event_note(event, &journal, screen, dry_run)?,
        What::Map(map) => {
            let template = own_template(&journal, &["map"])?;
            journal.act(screen, dry_run, |snapshot| new_map(snapshot, &map.name.join(" "), template.as_deref()))?
        }
        What::Prompts(set) => {
            let template = own_template(&journal, &["prompts"])?;
            journal.act(screen, dry_run, |snapshot| new_prompts(snapshot, &set.name.join(" "), template.as_deref()))?
        }
    };
    tell(screen, &plan, dry_run);
    let made = plan.changes.iter().find(|change| matches!(change, NoteChange::Create { .. }));
    if let Some(made) = made.filter(|_| args.edit && !dry_run) {
        edit(&journal.root().join(&**made.path()), screen)?;
    }
    Ok(Exit::Fine)
}

fn new_week_note(args: &NewWeekArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    let template = own_template(journal, &["week"])?;
    journal.act(screen, dry_run, |snapshot| -> Result<Plan, Failure> {
        let start = snapshot.settings().week_start;
        let week = match phrase(args.which.as_deref(), &args.more) {
            None => Week::of(snapshot.today(), start),
            Some(words) => week_phrase(&words, snapshot.today(), start).map_err(|error| Failure::new(error.to_string()))?,
        };
        Ok(new_week(snapshot, week, args.prompts.as_deref(), template.as_deref())?)
    })
}

fn new_day_note(args: &NewDayArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    let template = own_template(journal, &["day"])?;
    let words = phrase(args.date.as_deref(), &args.more);
    journal.act(screen, dry_run, |snapshot| -> Result<Plan, Failure> {
        Ok(new_day(snapshot, day(words.as_deref(), snapshot.today(), Lean::Past)?, template.as_deref())?)
    })
}

fn new_event_note(args: &NewEventArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    let template = own_template(journal, &["event"])?;
    journal.act(screen, dry_run, |snapshot| -> Result<Plan, Failure> {
        let (date, time) = match args.on.as_deref().and_then(iso_date_time) {
            Some(moment) => moment,
            None => {
                let (date, time) = args.on.as_deref().map_or((None, None), parted);
                (day(date, snapshot.today(), Lean::Future)?, time)
            }
        };
        let met: Result<Vec<String>, Failure> = args.met.iter().map(|words| met(snapshot, words)).collect();
        let event = NewEvent { name: &args.name.join(" "), date, time, place: args.place.as_deref(), url: args.url.as_deref(), met: met? };
        Ok(new_event(snapshot, &event, template.as_deref())?)
    })
}

/// The words of a day and the time behind it, where there is one: `fri 18:30`.
fn parted(words: &str) -> (Option<&str>, Option<NaiveTime>) {
    match words.trim().rsplit_once(char::is_whitespace).and_then(|(date, time)| Some((date, clock_time(time)?))) {
        Some((date, time)) => (Some(date), Some(time)),
        None => (Some(words), None),
    }
}

/// A phrase of several words, typed without quotes: only its first may begin with a hyphen, or options would be taken for it.
fn phrase(first: Option<&str>, more: &[String]) -> Option<String> {
    first.map(|first| std::iter::once(first).chain(more.iter().map(String::as_str)).collect::<Vec<_>>().join(" "))
}

/// A contact as events name them.
fn met(snapshot: &Snapshot, words: &str) -> Result<String, Failure> {
    let id = find_contact(snapshot, words)?;
    Ok(snapshot.note(id).title())
}
