//! The protocol's methods. Each puts its message in line before anything else, and decides nothing.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams, CompletionResponse,
    CreateFilesParams, DeleteFilesParams, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, LSPAny,
    LinkedEditingRangeParams, LinkedEditingRanges, Location, PrepareRenameResponse, ReferenceParams, RelatedFullDocumentDiagnosticReport,
    RenameFilesParams, RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, ServerInfo, TextDocumentIdentifier, TextDocumentPositionParams, TextEdit, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::lsp::capabilities::capabilities;
use crate::lsp::event::{Ask, Event};
use crate::lsp::from_proto;
use crate::lsp::guard::panic_words;
use crate::lsp::inbox::Inbox;
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::requests;
use crate::lsp::requests::command::Outcome;
use crate::lsp::server::watch_parent;
use crate::lsp::switches::Switches;
use crate::lsp::view::View;

/// The protocol's end of the server.
pub(crate) struct Dispatch {
    inbox: Arc<Inbox<Event>>,
    outbox: Outbox,
}

/// What a question needs, and what becomes of it when the note is edited meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The note alone; an answer on an older text is of no use.
    Note,
    /// The whole journal; an answer on an older text is of no use.
    Journal,
    /// The whole journal, and the answer is wanted even where the note is edited meanwhile: somebody waits before the screen.
    JournalNow,
}

/// Tells who works on an answer that nobody waits for any more.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Dispatch {
    /// The protocol's end, which puts messages into `inbox`.
    pub(crate) fn new(inbox: Arc<Inbox<Event>>, outbox: Outbox) -> Self {
        Self { inbox, outbox }
    }

    /// Asks about a document. The question is in line before this returns; only its answer is waited for.
    pub(crate) fn ask<T, F>(&self, uri: &Uri, needs: Needs, answer: F) -> impl Future<Output = Result<T>> + Send + use<T, F>
    where
        T: Default + Send + 'static,
        F: FnOnce(&View) -> Result<T> + Send + 'static,
    {
        let refuses = needs != Needs::JournalNow;
        let wrapped = move |views: Vec<View>| {
            let Some(view) = views.first() else { return Ok(T::default()) };
            if refuses && view.is_outdated() {
                return Err(outdated());
            }
            let answered = answer(view);
            // An answer that was worked out while the note moved on would be applied to the wrong text.
            if refuses && view.is_outdated() { Err(outdated()) } else { answered }
        };
        self.put(Some(uri.clone()), needs != Needs::Note, wrapped)
    }

    /// The text of a document as the server has it (`journal/viewText`): for finding out where two ends disagree.
    pub(crate) async fn view_text(&self, document: TextDocumentIdentifier) -> Result<Option<String>> {
        self.ask(&document.uri, Needs::JournalNow, |view| Ok(view.note().map(|note| note.text.to_string()))).await
    }

    fn files_changed<'a>(&self, addresses: impl Iterator<Item = &'a str>) {
        let paths = addresses.filter_map(|address| address.parse::<Uri>().ok()).filter_map(|uri| from_proto::path(&uri));
        self.inbox.send(Event::Changed(paths.collect()));
    }

    /// Asks about all journals.
    pub(crate) fn ask_all<T, F>(&self, answer: F) -> impl Future<Output = Result<T>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce(Vec<View>) -> Result<T> + Send + 'static,
    {
        self.put(None, true, answer)
    }

    fn put<T, F>(&self, about: Option<Uri>, needs_all: bool, answer: F) -> impl Future<Output = Result<T>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce(Vec<View>) -> Result<T> + Send + 'static,
    {
        let (reply, answered) = oneshot::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let work = move |views: Vec<View>| {
            if reply.is_closed() {
                return;
            }
            let result = catch_unwind(AssertUnwindSafe(|| answer(views))).unwrap_or_else(|panic| {
                tracing::error!("a request failed; please report this: {}", panic_words(panic.as_ref()));
                Err(Error::internal_error())
            });
            // Nobody waits any more: the request was cancelled.
            let _ = reply.send(result);
        };
        self.inbox.send(Event::Ask(Ask { about, needs_all, cancelled: cancelled.clone(), answer: Box::new(work) }));
        let waiting = Waiting(cancelled);
        async move {
            let answer = answered.await.unwrap_or_else(|_| Err(Error::request_cancelled()));
            drop(waiting);
            answer
        }
    }
}

fn outdated() -> Error {
    Error { code: ErrorCode::ContentModified, message: "The note was edited meanwhile.".into(), data: None }
}

/// The journal's folders that the client names.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let named = params.workspace_folders.as_deref().unwrap_or_default();
    let mut folders: Vec<PathBuf> = named.iter().filter_map(|folder| from_proto::path(&folder.uri)).collect();
    if folders.is_empty() {
        #[expect(deprecated, reason = "older clients name their folder so, the oldest by its path alone")]
        let (by_address, by_path) = (params.root_uri.as_ref(), params.root_path.as_deref());
        let named = by_address.and_then(from_proto::path).or_else(|| by_path.map(|path| Path::new(path).components().collect()));
        folders.extend(named.filter(|path: &PathBuf| path.is_absolute()));
    }
    folders
}

