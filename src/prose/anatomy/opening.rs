//! How a message opens: the greeting, and whom it names.

use crate::prose::anatomy::model::{Greets, Opening};
use crate::prose::names::{Called, TITLES};
use crate::prose::words::Word;
use crate::text::range::TextRange;

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "hiya",
    "howdy",
    "greetings",
    "morning",
    "afternoon",
    "evening",
    "good",
    "hola",
    "bonjour",
    "hallo",
    "hei",
    "hej",
    "kia",
    "ora",
    "ciao",
    "salut",
    "moin",
    "namaste",
    "dearest",
    "liebe",
    "lieber",
    "caro",
    "cara",
    "cher",
    "chere",
    "querida",
    "querido",
    "ola",
    "salam",
    "servus",
    "aloha",
    "heya",
    "heyy",
    "heyyy",
    "yo",
    "day",
    "g'day",
    "most",
    "respected",
    "esteemed",
    "sehr",
    "geehrte",
    "geehrter",
    "shalom",
    "ahoj",
    "czesc",
    "dobry",
    "well",
    "oh",
    "ahoy",
    "hoi",
    "beste",
    "kaere",
    "kjaere",
    "estimada",
    "estimado",
    "gentile",
    "goedemorgen",
    "goedendag",
    "selam",
    "merhaba",
    "oi",
    "alright",
    "ay",
    "up",
    "wotcher",
    "sup",
];
const SEVERAL: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "team",
    "folks",
    "both",
    "guys",
    "colleagues",
    "friends",
    "engineers",
    "developers",
    "y'all",
    "people",
    "ladies",
];
const NOBODY: &[&str] = &[
    "there",
    "sir",
    "madam",
    "sirs",
    "again",
    "whom",
    "hiring",
    "manager",
    "recruiter",
    "friend",
    "stranger",
    "you",
    "from",
    "hope",
    "i",
    "i'm",
    "my",
    "we",
    "so",
    "just",
    "quick",
    "to",
    "the",
    "a",
    "an",
    "this",
    "that",
    "is",
    "it",
    "it's",
    "thanks",
    "thank",
    "mate",
    "man",
    "bro",
    "dude",
    "buddy",
    "lovely",
    "fellow",
    "hello",
    "hi",
    "hey",
    "concern",
    "may",
    "human",
    "resources",
    "professor",
    "doctor",
    "neighbour",
    "neighbor",
    "world",
    "and",
    "or",
    "on",
    "in",
    "at",
    "your",
    "saw",
    "how",
    "what",
    "would",
    "could",
    "can",
    "happy",
    "sorry",
    "long",
    "great",
    "nice",
    "finally",
    "first",
    "after",
    "since",
    "with",
    "as",
    "when",
    "while",
    "one",
    "two",
    "please",
    "let",
    "do",
    "did",
    "are",
    "yes",
    "no",
];

/// The opening of a message with these words. `called` is how the person it goes to is called, where one is known; `placeholders` are
/// what was left to fill in.
#[must_use]
pub fn opening(words: &[Word], start: usize, called: Option<&Called>, placeholders: &[TextRange]) -> Opening {
    let titled = |word: &Word| word.then == '.' && TITLES.contains(&word.folded.as_str());
    let closes = |word: &Word| matches!(word.then, ',' | '!' | '\n' | '\r' | ':' | '–' | '.' | '?' | ';') && !titled(word);
    let end = words.iter().take(7).position(closes).map_or(0, |at| at + 1);
    let ends_late = end == 0;
    let end = if ends_late { words.len().min(7) } else { end };
    let head = &words[..end];
    let Some(first) = head.first() else { return Opening { range: TextRange::empty(start), greets: Greets::Nobody } };
    let range = first.range.join(head[head.len() - 1].range);
    let near = |place: &&TextRange| place.start() <= range.end() + 24 && place.start() < first.range.end() + 40;
    if let Some(hole) = placeholders.iter().find(near)
        && words.get(1).is_none_or(|second| hole.start() <= second.range.start())
    {
        return Opening { range: range.join(*hole), greets: Greets::Placeholder };
    }
    let greets = whom(words, head, ends_late, called);
    let is_greeting = greets != Greets::Nobody || GREETINGS.contains(&first.folded.as_str());
    Opening { range: if is_greeting && !ends_late { range } else { TextRange::empty(first.range.start()) }, greets }
}

