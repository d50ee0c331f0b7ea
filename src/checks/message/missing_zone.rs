//! `missing-zone`: a clock time without a time zone, to somebody in another one.

use crate::calendar::slot::TimeSpan;
use chrono::{NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Offer, Sentence};
use crate::prose::cue_table::Cue;
use crate::prose::places::are_apart;
use crate::prose::words::Word;
use crate::text::fuzzy::fold;

check! {
    /// A clock time has no time zone, and theirs is not yours.
    ///
    /// ## Why it matters
    /// 4 pm is not 4 pm for both of you. A zone saves a mail, or a missed call.
    ///
    /// ## Instead of
    /// > //- journal.toml
    /// > timezone = "America/Denver"
    /// > //- contacts/joao-reis.md
    /// > ---
    /// > timezone: Europe/Lisbon
    /// > ---
    /// > //- outreach/2026-11-23-joao-reis.md
    /// > ---
    /// > to: Joao Reis
    /// > ---
    /// > Hi Joao, could we talk by phone for 20 minutes on Tuesday at 4 pm or Thursday at 5 pm?
    ///
    /// > Hi Ada, I'm in Leeds and you're in Austin: would 20 minutes on Tuesday at 4 pm or Thursday at 5 pm suit you for a call?
    ///
    /// ## Try
    /// > //- journal.toml
    /// > timezone = "America/Denver"
    /// > //- contacts/joao-reis.md
    /// > ---
    /// > timezone: Europe/Lisbon
    /// > ---
    /// > //- outreach/2026-11-23-joao-reis.md
    /// > ---
    /// > to: Joao Reis
    /// > ---
    /// > Hi Joao, could we talk by phone for 20 minutes on Tuesday at 4 pm Lisbon time or Thursday at 5 pm Lisbon time?
    ///
    /// ## Stays quiet
    /// When both of you keep the same time, for a coffee in person, and where neither the notes nor the message put you in different places.
    pub MISSING_ZONE = { code: "missing-zone", severity: Hint, reads: Message(missing_zone) }
}

fn missing_zone(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    // An office that is only spoken of is no place to meet.
    let meets = |sentence: &&Sentence| {
        sentence.has(Cue::MeetingAsk)
            || sentence.score(Act::MeetingAsk).max(sentence.score(Act::Slot)).max(sentence.score(Act::Duration)) >= 0.3
    };
    let in_person = anatomy
        .sentences
        .iter()
        .filter(meets)
        .any(|sentence| anatomy.words_of(sentence).iter().any(|word| IN_PERSON.contains(&word.folded.as_str())));
    let at_the_clock = |offer: &&Offer| offer.slot.time.is_some_and(|time| !matches!(time.span, TimeSpan::Part(_)));
    let Some(first) = anatomy.offered().find(at_the_clock).filter(|_| !in_person) else { return Vec::new() };
    let theirs = ctx.recipient.and_then(|recipient| Some((recipient, recipient.contact.timezone.as_ref()?)));
    let day = first.slot.days.first().copied().unwrap_or_else(|| ctx.snapshot.today());
    let on_record = theirs.filter(|(_, zone)| ctx.snapshot.settings().timezone.as_ref().is_some_and(|mine| differ(&zone.value, mine, day)));
    let zoned =
        anatomy.offers.iter().any(|offer| offer.slot.zone.is_some()) || names_a_zone(ctx, theirs.map(|(_, zone)| zone.value.as_str()));
    if zoned || on_record.is_none() && !are_apart(&anatomy.words) {
        return Vec::new();
    }
    let range = first.slot.time.map_or(first.slot.range, |time| time.range);
    let time = ctx.of(range);
    let said = format!("{} could be your time or {}’s.", quoted(ctx, range), ctx.them());
    let Some((recipient, zone)) = theirs else {
        return vec![Finding::new(range, said, format!("Say whose: “{time} your time”, or name the zone."))];
    };
    let city = zone.value.rsplit('/').next().unwrap_or(&zone.value).replace('_', " ");
    let finding = Finding::new(range, said, format!("Say whose: “{time} {city} time”."));
    vec![finding.beside(recipient.note.path.clone(), zone.range, "their time zone")]
}

/// Whether clocks in two zones show different times on a day: Boise's go with Denver's.
fn differ(one: &str, other: &str, day: NaiveDate) -> bool {
    let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    let offset = |zone: &str| zone.parse::<Tz>().ok().map(|zone| zone.offset_from_utc_datetime(&noon).fix());
    match (offset(one), offset(other)) {
        (Some(one), Some(other)) => one != other,
        _ => !one.eq_ignore_ascii_case(other),
    }
}

const IN_PERSON: &[&str] = &["coffee", "lunch", "breakfast", "pint", "beer", "visit", "office", "cafe", "pub"];

/// Whether the message tells a zone: “Lisbon time”, “your time”, “ET”, or the city of the contact's `zone`.
fn names_a_zone(ctx: &MessageContext<'_>, zone: Option<&str>) -> bool {
    let city = zone.map(|zone| fold(zone.rsplit('/').next().unwrap_or(zone)).replace('_', " "));
    let first = city.as_deref().and_then(|city| city.split(' ').next());
    let words = &ctx.anatomy.words;
    // “Denver time”, but not “Every time” at the beginning of a sentence.
    let place = |word: &Word| word.capital && !NO_PLACES.contains(&word.folded.as_str());
    // “At nine your time”, but not “thank you for your time”.
    let whose = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| words[before].folded.as_str());
        matches!(words[at].folded.as_str(), "your" | "my")
            && !matches!(before, "for" | "of" | "taking" | "value" | "respect" | "on" | "with")
    };
    let zone_at = |at: usize| words[at + 1].folded == "time" && (place(&words[at]) || whose(at));
    (0..words.len().saturating_sub(1)).any(zone_at)
        || words.iter().any(|word| first.is_some_and(|first| word.folded == first) || ZONES.contains(&word.folded.as_str()))
}

/// Words before “time” that name no place.
const NO_PLACES: &[&str] = &[
    "every", "any", "some", "this", "that", "what", "which", "each", "next", "last", "first", "second", "no", "full", "part", "half",
    "spare", "free", "all", "one", "long", "short", "your", "my", "whatever", "the", "a", "same", "is", "of", "in", "prime",
];

const ZONES: &[&str] = &[
    "et", "ct", "mt", "pt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist", "eastern",
    "pacific", "mountain", "jst", "aest", "nzdt",
];

#[cfg(test)]
mod tests {
    use super::MISSING_ZONE;
    use crate::testing::fires;

    #[test]
    fn zones_that_show_one_time_need_no_word() {
        let told = |zone: &str| {
            fires(
                &MISSING_ZONE,
                &format!(
                    "//- journal.toml\ntimezone = \"America/Denver\"\n//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace\ntimezone: {zone}\n---\n//- outreach/2026-11-23-ada-lovelace.md\n---\nto: Ada Lovelace\n---\nHi Ada,\n\nWould you have 20 minutes for a call on Tuesday 1 December at 4 pm?\n\nSam\n"
                ),
            )
        };
        assert!(told("America/New_York"));
        assert!(!told("America/Denver") && !told("America/Boise"));
    }
}
