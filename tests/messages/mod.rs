//! Labelled messages in plain text files: `tests/data/blind`, `tests/data/voices` and their like. The format stands in their README.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One labelled message, as its file tells it.
#[allow(dead_code, reason = "each test reads a part of it")]
pub struct Labelled {
    /// Its name within the file.
    pub slug: String,
    /// The channel it goes by.
    pub channel: String,
    /// What it is meant to do.
    pub intent: String,
    /// `contact`, `other`, `twin`, `subject`, `must` and `may`, where they are told.
    pub fields: BTreeMap<String, String>,
    /// The message.
    pub text: String,
}

impl Labelled {
    /// The codes of a field.
    pub fn codes(&self, field: &str) -> Vec<&str> {
        self.fields.get(field).map(|codes| codes.split_whitespace().collect()).unwrap_or_default()
    }

    fn read(entry: &str) -> Self {
        let mut lines = entry.lines();
        let head: Vec<&str> = lines.next().expect("a head").split('|').map(str::trim).collect();
        let [slug, channel, intent] = head[..] else { panic!("{head:?}: slug | channel | intent") };
        let (mut fields, mut text) = (BTreeMap::new(), String::new());
        for line in lines {
            let field = ["contact", "other", "twin", "subject", "must", "may"]
                .into_iter()
                .find(|name| text.is_empty() && line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')));
            match field {
                Some(name) => drop(fields.insert(name.to_owned(), line[name.len() + 1..].trim().to_owned())),
                None if text.is_empty() && line == "nosubject" => {}
                None => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        Self { slug: slug.into(), channel: channel.into(), intent: intent.into(), fields, text }
    }
}

/// Every message in the text files of a folder below `tests/data`, in the order of their names.
pub fn labelled(folder: &str) -> Vec<Labelled> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let text: String = files.iter().map(|file| fs::read_to_string(file).expect("messages") + "\n").collect();
    text.split("#### ").filter(|entry| !entry.trim().is_empty()).map(Labelled::read).collect()
}
