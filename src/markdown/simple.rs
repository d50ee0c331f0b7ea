//! The body that most notes have, read line by line: as the Markdown parser reads it, several times as fast.

use crate::markdown::links::wikilink;
use crate::markdown::tables::row;
use crate::markdown::tree::{Alignment, Block, BlockKind, Heading, Link, ListItem, Markdown, Table};
use crate::text::range::TextRange;

/// Reads the body of `out`, whose lists are still empty. `false`, and nothing read, where a line says anything that only the parser
/// knows how to read.
pub(super) fn simple_body(text: &str, out: &mut Markdown) -> bool {
    let mut reader = Reader { text, bytes: text.as_bytes(), last: Last::Blank, out };
    let is_simple = reader.lines().is_some();
    if !is_simple {
        out.headings.clear();
        out.links.clear();
        out.tables.clear();
        out.items.clear();
        out.blocks.clear();
    }
    is_simple
}

/// What the line above was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Blank, a heading, or nothing.
    Blank,
    /// Of a paragraph.
    Paragraph,
    /// An item of a list.
    Item,
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    last: Last,
    out: &'a mut Markdown,
}

impl Reader<'_> {
    fn lines(&mut self) -> Option<()> {
        let mut at = self.out.body.start();
        while at < self.bytes.len() {
            at = match self.bytes[at..] {
                [b'\n', ..] => {
                    self.last = Last::Blank;
                    at
                }
                [b'#', ..] => self.heading(self.line(at))?,
                [b'-', b' ', ..] => self.item(self.line(at))?,
                [b'|', ..] if self.last == Last::Blank => self.table(self.line(at))?,
                _ => self.paragraph(at)?,
            } + 1;
        }
        Some(())
    }

    /// The line that begins at `start`, without its line end.
    fn line(&self, start: usize) -> TextRange {
        TextRange::new(start, start + self.text[start..].find('\n').unwrap_or(self.bytes.len() - start))
    }

    /// `## Words`.
    fn heading(&mut self, line: TextRange) -> Option<usize> {
        let level = self.bytes[line.start()..line.end()].iter().take_while(|byte| **byte == b'#').count();
        let words = line.start() + level + 1;
        let opened = level <= 6 && words < line.end() && self.bytes[words - 1] == b' ' && begins_words(self.bytes, words);
        let links = self.out.links.len();
        if !opened
            || self.words(words, line.end())? != line.end()
            || matches!(self.bytes[line.end() - 1], b'#' | b' ')
            || links < self.out.links.len()
        {
            return None;
        }
        let level = u8::try_from(level).ok()?;
        self.out.headings.push(Heading { range: line, text: TextRange::new(words, line.end()), level, hashes: true });
        self.last = Last::Blank;
        Some(line.end())
    }

    /// `- words`, on one line.
    fn item(&mut self, line: TextRange) -> Option<usize> {
        let words = line.start() + 2;
        if !(words < line.end() && begins_words(self.bytes, words))
            || self.words(words, line.end())? != line.end()
            || self.bytes[line.end() - 1] == b' '
        {
            return None;
        }
        let text = TextRange::new(words, line.end());
        let heading = self.out.headings.len().checked_sub(1).and_then(|heading| u32::try_from(heading).ok());
        self.out.items.push(ListItem { range: line, text, depth: 0, parent: None, ordered: false, task: None, heading });
        self.out.blocks.push(Block { kind: BlockKind::Paragraph, range: text });
        self.last = Last::Item;
        Some(line.end())
    }

    /// A line of running text.
    fn paragraph(&mut self, start: usize) -> Option<usize> {
        // A line below an item goes on with it.
        if self.last == Last::Item || !begins_words(self.bytes, start) {
            return None;
        }
        let end = self.words(start, self.bytes.len())?;
        match self.out.blocks.last_mut().filter(|_| self.last == Last::Paragraph) {
            Some(block) => block.range = TextRange::new(block.range.start(), end),
            None => self.out.blocks.push(Block { kind: BlockKind::Paragraph, range: TextRange::new(start, end) }),
        }
        self.last = Last::Paragraph;
        Some(end)
    }

    /// Passes over words up to the end of the line, or up to `end`, and takes the wikilinks on the way. Blanks at a line's end may break
    /// the line, of which nothing is kept.
    fn words(&mut self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        loop {
            at += self.bytes[at..end].iter().position(|byte| SPECIAL[usize::from(*byte)]).unwrap_or(end - at);
            match self.bytes[at..end] {
                [] | [b'\n', ..] => break,
                [b'[', b'[', ..] => at = self.wikilink(at, end)?,
                _ => return None,
            }
        }
        Some(at)
    }

    fn wikilink(&mut self, start: usize, end: usize) -> Option<usize> {
        let inside = &self.bytes[start + 2..end];
        let length = inside.iter().position(|byte| SPECIAL[usize::from(*byte)] || matches!(byte, b'*' | b'_' | b'~' | b'&'))?;
        let close = start + 2 + length;
        let after = self.bytes.get(close + 2);
        let is_plain = self.bytes[close..end].starts_with(b"]]")
            && self.bytes[start - usize::from(start > 0)] != b'!'
            && !matches!(after, Some(b'(' | b'[' | b']' | b':'));
        if !is_plain || !begins_words(self.bytes, start + 2) {
            return None;
        }
        let link: Link = wikilink(self.text, TextRange::new(start, close + 2))?;
        self.out.links.push(link);
        Some(close + 2)
    }

    /// A table that stands alone, every line between pipes.
    fn table(&mut self, line: TextRange) -> Option<usize> {
        let mut table = Table {
            range: line,
            header: row(self.text, line.start()),
            delimiter: self.line((line.end() + 1).min(self.bytes.len())),
            alignments: Vec::new(),
            rows: Vec::new(),
        };
        table.alignments = alignments(&self.bytes[table.delimiter.start()..table.delimiter.end()])?;
        if table.alignments.len() != table.header.cells.len() || !is_row(&self.bytes[line.start()..line.end()]) {
            return None;
        }
        let mut end = table.delimiter.end();
        while end + 1 < self.bytes.len() && self.bytes[end + 1] != b'\n' {
            let line = self.line(end + 1);
            if !is_row(&self.bytes[line.start()..line.end()]) {
                return None;
            }
            table.rows.push(row(self.text, line.start()));
            end = line.end();
        }
        table.range = TextRange::new(line.start(), end);
        table.rows.shrink_to_fit();
        self.out.tables.push(table);
        Some(end)
    }
}

