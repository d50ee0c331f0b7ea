//! `over-limit`: a message over a hard limit of its channel.

use crate::checks::check::{Finding, MessageContext, check};
use crate::markdown::tree::BlockKind;
use crate::text::range::TextRange;

check! {
    /// The message is over a hard limit of its channel.
    ///
    /// ## Why it matters
    /// LinkedIn cuts the note off, or does not send it.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: linkedin-note
    /// > ---
    /// > Hi Ada, your talk on incremental parsing named my problem exactly and I would like to know how you test it, your talk on incremental parsing named my problem exactly and I would like to know how you test it,
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: linkedin-note
    /// > ---
    /// > Hi Ada, your talk named my problem exactly. How do you test a parser? Sam
    ///
    /// ## Stays quiet
    /// Up to the limit that `characters-at-most` of `journal.toml` sets.
    pub OVER_LIMIT = { code: "over-limit", severity: Error, reads: Message(over_limit) }
}

fn over_limit(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let limits = &ctx.snapshot.settings().outreach.characters_at_most;
    let Some(most) = limits.get(&ctx.message.channel).map(|most| *most as usize) else { return Vec::new() };
    let whole = ctx.message.message;
    let text = whole.of(&ctx.note.text);
    let is_sent = |at: usize| !ctx.note.markdown.blocks.iter().any(|block| block.kind == BlockKind::Comment && block.range.contains(at));
    // A line's end is one character, however the file writes it; a comment is none.
    let sent = text.char_indices().filter(|(at, letter)| *letter != '\r' && is_sent(whole.start() + at));
    let letters: Vec<(usize, char)> = sent.skip_while(|(_, letter)| letter.is_whitespace()).collect();
    let count = letters.iter().rposition(|(_, letter)| !letter.is_whitespace()).map_or(0, |last| last + 1);
    if count <= most {
        return Vec::new();
    }
    let range = TextRange::new(whole.start() + letters[most].0, whole.end());
    vec![Finding::new(
        range,
        format!("The note has {count} characters, {} more than the {most} that fit.", count - most),
        "Cut the underlined end, or move a thought to the talk.",
    )]
}

#[cfg(test)]
mod tests {
    use super::OVER_LIMIT;
    use crate::testing::{findings, journal};

    fn told(body: &str) -> Vec<String> {
        let fixture = format!("//- contacts/ada.md\n# Ada\n//- outreach/a.md\n---\nto: Ada\nchannel: linkedin-note\n---\n{body}");
        findings(&OVER_LIMIT, &journal(&fixture)).into_iter().map(|one| one.finding.message).collect()
    }

    #[test]
    fn what_is_sent_is_counted_and_a_line_s_end_is_one_character() {
        let body = |letters: usize| format!("Hi Ada,\n\n{}é\nSam\n", "a".repeat(letters));
        for end in ["\n", "\r\n"] {
            assert_eq!(told(&body(186).replace('\n', end)), Vec::<String>::new());
            assert_eq!(told(&body(187).replace('\n', end)), ["The note has 201 characters, 1 more than the 200 that fit."]);
        }
    }

    #[test]
    fn a_comment_is_no_part_of_it() {
        assert_eq!(told(&format!("Hi Ada, {} <!-- {} --> Sam\n", "a".repeat(150), "b".repeat(60))), Vec::<String>::new());
    }
}
