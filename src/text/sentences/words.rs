//! Small questions about words and their first letters.

/// Whether `word` is one of `words`, in any case of ASCII letters.
pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether the first word of `line` is one of `words`.
pub(super) fn first_word_is(line: &str, words: &[&str]) -> bool {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    is_one_of(&line[..end], words)
}

/// Whether `text` begins with a capital.
pub(super) fn begins_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether `text` begins with a small letter.
pub(super) fn begins_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}
