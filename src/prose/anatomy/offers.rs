//! Which of the dates and times in a message are offered for a meeting, and how long one is asked for.

use crate::calendar::slot::{Slot, SlotContext, SlotKind, TimeSpan, slots};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Offer, Sentence};
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;
use crate::text::range::TextRange;

/// The dates and times in `own`, which stands at `offset` of a note.
#[must_use]
pub fn offers(own: &str, offset: usize, sentences: &[Sentence], words: &[Word], context: &SlotContext) -> Vec<Offer> {
    let found = slots(own, context).into_iter().map(|slot| shifted(slot, offset));
    found
        .filter_map(|slot| {
            let sentence = sentences.iter().position(|sentence| sentence.range.overlaps(slot.range))?;
            let is_offered = is_offered(&slot, sentence, sentences, words);
            Some(Offer { slot, sentence, is_offered })
        })
        .collect()
}

fn shifted(mut slot: Slot, by: usize) -> Slot {
    slot.range = slot.range.shifted(by);
    slot.zone = slot.zone.map(|range| range.shifted(by));
    if let Some(time) = &mut slot.time {
        time.range = time.range.shifted(by);
    }
    if let Some(mismatch) = &mut slot.mismatch {
        mismatch.range = mismatch.range.shifted(by);
        mismatch.weekday_range = mismatch.weekday_range.shifted(by);
        mismatch.day_range = mismatch.day_range.shifted(by);
    }
    slot
}

/// A time is a slot only where it is offered: “those 4 am starts” is not one.
fn is_offered(slot: &Slot, index: usize, sentences: &[Sentence], words: &[Word]) -> bool {
    if slot.kind == SlotKind::BookingLink {
        return true;
    }
    if slot.excluded || slot.kind == SlotKind::LookingBack {
        return false;
    }
    let sentence = &sentences[index];
    let asks = sentence.has(Cue::MeetingAsk) || sentence.score(Act::MeetingAsk) >= 0.5;
    let own = &words[sentence.words.0..sentence.words.1];
    if is_told(slot, sentence, own) {
        return false;
    }
    let proposes = sentence.score(Act::Slot) >= 0.4
        || own.iter().any(|word| PROPOSING.contains(&word.folded.as_str()))
        || own.iter().any(|word| CHOOSING.contains(&word.folded.as_str()) && is_near(word, slot, own));
    // “Wednesday or Friday afternoon?” after “Could we talk?”
    let after_ask =
        index > 0 && (sentences[index - 1].has(Cue::MeetingAsk) || sentences[index - 1].score(Act::MeetingAsk) >= 0.5) && own.len() <= 14;
    asks || proposes || after_ask
}

const PROPOSING: &[&str] = &[
    "free",
    "available",
    "suit",
    "suits",
    "suited",
    "works",
    "could",
    "would",
    "can",
    "anytime",
    "whenever",
    "off",
    "say",
    "open",
    "around",
];

/// Words that leave a choice, where they stand beside a time: “any Tuesday”, “Monday or Friday”, but not “in any book”.
const CHOOSING: &[&str] = &["any", "either", "or"];

fn is_near(word: &Word, slot: &Slot, words: &[Word]) -> bool {
    const REACH: usize = 3;
    let place = |range: TextRange| words.iter().position(|other| range.start() <= other.range.start()).unwrap_or(words.len());
    let (at, first) = (place(word.range), place(slot.range));
    let last = first + words[first..].iter().take_while(|other| other.range.end() <= slot.range.end()).count();
    first <= at + REACH && at <= last + REACH
}

/// Forms that tell of the past.
const TOLD: &[&str] = &[
    "was",
    "were",
    "told",
    "said",
    "gave",
    "met",
    "spoke",
    "streamed",
    "wrote",
    "posted",
    "saw",
    "heard",
    "went",
    "came",
    "began",
    "started",
    "left",
    "did",
    "had",
    "put",
    "made",
    "showed",
    "read",
    "sent",
    "published",
    "launched",
    "shipped",
    "opened",
    "closed",
    "crossed",
    "talked",
    "asked",
    "watched",
    "attended",
    "took",
    "ran",
    "skipped",
    "explained",
    "presented",
    "moved",
    "sat",
    "stood",
    "lost",
    "found",
    "fixed",
    "worked",
    "learned",
    "mentioned",
];

