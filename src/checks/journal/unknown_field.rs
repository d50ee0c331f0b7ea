//! `unknown-field`: a field that is almost one that the note could have.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::problem::ProblemKind;

check! {
    /// A field is spelt almost like one that this kind of note has.
    ///
    /// ## Why it matters
    /// Fields of your own are welcome and are left alone, so a slip of the pen passes silently: “folow-up” reminds you of nothing.
    ///
    /// ## Instead of
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > name: Ada Lovelace
    /// > folow-up: 2026-12-01
    /// > ---
    ///
    /// ## Try
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > name: Ada Lovelace
    /// > follow-up: 2026-12-01
    /// > ---
    ///
    /// ## Stays quiet
    /// When the field is plainly another word.
    pub UNKNOWN_FIELD = { code: "unknown-field", severity: Hint, reads: Note(unknown_field) }
}

fn unknown_field(ctx: &NoteContext<'_>) -> Vec<Finding> {
    lifted(ctx.note, ProblemKind::Field)
}

#[cfg(test)]
mod tests {
    use super::UNKNOWN_FIELD;
    use crate::testing::{check_fix, check_note};

    #[test]
    fn a_slip_is_told_and_mended() {
        let note = "//- outreach/a.md\n---\nchanel: email\n---\n";
        check_note(&UNKNOWN_FIELD, &note.replace("email\n", "email\n^^^^^^ Did you mean “channel”?\n"));
        check_fix(&UNKNOWN_FIELD, note, "---\nchannel: email\n---");
    }

    #[test]
    fn a_field_of_ones_own_is_welcome() {
        check_note(&UNKNOWN_FIELD, "//- contacts/ada.md\n---\nname: Ada\nbirthday: 10 December\nrating: 5\n---\n");
    }
}
