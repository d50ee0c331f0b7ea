//! Names of new files: free in the journal, whatever the case, numbered where the first choice is taken.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fuzzy::stem;
use crate::workspace::snapshot::Snapshot;

/// The names that are taken, ready for many new ones.
#[derive(Clone, Debug, Default)]
pub struct FreePaths {
    taken: FxHashSet<String>,
    next: FxHashMap<String, u32>,
}

impl FreePaths {
    /// The names of a journal's files, notes or not.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let notes = snapshot.notes().map(|(_, note)| note.path.to_lowercase());
        let others = snapshot.outside().other_files.iter().chain(snapshot.outside().unreadable.keys()).map(|path| path.to_lowercase());
        Self { taken: notes.chain(others).collect(), next: FxHashMap::default() }
    }

    /// `FOLDER/STEM.md`, else with the first number from 2 on that is free behind the stem. The name is taken from then on.
    pub fn take(&mut self, folder: &str, stem: &str) -> String {
        let plain = format!("{folder}/{stem}.md");
        if self.taken.insert(plain.to_lowercase()) {
            return plain;
        }
        // Where a thousand share a name the search goes on from the last number.
        let mut number = self.next.get(&plain).copied().unwrap_or(2);
        loop {
            let path = format!("{folder}/{stem}-{number}.md");
            number = number.saturating_add(1);
            if self.taken.insert(path.to_lowercase()) || number == u32::MAX {
                self.next.insert(plain, number);
                return path;
            }
        }
    }

    /// The path of a new note about somebody or something of this name.
    pub fn named(&mut self, folder: &str, name: &str) -> String {
        self.take(folder, &stem(name))
    }
}

/// A name as it may stand in a note: one line, without what cannot be seen; none where nothing is left.
#[must_use]
pub fn clean_name(name: &str) -> Option<String> {
    let unseen = |letter: &char| !matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let words = name.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<String> = words.map(|word| word.chars().filter(unseen).collect::<String>()).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{FreePaths, clean_name};
    use crate::testing::journal;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let mut paths = FreePaths::of(&journal("//- contacts/Zoe.md\nx\n//- contacts/zoe-2.md\nx\n"));
        assert_eq!(paths.named("contacts", "Zoë"), "contacts/zoe-3.md");
        assert_eq!(paths.named("contacts", "Zoë"), "contacts/zoe-4.md");
        assert_eq!(paths.named("companies", "Zoë"), "companies/zoe.md");
    }

    #[test]
    fn no_name_leads_out_of_its_folder() {
        let mut paths = FreePaths::default();
        assert_eq!(paths.named("contacts", "../../etc/passwd"), "contacts/etc-passwd.md");
        assert_eq!(paths.named("contacts", "CON"), "contacts/con-note.md");
        assert_eq!(paths.named("contacts", "\\\\host\\share"), "contacts/host-share.md");
        let long = paths.named("contacts", &"Ada ".repeat(100));
        assert!(long.len() < 120, "{long}");
    }

    #[test]
    fn a_name_is_one_line_that_can_be_seen() {
        assert_eq!(clean_name(" Ada\n\u{202e} Lovelace\u{7} ").as_deref(), Some("Ada Lovelace"));
        assert_eq!(clean_name(" \u{200b}\n"), None);
    }
}
