//! `invalid-front-matter`: the lines between the `---` fences cannot be read.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::problem::ProblemKind;

check! {
    /// The front matter cannot be read.
    ///
    /// ## Why it matters
    /// Whom a message goes to, how far it has come, when to be in touch: all of it stands between the two lines of dashes. A line there
    /// that is no `key: value` may take its neighbours down with it, and the journal would remind you of the wrong things, or of none.
    ///
    /// ## Instead of
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > name: Ada Lovelace
    /// > aliases: [Ada, "Countess]
    /// > ---
    ///
    /// ## Try
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > name: Ada Lovelace
    /// > aliases: [Ada, Countess]
    /// > ---
    ///
    /// ## Stays quiet
    /// When there is no front matter at all: every field has a default.
    pub INVALID_FRONT_MATTER = { code: "invalid-front-matter", severity: Error, reads: Note(invalid_front_matter) }
}

fn invalid_front_matter(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found = lifted(ctx.note, ProblemKind::FrontMatter);
    for finding in found.iter_mut().filter(|finding| finding.help.is_empty()) {
        "Mend this line; the other fields are read as well as they can be until then.".clone_into(&mut finding.help);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::INVALID_FRONT_MATTER;
    use crate::testing::{check_note, findings, journal};

    #[test]
    fn a_line_that_is_no_pair_is_reported_where_it_stands() {
        let snapshot = journal("//- contacts/ada.md\n---\nname: Ada\n  oops: [a, b\n---\n");
        let found = findings(&INVALID_FRONT_MATTER, &snapshot);
        assert!(!found.is_empty() && found.iter().all(|one| !one.finding.message.is_empty() && !one.finding.help.is_empty()), "{found:?}");
    }

    #[test]
    fn a_note_without_front_matter_is_fine() {
        check_note(&INVALID_FRONT_MATTER, "//- contacts/ada.md\n# Ada\n\n---\n\nA rule is no fence.\n");
    }

    #[test]
    fn a_colon_inside_quotes_is_fine() {
        check_note(&INVALID_FRONT_MATTER, "//- outreach/a.md\n---\nsubject: \"Tea: a question\"\n---\n");
    }
}
