//! The words of a text with their places, as phrases are matched against them.

use crate::text::fuzzy::fold;
use crate::text::range::TextRange;

/// One word. Hyphens part words, apostrophes do not: `entry-level` is two, `I'm` is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word without case and diacritics, apostrophes straight.
    pub folded: String,
    /// Where it stands.
    pub range: TextRange,
    /// The first mark between it and the next word (`,` `;` `:` `.` `?` `!` `(` `)` `"` `–` or a line break), else a space.
    pub then: char,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

impl Word {
    /// The word without a possessive ending: `Tidewater's` is `tidewater`.
    #[must_use]
    pub fn bare(&self) -> &str {
        let word = self.folded.as_str();
        word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
    }
}

/// The words of `text`; `offset` is added to every place.
#[must_use]
pub fn words(text: &str, offset: usize) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | 'ʼ') && start.is_some() && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if c.is_alphanumeric() || joins || is_combining(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            found.push(word(text, from, at, offset));
        }
        if let Some(last) = found.last_mut().filter(|last| last.then == ' ')
            && !matches!(c, ' ' | '\t' | '-' | '*' | '_')
        {
            last.then = if c == '—' { '–' } else { c };
        }
    }
    if let Some(from) = start {
        found.push(word(text, from, text.len(), offset));
    }
    found
}

fn word(text: &str, from: usize, to: usize, offset: usize) -> Word {
    let written = &text[from..to];
    let folded = fold(written);
    let folded = if folded.is_ascii() { folded } else { folded.replace(['’', 'ʼ'], "'") };
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    Word { folded, range: TextRange::new(from + offset, to + offset), then: ' ', capital }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_folded_and_keep_their_places() {
        let text = "Zoë’s entry-level job, isn't it?";
        let found = words(text, 0);
        let folded: Vec<&str> = found.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded, ["zoe's", "entry", "level", "job", "isn't", "it"]);
        assert_eq!(found[0].bare(), "zoe");
        assert_eq!((found[3].then, found[5].then), (',', '?'));
        assert_eq!(found[2].range.of(text), "level");
    }
}
