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
    let sells = |at: &usize| SELLING.contains(&words[*at].folded.as_str()) || sells_beside(&words, *at, said);
    if let Some(word) = (0..words.len()).find(sells).map(|at| &words[at]) {
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

/// Words that sell only beside others: a driven developer does, a test-driven parser, a SAT solver and how one hires do not.
fn sells_beside(words: &[Word], at: usize, said: &str) -> bool {
    const PRAISING: &[&str] = &["driven", "dynamic", "perfect", "hungry", "great", "ideal", "best", "skilled", "dedicated", "dream"];
    const SOLD: &[&str] = &[
        "developer",
        "dev",
        "engineer",
        "coder",
        "programmer",
        "candidate",
        "junior",
        "graduate",
        "professional",
        "individual",
        "person",
        "job",
        "role",
        "career",
        "match",
        "fit",
        "hire",
        "addition",
        "intern",
        "learner",
        "self-starter",
        "talent",
    ];
    let near = |on: usize| words.get(at + on).map_or("", |word| word.folded.as_str());
    let before = at.checked_sub(1).map_or("", |before| words[before].folded.as_str());
    let joined = said[..words[at].range.start()].ends_with('-');
    let praises = |word: &str| PRAISING.contains(&word);
    match words[at].folded.as_str() {
        _ if joined => false,
        word if praises(word) => SOLD.contains(&near(1)) || SOLD.contains(&near(2)) && near(1) != "for",
        "hire" => matches!(near(1), "me" | "this" | "a" | "the" | "today") && before != "you",
        "solver" => before == "problem",
        "boost" | "transform" => near(1) == "your",
        "limited" => matches!(near(1), "time" | "offer" | "spots"),
        "offer" => matches!(near(1), "you" | "inside") || matches!(before, "special" | "limited"),
        "win" => before == "win" || near(1) == "win",
        "deal" => matches!(before, "best" | "great" | "special" | "sweet"),
        "next" => before == "your" && (SOLD.contains(&near(1)) || SOLD.contains(&near(2)) || SOLD.contains(&near(3))),
        _ => false,
    }
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
    "talented",
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
    "elevate",
    "unlock",
];

#[cfg(test)]
mod tests {
    use super::SALESY_SUBJECT;
    use crate::testing::fires;

    #[test]
    fn a_subject_that_sells_is_told_from_one_on_a_craft() {
        let told = |subject: &str| {
            fires(
                &SALESY_SUBJECT,
                &format!("---\nto: Ada Lovelace\nchannel: email\nsubject: \"{subject}\"\n---\nHi Ada,\n\nHow do you test a parser?\n\nSam"),
            )
        };
        for subject in [
            "Hire me",
            "Driven junior developer",
            "The perfect fit for your team",
            "Problem solver with a dream",
            "Boost your team today",
            "Your next great developer",
            "Unlock your team's potential",
            "An offer you will like",
        ] {
            assert!(told(subject), "{subject}");
        }
        for subject in [
            "Your test-driven parser",
            "Event-driven billing at Fernway",
            "How you hire career changers",
            "A question on SAT solver design",
            "Dynamic dispatch in Rust",
            "Perfect hashing: one question",
            "How you deal with flaky tests",
            "Rate-limited APIs",
            "Your post on the Fourier transform",
            "Your next talk at Denver Rust",
        ] {
            assert!(!told(subject), "{subject}");
        }
    }
}
