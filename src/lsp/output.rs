//! The way out: whole messages in their order, written by a thread of its own. What is said comes before the answers given later, and a
//! long answer is handed over ready made: as a tree of values it would take longer than all the work before.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncWrite;

/// The scheme of an address that stands for an answer made ready. No file has one.
const READY: &str = "journal-ready";

/// An answer that holds such an address is short.
const LONGEST_STAND_IN: usize = 1024;

/// So many ready answers are kept for messages still to come; one of a request that was cancelled is never fetched.
const MOST_READY: usize = 64;

enum Outgoing {
    Frame(Vec<u8>),
    /// All before is written: tells so.
    End(Sender<()>),
}

/// The way out, from any thread.
#[derive(Clone)]
pub(crate) struct Output {
    line: Sender<Outgoing>,
    ready: Arc<Mutex<Ready>>,
}

#[derive(Default)]
struct Ready {
    next: u64,
    answers: BTreeMap<u64, Vec<u8>>,
}

impl Output {
    /// Starts the thread that writes to `out`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn new(out: impl Write + Send + 'static) -> io::Result<Self> {
        let (line, outgoing) = channel();
        std::thread::Builder::new().name("journal-output".to_owned()).spawn(move || copy_out(&outgoing, out))?;
        Ok(Self { line, ready: Arc::default() })
    }

    /// Says something by itself; `params` are JSON. It arrives before every answer given later.
    pub(crate) fn say(&self, method: &str, params: &[u8]) {
        let mut body = format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":"#).into_bytes();
        body.extend_from_slice(params);
        body.push(b'}');
        // Fails only when nobody listens any more.
        let _ = self.line.send(Outgoing::Frame(framed(&body)));
    }

    /// Keeps an answer made ready, as JSON, and gives the address that stands for it: as the `uri` of the only member of a list.
    pub(crate) fn keep(&self, answer: Vec<u8>) -> String {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.next += 1;
        let number = ready.next;
        ready.answers.insert(number, answer);
        while MOST_READY < ready.answers.len() {
            ready.answers.pop_first();
        }
        format!("{READY}:{number}")
    }

    /// Waits until what was said is written, but not for ever.
    pub(crate) fn finish(&self, patience: Duration) {
        let (done, written) = channel();
        if self.line.send(Outgoing::End(done)).is_ok() {
            let _ = written.recv_timeout(patience);
        }
    }

    /// A message of the framework's; one that holds the address of a ready answer is told with that.
    fn pass(&self, frame: Vec<u8>, body: usize) -> io::Result<()> {
        let frame = self.with_ready_answer(&frame[body..]).unwrap_or(frame);
        self.line.send(Outgoing::Frame(frame)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn with_ready_answer(&self, body: &[u8]) -> Option<Vec<u8>> {
        if LONGEST_STAND_IN < body.len() || self.ready.lock().unwrap_or_else(PoisonError::into_inner).answers.is_empty() {
            return None;
        }
        let message: Value = serde_json::from_slice(body).ok()?;
        let [stand_in] = message.get("result")?.as_array()?.as_slice() else { return None };
        let number = stand_in.get("uri")?.as_str()?.strip_prefix(READY)?.strip_prefix(':')?.parse::<u64>().ok()?;
        let answer = self.ready.lock().unwrap_or_else(PoisonError::into_inner).answers.remove(&number)?;
        let mut whole = format!(r#"{{"jsonrpc":"2.0","id":{},"result":"#, message.get("id")?).into_bytes();
        whole.extend_from_slice(&answer);
        whole.push(b'}');
        Some(framed(&whole))
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn copy_out(outgoing: &Receiver<Outgoing>, mut out: impl Write) {
    for message in outgoing {
        let written = match message {
            Outgoing::Frame(frame) => out.write_all(&frame).and_then(|()| out.flush()),
            Outgoing::End(done) => {
                // Whoever waited may have gone.
                let _ = done.send(());
                Ok(())
            }
        };
        if let Err(error) = written {
            tracing::warn!("the client does not listen any more: {error}");
            return;
        }
    }
}

/// Takes the framework's bytes and passes on whole messages.
pub(crate) struct Writer {
    output: Output,
    pending: Vec<u8>,
}

impl Writer {
    /// What the framework writes to.
    pub(crate) fn new(output: Output) -> Self {
        Self { output, pending: Vec::new() }
    }
}

impl AsyncWrite for Writer {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.pending.extend_from_slice(bytes);
        while let Some((body, end)) = first_frame(&self.pending) {
            let rest = self.pending.split_off(end);
            let frame = std::mem::replace(&mut self.pending, rest);
            self.output.pass(frame, body)?;
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Where the body of the first whole message begins and ends.
fn first_frame(bytes: &[u8]) -> Option<(usize, usize)> {
    const END: &[u8] = b"\r\n\r\n";
    let header = bytes.windows(END.len()).position(|part| part == END)?;
    let lines = std::str::from_utf8(&bytes[..header]).ok()?.split("\r\n");
    let length = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("content-length"))?;
    let (body, length) = (header + END.len(), length.1.trim().parse::<usize>().ok()?);
    (body + length <= bytes.len()).then_some((body, body + length))
}

#[cfg(test)]
mod tests {
    use super::{Output, Writer, framed};
    use std::io::Write;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;
    use tokio::io::AsyncWriteExt;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[track_caller]
    fn check(say: impl FnOnce(&Output) -> Vec<String>, expected: &[&str]) {
        let paper = Paper::default();
        let output = Output::new(paper.clone()).unwrap();
        let bodies = say(&output);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut writer = Writer::new(output.clone());
        for body in bodies {
            // In two halves, as a stream may come.
            let frame = framed(body.as_bytes());
            let (one, other) = frame.split_at(frame.len() / 2);
            runtime.block_on(writer.write_all(one)).unwrap();
            runtime.block_on(writer.write_all(other)).unwrap();
        }
        output.finish(Duration::from_secs(10));
        let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        let told: Vec<&str> = written.split("Content-Length: ").skip(1).map(|it| it.split_once("\r\n\r\n").unwrap().1).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn messages_pass_as_they_are_and_behind_what_was_said_before() {
        check(
            |output| {
                output.say("$/progress", b"[1]");
                vec![r#"{"id":1,"result":[]}"#.to_owned(), r#"{"id":2,"result":[{"uri":"file:///x"}]}"#.to_owned()]
            },
            &[
                r#"{"jsonrpc":"2.0","method":"$/progress","params":[1]}"#,
                r#"{"id":1,"result":[]}"#,
                r#"{"id":2,"result":[{"uri":"file:///x"}]}"#,
            ],
        );
    }

    #[test]
    fn a_ready_answer_stands_where_its_address_stood() {
        check(
            |output| {
                let uri = output.keep(b"[1,2,3]".to_vec());
                vec![format!(r#"{{"jsonrpc":"2.0","result":[{{"range":{{}},"uri":"{uri}"}}],"id":"a"}}"#)]
            },
            &[r#"{"jsonrpc":"2.0","id":"a","result":[1,2,3]}"#],
        );
    }
}
