//! The letters that a client compares with what is typed: they begin with what stands before the cursor, so that every client keeps the offer.

use crate::text::fuzzy::{Fuzzy, fold};

/// Words by which an offer is found where `covered` stands in its range before the cursor.
///
/// Clients compare differently: some want the letters in order, some one beginning with the other, a few to the very case. What begins with
/// the covered letters as they stand, and goes on as the matching name does, suits all of them. An offer that does not match what was
/// typed is told by its own words: the client leaves it out, until letters are taken back.
#[must_use]
pub fn filter_words(covered: &str, words: &str) -> String {
    let core = covered.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let lead = &covered[..covered.len() - core.len()];
    let own = if words.starts_with(lead) { words.to_owned() } else { format!("{lead}{words}") };
    if core.is_empty() || own.starts_with(covered) {
        return own;
    }
    match rest_behind(words, core) {
        Some(rest) => format!("{covered}{rest} {words}"),
        None if Fuzzy::new(core).score(words).is_some() => format!("{covered} {words}"),
        None => own,
    }
}

/// What follows in `words` behind letters that mean the same as `core`; the beginning of a word is looked for first.
fn rest_behind<'a>(words: &'a str, core: &str) -> Option<&'a str> {
    let core = fold(core);
    let is_beginning = |at: usize| words[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let places = || words.char_indices().map(|(at, _)| at);
    let rest = |at: usize| rest_at(&words[at..], &core);
    places().filter(|at| is_beginning(*at)).find_map(rest).or_else(|| places().filter(|at| !is_beginning(*at)).find_map(rest))
}

/// What follows where `words` begin with folded letters.
fn rest_at<'a>(words: &'a str, core: &str) -> Option<&'a str> {
    let mut left = core;
    for (at, letter) in words.char_indices() {
        if left.is_empty() {
            return Some(&words[at..]);
        }
        left = left.strip_prefix(fold(letter.encode_utf8(&mut [0; 4])).as_str())?;
    }
    left.is_empty().then_some("")
}

#[cfg(test)]
mod tests {
    use super::filter_words;

    #[track_caller]
    fn check(covered: &str, words: &str, expected: &str) {
        assert_eq!(filter_words(covered, words), expected);
    }

    #[test]
    fn what_is_typed_comes_first_and_goes_on_as_the_name_does() {
        check("ada", "Ada Lovelace", "ada Lovelace Ada Lovelace");
        check("lov", "Ada Lovelace", "lovelace Ada Lovelace");
        check("Ada L", "Ada Lovelace", "Ada Lovelace");
        check("ace", "Ada Lovelace", "ace Ada Lovelace");
    }

    #[test]
    fn signs_before_the_letters_are_kept() {
        check("@lov", "Ada Lovelace", "@lovelace Ada Lovelace");
        check("@", "Ada Lovelace", "@Ada Lovelace");
        check("\"ad", "Ada", "\"ada Ada");
    }

    #[test]
    fn letters_with_gaps_and_marks_are_the_clients_to_keep() {
        check("@zoe", "Zoë Bly", "@zoe Bly Zoë Bly");
        check("alv", "Ada Lovelace", "alv Ada Lovelace");
    }

    #[test]
    fn what_does_not_match_is_not_made_to() {
        check("xyz", "Ada", "Ada");
        check("", "Ada", "Ada");
    }
}
