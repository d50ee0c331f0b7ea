//! Days of the calendar: `1 Dec`, `Dec 8 or 9`, `3, 4 or 7 December`, `the 9th`, `12/1`, `1.12.`, `2026-12-01`.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use crate::calendar::slot::reader::Reader;
use crate::calendar::slot::tokens::Kind;
use crate::calendar::slot::vocabulary::Word;
use crate::text::range::TextRange;

/// One day, as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) range: TextRange,
    /// The number of the day; the whole where the date is in figures.
    pub(super) number_range: TextRange,
    pub(super) day: u32,
    pub(super) month: Option<u32>,
    pub(super) year: Option<i32>,
    /// Whether all days from the one before it are meant.
    pub(super) ends_range: bool,
    /// A weekday written before it, inside a list.
    pub(super) weekday: Option<(TextRange, Weekday)>,
}

/// No list of days is longer; it keeps reading linear.
const LONGEST_LIST: usize = 8;

impl Reader<'_> {
    /// Reads a list of days at `at`. After a weekday `7th` needs no `the`.
    pub(super) fn days(&self, at: usize, after_weekday: bool, between: bool) -> Option<(Vec<Day>, usize)> {
        match self.kind(at) {
            Kind::Iso(date) => Some((vec![self.in_figures(at, date.day(), date.month(), Some(date.year()))], at + 1)),
            Kind::Slash { first, second, year } => {
                let (day, month) = self.in_order(first, second);
                let plausible = year.is_some() || after_weekday || !self.is_fraction(at);
                (valid(day, month) && plausible).then(|| (vec![self.in_figures(at, day, month, year)], at + 1))
            }
            Kind::Dots { first, second, year, closed, digits } => {
                let german = year.is_some() || closed && !self.after_version(at) || after_weekday && digits <= 2;
                (german && valid(first, second)).then(|| (vec![self.in_figures(at, first, second, year)], at + 1))
            }
            Kind::Word(Word::Month(month)) => self.month_first(at, month),
            Kind::Number(_) | Kind::Ordinal(_) | Kind::Word(Word::The) => self.day_first_list(at, after_weekday, between),
            _ => None,
        }
    }

    /// Day and month of a date with a slash, in the order of this text; the other one where that is no date.
    pub(super) fn in_order(&self, first: u32, second: u32) -> (u32, u32) {
        let day_first = if self.day_first { second <= 12 } else { first > 12 };
        if day_first { (first, second) } else { (second, first) }
    }

    fn in_figures(&self, at: usize, day: u32, month: u32, year: Option<i32>) -> Day {
        let range = self.range(at, at + 1);
        Day { range, number_range: range, day, month: Some(month), year, ends_range: false, weekday: None }
    }

    /// `1/2 of it`, `3/4 hour`, `8/10 stars`.
    fn is_fraction(&self, at: usize) -> bool {
        self.is(at + 1, Word::Of)
            || self.word(at + 1) == Word::Other && !self.is_capital(at + 1) && matches!(self.kind(at + 1), Kind::Word(_))
    }

    fn after_version(&self, at: usize) -> bool {
        const VERSIONED: [&str; 5] = ["version", "release", "v", "to", "since"];
        at > 0 && (VERSIONED.contains(&self.source(at - 1)) || self.word(at - 1) == Word::Other && self.is_capital(at - 1))
    }

    /// `Dec. 4`, `December 2nd or 3rd`, `Dec 1, 2026`
    fn month_first(&self, at: usize, month: u32) -> Option<(Vec<Day>, usize)> {
        let mut next = self.skip_mark(at + 1, '.');
        next = self.skip(next, &[Word::The]);
        let (day, _) = self.number_of_day(next)?;
        if self.counts_things(next + 1) {
            return None;
        }
        let mut days = vec![self.plain_day(at, next, day, month)];
        next += 1;
        while days.len() < LONGEST_LIST
            && let Some(separator) = self.separator(next, false)
        {
            let number = self.skip(next + separator.length, &[Word::The]);
            let Some((day, is_ordinal)) = self.number_of_day(number) else { break };
            let after = self.skip(number + 1, &[Word::Of]);
            let of_another_month = matches!(self.word(after), Word::Month(_));
            let leads_on = self.separator(number + 1, false).is_some_and(|separator| !separator.is_range);
            let stands = is_ordinal || if separator.is_comma { leads_on } else { leads_on || self.may_follow(number + 1) };
            if of_another_month || !stands || self.counts_things(number + 1) {
                break;
            }
            days.push(Day { ends_range: separator.is_range, ..self.plain_day(number, number, day, month) });
            next = number + 1;
        }
        let next = self.take_year(&mut days, next);
        Some((days, next))
    }

    fn plain_day(&self, from: usize, number: usize, day: u32, month: u32) -> Day {
        let range = self.range(from, number + 1);
        Day { range, number_range: self.range(number, number + 1), day, month: Some(month), year: None, ends_range: false, weekday: None }
    }

    /// A year after the days, which holds for all of them.
    fn take_year(&self, days: &mut [Day], at: usize) -> usize {
        let year = self.skip_mark(at, ',');
        let Kind::Number(value @ 1900..=2100) = self.kind(year) else {
            return at;
        };
        days.iter_mut().for_each(|day| day.year = i32::try_from(value).ok());
        if let Some(last) = days.last_mut() {
            last.range = last.range.join(self.range(year, year + 1));
        }
        year + 1
    }

    /// `1 Dec`, `3, 4 or 7 December`, `the 9th or 10th`, `1st of December`
    fn day_first_list(&self, at: usize, after_weekday: bool, between: bool) -> Option<(Vec<Day>, usize)> {
        let mut has_article = false;
        let mut all_ordinals = true;
        let mut last_was_comma = false;
        let mut days: Vec<Day> = Vec::new();
        let mut next = at;
        loop {
            let (weekday, number) = self.weekday_in_list(next, !days.is_empty());
            let number_at = self.skip(number, &[Word::The]);
            let article = number_at > number;
            let spelled = if article && after_weekday { self.spelled_day(number_at) } else { None };
            let Some((day, is_ordinal)) = spelled.or_else(|| self.number_of_day(number_at)) else { break };
            has_article |= article || weekday.is_some();
            all_ordinals &= is_ordinal;
            let ascends = days.last().is_none_or(|before| before.day < day) || is_ordinal;
            if !ascends {
                return None;
            }
            let range = self.range(next, number_at + 1);
            let number_range = self.range(number_at, number_at + 1);
            days.push(Day { range, number_range, day, month: None, year: None, ends_range: false, weekday });
            next = number_at + 1;
            let Some(separator) = self.separator(next, between).filter(|_| days.len() < LONGEST_LIST) else { break };
            let follows = self.weekday_in_list(next + separator.length, true).1;
            if self.number_of_day(self.skip(follows, &[Word::The])).is_none() {
                break;
            }
            last_was_comma = separator.is_comma;
            next += separator.length;
            if separator.is_range {
                return self.close_range(days, next, has_article, all_ordinals, after_weekday);
            }
        }
        self.take_month(days, next, (has_article || after_weekday) && all_ordinals, last_was_comma && !all_ordinals)
    }

    /// The second day of `7 to 11 December`, and the month of both.
    fn close_range(
        &self,
        mut days: Vec<Day>,
        at: usize,
        has_article: bool,
        all_ordinals: bool,
        after_weekday: bool,
    ) -> Option<(Vec<Day>, usize)> {
        let (weekday, number) = self.weekday_in_list(at, true);
        let number_at = self.skip(number, &[Word::The]);
        let (day, is_ordinal) = self.number_of_day(number_at)?;
        let range = self.range(at, number_at + 1);
        let number_range = self.range(number_at, number_at + 1);
        days.push(Day { range, number_range, day, month: None, year: None, ends_range: true, weekday });
        self.take_month(days, number_at + 1, (has_article || after_weekday || number_at > number) && all_ordinals && is_ordinal, false)
    }

    /// `Wed` in `Tue 1 or Wed 2 December`.
    fn weekday_in_list(&self, at: usize, allowed: bool) -> (Option<(TextRange, Weekday)>, usize) {
        match self.word(at) {
            Word::Weekday { day, plural: false } if allowed => (Some((self.range(at, at + 1), day)), at + 1),
            _ => (None, at),
        }
    }

    fn take_month(&self, mut days: Vec<Day>, at: usize, may_lack_month: bool, loose: bool) -> Option<(Vec<Day>, usize)> {
        if days.is_empty() {
            return None;
        }
        let dotted = self.skip_mark(at, '.');
        let month_at = self.skip(if matches!(self.word(dotted), Word::Month(_)) { dotted } else { at }, &[Word::Of]);
        if let Word::Month(month) = self.word(month_at)
            && !loose
        {
            days.iter_mut().for_each(|day| day.month = Some(month));
            if let Some(last) = days.last_mut() {
                last.range = last.range.join(self.range(month_at, month_at + 1));
            }
            let abbreviated = self.is_mark(month_at + 1, '.') && matches!(self.kind(month_at + 2), Kind::Number(1900..=2100));
            let next = self.take_year(&mut days, month_at + 1 + usize::from(abbreviated));
            return Some((days, next));
        }
        let of_this_or_next = self.is(at, Word::Of);
        (may_lack_month && !of_this_or_next && self.may_follow(at)).then_some((days, at))
    }

    /// A number that may be a day of a month, and whether it is written `7th`.
    fn number_of_day(&self, at: usize) -> Option<(u32, bool)> {
        match self.kind(at) {
            Kind::Number(day @ 1..=31) => Some((day, false)),
            Kind::Ordinal(day @ 1..=31) => Some((day, true)),
            _ => None,
        }
    }

    /// `the first`, as after a weekday.
    fn spelled_day(&self, at: usize) -> Option<(u32, bool)> {
        match self.word(at) {
            Word::First => Some((1, true)),
            Word::Nth(day) => Some((day, true)),
            _ => None,
        }
    }

    /// The date of `day`: without a year the nearest, without a month the next.
    pub(super) fn date_of(&self, day: &Day) -> Option<NaiveDate> {
        match (day.month, day.year) {
            (Some(month), Some(year)) => NaiveDate::from_ymd_opt(year, month, day.day),
            (Some(month), None) => self.nearest(month, day.day),
            (None, _) => self.upcoming(day.day),
        }
    }

    /// Of the dates with this month and day, the one nearest to today: within six months of it.
    pub(super) fn nearest(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = self.today.year();
        let dates = (year - 1..=year + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        dates.min_by_key(|date| date.signed_duration_since(self.today).num_days().abs())
    }

    /// The next `day` of a month, today included.
    fn upcoming(&self, day: u32) -> Option<NaiveDate> {
        self.months_from(0).filter_map(|first| first.with_day(day)).find(|date| self.today <= *date)
    }

    /// The dates that `the 9th` could be, the likeliest first: the next one, the last one, the one after the next.
    pub(super) fn candidates(&self, day: u32) -> impl Iterator<Item = NaiveDate> {
        let next = self.upcoming(day);
        let last = self.months_from(-1).take(2).filter_map(|first| first.with_day(day)).filter(|date| *date < self.today).last();
        let later = next.and_then(|next| next.checked_add_days(Days::new(1)));
        let later = later.and_then(|from| self.months_from(0).filter_map(|first| first.with_day(day)).find(|date| from <= *date));
        next.into_iter().chain(last).chain(later)
    }

    /// The first of some months in a row, beginning so many months from now.
    fn months_from(&self, months: i32) -> impl Iterator<Item = NaiveDate> + use<> {
        let first = self.today.with_day(1).unwrap_or(self.today);
        let shift = Months::new(months.unsigned_abs());
        let first = if months < 0 { first.checked_sub_months(shift) } else { first.checked_add_months(shift) };
        (0..5).filter_map(move |ahead| first?.checked_add_months(Months::new(ahead)))
    }
}

fn valid(day: u32, month: u32) -> bool {
    // A leap year, so that 29 February is one.
    NaiveDate::from_ymd_opt(2024, month, day).is_some()
}
