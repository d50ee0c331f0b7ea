//! Words that are nearly the same: folding, distance, suggestions, file stems, fuzzy scores.

use std::borrow::Cow;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// `text` without what people leave out when they look for it: case, diacritics, the shape of apostrophes, hyphens and spaces.
///
/// `ø ł ß æ œ đ ð þ ı` become `o l ss ae oe d d th i`.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    fold_onto(text, &mut folded);
    folded
}

/// Adds `text` to `folded`, folded as [`fold`] does.
pub fn fold_onto(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|lower| push_folded(lower, folded));
        }
    }
}

/// Folds one lower-case character.
fn push_folded(c: char, folded: &mut String) {
    match c {
        'ß' => folded.push_str("ss"),
        'æ' | 'ǽ' | 'ǣ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ĳ' => folded.push_str("ij"),
        'đ' | 'ð' => folded.push('d'),
        'ø' | 'ǿ' => folded.push('o'),
        'ł' => folded.push('l'),
        'ħ' => folded.push('h'),
        'ŧ' => folded.push('t'),
        'ŋ' => folded.push('n'),
        'ı' => folded.push('i'),
        '’' | '‘' | 'ʼ' => folded.push('\''),
        '¹' => folded.push('1'),
        '²' => folded.push('2'),
        '³' => folded.push('3'),
        '\u{2010}' | '\u{2011}' => folded.push('-'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => folded.push(' '),
        'ά' => folded.push('α'),
        'έ' => folded.push('ε'),
        'ή' => folded.push('η'),
        'ί' | 'ϊ' | 'ΐ' => folded.push('ι'),
        'ό' => folded.push('ο'),
        'ύ' | 'ϋ' | 'ΰ' => folded.push('υ'),
        'ώ' => folded.push('ω'),
        'ς' => folded.push('σ'),
        'й' => folded.push('и'),
        'ё' => folded.push('е'),
        'ї' => folded.push('і'),
        'ў' => folded.push('у'),
        '가'..='힣' => push_jamo(c, folded),
        _ if is_combining(c) || c == '\u{ad}' => {}
        _ => folded.push(base_letter(c).unwrap_or(c)),
    }
}

/// The letters under the marks from `à` to the end of Latin Extended-B, then of Latin Extended Additional (Vietnamese and others); a dot
/// where there is none. From the canonical decompositions of Unicode.
const BASE_LETTERS: [(u32, &[u8]); 2] = [
    (
        0xe0,
        b"\
     aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkkkllllll.\
     l..nnnnnnn..oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzsb.......c.........f..h...kl.....\
     oo...p.......t.uu...y.z......................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
     aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................",
    ),
    (
        0x1e00,
        b"\
     aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
     ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
     eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......",
    ),
];

fn base_letter(c: char) -> Option<char> {
    let letter = BASE_LETTERS.iter().find_map(|(first, letters)| letters.get(u32::from(c).checked_sub(*first)? as usize))?;
    (*letter != b'.').then_some(char::from(*letter))
}

/// A Korean syllable as its letters, because some file systems keep it so.
fn push_jamo(c: char, folded: &mut String) {
    let at = u32::from(c) - 0xac00;
    let (lead, vowel, tail) = (at / 588, at % 588 / 28, at % 28);
    folded.extend(char::from_u32(0x1100 + lead));
    folded.extend(char::from_u32(0x1161 + vowel));
    if tail > 0 {
        folded.extend(char::from_u32(0x11a7 + tail));
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// How many letters to insert, remove, replace or swap with a neighbour to make `b` of `a`, both folded.
#[must_use]
pub fn edit_distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&fold(a), &fold(b))
}

/// The candidate that was probably meant by `word`: the nearest within a distance that suits its length, or one that `word` begins.
///
/// Of candidates of several words (names), each word is tried as well. Equally near ones: the first.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word.trim());
    let length = word.chars().count();
    let near = candidates.into_iter().filter_map(|candidate| {
        let folded = fold(candidate);
        let parts = folded.split([' ', '-', '_']).filter(|part| part.len() < folded.len());
        let by_part = parts.filter_map(|part| Some(remoteness(&word, length, part)? + 1)).min();
        let nearest = remoteness(&word, length, &folded).into_iter().chain(by_part).min()?;
        Some((nearest, candidate))
    });
    near.min_by_key(|(remoteness, _)| *remoteness).map(|(_, candidate)| candidate)
}

