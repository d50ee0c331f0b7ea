//! From byte offsets to lines and columns and back, in whichever unit a client counts.

use crate::text::range::TextRange;

/// The unit in which columns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: a character beyond the basic plane counts two.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A place in a text as editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0, in units of an [`Encoding`].
    pub column: u32,
}

/// Both ends of a range in every encoding, for whoever tells of a text that is not at hand any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends([(Position, Position); 3]);

impl Ends {
    /// Those of `range` in `text`.
    #[must_use]
    pub fn of(text: &str, lines: &LineIndex, range: TextRange) -> Self {
        Self([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(|encoding| lines.positions(text, range, encoding)))
    }

    /// Start and end, counted in one encoding.
    #[must_use]
    pub fn counted_in(&self, encoding: Encoding) -> (Position, Position) {
        self.0[encoding as usize]
    }
}

/// Where the lines of one text begin. Lines end with `\n`, `\r\n` or a lone `\r`.
///
/// The index does not keep the text: every question brings it along, and it has to be the one the index was made from. With another text
/// the answers are wrong, but nothing panics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The first byte of each line; never empty, begins with 0.
    starts: Vec<u32>,
    /// The lines that are not all ASCII, in order: in the others, columns are bytes in every encoding.
    wide_lines: Vec<u32>,
}

impl LineIndex {
    /// Reads the line ends of `text`, once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut index = Self { starts: vec![0], wide_lines: Vec::new() };
        let mut wide = false;
        for (at, &byte) in bytes.iter().enumerate() {
            wide |= !byte.is_ascii();
            let ends = byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if ends {
                index.end_line(wide);
                index.starts.push(clamp(at + 1));
                wide = false;
            }
        }
        index.end_line(wide);
        index
    }

    fn end_line(&mut self, wide: bool) {
        if wide {
            self.wide_lines.push(clamp(self.starts.len() - 1));
        }
    }

    /// How many lines there are: one more than line ends, so at least 1.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        clamp(self.starts.len())
    }

    /// The line, from 0, that holds the byte at `offset`; beyond the end, the last one.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> u32 {
        let offset = clamp(offset);
        clamp(self.starts.partition_point(|&start| start <= offset) - 1)
    }

    /// The range of `line` without its line break; empty at the text's end where there is no such line.
    #[must_use]
    pub fn line_range(&self, text: &str, line: u32) -> TextRange {
        let Some(&start) = self.starts.get(line as usize) else {
            return TextRange::empty(text.len());
        };
        // Rounding does nothing to the text that was indexed; it keeps a wrong one from doing harm.
        let start = floor_boundary(text, start as usize);
        let next = self.starts.get(line as usize + 1).map_or(text.len(), |&next| floor_boundary(text, next as usize));
        let bytes = text.as_bytes().get(start..next).unwrap_or_default();
        let content = bytes.strip_suffix(b"\r\n").or_else(|| bytes.strip_suffix(b"\n")).or_else(|| bytes.strip_suffix(b"\r"));
        TextRange::new(start, start + content.unwrap_or(bytes).len())
    }

    /// The place of the byte at `offset`.
    ///
    /// An offset inside a character is rounded down, one inside a line break is the line's end, one beyond the text is the text's end.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = floor_boundary(text, offset);
        let line = self.line_of(offset);
        let range = self.line_range(text, line);
        let offset = offset.clamp(range.start(), range.end());
        let column = if self.is_bytewise(line, encoding) {
            offset - range.start()
        } else {
            let before = text.get(range.start()..offset).unwrap_or_default();
            before.chars().map(|c| units(c, encoding)).sum()
        };
        Position { line, column: clamp(column) }
    }

    /// The byte offset of `position`.
    ///
    /// A column past the line's end is the line's end, before its line break; a line past the end is the text's end; a column inside a
    /// character (a surrogate pair, say) is rounded down.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        if position.line >= self.line_count() {
            return text.len();
        }
        let range = self.line_range(text, position.line);
        let column = position.column as usize;
        if self.is_bytewise(position.line, encoding) {
            return floor_boundary(text, range.end().min(range.start() + column)).max(range.start());
        }
        let mut passed = 0;
        for (at, c) in range.of(text).char_indices() {
            passed += units(c, encoding);
            if passed > column {
                return range.start() + at;
            }
        }
        range.end()
    }

    /// The two places of `range`, start and end.
    #[must_use]
    pub fn positions(&self, text: &str, range: TextRange, encoding: Encoding) -> (Position, Position) {
        let start = self.position(text, range.start(), encoding);
        let in_line = self.line_range(text, start.line);
        let (from, to) = (range.start(), range.end());
        // Most ranges lie in one line of plain letters: then the end is as far from the start as the bytes are.
        if in_line.start() <= from
            && to <= in_line.end()
            && text.is_char_boundary(from)
            && text.is_char_boundary(to)
            && self.is_bytewise(start.line, encoding)
        {
            return (start, Position { line: start.line, column: start.column + clamp(to - from) });
        }
        (start, self.position(text, to, encoding))
    }

    fn is_bytewise(&self, line: u32, encoding: Encoding) -> bool {
        encoding == Encoding::Utf8 || self.wide_lines.binary_search(&line).is_err()
    }
}

