//! `follow-up-slot`: a follow-up that offers no new time.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::offering_days;
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Surety};
use crate::workspace::index::NoteId;

check! {
    /// A follow-up offers no new day or time.
    ///
    /// ## Why it matters
    /// The old dates are gone. New ones make the second message easier to answer than the first.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > just bumping this. Could we still have a call?
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > I'm still keen to hear about the rewrite; would Tuesday 1 December at 5 suit for a call?
    ///
    /// ## Stays quiet
    /// Where the first message asked for no meeting.
    pub FOLLOW_UP_SLOT = { code: "follow-up-slot", severity: Warning, reads: Message(follow_up_slot) }
}

fn follow_up_slot(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if ctx.message.intent != Intent::FollowUp || !anatomy.is_english || anatomy.is_empty() || !asked_to_meet(ctx) {
        return Vec::new();
    }
    // A day that is over is told as that, and alone.
    if anatomy.offered().next().is_some() || anatomy.best(Act::Slot) >= 0.85 {
        return Vec::new();
    }
    let range = anatomy.asks_for(AskKind::Meeting, Surety::Likely).map_or_else(|| ctx.last_sentence(), |ask| ask.range);
    let finding = Finding::new(range, "This follow-up offers no new day or time.", "Offer two fresh days: the old ones are gone.");
    vec![offering_days(ctx, ctx.last_sentence(), "Would ", " suit you?").into_iter().fold(finding, Finding::fixed_by)]
}

/// Whether the message that this one follows asked for a meeting; where it is not there, whether this one does.
fn asked_to_meet(ctx: &MessageContext<'_>) -> bool {
    let here = ctx.anatomy.asks_for(AskKind::Meeting, Surety::Likely).is_some();
    let named = ctx.message.follows.as_ref().and_then(|words| ctx.snapshot.resolve(&words.value).one());
    let earlier = named.or_else(|| {
        let messages = ctx.recipient.map(|recipient| recipient.timeline.messages.as_slice()).unwrap_or_default();
        let sent = |id: &&NoteId| {
            **id != ctx.id && ctx.snapshot.get(**id).and_then(|note| note.outreach()).is_some_and(|it| it.intent == Intent::First)
        };
        messages.iter().rev().find(sent).copied()
    });
    let there = earlier.filter(|id| *id != ctx.id).and_then(|id| ctx.snapshot.anatomy(id));
    there.map_or(here, |first| here || first.asks_for(AskKind::Meeting, Surety::Likely).is_some())
}
