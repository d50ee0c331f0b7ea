//! `missing-slot`: a meeting is asked for, but no day or time is offered.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{offering_days, quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Surety};

check! {
    /// A meeting is asked for without a day or time.
    ///
    /// ## Why it matters
    /// “Sometime” leaves all the work to them. Two days to choose from can be answered with one word.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Would you be up for a call sometime?
    ///
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Could we chat for 20 minutes over coffee?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes on Tuesday 1 December at 4 pm or on Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes, any weekday after 4 pm MT?
    ///
    /// > Hi Ada,
    /// >
    /// > Could we talk? Please take any slot from https://cal.example/sam/20min.
    ///
    /// ## Stays quiet
    /// When a span of days, “any weekday after 4” or a booking link is there, in thank-yous, and when you answer a yes.
    pub MISSING_SLOT = { code: "missing-slot", severity: Warning, reads: Message(missing_slot) }
}

fn missing_slot(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if ctx.message.intent != Intent::First || !anatomy.is_english || anatomy.offered().next().is_some() {
        return Vec::new();
    }
    let Some(ask) = anatomy.asks_for(AskKind::Meeting, Surety::Likely) else { return Vec::new() };
    if anatomy.best(Act::Slot) >= SEEN {
        return Vec::new();
    }
    let sentence = anatomy.sentences[ask.sentence].range;
    let finding = weighed(
        ask.range,
        if ask.surety == Surety::Certain { Surety::Certain } else { Surety::Possible },
        Severity::Warning,
        format!("{} offers no day or time.", quoted(ctx, ask.range)),
        format!("Is {} a request to meet? Then it lacks a day or time.", quoted(ctx, ask.range)),
        "Offer two days to choose from, or say which week would suit.",
    );
    vec![offering_days(ctx, sentence, "Would ", " suit you?").into_iter().fold(finding, Finding::fixed_by)]
}

/// From so much on, the classifier is believed that a time is offered in words that the calendar does not read.
const SEEN: f32 = 0.85;

#[cfg(test)]
mod tests {
    use super::MISSING_SLOT;
    use crate::testing::fires;

    #[test]
    fn spans_of_days_are_slots() {
        assert!(!fires(&MISSING_SLOT, "Hi Ada, could we talk for 20 minutes in the week of the 7th?"));
        assert!(!fires(&MISSING_SLOT, "Hi Ada, could we talk in the week of the 16th, whatever day is calmest?"));
        assert!(!fires(
            &MISSING_SLOT,
            "---
to: Ada Lovelace
intent: reply
---
Hi Ada, gladly! When would a call suit you?"
        ));
    }
}
