//! `journal demo`.

use std::path::{Path, PathBuf};

use chrono::{Local, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeZone};
use clap::Args;

use crate::actions::demo::history::{DemoCommit, commits};
use crate::calendar::date::iso_date;
use crate::calendar::week::Week;
use crate::checks::check::{Diagnostic, Severity};
use crate::checks::run::check_note;
use crate::cli::failure::{Exit, Failure};
use crate::cli::findings;
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::repository::own_program;
use crate::cli::screen::{Screen, styles};
use crate::cli::views;
use crate::git::history::replay::{ReplayStep, replay};
use crate::git::remote::driver;
use crate::git::repository::open::Repository;
use crate::notes::kind::NoteKind;
use crate::notes::outreach::Status;
use crate::report::changes::compare::changes;
use crate::report::changes::fact::Version;
use crate::report::changes::message::message;
use crate::report::changes::standing::standing;
use crate::report::week::week;
use crate::text::edit::apply;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Make a lived-in sample journal and show it
///
/// The journal of an invented person: weeks of habits, contacts, messages in every state, maps, events, and a git history whose
/// dates run up to today. Then its week is shown, what the coach says on its drafts, and what to try next. An earlier demo is
/// shown again.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// The folder to make it in (default: journal-demo; inside a demo, that one)
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Where the sample goes when nothing is said.
const USUAL: &str = "journal-demo";

/// The file in the demo's git folder that tells it is one, and of which day.
const MARK: &str = ".git/journal-demo";

/// Makes the sample, or finds it made, and shows it.
///
/// # Errors
/// When the folder holds something else, git is missing, or the disk refuses.
pub fn run(args: &DemoArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let around = if args.dir.is_none() { demo_around() } else { None };
    let inside = around.is_some();
    let dir = around.or_else(|| args.dir.clone()).unwrap_or_else(|| PathBuf::from(USUAL));
    let root = std::path::absolute(&dir).map_err(|error| Failure::new("the folder has no path").because(error))?;
    let journal = Journal::at(root.clone(), global);
    let today = journal.today(&Snapshot::empty(NaiveDate::default()).settings().clone())?;
    match made_before(&root)? {
        Some(day) => {
            screen.mention(format!("This demo was made before; here it is again, as on {day}."));
            show(&root, day, screen)?;
        }
        None => {
            make(&root, today)?;
            show(&root, today, screen)?;
        }
    }
    try_next(Some(&*dir).filter(|_| !inside), screen);
    Ok(Exit::Fine)
}

/// The demo in which the command was given: a second one inside it would be read as a part of the first.
fn demo_around() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().find(|folder| folder.join(MARK).is_file()).map(Path::to_path_buf)
}

/// The day of an earlier demo in this folder; none where the folder is missing or empty.
fn made_before(root: &Path) -> Result<Option<NaiveDate>, Failure> {
    if let Ok(day) = std::fs::read_to_string(root.join(MARK)) {
        return Ok(iso_date(day.trim()));
    }
    match std::fs::read_dir(root).map(Iterator::count) {
        Ok(1..) => {
            let advice = "Name another folder: journal demo DIR. Nothing was written.";
            Err(Failure::new("this folder holds something else than a demo").at(root).advise(advice))
        }
        Ok(0) => Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Failure::new("the demo cannot be made here").at(root).advise("Name another folder: journal demo DIR.").because(error))
        }
    }
}

fn make(root: &Path, today: NaiveDate) -> Result<(), Failure> {
    let mut steps: Vec<ReplayStep> = commits(today).map(|commit| step(&commit)).collect();
    if let Some(first) = steps.first_mut()
        && let Some(text) = driver::attributes_edit("").and_then(|edit| apply("", &[edit]).ok())
    {
        first.files.push((".gitattributes".to_owned(), Some(text)));
    }
    let written = replay(root, "Sam Rivera", "sam@rivera.example", &steps);
    written.map_err(|error| Failure::new("the demo could not be made").at(root).because(error))?;
    // As after `journal init`: the demo is a journal in good health.
    if let Some(repository) = Repository::discover(root)? {
        driver::configure(&repository, &own_program())?;
    }
    std::fs::write(root.join(MARK), today.to_string())
        .map_err(|error| Failure::new("the demo could not be finished").at(root).because(error))
}

