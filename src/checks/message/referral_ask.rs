//! `referral-ask`: a message that asks for a referral before there is a relationship.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::AskKind;

check! {
    /// The message asks for a referral, a recommendation, or to pass on a CV.
    ///
    /// ## Why it matters
    /// To vouch for a stranger costs them their own good name. Most people say nothing rather than no.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Would you refer me to your manager?
    ///
    /// > Hi Ada,
    /// >
    /// > Could you forward my CV to your hiring manager?
    ///
    /// > Hi Ada,
    /// >
    /// > Would you put in a good word for me?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > How did you decide that the compiler team suited you?
    ///
    /// > Hi Ada,
    /// >
    /// > Which book would you recommend to a beginner?
    ///
    /// > Hi Ada,
    /// >
    /// > I have been reading your reference implementation.
    ///
    /// ## Stays quiet
    /// When you accept an offer of theirs in a reply; after a meeting it is a hint at most.
    pub REFERRAL_ASK = { code: "referral-ask", severity: Error, reads: Message(referral_ask) }
}

fn referral_ask(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if matches!(ctx.message.intent, Intent::Reply | Intent::ThankYou) {
        return Vec::new();
    }
    let has_met = ctx.recipient.is_some_and(|recipient| recipient.timeline.has_met());
    let asks = ctx.anatomy.asks.iter().filter(|ask| ask.kind == AskKind::Referral);
    asks.map(|ask| {
        let words = quoted(ctx, ask.range);
        if has_met {
            let said = format!("{words} asks {} for a favour with their own name on it.", ctx.them());
            return Finding::new(ask.range, said, "You have met, so it may be right; make it easy to say no.").at(Severity::Hint);
        }
        let said = format!("{words} asks {} to vouch for somebody they have not met.", ctx.them());
        let asked = format!("Could {words} read as asking {} for a referral?", ctx.them());
        weighed(
            ask.range,
            ask.surety,
            Severity::Error,
            said,
            asked,
            "Ask for their view first; people recommend those they have talked with.",
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::REFERRAL_ASK;
    use crate::testing::message_journal;

    #[test]
    fn after_a_meeting_it_is_a_hint() {
        let text = "//- contacts/bo-tran.md\n## Log\n- 2026-10-01 Met for coffee\n//- outreach/2026-11-23-bo-tran.md\n---\nto: Bo Tran\n---\nHi Bo, would you refer me to your manager?\n";
        let found = crate::testing::findings(&REFERRAL_ASK, &crate::testing::journal(&message_journal(text)));
        assert_eq!(found[0].severity, crate::checks::check::Severity::Hint);
    }
}
