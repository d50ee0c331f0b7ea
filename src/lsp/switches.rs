//! What the keeper chose in the editor's settings (section `journal`): which hints and findings are shown, and how gravely.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::checks::check::{Diagnostic, Severity};

/// The choices; what is not said is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Switches {
    /// `hints.dates`: weekday and distance beside dates.
    pub(crate) date_hints: bool,
    /// `hints.habits`: a habit's sum beside its row.
    pub(crate) habit_hints: bool,
    /// `hints.anatomy`: what each sentence of a message does.
    pub(crate) anatomy_hints: bool,
    /// `lenses`: how things stand, above notes.
    pub(crate) lenses: bool,
    /// `diagnostics.atLeast`: findings below this are not shown.
    at_least: Severity,
    /// `diagnostics.severity`: how grave a check's findings are, by its code; none for one that is switched off.
    severities: Arc<BTreeMap<String, Option<Severity>>>,
}

impl Default for Switches {
    fn default() -> Self {
        Self::of(&Value::Null)
    }
}

impl Switches {
    /// Reads them, as `{"hints": {"dates": true, "habits": true, "anatomy": true}, "lenses": true, "diagnostics": {"atLeast": "hint",
    /// "severity": {"jargon": "off"}}}`, alone or under `journal`. What is no such word is passed by.
    pub(crate) fn of(settings: &Value) -> Self {
        let settings = settings.get("journal").unwrap_or(settings);
        let on = |value: Option<&Value>| value.and_then(Value::as_bool).unwrap_or(true);
        let hints = settings.get("hints");
        // `"hints": false` switches all of them off.
        let all = hints.and_then(Value::as_bool).unwrap_or(true);
        let hint = |name: &str| all && on(hints.and_then(|hints| hints.get(name)));
        let findings = settings.get("diagnostics");
        let at_least = findings.and_then(|it| it.get("atLeast")).and_then(Value::as_str).and_then(Severity::named);
        let chosen = findings.and_then(|it| it.get("severity")).and_then(Value::as_object).into_iter().flatten();
        let severity = |word: &str| if word == "off" { Some(None) } else { Severity::named(word).map(Some) };
        let severities = chosen.filter_map(|(code, word)| Some((code.clone(), severity(word.as_str()?)?)));
        Self {
            date_hints: hint("dates"),
            habit_hints: hint("habits"),
            anatomy_hints: hint("anatomy"),
            lenses: on(settings.get("lenses")),
            at_least: at_least.unwrap_or(Severity::Hint),
            severities: Arc::new(severities.collect()),
        }
    }

    /// The findings to show, as gravely as was chosen.
    pub(crate) fn shown(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        found.retain_mut(|finding| match self.severities.get(finding.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                self.at_least <= *severity
            }
            None => self.at_least <= finding.severity,
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Switches;
    use crate::checks::check::Severity;
    use crate::checks::run::check_note;
    use crate::testing::journal;
    use serde_json::{Value, json};

    #[test]
    fn what_is_not_said_is_on() {
        assert_eq!(Switches::of(&json!(null)), Switches::default());
        assert_eq!(Switches::of(&json!({"lenses": 3, "diagnostics": {"atLeast": "all", "severity": {"jargon": 1}}})), Switches::default());
    }

    #[test]
    fn hints_go_off_one_by_one_or_together() {
        let some = Switches::of(&json!({"journal": {"hints": {"dates": false}, "lenses": false}}));
        assert!(!some.date_hints && some.habit_hints && !some.lenses);
        let none = Switches::of(&json!({"hints": false}));
        assert!(!none.date_hints && !none.habit_hints && !none.anatomy_hints && none.lenses);
    }

    #[track_caller]
    fn check(settings: &Value, expected: &[(&str, Severity)]) {
        let snapshot = journal("//- contacts/a.md\n---\nname: A\ntei: weak\n---\n[[nobody]]\n");
        let found = check_note(&snapshot, snapshot.id("contacts/a.md").unwrap());
        let shown = Switches::of(settings).shown(found);
        assert_eq!(shown.iter().map(|it| (it.code, it.severity)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn findings_are_shown_as_gravely_as_was_chosen() {
        check(&json!({}), &[("unknown-field", Severity::Hint), ("broken-link", Severity::Warning)]);
        check(&json!({"diagnostics": {"atLeast": "warning"}}), &[("broken-link", Severity::Warning)]);
        let chosen = json!({"diagnostics": {"severity": {"broken-link": "off", "unknown-field": "error"}}});
        check(&chosen, &[("unknown-field", Severity::Error)]);
        check(&json!({"diagnostics": {"atLeast": "error", "severity": {"unknown-field": "info"}}}), &[]);
    }
}
