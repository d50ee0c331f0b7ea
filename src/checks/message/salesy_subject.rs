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
    // How they hire is asked, not sold.
    let hires = words.windows(2).any(|pair| matches!(pair[0].folded.as_str(), "you" | "they" | "teams") && pair[1].folded == "hire");
    let soft = |word: &&Word| SELLING_TOGETHER.contains(&word.folded.as_str()) && !(hires && word.folded == "hire");
    let buys = |word: &Word| BUYERS.contains(&word.folded.as_str());
    let beside = words.windows(2).any(|pair| soft(&&pair[0]) && buys(&pair[1]) || buys(&pair[0]) && soft(&&pair[1]));
    let together = beside || words.iter().filter(soft).count() > 1;
    let in_place = || (0..words.len()).find(|at| sells_beside(&words, *at, said)).map(|at| &words[at]);
    if let Some(word) = words.iter().find(selling).or_else(|| words.iter().find(soft).filter(|_| together)).or_else(in_place) {
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
        "hire" => near(1) == "me" && before != "you",
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
    "unlock",
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
