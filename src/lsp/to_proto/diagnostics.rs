//! Findings as the protocol's diagnostics.

use tower_lsp::ls_types::{
    Diagnostic as ProtocolDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, NumberOrString,
};

use crate::checks::check::{Diagnostic, Related, Severity};
use crate::lsp::to_proto::places::{location, range};
use crate::lsp::view::View;

/// The name under which findings stand in an editor.
pub(crate) const SOURCE: &str = "journal";

/// The findings on the document.
pub(crate) fn diagnostics(view: &View, found: &[Diagnostic]) -> Vec<ProtocolDiagnostic> {
    found.iter().map(|diagnostic| protocol_diagnostic(view, diagnostic)).collect()
}

/// One finding. Its data names the fixes, so that a code action can be found again for it.
pub(crate) fn protocol_diagnostic(view: &View, diagnostic: &Diagnostic) -> ProtocolDiagnostic {
    let finding = &diagnostic.finding;
    let message = if finding.help.is_empty() { finding.message.clone() } else { format!("{}\n{}", finding.message, finding.help) };
    let fixes: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
    let related = || finding.related.iter().filter_map(|related| related_place(view, related)).collect::<Vec<_>>();
    ProtocolDiagnostic {
        range: range(view, finding.range),
        severity: Some(severity(diagnostic.severity)),
        code: Some(NumberOrString::String(diagnostic.code.to_owned())),
        // A page on the web there is none; hover over the finding tells what the check means.
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (view.shared.offers.related_places && !finding.related.is_empty()).then(related),
        tags: tags(diagnostic.code),
        data: (!fixes.is_empty()).then(|| serde_json::json!({ "fixes": fixes })),
    }
}

fn related_place(view: &View, related: &Related) -> Option<DiagnosticRelatedInformation> {
    let location = location(view, &related.path, related.range)?;
    Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Fields that mean nothing are shown faded.
fn tags(code: &str) -> Option<Vec<DiagnosticTag>> {
    (code == "unknown-field").then(|| vec![DiagnosticTag::UNNECESSARY])
}
