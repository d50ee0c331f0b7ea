//! `missing-attachment`: a file is said to be attached, and none is listed.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;

check! {
    /// A file is said to be attached, and none is listed in the notes.
    ///
    /// ## Why it matters
    /// A second mail with the forgotten file is a bad second impression. A line under the notes is your reminder.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I attached my notes on the parser.
    ///
    /// > Hi Ada,
    /// >
    /// > You'll find the recording enclosed.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I attached my notes on the parser.
    /// >
    /// > ## Notes
    /// > Attachment: parser-notes.pdf
    ///
    /// > Hi Ada,
    /// >
    /// > I've grown attached to the old parser.
    ///
    /// ## Stays quiet
    /// When `## Notes` holds a line `Attachment: …`.
    pub MISSING_ATTACHMENT = { code: "missing-attachment", severity: Warning, reads: Message(missing_attachment) }
}

fn missing_attachment(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !ctx.message.attachments.is_empty() || !anatomy.is_english {
        return Vec::new();
    }
    let said = anatomy.sentences.iter().find_map(|sentence| {
        let hit = sentence.cues.iter().find(|hit| hit.cue == Cue::Attachment && goes_along(&anatomy.words[sentence.words.0..=hit.last]))?;
        let fond = anatomy.words[hit.last..].get(1).is_some_and(|next| matches!(next.folded.as_str(), "to" | "myself"));
        let before = &anatomy.words[sentence.words.0..hit.first.max(sentence.words.0)];
        let by_me = before.iter().rev().take(3).any(|word| matches!(word.folded.as_str(), "i" | "i've" | "i'm" | "please" | "see"));
        let enough = if by_me { 0.05 } else { 0.2 };
        (!fond && sentence.score(Act::Attachment) >= enough).then(|| anatomy.range_of(hit))
    });
    let Some(range) = said else { return Vec::new() };
    let finding = Finding::new(
        range,
        format!("{} speaks of a file, and no file is listed in your notes.", quoted(ctx, range)),
        "Add a line “Attachment: name-of-the-file.pdf” under “## Notes”, or take the words out.",
    );
    vec![finding]
}

/// Whether the last of a sentence's words so far says that a file goes along: one that “I could attach” or that is “not attached” does
/// not, and neither does a debugger that one attaches.
fn goes_along(words: &[Word]) -> bool {
    let Some((said, before)) = words.split_last() else { return false };
    let near = &before[before.len().saturating_sub(4)..];
    let denies =
        |word: &Word| matches!(word.folded.as_str(), "not" | "no" | "nothing" | "never" | "without") || word.folded.ends_with("n't");
    if near.iter().any(denies) {
        return false;
    }
    let who = before.iter().rev().map(|word| word.folded.as_str()).find(|word| !matches!(*word, "also" | "just" | "hereby" | "here"));
    !matches!(said.folded.as_str(), "attach" | "enclose") || matches!(who, Some("i" | "we" | "i'll" | "we'll" | "will" | "me"))
}

#[cfg(test)]
mod tests {
    use super::MISSING_ATTACHMENT;
    use crate::testing::fires;

    #[test]
    fn what_goes_along_is_told_from_what_does_not() {
        let told = |sentence: &str| {
            fires(&MISSING_ATTACHMENT, &format!("Hi Ada,\n\nI'm Sam. {sentence} How do you test a parser?\n\nThanks,\nSam"))
        };
        for sentence in [
            "My notes on your talk are attached.",
            "I attach my notes.",
            "I'll attach the drawing.",
            "Please find enclosed a page.",
            "See the attached PDF.",
        ] {
            assert!(told(sentence), "{sentence}");
        }
        for sentence in [
            "I can attach my notes if you like.",
            "I have not attached anything.",
            "I haven't enclosed a thing.",
            "Nothing attached, I promise.",
            "Attach a debugger and it stops.",
            "Happy to attach it.",
        ] {
            assert!(!told(sentence), "{sentence}");
        }
    }
}
