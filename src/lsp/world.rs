//! What the server asks of the world: the day, and a journal read from the disk. The program says how.

use std::path::Path;

use chrono::NaiveDate;

use crate::notes::settings::model::Settings;
use crate::workspace::change::Outside;
use crate::workspace::snapshot::Snapshot;

/// The clock and the disk, as the whole program has them: one today, one way to read a journal.
pub trait World: Send + Sync + 'static {
    /// Today, as these settings have it.
    fn today(&self, settings: &Settings) -> NaiveDate;

    /// Reads the journal in a folder, whole.
    ///
    /// # Errors
    /// In words, when the folder cannot be read.
    fn read(&self, root: &Path) -> Result<Snapshot, String>;

    /// What git's history tells of a journal, beside what is known of it; none where it tells nothing. It may take its time.
    fn history(&self, root: &Path, snapshot: &Snapshot) -> Option<Outside>;

    /// The keeper's own template of this name for the journal in a folder, where there is one.
    fn template(&self, root: &Path, name: &str) -> Option<String>;

    /// Runs a command of the program on the journal in a folder, and tells what it said; in words why it failed.
    ///
    /// # Errors
    /// When it fails.
    fn run(&self, root: &Path, arguments: &[String]) -> Result<String, String>;
}
