//! Starts the server on standard input and output, and ends it when its client does.

use std::io::BufReader;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::unbounded_channel;
use tower_lsp::ls_types::InitializeParams;
use tower_lsp::{LspService, Server};

use crate::lsp::addresses::{Addresses, Respelled};
use crate::lsp::dispatch::Dispatch;
use crate::lsp::event::Event;
use crate::lsp::frames::{Frames, copy_frames};
use crate::lsp::guard::{Ending, Guard};
use crate::lsp::inbox::Inbox;
use crate::lsp::offers::Offers;
use crate::lsp::outbox::Outbox;
use crate::lsp::output::{Output, Writer};
use crate::lsp::state::State;
use crate::lsp::world::World;

/// So many requests may be under way at once. With few, four slow ones would keep a cancellation waiting.
const CONCURRENCY: usize = 1024;

/// What is still being said gets so long once the client has left.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Serves one client on standard input and output until it leaves, and tells the exit status: 0 after `shutdown`, else 1.
///
/// # Errors
/// When threads or the runtime cannot be started.
pub fn serve(world: Arc<dyn World>) -> std::io::Result<u8> {
    start_log();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ending = Arc::new(Ending::default());
    let inbox: Arc<Inbox<Event>> = Arc::default();
    let addresses = Addresses::default();
    let output = Output::new(Respelled::new(std::io::stdout(), addresses.clone()))?;
    let mut delivery = None;
    let building = LspService::build(|client| {
        let (outbox, deliver) = Outbox::new(client, output.clone());
        delivery = Some((outbox.clone(), deliver));
        Dispatch::new(inbox.clone(), outbox)
    });
    let (service, socket) = building.custom_method("journal/viewText", Dispatch::view_text).finish();
    let Some((outbox, deliver)) = delivery else { return Ok(1) };
    let state = State::new(world, inbox.clone(), outbox, Offers::of(&InitializeParams::default()));
    std::thread::Builder::new().name("journal-state".to_owned()).spawn(move || state.run())?;
    let (frames, incoming) = unbounded_channel();
    let reading = move || copy_frames(BufReader::new(std::io::stdin()), &frames, &addresses);
    std::thread::Builder::new().name("journal-input".to_owned()).spawn(reading)?;
    runtime.block_on(async {
        let delivering = tokio::spawn(deliver);
        let server = Server::new(Frames::new(incoming), Writer::new(output.clone()), socket).concurrency_level(CONCURRENCY);
        server.serve(Guard::new(service, ending.clone())).await;
        delivering.abort();
    });
    inbox.send(Event::Stop);
    output.finish(LAST_WORDS);
    // The thread that waits for input cannot be asked to stop; it ends with the process.
    runtime.shutdown_timeout(LAST_WORDS);
    Ok(ending.status())
}

/// Ends the process soon after its parent is gone: a client that crashed says no `exit`, and its pipe may be held by others.
pub(crate) fn watch_parent(parent: u32) {
    let started = std::thread::Builder::new().name("journal-parent".to_owned()).spawn(move || {
        while is_alive(parent) {
            std::thread::sleep(Duration::from_secs(1));
        }
        tracing::warn!("the client (process {parent}) is gone");
        std::process::exit(1);
    });
    if let Err(error) = started {
        tracing::warn!("the client's process cannot be watched: {error}");
    }
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let Ok(number) = i32::try_from(process) else { return true };
    // A process that ended and was not collected still answers to its number.
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let is_dead = stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('Z') || rest.starts_with('X'));
    // SAFETY: signal 0 sends nothing; the call only tells whether the process is there.
    let answered = unsafe { libc::kill(number, 0) } == 0 || std::io::Error::last_os_error().raw_os_error() == Some(libc::EPERM);
    answered && !is_dead
}

/// Where processes cannot be asked after, the closed input ends the server.
#[cfg(not(unix))]
fn is_alive(_process: u32) -> bool {
    true
}

/// Logs go to standard error; standard output belongs to the protocol. `JOURNAL_LOG=debug` says more.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("JOURNAL_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second server in one process keeps the first one's log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
}
