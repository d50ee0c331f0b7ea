//! The shape of `journal log --format json`.

use serde_json::{Value, json};

use crate::json::number::number;
use crate::report::progress::ProgressWeek;

/// The progress log: weeks latest first, `commits` on each day in the week's order.
#[must_use]
pub fn log(weeks: &[ProgressWeek]) -> Value {
    let week = |week: &ProgressWeek| {
        let subjects: Vec<Value> =
            week.subjects.iter().map(|(date, subject)| json!({"date": date.to_string(), "subject": subject})).collect();
        json!({
            "week": week.week.to_string(),
            "start": week.start.to_string(),
            "habits": {"done": week.done.map(number), "goal": week.goal.map(number)},
            "sent": week.sent,
            "commits": week.commits,
            "subjects": subjects,
        })
    };
    json!({"version": 1, "weeks": weeks.iter().map(week).collect::<Vec<_>>()})
}
