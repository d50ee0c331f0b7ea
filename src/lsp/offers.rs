//! What the client can do, read once from `initialize`.

use tower_lsp::ls_types::{ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind, ResourceOperationKind};

use crate::text::line_index::Encoding;

/// What the client can do, and what its keeper wishes.
#[derive(Clone, Debug)]
pub(crate) struct Offers {
    /// How columns are counted.
    pub(crate) encoding: Encoding,
    /// Completions may hold snippets.
    pub(crate) snippets: bool,
    /// Completions may name the letters that take them.
    pub(crate) commit_characters: bool,
    /// Hover and documentation may be Markdown.
    pub(crate) markdown: bool,
    /// Edits may name document versions, and files be made, renamed and deleted.
    pub(crate) document_changes: bool,
    /// Files may be made.
    pub(crate) create: bool,
    /// Files may be renamed.
    pub(crate) rename: bool,
    /// What would be renamed may be asked for first.
    pub(crate) prepares_rename: bool,
    /// Edits may be annotated.
    pub(crate) annotations: bool,
    /// Symbols may be nested.
    pub(crate) nested_symbols: bool,
    /// Links may tell which words they come from.
    pub(crate) definition_links: bool,
    /// Code actions may be more than commands.
    pub(crate) code_action_literals: bool,
    /// A code action may be the one that is preferred.
    pub(crate) preferred_actions: bool,
    /// A code action's edit may be asked for later.
    pub(crate) code_action_resolve: bool,
    /// Diagnostics may hold related places.
    pub(crate) related_places: bool,
    /// With a pulled document, others that hang together with it may be told.
    pub(crate) related_documents: bool,
    /// Diagnostics are asked for, not pushed.
    pub(crate) pulls_diagnostics: bool,
    /// Progress may be shown.
    pub(crate) progress: bool,
    /// Watching may be registered.
    pub(crate) watches_files: bool,
    /// Settings may be asked for.
    pub(crate) configuration: bool,
    /// Settings may be subscribed to.
    pub(crate) configuration_changes: bool,
    /// Edits may be sent to be applied.
    pub(crate) apply_edit: bool,
    /// Lenses, hints, tokens and pulled diagnostics may be asked to be fetched anew.
    pub(crate) refresh: Refresh,
    /// Only folding of whole lines.
    pub(crate) folds_lines_only: bool,
}

/// What may be asked to be fetched anew.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refresh {
    /// Code lenses.
    pub(crate) lenses: bool,
    /// Inlay hints.
    pub(crate) hints: bool,
    /// Pulled diagnostics.
    pub(crate) diagnostics: bool,
}

impl Offers {
    /// Reads what the client says of itself.
    pub(crate) fn of(params: &InitializeParams) -> Self {
        let client = &params.capabilities;
        let window = client.window.as_ref();
        let workspace = client.workspace.as_ref();
        let text = client.text_document.as_ref();
        let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
        let operations = edit.and_then(|it| it.resource_operations.as_deref()).unwrap_or_default();
        let completion = text.and_then(|it| it.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
        let actions = text.and_then(|it| it.code_action.as_ref());
        let dynamic = |it: Option<bool>| it.unwrap_or(false);
        Self {
            encoding: encoding(client),
            snippets: dynamic(completion.and_then(|it| it.snippet_support)),
            commit_characters: dynamic(completion.and_then(|it| it.commit_characters_support)),
            markdown: text
                .and_then(|it| it.hover.as_ref())
                .and_then(|it| it.content_format.as_ref())
                .is_none_or(|kinds| kinds.contains(&MarkupKind::Markdown)),
            // Neovim names the operations and forgets to name the changes that carry them; it can do both.
            document_changes: dynamic(edit.and_then(|it| it.document_changes)) || !operations.is_empty(),
            create: operations.contains(&ResourceOperationKind::Create),
            rename: operations.contains(&ResourceOperationKind::Rename),
            prepares_rename: dynamic(text.and_then(|it| it.rename.as_ref()).and_then(|it| it.prepare_support)),
            annotations: edit.is_some_and(|it| it.change_annotation_support.is_some()),
            nested_symbols: dynamic(text.and_then(|it| it.document_symbol.as_ref()).and_then(|it| it.hierarchical_document_symbol_support)),
            definition_links: dynamic(text.and_then(|it| it.definition.as_ref()).and_then(|it| it.link_support)),
            code_action_literals: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            preferred_actions: dynamic(actions.and_then(|it| it.is_preferred_support)),
            code_action_resolve: actions
                .and_then(|it| it.resolve_support.as_ref())
                .is_some_and(|it| it.properties.iter().any(|property| property == "edit")),
            related_places: dynamic(text.and_then(|it| it.publish_diagnostics.as_ref()).and_then(|it| it.related_information)),
            related_documents: dynamic(text.and_then(|it| it.diagnostic.as_ref()).and_then(|it| it.related_document_support)),
            pulls_diagnostics: pulls_diagnostics(params),
            progress: dynamic(window.and_then(|it| it.work_done_progress)),
            watches_files: dynamic(workspace.and_then(|it| it.did_change_watched_files.as_ref()).and_then(|it| it.dynamic_registration)),
            configuration: dynamic(workspace.and_then(|it| it.configuration)),
            configuration_changes: dynamic(
                workspace.and_then(|it| it.did_change_configuration.as_ref()).and_then(|it| it.dynamic_registration),
            ),
            apply_edit: dynamic(workspace.and_then(|it| it.apply_edit)),
            refresh: Refresh {
                lenses: dynamic(workspace.and_then(|it| it.code_lens.as_ref()).and_then(|it| it.refresh_support)),
                hints: dynamic(workspace.and_then(|it| it.inlay_hint.as_ref()).and_then(|it| it.refresh_support)),
                diagnostics: dynamic(workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support)),
            },
            folds_lines_only: dynamic(text.and_then(|it| it.folding_range.as_ref()).and_then(|it| it.line_folding_only)),
        }
    }
}

/// UTF-8 where it is offered, else what the protocol begins with, else what is left.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|it| it.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&PositionEncodingKind::UTF32) && !offered.contains(&PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// A client that pulls and can be asked to pull again is left to pull, unless `initializationOptions` say `{"diagnostics": "push"}`.
fn pulls_diagnostics(params: &InitializeParams) -> bool {
    let wish = params.initialization_options.as_ref().and_then(|it| it.get("diagnostics")).and_then(serde_json::Value::as_str);
    let text = params.capabilities.text_document.as_ref();
    let can = text.is_some_and(|it| it.diagnostic.is_some());
    let workspace = params.capabilities.workspace.as_ref();
    let again = workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support).unwrap_or(false);
    match wish {
        Some("push") => false,
        Some("pull") => can,
        _ => can && again,
    }
}

/// The word of an encoding in the protocol.
pub(crate) fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}
