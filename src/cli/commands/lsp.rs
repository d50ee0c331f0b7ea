//! `journal lsp`.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::own_template::own_template;
use crate::lsp::server::serve;
use crate::lsp::world::World;
use crate::notes::settings::model::Settings;
use crate::workspace::change::Outside;
use crate::workspace::snapshot::Snapshot;

/// Serve an editor: the language server on standard input and output
///
/// Editors start it by themselves; see the README for how to set up yours. It ends when the editor does.
#[derive(Args, Debug)]
pub struct LspArgs {
    /// Accepted, because many editors pass it; standard input and output are used in any case
    #[arg(long, hide = true)]
    stdio: bool,
    /// Accepted, because many editors pass it
    #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
    client_process_id: Option<u32>,
}

/// Serves one editor until it leaves.
///
/// # Errors
/// When the server cannot be started.
pub fn run(_args: &LspArgs, global: &Global) -> Result<Exit, Failure> {
    let world = Arc::new(Machine { global: global.clone() });
    match serve(world) {
        Ok(0) => Ok(Exit::Fine),
        Ok(_) => Ok(Exit::Found),
        Err(error) => Err(Failure::new("the language server cannot be started").because(error)),
    }
}

/// This machine's clock and disk.
struct Machine {
    global: Global,
}

impl Machine {
    fn journal(&self, root: &Path) -> Journal {
        Journal::at(root.to_path_buf(), &self.global)
    }
}

impl World for Machine {
    fn today(&self, settings: &Settings) -> NaiveDate {
        let today = self.journal(Path::new("")).today(settings);
        // A named day that is none was told at the start, by every other command; the server goes by the clock.
        today.unwrap_or_else(|_| crate::cli::journal::day_by_clock(chrono::Utc::now(), settings))
    }

    fn read(&self, root: &Path) -> Result<Snapshot, String> {
        self.journal(root).snapshot().map_err(|failure| failure.lines().join(" "))
    }

    fn history(&self, root: &Path, snapshot: &Snapshot) -> Option<Outside> {
        let told = self.journal(root).with_history(snapshot.clone());
        (told.outside() != snapshot.outside()).then(|| told.outside().clone())
    }

    fn template(&self, root: &Path, name: &str) -> Option<String> {
        own_template(&self.journal(root), &[name]).ok().flatten()
    }

    fn run(&self, root: &Path, arguments: &[String]) -> Result<String, String> {
        // A process of its own: commands speak to a screen, and a sync may take its time.
        let program = std::env::current_exe().map_err(|error| format!("The program cannot be found: {error}"))?;
        let mut command = Command::new(program);
        command.args(arguments).arg("--journal").arg(root).arg("--color").arg("never").arg("--no-pager").stdin(Stdio::null());
        if let Some(today) = &self.global.today {
            command.arg("--today").arg(today);
        }
        let ended = command.output().map_err(|error| format!("The command cannot be run: {error}"))?;
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if ended.status.success() {
            Ok(said(&ended.stdout))
        } else {
            Err([said(&ended.stdout), said(&ended.stderr)].join("\n").trim().to_owned())
        }
    }
}
