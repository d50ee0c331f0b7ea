//! `missing-duration`: a meeting is asked for without its length.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Surety};

check! {
    /// A meeting is asked for without its length.
    ///
    /// ## Why it matters
    /// “A call” could be an hour. Twenty minutes is a gift that most people can give.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could we have a call on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could we have a call of 20 minutes on Tuesday or Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > Could we talk for half an hour on Tuesday or Thursday?
    ///
    /// ## Stays quiet
    /// When a question can be answered by return instead, and once they have said yes.
    pub MISSING_DURATION = { code: "missing-duration", severity: Hint, reads: Message(missing_duration) }
}

fn missing_duration(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if ctx.message.intent != Intent::First || !anatomy.is_english || anatomy.duration.is_some() || anatomy.best(Act::Duration) >= 0.7 {
        return Vec::new();
    }
    let Some(ask) = anatomy.asks_for(AskKind::Meeting, Surety::Likely) else { return Vec::new() };
    vec![Finding::new(
        ask.range,
        format!("{} does not say how long it would take.", quoted(ctx, ask.range)),
        "Say it: 15 or 20 minutes are easy to give.",
    )]
}
