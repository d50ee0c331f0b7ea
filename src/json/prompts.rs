//! `journal prompts --format json`: sets, their weeks and prompts, and what is answered.

use serde_json::{Value, json};

use crate::notes::prompts::PromptStatus;
use crate::report::prompts::{PromptReport, SetReport, Sums, WeekReport, sums};

/// The answer for scripts.
#[must_use]
pub fn prompts(sets: &[SetReport]) -> Value {
    json!({"version": 1, "sets": sets.iter().map(set).collect::<Vec<_>>()})
}

fn set(set: &SetReport) -> Value {
    let Sums { completed, partly, open } = sums(set.prompts());
    json!({
        "name": set.name,
        "title": set.title,
        "path": set.path,
        "completed": completed,
        "partly": partly,
        "open": open,
        "weeks": set.weeks.iter().map(week).collect::<Vec<_>>(),
    })
}

fn week(week: &WeekReport) -> Value {
    let Sums { completed, partly, open } = sums(&week.prompts);
    json!({
        "name": week.name,
        "title": week.title,
        "completed": completed,
        "partly": partly,
        "open": open,
        "prompts": week.prompts.iter().map(prompt).collect::<Vec<_>>(),
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
