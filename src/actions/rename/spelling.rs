//! How a name is spelled where it stands: in a wikilink, in an address, in YAML, in a heading's slug.

use crate::markdown::tree::LinkKind;
use crate::text::range::TextRange;

/// What a name may not hold, since links could not carry it.
const FORBIDDEN: [char; 6] = ['[', ']', '|', '#', '\n', '\r'];

/// The name without blanks around it; none where it is empty or links cannot carry it.
#[must_use]
pub fn usable(name: &str) -> Option<&str> {
    let name = name.trim();
    (!name.is_empty() && !name.contains(FORBIDDEN) && !name.chars().any(char::is_control)).then_some(name)
}

/// A value for YAML in the place of one that stood there: `within` is the text of the line's value, where brackets mean a list.
#[must_use]
pub fn in_yaml(name: &str, is_quoted: bool, in_brackets: bool) -> String {
    if is_quoted {
        // The quotes around stay; what would end them is escaped.
        return name.replace('\\', "\\\\").replace('"', "\\\"");
    }
    let means_more = name.starts_with(|first: char| "!&*-?:,[]{}#|>@`\"'%".contains(first))
        || name.is_empty()
        || name.contains(": ")
        || name.contains(" #")
        || name.ends_with(':')
        || in_brackets && name.contains([',', '[', ']', '{', '}'])
        || matches!(name.to_ascii_lowercase().as_str(), "null" | "~" | "true" | "false");
    if means_more { format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")) } else { name.to_owned() }
}

/// Whether quotes stand around a range.
#[must_use]
pub fn is_quoted(text: &str, range: TextRange) -> bool {
    let bytes = text.as_bytes();
    let before = range.start().checked_sub(1).and_then(|at| bytes.get(at));
    matches!((before, bytes.get(range.end())), (Some(b'"'), Some(b'"')))
}

/// A path as it stands in the address of a Markdown link.
#[must_use]
pub fn in_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            ' ' => address.push_str("%20"),
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '?' => address.push_str("%3F"),
            letter => address.push(letter),
        }
    }
    address
}

/// The way from the note at `from` to the file at `to`, both from the root: `../contacts/ada.md`.
#[must_use]
pub fn relative_path(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let common = folders.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = folders.len() - common;
    let mut parts: Vec<&str> = vec![".."; up];
    parts.extend(&to[common..]);
    parts.join("/")
}

/// A heading as GitHub's addresses spell it: `my-heading`.
#[must_use]
pub fn slug(words: &str) -> String {
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

/// Whether a kind of link names a path relative to its note.
#[must_use]
pub fn is_relative(kind: LinkKind) -> bool {
    match kind {
        LinkKind::Inline | LinkKind::Reference | LinkKind::Image => true,
        LinkKind::Wiki | LinkKind::Auto => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_address, in_yaml, relative_path, usable};

    #[test]
    fn a_path_is_told_from_another_note() {
        assert_eq!(relative_path("weeks/w.md", "contacts/ada.md"), "../contacts/ada.md");
        assert_eq!(relative_path("a.md", "contacts/ada.md"), "contacts/ada.md");
        assert_eq!(relative_path("contacts/bo.md", "contacts/ada.md"), "ada.md");
        assert_eq!(relative_path("a/b/c.md", "a/d.md"), "../d.md");
    }

    #[test]
    fn names_are_spelled_for_their_place() {
        assert_eq!(in_address("a b(c).md"), "a%20b%28c%29.md");
        assert_eq!(in_yaml("Ada: the first", false, false), "\"Ada: the first\"");
        assert_eq!(in_yaml("Lovelace, Ada", false, true), "\"Lovelace, Ada\"");
        assert_eq!(in_yaml("Ada \"A\"", true, false), "Ada \\\"A\\\"");
        assert_eq!(usable("  Ada "), Some("Ada"));
        assert_eq!(usable("a|b").or(usable("")).or(usable("a\nb")), None);
    }
}
