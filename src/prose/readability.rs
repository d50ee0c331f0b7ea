//! How many years of school a text asks for.

use crate::prose::words::Word;

/// The mean of the Flesch-Kincaid grade and the automated readability index; 0 where there are no words.
#[must_use]
pub fn grade(words: &[Word], sentences: usize) -> f64 {
    if words.is_empty() || sentences == 0 {
        return 0.0;
    }
    let count = words.len() as f64;
    let per_sentence = count / sentences as f64;
    let syllables: usize = words.iter().map(|word| syllables(&word.folded)).sum();
    let letters: usize = words.iter().map(|word| word.folded.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    let flesch = 0.39 * per_sentence + 11.8 * (syllables as f64 / count) - 15.59;
    let automated = 4.71 * (letters as f64 / count) + 0.5 * per_sentence - 21.43;
    f64::midpoint(flesch, automated)
}

/// The syllables of a folded word, by its groups of vowels; figures count one.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for &letter in &letters {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    let silent = word.len() > 2
        && (word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed"))
        && !word.ends_with("ted")
        && !word.ends_with("ded")
        && !word.ends_with("ses")
        && !word.ends_with("ces")
        && !word.ends_with("ges");
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::{grade, syllables};
    use crate::prose::words::words;

    #[test]
    fn syllables_are_counted_nearly_right() {
        assert_eq!(
            ["the", "made", "little", "wanted", "organisation", "I'm"].map(|word| syllables(&word.to_lowercase())),
            [1, 1, 2, 2, 5, 1]
        );
    }

    #[test]
    fn long_words_in_long_sentences_ask_for_more_school() {
        let plain = grade(&words("I fix boats. I like it. You do too.", 0), 3);
        let learned =
            grade(&words("Contractual obligations are conventionally interpreted retrospectively by jurisprudential practitioners.", 0), 1);
        assert!(plain < 3.0 && learned > 15.0, "{plain} {learned}");
    }
}
