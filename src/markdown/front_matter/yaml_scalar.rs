//! How a text is written as a YAML scalar: plain where YAML lets it be, else in quotes.

/// Where the scalar stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// After a key or a dash, up to the end of the line.
    Line,
    /// In brackets, where commas and brackets mean something too.
    Brackets,
}

/// The quotes that stood there before, which a new value keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// None: only where YAML needs them.
    AsNeeded,
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quotes {
    /// Those of a value as it is written.
    pub(super) fn of(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'"') => Self::Double,
            Some(b'\'') => Self::Single,
            _ => Self::AsNeeded,
        }
    }
}

/// `text` as a scalar that reads as exactly this text.
pub(super) fn scalar(text: &str, place: Place, quotes: Quotes) -> String {
    let needs_escapes = text.chars().any(needs_escape);
    match quotes {
        Quotes::AsNeeded if is_plain(text, place) => text.to_owned(),
        Quotes::AsNeeded if text.contains(['"', '\\']) && !text.contains('\'') && !needs_escapes => single_quoted(text),
        Quotes::Single if !needs_escapes => single_quoted(text),
        Quotes::AsNeeded | Quotes::Single | Quotes::Double => double_quoted(text),
    }
}

/// Several of them in brackets.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let written: Vec<String> = texts.into_iter().map(|text| scalar(text, Place::Brackets, Quotes::AsNeeded)).collect();
    format!("[{}]", written.join(", "))
}

/// Whether YAML reads `text` without quotes as itself.
fn is_plain(text: &str, place: Place) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let begins_plainly = match first {
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => false,
        '-' | '?' | ':' => second.is_some_and(|second| !second.is_whitespace() && !matches!(second, ',' | '[' | ']' | '{' | '}')),
        _ => true,
    };
    let bracketed = place == Place::Brackets && text.contains([',', '[', ']', '{', '}']);
    let means_nothing = matches!(text, "~" | "null" | "Null" | "NULL");
    let marks_a_document = text.starts_with("---") || text.starts_with("...");
    let splits = [": ", ":\t", " #", "\t#"].iter().any(|sign| text.contains(sign)) || text.ends_with(':');
    let padded = text.trim() != text;
    begins_plainly && !(bracketed || means_nothing || marks_a_document || splits || padded || text.chars().any(needs_escape))
}

/// Whether a character can only be written with an escape.
fn needs_escape(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            char if needs_escape(char) => quoted.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Place, Quotes, list, scalar};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(scalar(text, Place::Line, Quotes::AsNeeded), expected);
    }

    #[test]
    fn most_words_need_no_quotes() {
        for text in ["Ada Lovelace", "2026-11-24", "yes", "a, b", "https://x.example/#a", "it's", "-5", "a:b", "C#", "日本"] {
            check(text, text);
        }
    }

    #[test]
    fn what_means_something_to_yaml_is_quoted() {
        check("@ada", "\"@ada\"");
        check("[[ada]]", "\"[[ada]]\"");
        check("Talk: parsing", "\"Talk: parsing\"");
        check("a #b", "\"a #b\"");
        check("null", "\"null\"");
        check("", "\"\"");
        check(" a", "\" a\"");
        check("- a", "\"- a\"");
        check("a\nb\u{7}", "\"a\\nb\\u0007\"");
        check("\"so\" it's", r#""\"so\" it's""#);
        check("\"so\"", "'\"so\"'");
    }

    #[test]
    fn quotes_that_stood_there_stay() {
        assert_eq!(scalar("a", Place::Line, Quotes::of("'x'")), "'a'");
        assert_eq!(scalar("it's", Place::Line, Quotes::of("'x'")), "'it''s'");
        assert_eq!(scalar("a\tb", Place::Line, Quotes::of("'x'")), "\"a\\tb\"");
        assert_eq!(scalar("a", Place::Line, Quotes::of("\"x\"")), "\"a\"");
    }

    #[test]
    fn in_brackets_commas_and_brackets_need_quotes_too() {
        assert_eq!(list(["a b", "c, d", "[[e]]", "f]"]), "[a b, \"c, d\", \"[[e]]\", \"f]\"]");
        assert_eq!(list([]), "[]");
    }
}
