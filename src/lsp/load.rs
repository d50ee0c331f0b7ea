//! Reads a journal on a thread of its own, tells how it goes, and offers to merge what changed underneath.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{MessageActionItem, MessageType, NumberOrString, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd};

use crate::git::watch::watcher::watch;
use crate::lsp::documents::Document;
use crate::lsp::event::Event;
use crate::lsp::guard::panic_words;
use crate::lsp::inbox::Inbox;
use crate::lsp::journals::JournalKey;
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::view::Shared;
use crate::lsp::world::World;
use crate::workspace::snapshot::Snapshot;

/// Reads a journal and tells `inbox`. It is watched before it is read, so that no change falls between the two.
pub(crate) fn load(key: &JournalKey, world: Arc<dyn World>, inbox: Arc<Inbox<Event>>) {
    let key = key.clone();
    let started = std::thread::Builder::new().name("journal-load".to_owned()).spawn(move || {
        keep_heaps_small();
        let (journal, told) = (key.clone(), inbox.clone());
        let on_change = Box::new(move |seen| told.tell(Event::Seen { journal: journal.clone(), seen }));
        let watcher = watch(&key.root, on_change).inspect_err(|error| tracing::warn!("the journal cannot be watched: {error}")).ok();
        let read = catch_unwind(AssertUnwindSafe(|| world.read(&key.root).inspect(Snapshot::prepare)));
        let read =
            read.unwrap_or_else(|panic| Err(format!("The journal cannot be read; please report this: {}", panic_words(panic.as_ref()))));
        give_back_memory();
        inbox.tell(Event::Loaded { journal: key, read: read.map(Box::new), watcher });
    });
    if let Err(error) = started {
        tracing::error!("a thread for reading the journal cannot be started: {error}");
    }
}

/// Reads git's history of a journal and tells `inbox`. What it knows comes late, and nothing waits for it.
pub(crate) fn read_history(key: &JournalKey, snapshot: Snapshot, world: Arc<dyn World>, inbox: Arc<Inbox<Event>>) {
    let key = key.clone();
    let started = std::thread::Builder::new().name("journal-history".to_owned()).spawn(move || {
        let read = catch_unwind(AssertUnwindSafe(|| world.history(&key.root, &snapshot)));
        let outside = read.unwrap_or_else(|panic| {
            tracing::error!("git's history cannot be read; please report this: {}", panic_words(panic.as_ref()));
            None
        });
        inbox.tell(Event::History { journal: key, outside });
    });
    if let Err(error) = started {
        tracing::error!("a thread for git cannot be started: {error}");
    }
}

/// Texts get pages of their own and few threads a heap of their own, so that what is dropped can be given back: 302 MiB instead of 327 with
/// 50,000 notes. By itself the allocator raises the first limit with every text that it frees, and makes eight heaps a core.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn keep_heaps_small() {
    const TEXT: libc::c_int = 64 * 1024;
    const HEAPS: libc::c_int = 2;
    // SAFETY: the calls take no pointers and may be made at any time; they say by 0 that a limit could not be set, and then all is as before.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, TEXT);
        libc::mallopt(libc::M_TOP_PAD, TEXT);
        libc::mallopt(libc::M_ARENA_MAX, HEAPS);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn keep_heaps_small() {}

/// Reading leaves holes in what was allocated; given back, the server stays small for the rest of its life.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back_memory() {
    // SAFETY: the call takes no pointers and may be made at any time.
    unsafe { libc::malloc_trim(0) };
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back_memory() {}

/// The token under which the load of a journal is told of.
pub(crate) fn token(key: &JournalKey) -> NumberOrString {
    NumberOrString::String(format!("journal/load/{}", key.root.display()))
}

/// How far the telling of a long work has come: the client has to allow it first, and may be slower than the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Nothing was told.
    #[default]
    Silent,
    /// It was told that it began.
    Begun,
    /// It is done.
    Done,
}

/// Begins to tell of a long work by itself.
pub(crate) fn tell_progress(offers: &Offers, outbox: &Outbox, token: NumberOrString, title: &str, telling: &Arc<Mutex<Telling>>) {
    if !offers.progress {
        return;
    }
    let (title, teller, telling) = (title.to_owned(), outbox.clone(), telling.clone());
    outbox.ask(move |client| async move {
        if client.create_work_done_progress(token.clone()).await.is_err() {
            return;
        }
        let mut telling = telling.lock().unwrap_or_else(PoisonError::into_inner);
        if *telling == Telling::Silent {
            *telling = Telling::Begun;
            let begin = WorkDoneProgressBegin { title, ..WorkDoneProgressBegin::default() };
            teller.progress(token, WorkDoneProgress::Begin(begin));
        }
    });
}

/// Tells that it is done, where it was told that it began.
pub(crate) fn end_progress(outbox: &Outbox, token: NumberOrString, telling: &Mutex<Telling>) {
    let mut telling = telling.lock().unwrap_or_else(PoisonError::into_inner);
    if *telling == Telling::Begun {
        outbox.progress(token, WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }
    *telling = Telling::Done;
}

/// Tells that a file changed under unsaved edits, and offers to merge the two by what they mean.
pub(crate) fn offer_merge(shared: &Shared, outbox: &Outbox, inbox: &Arc<Inbox<Event>>, document: &Document, on_disk: &Arc<str>) {
    let words = format!("{} changed on the disk while it has unsaved edits here. Nothing is lost: your edits stand.", document.place.path);
    if !shared.offers.apply_edit {
        outbox.show(MessageType::WARNING, words);
        return;
    }
    let merge = Event::Merge { uri: document.uri.clone(), base: document.saved.clone(), theirs: on_disk.clone() };
    let inbox = inbox.clone();
    outbox.ask(move |client| async move {
        let choice = |title: &str| MessageActionItem { title: title.to_owned(), properties: HashMap::new() };
        let choices = vec![choice(MERGE), choice("Keep mine")];
        if let Ok(Some(chosen)) = client.show_message_request(MessageType::WARNING, words, Some(choices)).await
            && chosen.title == MERGE
        {
            inbox.send(merge);
        }
    });
}

/// The choice that merges.
const MERGE: &str = "Merge";
