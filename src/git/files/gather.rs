//! One walk through a folder by several threads, without following links: what they met, gathered.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};

use crate::git::files::entry::{FileProblem, FileProblemKind};
use crate::git::files::path::relative;
use crate::git::files::root::work_tree;

/// What one walk met, relative to the journal's root.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: BTreeSet<String>,
    pub(super) folders: BTreeSet<String>,
    pub(super) links: BTreeSet<String>,
    pub(super) problems: Vec<FileProblem>,
}

impl Found {
    /// Adds what another walk met.
    pub(super) fn absorb(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.links.extend(other.links);
        self.problems.extend(other.problems);
    }
}

/// The same as the threads of a walk come by it, in no order.
#[derive(Default)]
struct Gathered {
    files: Vec<String>,
    folders: Vec<String>,
    links: Vec<String>,
    problems: Vec<FileProblem>,
}

impl Gathered {
    fn absorb(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
        self.folders.append(&mut other.folders);
        self.links.append(&mut other.links);
        self.problems.append(&mut other.problems);
    }

    fn sorted(self) -> Found {
        // A set made from a whole list is built at once, far faster than name by name.
        Found {
            files: self.files.into_iter().collect(),
            folders: self.folders.into_iter().collect(),
            links: self.links.into_iter().collect(),
            problems: self.problems,
        }
    }
}

/// Walks the folder at `start` (relative to `root`) without following links.
pub(super) fn walk_folder(root: &Path, start: &str, passed_over: &[&str]) -> Found {
    let in_git = work_tree(root).is_some();
    let mut builder = WalkBuilder::new(root.join(start));
    builder.hidden(true).ignore(false).git_ignore(true).git_exclude(in_git).git_global(in_git);
    // Outside git, ignore files above the root are no business of the journal: many a home folder has one that hides everything.
    builder.require_git(in_git).parents(in_git);
    builder.threads(std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8));
    let gathered = Mutex::new(Gathered::default());
    builder.build_parallel().visit(&mut Gatherers { root, passed_over, gathered: &gathered });
    gathered.into_inner().unwrap_or_else(PoisonError::into_inner).sorted()
}

/// Makes one gatherer for each thread of the walk.
struct Gatherers<'a> {
    root: &'a Path,
    passed_over: &'a [&'a str],
    gathered: &'a Mutex<Gathered>,
}

impl<'a> ParallelVisitorBuilder<'a> for Gatherers<'a> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'a> {
        Box::new(Gatherer { root: self.root, passed_over: self.passed_over, gathered: self.gathered, own: Gathered::default() })
    }
}

/// Gathers what one thread meets and hands it in when the thread ends.
struct Gatherer<'a> {
    root: &'a Path,
    passed_over: &'a [&'a str],
    gathered: &'a Mutex<Gathered>,
    own: Gathered,
}

impl Drop for Gatherer<'_> {
    fn drop(&mut self) {
        let own = std::mem::take(&mut self.own);
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).absorb(own);
    }
}

impl ParallelVisitor for Gatherer<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) if entry.depth() == 1 && entry.file_name().to_str().is_some_and(|name| self.passed_over.contains(&name)) => {
                return WalkState::Skip;
            }
            Ok(entry) => self.meet(&entry),
            Err(error) => self.own.problems.push(problem_of(self.root, &error)),
        }
        WalkState::Continue
    }
}

impl Gatherer<'_> {
    fn meet(&mut self, entry: &DirEntry) {
        let Some(file_type) = entry.file_type() else { return };
        let path = match relative(self.root, entry.path()) {
            Ok(path) => path,
            Err(shown) => {
                self.own.problems.push(FileProblem { path: shown, kind: FileProblemKind::NameNotUtf8 });
                return;
            }
        };
        // The place where a walk begins is followed even where it is a link.
        if file_type.is_symlink() && 0 < entry.depth() {
            self.own.links.push(path);
        } else if file_type.is_file() {
            self.own.files.push(path);
        } else if entry.path().is_dir() {
            self.own.folders.push(path);
        }
    }
}

/// The walk's own error as a problem at its place.
fn problem_of(root: &Path, error: &ignore::Error) -> FileProblem {
    let path = place_of(error).map(|it| relative(root, it).unwrap_or_else(|shown| shown)).unwrap_or_default();
    let words = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
    FileProblem { path, kind: FileProblemKind::Unreadable(words) }
}

fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
