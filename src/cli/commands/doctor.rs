//! `journal doctor`.

use std::sync::Arc;
use std::time::SystemTime;

use clap::Args;
use serde_json::{Value, json};

use crate::checks::check::Severity;
use crate::checks::run::check_whole;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::repository::own_program;
use crate::cli::screen::{Screen, styles};
use crate::git::files::read::read_one;
use crate::git::remote::driver;
use crate::git::remote::hooks;
use crate::git::remote::privacy::{Verdict, judge};
use crate::git::remote::sync::remote;
use crate::git::repository::open::Repository;
use crate::git::repository::program::{Git, is_too_old};
use crate::git::save::change::{Act, Change};
use crate::git::save::held::save;
use crate::text::edit::apply;

/// Look over the set-up: git, remote, privacy, merge driver, editor, settings
///
/// Each finding comes with what to do. With --fix the merge driver is set up; nothing else is changed.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// Set up what can be set up safely: the merge driver
    #[arg(long)]
    fix: bool,
    /// Do not ask whether strangers can read the remote
    #[arg(long)]
    offline: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// One thing that was looked at.
struct Look {
    name: &'static str,
    good: bool,
    said: String,
    advice: Option<String>,
}

fn good(name: &'static str, said: impl Into<String>) -> Look {
    Look { name, good: true, said: said.into(), advice: None }
}

fn bad(name: &'static str, said: impl Into<String>, advice: impl Into<String>) -> Look {
    Look { name, good: false, said: said.into(), advice: Some(advice.into()) }
}

/// Looks over the set-up; status 1 where something wants attention.
///
/// # Errors
/// When there is no journal, or with `--fix` the fix cannot be made.
pub fn run(args: &DoctorArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    if args.fix {
        fix(&journal, screen)?;
    }
    let looks = looks(&journal, args.offline)?;
    match args.format {
        Format::Json => screen.json(&as_json(&looks)),
        Format::Text => looks.iter().for_each(|look| show(look, screen)),
    }
    Ok(if looks.iter().all(|look| look.good) { Exit::Fine } else { Exit::Found })
}

fn show(look: &Look, screen: &mut Screen) {
    let (style, word) = if look.good { (styles::GOOD, "ok") } else { (styles::WARM, "!!") };
    let word = screen.paint(style, word);
    screen.say(format!("{word}  {:<12} {}", look.name, look.said));
    for line in look.advice.iter() {
        screen.say(format!("    {:<12} {line}", ""));
    }
}

fn as_json(looks: &[Look]) -> Value {
    let look = |look: &Look| json!({"name": look.name, "ok": look.good, "message": look.said, "help": look.advice});
    json!({"version": 1, "looks": looks.iter().map(look).collect::<Vec<_>>()})
}

fn looks(journal: &Journal, offline: bool) -> Result<Vec<Look>, Failure> {
    let mut looks = vec![good("journal", journal.root().display().to_string()), settings_look(journal)?, git_look(journal)];
    match Repository::discover(journal.root()) {
        Ok(Some(repository)) => looks.extend(repository_looks(&repository, offline)?),
        Ok(None) => looks.push(bad("repository", "the journal is in no git repository", "journal init makes one and keeps what is there")),
        Err(error) => looks.push(bad("repository", error.to_string(), "see to git first")),
    }
    looks.push(editor_look());
    looks.push(match journal.state().map(|state| state.make_for(journal.root()).map(|path| path.display().to_string())) {
        Ok(Ok(path)) => good("memory", format!("undo and locks are kept in {path}")),
        Ok(Err(error)) => bad("memory", error.to_string(), "without it nothing can be undone; make that folder writable"),
        Err(failure) => bad("memory", failure.message, "set HOME or XDG_STATE_HOME"),
    });
    Ok(looks)
}

fn settings_look(journal: &Journal) -> Result<Look, Failure> {
    let snapshot = journal.snapshot()?;
    let wrong = check_whole(&snapshot).into_iter().filter(|it| it.code == "invalid-settings" && Severity::Warning <= it.severity).count();
    Ok(match (snapshot.settings_text().is_some(), wrong) {
        (false, _) => good("settings", "no journal.toml: the defaults hold"),
        (true, 0) => good("settings", "journal.toml is fine"),
        (true, wrong) => bad("settings", format!("{wrong} of its lines cannot be used"), "journal check journal.toml shows them"),
    })
}

