//! What several checks on messages word alike: quoting, weighing doubt, days that could be offered.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::calendar::date::{month_long, weekday_long};
use crate::checks::check::{Finding, Fix, MessageContext, Severity};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety, surety};
use crate::prose::cue_table::Cue;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

/// The words at a range as one quotes them: on one line, and no longer than one takes in at a glance.
pub fn quoted(ctx: &MessageContext<'_>, range: TextRange) -> String {
    const LONGEST: usize = 72;
    let words = ctx.of(range).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_end_matches([',', ';', ':']);
    if words.chars().count() <= LONGEST {
        return format!("“{words}”");
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("“{cut} …”")
}

/// A finding as sure as its evidence: what is only likely stands a level lower than `severity`, what is possible two levels lower and is
/// asked rather than said.
pub fn weighed(range: TextRange, surety: Surety, severity: Severity, said: String, asked: String, help: &str) -> Finding {
    match surety {
        Surety::Certain => Finding::new(range, said, help).at(severity),
        Surety::Likely => Finding::new(range, said, help).at(severity.lower()),
        Surety::Possible => Finding::new(range, asked, help).at(severity.lower().lower()),
    }
}

/// Two pairs of days of next week or the one after, as one would offer them; busy days of a holiday are passed over.
pub fn pairs_of_days(ctx: &MessageContext<'_>) -> Vec<(NaiveDate, NaiveDate)> {
    let today = ctx.snapshot.today();
    let next_monday = today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()));
    let day = |weeks: u64, weekday: Weekday| next_monday + Days::new(weeks * 7 + u64::from(weekday.num_days_from_monday()));
    let free = |date: NaiveDate| !ctx.snapshot.settings().is_away(date);
    let pairs =
        (0..3).flat_map(|week| [(day(week, Weekday::Tue), day(week, Weekday::Thu)), (day(week, Weekday::Wed), day(week, Weekday::Fri))]);
    pairs.filter(|(one, other)| free(*one) && free(*other)).take(2).collect()
}

/// “Tuesday 1 December”, or “Tuesday, December 1” where the journal writes the month first.
pub fn day_in_words(date: NaiveDate) -> String {
    format!("{} {} {}", weekday_long(date.weekday()), date.day(), month_long(date.month()))
}

/// Fixes that add a sentence with two days after `sentence`, worded with `before` and `after`.
pub fn offering_days(ctx: &MessageContext<'_>, sentence: TextRange, before: &str, after: &str) -> Vec<Fix> {
    let pairs = pairs_of_days(ctx).into_iter();
    pairs
        .map(|(one, other)| {
            let days = format!("{} or {}", day_in_words(one), day_in_words(other));
            Fix::edits(format!("Offer {days}"), vec![TextEdit::insert(sentence.end(), format!(" {before}{days}{after}"))])
        })
        .collect()
}

/// What a check on wording listens to: an act of the classifier, a cue beside it, and how much of a score it takes in either case.
pub struct Wording {
    /// What a sentence does that words it so.
    pub act: Act,
    /// The phrases that nearly always do it.
    pub cue: Cue,
    /// The least scores for possible, likely and certain in a sentence that holds such a phrase.
    pub with_cue: [f32; 3],
    /// The same in a sentence that holds none.
    pub alone: [f32; 3],
}

/// Whether words speak of an offer that was made: “for offering to introduce me”, “as you offered”. A job offer is none.
pub fn speaks_of_an_offer(ctx: &MessageContext<'_>, range: TextRange) -> bool {
    let words = &ctx.anatomy.words;
    words.iter().enumerate().any(|(at, word)| {
        let of_a_job = at.checked_sub(1).is_some_and(|before| matches!(words[before].folded.as_str(), "job" | "an" | "any"));
        range.covers(word.range) && word.folded.starts_with("offer") && !of_a_job
    })
}

/// Words that a check heard.
#[derive(Clone, Copy)]
pub struct Heard {
    /// The phrase, or the whole sentence where no phrase stands out.
    pub range: TextRange,
    /// How sure it is.
    pub surety: Surety,
    /// The score of their sentence, 0 to 1.
    pub score: f32,
}

impl Wording {
    /// What one sentence says, its score being `score`.
    pub fn heard_at(&self, ctx: &MessageContext<'_>, sentence: &Sentence, score: f32) -> Option<Heard> {
        let hit = sentence.cues.iter().find(|hit| hit.cue == self.cue);
        let [possible, likely, certain] = if hit.is_some() { self.with_cue } else { self.alone };
        let surety = surety(score, possible, likely, certain)?;
        Some(Heard { range: hit.map_or(sentence.range, |hit| ctx.anatomy.range_of(hit)), surety, score })
    }

    /// The surest words of the message.
    pub fn surest(&self, ctx: &MessageContext<'_>) -> Option<Heard> {
        let heard = ctx.anatomy.sentences.iter().filter_map(|sentence| self.heard_at(ctx, sentence, sentence.score(self.act)));
        surest(heard)
    }
}

/// The surest of what was heard; of equals the first.
pub fn surest(heard: impl Iterator<Item = Heard>) -> Option<Heard> {
    heard.reduce(|best, other| if (best.surety, best.score) < (other.surety, other.score) { other } else { best })
}
