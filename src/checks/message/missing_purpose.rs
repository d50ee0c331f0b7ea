//! `missing-purpose`: a message that does not say why it was written.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Sentence, Surety};
use crate::prose::cue_table::Cue;

check! {
    /// Nothing says why you write or what you want to learn.
    ///
    /// ## Why it matters
    /// People who get many messages answer those that say in one line what the writer wants to know.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a line cook learning Rust. I'd love to connect and get to know each other. Are you free for 20 minutes on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam. I'm writing because I want to learn how you test a parser.
    ///
    /// > Hi Ada, I'm Sam. How do you test a parser?
    ///
    /// ## Stays quiet
    /// With a direct question about their work, and in replies, follow-ups and thank-yous.
    pub MISSING_PURPOSE = { code: "missing-purpose", severity: Warning, reads: Message(missing_purpose) }
}

fn missing_purpose(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !ctx.is_first || !anatomy.is_english || anatomy.is_empty() {
        return Vec::new();
    }
    let improper =
        [AskKind::Job, AskKind::Referral, AskKind::Hiring].into_iter().any(|kind| anatomy.asks_for(kind, Surety::Possible).is_some());
    let favour = anatomy.asks_for(AskKind::Favour, Surety::Certain).is_some();
    if improper || favour || anatomy.body().any(|sentence| has_purpose(ctx, sentence)) {
        return Vec::new();
    }
    let range = anatomy.asks_for(AskKind::Meeting, Surety::Likely).map_or_else(|| ctx.last_sentence(), |ask| ask.range);
    let nearly = anatomy.best(Act::Purpose) >= NEARLY;
    let them = ctx.them();
    vec![weighed(
        range,
        if nearly { Surety::Possible } else { Surety::Certain },
        Severity::Warning,
        format!("Nothing tells {them} why you write or what you would like to learn."),
        format!("Will {them} see what you would like to learn?"),
        "Say it in one line: “I’d like to understand how you …”.",
    )]
}

/// From so much on, the classifier alone is believed.
const ALONE: f32 = 0.35;
/// So much is enough beside a phrase such as “I’d like to learn how”.
const WITH_CUE: f32 = 0.1;
/// Below that nothing hints at a purpose.
const NEARLY: f32 = 0.2;

fn has_purpose(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let purpose = sentence.score(Act::Purpose);
    if purpose >= ALONE || sentence.has(Cue::Purpose) && purpose >= WITH_CUE || sentence.has(Cue::WantsToKnow) {
        return true;
    }
    let meets = sentence.has(Cue::MeetingAsk) || sentence.score(Act::MeetingAsk) >= 0.4;
    let small_talk = is_small_talk(ctx, sentence);
    let opens_with = ctx.anatomy.words_of(sentence).iter().any(|word| QUESTIONING.contains(&word.folded.as_str()));
    let topical = (sentence.length() >= 5 || opens_with) && !small_talk;
    let asks = sentence.is_question && !meets && topical;
    // “Can you tell me how …?” may look like a request to meet, and still has its topic.
    let asks_how = sentence.is_question && sentence.has(Cue::Purpose) && sentence.score(Act::Purpose) >= 0.03;
    asks || asks_how || sentence.score(Act::ProcessQuestion) >= 0.5 || sentence.score(Act::Question) >= 0.6 && topical && !meets
}

const QUESTIONING: &[&str] = &["how", "what", "what's", "why", "who", "which", "where", "whose", "how's", "who's", "where's"];

/// “How are you?”, “How's the family?”: asked out of kindness, not out of interest.
fn is_small_talk(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let words: Vec<&str> = ctx.anatomy.words_of(sentence).iter().map(|word| word.folded.as_str()).collect();
    let begins = |phrase: &[&str]| words.starts_with(phrase);
    let kind = begins(&["how", "are", "you"])
        || begins(&["how", "have", "you", "been"])
        || begins(&["how's"])
        || begins(&["how", "is"])
        || begins(&["how", "are", "things"]);
    let offers = words
        .iter()
        .any(|word| matches!(*word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "tues" | "thurs"));
    kind && words.len() <= 8 || offers && words.len() <= 10
}

#[cfg(test)]
mod tests {
    use super::MISSING_PURPOSE;
    use crate::testing::fires;

    #[test]
    fn praise_and_a_wish_to_meet_are_no_purpose() {
        assert!(fires(&MISSING_PURPOSE, "Hi Ada,

I'm Sam, a line cook. The dashboard that you designed is beautiful. It would make me happy to have an exchange with you. Are you free for 20 minutes on Tuesday or Thursday?"));
    }
}
