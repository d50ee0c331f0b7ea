//! `follow-up-guilt`: a follow-up that reproaches.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Heard, Wording, quoted, surest, weighed};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety};
use crate::prose::cue_table::Cue;

check! {
    /// A follow-up reproaches them for their silence.
    ///
    /// ## Why it matters
    /// Silence is mostly a full week. A reproach makes an answer unpleasant to write, so it is not written.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > you never answered my last two messages.
    ///
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > I was disappointed to get no reply at all from you.
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > intent: follow-up
    /// > ---
    /// > Hi Ada,
    /// >
    /// > I expect last week was a full one. I'm still curious how you test a parser.
    ///
    /// ## Stays quiet
    /// With a plain reminder of your question.
    pub FOLLOW_UP_GUILT = { code: "follow-up-guilt", severity: Warning, reads: Message(follow_up_guilt) }
}

fn follow_up_guilt(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if ctx.message.intent != Intent::FollowUp {
        return Vec::new();
    }
    let sentences = ctx.anatomy.sentences.iter().filter(|sentence| !supposes(ctx, sentence));
    let loudest = surest(sentences.filter_map(|sentence| WORDING.heard_at(ctx, sentence, sentence.score(WORDING.act))));
    let Some(heard) = loudest.or_else(|| between_the_lines(ctx)) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Warning,
        format!("{words} reproaches {} for being silent.", ctx.them()),
        format!("Could {words} sound like a reproach?"),
        "Assume a full week: “I expect the release kept you busy”.",
    )]
}

/// “If you never got my note, here it is again”: supposed, not held against them.
fn supposes(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let mut words = ctx.anatomy.words_of(sentence).iter().map(|word| word.folded.as_str());
    matches!((words.next(), words.next()), (Some("if"), _) | (Some("in"), Some("case")))
}

/// A reproach that no sentence makes alone: two or more that each have a little of it.
fn between_the_lines(ctx: &MessageContext<'_>) -> Option<Heard> {
    const A_LITTLE: f32 = 0.15;
    const TOGETHER: f32 = 0.45;
    let hints: Vec<&Sentence> = ctx.anatomy.sentences.iter().filter(|sentence| sentence.score(Act::Guilt) >= A_LITTLE).collect();
    let sum: f32 = hints.iter().map(|sentence| sentence.score(Act::Guilt)).sum();
    let loudest = hints.iter().max_by(|one, other| one.score(Act::Guilt).total_cmp(&other.score(Act::Guilt)))?;
    (hints.len() > 1 && sum >= TOGETHER).then_some(Heard { range: loudest.range, surety: Surety::Possible, score: sum })
}

const WORDING: Wording = Wording { act: Act::Guilt, cue: Cue::Guilt, with_cue: [0.15, 0.25, 0.4], alone: [0.6, 0.66, 0.85] };

#[cfg(test)]
mod tests {
    use super::FOLLOW_UP_GUILT;
    use crate::testing::fires;

    #[test]
    fn what_is_only_supposed_is_no_reproach() {
        let told = |sentence: &str| {
            fires(
                &FOLLOW_UP_GUILT,
                &format!("---\nto: Ada Lovelace\nintent: follow-up\n---\nHi Ada,\n\n{sentence} Would Tuesday suit?\n\nSam"),
            )
        };
        assert!(told("You never got back to me."));
        assert!(!told("If you never got my first message, here is the short version."));
        assert!(!told("In case you never got it, my question again."));
    }
}
