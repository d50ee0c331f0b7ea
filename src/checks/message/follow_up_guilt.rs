//! `follow-up-guilt`: a follow-up that reproaches.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// A follow-up reproaches them for their silence.
    ///
    /// ## Why it matters
    /// Silence is mostly a full week. A reproach makes an answer unpleasant to write, so it is not written.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > you never answered my last two messages.
    ///
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > I was disappointed to get no reply at all from you.
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > I expect last week was a full one. I'm still curious how you test a parser.
    ///
    /// ## Stays quiet
    /// With a plain reminder of your question.
    pub FOLLOW_UP_GUILT = { code: "follow-up-guilt", severity: Warning, reads: Message(follow_up_guilt) }
}

fn follow_up_guilt(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if ctx.message.intent != Intent::FollowUp {
        return Vec::new();
    }
    let Some(heard) = WORDING.surest(ctx) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Warning,
        format!("{words} reproaches {} for being silent.", ctx.them()),
        format!("Could {words} sound like a reproach?"),
        "Assume a full week: “I expect the release kept you busy”.",
    )]
}

const WORDING: Wording = Wording { act: Act::Guilt, cue: Cue::Guilt, with_cue: [0.15, 0.25, 0.4], alone: [0.6, 0.66, 0.85] };
