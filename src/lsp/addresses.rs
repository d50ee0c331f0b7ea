//! Addresses as clients spell them: raw letters and spaces are escaped on their way in, and the client's own spelling is put back on their way
//! out. The framework's addresses hold neither, and a client knows its documents by the words that it said.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::Uri;

/// Members whose values are addresses, and `arguments`, the first of which is one.
const FIELDS: [&str; 9] = ["uri", "oldUri", "newUri", "rootUri", "scopeUri", "baseUri", "targetUri", "target", "arguments"];

/// How the client spells addresses, shared by both ways.
#[derive(Clone, Default)]
pub(crate) struct Addresses(Arc<Mutex<Spellings>>);

#[derive(Default)]
struct Spellings {
    /// Some address was not as it should be: a client whose addresses all are gets every message as it is.
    is_raw: bool,
    /// Letters beyond ASCII came raw.
    letters: bool,
    /// Spaces came raw.
    spaces: bool,
    /// The words of the client, by the address that stands for them, where these hold escapes.
    said: FxHashMap<String, String>,
}

impl Addresses {
    /// A message of the client's with addresses that can be read; the same where all can.
    pub(crate) fn mended(&self, body: Vec<u8>) -> Vec<u8> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        with_addresses(&body, |said| known.mended(said)).unwrap_or(body)
    }

    /// A message to the client with addresses in its own spelling; none where nothing is to be changed.
    fn respelled(&self, body: &[u8]) -> Option<Vec<u8>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_raw { with_addresses(body, |address| known.spelled(address)) } else { None }
    }
}

impl Spellings {
    fn mended(&mut self, said: &str) -> Option<String> {
        if said.parse::<Uri>().is_ok() {
            // One with escapes is to come back with them, though others be raw.
            if said.contains('%') && self.said.get(said).is_none_or(|before| before != said) {
                self.said.insert(said.to_owned(), said.to_owned());
            }
            return None;
        }
        let address = escaped(said);
        if address.parse::<Uri>().is_err() {
            return None;
        }
        self.is_raw = true;
        self.letters |= !said.is_ascii();
        self.spaces |= said.contains(' ');
        self.said.insert(address.clone(), said.to_owned());
        Some(address)
    }

    /// An address as the client said it; one that it never said is spelled as the others are.
    fn spelled(&self, address: &str) -> Option<String> {
        let spelled = match self.said.get(address) {
            Some(said) => said.clone(),
            None => self.unescaped(address)?,
        };
        (spelled != address).then_some(spelled)
    }

    fn unescaped(&self, address: &str) -> Option<String> {
        let mut bytes = Vec::with_capacity(address.len());
        let mut rest = address.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            match escape(rest) {
                Some(byte) if self.letters && !byte.is_ascii() || self.spaces && byte == b' ' => {
                    bytes.push(byte);
                    rest = &rest[3..];
                }
                _ => {
                    bytes.push(*first);
                    rest = after;
                }
            }
        }
        // Bytes that are no letters stay escaped, all of them.
        String::from_utf8(bytes).ok()
    }
}

/// The byte that an escape stands for, where one begins here.
fn escape(bytes: &[u8]) -> Option<u8> {
    let digits = bytes.get(..3)?.strip_prefix(b"%")?;
    digits.iter().all(u8::is_ascii_hexdigit).then(|| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()).flatten()
}

