//! Records of acts: written before the first file changes, and kept to undo by.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::git::save::change::{Act, SaveError};
use crate::git::save::step::NotedStep;

/// How many acts can be undone.
pub const KEPT_ACTS: usize = 50;

/// The version of the record's shape. Version 1 had every text whole, and is read like this one.
const VERSION: u32 = 2;

/// One act, with all that is needed to finish it or to take it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    version: u32,
    /// In the keeper's words.
    pub act: String,
    /// Seconds since the beginning of 1970.
    at: u64,
    /// Whether it stays in the undo records when it is through.
    pub is_undone: bool,
    /// The act that this one takes back; it leaves the records with this one.
    pub undoes: Option<u64>,
    /// The files, in the order in which they change.
    pub steps: Vec<NotedStep>,
    /// Where the act made a commit, and changed no file.
    pub commit: Option<CommitMark>,
    /// What is in the names of its temporary files.
    pub token: String,
}

/// A commit that an act made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitMark {
    /// The commit's id.
    pub id: String,
    /// The id that the branch stood at before; `None` for the first commit.
    pub parent: Option<String>,
    /// Whether the keeper had staged what went in.
    #[serde(default)]
    pub was_staged: bool,
}

impl Record {
    /// A record of `act`, whose files change as `steps` say.
    #[must_use]
    pub fn new(act: &Act<'_>, steps: Vec<NotedStep>) -> Self {
        let at = act.at.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |it| it.as_secs());
        let (act, is_undone) = (act.name.to_owned(), act.is_undone);
        Self { version: VERSION, act, at, is_undone, undoes: None, steps, commit: None, token: String::new() }
    }

    /// When the act happened, to the second.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(self.at)).unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

/// The records of one journal, in its part of the state folder. Whoever changes them holds the journal's lock.
#[derive(Clone, Debug)]
pub struct Records {
    folder: PathBuf,
}

/// How far an act is; the word in its record's file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Recorded; its files are changing, or it was cut off.
    Begun,
    /// All its files are changed.
    Done,
    /// It was cut off, and somebody else changed its files before it could be finished.
    Left,
}

impl Stage {
    fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Left => "left",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Begun, Self::Done, Self::Left].into_iter().find(|it| it.word() == word)
    }
}

impl Records {
    /// The records in `folder`, which need not be there yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.join("acts") }
    }

    /// The numbers of all records with how far they are, oldest first.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn list(&self) -> Result<Vec<(u64, Stage)>, SaveError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(self.refused("read", source)),
        };
        let mut found: Vec<_> = entries.flatten().filter_map(|it| parse_name(it.file_name().to_str()?)).collect();
        found.sort_unstable_by_key(|it| it.0);
        Ok(found)
    }

    /// The newest record at `stage`.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn newest(&self, stage: Stage) -> Result<Option<u64>, SaveError> {
        Ok(self.list()?.into_iter().rev().find(|it| it.1 == stage).map(|it| it.0))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// When it is gone, damaged, or written by a newer version.
    pub fn read(&self, number: u64, stage: Stage) -> Result<Record, SaveError> {
        let path = self.path(number, stage);
        let bytes = fs::read(&path).map_err(|source| self.refused("read", source))?;
        let record: Record = serde_json::from_slice(&bytes).map_err(|error| damaged(&path, &error.to_string()))?;
        if !(1..=VERSION).contains(&record.version) {
            return Err(damaged(&path, &format!("its version is {}", record.version)));
        }
        Ok(record)
    }

    /// Writes `record` down for good, before anything happens, and gives it its number. Its token is set here.
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn begin(&self, record: &mut Record) -> Result<u64, SaveError> {
        self.add(record, Stage::Begun)
    }

    /// Writes down `record` of an act that is through.
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn add_done(&self, record: &mut Record) -> Result<u64, SaveError> {
        let number = self.add(record, Stage::Done)?;
        self.prune();
        Ok(number)
    }

    /// Notes that a begun act is through, and lets the oldest of too many go.
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn complete(&self, number: u64, record: &Record) -> Result<(), SaveError> {
        if let Some(undone) = record.undoes {
            self.remove(undone, Stage::Done)?;
        }
        if !record.is_undone {
            return self.remove(number, Stage::Begun);
        }
        self.move_on(number, Stage::Done)?;
        self.prune();
        Ok(())
    }

    /// Sets a begun record aside, where it troubles nobody and nothing of it is lost.
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub fn set_aside(&self, number: u64) -> Result<(), SaveError> {
        self.move_on(number, Stage::Left)
    }

    /// Removes a record; one that is gone already is fine.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove(&self, number: u64, stage: Stage) -> Result<(), SaveError> {
        match fs::remove_file(self.path(number, stage)) {
            Err(source) if source.kind() != ErrorKind::NotFound => Err(self.refused("remove from", source)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn add(&self, record: &mut Record, stage: Stage) -> Result<u64, SaveError> {
        let number = self.list()?.last().map_or(1, |it| it.0.saturating_add(1));
        record.token = format!("{:x}-{number}", std::process::id());
        self.write(number, stage, record).map_err(|source| self.refused("note the act in", source))?;
        Ok(number)
    }

    fn write(&self, number: u64, stage: Stage, record: &Record) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        let draft = self.folder.join("draft");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        let written = serde_json::to_vec(record).map_err(io::Error::other).and_then(|it| file.write_all(&it));
        let settled = written.and_then(|()| file.sync_all()).and_then(|()| fs::rename(&draft, self.path(number, stage)));
        if settled.is_err() {
            // On a full disk every byte of the draft is in the way.
            let _ = fs::remove_file(&draft);
        }
        settled.and_then(|()| sync_folder(&self.folder))
    }

    fn move_on(&self, number: u64, stage: Stage) -> Result<(), SaveError> {
        fs::rename(self.path(number, Stage::Begun), self.path(number, stage)).map_err(|source| self.refused("note the act in", source))
    }

    /// Lets the oldest go. One that will not go is tried again with the next act.
    fn prune(&self) {
        let Ok(all) = self.list() else { return };
        for stage in [Stage::Done, Stage::Left] {
            let numbers: Vec<u64> = all.iter().filter(|it| it.1 == stage).map(|it| it.0).collect();
            for number in numbers.iter().rev().skip(KEPT_ACTS) {
                let _ = self.remove(*number, stage);
            }
        }
    }

    fn path(&self, number: u64, stage: Stage) -> PathBuf {
        self.folder.join(format!("{number:08}.{}.json", stage.word()))
    }

    fn refused(&self, doing: &'static str, source: io::Error) -> SaveError {
        SaveError::Refused { doing, path: self.folder.clone(), source }
    }
}

