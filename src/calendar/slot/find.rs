//! The walk through a text: which dates, times and booking links stand in it, and what joins them.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::date::days_after;
use crate::calendar::slot::model::{DateOrder, Slot, SlotContext, SlotKind};
use crate::calendar::slot::reader::{Found, Item, Reader, monday_of};
use crate::calendar::slot::times::FoundTime;
use crate::calendar::slot::tokens::{Kind, tokens};
use crate::calendar::slot::vocabulary::Word;
use crate::calendar::slot::weekdays::join;
use crate::text::range::TextRange;

/// Every date, time, span of days and booking link in `text`, in order. See [`Slot`] for what each of them tells.
#[must_use]
pub fn slots(text: &str, context: &SlotContext) -> Vec<Slot> {
    let mut reader = Reader { text, tokens: tokens(text), today: context.today, day_first: false, previous: None };
    reader.day_first = match context.order {
        DateOrder::MonthFirst => false,
        DateOrder::DayFirst => true,
        DateOrder::WhicheverFits => reader.reads_day_first(),
    };
    let mut walk = Walk { reader, entries: Vec::new() };
    walk.run();
    walk.narrow_weeks();
    walk.drop_repeated_weekdays();
    walk.share_times();
    let today = context.today;
    walk.entries.into_iter().map(|entry| entry.slot(today)).collect()
}

/// One slot in the making, with the tokens it was read from.
struct Entry {
    item: Item,
    zone: Option<TextRange>,
    excluded: bool,
    from: usize,
    to: usize,
    has_weekday: bool,
}

impl Entry {
    fn slot(self, today: NaiveDate) -> Slot {
        let Item { range, days, until, kind, mismatch, time, .. } = self.item;
        let past = until.is_some_and(|until| until < today);
        Slot { range, days, time, zone: self.zone, kind, mismatch, past, excluded: self.excluded }
    }
}

