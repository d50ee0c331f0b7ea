//! Phrases matched over words: a small language of alternatives, beginnings and gaps, all phrases looked up at once.
//!
//! `could|can you ..3 refer|vouch*` — alternatives by `|`, a beginning by `*`, up to three words between by `..3`, a word that may be
//! missing by a `?` at its end, a set of words by `@name`, the end of the sentence by `$`, its beginning by `^`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::prose::cue_table::{CUES, Cue, SETS};
use crate::prose::words::Word;

/// A phrase found: what it tells, and the first and last of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueHit {
    /// What the phrase tells.
    pub cue: Cue,
    /// The place of its first word among those given.
    pub first: usize,
    /// The place of its last word.
    pub last: usize,
}

/// Every phrase of the table in the words of one sentence, by cue and place.
#[must_use]
pub fn cues(words: &[Word]) -> Vec<CueHit> {
    let book: &Book = &BOOK;
    let mut found = Vec::new();
    for first in 0..words.len() {
        let word = words[first].folded.as_str();
        let literal = book.by_word.get(word).into_iter().flatten();
        let beginning = word.as_bytes().first().and_then(|letter| book.by_letter.get(letter)).into_iter().flatten();
        for index in literal.chain(beginning) {
            let (cue, phrase) = &book.phrases[*index];
            if let Some(end) = phrase.matches(words, first) {
                found.push(CueHit { cue: *cue, first, last: end.saturating_sub(1).max(first) });
            }
        }
    }
    found
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::read);

struct Book {
    phrases: Vec<(Cue, Phrase)>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_letter: FxHashMap<u8, Vec<usize>>,
}

impl Book {
    fn read() -> Self {
        let mut book = Self { phrases: Vec::new(), by_word: FxHashMap::default(), by_letter: FxHashMap::default() };
        for (cue, phrases) in CUES {
            for line in phrases.lines().map(str::trim).filter(|line| !line.is_empty()) {
                book.add(*cue, Phrase::read(line));
            }
        }
        book
    }

    fn add(&mut self, cue: Cue, phrase: Phrase) {
        let index = self.phrases.len();
        let mut begin = |element: &Element| {
            if let Element::Word { exact, beginnings, .. } = element {
                exact.iter().for_each(|word| self.by_word.entry(word.clone()).or_default().push(index));
                let mut letters: Vec<u8> = beginnings.iter().filter_map(|it| it.as_bytes().first().copied()).collect();
                letters.sort_unstable();
                letters.dedup();
                letters.into_iter().for_each(|letter| self.by_letter.entry(letter).or_default().push(index));
            }
        };
        if let Some(first) = phrase.elements.first() {
            begin(first);
        }
        self.phrases.push((cue, phrase));
    }
}

struct Phrase {
    at_start: bool,
    elements: Vec<Element>,
}

enum Element {
    Word { exact: Vec<String>, beginnings: Vec<String>, optional: bool },
    Gap(usize),
    End,
}

impl Phrase {
    fn read(line: &str) -> Self {
        let at_start = line.starts_with('^');
        let elements = line.trim_start_matches('^').split_whitespace().map(element).collect();
        Self { at_start, elements }
    }

    /// The place after the last word, where the phrase begins at `first`.
    fn matches(&self, words: &[Word], first: usize) -> Option<usize> {
        (!self.at_start || first == 0).then(|| run(&self.elements, words, first)).flatten()
    }
}

fn run(elements: &[Element], words: &[Word], at: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    match element {
        Element::End => (at == words.len()).then_some(at),
        Element::Gap(most) => (0..=*most).filter(|skip| at + skip <= words.len()).find_map(|skip| run(rest, words, at + skip)),
        Element::Word { exact, beginnings, optional } => {
            let fits = words.get(at).is_some_and(|word| {
                let word = word.folded.as_str();
                exact.iter().any(|it| it == word) || beginnings.iter().any(|it| word.starts_with(it.as_str()))
            });
            let taken = if fits { run(rest, words, at + 1) } else { None };
            taken.or_else(|| if *optional { run(rest, words, at) } else { None })
        }
    }
}

fn element(text: &str) -> Element {
    if text == "$" {
        return Element::End;
    }
    if let Some(most) = text.strip_prefix("..") {
        return Element::Gap(most.parse().unwrap_or(3));
    }
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let (mut exact, mut beginnings) = (Vec::new(), Vec::new());
    let mut add = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => beginnings.push(beginning.to_owned()),
        None => exact.push(word.to_owned()),
    };
    for word in text.split('|') {
        match word.strip_prefix('@') {
            Some(name) => SETS.iter().filter(|(set, _)| *set == name).flat_map(|(_, words)| words.split_whitespace()).for_each(&mut add),
            None => add(word),
        }
    }
    Element::Word { exact, beginnings, optional }
}

#[cfg(test)]
mod tests {
    use super::{Element, Phrase, cues};
    use crate::prose::cue_table::{CUES, Cue, SETS};
    use crate::prose::words::words;

    #[test]
    fn gaps_alternatives_and_beginnings_are_understood() {
        let phrase = Phrase::read("could|can you ..2 refer* me?  $");
        let fits = |text: &str| phrase.matches(&words(text, 0), 0).is_some();
        assert!(fits("Could you please kindly refer me") && fits("can you refer"));
        assert!(!fits("Could you one two three refer me") && !fits("could you refer me to"));
    }

    #[test]
    fn every_phrase_of_the_table_begins_with_a_word_and_every_set_is_known() {
        for (cue, phrases) in CUES {
            for line in phrases.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let phrase = Phrase::read(line);
                assert!(matches!(phrase.elements.first(), Some(Element::Word { optional: false, .. })), "{cue:?}: {line}");
                for name in line.split(|c: char| c.is_whitespace() || c == '|').filter_map(|it| it.strip_prefix('@')) {
                    let name = name.trim_end_matches('?');
                    assert!(SETS.iter().any(|(set, _)| *set == name), "{line}: no set {name}");
                }
            }
        }
    }

    #[test]
    fn a_plain_request_is_found_with_its_words() {
        let words = words("Could you please refer me to your manager?", 0);
        let hits = cues(&words);
        assert!(hits.iter().any(|hit| hit.cue == Cue::ReferralAsk && hit.first <= 3), "{hits:?}");
    }
}
