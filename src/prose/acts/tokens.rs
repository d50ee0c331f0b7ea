//! A sentence cut into tokens: words, and one kind of token each for times, names, addresses and the like.

use crate::prose::acts::classes::Class;
use crate::prose::acts::letters::{drawn_out, is_apostrophe, is_combining, is_emoji, known_kind, shape, split_ending, unaccented};
use crate::prose::acts::lexicon::Lexicon;
use crate::prose::acts::math::{hash_bytes, join};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// A word.
    Word,
    /// A number, in digits or letters.
    Number,
    /// A year.
    Year,
    /// A time of day.
    Time,
    /// A weekday.
    Weekday,
    /// A month.
    Month,
    /// A date in digits, or an ordinal such as 3rd.
    Date,
    /// An address or link.
    Address,
    /// A telephone number.
    Phone,
    /// Capitalised words that the lexicon does not know, inside a sentence.
    Name,
    /// One or several emoji.
    Emoji,
    /// Letters and digits mixed, as in BEM4.
    Mixed,
    /// A full stop, comma or other mark.
    Mark,
}

/// One token of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// The first byte in the sentence.
    pub start: u32,
    /// The first byte after.
    pub end: u32,
    /// The hash of the normalised word.
    pub word: u64,
    /// The hash of its stem.
    pub stem: u64,
    /// The classes it belongs to, as bits.
    pub classes: u128,
    /// The character of a mark; otherwise the last letters' shape (`d` for -ed, `g` for -ing, `s`, `x`).
    pub shape: char,
    /// Whether the source begins with a capital letter.
    pub capital: bool,
}

impl Token {
    /// Whether the token belongs to `class`.
    #[must_use]
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Whether the token is the normalised word whose hash this is.
    #[must_use]
    pub fn is_word(&self, word: u64) -> bool {
        self.word == word
    }

    /// Whether the token is the mark `mark`.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.shape == mark
    }

    /// What stands for the token in class n-grams: its first class, its kind, the word itself if it is a function word, or its shape.
    #[must_use]
    pub fn label(&self) -> u64 {
        match self.kind {
            Kind::Word if self.is(Class::Function) => self.word,
            Kind::Word if self.classes != 0 => 0x1000 + u64::from(self.classes.trailing_zeros()),
            Kind::Word => 0x2000 + u64::from(self.shape),
            Kind::Mark => 0x3000 + u64::from(self.shape),
            other => 0x4000 + other as u64,
        }
    }
}

/// The tokens of a sentence and what shows only in its letters.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The tokens in order.
    pub list: Vec<Token>,
    /// Whether it has letters and none is a capital.
    pub all_lower: bool,
    /// How many words stand in capitals throughout (longer than three letters).
    pub shouted: usize,
    /// Runs of two or more `!`.
    pub bangs: usize,
    /// Words with a letter three times in a row.
    pub drawn_out: usize,
}

/// Cuts `sentence` into tokens.
#[must_use]
pub fn tokens(sentence: &str) -> Tokens {
    let mut cutter = Cutter { sentence, lexicon: Lexicon::get(), out: Tokens::default(), word: String::new(), capitals: 0, letters: 0 };
    cutter.cut();
    cutter.out.all_lower = cutter.letters > 8 && cutter.capitals == 0;
    cutter.out
}

