//! `long-ask`: a request for more than half an hour in a first message.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::quoted;

check! {
    /// A first message asks for more than half an hour.
    ///
    /// ## Why it matters
    /// Fifteen or twenty minutes are easy to give. If you both enjoy them, more will follow.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could I shadow you for an afternoon next week?
    ///
    /// > Hi Ada,
    /// >
    /// > Could we talk for 45 minutes on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could we talk for half an hour on Tuesday or Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > I have spent two hours with your parser. Could we talk for 20 minutes on Tuesday?
    ///
    /// > Hi Ada,
    /// >
    /// > I baked for 90 minutes; 20 minutes on Tuesday?
    ///
    /// ## Stays quiet
    /// Once you have talked.
    pub LONG_ASK = { code: "long-ask", severity: Warning, reads: Message(long_ask) }
}

fn long_ask(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some((minutes, range)) = ctx.anatomy.duration.filter(|(minutes, _)| ctx.is_first && *minutes > 30) else { return Vec::new() };
    let finding = Finding::new(
        range,
        format!("{} is much to ask of somebody you have not talked with.", quoted(ctx, range)),
        "Ask for 15 to 30 minutes; they can always give more.",
    );
    vec![if minutes > 60 { finding } else { finding.at(Severity::Hint) }]
}
