//! Links: the parts of a wikilink, and where the destination of a Markdown link stands.

use crate::markdown::lines::trimmed;
use crate::markdown::tree::{Link, LinkKind};
use crate::text::range::TextRange;

impl Link {
    /// Target and heading as one, as they are written: all of a web address, its `#` included.
    #[must_use]
    pub fn destination(self) -> TextRange {
        self.anchor.map_or(self.target, |anchor| self.target.join(anchor))
    }
}

/// The wikilink that fills `range` (`[[target#Heading|label]]`, `!` in front where it is embedded), `None` where something else stands
/// there, or nothing is pointed at. Works on any text: a cell, a paragraph, a value of the front matter.
#[must_use]
pub fn wikilink(text: &str, range: TextRange) -> Option<Link> {
    let source = range.of(text);
    let opening = if source.starts_with("![[") { 3 } else { 2 };
    let inside = source.get(opening..)?.strip_suffix("]]").filter(|_| source[..opening].ends_with("[["))?;
    let start = range.start() + opening;
    let pipe = inside.find('|');
    let pointing = pipe.map_or(inside, |at| &inside[..at]);
    // In a table the pipe is escaped; the backslash is the table's, not the target's.
    let pointing = if pipe.is_some() { pointing.strip_suffix('\\').unwrap_or(pointing) } else { pointing };
    let label = pipe.map(|at| trimmed(text, TextRange::new(start + at + 1, start + inside.len())));
    let (target, anchor) = split_anchor(text, trimmed(text, TextRange::new(start, start + pointing.len())));
    let points_somewhere = !target.is_empty() || anchor.is_some_and(|anchor| !anchor.is_empty());
    points_somewhere.then_some(Link { range, kind: LinkKind::Wiki, target, anchor, label: label.filter(|label| !label.is_empty()) })
}

/// The first wikilink in `range` that no other text interrupts, from its `[[` on.
#[must_use]
pub fn first_wikilink(text: &str, range: TextRange) -> Option<Link> {
    let source = range.of(text);
    let close = source.find("]]")?;
    let open = source[..close].rfind("[[")?;
    wikilink(text, TextRange::new(range.start() + open, range.start() + close + 2))
}

/// A destination split at its first `#`: what is pointed at, and the heading in it.
pub(super) fn split_anchor(text: &str, destination: TextRange) -> (TextRange, Option<TextRange>) {
    let Some(hash) = destination.of(text).find('#') else { return (destination, None) };
    let hash = destination.start() + hash;
    (trimmed(text, TextRange::new(destination.start(), hash)), Some(trimmed(text, TextRange::new(hash + 1, destination.end()))))
}

/// The closing bracket of a label, looked for from `from`, where the label's last word ends, up to `end`.
pub(super) fn label_end(text: &str, from: usize, end: usize) -> Option<usize> {
    text.as_bytes().get(from..end)?.iter().position(|&byte| byte == b']').map(|at| from + at)
}

/// The destination of an inline link whose `(` stands at `paren`.
pub(super) fn inline_destination(text: &str, paren: usize, end: usize) -> Option<TextRange> {
    (text.as_bytes().get(paren) == Some(&b'(')).then(|| destination(text, paren + 1, end))
}

/// The destination of a link definition (`[label]: destination "title"`) that fills `range`.
pub(super) fn defined_destination(text: &str, range: TextRange) -> Option<TextRange> {
    let bytes = text.as_bytes();
    let mut at = range.start() + 1;
    while at < range.end() && bytes[at] != b']' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (bytes.get(at..at + 2) == Some(b"]:")).then(|| destination(text, at + 2, range.end()))
}

/// The destination that begins after white space at `from`: in angle brackets, or up to a space or an unmatched `)`.
fn destination(text: &str, from: usize, end: usize) -> TextRange {
    let bytes = &text.as_bytes()[..end.min(text.len())];
    let mut at = from;
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let pointed = bytes.get(at) == Some(&b'<');
    let start = at + usize::from(pointed);
    at = start;
    let mut depth = 0_u32;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'>' if pointed => break,
            _ if pointed => {}
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            0..=0x20 => break,
            _ => {}
        }
        at += 1;
    }
    TextRange::new(start.min(bytes.len()), at.clamp(start.min(bytes.len()), bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::{defined_destination, first_wikilink, inline_destination, wikilink};
    use crate::text::range::TextRange;

    #[track_caller]
    fn check(source: &str, expected: Option<(&str, Option<&str>, Option<&str>)>) {
        let link = wikilink(source, TextRange::new(0, source.len()));
        let parts = link.map(|link| (link.target.of(source), link.anchor.map(|it| it.of(source)), link.label.map(|it| it.of(source))));
        assert_eq!(parts, expected, "{source}");
    }

    #[test]
    fn a_wikilink_has_a_target_a_heading_and_a_label() {
        check("[[ada]]", Some(("ada", None, None)));
        check("[[ada#Log|her log]]", Some(("ada", Some("Log"), Some("her log"))));
        check("[[ ada ]]", Some(("ada", None, None)));
        check("[[#Log]]", Some(("", Some("Log"), None)));
        check("![[ada|]]", Some(("ada", None, None)));
    }

    #[test]
    fn the_backslash_before_a_pipe_belongs_to_the_table() {
        check(r"[[ada\|Ada]]", Some(("ada", None, Some("Ada"))));
        check(r"[[ada#Log\|Ada]]", Some(("ada", Some("Log"), Some("Ada"))));
    }

    #[test]
    fn what_points_nowhere_is_no_link() {
        for source in ["[[]]", "[[ ]]", "[[|a]]", "[[#]]", "[ada]", "[[ada", "", "]]", "[["] {
            check(source, None);
        }
    }

    #[test]
    fn the_first_link_of_a_value_is_found_among_words() {
        let text = "see [[ada|Ada]] and [[bob]]";
        assert_eq!(first_wikilink(text, TextRange::new(0, text.len())).map(|link| link.range.of(text)), Some("[[ada|Ada]]"));
        assert_eq!(first_wikilink("]] [[", TextRange::new(0, 5)), None);
    }

    #[test]
    fn destinations_are_found_in_the_source() {
        let inline = |text: &'static str| inline_destination(text, 0, text.len()).map(|range| range.of(text));
        assert_eq!(inline("(a(b)c \"t\")"), Some("a(b)c"));
        assert_eq!(inline("( <a b> )"), Some("a b"));
        assert_eq!(inline("()"), Some(""));
        assert_eq!(inline("x"), None);
        let defined = |text: &'static str| defined_destination(text, TextRange::new(0, text.len())).map(|range| range.of(text));
        assert_eq!(defined("[a\\]b]: /url 'title'"), Some("/url"));
        assert_eq!(defined("[a]:\n  <x y>"), Some("x y"));
        assert_eq!(defined("[a\\"), None);
    }
}
