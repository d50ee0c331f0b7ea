//! Lines, and which of them a sentence may run across: greetings, sign-offs, list items and signatures end with their line.

use crate::text::range::TextRange;
use crate::text::sentences::words::{begins_lower, begins_upper, first_word_is, is_one_of};

/// Runs of lines that no sentence crosses, without the marks before them.
pub(super) fn units(text: &str) -> Vec<TextRange> {
    let mut units: Vec<TextRange> = Vec::new();
    let mut before: Option<Line<'_>> = None;
    let mut in_signature = false;
    for line in lines(text) {
        if line.is_blank() || line.is_rule() {
            (before, in_signature) = (None, false);
            continue;
        }
        let goes_on = before.as_ref().is_some_and(|before| !in_signature && !before.ends_before(&line));
        in_signature |= before.as_ref().is_some_and(|before| before.is_sign_off(&line));
        match units.last_mut().filter(|_| goes_on) {
            Some(unit) => *unit = unit.join(line.content),
            None => units.push(line.content),
        }
        let first = before.is_none();
        before = Some(Line { first, ..line });
    }
    units
}

/// One line, looked at for whether a sentence may go on in the next.
struct Line<'t> {
    /// The line without its indent, its mark and its line break.
    text: &'t str,
    content: TextRange,
    /// What a list item, heading or quote begins with: `- `, `1. `, `## `, `> `.
    mark: &'t str,
    /// Two spaces or a backslash at the end: Markdown's way to say that the break is meant.
    hard_break: bool,
    /// Whether it is the first of its paragraph.
    first: bool,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut after_return = false;
    text.split_inclusive(['\n', '\r']).filter_map(move |raw| {
        let at = start;
        start += raw.len();
        // The second half of a `\r\n` is no line of its own.
        if std::mem::replace(&mut after_return, raw.ends_with('\r')) && raw == "\n" {
            return None;
        }
        let unbroken = raw.trim_end_matches(['\n', '\r']);
        let indent = unbroken.len() - unbroken.trim_start().len();
        let trimmed = unbroken.trim();
        let mark = line_mark(trimmed);
        let hard_break = unbroken.ends_with("  ") || trimmed.ends_with('\\');
        let inner = trimmed[mark.len()..].trim_end_matches('\\').trim();
        let from = at + indent + trimmed.len() - trimmed[mark.len()..].trim_start().len();
        Some(Line { text: inner, content: TextRange::new(from, from + inner.len()), mark, hard_break, first: false })
    })
}

