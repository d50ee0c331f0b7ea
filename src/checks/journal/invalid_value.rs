//! `invalid-value`: a field holds what it cannot hold.

use crate::checks::check::{Finding, Fix, NoteContext, check};
use crate::checks::codes::{CODES, is_code};
use crate::checks::journal::lift::lifted;
use crate::notes::catalogue::{week, weeks};
use crate::notes::field::Spanned;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::notes::problem::ProblemKind;
use crate::text::fuzzy::{did_you_mean, plainly_meant};
use crate::workspace::snapshot::Snapshot;

check! {
    /// A field holds a word, date or code that it cannot hold.
    ///
    /// ## Why it matters
    /// A field that cannot be read counts as empty: a message whose status is “send” stays a draft, and nobody reminds you to follow up.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-23-ada-lovelace.md
    /// > ---
    /// > to: Ada Lovelace
    /// > status: send
    /// > ---
    ///
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > follow-up: 1 December
    /// > ---
    ///
    /// ## Try
    /// > //- outreach/2026-11-23-ada-lovelace.md
    /// > ---
    /// > to: Ada Lovelace
    /// > status: sent
    /// > ---
    ///
    /// > //- contacts/ada-lovelace.md
    /// > ---
    /// > follow-up: 2026-12-01
    /// > ---
    ///
    /// ## Stays quiet
    /// When a field is left empty, and in fields of your own.
    pub INVALID_VALUE = { code: "invalid-value", severity: Warning, reads: Note(invalid_value) }
}

fn invalid_value(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found = lifted(ctx.note, ProblemKind::Value);
    found.extend(ctx.note.allow.iter().filter_map(unknown_code));
    if let Meaning::Week(note) = &ctx.note.meaning {
        found.extend(note.prompt_week.as_ref().and_then(|words| unknown_prompts(ctx.snapshot, words)));
    }
    found
}

fn unknown_code(code: &Spanned<String>) -> Option<Finding> {
    if is_code(&code.value) {
        return None;
    }
    let near = did_you_mean(&code.value, CODES.iter().copied());
    let help = near.map_or_else(|| "`journal explain` lists all codes.".to_owned(), |near| format!("Did you mean “{near}”?"));
    let finding = Finding::new(code.range, format!("“{}” is no check that could be allowed.", code.value), help);
    Some(near.map_or(finding.clone(), |near| finding.fixed_by(Fix::replace(code.range, near))))
}

fn unknown_prompts(snapshot: &Snapshot, words: &Spanned<String>) -> Option<Finding> {
    let own: Vec<&str> = own_weeks(snapshot).collect();
    let name = words.value.trim();
    if week(name).is_some() || own.iter().any(|own| own.eq_ignore_ascii_case(name)) {
        return None;
    }
    let near = plainly_meant(name, weeks().iter().map(|week| week.name).chain(own));
    let help = near.map_or_else(|| "`journal prompts` lists the sets.".to_owned(), |near| format!("Did you mean “{near}”?"));
    let finding = Finding::new(words.range, format!("There is no week of prompts called “{name}”."), help);
    Some(near.map_or(finding.clone(), |near| finding.fixed_by(Fix::replace(words.range, near))))
}

fn own_weeks(snapshot: &Snapshot) -> impl Iterator<Item = &str> {
    let sets = snapshot.of_kind(NoteKind::Prompts).filter_map(|(_, note)| match &note.meaning {
        Meaning::Prompts(set) => Some(&**set),
        Meaning::Contact(_)
        | Meaning::Company(_)
        | Meaning::Outreach(_)
        | Meaning::Week(_)
        | Meaning::Day(_)
        | Meaning::Event(_)
        | Meaning::Map(_)
        | Meaning::Plain => None,
    });
    sets.flat_map(|set| set.weeks.iter().map(|week| week.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::INVALID_VALUE;
    use crate::testing::{check_fix, check_note, findings, journal};

    #[test]
    fn a_status_that_is_none_is_told_with_the_nearest_word() {
        let note = "//- outreach/a.md\n---\nstatus: Sent\n---\n";
        check_note(&INVALID_VALUE, &note.replace("---\n\n", "").replace("Sent\n", "Sent\n        ^^^^ is not one of the words\n"));
        check_fix(&INVALID_VALUE, note, "---\nstatus: sent\n---");
    }

    #[test]
    fn an_unknown_code_in_allow_is_told_with_the_nearest_one() {
        let note = "//- outreach/a.md\n---\nallow: [too-log, one-slot]\n---\n";
        check_note(&INVALID_VALUE, &note.replace("slot]\n", "slot]\n        ^^^^^^^ Did you mean “too-long”?\n"));
        check_fix(&INVALID_VALUE, note, "---\nallow: [too-long, one-slot]\n---");
    }

    #[test]
    fn an_unknown_code_in_a_comment_is_told_too() {
        check_note(
            &INVALID_VALUE,
            "//- outreach/a.md
Hi
<!-- journal: allow nonsense-xyz -->
                    ^^^^^^^^^^^^ is no check
",
        );
    }

    #[test]
    fn a_zone_is_mended_only_where_no_other_time_would_come_of_it() {
        let note = |zone: &str| format!("//- contacts/ada.md\n---\ntimezone: {zone}\n---\n");
        check_fix(&INVALID_VALUE, &note("america/dever"), "---\ntimezone: America/Denver\n---");
        for offset in ["UTC+2", "GMT-5", "GMT+1"] {
            let found = findings(&INVALID_VALUE, &journal(&note(offset)));
            assert_eq!((found.len(), found[0].finding.fixes.len()), (1, 0), "{offset}");
        }
    }

    #[test]
    fn prompts_that_nobody_knows_are_told() {
        check_note(
            &INVALID_VALUE,
            "//- weeks/2026-W48.md
---
prompts: turing/mod-2/week-55
         ^^^^^^^^^^^^^^^^^^^^ no week of prompts
---
",
        );
    }

    #[test]
    fn prompts_of_the_catalogue_and_of_ones_own_are_known() {
        check_note(
            &INVALID_VALUE,
            "//- weeks/2026-W48.md
---
prompts: turing/mod-2/week-5
---
//- weeks/2026-W47.md
---
prompts: mine/first-week
---
//- prompts/mine.md
# Mine
## First week
### Why
",
        );
    }

    #[test]
    fn empty_fields_and_fields_of_ones_own_are_fine() {
        check_note(&INVALID_VALUE, "//- contacts/ada.md\n---\nfollow-up:\nmood: sunny\ntags: [a, b]\n---\n");
    }
}
