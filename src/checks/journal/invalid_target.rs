//! `invalid-target`: a habit's target that says nothing.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::problem::ProblemKind;

check! {
    /// A habit's target means nothing.
    ///
    /// ## Why it matters
    /// Without a target there is no due day, so there is no chain to keep and nothing to meet.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | often | x | | | | | | |
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > | Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
    /// > |---|---|---|---|---|---|---|---|---|
    /// > | Code | weekdays | x | | | | | | |
    ///
    /// ## Stays quiet
    /// When the table has no column of targets: then every day counts.
    pub INVALID_TARGET = { code: "invalid-target", severity: Warning, reads: Note(invalid_target) }
}

fn invalid_target(ctx: &NoteContext<'_>) -> Vec<Finding> {
    lifted(ctx.note, ProblemKind::Target)
}

#[cfg(test)]
mod tests {
    use super::INVALID_TARGET;
    use crate::testing::{check_note, findings, journal};

    #[test]
    fn a_row_without_a_target_is_told_at_its_habit() {
        check_note(
            &INVALID_TARGET,
            "//- weeks/2026-W48.md
| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|---|---|---|---|---|---|---|---|---|
| Code  | 3/weak | x |  |  |  |  |  |  |
          ^^^^^^ no target for “Code”
| Read  |        | x |  |  |  |  |  |  |
  ^^^^ has no target
",
        );
    }

    #[test]
    fn a_slip_is_mended_and_a_number_is_kept() {
        let note = |target: &str| {
            format!(
                "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | {target} | x | | | | | | |\n"
            )
        };
        let offered = |target: &str| findings(&INVALID_TARGET, &journal(&note(target)))[0].finding.fixes.clone();
        assert_eq!(offered("wekdays")[0].title, "Write “weekdays”");
        assert_eq!(offered("2/weekday"), []);
    }

    #[test]
    fn every_target_of_the_format_is_one() {
        let rows: String = ["daily", "weekdays", "Mon Wed Sat", "3/week", "2h/week", "2/day", "30m/day"]
            .map(|target| format!("| Code {} | {target} | | | | | | | |\n", target.len()))
            .concat();
        check_note(
            &INVALID_TARGET,
            &format!(
                "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n{rows}"
            ),
        );
    }

    #[test]
    fn a_table_without_targets_is_fine() {
        check_note(
            &INVALID_TARGET,
            "//- weeks/2026-W48.md\n| Habit | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|\n| Code | x | | | | | | |\n",
        );
    }
}
