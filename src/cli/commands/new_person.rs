//! `journal new contact|company|message`: what `journal new` hands on to the people of the journal.

use clap::Args;

use crate::actions::find_message::find_contact;
use crate::actions::new_note::company::new_company;
use crate::actions::new_note::contact::new_contact;
use crate::actions::new_note::message::{NewMessage, new_message};
use crate::actions::new_note::own_template::scalar;
use crate::actions::plan::Plan;
use crate::calendar::date::Period;
use crate::cli::failure::Failure;
use crate::cli::journal::Journal;
use crate::cli::mark::in_journal;
use crate::cli::own_template::own_template;
use crate::cli::screen::Screen;
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::kind::{CHANNELS, INTENTS, STAGES, TIES};
use crate::notes::outreach::{Channel, Intent};

/// A person: name, and what is known of them
#[derive(Args, Debug)]
pub struct NewContactArgs {
    /// The person's name
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// Where they work
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// What they do there
    #[arg(long, value_name = "WORDS")]
    role: Option<String>,
    /// How close you are
    #[arg(long, value_name = "TIE", value_parser = clap::builder::PossibleValuesParser::new(TIES.iter().copied()))]
    tie: Option<String>,
    /// How you know of each other: mentor, alumni, meetup, linkedin, friend …
    #[arg(long, value_name = "WORD")]
    via: Option<String>,
    /// Their e-mail address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The address of their LinkedIn profile
    #[arg(long, value_name = "URL")]
    linkedin: Option<String>,
    /// Their time zone, such as America/Denver
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Be in touch so long after the last touch: “6 weeks”
    #[arg(long, value_name = "PERIOD")]
    every: Option<String>,
    /// A word of your own; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
}

/// A company: its name, and what is known of it
#[derive(Args, Debug)]
pub struct NewCompanyArgs {
    /// The company's name
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// Its site
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// How far things stand (default: researching)
    #[arg(long, value_name = "STAGE", value_parser = clap::builder::PossibleValuesParser::new(STAGES.iter().copied()))]
    stage: Option<String>,
    /// A word of your own; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
}

/// A message: to whom, and how it goes
#[derive(Args, Debug)]
pub struct NewMessageArgs {
    /// The contact; several where one message goes to several
    #[arg(value_name = "CONTACT", required = true, num_args = 1..)]
    to: Vec<String>,
    /// How it goes (default: by the tie and what is known of them)
    #[arg(long, value_name = "CHANNEL", value_parser = clap::builder::PossibleValuesParser::new(CHANNELS.iter().copied()))]
    channel: Option<String>,
    /// What it is meant as (default: first, or an answer where one is owed)
    #[arg(long, value_name = "INTENT", value_parser = clap::builder::PossibleValuesParser::new(INTENTS.iter().copied()))]
    intent: Option<String>,
    /// The message that it follows
    #[arg(long, value_name = "MESSAGE")]
    follows: Option<String>,
}

/// Makes a contact's note.
///
/// # Errors
/// When the name is empty, a value is none, or the journal cannot be written.
pub fn contact(args: &NewContactArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    if let Some(every) = args.every.as_deref().filter(|every| Period::parse(every).is_none()) {
        return Err(Failure::new(format!("no such length of time: {every:?}")).advise("Write it like --every \"6 weeks\"."));
    }
    if let Some(zone) = args.timezone.as_deref().filter(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return Err(Failure::new(format!("no such time zone: {zone:?}")).advise("Write it as in the IANA list: America/Denver."));
    }
    let single = [
        ("company", &args.company),
        ("role", &args.role),
        ("tie", &args.tie),
        ("via", &args.via),
        ("email", &args.email),
        ("linkedin", &args.linkedin),
        ("timezone", &args.timezone),
        ("every", &args.every),
    ];
    let fields = fields(&single, &args.tags);
    let template = own_template(journal, &["contact"])?;
    journal.act(screen, dry_run, |snapshot| new_contact(snapshot, &args.name.join(" "), &fields, template.as_deref()))
}

/// Makes a company's note.
///
/// # Errors
/// When the name is empty, or the journal cannot be written.
pub fn company(args: &NewCompanyArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    let fields = fields(&[("url", &args.url), ("stage", &args.stage)], &args.tags);
    let template = own_template(journal, &["company"])?;
    journal.act(screen, dry_run, |snapshot| new_company(snapshot, &args.name.join(" "), &fields, template.as_deref()))
}

fn fields<'a>(single: &[(&'a str, &Option<String>)], tags: &[String]) -> Vec<(&'a str, NewValue)> {
    let words = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let given = single.iter().filter_map(|(key, value)| Some((*key, scalar(words(value.as_deref()?)))));
    let tags = (!tags.is_empty()).then(|| ("tags", NewValue::List(tags.iter().map(|tag| words(tag)).collect())));
    given.chain(tags).collect()
}

/// Makes a message's note.
///
/// # Errors
/// When the words name no contact or several, or the journal cannot be written.
pub fn message(args: &NewMessageArgs, journal: &Journal, screen: &mut Screen, dry_run: bool) -> Result<Plan, Failure> {
    let template = own_template(journal, &["outreach", "message"])?;
    journal.act(screen, dry_run, |snapshot| -> Result<Plan, Failure> {
        let to = match snapshot.resolve_contact(&args.to.join(" ")).one() {
            // A name of several words may go without quotation marks.
            Some(id) => vec![id],
            None => args.to.iter().map(|words| find_contact(snapshot, &in_journal(journal, words))).collect::<Result<Vec<_>, _>>()?,
        };
        let follows = args.follows.as_deref().map(|words| {
            let words = in_journal(journal, words);
            snapshot.resolve_message(&words).one().ok_or_else(|| Failure::no_such(format!("the journal has no message {words:?}")))
        });
        let wanted = NewMessage {
            to,
            channel: args.channel.as_deref().and_then(Channel::named),
            intent: args.intent.as_deref().and_then(Intent::named),
            follows: follows.transpose()?,
        };
        Ok(new_message(snapshot, &wanted, template.as_deref())?)
    })
}
