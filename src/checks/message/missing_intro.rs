//! `missing-intro`: a first message to a stranger that never says who writes.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Place, Sentence, Surety};
use crate::prose::anatomy::specifics::{stem, telling_stems};
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;

check! {
    /// A first message to a stranger never says who you are.
    ///
    /// ## Why it matters
    /// Nobody likes to answer a question without knowing who asks. One clause is enough, and a past trade makes you memorable.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Your talk on incremental parsing was grand. How do you test it? Would Tuesday or Thursday next week suit for 20 minutes?
    /// >
    /// > Thanks,
    /// > Sam
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a former line cook now studying back-end development. How do you test a parser?
    /// >
    /// > Thanks,
    /// > Sam
    ///
    /// ## Stays quiet
    /// With people who know you, and when the name’s last line says who you are.
    pub MISSING_INTRO = { code: "missing-intro", severity: Warning, reads: Message(missing_intro) }
}

fn missing_intro(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let to_a_stranger = ctx.is_first && ctx.is_known() && !ctx.knows_you();
    if !to_a_stranger || !ctx.anatomy.is_english || ctx.anatomy.is_empty() {
        return Vec::new();
    }
    let said = |sentence: &Sentence| {
        let score = sentence.score(Act::Intro).max(sentence.score(Act::Update));
        score >= ALONE || sentence.has(Cue::Intro) && score >= WITH_CUE || says_what_one_learns(ctx, sentence)
    };
    let sentences = ctx.anatomy.sentences.iter().filter(|sentence| sentence.place != Place::Greeting);
    let tells_own_past = sentences.clone().filter(|sentence| sentence.score(Act::Past) >= 0.5).count() >= 2;
    if sentences.clone().any(said) || tells_own_past || says_my_intro(ctx) {
        return Vec::new();
    }
    let nearly = sentences.map(|sentence| sentence.score(Act::Intro)).fold(0.0, f32::max) >= NEARLY;
    let range = ctx.anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range);
    let them = ctx.them();
    let help = "Add a clause such as “I’m Sam, a line cook learning back-end development”, with your own trade in it.";
    vec![weighed(
        range,
        if nearly { Surety::Possible } else { Surety::Certain },
        Severity::Warning,
        format!("{them} does not know you yet, and the message never says who you are."),
        format!("Will {them} see from this who you are?"),
        help,
    )]
}

/// From so much on, the classifier alone is believed.
const ALONE: f32 = 0.4;
/// So much is enough beside a phrase such as “I’m a …”.
const WITH_CUE: f32 = 0.08;
/// Below that nothing hints at an introduction.
const NEARLY: f32 = 0.25;

/// “fishing guide and C# beginner here”, “before commencing a programme in Java, I …”
pub(super) fn says_what_one_learns(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    const LEARNING: &[&str] =
        &["learning", "learner", "studying", "student", "beginner", "retraining", "bootcamp", "newcomer", "trainee", "apprentice"];
    const COURSE: &[&str] = &["course", "programme", "program", "evening", "classes", "degree"];
    const ME: &[&str] = &["i", "i'm", "im", "i've", "my", "me", "here"];
    let words = ctx.anatomy.words_of(sentence);
    let has = |set: &[&str]| words.iter().any(|word| set.contains(&word.folded.as_str()));
    let of_you = words.iter().any(|word| matches!(word.folded.as_str(), "your" | "you"));
    let attends = words.windows(3).any(|three| {
        let between = matches!(three[1].folded.as_str(), "currently" | "now" | "also" | "still" | "only" | "just");
        let does = |word: &Word| matches!(word.folded.as_str(), "study" | "attend");
        three[0].folded == "i" && (does(&three[1]) || between && does(&three[2]))
    });
    let by_oneself = words.windows(2).any(|pair| {
        matches!(pair[0].folded.as_str(), "teach" | "teaching" | "taught" | "learn")
            && matches!(pair[1].folded.as_str(), "myself" | "meself")
    });
    by_oneself
        || attends
        || has(LEARNING) && (has(ME) || !of_you)
        || has(COURSE) && has(ME) && sentence.score(Act::Past).max(sentence.score(Act::Intro)) >= 0.05
}

/// Whether two telling words of the keeper's own introduction stand in the message.
fn says_my_intro(ctx: &MessageContext<'_>) -> bool {
    let Some(intro) = &ctx.snapshot.settings().my_intro else { return false };
    let stems = telling_stems(intro);
    let said = ctx.anatomy.words.iter().map(|word| stem(word.bare())).filter(|stem| stems.contains(stem));
    said.collect::<std::collections::BTreeSet<_>>().len() >= 2
}

#[cfg(test)]
mod tests {
    use super::MISSING_INTRO;
    use crate::testing::fires;

    #[test]
    fn an_introduction_may_come_in_many_ways() {
        assert!(!fires(
            &MISSING_INTRO,
            "Hi Ada,

Dana here, an ICU nurse learning Rust at night. How do you test?"
        ));
        assert!(!fires(
            &MISSING_INTRO,
            "Hi Ada,

How do you test?

Kofi Mensah
(a bicycle courier since 2016, and a student of Python since June)"
        ));
        assert!(!fires(
            &MISSING_INTRO,
            "---
to: Ada Lovelace
intent: reply
---
Hi Ada,

Tuesday is perfect.
"
        ));
    }
}
