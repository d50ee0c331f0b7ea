//! One value of the front matter replaced where it stands, with every byte around it kept.

use crate::markdown::front_matter::yaml_scalar::{Place, Quotes, list, scalar};
use crate::markdown::lines::{after_line_end, line_end, line_ending, line_start};
use crate::markdown::tree::{Content, Entry, Value};
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// Whether a value, or one inside it, begins with the sign of an anchor, an alias or a tag.
pub(super) fn has_properties(text: &str, value: &Value) -> bool {
    let begins = value.range.of(text).starts_with(['&', '*', '!']);
    begins
        || match &value.content {
            Content::Empty | Content::Scalar(_) => false,
            Content::List(values) => values.iter().any(|value| has_properties(text, value)),
            Content::Map(entries) => entries.iter().any(|entry| has_properties(text, &entry.value)),
        }
}

/// Whether comments stand between the parts of a value.
pub(super) fn has_comments(text: &str, value: &Value) -> bool {
    let mut parts = Vec::new();
    scalars_in(value, &mut parts);
    let mut from = value.range.start();
    for part in parts.iter().chain([&TextRange::empty(value.range.end())]) {
        if text.get(from..part.start()).is_some_and(|gap| gap.contains('#')) {
            return true;
        }
        from = from.max(part.end());
    }
    let block_text = matches!(value.content, Content::Scalar(_)) && value.range.of(text).starts_with(['|', '>']);
    block_text && text[value.range.start()..line_end(text, value.range.start())].contains('#')
}

/// The places of all keys and scalars inside, in the order of the text.
fn scalars_in(value: &Value, parts: &mut Vec<TextRange>) {
    match &value.content {
        Content::Empty | Content::Scalar(_) => parts.push(value.range),
        Content::List(values) => values.iter().for_each(|value| scalars_in(value, parts)),
        Content::Map(entries) => {
            for entry in entries {
                parts.push(entry.key_range);
                scalars_in(&entry.value, parts);
            }
        }
    }
}

/// The edit that makes a scalar of an entry's value; `None` where comments inside would be lost.
pub(super) fn put_scalar(text: &str, entry: &Entry, new: &str) -> Option<TextEdit> {
    let quotes = match entry.value.content {
        Content::Scalar(_) => Quotes::of(entry.value.range.of(text)),
        Content::Empty | Content::List(_) | Content::Map(_) => Quotes::AsNeeded,
    };
    put(text, entry, scalar(new, Place::Line, quotes))
}

/// The edit that makes a list of an entry's value; `None` where comments inside would be lost.
///
/// Items that stay keep their bytes, and a list on lines stays one on lines.
pub(super) fn put_list(text: &str, entry: &Entry, new: &[String]) -> Option<TextEdit> {
    let Content::List(values) = &entry.value.content else { return put(text, entry, list(new.iter().map(String::as_str))) };
    if is_bracketed(text, &entry.value) {
        let only_grows = values.len() < new.len() && values.iter().zip(new).all(|(old, new)| old.scalar() == Some(new));
        return if only_grows {
            Some(extend_brackets(text, &entry.value, values, &new[values.len()..]))
        } else {
            put(text, entry, bracketed(text, values, new))
        };
    }
    if new.is_empty() { put(text, entry, "[]".to_owned()) } else { put_lines(text, &entry.value, values, new) }
}

/// The edit that puts `new` at the end of an entry's list; `None` where the value is no list.
pub(super) fn extend(text: &str, entry: &Entry, new: &str) -> Option<TextEdit> {
    let Content::List(values) = &entry.value.content else { return None };
    if is_bracketed(text, &entry.value) {
        return Some(extend_brackets(text, &entry.value, values, &[new.to_owned()]));
    }
    let indentation = indentation(text, &entry.value)?;
    let line = format!("{}{indentation}- {}", line_ending(text), scalar(new, Place::Line, Quotes::AsNeeded));
    Some(TextEdit::insert(line_end(text, entry.value.range.end()), line))
}

