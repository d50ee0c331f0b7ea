//! How much room text takes in a terminal, and text made safe to show there.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The terminal cells that `text` takes: two for wide characters and emoji, none for combining marks.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// `text` followed by as many spaces as fill `cells`; unchanged where it is as wide already.
#[must_use]
pub fn pad(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    let mut padded = String::with_capacity(text.len() + missing);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// `text` where it fits into `cells`, else as much of its beginning as fits before a `…`. Never cuts inside what a reader sees as one letter.
#[must_use]
pub fn clip(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(1) else {
        return String::new();
    };
    let mut clipped = String::new();
    let mut taken = 0;
    for letter in text.graphemes(true) {
        taken += width(letter);
        if taken > room {
            break;
        }
        clipped.push_str(letter);
    }
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

/// `text` for one line of a terminal: control characters and those that reorder text shown as escapes such as `\u{1b}` or `\n`, so that
/// no note can drive a terminal.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, is_unsafe)
}

/// Like [`visible`], for several lines: newlines and tabs stay as they are.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_unsafe(c) && c != '\n' && c != '\t')
}

fn escape(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    let Some(first) = text.find(&hidden) else {
        return Cow::Borrowed(text);
    };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            _ if !hidden(c) => shown.push(c),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ => _ = write!(shown, "\\u{{{:x}}}", u32::from(c)),
        }
    }
    Cow::Owned(shown)
}

/// C0, DEL and C1 controls; the marks, embeddings, overrides and isolates of bidirectional text; line and paragraph separators.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::{clip, pad, visible, visible_lines, width};

    #[test]
    fn wide_characters_take_two_cells_and_marks_none() {
        assert_eq!(width("Ada"), 3);
        assert_eq!(width("安藤"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍💻"), 2);
    }

    #[test]
    fn padding_fills_cells_not_bytes() {
        assert_eq!(pad("安", 4), "安  ");
        assert_eq!(pad("Zoë", 4), "Zoë ");
        assert_eq!(pad("long", 2), "long");
    }

    #[test]
    fn clipped_text_says_that_it_was() {
        assert_eq!(clip("Ada Lovelace", 12), "Ada Lovelace");
        assert_eq!(clip("Ada Lovelace", 6), "Ada L…");
        assert_eq!(clip("Ada Lovelace", 5), "Ada…");
        assert_eq!(clip("安藤忠雄", 6), "安藤…");
        assert_eq!(clip("abc", 1), "…");
        assert_eq!(clip("abc", 0), "");
    }

    #[test]
    fn clipping_keeps_letter_and_accent_together() {
        assert_eq!(clip("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn no_note_can_drive_a_terminal() {
        assert_eq!(visible("\u{1b}[2Jhi"), "\\u{1b}[2Jhi");
        assert_eq!(visible("a\u{9b}31m"), "a\\u{9b}31m");
        assert_eq!(visible("\u{202e}cod.exe"), "\\u{202e}cod.exe");
        assert_eq!(visible("a\tb\r\n"), "a\\tb\\r\\n");
    }

    #[test]
    fn several_lines_keep_their_breaks_but_not_their_carriage_returns() {
        assert_eq!(visible_lines("a\n\tb\rc"), "a\n\tb\\rc");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(visible("Zoë 👩‍💻 安藤"), std::borrow::Cow::Borrowed(_)));
    }
}
