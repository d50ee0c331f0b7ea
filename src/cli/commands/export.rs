//! `journal export`.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use clap::Args;

use crate::calendar::date::long_date;
use crate::calendar::phrase::Lean;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Global, dated_word};
use crate::cli::journal::Journal;
use crate::cli::mark::day;
use crate::cli::screen::Screen;
use crate::cli::views::file::not_over_a_note;
use crate::exchange::agenda::{Task, calendar, search_activities};
use crate::exchange::contacts::cards;
use crate::exchange::{csv, ics, vcard, work_search};
use crate::notes::settings::model::Settings;
use crate::report::due::due;
use crate::workspace::snapshot::Snapshot;

/// Give contacts, follow-ups and the record of your search to other programs
///
/// vcard and csv hold your contacts, without facts and logs; ics what is due, meetings and events, for any calendar; work-search the
/// record that benefit offices ask for. The same journal gives the same file, and a second import of it elsewhere updates, never doubles.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// What to export
    #[arg(value_enum, value_name = "KIND")]
    kind: ExportKind,
    /// Write to this file (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Of the record: from this day on (default: from the beginning)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    from: Option<String>,
    /// Of the record: up to this day (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = dated_word)]
    to: Option<String>,
    /// Of the record: a Markdown table instead of CSV
    #[arg(long)]
    markdown: bool,
}

/// What can be given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportKind {
    /// Contacts as vCard 4.0.
    Vcard,
    /// Follow-ups, meetings and events as iCalendar.
    Ics,
    /// Contacts as a table.
    Csv,
    /// What was done to find work: date, employer, person, method, contact, outcome.
    WorkSearch,
}

/// Writes the file, or prints it.
///
/// # Errors
/// When a date is none, the journal cannot be read, or the file cannot be written.
pub fn run(args: &ExportArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    if args.kind != ExportKind::WorkSearch && (args.from.is_some() || args.to.is_some() || args.markdown) {
        return Err(Failure::new("only the work-search record takes --from, --to and --markdown").advise("Leave them out."));
    }
    let journal = Journal::find(global, None)?;
    let snapshot = journal.snapshot()?;
    let text = match args.kind {
        ExportKind::Vcard => vcard::write(&cards(&snapshot)),
        ExportKind::Csv => csv::write_cards(&cards(&snapshot)),
        ExportKind::Ics => {
            // No clock is read: the same journal on the same day gives the same file.
            let stamp = Utc.from_utc_datetime(&snapshot.today().and_time(NaiveTime::MIN));
            ics::write(&calendar(&snapshot, &tasks(&snapshot), zone(snapshot.settings())), stamp)
        }
        ExportKind::WorkSearch => {
            let from = day_or(args.from.as_deref(), NaiveDate::MIN, snapshot.today())?;
            let to = day_or(args.to.as_deref(), snapshot.today(), snapshot.today())?;
            if to < from {
                let message = format!("{} comes before {}", long_date(to), long_date(from));
                return Err(Failure::new(message).advise("Give the first day with --from and the last with --to."));
            }
            let all = search_activities(&snapshot, from, to);
            if args.markdown { work_search::to_markdown(&all) } else { work_search::to_csv(&all) }
        }
    };
    match &args.output {
        None => screen.print(&text),
        Some(path) => {
            not_over_a_note(&journal, path, &text)?;
            std::fs::write(path, &text).map_err(|error| Failure::new("the file cannot be written").at(path).because(error))?;
            screen.mention(format!("Wrote {}.", path.display()));
        }
    }
    Ok(Exit::Fine)
}

fn day_or(words: Option<&str>, otherwise: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Failure> {
    words.map_or(Ok(otherwise), |words| day(Some(words), today, Lean::Past))
}

/// What is due, as tasks.
fn tasks(snapshot: &Snapshot) -> Vec<Task> {
    let capital = |words: &str| {
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let all = due(snapshot, NaiveDate::MAX).into_iter();
    all.map(|due| Task {
        day: due.date,
        kind: due.kind.word(),
        title: capital(&format!("{} {}", due.kind.verb(), due.who)),
        why: due.why,
        path: due.path.to_string(),
    })
    .collect()
}

/// The journal's time zone, else the machine's, else UTC.
fn zone(settings: &Settings) -> Tz {
    let named = |name: &str| name.trim_start_matches(':').parse::<Tz>().ok();
    let by_link = || {
        let target = std::fs::read_link(Path::new("/etc/localtime")).ok()?;
        let target = target.to_str()?.to_owned();
        target.split_once("zoneinfo/").and_then(|(_, name)| named(name))
    };
    let by_settings = settings.timezone.as_deref().and_then(named);
    by_settings.or_else(|| std::env::var("TZ").ok().as_deref().and_then(named)).or_else(by_link).unwrap_or(Tz::UTC)
}