fn step(commit: &DemoCommit) -> ReplayStep {
    let message = commit.message.clone().map_or_else(|| worded(commit), |message| format!("{message}\n"));
    let at = git_time(commit.at, commit.after.settings().timezone.as_deref());
    ReplayStep { at, message, files: commit.files.clone() }
}

/// The message that `journal commit` would have made.
fn worded(commit: &DemoCommit) -> String {
    let text = |snapshot: &Snapshot, path: &str| match path {
        "journal.toml" => snapshot.settings_text().cloned(),
        _ => snapshot.at(path).map(|note| note.text.clone()),
    };
    let versions: Vec<Version> = commit
        .files
        .iter()
        .map(|(path, _)| Version {
            path: path.as_str().into(),
            moved_from: None,
            before: text(&commit.before, path),
            after: text(&commit.after, path),
        })
        .collect();
    let name_of = |words: &str| commit.after.contact_named(words).map(|(_, _, contact)| contact.name.value.clone());
    let changes = changes(&versions, &name_of);
    message(&changes, &standing(&commit.after, &changes), commit.after.settings().names_in_commits)
}

/// A local time as git writes it, in the journal's zone (else the machine's).
fn git_time(at: NaiveDateTime, zone: Option<&str>) -> String {
    fn written<Z: TimeZone>(zone: &Z, at: NaiveDateTime) -> String {
        let moment = match zone.from_local_datetime(&at) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment,
            // An hour that the clocks leap over: the hour after it.
            LocalResult::None => zone.from_utc_datetime(&at),
        };
        let minutes = moment.offset().fix().local_minus_utc() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{} {sign}{:02}{:02}", moment.timestamp(), minutes.abs() / 60, minutes.abs() % 60)
    }
    match zone.and_then(|name| name.parse::<chrono_tz::Tz>().ok()) {
        Some(zone) => written(&zone, at),
        None => written(&Local, at),
    }
}

/// The week, and what the coach says on the drafts.
fn show(root: &Path, today: NaiveDate, screen: &mut Screen) -> Result<(), Failure> {
    let global = Global { today: Some(today.to_string()), ..Global::default() };
    let snapshot = Journal::at(root.to_path_buf(), &global).snapshot_with_history()?;
    views::week::show(&week(&snapshot, Week::of(today, snapshot.settings().week_start)), screen);
    let is_draft = |id: &NoteId| snapshot.get(*id).and_then(|note| note.outreach()).is_some_and(|message| message.status == Status::Draft);
    let drafts: Vec<NoteId> = snapshot.of_kind(NoteKind::Outreach).map(|(id, _)| id).filter(is_draft).collect();
    let found: Vec<Diagnostic> =
        drafts.iter().flat_map(|id| check_note(&snapshot, *id)).filter(|it| Severity::Warning <= it.severity).collect();
    screen.gap();
    let heading = screen.paint(styles::HEADING, format!("What the coach says on the {} drafts", drafts.len()));
    screen.say(heading);
    screen.gap();
    findings::show(screen, &snapshot, &found);
    Ok(())
}

/// What to try; `dir` is where to go first, where one is not there already.
fn try_next(dir: Option<&Path>, screen: &mut Screen) {
    let heading = screen.paint(styles::HEADING, "Try next");
    screen.gap();
    screen.say(heading);
    let go = dir.map(|dir| (format!("cd {}", dir.display()), "all commands find the journal from inside"));
    let then = [
        ("journal today".to_owned(), "what wants attention"),
        ("journal done code".to_owned(), "tick a habit"),
        ("journal check".to_owned(), "what the coach says on all drafts"),
        ("journal explain job-ask".to_owned(), "why it says so"),
        ("journal log".to_owned(), "the progress log, read from git"),
    ];
    for (command, about) in go.into_iter().chain(then) {
        screen.say(format!("  {command:<26} {about}"));
    }
}
