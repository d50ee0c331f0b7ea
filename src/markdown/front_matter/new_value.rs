//! What is to be written into front matter, and why it cannot be.

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// One text, in quotes only where YAML needs them.
    Scalar(String),
    /// Several; in brackets, or on lines where the list stood on lines before.
    List(Vec<String>),
}

/// Why front matter cannot be edited without harm. The keeper has to change it by hand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterEditError {
    /// The closing fence is missing.
    #[error("the front matter is never closed; put a line `---` after its last key")]
    Unclosed,
    /// The value uses YAML beyond plain values.
    #[error("`{key}` uses an anchor, an alias or a tag of YAML; change it by hand")]
    AnchorAliasOrTag {
        /// The key that was to be changed.
        key: String,
    },
    /// Comments stand inside the value.
    #[error("`{key}` holds comments that would be lost; change it by hand")]
    Comments {
        /// The key that was to be changed.
        key: String,
    },
    /// The changed front matter would not read as it should.
    #[error("the front matter is written so that `{key}` cannot be changed safely; change it by hand")]
    Unsafe {
        /// The key that was to be changed.
        key: String,
    },
}