/// Bytes that may mean more than themselves inside running text. Emphasis and entities may stand there: of them nothing is kept.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[0x7f] = true;
    special[b'\\' as usize] = true;
    special[b'`' as usize] = true;
    special[b'<' as usize] = true;
    special[b'[' as usize] = true;
    special[b']' as usize] = true;
    special
};

/// Whether running text begins at `at`, and no block of another kind.
fn begins_words(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'0'..=b'9' => {
            let after = bytes[at..].iter().position(|byte| !byte.is_ascii_digit()).map(|length| bytes[at + length]);
            !matches!(after, Some(b'.' | b')'))
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'"' | b'\'' | b'(' | 0x80.. => true,
        _ => false,
    }
}

/// Whether a line stands between pipes and holds nothing that would be kept beside the cells.
fn is_row(line: &[u8]) -> bool {
    line.len() > 1 && line.starts_with(b"|") && line.ends_with(b"|") && !line.iter().any(|byte| SPECIAL[usize::from(*byte)])
}

/// The columns of `|---|:-:|`, where the line is one such.
fn alignments(line: &[u8]) -> Option<Vec<Alignment>> {
    let inside = line.strip_prefix(b"|")?.strip_suffix(b"|")?;
    inside.split(|byte| *byte == b'|').map(|cell| alignment(cell.trim_ascii())).collect()
}

