//! `salesy-subject`: a subject that shouts, sells, or runs on.

use crate::checks::check::{Finding, MessageContext, check};
use crate::notes::outreach::Channel;
use crate::prose::words::words;

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
    if let Some(word) = words.iter().find(|word| SELLING.contains(&word.folded.as_str())) {
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
    "boost",
    "skyrocket",
    "superstar",
    "incredible",
    "passionate",
    "motivated",
    "talented",
    "hire",
    "urgent",
    "asap",
    "guaranteed",
    "limited",
    "unmissable",
    "driven",
    "hardworking",
    "dynamic",
    "eager",
    "solver",
    "disrupt",
    "synergy",
    "revolutionary",
    "perfect",
    "dream",
    "unbeatable",
    "win",
    "deal",
    "offer",
    "maximise",
    "maximize",
    "10x",
    "game-changing",
    "gamechanger",
    "hungry",
    "elevate",
    "transform",
];
