//! `textDocument/codeAction` and `codeAction/resolve`.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic as ProtocolDiagnostic, NumberOrString, Uri, WorkspaceEdit,
};

use crate::actions::mark_message::MessageMark;
use crate::actions::plan::Plan;
use crate::actions::tick::ask::Ask;
use crate::checks::check::Diagnostic;
use crate::ide::act::{Act, plan};
use crate::ide::code_actions::{Action, ActionKind, How, actions};
use crate::lsp::requests::rename::{failed, refused};
use crate::lsp::to_proto::diagnostics::protocol_diagnostic;
use crate::lsp::to_proto::edits::{own_edits, workspace_edit};
use crate::lsp::view::View;

/// What can be done at a range.
pub(crate) fn code_actions(view: &View, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let (id, range) = view.range(params.range)?;
    let found = view.findings();
    let wanted = |action: &Action| match &params.context.only {
        None => true,
        Some(kinds) => kinds.iter().any(|kind| covers(kind, &kind_of(action.kind))),
    };
    let offered = actions(&view.snapshot, id, range, &found).into_iter().filter(wanted);
    Some(
        offered
            .filter_map(|action| code_action(view, &action, &found, &params.context.diagnostics))
            .map(CodeActionOrCommand::CodeAction)
            .collect(),
    )
}

/// Kinds hold each other: `source` holds `source.fixAll`.
fn covers(outer: &CodeActionKind, inner: &CodeActionKind) -> bool {
    let (outer, inner) = (outer.as_str(), inner.as_str());
    outer.is_empty() || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

fn kind_of(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Refactor => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
    }
}

fn code_action(view: &View, action: &Action, found: &[Diagnostic], shown: &[ProtocolDiagnostic]) -> Option<CodeAction> {
    let mends = action.mends.and_then(|at| found.get(at)).map(|finding| vec![as_shown(view, finding, shown)]);
    let mut offered = CodeAction {
        title: action.title.clone(),
        kind: Some(kind_of(action.kind)),
        diagnostics: mends,
        is_preferred: (action.is_preferred && view.shared.offers.preferred_actions).then_some(true),
        ..CodeAction::default()
    };
    match &action.how {
        How::Edits(edits) => offered.edit = Some(own_edits(view, edits.clone()).ok()?),
        How::Act(act) if act.makes_a_file() && !view.shared.offers.create => return None,
        How::Act(act) if view.shared.offers.code_action_resolve => {
            offered.data = Some(json!({"uri": view.uri_of(&view.path)?.as_str(), "act": words_of(act)}));
        }
        // Where nothing can be asked for later, it is worked out now; what is refused is not offered.
        How::Act(act) => offered.edit = Some(workspace_edit(view, &plan_of(view, act).ok()?).ok()?),
    }
    Some(offered)
}

/// The finding as the client sent it, so that it knows which of its own is meant.
fn as_shown(view: &View, finding: &Diagnostic, shown: &[ProtocolDiagnostic]) -> ProtocolDiagnostic {
    let ours = protocol_diagnostic(view, finding);
    let same = |it: &&ProtocolDiagnostic| it.range == ours.range && it.code == Some(NumberOrString::String(finding.code.to_owned()));
    shown.iter().find(same).cloned().unwrap_or(ours)
}

/// The document that an action was offered for.
pub(crate) fn uri_of(action: &CodeAction) -> Option<Uri> {
    action.data.as_ref()?.get("uri")?.as_str()?.parse().ok()
}

/// The edit of an action that was chosen.
pub(crate) fn resolve(view: &View, action: &CodeAction) -> Result<Option<WorkspaceEdit>> {
    let act = action.data.as_ref().and_then(|data| act_of(data.get("act")?));
    let Some(act) = act else { return Ok(None) };
    edit_of(view, &act).map(|(edit, _)| Some(edit))
}

/// The edit of an act on the document, and what there is to say.
pub(crate) fn edit_of(view: &View, act: &Act) -> Result<(WorkspaceEdit, Vec<String>)> {
    let plan = plan_of(view, act).map_err(|refusal| refused(&refusal))?;
    Ok((workspace_edit(view, &plan).map_err(failed)?, plan.said))
}

