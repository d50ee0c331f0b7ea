//! `textDocument/formatting`, `rangeFormatting`, `onTypeFormatting`.

use tower_lsp::ls_types::{DocumentOnTypeFormattingParams, Range, TextEdit};

use crate::actions::format::{align, format};
use crate::lsp::to_proto::edits::protocol_edits;
use crate::lsp::view::View;
use crate::text::range::TextRange;

/// The note with its tables aligned and its front matter in order.
pub(crate) fn formatting(view: &View) -> Option<Vec<TextEdit>> {
    let note = view.note()?;
    Some(protocol_edits(view, &view.path, &format(note, TextRange::new(0, note.text.len()))))
}

/// The same within a range.
pub(crate) fn range_formatting(view: &View, range: Range) -> Option<Vec<TextEdit>> {
    let (_, within) = view.range(range)?;
    Some(protocol_edits(view, &view.path, &format(view.note()?, within)))
}

/// Behind a pipe or a new line, the table that is being typed. A row that is not finished yet is left alone: cells would grow ahead of
/// the one who types.
pub(crate) fn on_type(view: &View, params: &DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> {
    let (_, offset) = view.place(params.text_document_position.position)?;
    let note = view.note()?;
    // Behind a new line, the table is the one that ends above.
    let at = if params.ch == "\n" { note.text[..offset].trim_end_matches([' ', '\t', '\n', '\r']).len() } else { offset };
    let table = note.markdown.tables.iter().find(|table| table.range.touches(at))?;
    let row = table.rows.iter().find(|row| row.range.touches(at));
    let is_short = row.is_some_and(|row| row.cells.len() < table.header.cells.len());
    (!is_short).then(|| protocol_edits(view, &view.path, &align(note, table)))
}
