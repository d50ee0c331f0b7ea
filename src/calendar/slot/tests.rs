//! What is found in texts: first in some ninety labelled sentences, then form by form.

use chrono::NaiveDate;
use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};

use crate::calendar::date::{iso_date, short_date};
use crate::calendar::slot::find::slots;
use crate::calendar::slot::model::{DateOrder, Slot, SlotContext, SlotKind, TimeSpan};

const SENTENCES: &str = include_str!("../../../tests/data/slots.jsonl");

/// The share of the sentences in which exactly the days meant are found. Raise it when reading gets better.
const SHARE_REACHED: f64 = 0.98;

fn days_offered(text: &str) -> Vec<NaiveDate> {
    let context = SlotContext { today: iso_date("2026-11-23").unwrap(), order: DateOrder::WhicheverFits };
    let offered = |slot: &Slot| slot.kind != SlotKind::LookingBack && !slot.excluded;
    let mut days: Vec<NaiveDate> = slots(text, &context).into_iter().filter(offered).flat_map(|slot| slot.days).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[test]
fn the_days_meant_are_found_in_labelled_sentences() {
    let mut misses = Vec::new();
    for line in SENTENCES.lines() {
        let sentence: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = sentence["text"].as_str().unwrap();
        let expected: Vec<NaiveDate> = sentence["dates"].as_array().unwrap().iter().filter_map(|date| iso_date(date.as_str()?)).collect();
        let found = days_offered(text);
        if found != expected {
            misses.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    let count = SENTENCES.lines().count();
    let share = (count - misses.len()) as f64 / count as f64;
    assert!(share >= SHARE_REACHED, "{share:.3} of {count} sentences, fewer than {SHARE_REACHED}; missed:\n{}", misses.join("\n"));
}

/// Each slot as one line: its words, its days (the first and last of several), its time, its zone, and what else there is to say.
fn shown(text: &str, order: DateOrder) -> Vec<String> {
    let context = SlotContext { today: iso_date("2026-11-23").unwrap(), order };
    slots(text, &context).into_iter().map(|slot| line(text, &slot)).collect()
}

fn line(text: &str, slot: &Slot) -> String {
    let mut line = slot.range.of(text).to_owned();
    match slot.days[..] {
        [] => {}
        [day] => line += &format!(" = {}", short_date(day)),
        [first, .., last] => line += &format!(" = {} to {}", short_date(first), short_date(last)),
    }
    if let Some(time) = slot.time {
        line += &match time.span {
            TimeSpan::At(time) => format!(", at {}", time.format("%H:%M")),
            TimeSpan::Between(first, last) => format!(", {} to {}", first.format("%H:%M"), last.format("%H:%M")),
            TimeSpan::After(time) => format!(", after {}", time.format("%H:%M")),
            TimeSpan::Before(time) => format!(", before {}", time.format("%H:%M")),
            TimeSpan::Part(part) => format!(", {part:?}"),
        };
    }
    if let Some(zone) = slot.zone {
        line += &format!(" in {}", zone.of(text));
    }
    match slot.kind {
        SlotKind::Vague | SlotKind::Time | SlotKind::BookingLink | SlotKind::LookingBack => line += &format!(" ({:?})", slot.kind),
        SlotKind::Date | SlotKind::Weekday | SlotKind::Relative | SlotKind::Span => {}
    }
    if let Some(mismatch) = slot.mismatch {
        line += &format!("; {} is a {}, nearest {}", short_date(mismatch.date), mismatch.actual, short_date(mismatch.nearest));
    }
    line + if slot.past { "; past" } else { "" } + if slot.excluded { "; excluded" } else { "" }
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, DateOrder::WhicheverFits), expected, "{text}");
}

#[test]
fn a_date_takes_its_weekday_and_its_time_along() {
    check("Could we talk on Tuesday 1 December at 4pm?", &["Tuesday 1 December at 4pm = Tue 1 Dec, at 16:00"]);
    check("Tues 12/1?", &["Tues 12/1 = Tue 1 Dec"]);
    check(
        "1 Dec at 16:00 or Dec. 4, 2026 at noon",
        &["1 Dec at 16:00 = Tue 1 Dec, at 16:00", "Dec. 4, 2026 at noon = Fri 4 Dec, at 12:00"],
    );
    check("2026-12-01", &["2026-12-01 = Tue 1 Dec"]);
    check("I could do 1.12. at 14h.", &["1.12. at 14h = Tue 1 Dec, at 14:00"]);
    check("Let's say next Wednesday, 8.45.", &["next Wednesday, 8.45 = Wed 2 Dec, at 08:45"]);
}

#[test]
fn alternatives_share_their_month_and_their_time() {
    check("Dec 1st or 3rd", &["Dec 1st = Tue 1 Dec", "3rd = Thu 3 Dec"]);
    check("25 or 26 November, teatime", &["25 = Wed 25 Nov, Afternoon", "26 November, teatime = Thu 26 Nov, Afternoon"]);
    check("3, 4 or 7 Dec", &["3 = Thu 3 Dec", "4 = Fri 4 Dec", "7 Dec = Mon 7 Dec"]);
    check("Thursday or Friday afternoon", &["Thursday = Thu 26 Nov, Afternoon", "Friday afternoon = Fri 27 Nov, Afternoon"]);
    check(
        "Tuesday 1 December or Thursday 3 December, after 4 pm MT",
        &["Tuesday 1 December = Tue 1 Dec, after 16:00 in MT", "Thursday 3 December, after 4 pm MT = Thu 3 Dec, after 16:00 in MT"],
    );
    check("Tue 1 or Wed 2 December", &["Tue 1 = Tue 1 Dec", "Wed 2 December = Wed 2 Dec"]);
}

#[test]
fn spans_hold_all_their_days() {
    check("between Tue and Thu", &["Tue and Thu = Tue 24 Nov to Thu 26 Nov"]);
    check("from 7 to 11 December", &["7 to 11 December = Mon 7 Dec to Fri 11 Dec"]);
    check("between Tuesday 1 December and Friday", &["Tuesday 1 December and Friday = Tue 1 Dec to Fri 4 Dec"]);
    check("the week of the 7th", &["the week of the 7th = Mon 7 Dec to Fri 11 Dec"]);
    check("back half of December", &["back half of December = Wed 16 Dec to Thu 31 Dec"]);
    check("this weekend", &["this weekend = Sat 28 Nov to Sun 29 Nov"]);
    check("mornings next week", &["mornings next week = Mon 30 Nov to Fri 4 Dec, Morning"]);
    check("early next month", &["early next month = Tue 1 Dec to Thu 10 Dec"]);
    check("the week after next", &["the week after next = Mon 7 Dec to Fri 11 Dec"]);
}

#[test]
fn days_may_be_named_from_other_days() {
    check("tomorrow lunch", &["tomorrow lunch = Tue 24 Nov, Lunch"]);
    check("in a fortnight", &["in a fortnight = Mon 7 Dec"]);
    check("1 December, or the day after", &["1 December = Tue 1 Dec", "the day after = Wed 2 Dec"]);
    check("the first Monday of the month", &["the first Monday of the month = Mon 7 Dec"]);
    check("a week on Thursday, or Friday week", &["a week on Thursday = Thu 3 Dec", "Friday week = Fri 4 Dec"]);
    check("after my shift on Thursday, around half three", &["Thursday, around half three = Thu 26 Nov, at 15:30"]);
}

#[test]
fn a_week_is_narrowed_by_the_days_picked_out_of_it() {
    check("next week, Tuesday or Thursday", &["next week, Tuesday = Tue 1 Dec", "Thursday = Thu 3 Dec"]);
    check("Tuesday or Thursday of next week", &["Tuesday = Tue 1 Dec", "Thursday = Thu 3 Dec"]);
    check("I'm away next week, so would Thursday do?", &["next week = Mon 30 Nov to Fri 4 Dec", "Thursday = Thu 26 Nov"]);
}

#[test]
fn vague_offers_have_no_days() {
    check("any weekday after 4", &["any weekday after 4, after 16:00 (Vague)"]);
    check("I'm free on Tuesdays and Thursdays.", &["Tuesdays (Vague)", "Thursdays (Vague)"]);
    check("Could we talk after 5pm MT?", &["after 5pm MT, after 17:00 in MT (Time)"]);
}

#[test]
fn a_page_to_pick_a_time_on_is_a_booking_link() {
    for link in ["https://calendly.example/sam", "cal.example/sam", "https://sam.example/book", "www.sam.example/schedule?for=you"] {
        check(&format!("Pick a time: {link}."), &[&format!("{link} (BookingLink)")]);
    }
    for page in
        ["https://doc.rust.example/book/ch01", "https://sam.example/blog/calendars", "sam@book.example", "https://meet.google.example/abc"]
    {
        check(&format!("See {page}."), &[]);
    }
}

#[test]
fn a_weekday_that_is_not_its_date_is_told() {
    check("Thursday 1 December 2026", &["Thursday 1 December 2026 = Tue 1 Dec; Tue 1 Dec is a Tue, nearest Thu 3 Dec"]);
    check("Friday the 3rd of December", &["Friday the 3rd of December = Thu 3 Dec; Thu 3 Dec is a Thu, nearest Fri 4 Dec"]);
    check("the 1st of December (a Wednesday)", &["the 1st of December (a Wednesday) = Tue 1 Dec; Tue 1 Dec is a Tue, nearest Wed 2 Dec"]);
    check("Monday 2026-12-01", &["Monday 2026-12-01 = Tue 1 Dec; Tue 1 Dec is a Tue, nearest Mon 30 Nov"]);
}

#[test]
fn a_mismatch_says_where_weekday_and_number_stand() {
    let text = "Would Thursday 1 December do?";
    let context = SlotContext { today: iso_date("2026-11-23").unwrap(), order: DateOrder::WhicheverFits };
    let mismatch = slots(text, &context)[0].mismatch.unwrap();
    let words = [mismatch.range, mismatch.weekday_range, mismatch.day_range].map(|range| range.of(text));
    assert_eq!(words, ["Thursday 1 December", "Thursday", "1"]);
}

#[test]
fn a_day_of_the_month_is_the_one_that_fits_its_weekday() {
    check(
        "Saturday 5 December at 7 pm or Sunday 6 at 8 pm",
        &["Saturday 5 December at 7 pm = Sat 5 Dec, at 19:00", "Sunday 6 at 8 pm = Sun 6 Dec, at 20:00"],
    );
    check("Thursday 4 or so", &["Thursday = Thu 26 Nov"]);
    check("Tuesday the 8th", &["Tuesday the 8th = Tue 8 Dec"]);
    check("We met on Monday the 9th.", &["Monday the 9th = Mon 9 Nov; past"]);
    check("Coffee on the 3rd?", &["the 3rd = Thu 3 Dec"]);
}

#[test]
fn dates_in_figures_are_read_as_the_weekdays_say() {
    check("Tues 1/12 or Weds 2/12", &["Tues 1/12 = Tue 1 Dec", "Weds 2/12 = Wed 2 Dec"]);
    check("Tue 12/2", &["Tue 12/2 = Wed 2 Dec; Wed 2 Dec is a Wed, nearest Tue 1 Dec"]);
    check("12/1 works", &["12/1 = Tue 1 Dec"]);
    check("25/11 or 1/12", &["25/11 = Wed 25 Nov", "1/12 = Tue 1 Dec"]);
    assert_eq!(shown("12/1", DateOrder::DayFirst), ["12/1 = Tue 12 Jan"]);
    assert_eq!(shown("5/12", DateOrder::MonthFirst), ["5/12 = Wed 12 May"]);
}

#[test]
fn what_is_over_is_past() {
    check("On 3 November 2026 you streamed.", &["3 November 2026 = Tue 3 Nov; past"]);
    check("I wrote last Thursday.", &["last Thursday = Thu 19 Nov (LookingBack); past"]);
    check("the week of 16 November", &["the week of 16 November = Mon 16 Nov to Fri 20 Nov; past"]);
    check("It has rained since Thursday.", &["Thursday = Thu 19 Nov (LookingBack); past"]);
    check("today", &["today = Mon 23 Nov"]);
}

#[test]
fn what_is_taken_out_is_marked() {
    check("any evening but Friday", &["any evening, Evening (Vague)", "Friday = Fri 27 Nov; excluded"]);
    check("Not the 15th: could it be the 16th?", &["the 15th = Tue 15 Dec; excluded", "the 16th = Wed 16 Dec"]);
    check("I can't do Thursday.", &["Thursday = Thu 26 Nov; excluded"]);
}

#[test]
fn a_date_is_not_said_twice() {
    check("Thursday's good, 12/3.", &["12/3 = Thu 3 Dec"]);
    check("Thursday, or Thursday 3 December", &["Thursday = Thu 26 Nov", "Thursday 3 December = Thu 3 Dec"]);
}

#[test]
fn numbers_versions_and_names_are_no_dates() {
    for text in [
        "Your release 1.12 ended the crash.",
        "We read 1/2 of it, and v1.12.3 too.",
        "I met 12 people on the 2nd floor in the 1st week.",
        "Sat through your talk, sun in my eyes; may I ask more?",
        "You march on, and I may 3 times over.",
        "Black Friday is mad.",
        "Your Thursday reading group and Monday's stand-up",
        "I did 24/7 shifts and 20 or 30 minutes of it",
        "In week 4 of the course we learned hooks.",
        "Happy New Year and Merry Christmas!",
        "Good luck with the Christmas rush.",
        "Call 303-555-0148 or see #12/1.",
    ] {
        check(text, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_does_harm(words in prop::collection::vec(prop::sample::select(PIECES), 0..14), far in 0..3usize) {
        let text = words.concat();
        let today = [iso_date("2026-11-23").unwrap(), NaiveDate::MIN, NaiveDate::MAX][far];
        for slot in slots(&text, &SlotContext { today, order: DateOrder::WhicheverFits }) {
            prop_assert!(!slot.range.of(&text).is_empty(), "{text:?}");
            prop_assert!(slot.days.is_sorted(), "{text:?}");
        }
    }
}

const PIECES: &[&str] = &[
    "Tuesday ",
    "Thu",
    " ",
    ", ",
    "or ",
    "and ",
    "between ",
    "from ",
    "to ",
    "-",
    "(",
    ")",
    "the ",
    "31",
    "1st ",
    "2 ",
    "12/1",
    "29/2",
    "30.2.",
    "Dec ",
    "Feb. ",
    "9999 ",
    "2026",
    "next ",
    "last ",
    "week ",
    "of ",
    "after ",
    "before ",
    "the day ",
    "first ",
    "fifth ",
    "Monday ",
    "month ",
    "a ",
    "in ",
    "weekend ",
    "Christmas ",
    "New Year's ",
    "Eve ",
    "any ",
    "evening",
    "mornings ",
    "4pm",
    " 25:99",
    "14h",
    "half ",
    "quarter to ",
    "0 ",
    "é",
    "’s ",
    "\n\n",
    "KW ",
    "99",
    "https://cal.example/x",
    "999999999 ",
    "days ago ",
    "later ",
    "same day ",
    "fortnight ",
    "UTC",
    "+1 ",
    "now ",
    "until ",
    "early ",
    "2026-02-30",
    "0001-01-01",
    "mid-",
    "end of ",
    "@",
];
