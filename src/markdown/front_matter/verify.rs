//! Edited front matter read again before anybody gets the edit: it says what it should, and nothing else has changed.

use crate::markdown::front_matter::new_value::{FrontMatterEditError, NewValue};
use crate::markdown::front_matter::read::front_matter;
use crate::markdown::tree::{Content, Entry, FrontMatter, Markdown, Value};
use crate::text::edit::{TextEdit, apply};
use crate::text::range::TextRange;

/// Reads the edited front matter again: what was to change reads as wanted, and nothing else has changed.
pub(super) fn verify(
    text: &str,
    markdown: &Markdown,
    edits: &[TextEdit],
    wanted: &[(&str, Option<&NewValue>)],
) -> Result<(), FrontMatterEditError> {
    let unsafe_for = |key: &str| FrontMatterEditError::Unsafe { key: key.to_owned() };
    let any_key = wanted.first().map_or("", |(key, _)| key);
    let edited = apply(text, edits).map_err(|_| unsafe_for(any_key))?;
    let after = front_matter(&edited);
    if after.is_none() && markdown.front_matter.is_some() {
        return Err(unsafe_for(any_key));
    }
    let after = after.unwrap_or_default();
    for (key, value) in wanted {
        let found = after.entries.iter().find(|entry| entry.key == *key);
        let as_wanted = match (found, value) {
            (None, None) => true,
            (Some(entry), Some(value)) => reads(&entry.value.content, value),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !as_wanted {
            return Err(unsafe_for(key));
        }
    }
    let others = |entries: &[Entry]| {
        let kept = entries.iter().filter(|entry| wanted.iter().all(|(key, _)| *key != entry.key));
        kept.map(|entry| (entry.key.clone(), meaning(&entry.value))).collect::<Vec<_>>()
    };
    let before = markdown.front_matter.as_ref();
    let kept = before.map_or_else(Vec::new, |it| others(&it.entries)) == others(&after.entries);
    let whole = before.is_none_or(|before| after.complete || !before.complete);
    if kept && whole { Ok(()) } else { Err(unsafe_for(any_key)) }
}

/// Whether an entry needs no edit. In broken front matter it is written again, in quotes where it needs them.
pub(super) fn stands(front_matter: &FrontMatter, entry: &Entry, value: &NewValue) -> bool {
    front_matter.complete && reads(&entry.value.content, value)
}

/// Whether a value says what it should: one value instead of a list of one will do, and items that are no scalars are not looked at.
fn reads(content: &Content, value: &NewValue) -> bool {
    match (content, value) {
        (Content::Scalar(old), NewValue::Scalar(new)) => old == new,
        (Content::List(values), NewValue::List(texts)) => values.iter().filter_map(Value::scalar).eq(texts.iter().map(String::as_str)),
        (Content::Scalar(old), NewValue::List(texts)) => texts.len() == 1 && texts[0] == *old,
        (Content::Empty | Content::Map(_), _) | (Content::List(_), NewValue::Scalar(_)) => false,
    }
}

/// A value without its places.
fn meaning(value: &Value) -> Content {
    let place = TextRange::empty(0);
    match &value.content {
        Content::Empty => Content::Empty,
        Content::Scalar(text) => Content::Scalar(text.clone()),
        Content::List(values) => Content::List(values.iter().map(|it| Value { range: place, content: meaning(it) }).collect()),
        Content::Map(entries) => {
            let placeless =
                |it: &Entry| Entry { key: it.key.clone(), key_range: place, value: Value { range: place, content: meaning(&it.value) } };
            Content::Map(entries.iter().map(placeless).collect())
        }
    }
}
