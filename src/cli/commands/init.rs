//! `journal init`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Args;

use crate::actions::init::{FOLDERS, missing_files};
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::cli::repository::own_program;
use crate::cli::screen::Screen;
use crate::git::history::commit::{self, CommitError};
use crate::git::remote::address::Address;
use crate::git::remote::driver;
use crate::git::repository::open::Repository;
use crate::git::repository::program::{Git, GitError};
use crate::git::save::change::{Act, Change};
use crate::git::save::held::HeldJournal;
use crate::notes::settings::model::Settings;
use crate::notes::settings::read::settings;
use crate::workspace::snapshot::Snapshot;

/// Make a journal, or what is missing in a folder of notes
///
/// Settings with their defaults, folders, this week's note, a git repository with a first commit, and the merge driver that joins
/// two versions of a week cell by cell. Nothing that is there is touched; inside a larger repository none is nested.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder, made where there is none
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The address of a private repository to push to
    #[arg(long, value_name = "URL")]
    remote: Option<String>,
    /// Print what would be made, and make nothing
    #[arg(long)]
    dry_run: bool,
}

/// Makes what is missing.
///
/// # Errors
/// When something is in the way, or the disk or git refuse.
pub fn run(args: &InitArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    // `--journal DIR` names the folder as well as DIR itself.
    let named = global.journal.as_ref().filter(|_| args.dir == Path::new(".")).unwrap_or(&args.dir);
    let root = std::path::absolute(named).map_err(|error| Failure::new("the folder has no path").because(error))?;
    let root = fs::canonicalize(&root).unwrap_or(root);
    let remote = args.remote.as_deref().map(checked_remote).transpose()?;
    check_place(&root)?;
    if args.dry_run {
        return dry_run(&root, remote, global, screen);
    }
    let had_folder = root.is_dir();
    fs::create_dir_all(&root).map_err(|error| not_made(&root, error))?;
    let made = make(&root, global, screen);
    if made.is_err() && !had_folder {
        // Only a folder that is still empty goes.
        let _ = fs::remove_dir(&root);
    }
    let made = made?;
    with_git(&root, &made, remote, screen)?;
    if made.is_empty() {
        screen.mention("Nothing was missing in the journal's files.");
    }
    try_next(args, &root, screen);
    Ok(Exit::Fine)
}

/// What is made, for the words: files with their texts, and folders.
struct Missing {
    files: Vec<(String, String)>,
    folders: Vec<&'static str>,
}

fn missing(root: &Path, global: &Global) -> Result<Missing, Failure> {
    let journal = Journal::at(root.to_path_buf(), global);
    let snapshot = journal.snapshot()?;
    let mut there: BTreeSet<String> = BTreeSet::new();
    for name in [SETTINGS_FILE, ".gitignore", ".gitattributes"] {
        if fs::symlink_metadata(root.join(name)).is_ok() {
            there.insert(name.to_owned());
        }
    }
    there.extend(snapshot.outside().unreadable.keys().cloned());
    there.extend(snapshot.notes().map(|(_, note)| note.path.to_string()));
    let files = missing_files(&snapshot, &there, driver::attributes_edit(""));
    let folders = FOLDERS.into_iter().filter(|name| !root.join(name).is_dir()).collect();
    Ok(Missing { files, folders })
}

fn make(root: &Path, global: &Global, screen: &mut Screen) -> Result<Vec<String>, Failure> {
    let journal = Journal::at(root.to_path_buf(), global);
    let state = journal.state()?;
    let mut held = HeldJournal::take(root, &state, "journal init")?;
    let missing = missing(root, global)?;
    let changes: Vec<Change> = missing.files.iter().map(|(path, text)| Change::create(path, text.as_str())).collect();
    if !changes.is_empty() {
        held.save(&Act::for_good("init", SystemTime::now()), &changes)?;
    }
    for folder in &missing.folders {
        let place = root.join(folder);
        fs::create_dir_all(&place).map_err(|error| not_made(&place, error))?;
    }
    missing.files.iter().for_each(|(path, _)| screen.mention(format!("made  {path}")));
    if !missing.folders.is_empty() {
        screen.mention(format!("made  {}/", missing.folders.join("/ ")));
    }
    Ok(missing.files.into_iter().map(|(path, _)| path).collect())
}

