//! How much of one message stands in another, once names, companies and dates are masked.

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

use crate::prose::words::{Word, words};

/// How many words make a shingle.
const SHINGLE: usize = 4;
/// Of the shingles one in so many is kept for the index; which, their hashes say.
const SAMPLED: u64 = 3;
/// A message of fewer words tells too little to be called the same.
pub const FEWEST_WORDS: usize = 20;

/// A message with names, companies and dates masked, as shingles in the order of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    shingles: Vec<u64>,
}

impl Masked {
    /// Masks a message: capitalised words inside a sentence, figures, weekdays and months become one token each. The greeting's and the
    /// closing's few words hardly weigh.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let tokens = if text.is_ascii() { masked_ascii(text) } else { masked(&words(text, 0)) };
        let shingles = tokens.windows(SHINGLE).map(hash_of).collect();
        Self { shingles }
    }

    /// Whether there is enough text to judge by.
    #[must_use]
    pub fn is_telling(&self) -> bool {
        FEWEST_WORDS < self.shingles.len() + SHINGLE
    }

    /// The shingles by which the index finds it, each once.
    #[must_use]
    pub fn sample(&self) -> Vec<u64> {
        let mut kept: Vec<u64> = self.shingles.iter().copied().filter(|shingle| shingle % SAMPLED == 0).collect();
        kept.sort_unstable();
        kept.dedup();
        kept
    }

    /// The share of its words that stand in `other` in the same company, from 0 to 1.
    #[must_use]
    pub fn share_in(&self, other: &Self) -> f64 {
        if self.shingles.is_empty() {
            return 0.0;
        }
        let there: FxHashSet<u64> = other.shingles.iter().copied().collect();
        let count = self.shingles.len() + SHINGLE - 1;
        let mut covered = vec![false; count];
        for (at, shingle) in self.shingles.iter().enumerate() {
            if there.contains(shingle) {
                covered[at..at + SHINGLE].fill(true);
            }
        }
        covered.iter().filter(|it| **it).count() as f64 / count as f64
    }
}

/// The token of a name.
const NAME: u64 = 1;
/// The token of a date or figure.
const DATE: u64 = 2;
/// No date is longer, in bytes.
const LONGEST_DATE: usize = 9;

fn is_date(folded: &str) -> bool {
    const DATES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ];
    folded.len() <= LONGEST_DATE && DATES.contains(&folded)
}

/// Tokens, of which names and dates in a row become one.
#[derive(Default)]
struct Tokens {
    all: Vec<u64>,
    /// Whether the last word went on into this one.
    within: bool,
}

impl Tokens {
    /// A word: folded, with a capital or without; `then` is what stands behind it.
    fn push(&mut self, folded: &str, capital: bool, then: char) {
        let figure = folded.starts_with(|c: char| c.is_ascii_digit());
        let token = if figure || is_date(folded) {
            DATE
        } else if capital && self.within && folded != "i" && !folded.starts_with("i'") {
            NAME
        } else {
            hash_of(&[hash_word(folded)])
        };
        if !(token <= DATE && self.all.last() == Some(&token)) {
            self.all.push(token);
        }
        self.within = !matches!(then, '.' | '?' | '!' | '\n' | '\r');
    }
}

fn masked(words: &[Word]) -> Vec<u64> {
    let mut tokens = Tokens { all: Vec::with_capacity(words.len()), within: false };
    words.iter().for_each(|word| tokens.push(&word.folded, word.capital, word.then));
    tokens.all
}

/// The same for a text of ASCII alone, without a word of it being copied.
fn masked_ascii(text: &str) -> Vec<u64> {
    let lower = text.to_ascii_lowercase();
    let bytes = lower.as_bytes();
    let mut tokens = Tokens { all: Vec::with_capacity(text.len() / 5), within: false };
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_alphanumeric).map(|found| at + found) {
        let joins = |at: usize| bytes[at] == b'\'' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        let ends = |at: &usize| !(bytes[*at].is_ascii_alphanumeric() || joins(*at));
        let end = (start..bytes.len()).find(ends).unwrap_or(bytes.len());
        let next = bytes[end..].iter().position(u8::is_ascii_alphanumeric).map_or(bytes.len(), |found| end + found);
        let then = bytes[end..next].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'-' | b'*' | b'_'));
        tokens.push(&lower[start..end], text.as_bytes()[start].is_ascii_uppercase(), then.map_or(' ', |byte| char::from(*byte)));
        at = next;
    }
    tokens.all
}

fn hash_word(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

fn hash_of(run: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    run.iter().for_each(|token| hasher.write_u64(*token));
    // FxHash leaves its low bits poor; the sample is drawn from these.
    let hash = hasher.finish();
    (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3
}

#[cfg(test)]
mod tests {
    use super::Masked;

    const ONE: &str = "Hi Aoife,\n\nI'm Jolanta, a warehouse planner from Lodz who is learning TypeScript. For eight years I decided what goes in which box, and I am curious how companies like Packline teach a computer to do the same.";

    #[test]
    fn names_companies_and_dates_do_not_part_two_messages() {
        let other = ONE.replace("Aoife", "Bram").replace("Packline", "Kistwerk");
        assert!(Masked::of(ONE).share_in(&Masked::of(&other)) > 0.9);
    }

    #[test]
    fn a_shared_introduction_alone_is_little() {
        let other = "Hi Bo,\n\nI'm Jolanta, a warehouse planner from Lodz who is learning TypeScript. Your talk on the map of the canals had a gap that I cannot stop thinking about. Who was awake, and what did they believe was going on that night in the control room?";
        let share = Masked::of(other).share_in(&Masked::of(ONE));
        assert!(share < 0.5, "{share}");
    }

    proptest::proptest! {
        #[test]
        fn a_text_of_ascii_is_read_like_any_other(text in "([A-Za-z0-9]{1,3}|I'm|monday|May| |-|'|\\*|_|\\.|,|\n|\t|!){0,30}") {
            proptest::prop_assert_eq!(super::masked_ascii(&text), super::masked(&super::words(&text, 0)));
        }
    }

    #[test]
    fn a_short_message_tells_nothing() {
        assert!(!Masked::of("Hi Bo, thanks!").is_telling() && Masked::of(ONE).is_telling());
    }
}
