//! `textDocument/hover`.

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::ide::message_hover::message_hover;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// What is told about the words under the cursor; over a finding, what its check means; else what a message's words are and do.
pub(crate) fn hover(view: &View, params: &HoverParams) -> Option<Hover> {
    let (id, offset) = view.place(params.text_document_position_params.position)?;
    let (place, text) = ide::hover::hover(&view.snapshot, id, offset)
        .map(|told| (told.range, told.text))
        .or_else(|| {
            let found = view.findings().into_iter().find(|it| it.finding.range.contains(offset))?;
            Some((found.finding.range, ide::hover::check_words(found.code)?))
        })
        .or_else(|| message_hover(&view.snapshot, id, offset).map(|told| (told.range, told.text)))?;
    let kind = if view.shared.offers.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value: text }), range: Some(range(view, place)) })
}
