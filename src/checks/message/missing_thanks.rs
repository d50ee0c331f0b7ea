//! `missing-thanks`: no thanks and no regard for their time.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;

check! {
    /// No thanks, and no regard for their time.
    ///
    /// ## Why it matters
    /// They give you something for nothing. A word of thanks is the least, and it is read.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam. How do you test a parser? Could we talk for 20 minutes on Tuesday or Thursday?
    /// >
    /// > Sam
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > How do you test a parser?
    /// >
    /// > Thanks,
    /// > Sam
    ///
    /// > Hi Ada,
    /// >
    /// > I know releases crowd your week, so any time is fine. How do you test a parser?
    /// >
    /// > Sam
    ///
    /// ## Stays quiet
    /// In a thank-you and in replies.
    pub MISSING_THANKS = { code: "missing-thanks", severity: Hint, reads: Message(missing_thanks) }
}

fn missing_thanks(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    let asks = matches!(ctx.message.intent, Intent::First | Intent::FollowUp);
    if !asks || !anatomy.is_english || anatomy.is_empty() {
        return Vec::new();
    }
    let shown = |sentence: &Sentence| {
        sentence.has(Cue::Thanks)
            || sentence.score(Act::Thanks) >= 0.5
            || sentence.score(Act::Regard) >= 0.5
            || sentence.has(Cue::Regard) && sentence.score(Act::Regard) >= 0.1
    };
    if anatomy.sentences.iter().any(shown) {
        return Vec::new();
    }
    vec![Finding::new(
        ctx.last_sentence(),
        format!("There is no word of thanks to {}.", ctx.them()),
        "Close with “Thank you”, or show that you know their days are full.",
    )]
}
