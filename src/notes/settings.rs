//! `journal.toml`: every setting, its default, and the place of what is wrong in it.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use toml_edit::{Document, Item, TableLike, Value};

use crate::calendar::date::{DateRange, Period};
use crate::calendar::slot::model::DateOrder;
use crate::calendar::week::WeekStart;
use crate::notes::field::Spanned;
use crate::notes::habits::Target;
use crate::notes::outreach::Channel;
use crate::notes::problem::{Problem, ProblemKind};
use crate::text::fuzzy::did_you_mean;
use crate::text::range::TextRange;

/// What a habit that counts itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counts {
    /// Messages by their `sent`.
    MessagesSent,
    /// Messages by their `met`.
    PeopleMet,
    /// Events that the keeper went to.
    Events,
    /// Prompts answered in the week.
    Prompts,
    /// Commits to the journal in the week.
    Commits,
}

impl Counts {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::MessagesSent, Self::PeopleMet, Self::Events, Self::Prompts, Self::Commits];

    /// The words that stand in `counts`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::MessagesSent => "messages sent",
            Self::PeopleMet => "people met",
            Self::Events => "events",
            Self::Prompts => "prompts",
            Self::Commits => "commits",
        }
    }

    /// Whether the number belongs to a day and can be written in its cell; prompts and commits belong to a week.
    #[must_use]
    pub fn is_daily(self) -> bool {
        matches!(self, Self::MessagesSent | Self::PeopleMet | Self::Events)
    }
}

/// A habit of `[habits]`.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitSetting {
    /// Its name.
    pub name: Spanned<String>,
    /// The target's words.
    pub target_words: String,
    /// What it aims at; none where the words mean nothing.
    pub target: Option<Target>,
    /// What it counts by itself.
    pub counts: Option<Counts>,
}

/// The settings of `[outreach]`.
#[derive(Clone, Debug, PartialEq)]
pub struct OutreachSettings {
    /// Working days of silence before a follow-up is due.
    pub follow_up_after_days: u32,
    /// How many follow-ups one message bears.
    pub follow_ups_at_most: u32,
    /// How `12/1` is read.
    pub date_order: DateOrder,
    /// The most words by channel; none where there is no limit.
    pub words_at_most: BTreeMap<Channel, u32>,
    /// The most characters by channel: hard limits.
    pub characters_at_most: BTreeMap<Channel, u32>,
}

impl Default for OutreachSettings {
    fn default() -> Self {
        Self {
            follow_up_after_days: 5,
            follow_ups_at_most: 1,
            date_order: DateOrder::WhicheverFits,
            words_at_most: BTreeMap::from([(Channel::Email, 150), (Channel::Linkedin, 120), (Channel::Slack, 100)]),
            characters_at_most: BTreeMap::from([(Channel::LinkedinNote, 200)]),
        }
    }
}

/// What `journal.toml` says; [`Settings::default`] is what holds without one (format.md, section 7).
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The day that new weeks begin with.
    pub week_start: WeekStart,
    /// The keeper's time zone; none for the machine's.
    pub timezone: Option<String>,
    /// The prompt set that new weeks walk through.
    pub prompts: Option<String>,
    /// What is done before this time of day counts for the day before.
    pub day_starts_at: NaiveTime,
    /// Holidays, both ends included.
    pub away: Vec<DateRange>,
    /// The keeper's name.
    pub my_name: Option<String>,
    /// Who the keeper is, in half a sentence.
    pub my_intro: Option<String>,
    /// The habits of a new week, in order.
    pub habits: Vec<HabitSetting>,
    /// How often to be in touch, by tag, tie or via.
    pub keep_in_touch: Vec<(Spanned<String>, Period)>,
    /// What holds for messages.
    pub outreach: OutreachSettings,
    /// The severity of checks by code, as written: error, warning, info, hint or off.
    pub checks: Vec<(Spanned<String>, Spanned<String>)>,
    /// Whether to push to a repository that anyone can read.
    pub allow_public: bool,
    /// Whether people, companies and titles may stand in a commit's subject.
    pub names_in_commits: bool,
    /// What is wrong in the file.
    pub problems: Vec<Problem>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            week_start: WeekStart::Monday,
            timezone: None,
            prompts: None,
            day_starts_at: NaiveTime::MIN,
            away: Vec::new(),
            my_name: None,
            my_intro: None,
            habits: Vec::new(),
            keep_in_touch: Vec::new(),
            outreach: OutreachSettings::default(),
            checks: Vec::new(),
            allow_public: false,
            names_in_commits: true,
            problems: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether a day lies in a range of `away`.
    #[must_use]
    pub fn is_away(&self, day: chrono::NaiveDate) -> bool {
        self.away.iter().any(|range| range.contains(day))
    }

    /// The setting of a habit, case aside.
    #[must_use]
    pub fn habit(&self, name: &str) -> Option<&HabitSetting> {
        self.habits.iter().find(|habit| habit.name.value.eq_ignore_ascii_case(name))
    }
}

