//! One cause, one finding: which code stands for which where they share a cause.

use crate::checks::check::Diagnostic;

/// Where a finding has to stand for another one to stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// Anywhere in the same note.
    Note,
    /// On words that the two share, or side by side.
    Words,
}

/// A code that stands alone, where it has to stand for that, and the codes that are left out beside it.
struct Rule {
    tells: &'static str,
    at: Where,
    instead_of: &'static [&'static str],
}

/// The table of checks.md. Its first column is what tells more.
const RULES: &[Rule] = &[
    // Nothing can be said of a message without text.
    Rule {
        tells: "blank-message",
        at: Where::Note,
        instead_of: &[
            "missing-greeting",
            "missing-intro",
            "missing-update",
            "missing-purpose",
            "missing-specifics",
            "missing-ask",
            "missing-slot",
            "missing-thanks",
            "missing-sign-off",
            "too-short",
            "follow-up-slot",
            "thank-you-generic",
        ],
    },
    // Thanks that ask for work are one slip, whatever is asked for.
    Rule { tells: "thank-you-ask", at: Where::Note, instead_of: &["job-ask", "referral-ask", "hiring-probe"] },
    // A request, bad as it is, is an ask and a purpose.
    Rule { tells: "job-ask", at: Where::Note, instead_of: &["missing-ask", "missing-purpose"] },
    Rule { tells: "referral-ask", at: Where::Note, instead_of: &["missing-ask", "missing-purpose"] },
    Rule { tells: "hiring-probe", at: Where::Note, instead_of: &["missing-ask", "missing-purpose"] },
    // “Put me in touch with whoever chooses new engineers” is a referral, and nothing else.
    Rule { tells: "referral-ask", at: Where::Words, instead_of: &["job-ask", "hiring-probe"] },
    // A name that is wrong is there.
    Rule { tells: "wrong-name", at: Where::Words, instead_of: &["missing-greeting", "misspelt-name"] },
    Rule { tells: "misspelt-name", at: Where::Words, instead_of: &["missing-greeting"] },
    Rule { tells: "mass-mention", at: Where::Words, instead_of: &["missing-greeting", "wrong-name", "misspelt-name"] },
    // What is to be filled in is not missing.
    Rule {
        tells: "leftover-placeholder",
        at: Where::Words,
        instead_of: &["missing-greeting", "wrong-name", "misspelt-name", "missing-slot", "follow-up-slot", "missing-duration"],
    },
    // A day that is none cannot be over; a day that is over was offered.
    Rule { tells: "date-mismatch", at: Where::Words, instead_of: &["past-date"] },
    Rule { tells: "past-date", at: Where::Note, instead_of: &["missing-slot", "follow-up-slot"] },
    Rule { tells: "follow-up-slot", at: Where::Note, instead_of: &["missing-slot", "missing-ask"] },
    Rule { tells: "long-sentence", at: Where::Note, instead_of: &["hard-to-read"] },
    // Of somebody unknown nothing else can be told.
    Rule {
        tells: "unknown-contact",
        at: Where::Note,
        instead_of: &[
            "missing-greeting",
            "missing-intro",
            "missing-update",
            "missing-specifics",
            "missing-zone",
            "wrong-name",
            "misspelt-name",
            "jargon",
        ],
    },
    Rule { tells: "unknown-contact", at: Where::Words, instead_of: &["broken-link"] },
    // What follows from dates means nothing while they contradict each other.
    Rule {
        tells: "status-order",
        at: Where::Note,
        instead_of: &["follow-up-due", "too-many-follow-ups", "thank-you-due", "reply-owed", "same-company", "prep-thin", "stale-draft"],
    },
    Rule { tells: "conflict-marker", at: Where::Words, instead_of: &["invalid-front-matter"] },
    Rule { tells: "invalid-front-matter", at: Where::Words, instead_of: &["invalid-value", "unknown-field"] },
];

/// The findings of one note with those left out that another one tells better.
#[must_use]
pub fn fold(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    fold_by(diagnostics, |diagnostic| diagnostic)
}

/// As [`fold`], for things that hold a finding.
pub(crate) fn fold_by<T>(found: Vec<T>, of: impl Fn(&T) -> &Diagnostic) -> Vec<T> {
    if found.len() < 2 {
        return found;
    }
    // Few codes stand for others. A note of a million bytes can have dead links by the ten thousand, and is read while its keeper types.
    let telling: Vec<&Diagnostic> = found.iter().map(&of).filter(|one| RULES.iter().any(|rule| rule.tells == one.code)).collect();
    let told: Vec<bool> = found.iter().map(|one| telling.iter().any(|other| stands_for(other, of(one)))).collect();
    let mut told = told.into_iter();
    found.into_iter().filter(|_| !told.next().unwrap_or(false)).collect()
}

fn stands_for(one: &Diagnostic, other: &Diagnostic) -> bool {
    let near = |at: Where| {
        let (here, there) = (one.finding.range, other.finding.range);
        at == Where::Note || here.overlaps(there) || here.touches(there.start()) || there.touches(here.start())
    };
    let names = |rule: &&Rule| rule.tells == one.code && rule.instead_of.contains(&other.code);
    RULES.iter().filter(names).any(|rule| near(rule.at)) && one.path == other.path
}

#[cfg(test)]
mod tests {
    use super::{RULES, fold};
    use crate::checks::check::{Diagnostic, Finding, Severity};
    use crate::checks::codes::is_code;
    use crate::text::range::TextRange;

    fn left(found: &[(&'static str, usize, usize)]) -> Vec<&'static str> {
        let diagnostic = |(code, start, end): &(&'static str, usize, usize)| Diagnostic {
            path: "outreach/a.md".into(),
            code,
            severity: Severity::Warning,
            finding: Finding::new(TextRange::new(*start, *end), "", ""),
        };
        fold(found.iter().map(diagnostic).collect()).into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn every_code_of_the_table_is_one() {
        for rule in RULES {
            assert!(is_code(rule.tells), "{}", rule.tells);
            for code in rule.instead_of {
                assert!(is_code(code) && *code != rule.tells, "{code}");
            }
        }
    }

    #[test]
    fn a_wrong_name_in_the_greeting_is_no_missing_greeting() {
        assert_eq!(left(&[("missing-greeting", 0, 9), ("wrong-name", 3, 8)]), ["wrong-name"]);
        assert_eq!(left(&[("missing-greeting", 0, 9), ("wrong-name", 40, 50)]), ["missing-greeting", "wrong-name"]);
    }

    #[test]
    fn contradicting_dates_silence_what_follows_from_dates_alone() {
        assert_eq!(
            left(&[("status-order", 0, 4), ("reply-owed", 9, 12), ("unknown-contact", 20, 25), ("follow-up-due", 1, 2)]),
            ["status-order", "unknown-contact"]
        );
    }

    #[test]
    fn a_note_with_dead_links_by_the_ten_thousand_is_folded_in_no_time() {
        let many: Vec<_> = (0..60_000).map(|at| ("broken-link", at * 9, at * 9 + 4)).collect();
        let begun = std::time::Instant::now();
        assert_eq!(left(&many).len(), many.len());
        assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    }

    #[test]
    fn findings_of_other_notes_are_left_alone() {
        let mut one = Diagnostic {
            path: "a.md".into(),
            code: "status-order",
            severity: Severity::Warning,
            finding: Finding::new(TextRange::default(), "", ""),
        };
        let other = Diagnostic { path: "b.md".into(), code: "reply-owed", ..one.clone() };
        one.path = "a.md".into();
        assert_eq!(fold(vec![one, other]).len(), 2);
    }
}
