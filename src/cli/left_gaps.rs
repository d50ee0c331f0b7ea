//! Days without a word that the keeper chose to leave as they are: remembered beside the journal, so that nobody asks twice.

use std::path::PathBuf;

use crate::calendar::date::DateRange;
use crate::cli::failure::Failure;
use crate::cli::journal::Journal;
use crate::git::files::private_file::write_privately;

/// Remembers that the days of `range` are left as they are.
///
/// # Errors
/// When the folder of state cannot be written.
pub fn leave(journal: &Journal, range: DateRange) -> Result<(), Failure> {
    let mut ranges = left(journal);
    if !ranges.contains(&range) {
        ranges.push(range);
    }
    let text: String = ranges.iter().map(|range| format!("{range}\n")).collect();
    let file = file(journal)?;
    write_privately(&file, text.as_bytes()).map_err(|error| Failure::new("the answer cannot be remembered").at(file).because(error))
}

/// Whether every day of `range` was left before; where nothing is remembered, none was.
#[must_use]
pub fn is_left(journal: &Journal, range: DateRange) -> bool {
    let ranges = left(journal);
    range.start.iter_days().take_while(|day| *day <= range.end).all(|day| ranges.iter().any(|left| left.contains(day)))
}

fn left(journal: &Journal) -> Vec<DateRange> {
    let text = file(journal).ok().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    text.lines().filter_map(DateRange::parse).collect()
}

fn file(journal: &Journal) -> Result<PathBuf, Failure> {
    let state = journal.state()?;
    Ok(state.place_for(journal.root()).join("left-days"))
}
