//! `textDocument/foldingRange`, `selectionRange`, `linkedEditingRange`.

use tower_lsp::ls_types::{
    FoldingRange, FoldingRangeKind, LinkedEditingRangeParams, LinkedEditingRanges, Position, Range, SelectionRange, SelectionRangeParams,
};

use crate::ide::folding::{Fold, FoldKind, folds};
use crate::ide::linked::linked_ranges;
use crate::ide::selection::selection_ranges as around;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// What folds in the note.
pub(crate) fn folding(view: &View) -> Option<Vec<FoldingRange>> {
    Some(folds(&view.snapshot, view.id()?).into_iter().map(|fold| folding_range(view, fold)).collect())
}

fn folding_range(view: &View, fold: Fold) -> FoldingRange {
    let place = range(view, fold.range);
    let columns = !view.shared.offers.folds_lines_only;
    FoldingRange {
        start_line: place.start.line,
        start_character: None,
        end_line: place.end.line,
        end_character: columns.then_some(place.end.character),
        kind: Some(match fold.kind {
            FoldKind::Region => FoldingRangeKind::Region,
            FoldKind::Comment => FoldingRangeKind::Comment,
            FoldKind::Preamble => FoldingRangeKind::Imports,
        }),
        collapsed_text: None,
    }
}

/// What each cursor may grow to.
pub(crate) fn selection_ranges(view: &View, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let grown = params.positions.iter().map(|position| {
        let empty = SelectionRange { range: Range::new(*position, *position), parent: None };
        let Some((id, offset)) = view.place(*position) else { return empty };
        let outwards = around(&view.snapshot, id, offset).into_iter().rev();
        outwards
            .fold(None, |parent, inner| Some(SelectionRange { range: range(view, inner), parent: parent.map(Box::new) }))
            .unwrap_or(empty)
    });
    Some(grown.collect())
}

/// The places that change together with the one under the cursor.
pub(crate) fn linked_editing(view: &View, params: &LinkedEditingRangeParams) -> Option<LinkedEditingRanges> {
    let position: Position = params.text_document_position_params.position;
    let (id, offset) = view.place(position)?;
    let ranges = linked_ranges(&view.snapshot, id, offset)?;
    Some(LinkedEditingRanges {
        ranges: ranges.into_iter().map(|place| range(view, place)).collect(),
        word_pattern: Some("[^\\n\\r]+".to_owned()),
    })
}
