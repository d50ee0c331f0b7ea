//! The tokens of one text, and small questions about them that every part of the grammar asks.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::date::days_after;
use crate::calendar::slot::model::{Mismatch, SlotKind, SlotTime};
use crate::calendar::slot::tokens::{Kind, Token};
use crate::calendar::slot::vocabulary::Word;
use crate::text::range::TextRange;

/// A text cut into tokens, and what its dates are reckoned from.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(super) today: NaiveDate,
    /// Whether `2/12` is 2 December.
    pub(super) day_first: bool,
    /// The day named last, for `the day after`.
    pub(super) previous: Option<NaiveDate>,
}

/// One day or span that was read.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) range: TextRange,
    pub(super) days: Vec<NaiveDate>,
    /// The last day on which it is not over; nothing where it never is.
    pub(super) until: Option<NaiveDate>,
    pub(super) kind: SlotKind,
    pub(super) mismatch: Option<Mismatch>,
    /// The part of the day, where it is one word with the days (`any evening`).
    pub(super) time: Option<SlotTime>,
    /// A weekday with nothing that says in which week it is.
    pub(super) is_bare: bool,
}

impl Item {
    pub(super) fn day(range: TextRange, date: NaiveDate, kind: SlotKind) -> Self {
        Self { range, days: vec![date], until: Some(date), kind, mismatch: None, time: None, is_bare: false }
    }

    /// All days from `first` to `last`.
    pub(super) fn span(range: TextRange, first: NaiveDate, last: NaiveDate) -> Self {
        /// No offer reaches further; it keeps a slip in a year from filling the memory.
        const LONGEST_DAYS: usize = 100;
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).take(LONGEST_DAYS).collect();
        Self { range, days, until: Some(last), kind: SlotKind::Span, mismatch: None, time: None, is_bare: false }
    }

    pub(super) fn vague(range: TextRange) -> Self {
        Self { range, days: Vec::new(), until: None, kind: SlotKind::Vague, mismatch: None, time: None, is_bare: false }
    }
}

/// What was read, and the token after it.
pub(super) struct Found {
    pub(super) items: Vec<Item>,
    pub(super) next: usize,
}

impl Found {
    pub(super) fn one(item: Item, next: usize) -> Self {
        Self { items: vec![item], next }
    }
}

/// What joins two days: how many tokens it takes, and whether all days between are meant.
#[derive(Clone, Copy)]
pub(super) struct Separator {
    pub(super) length: usize,
    pub(super) is_range: bool,
    pub(super) is_comma: bool,
}

impl Reader<'_> {
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Break, |token| token.kind)
    }

    /// The word at `at`; [`Word::Other`] for anything that is no word.
    pub(super) fn word(&self, at: usize) -> Word {
        match self.kind(at) {
            Kind::Word(word) => word,
            _ => Word::Other,
        }
    }

    pub(super) fn is(&self, at: usize, word: Word) -> bool {
        self.word(at) == word
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The token after `at` where one of `words` stands there, else `at`.
    pub(super) fn skip(&self, at: usize, words: &[Word]) -> usize {
        at + usize::from(words.contains(&self.word(at)))
    }

    pub(super) fn skip_mark(&self, at: usize, mark: char) -> usize {
        at + usize::from(self.is_mark(at, mark))
    }

    /// The bytes from the token `from` up to the token `to`, which is not included.
    pub(super) fn range(&self, from: usize, to: usize) -> TextRange {
        match (self.tokens.get(from), self.tokens.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) if from < to => first.range.join(last.range),
            _ => TextRange::default(),
        }
    }

    pub(super) fn source(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.range.of(self.text))
    }

    pub(super) fn separator(&self, at: usize, between: bool) -> Option<Separator> {
        let found = |length, is_range| Some(Separator { length, is_range, is_comma: false });
        match self.kind(at) {
            Kind::Mark(',') if matches!(self.word(at + 1), Word::Or | Word::And) => found(2, false),
            Kind::Mark(',') => Some(Separator { length: 1, is_range: false, is_comma: true }),
            Kind::Mark('&' | '/') => found(1, false),
            Kind::Mark('-' | '–' | '—' | '−') => found(1, true),
            Kind::Word(Word::And) => found(1, between),
            Kind::Word(Word::Or) if self.is(at + 1, Word::Pick) => found(2, false),
            Kind::Word(Word::Or) => found(1, false),
            Kind::Word(Word::To | Word::Through) => found(1, true),
            _ => None,
        }
    }

    /// Whether what stands at `at` may follow a date that is only `the 7th`, so that it is not `the 7th floor`.
    pub(super) fn may_follow(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Mark('-' | '–') => self.tokens.get(at).is_some_and(|token| token.spaced),
            Kind::Mark(_) | Kind::Break | Kind::Clock { .. } => true,
            Kind::Word(word) => !matches!(
                word,
                Word::Other
                    | Word::Of
                    | Word::Week
                    | Word::Weekend
                    | Word::Day
                    | Word::Weekday { .. }
                    | Word::Unit(_)
                    | Word::Month(_)
                    | Word::Time
                    | Word::The
                    | Word::A
                    | Word::Nth(_)
                    | Word::Count(_)
                    | Word::Quarter
            ),
            _ => false,
        }
    }

    /// Whether a number before `at` counts something: `3 weeks`, `4 companies`.
    pub(super) fn counts_things(&self, at: usize) -> bool {
        const SINGULAR: [&str; 8] = ["people", "minute", "hour", "min", "per", "percent", "more", "other"];
        match self.word(at) {
            Word::Unit(_) | Word::Day | Word::Week | Word::Weekend => true,
            Word::Other => {
                let word = self.source(at);
                !self.is_capital(at) && (word.len() > 2 && word.ends_with('s') || SINGULAR.contains(&word))
            }
            _ => self.is_mark(at, '%'),
        }
    }

    pub(super) fn monday(&self, weeks: i64) -> NaiveDate {
        monday_of(days_after(self.today, weeks * 7))
    }

    /// The first `day` after `date`.
    pub(super) fn first_after(date: NaiveDate, day: Weekday) -> NaiveDate {
        days_after(date, 7 - i64::from(date.weekday().days_since(day)))
    }

    /// The last `day` before `date`.
    pub(super) fn last_before(date: NaiveDate, day: Weekday) -> NaiveDate {
        let back = i64::from(date.weekday().days_since(day));
        days_after(date, if back == 0 { -7 } else { -back })
    }
}

pub(super) fn monday_of(date: NaiveDate) -> NaiveDate {
    days_after(date, -i64::from(date.weekday().num_days_from_monday()))
}
