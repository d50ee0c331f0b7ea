//! `journal check`.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use clap::Args;

use crate::actions::plan::{NoteChange, Plan};
use crate::checks::check::{Diagnostic, Severity};
use crate::checks::codes::{CODES, is_code};
use crate::checks::mend::{Mended, mend};
use crate::checks::run::check_all;
use crate::cli::failure::{Exit, Failure};
use crate::cli::findings::{counted, show};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::screen::{Screen, styles, warn};
use crate::git::files::root::{find, work_tree};
use crate::git::history::commit::conflict_marker;
use crate::git::watch::watcher::watch;
use crate::json::check::check;
use crate::json::github::github;
use crate::json::sarif::sarif;
use crate::text::fuzzy::did_you_mean;
use crate::workspace::snapshot::Snapshot;

/// Check the journal: messages, pipeline, notes, settings
///
/// The whole journal is read; with paths, only what was found there is printed and counted. The exit status is 1 where something
/// printed is an error, else 0. `journal explain CODE` tells why a check is there.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Notes or folders to print findings for (default: all)
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    /// Print and count only these codes; several with commas, or by repeating it
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    only: Vec<String>,
    /// Print and count only what is at least this grave
    #[arg(long, value_name = "SEVERITY")]
    at_least: Option<Level>,
    /// Mend what can be mended safely; what needs a choice is left to you
    #[arg(long)]
    fix: bool,
    /// With --fix: print what would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Check again whenever a note changes, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "dry_run"])]
    watch: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum CheckFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts: a versioned shape.
    Json,
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif,
    /// For a workflow on GitHub: annotations.
    Github,
}

/// A severity, as it is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    /// Do not send it like this.
    Error,
    /// It will likely cost you the answer.
    Warning,
    /// Worth knowing, no fault.
    Info,
    /// Polish.
    Hint,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
            Self::Hint => Severity::Hint,
        }
    }
}

/// Runs every check and prints what it found.
///
/// # Errors
/// When there is no journal, a path or a code that is named is none, or the journal cannot be read or written.
pub fn run(args: &CheckArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    known_codes(&args.only)?;
    let journal = journal_of(args, global)?;
    let wanted = Wanted::of(args, &journal)?;
    if args.fix {
        return fix(args, &journal, &wanted, screen);
    }
    if args.watch {
        return watched(args, &journal, &wanted, screen);
    }
    let snapshot = ManuallyDrop::new(journal.snapshot_with_history()?);
    wanted.warn_of_strangers(&snapshot);
    Ok(print(args, &journal, &wanted, &snapshot, check_all(&snapshot), screen))
}

fn known_codes(codes: &[String]) -> Result<(), Failure> {
    let Some(unknown) = codes.iter().find(|code| !is_code(code)) else { return Ok(()) };
    let near = did_you_mean(unknown, CODES.iter().copied());
    let advice = near.map_or_else(|| "`journal explain` lists them all.".to_owned(), |near| format!("Did you mean {near}?"));
    Err(Failure::no_such(format!("there is no check called \"{unknown}\"")).advise(advice))
}

/// The journal that is meant: found from the first path. A file outside of any journal is read with its folder, as it stands.
fn journal_of(args: &CheckArgs, global: &Global) -> Result<Journal, Failure> {
    for path in &args.paths {
        path.symlink_metadata().map_err(|error| Failure::new("there is no such file or folder").at(path).because(error))?;
    }
    let first = args.paths.first().map(PathBuf::as_path);
    let alone = first.filter(|path| global.journal.is_none() && path.is_file()).and_then(|path| std::path::absolute(path).ok());
    match alone.as_deref().and_then(Path::parent) {
        Some(folder) if find(folder).is_none() && std::env::var_os("JOURNAL_DIR").is_none() => Ok(Journal::at(folder.to_owned(), global)),
        _ => Journal::find(global, first),
    }
}

/// Which findings are printed and counted.
struct Wanted {
    only: Vec<String>,
    at_least: Severity,
    /// From the root, with `/`; the root itself is empty. None where no path was named.
    places: Option<Vec<Place>>,
}

