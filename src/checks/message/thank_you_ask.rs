//! `thank-you-ask`: a thank-you that asks for a job or a referral.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, speaks_of_an_offer, weighed};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::AskKind;

check! {
    /// A thank-you asks for a job, a referral, or about openings.
    ///
    /// ## Why it matters
    /// It turns thanks into a bill. Let the thanks stand alone; what comes of it comes later.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: thank-you
    /// > ---
    /// > Hi Ada,
    /// >
    /// > thank you for the talk on parsers. Is there an opening on your team?
    ///
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: thank-you
    /// > ---
    /// > Hi Ada,
    /// >
    /// > thanks for the talk. Would you refer me to your manager?
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: thank-you
    /// > ---
    /// > Hi Ada,
    /// >
    /// > thank you; I'll try the profiling exercise and tell you how it goes.
    ///
    /// ## Stays quiet
    /// With a question about something that they said.
    pub THANK_YOU_ASK = { code: "thank-you-ask", severity: Error, reads: Message(thank_you_ask) }
}

fn thank_you_ask(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if ctx.message.intent != Intent::ThankYou {
        return Vec::new();
    }
    let asks = ctx.anatomy.asks.iter().filter(|ask| matches!(ask.kind, AskKind::Job | AskKind::Referral | AskKind::Hiring));
    // Who thanks for an offer asks for nothing.
    let asks = asks.filter(|ask| !speaks_of_an_offer(ctx, ask.range));
    let strongest = asks.max_by_key(|ask| ask.surety);
    let found = strongest.map(|ask| {
        let words = quoted(ctx, ask.range);
        let said = format!("{words} turns the thanks into a request.");
        weighed(
            ask.range,
            ask.surety,
            Severity::Error,
            said,
            format!("Could {words} turn the thanks into a request?"),
            "Let the thanks stand alone, with something you will do.",
        )
    });
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::THANK_YOU_ASK;
    use crate::testing::fires;

    #[test]
    fn thanks_for_an_offer_ask_for_nothing() {
        let told = |sentence: &str| {
            fires(
                &THANK_YOU_ASK,
                &format!("---\nto: Ada Lovelace\nintent: thank-you\n---\nHi Ada,\n\nYour rule on lexers helped. {sentence}\n\nSam"),
            )
        };
        assert!(told("Could you pass my CV on?"));
        assert!(!told("Thank you for offering to introduce me to Grace."));
        assert!(!told("Your offer to pass my CV on is very kind."));
    }
}