fn whom(words: &[Word], head: &[Word], ends_late: bool, called: Option<&Called>) -> Greets {
    let is_them = |word: &&Word| called.is_some_and(|called| called.is(word.bare()));
    if let Some(several) = head.iter().take(3).find(|word| SEVERAL.contains(&word.folded.as_str()))
        && GREETINGS.contains(&head[0].folded.as_str())
        && head.len() <= 4
    {
        return Greets::Several(several.range);
    }
    if head.iter().any(|word| is_them(&word)) || words.iter().take(9).filter(|word| word.capital).any(|word| is_them(&word)) {
        return Greets::Them;
    }
    let Some(called) = called else { return Greets::Nobody };
    let skipped =
        head.iter().take_while(|word| GREETINGS.contains(&word.folded.as_str()) || TITLES.contains(&word.folded.as_str())).count();
    let greets = skipped > 0;
    let named: &[Word] = if greets { &head[skipped..] } else { head };
    if named.is_empty() || ends_late && !greets {
        return Greets::Nobody;
    }
    // Without a greeting word only a name alone opens: `Isaac,`.
    if !greets && (head.len() > 2 || !head[0].capital || NOBODY.contains(&head[0].folded.as_str())) {
        return Greets::Nobody;
    }
    let candidates = named.iter().take(3).take_while(|word| !NOBODY.contains(&word.folded.as_str()));
    let mut another = None;
    for word in candidates {
        if called.nearly(word.bare()).is_some() {
            return Greets::Nearly(word.range);
        }
        if another.is_none() && word.capital {
            another = Some(word.range);
        }
    }
    match another {
        Some(range) if greets => Greets::Another(range),
        _ => Greets::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::opening;
    use crate::prose::anatomy::model::Greets;
    use crate::prose::names::Called;
    use crate::prose::words::words;

    fn greets(text: &str) -> String {
        let called = Called::by_name("Ada Lovelace", ["Countess"].into_iter());
        match opening(&words(text, 0), 0, Some(&called), &[]).greets {
            Greets::Them => "them".into(),
            Greets::Another(range) => format!("another: {}", range.of(text)),
            Greets::Nearly(range) => format!("nearly: {}", range.of(text)),
            Greets::Several(range) => format!("several: {}", range.of(text)),
            Greets::Placeholder => "placeholder".into(),
            Greets::Nobody => "nobody".into(),
        }
    }

    #[test]
    fn many_ways_to_greet_are_understood() {
        for text in [
            "Hi Ada, hello",
            "Ada!\n\nLong time",
            "Dear Ms. Lovelace,",
            "Ada, your line about",
            "Morning Countess! I",
            "Kia ora Ada,",
            "hey ada got a sec",
        ] {
            assert_eq!(greets(text), "them", "{text}");
        }
    }

    #[test]
    fn other_names_slips_and_nobody_are_told_apart() {
        assert_eq!(greets("Hi Grace,\n\nI'm Sam"), "another: Grace");
        assert_eq!(greets("Hi Aad,\n\nI'm Sam"), "nearly: Aad");
        assert_eq!(greets("Dear Ms Lovelase,"), "nearly: Lovelase");
        assert_eq!(greets("Hello everyone,"), "several: everyone");
        for text in [
            "Hi there,",
            "Dear Sir or Madam,",
            "To whom it may concern:",
            "Your talk was grand. I'm Sam",
            "Hello! I'm Sam",
            "Quick one about your stack:",
        ] {
            assert_eq!(greets(text), "nobody", "{text}");
        }
    }
}
