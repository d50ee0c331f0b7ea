//! `missing-zone`: a clock time without a time zone, to somebody in another one.

use crate::calendar::slot::TimeSpan;
use crate::checks::check::{Finding, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::prose::anatomy::model::Offer;
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
    /// When both of you keep the same time, when either zone is not on record, and for a coffee in person.
    pub MISSING_ZONE = { code: "missing-zone", severity: Hint, reads: Message(missing_zone) }
}

fn missing_zone(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    let theirs = ctx.recipient.and_then(|recipient| recipient.contact.timezone.as_ref());
    let (Some(theirs), Some(mine)) = (theirs, &ctx.snapshot.settings().timezone) else { return Vec::new() };
    if theirs.value.eq_ignore_ascii_case(mine) || anatomy.words.iter().any(|word| IN_PERSON.contains(&word.folded.as_str())) {
        return Vec::new();
    }
    let at_the_clock = |offer: &&Offer| offer.slot.time.is_some_and(|time| !matches!(time.span, TimeSpan::Part(_)));
    let zoned = anatomy.offers.iter().any(|offer| offer.slot.zone.is_some()) || names_a_zone(ctx, &theirs.value);
    let Some(first) = anatomy.offered().find(at_the_clock).filter(|_| !zoned) else { return Vec::new() };
    let range = first.slot.time.map_or(first.slot.range, |time| time.range);
    let city = theirs.value.rsplit('/').next().unwrap_or(&theirs.value).replace('_', " ");
    let finding = Finding::new(
        range,
        format!("{} could be your time or {}’s.", quoted(ctx, range), ctx.them()),
        format!("Say whose: “{} {city} time”.", ctx.of(range)),
    );
    vec![finding.beside(ctx.recipient.map_or_else(|| ctx.note.path.clone(), |it| it.note.path.clone()), theirs.range, "their time zone")]
}

const IN_PERSON: &[&str] = &["coffee", "lunch", "breakfast", "pint", "beer", "visit", "office", "cafe", "pub"];

fn names_a_zone(ctx: &MessageContext<'_>, zone: &str) -> bool {
    let city = fold(zone.rsplit('/').next().unwrap_or(zone)).replace('_', " ");
    let first = city.split(' ').next().unwrap_or_default().to_owned();
    let words = &ctx.anatomy.words;
    words.windows(2).any(|pair| pair[1].folded == "time" && (pair[0].capital || pair[0].folded == "your"))
        || words.iter().any(|word| word.folded == first || ZONES.contains(&word.folded.as_str()))
}

const ZONES: &[&str] = &[
    "et", "ct", "mt", "pt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist", "eastern",
    "pacific", "mountain", "jst", "aest", "nzdt",
];
