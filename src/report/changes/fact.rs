//! The vocabulary: what a change of notes means to the keeper.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::week::Week;
use crate::notes::prompts::PromptStatus;

/// A note before and after; none where it did not exist, or does no longer.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its path now, or the last one it had.
    pub path: Arc<str>,
    /// The path that it had before, where it was renamed or moved.
    pub moved_from: Option<Arc<str>>,
    /// Its text before.
    pub before: Option<Arc<str>>,
    /// Its text after.
    pub after: Option<Arc<str>>,
}

/// All that moved, each kind in the order of paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Cells of habit tables.
    pub habits: Vec<HabitMarked>,
    /// Rows that came into habit tables or left them.
    pub tracked: Vec<HabitTracked>,
    /// Messages written or moved on.
    pub messages: Vec<MessageMoved>,
    /// People.
    pub contacts: Vec<ContactMoved>,
    /// Companies.
    pub companies: Vec<NamedMove>,
    /// Events.
    pub events: Vec<NamedMove>,
    /// Mind maps.
    pub maps: Vec<NamedMove>,
    /// Prompts answered further, or less, than before.
    pub prompts: Vec<PromptMoved>,
    /// Prose, by amount.
    pub prose: Vec<Prose>,
    /// Weeks whose note was begun.
    pub weeks: Vec<Week>,
    /// Notes of other kinds that are new, by path.
    pub added: Vec<String>,
    /// Files that were renamed or moved: from where, and to where.
    pub moved: Vec<(String, String)>,
    /// Notes that are gone, by path.
    pub removed: Vec<String>,
    /// Whether `journal.toml` changed.
    pub settings: bool,
    /// Files changed in a way that has no name of its own, by path.
    pub other: Vec<String>,
}

impl Changes {
    /// Whether nothing moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A cell of a habit table that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitMarked {
    /// The habit.
    pub habit: String,
    /// The day.
    pub day: NaiveDate,
    /// The week of the note.
    pub week: Week,
    /// What stands there now, a note behind the mark left out; empty where the cell was cleared.
    pub mark: String,
}

/// A row that came into a habit table, or left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitTracked {
    /// The habit.
    pub habit: String,
    /// The week of the note.
    pub week: Week,
    /// Whether it is tracked now; else it no longer is.
    pub is_tracked: bool,
}

/// A message that was written or moved on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageMoved {
    /// Its path.
    pub path: String,
    /// Whom it goes to, as one says the name.
    pub who: String,
    /// How it moved.
    pub step: MessageStep,
}

/// How a message moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageStep {
    /// It went.
    Sent,
    /// They answered.
    Answered,
    /// The two met.
    Met,
    /// A meeting is set.
    MeetingSet,
    /// They said no.
    Declined,
    /// The waiting is over.
    Closed,
    /// A new draft.
    Drafted,
    /// Worked on.
    Edited,
}

impl MessageStep {
    /// The word that stands before the path in a commit's body.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Answered => "answered",
            Self::Met => "met",
            Self::MeetingSet => "meeting set",
            Self::Declined => "declined",
            Self::Closed => "closed",
            Self::Drafted => "drafted",
            Self::Edited => "edited",
        }
    }
}

/// A contact that is new or was touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMoved {
    /// The note's path.
    pub path: String,
    /// The name.
    pub name: String,
    /// What happened.
    pub step: ContactStep,
}

/// What happened to a contact's note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactStep {
    /// A meeting stands in the log.
    Met,
    /// New.
    Added,
    /// Something else was noted in the log.
    Noted,
    /// Their facts or fields changed.
    Updated,
}

impl ContactStep {
    /// The word in a commit's body.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Added => "added",
            Self::Noted => "noted",
            Self::Updated => "updated",
        }
    }
}

/// A company, event or map that is new or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMove {
    /// The note's path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What happened, in a word or two: “added”, “went”, “applied”.
    pub step: &'static str,
}

/// A prompt whose answer changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptMoved {
    /// The prompt's heading.
    pub heading: String,
    /// How far it is answered now.
    pub status: PromptStatus,
    /// Whether it is answered further than before; else its text changed.
    pub further: bool,
}

/// Prose that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The note's path.
    pub path: String,
    /// How many words came in.
    pub words: usize,
    /// The day that the prose belongs to, for a day's note.
    pub day: Option<NaiveDate>,
}
