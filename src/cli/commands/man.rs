//! `journal man`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use clap_mangen::Man;

use crate::cli::failure::{Exit, Failure};
use crate::cli::run::command_line;
use crate::cli::screen::Screen;
use crate::text::fuzzy::did_you_mean;

/// Show a man page, or write them all
#[derive(Args, Debug)]
pub struct ManArgs {
    /// The command (default: journal itself)
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write every page into this folder
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Shows or writes the pages.
///
/// # Errors
/// When there is no such command, or the folder cannot be written.
pub fn run(args: &ManArgs, screen: &mut Screen) -> Result<Exit, Failure> {
    let mut root = command_line();
    root.build();
    if let Some(folder) = &args.output {
        let written = write_all(&root, folder).map_err(|error| Failure::new("the pages cannot be written").at(folder).because(error))?;
        screen.mention(format!("Wrote {written} pages to {}.", folder.display()));
        return Ok(Exit::Fine);
    }
    let mut command = &root;
    for word in &args.command {
        command = command.find_subcommand(word).ok_or_else(|| unknown(command, word))?;
    }
    let page = page(command, &name_of(&args.command)).map_err(|error| Failure::new("the page cannot be made").because(error))?;
    if !(std::io::stdout().is_terminal() && shown_by_man(&page)) {
        screen.print(&page);
    }
    Ok(Exit::Fine)
}

fn unknown(command: &clap::Command, word: &str) -> Failure {
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let failure = Failure::no_such(format!("there is no command {word:?}"));
    match did_you_mean(word, names) {
        Some(near) => failure.advise(format!("Did you mean {near}?")),
        None => failure.advise("All of them: journal help"),
    }
}

fn name_of(words: &[String]) -> String {
    std::iter::once("journal").chain(words.iter().map(String::as_str)).collect::<Vec<_>>().join("-")
}

/// Writes the page of a command and of all below it; how many.
fn write_all(root: &clap::Command, folder: &Path) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut written = 0;
    let mut waiting: Vec<(&clap::Command, String)> = vec![(root, "journal".to_owned())];
    while let Some((command, name)) = waiting.pop() {
        std::fs::write(folder.join(format!("{name}.1")), page(command, &name)?)?;
        written += 1;
        let below = command.get_subcommands().filter(|it| !it.is_hide_set() && it.get_name() != "help");
        waiting.extend(below.map(|it| (it, format!("{name}-{}", it.get_name()))));
    }
    Ok(written)
}

fn page(command: &clap::Command, name: &str) -> std::io::Result<String> {
    // A page is called by the whole command, and speaks of nothing but it.
    let named = command.clone().display_name(name.to_owned()).version(env!("CARGO_PKG_VERSION"));
    let mut bytes = Vec::new();
    Man::new(named).title(name.to_uppercase()).source(format!("journal {}", env!("CARGO_PKG_VERSION"))).render(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether the system's reader of man pages showed the page.
fn shown_by_man(page: &str) -> bool {
    let child = Command::new("man").args(["-l", "-"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    if let Some(mut input) = child.stdin.take() {
        // The keeper may close the reader before the end.
        let _ = input.write_all(page.as_bytes());
    }
    child.wait().is_ok_and(|status| status.success())
}
