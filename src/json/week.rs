//! A week's summary, for scripts (interface.md, section 1).

use serde_json::{Value, json};

use crate::json::due::entries;
use crate::json::number::number;
use crate::notes::tally::DayState;
use crate::report::week::{HabitReport, Named, WeekReport, WeekSum};

/// `journal week --format json`.
#[must_use]
pub fn week(report: &WeekReport) -> Value {
    let messages = &report.messages;
    json!({
        "version": 1,
        "today": report.today.to_string(),
        "week": report.week.to_string(),
        "start": report.days[0].to_string(),
        "end": report.end().to_string(),
        "habits": report.habits.iter().map(habit).collect::<Vec<_>>(),
        "messages": {
            "drafted": messages.drafted,
            "sent": messages.sent,
            "answered": messages.answered,
            "met": messages.met,
            "answer_rate": messages.answer_rate().map(number),
        },
        "contacts": { "added": paths(&report.added), "touched": paths(&report.touched) },
        "events": paths(&report.events),
        "prompts": {
            "set": report.prompts.set,
            "completed": report.prompts.completed,
            "partly": report.prompts.partly,
            "open": report.prompts.open,
        },
        "due": entries(&report.due),
        "commits": report.commits,
        "previous": report.previous.iter().map(sum).collect::<Vec<_>>(),
    })
}

/// The same without names and paths of notes: `--to-partner`.
#[must_use]
pub fn week_for_partner(report: &WeekReport) -> Value {
    let mut value = week(report);
    value["contacts"] = json!({ "added": report.added.len(), "touched": report.touched.len() });
    value["events"] = json!(report.events.len());
    value["due"] = report.due.iter().map(|due| json!({ "date": due.date.to_string(), "kind": due.kind.word() })).collect();
    value
}

fn habit(habit: &HabitReport) -> Value {
    json!({
        "name": habit.name,
        "target": habit.target.to_string(),
        "unit": habit.target.unit().word(),
        "days": habit.days.iter().map(day).collect::<Vec<_>>(),
        "done": number(habit.done),
        "goal": number(habit.goal),
        "met": habit.met,
        "chain": habit.chain,
        "best_chain": habit.best_chain,
    })
}

fn day(day: &DayState) -> Value {
    json!({ "date": day.date.to_string(), "mark": day.mark.word(), "amount": day.amount.map(number) })
}

fn paths(notes: &[Named]) -> Vec<&str> {
    notes.iter().map(|note| &*note.path).collect()
}

fn sum(sum: &WeekSum) -> Value {
    json!({ "week": sum.week.to_string(), "done": number(sum.done), "goal": number(sum.goal) })
}
