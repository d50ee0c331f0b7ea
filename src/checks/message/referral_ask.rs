//! `referral-ask`: a message that asks for a referral before there is a relationship.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, speaks_of_an_offer, weighed};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::{AskKind, Surety};

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
    if ctx.message.intent == Intent::ThankYou || ctx.message.intent == Intent::Reply && accepts(ctx) {
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
        // What they wrote is not known: it may have been an offer.
        let surety = if ctx.message.intent == Intent::Reply { Surety::Possible } else { ask.surety };
        weighed(ask.range, surety, Severity::Error, said, asked, "Ask for their view first; people recommend those they have talked with.")
    })
    .collect()
}

/// Whether a reply says yes to what they offered.
fn accepts(ctx: &MessageContext<'_>) -> bool {
    const YES: &[&str] = &["yes", "yep", "gladly", "absolutely", "definitely", "accept", "agreed", "delighted", "certainly"];
    let words = &ctx.anatomy.words;
    let pair = |one: &str, other: &str| words.windows(2).any(|pair| pair[0].folded == one && pair[1].folded == other);
    words.iter().any(|word| YES.contains(&word.folded.as_str()))
        || speaks_of_an_offer(ctx, ctx.message.message)
        || [("please", "do"), ("of", "course"), ("up", "on"), ("happy", "to"), ("kind", "of"), ("generous", "of"), ("love", "that")]
            .into_iter()
            .any(|(one, other)| pair(one, other))
}

#[cfg(test)]
mod tests {
    use super::REFERRAL_ASK;
    use crate::testing::{fires, message_journal};

    #[test]
    fn a_reply_may_accept_and_is_asked_about_where_it_begs() {
        let told = |sentence: &str| {
            fires(
                &REFERRAL_ASK,
                &format!("---\nto: Ada Lovelace\nintent: reply\n---\nHi Ada,\n\nThank you for writing back. {sentence}\n\nSam"),
            )
        };
        assert!(told("Could you refer me to your team?"));
        assert!(!told("Yes please, do refer me to your team."));
        assert!(!told("Could you pass my CV on to your manager, as you offered?"));
    }

    #[test]
    fn after_a_meeting_it_is_a_hint() {
        let text = "//- contacts/bo-tran.md\n## Log\n- 2026-10-01 Met for coffee\n//- outreach/2026-11-23-bo-tran.md\n---\nto: Bo Tran\n---\nHi Bo, would you refer me to your manager?\n";
        let found = crate::testing::findings(&REFERRAL_ASK, &crate::testing::journal(&message_journal(text)));
        assert_eq!(found[0].severity, crate::checks::check::Severity::Hint);
    }
}
