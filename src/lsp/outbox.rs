//! What goes to the client by itself: diagnostics, progress, and requests whose answers somebody waits for. Never awaited in a handler.

use std::future::Future;
use std::pin::Pin;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics, ShowMessage};
use tower_lsp::ls_types::{
    DocumentChanges, MessageType, NumberOrString, ProgressParams, ProgressParamsValue, PublishDiagnosticsParams, ShowMessageParams,
    WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkspaceEdit,
};

use crate::lsp::output::Output;

type Errand = Box<dyn FnOnce(Client) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

enum Outgoing {
    /// Sent in order.
    Word(Errand),
    /// Waits for an answer, beside the others.
    Question(Errand),
}

/// The way to the client, from any thread.
#[derive(Clone)]
pub(crate) struct Outbox {
    line: UnboundedSender<Outgoing>,
    output: Output,
}

impl Outbox {
    /// An outbox and what delivers its messages, which has to run beside the server.
    pub(crate) fn new(client: Client, output: Output) -> (Self, impl Future<Output = ()> + Send) {
        let (line, receiver) = unbounded_channel();
        (Self { line, output }, deliver(client, receiver))
    }

    /// Sends a notification.
    pub(crate) fn notify<N: Notification>(&self, params: N::Params)
    where
        N::Params: Send + 'static,
    {
        let errand: Errand = Box::new(move |client| Box::pin(async move { client.send_notification::<N>(params).await }));
        // Where the delivery is gone the server is ending.
        let _ = self.line.send(Outgoing::Word(errand));
    }

    /// Asks the client something and goes on with its answer.
    pub(crate) fn ask<F, R>(&self, question: F)
    where
        F: FnOnce(Client) -> R + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let _ = self.line.send(Outgoing::Question(Box::new(move |client| Box::pin(question(client)))));
    }

    /// Publishes the findings on one document.
    pub(crate) fn publish(&self, params: PublishDiagnosticsParams) {
        self.notify::<PublishDiagnostics>(params);
    }

    /// Shows a sentence to the keeper.
    pub(crate) fn show(&self, typ: MessageType, message: impl Into<String>) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message: message.into() });
    }

    /// Tells that a command begins.
    pub(crate) fn begin(&self, token: &NumberOrString, title: &str) {
        let begin = WorkDoneProgressBegin { title: title.to_owned(), ..WorkDoneProgressBegin::default() };
        self.progress(token.clone(), WorkDoneProgress::Begin(begin));
    }

    /// Tells that a command is done.
    pub(crate) fn end(&self, token: NumberOrString) {
        self.progress(token, WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }

    /// Has the client apply an edit, and then says what was done.
    pub(crate) fn apply(&self, edit: WorkspaceEdit, said: &[String]) {
        let (outbox, said) = (self.clone(), said.join("\n"));
        if changes_nothing(&edit) {
            // What stood there already: there is nothing to apply, and something to say.
            if !said.is_empty() {
                outbox.show(MessageType::INFO, said);
            }
            return;
        }
        self.ask(move |client| async move {
            match client.apply_edit(edit).await {
                Ok(answer) if answer.applied && said.is_empty() => {}
                Ok(answer) if answer.applied => outbox.show(MessageType::INFO, said),
                Ok(answer) => {
                    let reason = answer.failure_reason.unwrap_or_else(|| "no reason was given".to_owned());
                    outbox.show(MessageType::ERROR, format!("The editor did not apply the change: {reason}."));
                }
                Err(error) => outbox.show(MessageType::ERROR, format!("The editor did not apply the change: {error}.")),
            }
        });
    }

    /// Tells how a long work goes on, before the answers given later.
    pub(crate) fn progress(&self, token: NumberOrString, progress: WorkDoneProgress) {
        let params = ProgressParams { token, value: ProgressParamsValue::WorkDone(progress) };
        if let Ok(params) = serde_json::to_vec(&params) {
            self.output.say("$/progress", &params);
        }
    }

    /// Tells a part of an answer, as JSON, before the answer itself.
    pub(crate) fn part(&self, token: &NumberOrString, value: &[u8]) {
        let Ok(token) = serde_json::to_string(token) else { return };
        let params = [format!(r#"{{"token":{token},"value":"#).as_bytes(), value, b"}"].concat();
        self.output.say("$/progress", &params);
    }

    /// Keeps an answer made ready, as JSON, and gives the address that stands for it.
    pub(crate) fn keep(&self, answer: Vec<u8>) -> String {
        self.output.keep(answer)
    }
}

async fn deliver(client: Client, mut outgoing: UnboundedReceiver<Outgoing>) {
    while let Some(message) = outgoing.recv().await {
        match message {
            Outgoing::Word(errand) => errand(client.clone()).await,
            Outgoing::Question(errand) => drop(tokio::spawn(errand(client.clone()))),
        }
    }
}
/// Whether an edit leaves everything as it is.
fn changes_nothing(edit: &WorkspaceEdit) -> bool {
    let no_operations = match &edit.document_changes {
        None => true,
        Some(DocumentChanges::Edits(edits)) => edits.is_empty(),
        Some(DocumentChanges::Operations(operations)) => operations.is_empty(),
    };
    no_operations && edit.changes.as_ref().is_none_or(|changes| changes.values().all(Vec::is_empty))
}