impl LanguageServer for Dispatch {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let offers = Offers::of(&params);
        self.inbox.send(Event::Start { offers: offers.clone(), folders: folders(&params) });
        if let Some(parent) = params.process_id {
            watch_parent(parent);
        }
        Ok(InitializeResult {
            capabilities: capabilities(&offers),
            server_info: Some(ServerInfo { name: "journal".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.inbox.send(Event::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.inbox.send(Event::Open { uri: document.uri, version: document.version, text: document.text });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.inbox.send(Event::Edit { uri: document.uri, version: document.version, changes: params.content_changes });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.inbox.send(Event::Saved(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.inbox.send(Event::Close(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.inbox.send(Event::Changed(params.changes.iter().filter_map(|change| from_proto::path(&change.uri)).collect()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[tower_lsp::ls_types::WorkspaceFolder]| folders.iter().filter_map(|it| from_proto::path(&it.uri)).collect();
        self.inbox.send(Event::Folders { added: paths(&params.event.added), removed: paths(&params.event.removed) });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if params.settings.is_object() {
            self.inbox.send(Event::Switched(Switches::of(&params.settings)));
        } else {
            self.inbox.send(Event::Switches);
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, Needs::JournalNow, move |view| Ok(requests::hover::hover(view, &params))).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, Needs::JournalNow, move |view| Ok(requests::navigate::definition(view, &params))).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        let outbox = self.outbox.clone();
        self.ask(&uri, Needs::JournalNow, move |view| Ok(requests::navigate::references(view, &params, &outbox))).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, Needs::Journal, move |view| Ok(requests::navigate::highlight(view, &params))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(&params.text_document.uri, Needs::Journal, |view| Ok(requests::navigate::document_links(view))).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, Needs::Note, |view| Ok(requests::symbols::document_symbols(view))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let outbox = self.outbox.clone();
        let answer = move |views: Vec<View>| Ok(Some(requests::symbols::workspace_symbols(&views, &params, &outbox)));
        self.ask_all(answer).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(&params.text_document.uri, Needs::Note, |view| Ok(requests::shape::folding(view))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, Needs::Note, move |view| Ok(requests::shape::selection_ranges(view, &params))).await
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, Needs::Note, move |view| Ok(requests::shape::linked_editing(view, &params))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.ask(&params.text_document.uri, Needs::Journal, |view| Ok(requests::tokens::tokens(view, None).map(Into::into))).await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        let part = params.range;
        self.ask(&params.text_document.uri, Needs::Journal, move |view| Ok(requests::tokens::tokens(view, Some(part)).map(Into::into)))
            .await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri.clone();
        let report = self.ask(&uri, Needs::Journal, move |view| Ok(Some(requests::diagnostics::document(view, &params)))).await?;
        Ok(report.unwrap_or_else(|| {
            DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default()))
        }))
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let outbox = self.outbox.clone();
        let answer =
            move |views: Vec<View>| requests::diagnostics::workspace(&views, &params, &outbox).ok_or_else(Error::request_cancelled);
        let report = self.ask_all(answer).await?;
        Ok(WorkspaceDiagnosticReportResult::Report(report))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(&uri, Needs::JournalNow, move |view| Ok(requests::completion::completion(view, &params))).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(uri) = requests::completion::uri_of(&item) else { return Ok(item) };
        let asked = item.clone();
        let told = self.ask(&uri, Needs::JournalNow, move |view| Ok(requests::completion::documentation(view, &asked))).await?;
        Ok(CompletionItem { documentation: told.or(item.documentation), ..item })
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, Needs::JournalNow, move |view| requests::rename::prepare(view, &params)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(&uri, Needs::Journal, move |view| requests::rename::rename(view, &params)).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let outbox = self.outbox.clone();
        self.ask_all(move |views| Ok(requests::files::will_rename(&views, &params.files, &outbox))).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let both = params.files.iter().flat_map(|file| [&file.old_uri, &file.new_uri]);
        self.files_changed(both.map(String::as_str));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.files_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.files_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(&params.text_document.uri, Needs::Note, |view| Ok(requests::format::formatting(view))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let range = params.range;
        self.ask(&params.text_document.uri, Needs::Note, move |view| Ok(requests::format::range_formatting(view, range))).await
    }

    async fn on_type_formatting(&self, params: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(&uri, Needs::Note, move |view| Ok(requests::format::on_type(view, &params))).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, Needs::Journal, move |view| Ok(requests::actions::code_actions(view, &params))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = requests::actions::uri_of(&action) else { return Ok(action) };
        let asked = action.clone();
        let edit = self.ask(&uri, Needs::JournalNow, move |view| requests::actions::resolve(view, &asked)).await?;
        Ok(CodeAction { edit: edit.or(action.edit), ..action })
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(&params.text_document.uri, Needs::Journal, |view| Ok(requests::lens::code_lenses(view))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, Needs::Journal, move |view| Ok(requests::hints::inlay_hints(view, &params))).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let uri = requests::command::uri_of(&params.arguments);
        let outbox = self.outbox.clone();
        let token = params.work_done_progress_params.work_done_token.clone();
        let run = move |view: &View| {
            let told = requests::command::begin(view, &params.command, token, &outbox);
            let outcome = requests::command::execute(view, &params.command, &params.arguments);
            told(&outbox);
            Ok(match outcome? {
                Outcome::Value(value) => Some(value),
                Outcome::Edit(..) if !view.shared.offers.apply_edit => {
                    return Err(requests::rename::failed("This editor does not let a language server change notes."));
                }
                Outcome::Edit(edit, said) => {
                    // The client asks us while it applies: its answer is not waited for here.
                    outbox.apply(*edit, &said);
                    Some(serde_json::json!({ "said": said }))
                }
            })
        };
        match uri {
            Some(uri) => self.ask(&uri, Needs::JournalNow, run).await,
            None => self.ask_all(move |views| views.first().map_or(Ok(None), run)).await,
        }
    }
}
