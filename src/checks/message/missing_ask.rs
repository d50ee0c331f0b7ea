//! `missing-ask`: a first message that asks for nothing.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::offering_days;
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// No next step is proposed.
    ///
    /// ## Why it matters
    /// A kind letter without a question leaves the reader with nothing to do, and so they do nothing.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a line cook. I loved the way you put parsing. It was the best evening of my month.
    /// >
    /// > Warm regards,
    /// > Sam
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Would you have 20 minutes on Tuesday or Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Which book would you begin with?
    ///
    /// ## Stays quiet
    /// With a question that can be answered by return.
    pub MISSING_ASK = { code: "missing-ask", severity: Warning, reads: Message(missing_ask) }
}

fn missing_ask(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !ctx.is_first || !anatomy.is_english || anatomy.is_empty() || !anatomy.asks.is_empty() {
        return Vec::new();
    }
    // “I'm curious which … One word by return would do.”
    let invites = anatomy.places(Cue::AnswerAsk).next().is_some() && anatomy.best(Act::Purpose) >= 0.5;
    if invites {
        return Vec::new();
    }
    if anatomy.offered().next().is_some() && anatomy.best(Act::Slot) >= 0.5 {
        return Vec::new();
    }
    let range = ctx.last_sentence();
    let finding = Finding::new(
        range,
        format!("The message asks {} for nothing, so there is nothing to answer.", ctx.them()),
        "Propose one small next step: a question to answer by return, or 20 minutes on one of two days.",
    );
    vec![offering_days(ctx, range, "Would 20 minutes on ", " suit you?").into_iter().fold(finding, Finding::fixed_by)]
}

#[cfg(test)]
mod tests {
    use super::MISSING_ASK;
    use crate::testing::fires;

    #[test]
    fn a_wish_to_hear_is_an_ask() {
        assert!(!fires(&MISSING_ASK, "Hi Ada, I'm Sam. I'd love to hear how you got into parsers."));
    }
}
