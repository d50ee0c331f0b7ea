//! Reads messages from a client, byte for byte, and lets only sound ones pass: a bad frame is answered and costs nobody the server.

use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::Deserialize;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::jsonrpc::{Request, Response};

use crate::lsp::addresses::Addresses;

/// The largest message that is read; a note is at most 4 MiB, and escapes may swell it.
const LARGEST_MESSAGE: usize = 256 * 1024 * 1024;

/// The method that stands for a message which could not be read; no client can send it, since it holds a space.
pub(crate) const MALFORMED: &str = "journal malformed";

/// Copies the messages of `input` to `frames` until it ends. A message that is no JSON arrives as a request of the method [`MALFORMED`].
pub(crate) fn copy_frames(mut input: impl BufRead, frames: &UnboundedSender<Vec<u8>>, addresses: &Addresses) {
    loop {
        let frame = match read_frame(&mut input) {
            Ok(None) | Err(Bad::Ended) => return,
            Ok(Some(mut body)) => {
                mend_half_letters(&mut body);
                let body = addresses.mended(body);
                match fault(&body) {
                    None => framed(&body),
                    Some(code) => malformed(code),
                }
            }
            Err(Bad::Header) => malformed(PARSE_ERROR),
        };
        if frames.send(frame).is_err() {
            return;
        }
    }
}

/// The code of an answer to what is no JSON.
pub(crate) const PARSE_ERROR: i64 = -32700;
/// The code of an answer to JSON that is no message.
pub(crate) const INVALID_REQUEST: i64 = -32600;

enum Bad {
    Header,
    Ended,
}

impl From<io::Error> for Bad {
    fn from(_: io::Error) -> Self {
        Self::Ended
    }
}

/// The next body; none at the end of the input.
fn read_frame(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Bad> {
    let mut length = None;
    let mut line = Vec::new();
    let mut is_bad = false;
    loop {
        line.clear();
        // A header is short; what has no line end for so long is none.
        if input.by_ref().take(8 * 1024).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let words = line.trim_ascii();
        if words.is_empty() {
            match (length, is_bad) {
                (Some(length), _) => return read_body(input, length).map(Some),
                (None, true) => return Err(Bad::Header),
                // An empty line between messages.
                (None, false) => continue,
            }
        }
        match content_length(words) {
            Some(Some(found)) if found <= LARGEST_MESSAGE => length = Some(found),
            Some(_) => is_bad = true,
            // Other headers are none of ours; a line without a colon is no header.
            None => is_bad |= !words.contains(&b':'),
        }
    }
}

/// The number behind `Content-Length:`, where the line is one; the inner value is none where it is no number.
fn content_length(line: &[u8]) -> Option<Option<usize>> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    name.trim().eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())
}

fn read_body(input: &mut impl BufRead, length: usize) -> Result<Vec<u8>, Bad> {
    let mut body = Vec::with_capacity(length.min(1 << 20));
    input.by_ref().take(length as u64).read_to_end(&mut body)?;
    if body.len() < length { Err(Bad::Ended) } else { Ok(body) }
}

/// The parts by which a message is told from other JSON.
#[derive(Deserialize)]
struct Parts {
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    result: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    error: Option<serde::de::IgnoredAny>,
}

/// A message as the codec behind reads it. What it cannot read is the last thing that it reads, so that nothing of the kind may come so far.
#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only whether it can be read is asked")]
enum Readable {
    Response(Response),
    Request(Request),
}

/// Why a body is no message, as the code of an error.
fn fault(body: &[u8]) -> Option<i64> {
    let told = |error: serde_json::Error| if error.is_data() { INVALID_REQUEST } else { PARSE_ERROR };
    match serde_json::from_slice::<Parts>(body) {
        Ok(parts) => {
            let has_id = parts.id.as_ref().is_none_or(|id| id.is_string() || id.is_i64() || id.is_null());
            let is_message = parts.method.is_some() || parts.id.is_some() || parts.result.is_some() || parts.error.is_some();
            if !has_id || !is_message {
                return Some(INVALID_REQUEST);
            }
            let Ok(words) = str::from_utf8(body) else { return Some(PARSE_ERROR) };
            serde_json::from_str::<Readable>(words).err().map(told)
        }
        Err(error) => Some(told(error)),
    }
}

/// Puts the replacement character for every half of a surrogate pair that stands alone, written `\ud83d`: editors whose texts are UTF-16 hold
/// such halves and send them so, and JSON of whole letters has no place for them. It is one unit long as the half is: columns stay right.
fn mend_half_letters(body: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = next_backslash(body, at) {
        match unit(body, found) {
            Some(0xD800..=0xDBFF) if unit(body, found + 6).is_some_and(|next| (0xDC00..=0xDFFF).contains(&next)) => at = found + 12,
            Some(0xD800..=0xDFFF) => {
                body[found + 2..found + 6].copy_from_slice(b"fffd");
                at = found + 6;
            }
            // An escaped backslash escapes nothing behind it.
            _ => at = found + 2,
        }
    }
}

