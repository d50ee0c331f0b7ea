//! `textDocument/completion` and `completionItem/resolve`.

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse, CompletionTextEdit, CompletionTriggerKind,
    Documentation, InsertTextFormat, MarkupContent, MarkupKind, TextEdit, Uri,
};

use crate::checks::catalogue::check_named;
use crate::ide::completion::complete::complete;
use crate::ide::completion::docs::docs;
use crate::ide::completion::item::{Docs, Item, ItemKind};
use crate::lsp::to_proto::places::range;
use crate::lsp::view::View;

/// What is offered at the cursor.
pub(crate) fn completion(view: &View, params: &CompletionParams) -> Option<CompletionResponse> {
    let (id, offset) = view.place(params.text_document_position.position)?;
    let by_letter = params.context.as_ref().is_some_and(|context| context.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER);
    let offered = complete(&view.snapshot, id, offset, !by_letter);
    if offered.items.is_empty() {
        return None;
    }
    let items = offered.items.iter().enumerate().map(|(at, item)| completion_item(view, item, at)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: offered.is_incomplete, items }))
}

fn completion_item(view: &View, item: &Item, at: usize) -> CompletionItem {
    let snippet = item.snippet.as_ref().filter(|_| view.shared.offers.snippets);
    let new_text = snippet.unwrap_or(&item.insert).clone();
    CompletionItem {
        label: item.label.clone(),
        detail: item.detail.clone(),
        kind: Some(kind(item.kind)),
        sort_text: Some(format!("{at:04}")),
        filter_text: Some(item.filter.clone()),
        insert_text_format: Some(if snippet.is_some() { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: range(view, item.replace), new_text })),
        // Names hold spaces, dots and dashes: no letter takes an offer by itself.
        commit_characters: view.shared.offers.commit_characters.then(Vec::new),
        data: view.uri.as_ref().and_then(|uri| Some(json!({"uri": uri.as_str(), "docs": told_in(&item.docs)?}))),
        ..CompletionItem::default()
    }
}

fn told_in(docs: &Docs) -> Option<Value> {
    match docs {
        Docs::None => None,
        Docs::Words(words) => Some(json!({"words": words})),
        Docs::Note(path) => Some(json!({"note": &**path})),
        Docs::Prompt(week, heading) => Some(json!({"week": week, "prompt": heading})),
        Docs::Check(code) => Some(json!({"check": code})),
        Docs::Habit(name) => Some(json!({"habit": name})),
    }
}

fn docs_of(value: &Value) -> Option<Docs> {
    let words = |key: &str| value.get(key).and_then(Value::as_str);
    let prompt = words("prompt").map(|heading| Docs::Prompt(words("week").map(str::to_owned), heading.to_owned()));
    prompt
        .or_else(|| words("note").map(|path| Docs::Note(path.into())))
        .or_else(|| words("check").and_then(check_named).map(|check| Docs::Check(check.code)))
        .or_else(|| words("habit").map(|name| Docs::Habit(name.to_owned())))
        .or_else(|| words("words").map(|words| Docs::Words(words.to_owned())))
}

/// The document that an offer was made for.
pub(crate) fn uri_of(item: &CompletionItem) -> Option<Uri> {
    item.data.as_ref()?.get("uri")?.as_str()?.parse().ok()
}

/// What is told of an offer.
pub(crate) fn documentation(view: &View, item: &CompletionItem) -> Option<Documentation> {
    let told = docs(&view.snapshot, &docs_of(item.data.as_ref()?.get("docs")?)?)?;
    let kind = if view.shared.offers.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Documentation::MarkupContent(MarkupContent { kind, value: told }))
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Contact => CompletionItemKind::CLASS,
        ItemKind::Company => CompletionItemKind::MODULE,
        ItemKind::Message => CompletionItemKind::EVENT,
        ItemKind::Note => CompletionItemKind::FILE,
        ItemKind::Heading | ItemKind::Prompt => CompletionItemKind::REFERENCE,
        ItemKind::Habit | ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Word => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Date => CompletionItemKind::CONSTANT,
        ItemKind::Check => CompletionItemKind::VALUE,
    }
}
