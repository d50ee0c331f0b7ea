//! A new company's note: the questions to ask before anybody there is asked, and room for the answers.

use std::sync::Arc;

use crate::actions::new_note::contact::{nameless, taken};
use crate::actions::new_note::free_path::{FreePaths, clean_name};
use crate::actions::new_note::own_template::{filled, scalar, with_fields};
use crate::actions::plan::{NoteChange, Plan, Refusal};
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Note, bare_target};
use crate::text::fuzzy::fold;
use crate::workspace::snapshot::Snapshot;

const QUESTIONS: &str = "- What do they make, and for whom?\n- What did they build, write or release lately?\n- Who decides what they work on, and how do they work together?\n- Whom do I know there, or could I get to know?\n- What draws me, and what would I want to ask?\n";

/// The text of a company's note.
#[must_use]
pub fn company_text(name: &str, fields: &[(&str, NewValue)], template: Option<&str>, today: &str) -> String {
    let mut all = vec![("name", scalar(name))];
    if template.is_none() && !fields.iter().any(|(key, _)| *key == "stage") {
        all.push(("stage", scalar("researching")));
    }
    all.extend(fields.iter().cloned());
    let base = match template {
        Some(template) => filled(template, &[("name", name), ("title", name), ("date", today)]),
        None => format!("# {name}\n\n## Facts\n\n## Research\n{QUESTIONS}"),
    };
    with_fields(base, NoteKind::Company, &all)
}

/// A new company called `name`.
///
/// # Errors
/// When the name has nothing to be seen, or is another company's.
pub fn new_company(snapshot: &Snapshot, name: &str, fields: &[(&str, NewValue)], template: Option<&str>) -> Result<Plan, Refusal> {
    let name = clean_name(name).ok_or_else(|| nameless("company"))?;
    let same = |note: &&Arc<Note>| note.company().is_some_and(|company| fold(&company.name.value) == fold(&name));
    if let Some(note) = snapshot.of_kind(NoteKind::Company).map(|(_, note)| note).find(same) {
        let advice = format!(
            "Open it: journal open {}. For another firm of that name, say which: journal new company {:?}",
            note.path,
            format!("{name} (where)")
        );
        return Err(taken(&name, note).advise(advice));
    }
    let path = FreePaths::of(snapshot).named("companies", &name);
    let text = company_text(&name, fields, template, &snapshot.today().to_string());
    let mut said = vec![format!("Made {path}.")];
    let works_there = |company: &str| fold(bare_target(company)) == fold(&name);
    let people = snapshot.contacts().filter(|(_, _, it)| it.company.as_ref().is_some_and(|company| works_there(&company.value)));
    let people: Vec<String> = people.map(|(_, _, it)| it.name.value.clone()).take(5).collect();
    said.push(match people.as_slice() {
        [] => format!("Next: research, then find somebody there: journal new contact NAME --company {name:?}"),
        known => format!("You know somebody there: {}.", known.join(", ")),
    });
    Ok(Plan { act: format!("new company {name}"), changes: vec![NoteChange::Create { path: path.into(), text }], said })
}

#[cfg(test)]
mod tests {
    use super::{company_text, new_company};
    use crate::notes::note::Note;
    use crate::testing::journal;

    #[test]
    fn a_company_begins_with_research() {
        let text = company_text("Mill & Sons", &[], None, "2026-11-23");
        assert!(
            text.starts_with(
                "---\nname: Mill & Sons\nstage: researching\n---\n# Mill & Sons\n\n## Facts\n\n## Research\n- What do they make"
            ),
            "{text}"
        );
        assert_eq!(Note::read("companies/mill.md", text).problems, []);
    }

    #[test]
    fn who_works_there_is_told() {
        let plan = new_company(&journal("//- contacts/ada.md\n---\ncompany: mill\n---\n# Ada\n"), "Mill", &[], None).unwrap();
        assert_eq!(plan.said, ["Made companies/mill.md.", "You know somebody there: Ada."]);
    }

    #[test]
    fn a_name_that_is_taken_is_refused() {
        let refusal = new_company(&journal("//- companies/m.md\n---\nname: The Mill\n---\n"), "the mill", &[], None).unwrap_err();
        assert_eq!(refusal.message, "the mill has a note already: companies/m.md");
    }
}
