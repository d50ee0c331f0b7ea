//! Content lines, the grammar that vCard and iCalendar share: folding, parameters, escapes, transfer encodings.

use crate::exchange::charset::decode_value;

/// The longest line that is written, in bytes and without its line end (RFC 6350 section 3.2, RFC 5545 section 3.1).
const FOLD_AT: usize = 75;

/// One unfolded line: `item1.EMAIL;TYPE=work:ada@mill.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine {
    /// The first of its lines in the file, counted from 1.
    pub line: usize,
    /// What ties lines of one card together, in lower case: `item1`.
    pub group: Option<String>,
    /// The property's name in capitals.
    pub name: String,
    /// Parameters: name in capitals, value without its quotes. A value without a name, as vCard 2.1 has it, is named `TYPE` or `ENCODING`.
    pub params: Vec<(String, String)>,
    /// The value as it stands, still encoded and escaped.
    pub value: Vec<u8>,
}

impl ContentLine {
    /// Takes an unfolded line apart; `None` where it is no content line.
    pub fn parse(bytes: &[u8], line: usize) -> Option<ContentLine> {
        let colon = colon_outside_quotes(bytes)?;
        let (head, _) = decode_value(&bytes[..colon], None);
        let mut parts = split_outside_quotes(&head, ';').into_iter();
        let full_name = parts.next()?.trim();
        let (group, name) = match full_name.rsplit_once('.') {
            Some((group, name)) => (Some(group.to_ascii_lowercase()), name),
            None => (None, full_name),
        };
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_name.then(|| ContentLine {
            line,
            group,
            name: name.to_ascii_uppercase(),
            params: parts.filter_map(parameter).collect(),
            value: bytes[colon + 1..].to_vec(),
        })
    }

    /// The value of the first parameter of this name (in capitals).
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether one of its types is this one (in lower case).
    pub fn has_type(&self, wanted: &str) -> bool {
        let types = self.params.iter().filter(|(name, _)| name == "TYPE");
        types.flat_map(|(_, value)| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case(wanted))
    }

    /// Whether the value is a picture, a sound or a key in base 64.
    pub fn is_base64(&self) -> bool {
        self.param("ENCODING").is_some_and(|encoding| encoding.eq_ignore_ascii_case("b") || encoding.eq_ignore_ascii_case("base64"))
    }

    /// The value decoded but still escaped, and whether its charset was known.
    pub fn text(&self) -> (String, bool) {
        let charset = self.param("CHARSET");
        match self.param("ENCODING") {
            Some(encoding) if encoding.eq_ignore_ascii_case("quoted-printable") => decode_value(&quoted_printable(&self.value), charset),
            _ => decode_value(&self.value, charset),
        }
    }
}

/// How a folded line is put together again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// vCard 3 and 4: the white space that marks the fold goes.
    Marked,
    /// vCard 2.1: a line is folded where it has white space, so that stays.
    AtWhiteSpace,
}

/// Joins physical lines (with their numbers) to content lines; quoted-printable soft breaks and unindented base 64 are followed too.
pub fn unfold(physical: &[(usize, &[u8])], folding: Folding) -> Vec<(usize, Vec<u8>)> {
    let mut logical: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut in_base64 = false;
    let mut lines = physical.iter().peekable();
    while let Some((number, line)) = lines.next() {
        let is_continuation = matches!(line.first(), Some(b' ' | b'\t')) || (in_base64 && !line.is_empty() && !line.contains(&b':'));
        if let Some((_, last)) = logical.last_mut().filter(|_| is_continuation) {
            let kept = if folding == Folding::Marked || in_base64 { line.trim_ascii_start_once() } else { line };
            last.extend_from_slice(kept);
            continue;
        }
        let mut whole = line.to_vec();
        let is_quoted_printable = has_encoding(line, &[b"QUOTED-PRINTABLE"]);
        while is_quoted_printable && ends_in_soft_break(&whole) {
            let Some((_, next)) = lines.next_if(|(_, next)| !next.to_ascii_uppercase().starts_with(b"END:VCARD")) else {
                break;
            };
            whole.truncate(whole.trim_ascii_end().len() - 1);
            whole.extend_from_slice(next);
        }
        in_base64 = has_encoding(&whole, &[b"BASE64", b"ENCODING=B"]);
        if !whole.is_empty() {
            logical.push((*number, whole));
        }
    }
    logical
}

