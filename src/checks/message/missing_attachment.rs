//! `missing-attachment`: a file is said to be attached, and none is listed.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

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
        let hit = sentence.cues.iter().find(|hit| hit.cue == Cue::Attachment)?;
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
