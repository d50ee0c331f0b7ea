//! The frames around words: denied, quoted, asked how or whether. In a frame the same word means something else.

use crate::prose::acts::classes::Class;
use crate::prose::acts::math::hash_bytes;
use crate::prose::acts::tokens::{Kind, Token};

/// The frame that a token stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Nothing around it.
    Free,
    /// "Not about a job".
    Denied,
    /// Inside quotation marks.
    Quoted,
    /// Behind a question word, whose token this is: "how you hire".
    Behind(usize),
}

/// How far a denial or a question word reaches, in tokens.
const REACH: usize = 8;

/// The frame of every token.
#[must_use]
pub fn settings(list: &[Token]) -> Vec<Setting> {
    let mut settings = vec![Setting::Free; list.len()];
    let (mut quoted, mut denied, mut asked) = (false, 0, None);
    for (at, token) in list.iter().enumerate() {
        if token.is_mark('"') {
            quoted = !quoted && list[at + 1..].iter().any(|other| other.is_mark('"'));
        }
        if ends_a_clause(token) {
            (denied, asked) = (0, None);
        }
        settings[at] = match asked {
            _ if quoted => Setting::Quoted,
            _ if denied > at => Setting::Denied,
            Some(word) if at - word <= REACH => Setting::Behind(word),
            _ => Setting::Free,
        };
        if denies(list, at) {
            denied = at + REACH;
        }
        if token.is(Class::Wh) || token.is(Class::Whether) {
            asked = Some(at);
        }
    }
    settings
}

fn ends_a_clause(token: &Token) -> bool {
    const BUT: u64 = hash_bytes(b"but");
    (token.kind == Kind::Mark && !token.is_mark('"')) || token.word == BUT
}

fn denies(list: &[Token], at: usize) -> bool {
    const NOT: [u64; 5] = [hash_bytes(b"not"), hash_bytes(b"n't"), hash_bytes(b"no"), hash_bytes(b"without"), hash_bytes(b"never")];
    const INSTEAD: [u64; 2] = [hash_bytes(b"instead"), hash_bytes(b"rather")];
    const OF: [u64; 2] = [hash_bytes(b"of"), hash_bytes(b"than")];
    let next = list.get(at + 1);
    NOT.contains(&list[at].word) || (INSTEAD.contains(&list[at].word) && next.is_some_and(|next| OF.contains(&next.word)))
}

#[cfg(test)]
mod tests {
    use super::{Setting, settings};
    use crate::prose::acts::tokens::tokens;

    fn setting_of(sentence: &str, word: &str) -> Setting {
        let tokens = tokens(sentence).list;
        let at = tokens.iter().position(|token| &sentence[token.start as usize..token.end as usize] == word).expect("the word");
        settings(&tokens)[at]
    }

    #[test]
    fn a_denied_job_is_no_wish_for_one() {
        assert_eq!(setting_of("I'm not writing about a job", "job"), Setting::Denied);
        assert_eq!(setting_of("I'm not sure, I want a job", "job"), Setting::Free);
    }

    #[test]
    fn hiring_behind_how_is_about_how() {
        assert_eq!(setting_of("Tell me how you hire", "hire"), Setting::Behind(2));
    }

    #[test]
    fn quotes_frame_what_they_hold() {
        assert_eq!(setting_of("Your post \"we hire for calm\" is good", "hire"), Setting::Quoted);
    }
}
