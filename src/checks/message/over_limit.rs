//! `over-limit`: a message over a hard limit of its channel.

use crate::checks::check::{Finding, MessageContext, check};
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
    let sent = ctx.message.sent_text(&ctx.note.text, &ctx.note.markdown);
    let count = sent.trim().chars().count();
    if count <= most {
        return Vec::new();
    }
    let lead = sent.len() - sent.trim_start().len();
    let cut = sent.trim_start().char_indices().nth(most).map_or(0, |(at, _)| at) + lead + ctx.message.message.start();
    let range = TextRange::new(cut, ctx.message.message.end());
    vec![Finding::new(
        range,
        format!("The note has {count} characters, {} more than the {most} that fit.", count - most),
        "Cut the underlined end, or move a thought to the talk.",
    )]
}
