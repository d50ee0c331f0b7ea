//! Whether the month or the day comes first in a written date.

/// How `12/1` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DateOrder {
    /// December 1.
    MonthFirst,
    /// 12 January.
    DayFirst,
    /// The order in which every weekday of the text fits, else month first.
    #[default]
    WhicheverFits,
}
