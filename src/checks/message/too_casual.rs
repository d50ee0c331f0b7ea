//! `too-casual`: a tone that only friends use.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::surety;
use crate::prose::cue_table::Cue;
use crate::text::range::TextRange;

check! {
    /// The tone is chummier than a first message bears.
    ///
    /// ## Why it matters
    /// Between strangers slang reads as if you could not be bothered.
    ///
    /// ## Instead of
    /// > yo dude ur talk was fire lol. coffee?
    ///
    /// > Hi Ada,
    /// >
    /// > Your talk blew me away!!! How do you test it?
    ///
    /// ## Try
    /// > Hi Ada! Your talk had our table arguing until midnight. How do you test it? 🦆
    ///
    /// > Hi Ada,
    /// >
    /// > We both worked at the dude ranch, where a horse goes up and down like a yo-yo.
    ///
    /// ## Stays quiet
    /// With one or two emoji, one exclamation mark, and contractions.
    pub TOO_CASUAL = { code: "too-casual", severity: Warning, reads: Message(too_casual) }
}

fn too_casual(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if anatomy.is_empty() {
        return Vec::new();
    }
    let help = "Keep it friendly and whole: words written out, one exclamation mark at most.";
    let whole = |said: String, range: TextRange| vec![Finding::new(range, said, help)];
    let mut slang: Vec<(f32, TextRange)> = Vec::new();
    for sentence in &anatomy.sentences {
        // One word a sentence: a yo-yo is no chumminess.
        let hits = sentence.cues.iter().filter(|hit| hit.cue == Cue::Casual).take(1);
        slang.extend(hits.map(|hit| (sentence.score(Act::Casual), anatomy.range_of(hit))));
    }
    let surest = slang.iter().map(|(score, _)| *score).fold(0.0, f32::max);
    if let Some((_, range)) = slang.iter().find(|(score, _)| *score >= surest)
        && (surest >= 0.4 || slang.len() >= 2 && surest >= 0.02 || slang.len() > 2)
    {
        return whole(format!("{} is how friends talk.", quoted(ctx, *range)), *range);
    }
    if let Some(range) = plain_slang(ctx) {
        return whole(format!("{} is how friends talk.", quoted(ctx, range)), range);
    }
    if let Some(range) = run_of(anatomy.own.as_str(), anatomy.offset) {
        return whole(format!("{} is more excitement than a stranger can share.", quoted(ctx, range)), range);
    }
    let letters = anatomy.own.chars().filter(|c| c.is_alphabetic()).count();
    if anatomy.is_english && letters > 40 && !anatomy.own.chars().any(char::is_uppercase) {
        return whole("There is not one capital letter in this.".to_owned(), ctx.first_line());
    }
    let loose = anatomy.sentences.iter().max_by(|one, other| one.score(Act::Casual).total_cmp(&other.score(Act::Casual)));
    let Some(loose) = loose else { return Vec::new() };
    let Some(surety) = surety(loose.score(Act::Casual), 0.8, 0.93, 2.0) else { return Vec::new() };
    let words = quoted(ctx, loose.range);
    vec![weighed(
        loose.range,
        surety,
        Severity::Warning,
        format!("{words} is how friends talk."),
        format!("Could {words} be too chummy for a first message?"),
        help,
    )]
}

/// A word that is nothing but slang, in however proper a sentence. A letter that is spoken of (“the u in UTF”) and a ranch are none.
fn plain_slang(ctx: &MessageContext<'_>) -> Option<TextRange> {
    const SLANG: &[&str] = &["lol", "lmao", "rofl", "omg", "wtf", "bruh", "dude", "dudes", "wassup", "u", "ur"];
    let words = ctx.anatomy.sentences.iter().map(|sentence| ctx.anatomy.words_of(sentence));
    words
        .flat_map(|words| (0..words.len()).map(move |at| (at.checked_sub(1).map(|before| &words[before]), &words[at], words.get(at + 1))))
        .find(|(before, word, next)| {
            let letter =
                word.folded.len() <= 2 && (word.capital || before.is_some_and(|it| matches!(it.folded.as_str(), "the" | "a" | "letter")));
            let joined = ctx.note.text[..word.range.start()].ends_with('-') || ctx.note.text[word.range.end()..].starts_with('-');
            // “Hey dude,”, but not “so do dudes from Houston”.
            let told_of = word.folded.starts_with("dude")
                && word.then == ' '
                && next.is_some()
                && !before
                    .is_some_and(|it| it.then != ' ' || matches!(it.folded.as_str(), "hey" | "hi" | "yo" | "thanks" | "sup" | "hello"));
            SLANG.contains(&word.folded.as_str()) && !letter && !joined && !told_of
        })
        .map(|(_, word, _)| word.range)
}

/// Three exclamation marks, or three emoji, in a row.
fn run_of(own: &str, offset: usize) -> Option<TextRange> {
    let is_emoji = |c: char| matches!(u32::from(c), 0x1F300..=0x1F3FA | 0x1F400..=0x1FAFF | 0x2600..=0x27BF);
    let joins = |c: char| matches!(u32::from(c), 0xFE0F | 0x200D | 0x1F3FB..=0x1F3FF);
    let mut start = 0;
    let (mut emoji, mut bangs) = (0, 0);
    for (at, c) in own.char_indices() {
        if c == '!' || is_emoji(c) {
            if emoji + bangs == 0 {
                start = at;
            }
            if c == '!' { bangs += 1 } else { emoji += 1 }
        } else if !(joins(c) || c == ' ' && emoji > 0) {
            if bangs >= 3 || emoji >= 3 {
                return Some(TextRange::new(start + offset, at + offset));
            }
            (emoji, bangs) = (0, 0);
        }
    }
    (bangs >= 3 || emoji >= 3).then(|| TextRange::new(start + offset, own.len() + offset))
}

#[cfg(test)]
mod tests {
    use super::TOO_CASUAL;
    use crate::testing::fires;

    #[test]
    fn one_word_of_slang_is_enough_and_a_letter_is_none() {
        let told = |sentence: &str| {
            fires(&TOO_CASUAL, &format!("Hi Ada,\n\nI'm Sam, and I study. {sentence} How do you test a parser?\n\nThanks,\nSam"))
        };
        for sentence in ["That was funny lol.", "I like ur talk.", "Dude, that was great.", "OMG I loved it.", "I hope u are well."] {
            assert!(told(sentence), "{sentence}");
        }
        for sentence in [
            "The u in UTF is fun.",
            "U and V are vectors.",
            "Dude ranch work taught me order.",
            "Ur was a city.",
            "I read the LOL-code parser.",
        ] {
            assert!(!told(sentence), "{sentence}");
        }
    }
}
