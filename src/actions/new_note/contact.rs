//! A new contact's note: what is known of a person, room for facts, a log.

use crate::actions::new_note::free_path::{FreePaths, clean_name};
use crate::actions::new_note::own_template::{filled, scalar, with_fields};
use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::markdown::front_matter::new_value::NewValue;
use crate::notes::contact::Contact;
use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::text::fuzzy::fold;
use crate::workspace::snapshot::Snapshot;

/// The text of a contact's note. `fields` stand in the front matter beside the name; a blank one is left out. `template` is the keeper's own.
#[must_use]
pub fn contact_text(name: &str, fields: &[(&str, NewValue)], template: Option<&str>, today: &str) -> String {
    let all: Vec<(&str, NewValue)> = std::iter::once(("name", scalar(name))).chain(fields.iter().cloned()).collect();
    let base = match template {
        Some(template) => {
            let words = |key: &str| fields.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| shown(value));
            let first = name.split_whitespace().next().unwrap_or(name);
            let values = [
                ("name", name),
                ("title", name),
                ("first-name", first),
                ("date", today),
                ("company", words("company")),
                ("role", words("role")),
                ("tie", words("tie")),
                ("via", words("via")),
                ("email", words("email")),
            ];
            filled(template, &values)
        }
        None => format!("# {name}\n\n## Facts\n\n## Log\n"),
    };
    with_fields(base, NoteKind::Contact, &all)
}

fn shown(value: &NewValue) -> &str {
    match value {
        NewValue::Scalar(words) => words,
        NewValue::List(words) => words.first().map_or("", String::as_str),
    }
}

/// A new contact called `name`.
///
/// # Errors
/// When the name has nothing to be seen, or is another contact's.
pub fn new_contact(snapshot: &Snapshot, name: &str, fields: &[(&str, NewValue)], template: Option<&str>) -> Result<Plan, Refusal> {
    let name = clean_name(name).ok_or_else(|| nameless("contact"))?;
    let called_so = |contact: &Contact| fold(&contact.name.value) == fold(&name);
    if let Some((_, note, _)) = snapshot.contacts().find(|(_, _, contact)| called_so(contact)) {
        return Err(taken(&name, note).advise(format!(
            "Open it: journal open {}. For somebody else of that name, say what tells the two apart: journal new contact {:?}",
            note.path,
            format!("{name} (where from)")
        )));
    }
    let path = FreePaths::of(snapshot).named("contacts", &name);
    let text = contact_text(&name, fields, template, &snapshot.today().to_string());
    let mut said = vec![format!("Made {path}.")];
    said.extend(namesake(snapshot, &name));
    said.push(format!("Next: what do you know of them? Write it under Facts. Then: journal new message {name:?}"));
    Ok(Plan { act: format!("new contact {name}"), changes: vec![NoteChange::Create { path: path.into(), text }], said })
}

/// The refusal of a name with nothing in it.
pub(crate) fn nameless(kind: &str) -> Refusal {
    Refusal::new(RefusalKind::Unusable, "this name has nothing in it").advise(format!("Give one: journal new {kind} \"Ada Lovelace\""))
}

/// The refusal of a name that another note has: links could not tell the two apart.
pub(crate) fn taken(name: &str, note: &Note) -> Refusal {
    Refusal::new(RefusalKind::Unusable, format!("{name} has a note already: {}", note.path))
}

/// A word of warning where somebody goes by this name as well: links to it mean both.
fn namesake(snapshot: &Snapshot, name: &str) -> Option<String> {
    let is_called = |contact: &Contact| contact.aliases.iter().any(|other| fold(&other.value) == fold(name));
    let (_, note, _) = snapshot.contacts().find(|(_, _, contact)| is_called(contact))?;
    Some(format!("{} goes by this name too (in its `aliases`): links to {name:?} mean both.", note.path))
}

#[cfg(test)]
mod tests {
    use super::{contact_text, new_contact};
    use crate::actions::new_note::own_template::scalar;
    use crate::actions::plan::{NoteChange, RefusalKind};
    use crate::markdown::front_matter::new_value::NewValue;
    use crate::notes::note::Note;
    use crate::testing::journal;

    #[test]
    fn only_what_is_known_stands_in_the_note() {
        let fields = [("tags", NewValue::List(vec!["compilers".into()])), ("company", scalar("Mill: Sons")), ("tie", scalar("weak"))];
        let text = contact_text("Ada Lovelace", &fields, None, "2026-11-23");
        assert_eq!(
            text,
            "---\nname: Ada Lovelace\ncompany: \"Mill: Sons\"\ntie: weak\ntags: [compilers]\n---\n# Ada Lovelace\n\n## Facts\n\n## Log\n"
        );
        assert_eq!(Note::read("contacts/ada.md", text).problems, []);
    }

    #[test]
    fn the_keepers_own_template_goes_first() {
        let template = "---\nname: {{name}}\ntie: cold\ntags: [new]\n---\n# {{ name }}\nWhere did {{first-name}} come up? ({{date}})\n";
        let text = contact_text("Ada Lovelace", &[("tie", scalar("weak"))], Some(template), "2026-11-23");
        assert_eq!(text, "---\nname: Ada Lovelace\ntie: weak\ntags: [new]\n---\n# Ada Lovelace\nWhere did Ada come up? (2026-11-23)\n");
    }

    #[test]
    fn a_name_that_is_taken_is_refused_and_an_alias_warned_of() {
        let there = journal("//- contacts/zoe-brand.md\n---\naliases: [Zo]\n---\n# Zoe Brand\n");
        let refusal = new_contact(&there, "Zoë  Brand", &[], None).unwrap_err();
        assert_eq!(
            (refusal.kind, refusal.message.as_str()),
            (RefusalKind::Unusable, "Zoë Brand has a note already: contacts/zoe-brand.md")
        );
        assert!(refusal.advice.unwrap().starts_with("Open it: journal open contacts/zoe-brand.md. For somebody else"));
        let plan = new_contact(&there, "Zo", &[], None).unwrap();
        assert!(plan.said[1].starts_with("contacts/zoe-brand.md goes by this name too"), "{:?}", plan.said);
    }

    #[test]
    fn a_file_name_that_is_taken_gets_a_number() {
        let plan = new_contact(&journal("//- contacts/zoe-brand.md\n# Zoe B. Brand\n"), "Zoe Brand", &[], None).unwrap();
        assert!(matches!(&plan.changes[0], NoteChange::Create { path, .. } if &**path == "contacts/zoe-brand-2.md"));
    }

    #[test]
    fn names_that_would_break_something_do_not() {
        for name in ["../../x", "---", "# Ada", "a: b", "[[x]]|y", "Ada\n---\nkind: week", "nul", "🦀"] {
            let plan = new_contact(&journal(""), name, &[], None).unwrap();
            let NoteChange::Create { path, text } = &plan.changes[0] else { panic!("a new file") };
            assert!(path.starts_with("contacts/") && path.matches('/').count() == 1 && !path.contains(".."), "{path}");
            let note = Note::read(path.clone(), text.as_str());
            let expected = name.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!((note.contact().unwrap().name.value.as_str(), note.problems.len()), (expected.as_str(), 0), "{text}");
        }
        assert!(new_contact(&journal(""), " \n", &[], None).is_err());
    }
}
