//! `jargon`: words of your course to somebody outside it.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, surest, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;

check! {
    /// Words of your course, to somebody who does not know it.
    ///
    /// ## Why it matters
    /// “Mod 3” and “DTR” mean nothing outside. Plain words make you look further along, not less.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm a mod 3 BE in the 2403 cohort.
    ///
    /// > Hi Ada,
    /// >
    /// > We leaned on it in our consultancy inning after the DTR.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm five months into a seven-month back-end course.
    ///
    /// > Hi Ada,
    /// >
    /// > In your video the capstone drops in and the whole arch shivers.
    ///
    /// > Hi Ada,
    /// >
    /// > You follow a cohort of 2,403 mothers; how did you find them?
    ///
    /// ## Stays quiet
    /// To mentors, alumni and others of the community.
    pub JARGON = { code: "jargon", severity: Warning, reads: Message(jargon) }
}

fn jargon(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let insider = ctx.recipient.is_none_or(|recipient| {
        ["community", "mentor", "alumni", "alum", "alumna", "alumnus", "student group"].iter().any(|word| recipient.contact.is_marked(word))
    });
    if insider {
        return Vec::new();
    }
    let sentences = ctx.anatomy.sentences.iter().filter(|sentence| !calculates(ctx, sentence));
    let Some(heard) = surest(sentences.filter_map(|sentence| WORDING.heard_at(ctx, sentence, sentence.score(WORDING.act)))) else {
        return Vec::new();
    };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Warning,
        format!("{words} means little outside your course."),
        format!("Will they know what {words} means?"),
        "Say it in plain words: how long you have studied, and what.",
    )]
}

/// “x mod 3 = 1”, “mod 3 arithmetic”: the remainder of a division, and no module of a course.
fn calculates(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let words = ctx.anatomy.words_of(sentence);
    let remainder = |at: usize| {
        let operand = at.checked_sub(1).map_or("", |before| words[before].folded.as_str());
        let number = words.get(at + 1).is_some_and(|word| word.folded.parse::<u32>().is_ok());
        let sums =
            |word: &Word| matches!(word.folded.as_str(), "arithmetic" | "math" | "maths" | "addition" | "counter" | "hash" | "hashing");
        let is_operand = operand.len() == 1 && !matches!(operand, "i" | "a") || operand.parse::<u32>().is_ok();
        words[at].folded == "mod" && number && (is_operand || words.get(at + 2).is_some_and(sums))
    };
    (0..words.len()).any(remainder)
}

const WORDING: Wording = Wording { act: Act::Jargon, cue: Cue::Jargon, with_cue: [0.0, 0.05, 0.3], alone: [0.85, 0.95, 0.99] };

#[cfg(test)]
mod tests {
    use super::JARGON;
    use crate::testing::fires;

    #[test]
    fn a_remainder_is_no_module() {
        let told = |sentence: &str| fires(&JARGON, &format!("Hi Ada,\n\nI'm Sam. {sentence} How do you test a parser?\n\nThanks,\nSam"));
        assert!(told("I'm in mod 3 now."));
        assert!(!told("Your hash takes x mod 3 and adds one."));
        assert!(!told("I liked the mod 3 arithmetic in it."));
    }

    #[test]
    fn a_mentor_knows_the_words() {
        assert!(!fires(
            &JARGON,
            "//- contacts/kit-yamamoto.md
---
via: mentor
---
//- outreach/2026-11-23-kit-yamamoto.md
---
to: Kit Yamamoto
---
Hi Kit, I'm in mod 3 and my capstone group just had its DTR."
        ));
    }
}
