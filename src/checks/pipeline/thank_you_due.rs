//! `thank-you-due`: the two met, and no thanks went.

use crate::calendar::date::{days_after, distance};
use crate::checks::check::{Finding, Fix, FixKind, NoteContext, check};
use crate::checks::pipeline::standing::owed_here;
use crate::workspace::owed::{Owed, THANKS_WITHIN_DAYS};

check! {
    /// You met somebody in the last two weeks, and no thank-you was sent.
    ///
    /// ## Why it matters
    /// They gave you half an hour. Thanks with one thing that stayed with you take five minutes, and they are what makes a pleasant talk
    /// the beginning of knowing each other. The same day is best; late is far better than never.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: met
    /// > sent: 2026-11-10
    /// > met: 2026-11-19
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Try
    /// > //- outreach/2026-11-10-ada.md
    /// > ---
    /// > to: Ada
    /// > status: met
    /// > sent: 2026-11-10
    /// > met: 2026-11-19
    /// > ---
    /// > //- outreach/2026-11-19-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: thank-you
    /// > status: sent
    /// > sent: 2026-11-19
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Stays quiet
    /// On the day of the meeting itself, after two weeks, for a chance meeting at an event, and when your log says that you thanked them.
    pub THANK_YOU_DUE = { code: "thank-you-due", severity: Warning, reads: Note(thank_you_due) }
}

fn thank_you_due(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let today = ctx.snapshot.today();
    let is_recent = |meeting: &Owed| days_after(today, -THANKS_WITHIN_DAYS) <= meeting.since && meeting.since < today;
    // One word of thanks is for all that went before it: only the latest meeting is told.
    let owed = owed_here(ctx, |contact| ctx.snapshot.thanks_owed(contact).into_iter().rfind(is_recent).into_iter().collect());
    owed.into_iter()
        .map(|(meeting, contact)| {
            let message = format!("You met {} {}, and no thank-you has gone out.", contact.first_name(), distance(meeting.since, today));
            let finding =
                Finding::new(meeting.range, message, "Send a few lines today, with one thing from the talk that stayed with you.");
            let is_message = ctx.note.outreach().is_some();
            let fix = || Fix { title: "Draft a thank-you".into(), how: FixKind::ThankYou(ctx.note.stem().to_owned()) };
            if is_message { finding.fixed_by(fix()) } else { finding }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::THANK_YOU_DUE;
    use crate::testing::check_note;

    fn met(date: &str, marks: &str) -> String {
        format!(
            "//- contacts/ada.md\n# Ada Lovelace\n//- outreach/a.md\n---\nto: Ada Lovelace\nstatus: met\nsent: 2026-11-01\nmet: {date}\n{marks}---\n"
        )
    }

    #[test]
    fn the_day_after_it_is_due() {
        check_note(&THANK_YOU_DUE, &met("2026-11-22", "     ^^^^^^^^^^ You met Ada yesterday\n"));
    }

    #[test]
    fn a_meeting_that_only_the_log_tells_of_stands_on_the_contact() {
        check_note(
            &THANK_YOU_DUE,
            "//- contacts/ada.md\n# Ada\n## Log\n- 2026-11-19 Coffee, she drew the pipeline\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ You met Ada 4 days ago\n",
        );
    }

    #[test]
    fn of_several_meetings_the_latest_is_told_for_one_word_thanks_for_all() {
        check_note(
            &THANK_YOU_DUE,
            "//- contacts/ada.md\n# Ada\n## Log\n- 2026-11-16 Coffee, she drew the pipeline\n- 2026-11-19 Coffee again\n^^^^^^^^^^^^^^^^^^^^^^^^^ You met Ada 4 days ago\n",
        );
    }

    #[test]
    fn while_the_day_lasts_and_after_two_weeks_nothing_is_said() {
        check_note(&THANK_YOU_DUE, &met("2026-11-23", ""));
        check_note(&THANK_YOU_DUE, &met("2026-11-08", ""));
    }

    #[test]
    fn a_chance_meeting_needs_no_thanks() {
        check_note(
            &THANK_YOU_DUE,
            "//- contacts/ada.md\n# Ada\n## Log\n- 2026-11-19 Met at [[rust]]; talked about lexers\n//- events/rust.md\n# Rust night\n",
        );
    }

    #[test]
    fn a_meeting_to_come_needs_none_yet() {
        check_note(&THANK_YOU_DUE, &met("2026-11-30", "").replace("status: met", "status: replied\nreplied: 2026-11-20"));
    }
}
