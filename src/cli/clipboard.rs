//! The clipboard: the system's where it has one, else the terminal's own (OSC 52).

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::cli::failure::Failure;

/// The longest text that terminals are known to take by OSC 52, in bytes before encoding.
const LONGEST_FOR_TERMINAL: usize = 74_994;

/// Programs that take a text on their standard input, with the variable that tells whether their desktop runs.
const PROGRAMS: &[(&str, &[&str], Option<&str>)] = &[
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
    ("clip.exe", &[], None),
];

/// Copies a text and says how.
///
/// # Errors
/// When neither the system nor the terminal has a clipboard to write to.
pub fn copy(text: &str) -> Result<&'static str, Failure> {
    for (program, arguments, variable) in PROGRAMS {
        let runs = variable.is_none_or(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        if runs && fed(program, arguments, text) {
            return Ok("to the clipboard");
        }
    }
    if by_terminal(text) {
        return Ok("to the clipboard of your terminal");
    }
    let advice = "Install wl-clipboard, xclip or xsel, or pipe it: journal show MESSAGE | your-program";
    Err(Failure::new("there is no clipboard here to copy to").advise(advice))
}

fn fed(program: &str, arguments: &[&str], text: &str) -> bool {
    let child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

/// Asks the terminal to keep the text. It does not answer; a terminal that knows nothing of this shows nothing.
fn by_terminal(text: &str) -> bool {
    let mut out = io::stderr();
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term == "linux");
    if !out.is_terminal() || dumb || LONGEST_FOR_TERMINAL < text.len() {
        return false;
    }
    write!(out, "\u{1b}]52;c;{}\u{7}", base64(text.as_bytes())).and_then(|()| out.flush()).is_ok()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            encoded.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_terminal_gets_base64() {
        let encoded = ["", "f", "fo", "foo", "foob", "zoë"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "em/Dqw=="]);
    }
}
