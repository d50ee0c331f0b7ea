//! What the letters of a word tell: endings, accents, weekdays, numbers.

use crate::prose::acts::tokens::Kind;

/// Whether `c` is an apostrophe, straight or curly.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether `c` is an accent of its own that belongs to the letter before.
#[must_use]
pub fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether `c` is an emoji or another picture.
#[must_use]
pub fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x2190..=0x2bff | 0x1f000..=0x1faff)
}

/// The letter without its accent, where it has a usual one.
#[must_use]
pub fn unaccented(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// Whether a letter stands three times in a row, as in "sooo".
#[must_use]
pub fn drawn_out(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_lowercase() && w[0] != b'w')
}

/// Cuts a contraction such as `I'd` or `doesn't` in two.
#[must_use]
pub fn split_ending(word: &str) -> Option<(&str, &str)> {
    if let Some(stem) = word.strip_suffix("n't") {
        return (!stem.is_empty()).then_some((stem, "n't"));
    }
    let place = word.rfind('\'')?;
    let (stem, ending) = word.split_at(place);
    let known = matches!(ending, "'d" | "'ll" | "'ve" | "'re" | "'m" | "'s");
    (known && !stem.is_empty() && word != "y'all").then_some((stem, ending))
}

/// What a word's ending looks like: `g` for -ing, `d` for -ed, `l` for -ly, `s`, or `x`.
#[must_use]
pub fn shape(word: &str) -> char {
    match word {
        w if w.ends_with("ing") => 'g',
        w if w.ends_with("ed") => 'd',
        w if w.ends_with("ly") => 'l',
        w if w.ends_with('s') => 's',
        _ => 'x',
    }
}

/// The kind of a word that is a weekday, month, time or number.
#[must_use]
pub fn known_kind(word: &str, capital: bool) -> Option<Kind> {
    let kind = match word {
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "mondays" | "tuesdays" | "wednesdays"
        | "thursdays" | "fridays" | "saturdays" | "sundays" | "tue" | "tues" | "wed" | "weds" | "thu" | "thur" | "thurs" | "fri" => {
            Kind::Weekday
        }
        "mon" | "sat" | "sun" if capital => Kind::Weekday,
        "january" | "february" | "april" | "june" | "july" | "august" | "september" | "october" | "november" | "december" | "jan"
        | "feb" | "apr" | "jun" | "jul" | "aug" | "sept" | "oct" | "nov" | "dec" => Kind::Month,
        "march" | "may" if capital => return (word == "march").then_some(Kind::Month),
        "noon" | "midday" | "midnight" | "o'clock" => Kind::Time,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve" | "thirteen" | "fourteen"
        | "fifteen" | "sixteen" | "seventeen" | "eighteen" | "nineteen" | "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "hundred"
        | "thousand" => Kind::Number,
        _ => return None,
    };
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::{drawn_out, known_kind, split_ending};
    use crate::prose::acts::tokens::Kind;

    #[test]
    fn endings_are_cut_off() {
        assert_eq!(split_ending("doesn't"), Some(("does", "n't")));
        assert_eq!(split_ending("i'd"), Some(("i", "'d")));
        assert_eq!(split_ending("o'clock"), None);
    }

    #[test]
    fn may_and_sun_are_words_unless_they_are_dates() {
        assert_eq!(known_kind("may", true), None);
        assert_eq!(known_kind("sun", false), None);
        assert_eq!(known_kind("sun", true), Some(Kind::Weekday));
    }

    #[test]
    fn drawn_out_words_are_seen() {
        assert!(drawn_out("sooo"));
        assert!(!drawn_out("www"));
    }
}
