//! `textDocument/prepareRename` and `rename`.

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use crate::actions::plan::Refusal;
use crate::ide;
use crate::lsp::to_proto::edits::workspace_edit;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// `RequestFailed`: the request was right, and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// A refusal, as the sentence that the editor shows.
pub(crate) fn refused(refusal: &Refusal) -> Error {
    let message = match &refusal.advice {
        Some(advice) => format!("{}. {advice}", refusal.message.trim_end_matches('.')),
        None => refusal.message.clone(),
    };
    failed(message)
}

/// A request that cannot be done, with the reason.
pub(crate) fn failed(message: impl Into<String>) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into().into(), data: None }
}

/// The words that would be renamed.
pub(crate) fn prepare(view: &View, params: &TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
    let Some((id, offset)) = view.place(params.position) else { return Ok(None) };
    let (words, placeholder) = ide::rename::prepare_rename(&view.snapshot, id, offset).map_err(|refusal| refused(&refusal))?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: range(view, words), placeholder }))
}

/// The edit that gives the thing under the cursor another name.
pub(crate) fn rename(view: &View, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((id, offset)) = view.place(params.text_document_position.position) else { return Ok(None) };
    let plan = ide::rename::rename(&view.snapshot, id, offset, &params.new_name).map_err(|refusal| refused(&refusal))?;
    workspace_edit(view, &plan).map(Some).map_err(failed)
}
