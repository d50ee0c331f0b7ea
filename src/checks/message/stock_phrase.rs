//! `stock-phrase`: a phrase that stands in a thousand messages.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, weighed};
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// A phrase that stands in a thousand messages.
    ///
    /// ## Why it matters
    /// The eye slides over it, and the message feels like all the others.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I hope this message finds you well.
    ///
    /// > Hi Ada,
    /// >
    /// > I came across your profile and was impressed by your journey.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I found you through the speaker list of Denver Rust.
    ///
    /// > Hi Ada,
    /// >
    /// > May I pick your brain about parsers?
    ///
    /// ## Stays quiet
    /// With “pick your brain”, which is honest.
    pub STOCK_PHRASE = { code: "stock-phrase", severity: Hint, reads: Message(stock_phrase) }
}

fn stock_phrase(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some(heard) = WORDING.surest(ctx) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Hint,
        format!("{words} stands in a thousand messages."),
        format!("Could {words} stand in any message?"),
        "Say instead what only this message can say, or leave it out.",
    )]
}

const WORDING: Wording = Wording { act: Act::Stock, cue: Cue::Stock, with_cue: [0.05, 0.1, 0.2], alone: [0.85, 0.9, 0.97] };
