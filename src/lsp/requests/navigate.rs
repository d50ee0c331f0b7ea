//! `textDocument/definition`, `references`, `documentHighlight`, `documentLink`.

use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, DocumentLink, GotoDefinitionParams, GotoDefinitionResponse,
    Location, LocationLink, ReferenceParams, Uri,
};

use crate::ide::definition::{Target, definition as defined};
use crate::ide::highlight::highlights;
use crate::ide::links::{Leads, document_links as links_of};
use crate::ide::references::references as referring;
use crate::lsp::outbox::Outbox;
use crate::lsp::requests::locations::answer;
use crate::lsp::to_proto::places::{location, range, range_at, uri_of_path};
use crate::lsp::view::View;

/// Where the words under the cursor lead.
pub(crate) fn definition(view: &View, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let (id, offset) = view.place(params.text_document_position_params.position)?;
    let (origin, targets) = defined(&view.snapshot, id, offset)?;
    if view.shared.offers.definition_links {
        let links = targets.iter().filter_map(|target| {
            let place = range_at(view, &target.path, target.range).unwrap_or_default();
            Some(LocationLink {
                origin_selection_range: Some(range(view, origin)),
                target_uri: view.uri_of(&target.path)?,
                target_range: place,
                target_selection_range: place,
            })
        });
        return Some(GotoDefinitionResponse::Link(links.collect()));
    }
    Some(GotoDefinitionResponse::Array(locations(view, &targets)))
}

fn locations(view: &View, targets: &[Target]) -> Vec<Location> {
    targets.iter().filter_map(|target| location(view, &target.path, target.range)).collect()
}

/// Every place that speaks of the thing under the cursor.
pub(crate) fn references(view: &View, params: &ReferenceParams, outbox: &Outbox) -> Option<Vec<Location>> {
    let (id, offset) = view.place(params.text_document_position.position)?;
    let targets = referring(&view.snapshot, id, offset, params.context.include_declaration)?;
    Some(answer(view, &targets, params.partial_result_params.partial_result_token.as_ref(), outbox))
}

/// Every place in this note that speaks of the thing under the cursor.
pub(crate) fn highlight(view: &View, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let (id, offset) = view.place(params.text_document_position_params.position)?;
    let places = highlights(&view.snapshot, id, offset);
    Some(places.into_iter().map(|place| DocumentHighlight { range: range(view, place), kind: Some(DocumentHighlightKind::TEXT) }).collect())
}

/// Every link of the note and where it leads.
pub(crate) fn document_links(view: &View) -> Option<Vec<DocumentLink>> {
    let links = links_of(&view.snapshot, view.id()?).into_iter().filter_map(|link| {
        let target = match &link.leads {
            Leads::Note(path, place) => note_address(view, path, *place)?,
            Leads::File(path) => uri_of_path(&view.root.join(path))?,
            Leads::Address(address) => address.parse().ok()?,
        };
        Some(DocumentLink { range: range(view, link.range), target: Some(target), tooltip: None, data: None })
    });
    Some(links.collect())
}

/// The address of a note, with the line where a place in it is meant.
fn note_address(view: &View, path: &str, place: Option<crate::text::range::TextRange>) -> Option<Uri> {
    let uri = view.uri_of(path)?;
    match place.and_then(|place| range_at(view, path, place)) {
        Some(range) => format!("{}#L{}", uri.as_str(), range.start.line + 1).parse().ok(),
        None => Some(uri),
    }
}
