//! `textDocument/hover`.

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// What is told about the words under the cursor; over a finding, what its check means.
pub(crate) fn hover(view: &View, params: &HoverParams) -> Option<Hover> {
    let (id, offset) = view.place(params.text_document_position_params.position)?;
    let (place, text) = match ide::hover::hover(&view.snapshot, id, offset) {
        Some(told) => (told.range, told.text),
        None => {
            let found = view.findings().into_iter().find(|it| it.finding.range.contains(offset))?;
            (found.finding.range, ide::hover::check_words(found.code)?)
        }
    };
    let kind = if view.shared.offers.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value: text }), range: Some(range(view, place)) })
}
