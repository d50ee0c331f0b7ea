//! `too-short`: a first e-mail so short that it hardly says hello.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::outreach::Channel;

check! {
    /// A first e-mail of under 25 words.
    ///
    /// ## Why it matters
    /// A line out of nowhere reads like a mistake. Who you are, why you write and one question fit into four sentences.
    ///
    /// ## Instead of
    /// > Hi Ada, I'm Sam, a line cook learning Rust. How do you test a parser? Thanks, Sam
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a former line cook now learning Rust. Your talk on incremental parsing named my problem exactly, so I'd like to learn how you test it. Where would you begin?
    /// >
    /// > Thanks,
    /// > Sam
    ///
    /// ## Stays quiet
    /// On channels that are short by nature, and in follow-ups and replies.
    pub TOO_SHORT = { code: "too-short", severity: Hint, reads: Message(too_short) }
}

fn too_short(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const FEWEST: usize = 25;
    let count = ctx.anatomy.words.len();
    if !ctx.is_first || ctx.message.channel != Channel::Email || count == 0 || FEWEST <= count {
        return Vec::new();
    }
    vec![Finding::new(
        ctx.first_line(),
        format!("With {count} words this e-mail hardly says hello."),
        "Say who you are, why you write to them and what you would like to know; four sentences do.",
    )]
}
