//! The tables of `journal.toml`, key by key.

use chrono::NaiveTime;

use crate::calendar::date::{DateRange, Period};
use crate::calendar::slot::model::DateOrder;
use crate::calendar::week::WeekStart;
use crate::notes::field::Spanned;
use crate::notes::habits::Target;
use crate::notes::outreach::Channel;
use crate::notes::sections::run_together;
use crate::notes::settings::model::{Counts, HabitSetting, LEVELS, Settings};
use crate::notes::settings::reader::{Pair, Reader, pairs};
use crate::text::range::TextRange;

impl Reader {
    /// Reads the whole file, key by key.
    pub(super) fn root(&mut self, table: &toml_edit::Table) {
        const KNOWN: &[&str] = &[
            "week-start",
            "timezone",
            "prompts",
            "day-starts-at",
            "away",
            "me",
            "habits",
            "keep-in-touch",
            "outreach",
            "checks",
            "push",
            "commit",
        ];
        for pair in pairs(table) {
            match pair.key {
                "week-start" => {
                    if let Some(start) = self.read(&pair, "\"monday\", \"sunday\" or \"saturday\"", WeekStart::parse) {
                        self.settings.week_start = start;
                    }
                }
                "timezone" => {
                    let zone = |words: &str| words.parse::<chrono_tz::Tz>().ok().map(|_| words.to_owned());
                    self.settings.timezone = self.read(&pair, "a time zone of the IANA list, such as \"America/Denver\"", zone);
                }
                "prompts" => self.settings.prompts = self.text(&pair, "the name of a prompt set, such as \"turing/mod-2\""),
                "day-starts-at" => {
                    let time = |words: &str| NaiveTime::parse_from_str(words, "%H:%M").ok();
                    if let Some(time) = self.read(&pair, "a time such as \"04:00\"", time) {
                        self.settings.day_starts_at = time;
                    }
                }
                "away" => self.away(&pair),
                "me" => self.me(&pair),
                "habits" => self.habits(&pair),
                "keep-in-touch" => self.keep_in_touch(&pair),
                "outreach" => self.outreach(&pair),
                "checks" => self.checks(&pair),
                "push" => self.flags(&pair, "allow-public", |settings, flag| settings.allow_public = flag),
                "commit" => self.flags(&pair, "names", |settings, flag| settings.names_in_commits = flag),
                _ => self.unknown(&pair, "", KNOWN),
            }
        }
    }

    fn away(&mut self, pair: &Pair<'_>) {
        const WANTED: &str = "a list of ranges such as [\"2026-12-21..2027-01-03\"]";
        let Some(list) = pair.item.as_array() else { return self.wrong(pair, WANTED) };
        for value in list {
            match value.as_str().and_then(DateRange::parse) {
                Some(range) => self.settings.away.push(range),
                None => {
                    let range = value.span().map_or(pair.range(), TextRange::from);
                    self.problem(range, "This is no range of days.", "Write two dates, both included: \"2026-12-21..2027-01-03\".");
                }
            }
        }
    }

    fn me(&mut self, pair: &Pair<'_>) {
        for inner in self.table(pair) {
            match inner.key {
                "name" => self.settings.my_name = self.text(&inner, "your name"),
                "intro" => self.settings.my_intro = self.text(&inner, "half a sentence on who you are"),
                _ => self.unknown(&inner, "me", &["name", "intro"]),
            }
        }
    }

    fn habits(&mut self, pair: &Pair<'_>) {
        for inner in self.table(pair) {
            let name = Spanned::new(run_together(inner.key), inner.key_range);
            let mut habit = HabitSetting { name, target_words: String::new(), target: None, counts: None };
            match inner.item.as_str() {
                Some(words) => self.target(&mut habit, words, inner.range()),
                None => match inner.item.as_table_like() {
                    Some(table) => self.long_habit(&mut habit, pairs(table), &inner),
                    None => self.wrong(&inner, "a target such as \"daily\" or \"3/week\""),
                },
            }
            self.settings.habits.push(habit);
        }
    }

