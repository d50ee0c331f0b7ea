//! What wants attention today, for scripts.

use serde_json::{Value, json};

use crate::json::due::entries;
use crate::json::number::number;
use crate::report::today::{Draft, Today, TodayHabit};

/// `journal today --format json`.
#[must_use]
pub fn today(report: &Today) -> Value {
    json!({
        "version": 1,
        "today": report.today.to_string(),
        "week": report.week.to_string(),
        "gap": report.gap.map(|gap| json!({ "start": gap.start.to_string(), "end": gap.end.to_string() })),
        "habits": report.habits.iter().map(habit).collect::<Vec<_>>(),
        "due": entries(&report.due),
        "prompts": {
            "set": report.prompts.set,
            "completed": report.prompts.completed,
            "partly": report.prompts.partly,
            "open": report.prompts.open,
            "left": report.prompts.left,
        },
        "drafts": report.drafts.iter().map(draft).collect::<Vec<_>>(),
    })
}

fn habit(habit: &TodayHabit) -> Value {
    json!({
        "name": habit.name,
        "target": habit.target.to_string(),
        "unit": habit.target.unit().word(),
        "mark": habit.day.mark.word(),
        "amount": habit.day.amount.map(number),
        "due": habit.wants_attention(),
        "ticked": habit.is_done(),
        "done": number(habit.done),
        "goal": number(habit.goal),
        "met": habit.met,
        "chain": habit.chain,
        "at_risk": habit.at_risk,
    })
}

fn draft(draft: &Draft) -> Value {
    json!({ "path": &*draft.path, "who": draft.to, "errors": draft.errors, "days": draft.days })
}
