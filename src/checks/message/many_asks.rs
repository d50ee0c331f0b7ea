//! `many-asks`: several unrelated requests at once.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety};
use crate::prose::cue_table::Cue;
use crate::text::range::TextRange;

check! {
    /// Several unrelated requests in one message.
    ///
    /// ## Why it matters
    /// Each request alone is small. Together they are a task, and tasks are put off.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could you review my CV, introduce me to your designers, and give me a tour of the office?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could I ask you three questions on a short call on Tuesday or Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > How did you begin? What would you skip? Who else should I talk to?
    ///
    /// ## Stays quiet
    /// With two or three questions on one topic, and where one thing is offered instead of another.
    pub MANY_ASKS = { code: "many-asks", severity: Warning, reads: Message(many_asks) }
}

fn many_asks(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !anatomy.is_english || matches!(ctx.message.intent, Intent::ThankYou | Intent::Reply) {
        return Vec::new();
    }
    let mut favours: Vec<TextRange> = Vec::new();
    for sentence in anatomy.body() {
        let score = sentence.score(Act::OtherAsk);
        let mut last = None;
        for hit in sentence.cues.iter().filter(|hit| hit.cue == Cue::OtherAsk) {
            let alternative = hit.first > sentence.words.0 && is_alternative(ctx, sentence, hit.first);
            let apart = last.is_none_or(|last| hit.first > last);
            if apart && !alternative && score >= 0.12 {
                favours.push(anatomy.range_of(hit));
                last = Some(hit.last);
            }
        }
        if last.is_none() && score >= 0.75 {
            favours.push(sentence.range);
        }
    }
    if favours.len() < 2 {
        return Vec::new();
    }
    let sure = favours.len() > 2 || anatomy.best(Act::OtherAsk) >= 0.5;
    let surety = if sure { Surety::Certain } else { Surety::Possible };
    let (first, last) = (favours[0], favours[favours.len() - 1]);
    let said = format!("{} and {} are favours of different kinds.", quoted(ctx, first), quoted(ctx, last));
    let asked = format!("Are {} and {} one request or two?", quoted(ctx, first), quoted(ctx, last));
    vec![weighed(
        last,
        surety,
        Severity::Warning,
        said,
        asked,
        "Keep the one that matters most; the others can follow once you have talked.",
    )]
}

/// Whether a request stands in another one's place: “or”, “if you'd rather”, “instead”.
fn is_alternative(ctx: &MessageContext<'_>, sentence: &Sentence, first: usize) -> bool {
    let before = &ctx.anatomy.words[sentence.words.0..first];
    before.iter().rev().take(5).any(|word| matches!(word.folded.as_str(), "or" | "rather" | "instead" | "otherwise" | "else"))
}
