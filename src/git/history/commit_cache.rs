//! What was made out of commits, kept by their ids so that it need not be made again.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::git::files::private_file::write_privately;
use crate::git::repository::open::Repository;

/// First line of the file.
const MARK: &str = "journal-commits 1";

/// A text for each commit. A commit never changes, so neither does what is told of it; the file may be deleted at any time.
#[derive(Debug)]
pub struct CommitCache {
    file: PathBuf,
    version: String,
    texts: HashMap<String, String>,
    changed: bool,
}

impl CommitCache {
    /// Opens the cache called `name` of a repository in `folder`, empty where there is none, it is broken, or it was written for another
    /// `version` of what the texts mean.
    pub fn open(repository: &Repository, folder: &Path, name: &str, version: &str) -> Self {
        let file = folder.join(format!("{name}-{}", repository.key()));
        let texts = fs::read_to_string(&file).ok().and_then(|text| parse(&text, version)).unwrap_or_default();
        Self { file, version: version.to_owned(), texts, changed: false }
    }

    /// What is known of a commit.
    pub fn get(&self, commit: &str) -> Option<&str> {
        self.texts.get(commit).map(String::as_str)
    }

    /// Remembers something of a commit.
    pub fn insert(&mut self, commit: &str, text: String) {
        self.texts.insert(commit.to_owned(), text);
        self.changed = true;
    }

    /// Writes it where something is new. Two at once: the later one stands, which costs time and nothing else.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&mut self) -> io::Result<()> {
        if !self.changed {
            return Ok(());
        }
        let mut out = format!("{MARK} {}\n", self.version);
        for (commit, text) in &self.texts {
            out.push_str(&format!("{commit} {}\n{text}\n", text.len()));
        }
        write_privately(&self.file, out.as_bytes())?;
        self.changed = false;
        Ok(())
    }
}

fn parse(text: &str, version: &str) -> Option<HashMap<String, String>> {
    let mut rest = text.strip_prefix(MARK)?.strip_prefix(' ')?.strip_prefix(version)?.strip_prefix('\n')?;
    let mut texts = HashMap::new();
    while !rest.is_empty() {
        let (header, body) = rest.split_once('\n')?;
        let (commit, length) = header.split_once(' ')?;
        let length = length.parse::<usize>().ok()?;
        texts.insert(commit.to_owned(), body.get(..length)?.to_owned());
        rest = body.get(length..)?.strip_prefix('\n')?;
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn texts_come_back_whatever_they_hold() {
        let texts = parse("journal-commits 1 v2\naaaa 3\nx\ny\nbbbb 0\n\n", "v2").unwrap();
        assert_eq!((texts["aaaa"].as_str(), texts["bbbb"].as_str()), ("x\ny", ""));
    }

    #[test]
    fn another_version_or_a_cut_file_is_as_good_as_none() {
        assert_eq!(parse("journal-commits 1 v1\naaaa 1\nx\n", "v2"), None);
        assert_eq!(parse("journal-commits 1 v2\naaaa 30\nx\n", "v2"), None);
    }
}
