//! Stops, and whether they end a sentence: judged by the word before and the one after.

use crate::text::sentences::words::{begins_lower, begins_upper, is_one_of};

/// A run of stops with what belongs to it: closing quotes and brackets, emoji and smileys.
pub(super) struct Ending {
    start: usize,
    /// The first byte after it.
    pub(super) end: usize,
    /// `?`, `!` or their wide forms are among the stops.
    is_strong: bool,
    /// Nothing but full stops: one is a full stop, more are an ellipsis.
    is_full_stop: bool,
    /// 。！？: no space follows them.
    is_wide: bool,
    /// A quote, bracket or mark of emphasis closes after the stops.
    closes: bool,
    /// Emoji or a smiley; with no stop before it, it stands for one.
    smiles: bool,
}

impl Ending {
    /// Reads the ending that begins with the stop-like character at `start`.
    pub(super) fn at(content: &str, start: usize) -> Self {
        let mut ending = Self { start, end: start, is_strong: false, is_full_stop: false, is_wide: false, closes: false, smiles: false };
        let rest = &content[start..];
        let stops = &rest[..rest.len() - rest.trim_start_matches(is_stop).len()];
        ending.is_strong = stops.contains(['?', '!', '？', '！']);
        ending.is_wide = stops.contains(['。', '？', '！']);
        ending.is_full_stop = stops == ".";
        ending.end += stops.len();
        let closers = content[ending.end..].chars().take_while(|&c| !stops.is_empty() && is_closer(c)).map(char::len_utf8).sum::<usize>();
        ending.closes = closers > 0;
        ending.end += closers;
        while let Some(length) = smile_length(&content[ending.end..]) {
            ending.end += length;
            ending.smiles = true;
        }
        if ending.end == start {
            // A colon or semicolon that is no smiley.
            ending.end += rest.chars().next().map_or(0, char::len_utf8);
        }
        ending
    }

    /// Whether a sentence that began at `sentence_start` ends here.
    pub(super) fn ends_sentence(&self, content: &str, sentence_start: usize) -> bool {
        let after = &content[self.end..];
        let stands_free = after.is_empty() || self.is_wide || after.starts_with(char::is_whitespace);
        let has_stop = content[self.start..self.end].starts_with(is_stop);
        if !stands_free || !has_stop && !self.smiles {
            return false;
        }
        let next = after.trim_start().trim_start_matches(is_opener);
        if next.is_empty() || self.is_wide {
            return true;
        }
        // Without capitals only a question or a cry ends, and not inside a sentence that quotes it.
        if begins_lower(next) {
            return self.is_strong && !self.closes || self.smiles && begins_anew(&content[sentence_start..self.start], next);
        }
        if next.starts_with(['&', ',', ';', ':', '/', '=', '<']) {
            return false;
        }
        !self.is_full_stop || self.closes || self.smiles || !is_abbreviation(&content[sentence_start..self.start], next)
    }
}

/// Whether a new sentence begins behind an emoji where no capitals are written: “loved it 🔥 im Baz”, but not “I ❤️ your parser”.
fn begins_anew(before: &str, next: &str) -> bool {
    const FEWEST_WORDS: usize = 4;
    const STARTERS: [&str; 14] = ["i", "i'm", "im", "i've", "ive", "my", "can", "could", "would", "do", "are", "how", "what", "anyway"];
    let word = next.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    before.split_whitespace().nth(FEWEST_WORDS - 1).is_some() && is_one_of(&word.replace('’', "'"), &STARTERS)
}