fn dry_run(root: &Path, remote: Option<&str>, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let missing = if root.is_dir() {
        missing(root, global)?
    } else {
        let day = Journal::at(root.to_path_buf(), global).today(&Settings::default())?;
        let empty = Snapshot::empty(day);
        Missing { files: missing_files(&empty, &BTreeSet::new(), driver::attributes_edit("")), folders: FOLDERS.to_vec() }
    };
    for (path, _) in &missing.files {
        screen.say(format!("would make  {path}"));
    }
    if !missing.folders.is_empty() {
        screen.say(format!("would make  {}/", missing.folders.join("/ ")));
    }
    let repository = root.ancestors().find(|folder| folder.is_dir()).map(Repository::discover).and_then(Result::ok).flatten();
    if repository.is_none() {
        screen.say("would make  a git repository");
    }
    if let Some(url) = remote {
        dry_remote(repository.as_ref(), url, screen)?;
    }
    screen.mention("Nothing was written (--dry-run).");
    Ok(Exit::Fine)
}

/// What stands in the way is told before anything is made.
fn check_place(root: &Path) -> Result<(), Failure> {
    if root.exists() && !root.is_dir() {
        return Err(Failure::new("a file is in the way: a journal is a folder").at(root).advise("Name another folder: journal init DIR"));
    }
    let home = std::env::var_os("HOME").map(PathBuf::from).and_then(|home| fs::canonicalize(home).ok());
    if root.parent().is_none() || home.as_deref() == Some(root) {
        let advice = "Make a folder for it: journal init journal";
        return Err(Failure::new("this folder holds much more than a journal").at(root).advise(advice));
    }
    if root.components().any(|part| part.as_os_str() == ".git") {
        return Err(Failure::new("this is a folder of git's own").at(root).advise("Name another folder: journal init DIR"));
    }
    let existing = root.ancestors().skip(1).find(|folder| folder.join(SETTINGS_FILE).is_file());
    if let Some(outer) = existing.filter(|_| !root.join(SETTINGS_FILE).is_file()) {
        let message = format!("this folder lies in the journal {}", outer.display());
        return Err(Failure::new(message).at(root).advise(format!("To complete that one: journal init {}", outer.display())));
    }
    for name in FOLDERS {
        let place = root.join(name);
        if fs::symlink_metadata(&place).is_ok() && !place.is_dir() {
            let message = format!("a file is in the way: a journal keeps a folder called {name}");
            return Err(Failure::new(message).at(place).advise("Move or rename it, then run this again. Nothing was made."));
        }
    }
    Ok(())
}

fn not_made(place: &Path, error: std::io::Error) -> Failure {
    Failure::new("the folder cannot be made").at(place).advise("Name a folder that you may write in: journal init DIR").because(error)
}

/// An address without what could be taken for an option, or a password that would stand in git's settings for all to read.
fn checked_remote(url: &str) -> Result<&str, Failure> {
    let url = url.trim();
    if url.is_empty() || url.starts_with('-') || url.chars().any(char::is_control) {
        return Err(Failure::new(format!("“{url}” is no address of a repository")).advise("Such as git@github.com:you/journal.git"));
    }
    let user = url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).and_then(|host| host.rsplit_once('@'));
    if user.is_some_and(|(user, _)| user.contains(':')) {
        let advice = "Leave it out, and let git's credential helper keep it.";
        return Err(Failure::new("the address holds a password").advise(advice).ending(Exit::Refused));
    }
    Ok(url)
}

/// The repository, its merge driver, the first commit, the remote. A journal is a journal without them: what git cannot do is said.
fn with_git(root: &Path, made: &[String], remote: Option<&str>, screen: &mut Screen) -> Result<(), Failure> {
    let repository = match repository(root, screen) {
        Ok(Some(repository)) => repository,
        Ok(None) => return Ok(()),
        Err(error) if remote.is_some() => return Err(Failure::new("the journal has no git repository").because(error)),
        Err(error) => {
            screen.mention(format!("note: no git repository yet: {error}. Run `journal init` again once that is mended."));
            return Ok(());
        }
    };
    match driver::configure(&repository, &own_program()) {
        Ok(true) => screen.mention("set   the merge driver, in this repository's git settings"),
        Ok(false) => {}
        Err(error) => screen.mention(format!("note: the merge driver is not set: {error}")),
    }
    if driver::status(&repository).is_ok_and(|status| !status.has_attribute) {
        screen.mention(
            "note: .gitattributes is yours and stays as it is; with the line `*.md merge=journal` notes would be merged by meaning",
        );
    }
    commit_made(&repository, made, screen);
    match remote {
        Some(url) => add_remote(&repository, url, screen),
        None => Ok(()),
    }
}

