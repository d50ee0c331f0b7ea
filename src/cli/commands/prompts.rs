//! `journal prompts`.

use anstyle::Style;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::global::{Format, Global};
use crate::cli::journal::Journal;
use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::paragraph;
use crate::json::prompts::prompts as as_json;
use crate::notes::prompts::PromptStatus;
use crate::report::prompts::{NoSuchSet, PromptReport, SetReport, Sums, chosen, prompt_sets, sums};
use crate::text::width::{pad, width};

/// Show the prompts, and which are answered
///
/// All sets in brief: your own (prompts/*.md) and the built-in catalogue. With a set or a week of one, its prompts with what they ask.
#[derive(Args, Debug)]
pub struct PromptsArgs {
    /// A set or a week of one: turing/mod-2, mod-2/week-5
    #[arg(value_name = "SET")]
    set: Option<String>,
    /// Only those that are not completed
    #[arg(long)]
    open: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Which prompts are listed.
type Shown<'a> = &'a dyn Fn(&PromptReport) -> bool;

/// Shows the prompts.
///
/// # Errors
/// When there is no journal, or the name means no set or several.
pub fn run(args: &PromptsArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let snapshot = Journal::find(global, None)?.snapshot_for_report(false)?;
    let mut sets = prompt_sets(&snapshot);
    if let Some(name) = &args.set {
        sets = vec![chosen(sets, name).map_err(|error| no_such(name, error))?];
    }
    // What is left out is counted all the same.
    let shown = |prompt: &PromptReport| !args.open || prompt.status != PromptStatus::Completed;
    match (args.format, &args.set) {
        (Format::Json, _) => screen.json(&as_json(&sets, &shown)),
        (Format::Text, Some(_)) => sets.iter().for_each(|set| whole(set, &shown, screen)),
        (Format::Text, None) => brief(&sets, &shown, screen),
    }
    Ok(Exit::Fine)
}

fn no_such(name: &str, error: NoSuchSet) -> Failure {
    match error {
        NoSuchSet::None(near) => {
            let advice = near.map_or_else(|| "`journal prompts` lists them.".to_owned(), |near| format!("Did you mean {near}?"));
            Failure::no_such(format!("there is no set of prompts called “{name}”")).advise(advice)
        }
        NoSuchSet::Several(names) => {
            Failure::no_such(format!("“{name}” may mean several: {}", names.join(", "))).advise("Write as much as tells them apart.")
        }
    }
}

fn brief(sets: &[SetReport], shown: Shown<'_>, screen: &mut Screen) {
    let all = sums(sets.iter().flat_map(SetReport::prompts));
    paragraph(screen, Style::new(), &format!("{} prompts: {}", all.all(), words(all)), 0);
    let longest = sets.iter().flat_map(|set| &set.weeks).map(|week| width(short(&week.name))).max().unwrap_or(0);
    for set in sets {
        screen.gap();
        let name =
            screen.paint(styles::HEADING, set.title.as_ref().map_or_else(|| set.name.clone(), |title| format!("{}  {title}", set.name)));
        with_more(screen, &name, &words(sums(set.prompts())), 2);
        for week in &set.weeks {
            let sums = sums(&week.prompts);
            let marks: String = week.prompts.iter().filter(|it| shown(it)).map(|prompt| sign(prompt.status)).collect();
            let painted = screen.paint(if sums.open + sums.partly == 0 { styles::GOOD } else { styles::NAME }, &marks);
            let marks = format!("  {}  {painted}{}", pad(short(&week.name), longest), " ".repeat(10_usize.saturating_sub(width(&marks))));
            with_more(screen, &marks, &week.title, 4);
        }
    }
    screen.gap();
    for line in wrapped("x completed, ~ partly, · open. The prompts of a set: journal prompts SET", screen.width()) {
        screen.mention(line);
    }
}

fn whole(set: &SetReport, shown: Shown<'_>, screen: &mut Screen) {
    let title = screen.paint(styles::HEADING, set.title.as_deref().unwrap_or(&set.name));
    with_more(screen, &title, &words(sums(set.prompts())), 2);
    for week in &set.weeks {
        screen.gap();
        let name = screen.paint(styles::HEADING, &week.title);
        with_more(screen, &name, &format!("({})", week.name), 2);
        for prompt in week.prompts.iter().filter(|it| shown(it)) {
            one(prompt, screen);
        }
    }
}

fn one(prompt: &PromptReport, screen: &mut Screen) {
    let style = if prompt.status == PromptStatus::Completed { styles::GOOD } else { styles::NAME };
    let heading = screen.paint(
        style,
        format!("[{}] {}", if prompt.status == PromptStatus::NotStarted { ' ' } else { sign(prompt.status) }, prompt.heading),
    );
    let weeks: Vec<String> = prompt.weeks.iter().map(ToString::to_string).collect();
    let how = match prompt.status {
        PromptStatus::Completed => format!("completed in {}", weeks.join(", ")),
        PromptStatus::Partly => format!("partly, in {}", weeks.join(", ")),
        PromptStatus::NotStarted => String::new(),
    };
    with_more(screen, &format!("  {heading}"), &how, 6);
    let room = screen.width().min(100).saturating_sub(6).max(20);
    for line in prompt.body.lines().flat_map(|line| wrapped(line, room)) {
        let line = screen.paint(styles::DIM, line);
        screen.say(format!("      {line}"));
    }
}

/// Says `first` and `more` behind it: on one line where that fits, else on lines of its own, indented.
fn with_more(screen: &mut Screen, first: &str, more: &str, indent: usize) {
    if more.is_empty() || styled_width(first) + 2 + width(more) <= screen.width() {
        return screen.say(format!("{first}  {more}").trim_end());
    }
    screen.say(first.trim_end());
    paragraph(screen, Style::new(), more, indent);
}

/// The cells that painted words take: what stands between `ESC` and `m` takes none.
fn styled_width(words: &str) -> usize {
    let mut parts = words.split('\u{1b}');
    parts.next().map_or(0, width) + parts.map(|part| width(part.split_once('m').map_or("", |(_, shown)| shown))).sum::<usize>()
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The last part of a week's name.
fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn sign(status: PromptStatus) -> char {
    match status {
        PromptStatus::Completed => 'x',
        PromptStatus::Partly => '~',
        PromptStatus::NotStarted => '·',
    }
}

fn words(sums: Sums) -> String {
    format!("{} completed, {} partly, {} open", sums.completed, sums.partly, sums.open)
}
