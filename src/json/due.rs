//! What is due, for scripts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::report::due::Due;

/// `journal due --format json`.
#[must_use]
pub fn due(today: NaiveDate, by: NaiveDate, all: &[Due]) -> Value {
    json!({ "version": 1, "today": today.to_string(), "by": by.to_string(), "due": entries(all) })
}

/// The entries of a list of what is due.
#[must_use]
pub fn entries(all: &[Due]) -> Vec<Value> {
    let entry = |due: &Due| json!({ "date": due.date.to_string(), "kind": due.kind.word(), "path": &*due.path, "who": due.who });
    all.iter().map(entry).collect()
}
