//! Finding the repository around a folder, by libgit2 or the program, heeding what the environment says.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::git::repository::program::{Git, GitError};

/// Variables that point git at a certain repository; hooks inherit them from the git that runs them.
pub const PLACE_VARIABLES: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_NAMESPACE",
];

/// A repository's folders.
pub struct Found {
    /// The top folder of the work tree.
    pub work_tree: PathBuf,
    /// The git folder of this work tree.
    pub git_dir: PathBuf,
    /// The git folder that all work trees share.
    pub common_dir: PathBuf,
    /// For libgit2, where it can read the repository.
    pub library: Option<git2::Repository>,
}

impl Found {
    fn from_library(library: git2::Repository) -> Option<Self> {
        let work_tree = library.workdir()?.canonicalize().ok()?;
        let git_dir = library.path().canonicalize().ok()?;
        let common_dir = library.commondir().canonicalize().ok()?;
        Some(Self { work_tree, git_dir, common_dir, library: Some(library) })
    }
}

/// Finds the repository around `root` by looking upward; `clean` is a git that [`PLACE_VARIABLES`] do not point elsewhere.
///
/// # Errors
/// When there is one that git itself refuses to open, or git is needed and cannot be run.
pub fn find(root: &Path, clean: &Git) -> Result<Option<Found>, GitError> {
    let ceilings = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    let ceilings: Vec<PathBuf> = std::env::split_paths(&ceilings).filter(|path| path.is_absolute()).collect();
    match git2::Repository::open_ext(root, git2::RepositoryOpenFlags::empty(), ceilings) {
        Ok(library) => Ok(Found::from_library(library)),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
        Err(_) => find_by_program(root, clean),
    }
}

fn find_by_program(root: &Path, clean: &Git) -> Result<Option<Found>, GitError> {
    let call = clean.call(["rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"]);
    let output = match call.run() {
        Ok(output) => output.text(),
        Err(error) if error.stderr().contains("not a git repository") || error.stderr().contains("must be run in a work tree") => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let mut lines = output.lines().map(|line| root.join(line).canonicalize());
    let mut folder = || lines.next().unwrap_or_else(|| Err(io::ErrorKind::InvalidData.into()));
    Ok(Some(Found { work_tree: folder()?, git_dir: folder()?, common_dir: folder()?, library: None }))
}

/// Where the environment points git, made absolute, for we run git in other folders than our own.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `GIT_DIR`.
    pub git_dir: Option<PathBuf>,
    /// `GIT_WORK_TREE`.
    pub work_tree: Option<PathBuf>,
    /// `GIT_INDEX_FILE`.
    pub index_file: Option<PathBuf>,
}

impl Surroundings {
    /// What the variables say.
    pub fn from_environment() -> Self {
        let path = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(absolute);
        Self {
            git_dir: path("GIT_DIR").and_then(|path| path.canonicalize().ok()),
            work_tree: path("GIT_WORK_TREE").and_then(|path| path.canonicalize().ok()),
            index_file: path("GIT_INDEX_FILE"),
        }
    }

    /// The repository that the keeper chose by hand for a work tree around `root`.
    pub fn chosen_for(&self, root: &Path) -> Option<Found> {
        let (git_dir, work_tree) = (self.git_dir.as_ref()?, self.work_tree.as_ref()?);
        if !root.starts_with(work_tree) {
            return None;
        }
        let library = git2::Repository::open(git_dir).ok().filter(|library| library.set_workdir(work_tree, false).is_ok());
        Some(Found { work_tree: work_tree.clone(), git_dir: git_dir.clone(), common_dir: git_dir.clone(), library })
    }
}

fn absolute(path: OsString) -> PathBuf {
    std::path::absolute(&path).unwrap_or_else(|_| PathBuf::from(path))
}
