//! How a message closes: the formula, the name, the lines with addresses, a postscript.

use crate::prose::anatomy::model::{Place, Sentence};
use crate::prose::words::Word;
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;

const CLOSINGS: &[&str] = &[
    "thanks",
    "thank",
    "thanking",
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
    "many",
    "with",
    "take",
    "cordially",
    "respectfully",
    "ciao",
    "gratefully",
    "all",
    "love",
    "bye",
    "tack",
    "takk",
    "tusen",
    "merci",
    "gracias",
    "danke",
    "diolch",
    "obrigado",
    "obrigada",
    "dank",
    "tak",
    "nga",
    "herzlich",
    "see",
    "talk",
    "ever",
    "assuring",
    "good",
    "hugs",
    "xx",
    "faithfully",
    "truly",
    "arohanui",
    "slainte",
    "saludos",
    "greetings",
    "tysm",
    "ta",
    "sent",
    "speak",
    "until",
];
const NO_NAMES: &[&str] = &[
    "you",
    "again",
    "connect",
    "soon",
    "wishes",
    "regards",
    "advance",
    "way",
    "time",
    "luck",
    "everything",
    "kindly",
    "me",
    "us",
    "it",
    "now",
    "then",
    "please",
];

/// Sets the place of every sentence from the end backwards, and answers the name the message is signed with. `my_name` is the keeper's.
pub fn close(own: &str, offset: usize, words: &[Word], sentences: &mut [Sentence], my_name: Option<&str>) -> Option<TextRange> {
    let text = |range: TextRange| own.get(range.start() - offset..range.end() - offset).unwrap_or_default();
    let mine: Vec<String> = my_name.map(|name| fold(name).split_whitespace().map(str::to_owned).collect()).unwrap_or_default();
    mark_postscript(sentences, &text);
    let mut signature = None;
    for index in (0..sentences.len()).rev() {
        let sentence = &sentences[index];
        let said = text(sentence.range);
        if sentence.place == Place::Postscript || sentence.place == Place::Greeting {
            if sentence.place == Place::Greeting {
                break;
            }
            continue;
        }
        let own_words = &words[sentence.words.0..sentence.words.1];
        if is_contact(said) && own_words.len() <= 12 || said.starts_with("[^") {
            sentences[index].place = Place::Contact;
            continue;
        }
        if asks_for_contact(said) {
            sentences[index].place = Place::Contact;
            continue;
        }
        if said.starts_with('(') && signature.is_none() || fold(said).starts_with("sent from") {
            sentences[index].place = Place::Contact;
            continue;
        }
        let begins_line = own[..sentence.range.start() - offset].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        let in_line = || name_line(own_words, said).filter(|_| begins_line);
        let named = if signature.is_none() { name_at_end(own_words, said, &mine).or_else(in_line) } else { None };
        let closes =
            own_words.first().is_some_and(|word| CLOSINGS.contains(&word.folded.as_str())) && own_words.len() <= 8 && !said.ends_with('?');
        if named.is_some() {
            signature = named;
            if own_words.len() <= 5 {
                sentences[index].place = Place::SignOff;
                continue;
            }
            break;
        }
        if closes && (signature.is_some() || index + 1 == sentences.len() || own_words.len() <= 4) && index > 0 {
            sentences[index].place = Place::SignOff;
            continue;
        }
        if own_words.is_empty() {
            continue;
        }
        break;
    }
    signature
}

fn mark_postscript<'t>(sentences: &mut [Sentence], text: &impl Fn(TextRange) -> &'t str) {
    let begins = |sentence: &Sentence| {
        let said = text(sentence.range);
        ["P.S", "PS ", "PS:", "PS.", "PS,", "p.s", "ps:", "ps "].iter().any(|mark| said.starts_with(mark))
    };
    if let Some(at) = sentences.iter().position(begins) {
        sentences[at..].iter_mut().for_each(|sentence| sentence.place = Place::Postscript);
    }
}

