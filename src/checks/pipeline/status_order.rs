//! `status-order`: a message's dates and status contradict each other.

use chrono::NaiveDate;

use crate::calendar::date::short_date_seen;
use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::value_of;
use crate::notes::field::Spanned;
use crate::notes::outreach::{Outreach, Status};
use crate::text::range::TextRange;

check! {
    /// A message's dates and status contradict each other.
    ///
    /// ## Why it matters
    /// What is due and who waits is counted from these dates. While they contradict each other, no other reminder can be trusted, so
    /// none is given.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-20
    /// > replied: 2026-11-12
    /// > ---
    ///
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: sent
    /// > ---
    ///
    /// ## Try
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-10
    /// > replied: 2026-11-12
    /// > ---
    ///
    /// ## Stays quiet
    /// When a meeting is set for a day to come, whatever the status says. `journal sent`, `replied` and `met` keep status and dates together.
    pub STATUS_ORDER = { code: "status-order", severity: Warning, reads: Note(status_order) }
}

fn status_order(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(message) = ctx.note.outreach() else { return Vec::new() };
    let today = ctx.snapshot.today();
    let mut found = Vec::new();
    found.extend(out_of_order(message, today));
    found.extend(without_its_date(ctx, message));
    found.extend(sent_draft(message, today));
    found.extend(yet_to_come(message, today));
    found.extend(before_what_it_follows(ctx, message));
    // One contradiction is told at one place.
    found.truncate(1);
    found
}

/// A later step dated before an earlier one.
fn out_of_order(message: &Outreach, today: NaiveDate) -> Option<Finding> {
    let steps = [("sent", &message.sent), ("answered", &message.replied), ("met", &message.met)];
    let dated: Vec<(&str, &Spanned<NaiveDate>)> = steps.into_iter().filter_map(|(step, date)| Some((step, date.as_ref()?))).collect();
    let pair = dated.windows(2).find(|pair| pair[1].1.value < pair[0].1.value)?;
    let [(earlier, before), (later, date)] = [pair[0], pair[1]];
    let message = format!(
        "By its dates it was {later} on {} and {earlier} on {}, which is later.",
        short_date_seen(date.value, today),
        short_date_seen(before.value, today)
    );
    Some(Finding::new(date.range, message, "Set the two dates right."))
}

fn without_its_date(ctx: &NoteContext<'_>, message: &Outreach) -> Option<Finding> {
    let (date, field) = match message.status {
        Status::Sent => (&message.sent, "sent"),
        Status::Replied => (&message.replied, "replied"),
        Status::Met => (&message.met, "met"),
        Status::Draft | Status::Declined | Status::Closed => return None,
    };
    let place = value_of(ctx.note, "status")?;
    // A date that cannot be read is told as such, and is there all the same.
    let is_missing = date.is_none() && value_of(ctx.note, field).is_none();
    is_missing.then(|| {
        let message = format!("Its status is “{field}”, and no date `{field}:` says when.");
        Finding::new(place, message, format!("Add a line such as {field}: {}.", ctx.snapshot.today()))
    })
}

fn sent_draft(message: &Outreach, today: NaiveDate) -> Option<Finding> {
    let date = [("sent", &message.sent), ("replied", &message.replied)].into_iter().find_map(|(field, date)| Some((field, date.as_ref()?)));
    let (field, date) = date.filter(|_| message.status == Status::Draft)?;
    let text = format!("It is a draft, and `{field}:` says {}.", short_date_seen(date.value, today));
    Some(Finding::new(date.range, text, format!("Write status: {field} if it has gone, or take the date away.")))
}

/// What has happened cannot be dated on a day to come; a meeting that is set can.
fn yet_to_come(message: &Outreach, today: NaiveDate) -> Option<Finding> {
    let steps = [("sent", message.sent.as_ref()), ("answered", message.replied.as_ref())];
    let (step, date) = steps.into_iter().find_map(|(step, date)| date.filter(|date| today < date.value).map(|date| (step, date)))?;
    let text = format!("It was {step}, it says, on {}, and that day is still to come.", short_date_seen(date.value, today));
    Some(Finding::new(date.range, text, "Set the date right, or the status back."))
}