fn next_backslash(body: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.iter().position(|byte| *byte == b'\\').map(|at| from + at)
}

/// The unit of UTF-16 that an escape at a place stands for.
fn unit(body: &[u8], at: usize) -> Option<u32> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn malformed(code: i64) -> Vec<u8> {
    framed(format!(r#"{{"jsonrpc":"2.0","id":"malformed","method":"{MALFORMED}","params":{code}}}"#).as_bytes())
}

/// The sound frames as a stream of bytes.
pub(crate) struct Frames {
    incoming: UnboundedReceiver<Vec<u8>>,
    current: Vec<u8>,
    read: usize,
}

impl Frames {
    /// The frames that arrive here.
    pub(crate) fn new(incoming: UnboundedReceiver<Vec<u8>>) -> Self {
        Self { incoming, current: Vec::new(), read: 0 }
    }
}

impl AsyncRead for Frames {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.read == self.current.len() {
            match self.incoming.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Ready(Some(frame)) => {
                    self.current = frame;
                    self.read = 0;
                }
            }
        }
        let rest = &self.current[self.read..];
        let count = rest.len().min(into.remaining());
        into.put_slice(&rest[..count]);
        self.read += count;
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::copy_frames;
    use crate::lsp::addresses::Addresses;
    use tokio::sync::mpsc::unbounded_channel;

    fn passed(input: &str) -> Vec<String> {
        let (sender, mut receiver) = unbounded_channel();
        copy_frames(input.as_bytes(), &sender, &Addresses::default());
        drop(sender);
        std::iter::from_fn(|| receiver.try_recv().ok()).map(|frame| String::from_utf8(frame).unwrap()).collect()
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn sound_messages_pass_as_they_are() {
        let one = frame(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let other = frame(r#"{"jsonrpc":"2.0","id":1,"result":null}"#);
        assert_eq!(passed(&format!("{one}{other}")), [one, other]);
    }

    #[test]
    fn what_is_no_json_is_told_and_the_next_message_is_read() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let told = passed(&format!("{}{good}", frame("{nonsense")));
        assert!(told[0].contains("-32700"), "{told:?}");
        assert_eq!(told[1], good);
    }

    #[test]
    fn json_that_is_no_message_is_told() {
        for body in ["[]", "3", r#"{"jsonrpc":"2.0"}"#, r#"{"id":{},"method":"x"}"#] {
            assert!(passed(&frame(body))[0].contains("-32600"), "{body}");
        }
    }

    #[test]
    fn what_the_codec_could_not_read_is_told_before_it() {
        let deep = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"x","params":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        let good = frame(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        for (body, code) in [
            (deep.as_str(), "-32700"),
            (r#"{"jsonrpc":"2.0","id":1,"method":"x","params":{"y":1e999}}"#, "-32700"),
            (r#"{"jsonrpc":"1.0","id":1,"method":"x"}"#, "-32600"),
            (r#"{"id":1,"method":"x"}"#, "-32600"),
        ] {
            let told = passed(&format!("{}{good}", frame(body)));
            assert!(told[0].contains(code) && told[1] == good, "{told:?}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_a_replacement_character_and_a_whole_one_stays() {
        let params = |words: &str| format!(r#"{{"jsonrpc":"2.0","method":"x","params":{{"y":"{words}"}}}}"#);
        for (sent, read) in [
            (r"a \ud83d b", r"a \ufffd b"),
            (r"\uDE00\ud83d\ud83d\ude00", r"\ufffd\ufffd\ud83d\ude00"),
            (r"\\ud83d \n\u00e9", r"\\ud83d \n\u00e9"),
            (r"\ud83d\\ude00", r"\ufffd\\ude00"),
        ] {
            assert_eq!(passed(&frame(&params(sent))), [frame(&params(read))]);
        }
    }

    #[test]
    fn a_header_that_is_none_is_told_and_the_next_message_is_read() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let told = passed(&format!("Content-Length: many\r\n\r\n{good}"));
        assert!(told[0].contains("-32700") && told[1] == good, "{told:?}");
    }

    #[test]
    fn other_headers_and_a_message_cut_off_do_no_harm() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let text = format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {}\r\n\r\n{good}Content-Length: 99\r\n\r\n{{",
            good.len()
        );
        assert_eq!(passed(&text), [frame(good)]);
    }
}
