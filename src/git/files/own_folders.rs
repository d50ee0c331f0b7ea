//! The user's own folders, `journal/` in XDG state, cache and config: outside every journal, and readable by the user alone.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// Undo records, locks, trusted remotes: lost, they are missed.
pub type StateFolder = UserFolder<State>;
/// What can be made again.
pub type CacheFolder = UserFolder<Cache>;
/// What the user settled for all journals.
pub type ConfigFolder = UserFolder<Config>;

/// A folder of the user's, made when it is first needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserFolder<P> {
    path: PathBuf,
    purpose: PhantomData<P>,
}

/// What a user's folder is for, and where XDG wants it.
pub trait Purpose {
    /// What a message calls it.
    const NAME: &'static str;
    /// The variable that moves it.
    const VARIABLE: &'static str;
    /// Where it is without the variable, from the home folder.
    const PLACE: &'static str;
}

/// The purpose of [`StateFolder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State;
/// The purpose of [`CacheFolder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache;
/// The purpose of [`ConfigFolder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config;

impl Purpose for State {
    const NAME: &'static str = "state";
    const VARIABLE: &'static str = "XDG_STATE_HOME";
    const PLACE: &'static str = ".local/state";
}

impl Purpose for Cache {
    const NAME: &'static str = "cache";
    const VARIABLE: &'static str = "XDG_CACHE_HOME";
    const PLACE: &'static str = ".cache";
}

impl Purpose for Config {
    const NAME: &'static str = "config";
    const VARIABLE: &'static str = "XDG_CONFIG_HOME";
    const PLACE: &'static str = ".config";
}

/// Why a user's folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Neither the variable nor a home folder says where it is.
    #[error("there is no home folder to keep the journal's {name} in; set HOME or {variable} to a folder")]
    NoHome {
        /// Which of the folders.
        name: &'static str,
        /// The variable that would say it.
        variable: &'static str,
    },
    /// It cannot be made or made private.
    #[error("the journal's {name} folder {} cannot be used: {source}; make it writable, or set {variable} to another folder", path.display())]
    NotMade {
        /// Which of the folders.
        name: &'static str,
        /// The variable that moves it.
        variable: &'static str,
        /// The folder that was wanted.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

impl<P: Purpose> UserFolder<P> {
    /// The folder as the environment (`lookup` of a variable) places it. Nothing is made yet.
    ///
    /// # Errors
    /// When neither the variable nor a home folder is known.
    pub fn from_environment(lookup: &dyn Fn(&str) -> Option<OsString>) -> Result<Self, FolderError> {
        // XDG: a path that is not absolute is as good as none.
        let absolute = |name: &str| lookup(name).map(PathBuf::from).filter(|it| it.is_absolute());
        let home = || absolute("HOME").or_else(|| etcetera::home_dir().ok().filter(|it| it.is_absolute()));
        let base = absolute(P::VARIABLE).or_else(|| home().map(|it| it.join(P::PLACE)));
        base.map(|it| Self::at(it.join("journal"))).ok_or(FolderError::NoHome { name: P::NAME, variable: P::VARIABLE })
    }

    /// The folder at exactly `path`.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), purpose: PhantomData }
    }

    /// Where it is, or would be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where what concerns the journal at `root` is, or would be. Every way to the same root leads to the same place.
    #[must_use]
    pub fn place_for(&self, root: &Path) -> PathBuf {
        self.path.join(key(root))
    }

    /// The folder itself, made private if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(&self) -> Result<&Path, FolderError> {
        private_folder(&self.path).map_err(|source| self.not_made(&self.path, source))?;
        Ok(&self.path)
    }

    /// The folder for the journal at `root`, made private if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_for(&self, root: &Path) -> Result<PathBuf, FolderError> {
        self.make()?;
        let path = self.place_for(root);
        private_folder(&path).map_err(|source| self.not_made(&path, source))?;
        Ok(path)
    }

    fn not_made(&self, path: &Path, source: io::Error) -> FolderError {
        FolderError::NotMade { name: P::NAME, variable: P::VARIABLE, path: path.to_path_buf(), source }
    }
}

