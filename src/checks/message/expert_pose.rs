//! `expert-pose`: a writer who claims mastery or lectures.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, surest, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;

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
    let Some(heard) = surest(
        sentences
            .iter()
            .filter(|sentence| !is_no_pose(ctx, sentence))
            .filter_map(|sentence| WORDING.heard_at(ctx, sentence, score(sentence))),
    ) else {
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

/// “Let me explain why I write”, “I'm no expert”, and a degree that is called a master's: about the writer, and no lecture.
fn is_no_pose(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let words = ctx.anatomy.words_of(sentence);
    let explains = sentence.cues.iter().filter(|hit| hit.cue == Cue::Expert).any(|hit| {
        let next = ctx.anatomy.words.get(hit.last + 1).map_or("", |word| word.folded.as_str());
        matches!(ctx.anatomy.words[hit.first].folded.as_str(), "let") && matches!(next, "i" | "i'm" | "i've" | "my")
    });
    let degree = words.iter().any(|word| matches!(word.folded.as_str(), "master's" | "masters" | "bachelor's" | "degree"));
    let denies = |word: &Word| matches!(word.folded.as_str(), "no" | "not" | "hardly" | "far" | "never") || word.folded.ends_with("n't");
    let modest = words.iter().enumerate().any(|(at, word)| {
        let claimed = matches!(word.folded.as_str(), "expert" | "guru" | "authority" | "master" | "specialist");
        claimed && words[at.saturating_sub(4)..at].iter().any(denies)
    });
    explains || modest || degree && !sentence.has(Cue::Expert)
}

const WORDING: Wording = Wording { act: Act::Expert, cue: Cue::Expert, with_cue: [0.02, 0.4, 0.6], alone: [0.5, 0.9, 0.98] };

#[cfg(test)]
mod tests {
    use super::EXPERT_POSE;
    use crate::testing::fires;

    #[test]
    fn a_claim_is_told_from_modesty_and_from_reasons() {
        let told =
            |sentence: &str| fires(&EXPERT_POSE, &format!("Hi Ada,\n\nI study parsers. {sentence} How do you test one?\n\nThanks,\nSam"));
        for sentence in ["As an expert in React I can tell you that it is slow.", "I'm a Rust guru.", "Let me explain how lexers work."] {
            assert!(told(sentence), "{sentence}");
        }
        for sentence in [
            "I'm no expert in Rust.",
            "I am not an expert in lexers.",
            "Let me explain why I write.",
            "I have a master's in history.",
            "You are an expert in parsing.",
        ] {
            assert!(!told(sentence), "{sentence}");
        }
    }
}
