//! `journal import`.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anstyle::Style;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::actions::import_people::{Import, Incoming, import_people};
use crate::actions::plan::Plan;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::own_template::own_template;
use crate::cli::screen::{Screen, styles, warn};
use crate::cli::views::table::table;
use crate::exchange::card::{Card, Reading};
use crate::exchange::columns::{FIELD_NAMES, field_named};
use crate::exchange::import::{Arrival, Whom, arrivals};
use crate::exchange::{csv, linkedin, vcard};
use crate::markdown::front_matter::new_value::NewValue;
use crate::workspace::snapshot::Snapshot;

/// How many problems are told one by one.
const PROBLEMS_SHOWN: usize = 10;

/// So many of those for whom something was written are told by name.
const WRITTEN_SHOWN: usize = 20;

/// Take in contacts from another program
///
/// People are matched by e-mail address, profile and name. Whoever is new gets a note; to those you know only what is missing is added,
/// and nothing you wrote is changed. The same file twice changes nothing.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// What kind of file it is
    #[arg(value_enum, value_name = "KIND")]
    kind: ImportKind,
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What a column of a CSV file holds: "Wer=name"; may be given several times
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    mapping: Vec<String>,
    /// Show who is new and what would be added, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// The files that can be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ImportKind {
    /// Connections.csv of a LinkedIn data export.
    Linkedin,
    /// An address book's vCards, version 2.1 to 4.
    #[value(alias = "vcf")]
    Vcard,
    /// A table with a header: Google Contacts, Outlook, Thunderbird, or your own.
    Csv,
}

/// Takes the people of a file in.
///
/// # Errors
/// When the file cannot be read or holds nobody, a mapping means nothing, or the journal cannot be written.
pub fn run(args: &ImportArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let mapping = mapping(args)?;
    let journal = Journal::find(global, None)?;
    let bytes = read_file(&args.file)?;
    let progress = progress();
    progress.set_message("reading the file");
    let reading = match args.kind {
        ImportKind::Linkedin => linkedin::read(&bytes),
        ImportKind::Vcard => vcard::read(&bytes),
        ImportKind::Csv => csv::read(&bytes, Some(&mapping).filter(|pairs| !pairs.is_empty()).map(Vec::as_slice)),
    };
    if reading.cards.is_empty()
        && let Some(problem) = reading.problems.first()
    {
        progress.finish_and_clear();
        let advice = format!("See that it is a {} file. Nothing was changed.", args.kind.word());
        return Err(Failure::new(problem.message.clone()).at(&args.file).advise(advice));
    }
    progress.set_message(format!("matching {} people", reading.cards.len()));
    let template = own_template(&journal, &["contact"])?;
    if args.dry_run {
        let snapshot = journal.snapshot()?;
        let (all, import) = worked_out(&snapshot, args.kind, &reading.cards, template.as_deref());
        progress.finish_and_clear();
        show(screen, &all, &import, true);
        tell(screen, &all, &import, "Nothing was written; there would be");
        problems(&reading, &all, &import);
        return Ok(Exit::Fine);
    }
    let mut told = None;
    journal.act(screen, false, |snapshot| -> Result<Plan, Failure> {
        let (all, mut import) = worked_out(snapshot, args.kind, &reading.cards, template.as_deref());
        progress.set_message(format!("writing {} notes", import.plan.changes.len()));
        let plan = std::mem::take(&mut import.plan);
        told = Some((all, import));
        Ok(plan)
    })?;
    progress.finish_and_clear();
    if let Some((all, import)) = told {
        show(screen, &all, &import, false);
        tell(screen, &all, &import, "Imported:");
        problems(&reading, &all, &import);
    }
    Ok(Exit::Fine)
}

impl ImportKind {
    fn word(self) -> &'static str {
        match self {
            Self::Linkedin => "LinkedIn",
            Self::Vcard => "vCard",
            Self::Csv => "CSV",
        }
    }
}

fn mapping(args: &ImportArgs) -> Result<Vec<(String, String)>, Failure> {
    if !args.mapping.is_empty() && args.kind != ImportKind::Csv {
        return Err(Failure::new("only the columns of a CSV file are mapped").advise("Leave --map out; the other kinds say what is what."));
    }
    let pair = |words: &String| {
        let known = words.rsplit_once('=').map(|(column, field)| (column.trim().to_owned(), field.trim().to_owned()));
        known.filter(|(column, field)| !column.is_empty() && field_named(field).is_some()).ok_or_else(|| {
            let fields: Vec<&str> = FIELD_NAMES.iter().map(|(name, _)| *name).collect();
            Failure::new(format!("{words:?} maps nothing")).advise(format!("Write --map \"COLUMN=FIELD\"; fields: {}.", fields.join(", ")))
        })
    };
    args.mapping.iter().map(pair).collect()
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") { std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes) } else { std::fs::read(path) };
    read.map_err(|error| Failure::new("the file cannot be read").at(path).because(error))
}

/// A spinner on standard error, where a person looks.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

fn worked_out<'c>(snapshot: &Snapshot, kind: ImportKind, cards: &'c [Card], template: Option<&str>) -> (Vec<Arrival<'c>>, Import) {
    let all = arrivals(snapshot, cards);
    let people: Vec<Incoming> = all.iter().filter_map(|arrival| incoming(kind, arrival)).collect();
    let import = import_people(snapshot, &format!("import {}", kind.word()), &people, template);
    (all, import)
}