/// Appends one line, folded so that no line is over 75 bytes and no character is cut, with its CRLF.
pub fn fold_into(out: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > FOLD_AT {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text value with `\`, `,`, `;` and line ends escaped; other control characters are left out.
pub fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Undoes [`escape_text`]; an escape that means nothing stays as it is.
pub fn unescape_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(escaped @ ('\\' | ',' | ';' | ':')) => plain.push(escaped),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    plain
}

/// Undoes the only escapes that vCard 2.1 knows: those of its separators. A path such as `C:\new` stays whole.
pub fn unescape_old_text(text: &str) -> String {
    text.replace("\\;", ";").replace("\\,", ",").replace("\\:", ":")
}

/// The parts of a value between separators that are not escaped, each still escaped.
pub fn split_escaped(value: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, c) in value.char_indices() {
        if c == separator && !is_escaped {
            parts.push(&value[start..at]);
            start = at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts.push(&value[start..]);
    parts
}

/// One parameter, or a bare word of vCard 2.1: `HOME`, `QUOTED-PRINTABLE`.
fn parameter(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some((name, value)) = text.split_once('=') else {
        let is_encoding = ["QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"].iter().any(|known| text.eq_ignore_ascii_case(known));
        return Some((if is_encoding { "ENCODING" } else { "TYPE" }.to_owned(), text.to_owned()));
    };
    let value: String = value.chars().filter(|c| *c != '"').collect();
    // RFC 6868: a caret stands before what a parameter cannot hold.
    let value = value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^");
    Some((name.trim().to_ascii_uppercase(), value.trim().to_owned()))
}

/// The colon that ends the parameters. A quote that is never closed protects nothing.
fn colon_outside_quotes(bytes: &[u8]) -> Option<usize> {
    let mut in_quotes = false;
    let outside = bytes.iter().position(|byte| {
        in_quotes ^= *byte == b'"';
        *byte == b':' && !in_quotes
    });
    outside.or_else(|| bytes.iter().position(|byte| *byte == b':'))
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut in_quotes = false;
    text.split(|c: char| {
        in_quotes ^= c == '"';
        c == separator && !in_quotes
    })
    .collect()
}

/// Whether the parameters hold one of these words (in capitals).
fn has_encoding(line: &[u8], words: &[&[u8]]) -> bool {
    let Some(colon) = colon_outside_quotes(line) else {
        return false;
    };
    let params = line[..colon].to_ascii_uppercase();
    let mut parts = params.split(|byte| *byte == b';').skip(1);
    parts.any(|part| words.iter().any(|word| part == *word || part.strip_prefix(b"ENCODING=") == Some(*word)))
}

fn ends_in_soft_break(line: &[u8]) -> bool {
    line.trim_ascii_end().last() == Some(&b'=')
}

/// Reads `=C3=AB`; what is no such pair stays as it is.
fn quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        match tail {
            [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex_digit(*high) << 4 | hex_digit(*low));
                rest = after;
            }
            // A soft break with nothing after it.
            [] => {}
            _ => bytes.push(b'='),
        }
    }
    bytes
}

fn hex_digit(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.to_ascii_uppercase().saturating_sub(b'A') + 10,
    }
}

/// The one blank or tab that marks a fold, taken off.
trait FoldMark {
    fn trim_ascii_start_once(&self) -> &[u8];
}

impl FoldMark for [u8] {
    fn trim_ascii_start_once(&self) -> &[u8] {
        match self {
            [b' ' | b'\t', rest @ ..] => rest,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentLine, Folding, escape_text, fold_into, split_escaped, unescape_text, unfold};

    fn unfolded(text: &str, folding: Folding) -> Vec<String> {
        let lines: Vec<(usize, &[u8])> = text.lines().enumerate().map(|(index, line)| (index + 1, line.as_bytes())).collect();
        unfold(&lines, folding).into_iter().map(|(number, line)| format!("{number} {}", String::from_utf8_lossy(&line))).collect()
    }

    #[test]
    fn folds_are_undone_as_each_version_makes_them() {
        let text = "NOTE:long\n  text\nFN:Ada";
        assert_eq!(unfolded(text, Folding::Marked), ["1 NOTE:long text", "3 FN:Ada"]);
        assert_eq!(unfolded("NOTE:long\n text", Folding::AtWhiteSpace), ["1 NOTE:long text"]);
    }

    #[test]
    fn soft_breaks_and_bare_base_64_are_followed() {
        let text = "NOTE;QUOTED-PRINTABLE:a=\nb: c=\nd\nPHOTO;ENCODING=BASE64:AAAA\nBBBB\nFN:Ada=\nN:x";
        assert_eq!(
            unfolded(text, Folding::Marked),
            ["1 NOTE;QUOTED-PRINTABLE:ab: cd", "4 PHOTO;ENCODING=BASE64:AAAABBBB", "6 FN:Ada=", "7 N:x"]
        );
        assert_eq!(unfolded("N;QUOTED-PRINTABLE:a=\nEND:VCARD", Folding::Marked), ["1 N;QUOTED-PRINTABLE:a=", "2 END:VCARD"]);
    }

    #[test]
    fn parameters_may_be_quoted_bare_or_repeated() {
        let line = ContentLine::parse(br#"item1.Tel;HOME;type=cell,"pref;x:y";ENCODING=8bit:+1: 2"#, 3).unwrap();
        assert_eq!((line.group.as_deref(), line.name.as_str(), line.line), (Some("item1"), "TEL", 3));
        assert!(line.has_type("home") && line.has_type("CELL") && line.has_type("pref;x:y") && !line.has_type("work"));
        assert_eq!(line.param("ENCODING"), Some("8bit"));
        assert_eq!(line.value, b"+1: 2");
        assert_eq!(ContentLine::parse(b"no colon here", 1), None);
        assert_eq!(ContentLine::parse(b"two words:x", 1), None);
        assert_eq!(ContentLine::parse(br#"X;a="b:c"#, 1).map(|line| line.value), Some(b"c".to_vec()));
    }

    #[test]
    fn quoted_printable_is_read_in_its_charset() {
        let line = ContentLine::parse(b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=EB=3d=0=", 1).unwrap();
        assert_eq!(line.text(), ("Zoë==0".into(), true));
    }

    #[test]
    fn long_lines_fold_at_75_bytes_between_characters() {
        let mut out = String::new();
        fold_into(&mut out, &format!("NOTE:{}", "ë".repeat(80)));
        assert!(out.split("\r\n").all(|line| line.len() <= 75), "{out}");
        assert_eq!(out.replace("\r\n ", ""), format!("NOTE:{}\r\n", "ë".repeat(80)));
    }

    #[test]
    fn escapes_go_both_ways() {
        let text = "a\\n, b; c\nd:\t\"e\"";
        assert_eq!(escape_text(text), "a\\\\n\\, b\\; c\\nd:\t\"e\"");
        assert_eq!(unescape_text(&escape_text(text)), text);
        assert_eq!(escape_text("a\r\nEND:VCARD\rb\u{0}"), "a\\nEND:VCARD\\nb");
        assert_eq!(unescape_text("a\\xb\\"), "a\\xb\\");
    }

    #[test]
    fn parts_split_where_the_separator_is_not_escaped() {
        assert_eq!(split_escaped("a\\;b;c\\\\;;d", ';'), ["a\\;b", "c\\\\", "", "d"]);
    }
}
