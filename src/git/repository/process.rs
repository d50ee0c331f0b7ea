//! A program that runs beside us: its input and output at once, a limit to its time, its end.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A piece of what a program writes while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// Bytes of standard output.
    Out(&'a [u8]),
    /// Bytes of standard error: its complaints, or its progress.
    Err(&'a [u8]),
}

/// How a program ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard error, as text.
    pub stderr: String,
}

/// Why a program was not followed to its end.
#[derive(Debug)]
pub enum Stopped {
    /// It took longer than this, and was stopped.
    TimedOut(Duration),
    /// It could not be spoken to.
    Io(io::Error),
}

/// Hands on what a program writes until it ends, or `each` breaks off, or the limit is over: then it is stopped, with all it has started
/// where there is a limit (for then it has a process group of its own).
///
/// # Errors
/// [`Stopped`].
pub fn attend(
    mut child: Child,
    stdin: Vec<u8>,
    limit: Option<Duration>,
    each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
) -> Result<Ended, Stopped> {
    let (sender, receiver) = channel();
    feed(&mut child, stdin);
    listen(child.stdout.take(), sender.clone(), Event::Out);
    listen(child.stderr.take(), sender, Event::Err);
    let ended = follow(&mut child, &receiver, limit, each);
    if ended.is_err() {
        stop(&mut child, limit.is_some());
    }
    ended
}

enum Event {
    Out(Vec<u8>),
    Err(Vec<u8>),
}

/// Writes `bytes` beside the reading, so that neither waits for the other.
fn feed(child: &mut Child, bytes: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends without reading everything has its reasons; its exit status tells them.
        thread::spawn(move || stdin.write_all(&bytes));
    }
}

/// Sends what comes from `stream`; an empty piece marks its end.
fn listen(stream: Option<impl Read + Send + 'static>, sender: Sender<Event>, wrap: fn(Vec<u8>) -> Event) {
    let Some(mut stream) = stream else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = match stream.read(&mut buffer) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => 0,
            };
            if sender.send(wrap(buffer.get(..read).unwrap_or_default().to_vec())).is_err() || read == 0 {
                return;
            }
        }
    });
}

/// How long standard error may stay open after the program has ended: a shared ssh connection holds it for hours.
const LINGER: Duration = Duration::from_millis(300);

fn follow(
    child: &mut Child,
    events: &Receiver<Event>,
    limit: Option<Duration>,
    each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
) -> Result<Ended, Stopped> {
    let begun = Instant::now();
    let mut stderr = Vec::new();
    let (mut out_open, mut err_open) = (true, true);
    let mut exited: Option<Instant> = None;
    while out_open || err_open {
        let wait = limit.map_or(LINGER, |limit| limit.saturating_sub(begun.elapsed()).min(LINGER));
        let flow = match events.recv_timeout(wait) {
            Ok(Event::Out(bytes)) if bytes.is_empty() => {
                out_open = false;
                ControlFlow::Continue(())
            }
            Ok(Event::Err(bytes)) if bytes.is_empty() => {
                err_open = false;
                ControlFlow::Continue(())
            }
            Ok(Event::Out(bytes)) => each(Piece::Out(&bytes)),
            Ok(Event::Err(bytes)) => {
                stderr.extend_from_slice(&bytes);
                each(Piece::Err(&bytes))
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => ControlFlow::Continue(()),
        };
        if flow.is_break() {
            stop(child, limit.is_some());
            break;
        }
        if let Some(limit) = limit
            && limit <= begun.elapsed()
        {
            return Err(Stopped::TimedOut(limit));
        }
        if !out_open && err_open {
            if exited.is_none() && child.try_wait().map_err(Stopped::Io)?.is_some() {
                exited = Some(Instant::now());
            }
            if exited.is_some_and(|at| LINGER <= at.elapsed()) {
                break;
            }
        }
    }
    let status = wait(child, begun, limit)?;
    Ok(Ended { status, stderr: String::from_utf8_lossy(&stderr).into_owned() })
}

/// Waits for the end itself; one that has closed its output may still take its time.
fn wait(child: &mut Child, begun: Instant, limit: Option<Duration>) -> Result<Option<i32>, Stopped> {
    let Some(limit) = limit else {
        return child.wait().map(|status| status.code()).map_err(Stopped::Io);
    };
    loop {
        if let Some(status) = child.try_wait().map_err(Stopped::Io)? {
            return Ok(status.code());
        }
        if limit <= begun.elapsed() {
            return Err(Stopped::TimedOut(limit));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Ends the program, with all that it started when it has a group of its own, and gathers it in.
fn stop(child: &mut Child, own_group: bool) {
    #[cfg(unix)]
    if own_group && let Ok(group) = i32::try_from(child.id()) {
        // SAFETY: kill(2) takes two numbers and touches no memory of ours; the group was made for this child.
        unsafe { libc::kill(-group, libc::SIGKILL) };
    }
    #[cfg(not(unix))]
    let _ = own_group;
    // Both fail only when it has ended already, which is what we want.
    let _ = child.kill();
    let _ = child.wait();
}
