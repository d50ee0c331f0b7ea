//! The days meant in some ninety sentences of all kinds.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::calendar::slot::find::slots;
use crate::calendar::slot::model::{DateOrder, Slot, SlotContext, SlotKind};

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
