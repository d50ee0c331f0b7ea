//! Another name for a contact, a company or any other note: its front matter, heading and file, and every place that names it.

use std::sync::Arc;

use crate::actions::plan::{NoteChange, Plan, Refusal, RefusalKind};
use crate::actions::rename::edits::Edits;
use crate::actions::rename::moved::{follow_move, moved};
use crate::actions::rename::spelling::{in_yaml, is_quoted, usable};
use crate::markdown::tree::Link;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note, bare_target};
use crate::text::fuzzy::{fold, stem};
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, without_md};
use crate::workspace::links::{Resolution, field_references};
use crate::workspace::snapshot::Snapshot;

/// Gives a note another name. A contact's or company's is the name people say; of other notes it is the heading, and where there is none
/// the file's own. A file that was called after the name is called after the new one. Other names it has (`aliases`) stay.
///
/// # Errors
/// When the name cannot be carried by links, is taken, or is a date's.
pub fn rename_note(snapshot: &Snapshot, id: NoteId, new: &str) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(|| Refusal::new(RefusalKind::NotFound, "the note is gone"))?;
    if let Some(refusal) = dated(note) {
        return Err(refusal);
    }
    let Some(new) = usable(new) else {
        let message = format!("“{}” cannot be a name", new.trim());
        return Err(Refusal::new(RefusalKind::Unusable, message).advise("Leave out [ ] | # and line breaks."));
    };
    let old = note.title();
    if new == old {
        return Ok(Plan { act: format!("rename {old}"), changes: Vec::new(), said: vec![format!("It is called {new} already.")] });
    }
    let path = new_path(note, &old, new);
    refuse_taken(snapshot, id, new, &path)?;
    let mut edits = Edits::default();
    rename_within(note, &old, new, &mut edits);
    let names = Names { old: &old, new, path: (path != *note.path).then_some(path.as_str()) };
    rename_in_fields(snapshot, id, &names, &mut edits);
    rename_in_links(snapshot, id, &names, &mut edits);
    if let Some(path) = names.path {
        follow_move(snapshot, id, path, &mut edits);
    }
    let places = edits.len();
    let own = edits.take(&note.path);
    let mut changes = edits.into_changes();
    changes.push(match names.path {
        Some(path) => NoteChange::Rename { from: note.path.clone(), to: path.into(), edits: own },
        None => NoteChange::Edit { path: note.path.clone(), edits: own },
    });
    let count = if places == 1 { "1 note".to_owned() } else { format!("{places} notes") };
    let mut said = vec![format!("Renamed {old} to {new} in {count}.")];
    said.extend(names.path.map(|path| format!("The note is {path} now.")));
    Ok(Plan { act: format!("rename {old}"), changes, said })
}

/// Gives a note's file another name, its heading as it was: for a note that is named by its file.
///
/// # Errors
/// When the name cannot be carried by links, is taken, or is a date's.
pub fn rename_file(snapshot: &Snapshot, id: NoteId, new: &str) -> Result<Plan, Refusal> {
    let note = snapshot.get(id).ok_or_else(|| Refusal::new(RefusalKind::NotFound, "the note is gone"))?;
    if let Some(refusal) = dated(note) {
        return Err(refusal);
    }
    let new = new.trim();
    let Some(name) = usable(new.strip_suffix(".md").unwrap_or(new)) else {
        let message = format!("“{new}” cannot be a file's name");
        return Err(Refusal::new(RefusalKind::Unusable, message).advise("Leave out [ ] | # and line breaks."));
    };
    let folder = &note.path[..note.path.len() - file_length(&note.path)];
    let path = format!("{folder}{}.md", stem(name));
    refuse_taken(snapshot, id, &stem(name), &path)?;
    let mut changes = moved(snapshot, &[(note.path.clone(), path.as_str().into())]);
    let own = changes.iter().position(|change| *change.path() == note.path);
    let edits = match own.map(|at| changes.remove(at)) {
        Some(NoteChange::Edit { edits, .. }) => edits,
        _ => Vec::new(),
    };
    let count = changes.len();
    changes.push(NoteChange::Rename { from: note.path.clone(), to: path.as_str().into(), edits });
    let said = vec![format!("{} is {path} now; links in {count} notes follow.", note.path)];
    Ok(Plan { act: format!("rename {}", note.path), changes, said })
}

