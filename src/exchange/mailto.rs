//! `mailto:` links (RFC 6068) that can carry one message to one set of people, and nothing else.

use thiserror::Error;

/// Why there is no link.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MailtoError {
    /// Nobody to write to.
    #[error("there is no e-mail address to write to")]
    NoAddress,
    /// Not an address, or one that hides a second header.
    #[error("{0:?} is no e-mail address")]
    BadAddress(String),
    /// A subject of several lines would be a second header.
    #[error("the subject has a line break in it; a subject is one line")]
    SubjectOfSeveralLines,
}

/// The link that opens a message to `to` (several addresses with commas between them) in a mail program.
///
/// Everything but letters, digits and `-._~` is percent-encoded, so no text can add a header or a field; the body's lines end in `%0D%0A`.
/// Letters beyond ASCII are allowed in addresses, quoted local parts are not.
pub fn mailto(to: &str, subject: Option<&str>, body: &str) -> Result<String, MailtoError> {
    let mut link = String::from("mailto:");
    for (index, address) in to.split(',').map(str::trim).enumerate() {
        if to.trim().is_empty() {
            return Err(MailtoError::NoAddress);
        }
        let (local, domain) =
            address.rsplit_once('@').filter(|_| is_address(address)).ok_or_else(|| MailtoError::BadAddress(address.to_owned()))?;
        link.push_str(if index == 0 { "" } else { "," });
        encode_into(&mut link, local);
        link.push('@');
        encode_into(&mut link, domain);
    }
    let mut mark = '?';
    let mut field = |name: &str, text: &str| {
        link.push(mark);
        mark = '&';
        link.push_str(name);
        encode_into(&mut link, text);
    };
    if let Some(subject) = subject.map(str::trim).filter(|subject| !subject.is_empty()) {
        if subject.contains(|c: char| c.is_control() && c != '\t' || matches!(c, '\u{2028}' | '\u{2029}')) {
            return Err(MailtoError::SubjectOfSeveralLines);
        }
        field("subject=", subject);
    }
    let body = body.trim_end().replace("\r\n", "\n").replace('\r', "\n");
    if !body.is_empty() {
        let visible: String = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        field("body=", &visible.replace('\n', "\r\n"));
    }
    Ok(link)
}

/// Whether a text is one address: RFC 5321's dot-string before the last `@`, names of hosts after it, and its lengths.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let local_is_sound = local.len() <= 64 && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom));
    let label_is_sound = |label: &str| {
        let is_sound = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        !label.is_empty() && label.len() <= 63 && is_sound && !label.starts_with('-') && !label.ends_with('-')
    };
    local_is_sound && domain.len() <= 253 && domain.split('.').all(label_is_sound)
}

fn encode_into(link: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            link.push(char::from(byte));
        } else {
            let digits = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
            link.extend(['%', char::from(digits[0]), char::from(digits[1])]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MailtoError, mailto};

    fn check(to: &str, subject: Option<&str>, body: &str, expected: &str) {
        assert_eq!(mailto(to, subject, body).unwrap_or_else(|error| error.to_string()), expected);
    }

    #[test]
    fn a_message_keeps_its_lines_and_letters() {
        check(
            "ada@mill.example",
            Some("Your talk: 50% & more?"),
            "Hi Ada,\n\nI'm Zoë.\r\n",
            "mailto:ada@mill.example?subject=Your%20talk%3A%2050%25%20%26%20more%3F&body=Hi%20Ada%2C%0D%0A%0D%0AI%27m%20Zo%C3%AB.",
        );
        check("a+b@mill.example, zoë@müll.example", None, " ", "mailto:a%2Bb@mill.example,zo%C3%AB@m%C3%BCll.example");
        check("a&b?c@mill.example", None, "x", "mailto:a%26b%3Fc@mill.example?body=x");
    }

    #[test]
    fn no_text_adds_a_header() {
        check("a@mill.example", Some("Hi\r\nBcc: x@evil.example"), "", "the subject has a line break in it; a subject is one line");
        check("a@mill.example", Some("Hi&bcc=x@evil.example"), "", "mailto:a@mill.example?subject=Hi%26bcc%3Dx%40evil.example");
        check("a@mill.example", None, "Hi&cc=x\u{0}", "mailto:a@mill.example?body=Hi%26cc%3Dx");
        for to in [
            "a@mill.example\r\nBcc: x@evil.example",
            "a@mill.example?bcc=x@evil.example",
            "a b@mill.example",
            "a@b@c.example",
            "a@mill.example,",
        ] {
            assert!(matches!(mailto(to, None, ""), Err(MailtoError::BadAddress(_))), "{to}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        check("  ", None, "", "there is no e-mail address to write to");
        for to in
            ["ada", "@mill.example", "ada@", "ada@-x.example", "ada@x..example", ".ada@x.example", "\"a b\"@x.example", "ada@[127.0.0.1]"]
        {
            check(to, None, "", &format!("{to:?} is no e-mail address"));
        }
        let long = format!("{}@x.example", "a".repeat(65));
        assert!(mailto(&long, None, "").is_err());
    }
}