/// An address, a link, or a number long enough for a telephone.
fn is_contact(said: &str) -> bool {
    let digits = said.chars().filter(char::is_ascii_digit).count();
    let phone = digits >= 7 && said.chars().all(|c| c.is_ascii_digit() || " +()-./·".contains(c) || c.is_alphabetic() && digits >= 9);
    let domain = said
        .split_whitespace()
        .any(|word| word.contains('.') && !word.ends_with('.') && word.trim_matches('.').split('.').count() > 1 && word.len() > 5);
    let address = said.contains('@') || said.contains("http") || said.contains("www.") || domain;
    phone || address && said.split_whitespace().count() <= 8 && !said.ends_with('?')
}

/// A line that holds nothing but the place for an address: `[phone number]`.
fn asks_for_contact(said: &str) -> bool {
    let Some(inner) = said.strip_prefix(['[', '<', '{']).and_then(|rest| rest.strip_suffix([']', '>', '}'])) else { return false };
    ["phone", "number", "mail", "linkedin", "github", "link", "url", "website", "portfolio"].iter().any(|word| fold(inner).contains(word))
}

/// The name that makes up a line, with what people set beside theirs: `Corporal (retired) Lena Fisk`, `Nerys Bowen, MRCVS`.
fn name_line(words: &[Word], said: &str) -> Option<TextRange> {
    const MOST: usize = 6;
    let first = words.first()?;
    let plain = said.chars().all(|c| c.is_alphabetic() || " -'’.,()/".contains(c)) && !said.ends_with(['.', ',']);
    if !plain || !(2..=MOST).contains(&words.len()) || CLOSINGS.contains(&first.folded.as_str()) {
        return None;
    }
    let mut in_brackets = false;
    let mut named = 0;
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |at| words[at].then);
        in_brackets = before == '(' || in_brackets && before != ')';
        let pronoun = matches!(word.folded.as_str(), "she" | "her" | "he" | "him" | "they" | "them" | "she/her" | "he/him" | "they/them");
        if NO_NAMES.contains(&word.folded.as_str()) || !(word.capital || in_brackets || pronoun) {
            return None;
        }
        named += usize::from(word.capital && !in_brackets);
    }
    (2..=5).contains(&named).then(|| first.range.join(words[words.len() - 1].range))
}

/// The name at the end of a sentence: `Thanks, Lo`, `Constance Abernathy`, `—Nadia Farrow`.
fn name_at_end(words: &[Word], said: &str, mine: &[String]) -> Option<TextRange> {
    let last = words.last()?;
    if said.ends_with('?') {
        return None;
    }
    // The keeper's own name settles it, in whatever letters.
    if mine.contains(&last.folded) || mine.first().is_some_and(|first| words.iter().rev().take(3).any(|word| word.folded == *first)) {
        return Some(last.range);
    }
    // Their whole name, with what they do behind it: “Sam Rivera | back-end student”.
    if mine.len() >= 2
        && words.len() <= mine.len() + 6
        && words.iter().zip(mine).filter(|(word, part)| word.folded == **part).count() == mine.len()
    {
        return Some(words[0].range.join(words[mine.len() - 1].range));
    }
    let mut count = 0;
    for word in words.iter().rev() {
        let particle = matches!(word.folded.as_str(), "de" | "da" | "van" | "von" | "der" | "la" | "di" | "del" | "bin" | "al");
        if !word.capital && !particle || CLOSINGS.contains(&word.folded.as_str()) || NO_NAMES.contains(&word.folded.as_str()) {
            break;
        }
        count += 1;
        // A mark before the name parts it from the formula.
        let before = words.len().checked_sub(count + 1).map(|at| words[at].then);
        if before.is_some_and(|mark| mark != ' ') {
            break;
        }
    }
    let rest = words.len() - count;
    let parted = rest == 0 || words[rest - 1].then != ' ' || said.contains(['–', '—']);
    let formula = rest == 0 || (rest <= 7 && CLOSINGS.contains(&words[0].folded.as_str()));
    let named = (1..=4).contains(&count) && parted && formula;
    let lone_small = rest == 1
        && count == 0
        && words.len() == 1
        && said.len() < 12
        && !CLOSINGS.contains(&last.folded.as_str())
        && !NO_NAMES.contains(&last.folded.as_str())
        && !said.ends_with(['!', '.']);
    (named || lone_small).then(|| words[rest.min(words.len() - 1)].range.join(last.range))
}
