//! `salesy-subject`: a subject that shouts, sells, or runs on.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::outreach::Channel;
use crate::prose::words::{Word, words};

check! {
    /// The subject shouts, sells, or runs past eight words.
    ///
    /// ## Why it matters
    /// It looks like advertising, and is thrown out like it.
    ///
    /// ## Instead of
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: email
    /// > subject: AMAZING junior dev eager to add VALUE!!!
    /// > ---
    /// > Hi Ada
    ///
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: email
    /// > subject: A question about how you came from teaching maths into compiler work
    /// > ---
    /// > Hi Ada
    ///
    /// ## Try
    /// > ---
    /// > to: Ada Lovelace
    /// > channel: email
    /// > subject: From ICU nurse to health APIs
    /// > ---
    /// > Hi Ada
    ///
    /// ## Stays quiet
    /// With acronyms such as API or ICU.
    pub SALESY_SUBJECT = { code: "salesy-subject", severity: Warning, reads: Message(salesy_subject) }
}

fn salesy_subject(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const MOST_WORDS: usize = 8;
    let Some(subject) = ctx.message.subject.as_ref().filter(|_| ctx.message.channel != Channel::LinkedinNote) else { return Vec::new() };
    let said = subject.value.trim();
    let found = |what: String, help: &str| vec![Finding::new(subject.range, what, help)];
    let shouted = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 4 && !word.chars().any(char::is_lowercase);
    let all: Vec<&str> = said.split_whitespace().collect();
    let capitals = said.chars().filter(|c| c.is_uppercase()).count();
    let letters = said.chars().filter(|c| c.is_alphabetic()).count();
    let loud = all.iter().filter(|word| shouted(word)).count();
    let longest = all.iter().filter(|word| shouted(word)).map(|word| word.chars().count()).max().unwrap_or(0);
    if said.contains("!!") || loud > 1 || longest > 6 || letters > 8 && capitals * 10 > letters * 8 {
        return found(format!("The subject “{said}” shouts."), "Write it as you would say it, in a few true words.");
    }
    let words = words(said, 0);
    let selling = |word: &&Word| SELLING.contains(&word.folded.as_str());
    // Alone these are innocent: a deal tracker, a bike for hire, an event-driven loop.
    let soft = |word: &&Word| SELLING_TOGETHER.contains(&word.folded.as_str());
    let buys = |word: &Word| BUYERS.contains(&word.folded.as_str());
    let beside = words.windows(2).any(|pair| soft(&&pair[0]) && buys(&pair[1]) || buys(&pair[0]) && soft(&&pair[1]));
    let together = beside || words.iter().filter(soft).count() > 1;
    if let Some(word) = words.iter().find(selling).or_else(|| words.iter().find(soft).filter(|_| together)) {
        return found(
            format!("“{}” makes the subject sound like advertising.", word.range.of(said)),
            "Name what the message is about: their talk, their project, your question.",
        );
    }
    let reply = ["re:", "fwd:", "aw:"].iter().any(|mark| said.to_lowercase().starts_with(mark));
    let counted = all.iter().filter(|word| word.chars().any(char::is_alphanumeric)).count() - usize::from(reply);
    if counted > MOST_WORDS {
        return found(
            format!("The subject has {counted} words; a telephone shows about eight."),
            "Keep the words that only this message could have.",
        );
    }
    Vec::new()
}

const SELLING: &[&str] = &[
    "supercharge",
    "amazing",
    "opportunity",
    "exclusive",
    "rockstar",
    "ninja",
    "guru",
    "unleash",
    "skyrocket",
    "superstar",
    "incredible",
    "passionate",
    "motivated",
    "urgent",
    "asap",
    "guaranteed",
    "unmissable",
    "hardworking",
    "eager",
    "disrupt",
    "synergy",
    "revolutionary",
    "unbeatable",
    "maximise",
    "maximize",
    "10x",
    "game-changing",
    "gamechanger",
    "hungry",
];

/// Words that sell with another of them, or next to one of [`BUYERS`].
const SELLING_TOGETHER: &[&str] = &[
    "hire",
    "talented",
    "limited",
    "driven",
    "dynamic",
    "solver",
    "perfect",
    "dream",
    "win",
    "deal",
    "offer",
    "elevate",
    "transform",
    "value",
    "boost",
];

/// Who is sold, and to whom: the words that turn “hire” and “perfect” into advertising.
const BUYERS: &[&str] = &[
    "me",
    "dev",
    "developer",
    "programmer",
    "coder",
    "engineer",
    "junior",
    "candidate",
    "graduate",
    "career",
    "business",
    "next",
    "job",
    "talent",
];

#[cfg(test)]
mod tests {
    use super::SALESY_SUBJECT;
    use crate::testing::fires;

    fn sells(subject: &str) -> bool {
        fires(&SALESY_SUBJECT, &format!("---\nto: Ada Lovelace\nchannel: email\nsubject: {subject}\n---\nHi Ada,\n"))
    }

    #[test]
    fn a_word_sells_by_the_company_it_keeps() {
        for subject in
            ["Hire me", "Your next hire", "The perfect junior", "A deal and an offer", "Driven developer, 8 months in", "Eager to learn"]
        {
            assert!(sells(subject), "{subject}");
        }
        for subject in
            ["Bike hire and empty racks", "Your talk on event driven design", "How you win back a lost tile", "The deal tracker you wrote"]
        {
            assert!(!sells(subject), "{subject}");
        }
    }
}
