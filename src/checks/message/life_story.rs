//! `life-story`: a message that is mostly about its writer.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;
use crate::text::range::TextRange;

check! {
    /// The message tells a life, or is mostly about the writer.
    ///
    /// ## Why it matters
    /// Your story is worth hearing, in the talk. Here one sentence of it is enough to make them curious.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Fleur. I began as an usher at the theatre and sewed buttons for a season. Later I ran the props table for a touring company. I called cues in three languages for nine winters. I then discovered Python in a hotel room during a storm. How does your tracker work?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Fleur, a stage manager learning Python. Your dashboard works exactly like my cue sheets. How did you decide what turns red?
    ///
    /// ## Stays quiet
    /// With an introduction of a sentence or two, and up to three sentences on your past.
    pub LIFE_STORY = { code: "life-story", severity: Warning, reads: Message(life_story) }
}

fn life_story(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !anatomy.is_english || !matches!(ctx.message.intent, Intent::First | Intent::FollowUp) {
        return Vec::new();
    }
    let body: Vec<&Sentence> = anatomy.body().collect();
    if let Some(range) = longest_run(ctx, &body) {
        return vec![Finding::new(
            range,
            "These sentences in a row are about your own past.",
            format!("Keep the one that {} would find the most telling.", ctx.them()),
        )];
    }
    let asks = |sentence: &Sentence| anatomy.asks.iter().any(|ask| sentence.range.covers(ask.range));
    let counted: Vec<&&Sentence> = body.iter().filter(|sentence| !is_business(sentence) && !asks(sentence)).collect();
    let words: usize = body.iter().map(|sentence| sentence.length()).sum();
    let about_me: usize = counted.iter().filter(|sentence| is_about_me(ctx, sentence)).map(|sentence| sentence.length()).sum();
    const FEWEST_WORDS: usize = 60;
    if words < FEWEST_WORDS || about_me * 3 <= words * 2 {
        return Vec::new();
    }
    let range = counted.iter().find(|sentence| is_about_me(ctx, sentence)).map_or_else(|| ctx.first_line(), |sentence| sentence.range);
    vec![Finding::new(
        range,
        "More than two thirds of this is about you.",
        format!("Say more of what {} did that brought you here.", ctx.them()),
    )]
}

/// Four sentences or more in a row on the writer's own past.
fn longest_run(ctx: &MessageContext<'_>, body: &[&Sentence]) -> Option<TextRange> {
    const MOST: usize = 3;
    let mut start = 0;
    for at in 0..=body.len() {
        let goes_on = body.get(at).is_some_and(|sentence| is_own_past(ctx, sentence));
        if !goes_on {
            if at - start > MOST {
                return Some(body[start].range.join(body[at - 1].range));
            }
            start = at + 1;
        }
    }
    None
}

fn is_own_past(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let score = sentence.score(Act::Past);
    let past = score >= 0.5 || sentence.has(Cue::Past) && score >= 0.08;
    past && !sentence.is_question && !speaks_of_you(ctx, sentence) && (sentence.score(Act::Intro) < 0.75 || score >= 0.6)
}

fn is_about_me(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let me = ctx.anatomy.words_of(sentence).iter().any(|word| ME.contains(&word.folded.as_str()));
    me && !speaks_of_you(ctx, sentence)
}

fn speaks_of_you(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let you = ctx.anatomy.words_of(sentence).iter().any(|word| YOU.contains(&word.folded.as_str()));
    you || ctx.anatomy.specifics.company.iter().any(|range| sentence.range.covers(*range))
}

/// Purpose and ask are not counted, nor is the sentence that introduces.
fn is_business(sentence: &Sentence) -> bool {
    sentence.score(Act::Purpose) >= 0.5
        || sentence.score(Act::MeetingAsk) >= 0.5
        || sentence.score(Act::Intro) >= 0.8
        || sentence.is_question
}

const ME: &[&str] = &["i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "our", "im", "ive"];
const YOU: &[&str] = &["you", "your", "you're", "you've", "you'd", "you'll", "yours", "ur", "u"];
