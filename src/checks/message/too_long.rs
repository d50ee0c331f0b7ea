//! `too-long`: a message that is longer than people read.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::sections::word_count;

check! {
    /// The message is longer than its channel bears, or has over ten sentences.
    ///
    /// ## Why it matters
    /// Long mails are kept for later, and later does not come.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: slack
    /// > ---
    /// > I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much. I fix boats in the harbour and like it very much.
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: slack
    /// > ---
    /// > Hi Ada, I fix boats. How do you test a parser?
    ///
    /// ## Stays quiet
    /// Up to the words that `words-at-most` of `journal.toml` allows the channel.
    pub TOO_LONG = { code: "too-long", severity: Warning, reads: Message(too_long) }
}

fn too_long(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const MOST_SENTENCES: usize = 10;
    let anatomy = ctx.anatomy;
    let count = word_count(&ctx.note.text, &ctx.note.markdown, ctx.message.message);
    let most = ctx.snapshot.settings().outreach.words_at_most.get(&ctx.message.channel).map(|most| *most as usize);
    if let Some(most) = most.filter(|most| *most < count) {
        let first_over = anatomy.words.get(most).map_or_else(|| ctx.last_sentence(), |word| word.range);
        let sentence = anatomy
            .sentences
            .iter()
            .find(|sentence| sentence.range.contains(first_over.start()))
            .map_or(first_over, |sentence| sentence.range);
        let said = format!("The message has {count} words; {} {most} are about what people read.", ctx.message.channel.way());
        return vec![Finding::new(sentence, said.replace("  ", " "), "Keep who, why and one question; the rest is for the talk.")];
    }
    let sentences: Vec<_> = anatomy.sentences.iter().filter(|sentence| sentence.is_body() && sentence.length() > 0).collect();
    let Some(over) = sentences.get(MOST_SENTENCES) else { return Vec::new() };
    vec![Finding::new(
        over.range,
        format!("The message has {} sentences; ten are plenty.", sentences.len()),
        "Keep who, why and one question; the rest is for the talk.",
    )]
}
