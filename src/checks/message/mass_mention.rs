//! `mass-mention`: a message that shows that others get it too.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, surest, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Greets, Place, Sentence};
use crate::prose::cue_table::Cue;

check! {
    /// The message says or shows that others get the same.
    ///
    /// ## Why it matters
    /// Who is one of many leaves the answer to the others.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm messaging a few people on your team about parsing.
    ///
    /// > Hi all,
    /// >
    /// > How do you test a parser?
    ///
    /// > ---
    /// > to: [Ada Lovelace, Grace Hopper]
    /// > ---
    /// > Hi Ada and Grace, how do you test a parser?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Of the four people from your team who spoke, you were the one who brought a bucket.
    ///
    /// > Hi Ada,
    /// >
    /// > Several of your colleagues said on stage that you simply know.
    ///
    /// ## Stays quiet
    /// When you speak of several people without writing to them.
    pub MASS_MENTION = { code: "mass-mention", severity: Error, reads: Message(mass_mention) }
}

fn mass_mention(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if let (Some(first), Some(last), true) = (ctx.message.to.first(), ctx.message.to.last(), ctx.message.to.len() > 1) {
        let said = format!("One message goes to {} people.", ctx.message.to.len());
        return vec![Finding::new(
            first.range.join(last.range),
            said,
            "Write to each of them alone: a note of their own, with something that is theirs.",
        )];
    }
    if let Greets::Several(range) = anatomy.opening.greets {
        return vec![Finding::new(
            range,
            format!("“{}” greets a crowd.", ctx.of(range)),
            format!("Greet {} by name, and nobody else.", ctx.them()),
        )];
    }
    let heard = anatomy.sentences.iter().filter(|sentence| sentence.place != Place::Greeting).filter_map(|sentence| {
        // Who singles the reader out does not write to the others.
        let singled_out = sentence.score(Act::Specific) >= 0.5 && !sentence.has(Cue::Mass);
        WORDING.heard_at(ctx, sentence, sentence.score(Act::Mass)).filter(|_| !singled_out && may_be_sent(ctx, sentence))
    });
    let Some(heard) = surest(heard) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Error,
        format!("{words} tells {} that others get the same.", ctx.them()),
        format!("Could {words} sound as if others got the same?"),
        "Leave it out: this message is for one person.",
    )]
}

/// Whether a sentence speaks of writing or of what is written: “several engineers on your team write about parsers” is about them alone.
fn may_be_sent(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    const MINE: &[&str] = &[
        "i", "i'm", "im", "i've", "i'll", "i'd", "me", "my", "we", "we're", "our", "this", "same", "message", "note", "email", "e-mail",
        "mail", "letter", "text", "copy", "copied", "copies", "cc", "bcc",
    ];
    sentence.has(Cue::Mass) || ctx.anatomy.words_of(sentence).iter().any(|word| MINE.contains(&word.folded.as_str()))
}

const WORDING: Wording = Wording { act: Act::Mass, cue: Cue::Mass, with_cue: [0.02, 0.12, 0.4], alone: [0.5, 0.85, 0.97] };
