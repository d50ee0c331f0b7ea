//! `long-sentence`: a sentence of over 40 words.

use crate::checks::check::{Finding, MessageContext, check};

check! {
    /// A sentence runs over 40 words.
    ///
    /// ## Why it matters
    /// By word thirty a reader on a phone has lost the beginning. Two sentences are read, one long one is skimmed.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I came to your talk because a friend of mine who works in the kitchen next to ours had told me that you once taught maths and that you explain parsers in the way in which a good teacher explains fractions to a tired class on a Friday afternoon.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I came to your talk because a friend told me that you once taught maths. You explain parsers in the way a good teacher explains fractions.
    ///
    /// ## Stays quiet
    /// Up to 40 words.
    pub LONG_SENTENCE = { code: "long-sentence", severity: Hint, reads: Message(long_sentence) }
}

fn long_sentence(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const MOST: usize = 40;
    let long = ctx.anatomy.body().filter(|sentence| MOST < sentence.length());
    long.map(|sentence| {
        let start = sentence.words.0;
        let range = ctx.anatomy.words[start].range.join(ctx.anatomy.words[start + 5].range);
        Finding::new(
            sentence.range,
            format!("The sentence that begins “{}” has {} words.", ctx.of(range), sentence.length()),
            "Part it in two, or leave out what can wait for the talk.",
        )
    })
    .collect()
}
