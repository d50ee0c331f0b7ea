//! What `journal.toml` can say: every setting and its default.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use crate::calendar::date::{DateRange, Period};
use crate::calendar::slot::model::DateOrder;
use crate::calendar::week::WeekStart;
use crate::notes::field::Spanned;
use crate::notes::habits::Target;
use crate::notes::outreach::Channel;
use crate::notes::problem::Problem;
use crate::notes::sections::same_heading;

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

    /// The setting of a habit, case, diacritics and blanks aside.
    #[must_use]
    pub fn habit(&self, name: &str) -> Option<&HabitSetting> {
        self.habits.iter().find(|habit| same_heading(&habit.name.value, name))
    }
}

/// The levels that `[checks]` may set.
pub const LEVELS: &[&str] = &["error", "warning", "info", "hint", "off"];
