//! `journal commit`.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use clap::Args;

use crate::calendar::week::Week;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::cli::repository::repository;
use crate::cli::screen::{Screen, styles, warn};
use crate::cli::week_standing::notes_of_week;
use crate::git::files::read::read_one;
use crate::git::history::commit::{CommitError, CommitPlan, make, plan};
use crate::git::remote::secrets;
use crate::git::repository::open::Repository;
use crate::git::repository::status::FileChange;
use crate::git::save::change::Act;
use crate::git::save::held::HeldJournal;
use crate::git::save::record::CommitMark;
use crate::notes::note::{Note, bare_target};
use crate::report::changes::compare::changes;
use crate::report::changes::fact::Version;
use crate::report::changes::message::{message, trailers};
use crate::report::changes::standing::{spoken_of, standing};
use crate::text::fuzzy::{fold, stem};
use crate::text::line_index::LineIndex;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// Commit the notes with a message made from what changed in meaning
///
/// What is staged is committed, if anything is; else the notes, the settings and the files that notes link to. Your hooks, your
/// signature and your name are used as `git commit` would.
#[derive(Args, Debug)]
pub struct CommitArgs {
    /// Your own words instead of the subject and body; given again, a further paragraph
    #[arg(short, long, value_name = "TEXT")]
    message: Vec<String>,
    /// Show what would be committed, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Commit even where something looks like a password or key
    #[arg(long)]
    anyway: bool,
}

/// The keeper's own message with our trailers: in one block with trailers that end it, for git reads only the last one.
fn with_trailers(own: &str, trailers: &str) -> String {
    let own = own.trim_end();
    let is_trailer = |line: &str| {
        let key = line.split_once(": ").map_or("", |(key, _)| key);
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let ends_in_trailers = own.rsplit_once("\n\n").is_some_and(|(_, last)| last.lines().all(is_trailer));
    format!("{own}{}{trailers}", if ends_in_trailers { "\n" } else { "\n\n" })
}

/// Commits, or with `--dry-run` shows the message and the files.
///
/// # Errors
/// When nothing changed, something stands in the way, or a secret would go in (4).
pub fn run(args: &CommitArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    if !args.message.is_empty() && args.message.iter().all(|words| words.trim().is_empty()) {
        return Err(Failure::new("the message is empty; nothing was committed").advise("Without -m, one is made from what changed."));
    }
    let journal = Journal::find(global, None)?;
    let repository = repository(&journal)?;
    if args.dry_run {
        let Some((plan, words)) = worked_out(&journal, &repository, args)? else { return nothing(screen) };
        screen.print(&words);
        screen.gap();
        plan.files.iter().for_each(|file| screen.mention(format!("would commit {}", file.path)));
        return Ok(Exit::Fine);
    }
    let state = journal.state()?;
    let mut held = HeldJournal::take(journal.root(), &state, "commit")?;
    let Some((plan, words)) = worked_out(&journal, &repository, args)? else { return nothing(screen) };
    let parent = repository.head()?.commit().map(str::to_owned);
    let id = match make(&repository, &plan, &words) {
        // Line ends alone, which git takes for no change.
        Err(CommitError::Nothing) => return nothing(screen),
        made => made?,
    };
    held.record_commit(&Act::new("commit", SystemTime::now()), CommitMark { id: id.clone(), parent, was_staged: plan.is_staged() })?;
    let short = screen.paint(styles::NAME, id.get(..9).unwrap_or(&id));
    screen.mention(format!("{short} {}", words.lines().next().unwrap_or("")));
    Ok(Exit::Fine)
}

fn nothing(screen: &mut Screen) -> Result<Exit, Failure> {
    screen.mention("Nothing to commit: the journal is as it was at the last commit.");
    Ok(Exit::Fine)
}

/// What would be committed, and the message; none where nothing changed. The notes are read while git looks for what changed.
fn worked_out(journal: &Journal, repository: &Repository, args: &CommitArgs) -> Result<Option<(CommitPlan, String)>, Failure> {
    let linked = LinkedFiles { journal, known: OnceCell::new() };
    let (planned, current) = thread::scope(|scope| {
        let current = scope.spawn(|| notes_of_week(journal, None));
        let planned = plan(repository, &|path| belongs(path) || linked.contain(path));
        (planned, current.join().unwrap_or_else(|_| notes_of_week(journal, None)))
    });
    let plan = match planned {
        Err(CommitError::Nothing) => return Ok(None),
        Err(CommitError::Unnameable(names)) => {
            tell_unnameable(&names);
            return Ok(None);
        }
        planned => planned?,
    };
    tell_unnameable(&plan.unnameable);
    if !args.anyway {
        refuse_secrets(&plan.files)?;
    }
    let versions = versions(&plan);
    let people = People { journal, versions: &versions, known: OnceCell::new() };
    let changes = changes(&versions, &|words| people.name_of(words));
    let mut now = current?;
    let this_week = Week::of(now.today(), now.settings().week_start);
    let week = spoken_of(&changes, this_week);
    if week != this_week {
        now = notes_of_week(journal, Some(week))?;
    }
    let after = now.with(versions.iter().filter_map(change_to));
    let standing = standing(&after, &changes);
    let words = match args.message.as_slice() {
        [] => message(&changes, &standing, after.settings().names_in_commits),
        own => with_trailers(&own.join("\n\n"), &trailers(&standing)),
    };
    Ok(Some((plan, words)))
}

/// Says which notes stay out for their names, in signs that the shell takes back.
fn tell_unnameable(names: &[Vec<u8>]) {
    for name in names {
        let name = format!("$'{}'", name.escape_ascii());
        warn(format!("{name} is left out: its name is not UTF-8; rename it (in bash or zsh: mv -- {name} new-name.md) and commit again"));
    }
}

/// Files, no notes, that notes link to: looked for when one is met of which that matters.
struct LinkedFiles<'j> {
    journal: &'j Journal,
    known: OnceCell<BTreeSet<String>>,
}