struct Walk<'t> {
    reader: Reader<'t>,
    entries: Vec<Entry>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.reader.tokens.len() {
            at = self.step(at);
        }
    }

    /// Reads what begins at `at` and returns the token to go on with.
    fn step(&mut self, at: usize) -> usize {
        match self.reader.kind(at) {
            Kind::Other | Kind::Mark(_) | Kind::Break => return at + 1,
            Kind::Word(word) if self.reader.begins_nothing(word, at) => return at + 1,
            Kind::BookingLink => {
                let item = Item { kind: SlotKind::BookingLink, ..Item::vague(self.reader.range(at, at + 1)) };
                self.push(item, None, at, at + 1, false);
                return at + 1;
            }
            _ => {}
        }
        if let Some(found) = self.reader.group(at) {
            return self.take(at, found, None);
        }
        let Some(time) = self.reader.time(at, false) else {
            return at + 1;
        };
        let reader = &self.reader;
        let after = reader.skip(reader.skip_mark(time.next, ','), &[Word::On, Word::Of, Word::In]);
        if let Some(found) = reader.group(after) {
            return self.take(after, found, Some((at, time)));
        }
        let led =
            matches!(self.reader.word(at), Word::At | Word::Around | Word::After | Word::Before | Word::Between | Word::From | Word::By);
        if time.is_plain && (led || time.zone.is_some() || at == 0) {
            let range = self.reader.range(at, time.next);
            let item = Item { kind: SlotKind::Time, time: Some(time.time), ..Item::vague(range) };
            self.push(item, time.zone, at, time.next, false);
        }
        time.next.max(at + 1)
    }

    /// Adds the days of `found`, read at `at`, with the time before or after them.
    fn take(&mut self, at: usize, found: Found, before: Option<(usize, FoundTime)>) -> usize {
        let Found { mut items, mut next } = found;
        let mut from = at;
        let mut zone = self.reader.zone_of_day(next, &items);
        let beside =
            self.reader.time_beside(next).filter(|_| items.iter().all(|item| item.kind != SlotKind::LookingBack || item.time.is_none()));
        if let Some(time) = beside {
            let last = items.len() - 1;
            for (index, item) in items.iter_mut().enumerate() {
                item.time = Some(time.time);
                if index == last {
                    item.range = item.range.join(self.reader.range(at.max(next - 1), time.next));
                }
            }
            (zone, next) = (time.zone, time.next);
        } else if let Some((time_at, time)) = before {
            for item in &mut items {
                item.time = Some(time.time);
            }
            items[0].range = items[0].range.join(time.time.range);
            from = time_at;
            zone = time.zone.or(zone);
        }
        self.reader.previous = items.iter().rev().find_map(|item| item.days.last().copied()).or(self.reader.previous);
        let has_weekday = matches!(self.reader.word(self.reader.skip(at, &[Word::The, Word::This, Word::Next])), Word::Weekday { .. });
        for item in items {
            self.push(item, zone, from, next, has_weekday);
        }
        next.max(at + 1)
    }

    fn push(&mut self, item: Item, zone: Option<TextRange>, from: usize, to: usize, has_weekday: bool) {
        let excluded = self.reader.is_excluded(from, to);
        self.entries.push(Entry { item, zone, excluded, from, to, has_weekday });
    }

    /// "next week, Tuesday or Thursday" offers two days and not the week.
    fn narrow_weeks(&mut self) {
        for index in (0..self.entries.len().saturating_sub(1)).rev() {
            let week = &self.entries[index];
            if week.item.kind != SlotKind::Span || week.item.days.is_empty() {
                continue;
            }
            let monday = monday_of(week.item.days[0]);
            let (range, to, time) = (week.item.range, week.to, week.item.time);
            let is_one_week = week.item.days.iter().all(|day| monday_of(*day) == monday)
                && week.item.until.is_some_and(|until| until.weekday() == Weekday::Sun);
            let picks = self.entries[index + 1..]
                .iter()
                .take_while(|entry| entry.item.is_bare && entry.from == self.entries[index + 1].from)
                .count();
            let from = self.entries[index + 1].from;
            let is_weekend = week.item.days.len() == 2
                && self.entries[index + 1].item.days.first().is_some_and(|day| day.weekday().num_days_from_monday() > 4);
            let picked = self.reader.only_picks(to, from) || is_weekend && self.reader.in_one_sentence(to, from);
            if !is_one_week || picks == 0 || !picked {
                continue;
            }
            for entry in &mut self.entries[index + 1..=index + picks] {
                let date = days_after(monday, i64::from(entry.item.days[0].weekday().num_days_from_monday()));
                (entry.item.days, entry.item.until) = (vec![date], Some(date));
                entry.item.time = entry.item.time.or(time);
                entry.item.is_bare = false;
            }
            let first = &mut self.entries[index + 1].item;
            if self.reader.only_picks(to, from) {
                first.range = first.range.join(range);
            }
            self.entries.remove(index);
        }
    }

    /// "Thursday's good, 12/3": the weekday announces the date and is no other day.
    fn drop_repeated_weekdays(&mut self) {
        for index in (0..self.entries.len().saturating_sub(1)).rev() {
            let entry = &self.entries[index];
            let after = &self.entries[index + 1];
            let same_day =
                after.item.days.first().is_some_and(|date| entry.item.days.first().is_some_and(|day| day.weekday() == date.weekday()));
            let announces = entry.item.is_bare && after.item.kind == SlotKind::Date && !after.has_weekday && same_day;
            let joined = after.from > 0 && self.reader.is(after.from - 1, Word::Or) && after.from - entry.to <= 1;
            if announces && !joined && self.reader.in_one_sentence(entry.to, after.from) {
                let time = entry.item.time;
                let zone = entry.zone;
                let after = &mut self.entries[index + 1];
                after.item.time = after.item.time.or(time);
                after.zone = after.zone.or(zone);
                self.entries.remove(index);
            }
        }
    }

    /// "Tuesday 1 or Thursday 3 December at 4pm MT": a time holds for the days joined to it as well.
    fn share_times(&mut self) {
        for index in (0..self.entries.len().saturating_sub(1)).rev() {
            let (time, zone) = (self.entries[index + 1].item.time, self.entries[index + 1].zone);
            let (to, from) = (self.entries[index].to, self.entries[index + 1].from);
            let joined = to <= from && self.reader.separator(to, false).is_some_and(|separator| to + separator.length == from);
            let entry = &mut self.entries[index];
            if joined && !entry.item.days.is_empty() {
                entry.item.time = entry.item.time.or(time);
                entry.zone = entry.zone.or(zone.filter(|_| entry.item.time.is_some()));
            }
        }
    }
}

