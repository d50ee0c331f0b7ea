//! What becomes of one file in an act: with its texts while it happens, and as a record notes it.

use serde::{Deserialize, Serialize};

use crate::git::files::own_folders::fnv1a;

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From the root, with `/`.
    pub path: String,
    /// The text before; `None` where there was no file.
    pub before: Option<String>,
    /// The text afterwards; `None` where there is no file.
    pub after: Option<String>,
    /// The name under which the text stood before, where the file was moved.
    pub moved_from: Option<String>,
}

/// A step as a record keeps it: all that is needed to finish it or to take it back, and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedStep {
    /// From the root, with `/`.
    pub path: String,
    /// The text before; `None` where there was no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<NotedText>,
    /// The text afterwards; `None` where there is no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<NotedText>,
    /// The name under which the text stood before, where the file was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<String>,
}

/// A text in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum NotedText {
    /// All of it.
    Whole(String),
    /// Enough to know it again, where it stands in a file as long as it is needed.
    Known {
        /// In bytes.
        length: u64,
        /// The 64-bit FNV-1a hash of its bytes.
        hash: u64,
    },
}

impl NotedStep {
    /// Notes a step of an act. A file that it makes is only to be known again: to take it back, it goes; to finish it, its draft is there.
    #[must_use]
    pub fn of(step: &Step) -> Self {
        let after = step.after.as_deref();
        let after = if step.before.is_none() { after.map(NotedText::known) } else { after.map(NotedText::whole) };
        Self { path: step.path.clone(), before: step.before.as_deref().map(NotedText::whole), after, moved_from: step.moved_from.clone() }
    }

    /// Notes a step of an undo, which is only ever finished: a file that it deletes is only to be known again.
    #[must_use]
    pub fn of_undo(step: &Step) -> Self {
        let before = step.before.as_deref();
        let before = if step.after.is_none() { before.map(NotedText::known) } else { before.map(NotedText::whole) };
        Self { path: step.path.clone(), before, after: step.after.as_deref().map(NotedText::whole), moved_from: step.moved_from.clone() }
    }
}

impl NotedText {
    fn whole(text: &str) -> Self {
        Self::Whole(text.to_owned())
    }

    fn known(text: &str) -> Self {
        Self::Known { length: text.len() as u64, hash: fnv1a(text.as_bytes()) }
    }

    /// How long the text is, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::Whole(text) => text.len() as u64,
            Self::Known { length, .. } => *length,
        }
    }

    /// Whether `bytes` are this text.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Whole(text) => text.as_bytes() == bytes,
            Self::Known { length, hash } => bytes.len() as u64 == *length && fnv1a(bytes) == *hash,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NotedStep, NotedText, Step};

    fn step(before: Option<&str>, after: Option<&str>) -> Step {
        Step { path: "a.md".into(), before: before.map(str::to_owned), after: after.map(str::to_owned), moved_from: None }
    }

    #[test]
    fn a_new_file_is_noted_without_its_text_and_known_again() {
        let noted = NotedStep::of(&step(None, Some("# Ada\n")));
        let json = serde_json::to_string(&noted).unwrap();
        assert!(!json.contains("Ada") && json.len() < 80, "{json}");
        let read: NotedStep = serde_json::from_str(&json).unwrap();
        let text = read.after.unwrap();
        assert_eq!([text.is(b"# Ada\n"), text.is(b"# Adb\n"), text.is(b"# Ada\n\n")], [true, false, false]);
    }

    #[test]
    fn what_could_be_lost_is_noted_whole() {
        let whole = |text: &str| Some(NotedText::Whole(text.into()));
        let changed = NotedStep::of(&step(Some("1"), Some("2")));
        assert_eq!((changed.before, changed.after), (whole("1"), whole("2")));
        assert_eq!(NotedStep::of(&step(Some("1"), None)).before, whole("1"));
        assert_eq!(NotedStep::of_undo(&step(None, Some("1"))).after, whole("1"));
        assert!(matches!(NotedStep::of_undo(&step(Some("1"), None)).before, Some(NotedText::Known { length: 1, .. })));
    }

    #[test]
    fn a_record_of_an_earlier_release_is_still_read() {
        let read: NotedStep = serde_json::from_str(r#"{"path":"a.md","before":null,"after":"1","moved_from":null}"#).unwrap();
        assert_eq!(read, NotedStep { path: "a.md".into(), before: None, after: Some(NotedText::Whole("1".into())), moved_from: None });
    }
}
