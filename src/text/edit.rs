//! Edits as values: a range to replace and what stands there afterwards.

use crate::text::range::TextRange;

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go; empty for an insertion.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

impl TextEdit {
    /// Puts `text` in place of `range`.
    #[must_use]
    pub fn replace(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Puts `text` before the byte at `offset`.
    #[must_use]
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(offset), text)
    }

    /// Takes `range` out.
    #[must_use]
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, "")
    }
}

/// Two edits of one set touch the same bytes, or one does not fit the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("edits overlap or do not fit the text, at byte {offset}")]
pub struct EditError {
    /// Where the first edit that cannot be applied begins, in bytes.
    pub offset: usize,
}

/// `text` after all `edits`, whose ranges all speak of `text` as it is now, in any order.
///
/// Insertions at one place are made in the order given.
///
/// # Errors
/// When two ranges overlap, or one lies outside the text or inside a character.
pub fn apply(text: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.range);
    let mut result = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    for edit in ordered {
        let (start, end) = (edit.range.start(), edit.range.end());
        let kept = text.get(done..start).filter(|_| text.is_char_boundary(end));
        let kept = kept.ok_or(EditError { offset: start })?;
        result.push_str(kept);
        result.push_str(&edit.text);
        done = end;
    }
    result.push_str(&text[done..]);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::{TextEdit, apply};
    use crate::text::range::TextRange;

    #[test]
    fn edits_speak_of_the_text_before_any_of_them() {
        let edits = [TextEdit::replace(TextRange::new(4, 7), "B"), TextEdit::insert(0, "> "), TextEdit::delete(TextRange::new(3, 4))];
        assert_eq!(apply("one two", &edits).unwrap(), "> oneB");
    }

    #[test]
    fn insertions_at_one_place_keep_their_order() {
        assert_eq!(apply("", &[TextEdit::insert(0, "a"), TextEdit::insert(0, "b")]).unwrap(), "ab");
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let edits = [TextEdit::delete(TextRange::new(0, 3)), TextEdit::delete(TextRange::new(2, 4))];
        assert_eq!(apply("hello", &edits).unwrap_err().offset, 2);
    }

    #[test]
    fn an_edit_inside_a_character_is_refused() {
        assert!(apply("é", &[TextEdit::insert(1, "x")]).is_err());
        assert!(apply("é", &[TextEdit::insert(9, "x")]).is_err());
    }
}