fn before_what_it_follows(ctx: &NoteContext<'_>, message: &Outreach) -> Option<Finding> {
    let today = ctx.snapshot.today();
    let follows = message.follows.as_ref()?;
    let sent = message.sent.as_ref()?;
    let earlier = ctx.snapshot.get(ctx.snapshot.resolve_message(&follows.value).one()?)?;
    let before = earlier.outreach()?.sent.as_ref().filter(|before| sent.value < before.value)?;
    let text = format!(
        "It was sent on {}, before the message that it follows ({}).",
        short_date_seen(sent.value, today),
        short_date_seen(before.value, today)
    );
    Some(place_beside(
        Finding::new(sent.range, text, "Set the date right, or name another message in `follows:`."),
        &earlier.path,
        before.range,
    ))
}

fn place_beside(finding: Finding, path: &std::sync::Arc<str>, range: TextRange) -> Finding {
    finding.beside(path.clone(), range, "when that one was sent")
}

#[cfg(test)]
mod tests {
    use super::STATUS_ORDER;
    use crate::testing::check_note;

    fn with(fields: &str) -> String {
        format!("//- outreach/a.md\n---\nto: Ada\n{fields}---\nHi\n")
    }

    #[test]
    fn a_step_before_the_one_it_needs_is_told() {
        check_note(
            &STATUS_ORDER,
            &with("status: met\nsent: 2026-11-10\nreplied: 2026-11-12\nmet: 2026-11-11\n     ^^^^^^^^^^ met on Wed 11 Nov\n"),
        );
    }

    #[test]
    fn a_date_of_another_year_is_told_with_its_year() {
        check_note(
            &STATUS_ORDER,
            &with("status: sent\nsent: 2030-01-01\n      ^^^^^^^^^^ sent, it says, on Tue 1 Jan 2030, and that day is still to come\n"),
        );
    }

    #[test]
    fn a_status_without_its_date_is_told() {
        check_note(&STATUS_ORDER, &with("status: sent\n        ^^^^ no date `sent:`\n"));
        check_note(&STATUS_ORDER, &with("status: replied\n        ^^^^^^^ no date `replied:`\nsent: 2026-11-10\n"));
    }

    #[test]
    fn a_date_that_cannot_be_read_is_not_said_to_be_missing() {
        check_note(&STATUS_ORDER, &with("status: sent\nsent: 11/20/2026\n"));
    }

    #[test]
    fn a_draft_that_was_sent_is_told() {
        check_note(&STATUS_ORDER, &with("status: draft\nsent: 2026-11-20\n      ^^^^^^^^^^ It is a draft\n"));
    }

    #[test]
    fn what_happened_cannot_be_to_come() {
        check_note(&STATUS_ORDER, &with("status: sent\nsent: 2026-12-20\n      ^^^^^^^^^^ still to come\n"));
        check_note(
            &STATUS_ORDER,
            &with("status: met\nsent: 2026-11-10\nreplied: 2026-12-12\n         ^^^^^^^^^^ still to come\nmet: 2026-12-20\n"),
        );
    }

    #[test]
    fn a_follow_up_comes_after_what_it_follows() {
        check_note(
            &STATUS_ORDER,
            "//- outreach/a.md\n---\nstatus: sent\nsent: 2026-11-12\n---\n//- outreach/b.md\n---\nfollows: a\nstatus: sent\nsent: 2026-11-02\n      ^^^^^^^^^^ before the message that it follows\n---\n",
        );
    }

    #[test]
    fn a_meeting_that_is_set_contradicts_nothing() {
        check_note(&STATUS_ORDER, &with("status: replied\nsent: 2026-11-10\nreplied: 2026-11-12\nmet: 2026-12-20\n"));
        check_note(&STATUS_ORDER, &with("status: met\nsent: 2026-11-10\nmet: 2026-12-20\n"));
    }

    #[test]
    fn steps_may_be_left_out_and_fall_on_one_day() {
        check_note(&STATUS_ORDER, &with("status: met\nsent: 2026-11-10\nmet: 2026-11-10\n"));
        check_note(&STATUS_ORDER, &with("status: closed\nsent: 2026-11-10\n"));
        check_note(&STATUS_ORDER, &with("status: declined\nsent: 2026-11-10\n"));
        check_note(&STATUS_ORDER, &with("status: draft\n"));
    }
}