fn git_look(journal: &Journal) -> Look {
    match Git::at(journal.root()).version() {
        Ok(version) if is_too_old(&version) => bad("git", format!("version {version} is too old"), "install git 2.30 or newer"),
        Ok(version) => good("git", format!("version {version}")),
        Err(error) => bad("git", error.to_string(), "install git"),
    }
}

fn repository_looks(repository: &Repository, offline: bool) -> Result<Vec<Look>, Failure> {
    let mut looks = vec![match repository.identity()? {
        Some(identity) => good("identity", identity),
        None => bad("identity", "git does not know who you are", "git config --global user.name \"…\" and user.email \"…\""),
    }];
    if let Some(underway) = repository.underway() {
        let (finish, stop) = underway.ways_out();
        looks.push(bad(
            "state",
            format!("in the middle of a {}", underway.name()),
            format!("finish it with {finish}, or call it off with {stop}"),
        ));
    }
    if let Some(lock) = repository.lock() {
        let advice = "if no git is running, delete that file";
        looks.push(bad("lock", format!("{} is there", lock.path.display()), advice));
    }
    looks.push(driver_look(repository)?);
    let installed = hooks::status(repository)?.iter().filter(|hook| hook.is_installed).count();
    looks.push(match installed {
        2 => good("hooks", "pre-commit and pre-push ask the journal"),
        _ => {
            Look { good: true, ..bad("hooks", "not installed (that is fine)", "journal hooks install lets plain git ask the journal too") }
        }
    });
    match remote(repository) {
        Ok(Some(remote)) => looks.extend(remote.addresses.iter().map(|address| privacy_look(repository, address, offline))),
        Ok(None) => looks.push(Look {
            good: true,
            ..bad("remote", "none: the journal is on this machine alone", "git remote add origin ADDRESS, a private one")
        }),
        Err(error) => looks.push(bad("remote", error.to_string(), "see git remote -v")),
    }
    Ok(looks)
}

fn driver_look(repository: &Repository) -> Result<Look, Failure> {
    let status = driver::status(repository)?;
    if let Some(program) = status.missing {
        return Ok(bad("merge driver", format!("git is to call {}, which is not there", program.display()), "journal doctor --fix"));
    }
    Ok(match (status.has_attribute, status.command) {
        (true, Some(_)) => good("merge driver", "notes are merged by meaning"),
        (true, None) => bad("merge driver", ".gitattributes names it, and this clone does not know it", "journal doctor --fix"),
        (false, _) => bad("merge driver", "notes are merged as plain text", "journal doctor --fix"),
    })
}

fn privacy_look(repository: &Repository, address: &str, offline: bool) -> Look {
    if offline {
        return good("remote", format!("{address} (not asked who can read it)"));
    }
    match judge(repository, address) {
        Verdict::Local => good("remote", format!("{address} is on this machine")),
        Verdict::Private => good("remote", format!("{address} does not answer strangers")),
        Verdict::Public(_) => bad("remote", format!("anyone can read {address}"), "make it private at your host; journal push refuses it"),
        Verdict::Unknown(reason) => {
            bad("remote", format!("nobody can tell who reads {address}: {reason}"), "if you know it is private: journal push --trust")
        }
    }
}

fn editor_look() -> Look {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    match named {
        Some(editor) => good("editor", editor),
        None => Look { good: true, ..bad("editor", "neither VISUAL nor EDITOR is set", "set one for journal open and --edit") },
    }
}

/// Sets up the merge driver: the line in `.gitattributes` and the command in the repository's settings.
fn fix(journal: &Journal, screen: &mut Screen) -> Result<(), Failure> {
    let Some(repository) = Repository::discover(journal.root())? else { return Ok(()) };
    let before: Option<Arc<str>> = read_one(journal.root(), ".gitattributes").text.ok();
    if let Some(edit) = driver::attributes_edit(before.as_deref().unwrap_or("")) {
        let after = apply(before.as_deref().unwrap_or(""), &[edit]).map_err(|error| Failure::new("please report this").because(error))?;
        let change = match before {
            Some(before) => Change::replace(".gitattributes", before, after),
            None => Change::create(".gitattributes", after),
        };
        save(journal.root(), &journal.state()?, &Act::new("doctor --fix", SystemTime::now()), &[change])?;
        screen.mention("Added the merge driver to .gitattributes.");
    }
    if driver::configure(&repository, &own_program())? {
        screen.mention("Told git of the merge driver.");
    }
    Ok(())
}
