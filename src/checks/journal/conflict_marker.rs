//! `conflict-marker`: both versions of a passage that a merge could not settle.

use crate::checks::check::{Finding, NoteContext, check};
use crate::markdown::tree::BlockKind;
use crate::text::range::TextRange;

check! {
    /// A merge left both versions of a passage, between `<<<<<<<` and `>>>>>>>`.
    ///
    /// ## Why it matters
    /// Until you say which version holds, both are read: a habit has two rows, a log the same day twice. `journal commit` waits for it too.
    ///
    /// ## Instead of
    /// > //- days/2026-11-23.md
    /// > <<<<<<< ours
    /// > Tea with Bo.
    /// > =======
    /// > Coffee with Bo.
    /// > >>>>>>> theirs
    ///
    /// ## Try
    /// > //- days/2026-11-23.md
    /// > Coffee with Bo.
    ///
    /// ## Stays quiet
    /// In code, and where nothing closes what was opened. `journal sync` merges notes by their meaning, and seldom leaves any.
    pub CONFLICT_MARKER = { code: "conflict-marker", severity: Warning, reads: Note(conflict_marker) }
}

fn conflict_marker(ctx: &NoteContext<'_>) -> Vec<Finding> {
    if !ctx.note.text.contains("<<<<<<<") {
        return Vec::new();
    }
    let in_code = |at: usize| ctx.note.markdown.blocks.iter().any(|block| block.kind == BlockKind::CodeBlock && block.range.contains(at));
    let mut open: Option<TextRange> = None;
    let mut found = Vec::new();
    let mut at = 0;
    for line in ctx.note.text.split_inclusive('\n') {
        let range = TextRange::new(at, at + line.trim_end().len());
        at += line.len();
        if in_code(range.start()) {
            continue;
        }
        if is_marker(line, "<<<<<<<") {
            open = Some(range);
        } else if is_marker(line, ">>>>>>>")
            && let Some(range) = open.take()
        {
            let help = "Keep the lines that hold, and take the other version and the three markers away.";
            found.push(Finding::new(range, "A merge left two versions from here on.", help));
        }
    }
    found
}

/// Seven signs, and then a blank or nothing: `<<<<<<< HEAD`.
fn is_marker(line: &str, signs: &str) -> bool {
    line.strip_prefix(signs).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

#[cfg(test)]
mod tests {
    use super::CONFLICT_MARKER;
    use crate::testing::check_note;

    #[test]
    fn each_passage_is_told_once_at_its_beginning() {
        let passage = "<<<<<<< HEAD\n^^^^^^^^^^^^ two versions\na\n=======\nb\n>>>>>>> theirs\n";
        check_note(&CONFLICT_MARKER, &format!("//- days/a.md\nOne\n\n{passage}\nTwo\n\n{passage}"));
    }

    #[test]
    fn code_quotes_and_what_nothing_closes_are_left_alone() {
        let quiet = ["```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n", "> <<<<<<< a\n> >>>>>>> b\n", "<<<<<<< a\nb\n", "<<<<<<<a\n>>>>>>> b\n"];
        for text in quiet {
            check_note(&CONFLICT_MARKER, &format!("//- days/a.md\n{text}"));
        }
    }
}
