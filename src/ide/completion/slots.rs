//! Days and times to offer in a message's ask: “Tuesday 1 December at 4pm”, from today on.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::date::{days_after, distance, month_long, weekday_long};
use crate::calendar::slot::{SlotContext, slots as slots_in};
use crate::ide::completion::item::{Completion, Item, ItemKind};
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::text::range::TextRange;
use crate::text::sentences::sentences;
use crate::workspace::snapshot::Snapshot;

/// Words by which a sentence asks for time.
const ASKING: &[&str] = &["would", "could", "can", "free", "available", "meet", "coffee", "minutes", "either", "suit", "suits"];

/// Words that a slot follows.
const LEADING: &[&str] = &["on", "or", "either", "say", "like", "maybe", "perhaps", "about", "next", "this", "before", "from"];

/// Slots for the word being typed behind `before`; none where the sentence asks for no time, or a word begins that is no day.
#[must_use]
pub fn slots(snapshot: &Snapshot, note: &Note, before: &str, replace: TextRange, is_wished: bool) -> Completion {
    let Some(message) = note.outreach().filter(|message| message.status == Status::Draft) else { return Completion::default() };
    let typed = replace.of(&note.text).to_lowercase();
    let sentence = sentences(before).last().map_or("", |range| &before[range.start()..]).to_lowercase();
    let words: Vec<&str> = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let asks = words.iter().any(|word| ASKING.contains(word));
    let is_over = sentence.trim_end().ends_with(['.', '!', '?']);
    let leads = words.last().is_some_and(|word| LEADING.contains(word)) || sentence.trim_end().ends_with(',');
    let begins = if typed.is_empty() { leads || is_wished } else { is_day_word(&typed) };
    if !asks || is_over || !begins {
        return Completion::default();
    }
    let own = message.own_words(&note.text, &note.markdown);
    let context = SlotContext { today: snapshot.today(), order: snapshot.settings().outreach.date_order };
    let offered: Vec<NaiveDate> = slots_in(&own, &context).into_iter().flat_map(|slot| slot.days).collect();
    let days = next_days(snapshot.today()).into_iter().filter(|day| !offered.contains(day));
    let times = [" at 4pm", " before noon", " after 5pm"];
    let items = days.flat_map(|day| {
        let words = day_words(day);
        times.map(|time| Item::new(format!("{words}{time}"), ItemKind::Date, replace).beside(distance(day, snapshot.today())))
    });
    Completion::whole(items.collect())
}

/// Whether a word may become a weekday or “tomorrow”.
fn is_day_word(typed: &str) -> bool {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri].map(|day| weekday_long(day).to_lowercase());
    days.iter().any(|day| day.starts_with(typed))
}

/// The working days of the next two weeks, from the day after tomorrow on: a message wants a day to be read.
fn next_days(today: NaiveDate) -> Vec<NaiveDate> {
    let days = (2..=14).map(|days| days_after(today, days));
    days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).collect()
}

/// `Tuesday 1 December`.
fn day_words(day: NaiveDate) -> String {
    format!("{} {} {}", weekday_long(day.weekday()), day.day(), month_long(day.month()))
}
