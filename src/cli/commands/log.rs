//! `journal log`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use anstyle::Style;
use chrono::{DateTime, Duration, NaiveDate};
use clap::{Args, ValueEnum};

use crate::calendar::date::short_date;
use crate::calendar::week::Week;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::{Journal, SETTINGS_FILE};
use crate::cli::repository::repository;
use crate::cli::screen::{Screen, styles, warn};
use crate::cli::views::draw::{bar, paragraph, spark, wrapped};
use crate::cli::views::file::not_over_a_note;
use crate::git::files::own_folders::CacheFolder;
use crate::git::files::read::read_one;
use crate::git::history::commit_cache::CommitCache;
use crate::git::history::log::{HistoryCommit, log_cached};
use crate::git::repository::objects::read_blobs;
use crate::git::repository::open::Repository;
use crate::json;
use crate::notes::habits::written_number;
use crate::report::progress::{ChangedNote, CommitTold, ProgressWeek, as_markdown, by_notes, by_trailers, progress};
use crate::report::progress_page;
use crate::report::words::{plural, share};
use crate::text::width::{visible, width};

/// Tell the weeks from the journal's git history
///
/// Commits of `journal commit` say in their trailers how the week stood; of others the notes themselves are read, as they were.
#[derive(Args, Debug)]
pub struct LogArgs {
    /// How many weeks to show (default: all)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    weeks: Option<u32>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: LogFormat,
    /// Write it to this file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How the log is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// A Markdown text.
    Markdown,
    /// For scripts.
    Json,
    /// One page with charts.
    Html,
}

/// The version of what is kept of each commit.
const CACHE_VERSION: &str = "told-1";

/// Prints the progress log.
///
/// # Errors
/// When there is no repository, or git cannot be run.
pub fn run(args: &LogArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, None)?;
    let repository = repository(&journal)?;
    let settings = journal.settings()?;
    let mut weeks = progress(&told(&journal, &repository)?, &settings);
    weeks.truncate(args.weeks.and_then(|weeks| usize::try_from(weeks).ok()).unwrap_or(usize::MAX));
    let text = match args.format {
        LogFormat::Json => format!("{:#}\n", json::log::log(&weeks)),
        LogFormat::Markdown => as_markdown(&weeks),
        LogFormat::Html => progress_page::page(&weeks),
        LogFormat::Text if args.output.is_none() => {
            show(&weeks, screen);
            return Ok(Exit::Fine);
        }
        LogFormat::Text => {
            let mut plain = Screen::for_file();
            show(&weeks, &mut plain);
            plain.text().to_owned()
        }
    };
    match &args.output {
        Some(file) => {
            not_over_a_note(&journal, file, &text)?;
            std::fs::write(file, text).map_err(|error| Failure::new("the log cannot be written").at(file).because(error))?;
            screen.mention(format!("Wrote {}.", file.display()));
        }
        None => screen.print(&text),
    }
    Ok(Exit::Fine)
}

/// What every commit tells, latest first. What was worked out is kept in the cache, by commit.
fn told(journal: &Journal, repository: &Repository) -> Result<Vec<CommitTold>, Failure> {
    let cache = CacheFolder::from_environment(&|name| std::env::var_os(name))
        .and_then(|folder| folder.make().map(std::path::Path::to_path_buf))
        .ok();
    let history = match &cache {
        Some(folder) => log_cached(repository, folder)?,
        None => crate::git::history::log::log(repository)?,
    };
    let mut known = cache.map(|folder| CommitCache::open(repository, &folder, "told", CACHE_VERSION));
    let mut told: Vec<Option<CommitTold>> =
        history.iter().map(|commit| by_message(commit).or_else(|| recalled(commit, known.as_ref()))).collect();
    let unknown: Vec<usize> = (0..history.len()).filter(|at| told[*at].is_none()).collect();
    let texts = texts(repository, unknown.iter().map(|at| &history[*at]))?;
    let settings_text = read_one(journal.root(), SETTINGS_FILE).text.ok();
    for at in unknown {
        let commit = &history[at];
        let one = by_changes(commit, &texts, settings_text.as_ref());
        if let Some(cache) = &mut known {
            cache.insert(&commit.id, kept(&one));
        }
        told[at] = Some(one);
    }
    if let Some(Err(error)) = known.map(|mut cache| cache.save()) {
        warn(format!("note: what was read could not be kept for the next time ({error})"));
    }
    Ok(told.into_iter().flatten().collect())
}

fn date_of(commit: &HistoryCommit) -> NaiveDate {
    // The day where it was written, not where it is read.
    let moment =
        DateTime::from_timestamp(commit.time.seconds, 0).unwrap_or_default() + Duration::minutes(commit.time.offset_minutes.into());
    moment.date_naive()
}

