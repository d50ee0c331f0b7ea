//! The lexicon: from a word to its classes.

use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use crate::prose::acts::classes::{CLASSES, Class};
use crate::prose::acts::math::hash_bytes;

/// The word classes, ready to be looked up.
pub struct Lexicon {
    words: FxHashMap<u64, u128>,
    stems: FxHashMap<u64, u128>,
    stemmer: Stemmer,
}

impl Lexicon {
    /// The one lexicon, made at its first use.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::build)
    }

    /// The set of classes of a lower-case word and of its stem, given as hashes; 0 when it has none.
    #[must_use]
    pub fn classes(&self, word: u64, stem: u64) -> u128 {
        self.words.get(&word).copied().unwrap_or(0) | self.stems.get(&stem).copied().unwrap_or(0)
    }

    /// The hash of the stem of a lower-case word.
    #[must_use]
    pub fn stem(&self, word: &str) -> u64 {
        hash_bytes(self.stemmer.stem(word).as_bytes())
    }

    fn build() -> Lexicon {
        let mut lexicon = Lexicon { words: FxHashMap::default(), stems: FxHashMap::default(), stemmer: Stemmer::new(Algorithm::English) };
        for (class, _, words) in CLASSES {
            for word in words.split_whitespace() {
                lexicon.add(*class, word);
            }
        }
        lexicon
    }

    fn add(&mut self, class: Class, word: &str) {
        match word.strip_prefix('=') {
            Some(exact) => *self.words.entry(hash_bytes(exact.as_bytes())).or_insert(0) |= class.bit(),
            None => {
                let stem = self.stem(word);
                *self.stems.entry(stem).or_insert(0) |= class.bit();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::prose::acts::classes::{CLASSES, Class};
    use crate::prose::acts::math::hash_bytes;

    fn classes_of(word: &str) -> u128 {
        let lexicon = Lexicon::get();
        lexicon.classes(hash_bytes(word.as_bytes()), lexicon.stem(word))
    }

    #[test]
    fn a_word_brings_its_family() {
        assert_ne!(classes_of("recruiting") & Class::Hire.bit(), 0);
        assert_ne!(classes_of("internships") & Class::Role.bit(), 0);
    }

    #[test]
    fn an_exact_word_stands_alone() {
        assert_ne!(classes_of("pass") & Class::Pass.bit(), 0);
        assert_eq!(classes_of("passenger") & Class::Pass.bit(), 0);
    }

    #[test]
    fn all_classes_fit_in_one_set() {
        assert!(CLASSES.len() <= 128);
    }
}
