//! `missing-specifics`: a first message that could have gone to anybody.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety};
use crate::prose::cue_table::Cue;
use crate::text::range::TextRange;

check! {
    /// Nothing in the message is about this person.
    ///
    /// ## Why it matters
    /// People can tell a letter that would fit anybody. One thing of theirs that you read, heard or share is why they answer you and not the other ten.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a line cook learning Rust. You have had a truly remarkable career and I would love to hear how you got to where you are. Could I have 20 minutes on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Your talk on incremental parsing at Denver Rust named my problem exactly. How do you test it?
    ///
    /// ## Stays quiet
    /// When the message touches a fact, a log line or the role in the contact’s note, or tells of a talk, post, project or place you share.
    pub MISSING_SPECIFICS = { code: "missing-specifics", severity: Warning, reads: Message(missing_specifics) }
}

fn missing_specifics(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !ctx.is_first || !ctx.is_known() || !anatomy.is_english || anatomy.is_empty() {
        return Vec::new();
    }
    let found = &anatomy.specifics;
    let (noted, best) = (found.noted.len(), found.best);
    let alone = if ctx.knows_you() { 0.3 } else { 0.45 };
    // “Impressed by all that you've achieved at Mill” is praise with a name on it.
    let decorated = |range: &TextRange| {
        let sentence = anatomy.sentences.iter().find(|sentence| sentence.range.covers(*range));
        sentence.is_some_and(|it| it.score(Act::Praise) >= 0.5 && it.score(Act::Specific) < 0.3)
    };
    let named = found.company.iter().any(|range| !decorated(range));
    let with_company =
        named && (best >= 0.12 || anatomy.body().any(|sentence| asks_at_their_place(ctx, sentence)) || asks_what_they_made(ctx));
    let with_note = noted >= 2 || noted == 1 && best >= 0.1;
    if best >= alone || with_company || with_note {
        return Vec::new();
    }
    let them = ctx.them();
    let praise = anatomy.body().find(|sentence| sentence.has(Cue::Praise) || sentence.score(Act::Praise) >= 0.5);
    let range = praise.map_or_else(|| ctx.anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range), |it| it.range);
    let possible = best >= 0.3 || noted > 0 || ctx.knows_you();
    vec![weighed(
        range,
        if possible { Surety::Possible } else { Surety::Certain },
        Severity::Warning,
        format!("Nothing here is about {them}: it could go to anybody."),
        format!("Could {them} tell that this was written for nobody else?"),
        &format!("Name one thing of theirs, a talk, a project, a step they took, and why it brought you to {them}."),
    )]
}

/// Whether what they make does something in the message, and they are asked about it: “This morning Mill understood me swearing … How did you
/// teach it that?” In “I'd like to be at Mill” it does nothing.
fn asks_what_they_made(ctx: &MessageContext<'_>) -> bool {
    let anatomy = ctx.anatomy;
    let acts = |range: &TextRange| {
        let before = anatomy.words.iter().take_while(|word| word.range.end() <= range.start()).last();
        !before.is_some_and(|word| matches!(word.folded.as_str(), "at" | "for" | "with" | "in" | "to" | "of" | "from" | "join" | "about"))
    };
    let asks = |sentence: &Sentence| {
        let you = anatomy.words_of(sentence).iter().any(|word| matches!(word.folded.as_str(), "you" | "your"));
        sentence.is_question && you && sentence.length() >= 6 && sentence.score(Act::MeetingAsk) < 0.4
    };
    anatomy.specifics.company.iter().any(acts) && anatomy.body().any(asks)
}

/// A question that names their company asks about their place, not about any.
fn asks_at_their_place(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let named = ctx.anatomy.specifics.company.iter().any(|range| sentence.range.covers(*range));
    named && (sentence.is_question || sentence.score(Act::Purpose) >= 0.3 || sentence.has(Cue::Purpose)) && sentence.length() >= 6
}

#[cfg(test)]
mod tests {
    use super::MISSING_SPECIFICS;
    use crate::testing::fires;

    #[test]
    fn a_fact_of_the_note_is_specific() {
        assert!(!fires(
            &MISSING_SPECIFICS,
            "Hi Ada,

I'm Sam. You taught maths before you came to compilers; what carried over?"
        ));
    }
}
