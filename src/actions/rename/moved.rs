//! What a file that moves asks for: links that name its path, and the paths it names itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::actions::plan::NoteChange;
use crate::actions::rename::edits::Edits;
use crate::actions::rename::prompts::follow_set;
use crate::actions::rename::spelling::{in_address, is_relative, relative_path, usable};
use crate::markdown::tree::{Link, LinkKind};
use crate::notes::field::Fields;
use crate::notes::note::{Note, bare_target, is_internal, stem_of};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, relative, without_md};
use crate::workspace::links::{Resolution, field_references};
use crate::workspace::snapshot::Snapshot;

/// The edits that keep every link alive when files move: pairs of paths from the root, the old and the new, of notes, of other files or of
/// whole folders. The files themselves are moved by whoever asks.
#[must_use]
pub fn moved(snapshot: &Snapshot, moves: &[(Arc<str>, Arc<str>)]) -> Vec<NoteChange> {
    let mut edits = Edits::default();
    let moves = Moves(moves);
    let moving = moves.notes(snapshot);
    follow_paths(snapshot, &moves, &mut edits);
    for (id, to) in moving {
        follow_names(snapshot, id, &to, &mut edits);
        follow_set(snapshot, id, stem_of(&to), &mut edits);
    }
    edits.into_changes()
}

/// The notes that move, and where each goes: those that are named, and those in folders that are.
#[must_use]
pub fn destinations(snapshot: &Snapshot, moves: &[(Arc<str>, Arc<str>)]) -> Vec<(NoteId, String)> {
    Moves(moves).notes(snapshot)
}

/// Where files go.
struct Moves<'a>(&'a [(Arc<str>, Arc<str>)]);

impl Moves<'_> {
    /// Where the file or folder at a path goes: by its own name, else with the innermost folder that moves; none where it stays.
    fn of(&self, path: &str) -> Option<String> {
        let by_name = self.0.iter().find(|(from, _)| **from == *path).map(|(_, to)| to.to_string());
        let inside = |from: &str| path.strip_prefix(from).filter(|rest| rest.starts_with('/')).map(str::to_owned);
        by_name.or_else(|| {
            let folders = self.0.iter().filter_map(|(from, to)| Some((from.len(), to, inside(from)?)));
            folders.max_by_key(|(length, ..)| *length).map(|(_, to, rest)| format!("{to}{rest}"))
        })
    }

    /// The notes among them, and where each goes.
    fn notes(&self, snapshot: &Snapshot) -> Vec<(NoteId, String)> {
        if self.0.iter().all(|(from, _)| snapshot.id(from).is_some()) {
            return self.0.iter().filter_map(|(from, to)| Some((snapshot.id(from)?, to.to_string()))).collect();
        }
        snapshot.notes().filter_map(|(id, note)| Some((id, self.of(&note.path)?))).collect()
    }
}

/// Links by relative path: those to the note, and its own where its folder changes.
pub(crate) fn follow_move(snapshot: &Snapshot, id: NoteId, to: &str, edits: &mut Edits) {
    let Some(moving) = snapshot.get(id) else { return };
    follow_paths(snapshot, &Moves(&[(moving.path.clone(), to.into())]), edits);
}

/// Links by path: those to what moves, and those of notes that move. Both ends of a link may.
fn follow_paths(snapshot: &Snapshot, moves: &Moves<'_>, edits: &mut Edits) {
    let moving = moves.notes(snapshot);
    let ids: BTreeSet<NoteId> = moving.iter().map(|(id, _)| *id).collect();
    let mut follow = |source: NoteId, wanted: &dyn Fn(&Link) -> bool| {
        let Some(note) = snapshot.get(source) else { return };
        let stands_at = moves.of(&note.path);
        for link in note.markdown.links.iter().filter(|link| wanted(link)) {
            if let Some(words) = followed(snapshot, moves, note, stands_at.as_deref(), link) {
                edits.replace(&note.path, link.target, words);
            }
        }
    };
    // What is no note has no list of those who link to it.
    if !moves.0.iter().all(|(from, _)| snapshot.id(from).is_some()) {
        snapshot.notes().for_each(|(id, _)| follow(id, &|_| true));
        return;
    }
    moving.iter().for_each(|(id, _)| follow(*id, &|_| true));
    let mut places: BTreeMap<NoteId, Vec<TextRange>> = BTreeMap::new();
    for place in moving.iter().flat_map(|(id, _)| snapshot.references(*id)).filter(|place| !ids.contains(&place.note)) {
        places.entry(place.note).or_default().push(place.target);
    }
    for (source, targets) in places {
        follow(source, &|link| targets.contains(&link.target));
    }
}