/// Gives the note that `words` name another name: its file's, where they are its file's and it is called otherwise; else its own. People
/// and companies are renamed as such whatever they are called by.
///
/// # Errors
/// When the name cannot be carried by links, is taken, or is a date's.
pub fn rename_called(snapshot: &Snapshot, id: NoteId, words: &str, new: &str) -> Result<Plan, Refusal> {
    let is_dated = |stem: &str| !dated_stem(stem).0.is_empty();
    // A day before a file's name says when: a name without one is what the note is called, and the file keeps its day.
    let loses_day = snapshot.get(id).is_some_and(|note| is_dated(note.stem())) && !is_dated(new.trim());
    if is_by_file(snapshot, id, words) && !loses_day { rename_file(snapshot, id, new) } else { rename_note(snapshot, id, new) }
}

/// Whether words name a note by its file, and it is called otherwise: then the file is what is renamed.
#[must_use]
pub fn is_by_file(snapshot: &Snapshot, id: NoteId, words: &str) -> bool {
    let Some(note) = snapshot.get(id) else { return false };
    let is_somebody = matches!(note.meaning, Meaning::Contact(_) | Meaning::Company(_));
    let file = words.trim().rsplit('/').next().unwrap_or(words);
    !is_somebody && fold(without_md(file)) == fold(note.stem()) && fold(&note.title()) != fold(note.stem())
}

/// A name, the one before it, and the path where the file moves.
struct Names<'a> {
    old: &'a str,
    new: &'a str,
    path: Option<&'a str>,
}

/// Notes that are called after a day or a week keep their names.
pub(crate) fn dated(note: &Note) -> Option<Refusal> {
    let what = match note.kind {
        NoteKind::Week => "week",
        NoteKind::Day => "day",
        NoteKind::Contact
        | NoteKind::Company
        | NoteKind::Outreach
        | NoteKind::Event
        | NoteKind::Map
        | NoteKind::Prompts
        | NoteKind::Plain => return None,
    };
    let refusal = Refusal::new(RefusalKind::Unusable, format!("{} is called after its {what}", note.path));
    Some(refusal.advise(format!("Make the note of another {what} with: journal new {what}")))
}

/// Where the note stands under its new name: a file called after the old name follows, a date in front stays.
fn new_path(note: &Note, old: &str, new: &str) -> String {
    let old_stem = note.stem();
    let folder = &note.path[..note.path.len() - file_length(&note.path)];
    let (date, rest) = dated_stem(old_stem);
    let named_after = fold(rest) == stem(old) || fold(old_stem) == stem(old) || old == old_stem;
    if !named_after {
        return note.path.to_string();
    }
    let new_stem = stem(new);
    let new_stem = if date.is_empty() || new_stem.starts_with(date) { new_stem } else { format!("{date}{new_stem}") };
    format!("{folder}{new_stem}.md")
}

fn file_length(path: &str) -> usize {
    path.rsplit('/').next().map_or(0, str::len)
}

/// A stem parted behind the date that it begins with.
fn dated_stem(stem: &str) -> (&str, &str) {
    let is_dated =
        stem.get(..10).is_some_and(|date| crate::calendar::date::iso_date(date).is_some()) && stem.as_bytes().get(10) == Some(&b'-');
    if is_dated { stem.split_at(11) } else { ("", stem) }
}

