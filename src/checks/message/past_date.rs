//! `past-date`: a time is proposed that is over already.

use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::checks::message::shared::{day_in_words, pairs_of_days, quoted};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Surety};

check! {
    /// A proposed time is over already.
    ///
    /// ## Why it matters
    /// A date in the past tells them how long this lay in your drafts, and they cannot say yes to it.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes on Thursday 19 November or Tuesday 1 December?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes on Thursday 3 December or Tuesday 1 December?
    ///
    /// > Hi Ada,
    /// >
    /// > On Thursday 12 November you told a room of forty people that a bug report is a short story.
    ///
    /// ## Stays quiet
    /// With a date of the past that is told, not proposed.
    pub PAST_DATE = { code: "past-date", severity: Error, reads: Message(past_date) }
}

fn past_date(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let meets = ctx.anatomy.asks_for(AskKind::Meeting, Surety::Likely).is_some();
    let over = ctx.anatomy.offered().filter(|offer| offer.slot.past && offer.slot.mismatch.is_none());
    over.filter(|offer| {
        let sentence = &ctx.anatomy.sentences[offer.sentence];
        // A month or a week alone is more often a story than an offer.
        let names_a_day = offer.slot.days.len() == 1;
        meets && names_a_day || sentence.score(Act::Slot) >= 0.5 || sentence.is_question
    })
    .map(|offer| {
        let finding = Finding::new(
            offer.slot.range,
            format!("{} is over already.", quoted(ctx, offer.slot.range)),
            "Offer days that are still to come.",
        );
        let bare = offer.slot.time.is_none_or(|time| !offer.slot.range.covers(time.range) || time.range.start() > offer.slot.range.start());
        let tail = offer.slot.time.filter(|time| offer.slot.range.covers(time.range)).map_or("", |time| {
            let end = offer.slot.range.end();
            ctx.note.text.get(time.range.start()..end).unwrap_or("")
        });
        let pairs = pairs_of_days(ctx).into_iter().filter(|_| bare && offer.slot.days.len() == 1);
        pairs
            .map(|(day, _)| {
                let joint = if tail.is_empty() {
                    ""
                } else if ctx.of(offer.slot.range).contains(" at ") {
                    " at "
                } else {
                    " "
                };
                Fix::replace(offer.slot.range, format!("{}{joint}{tail}", day_in_words(day)))
            })
            .fold(finding, Finding::fixed_by)
    })
    .collect()
}
