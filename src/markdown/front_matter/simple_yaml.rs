//! The front matter that most notes have, read line by line: as the YAML parser reads it, ten times as fast.

use crate::markdown::front_matter::key::Key;
use crate::markdown::front_matter::yaml::is_plain_wikilink;
use crate::markdown::lines::{lines, trimmed};
use crate::markdown::tree::{Content, Entry, Value};
use crate::text::range::TextRange;

/// Keys up to this length, in bytes, are read here; YAML has a limit of its own.
const KEY_AT_MOST: usize = 100;

/// The entries of `range`, `None` where a line says anything that only the YAML parser knows how to read.
pub(super) fn simple_mapping(text: &str, range: TextRange) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for line in lines(text, range) {
        let source = line.of(text);
        if source.is_empty() || source.starts_with('#') {
            // A comment may hold what YAML refuses, such as a control character.
            source.chars().all(is_harmless).then_some(())?;
            continue;
        }
        entries.push(entry(text, line)?);
    }
    Some(entries)
}

/// An entry on one line: `key: value # comment`.
fn entry(text: &str, line: TextRange) -> Option<Entry> {
    let source = line.of(text);
    let key_length = source.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let after = source[key_length..].strip_prefix(':')?;
    let is_key = source.starts_with(|first: char| first.is_ascii_alphabetic()) && key_length <= KEY_AT_MOST;
    let separate = after.is_empty() || after.starts_with(' ');
    if !is_key || !separate || !source.chars().all(is_harmless) {
        return None;
    }
    let start = line.start() + key_length + 1;
    let written = trimmed(text, TextRange::new(start, start + after.find(" #").unwrap_or(after.len())));
    let key = TextRange::new(line.start(), line.start() + key_length);
    let place = start + usize::from(!after.is_empty());
    let value = if written.is_empty() { Value { range: TextRange::empty(place), content: Content::Empty } } else { value(text, written)? };
    Some(Entry { key: Key::new(key.of(text)), key_range: key, value })
}

fn value(text: &str, range: TextRange) -> Option<Value> {
    let source = range.of(text);
    let content = match source.as_bytes()[0] {
        b'[' if is_plain_wikilink(source) && is_word(&source[2..source.len() - 2]) => Content::Scalar(source.to_owned()),
        b'[' => list(text, range)?,
        b'"' => Content::Scalar(quoted(source, '"')?),
        b'\'' => Content::Scalar(quoted(source, '\'')?),
        _ if matches!(source, "null" | "Null" | "NULL") => Content::Empty,
        _ => {
            let splits = source.contains(": ") || source.ends_with(':');
            let begins_plainly = source.starts_with(char::is_alphanumeric);
            (begins_plainly && !splits).then(|| Content::Scalar(source.to_owned()))?
        }
    };
    Some(Value { range, content })
}

/// `[a, b]`, of plain words.
fn list(text: &str, range: TextRange) -> Option<Content> {
    let inside = range.of(text).strip_prefix('[')?.strip_suffix(']')?;
    let mut values = Vec::new();
    let mut from = range.start() + 1;
    for part in inside.split(',').filter(|_| !inside.is_empty()) {
        let item = trimmed(text, TextRange::new(from, from + part.len()));
        let source = item.of(text);
        if !is_word(source) || matches!(source, "null" | "Null" | "NULL") {
            return None;
        }
        values.push(Value { range: item, content: Content::Scalar(source.to_owned()) });
        from += part.len() + 1;
    }
    values.shrink_to_fit();
    Some(Content::List(values))
}

/// What stands between quotes, where nothing is escaped there.
fn quoted(source: &str, quote: char) -> Option<String> {
    let inside = source.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inside.contains([quote, '\\'])).then(|| inside.to_owned())
}

/// Words that mean themselves, in brackets too.
fn is_word(source: &str) -> bool {
    let plain = |char: char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_' | '.' | '/' | '+');
    source.starts_with(char::is_alphanumeric) && source.chars().all(plain)
}

/// Letters, digits and what is printed on a keyboard: nothing that YAML forbids or takes for a line end.
fn is_harmless(char: char) -> bool {
    matches!(char, ' '..='~') || char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_oneof, proptest};

    use super::simple_mapping;
    use crate::markdown::front_matter::yaml::mapping;
    use crate::text::range::TextRange;

    fn is_simple(yaml: &str) -> bool {
        simple_mapping(yaml, TextRange::new(0, yaml.len())).is_some()
    }

    #[test]
    fn a_usual_note_is_simple() {
        let yaml = "name: Ada Lovelace\r\naliases: [Ada, Countess]\r\ntie: weak    # cold\r\nlinkedin: https://x.example/in/ada\r\nto: [[ada]]\r\nfrom: \"[[Bob]]\"\r\nx:\r\n# y\r\n\r\nz: 'ü'\r\n";
        assert!(is_simple(yaml));
    }

    #[test]
    fn what_goes_over_lines_or_means_more_is_left_to_yaml() {
        for yaml in [
            "a:\n  - b\n",
            "a: |\n  b\n",
            "a: b: c\n",
            "a: @b\n",
            "a: &b c\n",
            "a: b\n c\n",
            "- a\n",
            "a: \"b\\n\"\n",
            "a:\tb\n",
            "a: [b, [c]]\n",
        ] {
            assert!(!is_simple(yaml), "{yaml}");
        }
    }

    fn yaml() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            Just(""),
            Just(" "),
            Just(" b"),
            Just(" b c  # d"),
            Just(" [b, c d]"),
            Just(" []"),
            Just(" [ ]"),
            Just(" [b, ]"),
            Just(" [[b]]"),
            Just(" [[b|c]]"),
            Just(" [[b], c]"),
            Just(" 'b'"),
            Just(" \"b # c\""),
            Just(" 'b' c"),
            Just(" null"),
            Just(" [null]"),
            Just(" ~"),
            Just(" b:c"),
            Just(" b: c"),
            Just(" b:"),
            Just("b"),
            Just(" #b"),
            Just(" b#c"),
            Just(" ü日"),
            Just(" 1-2"),
            Just(" -1"),
            Just(" @b"),
            Just(" b, c"),
            Just(" b]"),
            Just("\tb"),
            Just(" \u{85}"),
            Just(" b\u{7f}"),
            Just(" ''"),
            Just(" \"\""),
            Just(" [b: c]"),
            Just(" [[b, c]]"),
            Just("  \"b\"#c"),
            Just(" [b #c, d]"),
            Just(" b\u{a0}"),
            Just(" \" b \""),
            Just(" [[b c]] # d"),
        ];
        let line = (
            prop_oneof![
                Just("a:"),
                Just("key-2:"),
                Just(" a:"),
                Just("# "),
                Just(""),
                Just("  "),
                Just("- "),
                Just("a"),
                Just("2:"),
                Just("---"),
                Just("a :")
            ],
            value,
        );
        let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
        (proptest::collection::vec(line, 0..4), line_end)
            .prop_map(|(lines, line_end)| lines.iter().map(|(key, value)| format!("{key}{value}{line_end}")).collect())
    }

    proptest! {
        #[test]
        fn what_is_simple_is_read_as_yaml_reads_it(yaml in yaml()) {
            let range = TextRange::new(0, yaml.len());
            if let Some(entries) = simple_mapping(&yaml, range) {
                let mut problems = Vec::new();
                assert_eq!(mapping(&yaml, range, &mut problems).ok(), Some(entries), "{yaml:?}");
                assert_eq!(problems, [], "{yaml:?}");
            }
        }
    }
}
