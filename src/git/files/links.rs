//! Symbolic links followed: where they stay inside the journal, and so that no note is met twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::git::files::entry::{FileProblem, FileProblemKind};
use crate::git::files::gather::{Found, walk_folder};
use crate::git::files::path::{is_note, relative};

/// Goes after the links met so far, and those met on the way, where they lead to something inside the root that was not walked.
///
/// Gives second names of files that were walked under another.
pub(super) fn follow_links(root: &Path, true_root: &Path, found: &mut Found) -> Vec<String> {
    let mut others = Vec::new();
    let mut followed: BTreeSet<PathBuf> = BTreeSet::new();
    while let Some(link) = found.links.pop_first() {
        let place = match fs::canonicalize(root.join(&link)) {
            Ok(place) => place,
            Err(_) => {
                found.problems.extend(is_note(&link).then_some(FileProblem { path: link, kind: FileProblemKind::LinkBroken }));
                continue;
            }
        };
        let is_folder = place.is_dir();
        let Ok(inside) = place.strip_prefix(true_root) else {
            let matters = is_folder || is_note(&link);
            found.problems.extend(matters.then_some(FileProblem { path: link, kind: FileProblemKind::LinkLeaves }));
            continue;
        };
        let inside = relative(Path::new(""), inside).unwrap_or_default();
        let is_walked = inside.is_empty() || found.folders.contains(&inside) || found.files.contains(&inside);
        if is_walked || !followed.insert(place.clone()) {
            // A second name of a file is no second note, but it can be linked to.
            others.extend((!is_folder).then_some(link));
            continue;
        }
        if is_folder {
            let more = walk_folder(root, &link, &[]);
            found.absorb(without_doubles(more, root, &mut followed));
        } else if place.is_file() {
            found.files.insert(link);
        }
    }
    others
}

/// `found` without the files and folders that an earlier link led to already.
fn without_doubles(mut found: Found, root: &Path, followed: &mut BTreeSet<PathBuf>) -> Found {
    found.files.retain(|path| fs::canonicalize(root.join(path)).is_ok_and(|place| followed.insert(place)));
    found
}

#[cfg(test)]
mod tests {
    use crate::git::files::entry::FileProblemKind;
    use crate::git::files::fixture::{journal, notes, problems};
    use crate::git::files::walk::walk;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_in_a_circle_end_and_no_note_is_met_twice() {
        let home = journal(&["days/a.md"]);
        symlink("..", home.path().join("days/up")).unwrap();
        symlink("days", home.path().join("again")).unwrap();
        symlink("days/a.md", home.path().join("b.md")).unwrap();
        symlink("self.md", home.path().join("self.md")).unwrap();
        let walk = walk(home.path());
        assert_eq!(notes(&walk), ["days/a.md"]);
        assert_eq!(walk.others, ["b.md"]);
        assert_eq!(problems(&walk), [("self.md", &FileProblemKind::LinkBroken)]);
    }

    #[test]
    fn a_link_into_a_folder_that_is_not_walked_is_followed_once() {
        let home = journal(&[".store/days/a.md", ".store/b.md"]);
        symlink(".store/days", home.path().join("days")).unwrap();
        symlink(".store/days", home.path().join("mine")).unwrap();
        symlink(".store", home.path().join("whole")).unwrap();
        symlink(".store/b.md", home.path().join("z.md")).unwrap();
        symlink("../../days", home.path().join(".store/days/round")).unwrap();
        assert_eq!(notes(&walk(home.path())), ["days/a.md", "whole/b.md"]);
    }

    #[test]
    fn links_that_leave_the_journal_are_left_alone_and_told() {
        let home = journal(&["me/a.md", "other/b.md", "other/c.png"]);
        let root = home.path().join("me");
        symlink("../other", root.join("contacts")).unwrap();
        symlink("../other/b.md", root.join("b.md")).unwrap();
        symlink("../other/c.png", root.join("c.png")).unwrap();
        let walk = walk(&root);
        assert_eq!(notes(&walk), ["a.md"]);
        assert_eq!(problems(&walk), [("b.md", &FileProblemKind::LinkLeaves), ("contacts", &FileProblemKind::LinkLeaves)]);
    }

    #[test]
    fn a_root_that_is_a_link_is_walked() {
        let home = journal(&["real/days/a.md"]);
        symlink("real", home.path().join("root")).unwrap();
        assert_eq!(notes(&walk(&home.path().join("root"))), ["days/a.md"]);
    }
}
