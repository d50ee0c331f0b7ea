//! The journal that a command works on: found, read, changed in one act.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Duration, Local, NaiveDate, NaiveDateTime, Timelike, Utc};

use crate::actions::plan::{NoteChange, Plan};
use crate::calendar::date::iso_date;
use crate::calendar::phrase::{Lean, date_phrase};
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::screen::{Screen, warn};
use crate::git::files::entry::FileProblemKind;
use crate::git::files::own_folders::{CacheFolder, StateFolder};
use crate::git::files::read::{Beginnings, Unreadable, read_one, read_that_begin};
use crate::git::files::root;
use crate::git::files::walk::walk;
use crate::git::history::commit::conflict_marker;
use crate::git::history::facts::{HistoryFacts, history_facts};
use crate::git::history::log::{log, log_cached};
use crate::git::repository::commit_time::CommitTime;
use crate::git::repository::open::Repository;
use crate::git::save::change::{Act, Change as FileChange};
use crate::git::save::held::HeldJournal;
use crate::git::save::recover::{Recovered, RecoveredEnd};
use crate::notes::kind::NoteKind;
use crate::notes::settings::model::{Counts, Settings};
use crate::notes::settings::read::settings;
use crate::text::edit::apply;
use crate::workspace::change::{Change, Outside};
use crate::workspace::snapshot::Snapshot;

/// The file of settings.
pub const SETTINGS_FILE: &str = "journal.toml";

/// How many files of an act are named in one line.
const PATHS_TOLD: usize = 5;

/// The journal that a command works on.
#[derive(Debug)]
pub struct Journal {
    root: PathBuf,
    today: Option<String>,
}

impl Journal {
    /// The journal that the options name, else the nearest upward from `near` or the current folder, else `JOURNAL_DIR`.
    ///
    /// # Errors
    /// When there is none, or the folder that was named is none.
    pub fn find(global: &Global, near: Option<&Path>) -> Result<Self, Failure> {
        let today = global.today.clone().or_else(|| std::env::var("JOURNAL_TODAY").ok().filter(|value| !value.is_empty()));
        let root = match &global.journal {
            Some(named) => existing_folder(named)?,
            None => found_root(near)?,
        };
        // A wrong day is told before anything is read.
        if let Some(words) = &today {
            named_day(words, Local::now().date_naive())?;
        }
        Ok(Self { root, today })
    }

    /// Whether a journal is named by the options or the environment, or lies around the current folder.
    #[must_use]
    pub fn is_named_or_here(global: &Global) -> bool {
        let here = || std::env::current_dir().is_ok_and(|here| root::find(&here).is_some());
        global.journal.is_some() || here() || std::env::var_os("JOURNAL_DIR").is_some_and(|value| !value.is_empty())
    }

    /// A journal whose folder is known.
    #[must_use]
    pub fn at(root: PathBuf, global: &Global) -> Self {
        let today = global.today.clone().or_else(|| std::env::var("JOURNAL_TODAY").ok().filter(|value| !value.is_empty()));
        Self { root, today }
    }

    /// The journal's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Today as these settings have it: the day that was named, else the clock's in the journal's time zone, less `day-starts-at`.
    ///
    /// # Errors
    /// When the day that was named is none.
    pub fn today(&self, settings: &Settings) -> Result<NaiveDate, Failure> {
        let by_clock = day_by_clock(Utc::now(), settings);
        self.today.as_deref().map_or(Ok(by_clock), |words| named_day(words, by_clock))
    }

