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

/// Git's markers around what contradicts, of a length: git and editors know a conflict by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markers {
    length: usize,
}

impl Default for Markers {
    fn default() -> Self {
        Self { length: 7 }
    }
}

impl Markers {
    /// The longest that are written; nobody wants a line of them.
    const LONGEST: usize = 255;

    /// Markers of so many signs; none and too many are the usual seven.
    #[must_use]
    pub fn of_length(length: usize) -> Self {
        if (1..=Self::LONGEST).contains(&length) { Self { length } } else { Self::default() }
    }

    /// How many signs one has.
    #[must_use]
    pub fn length(self) -> usize {
        self.length
    }

    /// Two texts between markers, so that git and editors know them for a conflict. Each ends with a line break.
    #[must_use]
    pub fn around(self, ours: &str, theirs: &str) -> String {
        let [open, middle, close] = self.lines();
        format!("{open}{ours}{middle}{theirs}{close}")
    }

    /// The lines that stand around the two texts.
    #[must_use]
    pub fn lines(self) -> [String; 3] {
        let signs = |sign: &str| sign.repeat(self.length);
        [format!("{} ours\n", signs("<")), format!("{}\n", signs("=")), format!("{} theirs\n", signs(">"))]
    }
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
