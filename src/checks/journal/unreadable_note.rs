//! `unreadable-note`: a file that cannot be read as a note.

use std::sync::Arc;

use crate::checks::check::{Finding, check};
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

check! {
    /// A file cannot be read as a note: it is not UTF-8, or too large.
    ///
    /// ## Why it matters
    /// It is left out of everything: nothing in it is found, counted or checked. Nothing in it is touched either.
    ///
    /// ## Instead of
    /// A note that an old editor saved as Latin-1, or a log of five megabytes.
    ///
    /// ## Try
    /// The same note saved as UTF-8, or split in two.
    ///
    /// ## Stays quiet
    /// When `.gitignore` names the file: then it is not part of the journal.
    pub UNREADABLE_NOTE = { code: "unreadable-note", severity: Warning, reads: Journal(unreadable_note) }
}

fn unreadable_note(snapshot: &Snapshot) -> Vec<(Arc<str>, Finding)> {
    let told = |(path, reason): (&String, &String)| {
        let (what, help) = reason.split_once("; ").map_or((reason.as_str(), None), |(what, help)| (what, Some(help)));
        let help = help
            .map_or_else(|| "Mend the file, or leave it out by naming it in .gitignore.".to_owned(), |help| format!("{}.", capital(help)));
        (path.as_str().into(), Finding::new(TextRange::default(), format!("This file is left out: {what}."), help))
    };
    snapshot.outside().unreadable.iter().map(told).collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::UNREADABLE_NOTE;
    use crate::testing::{findings, journal};
    use crate::workspace::change::{Change, Outside};

    #[test]
    fn a_file_that_is_no_text_is_told_with_its_reason() {
        let mut outside = Outside::default();
        outside.unreadable.insert("days/old.md".to_owned(), "it is not UTF-8 (from byte 7); save it as UTF-8 to have it read".to_owned());
        let found = findings(&UNREADABLE_NOTE, &journal("").with([Change::Outside(outside)]));
        assert_eq!(&*found[0].path, "days/old.md");
        assert_eq!(found[0].finding.message, "This file is left out: it is not UTF-8 (from byte 7).");
        assert_eq!(found[0].finding.help, "Save it as UTF-8 to have it read.");
    }

    #[test]
    fn a_journal_that_reads_well_is_fine() {
        assert_eq!(findings(&UNREADABLE_NOTE, &journal("//- days/a.md\nfine\n")), []);
    }
}