fn units(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Ends, LineIndex, Position};
    use crate::text::range::TextRange;
    use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn position(text: &str, offset: usize, encoding: Encoding) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset, encoding);
        (position.line, position.column)
    }

    fn offset(text: &str, line: u32, column: u32, encoding: Encoding) -> usize {
        LineIndex::new(text).offset(text, Position { line, column }, encoding)
    }

    #[test]
    fn all_three_line_ends_end_a_line() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (0..index.line_count()).map(|line| index.line_range(text, line).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_text_that_ends_with_a_line_break_has_an_empty_last_line() {
        assert_eq!(LineIndex::new("a\n").line_count(), 2);
        assert_eq!(position("a\n", 2, Encoding::Utf16), (1, 0));
        assert_eq!(LineIndex::new("").line_count(), 1);
    }

    #[test]
    fn both_ends_of_a_range_are_told_as_each_alone() {
        let text = "ab\r\n🦀c\nd";
        let index = LineIndex::new(text);
        for (from, to) in (0..=text.len()).flat_map(|from| (from..=text.len() + 1).map(move |to| (from, to))) {
            let ends = Ends::of(text, &index, TextRange::new(from, to));
            for encoding in ENCODINGS {
                let each = (index.position(text, from, encoding), index.position(text, to, encoding));
                assert_eq!(index.positions(text, TextRange::new(from, to), encoding), each, "{from}..{to}");
                assert_eq!(ends.counted_in(encoding), each, "{from}..{to}");
            }
        }
    }

    #[test]
    fn columns_are_counted_in_the_unit_asked_for() {
        let text = "é🦀x";
        assert_eq!(position(text, 6, Encoding::Utf8), (0, 6));
        assert_eq!(position(text, 6, Encoding::Utf16), (0, 3));
        assert_eq!(position(text, 6, Encoding::Utf32), (0, 2));
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_is_rounded_down() {
        assert_eq!(offset("a🦀b", 0, 2, Encoding::Utf16), 1);
        assert_eq!(offset("a🦀b", 0, 3, Encoding::Utf16), 5);
        assert_eq!(offset("a🦀b", 0, 3, Encoding::Utf8), 1);
    }

    #[test]
    fn a_column_past_the_end_stays_before_the_line_break() {
        assert_eq!(offset("ab\r\ncd", 0, 9, Encoding::Utf16), 2);
        assert_eq!(offset("é\r\ncd", 0, u32::MAX, Encoding::Utf16), 2);
        assert_eq!(offset("ab\r\ncd", 7, 0, Encoding::Utf16), 6);
    }

    #[test]
    fn an_offset_inside_a_line_break_is_the_end_of_the_line() {
        assert_eq!(position("ab\r\ncd", 3, Encoding::Utf16), (0, 2));
        assert_eq!(position("ab\r\ncd", 99, Encoding::Utf16), (1, 2));
    }

    /// Line by line, char by char, with no index at all.
    fn slow_position(text: &str, offset: usize, encoding: Encoding) -> Position {
        let (mut line, mut column, mut last_column) = (0, 0, 0);
        let mut before = '\0';
        for (at, c) in text.char_indices() {
            let broke = before == '\n' || before == '\r' && c != '\n';
            if broke {
                (line, column) = (line + 1, 0);
            }
            if at + c.len_utf8() > offset {
                return Position { line, column: if c == '\n' && before == '\r' { last_column } else { column } };
            }
            if c != '\n' && c != '\r' {
                column += match encoding {
                    Encoding::Utf8 => c.len_utf8(),
                    Encoding::Utf16 => c.len_utf16(),
                    Encoding::Utf32 => 1,
                } as u32;
                last_column = column;
            } else if before == '\n' || before == '\r' && c != '\n' {
                last_column = 0;
            }
            before = c;
        }
        if before == '\n' || before == '\r' { Position { line: line + 1, column: 0 } } else { Position { line, column } }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_agrees_with_counting_by_hand(text in "(a|bc|é|🦀|\u{301}|\n|\r\n|\r|\n\r){0,12}") {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                for offset in 0..=text.len() + 1 {
                    prop_assert_eq!(index.position(&text, offset, encoding), slow_position(&text, offset, encoding), "{:?} at {}", text, offset);
                }
            }
        }

        #[test]
        fn there_and_back_is_where_one_was(text in "(a|é|🦀|\n|\r\n|\r){0,12}") {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                for (offset, c) in text.char_indices() {
                    let inside_a_break = c == '\n' && text[..offset].ends_with('\r');
                    let back = index.offset(&text, index.position(&text, offset, encoding), encoding);
                    prop_assert_eq!(back, if inside_a_break { offset - 1 } else { offset });
                }
            }
        }

        #[test]
        fn no_position_leads_into_a_character(text in "(a|é|🦀|\n|\r){0,8}", line in 0..9u32, column in 0..20u32, which in 0..3usize) {
            let offset = LineIndex::new(&text).offset(&text, Position { line, column }, ENCODINGS[which]);
            prop_assert_eq!(text.is_char_boundary(offset), true);
        }

        #[test]
        fn another_text_than_the_indexed_one_does_no_harm(one in "(ab|é|\n){0,8}", two in "(a|🦀|\r\n){0,8}", offsets in prop::collection::vec(0..40usize, 4)) {
            let index = LineIndex::new(&one);
            for offset in offsets {
                let position = index.position(&two, offset, Encoding::Utf16);
                prop_assert_eq!(two.is_char_boundary(index.offset(&two, position, Encoding::Utf16)), true);
            }
        }
    }
}