/// Words as an address: what none may hold is escaped. What is escaped already stays so.
fn escaped(said: &str) -> String {
    let mut address = String::with_capacity(said.len() + 16);
    for (at, byte) in said.bytes().enumerate() {
        let may_stand = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte);
        let is_escape = byte == b'%' && escape(&said.as_bytes()[at..]).is_some();
        if may_stand || is_escape {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// A JSON text with other words for some of its addresses; none where all stay. Only whole strings in the places of addresses are looked
/// at: texts of notes, however they read, are none.
fn with_addresses(body: &[u8], mut other: impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
    let mut changed: Option<Vec<u8>> = None;
    let mut copied = 0;
    let mut name: &[u8] = b"";
    let mut at = 0;
    while let Some(found) = body.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b',' | b'{' | b'}' | b']')) {
        let start = at + found;
        if body[start] != b'"' {
            name = b"";
            at = start + 1;
            continue;
        }
        let Some(end) = string_end(body, start + 1) else { break };
        at = end + 1;
        let is_name = body[at..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
        // Edits are told by the address of what they change: there, it is a member's name.
        let is_address =
            if is_name { body[start + 1..].starts_with(b"file:") } else { FIELDS.iter().any(|field| field.as_bytes() == name) };
        if is_address
            && let Ok(words) = serde_json::from_slice::<String>(&body[start..at])
            && let Some(words) = other(&words)
            && let Ok(words) = serde_json::to_vec(&words)
        {
            let changed = changed.get_or_insert_with(|| Vec::with_capacity(body.len() + 64));
            changed.extend_from_slice(&body[copied..start]);
            changed.extend_from_slice(&words);
            copied = at;
        }
        name = if is_name { &body[start + 1..end] } else { b"" };
    }
    changed.map(|mut changed| {
        changed.extend_from_slice(&body[copied..]);
        changed
    })
}

/// Where the string that begins here ends: at its closing quotation mark.
fn string_end(body: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += body.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if body[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// A way out that spells addresses as the client does. What is written to it at once is one whole message.
pub(crate) struct Respelled<W> {
    out: W,
    addresses: Addresses,
}

impl<W: Write> Respelled<W> {
    /// The way to `out`.
    pub(crate) fn new(out: W, addresses: Addresses) -> Self {
        Self { out, addresses }
    }
}

impl<W: Write> Write for Respelled<W> {
    fn write(&mut self, frame: &[u8]) -> io::Result<usize> {
        const END: &[u8] = b"\r\n\r\n";
        let body = frame.windows(END.len()).position(|part| part == END).map(|at| &frame[at + END.len()..]);
        match body.and_then(|body| self.addresses.respelled(body)) {
            Some(body) => {
                write!(self.out, "Content-Length: {}\r\n\r\n", body.len())?;
                self.out.write_all(&body)?;
            }
            None => self.out.write_all(frame)?,
        }
        Ok(frame.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Respelled};
    use std::io::Write;

    /// What the server reads of a message, and what the client gets where it is said back with other addresses beside.
    #[track_caller]
    fn check(said: &str, read: &str, answer: &str, told: &str) {
        let addresses = Addresses::default();
        let mended = addresses.mended(said.as_bytes().to_vec());
        assert_eq!(String::from_utf8(mended).unwrap(), read);
        let mut out = Vec::new();
        let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        Respelled::new(&mut out, addresses).write_all(frame(answer).as_bytes()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), frame(told));
    }

    #[test]
    fn what_no_address_may_hold_is_escaped_and_comes_back() {
        check(
            r#"{"uri":"file:///x/ü [1] 5%.md"}"#,
            r#"{"uri":"file:///x/%C3%BC%20%5B1%5D%205%25.md"}"#,
            r#"{"uri":"file:///x/%C3%BC%20%5B1%5D%205%25.md","changes":{"file:///y%20%C3%B6%25":[]}}"#,
            r#"{"uri":"file:///x/ü [1] 5%.md","changes":{"file:///y ö%25":[]}}"#,
        );
        check(
            r#"{"uri" : "file:///\u00fc/%20"}"#,
            r#"{"uri" : "file:///%C3%BC/%20"}"#,
            r#"{"arguments":["file:///%C3%BC/%20b"]}"#,
            r#"{"arguments":["file:///ü/%20b"]}"#,
        );
    }

    #[test]
    fn addresses_that_are_as_they_should_be_stay_as_they_are() {
        let sound = r#"{"uri":"file:///%C3%BC%20.md","text":"ü"}"#;
        check(sound, sound, sound, sound);
        check(
            r#"[{"uri":"file:///ü"},{"uri":"file:///%C3%A4"}]"#,
            r#"[{"uri":"file:///%C3%BC"},{"uri":"file:///%C3%A4"}]"#,
            r#"[{"uri":"file:///%C3%BC"},{"uri":"file:///%C3%A4"}]"#,
            r#"[{"uri":"file:///ü"},{"uri":"file:///%C3%A4"}]"#,
        );
        check(
            r#"[{"uri":"file:///%C3%A4"},{"uri":"file:///ü"}]"#,
            r#"[{"uri":"file:///%C3%A4"},{"uri":"file:///%C3%BC"}]"#,
            r#"[{"uri":"file:///%C3%A4"},{"uri":"file:///%C3%B6"}]"#,
            r#"[{"uri":"file:///%C3%A4"},{"uri":"file:///ö"}]"#,
        );
    }

    #[test]
    fn words_that_stand_for_no_file_are_never_touched() {
        let said = r#"{"uri":"file:///ü","text":"\"uri\":\"file:///ö ä\"","message":"uri","x":"file:///ö"}"#;
        let text = r#"{"newText":"\"uri\":\"file:///%C3%BC\"","message":"file:///%C3%BC"}"#;
        check(said, &said.replacen('ü', "%C3%BC", 1), text, text);
    }

    #[test]
    fn broken_json_is_left_to_whoever_reads_it() {
        for broken in [r#"{"uri":"file:///ü"#, r#"{"uri":"file:///\"#, "\"", r#"{"uri":"\ud83d ü""#, ""] {
            check(broken, broken, "{}", "{}");
        }
    }
}