fn refuse_taken(snapshot: &Snapshot, id: NoteId, new: &str, path: &str) -> Result<(), Refusal> {
    if let Some(other) = snapshot.id(path).filter(|other| *other != id) {
        let message = format!("there is a note at {} already", snapshot.note(other).path);
        return Err(Refusal::new(RefusalKind::Unusable, message).advise("Choose another name, or rename that note first."));
    }
    let others = match snapshot.resolve(new) {
        Resolution::One(other) => vec![other],
        Resolution::Several(others) => others,
        Resolution::File | Resolution::None => Vec::new(),
    };
    match others.into_iter().find(|other| *other != id) {
        Some(other) => {
            let message = format!("“{new}” is the name of {} already; links would mean both", snapshot.note(other).path);
            Err(Refusal::new(RefusalKind::Unusable, message).advise("Choose another name, or rename that note first."))
        }
        None => Ok(()),
    }
}

/// The name in the note itself: `name:`, and the first heading where it is the same.
fn rename_within(note: &Note, old: &str, new: &str, edits: &mut Edits) {
    let named = match &note.meaning {
        Meaning::Contact(contact) => Some(&contact.name),
        Meaning::Company(company) => Some(&company.name),
        Meaning::Event(event) => Some(&event.name),
        Meaning::Outreach(_) | Meaning::Week(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => None,
    };
    let front = note.markdown.front_matter.as_ref().map(|front| front.range);
    if let Some(name) = named.filter(|name| front.is_some_and(|front| front.covers(name.range)) && !name.range.is_empty()) {
        let range = inner(note, name.range);
        edits.replace(&note.path, range, in_yaml(new, is_quoted(&note.text, range), false));
    }
    let heading = note.markdown.headings.iter().find(|heading| heading.level == 1 && note.of(heading.text).trim() == old);
    if let Some(heading) = heading {
        edits.replace(&note.path, heading.text, new);
    }
}

/// A range without the double quotes around it.
fn inner(note: &Note, range: TextRange) -> TextRange {
    let words = note.of(range);
    let is_quoted = words.len() >= 2 && words.starts_with('"') && words.ends_with('"');
    if is_quoted { TextRange::new(range.start() + 1, range.end() - 1) } else { range }
}

/// `to:`, `met:`, `company:`: where the old name stands, the new one; a stem follows the file.
fn rename_in_fields(snapshot: &Snapshot, id: NoteId, names: &Names<'_>, edits: &mut Edits) {
    for place in snapshot.references(id) {
        let Some(note) = snapshot.get(place.note) else { continue };
        for (_, range, words) in field_references(note).into_iter().filter(|(_, range, _)| *range == place.range) {
            let target = bare_target(&words);
            let Some(new) = new_target(snapshot, id, target, names) else { continue };
            let written = note.of(range);
            // `to: Ada Lovelace` becomes another name, and in `[[ada-lovelace|Ada Lovelace]]` both parts may change.
            if let Some((start, label)) = wiki_label(written) {
                let at = written.find(target).map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + target.len()));
                edits.replace(&note.path, at, new);
                if label.trim() == names.old {
                    let at = range.start() + start;
                    edits.replace(&note.path, TextRange::new(at, at + label.len()), names.new);
                }
            } else {
                let at = inner(note, place.target);
                let in_brackets = is_in_brackets(note, range);
                edits.replace(&note.path, at, in_yaml(&new, is_quoted(&note.text, at) || written.contains("[["), in_brackets));
            }
        }
    }
}

/// The label of a wikilink written as a value, and where it begins.
fn wiki_label(written: &str) -> Option<(usize, &str)> {
    let open = written.find("[[")?;
    let pipe = open + written[open..].find('|')?;
    let close = pipe + written[pipe..].find("]]")?;
    Some((pipe + 1, &written[pipe + 1..close]))
}

fn is_in_brackets(note: &Note, range: TextRange) -> bool {
    let line = crate::notes::sections::line_start(&note.text, range.start());
    note.text.get(line..range.start()).is_some_and(|before| before.contains('['))
}

