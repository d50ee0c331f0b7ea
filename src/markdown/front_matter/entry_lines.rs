//! Whole lines of front matter: a new key with its line, and all the lines that an entry takes up.

use crate::markdown::front_matter::fences::{Fences, byte_order_mark, fences};
use crate::markdown::front_matter::new_value::{FrontMatterEditError, NewValue};
use crate::markdown::front_matter::yaml_scalar::{Place, Quotes, list, scalar};
use crate::markdown::lines::{after_line_end, line_end, line_ending, line_start, lines};
use crate::markdown::tree::{Entry, FrontMatter};
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// A new key with its line.
pub(super) fn insert(text: &str, front_matter: &FrontMatter, key: &str, value: &NewValue, order: &[&str]) -> TextEdit {
    let entries = &front_matter.entries;
    let place = order.iter().position(|it| *it == key);
    let standing = |name: &&str| entries.iter().position(|entry| entry.key == **name);
    let after = place.and_then(|place| order[..place].iter().rev().find_map(standing));
    let before = place.and_then(|place| order[place + 1..].iter().find_map(standing));
    let index = after.map(|index| index + 1).or(before).unwrap_or(entries.len());
    let offset = match index.checked_sub(1).and_then(|index| entries.get(index)) {
        Some(entry) => lines_of(text, front_matter, entry).end(),
        None => front_matter.inner.start(),
    };
    let indentation = entries.first().map_or("", |entry| {
        let line = line_start(text, front_matter.inner.start(), entry.key_range.start());
        &text[line..entry.key_range.start()]
    });
    TextEdit::insert(offset, format!("{indentation}{}", line(key, value, line_ending(text))))
}

/// Front matter where none was, after the byte order mark.
pub(super) fn create(text: &str, new: &[(&str, &NewValue)]) -> Result<TextEdit, FrontMatterEditError> {
    let start = byte_order_mark(text);
    if matches!(fences(text, start), Fences::Unclosed { .. }) {
        return Err(FrontMatterEditError::Unclosed);
    }
    let end = line_ending(text);
    let entries: String = new.iter().map(|(key, value)| line(key, value, end)).collect();
    Ok(TextEdit::insert(start, format!("---{end}{entries}---{end}")))
}

/// The line of a new key.
fn line(key: &str, value: &NewValue, line_end: &str) -> String {
    let value = match value {
        NewValue::Scalar(text) => scalar(text, Place::Line, Quotes::AsNeeded),
        NewValue::List(texts) => list(texts.iter().map(String::as_str)),
    };
    format!("{}: {value}{line_end}", scalar(key, Place::Brackets, Quotes::AsNeeded))
}

/// All lines of an entry, comments behind its value and the last line end included.
pub(super) fn lines_of(text: &str, front_matter: &FrontMatter, entry: &Entry) -> TextRange {
    let start = line_start(text, front_matter.inner.start(), entry.key_range.start());
    let last = line_end(text, entry.value.range.end().max(entry.key_range.end()));
    TextRange::new(start, after_line_end(text, last).min(front_matter.inner.end()).max(start))
}

/// The lines of the first entry with the blank ones below: a blank line after the fence would make it a rule.
pub(super) fn with_gap(text: &str, front_matter: &FrontMatter, entry: TextRange) -> TextRange {
    if entry.start() != front_matter.inner.start() {
        return entry;
    }
    let below = lines(text, TextRange::new(entry.end(), front_matter.inner.end()));
    let end = below.take_while(|line| line.of(text).trim().is_empty()).last().map_or(entry.end(), |line| after_line_end(text, line.end()));
    TextRange::new(entry.start(), end)
}
