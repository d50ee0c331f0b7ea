//! Companies on the ring: find, research, outreach, apply, back to the contact; and the step that was skipped.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::notes::company::{Company, Stage};
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::notes::sections::has_text;
use crate::text::fuzzy::fold;
use crate::workspace::index::NoteId;
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;

/// A step of the ring, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The company is known.
    Find,
    /// Something is known of it.
    Research,
    /// Somebody there was written to or met.
    Outreach,
    /// An application went.
    Apply,
    /// The contact there knows of the application.
    Back,
}

impl Step {
    /// All steps, in their order.
    pub const ALL: [Self; 5] = [Self::Find, Self::Research, Self::Outreach, Self::Apply, Self::Back];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Research => "research",
            Self::Outreach => "outreach",
            Self::Apply => "apply",
            Self::Back => "back to the contact",
        }
    }
}

/// Where things stand with a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its note.
    pub path: Arc<str>,
    /// Its name.
    pub name: String,
    /// What the note says of it.
    pub stage: Option<Stage>,
    /// The steps that are done.
    pub done: Vec<Step>,
    /// Steps left out before one that is done.
    pub skipped: Vec<Step>,
    /// The step to do next; none where it is over.
    pub next: Option<Step>,
    /// The day of the application.
    pub applied: Option<NaiveDate>,
    /// Who is known there, the one last in touch first.
    pub people: Vec<String>,
    /// The last touch with anybody there.
    pub last: Option<NaiveDate>,
}

/// Every company: those with a step skipped first, then the ones furthest along; those that are over last.
#[must_use]
pub fn companies(snapshot: &Snapshot) -> Vec<Standing> {
    let mut all: Vec<Standing> = snapshot.companies().map(|(id, note, company)| standing(snapshot, id, note, company)).collect();
    all.sort_by_cached_key(|it| {
        let over = it.stage == Some(Stage::Closed);
        (over, it.skipped.is_empty(), std::cmp::Reverse(it.done.last().copied()), fold(&it.name), it.path.clone())
    });
    all
}

fn standing(snapshot: &Snapshot, id: NoteId, note: &Note, company: &Company) -> Standing {
    let mut people = snapshot.people_at(id);
    people.sort_by_cached_key(|id| std::cmp::Reverse(snapshot.timeline(*id).last().map(|touch| touch.date)));
    let stage = company.stage.as_ref().map(|stage| stage.value);
    let applied = company.applied.as_ref().map(|day| day.value).filter(|day| *day <= snapshot.today());
    let has_applied = applied.is_some() || matches!(stage, Some(Stage::Applied | Stage::Interviewing | Stage::Offer));
    let touched = people.iter().flat_map(|id| snapshot.timeline(*id).touches.clone()).map(|touch| touch.date);
    let last = touched.max();
    let reached_out = people.iter().any(|id| has_reached(snapshot, *id)) || stage == Some(Stage::ReachedOut);
    let back = has_applied && people.iter().any(|id| was_told(snapshot, *id, applied));
    let researched = !company.facts.is_empty() || has_research(note);
    let done: Vec<Step> = Step::ALL
        .into_iter()
        .filter(|step| match step {
            Step::Find => true,
            Step::Research => researched,
            Step::Outreach => reached_out,
            Step::Apply => has_applied,
            Step::Back => back,
        })
        .collect();
    let furthest = done.last().copied().unwrap_or(Step::Find);
    let skipped: Vec<Step> = Step::ALL.into_iter().filter(|step| *step < furthest && !done.contains(step)).collect();
    let over = stage == Some(Stage::Closed);
    let next = skipped.first().copied().or_else(|| Step::ALL.into_iter().find(|step| !done.contains(step))).filter(|_| !over);
    let skipped = if over { Vec::new() } else { skipped };
    let names = people.iter().filter_map(|id| snapshot.get(*id)).map(|note| note.title()).collect();
    Standing { path: note.path.clone(), name: company.name.value.clone(), stage, done, skipped, next, applied, people: names, last }
}

/// Whether somebody was written to, or met.
fn has_reached(snapshot: &Snapshot, contact: NoteId) -> bool {
    let timeline = snapshot.timeline(contact);
    let wrote = timeline.messages.iter().filter_map(|id| snapshot.get(*id)?.outreach()).any(|it| it.status != Status::Draft);
    wrote || timeline.touches.iter().any(|touch| touch.kind != crate::workspace::timeline::TouchKind::Noted)
}

/// Whether there was a word with somebody on the day of the application or after it.
fn was_told(snapshot: &Snapshot, contact: NoteId, applied: Option<NaiveDate>) -> bool {
    let Some(applied) = applied else { return false };
    let timeline = snapshot.timeline(contact);
    let sent = timeline.messages.iter().filter_map(|id| sent_on(snapshot.get(*id)?.outreach()?));
    let touched = timeline.touches.iter().map(|touch| touch.date);
    sent.chain(touched).any(|day| applied <= day && day <= snapshot.today())
}

/// Whether more is written than the questions of the template: words in a list item that are no question, or prose.
fn has_research(note: &Note) -> bool {
    let body = note.markdown.body;
    if !has_text(&note.text, &note.markdown, body) {
        return false;
    }
    let written =
        note.of(body).lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("<!--"));
    written.map(|line| line.trim_start_matches(['-', '*', '+', ' '])).any(|line| !line.is_empty() && !line.ends_with('?'))
}

#[cfg(test)]
mod tests {
    use super::{Step, companies};
    use crate::testing::journal;

    #[track_caller]
    fn check(company: &str, rest: &str, expected: &str) {
        let snapshot = journal(&format!("//- companies/mill.md\n{company}{rest}"));
        let all = companies(&snapshot);
        let words = |steps: &[Step]| steps.iter().map(|step| step.word()).collect::<Vec<_>>().join(", ");
        let told = format!("{} | {} | {}", words(&all[0].done), words(&all[0].skipped), all[0].next.map_or("over", Step::word));
        assert_eq!(told, expected);
    }

    const ADA: &str = "//- contacts/ada.md\n---\nname: Ada\ncompany: Mill\n---\n";
    const SENT: &str = "//- outreach/2026-11-10-ada.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-10\n---\n";

    #[test]
    fn the_ring_is_walked_step_by_step() {
        check("---\nname: Mill\n---\n## Research\n- What do they make?\n", "", "find |  | research");
        check("---\nname: Mill\n---\n## Facts\n- Makes mills\n", ADA, "find, research |  | outreach");
        check("---\nname: Mill\n---\n## Facts\n- Makes mills\n", &format!("{ADA}{SENT}"), "find, research, outreach |  | apply");
        let applied = "---\nname: Mill\nstage: applied\napplied: 2026-11-15\n---\n## Facts\n- Makes mills\n";
        check(applied, &format!("{ADA}{SENT}"), "find, research, outreach, apply |  | back to the contact");
        let told = SENT.replace("2026-11-10", "2026-11-16");
        check(applied, &format!("{ADA}{told}"), "find, research, outreach, apply, back to the contact |  | over");
    }

    #[test]
    fn a_step_left_out_is_told() {
        check("---\nname: Mill\napplied: 2026-11-15\n---\n", "", "find, apply | research, outreach | research");
        check("---\nname: Mill\n---\nThey make mills.\n", "", "find, research |  | outreach");
        check("---\nname: Mill\n---\n", &format!("{ADA}{SENT}"), "find, outreach | research | research");
        check("---\nname: Mill\napplied: 2026-11-15\nstage: closed\n---\n", "", "find, apply |  | over");
    }
}
