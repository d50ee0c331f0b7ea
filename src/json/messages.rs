//! The pipeline of messages and one's own answer rates, for scripts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::json::number::number;
use crate::report::message_stats::{MessageStats, Rate};
use crate::report::messages::{MessageLine, Stage};

/// `journal messages --format json`.
#[must_use]
pub fn messages(today: NaiveDate, lines: &[MessageLine]) -> Value {
    let line = |line: &MessageLine| {
        json!({
            "path": &*line.path,
            "who": line.who,
            "status": line.status.word(),
            "waiting": line.stage == Stage::Waiting,
            "intent": line.intent.word(),
            "channel": line.channel.word(),
            "since": line.since.map(|day| day.to_string()),
            "days": line.days,
            "next": line.next.map(|kind| kind.word()),
        })
    };
    json!({ "version": 1, "today": today.to_string(), "messages": lines.iter().map(line).collect::<Vec<_>>() })
}

/// `journal messages --stats --format json`. Where `enough` is false, `rate` and the interval say too little to go by.
#[must_use]
pub fn stats(stats: &MessageStats) -> Value {
    let mut by = serde_json::Map::new();
    for (kind, rates) in &stats.by {
        by.insert((*kind).to_owned(), rates.iter().map(rate).collect());
    }
    json!({ "version": 1, "today": stats.today.to_string(), "all": rate(&stats.all), "still_waiting": stats.fresh, "by": by })
}

fn rate(rate: &Rate) -> Value {
    let interval = rate.interval();
    json!({
        "name": rate.name,
        "n": rate.sent,
        "answered": rate.answered,
        "rate": rate.share().map(number),
        "low": interval.map(|(low, _)| number(low)),
        "high": interval.map(|(_, high)| number(high)),
        "median_days": rate.median_days().map(number),
        "enough": rate.is_enough(),
    })
}
