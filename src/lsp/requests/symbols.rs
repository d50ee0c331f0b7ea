//! `textDocument/documentSymbol` and `workspace/symbol`.

use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind as ProtocolKind, WorkspaceSymbol,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::ide::symbols::{Symbol, SymbolKind, document_symbols as outline};
use crate::ide::workspace_symbols::{NamedPlace, workspace_symbols as search};
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::places::{location, range};
use crate::lsp::view::View;

/// The outline of the note.
pub(crate) fn document_symbols(view: &View) -> Option<DocumentSymbolResponse> {
    let symbols = outline(&view.snapshot, view.id()?);
    if view.shared.offers.nested_symbols {
        return Some(DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| nested(view, symbol)).collect()));
    }
    let mut flat = Vec::new();
    symbols.iter().for_each(|symbol| flatten(view, symbol, None, &mut flat));
    Some(DocumentSymbolResponse::Flat(flat))
}

#[expect(deprecated, reason = "the type has a field that may be left out and cannot be")]
fn nested(view: &View, symbol: &Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.iter().map(|child| nested(view, child)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: symbol.detail.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(view, symbol.range),
        selection_range: range(view, symbol.name_range),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the type has a field that may be left out and cannot be")]
fn flatten(view: &View, symbol: &Symbol, within: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    if let Some(location) = location(view, &view.path, symbol.range) {
        let container_name = within.map(str::to_owned);
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location,
            container_name,
        });
    }
    symbol.children.iter().for_each(|child| flatten(view, child, Some(&symbol.name), flat));
}

fn kind(kind: SymbolKind) -> ProtocolKind {
    match kind {
        SymbolKind::Heading => ProtocolKind::STRING,
        SymbolKind::Contact => ProtocolKind::CLASS,
        SymbolKind::Company => ProtocolKind::NAMESPACE,
        SymbolKind::Message => ProtocolKind::EVENT,
        SymbolKind::Habit => ProtocolKind::BOOLEAN,
        SymbolKind::Prompt => ProtocolKind::KEY,
        SymbolKind::Note => ProtocolKind::FILE,
        SymbolKind::Part => ProtocolKind::FIELD,
    }
}

/// What a query finds in all journals; journal by journal where a token is given.
pub(crate) fn workspace_symbols(views: &[View], params: &WorkspaceSymbolParams, outbox: &Outbox) -> WorkspaceSymbolResponse {
    let mut found = Vec::new();
    for view in views {
        let places = search(&view.snapshot, &params.query, &|| view.is_cancelled());
        found.extend(places.into_iter().filter_map(|place| workspace_symbol(view, place)));
        if let Some(token) = &params.partial_result_params.partial_result_token
            && let Ok(part) = serde_json::to_vec(&found)
        {
            outbox.part(token, &part);
            found.clear();
        }
    }
    WorkspaceSymbolResponse::Nested(found)
}

fn workspace_symbol(view: &View, place: NamedPlace) -> Option<WorkspaceSymbol> {
    let location: Location = location(view, &place.path, place.range)?;
    Some(WorkspaceSymbol {
        name: place.name,
        kind: kind(place.kind),
        tags: None,
        container_name: place.within,
        location: OneOf::Left(location),
        data: None,
    })
}