/// As [`did_you_mean`], but nothing where several are equally near: among `mod-0` to `mod-4`, `mod-9` may be any.
#[must_use]
pub fn plainly_meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let first = did_you_mean(word, candidates.iter().copied())?;
    let last = did_you_mean(word, candidates.into_iter().rev())?;
    (first == last).then_some(first)
}

/// How many slips of the pen may lie between a word of so many characters and what it was meant to be.
#[must_use]
pub fn slips_allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        _ => 3,
    }
}

/// Four times the distance, or a little for a mere beginning; nothing where the two are no likely slip of each other.
fn remoteness(word: &str, length: usize, candidate: &str) -> Option<usize> {
    let allowed = slips_allowed(length);
    if length >= 2 && candidate.starts_with(word) {
        return Some(if candidate.len() == word.len() { 0 } else { 3 });
    }
    if candidate.chars().count().abs_diff(length) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    (distance <= allowed).then_some(distance * 4)
}

/// A file stem made from a name: folded, words joined by `-`, safe on every system, at most 80 characters, never empty (`note`).
#[must_use]
pub fn stem(name: &str) -> String {
    const LONGEST_CHARS: usize = 80;
    /// What file systems allow is 255 bytes; a date before the stem and `.md` after it have to fit too.
    const LONGEST_BYTES: usize = 220;
    let mut stem = String::new();
    let mut count = 0;
    let mut gap = false;
    for c in fold(name).chars().filter(|&c| c != '\'') {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        let dash = gap && !stem.is_empty();
        count += 1 + usize::from(dash);
        if count > LONGEST_CHARS || stem.len() + c.len_utf8() + usize::from(dash) > LONGEST_BYTES {
            break;
        }
        if dash {
            stem.push('-');
        }
        stem.push(c);
        gap = false;
    }
    if stem.is_empty() || is_reserved(&stem) {
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.push_str("note");
    }
    stem
}