struct Place {
    named: PathBuf,
    paths: Vec<String>,
}

impl Wanted {
    fn of(args: &CheckArgs, journal: &Journal) -> Result<Self, Failure> {
        let places = args.paths.iter().map(|path| place(journal.root(), path)).collect::<Result<Vec<_>, _>>()?;
        let at_least = args.at_least.map_or(Severity::Hint, Level::severity);
        Ok(Self { only: args.only.clone(), at_least, places: (!places.is_empty()).then_some(places) })
    }

    fn holds(&self, path: &str) -> bool {
        self.places.as_ref().is_none_or(|places| places.iter().any(|place| place.holds(path)))
    }

    fn wants(&self, one: &Diagnostic) -> bool {
        let by_code = self.only.is_empty() || self.only.iter().any(|code| code == one.code);
        by_code && self.at_least <= one.severity && self.holds(&one.path)
    }

    /// A path that is in the folder and no part of the journal gets a word, so that silence is not taken for praise.
    fn warn_of_strangers(&self, snapshot: &Snapshot) {
        for place in self.places.iter().flatten() {
            let known = snapshot.notes().any(|(_, note)| place.holds(&note.path)) || place.holds("journal.toml");
            if !known && !snapshot.outside().unreadable.keys().any(|path| place.holds(path)) {
                warn(format!("note: {} holds no note of this journal, so there is nothing to check in it", place.named.display()));
            }
        }
    }
}

impl Place {
    fn holds(&self, path: &str) -> bool {
        let inside = |place: &String| path.strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.paths.iter().any(|place| place.is_empty() || inside(place))
    }
}

/// A path that was named, from the root: as it was typed, and past symbolic links.
fn place(root: &Path, path: &Path) -> Result<Place, Failure> {
    let unreadable = |error: std::io::Error| Failure::new("this path cannot be read").at(path).because(error);
    let real_root = root.canonicalize().map_err(unreadable)?;
    let typed = std::path::absolute(path).map_err(unreadable)?;
    let mut ways = vec![(root.to_owned(), typed.clone()), (real_root.clone(), typed)];
    if let Ok(real) = path.canonicalize() {
        ways.push((real_root, real));
    }
    let paths: Vec<String> = ways.iter().filter_map(|(root, path)| from_root(root, path)).collect();
    if paths.is_empty() {
        let advice = format!("The journal is {}; name another with --journal DIR.", root.display());
        return Err(Failure::new("this path is not in the journal").at(path).advise(advice));
    }
    Ok(Place { named: path.to_owned(), paths })
}

fn from_root(root: &Path, path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.strip_prefix(root).ok()?.components() {
        match part {
            std::path::Component::Normal(name) => parts.push(name.to_str()?.to_owned()),
            std::path::Component::ParentDir => drop(parts.pop()?),
            std::path::Component::CurDir | std::path::Component::RootDir | std::path::Component::Prefix(_) => {}
        }
    }
    Some(parts.join("/"))
}

fn print(args: &CheckArgs, journal: &Journal, wanted: &Wanted, snapshot: &Snapshot, all: Vec<Diagnostic>, screen: &mut Screen) -> Exit {
    let found: Vec<Diagnostic> = all.into_iter().filter(|one| wanted.wants(one)).collect();
    let notes = snapshot.notes().filter(|(_, note)| wanted.holds(&note.path)).count();
    match args.format {
        CheckFormat::Text => {
            show(screen, snapshot, &found);
            summary(screen, &found, notes);
        }
        CheckFormat::Json => screen.json(&check(snapshot, &journal.root().display().to_string(), &found, notes)),
        CheckFormat::Sarif => screen.json(&sarif(snapshot, &found)),
        CheckFormat::Github => {
            let lines = github(snapshot, &folder_in_repository(journal.root()), &found);
            screen.print(&lines);
        }
    }
    if found.iter().any(|one| one.severity == Severity::Error) { Exit::Found } else { Exit::Fine }
}

