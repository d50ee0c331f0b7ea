//! Reads the command line, runs the command, ends with its status.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::commands;
use crate::cli::commands::today::TodayArgs;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::heaps::grow_in_large_steps;
use crate::cli::journal::Journal;
use crate::cli::screen::{Screen, warn};

/// A plain-text career journal that coaches its keeper
///
/// Notes are Markdown files in a private git repository: weeks of habits, answers to prompts, people, and the messages you write
/// to them. Start with `journal demo` to see a lived-in journal, or `journal init` to begin your own.
#[derive(Parser, Debug)]
#[command(name = "journal", version, propagate_version = false, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    Check(commands::check::CheckArgs),
    Explain(commands::explain::ExplainArgs),
    Demo(commands::demo::DemoArgs),
    Sent(commands::sent::SentArgs),
    Replied(commands::replied::RepliedArgs),
    Met(commands::met::MetArgs),
    Declined(commands::declined::DeclinedArgs),
    Close(commands::close::CloseArgs),
    FollowUp(commands::follow_up::FollowUpArgs),
    Thank(commands::thank::ThankArgs),
    Show(commands::show::ShowArgs),
    #[command(hide = true)]
    Complete(commands::complete::CompleteArgs),
    Man(commands::man::ManArgs),
    Completions(commands::completions::CompletionsArgs),
    Export(commands::export::ExportArgs),
    Import(commands::import::ImportArgs),
    Companies(commands::companies::CompaniesArgs),
    Contact(commands::contact::ContactArgs),
    Contacts(commands::contacts::ContactsArgs),
    Lsp(commands::lsp::LspArgs),
    Commit(commands::commit::CommitArgs),
    Log(commands::log::LogArgs),
    Doctor(commands::doctor::DoctorArgs),
    Push(commands::push::PushArgs),
    Sync(commands::sync::SyncArgs),
    Hooks(commands::hooks::HooksArgs),
    #[command(hide = true)]
    MergeDriver(commands::merge_driver::MergeDriverArgs),
    Week(commands::week::WeekArgs),
    Done(commands::done::DoneArgs),
    Skip(commands::skip::SkipArgs),
    Clear(commands::clear::ClearArgs),
    Today(commands::today::TodayArgs),
    Due(commands::due::DueArgs),
    Messages(commands::messages::MessagesArgs),
    Habits(commands::habits::HabitsArgs),
    Init(commands::init::InitArgs),
    New(commands::new::NewArgs),
    Open(commands::open::OpenArgs),
    Rename(commands::rename::RenameArgs),
    Undo(commands::undo::UndoArgs),
    Map(commands::map::MapArgs),
    Prompts(commands::prompts::PromptsArgs),
    Schema(commands::schema::SchemaArgs),
}

/// Runs the program with these arguments, the program's name first, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    grow_in_large_steps();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut screen = Screen::standard(cli.global.color, cli.global.quiet, !cli.global.no_pager);
    let ended = dispatch(&cli, &mut screen);
    // What was said before a failure is shown too.
    let shown = screen.finish().map_err(|error| Failure::new("standard output cannot be written").because(error));
    let ended = ended.and_then(|exit| shown.map(|()| exit));
    match ended {
        Ok(exit) => exit as u8,
        Err(failure) => {
            failure.lines().iter().for_each(warn);
            failure.exit as u8
        }
    }
}

/// Help and the version are answers; anything else is a wrong use.
fn usage(error: &clap::Error) -> u8 {
    // Where the terminal is gone there is nobody to tell.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::Fine as u8,
        _ => Exit::CouldNot as u8,
    }
}

/// The command line as clap knows it, for completions and man pages.
#[must_use]
pub fn command_line() -> clap::Command {
    Cli::command()
}

fn dispatch(cli: &Cli, screen: &mut Screen) -> Result<Exit, Failure> {
    let global = &cli.global;
    match &cli.command {
        Some(Command::Check(args)) => commands::check::run(args, global, screen),
        Some(Command::Explain(args)) => commands::explain::run(args, screen),
        Some(Command::Week(args)) => commands::week::run(args, global, screen),
        Some(Command::Today(args)) => commands::today::run(args, global, screen),
        Some(Command::Habits(args)) => commands::habits::run(args, global, screen),
        Some(Command::Messages(args)) => commands::messages::run(args, global, screen),
        Some(Command::Due(args)) => commands::due::run(args, global, screen),
        Some(Command::Demo(args)) => commands::demo::run(args, global, screen),
        Some(Command::Sent(args)) => commands::sent::run(args, global, screen),
        Some(Command::Replied(args)) => commands::replied::run(args, global, screen),
        Some(Command::Met(args)) => commands::met::run(args, global, screen),
        Some(Command::Declined(args)) => commands::declined::run(args, global, screen),
        Some(Command::Close(args)) => commands::close::run(args, global, screen),
        Some(Command::FollowUp(args)) => commands::follow_up::run(args, global, screen),
        Some(Command::Thank(args)) => commands::thank::run(args, global, screen),
        Some(Command::Show(args)) => commands::show::run(args, global, screen),
        Some(Command::Complete(args)) => commands::complete::run(args, global, screen),
        Some(Command::Man(args)) => commands::man::run(args, screen),
        Some(Command::Completions(args)) => commands::completions::run(args, screen),
        Some(Command::Export(args)) => commands::export::run(args, global, screen),
        Some(Command::Import(args)) => commands::import::run(args, global, screen),
        Some(Command::Companies(args)) => commands::companies::run(args, global, screen),
        Some(Command::Contact(args)) => commands::contact::run(args, global, screen),
        Some(Command::Contacts(args)) => commands::contacts::run(args, global, screen),
        Some(Command::Lsp(args)) => commands::lsp::run(args, global),
        Some(Command::Commit(args)) => commands::commit::run(args, global, screen),
        Some(Command::Log(args)) => commands::log::run(args, global, screen),
        Some(Command::Doctor(args)) => commands::doctor::run(args, global, screen),
        Some(Command::Push(args)) => commands::push::run(args, global, screen),
        Some(Command::Sync(args)) => commands::sync::run(args, global, screen),
        Some(Command::Hooks(args)) => commands::hooks::run(args, global, screen),
        Some(Command::MergeDriver(args)) => commands::merge_driver::run(args),
        Some(Command::Done(args)) => commands::done::run(args, global, screen),
        Some(Command::Skip(args)) => commands::skip::run(args, global, screen),
        Some(Command::Clear(args)) => commands::clear::run(args, global, screen),
        None if Journal::is_named_or_here(global) => commands::today::run(&TodayArgs::default(), global, screen),
        Some(Command::Init(args)) => commands::init::run(args, global, screen),
        Some(Command::New(args)) => commands::new::run(args, global, screen),
        Some(Command::Open(args)) => commands::open::run(args, global, screen),
        Some(Command::Rename(args)) => commands::rename::run(args, global, screen),
        Some(Command::Undo(args)) => commands::undo::run(args, global, screen),
        Some(Command::Map(args)) => commands::map::run(args, global, screen),
        Some(Command::Prompts(args)) => commands::prompts::run(args, global, screen),
        Some(Command::Schema(args)) => commands::schema::run(args, screen),
        None => {
            screen.say("journal: a plain-text career journal that coaches its keeper");
            screen.gap();
            screen.say("  journal demo   see a lived-in sample journal");
            screen.say("  journal init   begin your own in this folder");
            screen.say("  journal help   all commands");
            Ok(Exit::Fine)
        }
    }
}
