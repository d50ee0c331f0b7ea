//! Which letters words hold: told far faster than whether they match, to leave out most of what cannot.

/// A set of letters and digits, case left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    /// Those in words. Letters beyond ASCII may fold to anything, so words with one hold all.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let mut set = 0;
        for byte in words.bytes() {
            if !byte.is_ascii() {
                return Self(u64::MAX);
            }
            set |= bit(byte);
        }
        Self(set)
    }

    /// Those that a query asks for: only of its ASCII letters and digits can it be told.
    #[must_use]
    pub fn asked_by(query: &str) -> Self {
        Self(query.bytes().fold(0, |set, byte| set | bit(byte)))
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How many of `asked` are not there: at least so many slips of the pen lie between the words.
    #[must_use]
    pub fn lacks(self, asked: Self) -> u32 {
        (asked.0 & !self.0).count_ones()
    }

    /// Whether all of `asked` are there; where not, no fuzzy match is possible.
    #[must_use]
    pub fn hold(self, asked: Self) -> bool {
        asked.0 & !self.0 == 0
    }
}

fn bit(byte: u8) -> u64 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        digit @ b'0'..=b'9' => 1 << (26 + digit - b'0'),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn words_hold_their_letters_in_any_case() {
        assert!(Letters::of("Ada Lovelace 7").hold(Letters::asked_by("LOVE7")));
        assert!(!Letters::of("Ada").hold(Letters::asked_by("bo")));
        assert_eq!(Letters::of("Ada").lacks(Letters::asked_by("bad boy")), 3);
    }

    #[test]
    fn letters_beyond_ascii_may_be_anything() {
        assert!(Letters::of("Zoë").hold(Letters::asked_by("xyz")));
        assert!(Letters::of("Zoe").hold(Letters::asked_by("zoë")));
    }

    #[test]
    fn sets_join() {
        assert!(Letters::of("ab").and(Letters::of("cd")).hold(Letters::asked_by("ad")));
    }
}