/// What a target becomes; none where it stays (an alias, or a path of a file that stays).
fn new_target(snapshot: &Snapshot, id: NoteId, target: &str, names: &Names<'_>) -> Option<String> {
    let note = snapshot.get(id)?;
    let plain = fold(without_md(target.trim()));
    let is_stem = plain == fold(note.stem());
    let is_path = plain == fold(without_md(&note.path));
    match names.path {
        Some(path) if is_path && target.contains('/') => Some(without_md(path).to_owned()),
        // A stem that is the name at once is a name to its reader.
        Some(path) if is_stem && target.trim() != names.old => Some(crate::notes::note::stem_of(path).to_owned()),
        _ if is_alias(note, target) => None,
        _ if plain == fold(names.old) => Some(names.new.to_owned()),
        Some(_) | None => None,
    }
}

fn is_alias(note: &Note, target: &str) -> bool {
    note.aliases.iter().any(|alias| fold(&alias.value) == fold(target))
}

/// Wikilinks: target and label. Links by path are the business of the file that moves.
fn rename_in_links(snapshot: &Snapshot, id: NoteId, names: &Names<'_>, edits: &mut Edits) {
    for (note, link) in links_to(snapshot, id) {
        if link.kind == crate::markdown::tree::LinkKind::Wiki && !link.target.is_empty() {
            // In a table, the backslash before the pipe is none of the target's.
            let target = note.of(link.target);
            if let Some(new) = new_target(snapshot, id, target, names) {
                edits.replace(&note.path, link.target, new);
            }
        }
        if let Some(label) = link.label.filter(|label| note.of(*label).trim() == names.old) {
            edits.replace(&note.path, label, names.new);
        }
    }
}

