//! A new mind map: a centre, a first branch, and how thoughts are marked.

use crate::actions::new_note::titled::{Titled, plan, title_of};
use crate::actions::plan::{Plan, Refusal};
use crate::notes::kind::NoteKind;
use crate::text::fuzzy::stem;
use crate::workspace::snapshot::Snapshot;

/// A new mind map called `name`.
///
/// # Errors
/// When its name is empty or taken.
pub fn new_map(snapshot: &Snapshot, name: &str, template: Option<&str>) -> Result<Plan, Refusal> {
    let title = title_of(name, NoteKind::Map)?;
    let built_in = format!(
        "# {title}\n\n<!-- Branches are headings and nested lists. **Bold** is what resonates most; (+), (-) or (?) at the end of a line: it gives energy, takes it, or you are not sure. -->\n\n## First branch\n\n- \n\n## Prototype\n\n<!-- What the map tells you, and what you could try. Not drawn. -->\n"
    );
    let date = snapshot.today();
    let titled = Titled { kind: NoteKind::Map, title: &title, stem: stem(&title), date, fields: Vec::new(), built_in, template };
    let mut plan = plan(snapshot, &titled)?;
    plan.said.push(format!("Draw it with: journal map {}", stem(&title)));
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::new_map;
    use crate::actions::plan::NoteChange;
    use crate::notes::note::Note;
    use crate::testing::journal;

    #[test]
    fn a_map_has_a_centre_and_no_problem() {
        let plan = new_map(&journal(""), "../What I *enjoy*", None).unwrap();
        let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
        assert_eq!(&**path, "maps/what-i-enjoy.md");
        let note = Note::read(path.clone(), text.as_str());
        assert_eq!((note.map().unwrap().branches[0].words.as_str(), note.problems.len()), ("First branch", 0));
    }

    #[test]
    fn a_title_that_is_taken_is_refused_whatever_the_file_is_called() {
        let refusal = new_map(&journal("//- maps/joy.md\n# What I enjoy\n"), "What I enjoy", None).unwrap_err();
        assert_eq!(refusal.message, "there is a note of this name already: maps/joy.md");
    }
}
