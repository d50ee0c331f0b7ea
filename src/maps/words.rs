//! Labels made safe: what no picture can show is taken out, what a format would read as its own is escaped.

/// A label fit to be drawn: whitespace in single spaces, without characters that XML forbids, that are invisible orders to a terminal, or
/// that turn the direction of all text after them.
#[must_use]
pub fn clean(words: &str) -> String {
    let kept: String = words.chars().filter(|c| !is_harmful(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as it may stand inside an element or a quoted attribute of XML and HTML.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

fn is_harmful(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let no_character = matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}') || (c as u32) & 0xfffe == 0xfffe;
    (c.is_control() && !c.is_whitespace()) || turns_direction || no_character
}

#[cfg(test)]
mod tests {
    use super::{clean, xml};

    #[test]
    fn controls_go_and_lines_become_one() {
        assert_eq!(clean("a\u{0}b\u{1b}[31m\r\n  c\u{202e}d\u{ffff}"), "ab[31m cd");
    }

    #[test]
    fn markup_is_only_text() {
        assert_eq!(xml("</text><script a='1' b=\"2\">&"), "&lt;/text&gt;&lt;script a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;");
    }
}
