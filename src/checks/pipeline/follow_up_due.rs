//! `follow-up-due`: a first message waits for its answer, and a nudge is due.

use crate::calendar::date::short_date;
use crate::checks::check::{Finding, Fix, FixKind, NoteContext, check};
use crate::checks::pipeline::standing::has_not_answered;

check! {
    /// A first message has waited for its answer long enough, and no follow-up is written.
    ///
    /// ## Why it matters
    /// Silence is most often a full week, not a no. One short, friendly follow-up with a new day in it brings many answers; nobody who
    /// is busy minds being reminded once.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-12-ada.md
    /// > ---
    /// > to: Ada
    /// > status: sent
    /// > sent: 2026-11-12
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Try
    /// > //- outreach/2026-11-12-ada.md
    /// > ---
    /// > to: Ada
    /// > status: sent
    /// > sent: 2026-11-12
    /// > ---
    /// > //- outreach/2026-11-23-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: follow-up
    /// > follows: 2026-11-12-ada
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Stays quiet
    /// Before five working days are over (`follow-up-after-days` sets how many), when an answer or a meeting stands in the log, and once
    /// you have closed the message.
    pub FOLLOW_UP_DUE = { code: "follow-up-due", severity: Info, reads: Note(follow_up_due) }
}

fn follow_up_due(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let from = ctx.snapshot.follow_up_from(ctx.id).filter(|from| *from <= ctx.snapshot.today());
    let sent = ctx.note.outreach().and_then(|message| message.sent.as_ref());
    let (Some(_), Some(sent), Some(days)) = (from, sent, ctx.snapshot.working_days_waited(ctx.id)) else { return Vec::new() };
    let message = format!("{} in {} since {}.", has_not_answered(ctx, "They"), working_days(days), short_date(sent.value));
    let help = "Write one short follow-up with a new day in it, or close the message.";
    let fix = Fix { title: "Draft a follow-up".into(), how: FixKind::FollowUp(ctx.note.stem().to_owned()) };
    vec![Finding::new(sent.range, message, help).fixed_by(fix)]
}

fn working_days(days: i64) -> String {
    if days == 1 { "one working day".to_owned() } else { format!("{days} working days") }
}

#[cfg(test)]
mod tests {
    use super::FOLLOW_UP_DUE;
    use crate::testing::check_note;

    fn sent(date: &str, rest: &str) -> String {
        format!("//- contacts/ada.md\n# Ada Lovelace\n//- outreach/a.md\n---\nto: Ada Lovelace\nstatus: sent\nsent: {date}\n{rest}")
    }

    #[test]
    fn it_is_due_on_the_fifth_working_day() {
        check_note(&FOLLOW_UP_DUE, &sent("2026-11-16", "      ^^^^^^^^^^ Ada has not answered in 5 working days since Mon 16 Nov\n---\n"));
    }

    #[test]
    fn somebody_without_a_note_is_called_as_the_message_calls_them() {
        let waits = |to: &str, told: &str| {
            check_note(
                &FOLLOW_UP_DUE,
                &format!("//- outreach/a.md\n---\n{to}status: sent\nsent: 2026-11-16\n      ^^^^^^^^^^ {told}\n---\n"),
            )
        };
        waits("to: \"[[zed-new]]\"\n", "zed-new has not answered in 5 working days");
        waits("", "They have not answered in 5 working days");
    }

    #[test]
    fn weekends_do_not_count() {
        check_note(&FOLLOW_UP_DUE, &sent("2026-11-17", "---\n"));
    }

    #[test]
    fn the_settings_say_how_long_and_whether_at_all() {
        check_note(&FOLLOW_UP_DUE, &format!("//- journal.toml\n[outreach]\nfollow-up-after-days = 6\n{}", sent("2026-11-16", "---\n")));
        check_note(&FOLLOW_UP_DUE, &format!("//- journal.toml\n[outreach]\nfollow-ups-at-most = 0\n{}", sent("2026-10-16", "---\n")));
    }

    #[test]
    fn an_answer_in_the_log_ends_the_waiting() {
        check_note(
            &FOLLOW_UP_DUE,
            &sent("2026-11-09", "---\n").replace("# Ada Lovelace\n", "# Ada Lovelace\n## Log\n- 2026-11-11 She wrote back\n"),
        );
    }

    #[test]
    fn a_message_that_is_no_first_one_waits_for_nothing() {
        check_note(&FOLLOW_UP_DUE, &sent("2026-11-09", "intent: thank-you\n---\n"));
    }
}
