//! Weekdays: alone, in lists, with their dates, in a week that is named beside them.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::date::days_after;
use crate::calendar::slot::days::Day;
use crate::calendar::slot::model::{Mismatch, SlotKind};
use crate::calendar::slot::reader::{Found, Item, Reader, monday_of};
use crate::calendar::slot::tokens::Kind;
use crate::calendar::slot::vocabulary::{Unit, Word};
use crate::text::range::TextRange;

/// A weekday as written, with the word before it that says which one.
#[derive(Clone, Copy)]
struct Named {
    range: TextRange,
    word_range: TextRange,
    day: Weekday,
    plural: bool,
    which: Which,
    ends_range: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Plain,
    This,
    Next,
    Last,
    Following,
}

impl Reader<'_> {
    /// Reads weekdays at `at`, with dates or a week after them.
    pub(super) fn weekdays(&self, at: usize, between: bool) -> Option<Found> {
        let has_article = self.is(at, Word::The);
        let (named, after) = self.weekday_list(self.skip(at, &[Word::The]), between)?;
        if let Some(found) = self.with_dates(&named, after).or_else(|| self.with_number(&named, after)) {
            return Some(found);
        }
        if !has_article && self.is_sentence_verb(at, after, &named) || self.is_name(at) || self.is_adjective(at, after) {
            return None;
        }
        let first = named[0];
        let plain = named.len() == 1 && first.which == Which::Plain && !first.plural;
        match at.checked_sub(1).map(|before| self.word(before)) {
            Some(Word::Since) if plain => {
                let item = Item::day(first.range, Self::last_before(self.today, first.day), SlotKind::LookingBack);
                return Some(Found::one(item, after));
            }
            // "on a Tuesday": any of them.
            Some(Word::A) if plain => return Some(Found::one(Item::vague(first.range), after)),
            _ => {}
        }
        if let Some((monday, next)) = self.week_beside(after) {
            let items = named.iter().map(|one| self.weekday_in(one, monday)).collect();
            return Some(Found { items: spans_joined(items, &named), next });
        }
        if let Some((anchor, next, forward)) = self.anchor_beside(after, has_article) {
            let place = |one: &Named| if forward { Self::first_after(anchor, one.day) } else { Self::last_before(anchor, one.day) };
            let items = named.iter().map(|one| Item::day(one.range, place(one), SlotKind::Weekday)).collect();
            return Some(Found { items: spans_joined(items, &named), next });
        }
        if let Some((weeks, next)) = self.weeks_on(after)
            && named.len() == 1
        {
            let date = days_after(Self::first_after(self.today, first.day), weeks * 7);
            return Some(Found::one(Item::day(self.range(at, next), date, SlotKind::Weekday), next));
        }
        let items = named.iter().map(|one| self.plain_weekday(one)).collect();
        Some(Found { items: spans_joined(items, &named), next: after })
    }

    fn weekday_list(&self, at: usize, between: bool) -> Option<(Vec<Named>, usize)> {
        let (first, mut next) = self.named_weekday(at)?;
        let mut named = vec![first];
        while let Some(separator) = self.separator(next, between) {
            let start = self.skip(next + separator.length, &[Word::On, Word::The]);
            let Some((mut one, after)) = self.named_weekday(start) else { break };
            // A comma alone joins only a row: "Mon, Wed, Fri".
            if separator.is_comma && self.separator(after, between).is_none() && named.len() < 2 {
                break;
            }
            // "next Monday or Tuesday" are of one week.
            let before = named[named.len() - 1].which;
            if one.which == Which::Plain && matches!(before, Which::Next | Which::Last) {
                one.which = before;
            }
            one.ends_range = separator.is_range;
            named.push(one);
            next = after;
        }
        // "Tuesday or Thursday 3 December": a date belongs to the last one alone, so that the others stay for themselves.
        Some((named, next))
    }

    fn named_weekday(&self, at: usize) -> Option<(Named, usize)> {
        let which = match self.word(at) {
            Word::This => Which::This,
            Word::Next => Which::Next,
            Word::Last => Which::Last,
            Word::Following | Word::Coming => Which::Following,
            _ => Which::Plain,
        };
        let day_at = at + usize::from(which != Which::Plain);
        let Word::Weekday { day, plural } = self.word(day_at) else {
            return None;
        };
        // "Tue." and "Thurs." are short for it.
        let is_short = self.source(day_at).len() <= 5;
        let goes_on = !matches!(self.kind(day_at + 2), Kind::Break) && !self.is_capital(day_at + 2)
            || matches!(self.word(day_at + 2), Word::Month(_) | Word::Weekday { .. });
        let dot = usize::from(is_short && self.is_mark(day_at + 1, '.') && goes_on);
        let named =
            Named { range: self.range(at, day_at + 1), word_range: self.range(day_at, day_at + 1), day, plural, which, ends_range: false };
        Some((named, day_at + 1 + dot))
    }

    /// "Sat through your talk", "Sun wrote Java": short forms that are something else.
    fn is_sentence_verb(&self, at: usize, after: usize, named: &[Named]) -> bool {
        let short = matches!(self.source(at), "Sat" | "Sun" | "Wed" | "Mon" | "Mar");
        let in_time = matches!(self.kind(after), Kind::Word(Word::Part { .. }) | Kind::Clock { .. });
        named.len() == 1 && short && !in_time && (!self.may_follow(after) || self.is(after, Word::Through))
    }

    /// "Black Friday"
    fn is_name(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Word::Wish) && self.is_capital(at - 1)
    }

    /// "your Thursday reading group", "Monday's stand-up": the weekday says which group and not when. "A Friday slot" does.
    fn is_adjective(&self, at: usize, after: usize) -> bool {
        let is_possessive = |at: usize| self.source(at).ends_with("'s") || self.source(at).ends_with("’s");
        let owned = at > 0 && (matches!(self.word(at - 1), Word::Whose | Word::A | Word::The) || is_possessive(at - 1));
        let noun =
            matches!(self.kind(after), Kind::Word(Word::Other)) && !self.is_capital(after) && !self.source(after).starts_with("slot");
        noun && (owned || self.is(at, Word::The) || is_possessive(after - 1))
    }

    fn with_dates(&self, named: &[Named], after: usize) -> Option<Found> {
        let opened = self.is_mark(after, '(');
        let at = if opened { after + 1 } else { self.skip_mark(after, ',') };
        let (days, next) = self.days(at, true, false)?;
        let next = if opened { self.skip_mark(next, ')') } else { next };
        let is_dotted = matches!(self.kind(at), Kind::Dots { year: None, closed: false, .. });
        let pairs = pair(named, &days);
        let mut items = Vec::new();
        for (one, day) in pairs {
            let item = self.dated(one, day)?;
            if is_dotted && item.mismatch.is_some() {
                // "Wednesday, 8.10" is a time.
                return None;
            }
            let joins = day.is_some_and(|day| day.ends_range) || day.is_none() && one.is_some_and(|one| one.ends_range);
            push(&mut items, item, joins);
        }
        // A weekday before the one with the date lies beside it.
        if let (Some(dated), true) = (items.last().and_then(|item: &Item| item.days.last().copied()), named.len() > days.len()) {
            for (item, one) in items.iter_mut().zip(named).take(named.len() - days.len()) {
                let date = Self::last_before(dated, one.day);
                (item.days, item.until, item.is_bare) = (vec![date], Some(date), false);
            }
        }
        Some(Found { items, next })
    }

    /// `Sunday 6`, without a month: a date where a day to come of that number is that weekday, in the month named last or the next ones.
    fn with_number(&self, named: &[Named], at: usize) -> Option<Found> {
        let ([one], Kind::Number(number @ 1..=31)) = (named, self.kind(at)) else { return None };
        let goes_on =
            self.is(at + 1, Word::At) || self.may_follow(at + 1) && !matches!(self.kind(at + 1), Kind::Mark('-' | '–' | ':' | '/'));
        if one.plural || !goes_on || self.counts_things(at + 1) {
            return None;
        }
        let in_month = |day: NaiveDate| day.with_day(number).filter(|date| self.today <= *date);
        let mut dates = self.previous.and_then(in_month).into_iter().chain(self.candidates(number));
        let date = dates.find(|date| self.today <= *date && date.weekday() == one.day)?;
        let item = Item::day(one.range.join(self.range(at, at + 1)), date, SlotKind::Date);
        Some(Found::one(item, at + 1))
    }

    /// The items for dates with no weekday before the list.
    pub(super) fn dated_items(&self, days: &[Day]) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        for day in days {
            push(&mut items, self.dated(None, Some(day))?, day.ends_range);
        }
        Some(items)
    }

    /// The item for a weekday with its date, or for either alone.
    fn dated(&self, named: Option<&Named>, day: Option<&Day>) -> Option<Item> {
        let Some(day) = day else {
            return named.map(|one| self.plain_weekday(one));
        };
        let weekday = day.weekday.or_else(|| named.map(|one| (one.word_range, one.day)));
        let Some((weekday_range, written)) = weekday else {
            return Some(Item::day(day.range, self.date_of(day)?, SlotKind::Date));
        };
        let whole = named.map_or(day.range, |one| one.range.join(day.range)).join(weekday_range);
        if day.month.is_none() {
            let fitting = self.candidates(day.day).find(|date| date.weekday() == written);
            if let Some(date) = fitting {
                return Some(Item::day(whole, date, SlotKind::Date));
            }
        }
        let date = self.date_of(day)?;
        let mut item = Item::day(whole, date, SlotKind::Date);
        if date.weekday() != written {
            let range = weekday_range.join(day.range);
            let nearest = self.nearest_weekday(date, written);
            let (day_range, actual) = (day.number_range, date.weekday());
            item.mismatch = Some(Mismatch { range, weekday_range, day_range, written, actual, date, nearest });
        }
        Some(item)
    }

    /// The date nearest to `date` that is a `weekday`; one to come, where `date` is to come.
    fn nearest_weekday(&self, date: NaiveDate, weekday: Weekday) -> NaiveDate {
        let ahead = i64::from(weekday.days_since(date.weekday()));
        let before = days_after(date, ahead - 7);
        let is_over = before < self.today && self.today <= date;
        if ahead <= 3 || is_over { days_after(date, ahead) } else { before }
    }

    /// The weekday that is given after a date, `(a Wednesday)`, added to the last of `items`.
    pub(super) fn weekday_after(&self, days: &[Day], items: &mut [Item], at: usize) -> usize {
        let opened = self.is_mark(at, '(');
        let article = self.skip(at + usize::from(opened || self.is_mark(at, ',')), &[Word::A]);
        let is_said = opened || self.is_mark(at, ',') && article > at + 1;
        let next = article + 1 + usize::from(opened);
        let (Word::Weekday { day: written, plural: false }, Some(day), Some(item)) = (self.word(article), days.last(), items.last_mut())
        else {
            return at;
        };
        let Some(date) = self.date_of(day).filter(|_| is_said && (!opened || self.is_mark(article + 1, ')'))) else {
            return at;
        };
        let weekday_range = self.range(article, article + 1);
        item.range = item.range.join(self.range(article, next));
        if date.weekday() != written {
            let (range, nearest) = (day.range.join(self.range(article, next)), self.nearest_weekday(date, written));
            let (day_range, actual) = (day.number_range, date.weekday());
            item.mismatch = Some(Mismatch { range, weekday_range, day_range, written, actual, date, nearest });
        }
        next
    }

    fn plain_weekday(&self, one: &Named) -> Item {
        if one.plural {
            return Item::vague(one.range);
        }
        let next = Self::first_after(self.today, one.day);
        let (date, kind) = match one.which {
            Which::Plain => (next, SlotKind::Weekday),
            Which::This => (if one.day == self.today.weekday() { self.today } else { next }, SlotKind::Weekday),
            Which::Next => (self.day_of_week(self.monday(1), one.day), SlotKind::Weekday),
            Which::Last => (Self::last_before(self.today, one.day), SlotKind::LookingBack),
            Which::Following => (Self::first_after(self.previous.unwrap_or(self.today), one.day), SlotKind::Weekday),
        };
        Item { is_bare: one.which == Which::Plain, ..Item::day(one.range, date, kind) }
    }

    fn weekday_in(&self, one: &Named, monday: NaiveDate) -> Item {
        let date = self.day_of_week(monday, one.day);
        let kind = if monday_of(self.today) <= monday { SlotKind::Weekday } else { SlotKind::LookingBack };
        Item::day(one.range, date, kind)
    }

    fn day_of_week(&self, monday: NaiveDate, day: Weekday) -> NaiveDate {
        days_after(monday, i64::from(day.num_days_from_monday()))
    }

    /// `(of) next week`, `this week`, `in two weeks`, beside a weekday.
    fn week_beside(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let linked = self.skip(self.skip_mark(at, ','), &[Word::Of, Word::In]);
        if let Some(week) = self.week(linked) {
            return Some((week.monday, week.next));
        }
        let (days, next) = self.counted(linked).filter(|_| self.is(at, Word::In))?;
        Some((monday_of(days_after(self.today, days)), next))
    }

    /// What a weekday comes after or before: `the Friday after Thanksgiving`, `the Friday after` (the day named last).
    fn anchor_beside(&self, at: usize, has_article: bool) -> Option<(NaiveDate, usize, bool)> {
        let forward = match self.word(at) {
            Word::After => true,
            Word::Before => false,
            _ => return None,
        };
        if let Some((first, last, next)) = self.anchor(at + 1) {
            return Some(if forward { (last, next, true) } else { (first, next, false) });
        }
        if self.is(at + 1, Word::Next) && has_article && forward {
            return Some((days_after(self.monday(1), -1), at + 2, true));
        }
        let previous = self.previous.filter(|_| has_article && self.may_follow(at + 1))?;
        Some((previous, at + 1, forward))
    }

    /// `Tuesday week`, `Friday fortnight`
    fn weeks_on(&self, at: usize) -> Option<(i64, usize)> {
        let weeks = match self.word(at) {
            Word::Week if !matches!(self.word(at + 1), Word::Of | Word::Starting) => 1,
            Word::Unit(Unit::Fortnight) => 2,
            _ => return None,
        };
        Some((weeks, at + 1))
    }
}

