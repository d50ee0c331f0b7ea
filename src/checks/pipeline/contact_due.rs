//! `contact-due`: the day to be in touch has come.

use crate::calendar::date::{distance, short_date};
use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::{title_of, value_of};
use crate::workspace::timeline::DueBy;

check! {
    /// The day to be in touch with a contact has come.
    ///
    /// ## Why it matters
    /// People help those they hear from. A line every few weeks, with nothing to ask, keeps a door open that would be awkward to open
    /// after a year.
    ///
    /// ## Instead of
    /// > //- contacts/ada.md
    /// > ---
    /// > follow-up: 2026-11-20
    /// > ---
    ///
    /// ## Try
    /// > //- contacts/ada.md
    /// > ---
    /// > follow-up: 2026-11-20
    /// > ---
    /// > ## Log
    /// > - 2026-11-20 Sent her the recording of the talk
    ///
    /// ## Stays quiet
    /// When you have been in touch on that day or since, in whatever way your notes tell of it.
    pub CONTACT_DUE = { code: "contact-due", severity: Info, reads: Note(contact_due) }
}

fn contact_due(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(contact) = ctx.note.contact() else { return Vec::new() };
    let today = ctx.snapshot.today();
    let timeline = ctx.snapshot.timeline(ctx.id);
    let Some((day, by)) = ctx.snapshot.next_touch(contact, &timeline).filter(|(day, _)| *day <= today) else { return Vec::new() };
    let name = contact.first_name();
    let last = timeline.last().map_or_else(
        || "the notes know of no contact yet".to_owned(),
        |touch| format!("you were last in touch {}", distance(touch.date, today)),
    );
    let on = short_date(day);
    let message = match &by {
        DueBy::FollowUp => format!("You wanted to be in touch with {name} on {on}; {last}."),
        DueBy::Every(period) => format!("You wanted to be in touch with {name} every {period}; {last}."),
        DueBy::KeepInTouch(word, period) => format!("You wanted to be in touch with “{word}” contacts every {period}; with {name} {last}."),
    };
    let range = match by {
        DueBy::FollowUp => value_of(ctx.note, "follow-up"),
        DueBy::Every(_) => value_of(ctx.note, "every"),
        DueBy::KeepInTouch(..) => None,
    };
    vec![Finding::new(
        range.unwrap_or(title_of(ctx.note)),
        message,
        "Send a line that asks for nothing, or set another day in `follow-up`.",
    )]
}

#[cfg(test)]
mod tests {
    use super::CONTACT_DUE;
    use crate::testing::check_note;

    #[test]
    fn the_day_itself_counts() {
        check_note(
            &CONTACT_DUE,
            "//- contacts/ada.md\n---\nfollow-up: 2026-11-23\n           ^^^^^^^^^^ be in touch with Ada on Mon 23 Nov\n---\n",
        );
        check_note(&CONTACT_DUE, "//- contacts/ada.md\n---\nfollow-up: 2026-11-24\n---\n");
    }

    #[test]
    fn a_rhythm_is_counted_from_the_last_touch() {
        check_note(
            &CONTACT_DUE,
            "//- contacts/ada.md\n---\nevery: 6 weeks\n       ^^^^^^^ every 6 weeks; you were last in touch 7 weeks ago\n---\n## Log\n- 2026-10-01 Tea\n",
        );
        check_note(&CONTACT_DUE, "//- contacts/ada.md\n---\nevery: 6 weeks\n---\n## Log\n- 2026-11-01 Tea\n");
    }

    #[test]
    fn keep_in_touch_goes_by_a_word() {
        let settings = "//- journal.toml\n[keep-in-touch]\nmentor = \"4 weeks\"\n";
        check_note(
            &CONTACT_DUE,
            &format!(
                "{settings}//- contacts/ada.md\n---\ntags: [mentor]\n---\n# Ada\n  ^^^ “mentor” contacts every 4 weeks\n## Log\n- 2026-10-01 Tea\n"
            ),
        );
        check_note(&CONTACT_DUE, &format!("{settings}//- contacts/ada.md\n# Ada\n## Log\n- 2026-10-01 Tea\n"));
    }

    #[test]
    fn a_message_since_then_will_do() {
        check_note(
            &CONTACT_DUE,
            "//- contacts/ada.md\n---\nname: Ada\nfollow-up: 2026-11-10\n---\n//- outreach/a.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-12\n---\n",
        );
    }
}
