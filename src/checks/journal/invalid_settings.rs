//! `invalid-settings`: what `journal.toml` says and cannot mean.

use std::sync::Arc;

use crate::checks::check::{Finding, Fix, check};
use crate::checks::codes::{CODES, is_code};
use crate::checks::journal::lift::finding;
use crate::notes::catalogue::{sets, week};
use crate::notes::field::Spanned;
use crate::notes::kind::NoteKind;
use crate::notes::settings::place::place_of;
use crate::text::fuzzy::{did_you_mean, plainly_meant};
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

check! {
    /// `journal.toml` holds a key that does nothing, or a value that a key cannot have.
    ///
    /// ## Why it matters
    /// What cannot be read is left at its default, and you would wonder why nothing changed.
    ///
    /// ## Instead of
    /// > //- journal.toml
    /// > week-start = "tuesday"
    ///
    /// > //- journal.toml
    /// > [checks]
    /// > to-long = "off"
    ///
    /// ## Try
    /// > //- journal.toml
    /// > week-start = "sunday"
    ///
    /// > //- journal.toml
    /// > [checks]
    /// > too-long = "off"
    ///
    /// ## Stays quiet
    /// When there is no `journal.toml`: every setting has a default.
    pub INVALID_SETTINGS = { code: "invalid-settings", severity: Warning, reads: Journal(invalid_settings) }
}

fn invalid_settings(snapshot: &Snapshot) -> Vec<(Arc<str>, Finding)> {
    let Some(text) = snapshot.settings_text() else { return Vec::new() };
    let settings = snapshot.settings();
    let mut found: Vec<Finding> = settings.problems.iter().map(finding).collect();
    found.extend(settings.checks.iter().filter_map(|(code, _)| unknown_code(text, code)));
    found.extend(settings.prompts.as_deref().and_then(|name| unknown_set(snapshot, text, name)));
    found.into_iter().map(|finding| ("journal.toml".into(), finding)).collect()
}

fn unknown_code(text: &str, code: &Spanned<String>) -> Option<Finding> {
    if is_code(&code.value) {
        return None;
    }
    let near = did_you_mean(&code.value, CODES.iter().copied());
    let help = near.map_or_else(|| "`journal explain` lists all codes.".to_owned(), |near| format!("Did you mean “{near}”?"));
    let finding = Finding::new(code.range, format!("There is no check called “{}”.", code.value), help);
    Some(near.map_or(finding.clone(), |near| finding.fixed_by(Fix::replace(inside_quotes(text, code.range), near))))
}

fn unknown_set(snapshot: &Snapshot, text: &str, name: &str) -> Option<Finding> {
    let own: Vec<&str> = snapshot.of_kind(NoteKind::Prompts).map(|(_, note)| note.stem()).collect();
    let known = || sets().into_iter().chain(own.iter().copied());
    // A week's own name leads to its set.
    if known().any(|set| set.eq_ignore_ascii_case(name)) || week(name).is_some() {
        return None;
    }
    let range = place_of(text, &["prompts"])?;
    let near = plainly_meant(name, known().collect::<Vec<_>>());
    let help =
        near.map_or_else(|| format!("The sets are: {}.", known().collect::<Vec<_>>().join(", ")), |near| format!("Did you mean “{near}”?"));
    let finding = Finding::new(range, format!("There is no set of prompts called “{name}”."), help);
    Some(near.map_or(finding.clone(), |near| finding.fixed_by(Fix::replace(inside_quotes(text, range), near))))
}

/// A key or value without the quotes around it.
fn inside_quotes(text: &str, range: TextRange) -> TextRange {
    let words = range.of(text);
    let quoted = words.len() >= 2 && (words.starts_with('"') && words.ends_with('"') || words.starts_with('\'') && words.ends_with('\''));
    if quoted { TextRange::new(range.start() + 1, range.end() - 1) } else { range }
}

#[cfg(test)]
mod tests {
    use super::INVALID_SETTINGS;
    use crate::testing::{check_fix, check_note, findings, journal};

    #[test]
    fn an_unknown_code_is_told_and_mended() {
        let settings = "//- journal.toml\n[checks]\n\"to-formal\" = \"off\"\n";
        check_note(&INVALID_SETTINGS, &settings.replace("off\"\n", "off\"\n^^^^^^^^^^^ Did you mean “too-formal”?\n"));
        check_fix(&INVALID_SETTINGS, settings, "[checks]\n\"too-formal\" = \"off\"");
    }

    #[test]
    fn an_unknown_set_of_prompts_is_told_at_its_value() {
        let settings = "//- journal.toml\nprompts = \"turing/mod-22\"\n";
        check_note(&INVALID_SETTINGS, &settings.replace("22\"\n", "22\"\n          ^^^^^^^^^^^^^^^ no set of prompts\n"));
        check_fix(&INVALID_SETTINGS, settings, "prompts = \"turing/mod-2\"");
    }

    #[test]
    fn among_several_sets_as_near_none_is_picked() {
        let found = findings(&INVALID_SETTINGS, &journal("//- journal.toml\nprompts = \"turing/mod-9\"\n"));
        assert_eq!(found[0].finding.fixes, []);
        assert!(found[0].finding.help.starts_with("The sets are: turing/mod-0"), "{}", found[0].finding.help);
    }

    #[test]
    fn a_key_that_does_nothing_is_told() {
        check_note(&INVALID_SETTINGS, "//- journal.toml\nwek-start = \"monday\"\n^^^^^^^^^ Did you mean “week-start”?\n");
    }

    #[test]
    fn sets_of_ones_own_and_known_codes_are_fine() {
        check_note(
            &INVALID_SETTINGS,
            "//- journal.toml\nprompts = \"mine\"\n[checks]\nmissed-twice = \"off\"\n//- prompts/mine.md\n# Mine\n## One\n### Why\n",
        );
    }
}
