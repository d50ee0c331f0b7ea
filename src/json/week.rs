//! A week's summary, for scripts (interface.md, section 1).

use serde_json::{Value, json};

use crate::json::due::entries;
use crate::json::number::number;
use crate::notes::tally::DayState;
use crate::report::week::{HabitReport, Named, WeekReport, WeekSum};

/// `journal week --format json`. For a partner, lists of notes are numbers, and what is due has no path and no name.
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
        "contacts": { "added": paths(report, &report.added), "touched": paths(report, &report.touched) },
        "events": paths(report, &report.events),
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

/// Paths; for a partner only how many.
fn paths(report: &WeekReport, notes: &[Named]) -> Value {
    if report.for_partner { json!(notes.len()) } else { notes.iter().map(|note| &*note.path).collect() }
}

fn sum(sum: &WeekSum) -> Value {
    json!({ "week": sum.week.to_string(), "done": number(sum.done), "goal": number(sum.goal) })
}

#[cfg(test)]
mod tests {
    use super::week;
    use crate::calendar::week::Week;
    use crate::report::week::week as report;
    use crate::testing::{day, journal};
    use crate::workspace::change::{Change, Outside};

    const JOURNAL: &str = "
//- journal.toml
[habits]
Code = \"daily\"
Outreach = { target = \"3/week\", counts = \"messages sent\" }
//- weeks/2026-W47.md
## Habits

| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|-------|--------|-----|-----|-----|-----|-----|-----|-----|
| Code  | daily  | x   | x   | ~   | -   | no  | x   | x   |
| Outreach | 3/week |  |     |     |     |     |     |     |
//- weeks/2026-W48.md
---
prompts: turing/mod-2/week-5
---
## Habits

| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|-------|--------|-----|-----|-----|-----|-----|-----|-----|
| Code  | daily  | x in the train | | | | | | |
| Outreach | 3/week |  |     |     |     |     |     |     |
| Run   | Mon Wed | 30m |     |     |     |     |     |     |

## Wins
<!-- say it -->
- First answer
//- contacts/ada-lovelace.md
# Ada Lovelace
## Log
- 2026-11-24 She answered, gladly
//- outreach/2026-11-23-ada-lovelace.md
---
to: Ada Lovelace
status: sent
sent: 2026-11-23
---
//- outreach/2026-11-24-bo.md
---
to: Bo
intent: follow-up
status: sent
sent: 2026-11-24
---
//- events/2026-11-25-meetup.md
# Meetup
";

    fn check(which: &str, today: &str, partner: bool) -> serde_json::Value {
        let outside = Outside { commits: vec![day("2026-11-22"), day("2026-11-23"), day("2026-11-24")], ..Outside::default() };
        let snapshot = journal(JOURNAL).with([Change::Today(day(today)), Change::Outside(outside)]);
        let report = report(&snapshot, Week::parse(which).unwrap());
        week(&if partner { report.for_partner() } else { report })
    }

    #[test]
    fn the_shape_is_the_one_promised() {
        let value = check("2026-W48", "2026-11-24", false);
        assert_eq!((value["start"].as_str(), value["end"].as_str()), (Some("2026-11-23"), Some("2026-11-29")));
        let code = &value["habits"][0];
        assert_eq!((&code["name"], &code["done"], &code["goal"], &code["met"]), (&"Code".into(), &1.into(), &7.into(), &false.into()));
        assert_eq!((&code["chain"], &code["best_chain"]), (&3.into(), &3.into()));
        assert_eq!(code["days"][1], serde_json::json!({ "date": "2026-11-24", "mark": "open", "amount": null }));
        let outreach = &value["habits"][1];
        assert_eq!((&outreach["unit"], &outreach["done"], &outreach["days"][0]["mark"]), (&"count".into(), &2.into(), &"amount".into()));
        assert_eq!(value["habits"][2]["days"][0]["amount"], 30);
        assert_eq!(value["messages"], serde_json::json!({ "drafted": 2, "sent": 2, "answered": 0, "met": 0, "answer_rate": 0.5 }));
        assert_eq!(value["contacts"]["touched"][0], "contacts/ada-lovelace.md");
        assert_eq!(value["contacts"]["added"][0], "contacts/ada-lovelace.md");
        assert_eq!(value["events"][0], "events/2026-11-25-meetup.md");
        assert_eq!(value["prompts"]["set"], "turing/mod-2/week-5");
        assert_eq!(value["commits"], 2);
        assert_eq!(value["due"][0]["kind"], "reply");
        assert_eq!(value["previous"].as_array().unwrap().len(), 6);
        assert_eq!(value["previous"][0], serde_json::json!({ "week": "2026-W47", "done": 4.5, "goal": 9 }));
    }

    #[test]
    fn a_week_without_a_note_before_it_all_or_still_to_come_has_its_shape() {
        let before = check("2020-W01", "2026-11-24", false);
        assert_eq!((before["habits"].as_array().unwrap().len(), &before["prompts"]["set"]), (0, &serde_json::Value::Null));
        let ahead = check("2026-W49", "2026-11-24", false);
        assert_eq!((&ahead["habits"][0]["days"][6]["mark"], &ahead["habits"][0]["goal"]), (&"open".into(), &7.into()));
        let gap = check("2026-W49", "2026-12-20", false);
        assert_eq!(gap["habits"][0]["days"][6]["mark"], "unanswered");
    }

    #[test]
    fn a_partner_sees_no_name_and_no_prose() {
        let text = check("2026-W48", "2026-11-24", true).to_string();
        for hidden in ["Ada", "ada-lovelace", "Bo", "Meetup", "First answer", "train"] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
}
