//! `apologetic`: an apology for writing.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, weighed};
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// The message apologises for itself, or makes the writer small.
    ///
    /// ## Why it matters
    /// You ask for something ordinary. An apology makes it feel like an imposition.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Sorry to bother you, I know I'm nobody special.
    ///
    /// > Hi Ada,
    /// >
    /// > I apologise for intruding on your day.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Your answer would save me a wrong turn.
    ///
    /// > Hi Ada,
    /// >
    /// > I know releases crowd your week.
    ///
    /// ## Stays quiet
    /// With regard for their time, and an apology for something that did happen.
    pub APOLOGETIC = { code: "apologetic", severity: Hint, reads: Message(apologetic) }
}

fn apologetic(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some(heard) = WORDING.surest(ctx) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Hint,
        format!("{words} makes you smaller than you are."),
        format!("Does {words} need to be there?"),
        "Leave it out; a thank-you at the end says it better.",
    )]
}

const WORDING: Wording = Wording { act: Act::Apology, cue: Cue::Apology, with_cue: [0.2, 0.3, 0.4], alone: [0.75, 0.85, 0.95] };
