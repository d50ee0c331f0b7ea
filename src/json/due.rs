//! What is due, for scripts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::report::due::Due;

/// `journal due --format json`.
#[must_use]
pub fn due(today: NaiveDate, by: NaiveDate, all: &[Due]) -> Value {
    json!({ "version": 1, "today": today.to_string(), "by": by.to_string(), "due": entries(all) })
}

/// The entries of a list of what is due; path and name are null where they were left out.
#[must_use]
pub fn entries(all: &[Due]) -> Vec<Value> {
    let named = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    let entry =
        |due: &Due| json!({ "date": due.date.to_string(), "kind": due.kind.word(), "path": named(&due.path), "who": named(&due.who) });
    all.iter().map(entry).collect()
}
