//! Hover in the text of a message: the days that its words mean, and what the sentence does among the others.

use crate::ide::anatomy::parts;
use crate::ide::dates::date_words;
use crate::ide::hover::{Hover, message_line};
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// More days than this are told by the first and the last.
const MOST_DAYS: usize = 3;

/// What there is to tell about a place in a message's own words; none outside of them.
#[must_use]
pub fn message_hover(snapshot: &Snapshot, id: NoteId, offset: usize) -> Option<Hover> {
    let note = snapshot.get(id)?;
    let message = note.outreach()?;
    let anatomy = snapshot.anatomy(id)?;
    let slots = anatomy.offers.iter().map(|offer| &offer.slot).filter(|slot| !slot.days.is_empty());
    if let Some(slot) = slots.filter(|slot| slot.range.touches(offset)).min_by_key(|slot| slot.range.len()) {
        let words = |day| date_words(day, snapshot.today());
        let text = match slot.days.as_slice() {
            [first, .., last] if MOST_DAYS < slot.days.len() => format!("{} to\n\n{}", words(*first), words(*last)),
            days => days.iter().map(|day| words(*day)).collect::<Vec<_>>().join("\n\n"),
        };
        return Some(Hover { range: slot.range, text });
    }
    let parts = parts(snapshot, id, note);
    let here =
        parts.iter().position(|part| part.range.contains(offset)).or_else(|| parts.iter().position(|part| part.range.touches(offset)))?;
    let names: Vec<String> =
        parts.iter().enumerate().map(|(at, part)| if at == here { format!("**{}**", part.name) } else { part.name.to_owned() }).collect();
    Some(Hover { range: parts[here].range, text: format!("{}\n\n{}", names.join(" · "), message_line(snapshot, note, message)) })
}

#[cfg(test)]
mod tests {
    use super::message_hover;
    use crate::testing::at_cursor;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let (snapshot, id, offset) = at_cursor(&format!("//- outreach/2026-11-23-ada.md\n---\nto: Ada\n---\n{words}"));
        let text = message_hover(&snapshot, id, offset).map_or("(nothing)".into(), |it| it.text);
        assert_eq!(text, expected);
    }

    #[test]
    fn a_day_in_words_is_told_as_a_date() {
        check("Hi Ada,\n\nWould Tues$0day at 4pm suit you?\n", "Tuesday 24 November 2026, tomorrow");
        check(
            "Hi Ada,\n\nWould some day ne$0xt week suit you?\n",
            "Monday 30 November 2026, in 7 days to\n\nFriday 4 December 2026, in 11 days",
        );
    }

    #[test]
    fn a_sentence_is_told_among_the_others() {
        check(
            "Hi Ada,\n\nI'm Sam, a for$0mer line cook now studying back-end development.\n\nWould you have 30 minutes for a call on Tuesday?\n\nThanks,\nSam\n",
            "greeting · **intro** · ask · sign-off\n\n**draft** · 24 words",
        );
        check("Hi Ada,$0\n\n## Notes\nx\n", "**greeting**\n\n**draft** · 2 words");
        check("Hi Ada,\n\n## Notes\nTuesday$0\n", "(nothing)");
    }
}
