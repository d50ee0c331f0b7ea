//! `week-mismatch`: a week's note that does not agree with itself on which week it is.

use std::sync::Arc;

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::notes::problem::ProblemKind;
use crate::text::range::TextRange;

check! {
    /// File name, `week:`, heading or columns disagree on which week this is, or a second habit table is left out.
    ///
    /// ## Why it matters
    /// Each column is a date. If the note was copied from last week and half of it still says so, your marks land on the wrong days.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > ---
    /// > week: 2026-W47
    /// > ---
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > ---
    /// > week: 2026-W48
    /// > ---
    ///
    /// ## Stays quiet
    /// When the columns run from Sunday or Saturday: some weeks do.
    pub WEEK_MISMATCH = { code: "week-mismatch", severity: Warning, reads: Note(week_mismatch) }
}

fn week_mismatch(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found = lifted(ctx.note, ProblemKind::Week);
    if found.is_empty() {
        found.extend(second_note(ctx));
    }
    found
}

/// A second note of one week, under another name than the week's: its marks are left out of every sum.
fn second_note(ctx: &NoteContext<'_>) -> Option<Finding> {
    let week = ctx.note.week()?.week.filter(|week| week.to_string() != ctx.note.stem())?;
    let same = |note: &&Arc<Note>| note.week().is_some_and(|other| other.week == Some(week)) && note.counts_before(ctx.note);
    let other = ctx.snapshot.of_kind(NoteKind::Week).map(|(_, note)| note).find(same)?;
    let place = |note: &Note| note.markdown.headings.first().map_or_else(TextRange::default, |heading| heading.text);
    let message = format!("{} is the note of {week}, and this one is left out of its sums.", other.path);
    let help = "Carry over what only stands here, and delete this one.";
    Some(Finding::new(place(ctx.note), message, help).beside(other.path.clone(), place(other), "the note that counts"))
}

#[cfg(test)]
mod tests {
    use super::WEEK_MISMATCH;
    use crate::testing::{check_fix, check_note};

    #[test]
    fn a_heading_of_another_week_is_told() {
        check_note(
            &WEEK_MISMATCH,
            "//- weeks/2026-W48.md
# Week 47: 16 to 22 November 2026
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ speaks of week 47
",
        );
    }

    #[test]
    fn a_copy_that_a_sync_left_beside_the_note_is_told() {
        check_note(
            &WEEK_MISMATCH,
            "//- weeks/2026-W48-DESKTOP.md
---
week: 2026-W48
---
# Week 48
  ^^^^^^^ weeks/2026-W48.md is the note of 2026-W48
//- weeks/2026-W48.md
# Week 48
",
        );
    }

    #[test]
    fn the_file_name_settles_it() {
        check_fix(&WEEK_MISMATCH, "//- weeks/2026-W48.md\n---\nweek: 2026-W47\n---\n", "---\nweek: 2026-W48\n---");
    }

    #[test]
    fn columns_out_of_order_are_told() {
        check_note(
            &WEEK_MISMATCH,
            "//- weeks/2026-W48.md
| Habit | Mon | Wed | Tue | Thu | Fri | Sat | Sun |
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ seven days in order
|---|---|---|---|---|---|---|---|
| Code | | | | | | | |
",
        );
    }

    #[test]
    fn a_week_may_begin_on_sunday_and_a_heading_may_be_ones_own() {
        check_note(
            &WEEK_MISMATCH,
            "//- weeks/2026-W48.md\n# The week of the storm\n\n| Habit | Sun | Mon | Tue | Wed | Thu | Fri | Sat |\n|---|---|---|---|---|---|---|---|\n| Code | | | | | | | |\n",
        );
    }
}