/// The target of a link once files have moved; none where it goes on as it is.
fn followed(snapshot: &Snapshot, moves: &Moves<'_>, note: &Note, stands_at: Option<&str>, link: &Link) -> Option<String> {
    let target = note.of(link.target);
    if target.is_empty() || !is_internal(link, target) {
        return None;
    }
    if link.kind == LinkKind::Wiki {
        // A note is named by its names; any other file by its path from the root.
        return moves.of(target.trim()).filter(|_| snapshot.resolve(target) == Resolution::None);
    }
    if !is_relative(link.kind) {
        return None;
    }
    let written = relative(&note.path, target)?;
    // What is written may differ from the note's path in case and marks, and lack its end.
    let meant = snapshot.resolve_link(note, link).one().and_then(|id| snapshot.get(id)).map(|note| note.path.to_string());
    let gone_to = moves.of(meant.as_deref().unwrap_or(&written));
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let base = stands_at.unwrap_or(&note.path);
    if gone_to.is_none() && folder(base) == folder(&note.path) {
        return None;
    }
    let had_end = meant.is_none() || target.split('?').next().is_some_and(|path| path.to_ascii_lowercase().ends_with(".md"));
    let path = match &gone_to {
        Some(path) if !had_end => without_md(path),
        Some(path) => path,
        None => &written,
    };
    let path = relative_path(base, path);
    let path = if target.ends_with('/') && !path.ends_with('/') { format!("{path}/") } else { path };
    let words = spelled(&note.text, link.target, &path);
    (words != target).then_some(words)
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
    // A file's name may hold what no link can carry; then the note is linked by the name it has.
    let carried = |words: &str| {
        let title = || Some(moving.title()).filter(|title| usable(title).is_some() && snapshot.resolve(title).one() == Some(id));
        usable(words).map(str::to_owned).or_else(title)
    };
    let renamed = |target: &str| {
        let plain = fold(without_md(target.trim()));
        if plain == old_path && target.contains('/') {
            carried(without_md(to))
        } else if plain == old_stem && plain != fold(new_stem) {
            // A name that is the stem at once goes on naming the note.
            let still_named = other_names(moving).any(|name| fold(&name) == plain);
            if still_named { None } else { carried(if is_free { new_stem } else { without_md(to) }) }
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

    /// All that is edited when several files or folders move at once.
    #[track_caller]
    fn check_all(fixture: &str, moves: &[(&str, &str)], expected: &str) {
        let snapshot = journal(fixture);
        let moves: Vec<_> = moves.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect();
        let show = |change: &NoteChange| match change {
            NoteChange::Edit { path, edits } => format!("//- {path}\n{}", apply(&snapshot.at(path).unwrap().text, edits).unwrap()),
            other => panic!("{other:?}"),
        };
        assert_eq!(moved(&snapshot, &moves).iter().map(show).collect::<String>(), expected);
    }

    #[test]
    fn both_ends_of_a_link_may_move() {
        check_all(
            "//- notes/l.md\n[a](../contacts/ada.md) [self](l.md) [no end](../contacts/ada)\n//- contacts/ada.md\n[l](../notes/l.md#x)\n",
            &[("notes/l.md", "notes/deep/l2.md"), ("contacts/ada.md", "contacts/al.md")],
            "//- contacts/ada.md\n[l](../notes/deep/l2.md#x)\n//- notes/l.md\n[a](../../contacts/al.md) [self](l2.md) [no end](../../contacts/al)\n",
        );
    }

    #[test]
    fn what_lies_in_a_folder_moves_with_it_be_it_a_note_or_not() {
        check_all(
            "//- notes/l.md\n![p](pic.png) [n](n.md) [out](../a.md)\n//- notes/n.md\n//- a.md\n[l](notes/l.md) ![p](notes/pic.png) [all](notes/) [[l]] ![[notes/pic.png]]\n",
            &[("notes", "old/notes")],
            "//- a.md\n[l](old/notes/l.md) ![p](old/notes/pic.png) [all](old/notes/) [[l]] ![[old/notes/pic.png]]\n\
             //- notes/l.md\n![p](pic.png) [n](n.md) [out](../../a.md)\n",
        );
    }

    #[test]
    fn links_follow_a_file_that_is_no_note() {
        check_all(
            "//- n/b.md\n![p](../img/a.png) [c](../img/other.png)\n",
            &[("img/a.png", "img/b c.png")],
            "//- n/b.md\n![p](../img/b%20c.png) [c](../img/other.png)\n",
        );
    }

    #[test]
    fn a_file_whose_name_no_link_can_carry_is_linked_by_its_title() {
        check("//- a.md\n# Alpha\n//- b.md\n[[a]] [x](a.md)\n", "a.md", "c#d.md", "//- b.md\n[[Alpha]] [x](c%23d.md)\n");
    }

    #[test]
    fn weeks_and_settings_follow_a_set_of_prompts() {
        check(
            "//- prompts/mine.md\n# Mine\n## First week\n### Why?\n//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n//- weeks/2026-W47.md\n---\nprompts: turing/mod-2/week-1\n---\n",
            "prompts/mine.md",
            "prompts/yours.md",
            "//- weeks/2026-W48.md\n---\nprompts: yours/first-week\n---\n",
        );
    }

    #[test]
    fn a_stem_that_another_note_has_is_written_as_a_path() {
        check("//- a.md\n//- x/b.md\n//- n.md\n[[a]]\n", "a.md", "y/b.md", "//- n.md\n[[y/b]]\n");
    }
}
