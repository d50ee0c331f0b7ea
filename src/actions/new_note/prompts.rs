//! A new set of prompts of one's own.

use crate::actions::new_note::titled::{Titled, plan, title_of};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::notes::catalogue::walk::sets;
use crate::notes::kind::NoteKind;
use crate::notes::note::stem_of;
use crate::text::fuzzy::stem;
use crate::workspace::snapshot::Snapshot;

/// A new set called `name`.
///
/// # Errors
/// When its name is empty or taken.
pub fn new_prompts(snapshot: &Snapshot, name: &str, template: Option<&str>) -> Result<Plan, Refusal> {
    let title = title_of(name, NoteKind::Prompts)?;
    if sets().iter().any(|set| set.eq_ignore_ascii_case(&title)) {
        let message = format!("{title} is a set of the built-in catalogue");
        return Err(Refusal::new(RefusalKind::Unusable, message).advise("Give yours another name."));
    }
    let built_in = format!("# {title}\n\n## First week\n\n### What do I want from this week?\n\nOne thing, and how I will know.\n");
    let date = snapshot.today();
    let titled = Titled { kind: NoteKind::Prompts, title: &title, stem: stem(&title), date, fields: Vec::new(), built_in, template };
    let mut plan = plan(snapshot, &titled)?;
    if let Some(NoteChange::Create { path, .. }) = plan.changes.first() {
        plan.said.push(format!("New weeks walk through it with prompts = \"{}\" in journal.toml.", stem_of(path)));
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::new_prompts;
    use crate::actions::plan::NoteChange;
    use crate::notes::note::{Meaning, Note};
    use crate::testing::journal;

    #[test]
    fn a_set_has_a_week_that_new_weeks_can_walk() {
        let plan = new_prompts(&journal(""), "Mine", None).unwrap();
        let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
        let Meaning::Prompts(set) = Note::read(path.clone(), text.as_str()).meaning else { panic!("a set") };
        assert_eq!((set.weeks[0].name.as_str(), set.weeks[0].prompts.len()), ("mine/first-week", 1));
        assert!(new_prompts(&journal(""), "turing/mod-2", None).is_err());
        assert!(new_prompts(&journal("//- prompts/mine.md\n# Mine\n"), "mine", None).is_err());
    }
}
