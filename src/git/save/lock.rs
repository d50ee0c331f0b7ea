//! The journal's lock: one command at a time changes files, and a killed one holds nobody up.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::git::save::change::SaveError;

/// How long the same holder is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long is waited at all while one command after another takes its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The lock, held until it is dropped; the kernel lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock that lives in `folder`, for the act of this name, which others who wait are told.
    ///
    /// # Errors
    /// When one other command keeps it for five seconds, or the lock file cannot be used.
    pub fn take(folder: &Path, act: &str) -> Result<Self, SaveError> {
        Self::take_within(folder, act, PATIENCE)
    }

    fn take_within(folder: &Path, act: &str, patience: Duration) -> Result<Self, SaveError> {
        let path = folder.join("lock");
        let refused = |source| SaveError::Refused { doing: "lock", path: path.clone(), source };
        let mut file = open(&path).map_err(refused)?;
        let begun = Instant::now();
        let (mut since, mut holder, mut pause) = (begun, String::new(), Duration::from_millis(1));
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(source)) => return Err(refused(source)),
            }
            let now = text_of(&mut file);
            if now != holder {
                (since, holder) = (Instant::now(), now);
            }
            if patience <= since.elapsed() || LONGEST_WAIT <= begun.elapsed() {
                return Err(SaveError::Busy { holder: name_of(&holder), seconds: begun.elapsed().as_secs() });
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(15));
        }
        let mut lock = Self { file };
        // A name that cannot be noted keeps nobody from working.
        let _ = lock.sign(act);
        Ok(lock)
    }

    /// Notes a running number, the process and the act, so that those who wait see turns being taken.
    fn sign(&mut self, act: &str) -> io::Result<()> {
        let turn: u64 = text_of(&mut self.file).lines().next().and_then(|it| it.parse().ok()).unwrap_or(0);
        self.file.set_len(0)?;
        self.file.rewind()?;
        write!(self.file, "{}\n{}\n{}\n", turn.wrapping_add(1), std::process::id(), act.replace('\n', " "))
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn text_of(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.take(4096).read_to_string(&mut text));
    if read.is_ok() { text } else { String::new() }
}

/// The holder as a message names it.
fn name_of(signature: &str) -> String {
    let mut lines = signature.lines().skip(1);
    match (lines.next(), lines.next()) {
        (Some(process), Some(act)) if !act.is_empty() => format!("journal {act}, process {process}"),
        (Some(process), _) => format!("process {process}"),
        (None, _) => "which one is not known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;
    use crate::git::save::change::SaveError;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn a_second_one_waits_and_then_says_who_holds_it() {
        let home = tempfile::tempdir().unwrap();
        let held = Lock::take(home.path(), "done Code").unwrap();
        let error = Lock::take_within(home.path(), "undo", Duration::from_millis(40)).unwrap_err();
        let SaveError::Busy { holder, .. } = error else { panic!("{error}") };
        assert_eq!(holder, format!("journal done Code, process {}", std::process::id()));
        drop(held);
        assert!(Lock::take(home.path(), "undo").is_ok());
    }

    #[test]
    fn those_who_wait_are_patient_while_turns_are_taken() {
        let home = tempfile::tempdir().unwrap();
        let held = Lock::take(home.path(), "first").unwrap();
        thread::scope(|scope| {
            // Ten turns of 30 ms are far more than the 100 ms that one holder is waited for.
            for _ in 0..10 {
                scope.spawn(|| {
                    let lock = Lock::take_within(home.path(), "turn", Duration::from_millis(100));
                    thread::sleep(Duration::from_millis(30));
                    drop(lock.unwrap());
                });
            }
            drop(held);
        });
    }
}
