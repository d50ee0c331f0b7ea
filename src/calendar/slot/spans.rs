//! Weeks, weekends, months, parts of them, and holidays.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use crate::calendar::date::days_after;
use crate::calendar::slot::model::SlotKind;
use crate::calendar::slot::reader::{Found, Item, Reader, monday_of};
use crate::calendar::slot::tokens::Kind;
use crate::calendar::slot::vocabulary::{Unit, Word};
use crate::calendar::week::{Week, WeekStart};

/// A week that was named.
#[derive(Clone, Copy)]
pub(super) struct NamedWeek {
    pub(super) monday: NaiveDate,
    pub(super) next: usize,
    looks_back: bool,
}

/// Which part of a week or month.
#[derive(Clone, Copy)]
enum Portion {
    Early,
    Middle,
    Late,
    FirstHalf,
    SecondHalf,
}

impl Reader<'_> {
    /// Reads a week, weekend, month or holiday at `at`, or a part of one.
    pub(super) fn span(&self, at: usize) -> Option<Found> {
        if let Some((portion, of)) = self.portion(at) {
            return self.portion_of(at, portion, of);
        }
        if let Some(week) = self.week(at) {
            return Some(Found::one(self.week_item(at, week), week.next));
        }
        self.weekend(at).or_else(|| self.nth_of_month(at)).or_else(|| self.month(at)).or_else(|| self.holiday_item(at))
    }

    /// `next week`, `the week of the 7th`, `week 49`, `the week after next`
    pub(super) fn week(&self, at: usize) -> Option<NamedWeek> {
        let start = self.skip(at, &[Word::The]);
        let named = |monday, next| Some(NamedWeek { monday, next, looks_back: false });
        let followed = self.is(start + 1, Word::Week);
        match self.word(start) {
            Word::This if followed => named(self.monday(0), start + 2),
            Word::Next | Word::Coming if followed => named(self.monday(1), start + 2),
            Word::Following if followed => named(days_after(monday_of(self.previous.unwrap_or(self.today)), 7), start + 2),
            Word::Last if followed => Some(NamedWeek { monday: self.monday(-1), next: start + 2, looks_back: true }),
            Word::That | Word::Same if followed => named(monday_of(self.previous?), start + 2),
            Word::Christmas if followed => named(monday_of(self.nearest(12, 25)?), start + 2),
            Word::Calendar => self.numbered_week(start + 1),
            // "week 4 of the course" is another count, and so is one far from now.
            Word::Week => self.week_of(start + 1).or_else(|| {
                let week = self.numbered_week(start + 1)?;
                let said = start > 0 && self.source(start - 1).eq_ignore_ascii_case("calendar");
                let near = (-7..=70).contains(&week.monday.signed_duration_since(self.today).num_days());
                ((near || said) && !self.is(week.next, Word::Of)).then_some(week)
            }),
            Word::Starting if start == at && self.source(at).eq_ignore_ascii_case("w/c") => self.week_of(start),
            _ => None,
        }
    }

    fn numbered_week(&self, at: usize) -> Option<NamedWeek> {
        let Kind::Number(number @ 1..=53) = self.kind(at) else {
            return None;
        };
        let year = self.today.iso_week().year();
        let weeks = (year - 1..=year + 1).filter_map(|year| Week::new(year, number));
        let mondays = weeks.map(|week| week.first_day(WeekStart::Monday));
        let monday = mondays.min_by_key(|monday| monday.signed_duration_since(self.today).num_days().abs())?;
        Some(NamedWeek { monday, next: at + 1, looks_back: false })
    }

    /// What follows `week`: `of the 7th`, `starting Monday 7 December`, `commencing 7/12`, `after next`, `after Thanksgiving`.
    fn week_of(&self, at: usize) -> Option<NamedWeek> {
        let named = |date, weeks: i64, next| Some(NamedWeek { monday: days_after(monday_of(date), weeks * 7), next, looks_back: false });
        match self.word(at) {
            Word::After if self.is(at + 1, Word::Next) => named(self.today, 2, at + 2),
            Word::After | Word::Before => {
                let weeks = if self.is(at, Word::After) { 1 } else { -1 };
                if let Some((first, _, next)) = self.anchor(at + 1) {
                    return named(first, weeks, next);
                }
                let previous = self.previous.filter(|_| self.may_follow(at + 1))?;
                named(previous, weeks, at + 1)
            }
            Word::Of | Word::Starting | Word::Early | Word::From => {
                let on = self.skip(at + 1, &[Word::On]);
                let (first, _, next) = self.anchor(on)?;
                named(first, 0, next)
            }
            _ => None,
        }
    }

    pub(super) fn week_item(&self, at: usize, week: NamedWeek) -> Item {
        let range = self.range(at, week.next);
        let sunday = days_after(week.monday, 6);
        let is_this_week = week.monday <= self.today && self.today <= sunday;
        let from = if is_this_week { self.today } else { week.monday };
        let friday = days_after(week.monday, 4);
        let item = Item::span(range, from, if from <= friday { friday } else { sunday });
        Item { until: Some(sunday), kind: if week.looks_back { SlotKind::LookingBack } else { SlotKind::Span }, ..item }
    }

    /// `this weekend`, `next weekend`, `the weekend of the 5th`
    fn weekend(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &[Word::The]);
        let has_article = start > at;
        let (weeks, weekend) = match self.word(start) {
            Word::This | Word::Coming => (0, start + 1),
            Word::Next => (1, start + 1),
            Word::Last => (-1, start + 1),
            Word::Weekend if has_article => (0, start),
            _ => return None,
        };
        if !self.is(weekend, Word::Weekend) {
            return None;
        }
        let mut next = weekend + 1;
        let mut monday = self.monday(weeks);
        if self.is(next, Word::Of)
            && let Some((first, _, after)) = self.anchor(next + 1)
        {
            (monday, next) = (monday_of(first), after);
        }
        let item = Item::span(self.range(at, next), days_after(monday, 5), days_after(monday, 6));
        let kind = if weeks < 0 { SlotKind::LookingBack } else { SlotKind::Span };
        Some(Found::one(Item { kind, ..item }, next))
    }

    /// `the first Monday of the month`, `the second week of January`, `January, second week`
    fn nth_of_month(&self, at: usize) -> Option<Found> {
        if let Word::Month(month) = self.word(at) {
            let nth_at = self.skip(self.skip_mark(at + 1, ','), &[Word::The]);
            let nth = self.nth(nth_at)?;
            let first = self.month_to_come(month)?;
            return self.is(nth_at + 1, Word::Week).then(|| self.nth_week(at, nth_at + 2, first, nth))?;
        }
        let start = self.skip(at, &[Word::The]);
        let nth = self.nth(start)?;
        let of = self.skip(start + 2, &[Word::Of, Word::In]);
        let month = self.month_at(of);
        match self.word(start + 1) {
            Word::Week => {
                let (first, next) = month?;
                self.nth_week(at, next, first, nth)
            }
            Word::Weekday { day, plural: false } if start > at || month.is_some() => {
                if nth == LAST && month.is_none() {
                    return None;
                }
                let date = match month {
                    Some((first, _)) if !self.is_this_month(of) => nth_weekday(first, day, nth)?,
                    // Without a month: in this one, or in the next where that is over.
                    _ => {
                        let first = self.today.with_day(1)?;
                        let here = nth_weekday(first, day, nth).filter(|date| self.today <= *date);
                        here.or_else(|| nth_weekday(first.checked_add_months(Months::new(1))?, day, nth))?
                    }
                };
                let next = month.map_or(start + 2, |(_, next)| next);
                Some(Found::one(Item::day(self.range(at, next), date, SlotKind::Weekday), next))
            }
            _ => None,
        }
    }

    fn nth_week(&self, at: usize, next: usize, first: NaiveDate, nth: u32) -> Option<Found> {
        // The first week is the one that the month's first working day lies in.
        let opening = if first.weekday().num_days_from_monday() > 4 { days_after(monday_of(first), 7) } else { monday_of(first) };
        let monday = if nth == LAST { monday_of(last_of_month(first)) } else { days_after(opening, i64::from(nth - 1) * 7) };
        let week = NamedWeek { monday, next, looks_back: false };
        Some(Found::one(self.week_item(at, week), next))
    }

    fn nth(&self, at: usize) -> Option<u32> {
        match self.word(at) {
            Word::First => Some(1),
            Word::Nth(nth @ 2..=5) => Some(nth),
            Word::Last => Some(LAST),
            _ => match self.kind(at) {
                Kind::Ordinal(nth @ 1..=5) => Some(nth),
                _ => None,
            },
        }
    }

    fn is_this_month(&self, at: usize) -> bool {
        self.is(at, Word::The)
    }

    /// A month at `at`, as its first day: `December`, `next month`, `the month`.
    fn month_at(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let this_month = self.today.with_day(1)?;
        let is_month = |at| matches!(self.kind(at), Kind::Word(Word::Unit(Unit::Months)));
        match self.word(at) {
            Word::Month(month) => {
                if let Kind::Number(year @ 1900..=2100) = self.kind(at + 1) {
                    return Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?, at + 2));
                }
                Some((self.month_to_come(month)?, at + 1))
            }
            Word::This | Word::The if is_month(at + 1) => Some((this_month, at + 2)),
            Word::Next if is_month(at + 1) => Some((this_month.checked_add_months(Months::new(1))?, at + 2)),
            _ => None,
        }
    }

    /// The first day of the nearest such month: this one, or within six months of it.
    fn month_to_come(&self, month: u32) -> Option<NaiveDate> {
        if month == self.today.month() {
            return self.today.with_day(1);
        }
        self.nearest(month, 15)?.with_day(1)
    }

    /// `in December`, `next month`. A month alone is no span: "the December release".
    fn month(&self, at: usize) -> Option<Found> {
        let start = if self.is(at, Word::In) { at + 1 } else { at };
        let is_named = matches!(self.word(start), Word::Month(_));
        let goes = if is_named { start > at } else { matches!(self.word(start), Word::This | Word::Next) };
        let (first, next) = self.month_at(start).filter(|_| goes)?;
        let from = first.max(self.today.min(last_of_month(first)));
        let from = if first.month() == self.today.month() && first.year() == self.today.year() { from } else { first };
        Some(Found::one(Item::span(self.range(start, next), from, last_of_month(first)), next))
    }

    /// `early`, `the back half of`, `mid-`, `the end of`, and the token after it.
    fn portion(&self, at: usize) -> Option<(Portion, usize)> {
        let start = self.skip(self.skip(at, &[Word::At]), &[Word::The]);
        let half = |at| self.is(at, Word::Half);
        let (portion, next) = match self.word(start) {
            Word::First if half(start + 1) => (Portion::FirstHalf, start + 2),
            Word::Back | Word::Nth(2) if half(start + 1) => (Portion::SecondHalf, start + 2),
            Word::Early => (Portion::Early, start + 1),
            Word::Mid => (Portion::Middle, start + 1),
            Word::Late | Word::Later => (Portion::Late, start + 1),
            _ => return None,
        };
        let next = self.skip(self.skip_mark(next, '-'), &[Word::Of, Word::In]);
        Some((portion, next))
    }

    fn portion_of(&self, at: usize, portion: Portion, of: usize) -> Option<Found> {
        if let Some(week) = self.week(of) {
            let (from, to) = match portion {
                Portion::Early => (0, 1),
                Portion::Middle => (1, 3),
                Portion::Late => (3, 4),
                Portion::FirstHalf => (0, 2),
                Portion::SecondHalf => (2, 4),
            };
            // "later this week"
            let from = days_after(week.monday, from).max(if week.monday <= self.today { self.today } else { week.monday });
            let to = days_after(week.monday, to);
            let item = Item { range: self.range(at, week.next), ..self.week_item(of, week) };
            let narrowed = Item { until: Some(to), ..Item::span(item.range, from, to) };
            return Some(Found::one(if from <= to && !week.looks_back { narrowed } else { item }, week.next));
        }
        let (first, next) = self.month_at(of)?;
        let last = last_of_month(first);
        let (from, to) = match portion {
            Portion::Early => (1, 10),
            Portion::Middle => (11, 20),
            Portion::Late => (21, last.day()),
            Portion::FirstHalf => (1, 15),
            Portion::SecondHalf => (16, last.day()),
        };
        let (from, to) = (first.with_day(from)?, first.with_day(to)?);
        Some(Found::one(Item::span(self.range(at, next), from, to), next))
    }

    /// Whether a holiday before `at` says which one of a thing is meant: “the Christmas rush”, “Easter eggs”.
    fn is_a_kind_of_thing(&self, at: usize) -> bool {
        const THINGS: [&str; 22] = [
            "rush", "season", "party", "dinner", "lights", "market", "markets", "card", "cards", "shopping", "orders", "tree", "trees",
            "carols", "concert", "play", "outage", "sale", "traffic", "crowd", "presents", "menu",
        ];
        THINGS.contains(&self.source(at))
    }

    /// A holiday by name, with the token after it.
    fn holiday(&self, at: usize) -> Option<(NaiveDate, usize)> {
        if at > 0 && self.is(at - 1, Word::Wish) {
            return None;
        }
        let of_day = |at| self.skip(at, &[Word::Day]);
        match self.word(at) {
            // "the Christmas rush"
            Word::Christmas if self.is_a_kind_of_thing(at + 1) => None,
            Word::Christmas if self.is(at + 1, Word::Eve) => Some((self.nearest(12, 24)?, at + 2)),
            Word::Christmas => Some((self.nearest(12, 25)?, of_day(at + 1))),
            Word::NewYear if self.is(at + 1, Word::Eve) => Some((self.nearest(12, 31)?, at + 2)),
            Word::NewYear => Some((self.nearest(1, 1)?, of_day(at + 1))),
            Word::Halloween => Some((self.nearest(10, 31)?, at + 1)),
            Word::Boxing if self.is(at + 1, Word::Day) => Some((self.nearest(12, 26)?, at + 2)),
            Word::Thanksgiving => {
                let year = self.nearest(11, 26)?.year();
                let date = nth_weekday(NaiveDate::from_ymd_opt(year, 11, 1)?, Weekday::Thu, 4)?;
                Some((date, of_day(at + 1)))
            }
            _ => None,
        }
    }

    fn holiday_item(&self, at: usize) -> Option<Found> {
        if matches!(self.word(at), Word::Before) {
            let (date, next) = self.holiday(at + 1)?;
            let eve = days_after(date, -1);
            return (self.today <= eve).then(|| Found::one(Item::span(self.range(at, next), self.today, eve), next));
        }
        if self.is(at, Word::After) {
            let (_, next) = self.holiday(at + 1)?;
            return Some(Found::one(Item::vague(self.range(at, next)), next));
        }
        if self.is(at, Word::Between)
            && let Some((first, and)) = self.holiday(at + 1)
            && self.is(and, Word::And)
            && let Some((last, next)) = self.holiday(and + 1)
        {
            return Some(self.between_holidays(at, next, first, last));
        }
        let (date, next) = self.holiday(at)?;
        Some(Found::one(Item::day(self.range(at, next), date, SlotKind::Date), next))
    }

    /// The days between two holidays; the second day of Christmas and the last of the year count to them on one side only.
    fn between_holidays(&self, at: usize, next: usize, first: NaiveDate, last: NaiveDate) -> Found {
        let range = self.range(at, next);
        let after = if (first.month(), first.day()) == (12, 25) { 2 } else { 1 };
        Found::one(Item::span(range, days_after(first, after), days_after(last, -1)), next)
    }

    /// A day or span that others are reckoned from, as its first and last day.
    pub(super) fn anchor(&self, at: usize) -> Option<(NaiveDate, NaiveDate, usize)> {
        if let Some((date, next)) = self.holiday(at)
            && !self.is(next, Word::Week)
        {
            return Some((date, date, next));
        }
        if let Some(week) = self.week(at) {
            return Some((week.monday, days_after(week.monday, 6), week.next));
        }
        let dated = match self.word(at) {
            Word::Weekday { .. } => {
                let found = self.weekdays(at, false)?;
                let item = found.items.first()?;
                (found.items.len() == 1 && item.kind == SlotKind::Date).then(|| (item.days[0], found.next))
            }
            _ => {
                let (days, next) = self.days(at, false, false)?;
                Some((self.date_of(days.first()?)?, next))
            }
        };
        dated.map(|(date, next)| (date, date, next))
    }
}

/// Stands for the last one of a month.
const LAST: u32 = 0;

fn nth_weekday(first_of_month: NaiveDate, day: Weekday, nth: u32) -> Option<NaiveDate> {
    if nth == LAST {
        return Some(Reader::last_before(first_of_month.checked_add_months(Months::new(1))?, day));
    }
    let date = days_after(Reader::first_after(days_after(first_of_month, -1), day), i64::from(nth - 1) * 7);
    (date.month() == first_of_month.month()).then_some(date)
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Months::new(1)).map_or(NaiveDate::MAX, |next| days_after(next, -1))
}
