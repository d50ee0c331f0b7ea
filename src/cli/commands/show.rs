//! `journal show`.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;

use clap::Args;

use crate::actions::find_message::Wanted;
use crate::cli::clipboard::copy;
use crate::cli::failure::{Exit, Failure};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::mark::{message, note_file};
use crate::cli::screen::{Screen, warn};
use crate::exchange::mailto::mailto;
use crate::markdown::tree::{Block, BlockKind};
use crate::notes::note::Note;
use crate::notes::outreach::Outreach;
use crate::text::width::visible_lines;
use crate::workspace::snapshot::Snapshot;

/// Print a message as it would be sent, and nothing else
///
/// The text alone, ready for a pipe: no front matter, no comments, nothing from the first level-two heading down.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// The message: its path, its file name, or a contact's name (their draft, else their latest message)
    #[arg(value_name = "MESSAGE")]
    message: String,
    /// Put a line `Subject: …` and a blank line before it
    #[arg(long, conflicts_with = "mailto")]
    with_subject: bool,
    /// Print a mailto: link that opens it in a mail program
    #[arg(long)]
    mailto: bool,
    /// Copy it to the clipboard instead of printing it
    #[arg(long)]
    copy: bool,
}

/// Prints the message.
///
/// # Errors
/// When the words name no message or several, there is no address for a link, or no clipboard.
pub fn run(args: &ShowArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let journal = Journal::find(global, note_file(&args.message))?;
    let snapshot = ManuallyDrop::new(journal.snapshot()?);
    let id = message(&journal, &snapshot, &args.message, Wanted::ToShow)?;
    let Some((note, outreach)) = snapshot.get(id).and_then(|note| Some((&**note, note.outreach()?))) else {
        return Err(Failure::no_such("this is no message"));
    };
    let body = as_sent(note, outreach);
    let text = if args.mailto {
        link(&snapshot, note, outreach, &body)?
    } else {
        match outreach.subject.as_ref().filter(|_| args.with_subject) {
            Some(subject) => format!("Subject: {}\n\n{body}", subject.value.split_whitespace().collect::<Vec<_>>().join(" ")),
            None => body,
        }
    };
    if text.trim().is_empty() {
        warn(format!("note: {} has no text to send yet", note.path));
    }
    if args.copy {
        let how = copy(&text)?;
        screen.mention(format!("Copied {} {how}.", note.path));
    } else {
        // A pipe gets every byte; a terminal is not driven by what stands in a note.
        let shown = if std::io::stdout().is_terminal() { visible_lines(&text) } else { text.as_str().into() };
        screen.print(&shown);
        if !text.is_empty() {
            screen.print("\n");
        }
    }
    Ok(Exit::Fine)
}

/// The words that go: comments out, with the lines that only they stood on; line ends `\n`; no blanks at the ends of lines.
fn as_sent(note: &Note, message: &Outreach) -> String {
    let text = &note.text;
    let is_comment = |block: &&Block| block.kind == BlockKind::Comment && message.message.covers(block.range);
    let mut kept = String::with_capacity(message.message.len());
    let mut from = message.message.start();
    for comment in note.markdown.blocks.iter().filter(is_comment) {
        kept.push_str(text.get(from..comment.range.start()).unwrap_or(""));
        let rest = text.get(comment.range.end()..message.message.end()).unwrap_or("");
        from = comment.range.end() + after_comment(&kept, rest);
    }
    kept.push_str(text.get(from..message.message.end()).unwrap_or(""));
    kept.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// How many bytes of what follows a comment go with it: the end of a line that is empty now with a blank line after it, or one of two blanks.
fn after_comment(before: &str, rest: &str) -> usize {
    let alone = before.is_empty() || before.ends_with(['\n', '\r']);
    let line_end = |text: &str| {
        text.len()
            - text
                .trim_start_matches([' ', '\t'])
                .strip_prefix("\r\n")
                .or_else(|| text.trim_start_matches([' ', '\t']).strip_prefix('\n'))
                .unwrap_or(text)
                .len()
    };
    if alone {
        let end = line_end(rest);
        return end + line_end(&rest[end..]);
    }
    usize::from(before.ends_with(' ') && rest.starts_with(' '))
}

fn link(snapshot: &Snapshot, note: &Note, message: &Outreach, body: &str) -> Result<String, Failure> {
    let mut addresses = Vec::new();
    for id in snapshot.recipients(note) {
        let Some(contact) = snapshot.get(id).and_then(|note| note.contact()) else { continue };
        match &contact.email {
            Some(email) => addresses.push(email.value.trim().to_owned()),
            None => {
                let path = snapshot.get(id).map(|note| note.path.to_string()).unwrap_or_default();
                let failure = Failure::new(format!("the journal knows no e-mail address of {}", contact.name.value)).at(path);
                return Err(failure.advise("Write it as `email:` into the contact's note."));
            }
        }
    }
    if addresses.is_empty() {
        let failure = Failure::new("the message goes to nobody whom the journal knows").at(&*note.path);
        return Err(failure.advise("Name a contact with an `email:` in `to:`."));
    }
    let subject = message.subject.as_ref().map(|subject| subject.value.as_str());
    mailto(&addresses.join(","), subject, body)
        .map_err(|error| Failure::new("there is no link for this message").at(&*note.path).because(error))
}

#[cfg(test)]
mod tests {
    use super::as_sent;
    use crate::notes::note::Note;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let note = Note::read("outreach/a.md", format!("---\nto: Ada\n---\n{body}\n\n## Notes\nprivate\n"));
        assert_eq!(as_sent(&note, note.outreach().unwrap()), expected);
    }

    #[test]
    fn what_is_printed_is_what_is_sent() {
        check("Hi Ada,\n\nhello\n\nThanks,\nSam", "Hi Ada,\n\nhello\n\nThanks,\nSam");
        check("Hi Ada,\r\n\r\nhello\r\n", "Hi Ada,\n\nhello");
        check("Hi,\n\n\nthere", "Hi,\n\n\nthere");
    }

    #[test]
    fn comments_leave_no_hole() {
        check("Hi Ada,\n\n<!-- warmer? -->\n\nhello <!-- which? --> you", "Hi Ada,\n\nhello you");
        check("<!-- journal: allow too-long -->\nHi", "Hi");
        check("Hi,\n<!-- one -->\nthere", "Hi,\nthere");
        check("Hi,\n\n<!-- one\ntwo -->\n\n\nthere", "Hi,\n\n\nthere");
        check("Hi<!-- ends -->\nthere", "Hi\nthere");
        check("Hi\n\n<!-- last -->", "Hi");
    }
}