fn plan_of(view: &View, act: &Act) -> std::result::Result<Plan, crate::actions::plan::Refusal> {
    let gone = || crate::actions::plan::Refusal::new(crate::actions::plan::RefusalKind::NotFound, "the note is gone");
    let templates = |name: &str| view.shared.world.template(&view.root, name);
    plan(&view.snapshot, view.id().ok_or_else(gone)?, act, &view.findings(), &templates)
}

/// An act in words, for the way to the client and back.
pub(crate) fn words_of(act: &Act) -> Value {
    match act {
        Act::Allow(code) => json!(["allow", code]),
        Act::NewContact(name) => json!(["contact", name]),
        Act::NewCompany(name) => json!(["company", name]),
        Act::FollowUp(stem) => json!(["follow-up", stem]),
        Act::ThankYou(stem) => json!(["thank-you", stem]),
        Act::Mark(mark) => json!(["mark", mark.command()]),
        Act::Cell(row, day, ask) => json!(["cell", row, day, ask_word(ask)]),
        Act::Align(at) => json!(["align", at]),
        Act::SortHabits => json!(["sort"]),
        Act::InsertPrompts => json!(["prompts"]),
        Act::FixAll => json!(["fix-all"]),
    }
}

fn ask_word(ask: &Ask) -> &'static str {
    match ask {
        Ask::Skip => "skip",
        Ask::Clear => "clear",
        Ask::Done | Ask::Amount(..) | Ask::Small | Ask::No => "done",
    }
}

/// The act that words mean.
pub(crate) fn act_of(words: &Value) -> Option<Act> {
    let words = words.as_array()?;
    let text = |at: usize| words.get(at).and_then(Value::as_str).map(str::to_owned);
    let number = |at: usize| words.get(at).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    Some(match text(0)?.as_str() {
        "allow" => Act::Allow(text(1)?),
        "contact" => Act::NewContact(text(1)?),
        "company" => Act::NewCompany(text(1)?),
        "follow-up" => Act::FollowUp(text(1)?),
        "thank-you" => Act::ThankYou(text(1)?),
        "mark" => Act::Mark(mark_named(&text(1)?)?),
        "cell" => {
            let ask = match text(3)?.as_str() {
                "skip" => Ask::Skip,
                "clear" => Ask::Clear,
                _ => Ask::Done,
            };
            Act::Cell(number(1)?, number(2)?, ask)
        }
        "align" => Act::Align(number(1)?),
        "sort" => Act::SortHabits,
        "prompts" => Act::InsertPrompts,
        "fix-all" => Act::FixAll,
        _ => return None,
    })
}

fn mark_named(command: &str) -> Option<MessageMark> {
    let all = [MessageMark::Sent, MessageMark::Replied, MessageMark::Met, MessageMark::Declined, MessageMark::Closed];
    all.into_iter().find(|mark| mark.command() == command)
}

#[cfg(test)]
mod tests {
    use super::{act_of, covers, words_of};
    use crate::actions::mark_message::MessageMark;
    use crate::actions::tick::ask::Ask;
    use crate::ide::act::Act;
    use tower_lsp::ls_types::CodeActionKind;

    #[test]
    fn an_act_comes_back_as_it_went() {
        for act in [
            Act::Allow("jargon".into()),
            Act::Mark(MessageMark::Declined),
            Act::Cell(2, 3, Ask::Skip),
            Act::Align(7),
            Act::FixAll,
            Act::NewCompany("E".into()),
        ] {
            assert_eq!(act_of(&words_of(&act)), Some(act));
        }
    }

    #[test]
    fn a_kind_holds_those_below_it() {
        assert!(covers(&CodeActionKind::SOURCE, &CodeActionKind::SOURCE_FIX_ALL));
        assert!(covers(&CodeActionKind::EMPTY, &CodeActionKind::QUICKFIX));
        assert!(!covers(&CodeActionKind::REFACTOR, &CodeActionKind::QUICKFIX));
    }
}
