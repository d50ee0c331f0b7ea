//! `reply-owed`: they wrote last.

use crate::calendar::date::distance;
use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::owed_here;

check! {
    /// They wrote last, and it is the second day since or later.
    ///
    /// ## Why it matters
    /// Somebody made time to answer you. The best moment to write back is while they still remember what they said; each day makes it
    /// harder to begin.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-16-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-16
    /// > replied: 2026-11-18
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Try
    /// > //- outreach/2026-11-16-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-16
    /// > replied: 2026-11-18
    /// > ---
    /// > //- outreach/2026-11-19-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: reply
    /// > status: sent
    /// > sent: 2026-11-19
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Stays quiet
    /// Until the second day, once you wrote, met or set a day to meet, when they declined, and when you closed the message.
    pub REPLY_OWED = { code: "reply-owed", severity: Warning, reads: Note(reply_owed) }
}

/// From the second day on it is owed.
const GRACE_DAYS: i64 = 2;

fn reply_owed(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let today = ctx.snapshot.today();
    let owed = owed_here(ctx, |contact| ctx.snapshot.reply_owed(contact).into_iter().collect());
    let late = owed.into_iter().filter(|(answer, _)| GRACE_DAYS <= today.signed_duration_since(answer.since).num_days());
    late.map(|(answer, contact)| {
        let message = format!("{} wrote {}, and you have not answered.", contact.first_name(), distance(answer.since, today));
        Finding::new(answer.range, message, "Answer today, be it in two lines; close the message if nothing more is to be said.")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::REPLY_OWED;
    use crate::testing::check_note;

    fn replied(date: &str, marks: &str) -> String {
        format!(
            "//- contacts/ada.md\n# Ada Lovelace\n## Log\n//- outreach/a.md\n---\nto: Ada Lovelace\nstatus: replied\nsent: 2026-11-10\nreplied: {date}\n{marks}---\n"
        )
    }

    #[test]
    fn the_second_day_is_late() {
        check_note(&REPLY_OWED, &replied("2026-11-21", "         ^^^^^^^^^^ Ada wrote 2 days ago\n"));
    }

    #[test]
    fn the_next_day_is_not() {
        check_note(&REPLY_OWED, &replied("2026-11-22", ""));
    }

    #[test]
    fn an_answer_that_only_the_log_tells_of_stands_on_the_contact() {
        check_note(
            &REPLY_OWED,
            "//- contacts/ada.md\n# Ada\n## Log\n- 2026-11-19 She wrote: come by\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ada wrote 4 days ago\n",
        );
    }

    #[test]
    fn a_line_in_the_log_settles_it() {
        check_note(&REPLY_OWED, &replied("2026-11-12", "").replace("## Log\n", "## Log\n- 2026-11-13 Sent her two days to choose from\n"));
    }

    #[test]
    fn a_draft_is_no_answer_yet() {
        check_note(
            &REPLY_OWED,
            &format!(
                "{}//- outreach/b.md\n---\nto: Ada Lovelace\nintent: reply\n---\n",
                replied("2026-11-12", "         ^^^^^^^^^^ Ada wrote\n")
            ),
        );
    }
}
