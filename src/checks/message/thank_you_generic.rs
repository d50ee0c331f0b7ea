//! `thank-you-generic`: a thank-you that could follow any talk.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety};

check! {
    /// A thank-you recalls nothing of the talk.
    ///
    /// ## Why it matters
    /// One thing that stayed with you is the whole present: it shows that you listened.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: thank-you
    /// > ---
    /// > Hi Ada,
    /// >
    /// > thank you so much for your time today. It was incredibly insightful. I hope we can stay in touch!
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: thank-you
    /// > ---
    /// > Hi Ada,
    /// >
    /// > your line about writing the runbook before the feature is now on a card above my desk. Thank you for the half hour.
    ///
    /// ## Stays quiet
    /// With any detail of what was said, or what you did with it.
    pub THANK_YOU_GENERIC = { code: "thank-you-generic", severity: Warning, reads: Message(thank_you_generic) }
}

fn thank_you_generic(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if ctx.message.intent != Intent::ThankYou || !anatomy.is_english || anatomy.is_empty() {
        return Vec::new();
    }
    let recalled = |sentence: &Sentence| {
        let score = sentence.score(Act::Detail).max(sentence.score(Act::Specific));
        // “Your advice was incredibly helpful” praises more than it recalls.
        if sentence.score(Act::Praise) >= 0.5 && score < 0.9 { score / 2.0 } else { score }
    };
    let best = anatomy.body().map(recalled).fold(0.0, f32::max);
    let quotes = anatomy.own.contains(['"', '“', '«']);
    let noted = anatomy.specifics.noted.len();
    if best >= 0.6 || quotes || noted >= 2 || noted == 1 && best >= 0.2 {
        return Vec::new();
    }
    let surety = if best >= 0.35 || noted > 0 { Surety::Possible } else { Surety::Certain };
    let range = anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range);
    let help = "Name one thing that they said, and what you will do with it.";
    let said = format!("Nothing here recalls what {} told you.", ctx.them());
    vec![weighed(range, surety, Severity::Warning, said, format!("Would {} know from this which talk it was?", ctx.them()), help)]
}
