//! Where lines begin and end: `\n`, `\r\n` and a lone `\r` all end one.

use crate::text::range::TextRange;

/// The offset of the first line end at or after `from`, or the end of the text.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or(&[]);
    rest.iter().position(|&byte| is_line_end(byte)).map_or(text.len(), |at| from + at)
}

/// The offset where the line after the one at `from` begins, or the end of the text.
pub(super) fn next_line(text: &str, from: usize) -> usize {
    after_line_end(text, line_end(text, from))
}

/// The offset just after the line end at `at`; `at` itself where none stands there.
pub(super) fn after_line_end(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..).unwrap_or(&[]) {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => at,
    }
}

/// The offset where the line that holds `at` begins, not before `floor`.
pub(super) fn line_start(text: &str, floor: usize, at: usize) -> usize {
    let before = text.as_bytes().get(floor..at).unwrap_or(&[]);
    before.iter().rposition(|&byte| is_line_end(byte)).map_or(floor, |position| floor + position + 1)
}

/// `range` without one line end at its end.
pub(super) fn without_line_end(text: &str, range: TextRange) -> TextRange {
    let end = match range.of(text).as_bytes() {
        [.., b'\r', b'\n'] => range.end() - 2,
        [.., b'\r' | b'\n'] => range.end() - 1,
        _ => range.end(),
    };
    TextRange::new(range.start(), end)
}

/// `range` without white space at both ends; an empty range stays where its start is.
pub(super) fn trimmed(text: &str, range: TextRange) -> TextRange {
    let bytes = range.of(text).as_bytes();
    let Some(first) = bytes.iter().position(|byte| !is_blank(*byte)) else { return TextRange::empty(range.start()) };
    let last = bytes.iter().rposition(|byte| !is_blank(*byte)).unwrap_or(first);
    TextRange::new(range.start() + first, range.start() + last + 1)
}

/// The lines inside `range`, each without its line end.
pub(super) fn lines(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let mut from = range.start();
    std::iter::from_fn(move || {
        if from >= range.end() {
            return None;
        }
        let end = line_end(text, from).min(range.end());
        let line = TextRange::new(from, end);
        from = after_line_end(text, end).min(range.end()).max(end);
        Some(line)
    })
}

/// How lines end in this text: as the first one does, `\n` where there is none.
pub(super) fn line_ending(text: &str) -> &'static str {
    match text.as_bytes().get(line_end(text, 0)..).unwrap_or(&[]) {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}

/// Whether a byte ends a line or is the first of the two that do.
pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether a byte is white space, a line end included.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::{line_ending, lines, next_line, trimmed, without_line_end};
    use crate::text::range::TextRange;

    #[test]
    fn three_kinds_of_line_end_are_known() {
        let text = "a\r\nb\rc\nd";
        let found: Vec<&str> = lines(text, TextRange::new(0, text.len())).map(|line| line.of(text)).collect();
        assert_eq!(found, ["a", "b", "c", "d"]);
        assert_eq!([next_line(text, 0), next_line(text, 3), next_line(text, 7)], [3, 5, 8]);
        assert_eq!([line_ending(text), line_ending("a\rb"), line_ending("a")], ["\r\n", "\r", "\n"]);
    }

    #[test]
    fn one_line_end_is_taken_off_and_no_more() {
        assert_eq!(without_line_end("a\n\r\n", TextRange::new(0, 4)), TextRange::new(0, 2));
        assert_eq!(trimmed(" a b\r\n", TextRange::new(0, 6)), TextRange::new(1, 4));
        assert_eq!(trimmed("  ", TextRange::new(0, 2)), TextRange::empty(0));
    }
}
