//! Times and parts of the day beside a date, and the time zones beside them.

use chrono::{NaiveTime, Timelike as _};

use crate::calendar::slot::model::{SlotTime, TimeSpan};
use crate::calendar::slot::reader::Reader;
use crate::calendar::slot::tokens::{Kind, clock, likely_hour};
use crate::calendar::slot::vocabulary::Word;
use crate::text::range::TextRange;

/// A time that was read.
#[derive(Clone, Copy)]
pub(super) struct FoundTime {
    pub(super) time: SlotTime,
    pub(super) zone: Option<TextRange>,
    pub(super) next: usize,
    /// Whether it can only be a time of day: `4pm`, `16:00`, not `after 4`.
    pub(super) is_plain: bool,
}

/// The words before a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    At,
    After,
    Before,
    Between,
}

/// One point in the day.
#[derive(Clone, Copy)]
struct Point {
    time: NaiveTime,
    next: usize,
    is_plain: bool,
    /// The hour as written, where it is a mere number and its half of the day open.
    open_hour: Option<u32>,
}

impl Reader<'_> {
    /// Reads a time that belongs to the date before `at`: `, 4pm`, `at noon`, `afternoon`, `, any time after 3`.
    pub(super) fn time_beside(&self, at: usize) -> Option<FoundTime> {
        let mut start = at;
        for mark in [',', '(', ':', '–', '—', '-'] {
            start = self.skip_mark(start, mark);
        }
        let opened = start > at && self.is_mark(start - 1, '(');
        start = self.skip(start, &[Word::Pick]);
        if matches!(self.word(start), Word::Any) {
            start = self.skip(start + 1, &[Word::Time]);
        }
        let mut found = self.time(start, true)?;
        // "Tuesday morning, at 10" and "Tuesday at 10 in the morning": the hour says more.
        let more_at = self.skip_mark(found.next, ',');
        if let TimeSpan::Part(_) = found.time.span
            && let Some(more) = self.time(more_at, true).filter(|more| !matches!(more.time.span, TimeSpan::Part(_)))
        {
            let range = found.time.range.join(more.time.range);
            found = FoundTime { time: SlotTime { range, span: more.time.span }, ..more };
        }
        if opened {
            found.next = self.skip_mark(found.next, ')');
        }
        Some(found)
    }

    /// Reads a time at `at`. Where it is `attached` to a date, less is asked of it.
    pub(super) fn time(&self, at: usize, attached: bool) -> Option<FoundTime> {
        if let Some(found) = self.part_of_day(at) {
            return Some(found);
        }
        let (lead, start) = self.lead(at);
        let first = self.point(start, lead != Lead::None, attached)?;
        let mut next = first.next;
        let mut is_plain = first.is_plain;
        // "12 to 1" alone could count anything.
        let mut is_open = first.open_hour.is_some() && lead == Lead::None && !attached;
        let mut span = match lead {
            Lead::None | Lead::At => TimeSpan::At(first.time),
            Lead::After => TimeSpan::After(first.time),
            Lead::Before => TimeSpan::Before(first.time),
            Lead::Between => TimeSpan::At(first.time),
        };
        if let Some(separator) = self.separator(first.next, lead == Lead::Between).filter(|separator| separator.is_range)
            && let Some(last) = self.point(first.next + separator.length, true, true)
        {
            span = TimeSpan::Between(opening(first, last.time), last.time);
            next = last.next;
            is_plain |= last.is_plain;
            is_open &= !last.is_plain;
        } else if lead == Lead::Between || lead == Lead::None && first.open_hour.is_some() {
            return None;
        }
        // "10 in the morning"
        if self.is(next, Word::In) && self.is(next + 1, Word::The) && matches!(self.word(next + 2), Word::Part { .. }) {
            next += 3;
        }
        let range = self.range(at, next);
        let zone = self.zone(next);
        let next = zone.map_or(next, |(_, next)| next);
        if is_open && zone.is_none() {
            return None;
        }
        Some(FoundTime { time: SlotTime { range, span }, zone: zone.map(|(range, _)| range), next, is_plain })
    }

    /// `afternoon`, `in the evening`, `early morning`
    fn part_of_day(&self, at: usize) -> Option<FoundTime> {
        let led = self.skip(at, &[Word::In, Word::At, Word::By, Word::Around, Word::On]);
        let start = self.skip(self.skip(led, &[Word::The, Word::Any]), &[Word::Early, Word::Late, Word::Mid]);
        let start = self.skip_mark(start, '-');
        let Word::Part { part, .. } = self.word(start) else {
            return None;
        };
        let range = self.range(at, start + 1);
        let zone = self.zone(start + 1);
        let next = zone.map_or(start + 1, |(_, next)| next);
        Some(FoundTime { time: SlotTime { range, span: TimeSpan::Part(part) }, zone: zone.map(|(range, _)| range), next, is_plain: false })
    }

    fn lead(&self, at: usize) -> (Lead, usize) {
        let mut lead = Lead::None;
        let mut start = at;
        // At most two: "from around", "any time after".
        for _ in 0..2 {
            let next = match self.word(start) {
                Word::At | Word::Around => Lead::At,
                Word::After | Word::From => Lead::After,
                Word::Before | Word::By | Word::To => Lead::Before,
                Word::Between => Lead::Between,
                _ => break,
            };
            lead = if lead == Lead::None || next != Lead::At { next } else { lead };
            start += 1;
        }
        (lead, start)
    }

    fn point(&self, at: usize, led: bool, attached: bool) -> Option<Point> {
        let at = if led { self.skip(at, &[Word::Around]) } else { at };
        let plain = |time, next| Some(Point { time, next, is_plain: true, open_hour: None });
        match self.kind(at) {
            Kind::Clock { time, weak } if !weak || led || attached => Some(Point { time, next: at + 1, is_plain: !weak, open_hour: None }),
            Kind::Word(Word::Noon) => plain(clock(12, 0)?, at + 1),
            Kind::Word(Word::Midnight) => plain(clock(0, 0)?, at + 1),
            Kind::Word(Word::Half) if led || attached || self.is(at + 1, Word::After) => {
                let hour_at = self.skip(at + 1, &[Word::After]);
                let hour = self.hour(hour_at)?;
                Some(Point { time: clock(likely_hour(hour), 30)?, next: self.after_hour(hour_at + 1), is_plain: false, open_hour: None })
            }
            Kind::Word(Word::A) if self.is(at + 1, Word::Quarter) => self.point(at + 1, led, attached),
            Kind::Word(Word::Quarter) => {
                let hour = likely_hour(self.hour(at + 2)?);
                let time = match self.word(at + 1) {
                    Word::After => clock(hour, 15)?,
                    Word::To => clock(hour.checked_sub(1)?, 45)?,
                    _ => return None,
                };
                Some(Point { time, next: self.after_hour(at + 3), is_plain: false, open_hour: None })
            }
            Kind::Dots { first: hour, second: minute, digits: 2, closed: false, year: None } if led || attached => {
                // “at 9.30” is a time by itself, “at 1.12” could be a version.
                let is_plain = minute % 15 == 0 && at > 0 && self.is(at - 1, Word::At);
                Some(Point { time: clock(likely_hour(hour), minute)?, next: at + 1, is_plain, open_hour: None })
            }
            Kind::Number(_) | Kind::Word(Word::Count(_)) => {
                let hour = self.hour(at)?;
                let next = self.after_hour(at + 1);
                let is_oclock = next > at + 1;
                let is_range = self.separator(next, false).is_some_and(|separator| separator.is_range);
                let fits = is_oclock || led && !self.counts_things(next) || is_range;
                let is_word = matches!(self.kind(at), Kind::Word(_));
                (fits && !(is_word && !is_oclock && !self.may_follow(next))).then_some(Point {
                    time: clock(likely_hour(hour), 0)?,
                    next,
                    is_plain: is_oclock,
                    open_hour: Some(hour),
                })
            }
            _ => None,
        }
    }

    fn hour(&self, at: usize) -> Option<u32> {
        match self.kind(at) {
            Kind::Number(hour @ 0..=24) => Some(hour),
            Kind::Word(Word::Count(hour)) => Some(hour),
            _ => None,
        }
    }

    /// Past `o'clock` and `-ish`.
    fn after_hour(&self, at: usize) -> usize {
        if self.is_mark(at, '-') && self.source(at + 1) == "ish" {
            return at + 2;
        }
        self.skip(at, &[Word::Oclock])
    }

    /// A time zone at `at`: `MT`, `(UTC+1)`, `Eastern`, `Denver time`, `your time`, `your end`.
    pub(super) fn zone(&self, at: usize) -> Option<(TextRange, usize)> {
        let opened = self.is_mark(at, '(');
        let start = if opened { at + 1 } else { self.skip_mark(at, ',') };
        let start = self.skip(start, &[Word::In]);
        let mut end = match self.word(start) {
            Word::Zone => self.skip(self.after_offset(start + 1), &[Word::Time]),
            Word::ZoneName if self.is_capital(start) => self.skip(start + 1, &[Word::Time]),
            Word::Whose if self.is(start + 1, Word::Time) || matches!(self.source(start + 1), "end" | "side") => start + 2,
            Word::Whose if self.is(start + 1, Word::Local) && self.is(start + 2, Word::Time) => start + 3,
            Word::Local if self.is(start + 1, Word::Time) => start + 2,
            // A city, of one word or two.
            Word::Other if self.is_capital(start) && self.is(start + 1, Word::Time) => start + 2,
            Word::Other if self.is_capital(start) && self.is_capital(start + 1) && self.is(start + 2, Word::Time) => start + 3,
            Word::Other if start == at && self.is_capital(start) && self.ends_here(start + 1) => start + 1,
            _ => return self.offset_zone(start),
        };
        let range = self.range(start, end);
        if opened {
            end = self.skip_mark(end, ')');
        }
        Some((range, end))
    }

    /// Whether the clause ends at `at`, so that a name before it may be that of a place.
    fn ends_here(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Break | Kind::Mark('.' | '?' | '!' | ',' | ';' | ')')) || matches!(self.word(at), Word::Or)
    }

    /// Past `+1` after `UTC`.
    fn after_offset(&self, at: usize) -> usize {
        let signed = self.kind(at) == Kind::Other && self.source(at).starts_with('+');
        let spelled = (self.is_mark(at, '-') || self.is_mark(at, '−')) && matches!(self.kind(at + 1), Kind::Number(0..=14));
        at + usize::from(signed) + 2 * usize::from(spelled && self.tokens.get(at).is_some_and(|mark| !mark.spaced))
    }

    /// `+01:00` or `Z`, as after an ISO time.
    fn offset_zone(&self, at: usize) -> Option<(TextRange, usize)> {
        let is_offset =
            self.kind(at) == Kind::Other && self.source(at).starts_with('+') && !self.tokens.get(at).is_some_and(|token| token.spaced);
        is_offset.then(|| (self.range(at, at + 1), at + 1))
    }
}

/// The first time of a range, its open half of the day taken from the second: `10-11 am`, `9-5`.
fn opening(first: Point, last: NaiveTime) -> NaiveTime {
    let Some(hour) = first.open_hour else {
        return first.time;
    };
    let later = if hour < 12 { hour + 12 } else { hour };
    let hour = if later < last.hour() || later == last.hour() && last.minute() > 0 { later } else { hour };
    clock(hour, 0).unwrap_or(first.time)
}