/// The levels that `[checks]` may set.
pub const LEVELS: &[&str] = &["error", "warning", "info", "hint", "off"];

/// Reads `journal.toml`. An unknown key or a wrong value is a problem at its place; a line that is no TOML is one too, and the
/// rest of the file still counts.
#[must_use]
pub fn settings(text: &str) -> Settings {
    let mut reader = Reader { settings: Settings::default(), problems: Vec::new() };
    // A byte order mark is kept on every edit, and is no TOML: as three spaces it hurts nobody.
    let mut source = text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |rest| format!("   {rest}"));
    for _ in 0..20 {
        match Document::parse(source.clone()) {
            Ok(document) => {
                reader.root(document.as_table());
                break;
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start.min(source.len()));
                let (start, end) = line_at(&source, at);
                let range = TextRange::new(start, end);
                let words = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
                reader.problem(
                    range,
                    format!("This line of journal.toml cannot be read: {words}."),
                    "Mend or remove it; the other lines still count.",
                );
                if source[start..end].trim().is_empty() {
                    break;
                }
                source.replace_range(start..end, &" ".repeat(end - start));
            }
        }
    }
    reader.problems.sort_by_key(|problem| problem.range);
    Settings { problems: reader.problems, ..reader.settings }
}

fn line_at(text: &str, offset: usize) -> (usize, usize) {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // An error at a line's end speaks of the line before the break.
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    if text[start..end].trim().is_empty() && start > 0 { line_at(text, start - 1) } else { (start, end) }
}

struct Reader {
    settings: Settings,
    problems: Vec<Problem>,
}

/// A key with its place and its value.
struct Pair<'a> {
    key: &'a str,
    key_range: TextRange,
    item: &'a Item,
}

impl Pair<'_> {
    fn range(&self) -> TextRange {
        self.item.span().map_or(self.key_range, TextRange::from)
    }
}

