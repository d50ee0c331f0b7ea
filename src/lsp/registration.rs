//! What is registered once the client listens: watching of files, and the keeper's switches.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::ls_types::{ConfigurationItem, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration};

use crate::lsp::event::Event;
use crate::lsp::inbox::Inbox;
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::view::Switches;

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
            inbox.send(Event::Switched(switches(answer)));
        }
    });
}

/// Reads the switches, as `{"hints": {"dates": true, "habits": true, "anatomy": true}, "lenses": true}`; what is missing is on.
pub(crate) fn switches(settings: &Value) -> Switches {
    let settings = settings.get("journal").unwrap_or(settings);
    let on = |value: Option<&Value>| value.and_then(Value::as_bool).unwrap_or(true);
    let hints = settings.get("hints");
    // `"hints": false` switches all of them off.
    let all = hints.and_then(Value::as_bool).unwrap_or(true);
    let hint = |name: &str| all && on(hints.and_then(|hints| hints.get(name)));
    Switches { date_hints: hint("dates"), habit_hints: hint("habits"), anatomy_hints: hint("anatomy"), lenses: on(settings.get("lenses")) }
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

#[cfg(test)]
mod tests {
    use super::switches;
    use crate::lsp::view::Switches;
    use serde_json::json;

    #[test]
    fn what_is_not_said_is_on() {
        assert_eq!(switches(&json!(null)), Switches::default());
        assert_eq!(switches(&json!({"lenses": 3})), Switches::default());
    }

    #[test]
    fn hints_go_off_one_by_one_or_together() {
        let some = switches(&json!({"journal": {"hints": {"dates": false}, "lenses": false}}));
        assert!(!some.date_hints && some.habit_hints && !some.lenses);
        let none = switches(&json!({"hints": false}));
        assert!(!none.date_hints && !none.habit_hints && !none.anatomy_hints && none.lenses);
    }
}
