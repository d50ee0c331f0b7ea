//! What a target that leads nowhere may have meant: the nearest note's name, path or file.

use crate::calendar::date::iso_date;
use crate::calendar::week::Week;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Note, stem_of};
use crate::text::fuzzy::did_you_mean;
use crate::workspace::snapshot::Snapshot;

/// The name in the journal nearest to a wikilink's target: a path where the target is one, else a stem or a title.
pub(super) fn near_name(snapshot: &Snapshot, target: &str) -> Option<String> {
    near(snapshot, target, "name", || {
        let notes = snapshot.named_nearly(target, |_| true);
        if target.contains('/') {
            return did_you_mean(target, notes.iter().map(|(_, note)| without_md(&note.path))).map(str::to_owned);
        }
        let titles: Vec<String> = notes.iter().map(|(_, note)| note.title()).collect();
        let stem = did_you_mean(target, notes.iter().map(|(_, note)| note.stem()));
        stem.or_else(|| did_you_mean(target, titles.iter().map(String::as_str))).map(str::to_owned)
    })
}

/// The stem of the message nearest to one that is named and is not there.
pub(super) fn near_message(snapshot: &Snapshot, stem: &str) -> Option<String> {
    near(snapshot, stem, "message", || {
        let messages = snapshot.named_nearly(stem, |kind| kind == NoteKind::Outreach);
        did_you_mean(stem, messages.iter().map(|(_, note)| note.stem())).map(str::to_owned)
    })
}

/// The path, as `from` would write it, of the only file of the same name in another folder, else of the one named most alike.
pub(super) fn near_path(snapshot: &Snapshot, from: &Note, path: &str) -> Option<String> {
    let near = near(snapshot, path, "path", || {
        let files = || snapshot.paths().chain(snapshot.outside().other_files.iter().map(String::as_str));
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut moved = files().filter(|other| other.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/')));
        match (moved.next(), moved.next()) {
            (Some(only), None) => Some(only.to_owned()),
            (Some(_), Some(_)) => None,
            (None, _) => {
                let notes = snapshot.named_nearly(without_md(path), |_| true);
                let others = snapshot.outside().other_files.iter().map(String::as_str);
                did_you_mean(path, notes.iter().map(|(_, note)| &*note.path).chain(others)).map(str::to_owned)
            }
        }
    });
    near.map(|near| seen_from(&from.path, &near))
}

/// What is near to a word, worked out once. Another day is another note, and no slip of the pen: links to tomorrow's are written today.
fn near(snapshot: &Snapshot, word: &str, what: &str, work_out: impl FnOnce() -> Option<String>) -> Option<String> {
    if day_or_week(word).is_some() {
        return None;
    }
    snapshot.once_for_names(&format!("{what}: {word}"), work_out)
}

/// The command that makes the note of the day or week that a target names.
pub(super) fn day_or_week(target: &str) -> Option<String> {
    let stem = stem_of(target);
    let day = iso_date(stem).map(|day| format!("journal new day {day}"));
    day.or_else(|| Week::parse(stem).map(|week| format!("journal new week {week}")))
}

/// A path from the root as the note at `from` would write it: relative, blanks as `%20`.
fn seen_from(from: &str, path: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folders.iter().zip(&parts[..parts.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = "../".repeat(folders.len() - shared);
    format!("{up}{}", parts[shared..].join("/")).replace(' ', "%20")
}

/// Whether a wikilink names a file that is no note: by its path from the root, or by its name alone.
pub(super) fn names_a_file(snapshot: &Snapshot, target: &str) -> bool {
    let files = &snapshot.outside().other_files;
    let looks_so = target.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let named = |path: &String| path.strip_suffix(target).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    looks_so && (files.contains(target) || files.iter().any(named))
}

/// The folder and stem of a path, for words: `contacts/ada-lovelace`.
pub(super) fn without_md(path: &str) -> &str {
    let stem = stem_of(path);
    let folder = path.len() - path.rsplit('/').next().map_or(0, str::len);
    &path[..folder + stem.len()]
}

#[cfg(test)]
mod tests {
    use super::{seen_from, without_md};

    #[test]
    fn a_path_is_written_as_its_note_sees_it() {
        assert_eq!(seen_from("weeks/a.md", "contacts/ada l.md"), "../contacts/ada%20l.md");
        assert_eq!(seen_from("weeks/a.md", "weeks/b.md"), "b.md");
        assert_eq!(seen_from("a.md", "maps/b.md"), "maps/b.md");
    }

    #[test]
    fn a_path_is_told_without_its_ending() {
        assert_eq!(without_md("contacts/ada.md"), "contacts/ada");
        assert_eq!(without_md("README.md"), "README");
    }
}
