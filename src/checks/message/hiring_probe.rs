//! `hiring-probe`: a message that asks whether they hire.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::AskKind;

check! {
    /// The message asks whether or when they hire.
    ///
    /// ## Why it matters
    /// It turns a talk between two people into a form at the counter, and it has an answer on the careers page.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Are you hiring juniors at the moment?
    ///
    /// > Hi Ada,
    /// >
    /// > Do you have any openings this spring?
    ///
    /// > Hi Ada,
    /// >
    /// > Is there budget for juniors next year?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > How does a new junior get up to speed with you?
    ///
    /// > Hi Ada,
    /// >
    /// > How did your interview loop change?
    ///
    /// > Hi Ada,
    /// >
    /// > I read that you hired forty people in a year; what would you look for in number forty-one?
    ///
    /// ## Stays quiet
    /// When you ask how they hire, or what they look for: that is welcome.
    pub HIRING_PROBE = { code: "hiring-probe", severity: Warning, reads: Message(hiring_probe) }
}

fn hiring_probe(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if matches!(ctx.message.intent, Intent::Reply | Intent::ThankYou) {
        return Vec::new();
    }
    let asks = ctx.anatomy.asks.iter().filter(|ask| ask.kind == AskKind::Hiring);
    asks.map(|ask| {
        let words = quoted(ctx, ask.range);
        weighed(
            ask.range,
            ask.surety,
            Severity::Warning,
            format!("{words} asks whether they hire."),
            format!("Could {words} read as asking whether they hire?"),
            "Ask how newcomers find their feet there; the openings stand on the website.",
        )
    })
    .collect()
}
