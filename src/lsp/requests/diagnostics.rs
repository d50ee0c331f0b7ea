//! `textDocument/diagnostic` and `workspace/diagnostic`: for clients that ask instead of being told.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::ide::neighbours::neighbours;
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::diagnostics::diagnostics;
use crate::lsp::view::View;

/// The findings on one document; a word that they are the same, where the client has them already. With them those of the notes that hang
/// together with it, where the client takes them.
pub(crate) fn document(view: &View, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let items = diagnostics(view, &view.findings_at_once());
    let result_id = result_id(&items);
    let related_documents = view.shared.offers.related_documents.then(|| related(view)).filter(|related| !related.is_empty());
    DocumentDiagnosticReportResult::Report(if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        })
    })
}

fn related(view: &View) -> HashMap<Uri, DocumentDiagnosticReportKind> {
    let Some(id) = view.id() else { return HashMap::new() };
    let reports = neighbours(&view.snapshot, id).into_iter().filter_map(|other| {
        let path = view.snapshot.get(other)?.path.clone();
        let uri = view.uri_of(&path)?;
        let view = View { path, uri: Some(uri.clone()), ..view.clone() };
        let items = diagnostics(&view, &view.findings());
        let report = FullDocumentDiagnosticReport { result_id: Some(result_id(&items)), items };
        Some((uri, DocumentDiagnosticReportKind::Full(report)))
    });
    reports.collect()
}

/// So many files are told at once where a client takes the findings in parts.
const PART: usize = 64;

/// The findings on every note that has some, and on those that the client remembers some of; in parts where a token is given.
pub(crate) fn workspace(views: &[View], params: &WorkspaceDiagnosticParams, outbox: &Outbox) -> Option<WorkspaceDiagnosticReport> {
    let previous: FxHashMap<&str, &str> = params.previous_result_ids.iter().map(|it| (it.uri.as_str(), it.value.as_str())).collect();
    let parts = params.partial_result_params.partial_result_token.as_ref();
    let progress = params.work_done_progress_params.work_done_token.as_ref();
    if let Some(token) = progress {
        outbox.begin(token, "Checking the journal");
    }
    let told = check_all(views, &previous, &mut |items: &mut Vec<WorkspaceDocumentDiagnosticReport>, is_last| {
        let Some(token) = parts.filter(|_| is_last && !items.is_empty() || PART <= items.len()) else { return };
        let part = WorkspaceDiagnosticReport { items: std::mem::take(items) };
        if let Ok(part) = serde_json::to_vec(&part) {
            outbox.part(token, &part);
        }
    });
    if let Some(token) = progress {
        outbox.end(token.clone());
    }
    told.map(|items| WorkspaceDiagnosticReport { items })
}

/// All findings, but those that `hand_on` takes on the way; none where nobody waits any more.
fn check_all(
    views: &[View],
    previous: &FxHashMap<&str, &str>,
    hand_on: &mut dyn FnMut(&mut Vec<WorkspaceDocumentDiagnosticReport>, bool),
) -> Option<Vec<WorkspaceDocumentDiagnosticReport>> {
    let mut items = Vec::new();
    let mut gone = previous.clone();
    for view in views {
        let mut paths: Vec<Arc<str>> = view.snapshot.notes().map(|(_, note)| note.path.clone()).collect();
        paths.extend(view.whole.paths().filter(|path| view.snapshot.at(path).is_none()).cloned());
        for path in paths {
            if view.is_cancelled() {
                return None;
            }
            if let Some(uri) = view.uri_of(&path) {
                gone.remove(uri.as_str());
                items.extend(report(view, path, uri, previous));
            }
            hand_on(&mut items, false);
        }
    }
    // A note that is gone, with its folder or alone, has nothing to be told of; the client goes on showing what it remembers until it hears so.
    items.extend(gone.keys().filter_map(|address| Some(nothing(address.parse().ok()?))));
    hand_on(&mut items, true);
    Some(items)
}

fn nothing(uri: Uri) -> WorkspaceDocumentDiagnosticReport {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: None, items: Vec::new() };
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report })
}

fn report(view: &View, path: Arc<str>, uri: Uri, previous: &FxHashMap<&str, &str>) -> Option<WorkspaceDocumentDiagnosticReport> {
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
