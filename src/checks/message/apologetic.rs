//! `apologetic`: an apology for writing.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, surest, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;

check! {
    /// The message apologises for itself, or makes the writer small.
    ///
    /// ## Why it matters
    /// You ask for something ordinary. An apology makes it feel like an imposition.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Sorry to bother you, I know I'm nobody special.
    ///
    /// > Hi Ada,
    /// >
    /// > I apologise for intruding on your day.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Your answer would save me a wrong turn.
    ///
    /// > Hi Ada,
    /// >
    /// > I know releases crowd your week.
    ///
    /// ## Stays quiet
    /// With regard for their time, and an apology for something that did happen.
    pub APOLOGETIC = { code: "apologetic", severity: Hint, reads: Message(apologetic) }
}

fn apologetic(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let heard = ctx.anatomy.sentences.iter().filter(|sentence| !is_owed(ctx, sentence));
    let heard = heard.filter_map(|sentence| WORDING.heard_at(ctx, sentence, sentence.score(WORDING.act)));
    let Some(heard) = surest(heard) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Hint,
        format!("{words} makes you smaller than you are."),
        format!("Does {words} need to be there?"),
        "Leave it out; a thank-you at the end says it better.",
    )]
}

/// Whether an apology is for something that happened, and is good manners: a late answer, a call that has to be moved, an outage.
fn is_owed(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    const HAPPENED: &[&str] = &[
        "missed",
        "miss",
        "late",
        "later",
        "lateness",
        "slow",
        "delay",
        "delayed",
        "wait",
        "outage",
        "bug",
        "cancel",
        "cancelling",
        "canceling",
        "postpone",
        "move",
        "moving",
        "reschedule",
        "rescheduling",
        "change",
        "changing",
        "mistake",
        "mix-up",
        "mixup",
        "confusion",
        "forgot",
        "forgetting",
        "misread",
        "loss",
        "lost",
        "hear",
        "mess",
        "noise",
        "typo",
        "wrong",
        "swap",
        "couldn't",
        "can't",
        "cannot",
    ];
    let sorry = |word: &Word| matches!(word.folded.as_str(), "sorry" | "apologies" | "apologise" | "apologize" | "forgive");
    let words = ctx.anatomy.words_of(sentence);
    words.iter().any(sorry) && !sentence.has(Cue::Apology) && words.iter().any(|word| HAPPENED.contains(&word.folded.as_str()))
}

const WORDING: Wording = Wording { act: Act::Apology, cue: Cue::Apology, with_cue: [0.2, 0.3, 0.4], alone: [0.75, 0.85, 0.95] };