/// Makes what was renamed in `folder` outlast a loss of power, where the file system can do so for folders.
///
/// # Errors
/// When the disk refuses.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let synced = if cfg!(unix) { File::open(folder).and_then(|it| it.sync_all()) } else { Ok(()) };
    match synced {
        // Not every folder may be listed, and not every file system settles folders: that is no reason to take an act back.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

fn damaged(path: &Path, message: &str) -> SaveError {
    SaveError::Record { path: path.to_path_buf(), message: message.to_owned() }
}

/// `00000012.done.json` as its parts.
fn parse_name(name: &str) -> Option<(u64, Stage)> {
    let (number, rest) = name.split_once('.')?;
    Some((number.parse().ok()?, Stage::of(rest.strip_suffix(".json")?)?))
}

#[cfg(test)]
mod tests {
    use super::{KEPT_ACTS, Record, Records, Stage};
    use crate::git::save::change::{Act, SaveError};
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::time::{Duration, SystemTime};

    fn record(name: &str) -> Record {
        Record::new(&Act::new(name, SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_600_000)), Vec::new())
    }

    #[test]
    fn a_record_comes_back_as_it_was_written_and_is_the_users_alone() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::new(home.path());
        let mut written = record("done Code");
        let number = records.begin(&mut written).unwrap();
        assert_eq!(records.read(number, Stage::Begun).unwrap(), written);
        assert_eq!(written.at().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs(), 1_795_600_000);
        let mode = |path: &str| fs::metadata(home.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("acts"), mode("acts/00000001.begun.json")), (0o700, 0o600));
    }

    #[test]
    fn the_last_fifty_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::new(home.path());
        for number in 0..KEPT_ACTS + 3 {
            let mut record = record(&format!("act {number}"));
            let number = records.begin(&mut record).unwrap();
            records.complete(number, &record).unwrap();
        }
        let all = records.list().unwrap();
        assert_eq!((all.len(), all[0].0), (KEPT_ACTS, 4));
    }

    #[test]
    fn a_damaged_record_is_named() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::new(home.path());
        let number = records.add_done(&mut record("x")).unwrap();
        fs::write(records.path(number, Stage::Done), "{").unwrap();
        assert!(matches!(records.read(number, Stage::Done), Err(SaveError::Record { .. })));
    }
}
