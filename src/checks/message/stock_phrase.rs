//! `stock-phrase`: a phrase that stands in a thousand messages.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, surety, weighed};
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
    let anatomy = ctx.anatomy;
    let found = anatomy.sentences.iter().filter_map(|sentence| {
        let score = sentence.score(Act::Stock);
        let hit = sentence.cues.iter().find(|hit| hit.cue == Cue::Stock);
        let surety = if hit.is_some() { surety(score, 0.05, 0.1, 0.2) } else { surety(score, 0.85, 0.9, 0.97) }?;
        let range = hit.map_or(sentence.range, |hit| anatomy.range_of(hit));
        let words = quoted(ctx, range);
        Some(weighed(
            range,
            surety,
            Severity::Hint,
            format!("{words} stands in a thousand messages."),
            format!("Could {words} stand in any message?"),
            "Say instead what only this message can say, or leave it out.",
        ))
    });
    found.take(1).collect()
}
