//! Sections of a note: a heading and all that stands under it.

use crate::markdown::tree::{Block, BlockKind, Heading, ListItem, Markdown};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;

/// A heading and what stands under it, deeper headings included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: TextRange,
    /// From the line after the heading to the next heading of its level or a higher one, or the end.
    pub content: TextRange,
    /// The heading's level, 1 to 6.
    pub level: u8,
}

/// The section of the `index`th heading.
#[must_use]
pub fn section_at(text: &str, markdown: &Markdown, index: usize) -> Section {
    let heading = &markdown.headings[index];
    let after = markdown.headings[index + 1..].iter().find(|next| next.level <= heading.level);
    let start = line_end(text, heading.range.end());
    let end = after.map_or(text.len(), |next| line_start(text, next.range.start())).max(start);
    Section { heading: heading.range, content: TextRange::new(start, end), level: heading.level }
}

/// The first section of this level whose heading reads `name`, case aside.
#[must_use]
pub fn section(text: &str, markdown: &Markdown, level: u8, name: &str) -> Option<Section> {
    let named = |heading: &Heading| heading.level == level && heading.text.of(text).trim().eq_ignore_ascii_case(name);
    markdown.headings.iter().position(named).map(|index| section_at(text, markdown, index))
}

/// The words of the first heading of level one, with the place.
#[must_use]
pub fn title<'a>(text: &'a str, markdown: &Markdown) -> Option<(&'a str, TextRange)> {
    let heading = markdown.headings.iter().find(|heading| heading.level == 1)?;
    let words = heading.text.of(text).trim();
    (!words.is_empty()).then_some((words, heading.text))
}

/// The list items whose marker stands inside `range`, nested ones included.
pub fn items_in(markdown: &Markdown, range: TextRange) -> impl Iterator<Item = &ListItem> {
    markdown.items.iter().filter(move |item| range.contains(item.range.start()))
}

/// Whether something is written in `range` besides blank space and comments.
#[must_use]
pub fn has_text(text: &str, markdown: &Markdown, range: TextRange) -> bool {
    !masked(text, markdown, range, &[BlockKind::Comment]).trim().is_empty()
}

/// The number of words in `range`, comments and code blocks left out.
#[must_use]
pub fn word_count(text: &str, markdown: &Markdown, range: TextRange) -> usize {
    let masked = masked(text, markdown, range, &[BlockKind::Comment, BlockKind::CodeBlock]);
    masked.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The text of `range` with the blocks of these kinds turned to spaces, byte for byte, so that places stay what they were.
/// Line breaks inside a block are kept.
#[must_use]
pub fn masked(text: &str, markdown: &Markdown, range: TextRange, kinds: &[BlockKind]) -> String {
    let mut bytes = range.of(text).as_bytes().to_vec();
    let hidden = |block: &&Block| kinds.contains(&block.kind) && block.range.overlaps(range);
    for block in markdown.blocks.iter().filter(hidden) {
        let start = block.range.start().max(range.start()) - range.start();
        let end = block.range.end().min(range.end()) - range.start();
        for byte in &mut bytes[start..end] {
            if *byte != b'\n' && *byte != b'\r' {
                *byte = b' ';
            }
        }
    }
    // A block that began inside a character could leave half of it: such text is left as it is.
    String::from_utf8(bytes).unwrap_or_else(|_| range.of(text).to_owned())
}

/// A file stem as a name: hyphens to spaces, words with a capital.
#[must_use]
pub fn readable(stem: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(capital).collect::<Vec<_>>().join(" ")
}

/// Whether two headings read the same, case, diacritics and spaces aside.
#[must_use]
pub fn same_heading(one: &str, other: &str) -> bool {
    let plain = |words: &str| run_together(&fold(words));
    plain(one) == plain(other)
}

/// Words with one space wherever there is blank room between them, and none around.
#[must_use]
pub fn run_together(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The offset just after the line break that ends the line of `offset`, or the end of the text.
#[must_use]
pub fn line_end(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(at) = bytes[offset..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) else { return text.len() };
    let at = offset + at;
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

/// The offset of the first byte of the line of `offset`.
#[must_use]
pub fn line_start(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
}

/// The line break that the text uses: that of its first line, `\n` where it has none.
#[must_use]
pub fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        Some(_) | None => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::{has_text, readable, section, word_count};
    use crate::markdown::parse::parse;

    fn content<'a>(text: &'a str, name: &str) -> Option<&'a str> {
        section(text, &parse(text), 2, name).map(|section| section.content.of(text))
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let text = "# A\n## Log\none\n### deeper\ntwo\n## Next\nthree\n";
        assert_eq!(content(text, "log"), Some("one\n### deeper\ntwo\n"));
        assert_eq!(content(text, "Next"), Some("three\n"));
        assert_eq!(content(text, "Facts"), None);
    }

    #[test]
    fn a_section_keeps_its_carriage_returns() {
        assert_eq!(content("## Log\r\none\r\n# B\r\n", "Log"), Some("one\r\n"));
    }

    #[test]
    fn a_comment_is_no_text() {
        let text = "## Log\n<!-- later -->\n";
        let markdown = parse(text);
        assert!(!has_text(text, &markdown, section(text, &markdown, 2, "Log").unwrap().content));
    }

    #[test]
    fn words_are_counted_without_signs_alone() {
        let text = "one, two – three\n";
        assert_eq!(word_count(text, &parse(text), (0..text.len()).into()), 3);
    }

    #[test]
    fn a_stem_reads_as_a_name() {
        assert_eq!(readable("ada-lovelace"), "Ada Lovelace");
    }
}
