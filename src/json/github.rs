//! Findings as workflow commands, which GitHub shows beside the lines of a change.

use crate::checks::check::{Diagnostic, Severity};
use crate::json::place::places;
use crate::workspace::snapshot::Snapshot;

/// One line a finding: `::warning file=…,line=…,col=…,endLine=…,endColumn=…,title=…::…`. `folder` leads from the repository's root to
/// the journal's: empty, or with a `/` at its end.
#[must_use]
pub fn github(snapshot: &Snapshot, folder: &str, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|one| annotation(snapshot, folder, one) + "\n").collect()
}

fn annotation(snapshot: &Snapshot, folder: &str, one: &Diagnostic) -> String {
    let (start, end) = places(snapshot, &one.path, one.finding.range);
    let command = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let file = property(&format!("{folder}{}", one.path));
    let message = data(format!("{} {}", one.finding.message, one.finding.help).trim());
    format!(
        "::{command} file={file},line={},col={},endLine={},endColumn={},title={}::{message}",
        start.line,
        start.column,
        end.line,
        end.column,
        property(one.code)
    )
}

/// A message: what would end the command is written with percent signs.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what would end it as well.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::checks::check::{Diagnostic, Finding, Severity};
    use crate::testing::journal;
    use crate::text::range::TextRange;

    #[test]
    fn what_would_end_the_command_is_escaped() {
        let one = Diagnostic {
            path: "days/a,b:c.md".into(),
            code: "broken-link",
            severity: Severity::Hint,
            finding: Finding::new(TextRange::new(2, 5), "“50%\n::error::” leads nowhere.", "Mend it."),
        };
        assert_eq!(
            github(&journal("//- days/a,b:c.md\n[[50%]]\n"), "notes/", &[one]),
            "::notice file=notes/days/a%2Cb%3Ac.md,line=1,col=3,endLine=1,endColumn=6,title=broken-link::“50%25%0A::error::” leads nowhere. Mend it.\n"
        );
    }
}
