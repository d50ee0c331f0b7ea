//! What a found date, time or booking link is.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::text::range::TextRange;

/// What reading dates depends on beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotContext {
    /// The day that `tomorrow` is reckoned from.
    pub today: NaiveDate,
    /// How `12/1` is read.
    pub order: DateOrder,
}

/// How `12/1` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DateOrder {
    /// 1 December.
    MonthFirst,
    /// 12 January.
    DayFirst,
    /// The order in which every weekday of the text fits; where both do or none does, month first, unless that is far from today and the
    /// other is near.
    #[default]
    WhicheverFits,
}

/// One expression for a date, a time or a span of days, or a booking link. Whether the text *offers* it is for the caller to say: a date of
/// the past that somebody tells about is found as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The words for it, those for its time included where they stand beside it.
    pub range: TextRange,
    /// All days meant, ascending. A week is its Monday to Friday; empty where no day follows from the words.
    pub days: Vec<NaiveDate>,
    /// The time or part of the day, where one is given, be it for several days at once ("Thursday or Friday afternoon").
    pub time: Option<SlotTime>,
    /// The words that name a time zone (`MT`, `Denver time`, `your time`).
    pub zone: Option<TextRange>,
    /// What it is.
    pub kind: SlotKind,
    /// The weekday that does not fall on its date.
    pub mismatch: Option<Mismatch>,
    /// Whether all of it is over, seen from today. A week is over after its Sunday.
    pub past: bool,
    /// Whether the words take it out: `not the 15th`, `except Thursday`.
    pub excluded: bool,
}

/// What a [`Slot`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// A date of the calendar: `1 Dec`, `the 7th`, `12/1`, `Thanksgiving`.
    Date,
    /// A weekday: `Tuesday`, `next Fri`, `the first Monday of the month`.
    Weekday,
    /// A day named from today or from one before: `tomorrow`, `in a fortnight`, `the day after`.
    Relative,
    /// Several days in a row: `next week`, `between Tue and Thu`, `the back half of December`.
    Span,
    /// Days without a date: `any weekday`, `evenings`, `Tuesdays`.
    Vague,
    /// A time of day alone: `at 4pm`.
    Time,
    /// A page on which to pick a time.
    BookingLink,
    /// A day or span that the words themselves put into the past: `last Thursday`, `yesterday`, `two weeks ago`.
    LookingBack,
}

/// A time or part of the day, with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotTime {
    /// The words for it.
    pub range: TextRange,
    /// What they say.
    pub span: TimeSpan,
}

/// When in the day. Hours from 1 to 7 without `am` or `pm` are taken for the afternoon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSpan {
    /// `at 4pm`
    At(NaiveTime),
    /// `10-11 am`
    Between(NaiveTime, NaiveTime),
    /// `after 4`, `from nine`
    After(NaiveTime),
    /// `before noon`
    Before(NaiveTime),
    /// `Friday morning`
    Part(PartOfDay),
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// Breakfast too.
    Morning,
    /// Brunch too.
    Lunch,
    /// Teatime too.
    Afternoon,
    /// Sundown and close of business too.
    Evening,
    /// After the evening.
    Night,
}

/// A weekday that does not fall on the date beside it: `Thursday 1 December 2026` is a Tuesday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The weekday's words and the date's.
    pub range: TextRange,
    /// The weekday's word alone: put [`Mismatch::actual`] there to keep the date.
    pub weekday_range: TextRange,
    /// The number of the day alone (`1`, `1st`), or the whole of a date in figures: put the day of [`Mismatch::nearest`] there to keep the
    /// weekday (where its month is the same).
    pub day_range: TextRange,
    /// The weekday as written.
    pub written: Weekday,
    /// The weekday that the date falls on.
    pub actual: Weekday,
    /// The date meant.
    pub date: NaiveDate,
    /// The date nearest to it, not before today if it is not, that falls on the weekday as written.
    pub nearest: NaiveDate,
}
