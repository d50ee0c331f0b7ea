//! What a file that moves asks for: links that name its path, and the paths it names itself.

use std::sync::Arc;

use crate::actions::plan::NoteChange;
use crate::actions::rename::edits::Edits;
use crate::actions::rename::note::links_to;
use crate::actions::rename::spelling::{in_address, is_relative, relative_path};
use crate::notes::field::Fields;
use crate::notes::note::{Note, bare_target, is_internal, stem_of};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, relative, without_md};
use crate::workspace::links::{Resolution, field_references};
use crate::workspace::snapshot::Snapshot;

/// The edits that keep every link alive when files move: pairs of paths from the root, the old and the new. The files themselves are
/// moved by whoever asks.
#[must_use]
pub fn moved(snapshot: &Snapshot, moves: &[(Arc<str>, Arc<str>)]) -> Vec<NoteChange> {
    let mut edits = Edits::default();
    for (from, to) in moves {
        if let Some(id) = snapshot.id(from) {
            follow_move(snapshot, id, to, &mut edits);
            follow_names(snapshot, id, to, &mut edits);
        }
    }
    edits.into_changes()
}

/// Links by relative path: those to the note, and its own where its folder changes.
pub(crate) fn follow_move(snapshot: &Snapshot, id: NoteId, to: &str, edits: &mut Edits) {
    let Some(moving) = snapshot.get(id) else { return };
    for (note, link) in links_to(snapshot, id) {
        if !is_relative(link.kind) || note.path == moving.path {
            continue;
        }
        let path = relative_path(&note.path, to);
        let had_end = note.of(link.target).to_ascii_lowercase().ends_with(".md");
        let path = if had_end { path.as_str() } else { without_md(&path) };
        edits.replace(&note.path, link.target, spelled(&note.text, link.target, path));
    }
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    if folder(&moving.path) == folder(to) {
        return;
    }
    for link in &moving.markdown.links {
        let target = moving.of(link.target);
        if !is_relative(link.kind) || target.is_empty() || !is_internal(link, target) {
            continue;
        }
        let Some(aim) = relative(&moving.path, target) else { continue };
        let aim = if aim == *moving.path { to.to_owned() } else { aim };
        edits.replace(&moving.path, link.target, spelled(&moving.text, link.target, &relative_path(to, &aim)));
    }
}

/// A path as an address, bare where it stands between angle brackets.
fn spelled(text: &str, target: TextRange, path: &str) -> String {
    let in_angles = target.start().checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'<');
    if in_angles { path.to_owned() } else { in_address(path) }
}

/// Links and fields that name the note by its stem or its path from the root.
fn follow_names(snapshot: &Snapshot, id: NoteId, to: &str, edits: &mut Edits) {
    let Some(moving) = snapshot.get(id) else { return };
    let (old_path, old_stem) = (fold(without_md(&moving.path)), fold(moving.stem()));
    let new_stem = stem_of(to);
    // A stem that another note has would mean both: then the path is written.
    let is_free = match snapshot.resolve(new_stem) {
        Resolution::None | Resolution::File => true,
        Resolution::One(other) => other == id,
        Resolution::Several(_) => false,
    };
    let renamed = |target: &str| {
        let plain = fold(without_md(target.trim()));
        if plain == old_path && target.contains('/') {
            Some(without_md(to).to_owned())
        } else if plain == old_stem && plain != fold(new_stem) {
            // A name that is the stem at once goes on naming the note.
            let still_named = other_names(moving).any(|name| fold(&name) == plain);
            (!still_named).then(|| if is_free { new_stem.to_owned() } else { without_md(to).to_owned() })
        } else {
            None
        }
    };
    for place in snapshot.references(id) {
        let Some(note) = snapshot.get(place.note) else { continue };
        let by_link = note.markdown.links.iter().find(|link| link.range == place.range);
        match by_link {
            Some(link) if is_relative(link.kind) => {}
            Some(link) => {
                if let Some(new) = renamed(note.of(link.target)) {
                    edits.replace(&note.path, link.target, new);
                }
            }
            None => {
                let words = field_references(note).into_iter().find(|(_, range, _)| *range == place.range).map(|(.., words)| words);
                if let Some(new) = words.and_then(|words| renamed(bare_target(&words))) {
                    edits.replace(&note.path, place.target, new);
                }
            }
        }
    }
}

/// The names of a note that are none of its file's.
fn other_names(note: &Note) -> impl Iterator<Item = String> + '_ {
    let named = Fields::of(&note.markdown).text("name").map(|name| name.value);
    let headings =
        note.markdown.headings.iter().filter(|heading| heading.level == 1).map(|heading| note.of(heading.text).trim().to_owned());
    named.into_iter().chain(headings).chain(note.aliases.iter().map(|alias| alias.value.clone()))
}

#[cfg(test)]
mod tests {
    use super::moved;
    use crate::actions::plan::NoteChange;
    use crate::testing::journal;
    use crate::text::edit::apply;

    #[track_caller]
    fn check(fixture: &str, from: &str, to: &str, expected: &str) {
        let snapshot = journal(fixture);
        let changes = moved(&snapshot, &[(from.into(), to.into())]);
        let show = |change: &NoteChange| match change {
            NoteChange::Edit { path, edits } => format!("//- {path}\n{}", apply(&snapshot.at(path).unwrap().text, edits).unwrap()),
            other => panic!("{other:?}"),
        };
        assert_eq!(changes.iter().map(show).collect::<String>(), expected);
    }

    #[test]
    fn links_follow_a_file_with_another_name() {
        check(
            "//- a.md\n# Alpha\n//- n/b.md\n[[a]] [[Alpha]] [x](../a.md#top) [y](<../a.md>)\n",
            "a.md",
            "c d.md",
            "//- n/b.md\n[[c d]] [[Alpha]] [x](../c%20d.md#top) [y](<../c d.md>)\n",
        );
    }

    #[test]
    fn a_file_that_changes_folders_keeps_its_own_links() {
        check(
            "//- a.md\n[b](n/b.md) [web](https://a.example) ![p](pics/p.png)\n//- n/b.md\n[[a]] [a](../a.md)\n",
            "a.md",
            "x/a.md",
            "//- a.md\n[b](../n/b.md) [web](https://a.example) ![p](../pics/p.png)\n//- n/b.md\n[[a]] [a](../x/a.md)\n",
        );
    }

    #[test]
    fn a_stem_that_another_note_has_is_written_as_a_path() {
        check("//- a.md\n//- x/b.md\n//- n.md\n[[a]]\n", "a.md", "y/b.md", "//- n.md\n[[y/b]]\n");
    }
}
