//! A line in a contact's `## Log`: put where its day belongs, the section made where there is none, never written twice.

use chrono::NaiveDate;

use crate::notes::contact::Contact;
use crate::notes::log::{LogAct, LogLine};
use crate::notes::note::Note;
use crate::notes::sections::{line_break, line_start};
use crate::text::edit::TextEdit;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The edit that writes `- DAY WORDS` into a contact's log; none where the log tells of the same act with a link to `about` already.
#[must_use]
pub fn log_line(snapshot: &Snapshot, note: &Note, contact: &Contact, line: &NewLine<'_>) -> Option<TextEdit> {
    let told = contact.log.iter().any(|old| line.is_told_by(snapshot, note, old));
    (!told).then(|| insertion(note, contact, line))
}

/// A line for the log.
#[derive(Clone, Copy, Debug)]
pub struct NewLine<'a> {
    /// Its day.
    pub day: NaiveDate,
    /// What it tells.
    pub act: LogAct,
    /// All after the date; begins with Sent, Answered, Met or Declined.
    pub words: &'a str,
    /// The message that it links to.
    pub about: NoteId,
}

impl NewLine<'_> {
    fn is_told_by(&self, snapshot: &Snapshot, note: &Note, old: &LogLine) -> bool {
        let same_day = old.date.as_ref().is_some_and(|day| day.value == self.day);
        let mut links = note.markdown.links.iter().filter(|link| old.range.contains(link.range.start()));
        same_day && old.act == self.act && links.any(|link| snapshot.resolve_link(note, link).one() == Some(self.about))
    }
}

fn insertion(note: &Note, contact: &Contact, line: &NewLine<'_>) -> TextEdit {
    let text = &*note.text;
    let end = line_break(text);
    let item = format!("{} {}", line.day, line.words);
    let Some(section) = contact.log_section else { return new_section(text, &item, end) };
    let before = contact.log.iter().rfind(|old| old.date.as_ref().is_some_and(|day| day.value <= line.day));
    // The log runs from old to new; a line whose day is later than ours stays below it, lines without a day stay above.
    let later = contact.log.iter().find(|old| old.date.as_ref().is_some_and(|day| line.day < day.value));
    match (before, later, contact.log.last()) {
        (_, None, Some(last)) | (Some(last), Some(_), _) => {
            TextEdit::insert(last.range.end(), format!("{end}{}{item}", marker(text, last)))
        }
        (None, Some(first), _) => TextEdit::insert(line_start(text, first.range.start()), format!("{}{item}{end}", marker(text, first))),
        (_, None, None) => first_line(text, section.heading.end(), section.content.of(text), &item, end),
    }
}

/// What stands before the words of an item: its indentation and its marker.
fn marker(text: &str, line: &LogLine) -> String {
    let start = line_start(text, line.range.start());
    let sign = line.range.of(text).chars().next().filter(|sign| matches!(sign, '-' | '*' | '+')).unwrap_or('-');
    let indent: String = text[start..line.range.start()].chars().filter(|letter| letter.is_whitespace()).collect();
    format!("{indent}{sign} ")
}

/// The first item of a section that holds none: at once below the heading, or below the words that stand there.
fn first_line(text: &str, heading_end: usize, content: &str, item: &str, end: &str) -> TextEdit {
    let words = content.trim_end();
    if words.trim().is_empty() {
        return TextEdit::insert(heading_end, format!("{end}- {item}"));
    }
    let content_start = heading_end + text[heading_end..].find(content).unwrap_or_default();
    TextEdit::insert(content_start + words.len(), format!("{end}{end}- {item}"))
}

fn new_section(text: &str, item: &str, end: &str) -> TextEdit {
    let ends_line = text.is_empty() || text.ends_with(['\n', '\r']);
    let blank_before = text.trim_start_matches('\u{feff}').is_empty() || text.ends_with("\n\n") || text.ends_with("\r\n\r\n");
    let first = if ends_line { "" } else { end };
    let gap = if blank_before { "" } else { end };
    TextEdit::insert(text.len(), format!("{first}{gap}## Log{end}- {item}{end}"))
}

#[cfg(test)]
mod tests {
    use super::{NewLine, log_line};
    use crate::notes::log::LogAct;
    use crate::testing::{day, journal};
    use crate::text::edit::apply;

    #[track_caller]
    fn check(contact: &str, date: &str, expected: &str) {
        let fixture = "//- contacts/ada.md\nx\n//- outreach/2026-11-20-ada.md\n---\nto: Ada\n---\n";
        let snapshot =
            journal(fixture).with([crate::workspace::change::Change::Note { path: "contacts/ada.md".into(), text: contact.into() }]);
        let note = snapshot.at("contacts/ada.md").unwrap();
        let about = snapshot.id("outreach/2026-11-20-ada.md").unwrap();
        let line = NewLine { day: day(date), act: LogAct::Sent, words: "Sent [[2026-11-20-ada]].", about };
        let edit = log_line(&snapshot, note, note.contact().unwrap(), &line);
        assert_eq!(apply(contact, edit.as_slice()).unwrap(), expected);
    }

    #[test]
    fn the_newest_line_stands_last() {
        check(
            "## Log\n- 2026-11-02 Met\n  - and more\n\n## Next\n",
            "2026-11-20",
            "## Log\n- 2026-11-02 Met\n  - and more\n- 2026-11-20 Sent [[2026-11-20-ada]].\n\n## Next\n",
        );
        check("## Log\n* 2026-11-02 Met", "2026-11-20", "## Log\n* 2026-11-02 Met\n* 2026-11-20 Sent [[2026-11-20-ada]].");
    }

    #[test]
    fn a_day_gone_by_stands_where_it_belongs() {
        check(
            "## Log\n- 2026-11-02 Met\n- 2026-11-22 Met\n",
            "2026-11-20",
            "## Log\n- 2026-11-02 Met\n- 2026-11-20 Sent [[2026-11-20-ada]].\n- 2026-11-22 Met\n",
        );
        check("## Log\n- 2026-11-22 Met\n", "2026-11-20", "## Log\n- 2026-11-20 Sent [[2026-11-20-ada]].\n- 2026-11-22 Met\n");
    }

    #[test]
    fn the_section_is_made_when_missing_and_filled_when_empty() {
        check("# Ada", "2026-11-20", "# Ada\n\n## Log\n- 2026-11-20 Sent [[2026-11-20-ada]].\n");
        check("", "2026-11-20", "## Log\n- 2026-11-20 Sent [[2026-11-20-ada]].\n");
        check("# Ada\r\n", "2026-11-20", "# Ada\r\n\r\n## Log\r\n- 2026-11-20 Sent [[2026-11-20-ada]].\r\n");
        check("## Log\n\n## Facts\n", "2026-11-20", "## Log\n- 2026-11-20 Sent [[2026-11-20-ada]].\n\n## Facts\n");
        check("## Log\nWords.\n\n## Facts\n", "2026-11-20", "## Log\nWords.\n\n- 2026-11-20 Sent [[2026-11-20-ada]].\n\n## Facts\n");
    }

    #[test]
    fn a_line_is_not_written_twice() {
        let told = "## Log\n- 2026-11-20 Sent [[2026-11-20-ada]] by email.\n";
        check(told, "2026-11-20", told);
    }
}
