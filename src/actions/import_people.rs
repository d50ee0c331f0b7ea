//! People who arrive from another program: notes for the new ones, what was missing for those who are known.

use chrono::NaiveDate;

use crate::actions::new_note::contact::contact_text;
use crate::actions::new_note::free_path::{FreePaths, clean_name};
use crate::actions::plan::{NoteChange, Plan};
use crate::markdown::front_matter::edit::set_many;
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::kind::NoteKind;
use crate::text::edit::apply;
use crate::workspace::snapshot::Snapshot;

/// So many texts are worth a thread.
const WORTH_A_THREAD: usize = 1000;

/// One person, with what is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The note of somebody who is known; none for a new one.
    pub path: Option<String>,
    /// The name.
    pub name: String,
    /// Fields that have no value yet; for a new one all but the name.
    pub fields: Vec<(&'static str, NewValue)>,
    /// A line for a new one's log: its day, and what stands behind it.
    pub logged: Option<(NaiveDate, String)>,
    /// Facts for a new one, a line each.
    pub facts: Vec<String>,
}

/// What an import would change, and the people whose notes cannot be changed safely, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The changes in one act; nothing is said.
    pub plan: Plan,
    /// The path that each of the people has or gets, in their order.
    pub paths: Vec<String>,
    /// Notes left alone, with the reason.
    pub problems: Vec<(String, String)>,
}

/// Writes down who arrives. Fields that have a value are never changed; who adds nothing changes nothing.
#[must_use]
pub fn import_people(snapshot: &Snapshot, act: &str, people: &[Incoming], template: Option<&str>) -> Import {
    let mut import = Import { plan: Plan { act: act.to_owned(), ..Plan::default() }, ..Import::default() };
    let mut free = FreePaths::of(snapshot);
    let today = snapshot.today().to_string();
    let mut texts = new_texts(people, template, &today).into_iter();
    for person in people {
        match &person.path {
            None => {
                let Some((name, text)) = texts.next() else { continue };
                let path = free.named("contacts", &name);
                import.paths.push(path.clone());
                import.plan.changes.push(NoteChange::Create { path: path.into(), text });
            }
            Some(path) => {
                import.paths.push(path.clone());
                match additions(snapshot, path, person) {
                    Ok(change) => import.plan.changes.extend(change),
                    Err(reason) => import.problems.push((path.clone(), reason)),
                }
            }
        }
    }
    import
}

/// Name and text of everybody who is new, in their order; a share of them on each core.
fn new_texts(people: &[Incoming], template: Option<&str>, today: &str) -> Vec<(String, String)> {
    let new: Vec<&Incoming> = people.iter().filter(|person| person.path.is_none()).collect();
    let compose = |part: &[&Incoming]| -> Vec<(String, String)> {
        let one = |person: &&Incoming| {
            let name = clean_name(&person.name).unwrap_or_else(|| "Nobody".to_owned());
            let text = new_text(&name, person, template, today);
            (name, text)
        };
        part.iter().map(one).collect()
    };
    let share = new.len().div_ceil(std::thread::available_parallelism().map_or(1, usize::from)).max(WORTH_A_THREAD);
    if new.len() <= share {
        return compose(&new);
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = new.chunks(share).map(|part| (part, scope.spawn(move || compose(part)))).collect();
        // A thread that ended early has its share done here.
        workers.into_iter().flat_map(|(part, worker)| worker.join().unwrap_or_else(|_| compose(part))).collect()
    })
}

fn new_text(name: &str, person: &Incoming, template: Option<&str>, today: &str) -> String {
    let text = contact_text(name, &person.fields, template, today);
    if template.is_some() {
        return text;
    }
    let facts: String = person.facts.iter().map(|fact| format!("- {fact}\n")).collect();
    let log = person.logged.as_ref().map(|(day, words)| format!("- {day} {words}\n")).unwrap_or_default();
    text.replacen("## Facts\n\n## Log\n", &format!("## Facts\n{facts}\n## Log\n{log}"), 1)
}

fn additions(snapshot: &Snapshot, path: &str, person: &Incoming) -> Result<Option<NoteChange>, String> {
    let Some(note) = snapshot.at(path).filter(|_| !person.fields.is_empty()) else { return Ok(None) };
    let order: Vec<&str> = NoteKind::Contact.fields().iter().map(|field| field.name).collect();
    let changes: Vec<(&str, Option<NewValue>)> = person.fields.iter().map(|(key, value)| (*key, Some(value.clone()))).collect();
    let edits = set_many(&note.text, &note.markdown, &changes, &order).map_err(|error| error.to_string())?;
    debug_assert!(apply(&note.text, &edits).is_ok());
    Ok((!edits.is_empty()).then(|| NoteChange::Edit { path: note.path.clone(), edits }))
}

#[cfg(test)]
mod tests {
    use super::{Incoming, import_people};
    use crate::actions::plan::NoteChange;
    use crate::markdown::front_matter::new_value::NewValue;
    use crate::testing::{day, journal};
    use crate::text::edit::apply;

    fn incoming(path: Option<&str>, name: &str) -> Incoming {
        Incoming {
            path: path.map(str::to_owned),
            name: name.into(),
            fields: vec![("email", NewValue::Scalar("a@b.example".into()))],
            logged: Some((day("2026-11-02"), "Connected on LinkedIn.".into())),
            facts: vec!["Bakes".into()],
        }
    }

    #[test]
    fn a_new_person_gets_a_note_and_a_known_one_a_field() {
        let snapshot = journal("//- contacts/ada.md\n---\nname: Ada\nemail: # none yet\n---\n## Log\n");
        let import = import_people(&snapshot, "import", &[incoming(None, "Zoë Brand"), incoming(Some("contacts/ada.md"), "Ada")], None);
        assert_eq!(import.paths, ["contacts/zoe-brand.md", "contacts/ada.md"]);
        let NoteChange::Create { text, .. } = &import.plan.changes[0] else { panic!("a new file") };
        assert_eq!(
            text,
            "---\nname: Zoë Brand\nemail: a@b.example\n---\n# Zoë Brand\n\n## Facts\n- Bakes\n\n## Log\n- 2026-11-02 Connected on LinkedIn.\n"
        );
        let NoteChange::Edit { edits, .. } = &import.plan.changes[1] else { panic!("an edit") };
        let after = apply(&snapshot.at("contacts/ada.md").unwrap().text, edits).unwrap();
        assert_eq!(after, "---\nname: Ada\nemail: a@b.example # none yet\n---\n## Log\n");
    }
}