fn pairs(table: &dyn TableLike) -> Vec<Pair<'_>> {
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
    fn problem(&mut self, range: TextRange, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(ProblemKind::Settings, range, message, help));
    }

    fn wrong(&mut self, pair: &Pair<'_>, wanted: &str) {
        let message = format!("“{}” has a value that it cannot have.", pair.key);
        self.problem(pair.range(), message, format!("Write {wanted}."));
    }

    fn unknown(&mut self, pair: &Pair<'_>, place: &str, known: &[&str]) {
        let place = if place.is_empty() { "journal.toml".to_owned() } else { format!("[{place}]") };
        let message = format!("“{}” is no key of {place}.", pair.key);
        let near = did_you_mean(pair.key, known.iter().copied());
        let help = near.map_or_else(|| format!("Its keys are: {}.", known.join(", ")), |near| format!("Did you mean “{near}”?"));
        let problem = Problem::new(ProblemKind::Settings, pair.key_range, message, help);
        self.problems.push(near.map_or(problem.clone(), |near| problem.replaced_by(near)));
    }

    fn text(&mut self, pair: &Pair<'_>, wanted: &str) -> Option<String> {
        let words = pair.item.as_str().map(str::to_owned);
        if words.is_none() {
            self.wrong(pair, wanted);
        }
        words
    }

    fn read<T>(&mut self, pair: &Pair<'_>, wanted: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = pair.item.as_str().and_then(read);
        if value.is_none() {
            self.wrong(pair, wanted);
        }
        value
    }

    fn flag(&mut self, pair: &Pair<'_>) -> Option<bool> {
        let value = pair.item.as_bool();
        if value.is_none() {
            self.wrong(pair, "true or false");
        }
        value
    }

    fn number(&mut self, pair: &Pair<'_>) -> Option<u32> {
        let value = pair.item.as_integer().and_then(|number| u32::try_from(number).ok());
        if value.is_none() {
            self.wrong(pair, "a whole number, 0 or more");
        }
        value
    }

    fn table<'a>(&mut self, pair: &Pair<'a>) -> Vec<Pair<'a>> {
        let Some(table) = pair.item.as_table_like() else {
            self.wrong(pair, &format!("a table: [{}] and its keys below", pair.key));
            return Vec::new();
        };
        pairs(table)
    }

    fn root(&mut self, table: &toml_edit::Table) {
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
            let name = Spanned::new(inner.key.to_owned(), inner.key_range);
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

/// Where in `journal.toml` the value of a dotted path stands, for a finding or a jump: `checks.too-formal`.
#[must_use]
pub fn place_of(text: &str, path: &[&str]) -> Option<TextRange> {
    let document = Document::parse(text.to_owned()).ok()?;
    let (first, rest) = path.split_first()?;
    let mut item = document.get(first)?;
    for key in rest {
        item = item.get(key)?;
    }
    item.span().or_else(|| item.as_value().and_then(Value::span)).map(TextRange::from)
}

#[cfg(test)]
mod tests {
    use super::{Counts, Settings, settings};
    use crate::calendar::week::WeekStart;
    use crate::notes::outreach::Channel;

    fn told(text: &str) -> Vec<String> {
        settings(text).problems.into_iter().map(|it| format!("{} | {} {}", it.range.of(text), it.message, it.help)).collect()
    }

    #[test]
    fn an_empty_file_means_the_defaults() {
        assert_eq!(settings(""), Settings::default());
    }

    #[test]
    fn every_setting_is_read() {
        let text = "#:schema x\nweek-start = \"sunday\"\ntimezone = \"America/Denver\"\nprompts = \"turing/mod-2\"\nday-starts-at = \"04:00\"\naway = [\"2026-12-21..2027-01-03\"]\n[me]\nname = \"Sam Rivera\"\n[habits]\nCode = \"daily\"\nOutreach = { target = \"3/week\", counts = \"messages sent\" }\n\"Job search\" = \"2h/week\"\n[keep-in-touch]\nmentor = \"4 weeks\"\n[outreach]\nfollow-up-after-days = 4\nwords-at-most = { email = 140 }\n[checks]\ntoo-formal = \"off\"\n[push]\nallow-public = true\n[commit]\nnames = false\n";
        let read = settings(text);
        assert_eq!(read.problems, []);
        assert_eq!(read.week_start, WeekStart::Sunday);
        let names: Vec<_> = read.habits.iter().map(|habit| habit.name.value.as_str()).collect();
        assert_eq!(names, ["Code", "Outreach", "Job search"]);
        assert_eq!(read.habits[1].counts, Some(Counts::MessagesSent));
        assert_eq!(read.outreach.words_at_most[&Channel::Email], 140);
        assert_eq!(read.outreach.words_at_most[&Channel::Slack], 100);
        assert_eq!((read.outreach.follow_up_after_days, read.allow_public, read.names_in_commits), (4, true, false));
        assert_eq!(read.checks[0].0.range.of(text), "too-formal");
    }

    #[test]
    fn an_unknown_key_or_a_wrong_value_is_told_at_its_place() {
        assert!(
            told("wek-start = \"monday\"\n")[0]
                .starts_with("wek-start | “wek-start” is no key of journal.toml. Did you mean “week-start”?")
        );
        assert!(told("week-start = \"moonday\"\n")[0].starts_with("\"moonday\" | “week-start” has a value"));
        assert!(told("[habits]\nCode = \"sometimes\"\n")[0].contains("“sometimes” is no target for “Code”"));
        assert!(told("[outreach.words-at-most]\nfax = 3\n")[0].contains("“fax” is no key of [words-at-most]"));
        assert!(told("away = [\"soon\"]\n")[0].starts_with("\"soon\" | "));
        assert!(told("[checks]\ntoo-long = \"loud\"\n")[0].starts_with("\"loud\" | "));
    }

    #[test]
    fn a_line_that_is_no_toml_spoils_only_itself() {
        let read = settings("week-start = \"sunday\"\nthis is nothing\n[me]\nname = \"Sam\"\n");
        assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
        assert_eq!((read.week_start, read.my_name.as_deref()), (WeekStart::Sunday, Some("Sam")));
    }

    #[test]
    fn a_byte_order_mark_hurts_nobody() {
        let read = settings("\u{feff}week-start = \"sunday\"\r\n");
        assert_eq!((read.week_start, read.problems.len()), (WeekStart::Sunday, 0));
    }
}
