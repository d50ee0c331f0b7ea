//! `textDocument/diagnostic` and `workspace/diagnostic`: for clients that ask instead of being told.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::lsp::to_proto::diagnostics::diagnostics;
use crate::lsp::view::View;

/// The findings on one document; a word that they are the same, where the client has them already.
pub(crate) fn document(view: &View, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let items = diagnostics(view, &view.findings());
    let result_id = result_id(&items);
    DocumentDiagnosticReportResult::Report(if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        })
    })
}

/// The findings on every note that has some, and on those that the client remembers some of.
pub(crate) fn workspace(views: &[View], params: &WorkspaceDiagnosticParams) -> Option<WorkspaceDiagnosticReport> {
    let previous: FxHashMap<&str, &str> = params.previous_result_ids.iter().map(|it| (it.uri.as_str(), it.value.as_str())).collect();
    let mut items = Vec::new();
    for view in views {
        let mut paths: Vec<Arc<str>> = view.snapshot.notes().map(|(_, note)| note.path.clone()).collect();
        paths.extend(view.whole.paths().filter(|path| view.snapshot.at(path).is_none()).cloned());
        for path in paths {
            if view.is_cancelled() {
                return None;
            }
            items.extend(report(view, path, &previous));
        }
    }
    Some(WorkspaceDiagnosticReport { items })
}

fn report(view: &View, path: Arc<str>, previous: &FxHashMap<&str, &str>) -> Option<WorkspaceDocumentDiagnosticReport> {
    let uri = view.uri_of(&path)?;
    let version = view.version_of(&path).map(i64::from);
    let view = View { path, uri: Some(uri.clone()), ..view.clone() };
    let items = diagnostics(&view, &view.findings());
    let known = previous.get(uri.as_str()).copied();
    if items.is_empty() && known.is_none() {
        return None;
    }
    let result_id = result_id(&items);
    Some(if known == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report,
        })
    } else {
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report })
    })
}

/// A name for a list of findings: the same for the same findings.
fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
