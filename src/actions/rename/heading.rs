//! Other words for a heading, in the note and in every link to it.

use crate::actions::plan::{Plan, Refusal, RefusalKind};
use crate::actions::rename::edits::Edits;
use crate::actions::rename::note::{links_to, rename_note};
use crate::actions::rename::prompts::follow_heading;
use crate::actions::rename::spelling::{slug, usable};
use crate::markdown::tree::Heading;
use crate::notes::sections::same_heading;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// Whether other words for this heading are another name for the note: it is the one the note is called by, and other notes name it.
#[must_use]
pub fn names_the_note(snapshot: &Snapshot, id: NoteId, words: TextRange) -> bool {
    let Some(note) = snapshot.get(id) else { return false };
    let is_title = |heading: &Heading| heading.text == words && heading.level == 1 && note.title() == note.of(words).trim();
    note.markdown.headings.iter().any(is_title) && !snapshot.references(id).is_empty()
}

/// Gives a heading other words. `words` is the range of those it has. The first heading of a note that is called by it renames the note.
///
/// # Errors
/// When the words cannot be carried by links, or another heading of the note has them.
pub fn rename_heading(snapshot: &Snapshot, id: NoteId, words: TextRange, new: &str) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(|| Refusal::new(RefusalKind::NotFound, "the note is gone"))?;
    if !note.markdown.headings.iter().any(|heading| heading.text == words) {
        return Err(Refusal::new(RefusalKind::NotFound, "the heading is gone"));
    }
    let old = note.of(words).trim().to_owned();
    if names_the_note(snapshot, id, words) {
        return rename_note(snapshot, id, new);
    }
    let Some(new) = usable(new) else {
        let message = format!("“{}” cannot be a heading that links lead to", new.trim());
        return Err(Refusal::new(RefusalKind::Unusable, message).advise("Leave out [ ] | # and line breaks."));
    };
    let taken = note.markdown.headings.iter().any(|other| other.text != words && same_heading(note.of(other.text), new));
    if taken {
        let message = format!("{} has a heading “{new}” already; links would mean both", note.path);
        return Err(Refusal::new(RefusalKind::Unusable, message));
    }
    let mut edits = Edits::default();
    edits.replace(&note.path, words, new);
    let within = note.markdown.links.iter().filter(|link| link.target.is_empty()).map(|link| (note.clone(), *link));
    for (from, link) in links_to(snapshot, id).into_iter().chain(within) {
        let Some(anchor) = link.anchor.filter(|anchor| snapshot.heading_named(note, from.of(*anchor)) == Some(words)) else { continue };
        let is_slug = from.of(anchor) == slug(&old) && from.of(anchor) != old;
        edits.replace(&from.path, anchor, if is_slug { slug(new) } else { new.to_owned() });
    }
    follow_heading(snapshot, id, words, new, &mut edits);
    let said = vec![format!("Renamed the heading {old} to {new}.")];
    Ok(Plan { act: format!("rename heading {old}"), changes: edits.into_changes(), said })
}

#[cfg(test)]
mod tests {
    use super::rename_heading;
    use crate::actions::plan::NoteChange;
    use crate::testing::journal;
    use crate::text::edit::apply;

    #[test]
    fn links_to_the_heading_follow() {
        let snapshot = journal("//- a.md\n# A\n## My plan\n[[#My plan]]\n//- b.md\n[[a#My plan|it]] [x](a.md#my-plan) [[a#A]]\n");
        let words = snapshot.at("a.md").unwrap().markdown.headings[1].text;
        let plan = rename_heading(&snapshot, snapshot.id("a.md").unwrap(), words, "Next steps").unwrap();
        let shown: Vec<String> = plan
            .changes
            .iter()
            .map(|change| match change {
                NoteChange::Edit { path, edits } => apply(&snapshot.at(path).unwrap().text, edits).unwrap(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(shown, ["# A\n## Next steps\n[[#Next steps]]\n", "[[a#Next steps|it]] [x](a.md#next-steps) [[a#A]]\n"]);
    }

    #[test]
    fn weeks_follow_a_set_of_prompts_and_its_prompts() {
        let snapshot = journal(
            "//- prompts/mine.md\n# Mine\n## First week\n### Why?\n//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n## Prompts\n\n### Why?\nSo.\n\
//- weeks/2026-W47.md\n---\nprompts: turing/mod-2/week-1\n---\n## Prompts\n\n### Why?\n",
        );
        let id = snapshot.id("prompts/mine.md").unwrap();
        let week_after = |heading: usize, new: &str| {
            let words = snapshot.note(id).markdown.headings[heading].text;
            let plan = rename_heading(&snapshot, id, words, new).unwrap();
            let week = plan.changes.iter().find(|change| **change.path() == *"weeks/2026-W48.md").unwrap();
            assert_eq!(plan.changes.len(), 2);
            let NoteChange::Edit { path, edits } = week else { panic!("{week:?}") };
            apply(&snapshot.at(path).unwrap().text, edits).unwrap()
        };
        assert_eq!(week_after(1, "At last"), "---\nprompts: mine/at-last\n---\n## Prompts\n\n### Why?\nSo.\n");
        assert_eq!(week_after(2, "What for?"), "---\nprompts: mine/first-week\n---\n## Prompts\n\n### What for?\nSo.\n");
    }

    #[test]
    fn words_of_another_heading_are_refused() {
        let snapshot = journal("//- a.md\n## One\n## Two\n");
        let words = snapshot.at("a.md").unwrap().markdown.headings[0].text;
        let refused = rename_heading(&snapshot, snapshot.id("a.md").unwrap(), words, "two").unwrap_err();
        assert_eq!(refused.message, "a.md has a heading “two” already; links would mean both");
    }
}
