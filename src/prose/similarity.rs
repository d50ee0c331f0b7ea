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
        let tokens = masked(&words(text, 0));
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

fn masked(words: &[Word]) -> Vec<u64> {
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
    const NAME: u64 = 1;
    const DATE: u64 = 2;
    let mut tokens: Vec<u64> = Vec::with_capacity(words.len());
    let mut begins = true;
    for word in words {
        let figure = word.folded.starts_with(|c: char| c.is_ascii_digit());
        let token = if figure || DATES.contains(&word.folded.as_str()) {
            DATE
        } else if word.capital && !begins && word.folded != "i" && !word.folded.starts_with("i'") {
            NAME
        } else {
            hash_of(&[hash_word(&word.folded)])
        };
        if !(token <= DATE && tokens.last() == Some(&token)) {
            tokens.push(token);
        }
        begins = matches!(word.then, '.' | '?' | '!' | '\n' | '\r');
    }
    tokens
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

    #[test]
    fn a_short_message_tells_nothing() {
        assert!(!Masked::of("Hi Bo, thanks!").is_telling() && Masked::of(ONE).is_telling());
    }
}