fn repository(root: &Path, screen: &mut Screen) -> Result<Option<Repository>, GitError> {
    if let Some(repository) = Repository::discover(root)? {
        if !repository.prefix().is_empty() {
            screen.mention(format!("kept  in the git repository {}", repository.work_tree().display()));
        }
        return Ok(Some(repository));
    }
    let git = Git::at(root);
    git.version()?;
    let branch = git.call(["config", "--get", "init.defaultBranch"]).output()?;
    let call = git.call(["init", "--quiet"]);
    let call = if branch.success() { call } else { call.arg("--initial-branch=main") };
    call.run()?;
    screen.mention("made  a git repository");
    Repository::discover(root)
}

fn commit_made(repository: &Repository, made: &[String], screen: &mut Screen) {
    if made.is_empty() {
        return;
    }
    let by_hand = format!("commit with `journal commit`, or `git add {}`", made.join(" "));
    let belongs = |path: &str| made.iter().any(|own| own == path);
    let planned = commit::plan(repository, &belongs).and_then(|plan| {
        if plan.is_staged() {
            return Ok(None);
        }
        commit::make(repository, &plan, "Begin the journal\n").map(Some)
    });
    match planned {
        Ok(Some(id)) => screen.mention(format!("made  the commit {}, with these files alone", id.get(..8).unwrap_or(&id))),
        Ok(None) => screen.mention(format!("note: something else is staged, so nothing was committed; {by_hand}")),
        Err(CommitError::Nothing) => screen.mention("note: git ignores these files, so nothing was committed"),
        Err(error) => screen.mention(format!("note: nothing was committed: {error}")),
    }
}

/// What [`add_remote`] would do.
fn dry_remote(repository: Option<&Repository>, url: &str, screen: &mut Screen) -> Result<(), Failure> {
    let known = repository.map(|repository| repository.setting("remote.origin.url")).transpose();
    match known.map_err(|error| Failure::new("the remote cannot be read").because(error))?.flatten() {
        Some(known) if known == url => screen.say("would keep  the remote origin"),
        Some(_) => return Err(another_remote()),
        None => screen.say(format!("would set   the remote origin: {}", Address::parse(url))),
    }
    Ok(())
}

fn another_remote() -> Failure {
    let advice = "To change it: git remote set-url origin URL";
    Failure::new("there is a remote called origin already, and it is another one").advise(advice)
}

fn add_remote(repository: &Repository, url: &str, screen: &mut Screen) -> Result<(), Failure> {
    let failed = |error: GitError| Failure::new("the remote was not set").because(error);
    match repository.setting("remote.origin.url").map_err(failed)? {
        Some(known) if known == url => screen.mention("kept  the remote origin"),
        Some(_) => return Err(another_remote()),
        None => {
            repository.git().call(["remote", "add", "origin", url]).run().map_err(failed)?;
            let shown = Address::parse(url).to_string();
            screen.mention(format!("set   the remote origin: {shown}. Nothing is pushed until `journal push`."));
        }
    }
    Ok(())
}

fn try_next(args: &InitArgs, root: &Path, screen: &mut Screen) {
    let text = fs::read_to_string(root.join(SETTINGS_FILE)).unwrap_or_default();
    let habit = settings(&text).habits.first().map_or_else(|| "code".to_owned(), |habit| habit.name.value.to_lowercase());
    let habit = if habit.contains(char::is_whitespace) { format!("\"{habit}\"") } else { habit };
    screen.mention("");
    if args.dir != Path::new(".") {
        screen.mention(format!("  cd {}", args.dir.display()));
    }
    for (command, about) in [
        (format!("journal done {habit}"), "tick a habit; the habits stand in journal.toml"),
        ("journal today".to_owned(), "what wants attention"),
        ("journal new contact".to_owned(), "somebody whom you met"),
    ] {
        screen.mention(format!("  {command:<22} {about}"));
    }
}