    /// Reads the whole journal as it is on the disk.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Failure> {
        self.snapshot_of(Part::Whole)
    }

    /// Reads a part of the journal; the other notes are as if they were not there.
    fn snapshot_of(&self, part: Part) -> Result<Snapshot, Failure> {
        let mut walk = walk(&self.root);
        if let Some(problem) = walk.problems.iter().find(|problem| problem.path.is_empty()) {
            return Err(Failure::new("the journal's folder cannot be read").at(&self.root).because(problem.kind.to_string()));
        }
        let mut outside = Outside { other_files: std::mem::take(&mut walk.others).into_iter().collect(), ..Outside::default() };
        for problem in &walk.problems {
            if let FileProblemKind::Unreadable(_) | FileProblemKind::NameNotUtf8 = &problem.kind {
                outside.unreadable.insert(problem.path.clone(), problem.kind.to_string());
            }
        }
        let mut files: Vec<(Arc<str>, Arc<str>)> = Vec::new();
        let (wanted, beginnings): (fn(&str, &str) -> bool, Beginnings) = match part {
            Part::Whole => (|_, _| true, |_| &[]),
            Part::Reports => (bears_on_reports, beginnings_for_reports),
        };
        for loaded in read_that_begin(&self.root, &walk.take_readable(), beginnings) {
            match loaded.text {
                Ok(text) if wanted(&loaded.path, &text) => files.push((loaded.path.into(), text)),
                Ok(_) => {}
                // Gone between the walk and the reading: somebody else's business.
                Err(Unreadable::Io { kind: ErrorKind::NotFound, .. }) => {}
                Err(reason) => {
                    outside.unreadable.insert(loaded.path.to_string(), reason.to_string());
                }
            }
        }
        let settings_text = files.iter().find(|(path, _)| &**path == SETTINGS_FILE).map(|(_, text)| text.clone());
        let today = self.today(&settings_text.as_deref().map(settings).unwrap_or_default())?;
        Ok(Snapshot::of_files(files, today).with([Change::Outside(outside)]))
    }

    /// Reads the whole journal, and from git when each note was committed. Where git cannot be asked, it is the notes alone.
    ///
    /// # Errors
    /// As [`Journal::snapshot`].
    pub fn snapshot_with_history(&self) -> Result<Snapshot, Failure> {
        Ok(self.with_history(self.snapshot()?))
    }

    /// Reads what reports are made of: [`Part::Reports`]. With `history` also when notes were committed; without it only where a habit
    /// counts commits. Given up without being taken apart, for the program ends with the report, and to free a hundred thousand small
    /// things takes as long as to read some.
    ///
    /// # Errors
    /// As [`Journal::snapshot`].
    pub fn snapshot_for_report(&self, history: bool) -> Result<ManuallyDrop<Snapshot>, Failure> {
        let snapshot = self.snapshot_of(Part::Reports)?;
        let counts_commits = snapshot.settings().habits.iter().any(|habit| habit.counts == Some(Counts::Commits));
        Ok(ManuallyDrop::new(if history || counts_commits { self.with_history(snapshot) } else { snapshot }))
    }

    /// The same journal with what git's history tells of it.
    #[must_use]
    pub fn with_history(&self, snapshot: Snapshot) -> Snapshot {
        let Some(facts) = self.history_facts() else { return snapshot };
        let day = |time: &CommitTime| {
            (DateTime::from_timestamp(time.seconds, 0).unwrap_or_default() + Duration::minutes(time.offset_minutes.into())).date_naive()
        };
        let days = |times: &BTreeMap<String, CommitTime>| times.iter().map(|(path, time)| (path.clone(), day(time))).collect();
        let outside = Outside {
            first_commits: days(&facts.first),
            last_commits: days(&facts.last),
            commits: facts.commits.iter().map(day).collect(),
            ..snapshot.outside().clone()
        };
        snapshot.with([Change::Outside(outside)])
    }

    /// What git's history tells; none where there is no repository, or git fails.
    fn history_facts(&self) -> Option<HistoryFacts> {
        let repository = Repository::discover(&self.root).ok().flatten()?;
        let cache =
            CacheFolder::from_environment(&|name| std::env::var_os(name)).ok().and_then(|folder| folder.make().map(Path::to_path_buf).ok());
        let history = cache.map_or_else(|| log(&repository), |folder| log_cached(&repository, &folder)).ok()?;
        Some(history_facts(&history))
    }

    /// Reads `journal.toml` alone.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn settings(&self) -> Result<Settings, Failure> {
        match read_one(&self.root, SETTINGS_FILE).text {
            Ok(text) => Ok(settings(&text)),
            Err(Unreadable::Io { kind: ErrorKind::NotFound, .. }) => Ok(Settings::default()),
            Err(reason) => Err(Failure::new("the settings cannot be read").at(self.root.join(SETTINGS_FILE)).because(reason)),
        }
    }

    /// Changes the journal in one act: `work_out` sees it as it stands while nobody else can change it, and says what to change.
    /// With `dry_run` the changes are printed, and nothing is written.
    ///
    /// # Errors
    /// Those of `work_out`; when another command keeps the journal, or the disk refuses: then every file is as it was.
    pub fn act<E: Into<Failure>>(
        &self,
        screen: &mut Screen,
        dry_run: bool,
        work_out: impl FnOnce(&Snapshot) -> Result<Plan, E>,
    ) -> Result<Plan, Failure> {
        self.act_on(Part::Whole, screen, dry_run, work_out)
    }

    /// As [`Journal::act`], for a change that is worked out from a part of the journal.
    ///
    /// # Errors
    /// As [`Journal::act`].
    pub fn act_on<E: Into<Failure>>(
        &self,
        part: Part,
        screen: &mut Screen,
        dry_run: bool,
        work_out: impl FnOnce(&Snapshot) -> Result<Plan, E>,
    ) -> Result<Plan, Failure> {
        if dry_run {
            let snapshot = ManuallyDrop::new(self.snapshot_of(part)?);
            let plan = work_out(&snapshot).map_err(Into::into)?;
            let changes = file_changes(&snapshot, &plan)?;
            changes.iter().for_each(|change| show_change(screen, change));
            return Ok(plan);
        }
        let state = self.state()?;
        let mut held = HeldJournal::take(&self.root, &state, "journal")?;
        if let Some(recovered) = held.take_recovered() {
            warn(recovered_words(&recovered));
        }
        let snapshot = ManuallyDrop::new(self.snapshot_of(part)?);
        let plan = work_out(&snapshot).map_err(Into::into)?;
        let changes = file_changes(&snapshot, &plan)?;
        if !changes.is_empty() {
            held.save(&Act::new(&plan.act, SystemTime::now()), &changes)?;
        }
        Ok(plan)
    }

    /// The folder for what the program remembers of this keeper's journals.
    ///
    /// # Errors
    /// When there is no home to keep it in.
    pub fn state(&self) -> Result<StateFolder, Failure> {
        StateFolder::from_environment(&|name| std::env::var_os(name))
            .map_err(|error| Failure::new("there is no folder to remember what was done").because(error))
    }
}

