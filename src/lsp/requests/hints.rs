//! `textDocument/inlayHint`.

use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, Position};

use crate::ide::inlay_hints::{Hint, HintKind, hints};
use crate::lsp::switches::Switches;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;
use crate::text::range::TextRange;

/// The hints within a range, but those that are switched off.
pub(crate) fn inlay_hints(view: &View, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let (id, within) = view.range(params.range)?;
    let switches = &view.shared.switches;
    let shown = hints(&view.snapshot, id, within).into_iter().filter(|hint| is_on(switches, hint.kind));
    Some(shown.map(|hint| inlay_hint(view, &hint)).collect())
}

fn is_on(switches: &Switches, kind: HintKind) -> bool {
    match kind {
        HintKind::Date => switches.date_hints,
        HintKind::Habit => switches.habit_hints,
        HintKind::Anatomy => switches.anatomy_hints,
    }
}

fn inlay_hint(view: &View, hint: &Hint) -> InlayHint {
    let position: Position = range(view, TextRange::empty(hint.offset)).start;
    let is_before = hint.kind == HintKind::Anatomy;
    InlayHint {
        position,
        label: InlayHintLabel::String(if is_before { format!("{}:", hint.label) } else { hint.label.clone() }),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: (!is_before).then_some(true),
        padding_right: is_before.then_some(true),
        data: None,
    }
}
