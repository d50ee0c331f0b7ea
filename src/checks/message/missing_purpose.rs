//! `missing-purpose`: a message that does not say why it was written.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{AskKind, Sentence, Surety};
use crate::prose::cue_table::{Cue, SETS};
use crate::prose::words::Word;

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
    if names_a_topic(ctx, sentence) {
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

/// “20 min on design tokens?”: in a short note the topic stands behind the time that is asked for, and there is no room for more. A day, an
/// hour or a way to call behind it is no topic, nor is “that”.
fn names_a_topic(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    const NEAR: usize = 3;
    let words = ctx.anatomy.words_of(sentence);
    let is_of_time =
        |word: &Word| TALK.contains(&word.folded.as_str()) || word.folded.trim_start_matches(|it: char| it.is_ascii_digit()) == "min";
    // “Your talk about stemming” was given already.
    let is_theirs = |at: usize| {
        let owned =
            at.checked_sub(1).is_some_and(|before| matches!(words[before].folded.as_str(), "your" | "the" | "his" | "her" | "their"));
        words[at].folded == "talk" && owned
    };
    let begins = |at: usize| {
        let near = at.saturating_sub(NEAR)..at;
        matches!(words[at].folded.as_str(), "on" | "about")
            && near.into_iter().any(|before| is_of_time(&words[before]) && !is_theirs(before))
    };
    let is_topic = |word: &Word| {
        let said = word.folded.as_str();
        let is_of_days = SETS.iter().any(|(name, set)| *name == "time" && set.split(' ').any(|one| one == said));
        said.len() > 2 && said.starts_with(char::is_alphabetic) && !NO_TOPIC.contains(&said) && !is_of_days
    };
    (1..words.len()).any(|at| begins(at) && words[at - 1].then == ' ' && words.get(at + 1).is_some_and(is_topic))
}

const TALK: &[&str] = &["minutes", "mins", "minute", "hour", "call", "chat", "talk", "coffee", "tea", "lunch", "conversation", "half-hour"];
const NO_TOPIC: &[&str] = &[
    "the",
    "that",
    "this",
    "these",
    "those",
    "any",
    "either",
    "whichever",
    "whatever",
    "your",
    "you",
    "yours",
    "our",
    "him",
    "her",
    "them",
    "zoom",
    "teams",
    "skype",
    "phone",
    "video",
    "slack",
    "linkedin",
    "meet",
    "noon",
    "weekday",
    "weekdays",
    "weekend",
    "weekends",
    "tomorrow",
    "today",
    "half",
    "fifteen",
    "twenty",
    "thirty",
    "ten",
    "one",
    "two",
    "three",
    "things",
    "stuff",
    "anything",
    "everything",
    "something",
    "whether",
    "opportunities",
    "opportunity",
    "jobs",
    "roles",
    "positions",
    "careers",
    "here",
    "there",
    "discord",
    "signal",
    "whatsapp",
    "google",
    "jitsi",
];

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

    const NOTE: &str = "Hi Ada, ex-aide now learning back end. Your driver for the soil sensor hooked me.";

    #[test]
    fn a_topic_behind_the_time_that_is_asked_for_is_a_purpose() {
        for ask in [
            "20 min on design tokens, Wed 2 or Thu 3 Dec, 6 pm your time?",
            "20 min call on drivers, Tue 1 or Thu 3 Dec pm MT?",
            "Open to a 20-minute chat about rate limits on Tuesday 1 December?",
        ] {
            assert!(!fires(&MISSING_PURPOSE, &format!("{NOTE} {ask} Thanks! Sam")), "{ask}");
        }
        for ask in [
            "Would 20 minutes on Tuesday 1 or Thursday 3 December suit you?",
            "20 min on 1 or 3 Dec?",
            "A short call on Zoom, on Tuesday 1 December?",
            "Could we have a call about that on March 3?",
        ] {
            assert!(fires(&MISSING_PURPOSE, &format!("{NOTE} {ask} Thanks! Sam")), "{ask}");
        }
    }

    #[test]
    fn to_show_them_ones_own_is_a_purpose() {
        assert!(!fires(
            &MISSING_PURPOSE,
            "Hey Ada! I start my final project on Monday: a route planner for home-care visits. Yours was the first one I ever saw. Could I show you mine for half an hour? Sunday 29 November after lunch or Tuesday 1 December at 7 pm, your choice. Thanks, Sam"
        ));
    }

    #[test]
    fn a_talk_on_something_has_a_purpose_and_one_on_tuesday_has_none() {
        let told = |ask: &str| fires(&MISSING_PURPOSE, &format!("Hi Ada, ex-cook here. Your parsing talk hooked me. {ask} Thanks! Sam"));
        assert!(!told("Could I ask you 2 questions by chat on error recovery, Tue or Thu?"));
        assert!(!told("Open to a 20-min chat on lexer errors, Tue 1 or Thu 3 Dec pm MT?"));
        assert!(told("Open to a 20-min chat on Tuesday 1 or Thursday 3 December?"));
        assert!(told("Open to a call on your next free day?"));
    }

    #[test]
    fn praise_and_a_wish_to_meet_are_no_purpose() {
        assert!(fires(&MISSING_PURPOSE, "Hi Ada,

I'm Sam, a line cook. The dashboard that you designed is beautiful. It would make me happy to have an exchange with you. Are you free for 20 minutes on Tuesday or Thursday?"));
    }
}
