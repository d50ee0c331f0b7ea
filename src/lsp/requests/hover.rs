//! `textDocument/hover`.

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// What is told about the words under the cursor; over a finding, what its check means as well.
pub(crate) fn hover(view: &View, params: &HoverParams) -> Option<Hover> {
    let (id, offset) = view.place(params.text_document_position_params.position)?;
    let told = ide::hover::hover(&view.snapshot, id, offset);
    let finding = view.findings().into_iter().find(|it| it.finding.range.contains(offset));
    let (place, text) = match (told, finding) {
        (Some(told), _) => (told.range, told.text),
        (None, Some(found)) => (found.finding.range, ide::hover::check_words(found.code)?),
        (None, None) => return None,
    };
    let kind = if view.shared.offers.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value: text }), range: Some(range(view, place)) })
}
