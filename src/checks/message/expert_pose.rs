//! `expert-pose`: a writer who claims mastery or lectures.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, surest, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;

check! {
    /// The message claims mastery, or lectures the person it goes to.
    ///
    /// ## Why it matters
    /// They know their field. A question shows more understanding than an answer nobody asked for.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I have mastered React end to end and can tell you where your article goes wrong.
    ///
    /// > Hi Ada,
    /// >
    /// > As an expert in Rust I can tell you that you should be using another parser.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm new to React and keep hitting one wall: state that outlives a page.
    ///
    /// ## Stays quiet
    /// When you tell of a trade that really is yours.
    pub EXPERT_POSE = { code: "expert-pose", severity: Warning, reads: Message(expert_pose) }
}

fn expert_pose(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let sentences = &ctx.anatomy.sentences;
    let poses = sentences.iter().filter(|sentence| sentence.has(Cue::Expert) && !sentence.is_question).count();
    let score = |sentence: &Sentence| {
        let score = sentence.score(Act::Expert);
        if poses > 1 && sentence.has(Cue::Expert) { score.max(0.5) } else { score }
    };
    let Some(heard) = surest(sentences.iter().filter_map(|sentence| WORDING.heard_at(ctx, sentence, score(sentence)))) else {
        return Vec::new();
    };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Warning,
        format!("{words} lectures somebody who knows the field."),
        format!("Could {words} sound like a lecture?"),
        "Turn it into a question: what did they weigh, and why?",
    )]
}

const WORDING: Wording = Wording { act: Act::Expert, cue: Cue::Expert, with_cue: [0.02, 0.4, 0.6], alone: [0.5, 0.9, 0.98] };
