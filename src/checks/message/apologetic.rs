//! `apologetic`: an apology for writing.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, surety, weighed};
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
    let anatomy = ctx.anatomy;
    let found = anatomy.sentences.iter().filter_map(|sentence| {
        let score = sentence.score(Act::Apology);
        let hit = sentence.cues.iter().find(|hit| hit.cue == Cue::Apology);
        let surety = if hit.is_some() { surety(score, 0.2, 0.3, 0.4) } else { surety(score, 0.75, 0.85, 0.95) }?;
        let range = hit.map_or(sentence.range, |hit| anatomy.range_of(hit));
        let words = quoted(ctx, range);
        Some(weighed(
            range,
            surety,
            Severity::Hint,
            format!("{words} makes you smaller than you are."),
            format!("Does {words} need to be there?"),
            "Leave it out; a thank-you at the end says it better.",
        ))
    });
    found.take(1).collect()
}
