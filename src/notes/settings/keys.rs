//! The keys of `journal.toml` in one table: what each may hold, its default, what it is for. Schemas are made from it, and a test holds it
//! to what is read.

use crate::notes::kind::CHANNELS;

/// What a key of the settings may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingShape {
    /// Words.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A time zone of the IANA database.
    Zone,
    /// A time of day, `04:00`.
    Time,
    /// A list of days or ranges of days.
    DayRanges,
    /// A whole number, 0 or more.
    Number,
    /// `true` or `false`.
    Flag,
    /// Whole numbers by channel.
    Limits(&'static [&'static str]),
}

/// What the keys of a table whose keys are the keeper's own hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OwnKeys {
    /// Only the keys that are listed.
    None,
    /// A habit: its target, or a table with `target` and `counts`.
    Habits,
    /// A length of time, by tag, tie or via.
    Periods,
    /// A severity, by the code of a check.
    Severities,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingSpec {
    /// Its name.
    pub key: &'static str,
    /// What it may hold.
    pub shape: SettingShape,
    /// What holds without it, as JSON; empty where nothing does.
    pub default: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// A table of the file; the first, without a name, is the file itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingTable {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [SettingSpec],
    /// What keys of the keeper's own hold.
    pub own: OwnKeys,
}

const fn key(key: &'static str, shape: SettingShape, default: &'static str, about: &'static str) -> SettingSpec {
    SettingSpec { key, shape, default, about }
}

/// Every table, in the order of format.md.
pub const TABLES: &[SettingTable] = &[
    SettingTable {
        name: "",
        about: "Settings of a journal. Every key has a default.",
        own: OwnKeys::None,
        keys: &[
            key(
                "week-start",
                SettingShape::OneOf(&["monday", "sunday", "saturday"]),
                "\"monday\"",
                "The day that the columns of a new week begin with.",
            ),
            key("timezone", SettingShape::Zone, "", "Your time zone, for example America/Denver; by default the machine's."),
            key("prompts", SettingShape::Text, "", "The set of prompts that new weeks walk through, for example turing/mod-2."),
            key("day-starts-at", SettingShape::Time, "\"00:00\"", "With 04:00, what is done at 1 am counts for the day before."),
            key("away", SettingShape::DayRanges, "[]", "Holidays, both ends included: skipped, not missed."),
        ],
    },
    SettingTable {
        name: "me",
        about: "Who you are.",
        own: OwnKeys::None,
        keys: &[
            key("name", SettingShape::Text, "", "Your name."),
            key("intro", SettingShape::Text, "", "Who you are, in half a sentence, as messages would say it."),
        ],
    },
    SettingTable {
        name: "habits",
        about: "The habits of a new week, in this order, each with its target: daily, weekdays, Mon Wed Sat, 3/week, 2h/week, 2/day or 30m/day.",
        own: OwnKeys::Habits,
        keys: &[],
    },
    SettingTable {
        name: "keep-in-touch",
        about: "How often to be in touch with contacts that have no `every` of their own, by tag, tie or via; the shortest counts.",
        own: OwnKeys::Periods,
        keys: &[],
    },
    SettingTable {
        name: "outreach",
        about: "What holds for messages.",
        own: OwnKeys::None,
        keys: &[
            key(
                "follow-up-after-days",
                SettingShape::Number,
                "5",
                "Working days without an answer before a follow-up is due; the day of sending not counted.",
            ),
            key("follow-ups-at-most", SettingShape::Number, "1", "How many follow-ups one message bears."),
            key(
                "date-order",
                SettingShape::OneOf(&["month-first", "day-first"]),
                "",
                "How 12/1 is read; by default whichever fits the weekday beside it.",
            ),
            key(
                "words-at-most",
                SettingShape::Limits(CHANNELS),
                "{\"email\": 150, \"linkedin\": 120, \"slack\": 100}",
                "The most words of a message, by channel.",
            ),
            key(
                "characters-at-most",
                SettingShape::Limits(CHANNELS),
                "{\"linkedin-note\": 200}",
                "The most characters of a message, by channel: what the channel itself allows.",
            ),
        ],
    },
    SettingTable {
        name: "checks",
        about: "How severe a check is, by its code; off switches it off. `journal explain` lists them.",
        own: OwnKeys::Severities,
        keys: &[],
    },
    SettingTable {
        name: "push",
        about: "What `journal push` and `journal sync` may do.",
        own: OwnKeys::None,
        keys: &[key("allow-public", SettingShape::Flag, "false", "Push even to a repository that anyone can read.")],
    },
    SettingTable {
        name: "commit",
        about: "What `journal commit` says.",
        own: OwnKeys::None,
        keys: &[key("names", SettingShape::Flag, "true", "Whether people, companies and titles may stand in a commit's subject.")],
    },
];

#[cfg(test)]
mod tests {
    use super::{OwnKeys, SettingShape, SettingTable, TABLES};
    use crate::notes::settings::model::Settings;
    use crate::notes::settings::read::settings;

    /// The keys that the reader says a table has.
    fn read_keys(table: &SettingTable) -> Vec<String> {
        let text = if table.name.is_empty() { "qqqqqqqq = 1\n".to_owned() } else { format!("[{}]\nqqqqqqqq = 1\n", table.name) };
        let help = settings(&text).problems[0].help.clone();
        let list = help.strip_prefix("Its keys are: ").unwrap_or_else(|| panic!("{help}")).trim_end_matches('.').to_owned();
        list.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn the_table_has_the_keys_that_are_read() {
        let tables: Vec<&str> = TABLES.iter().map(|table| table.name).filter(|name| !name.is_empty()).collect();
        for table in TABLES.iter().filter(|table| table.own == OwnKeys::None) {
            let mut expected: Vec<String> = table.keys.iter().map(|key| key.key.to_owned()).collect();
            if table.name.is_empty() {
                expected.extend(tables.iter().map(|name| (*name).to_owned()));
            }
            let mut read = read_keys(table);
            expected.sort();
            read.sort();
            assert_eq!(read, expected, "[{}]", table.name);
        }
    }

    #[test]
    fn defaults_are_those_that_hold() {
        let mut text = String::new();
        for table in TABLES {
            if !table.name.is_empty() {
                text.push_str(&format!("[{}]\n", table.name));
            }
            for key in table.keys.iter().filter(|key| !key.default.is_empty()) {
                // JSON and TOML write these alike, but for the colons of a table.
                let value =
                    if matches!(key.shape, SettingShape::Limits(_)) { key.default.replace(':', " =") } else { key.default.to_owned() };
                text.push_str(&format!("{} = {value}\n", key.key));
            }
        }
        assert_eq!(settings(&text), Settings::default(), "{text}");
    }
}