/// Whether the clause around a slot tells of the past: a past form between the slot and the clause's ends, and nothing that proposes.
fn is_told(slot: &Slot, sentence: &Sentence, words: &[Word]) -> bool {
    const HABIT: &[&str] = &["every", "until", "since"];
    const FORWARD: &[&str] = &[
        "would", "could", "can", "might", "may", "free", "will", "shall", "i'll", "i'm", "or", "suit", "minutes", "mins", "min", "hour",
        "half", "call", "coffee", "happy", "if", "how",
    ];
    let from = words.iter().position(|word| slot.range.start() <= word.range.start()).unwrap_or(0);
    let to = words.iter().rposition(|word| word.range.end() <= slot.range.end()).map_or(from, |at| at + 1).max(from);
    let clause_start = words[..from].iter().rposition(|word| matches!(word.then, ';' | '.' | '?' | '!' | ':')).map_or(0, |at| at + 1);
    let clause_end = words
        .iter()
        .enumerate()
        .skip(to.saturating_sub(1))
        .find(|(_, word)| matches!(word.then, ';' | '.' | '?' | '!' | ':'))
        .map_or(words.len(), |(at, _)| at + 1);
    let clause = &words[clause_start.min(from)..clause_end.max(to).min(words.len())];
    let has = |set: &[&str]| clause.iter().any(|word| set.contains(&word.folded.as_str()));
    // “I have time on 1 December until nine” offers, “I work until nine on Fridays” does not.
    let habit = has(HABIT) && sentence.score(Act::Slot) < 0.5;
    (has(TOLD) || habit) && !has(FORWARD)
}

/// The longest time asked for in sentences that ask for a meeting, in minutes, with the words for it.
#[must_use]
pub fn duration(sentences: &[Sentence], words: &[Word], offers: &[Offer]) -> Option<(u32, TextRange)> {
    let asks = |index: usize| {
        let asking = |sentence: &Sentence| {
            sentence.has(Cue::MeetingAsk)
                || sentence.score(Act::MeetingAsk) >= 0.4
                || sentence.score(Act::Slot) >= 0.5
                || sentence.score(Act::Duration) >= 0.6
        };
        asking(&sentences[index]) || index > 0 && asking(&sentences[index - 1])
    };
    let mut longest: Option<(u32, TextRange)> = None;
    let mut consider = |found: (u32, TextRange)| {
        if longest.is_none_or(|(minutes, _)| minutes < found.0) {
            longest = Some(found);
        }
    };
    for (index, sentence) in sentences.iter().enumerate().filter(|(index, sentence)| sentence.is_body() && asks(*index)) {
        let own = &words[sentence.words.0..sentence.words.1];
        asked_for(own).into_iter().for_each(&mut consider);
        // “sit beside you for a morning, nine till half twelve”
        let stays = own.iter().any(|word| matches!(word.folded.as_str(), "beside" | "shadow" | "sit" | "spend" | "stay"));
        for offer in offers.iter().filter(|offer| offer.sentence == index) {
            if let Some(time) = offer.slot.time
                && let TimeSpan::Between(from, to) = time.span
                && let minutes = (to - from).num_minutes()
                // From four to twenty past is how long it takes; from two to five is when one is free.
                && (stays || (1..=30).contains(&minutes))
            {
                consider((u32::try_from(minutes).unwrap_or(0), time.range));
            }
        }
    }
    longest
}