fn alignment(cell: &[u8]) -> Option<Alignment> {
    let dashes = cell.strip_prefix(b":").unwrap_or(cell);
    let left = dashes.len() < cell.len();
    let middle = dashes.strip_suffix(b":").unwrap_or(dashes);
    let right = middle.len() < dashes.len();
    let is_dashes = !middle.is_empty() && middle.iter().all(|byte| *byte == b'-');
    is_dashes.then_some(match (left, right) {
        (false, false) => Alignment::None,
        (true, false) => Alignment::Left,
        (true, true) => Alignment::Center,
        (false, true) => Alignment::Right,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};

    use super::simple_body;
    use crate::markdown::parse::read_body;
    use crate::markdown::tree::Markdown;
    use crate::text::range::TextRange;

    fn unread(text: &str) -> Markdown {
        Markdown { body: TextRange::new(0, text.len()), ..Markdown::default() }
    }

    fn is_simple(text: &str) -> bool {
        simple_body(text, &mut unread(text))
    }

    #[test]
    fn usual_notes_are_simple() {
        for text in [
            "Hi Ada,\n\nI read *your* piece (twice) & liked it.\nWould 20 minutes do?\n\nThanks,\nSam\n\n## Notes\n\nSaw her on 2026-11-02.\n",
            "# Ada Lovelace\n\n## Facts\n- Plays the *lute*\n- 2026-10-01 Met at [[2026-10-01-rust|the meetup]]\n\n## Log\n",
            "## Habits\n\n| Habit | Target | Mon |\n|---|:-:|--:|\n| Code | daily | x |\n| Read | 30m/day | ~ late |\n\n## Review\n\nGood.",
            "",
            "\n\n",
        ] {
            assert!(is_simple(text), "{text}");
        }
    }

    #[test]
    fn what_means_more_is_left_to_the_parser() {
        for text in [
            "a\n===\n",
            "- a\nb\n",
            "- a\n  - b\n",
            "- [ ] a\n",
            "* a\n",
            "1. a\n",
            "> a\n",
            "    a\n",
            "a `b`\n",
            "<!-- a -->\n",
            "[a](b)\n",
            "- a \n",
            "a\r\n",
            "![[a]]\n",
            "| a |\n|---|---|\n",
            "| a |\n",
            "# a #\n",
        ] {
            assert!(!is_simple(text), "{text}");
        }
    }

    fn body() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop_oneof![Just("a"), Just("Bc"), Just("é"), Just("日"), Just("1"), Just("\""), Just("'"), Just("("), Just(")"), Just("b c")],
            prop_oneof![Just(" "), Just(" "), Just("\n"), Just("\n"), Just("\n\n"), Just("\n\n"), Just("\r\n"), Just("\t"), Just("  ")],
            prop_oneof![
                Just("\n- "),
                Just("\n- "),
                Just("- "),
                Just("\n# "),
                Just("\n## "),
                Just("#"),
                Just("\n1. "),
                Just("\n-"),
                Just("\n> ")
            ],
            prop_oneof![
                Just("*"),
                Just("_"),
                Just("~"),
                Just("**"),
                Just("~~"),
                Just("&amp;"),
                Just("&"),
                Just("!"),
                Just("$"),
                Just("{x}")
            ],
            prop_oneof![
                Just("[[a]]"),
                Just("[[a|b]]"),
                Just("[[a#b c]]"),
                Just("[["),
                Just("]]"),
                Just("[a]"),
                Just("[x] "),
                Just("[[é]]: ")
            ],
            prop_oneof![
                Just("\n| a | b |"),
                Just("\n|---|:-:|"),
                Just("\n| x | ~ |\n"),
                Just("|"),
                Just("\n|a|\n|-|\n|b|"),
                Just("\n| - |")
            ],
            prop_oneof![
                Just("="),
                Just("\n---\n"),
                Just("\n==\n"),
                Just("-"),
                Just(":"),
                Just("."),
                Just("`"),
                Just("\\"),
                Just("<"),
                Just("\u{a0}")
            ],
            prop_oneof![
                Just("\u{2003}"),
                Just("\u{85}"),
                Just("\u{2028}"),
                Just("\u{feff}"),
                Just("\u{200b}"),
                Just("http://a.example"),
                Just("a@b.example"),
                Just("[^1]")
            ],
        ];
        proptest::collection::vec(prop_oneof![3 => mild(), 1 => piece], 0..24).prop_map(|pieces| pieces.concat())
    }

    /// Pieces of notes that are simple in the main.
    fn mild() -> impl Strategy<Value = &'static str> {
        prop_oneof![
            prop_oneof![Just("a"), Just("Bc d"), Just("é"), Just("12 "), Just("(b) "), Just("*c* "), Just("e_f"), Just("[[a|b]]")],
            prop_oneof![Just("\n\n"), Just("\n\n- a"), Just("\n- b"), Just("\n- b\n\n"), Just("\n## c\n"), Just("\nd")],
            Just("\n\n| a | b |\n|---|:-:|\n| x | ~ |\n| y |\n"),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_simple_is_read_as_the_parser_reads_it(text in body()) {
            let mut simple = unread(&text);
            if simple_body(&text, &mut simple) {
                assert_eq!(simple, read_body(&text, unread(&text)), "{text:?}");
            }
        }
    }
}