fn summary(screen: &mut Screen, found: &[Diagnostic], notes: usize) {
    let of = if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") };
    if found.is_empty() {
        let words = screen.paint(styles::GOOD, format!("Nothing to mend in {of}."));
        screen.mention(words);
        return;
    }
    screen.gap();
    let words = screen.paint(styles::HEADING, format!("{} in {of}", counted(found)));
    screen.mention(format!("{words} (journal explain {} tells why)", found[0].code));
}

/// The way from the root of the git work tree to the journal, `/` at its end; empty where they are one.
fn folder_in_repository(root: &Path) -> String {
    let folder = work_tree(root).and_then(|tree| from_root(&tree, root)).unwrap_or_default();
    if folder.is_empty() { folder } else { format!("{folder}/") }
}

fn fix(args: &CheckArgs, journal: &Journal, wanted: &Wanted, screen: &mut Screen) -> Result<Exit, Failure> {
    if args.dry_run && args.format != CheckFormat::Text {
        return Err(Failure::new("--dry-run prints changes, which have no other format").advise("Leave --format out, or --dry-run."));
    }
    let mut mended = Mended::default();
    let plan = journal.act(screen, args.dry_run, |snapshot| {
        wanted.warn_of_strangers(snapshot);
        // A note in conflict holds two versions of what would be mended: the others need not wait for it.
        let in_conflict = |path: &str| snapshot.at(path).is_some_and(|note| conflict_marker(note.text.as_bytes()).is_some());
        mended = mend(snapshot, &|one| wanted.wants(one) && !in_conflict(&one.path));
        Ok::<Plan, Failure>(plan_of(&mended))
    })?;
    let files = plan.changes.len();
    let said = |verb: &str| format!("{verb} {} in {}.", counting(mended.fixed, "finding"), counting(files, "file"));
    if args.dry_run {
        screen.mention(if mended.fixed == 0 { "Nothing can be mended without you.".to_owned() } else { said("Would mend") });
        return Ok(Exit::Fine);
    }
    let snapshot = journal.snapshot_with_history()?;
    let exit = print(args, journal, wanted, &snapshot, check_all(&snapshot), screen);
    match args.format {
        CheckFormat::Text if mended.fixed > 0 => screen.mention(format!("{} `journal undo` takes it back.", said("Mended"))),
        CheckFormat::Text => screen.mention("Nothing could be mended without you."),
        CheckFormat::Json | CheckFormat::Sarif | CheckFormat::Github => {}
    }
    Ok(exit)
}

fn counting(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn plan_of(mended: &Mended) -> Plan {
    let changes = mended.files.iter().map(|(path, edits)| NoteChange::Edit { path: path.clone(), edits: edits.clone() }).collect();
    Plan { act: format!("mended {}", counting(mended.fixed, "finding")), changes, said: Vec::new() }
}

/// Checks now and whenever something changes. It ends by being interrupted, which the shell tells as 130.
fn watched(args: &CheckArgs, journal: &Journal, wanted: &Wanted, screen: &mut Screen) -> Result<Exit, Failure> {
    let (tell, changes) = channel();
    let on_change = Box::new(move |seen| {
        // Where nobody listens any more, the command is over.
        let _ = tell.send(seen);
    });
    let _watcher = watch(journal.root(), on_change)
        .map_err(|error| Failure::new("the journal's folder cannot be watched").at(journal.root()).because(error))?;
    loop {
        let snapshot = journal.snapshot_with_history()?;
        let exit = print(args, journal, wanted, &snapshot, check_all(&snapshot), screen);
        if args.format == CheckFormat::Text {
            screen.mention("Watching for changes; Ctrl-C ends it.");
            screen.gap();
        }
        screen.flush().map_err(|error| Failure::new("standard output cannot be written").because(error))?;
        if changes.recv().is_err() {
            return Ok(exit);
        }
        // Several changes in a row are one reason to look again.
        while changes.try_recv().is_ok() {}
    }
}
