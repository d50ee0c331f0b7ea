//! `journal explain`.

use clap::Args;

use crate::checks::catalogue::{CATALOGUE, check_named};
use crate::checks::check::Check;
use crate::checks::page::page;
use crate::cli::failure::{Exit, Failure};
use crate::cli::findings::wrapped;
use crate::cli::global::Format;
use crate::cli::screen::{Screen, styles};
use crate::json::explain::explained;
use crate::text::fuzzy::did_you_mean;

/// Tell why a check is there, with examples
///
/// Without a code, every check is listed with a line each.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The check's code, as it stands behind a finding
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Explains one check, or lists all.
///
/// # Errors
/// When there is no check of that code.
pub fn run(args: &ExplainArgs, screen: &mut Screen) -> Result<Exit, Failure> {
    let one = args.code.as_deref().map(find).transpose()?;
    match (args.format, one) {
        (Format::Json, Some(check)) => screen.json(&explained([check])),
        (Format::Json, None) => screen.json(&explained(CATALOGUE.iter().copied())),
        (Format::Text, None) => list(screen),
        (Format::Text, Some(check)) => explain(check, screen),
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
    let indent = widest + 11;
    for check in CATALOGUE {
        let code = screen.paint(styles::NAME, format!("{:widest$}", check.code));
        let summary = wrapped(&page(check.page).summary, indent, indent, screen.width());
        for (at, line) in summary.into_iter().enumerate() {
            screen.say(if at == 0 { format!("{code}  {:7}  {line}", check.severity.word()) } else { format!("{:indent$}{line}", "") });
        }
    }
}

fn explain(check: &Check, screen: &mut Screen) {
    let parts = page(check.page);
    let title = screen.paint(styles::HEADING, check.code);
    screen.say(format!("{title} ({})", check.severity.word()));
    prose(&parts.summary, screen);
    section("Why it matters", screen, |screen| prose(&parts.why, screen));
    if !parts.instead_of.is_empty() {
        section("Instead of", screen, |screen| examples(&parts.instead_of, screen));
        section("Try", screen, |screen| examples(&parts.try_this, screen));
    }
    section("Stays quiet", screen, |screen| prose(&parts.stays_quiet, screen));
    screen.gap();
    let off = format!("To switch it off for one note: allow: [{}]. For the whole journal: [checks] {} = \"off\"", check.code, check.code);
    prose(&off, screen);
}

fn section(heading: &str, screen: &mut Screen, say: impl FnOnce(&mut Screen)) {
    screen.gap();
    let heading = screen.paint(styles::HEADING, heading);
    screen.say(heading);
    say(screen);
}

/// Running text at the width of the screen, paragraph by paragraph.
fn prose(text: &str, screen: &mut Screen) {
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            screen.gap();
        }
        for line in wrapped(paragraph, 0, 0, screen.width()) {
            screen.say(line);
        }
    }
}

/// Examples as they stand in a note; the name of a note's file stands above its text.
fn examples(examples: &[String], screen: &mut Screen) {
    for (at, example) in examples.iter().enumerate() {
        if at > 0 {
            screen.gap();
        }
        for line in example.lines() {
            match line.strip_prefix("//- ") {
                Some(path) => {
                    let path = screen.paint(styles::NAME, format!("{path}:"));
                    screen.say(format!("  {path}"));
                }
                None => screen.say(format!("  | {line}").trim_end()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ExplainArgs, run};
    use crate::cli::failure::Exit;
    use crate::cli::global::Format;
    use crate::cli::screen::Screen;

    fn explained(code: Option<&str>, columns: usize) -> Result<String, Exit> {
        let mut screen = Screen::in_memory(columns);
        run(&ExplainArgs { code: code.map(str::to_owned), format: Format::Text }, &mut screen).map_err(|failure| failure.exit)?;
        Ok(screen.text().to_owned())
    }

    #[test]
    fn a_page_is_shown_with_its_examples() {
        let text = explained(Some("broken-link"), 60).unwrap();
        assert!(text.contains("Why it matters\n") && text.contains("  days/2026-11-23.md:\n  | The talk at [[denver-rsut]]"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
    }

    #[test]
    fn all_are_listed_with_a_line_each() {
        let text = explained(None, 200).unwrap();
        assert!(text.lines().any(|line| line.starts_with("reply-owed") && line.contains("warning")), "{text}");
    }

    #[test]
    fn an_unknown_code_is_no_check() {
        assert_eq!(explained(Some("brokn-link"), 80), Err(Exit::NoSuch));
    }
}