/// A name for the journal at `root`: readable, and another one for another folder.
fn key(root: &Path) -> String {
    let place = fs::canonicalize(root).or_else(|_| std::path::absolute(root)).unwrap_or_else(|_| root.to_path_buf());
    let stem = place.file_name().unwrap_or_default().to_string_lossy();
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    let name: String = stem.chars().take(24).map(plain).collect();
    format!("{name}-{:016x}", fnv1a(place.as_os_str().as_encoded_bytes()))
}

/// The 64-bit FNV-1a hash. Written out because it must be the same in every release, or a new one would not find its locks and records.
#[must_use]
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Makes `path`, and what is missing above it, for the user alone; one that is there and wider open is closed.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path)?.permissions().mode();
        if mode & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CacheFolder, ConfigFolder, FolderError, StateFolder, fnv1a};
    use crate::git::files::as_nobody::as_nobody;
    use std::ffi::OsString;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn each_folder_stands_where_xdg_wants_it() {
        let home = |name: &str| (name == "HOME").then(|| OsString::from("/home/sam"));
        assert_eq!(StateFolder::from_environment(&home).unwrap().path(), Path::new("/home/sam/.local/state/journal"));
        assert_eq!(CacheFolder::from_environment(&home).unwrap().path(), Path::new("/home/sam/.cache/journal"));
        assert_eq!(ConfigFolder::from_environment(&home).unwrap().path(), Path::new("/home/sam/.config/journal"));
    }

    #[test]
    fn a_variable_moves_it_unless_it_is_no_whole_path() {
        let moved = |name: &str| Some(OsString::from(if name == "HOME" { "/home/sam" } else { "/srv/state" }));
        assert_eq!(StateFolder::from_environment(&moved).unwrap().path(), Path::new("/srv/state/journal"));
        let odd = |name: &str| Some(OsString::from(if name == "HOME" { "/home/sam" } else { "state" }));
        assert_eq!(StateFolder::from_environment(&odd).unwrap().path(), Path::new("/home/sam/.local/state/journal"));
    }

    #[test]
    fn what_is_made_belongs_to_the_user_alone() {
        let home = tempfile::tempdir().unwrap();
        let state = StateFolder::at(home.path().join("new/journal"));
        let place = state.make_for(home.path()).unwrap();
        assert_eq!([mode(&home.path().join("new")), mode(state.path()), mode(&place)], [0o700; 3]);
    }

    #[test]
    fn a_folder_that_stands_open_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let state = StateFolder::at(home.path().join("journal"));
        fs::create_dir(state.path()).unwrap();
        fs::set_permissions(state.path(), fs::Permissions::from_mode(0o755)).unwrap();
        state.make().unwrap();
        assert_eq!(mode(state.path()), 0o700);
    }

    #[test]
    fn every_way_to_a_root_has_the_same_place_and_another_root_another() {
        let home = tempfile::tempdir().unwrap();
        let (one, two) = (home.path().join("a/my journal"), home.path().join("b/my journal"));
        fs::create_dir_all(&one).unwrap();
        fs::create_dir_all(&two).unwrap();
        symlink(&one, home.path().join("link")).unwrap();
        let state = StateFolder::at("/state");
        assert_eq!(state.place_for(&one), state.place_for(&home.path().join("link")));
        assert_eq!(state.place_for(&one), state.place_for(&one.join("../my journal")));
        assert_ne!(state.place_for(&one), state.place_for(&two));
        assert!(state.place_for(&one).to_str().unwrap().starts_with("/state/my-journal-"));
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn one_that_cannot_be_made_says_what_to_do() {
        as_nobody("git::files::own_folders::tests::one_that_cannot_be_made_says_what_to_do", || {
            let home = tempfile::tempdir().unwrap();
            fs::set_permissions(home.path(), fs::Permissions::from_mode(0o500)).unwrap();
            let error = StateFolder::at(home.path().join("state")).make_for(Path::new("/")).unwrap_err();
            assert!(matches!(error, FolderError::NotMade { .. }));
            let told = error.to_string();
            assert!(told.contains("Permission denied") && told.ends_with("set XDG_STATE_HOME to another folder"), "{told}");
        });
    }
}
