//! Where people are, as a message tells it: “I'm in Leeds”, “your office in Austin”, “the eight hours between us”.

use crate::prose::words::Word;

/// Whether the words put the writer and the reader in different places, or speak of the hours between them.
///
/// Only what is said counts: two places that nobody stands in (“the road from Leeds to Hull”) are no sign of it.
#[must_use]
pub fn are_apart(words: &[Word]) -> bool {
    if words.windows(2).any(hours_between) {
        return true;
    }
    let places: Vec<(Whose, &str)> = (0..words.len()).filter_map(|at| place_at(words, at)).collect();
    let of = |whose: Whose| places.iter().filter(move |(owner, _)| *owner == whose).map(|(_, place)| *place);
    of(Whose::Mine).any(|mine| of(Whose::Theirs).any(|theirs| mine != theirs))
        && of(Whose::Mine).all(|mine| of(Whose::Theirs).all(|it| it != mine))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Mine,
    Theirs,
}

/// “hours ahead”, “time difference”, “hours behind”.
fn hours_between(pair: &[Word]) -> bool {
    matches!(
        (pair[0].folded.as_str(), pair[1].folded.as_str()),
        ("hours", "ahead" | "behind" | "apart" | "between")
            | ("hour", "ahead" | "behind")
            | ("time", "difference" | "zones")
            | ("different", "timezones")
    )
}

/// The place named after the word at `at`, and who is there by the nearest pronoun before it.
fn place_at(words: &[Word], at: usize) -> Option<(Whose, &str)> {
    const REACH: usize = 8;
    let here = match words[at].folded.as_str() {
        "in" | "near" | "outside" => true,
        "of" => at.checked_sub(1).is_some_and(|before| words[before].folded == "out"),
        // Where one comes from is not where one is.
        "from" => at
            .checked_sub(1)
            .is_some_and(|before| matches!(words[before].folded.as_str(), "writing" | "calling" | "working" | "hello" | "greetings")),
        _ => false,
    };
    if !here {
        return seat_at(words, at);
    }
    let place = words.get(at + 1).filter(|word| word.capital && !NO_PLACES.contains(&word.bare()))?;
    let before = words[at.saturating_sub(REACH)..at].iter().rev();
    let whose = before.take_while(|word| !matches!(word.then, '.' | '?' | '!' | '\n' | ';')).find_map(|word| match word.folded.as_str() {
        "i" | "i'm" | "im" | "me" | "my" | "we" | "we're" | "here" => Some(Whose::Mine),
        "you" | "you're" | "your" | "there" | "over" => Some(Whose::Theirs),
        _ => None,
    });
    // “Based in Leeds, …” is said of oneself.
    let of_oneself = || at.checked_sub(1).is_some_and(|before| matches!(words[before].folded.as_str(), "based" | "live" | "living"));
    let whose = whose.or_else(|| of_oneself().then_some(Whose::Mine))?;
    Some((whose, place.bare()))
}

/// “your Tashkent office”, “the Austin team”: where they sit, the place's word being at `at`.
fn seat_at(words: &[Word], at: usize) -> Option<(Whose, &str)> {
    let before = at.checked_sub(1).map(|before| words[before].folded.as_str())?;
    let seat = matches!(
        words.get(at + 1)?.folded.as_str(),
        "office" | "team" | "branch" | "headquarters" | "hq" | "studio" | "shop" | "lab" | "site" | "plant" | "depot"
    );
    let place = Some(&words[at]).filter(|word| word.capital && !NO_PLACES.contains(&word.bare()))?;
    let whose = match before {
        "my" | "our" => Whose::Mine,
        // “the Tashkent office” is theirs where “you” stands before it.
        "your" => Whose::Theirs,
        "the" if words[at.saturating_sub(6)..at].iter().any(|word| matches!(word.folded.as_str(), "you" | "your")) => Whose::Theirs,
        _ => return None,
    };
    seat.then(|| (whose, place.bare()))
}

/// Capitalised words that may follow “in” and are no place.
const NO_PLACES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "english",
    "french",
    "german",
    "spanish",
    "python",
    "rust",
    "java",
    "javascript",
    "typescript",
    "go",
    "ruby",
    "elixir",
    "sql",
    "react",
    "django",
    "rails",
    "i",
    "c",
    "kotlin",
    "swift",
    "scala",
    "haskell",
    "linux",
    "excel",
];

#[cfg(test)]
mod tests {
    use super::are_apart;
    use crate::prose::words::words;

    fn apart(text: &str) -> bool {
        are_apart(&words(text, 0))
    }

    #[test]
    fn who_is_where_is_told_by_the_nearest_pronoun() {
        assert!(apart("I'm in Leeds and you're in Austin."));
        assert!(apart("I live near Oslo; your team in Toronto wakes when I make dinner."));
        assert!(apart("I'm Ioana, a clerk in Iași. Since you live in Toronto now, could we do a video call?"));
        assert!(apart("From here in Galway: you said the Tashkent office can see it."));
        assert!(apart("Based in Leeds. You're in Austin."));
        assert!(apart("I know we are six hours apart."));
        assert!(apart("I am Dee, a loan officer in Atlanta. Is ten too early for you in Seattle?"));
    }

    #[test]
    fn one_place_or_a_place_that_nobody_is_in_is_no_sign() {
        assert!(!apart("I'm in Leeds, and your shop in Leeds is on my way."));
        assert!(!apart("I moved here in June and learnt from Ada."));
        assert!(!apart("I'm learning in Python, you write in Rust."));
        assert!(!apart("The lorry went from Leeds to Hull."));
    }
}
