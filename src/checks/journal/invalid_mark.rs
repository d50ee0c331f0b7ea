//! `invalid-mark`: a cell of the habit table that says nothing.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::problem::ProblemKind;

check! {
    /// A cell of the habit table holds no mark.
    ///
    /// ## Why it matters
    /// What is no mark counts for nothing, and a day that you did is shown as one that you left open.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | a bit | | | | | | |
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | daily | ~ a bit | | | | | | |
    ///
    /// ## Stays quiet
    /// When words follow a mark: they are your note to it.
    pub INVALID_MARK = { code: "invalid-mark", severity: Warning, reads: Note(invalid_mark) }
}

fn invalid_mark(ctx: &NoteContext<'_>) -> Vec<Finding> {
    lifted(ctx.note, ProblemKind::Mark)
}

#[cfg(test)]
mod tests {
    use super::INVALID_MARK;
    use crate::testing::{check_fix, check_note};

    const HEAD: &str = "//- weeks/2026-W48.md
| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|---|---|---|---|---|---|---|---|---|
";

    #[test]
    fn a_bare_number_in_a_row_of_minutes_is_told_and_mended() {
        let row = "| Job search | 2h/week | 45 | | | | | | |\n";
        check_note(&INVALID_MARK, &format!("{HEAD}{row}                         ^^ of what?\n"));
        check_fix(
            &INVALID_MARK,
            &format!("{HEAD}{row}"),
            &format!("{HEAD}{row}").replace("//- weeks/2026-W48.md\n", "").replace("45", "45m"),
        );
    }

    #[test]
    fn every_mark_of_the_format_is_one() {
        check_note(
            &INVALID_MARK,
            &format!(
                "{HEAD}| Code | daily | x | ✓ well | ~ | - ill | no | 45 min | yes |\n| Read | 30m/day | x | 1h30m | 1.5h | ~ | n | | done |\n"
            ),
        );
    }
}
