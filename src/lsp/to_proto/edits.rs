//! Plans as workspace edits: with versions and file operations where the client knows them.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DeleteFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, RenameFile, RenameFileOptions, ResourceOp, TextDocumentEdit,
    TextEdit as ProtocolEdit, Uri, WorkspaceEdit,
};

use crate::actions::plan::{NoteChange, Plan};
use crate::lsp::to_proto::places::{range_at, uri_of_path};
use crate::lsp::view::View;
use crate::text::edit::TextEdit;

/// The groups that a preview shows: what happens in the notes, and what to files.
const IN_NOTES: &str = "journal.notes";
const TO_FILES: &str = "journal.files";

/// A plan for the client to apply; in words why it cannot.
pub(crate) fn workspace_edit(view: &View, plan: &Plan) -> Result<WorkspaceEdit, String> {
    let offers = &view.shared.offers;
    let moves = plan.changes.iter().any(|change| matches!(change, NoteChange::Rename { .. } | NoteChange::Delete { .. }));
    let makes = plan.changes.iter().any(|change| matches!(change, NoteChange::Create { .. }));
    if moves && !offers.rename || makes && !offers.create || (moves || makes) && !offers.document_changes {
        return Err("This editor cannot make or rename files for a language server. In a terminal `journal rename`, `journal new` and the others do the same.".to_owned());
    }
    if !offers.document_changes {
        return Ok(WorkspaceEdit { changes: Some(plain_changes(view, plan)), ..WorkspaceEdit::default() });
    }
    let mut operations = Vec::new();
    for change in &plan.changes {
        operations.extend(operations_of(view, change).ok_or_else(|| format!("{} has no address", change.path()))?);
    }
    let annotations = offers.annotations.then(|| annotations(plan));
    Ok(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        change_annotations: annotations,
        ..WorkspaceEdit::default()
    })
}

fn annotations(plan: &Plan) -> HashMap<String, ChangeAnnotation> {
    let annotation = |label: &str, description: &str| ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: None,
        description: Some(description.to_owned()),
    };
    let said = plan.said.first().cloned().unwrap_or_default();
    let notes = (IN_NOTES.to_owned(), annotation(&plan.act, &said));
    HashMap::from([notes, (TO_FILES.to_owned(), annotation(&format!("{}: files", plan.act), "Files that are made or get another name"))])
}

fn operations_of(view: &View, change: &NoteChange) -> Option<Vec<DocumentChangeOperation>> {
    let annotation_id = view.shared.offers.annotations.then(|| TO_FILES.to_owned());
    let file = |operation| DocumentChangeOperation::Op(operation);
    Some(match change {
        NoteChange::Edit { path, edits } => vec![edited(view, path, edits)?],
        NoteChange::Create { path, text } => {
            let uri = uri_of_path(&view.root.join(&**path))?;
            let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
            let all = ProtocolEdit { range: Range::default(), new_text: text.clone() };
            vec![file(ResourceOp::Create(CreateFile { uri: uri.clone(), options, annotation_id })), text_edit(view, uri, None, vec![all])]
        }
        NoteChange::Delete { path } => vec![file(ResourceOp::Delete(DeleteFile { uri: view.uri_of(path)?, options: None, annotation_id }))],
        NoteChange::Rename { from, to, edits } => {
            let options = Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
            let rename = RenameFile { old_uri: view.uri_of(from)?, new_uri: uri_of_path(&view.root.join(&**to))?, options, annotation_id };
            let mut all = Vec::new();
            if !edits.is_empty() {
                all.push(edited(view, from, edits)?);
            }
            all.push(file(ResourceOp::Rename(rename)));
            all
        }
    })
}

fn edited(view: &View, path: &str, edits: &[TextEdit]) -> Option<DocumentChangeOperation> {
    Some(text_edit(view, view.uri_of(path)?, view.version_of(path), protocol_edits(view, path, edits)))
}

fn text_edit(view: &View, uri: Uri, version: Option<i32>, edits: Vec<ProtocolEdit>) -> DocumentChangeOperation {
    let annotated = |text_edit| AnnotatedTextEdit { text_edit, annotation_id: IN_NOTES.to_owned() };
    let edits =
        edits.into_iter().map(|edit| if view.shared.offers.annotations { OneOf::Right(annotated(edit)) } else { OneOf::Left(edit) });
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits: edits.collect() })
}

/// Edits of one file of the journal.
pub(crate) fn protocol_edits(view: &View, path: &str, edits: &[TextEdit]) -> Vec<ProtocolEdit> {
    let at_start = Range::new(Position::default(), Position::default());
    let edit = |edit: &TextEdit| ProtocolEdit { range: range_at(view, path, edit.range).unwrap_or(at_start), new_text: edit.text.clone() };
    edits.iter().map(edit).collect()
}

fn plain_changes(view: &View, plan: &Plan) -> HashMap<Uri, Vec<ProtocolEdit>> {
    let edits = plan.changes.iter().filter_map(|change| match change {
        NoteChange::Edit { path, edits } => Some((view.uri_of(path)?, protocol_edits(view, path, edits))),
        NoteChange::Create { .. } | NoteChange::Delete { .. } | NoteChange::Rename { .. } => None,
    });
    edits.collect()
}

/// Edits in the document alone, for a client to apply.
pub(crate) fn own_edits(view: &View, edits: Vec<TextEdit>) -> Result<WorkspaceEdit, String> {
    let changes = vec![NoteChange::Edit { path: view.path.clone(), edits }];
    workspace_edit(view, &Plan { act: "fix".to_owned(), changes, said: Vec::new() })
}
