//! `missing-update`: a first message to somebody who knows you, with no word on what you do now.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::missing_intro::says_what_one_learns;
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// Somebody who knows you hears nothing of what you do now.
    ///
    /// ## Why it matters
    /// An old colleague pictures you where you last met. One sentence on what has changed tells them why you ask.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Grace Hopper
    /// > ---
    /// > Grace! It has been years since the depot. Coffee on Tuesday or Thursday?
    /// >
    /// > Sam
    ///
    /// ## Try
    /// > ---
    /// > to: Grace Hopper
    /// > ---
    /// > Grace! Since we ran the kitchen together I've moved into web development. Coffee on Tuesday or Thursday?
    /// >
    /// > Sam
    ///
    /// ## Stays quiet
    /// With strangers, who need an introduction instead, and in replies, follow-ups and thank-yous.
    pub MISSING_UPDATE = { code: "missing-update", severity: Info, reads: Message(missing_update) }
}

fn missing_update(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if !ctx.is_first || !ctx.knows_you() || !ctx.anatomy.is_english || ctx.anatomy.is_empty() {
        return Vec::new();
    }
    let told = ctx.anatomy.sentences.iter().any(|sentence| {
        let score = sentence.score(Act::Update).max(sentence.score(Act::Intro));
        // “I saw that you …” is news of theirs.
        let of_them = sentence.score(Act::Specific) >= 0.8 && sentence.score(Act::Update) < 0.6 && sentence.score(Act::Intro) < 0.6;
        // “mod 2 BE” is news to somebody who has been there.
        let in_course = sentence.has(Cue::Jargon) && sentence.has(Cue::Update);
        score >= 0.4 && !of_them
            || sentence.has(Cue::Update) && score >= 0.2
            || in_course
            || sentence.score(Act::Past) < 0.5 && says_what_one_learns(ctx, sentence)
    });
    if told {
        return Vec::new();
    }
    let range = ctx.anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range);
    vec![Finding::new(
        range,
        format!("{} knows you, but hears nothing of what you do now.", ctx.them()),
        "Add a sentence of news: what you have begun, and since when.",
    )]
}

#[cfg(test)]
mod tests {
    use super::MISSING_UPDATE;
    use crate::testing::fires;

    #[test]
    fn news_is_news_in_any_words() {
        assert!(!fires(
            &MISSING_UPDATE,
            "---
to: Grace Hopper
---
Grace! I've left print altogether and I'm in the fourth month of a web course. Coffee?"
        ));
    }
}