    fn long_habit(&mut self, habit: &mut HabitSetting, parts: Vec<Pair<'_>>, whole: &Pair<'_>) {
        for part in parts {
            match part.key {
                "target" => {
                    if let Some(words) = self.text(&part, "a target such as \"daily\" or \"3/week\"") {
                        self.target(habit, &words, part.range());
                    }
                }
                "counts" => {
                    let named = |words: &str| Counts::ALL.into_iter().find(|counts| counts.words() == words);
                    let wanted = "one of \"messages sent\", \"people met\", \"events\", \"prompts\", \"commits\"";
                    habit.counts = self.read(&part, wanted, named);
                }
                _ => self.unknown(&part, &format!("habits.{}", habit.name.value), &["target", "counts"]),
            }
        }
        if habit.target_words.is_empty() {
            self.problem(whole.range(), format!("The habit “{}” has no target.", habit.name.value), "Add one: target = \"3/week\".");
        }
        let weekly = habit.target.is_some_and(Target::is_weekly);
        if habit.counts.is_some_and(|counts| !counts.is_daily()) && habit.target.is_some() && !weekly {
            let message = format!("“{}” counts what belongs to a week, not to a day.", habit.name.value);
            self.problem(whole.range(), message, "Give it a target per week, such as \"3/week\".");
        }
    }

    fn target(&mut self, habit: &mut HabitSetting, words: &str, range: TextRange) {
        words.clone_into(&mut habit.target_words);
        habit.target = Target::parse(words);
        if habit.target.is_none() {
            let help = "Write one such as \"daily\", \"weekdays\", \"Mon Wed Sat\", \"3/week\", \"2h/week\", \"2/day\" or \"30m/day\".";
            self.problem(range, format!("“{words}” is no target for “{}”.", habit.name.value), help);
        }
    }

    fn keep_in_touch(&mut self, pair: &Pair<'_>) {
        for inner in self.table(pair) {
            if let Some(period) = self.read(&inner, "a length of time such as \"4 weeks\"", Period::parse) {
                self.settings.keep_in_touch.push((Spanned::new(inner.key.to_owned(), inner.key_range), period));
            }
        }
    }

    fn outreach(&mut self, pair: &Pair<'_>) {
        const KNOWN: &[&str] = &["follow-up-after-days", "follow-ups-at-most", "date-order", "words-at-most", "characters-at-most"];
        for inner in self.table(pair) {
            match inner.key {
                "follow-up-after-days" => {
                    if let Some(days) = self.number(&inner) {
                        self.settings.outreach.follow_up_after_days = days;
                    }
                }
                "follow-ups-at-most" => {
                    if let Some(most) = self.number(&inner) {
                        self.settings.outreach.follow_ups_at_most = most;
                    }
                }
                "date-order" => {
                    let order = |words: &str| match words {
                        "month-first" => Some(DateOrder::MonthFirst),
                        "day-first" => Some(DateOrder::DayFirst),
                        _ => None,
                    };
                    if let Some(order) = self.read(&inner, "\"month-first\" or \"day-first\"", order) {
                        self.settings.outreach.date_order = order;
                    }
                }
                "words-at-most" => {
                    let limits = self.limits(&inner);
                    self.settings.outreach.words_at_most.extend(limits);
                }
                "characters-at-most" => {
                    let limits = self.limits(&inner);
                    self.settings.outreach.characters_at_most.extend(limits);
                }
                _ => self.unknown(&inner, "outreach", KNOWN),
            }
        }
    }

    fn limits(&mut self, pair: &Pair<'_>) -> Vec<(Channel, u32)> {
        let mut limits = Vec::new();
        for inner in self.table(pair) {
            match Channel::named(inner.key) {
                Some(channel) => limits.extend(self.number(&inner).map(|limit| (channel, limit))),
                None => self.unknown(&inner, pair.key, &Channel::ALL.map(Channel::word)),
            }
        }
        limits
    }

    fn checks(&mut self, pair: &Pair<'_>) {
        for inner in self.table(pair) {
            let level = |words: &str| LEVELS.contains(&words).then(|| words.to_owned());
            if let Some(level) = self.read(&inner, "\"error\", \"warning\", \"info\", \"hint\" or \"off\"", level) {
                let code = Spanned::new(inner.key.to_owned(), inner.key_range);
                self.settings.checks.push((code, Spanned::new(level, inner.range())));
            }
        }
    }

    fn flags(&mut self, pair: &Pair<'_>, key: &'static str, set: impl Fn(&mut Settings, bool)) {
        for inner in self.table(pair) {
            if inner.key == key {
                if let Some(flag) = self.flag(&inner) {
                    set(&mut self.settings, flag);
                }
            } else {
                self.unknown(&inner, pair.key, &[key]);
            }
        }
    }
}
