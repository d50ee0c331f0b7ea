//! `reused-text`: a message most of which stands in a message to somebody else.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::note::bare_target;
use crate::text::range::TextRange;

check! {
    /// Most of the message stands in a message to somebody else.
    ///
    /// ## Why it matters
    /// People compare notes more often than one thinks, and they feel a form letter even when they cannot prove it.
    ///
    /// ## Instead of
    /// > //- contacts/ada-lovelace.md
    /// > //- contacts/bo-tran.md
    /// > //- outreach/2026-11-20-bo-tran.md
    /// > ---
    /// > to: Bo Tran
    /// > status: sent
    /// > sent: 2026-11-20
    /// > ---
    /// > Hi Bo,
    /// >
    /// > For eight years I decided what goes in which box, and I am curious how firms like yours teach a computer to do the same. What did you find hardest when you began to work on packing?
    /// > //- outreach/2026-11-23-ada-lovelace.md
    /// > ---
    /// > to: Ada Lovelace
    /// > ---
    /// > Hi Ada,
    /// >
    /// > For eight years I decided what goes in which box, and I am curious how firms like yours teach a computer to do the same. What did you find hardest when you began to work on packing?
    ///
    /// ## Try
    /// > //- contacts/ada-lovelace.md
    /// > //- outreach/2026-11-23-ada-lovelace.md
    /// > ---
    /// > to: Ada Lovelace
    /// > ---
    /// > Hi Ada,
    /// >
    /// > For eight years I decided what goes in which box, and I am curious how firms like yours teach a computer to do the same. What did you find hardest when you began to work on packing?
    ///
    /// ## Stays quiet
    /// With a shared introduction or sign-off, and when the same person gets it on another channel.
    pub REUSED_TEXT = { code: "reused-text", severity: Warning, reads: Message(reused_text) }
}

fn reused_text(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some((other, share)) = ctx.snapshot.reused_from(ctx.id) else { return Vec::new() };
    let Some(note) = ctx.snapshot.get(other) else { return Vec::new() };
    let Some(message) = note.outreach() else { return Vec::new() };
    let recipient = ctx.snapshot.recipients(note).first().and_then(|id| ctx.snapshot.get(*id)).map(|it| it.title());
    let whom =
        recipient.or_else(|| message.to.first().map(|to| bare_target(&to.value).to_owned())).unwrap_or_else(|| "somebody else".to_owned());
    let range = ctx.anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range);
    let percent = (share * 100.0).round();
    let there = TextRange::new(
        message.message.start(),
        message.message.start() + message.message.of(&note.text).lines().next().unwrap_or("").len(),
    );
    let said = format!("{percent} % of this stands in your message to {whom} as well.");
    vec![Finding::new(range, said, format!("Keep your introduction, and write the rest for {} alone.", ctx.them())).beside(
        note.path.clone(),
        there,
        format!("the message to {whom}"),
    )]
}
