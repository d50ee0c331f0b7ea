//! `journal prompts --format json`: sets, their weeks and prompts, and what is answered.

use serde_json::{Value, json};

use crate::notes::prompts::PromptStatus;
use crate::report::prompts::{PromptReport, SetReport, Sums, WeekReport, sums};

/// The answer for scripts; the sums are those of all the prompts, also where only those that are `shown` are listed.
#[must_use]
pub fn prompts(sets: &[SetReport], shown: &dyn Fn(&PromptReport) -> bool) -> Value {
    json!({"version": 1, "sets": sets.iter().map(|it| set(it, shown)).collect::<Vec<_>>()})
}

fn set(set: &SetReport, shown: &dyn Fn(&PromptReport) -> bool) -> Value {
    let Sums { completed, partly, open } = sums(set.prompts());
    json!({
        "name": set.name,
        "title": set.title,
        "path": set.path,
        "completed": completed,
        "partly": partly,
        "open": open,
        "weeks": set.weeks.iter().map(|it| week(it, shown)).collect::<Vec<_>>(),
    })
}

fn week(week: &WeekReport, shown: &dyn Fn(&PromptReport) -> bool) -> Value {
    let Sums { completed, partly, open } = sums(&week.prompts);
    json!({
        "name": week.name,
        "title": week.title,
        "completed": completed,
        "partly": partly,
        "open": open,
        "prompts": week.prompts.iter().filter(|it| shown(it)).map(prompt).collect::<Vec<_>>(),
    })
}

fn prompt(prompt: &PromptReport) -> Value {
    let weeks: Vec<String> = prompt.weeks.iter().map(ToString::to_string).collect();
    json!({"id": prompt.id, "heading": prompt.heading, "body": prompt.body, "status": status(prompt.status), "weeks": weeks})
}

/// The word that scripts see, the same as the counts have.
fn status(status: PromptStatus) -> &'static str {
    match status {
        PromptStatus::Completed => "completed",
        PromptStatus::Partly => "partly",
        PromptStatus::NotStarted => "open",
    }
}