/// Whether the full stop after `before` belongs to its last word and does not end the sentence before `next`.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/' | '*' | '_'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    let next_word = next.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    let next_is_number = next.starts_with(|c: char| c.is_ascii_digit());
    let next_is_figure = next_is_number || next.starts_with('+');
    // "At 3 a.m. I push a mop": too short to be one.
    let is_short = before.split_whitespace().take(4).count() < 4;
    let lower = word.to_lowercase();
    match lower.as_str() {
        _ if is_one_of(&lower, &NEVER_LAST) => true,
        "no" | "nos" | "nr" | "fig" | "figs" | "vol" | "ch" | "pp" | "p" | "sec" | "art" | "eq" | "tel" | "ext" | "fax" => next_is_figure,
        "etc" => false,
        "inc" | "ltd" | "co" | "corp" | "jr" | "sr" | "llc" | "bros" | "esq" | "ave" | "blvd" | "rd" | "dept" | "univ" => {
            !begins_sentence(next_word)
        }
        _ if is_calendar_word(word) => next_is_number || is_calendar_word(next_word),
        // At the very beginning it numbers the sentence; before a month it is a day, as Germans write it.
        _ if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) => {
            word.len() <= 2 && (word_start == 0 || is_month(next_word))
        }
        // `J.`, `U.S.`, `p.m.`, `Ph.D.`
        _ if word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic)) || lower == "ph.d" => {
            is_short || !begins_sentence(next_word)
        }
        _ => false,
    }
}

const NEVER_LAST: [&str; 34] = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "capt", "sgt", "lt", "col", "gen", "gov", "sen", "rep", "st", "mt", "messrs",
    "mme", "mlle", "vs", "cf", "e.g", "i.e", "eg", "ie", "viz", "approx", "ca", "incl", "excl", "esp", "attn",
];

/// Words that a sentence often begins with and a name hardly ever: they tell `p.m. Would you` from `p.m. Eastern`.
const SENTENCE_STARTERS: [&str; 92] = [
    "i", "i'm", "i'd", "i've", "i'll", "we", "we're", "you", "your", "you're", "he", "she", "they", "it", "it's", "my", "our", "his",
    "her", "their", "the", "a", "an", "this", "that", "that's", "these", "those", "there", "there's", "here", "here's", "what", "what's",
    "how", "when", "where", "who", "why", "which", "would", "could", "can", "will", "should", "may", "might", "do", "does", "did", "is",
    "are", "was", "were", "have", "has", "had", "if", "as", "at", "in", "on", "for", "from", "to", "with", "and", "but", "or", "so", "no",
    "not", "yes", "please", "thanks", "thank", "let", "let's", "just", "any", "either", "after", "before", "since", "while", "because",
    "also", "looking", "happy", "both", "one", "then",
];

fn begins_sentence(word: &str) -> bool {
    is_one_of(&word.replace('’', "'"), &SENTENCE_STARTERS)
}

/// Short or long names of weekdays and months with a capital: `Tue`, `Dec`, `Sept`.
fn is_calendar_word(word: &str) -> bool {
    const WEEKDAYS: [&str; 10] = ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat"];
    begins_upper(word) && (is_month(word) || is_one_of(word, &WEEKDAYS) || is_one_of(word, &["sun"]))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let begins = |month: &str| word.len() >= 3 && month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    MONTHS.into_iter().any(begins)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

/// Stops, and what may stand for one: emoji, and the eyes of a smiley.
pub(super) fn is_stop_like(c: char) -> bool {
    is_stop(c) || matches!(c, ':' | ';') || is_emoji(c)
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_' | '`' | '~')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '*' | '_' | '`' | '~' | '¿' | '¡')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}')
}

/// The length of an emoji or smiley at the beginning of `rest`, spaces before it included.
fn smile_length(rest: &str) -> Option<usize> {
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let face = &rest[spaces..];
    let emoji: usize = face
        .chars()
        .take_while(|&c| is_emoji(c) || matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}'))
        .map(char::len_utf8)
        .sum();
    if emoji > 0 {
        return Some(spaces + emoji);
    }
    let smiley = [":)", ":-)", ";)", ";-)", ":D", ":-D", ":P", ":("].into_iter().find(|smiley| face.starts_with(smiley))?;
    let free = face[smiley.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    free.then_some(spaces + smiley.len())
}