/// Which notes of the journal are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    Whole,
    /// All but days, maps and plain notes, which no report speaks of, and which nothing about habits hangs on.
    Reports,
}

/// Whether reports speak of a note: by its folder, else by a `kind:` that its front matter may name.
fn bears_on_reports(path: &str, text: &str) -> bool {
    let beginnings = beginnings_for_reports(path);
    beginnings.is_empty() || text.contains("kind") && beginnings.iter().any(|beginning| text.starts_with(beginning))
}

/// How a note has to begin for reports to speak of it; any way where nothing is given.
fn beginnings_for_reports(path: &str) -> &'static [&'static str] {
    match NoteKind::by_folder(path) {
        _ if path == SETTINGS_FILE => &[],
        NoteKind::Day | NoteKind::Map | NoteKind::Plain => &["---", "\u{feff}---"],
        NoteKind::Contact | NoteKind::Company | NoteKind::Outreach | NoteKind::Week | NoteKind::Event | NoteKind::Prompts => &[],
    }
}

fn existing_folder(named: &Path) -> Result<PathBuf, Failure> {
    match std::fs::metadata(named) {
        Ok(found) if found.is_dir() => std::path::absolute(named).map_err(|error| Failure::new("the folder has no path").because(error)),
        Ok(_) => Err(Failure::new("this is a file, and a journal is a folder").at(named).advise("Name the folder that holds it.")),
        Err(error) => Err(Failure::new("there is no journal here")
            .at(named)
            .advise("Name a folder that exists, or make a journal: journal init DIR")
            .because(error)),
    }
}

fn found_root(near: Option<&Path>) -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(|error| Failure::new("the current folder is gone").because(error))?;
    let start = near.map_or_else(|| here.clone(), |near| here.join(near));
    if let Some(found) = root::find(&start) {
        return Ok(found);
    }
    match std::env::var_os("JOURNAL_DIR").filter(|value| !value.is_empty()) {
        Some(named) => existing_folder(Path::new(&named)),
        None => {
            let advice = "Make one with `journal init`, see a sample with `journal demo`, or name a folder with --journal DIR.";
            Err(Failure::new("there is no journal here, nor in any folder above").at(start).advise(advice))
        }
    }
}

