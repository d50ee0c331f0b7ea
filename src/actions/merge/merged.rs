//! What a merge gives: the joined text, and the places where two answers contradict each other.

/// The joined text with what could not be joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The text; where two answers contradict each other both stand in it, between git's markers.
    pub text: String,
    /// Each contradiction in words, in the order of the text.
    pub conflicts: Vec<String>,
}

impl Merged {
    /// A text that joined without a contradiction.
    #[must_use]
    pub fn clean(text: impl Into<String>) -> Self {
        Self { text: text.into(), conflicts: Vec::new() }
    }

    /// Adds what joined further down.
    pub fn push(&mut self, other: Self) {
        self.text.push_str(&other.text);
        self.conflicts.extend(other.conflicts);
    }
}

/// Two texts between git's markers, so that git and editors know them for a conflict. Each ends with a line break.
#[must_use]
pub fn between_markers(ours: &str, theirs: &str) -> String {
    format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n")
}

/// What a three-way choice comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// This one: both sides agree, or only one changed.
    Take(T),
    /// Both changed, each in its own way.
    Both(T, T),
}

/// The usual three-way choice.
pub fn choose<T: PartialEq + Copy>(base: T, ours: T, theirs: T) -> Choice<T> {
    if ours == theirs || theirs == base {
        Choice::Take(ours)
    } else if ours == base {
        Choice::Take(theirs)
    } else {
        Choice::Both(ours, theirs)
    }
}
