//! A few threads that answer requests, so that a slow one delays neither typing nor the others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::lsp::guard::panic_words;

/// A piece of work.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// The threads.
pub(crate) struct Workers {
    jobs: Sender<Job>,
}

impl Workers {
    /// Starts so many threads.
    pub(crate) fn new(count: usize) -> Self {
        let (jobs, waiting) = channel::<Job>();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..count {
            let waiting = waiting.clone();
            let started = std::thread::Builder::new().name(format!("journal-answer-{number}")).spawn(move || work(&waiting));
            if let Err(error) = started {
                tracing::error!("a thread for answers cannot be started: {error}");
            }
        }
        Self { jobs }
    }

    /// Has a piece of work done.
    pub(crate) fn run(&self, job: Job) {
        // Fails only when every thread is gone, and then the server is ending.
        let _ = self.jobs.send(job);
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(job)) {
            tracing::error!("a request failed; please report this: {}", panic_words(panic.as_ref()));
        }
    }
}
