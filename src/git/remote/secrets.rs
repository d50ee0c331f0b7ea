//! Keys and tokens in a text: what should never go into any commit, private or not.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::range::TextRange;

/// A kind of secret: what it is called, and the form of it. Where the form has a group, that is the secret's random part.
struct Kind {
    what: &'static str,
    form: Regex,
}

/// Each form is one that its maker documents; forms that fit other things as well (a hash, a word) are left out on purpose.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let forms = [
        (
            "a private key",
            r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[ \t]*\r?\n(?:[ \t]*[A-Za-z-]+: [^\n]*\r?\n|[ \t]*\r?\n)*[ \t]*([A-Za-z0-9+/=]{40,})",
        ),
        ("a GitHub token", r"\bgh[pousr]_([A-Za-z0-9]{36,})\b"),
        ("a GitHub token", r"\bgithub_pat_([A-Za-z0-9_]{60,})"),
        ("a GitLab token", r"\bgl(?:pat|dt|rt|ptt|cbt|soat|ft)-([A-Za-z0-9_-]{20,})"),
        ("an AWS access key", r"\b(?:AKIA|ASIA)([A-Z2-7]{16})\b"),
        ("a Slack token", r"\bxox[abeoprs]-([A-Za-z0-9-]{20,})"),
        ("a Slack webhook", r"\bhooks\.slack\.com/services/(T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{20,})"),
        ("a Google API key", r"\bAIza([A-Za-z0-9_-]{35})"),
        ("a Stripe key", r"\b[sr]k_live_([A-Za-z0-9]{20,})\b"),
        ("an npm token", r"\bnpm_([A-Za-z0-9]{36})\b"),
        ("a PyPI token", r"\bpypi-(AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,})"),
        ("an API key", r"\bsk-(?:[a-z]+[0-9]*-)*([A-Za-z0-9_]{32,}(?:-[A-Za-z0-9_-]*)?)"),
        ("a SendGrid key", r"\bSG\.([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})\b"),
        ("a crates.io token", r"\bcio([A-Za-z0-9]{32})\b"),
        ("a signed token (JWT)", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.([A-Za-z0-9_-]{20,})"),
        ("a password in an address", r"\b[a-z][a-z0-9+.-]*://[^\s/:@<>]+:([^\s/:@<>$*{}]{6,})@[A-Za-z0-9]"),
    ];
    forms.into_iter().filter_map(|(what, form)| Some(Kind { what, form: Regex::new(form).ok()? })).collect()
});

/// Finds what looks like a key or a token, in the order of the text: where it stands, and what it is ("a GitHub token").
pub fn find(text: &str) -> Vec<(TextRange, &'static str)> {
    let mut found: Vec<(TextRange, &'static str)> = Vec::new();
    for kind in KINDS.iter() {
        for groups in kind.form.captures_iter(text) {
            let (Some(whole), Some(random)) = (groups.get(0), groups.get(1)) else { continue };
            let range = TextRange::new(whole.start(), whole.end());
            if is_random(random.as_str()) && !found.iter().any(|(other, _)| other.overlaps(range)) {
                found.push((range, kind.what));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start());
    found
}

/// Whether a token's body may be real. Examples repeat a sign (`xxxx…`), count up, or say that they are examples.
fn is_random(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    let is_example = ["example", "placeholder", "your", "xxxx", "0123456789", "1234567890", "abcdefgh", "password", "changeme", "redacted"];
    let mut signs: Vec<char> = lower.chars().collect();
    let length = signs.len();
    signs.sort_unstable();
    signs.dedup();
    let has_digit = lower.bytes().any(|byte| byte.is_ascii_digit());
    // A long one made of letters alone is a phrase with hyphens, not a key.
    let varied = if length < 16 { 4 <= signs.len() } else { 8 <= signs.len() && has_digit };
    varied && !is_example.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{KINDS, find};

    /// Tokens are put together here, so that no scanner takes this file for a leak.
    fn token(start: &str, length: usize) -> String {
        let body: String = "q7Zk2LmX9vBt4NcR8sHd3WfYp6JgTaUeKo5".chars().cycle().take(length).collect();
        format!("{start}{body}")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text).into_iter().map(|(_, what)| what).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_form_is_one() {
        assert_eq!(KINDS.len(), 16);
    }

    #[test]
    fn tokens_of_the_common_forms_are_found() {
        check(&token("my key is ghp_", 36), &["a GitHub token"]);
        check(&token("github_pat_", 82), &["a GitHub token"]);
        check(&token("glpat-", 20), &["a GitLab token"]);
        check(&format!("aws = {}{}", "AKIA", "Q7ZK2LMX5VBT4NCR"), &["an AWS access key"]);
        check(&token("xoxb-", 40), &["a Slack token"]);
        check(&token("AIza", 35), &["a Google API key"]);
        check(&token("sk_live_", 24), &["a Stripe key"]);
        check(&token("npm_", 36), &["an npm token"]);
        check(&token("pypi-AgEIcHlwaS5vcmc", 60), &["a PyPI token"]);
        check(&token("sk-", 48), &["an API key"]);
        check(&token("sk-proj-", 64), &["an API key"]);
        check(&format!("{}.{}.{}", token("eyJ", 20), token("eyJ", 40), token("", 43)), &["a signed token (JWT)"]);
        check("postgres://mina:t0ps3cr3t!@db.host.example/x", &["a password in an address"]);
    }

    #[test]
    fn a_private_key_needs_more_than_its_first_line() {
        let begin = format!("-----BEGIN {} KEY-----", "OPENSSH PRIVATE");
        check(&format!("{begin}\n{}\n", token("", 70)), &["a private key"]);
        check(&format!("{begin}\nProc-Type: 4,ENCRYPTED\n\n{}\n", token("", 64)), &["a private key"]);
        check(&format!("It begins with `{begin}`, he said."), &[]);
    }

    #[test]
    fn the_place_is_the_token_itself() {
        let text = format!("Key: {} (old)", token("glpat-", 20));
        assert_eq!(find(&text).first().map(|(range, _)| range.of(&text).to_owned()), Some(token("glpat-", 20)));
    }

    #[test]
    fn prose_links_and_examples_are_left_alone() {
        check("I learned sk-learn-pipelines-with-many-steps-and-transformers-today.", &[]);
        check("See https://mina@host.example:8080/path and https://user:password@host.example.", &[]);
        check("ssh://git@host.example:22/a, mailto:mina@host.example, 12:30:45@work", &[]);
        check(&format!("ghp_{}", "x".repeat(36)), &[]);
        check(&format!("{}{}", "AKIA", "IOSFODNN7EXAMPLE"), &[]);
        check("commit 3f786850e387550fdab836ed7e6dc881de23001b fixed it", &[]);
        check("postgres://mina:$PASSWORD@db.host.example/x", &[]);
    }
}
