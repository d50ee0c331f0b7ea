//! Keys of front matter: of the same few words in every note, each kept once.

use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet;

/// A key as meant, quotes resolved. Cheap to clone, and read as a `str`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(Arc<str>);

thread_local! {
    // One for each thread that reads: nothing is waited for, and a journal's notes are read by a few threads.
    static KNOWN: RefCell<FxHashSet<Arc<str>>> = RefCell::default();
}

/// Beyond so many, keys are no words that stand in every note.
const KNOWN_AT_MOST: usize = 256;

impl Key {
    /// The key that reads `words`.
    #[must_use]
    pub fn new(words: &str) -> Self {
        KNOWN.with_borrow_mut(|known| {
            if let Some(key) = known.get(words) {
                return Self(key.clone());
            }
            let key: Arc<str> = words.into();
            if known.len() < KNOWN_AT_MOST {
                known.insert(key.clone());
            }
            Self(key)
        })
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl PartialEq<Key> for &str {
    fn eq(&self, other: &Key) -> bool {
        **self == *other.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_that_stands_in_two_notes_is_kept_once() {
        let (one, other) = (Key::new("status"), Key::new("status"));
        assert!(std::ptr::eq(&raw const *one, &raw const *other));
        assert!(one == "status" && one != Key::new("sent"));
    }

    #[test]
    fn any_number_of_keys_is_read() {
        let keys: Vec<Key> = (0..1_000).map(|number| Key::new(&number.to_string())).collect();
        assert_eq!(&*keys[999], "999");
    }
}