/// Every link to a note, with the note that holds it.
pub(crate) fn links_to(snapshot: &Snapshot, id: NoteId) -> Vec<(Arc<Note>, Link)> {
    let places = snapshot.references(id).into_iter();
    places
        .filter_map(|place| {
            let note = snapshot.get(place.note)?;
            let link = note.markdown.links.iter().find(|link| link.range == place.range)?;
            Some((note.clone(), *link))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{rename_called, rename_file, rename_note};
    use crate::actions::plan::{NoteChange, Plan};
    use crate::testing::journal;
    use crate::text::edit::{TextEdit, apply};
    use crate::workspace::snapshot::Snapshot;

    fn shown(snapshot: &Snapshot, plan: &Plan) -> String {
        let after = |path: &str, edits: &[TextEdit]| apply(&snapshot.at(path).unwrap().text, edits).unwrap();
        let show = |change: &NoteChange| match change {
            NoteChange::Edit { path, edits } => format!("//- {path}\n{}", after(path, edits)),
            NoteChange::Rename { from, to, edits } => format!("//- {from} => {to}\n{}", after(from, edits)),
            other => panic!("{other:?}"),
        };
        plan.changes.iter().map(show).collect()
    }

    #[track_caller]
    fn check(fixture: &str, path: &str, new: &str, expected: &str) {
        let snapshot = journal(fixture);
        let plan = rename_note(&snapshot, snapshot.id(path).unwrap(), new).unwrap();
        assert_eq!(shown(&snapshot, &plan), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_contact_is_carried_through_front_matter_links_labels_and_file_name() {
        check(
            "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
aliases: [Ada]
---
# Ada Lovelace
//- events/x.md
---
met: [[[ada-lovelace]], \"Ada Lovelace\", Bo]
---
//- n.md
[[ada-lovelace|Ada Lovelace]], [[Ada Lovelace]], [[Ada]], [[contacts/ada-lovelace|her]], [Ada Lovelace](contacts/ada-lovelace.md#facts).

| who |
|---|
| [[ada-lovelace\\|Ada Lovelace]] |
//- outreach/2026-11-20-ada-lovelace.md
---
to: Ada Lovelace
---
Hi Ada
",
            "contacts/ada-lovelace.md",
            "Ada King",
            "
//- events/x.md
---
met: [[[ada-king]], \"Ada King\", Bo]
---
//- n.md
[[ada-king|Ada King]], [[Ada King]], [[Ada]], [[contacts/ada-king|her]], [Ada King](contacts/ada-king.md#facts).

| who |
|---|
| [[ada-king\\|Ada King]] |
//- outreach/2026-11-20-ada-lovelace.md
---
to: Ada King
---
Hi Ada
//- contacts/ada-lovelace.md => contacts/ada-king.md
---
name: Ada King
aliases: [Ada]
---
# Ada King
",
        );
    }

    #[test]
    fn a_file_of_another_name_stays() {
        check(
            "//- contacts/al.md\n# Ada\n//- n.md\n[[al|Ada]] [[Ada]]\n",
            "contacts/al.md",
            "Bo",
            "//- n.md\n[[al|Bo]] [[Bo]]\n//- contacts/al.md\n# Bo\n",
        );
    }

    #[test]
    fn a_company_is_renamed_in_its_peoples_notes() {
        check(
            "//- companies/engines.md\n# Engines\n//- contacts/a.md\n---\ncompany: Engines\n---\n",
            "companies/engines.md",
            "Engines: Ltd",
            "//- contacts/a.md\n---\ncompany: \"Engines: Ltd\"\n---\n//- companies/engines.md => companies/engines-ltd.md\n# Engines: Ltd\n",
        );
    }

    #[test]
    fn a_date_before_the_name_stays() {
        check(
            "//- events/2026-12-02-denver-rust.md\n---\nname: Denver Rust\n---\n//- n.md\n[[2026-12-02-denver-rust]]\n",
            "events/2026-12-02-denver-rust.md",
            "Boulder Rust",
            "//- n.md\n[[2026-12-02-boulder-rust]]\n//- events/2026-12-02-denver-rust.md => events/2026-12-02-boulder-rust.md\n---\nname: Boulder Rust\n---\n",
        );
    }

    #[test]
    fn a_dated_file_that_is_named_by_its_stem_keeps_its_day() {
        let snapshot = journal("//- events/2026-12-02-denver-rust.md\n---\nname: Denver Rust\n---\n");
        let id = snapshot.id("events/2026-12-02-denver-rust.md").unwrap();
        let to = |new: &str| rename_called(&snapshot, id, "2026-12-02-denver-rust", new).unwrap().said.join(" ");
        assert!(to("Boulder Rust").ends_with("The note is events/2026-12-02-boulder-rust.md now."), "{}", to("Boulder Rust"));
        assert!(to("2026-12-03-rust").contains("is events/2026-12-03-rust.md now"), "{}", to("2026-12-03-rust"));
    }

    #[test]
    fn a_file_gets_another_name_and_its_heading_stays() {
        let snapshot = journal("//- topics/t-1.md\n# Topic one\n//- n.md\n[[t-1]] [x](topics/t-1.md) [[Topic one]]\n");
        let plan = rename_file(&snapshot, snapshot.id("topics/t-1.md").unwrap(), "New hub").unwrap();
        let expected = "//- n.md\n[[new-hub]] [x](topics/new-hub.md) [[Topic one]]\n//- topics/t-1.md => topics/new-hub.md\n# Topic one\n";
        assert_eq!(shown(&snapshot, &plan), expected);
    }

    #[test]
    fn a_name_that_is_taken_or_unusable_is_refused() {
        let snapshot = journal("//- contacts/ada.md\n# Ada\n//- contacts/bo.md\n---\naliases: [Bob]\n---\n# Bo\n//- weeks/2026-W48.md\n");
        let refused = |path: &str, new: &str| rename_note(&snapshot, snapshot.id(path).unwrap(), new).unwrap_err().message;
        assert_eq!(refused("contacts/ada.md", "bob"), "“bob” is the name of contacts/bo.md already; links would mean both");
        assert_eq!(refused("contacts/ada.md", "Bo"), "there is a note at contacts/bo.md already");
        assert_eq!(refused("contacts/ada.md", " a|b "), "“a|b” cannot be a name");
        assert_eq!(refused("weeks/2026-W48.md", "x"), "weeks/2026-W48.md is called after its week");
    }
}