/// Which weekday goes with which date.
fn pair<'a>(named: &'a [Named], days: &'a [Day]) -> Vec<(Option<&'a Named>, Option<&'a Day>)> {
    let (weekdays, dates) = (named.len(), days.len());
    if weekdays == 1 && named[0].plural {
        // "both Wednesdays, 2 and 9 December"
        return days.iter().map(|day| (Some(&named[0]), Some(day))).collect();
    }
    if weekdays > dates {
        let alone = named[..weekdays - dates].iter().map(|one| (Some(one), None));
        return alone.chain(named[weekdays - dates..].iter().map(Some).zip(days.iter().map(Some))).collect();
    }
    let with_weekday = named.iter().map(Some).zip(days.iter().map(Some));
    with_weekday.chain(days[weekdays..].iter().map(|day| (None, Some(day)))).collect()
}

/// The items, with those that a range ends made one span with the item before.
fn spans_joined(items: Vec<Item>, named: &[Named]) -> Vec<Item> {
    let mut joined = Vec::new();
    for (item, one) in items.into_iter().zip(named) {
        push(&mut joined, item, one.ends_range);
    }
    joined
}

/// Adds `item`, as the end of a span where it `joins` the one before.
pub(super) fn push(items: &mut Vec<Item>, item: Item, joins: bool) {
    if joins && let Some(before) = items.pop() {
        items.extend(join(before, item));
    } else {
        items.push(item);
    }
}

/// The span from one day to another; a bare weekday at its end is the first one after its beginning. Both, where that makes no span.
pub(super) fn join(from: Item, to: Item) -> Vec<Item> {
    let (Some(&first), Some(&last)) = (from.days.first(), to.days.last()) else {
        // "weekday mornings until 4 December"
        let range = from.range.join(to.range);
        return vec![Item { until: to.until, time: from.time, ..Item::vague(range) }];
    };
    let last = if to.is_bare { Reader::first_after(first, last.weekday()) } else { last };
    if last <= first || from.kind == SlotKind::LookingBack {
        return vec![from, to];
    }
    let mismatch = from.mismatch.or(to.mismatch);
    vec![Item { mismatch, ..Item::span(from.range.join(to.range), first, last) }]
}
