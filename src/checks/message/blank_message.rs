//! `blank-message`: a message that went out without a word.

use crate::checks::check::{Finding, NoteContext, check};
use crate::notes::field::Fields;
use crate::notes::outreach::Status;

check! {
    /// A message without text is on its way.
    ///
    /// ## Why it matters
    /// An invitation without a note, or an e-mail that is only a subject, tells them nothing, and often closes the door for good.
    ///
    /// ## Instead of
    /// > //- outreach/ada.md
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: linkedin-note
    /// > status: sent
    /// > sent: 2026-11-20
    /// > ---
    ///
    /// > //- outreach/ada.md
    /// > ---
    /// > to: Ada Lovelace
    /// > subject: Your talk
    /// > ---
    ///
    /// ## Try
    /// > //- outreach/ada.md
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: linkedin-note
    /// > ---
    ///
    /// > //- outreach/ada.md
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: linkedin-note
    /// > status: sent
    /// > sent: 2026-11-20
    /// > ---
    /// > Hi Ada, we both asked about caching on Tuesday.
    ///
    /// ## Stays quiet
    /// While it is a draft that has only just been begun.
    pub BLANK_MESSAGE = { code: "blank-message", severity: Error, reads: Note(blank_message) }
}

fn blank_message(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(message) = ctx.note.outreach() else { return Vec::new() };
    let is_blank = !message.sent_text(&ctx.note.text, &ctx.note.markdown).chars().any(char::is_alphanumeric);
    let begun = message.status != Status::Draft || message.subject.is_some();
    if !is_blank || !begun {
        return Vec::new();
    }
    let field = if message.status == Status::Draft { "subject" } else { "status" };
    let fields = Fields::of(&ctx.note.markdown);
    let range = fields.entry(field).map_or(message.message, |entry| entry.key_range.join(entry.value.range));
    let said =
        if message.status == Status::Draft { "There is a subject, but no message." } else { "This message went out without a word in it." };
    vec![Finding::new(range, said, "Write at least who you are and why you write; two lines are enough.")]
}
