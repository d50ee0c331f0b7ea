//! Works out diagnostics and publishes them: the note typed in at once, other open notes after it, the journal as a whole when it is quiet.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{Diagnostic as ProtocolDiagnostic, PublishDiagnosticsParams, Uri};

use crate::checks::check::{Diagnostic, Finding};
use crate::checks::run::{check_note, check_whole};
use crate::lsp::event::Event;
use crate::lsp::guard::panic_words;
use crate::lsp::inbox::Inbox;
use crate::lsp::journals::JournalKey;
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::diagnostics::diagnostics;
use crate::lsp::view::View;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// It has to be quiet for so long before the journal as a whole is checked.
const QUIET: Duration = Duration::from_millis(120);

/// The findings on a journal as a whole, and the texts that they speak of.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    findings: FxHashMap<Arc<str>, Vec<Diagnostic>>,
    texts: FxHashMap<Arc<str>, Arc<str>>,
}

impl Whole {
    fn of(snapshot: &Snapshot) -> Self {
        let mut whole = Self::default();
        for diagnostic in check_whole(snapshot) {
            if let Some(text) = text_of(snapshot, &diagnostic.path) {
                whole.texts.insert(diagnostic.path.clone(), text.clone());
            }
            whole.findings.entry(diagnostic.path.clone()).or_default().push(diagnostic);
        }
        whole
    }

    /// The findings on one file. Where it was edited since, those whose words still stand where they stood.
    pub(crate) fn on(&self, path: &str, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let Some(found) = self.findings.get(path) else { return Vec::new() };
        let (Some(then), Some(now)) = (self.texts.get(path), text_of(snapshot, path)) else { return found.clone() };
        let still_stands = |finding: &Finding| finding.range.of(then) == finding.range.of(now);
        found.iter().filter(|it| Arc::ptr_eq(then, now) || then == now || still_stands(&it.finding)).cloned().collect()
    }

    /// The files that have findings.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.findings.keys()
    }
}

fn text_of<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a Arc<str>> {
    if path == crate::git::files::root::SETTINGS_FILE { snapshot.settings_text() } else { snapshot.at(path).map(|note| &note.text) }
}

/// What to publish, in this order: open documents, the one typed in first.
pub(crate) struct Round {
    /// The documents.
    pub(crate) documents: Vec<(Uri, i32, View)>,
}

/// The publishing threads.
pub(crate) struct Publisher {
    line: Arc<Line>,
    whole: Arc<WholeLine>,
}

#[derive(Default)]
struct Line {
    next: Mutex<Next>,
    arrived: Condvar,
}

#[derive(Default)]
struct Next {
    /// Counts rounds; what belongs to an older one is no longer published.
    number: u64,
    round: Option<Round>,
}

#[derive(Default)]
struct WholeLine {
    waiting: Mutex<FxHashMap<JournalKey, (Snapshot, Vec<NoteId>)>>,
    arrived: Condvar,
}

impl Publisher {
    /// Starts the threads. Findings on a journal as a whole are told to `inbox`.
    pub(crate) fn new(outbox: Outbox, inbox: Arc<Inbox<Event>>) -> Self {
        let publisher = Self { line: Arc::default(), whole: Arc::default() };
        let (line, whole) = (publisher.line.clone(), publisher.whole.clone());
        let publishing = std::thread::Builder::new().name("journal-publish".to_owned()).spawn(move || publish(&line, &outbox));
        let checking = std::thread::Builder::new().name("journal-whole".to_owned()).spawn(move || check(&whole, &inbox));
        for started in [publishing, checking] {
            if let Err(error) = started {
                tracing::error!("a thread for diagnostics cannot be started: {error}");
            }
        }
        publisher
    }

    /// Begins a new round; an older one stops.
    pub(crate) fn renew(&self, round: Round) {
        let mut next = self.line.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.number += 1;
        next.round = Some(round);
        self.line.arrived.notify_one();
    }

    /// Has the journal as a whole checked once it is quiet, and before it what was left out of the open notes while somebody typed.
    pub(crate) fn check_whole(&self, journal: &JournalKey, snapshot: &Snapshot, open: Vec<NoteId>) {
        self.whole.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(journal.clone(), (snapshot.clone(), open));
        self.whole.arrived.notify_one();
    }
}

fn publish(line: &Line, outbox: &Outbox) {
    let mut published: FxHashMap<String, (i32, Vec<ProtocolDiagnostic>)> = FxHashMap::default();
    loop {
        let (number, round) = {
            let next = line.next.lock().unwrap_or_else(PoisonError::into_inner);
            let mut next = line.arrived.wait_while(next, |next| next.round.is_none()).unwrap_or_else(PoisonError::into_inner);
            let Some(round) = next.round.take() else { continue };
            (next.number, round)
        };
        published.retain(|uri, _| round.documents.iter().any(|(open, ..)| open.as_str() == uri));
        for (uri, version, view) in round.documents {
            let found = catch_unwind(AssertUnwindSafe(|| diagnostics(&view, &view.findings_at_once())));
            let found = found.unwrap_or_else(|panic| {
                tracing::error!("checking {} failed; please report this: {}", view.path, panic_words(panic.as_ref()));
                Vec::new()
            });
            // Under the lock, so that nothing of a document that was closed meanwhile is published after its last word.
            let next = line.next.lock().unwrap_or_else(PoisonError::into_inner);
            if next.number != number {
                break;
            }
            if published.get(uri.as_str()).is_none_or(|before| *before != (version, found.clone())) {
                published.insert(uri.as_str().to_owned(), (version, found.clone()));
                outbox.publish(PublishDiagnosticsParams { uri, diagnostics: found, version: Some(version) });
            }
        }
    }
}

fn check(line: &WholeLine, inbox: &Inbox<Event>) {
    loop {
        let waiting = line.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = line.arrived.wait_while(waiting, |waiting| waiting.is_empty()).unwrap_or_else(PoisonError::into_inner);
        // Every arrival begins the wait anew: only a pause lets it through.
        let (mut waiting, pause) = line.arrived.wait_timeout(waiting, QUIET).unwrap_or_else(PoisonError::into_inner);
        if !pause.timed_out() {
            continue;
        }
        let all: Vec<_> = waiting.drain().collect();
        drop(waiting);
        for (journal, (snapshot, open)) in all {
            let checked = catch_unwind(AssertUnwindSafe(|| {
                // What is worked out about the names is known from then on.
                open.into_iter().for_each(|id| drop(check_note(&snapshot, id)));
                Whole::of(&snapshot)
            }));
            match checked {
                Ok(whole) => inbox.tell(Event::Whole { journal, whole: Arc::new(whole) }),
                Err(panic) => tracing::error!("checking the journal failed; please report this: {}", panic_words(panic.as_ref())),
            }
        }
    }
}
