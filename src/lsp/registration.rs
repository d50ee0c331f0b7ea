//! What is registered once the client listens: watching of files, and the keeper's switches.

use std::sync::Arc;

use tower_lsp::Client;
use tower_lsp::ls_types::{ConfigurationItem, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration};

use crate::lsp::event::Event;
use crate::lsp::inbox::Inbox;
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::switches::Switches;

/// Registers what the client offers to have registered, and asks for the switches.
pub(crate) fn register(offers: &Offers, outbox: &Outbox, inbox: &Arc<Inbox<Event>>) {
    let mut wanted = Vec::new();
    if offers.watches_files {
        wanted.push(watching());
    }
    if offers.configuration_changes {
        let options = serde_json::json!({"section": "journal"});
        wanted.push(Registration {
            id: "journal-switches".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(options),
        });
    }
    if !wanted.is_empty() {
        outbox.ask(move |client| async move {
            if let Err(error) = client.register_capability(wanted).await {
                tracing::warn!("the client would not register: {error}");
            }
        });
    }
    ask_switches(offers, outbox, inbox);
}

fn watching() -> Registration {
    let watchers = ["**/*.md", "**/journal.toml"]
        .into_iter()
        .map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.collect() };
    Registration {
        id: "journal-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}

/// Asks the client for the keeper's switches.
pub(crate) fn ask_switches(offers: &Offers, outbox: &Outbox, inbox: &Arc<Inbox<Event>>) {
    if !offers.configuration {
        return;
    }
    let inbox = inbox.clone();
    outbox.ask(move |client: Client| async move {
        let item = ConfigurationItem { scope_uri: None, section: Some("journal".to_owned()) };
        if let Ok(answers) = client.configuration(vec![item]).await
            && let Some(answer) = answers.first()
        {
            inbox.send(Event::Switched(Switches::of(answer)));
        }
    });
}

/// Asks the client to fetch anew what hangs on the day or on switches.
pub(crate) fn refresh(offers: &Offers, outbox: &Outbox) {
    let refresh = offers.refresh;
    outbox.ask(move |client| async move {
        if refresh.lenses {
            let _ = client.code_lens_refresh().await;
        }
        if refresh.hints {
            let _ = client.inlay_hint_refresh().await;
        }
    });
    refresh_diagnostics(offers, outbox);
}

/// Asks a client that pulls diagnostics to pull them anew.
pub(crate) fn refresh_diagnostics(offers: &Offers, outbox: &Outbox) {
    if offers.pulls_diagnostics && offers.refresh.diagnostics {
        outbox.ask(|client| async move {
            let _ = client.workspace_diagnostic_refresh().await;
        });
    }
}