/// The lengths of time that a sentence asks for: of several clauses with one, those that ask; what was done for so long is none.
fn asked_for(words: &[Word]) -> Vec<(u32, TextRange)> {
    let found = durations(words);
    let clause = |range: TextRange, parts: &dyn Fn(usize) -> bool| {
        let at = words.iter().position(|word| range.start() <= word.range.start()).unwrap_or(0);
        let start = (0..at).rev().find(|&before| parts(before)).map_or(0, |before| before + 1);
        let end = (at..words.len()).find(|&it| range.end() <= words[it].range.end() && parts(it)).map_or(words.len(), |it| it + 1);
        &words[start..end]
    };
    let parts_much = |at: usize| matches!(words[at].then, ';' | ':' | '–' | '.' | '!' | '?');
    let next = |at: usize, on: usize| words.get(at + on).map_or("", |word| word.folded.as_str());
    let joins = |at: usize| matches!(next(at, 1), "and" | "but" | "so" | "then") && (next(at, 2), next(at, 3)) != ("a", "half");
    let parts = |at: usize| parts_much(at) || matches!(words[at].then, ',' | '(' | ')') || joins(at);
    let asks = |range: TextRange| {
        let own = clause(range, &parts_much);
        own.last().is_some_and(|word| word.then == '?') || own.iter().any(|word| ASKING.contains(&word.folded.as_str()))
    };
    let some_ask = found.iter().any(|(_, range)| asks(*range));
    found.into_iter().filter(|(_, range)| (!some_ask || asks(*range)) && !tells(clause(*range, &parts))).collect()
}

/// Words that a clause asks or offers with.
const ASKING: &[&str] = &[
    "could", "would", "can", "might", "may", "shall", "will", "i'd", "i'll", "if", "free", "spare", "please", "love", "like", "hope",
    "happy",
];

/// “I baked for 90 minutes”, “you spoke for an hour”: somebody did, and nothing is asked.
fn tells(clause: &[Word]) -> bool {
    const WHO: &[&str] = &["i", "i've", "we", "we've", "you", "you've", "she", "he", "they"];
    let is_past = |word: &str| TOLD.contains(&word) || word == "spent" || 4 < word.len() && word.ends_with("ed");
    let did = |pair: &[Word]| WHO.contains(&pair[0].folded.as_str()) && pair[1..].iter().any(|word| is_past(&word.folded));
    let has_done = clause.windows(2).chain(clause.windows(3)).any(did);
    has_done && !clause.iter().any(|word| ASKING.contains(&word.folded.as_str()))
}

/// Every length of time in these words.
fn durations(words: &[Word]) -> Vec<(u32, TextRange)> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let word = words[at].folded.as_str();
        let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].folded.as_str());
        let next = |on: usize| words.get(at + on).map_or("", |word| word.folded.as_str());
        let from = |back: usize| words[at.saturating_sub(back)].range.join(words[at].range);
        if let Some((digits, unit)) = word.char_indices().find(|(_, c)| c.is_alphabetic()).map(|(cut, _)| word.split_at(cut))
            && let Ok(count) = digits.parse::<u32>()
        {
            match unit {
                "min" | "mins" | "minutes" | "m" => found.push((count, words[at].range)),
                "h" | "hr" | "hrs" | "hour" | "hours" => found.push((count.saturating_mul(60), words[at].range)),
                _ => {}
            }
            continue;
        }
        match word {
            "minutes" | "mins" | "min" | "minute" => {
                if let Some(count) = number(before(1)) {
                    found.push((count, from(1)));
                } else if matches!(before(1), "few" | "couple") {
                    found.push((5, from(1)));
                } else if before(1) == "of"
                    && let Some(count) = number(before(2))
                {
                    found.push((count, from(2)));
                }
            }
            "hour" | "hr" => {
                let half = matches!(before(1), "half") || matches!((before(2), before(1)), ("half", "an" | "a"));
                let quarter =
                    matches!((before(2), before(1)), ("quarter", "an" | "of")) || before(3) == "quarter" || before(1) == "quarter";
                let and_half = matches!((next(1), next(2), next(3)), ("and", "a", "half"));
                let minutes = if quarter {
                    15
                } else if half {
                    30
                } else if and_half {
                    90
                } else {
                    60
                };
                // “two hundred lots an hour” is a rate.
                let rate = before(1) == "an" && before(2).len() > 3 && before(2).ends_with('s') && !matches!(before(2), "perhaps" | "this");
                let counted =
                    !rate && (half || quarter || matches!(before(1), "an" | "one" | "1" | "full" | "whole" | "the" | "your" | "good"));
                if counted && !matches!(before(1), "lunch" | "the" | "your") {
                    found.push((minutes, from(2)));
                }
            }
            "hours" | "hrs" => {
                if let Some(count) = number(before(1)) {
                    found.push((count.saturating_mul(60), from(1)));
                } else if matches!(before(1), "few" | "couple") || before(1) == "of" && before(2) == "couple" {
                    found.push((120, from(1)));
                }
            }
            "morning" | "afternoon" | "evening" | "day" | "week" | "month" if spends(words, at) => {
                let minutes = match word {
                    "day" if before(1) == "half" => 240,
                    "day" => 480,
                    "week" | "month" => 2400,
                    _ => 180,
                };
                found.push((minutes, from(1)));
            }
            "minutos" => {}
            _ => {}
        }
    }
    found
}

