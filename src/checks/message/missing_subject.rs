//! `missing-subject`: an e-mail without a subject.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::field::Fields;
use crate::notes::outreach::Channel;

check! {
    /// An e-mail has no subject.
    ///
    /// ## Why it matters
    /// The subject decides whether a mail from a stranger is opened. A few true words are enough.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: email
    /// > ---
    /// > Hi Ada, how do you test a parser?
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: email
    /// > subject: Your talk on incremental parsing
    /// > ---
    /// > Hi Ada, how do you test a parser?
    ///
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: slack
    /// > ---
    /// > Hi Ada, how do you test a parser?
    ///
    /// ## Stays quiet
    /// On other channels.
    pub MISSING_SUBJECT = { code: "missing-subject", severity: Warning, reads: Message(missing_subject) }
}

fn missing_subject(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let empty = ctx.message.subject.as_ref().is_none_or(|subject| subject.value.trim().is_empty());
    if ctx.message.channel != Channel::Email || !empty {
        return Vec::new();
    }
    let fields = Fields::of(&ctx.note.markdown);
    let range = fields
        .entry("subject")
        .or_else(|| fields.entry("channel"))
        .map_or_else(|| ctx.first_line(), |entry| entry.key_range.join(entry.value.range));
    vec![Finding::new(range, "This e-mail has no subject.", "Add `subject:` with a few words on what it is about, such as their talk.")]
}
