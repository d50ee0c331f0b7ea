//! `textDocument/codeLens`.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command};

use crate::ide::code_lens::lenses;
use crate::lsp::requests::actions::words_of;
use crate::lsp::requests::command::ACT;
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// The lines above the note; none where they are switched off.
pub(crate) fn code_lenses(view: &View) -> Option<Vec<CodeLens>> {
    if !view.shared.switches.lenses {
        return None;
    }
    let uri = view.uri_of(&view.path)?;
    let lenses = lenses(&view.snapshot, view.id()?).into_iter().map(|lens| {
        let arguments = lens.act.as_ref().map(|act| vec![json!(uri.as_str()), words_of(act)]);
        // A lens that only tells has no command to run.
        let command = if arguments.is_some() { ACT.to_owned() } else { String::new() };
        CodeLens { range: range(view, lens.range), command: Some(Command { title: lens.title, command, arguments }), data: None }
    });
    Some(lenses.collect())
}