/// Whether a part of the day is how long, not when: “for a morning”, “spend a day”, “shadow you for an afternoon”.
fn spends(words: &[Word], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].folded.as_str());
    let counted = matches!(before(1), "a" | "an" | "one" | "half" | "whole" | "full" | "entire" | "trial" | "your");
    // A week of a mannequin is no week of a person's time.
    const TOGETHER: &[&str] = &["shadow", "sit", "beside", "spend", "come", "join", "visit", "watch", "with", "around", "trial"];
    let together = words.iter().any(|word| TOGETHER.contains(&word.folded.as_str()));
    let lasting = together
        && (2..=4).any(|back| matches!(before(back), "for" | "spend" | "shadow" | "spare" | "give" | "spending" | "shadowing" | "whole"));
    counted && lasting || before(1) == "half" && before(2) == "a" && lasting
}

fn number(word: &str) -> Option<u32> {
    const WORDS: &[(&str, u32)] = &[
        ("five", 5),
        ("ten", 10),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fortyfive", 45),
        ("fifty", 50),
        ("sixty", 60),
        ("ninety", 90),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("six", 6),
        ("eight", 8),
        ("twelve", 12),
        ("couple", 2),
    ];
    word.parse().ok().filter(|count| *count < 1000).or_else(|| WORDS.iter().find(|(name, _)| *name == word).map(|(_, count)| *count))
}

#[cfg(test)]
mod tests {
    use super::{asked_for, durations};
    use crate::prose::words::words;

    #[track_caller]
    fn check(text: &str, expected: &[u32]) {
        let found: Vec<u32> = durations(&words(text, 0)).into_iter().map(|(minutes, _)| minutes).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lengths_of_a_talk_are_read() {
        check("Could I have 20 minutes?", &[20]);
        check("half an hour, or a quarter of an hour", &[30, 15]);
        check("a 45-min call", &[45]);
        check("an hour and a half of your time", &[90]);
        check("twenty minutes by phone, 15min", &[20, 15]);
        check("could I shadow you for an afternoon", &[180]);
        check("two hours", &[120]);
    }

    #[test]
    fn what_is_asked_for_is_told_from_what_was_done() {
        let check = |text: &str, expected: &[u32]| {
            let found: Vec<u32> = asked_for(&words(text, 0)).into_iter().map(|(minutes, _)| minutes).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("I baked for 90 minutes; 20 minutes on Tuesday?", &[20]);
        check("I watched your talk, all 90 minutes of it; could we speak for 20 minutes?", &[20]);
        check("I've spent two hours with your parser and would like 20 minutes of your time", &[20]);
        check("You spoke for an hour, could I have a quarter of an hour?", &[15]);
        check("I baked for 90 minutes.", &[]);
        check("Could we talk, as I did with Priya, for 45 minutes?", &[45]);
        check("I need 90 minutes of your time", &[90]);
        check("an hour and a half on Tuesday?", &[90]);
        check("Would Tuesday do? 20 minutes, or 45 minutes if you like", &[20, 45]);
    }

    #[test]
    fn parts_of_the_day_that_say_when_are_no_length() {
        check("one morning next week, on a Friday afternoon", &[]);
        check("in your lunch hour, any day", &[]);
    }
}
