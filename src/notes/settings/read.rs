//! `journal.toml` read: what is broken spoils only its own line, and is told at its place.

use toml_edit::Document;

use crate::notes::settings::model::Settings;
use crate::notes::settings::reader::Reader;
use crate::text::range::TextRange;

/// Reads `journal.toml`. An unknown key or a wrong value is a problem at its place; a line that is no TOML is one too, and the
/// rest of the file still counts.
#[must_use]
pub fn settings(text: &str) -> Settings {
    let mut reader = Reader { settings: Settings::default(), problems: Vec::new() };
    // A byte order mark is kept on every edit, and is no TOML: as three spaces it hurts nobody.
    let mut source = text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |rest| format!("   {rest}"));
    for _ in 0..20 {
        match Document::parse(source.clone()) {
            Ok(document) => {
                reader.root(document.as_table());
                break;
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start.min(source.len()));
                let (start, end) = line_at(&source, at);
                let range = TextRange::new(start, end);
                let words = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
                reader.problem(
                    range,
                    format!("This line of journal.toml cannot be read: {words}."),
                    "Mend or remove it; the other lines still count.",
                );
                if source[start..end].trim().is_empty() {
                    break;
                }
                // What stands under a broken header belongs to no table: it is none of the table before.
                let end = if source[start..end].trim_start().starts_with('[') { next_header(&source, end) } else { end };
                let blank: String = source[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
                source.replace_range(start..end, &blank);
            }
        }
    }
    reader.problems.sort_by_key(|problem| problem.range);
    Settings { problems: reader.problems, ..reader.settings }
}

/// Where the next line begins that opens a table; else where the text ends.
fn next_header(text: &str, from: usize) -> usize {
    text[from..]
        .match_indices('\n')
        .map(|(at, _)| from + at + 1)
        .find(|at| text[*at..].trim_start_matches([' ', '\t']).starts_with('['))
        .unwrap_or(text.len())
}

fn line_at(text: &str, offset: usize) -> (usize, usize) {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // An error at a line's end speaks of the line before the break.
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    if text[start..end].trim().is_empty() && start > 0 { line_at(text, start - 1) } else { (start, end) }
}

#[cfg(test)]
mod tests {
    use super::settings;
    use crate::calendar::week::WeekStart;
    use crate::notes::outreach::Channel;
    use crate::notes::settings::model::{Counts, Settings};

    fn told(text: &str) -> Vec<String> {
        settings(text).problems.into_iter().map(|it| format!("{} | {} {}", it.range.of(text), it.message, it.help)).collect()
    }

    #[test]
    fn an_empty_file_means_the_defaults() {
        assert_eq!(settings(""), Settings::default());
    }

    #[test]
    fn every_setting_is_read() {
        let text = "#:schema x\nweek-start = \"sunday\"\ntimezone = \"America/Denver\"\nprompts = \"turing/mod-2\"\nday-starts-at = \"04:00\"\naway = [\"2026-12-21..2027-01-03\"]\n[me]\nname = \"Sam Rivera\"\n[habits]\nCode = \"daily\"\nOutreach = { target = \"3/week\", counts = \"messages sent\" }\n\"Job search\" = \"2h/week\"\n[keep-in-touch]\nmentor = \"4 weeks\"\n[outreach]\nfollow-up-after-days = 4\nwords-at-most = { email = 140 }\n[checks]\ntoo-formal = \"off\"\n[push]\nallow-public = true\n[commit]\nnames = false\n";
        let read = settings(text);
        assert_eq!(read.problems, []);
        assert_eq!(read.week_start, WeekStart::Sunday);
        let names: Vec<_> = read.habits.iter().map(|habit| habit.name.value.as_str()).collect();
        assert_eq!(names, ["Code", "Outreach", "Job search"]);
        assert_eq!(read.habits[1].counts, Some(Counts::MessagesSent));
        assert_eq!(read.outreach.words_at_most[&Channel::Email], 140);
        assert_eq!(read.outreach.words_at_most[&Channel::Slack], 100);
        assert_eq!((read.outreach.follow_up_after_days, read.allow_public, read.names_in_commits), (4, true, false));
        assert_eq!(read.checks[0].0.range.of(text), "too-formal");
    }

    #[test]
    fn an_unknown_key_or_a_wrong_value_is_told_at_its_place() {
        assert!(
            told("wek-start = \"monday\"\n")[0]
                .starts_with("wek-start | “wek-start” is no key of journal.toml. Did you mean “week-start”?")
        );
        assert!(told("week-start = \"moonday\"\n")[0].starts_with("\"moonday\" | “week-start” has a value"));
        assert!(told("[habits]\nCode = \"sometimes\"\n")[0].contains("“sometimes” is no target for “Code”"));
        assert!(told("[outreach.words-at-most]\nfax = 3\n")[0].contains("“fax” is no key of [words-at-most]"));
        assert!(told("away = [\"soon\"]\n")[0].starts_with("\"soon\" | "));
        assert!(told("[checks]\ntoo-long = \"loud\"\n")[0].starts_with("\"loud\" | "));
    }

    #[test]
    fn a_line_that_is_no_toml_spoils_only_itself() {
        let read = settings("week-start = \"sunday\"\nthis is nothing\n[me]\nname = \"Sam\"\n");
        assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
        assert_eq!((read.week_start, read.my_name.as_deref()), (WeekStart::Sunday, Some("Sam")));
    }

    #[test]
    fn what_stands_under_a_broken_header_is_read_as_no_other_table_s() {
        let read = settings("[checks]\ntoo-long = \"hint\"\n[me\nname = \"Sam\"\n[habits]\nCode = \"daily\"\n");
        assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
        assert_eq!((read.checks.len(), read.habits.len()), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_hurts_nobody() {
        let read = settings("\u{feff}week-start = \"sunday\"\r\n");
        assert_eq!((read.week_start, read.problems.len()), (WeekStart::Sunday, 0));
    }
}
