//! `too-many-follow-ups`: one nudge too many.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::{has_not_answered, value_of};

check! {
    /// A follow-up goes beyond what one message bears without an answer.
    ///
    /// ## Why it matters
    /// One reminder is kind, a second one weighs on somebody who owes you nothing. Silence after a follow-up is an answer for now; your
    /// next hour is better spent on somebody new.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-02-ada.md
    /// > ---
    /// > to: Ada
    /// > status: sent
    /// > sent: 2026-11-02
    /// > ---
    /// > //- outreach/2026-11-11-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: follow-up
    /// > status: sent
    /// > sent: 2026-11-11
    /// > ---
    /// > //- outreach/2026-11-23-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: follow-up
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Try
    /// > //- outreach/2026-11-02-ada.md
    /// > ---
    /// > to: Ada
    /// > status: closed
    /// > sent: 2026-11-02
    /// > ---
    /// > //- outreach/2026-11-11-ada.md
    /// > ---
    /// > to: Ada
    /// > intent: follow-up
    /// > status: closed
    /// > sent: 2026-11-11
    /// > ---
    /// > //- contacts/ada.md
    /// > # Ada
    ///
    /// ## Stays quiet
    /// When they answered in between, and up to as many as `follow-ups-at-most` allows.
    pub TOO_MANY_FOLLOW_UPS = { code: "too-many-follow-ups", severity: Warning, reads: Note(too_many_follow_ups) }
}

fn too_many_follow_ups(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let most = ctx.snapshot.settings().outreach.follow_ups_at_most;
    let Some(before) = ctx.snapshot.follow_ups_before(ctx.id).filter(|before| most <= *before) else { return Vec::new() };
    let place = value_of(ctx.note, "intent").or_else(|| value_of(ctx.note, "follows")).or_else(|| value_of(ctx.note, "to"));
    let count = match before {
        0 => "This is a follow-up, and your settings allow none".to_owned(),
        1 => "This is the second follow-up".to_owned(),
        2 => "This is the third follow-up".to_owned(),
        more => format!("This is follow-up number {}", more + 1),
    };
    let message = format!("{count}; {}.", has_not_answered(ctx, "they"));
    vec![Finding::new(
        place.unwrap_or_default(),
        message,
        "Let it rest: close the message and write to somebody else, or wait for a real occasion.",
    )]
}

#[cfg(test)]
mod tests {
    use super::TOO_MANY_FOLLOW_UPS;
    use crate::testing::check_note;

    const BEFORE: &str = "//- contacts/ada.md
# Ada
## Log
//- outreach/2026-11-02-ada.md
---
to: Ada
status: sent
sent: 2026-11-02
---
//- outreach/2026-11-11-ada.md
---
to: Ada
intent: follow-up
follows: 2026-11-02-ada
status: sent
sent: 2026-11-11
---
";

    #[test]
    fn the_second_one_without_an_answer_is_told() {
        check_note(
            &TOO_MANY_FOLLOW_UPS,
            &format!(
                "{BEFORE}//- outreach/2026-11-23-ada.md\n---\nto: Ada\nintent: follow-up\n        ^^^^^^^^^ the second follow-up; Ada\n---\n"
            ),
        );
    }

    #[test]
    fn the_first_one_is_welcome() {
        check_note(&TOO_MANY_FOLLOW_UPS, BEFORE);
    }

    #[test]
    fn an_answer_in_between_begins_anew() {
        let answered = BEFORE.replace("## Log\n", "## Log\n- 2026-11-13 She wrote back\n");
        check_note(&TOO_MANY_FOLLOW_UPS, &format!("{answered}//- outreach/2026-11-23-ada.md\n---\nto: Ada\nintent: follow-up\n---\n"));
    }

    #[test]
    fn the_settings_may_allow_more() {
        check_note(
            &TOO_MANY_FOLLOW_UPS,
            &format!(
                "//- journal.toml\n[outreach]\nfollow-ups-at-most = 2\n{BEFORE}//- outreach/2026-11-23-ada.md\n---\nto: Ada\nintent: follow-up\n---\n"
            ),
        );
    }
}