/// Whether Windows keeps the name for a device.
fn is_reserved(stem: &str) -> bool {
    let device = |prefix| stem.strip_prefix(prefix).is_some_and(|rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin" | "conout") || device("com") || device("lpt")
}

/// A query, ready to score many candidates as an editor's picker does: its letters in order, gaps allowed.
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Fuzzy {
    /// Makes `query` ready; case and diacritics do not count, and each of its words must match.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let pattern = Pattern::new(&fold(query), CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }

    /// How well `candidate` matches, the higher the better; `None` where it does not. An empty query matches everything with 0.
    pub fn score(&mut self, candidate: &str) -> Option<u32> {
        let candidate = if candidate.is_ascii() { Cow::Borrowed(candidate) } else { Cow::Owned(fold(candidate)) };
        self.pattern.score(Utf32Str::new(&candidate, &mut self.buffer), &mut self.matcher)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fuzzy, did_you_mean, edit_distance, fold, stem};

    #[test]
    fn case_and_diacritics_do_not_count() {
        assert_eq!(fold("Zoë ÅNGSTRÖM"), "zoe angstrom");
        assert_eq!(fold("Søren Łukasz Strauß Æsa Œuvre Đorđe Þór Ðan ısı"), "soren lukasz strauss aesa oeuvre dorde thor dan isi");
        assert_eq!(fold("Nguyễn Şeyma Čapek Ἀ"), fold("nguyen seyma capek ἀ"));
        assert_eq!(fold("İzmir"), "izmir");
    }

    #[test]
    fn composed_and_decomposed_spellings_are_the_same() {
        assert_eq!(fold("Jose\u{301}"), fold("José"));
        assert_eq!(fold("Andrei\u{306}"), "andrei");
        assert_eq!(fold("и\u{306}"), fold("й"));
        assert_eq!(fold("\u{1112}\u{1161}\u{11ab}"), fold("한"));
    }

    #[test]
    fn curly_apostrophes_are_plain_ones() {
        assert_eq!(fold("O’Brien"), "o'brien");
    }

    #[test]
    fn swapped_letters_are_one_slip() {
        assert_eq!(edit_distance("tuedsay", "Tuesday"), 1);
        assert_eq!(edit_distance("é", "e"), 0);
    }

    #[track_caller]
    fn check_suggestion(word: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(did_you_mean(word, candidates.iter().copied()), expected);
    }

    #[test]
    fn the_nearest_candidate_is_suggested() {
        check_suggestion("Ada Lovelase", &["Ida Lovelorn", "Ada Lovelace", "Ada Love"], Some("Ada Lovelace"));
        check_suggestion("replyed", &["draft", "sent", "replied"], Some("replied"));
    }

    #[test]
    fn a_beginning_counts_but_a_smaller_slip_counts_more() {
        check_suggestion("follow", &["first", "follow-up"], Some("follow-up"));
        check_suggestion("send", &["sending-more", "sent"], Some("sending-more"));
        check_suggestion("Sent", &["sentence", "sent"], Some("sent"));
    }

    #[test]
    fn one_word_of_a_name_is_enough() {
        check_suggestion("lovelase", &["Grace Hopper", "Ada Lovelace"], Some("Ada Lovelace"));
    }

    #[test]
    fn what_is_far_off_is_not_suggested() {
        check_suggestion("xyz", &["abc", "xyzzyabc-not"], Some("xyzzyabc-not"));
        check_suggestion("hello", &["goodbye"], None);
        check_suggestion("", &["a", "b"], None);
    }

    #[track_caller]
    fn check_stem(name: &str, expected: &str) {
        assert_eq!(stem(name), expected);
    }

    #[test]
    fn a_stem_is_the_folded_words_joined() {
        check_stem("Ada Lovelace", "ada-lovelace");
        check_stem("  Søren   O’Brien (Jr.) ", "soren-obrien-jr");
        check_stem("安藤 忠雄", "安藤-忠雄");
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        check_stem("../../etc/passwd", "etc-passwd");
        check_stem("C:\\Users\\x", "c-users-x");
        check_stem(".hidden", "hidden");
    }

    #[test]
    fn reserved_and_empty_names_get_a_word() {
        check_stem("CON", "con-note");
        check_stem("lpt1", "lpt1-note");
        check_stem("COM¹", "com1-note");
        check_stem("lptx", "lptx");
        check_stem("!?", "note");
        check_stem("", "note");
    }

    #[test]
    fn long_names_are_cut_to_eighty_characters() {
        assert_eq!(stem(&"ab ".repeat(60)).chars().count(), 80);
        assert!(stem(&"𠀀".repeat(200)).len() <= 220);
        assert!(!stem(&format!("{} b", "a".repeat(79))).ends_with('-'));
    }

    #[test]
    fn fuzzy_wants_the_letters_in_order() {
        let mut fuzzy = Fuzzy::new("adlv");
        assert!(fuzzy.score("Ada Lovelace").is_some());
        assert!(fuzzy.score("Grace Hopper").is_none());
    }

    #[test]
    fn fuzzy_likes_beginnings_better() {
        let mut fuzzy = Fuzzy::new("lov");
        assert!(fuzzy.score("Ada Lovelace") > fuzzy.score("Elio Varga"));
    }

    #[test]
    fn fuzzy_ignores_diacritics_on_both_sides() {
        assert!(Fuzzy::new("søren").score("Soren Kierk").is_some());
        assert!(Fuzzy::new("strauss").score("Anna Strauß").is_some());
        assert_eq!(Fuzzy::new("").score("anything"), Some(0));
    }
}
