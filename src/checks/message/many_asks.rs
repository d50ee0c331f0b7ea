//! `many-asks`: several unrelated requests at once.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Place, Sentence, Surety};
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;
use crate::text::range::TextRange;

check! {
    /// Several unrelated requests in one message.
    ///
    /// ## Why it matters
    /// Each request alone is small. Together they are a task, and tasks are put off.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Could you review my CV, introduce me to your designers, and give me a tour of the office?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Could I ask you three questions on a short call on Tuesday or Thursday?
    ///
    /// > Hi Ada,
    /// >
    /// > How did you begin? What would you skip? Who else should I talk to?
    ///
    /// ## Stays quiet
    /// With two or three questions on one topic, and where one thing is offered instead of another.
    pub MANY_ASKS = { code: "many-asks", severity: Warning, reads: Message(many_asks) }
}

fn many_asks(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !anatomy.is_english || matches!(ctx.message.intent, Intent::ThankYou | Intent::Reply) {
        return Vec::new();
    }
    let (mut favours, mut weaker): (Vec<TextRange>, Vec<TextRange>) = (Vec::new(), Vec::new());
    // Favours like to stand in a postscript.
    let asking = anatomy.sentences.iter().filter(|sentence| sentence.is_body() || sentence.place == Place::Postscript);
    for sentence in asking {
        let sure = favours_in(ctx, sentence);
        if sure.is_empty() && is_weaker(ctx, sentence) {
            weaker.push(sentence.range);
        }
        favours.extend(sure);
    }
    // What alone could be a visit or a figure of speech is a request among requests.
    if !favours.is_empty() {
        favours.append(&mut weaker);
        favours.sort_by_key(|range| range.start());
    }
    if favours.len() < 2 {
        return Vec::new();
    }
    let sure = favours.len() > 2 || anatomy.best(Act::OtherAsk) >= 0.5;
    let surety = if sure { Surety::Certain } else { Surety::Possible };
    let (first, last) = (favours[0], favours[favours.len() - 1]);
    let said = format!("{} and {} are favours of different kinds.", quoted(ctx, first), quoted(ctx, last));
    let asked = format!("Are {} and {} one request or two?", quoted(ctx, first), quoted(ctx, last));
    vec![weighed(
        last,
        surety,
        Severity::Warning,
        said,
        asked,
        "Keep the one that matters most; the others can follow once you have talked.",
    )]
}

/// The favours that a sentence asks for beyond doubt: one for each phrase, and for each request joined to it by “and”.
fn favours_in(ctx: &MessageContext<'_>, sentence: &Sentence) -> Vec<TextRange> {
    // An item of a list has too few words to score by: what leads it in asks.
    let by_list = asks_by_list(ctx, sentence);
    let score = if by_list { 1.0 } else { sentence.score(Act::OtherAsk) };
    let mut found: Vec<TextRange> = Vec::new();
    let mut last = None;
    for hit in sentence.cues.iter().filter(|hit| hit.cue == Cue::OtherAsk) {
        let alternative = hit.first > sentence.words.0 && is_alternative(ctx, sentence, hit.first);
        if last.is_none_or(|last| hit.first > last) && !alternative && score >= 0.12 {
            found.push(ctx.anatomy.range_of(hit));
            last = Some(hit.last);
        }
    }
    if last.is_none() && score >= 0.75 && !by_list {
        found.push(sentence.range);
    }
    if found.len() == 1 && score >= 0.5 {
        found.extend(joined_request(ctx, sentence, last.unwrap_or(sentence.words.0)));
    }
    found
}

/// “…, and recommend a laptop”: a second request in the sentence, other than a word on the first one (“and tell me what you think”).
fn joined_request(ctx: &MessageContext<'_>, sentence: &Sentence, after: usize) -> Option<TextRange> {
    let words = &ctx.anatomy.words[after..sentence.words.1];
    let is_and = |at: &usize| words[*at].folded == "and";
    let place = (usize::from(after == sentence.words.0)..words.len().saturating_sub(2))
        .filter(is_and)
        .map(|and| and + 1)
        .find(|at| is_request(&words[*at..]))?;
    Some(words[place].range.join(words[words.len() - 1].range))
}

/// Whether words behind an “and” begin another request.
fn is_request(words: &[Word]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let asks_anew = matches!(word(0), "would" | "could" | "can" | "will") && word(1) == "you";
    let of_the_first = matches!(word(1), "me" | "us")
        && matches!(word(2), "" | "what" | "if" | "whether" | "how" | "know" | "honestly" | "your" | "where");
    asks_anew || REQUESTS.contains(&word(0)) && !of_the_first
}

const REQUESTS: &[&str] = &[
    "tell",
    "review",
    "introduce",
    "look",
    "give",
    "show",
    "check",
    "send",
    "recommend",
    "forward",
    "read",
    "share",
    "connect",
    "suggest",
    "explain",
];

/// A visit asked for, or what reads as a favour more than as anything else.
fn is_weaker(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let visits = ctx.anatomy.words_of(sentence).iter().any(|word| matches!(word.folded.as_str(), "visit" | "tour" | "shadow" | "sit"));
    sentence.score(Act::OtherAsk) >= 0.45 || visits && sentence.score(Act::MeetingAsk).max(sentence.score(Act::OtherAsk)) >= 0.4
}

/// Whether a sentence is an item of a list below a question: “Would you be able for the following?”
fn asks_by_list(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let text = &ctx.note.text;
    let is_item = |range: TextRange| {
        let line = text[..range.start()].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let mark = text[line..range.start()].trim();
        matches!(mark, "-" | "*" | "+" | "•") || mark.len() < 4 && mark.ends_with([')', '.'])
    };
    if !is_item(sentence.range) {
        return false;
    }
    let before = ctx.anatomy.sentences.iter().rev().filter(|other| other.range.end() <= sentence.range.start());
    let lead = before.into_iter().find(|other| !is_item(other.range));
    lead.is_some_and(|lead| {
        let asks = |word: &Word| matches!(word.folded.as_str(), "would" | "could" | "can" | "will" | "following" | "favours" | "favors");
        ctx.anatomy.words_of(lead).iter().any(asks) && ctx.of(lead.range).trim_end().ends_with(['?', ':'])
    })
}

/// Whether a request stands in another one's place: “or”, “if you'd rather”, “instead”.
fn is_alternative(ctx: &MessageContext<'_>, sentence: &Sentence, first: usize) -> bool {
    let before = &ctx.anatomy.words[sentence.words.0..first];
    let alternative = |at: &usize| match before[*at].folded.as_str() {
        // “Saturday 5 or 12 December” leaves a choice of days, not of favours.
        "or" => !before.get(at + 1).is_some_and(|next| ctx.anatomy.offers.iter().any(|offer| offer.slot.range.covers(next.range))),
        word => matches!(word, "rather" | "instead" | "otherwise" | "else"),
    };
    (before.len().saturating_sub(5)..before.len()).any(|at| alternative(&at))
}
