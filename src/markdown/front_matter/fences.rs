//! Where front matter stands: its fences, told from a rule and from a fence that is never closed.

use crate::markdown::lines::{after_line_end, line_end, lines};
use crate::text::range::TextRange;

/// The length of the byte order mark at the start of `text`, in bytes.
pub(in crate::markdown) fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Where the front matter stands.
pub(in crate::markdown) enum Fences {
    /// There is none.
    None,
    /// It begins, and never ends.
    Unclosed {
        /// The line that begins it.
        opening: TextRange,
    },
    /// It is there.
    Closed {
        /// From the opening fence through the closing one's line end.
        range: TextRange,
        /// The lines between.
        inner: TextRange,
    },
}

/// Looks for front matter at `start`, the offset after the byte order mark.
///
/// A line `---` is a rule as well. It opens front matter where the next line is not blank, or the first one that is not looks like
/// a key; and where the closing fence is missing, only then.
pub(in crate::markdown) fn fences(text: &str, start: usize) -> Fences {
    let opening = TextRange::new(start, line_end(text, start));
    if opening.of(text).trim_end_matches([' ', '\t']) != "---" {
        return Fences::None;
    }
    let inner = after_line_end(text, opening.end());
    let rest = TextRange::new(inner, text.len());
    let first = lines(text, rest).find(|line| !line.of(text).trim().is_empty());
    let looks_like_keys = first.is_some_and(|line| looks_like_key(line.of(text)));
    let blank_first = lines(text, rest).next().is_some_and(|line| line.of(text).trim().is_empty());
    if blank_first && !looks_like_keys && !first.is_some_and(|line| closes(line.of(text))) {
        return Fences::None;
    }
    let closing = lines(text, rest).find(|line| closes(line.of(text)));
    match closing {
        Some(closing) => {
            let end = after_line_end(text, closing.end());
            Fences::Closed { range: TextRange::new(start, end), inner: TextRange::new(inner, closing.start()) }
        }
        None if looks_like_keys => Fences::Unclosed { opening },
        None => Fences::None,
    }
}

/// Whether a line is a closing fence.
fn closes(line: &str) -> bool {
    matches!(line.trim_end_matches([' ', '\t']), "---" | "...")
}

/// Whether a line reads `key:` or `key: value`, with a key of one word.
fn looks_like_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    !key.is_empty() && !key.starts_with(['-', '#', '>']) && !key.contains([' ', '\t']) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}
