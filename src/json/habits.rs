//! Habits over the weeks, and the sums behind their figures, for scripts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::json::number::number;
use crate::report::explain_habit::{ExplainedDay, ExplainedWeek, Explanation};
use crate::report::habits::{HabitsReport, SteadyHabit};
use crate::workspace::chains::{Lately, Step};

/// `journal habits --format json`.
#[must_use]
pub fn habits(report: &HabitsReport) -> Value {
    let weeks: Vec<String> = report.weeks.iter().map(ToString::to_string).collect();
    json!({
        "version": 1,
        "today": report.today.to_string(),
        "weeks": weeks,
        "habits": report.habits.iter().map(|one| habit(one, &weeks)).collect::<Vec<_>>(),
    })
}

fn habit(habit: &SteadyHabit, weeks: &[String]) -> Value {
    let scores = weeks.iter().zip(&habit.scores).filter_map(|(week, score)| Some(json!({ "week": week, "score": number((*score)?) })));
    let weekdays = habit.weekdays.iter().map(|rate| json!({ "day": rate.weekday.to_string(), "done": rate.done, "of": rate.of }));
    let day = |day: &crate::notes::tally::DayState| json!({ "date": day.date.to_string(), "mark": day.mark.word(), "amount": day.amount.map(number), "done": number(day.done), "due": day.due });
    json!({
        "name": habit.name,
        "target": habit.target.to_string(),
        "unit": habit.target.unit().word(),
        "chain": habit.chain,
        "best_chain": habit.best_chain,
        "lately": lately(habit.lately),
        "score": habit.score().map(number),
        "trend": habit.trend().map(number),
        "scores": scores.collect::<Vec<_>>(),
        "weekdays": weekdays.collect::<Vec<_>>(),
        "days": habit.days.iter().map(day).collect::<Vec<_>>(),
    })
}

fn lately(lately: Lately) -> Value {
    json!({ "done": lately.done, "of": lately.of, "unit": if lately.weeks { "weeks" } else { "days" } })
}

/// `journal habits --explain HABIT --format json`.
#[must_use]
pub fn explanation(told: &Explanation) -> Value {
    json!({
        "version": 1,
        "today": told.today.to_string(),
        "name": told.name,
        "chain": told.chain,
        "chain_span": span(told.chain_span),
        "best_chain": told.best_chain,
        "best_span": span(told.best_span),
        "lately": lately(told.lately),
        "lately_missed": told.lately_missed.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "weeks": told.weeks.iter().map(week).collect::<Vec<_>>(),
    })
}

fn span(span: Option<(NaiveDate, NaiveDate)>) -> Value {
    span.map_or(Value::Null, |(from, to)| json!({ "from": from.to_string(), "to": to.to_string() }))
}

fn week(week: &ExplainedWeek) -> Value {
    json!({
        "week": week.week.to_string(),
        "note": week.note,
        "target": week.target.to_string(),
        "days": week.days.iter().map(day).collect::<Vec<_>>(),
        "beside": number(week.beside),
        "done": number(week.done),
        "goal": number(week.goal),
        "met": week.met,
        "share": { "done": number(week.share.0), "of": number(week.share.1) },
        "chain": week.chain.map(|(step, chain)| json!({ "step": step_word(step), "length": chain })),
    })
}

fn day(day: &ExplainedDay) -> Value {
    json!({
        "date": day.state.date.to_string(),
        "cell": day.cell,
        "mark": day.state.mark.word(),
        "counted": day.state.counted,
        "due": day.state.due,
        "done": number(day.state.done),
        "chain": day.chain.map(|(step, chain)| json!({ "step": step_word(step), "length": chain })),
    })
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Longer => "longer",
        Step::Frozen => "same",
        Step::Broken => "broken",
    }
}