fn by_message(commit: &HistoryCommit) -> Option<CommitTold> {
    let (habits, sent) = by_trailers(&|name| commit.trailer(name).map(str::to_owned))?;
    Some(CommitTold { date: date_of(commit), subject: commit.subject.clone(), habits, sent, sent_days: Vec::new() })
}

fn recalled(commit: &HistoryCommit, cache: Option<&CommitCache>) -> Option<CommitTold> {
    let text = cache?.get(&commit.id)?;
    let mut told = CommitTold { date: date_of(commit), subject: commit.subject.clone(), ..CommitTold::default() };
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["habits", week, done, goal] => told.habits = Some((Week::parse(week)?, done.parse().ok()?, goal.parse().ok()?)),
            ["sent", day] => told.sent_days.push(day.parse().ok()?),
            _ => return None,
        }
    }
    Some(told)
}

fn kept(told: &CommitTold) -> String {
    let habits = told.habits.iter().map(|(week, done, goal)| format!("habits {week} {done} {goal}"));
    habits.chain(told.sent_days.iter().map(|day| format!("sent {day}"))).collect::<Vec<_>>().join("\n")
}

fn matters(path: &str) -> bool {
    path.starts_with("weeks/") || path.starts_with("outreach/")
}

/// The texts of all notes that these commits changed and that matter, by blob, read in one go.
fn texts<'a>(repository: &Repository, commits: impl Iterator<Item = &'a HistoryCommit>) -> Result<HashMap<String, Arc<str>>, Failure> {
    let mut ids: Vec<&str> = commits
        .flat_map(|commit| &commit.changes)
        .filter(|change| matters(&change.path))
        .flat_map(|change| [&change.old, &change.new])
        .flatten()
        .map(String::as_str)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut texts = HashMap::with_capacity(ids.len());
    read_blobs(repository.git(), &ids, &mut |at, bytes| {
        if let Some(text) = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            texts.insert(ids[at].to_owned(), text.into());
        }
    })?;
    Ok(texts)
}

fn by_changes(commit: &HistoryCommit, texts: &HashMap<String, Arc<str>>, settings_text: Option<&Arc<str>>) -> CommitTold {
    let text = |id: &Option<String>| id.as_ref().and_then(|id| texts.get(id).cloned());
    let notes: Vec<ChangedNote> = commit
        .changes
        .iter()
        .filter(|change| matters(&change.path))
        .map(|change| ChangedNote { path: change.path.clone(), before: text(&change.old), after: text(&change.new) })
        .collect();
    CommitTold { subject: commit.subject.clone(), ..by_notes(date_of(commit), &notes, settings_text) }
}

fn show(weeks: &[ProgressWeek], screen: &mut Screen) {
    if weeks.is_empty() {
        screen.say("No commit tells of this journal yet; `journal commit` makes the first.");
        return;
    }
    let rates = weeks.iter().rev().map(|week| week.done.zip(week.goal).map(|(done, goal)| share(done, goal)));
    let most = weeks.iter().map(|week| week.sent).max().unwrap_or(0).max(1);
    let sent = weeks.iter().rev().map(|week| Some(f64::from(week.sent) / f64::from(most)));
    for (name, line) in [("Habits", spark(rates)), ("Sent", spark(sent))] {
        let name = screen.paint(styles::HEADING, format!("{name:<8}"));
        screen.say(format!("{name}{line}"));
    }
    for week in weeks {
        screen.gap();
        show_week(week, screen);
    }
}

fn show_week(week: &ProgressWeek, screen: &mut Screen) {
    let end = week.start + Duration::days(6);
    let title = screen.paint(styles::HEADING, format!("{}  {} to {}", week.week, short_date(week.start), short_date(end)));
    screen.say(title);
    let (bar, habits) = match (week.done, week.goal) {
        (Some(done), Some(goal)) => {
            let habits = format!("{} of {} habits, ", written_number(done), written_number(goal));
            (format!("{} ", screen.paint(styles::GOOD, bar(share(done, goal), 10))), habits)
        }
        _ => (String::new(), String::new()),
    };
    let sent = usize::try_from(week.sent).unwrap_or(usize::MAX);
    let commits = usize::try_from(week.commit_count()).unwrap_or(usize::MAX);
    let told = format!("{habits}{} sent, {}", plural(sent, "message"), plural(commits, "commit"));
    if 2 + 11 + width(&told) <= screen.width() {
        screen.say(format!("  {bar}{told}"));
    } else {
        if !bar.is_empty() {
            screen.say(format!("  {}", bar.trim_end()));
        }
        paragraph(screen, Style::new(), &told, 2);
    }
    for (date, subject) in &week.subjects {
        let day = screen.paint(styles::DIM, date.format("%a").to_string());
        for (at, line) in wrapped(screen, &visible(subject), screen.width().saturating_sub(6).max(10)).into_iter().enumerate() {
            screen.say(if at == 0 { format!("  {day} {line}") } else { format!("      {line}") });
        }
    }
}
