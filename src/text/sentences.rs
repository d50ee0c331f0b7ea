//! Where the sentences of a message begin and end: in running text, greetings, lists and signatures.
//!
//! A stop is judged by the word before it and the one after it, a line break by the two lines it parts; nothing is looked at twice, so
//! that a whole message takes some microseconds.

use crate::text::range::TextRange;

/// The sentences of `text` in order, as trimmed ranges of bytes. Greetings, sign-offs, list items and the lines of a signature are
/// sentences too; the marks of lists, quotes and headings are not part of them.
#[must_use]
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    for unit in units(text) {
        split_unit(text, unit, &mut found);
    }
    found
}

/// Runs of lines that no sentence crosses, without the marks before them.
fn units(text: &str) -> Vec<TextRange> {
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
        let next_is_marked = !next.mark.is_empty() && !(next.mark.starts_with('>') && self.mark.starts_with('>'));
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
        by_name || closes && (self.text.ends_with([',', '!', '.', '-', '–', '—']) || is_short(self.text, 2) && begins_upper(next.text))
    }

    /// Whether it begins as a sign-off does, and is as short as one.
    fn closes(&self) -> bool {
        const CLOSINGS: [&str; 22] = [
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

/// Splits one unit at the stops inside it.
fn split_unit(text: &str, unit: TextRange, found: &mut Vec<TextRange>) {
    let content = unit.of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = content[at..].find(is_stop_like) {
        let stop = at + stop;
        let ending = Ending::at(content, stop);
        at = ending.end;
        if ending.ends_sentence(content, start) {
            push_trimmed(content, start, at, unit.start(), found);
            start = at;
        }
    }
    push_trimmed(content, start, content.len(), unit.start(), found);
}

fn push_trimmed(content: &str, start: usize, end: usize, base: usize, found: &mut Vec<TextRange>) {
    let piece = &content[start..end];
    let from = start + piece.len() - piece.trim_start().len();
    let piece = piece.trim();
    if !piece.is_empty() {
        found.push(TextRange::new(from, from + piece.len()).shifted(base));
    }
}

/// A run of stops with what belongs to it: closing quotes and brackets, emoji and smileys.
struct Ending {
    start: usize,
    end: usize,
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
    fn at(content: &str, start: usize) -> Self {
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

    fn ends_sentence(&self, content: &str, sentence_start: usize) -> bool {
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
            return self.is_strong && !self.closes;
        }
        if next.starts_with(['&', ',', ';', ':', '/', '=', '<']) {
            return false;
        }
        !self.is_full_stop || self.closes || self.smiles || !is_abbreviation(&content[sentence_start..self.start], next)
    }
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

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn first_word_is(line: &str, words: &[&str]) -> bool {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    is_one_of(&line[..end], words)
}

fn begins_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

fn begins_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

/// Stops, and what may stand for one: emoji, and the eyes of a smiley.
fn is_stop_like(c: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::sentences;
    use proptest::prelude::{ProptestConfig, prop_assert, proptest};

    /// The sentences of `text`, each between bars; line breaks inside one shown as `⏎`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| range.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_questions_and_cries_end_a_sentence() {
        check("I saw your talk. Was it hard? It looked easy! Truly", &["I saw your talk.", "Was it hard?", "It looked easy!", "Truly"]);
        check("Really?! Yes.", &["Really?!", "Yes."]);
        check("", &[]);
        check("  \n \n", &[]);
    }

    #[test]
    fn titles_and_small_abbreviations_end_nothing() {
        check(
            "Mr. Hale and Dr. Ng met St. John, e.g. Prof. Oak vs. Ms. Reed.",
            &["Mr. Hale and Dr. Ng met St. John, e.g. Prof. Oak vs. Ms. Reed."],
        );
        check("It took approx. 30 people, i.e. Ada's team.", &["It took approx. 30 people, i.e. Ada's team."]);
        check("I cook, paint, etc. Would you mind?", &["I cook, paint, etc.", "Would you mind?"]);
        check("Tests, docs etc. are mine.", &["Tests, docs etc. are mine."]);
    }

    #[test]
    fn a_firm_may_end_a_sentence_or_not() {
        check("I joined Acme Inc. Your talk moved me.", &["I joined Acme Inc.", "Your talk moved me."]);
        check("I joined Acme Inc. Denver in May.", &["I joined Acme Inc. Denver in May."]);
    }

    #[test]
    fn initials_stay_with_their_name() {
        check("I read J. K. Oduya and U. S. Rao. Both help.", &["I read J. K. Oduya and U. S. Rao.", "Both help."]);
        check("It was you and I. Would you do it again?", &["It was you and I.", "Would you do it again?"]);
        check(
            "She moved to the U.S. in May. He holds a Ph.D. from Leeds.",
            &["She moved to the U.S. in May.", "He holds a Ph.D. from Leeds."],
        );
    }

    #[test]
    fn links_and_addresses_keep_their_dots() {
        check(
            "See https://cal.example/ada?x=1.2 or mail ada@mill.example. It works in Node.js too.",
            &["See https://cal.example/ada?x=1.2 or mail ada@mill.example.", "It works in Node.js too."],
        );
        check("Does www.mill.example run it? I hope so.", &["Does www.mill.example run it?", "I hope so."]);
    }

    #[test]
    fn decimals_and_versions_keep_their_dots() {
        check("It costs 3.50 in v1.12.3. Is that much?", &["It costs 3.50 in v1.12.3.", "Is that much?"]);
        check("Let's say next Wednesday, 8.45.", &["Let's say next Wednesday, 8.45."]);
    }

    #[test]
    fn times_of_day_end_only_where_a_sentence_begins() {
        check("Is 4 p.m. on Tuesday or 10 a.m. Eastern fine?", &["Is 4 p.m. on Tuesday or 10 a.m. Eastern fine?"]);
        check("I finish at 4 p.m. Would that do?", &["I finish at 4 p.m.", "Would that do?"]);
        check("At 3 a.m. I push a mop.", &["At 3 a.m. I push a mop."]);
        check("Tel. +49 30 901820", &["Tel. +49 30 901820"]);
        check("Fri 4th, 8 a.m. Nairobi time?", &["Fri 4th, 8 a.m. Nairobi time?"]);
    }

    #[test]
    fn short_weekdays_and_months_go_on() {
        check("Would Tue. or Thu. of next week do?", &["Would Tue. or Thu. of next week do?"]);
        check("15 minutes on Fri. Dec. 4 would be amazing.", &["15 minutes on Fri. Dec. 4 would be amazing."]);
        check("I am free on Tue. Would you be?", &["I am free on Tue.", "Would you be?"]);
        check("I could do 1.12. at 14h, or on 3. December.", &["I could do 1.12. at 14h, or on 3. December."]);
        check("We sat in the sun. Grass grew.", &["We sat in the sun.", "Grass grew."]);
    }

    #[test]
    fn a_number_after_no_goes_on() {
        check("Your issue No. 4 helped. No. I mean it.", &["Your issue No. 4 helped.", "No.", "I mean it."]);
        check("It ends at 5. 30 minutes would do.", &["It ends at 5.", "30 minutes would do."]);
    }

    #[test]
    fn an_ellipsis_ends_before_a_capital_only() {
        check("I tried… and failed... Then it ran.", &["I tried… and failed...", "Then it ran."]);
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        check("You said “Ship it.” That stuck. (It did.) Thanks!", &["You said “Ship it.”", "That stuck.", "(It did.)", "Thanks!"]);
        check("“Why now?” she asked. **Good.** Then we went.", &["“Why now?” she asked.", "**Good.**", "Then we went."]);
    }

    #[test]
    fn emoji_and_smileys_stay_with_what_they_smile_at() {
        check("Great talk! 🎉 Would you have time?", &["Great talk! 🎉", "Would you have time?"]);
        check("Loved the talk 👩🏽‍💻 Would you have time?", &["Loved the talk 👩🏽‍💻", "Would you have time?"]);
        check("Loved it :) Would you? See you ;-)", &["Loved it :)", "Would you?", "See you ;-)"]);
        check("I ❤️ your parser and 🦀 alike.", &["I ❤️ your parser and 🦀 alike."]);
    }

    #[test]
    fn a_colon_is_no_smiley() {
        check("Two ideas: Tuesday; Thursday at 4:30.", &["Two ideas: Tuesday; Thursday at 4:30."]);
    }

    #[test]
    fn a_stop_before_a_small_letter_ends_nothing() {
        check("We use asm. in places. hm", &["We use asm. in places. hm"]);
        check("got a minute? would love to talk", &["got a minute?", "would love to talk"]);
    }

    #[test]
    fn a_wrapped_line_goes_on() {
        check(
            "I am a former line cook who saw your talk about\nIncremental parsing and liked it. Would you\nhave time?",
            &["I am a former line cook who saw your talk about\nIncremental parsing and liked it.", "Would you\nhave time?"],
        );
        check("one two\r\nthree\rfour", &["one two\r\nthree\rfour"]);
        check("I work with the\nDenver team.", &["I work with the\nDenver team."]);
    }

    #[test]
    fn a_blank_line_always_ends() {
        check("no stop here\n\nnor here\r\n\r\nend", &["no stop here", "nor here", "end"]);
    }

    #[test]
    fn a_whole_message_falls_into_its_parts() {
        check(
            "Hi Ada,\nyour talk at Denver Rust stayed with me. Would you have 30 minutes on Tuesday 1 December at 4 p.m. or\nThursday before noon?\n\nThanks for your time,\nSam Rivera\nBack-end developer\nsam@rivera.example\n+1 555 010 0123\n",
            &[
                "Hi Ada,",
                "your talk at Denver Rust stayed with me.",
                "Would you have 30 minutes on Tuesday 1 December at 4 p.m. or\nThursday before noon?",
                "Thanks for your time,",
                "Sam Rivera",
                "Back-end developer",
                "sam@rivera.example",
                "+1 555 010 0123",
            ],
        );
    }

    #[test]
    fn greetings_of_every_kind_end_with_their_line() {
        check("Dear Dr. Ng\nI write about parsers.", &["Dear Dr. Ng", "I write about parsers."]);
        check("Ada,\nit was good to meet.", &["Ada,", "it was good to meet."]);
        check("Hi Ada! I saw it.", &["Hi Ada!", "I saw it."]);
        check("Good morning Mr. Hale,\nI saw it.", &["Good morning Mr. Hale,", "I saw it."]);
    }

    #[test]
    fn sign_offs_end_with_their_line_and_so_does_each_line_after() {
        check("See you there.\nBest\nSam", &["See you there.", "Best", "Sam"]);
        check("Cheers,\nsam\nthe cook", &["Cheers,", "sam", "the cook"]);
        check("Thanks for the long letter that you wrote,\nit helped me.", &["Thanks for the long letter that you wrote,\nit helped me."]);
    }

    #[test]
    fn a_name_alone_on_a_line_signs_whatever_stands_before() {
        check(
            "I remain, Sir, your most devoted servant,\nCélestin Ndongo",
            &["I remain, Sir, your most devoted servant,", "Célestin Ndongo"],
        );
        check("Thanking you in anticipation,\nYours obediently,\nSam", &["Thanking you in anticipation,", "Yours obediently,", "Sam"]);
        check("We met in Leeds, the home of trams,\nAda told me so.", &["We met in Leeds, the home of trams,\nAda told me so."]);
    }

    #[test]
    fn list_items_are_sentences_without_their_marks() {
        check(
            "I could do\n- Tue 4 pm\n- Thu noon\n  or later\n1. one\n2) two",
            &["I could do", "Tue 4 pm", "Thu noon\n  or later", "one", "two"],
        );
        check("# Notes\n> quoted text\n> goes on. And ends.\nreply", &["Notes", "quoted text\n> goes on.", "And ends.\nreply"]);
        check("- \n-\n---\n* * *", &[]);
    }

    #[test]
    fn a_hard_break_is_meant() {
        check("some street 5  \n80203 denver\\\nusa", &["some street 5", "80203 denver", "usa"]);
    }

    #[test]
    fn wide_stops_need_no_space() {
        check("はじめまして。安藤です！よろしく", &["はじめまして。", "安藤です！", "よろしく"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ranges_are_trimmed_ordered_and_leave_no_word_out(text in "([a-c]|A|I|é|🦀|。|\\.|\\?|…|:|\\)|\"|1|-|#|>| |  |\n|\r\n|,|Hi|\\\\){0,30}") {
            let found = sentences(&text);
            let mut end = 0;
            for range in &found {
                prop_assert!(end <= range.start() && !range.is_empty());
                prop_assert!(text.is_char_boundary(range.start()) && text.is_char_boundary(range.end()));
                prop_assert!(range.of(&text).trim().len() == range.len());
                prop_assert!(!text[end..range.start()].contains(char::is_alphabetic), "left out of {:?}", text);
                end = range.end();
            }
            prop_assert!(!text[end..].contains(char::is_alphabetic));
        }
    }
}