/// The mark of a list item, heading or quote at the beginning of `line`, spaces after it included.
fn line_mark(line: &str) -> &str {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let hashes = bytes.iter().take_while(|byte| **byte == b'#').count();
    let length = match bytes.first() {
        Some(b'-' | b'*' | b'+') => 1,
        Some(b'>') => return &line[..line.len() - line.trim_start_matches(['>', ' ']).len()],
        _ if line.starts_with('•') => '•'.len_utf8(),
        _ if (1..=6).contains(&hashes) => hashes,
        _ if (1..=2).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) => digits + 1,
        _ => return "",
    };
    let rest = &line[length..];
    if rest.starts_with([' ', '\t']) { &line[..line.len() - rest.trim_start().len()] } else { "" }
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// `---`, `***`, `===`: parts paragraphs and says nothing.
    fn is_rule(&self) -> bool {
        self.text.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b'=' | b'~' | b'`' | b' '))
    }

    /// Whether the break between this line and the `next` ends a sentence, whatever stands at the end of this one.
    fn ends_before(&self, next: &Line<'_>) -> bool {
        let next_is_marked = !(next.mark.is_empty() || next.mark.starts_with('>') && self.mark.starts_with('>'));
        next_is_marked
            || self.hard_break
            || self.mark.starts_with('#')
            || self.is_greeting()
            || self.is_sign_off(next)
            || is_contact(self.text)
            || is_contact(next.text)
            || self.was_cut_short(next)
    }

    /// `Hi Ada,`, `Dear Dr. Ng`, or a name alone, `Ada,`, at the top of a paragraph.
    fn is_greeting(&self) -> bool {
        let count = self.text.split_whitespace().take(7).count();
        let greets = first_word_is(self.text, &["hi", "hello", "hey", "dear", "hiya", "howdy", "greetings", "morning", "good"]);
        let called = self.first && count <= 3 && self.text.ends_with(',') && begins_upper(self.text);
        called || greets && (count <= 4 || count <= 6 && self.text.ends_with([',', '!', ':']))
    }

    /// `Thanks,`, `Best wishes`, `Thank you for your time,` before a `next` line that is short, as a name is.
    fn is_sign_off(&self, next: &Line<'_>) -> bool {
        let closes = self.closes() && is_short(next.text, 4);
        let by_name = self.text.ends_with(',') && next.is_name_or_closing();
        let by_formula = next.is_name_or_closing() && self.ends_in_formula();
        by_name
            || by_formula
            || closes && (self.text.ends_with([',', '!', '.', '-', '–', '—']) || is_short(self.text, 2) && begins_upper(next.text))
    }

    /// Whether its last word is that of a closing formula: `Vielen Dank und freundliche Grüße`.
    fn ends_in_formula(&self) -> bool {
        const LAST: [&str; 16] = [
            "regards",
            "wishes",
            "thanks",
            "grüße",
            "grüßen",
            "grüsse",
            "gruß",
            "gruss",
            "groet",
            "groeten",
            "saludo",
            "saludos",
            "cordialement",
            "hälsning",
            "hälsningar",
            "pozdrawiam",
        ];
        let last = self.text.split_whitespace().last().unwrap_or_default();
        is_short(self.text, 7) && is_one_of(last, &LAST)
    }

    /// Whether it begins as a sign-off does, and is as short as one.
    fn closes(&self) -> bool {
        const CLOSINGS: [&str; 30] = [
            "thanks",
            "thank",
            "thx",
            "best",
            "cheers",
            "regards",
            "kind",
            "kindest",
            "warm",
            "warmly",
            "warmest",
            "sincerely",
            "yours",
            "all",
            "many",
            "with",
            "take",
            "talk",
            "cordially",
            "respectfully",
            "ciao",
            "gratefully",
            "thanking",
            "vielen",
            "liebe",
            "cordialement",
            "saludos",
            "atentamente",
            "atenciosamente",
            "pozdrawiam",
        ];
        first_word_is(self.text, &CLOSINGS) && is_short(self.text, 6)
    }

    /// A line of its own that signs: `Célestin Ndongo`, `Yours obediently,`.
    fn is_name_or_closing(&self) -> bool {
        let word_of_name =
            |word: &str| begins_upper(word) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        let named = is_short(self.text, 3) && self.text.split_whitespace().all(word_of_name);
        named || self.closes() && is_short(self.text, 3) && self.text.ends_with(',')
    }

    /// Whether the break came before it was needed: a short line, and a capital or a figure begins the next.
    fn was_cut_short(&self, next: &Line<'_>) -> bool {
        const SHORT: usize = 40;
        let next_word = next.text.split_whitespace().next().unwrap_or_default();
        let room = self.text.len() + 1 + next_word.len() <= SHORT;
        let last = self.text.split_whitespace().last().unwrap_or_default();
        let leads_on = self.text.ends_with([',', '-', '(']) || is_one_of(last, &LEADING_ON);
        room && !leads_on && !begins_lower(next.text)
    }
}

fn is_short(text: &str, words: usize) -> bool {
    text.len() <= 40 && text.split_whitespace().count() <= words
}

/// Words that want another one after them: a line that ends with one goes on.
const LEADING_ON: [&str; 34] = [
    "a", "an", "the", "of", "to", "for", "from", "with", "at", "in", "on", "by", "and", "or", "but", "my", "your", "our", "their", "his",
    "her", "its", "this", "that", "as", "is", "are", "was", "if", "than", "mr.", "mrs.", "ms.", "dr.",
];

/// Whether the line is nothing but an address, a link or a telephone number.
fn is_contact(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(first), None) = (words.next(), words.next()) else {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        return digits >= 7 && line.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'+' | b'-' | b'(' | b')' | b'.' | b'/'));
    };
    let address = first.trim_matches(['<', '>']);
    address.starts_with("http") && address.contains("://")
        || address.starts_with("www.")
        || address.starts_with('@')
        || address.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}
