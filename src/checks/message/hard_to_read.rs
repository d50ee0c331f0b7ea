//! `hard-to-read`: a text that asks for more than nine years of school.

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::prose::anatomy::model::{Place, Sentence};
use crate::prose::readability::grade;
use crate::prose::words::Word;

check! {
    /// The text asks for more than nine years of school.
    ///
    /// ## Why it matters
    /// They read it between two meetings. Short words and short sentences are kind, and sound like you.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Considering that contractual obligations are conventionally interpreted retrospectively, I am interested in understanding how your organisation establishes comprehensive accountability. Your publication characterises insufficiently appreciated specification languages. The particular methodology demonstrates considerable sophistication regarding verification. I would appreciate understanding the underlying organisational considerations.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I came to your talk because a friend told me that you once taught maths. You explain parsers in the way a good teacher explains fractions. How did you learn to do that? I teach new cooks to hold a knife, and I still say too much at once. Could we talk?
    ///
    /// ## Stays quiet
    /// Under 40 words, and beside a sentence that is too long by itself.
    pub HARD_TO_READ = { code: "hard-to-read", severity: Hint, reads: Message(hard_to_read) }
}

fn hard_to_read(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const HIGHEST_GRADE: f64 = 9.0;
    const FEWEST_WORDS: usize = 40;
    let anatomy = ctx.anatomy;
    let body: Vec<&Sentence> = anatomy.sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.length() > 0).collect();
    let words: Vec<Word> = body.iter().flat_map(|sentence| anatomy.words_of(sentence)).cloned().collect();
    let grade = grade(&words, body.len());
    let Some(longest) = body.iter().max_by_key(|sentence| sentence.length()) else { return Vec::new() };
    if !anatomy.is_english || words.len() < FEWEST_WORDS || grade <= HIGHEST_GRADE || longest.length() > 40 {
        return Vec::new();
    }
    vec![Finding::new(
        longest.range,
        format!(
            "This reads like a text for the {} year of school; {} is its longest sentence.",
            ordinal(grade),
            quoted(ctx, longest.range)
        ),
        "Try shorter words and shorter sentences, as you would say it aloud.",
    )]
}

fn ordinal(grade: f64) -> String {
    match grade.ceil() as i64 {
        11..=13 => format!("{}th", grade.ceil()),
        year if year % 10 == 1 => format!("{year}st"),
        year if year % 10 == 2 => format!("{year}nd"),
        year if year % 10 == 3 => format!("{year}rd"),
        year => format!("{year}th"),
    }
}