fn named_day(words: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    if let Some(day) = iso_date(words) {
        return Ok(day);
    }
    date_phrase(words, today, Lean::Past).map_err(|error| Failure::new(error.to_string()).advise("Write today's date as 2026-11-24."))
}

/// The day that it is at a moment, in the journal's time zone (else the machine's), a new one beginning at `day-starts-at`.
#[must_use]
pub fn day_by_clock(now: DateTime<Utc>, settings: &Settings) -> NaiveDate {
    let zone = settings.timezone.as_deref().and_then(|name| name.parse::<chrono_tz::Tz>().ok());
    let local: NaiveDateTime = zone.map_or_else(|| now.with_timezone(&Local).naive_local(), |zone| now.with_timezone(&zone).naive_local());
    let begins = settings.day_starts_at;
    let day = local.date();
    if local.time() < begins && begins.hour() < 12 { day.pred_opt().unwrap_or(day) } else { day }
}

/// The changes of a plan as whole files, each beside what was read.
///
/// # Errors
/// When an edit does not fit (a mistake of ours), or a new file's name is taken.
pub fn file_changes(snapshot: &Snapshot, plan: &Plan) -> Result<Vec<FileChange>, Failure> {
    plan.changes.iter().map(|change| file_change(snapshot, change)).collect()
}

fn file_change(snapshot: &Snapshot, change: &NoteChange) -> Result<FileChange, Failure> {
    let path = change.path();
    let before = || {
        let settings = (&**path == SETTINGS_FILE).then(|| snapshot.settings_text()).flatten();
        let text = settings.or_else(|| snapshot.at(path).map(|note| &note.text));
        text.cloned().ok_or_else(|| Failure::new("the note is gone").at(&**path).ending(Exit::Conflict))
    };
    let edited = |text: &str, edits| {
        if conflict_marker(text.as_bytes()).is_some() {
            // Between the markers there are two versions of what would change, and one of them will go.
            let advice =
                "Both answers stand in it, between <<<<<<< and >>>>>>>: choose, and take the markers out. Then give the command again.";
            return Err(Failure::new("a merge left a conflict in this note").at(&**path).advise(advice).ending(Exit::Conflict));
        }
        apply(text, edits).map_err(|error| Failure::new("an edit does not fit its note; please report this").at(&**path).because(error))
    };
    Ok(match change {
        NoteChange::Edit { edits, .. } => {
            let before = before()?;
            let after = edited(&before, edits)?;
            FileChange::replace(&**path, before, after)
        }
        NoteChange::Create { text, .. } => FileChange::create(&**path, text.clone()),
        NoteChange::Delete { .. } => FileChange::delete(&**path, before()?),
        NoteChange::Rename { from, to, edits } => {
            let before = before()?;
            let after = edited(&before, edits)?;
            FileChange::rename(&**from, &**to, before, after)
        }
    })
}

/// What became of an act that was cut off.
fn recovered_words(recovered: &Recovered) -> String {
    let end = match recovered.end {
        RecoveredEnd::Finished => "was cut off, and is finished now",
        RecoveredEnd::TakenBack => "was cut off before it changed anything; give it again if you still want it",
        RecoveredEnd::Left => "was cut off, and its notes were changed since: they are left as they are",
    };
    let told = recovered.paths.iter().take(PATHS_TOLD).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = recovered.paths.len().checked_sub(PATHS_TOLD).filter(|more| *more > 0).map(|more| format!(" and {more} more"));
    format!("note: \"{}\" {end} ({told}{})", recovered.act, more.unwrap_or_default())
}

/// Prints a change as a unified diff.
pub fn show_change(screen: &mut Screen, change: &FileChange) {
    let before = change.before.as_deref().unwrap_or("");
    let after = change.after.as_deref().unwrap_or("");
    let old = change.moved_from.as_deref().unwrap_or(&change.path);
    let old = if change.before.is_some() { format!("a/{old}") } else { "/dev/null".to_owned() };
    let new = if change.after.is_some() { format!("b/{}", change.path) } else { "/dev/null".to_owned() };
    let diff = similar::TextDiff::from_lines(before, after);
    for line in diff.unified_diff().header(&old, &new).to_string().lines() {
        screen.say(line);
    }
}