impl LinkedFiles<'_> {
    fn contain(&self, path: &str) -> bool {
        // A journal that cannot be read links to nothing that is sure to be wanted.
        self.known.get_or_init(|| self.journal.snapshot().map(|all| linked_files(&all)).unwrap_or_default()).contains(path)
    }
}

/// The names of those whom messages go to.
struct People<'j> {
    journal: &'j Journal,
    versions: &'j [Version],
    known: OnceCell<Option<Snapshot>>,
}

impl People<'_> {
    /// The name of the contact whom these words of a `to:` mean.
    fn name_of(&self, words: &str) -> Option<String> {
        self.by_file_name(words).or_else(|| {
            let all = || self.journal.snapshot().ok().map(|all| all.with(self.versions.iter().filter_map(change_to)));
            self.known.get_or_init(all).as_ref()?.contact_named(words).map(|(_, _, contact)| contact.name.value.clone())
        })
    }

    /// Most are called as their file is, and one file is enough to see it.
    fn by_file_name(&self, words: &str) -> Option<String> {
        let path = format!("contacts/{}.md", stem(bare_target(words)));
        let note = Note::read(path.clone(), read_one(self.journal.root(), &path).text.ok()?);
        let name = &note.contact()?.name.value;
        (fold(name) == fold(bare_target(words))).then(|| name.clone())
    }
}

/// Notes, settings, and git's own files of the journal.
fn belongs(path: &str) -> bool {
    let note = path.get(path.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    note || [SETTINGS_FILE, ".gitignore", ".gitattributes"].contains(&path)
}

/// The files, no notes, that notes link to.
fn linked_files(snapshot: &Snapshot) -> BTreeSet<String> {
    let others = &snapshot.outside().other_files;
    let mut linked = BTreeSet::new();
    for (_, note) in snapshot.notes() {
        for link in &note.markdown.links {
            let target = note.of(link.target);
            linked.extend(snapshot.linked_path(note, link, target).filter(|path| others.contains(path)));
        }
        if let Some(message) = note.outreach() {
            let named = message.attachments.iter().map(|range| note.of(*range).to_owned());
            linked.extend(named.filter(|path| others.contains(path)));
        }
    }
    linked
}

/// Both sides of every file, a rename joined to one.
fn versions(plan: &CommitPlan) -> Vec<Version> {
    let text = |bytes: &Option<Vec<u8>>| bytes.as_ref().and_then(|bytes| std::str::from_utf8(bytes).ok()).map(Arc::<str>::from);
    let mut versions: Vec<Version> = plan
        .files
        .iter()
        .map(|file| Version { path: file.path.as_str().into(), moved_from: None, before: text(&file.before), after: text(&file.after) })
        .collect();
    let gone: Vec<Version> = versions.iter().filter(|version| version.after.is_none()).cloned().collect();
    for old in gone {
        let same = |new: &&mut Version| {
            new.before.is_none() && new.after.as_deref().is_some_and(|text| alike(text, old.before.as_deref().unwrap_or("")))
        };
        if let Some(new) = versions.iter_mut().find(same) {
            new.before = old.before.clone();
            new.moved_from = Some(old.path.clone());
            versions.retain(|version| version.path != old.path);
        }
    }
    versions
}

/// Whether two texts are a note before and after a rename: most of their lines are the same.
fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return !one.trim().is_empty();
    }
    let lines: BTreeSet<&str> = one.lines().filter(|line| line.len() > 3).collect();
    let others: BTreeSet<&str> = other.lines().filter(|line| line.len() > 3).collect();
    let shared = lines.intersection(&others).count();
    shared > 0 && shared * 3 >= lines.len().max(others.len()) * 2
}

fn change_to(version: &Version) -> Option<Change> {
    changed_to(version.path.clone(), version.after.clone())
}

/// What a file's text makes of the journal; none for one that is no note.
pub fn changed_to(path: Arc<str>, text: Option<Arc<str>>) -> Option<Change> {
    match (&*path.clone(), text) {
        (SETTINGS_FILE, text) => Some(Change::Settings(text)),
        (name, Some(text)) if name.to_lowercase().ends_with(".md") => Some(Change::Note { path, text }),
        (_, None) => Some(Change::Gone { path }),
        (_, Some(_)) => None,
    }
}

/// Refuses files with something that looks like a password or key and is new in them.
///
/// # Errors
/// With the places, and status 4.
pub fn refuse_secrets(files: &[FileChange]) -> Result<(), Failure> {
    let mut found = Vec::new();
    for file in files {
        let Some(text) = file.after.as_ref().and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        let before = file.before.as_ref().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
        let lines = LineIndex::new(text);
        // What stands in history already is not made worse by another commit.
        let new = secrets::find(text).into_iter().filter(|(range, _)| !before.contains(range.of(text)));
        found.extend(new.map(|(range, what)| format!("{}:{} {what}", file.path, lines.line_of(range.start()) + 1)));
    }
    if found.is_empty() {
        return Ok(());
    }
    let advice = "Take it out of the note; what is in history once is hard to take back. If it is no secret: journal commit --anyway";
    Err(Failure::new(format!("this looks secret, and history would keep it: {}", found.join("; "))).ending(Exit::Refused).advise(advice))
}
