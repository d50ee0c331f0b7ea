//! Where a setting stands in `journal.toml`.

use toml_edit::{Document, Value};

use crate::text::range::TextRange;

/// Where in `journal.toml` the value of a dotted path stands, for a finding or a jump: `checks.too-formal`.
#[must_use]
pub fn place_of(text: &str, path: &[&str]) -> Option<TextRange> {
    let document = Document::parse(text.to_owned()).ok()?;
    let (first, rest) = path.split_first()?;
    let mut item = document.get(first)?;
    for key in rest {
        item = item.get(key)?;
    }
    item.span().or_else(|| item.as_value().and_then(Value::span)).map(TextRange::from)
}