/// What is written of somebody; none where it is not clear who they are.
fn incoming(kind: ImportKind, arrival: &Arrival<'_>) -> Option<Incoming> {
    let path = match &arrival.whom {
        Whom::Unclear(_) => return None,
        Whom::New => None,
        Whom::Known(path) => Some(path.clone()),
    };
    let is_new = path.is_none();
    let value = |key: &str, words: &str| match key {
        "tags" | "aliases" => NewValue::List(words.split(", ").map(str::to_owned).collect()),
        _ => NewValue::Scalar(words.to_owned()),
    };
    let mut fields: Vec<(&'static str, NewValue)> =
        arrival.added.iter().filter(|(key, _)| *key != "name").map(|(key, words)| (*key, value(key, words))).collect();
    let mut logged = None;
    let mut facts = Vec::new();
    if is_new {
        if kind == ImportKind::Linkedin {
            fields.push(("via", NewValue::Scalar("linkedin".to_owned())));
        }
        logged = arrival.card.connected_on.map(|day| (day, "Connected on LinkedIn.".to_owned()));
        let lines = arrival.card.note.as_deref().unwrap_or_default().lines();
        facts.extend(lines.map(|line| line.trim().trim_start_matches(['-', '*', '#', ' ']).to_owned()).filter(|line| !line.is_empty()));
    }
    Some(Incoming { path, name: arrival.card.name.clone(), fields, logged, facts })
}

/// The table of what becomes of whom: of a dry run everybody, else the first of those for whom something was written.
fn show(screen: &mut Screen, all: &[Arrival<'_>], import: &Import, everybody: bool) {
    let mut paths = import.paths.iter();
    let is_written = |arrival: &Arrival<'_>| match arrival.whom {
        Whom::Unclear(_) => false,
        Whom::New => true,
        Whom::Known(_) => !arrival.added.is_empty(),
    };
    let chosen = |arrival: &Arrival<'_>| everybody || is_written(arrival);
    let most = if everybody { usize::MAX } else { WRITTEN_SHOWN };
    let more = all.iter().filter(|arrival| chosen(arrival)).count().saturating_sub(most);
    let rows: Vec<Vec<(Style, String)>> = all
        .iter()
        .map(|arrival| {
            let path = if matches!(arrival.whom, Whom::Unclear(_)) { None } else { paths.next() };
            (arrival, path)
        })
        .filter(|(arrival, _)| chosen(arrival))
        .take(most)
        .map(|(arrival, path)| {
            let (style, what, note) = match &arrival.whom {
                Whom::Unclear(keys) => (styles::WARM, "unclear".to_owned(), who(keys)),
                Whom::New => (styles::GOOD, "new".to_owned(), path.cloned().unwrap_or_default()),
                Whom::Known(_) => {
                    let keys: Vec<&str> = arrival.added.iter().map(|(key, _)| *key).collect();
                    let what = if keys.is_empty() { "nothing new".to_owned() } else { format!("adds {}", keys.join(", ")) };
                    (Style::new(), what, path.cloned().unwrap_or_default())
                }
            };
            vec![(styles::NAME, arrival.card.name.clone()), (style, what), (styles::DIM, note)]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    table(screen, &["Name", "Change", "Note"], &rows);
    if more > 0 {
        screen.mention(format!("and {more} more"));
    }
    screen.gap();
}

/// Those whom an unclear card may mean; the new ones of the file have no note yet.
fn who(keys: &[String]) -> String {
    keys.iter().map(|key| if key.starts_with('\u{0}') { "somebody above" } else { key.as_str() }).collect::<Vec<_>>().join(" or ")
}

fn tell(screen: &mut Screen, all: &[Arrival<'_>], import: &Import, before: &str) {
    let count = |wanted: &dyn Fn(&Arrival<'_>) -> bool| all.iter().filter(|arrival| wanted(arrival)).count();
    let new = count(&|it| it.whom == Whom::New);
    let added = count(&|it| matches!(it.whom, Whom::Known(_)) && !it.added.is_empty()) - import.problems.len();
    let same = count(&|it| matches!(it.whom, Whom::Known(_)) && it.added.is_empty());
    let unclear = count(&|it| matches!(it.whom, Whom::Unclear(_)));
    let mut parts = vec![format!("{new} new"), format!("{added} with something added"), format!("{same} known, with nothing new")];
    if unclear > 0 {
        parts.push(format!("{unclear} unclear and left out"));
    }
    screen.mention(format!("{before} {}.", parts.join(", ")));
}

/// What could not be taken as it stands, and where the file says something else than the keeper.
fn problems(reading: &Reading, all: &[Arrival<'_>], import: &Import) {
    let mut told: Vec<String> = reading.problems.iter().map(|problem| format!("line {}: {}", problem.line, problem.message)).collect();
    told.extend(import.problems.iter().map(|(path, reason)| format!("{path}: {reason}")));
    for arrival in all {
        match &arrival.whom {
            Whom::Unclear(keys) => {
                told.push(format!("{} may be {}; say who by an e-mail address in the note", arrival.card.name, who(keys)))
            }
            Whom::Known(path) => told.extend(
                arrival
                    .differs
                    .iter()
                    .map(|(key, ours, theirs)| format!("{path}: `{key}` is {ours:?} and stays so; the file has {theirs:?}")),
            ),
            Whom::New => {}
        }
    }
    let more = told.len().saturating_sub(PROBLEMS_SHOWN);
    told.iter().take(PROBLEMS_SHOWN).for_each(|line| warn(format!("note: {line}")));
    if more > 0 {
        warn(format!("note: and {more} more"));
    }
}