/// Puts `written` in the place of an entry's value.
fn put(text: &str, entry: &Entry, written: String) -> Option<TextEdit> {
    if has_comments(text, &entry.value) {
        return None;
    }
    let key_line_end = line_end(text, entry.key_range.end());
    let range = entry.value.range;
    if range.start() <= key_line_end {
        let before = if text[..range.start()].ends_with(':') { " " } else { "" };
        let after = if range.is_empty() && text[range.end()..].starts_with('#') { " " } else { "" };
        return Some(TextEdit::replace(range, format!("{before}{written}{after}")));
    }
    // The value stands below its key: it comes up behind the colon, before a comment that may be there.
    let colon = entry.key_range.end() + text[entry.key_range.end()..key_line_end].find(':')? + 1;
    let comment = text[colon..key_line_end].trim_end();
    let gap = &text[key_line_end..range.start()];
    let range = TextRange::new(colon, range.end());
    (!gap.contains('#')).then(|| TextEdit::replace(range, format!(" {written}{comment}")))
}

/// Whether a list is written in brackets.
fn is_bracketed(text: &str, value: &Value) -> bool {
    value.range.of(text).starts_with('[')
}

/// A list in brackets of `new`, with the bytes of those items that stood there.
fn bracketed(text: &str, old: &[Value], new: &[String]) -> String {
    let written = |item: &String| {
        let kept = old.iter().find(|value| value.scalar() == Some(item) && !value.range.of(text).contains(['\n', '\r']));
        kept.map_or_else(|| scalar(item, Place::Brackets, Quotes::AsNeeded), |value| value.range.of(text).to_owned())
    };
    format!("[{}]", new.iter().map(written).collect::<Vec<_>>().join(", "))
}

/// Puts more items before the closing bracket.
fn extend_brackets(text: &str, value: &Value, old: &[Value], added: &[String]) -> TextEdit {
    let written: Vec<String> = added.iter().map(|item| scalar(item, Place::Brackets, Quotes::AsNeeded)).collect();
    let written = written.join(", ");
    let Some(last) = old.last() else { return TextEdit::insert(value.range.start() + 1, written) };
    let gap = text.get(last.range.end()..value.range.end()).unwrap_or("");
    let blank = gap.len() - gap.trim_start().len();
    if gap[blank..].starts_with(',') {
        return TextEdit::insert(last.range.end() + blank + 1, format!(" {written}"));
    }
    TextEdit::insert(last.range.end(), format!(", {written}"))
}

/// The white space before the dashes of a list on lines.
fn indentation<'a>(text: &'a str, value: &Value) -> Option<&'a str> {
    let line = line_start(text, 0, value.range.start());
    let before = &text[line..value.range.start()];
    before.trim().is_empty().then_some(before)
}

/// Rewrites a list on lines: what stays keeps its lines with their comments, what is new gets a line.
fn put_lines(text: &str, value: &Value, old: &[Value], new: &[String]) -> Option<TextEdit> {
    let indentation = indentation(text, value)?;
    let start = value.range.start() - indentation.len();
    let end = line_end(text, value.range.end());
    let mut segments = Vec::with_capacity(old.len());
    let mut from = start;
    for item in old {
        let to = line_end(text, item.range.end());
        segments.push((item.scalar(), text.get(from..to)?));
        from = after_line_end(text, to);
    }
    let mut left = segments.as_slice();
    let mut lines: Vec<String> = Vec::with_capacity(new.len());
    for item in new {
        if let Some(at) = left.iter().position(|(old, _)| *old == Some(item)) {
            lines.push(left[at].1.to_owned());
            left = &left[at + 1..];
        } else {
            lines.push(format!("{indentation}- {}", scalar(item, Place::Line, Quotes::AsNeeded)));
        }
    }
    Some(TextEdit::replace(TextRange::new(start, end), lines.join(line_ending(text))))
}
