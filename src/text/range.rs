//! A half-open range of bytes in one text.

use std::fmt;
use std::ops::Range;

/// A half-open range of byte offsets in one UTF-8 text; `start <= end`, both on character boundaries.
///
/// Offsets are kept in 32 bits: a note is at most 4 MiB (format.md, section 1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range from byte `start` up to byte `end`, which must not lie before it.
    ///
    /// # Panics
    /// If `end < start`, or an offset does not fit in 32 bits.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a range runs forwards: {start}..{end}");
        let fit = |offset: usize| u32::try_from(offset).expect("a text under 4 GiB");
        Self { start: fit(start), end: fit(end) }
    }

    /// The empty range at byte `offset`.
    #[must_use]
    pub fn empty(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The first byte inside.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The first byte after.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether a cursor at `offset` touches the range: inside it, or at either edge.
    #[must_use]
    pub fn touches(self, offset: usize) -> bool {
        self.start() <= offset && offset <= self.end()
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range, `by` bytes further on: from a part of a text to the whole.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The text inside, `""` where the range does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<TextRange> for Range<usize> {
    fn from(range: TextRange) -> Self {
        range.start()..range.end()
    }
}

#[cfg(test)]
mod tests {
    use super::TextRange;

    #[test]
    fn a_cursor_touches_both_edges_but_only_the_first_byte_lies_inside() {
        let range = TextRange::new(2, 4);
        assert!(range.contains(2) && !range.contains(4));
        assert!(range.touches(2) && range.touches(4) && !range.touches(5));
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(!TextRange::new(0, 2).overlaps(TextRange::new(2, 3)));
        assert!(TextRange::new(0, 3).overlaps(TextRange::new(2, 3)));
    }

    #[test]
    fn a_range_beyond_the_text_is_empty_text() {
        assert_eq!(TextRange::new(3, 9).of("abc"), "");
    }
}
