//! Days named from today or from the day before in the text: `tomorrow`, `in a fortnight`, `the day after`; and days without a date.

use crate::calendar::date::days_after;
use crate::calendar::slot::model::PartOfDay;
use crate::calendar::slot::model::{SlotKind, SlotTime, TimeSpan};
use crate::calendar::slot::reader::{Found, Item, Reader};
use crate::calendar::slot::tokens::Kind;
use crate::calendar::slot::vocabulary::{Unit, Word};

impl Reader<'_> {
    /// Reads a day named from another at `at`.
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        let day =
            |days: i64, next| Some(Found::one(Item::day(self.range(at, next), days_after(self.today, days), SlotKind::Relative), next));
        match self.word(at) {
            Word::Today => day(0, at + 1),
            Word::Tonight => {
                let range = self.range(at, at + 1);
                let time = Some(SlotTime { range, span: TimeSpan::Part(PartOfDay::Evening) });
                Some(Found::one(Item { time, ..Item::day(range, self.today, SlotKind::Relative) }, at + 1))
            }
            Word::Tomorrow => day(1, at + 1),
            Word::Yesterday => Some(self.looking_back(at, at + 1, 1)),
            Word::This => match self.word(at + 1) {
                Word::Part { part, plural: false } => {
                    let time = Some(SlotTime { range: self.range(at + 1, at + 2), span: TimeSpan::Part(part) });
                    Some(Found::one(Item { time, ..Item::day(self.range(at, at + 2), self.today, SlotKind::Relative) }, at + 2))
                }
                _ => None,
            },
            Word::The | Word::Same | Word::Next | Word::Day => self.day_beside(at),
            Word::In => {
                if let Some(found) = self.counted_on(at + 1).filter(|found| found.items[0].kind == SlotKind::Weekday) {
                    return Some(found);
                }
                let (days, next) = self.counted(at + 1)?;
                day(days, self.skip(next, &[Word::Time]))
            }
            Word::A | Word::Count(_) => self.counted_on(at),
            _ => match self.kind(at) {
                Kind::Number(_) => self.counted_on(at),
                _ => None,
            },
        }
    }

    fn looking_back(&self, at: usize, next: usize, days: i64) -> Found {
        Found::one(Item::day(self.range(at, next), days_after(self.today, -days), SlotKind::LookingBack), next)
    }

    /// `the day after tomorrow`, `the day after`, `the following day`, `the same day a fortnight later`
    fn day_beside(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &[Word::The]);
        let found = |days_from, days, next| {
            Some(Found::one(Item::day(self.range(at, next), days_after(days_from, days), SlotKind::Relative), next))
        };
        match (self.word(start), self.word(start + 1)) {
            (Word::Day, Word::After) if self.is(start + 2, Word::Tomorrow) => found(self.today, 2, start + 3),
            (Word::Day, Word::Before) if self.is(start + 2, Word::Yesterday) => Some(self.looking_back(at, start + 3, 2)),
            (Word::Day, beside @ (Word::After | Word::Before)) if start > at => {
                let days = if beside == Word::After { 1 } else { -1 };
                if let Some((first, _, next)) = self.anchor(start + 2) {
                    return found(first, days, next);
                }
                let previous = self.previous.filter(|_| self.may_follow(start + 2))?;
                found(previous, days, start + 2)
            }
            (Word::Following | Word::Next, Word::Day) => found(self.previous?, 1, start + 2),
            (Word::Same, Word::Day | Word::Time) => {
                let (days, later) = self.counted(start + 2)?;
                self.is(later, Word::Later).then(|| found(self.previous?, days, later + 1))?
            }
            _ => None,
        }
    }

    /// A counted time, in days: `a week`, `two weeks`, `3 days`, `a fortnight`.
    pub(super) fn counted(&self, at: usize) -> Option<(i64, usize)> {
        /// Farther ahead nobody offers a day.
        const MOST: u32 = 366;
        let count = match self.kind(at) {
            Kind::Number(count @ 1..=MOST) => i64::from(count),
            Kind::Word(Word::Count(count)) => i64::from(count),
            Kind::Word(Word::A) => 1,
            _ => return None,
        };
        let unit = match self.word(at + 1) {
            Word::Unit(Unit::Days) | Word::Day => 1,
            Word::Unit(Unit::Weeks) | Word::Week => 7,
            Word::Unit(Unit::Fortnight) => 14,
            _ => return None,
        };
        Some((count * unit, at + 2))
    }

    /// `a fortnight today`, `a week on Thursday`, `two weeks from tomorrow`, `a week later`, `3 days ago`
    fn counted_on(&self, at: usize) -> Option<Found> {
        let (days, next) = self.counted(at)?;
        if self.is(next, Word::Ago) {
            return Some(self.looking_back(at, next + 1, days));
        }
        if self.is(next, Word::Later) {
            let item = Item::day(self.range(at, next + 1), days_after(self.previous?, days), SlotKind::Relative);
            return Some(Found::one(item, next + 1));
        }
        let on = self.skip(next, &[Word::On, Word::From, Word::After]);
        let (from, after, kind) = match self.word(on) {
            Word::Today => (self.today, on + 1, SlotKind::Relative),
            Word::Now if on > next => (self.today, on + 1, SlotKind::Relative),
            Word::Tomorrow => (days_after(self.today, 1), on + 1, SlotKind::Relative),
            // Only whole weeks: "a day on Thursday" is no date.
            Word::Weekday { day, plural: false } if days % 7 == 0 => (Self::first_after(self.today, day), on + 1, SlotKind::Weekday),
            _ => return None,
        };
        Some(Found::one(Item::day(self.range(at, after), days_after(from, days), kind), after))
    }

    /// Days without a date: `any weekday`, `evenings`, `one evening next week`.
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        // "the one morning", "three nights a week"
        let is_counted = at > 0 && matches!(self.kind(at - 1), Kind::Number(_) | Kind::Word(Word::Count(_) | Word::The | Word::A));
        if is_counted {
            return None;
        }
        let chosen = usize::from(matches!(self.word(at), Word::Any | Word::Every | Word::Count(1)));
        let day_at = at + chosen;
        let mut next = day_at + 1;
        let mut time = None;
        match self.word(day_at) {
            Word::AnyDay | Word::Weekend if chosen == 1 || self.word(day_at) == Word::AnyDay || self.source(day_at).ends_with('s') => {
                if let Word::Part { part, .. } = self.word(next) {
                    time = Some((part, next));
                    next += 1;
                }
            }
            Word::Part { part, plural } if plural && part != PartOfDay::Night || chosen == 1 => time = Some((part, day_at)),
            // "some day" is none.
            Word::Day if self.source(at).eq_ignore_ascii_case("any") => {}
            Word::Weekday { .. } if chosen == 1 => {
                next = at + 1;
                while let Some(separator) = self.separator(next + 1, false)
                    && matches!(self.word(next + 1 + separator.length), Word::Weekday { .. })
                {
                    next += 1 + separator.length;
                }
                next += 1;
            }
            _ => return None,
        }
        let time = time.map(|(part, word)| SlotTime { range: self.range(word, word + 1), span: TimeSpan::Part(part) });
        let of = self.skip(next, &[Word::Of, Word::In, Word::On]);
        let is_weekday = matches!(self.word(day_at), Word::Weekday { .. });
        if let Some(week) = self.week(of)
            && !is_weekday
        {
            return Some(Found::one(Item { time, range: self.range(at, week.next), ..self.week_item(of, week) }, week.next));
        }
        if of > next
            && let Some(mut found) = self.span(of)
            && let [item] = &mut found.items[..]
        {
            (item.time, item.range) = (time, self.range(at, found.next));
            return Some(found);
        }
        Some(Found::one(Item { time, ..Item::vague(self.range(at, next)) }, next))
    }
}
