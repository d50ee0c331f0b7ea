//! `one-slot`: exactly one time is offered, and no other.

use crate::calendar::slot::SlotKind;
use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::{AskKind, Offer, Surety};
use crate::prose::cue_table::Cue;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

check! {
    /// Exactly one time is offered, and no way out.
    ///
    /// ## Why it matters
    /// If that hour is taken, they have to write a longer answer. Two options, or “or another time”, get you the short one.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes on Wednesday 2 December at 3 pm?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could we talk for 20 minutes on Wednesday at 3, or any morning the week after?
    ///
    /// > Hi Ada,
    /// >
    /// > Could we talk on Wednesday at 3, or another time that suits you?
    ///
    /// ## Stays quiet
    /// With a span of days, and in a reply that settles the time.
    pub ONE_SLOT = { code: "one-slot", severity: Hint, reads: Message(one_slot) }
}

fn one_slot(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    let proposes = matches!(ctx.message.intent, Intent::First | Intent::FollowUp);
    if !proposes || !anatomy.is_english || anatomy.places(Cue::AnotherTime).next().is_some() {
        return Vec::new();
    }
    let offered: Vec<&Offer> = anatomy.offered().filter(|offer| offer.slot.kind != SlotKind::Time).collect();
    let [only] = offered.as_slice() else { return Vec::new() };
    let pinned =
        matches!(only.slot.kind, SlotKind::Date | SlotKind::Weekday | SlotKind::Relative) && only.slot.days.len() == 1 && !only.slot.past;
    let pinned = pinned && !has_another_hour(ctx, only.slot.range);
    let asks = anatomy.asks_for(AskKind::Meeting, Surety::Likely).is_some();
    if !pinned || !asks {
        return Vec::new();
    }
    vec![
        Finding::new(
            only.slot.range,
            format!("{} is the only time you offer.", quoted(ctx, only.slot.range)),
            "Add a second day, or “or another time that suits you”.",
        )
        .fixed_by(Fix::edits(
            "Add “, or another time that suits you”",
            vec![TextEdit::insert(only.slot.range.end(), ", or another time that suits you")],
        )),
    ]
}

/// Whether another time of the day follows a slot: “Tuesday at 4 or 5 pm”.
fn has_another_hour(ctx: &MessageContext<'_>, slot: TextRange) -> bool {
    let after = ctx.anatomy.words.iter().skip_while(|word| word.range.start() < slot.end()).take(3);
    let after: Vec<&str> = after.map(|word| word.folded.as_str()).collect();
    let is_hour = |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) || matches!(word, "noon" | "midday");
    match after.as_slice() {
        ["or", "at", hour] => is_hour(hour),
        ["or", hour, ..] => is_hour(hour),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ONE_SLOT;
    use crate::testing::fires;

    #[test]
    fn two_hours_of_one_day_are_two_slots() {
        let told =
            |ask: &str| fires(&ONE_SLOT, &format!("Hi Ada,\n\nI'm Sam. Would you have 20 minutes for a call on {ask}?\n\nThanks,\nSam"));
        assert!(told("Tuesday 1 December at 4 pm"));
        assert!(!told("Tuesday 1 December at 4 or 5 pm"));
        assert!(!told("Tuesday 1 December at 4 pm or at noon"));
    }
}
