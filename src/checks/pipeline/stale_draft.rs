//! `stale-draft`: a draft that has lain for more than a week.

use chrono::NaiveDate;

use crate::calendar::date::distance;
use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::{addressee, value_of};
use crate::notes::outreach::Status;
use crate::text::range::TextRange;

check! {
    /// A draft is more than a week old.
    ///
    /// ## Why it matters
    /// A message that is never sent is never answered. Most drafts lie because they want to be perfect; good enough and sent beats that.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: draft
    /// > ---
    ///
    /// ## Try
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: sent
    /// > sent: 2026-11-12
    /// > ---
    ///
    /// ## Stays quiet
    /// For the first week, and where neither the file's name nor a commit tells when it was written.
    pub STALE_DRAFT = { code: "stale-draft", severity: Info, reads: Note(stale_draft) }
}

const LONGEST_DAYS: i64 = 7;

fn stale_draft(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let today = ctx.snapshot.today();
    let Some(date) = draft_of(ctx).filter(|date| LONGEST_DAYS < today.signed_duration_since(*date).num_days()) else { return Vec::new() };
    let message = format!("This draft to {} was begun {}.", addressee(ctx), distance(date, today));
    let start = TextRange::empty(ctx.note.markdown.body.start());
    let place = value_of(ctx.note, "status").or_else(|| value_of(ctx.note, "to")).unwrap_or(start);
    vec![Finding::new(place, message, "Give it ten minutes and send it, or let it go and delete it.")]
}

/// The day of a draft: its file's name, else its last commit.
fn draft_of(ctx: &NoteContext<'_>) -> Option<NaiveDate> {
    let message = ctx.note.outreach().filter(|message| message.status == Status::Draft)?;
    message.written.or_else(|| ctx.snapshot.outside().last_commits.get(&*ctx.note.path).copied())
}

#[cfg(test)]
mod tests {
    use super::STALE_DRAFT;
    use crate::testing::{check_note, day, findings, journal};
    use crate::workspace::change::{Change, Outside};

    #[test]
    fn the_eighth_day_is_one_too_many() {
        check_note(&STALE_DRAFT, "//- outreach/2026-11-15-ada.md\n---\nto: Ada\nstatus: draft\n        ^^^^^ begun 8 days ago\n---\n");
        check_note(&STALE_DRAFT, "//- outreach/2026-11-16-ada.md\n---\nto: Ada\nstatus: draft\n---\n");
    }

    #[test]
    fn what_was_sent_is_no_draft() {
        check_note(&STALE_DRAFT, "//- outreach/2026-10-15-ada.md\n---\nto: Ada\nstatus: closed\nsent: 2026-10-15\n---\n");
    }

    #[test]
    fn without_a_date_in_its_name_the_last_commit_tells() {
        let snapshot = journal("//- outreach/ada.md\n---\nto: Ada\n---\n");
        assert_eq!(findings(&STALE_DRAFT, &snapshot), []);
        let mut outside = Outside::default();
        outside.last_commits.insert("outreach/ada.md".into(), day("2026-11-01"));
        assert_eq!(findings(&STALE_DRAFT, &snapshot.with([Change::Outside(outside)])).len(), 1);
    }
}
