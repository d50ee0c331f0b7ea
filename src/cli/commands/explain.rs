//! `journal explain`.

use clap::Args;

use crate::checks::catalogue::{CATALOGUE, check_named};
use crate::checks::check::Check;
use crate::checks::page::page;
use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::{Screen, styles};
use crate::text::fuzzy::did_you_mean;

/// Tell why a check is there, with examples
///
/// Without a code, every check is listed with a line each.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The check's code, as it stands behind a finding
    code: Option<String>,
}

/// Explains one check, or lists all.
///
/// # Errors
/// When there is no check of that code.
pub fn run(args: &ExplainArgs, screen: &mut Screen) -> Result<Exit, Failure> {
    match &args.code {
        None => list(screen),
        Some(code) => explain(find(code)?, screen),
    }
    Ok(Exit::Fine)
}

fn find(code: &str) -> Result<&'static Check, Failure> {
    check_named(code).ok_or_else(|| {
        let near = did_you_mean(code, CATALOGUE.iter().map(|check| check.code));
        let advice = near.map_or_else(|| "`journal explain` lists them all.".to_owned(), |near| format!("Did you mean {near}?"));
        Failure::no_such(format!("there is no check called \"{code}\"")).advise(advice)
    })
}

fn list(screen: &mut Screen) {
    let widest = CATALOGUE.iter().map(|check| check.code.len()).max().unwrap_or(0);
    for check in CATALOGUE {
        let code = screen.paint(styles::NAME, format!("{:widest$}", check.code));
        screen.say(format!("{code}  {:7}  {}", check.severity.word(), page(check.page).summary));
    }
}

fn explain(check: &Check, screen: &mut Screen) {
    let parts = page(check.page);
    let title = screen.paint(styles::HEADING, check.code);
    screen.say(format!("{title} ({})", check.severity.word()));
    screen.say(&parts.summary);
    let sections: [(&str, Vec<String>); 4] = [
        ("Why it matters", vec![parts.why]),
        ("Instead of", quoted(&parts.instead_of)),
        ("Try", quoted(&parts.try_this)),
        ("Stays quiet", vec![parts.stays_quiet]),
    ];
    for (heading, texts) in sections {
        screen.gap();
        let heading = screen.paint(styles::HEADING, heading);
        screen.say(heading);
        for line in texts.iter().flat_map(|text| text.lines()) {
            screen.say(line);
        }
    }
    screen.gap();
    screen.say(format!("To switch it off for one note: allow: [{}]. For the whole journal: [checks] {} = \"off\"", check.code, check.code));
}

fn quoted(examples: &[String]) -> Vec<String> {
    examples.iter().map(|example| example.lines().map(|line| format!("  > {line}\n")).collect()).collect()
}
