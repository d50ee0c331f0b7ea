//! Single values read out of TOML: each right, or a problem at its place.

use toml_edit::{Item, TableLike};

use crate::notes::problem::{Problem, ProblemKind};
use crate::notes::settings::model::Settings;
use crate::text::fuzzy::did_you_mean;
use crate::text::range::TextRange;

/// What has been read so far, and what was wrong in it.
pub(super) struct Reader {
    pub(super) settings: Settings,
    pub(super) problems: Vec<Problem>,
}

/// A key with its place and its value.
pub(super) struct Pair<'a> {
    pub(super) key: &'a str,
    pub(super) key_range: TextRange,
    pub(super) item: &'a Item,
}

impl Pair<'_> {
    pub(super) fn range(&self) -> TextRange {
        self.item.span().map_or(self.key_range, TextRange::from)
    }
}

/// The keys of a table, in the order of the file.
pub(super) fn pairs(table: &dyn TableLike) -> Vec<Pair<'_>> {
    table
        .iter()
        .filter_map(|(key, item)| {
            let (name, _) = table.get_key_value(key)?;
            let key_range = name.span().map_or(TextRange::default(), TextRange::from);
            Some(Pair { key: name.get(), key_range, item })
        })
        .collect()
}

impl Reader {
    pub(super) fn problem(&mut self, range: TextRange, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(ProblemKind::Settings, range, message, help));
    }

    pub(super) fn wrong(&mut self, pair: &Pair<'_>, wanted: &str) {
        let value = pair.item.as_value().map(|value| value.clone().decorated("", "").to_string()).unwrap_or_default();
        // What fits a line is quoted; a table is pointed at.
        let is_short = value.chars().count() <= 40 && !value.contains('\n') && !value.is_empty();
        let value = if is_short { format!(": {value}") } else { String::new() };
        let message = format!("“{}” has a value that it cannot have{value}.", pair.key);
        self.problem(pair.range(), message, format!("Write {wanted}."));
    }

    pub(super) fn unknown(&mut self, pair: &Pair<'_>, place: &str, known: &[&str]) {
        let place = if place.is_empty() { "journal.toml".to_owned() } else { format!("[{place}]") };
        let message = format!("“{}” is no key of {place}.", pair.key);
        let near = did_you_mean(pair.key, known.iter().copied());
        let help = near.map_or_else(|| format!("Its keys are: {}.", known.join(", ")), |near| format!("Did you mean “{near}”?"));
        let problem = Problem::new(ProblemKind::Settings, pair.key_range, message, help);
        self.problems.push(near.map_or(problem.clone(), |near| problem.replaced_by(near)));
    }

    pub(super) fn text(&mut self, pair: &Pair<'_>, wanted: &str) -> Option<String> {
        let words = pair.item.as_str().map(str::to_owned);
        if words.is_none() {
            self.wrong(pair, wanted);
        }
        words
    }

    pub(super) fn read<T>(&mut self, pair: &Pair<'_>, wanted: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = pair.item.as_str().and_then(read);
        if value.is_none() {
            self.wrong(pair, wanted);
        }
        value
    }

    pub(super) fn flag(&mut self, pair: &Pair<'_>) -> Option<bool> {
        let value = pair.item.as_bool();
        if value.is_none() {
            self.wrong(pair, "true or false");
        }
        value
    }

    pub(super) fn number(&mut self, pair: &Pair<'_>) -> Option<u32> {
        let value = pair.item.as_integer().and_then(|number| u32::try_from(number).ok());
        if value.is_none() {
            self.wrong(pair, "a whole number, 0 or more");
        }
        value
    }

    pub(super) fn table<'a>(&mut self, pair: &Pair<'a>) -> Vec<Pair<'a>> {
        let Some(table) = pair.item.as_table_like() else {
            self.wrong(pair, &format!("a table: [{}] and its keys below", pair.key));
            return Vec::new();
        };
        pairs(table)
    }
}