struct Cutter<'a> {
    sentence: &'a str,
    lexicon: &'static Lexicon,
    out: Tokens,
    word: String,
    capitals: usize,
    letters: usize,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        let mut at = 0;
        while let Some(first) = self.sentence[at..].chars().next() {
            at = if first.is_whitespace() {
                at + first.len_utf8()
            } else if let Some(end) = self.address_end(at) {
                self.push_kind(Kind::Address, at, end);
                end
            } else if first.is_ascii_digit() || (first == '+' && self.digit_at(at + 1)) {
                self.number(at)
            } else if first.is_alphabetic() {
                self.letters(at)
            } else {
                self.mark(at, first)
            };
        }
    }

    fn digit_at(&self, at: usize) -> bool {
        self.sentence.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// The end of the address that begins at `at`, if one does.
    fn address_end(&self, at: usize) -> Option<usize> {
        let before = self.sentence[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric()) {
            return None;
        }
        let rest = &self.sentence[at..];
        let chunk = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '<' | '>' | '"')).next()?;
        let chunk = chunk.trim_end_matches(['.', '!', '?', ';', ':', '\'']);
        let known_end = [".example", ".com", ".org", ".net", ".io", ".dev"];
        let link = chunk.contains("://") || chunk.starts_with("www.");
        let mail = chunk.find('@').is_some_and(|place| place > 0 && chunk[place..].contains('.'));
        let site = chunk.contains('.') && known_end.iter().any(|end| chunk.ends_with(end) || chunk.contains(&format!("{end}/")));
        (link || mail || site).then(|| at + chunk.len())
    }

    /// A number, time, date or telephone number that begins at `at`.
    fn number(&mut self, at: usize) -> usize {
        let bytes = self.sentence.as_bytes();
        let mut end = at + 1;
        while end < bytes.len()
            && (bytes[end].is_ascii_digit() || (matches!(bytes[end], b':' | b'/' | b'.' | b',' | b'h') && self.digit_at(end + 1)))
        {
            end += 1;
        }
        let phone_end = self.phone_end(at);
        if phone_end > end {
            self.push_kind(Kind::Phone, at, phone_end);
            return phone_end;
        }
        let digits = &self.sentence[at..end];
        let tail: String = self.sentence[end..].chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        let after_space: String =
            self.sentence[end..].trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '.').collect::<String>().to_lowercase();
        if matches!(tail.as_str(), "am" | "pm" | "h" | "p" | "a") || (tail.is_empty() && digits.contains(':')) {
            let end = end + tail.len();
            self.push_kind(Kind::Time, at, end);
            return end;
        }
        if tail.is_empty() && matches!(after_space.as_str(), "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m") {
            let end = end + (self.sentence[end..].len() - self.sentence[end..].trim_start().len()) + after_space.len();
            self.push_kind(Kind::Time, at, end);
            return end;
        }
        let kind = match tail.as_str() {
            "st" | "nd" | "rd" | "th" => Kind::Date,
            "" if digits.contains('h') => Kind::Time,
            "" if digits.contains('/') || digits.matches('.').count() == 2 => Kind::Date,
            "" if digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1930..2060).contains(&year)) => Kind::Year,
            "" => Kind::Number,
            _ => Kind::Mixed,
        };
        let end = if kind == Kind::Mixed || kind == Kind::Date { end + tail.len().min(self.tail_len(end)) } else { end };
        self.push_kind(kind, at, end);
        if kind == Kind::Mixed {
            let text = self.sentence[at..end].to_lowercase();
            self.set_last(&text);
        }
        end
    }

    fn tail_len(&self, at: usize) -> usize {
        self.sentence[at..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
    }

    /// The end of a run of digits, blanks and dashes with seven digits or more.
    fn phone_end(&self, at: usize) -> usize {
        let (mut digits, mut end, mut slashes) = (0, at, false);
        for (offset, c) in self.sentence[at..].char_indices() {
            match c {
                '0'..='9' => {
                    digits += 1;
                    end = at + offset + 1;
                }
                '+' | ' ' | '-' | '(' | ')' => {}
                '/' | ':' => slashes = true,
                _ => break,
            }
        }
        if digits >= 7 && !slashes { end } else { at }
    }

    fn letters(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut mixed = false;
        let mut chars = self.sentence[at..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let inner = is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
            if !(c.is_alphanumeric() || inner || is_combining(c)) {
                break;
            }
            mixed |= c.is_ascii_digit();
            end = at + offset + c.len_utf8();
        }
        let text = &self.sentence[at..end];
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let count = text.chars().count();
        self.capitals += capitals;
        self.letters += count;
        self.out.shouted += usize::from(count > 3 && capitals == count);
        if mixed {
            let lower = text.to_lowercase();
            self.push_kind(Kind::Mixed, at, end);
            self.set_last(&lower);
            return end;
        }
        self.normalise(text);
        self.out.drawn_out += usize::from(drawn_out(&self.word));
        self.words(at, end, capitals > 0);
        end
    }

    /// Pushes the word or words of `self.word`, with an ending such as `'d` or `n't` cut off.
    fn words(&mut self, at: usize, end: usize, capital: bool) {
        let word = std::mem::take(&mut self.word);
        match word.as_str() {
            "can't" => self.two("can", "n't", at, end, capital),
            "won't" => self.two("will", "n't", at, end, capital),
            "cannot" => self.two("can", "not", at, end, capital),
            _ => match split_ending(&word) {
                Some((stem, ending)) => self.two(stem, ending, at, end, capital),
                None => self.one(&word, at, end, capital),
            },
        }
        self.word = word;
    }

    fn two(&mut self, first: &str, second: &str, at: usize, end: usize, capital: bool) {
        let cut = (at + first.len()).min(end);
        let cut = if self.sentence.is_char_boundary(cut) { cut } else { end };
        self.one(first, at, cut, capital);
        self.one(second, cut, end, false);
    }

    fn one(&mut self, word: &str, at: usize, end: usize, capital: bool) {
        if let Some(kind) = known_kind(word, capital) {
            self.push_kind(kind, at, end);
            return;
        }
        let hash = hash_bytes(word.as_bytes());
        let stem = self.lexicon.stem(word);
        let classes = self.lexicon.classes(hash, stem);
        let first = self.out.list.iter().all(|token| token.kind == Kind::Mark);
        let alone = self.sentence[end..].starts_with(',') || end == self.sentence.len();
        if capital && classes == 0 && (!first || alone) {
            self.push_name(at, end);
            return;
        }
        let shape = shape(word);
        self.out.list.push(Token { kind: Kind::Word, start: at as u32, end: end as u32, word: hash, stem, classes, shape, capital });
    }

    /// A name grows while capitalised words follow each other.
    fn push_name(&mut self, at: usize, end: usize) {
        let sentence = self.sentence;
        let joined = |last: &Token| sentence[last.end as usize..at].chars().all(|c| c == ' ' || c == '-' || is_apostrophe(c));
        match self.out.list.last_mut().filter(|last| last.kind == Kind::Name && joined(last)) {
            Some(last) => last.end = end as u32,
            None => self.push_kind(Kind::Name, at, end),
        }
    }

    fn push_kind(&mut self, kind: Kind, at: usize, end: usize) {
        let hash = join(0x51, kind as u64);
        self.out.list.push(Token {
            kind,
            start: at as u32,
            end: end as u32,
            word: hash,
            stem: hash,
            classes: 0,
            shape: ' ',
            capital: kind == Kind::Name,
        });
    }

    /// Gives the token just pushed its own word, where the lexicon knows it.
    fn set_last(&mut self, word: &str) {
        let hash = hash_bytes(word.as_bytes());
        let classes = self.lexicon.classes(hash, hash);
        if let Some(last) = self.out.list.last_mut().filter(|_| classes != 0) {
            last.kind = Kind::Word;
            (last.word, last.stem, last.classes) = (hash, hash, classes);
        }
    }

    fn mark(&mut self, at: usize, first: char) -> usize {
        let end = at + first.len_utf8();
        let shape = match first {
            '-' | '–' | '—' | '―' => '-',
            '“' | '”' | '"' | '«' | '»' | '„' => '"',
            '‘' | '’' | '\'' => '\'',
            '…' => '.',
            other => other,
        };
        if shape.is_ascii() {
            let again = self.out.list.last().is_some_and(|last| last.is_mark(shape) && last.end as usize == at);
            if again {
                self.out.bangs += usize::from(shape == '!');
                if let Some(last) = self.out.list.last_mut() {
                    last.end = end as u32;
                }
                return end;
            }
            let hyphen = shape == '-' && first == '-' && self.inside_word(at, end);
            if !(hyphen || shape == '\'') {
                let hash = join(0x52, u64::from(shape));
                let (start, end) = (at as u32, end as u32);
                self.out.list.push(Token { kind: Kind::Mark, start, end, word: hash, stem: hash, classes: 0, shape, capital: false });
            }
            return end;
        }
        if is_emoji(first) {
            let again = self.out.list.last().is_some_and(|last| last.kind == Kind::Emoji);
            if !again {
                self.push_kind(Kind::Emoji, at, end);
            }
        }
        end
    }

    fn inside_word(&self, at: usize, end: usize) -> bool {
        let before = self.sentence[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        before && self.sentence[end..].chars().next().is_some_and(char::is_alphanumeric)
    }

    fn normalise(&mut self, text: &str) {
        self.word.clear();
        for c in text.chars() {
            if is_apostrophe(c) {
                self.word.push('\'');
            } else {
                c.to_lowercase().for_each(|lower| self.word.push(unaccented(lower)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    /// The tokens as a reader would name them: words as they stand, other kinds by name.
    fn check(sentence: &str, expected: &str) {
        let shown: Vec<String> = tokens(sentence)
            .list
            .iter()
            .map(|token| match token.kind {
                Kind::Word => sentence[token.start as usize..token.end as usize].to_lowercase(),
                Kind::Mark => token.shape.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{sentence}");
    }

    #[test]
    fn times_days_and_dates_are_one_token_each() {
        check("Thursday 3 Dec at 4 p.m. or 12/2, 16:30?", "Weekday Number Month at Time or Date , Time ?");
    }

    #[test]
    fn names_inside_a_sentence_are_one_token() {
        check("I read about Halcyon Charting yesterday", "i read about Name yesterday");
    }

    #[test]
    fn contractions_come_apart() {
        check("I'd say you can’t", "i 'd say you can ’t");
    }

    #[test]
    fn addresses_and_phones_are_found() {
        check("idris@vale.example, +49 30 901820", "Address , Phone");
    }

    #[test]
    fn any_text_is_survived() {
        for odd in ["", "'", "é'", "\u{301}", "1h", "+", "9.", "🔥🔥", "ÄÖ'S", "a@", "ǅ'd", "İ'd 3İ"] {
            let _ = tokens(odd);
        }
    }
}