impl Reader<'_> {
    /// Reads days at `at`, and what they run to: `between Tuesday 1 and Friday 4 December`, `from the 7th to the 11th`.
    fn group(&self, at: usize) -> Option<Found> {
        let between = self.is(at, Word::Between);
        let from = self.is(at, Word::From);
        if between && let Some(found) = self.span(at) {
            return Some(found);
        }
        let start = at + usize::from(between || from);
        if (between || from) && self.is(start, Word::Now) || !between && !from && self.is(start, Word::Now) && self.is(start + 1, Word::To)
        {
            return self.now_until(at, start + 1);
        }
        let first = self.single(start, between)?;
        if first.items.len() == 1
            && first.items[0].kind != SlotKind::LookingBack
            && let Some(separator) = self.separator(first.next, between).filter(|separator| separator.is_range)
            && let Some(second) = self.single(first.next + separator.length, false)
            && second.items.len() == 1
        {
            let joined = join(first.items[0].clone(), second.items[0].clone());
            return Some(Found { items: joined, next: second.next });
        }
        let is_span = first.items.iter().any(|item| item.kind == SlotKind::Span);
        (!between || is_span).then_some(first)
    }

    /// `between now and the 18th`
    fn now_until(&self, at: usize, joint: usize) -> Option<Found> {
        let second = self.single(joint + self.separator(joint, true).filter(|separator| separator.is_range)?.length, false)?;
        let last = *second.items.first()?.days.last()?;
        (self.today <= last).then(|| Found::one(Item::span(self.range(at, second.next), self.today, last), second.next))
    }

    fn single(&self, at: usize, between: bool) -> Option<Found> {
        let word = match self.kind(at) {
            Kind::Word(word) => word,
            Kind::Number(_) => return self.dates(at, between).or_else(|| self.relative(at)),
            Kind::Ordinal(_) | Kind::Iso(_) | Kind::Slash { .. } | Kind::Dots { .. } => return self.dates(at, between),
            _ => return None,
        };
        match word {
            Word::Weekday { .. } => self.weekdays(at, between),
            Word::The => {
                let found = self.dates(at, between).or_else(|| self.span(at)).or_else(|| self.relative(at));
                found.or_else(|| self.weekdays(at, between))
            }
            Word::Month(_) => self.dates(at, between).or_else(|| self.span(at)),
            Word::This | Word::Next | Word::Last | Word::Coming | Word::Following | Word::That | Word::Same => {
                self.span(at).or_else(|| self.relative(at)).or_else(|| self.weekdays(at, between))
            }
            Word::In => self.relative(at).or_else(|| self.span(at)),
            Word::Today | Word::Tonight | Word::Tomorrow | Word::Yesterday | Word::A | Word::Day => self.relative(at),
            Word::Count(_) => self.relative(at).or_else(|| self.vague(at)),
            Word::Any | Word::Every | Word::AnyDay | Word::Part { .. } => self.vague(at),
            Word::Weekend => self.vague(at),
            Word::Week
            | Word::Calendar
            | Word::Starting
            | Word::Early
            | Word::Mid
            | Word::Late
            | Word::Later
            | Word::Back
            | Word::First
            | Word::Nth(_)
            | Word::Christmas
            | Word::NewYear
            | Word::Thanksgiving
            | Word::Boxing
            | Word::Halloween
            | Word::Before
            | Word::After
            | Word::Between
            | Word::At => self.span(at),
            _ => None,
        }
    }

    /// Whether no date or time can begin with `word` at `at`: a quick answer for most words of a text.
    fn begins_nothing(&self, word: Word, at: usize) -> bool {
        match word {
            Word::Other
            | Word::Follows
            | Word::Of
            | Word::On
            | Word::And
            | Word::Or
            | Word::Whose
            | Word::Pick
            | Word::Not
            | Word::Fails => true,
            Word::Wish | Word::Zone | Word::ZoneName | Word::Local | Word::Time | Word::Ago | Word::Oclock | Word::Eve | Word::Since => {
                true
            }
            Word::The
            | Word::A
            | Word::In
            | Word::At
            | Word::To
            | Word::From
            | Word::By
            | Word::This
            | Word::That
            | Word::After
            | Word::Any => self.kind(at + 1) == Kind::Word(Word::Other),
            _ => false,
        }
    }

    /// Dates with no weekday before them.
    fn dates(&self, at: usize, between: bool) -> Option<Found> {
        let (days, next) = self.days(at, false, between)?;
        let mut items = self.dated_items(&days)?;
        let next = self.weekday_after(&days, &mut items, next);
        Some(Found { items, next })
    }

    /// A zone beside a day that has no time: `any weekday MT`. Only where it cannot be a name.
    fn zone_of_day(&self, at: usize, items: &[Item]) -> Option<TextRange> {
        let is_sure = matches!(self.word(at), Word::Zone) && !items.is_empty();
        is_sure.then(|| self.range(at, at + 1))
    }

    /// Whether words before or after say that the days are *not* meant.
    fn is_excluded(&self, from: usize, to: usize) -> bool {
        let near = from.saturating_sub(3)..from;
        let parts = |at: usize| matches!(self.kind(at), Kind::Mark(',' | '.' | '?' | '!' | ';' | ':' | '–' | '—') | Kind::Break);
        let not_before = near.rev().take_while(|&at| !parts(at)).any(|at| self.is(at, Word::Not) && !self.is(at + 1, Word::Follows));
        // "any evening but Friday"
        let but = from > 0 && self.source(from - 1) == "but";
        let all_else =
            but && (from.saturating_sub(6)..from - 1).any(|at| self.is(at, Word::Any) || matches!(self.source(at), "every" | "all"));
        not_before || all_else || self.is(to, Word::Fails)
    }

    /// Whether only little words stand between a week and the days picked out of it.
    fn only_picks(&self, from: usize, to: usize) -> bool {
        let little = |at| match self.kind(at) {
            Kind::Mark(_) => true,
            Kind::Word(word) => {
                matches!(word, Word::Pick | Word::On | Word::The | Word::Any | Word::Part { .. } | Word::A | Word::In | Word::At)
                    || matches!(self.source(at), "for" | "what" | "how" | "with" | "again" | "is" | "free")
            }
            _ => false,
        };
        to.saturating_sub(from) <= 6 && (from..to).all(little)
    }

    fn in_one_sentence(&self, from: usize, to: usize) -> bool {
        let ends = |at: usize| match self.kind(at) {
            Kind::Mark('?' | '!') | Kind::Break => true,
            Kind::Mark('.') => self.is_capital(at + 1),
            _ => false,
        };
        !(from..to).any(ends)
    }

    /// Whether the slash dates of this text are day first: where the weekdays say so, else where only that gives dates near today.
    fn reads_day_first(&self) -> bool {
        let (mut month_fits, mut day_fits) = (true, true);
        let (mut month_near, mut day_near) = (true, true);
        for at in 0..self.tokens.len() {
            let Kind::Slash { first, second, year } = self.kind(at) else { continue };
            let date = |day: u32, month: u32| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => self.nearest(month, day),
            };
            let (by_month, by_day) = (date(second, first), date(first, second));
            let weekday = self.weekday_before(at);
            let fits = |date: Option<NaiveDate>| date.is_some_and(|date| weekday.is_none_or(|weekday| date.weekday() == weekday));
            month_fits &= fits(by_month);
            day_fits &= fits(by_day);
            let ahead = |date: Option<NaiveDate>| date.map_or(i64::MAX, |date| date.signed_duration_since(self.today).num_days());
            month_near &= (-90..=90).contains(&ahead(by_month));
            day_near &= (0..=60).contains(&ahead(by_day));
        }
        if month_fits == day_fits { !month_near && day_near } else { day_fits }
    }

    fn weekday_before(&self, at: usize) -> Option<Weekday> {
        let mut before = at.checked_sub(1)?;
        while before > 0 && matches!(self.kind(before), Kind::Mark(',' | '.' | '(')) {
            before -= 1;
        }
        match self.word(before) {
            Word::Weekday { day, plural: false } => Some(day),
            _ => None,
        }
    }
}
