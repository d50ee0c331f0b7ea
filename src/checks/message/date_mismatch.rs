//! `date-mismatch`: a weekday that does not fall on its date.

use crate::checks::check::{Finding, Fix, MessageContext, check};
use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::date::{month_long, weekday_long};

check! {
    /// A weekday does not fall on the date beside it.
    ///
    /// ## Why it matters
    /// They cannot know which of the two you mean, and have to ask before they can say yes.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Would Thursday 1 December 2026 at 4 pm suit you?
    ///
    /// > Hi Ada,
    /// >
    /// > Would you be up for 25 minutes, Tues 12/2 at 4:30 pm ET or Fri 12/4 at noon ET?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Would Tuesday 1 December 2026 at 4 pm suit you?
    ///
    /// > Hi Ada,
    /// >
    /// > Would you be up for 25 minutes, Tues 12/1 or Fri 12/4?
    ///
    /// ## Stays quiet
    /// With “2/12”, if day and month fit in either order.
    pub DATE_MISMATCH = { code: "date-mismatch", severity: Error, reads: Message(date_mismatch) }
}

fn date_mismatch(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let offers = ctx.anatomy.offers.iter().filter_map(|offer| offer.slot.mismatch.map(|mismatch| (offer, mismatch)));
    offers
        .map(|(_, mismatch)| {
            let said = format!(
                "{} falls on a {}, not on a {}.",
                day_and_month(mismatch.date),
                weekday_long(mismatch.actual),
                weekday_long(mismatch.written)
            );
            let weekday = in_its_manner(ctx.of(mismatch.weekday_range), mismatch.actual);
            let mut finding = Finding::new(
                mismatch.range,
                said,
                format!("Write the {} or {}, whichever you meant.", weekday_long(mismatch.actual), day_and_month(mismatch.nearest)),
            )
            .fixed_by(Fix::replace(mismatch.weekday_range, weekday));
            let day = ctx.of(mismatch.day_range);
            let is_day_alone = mismatch.nearest.month() == mismatch.date.month()
                && day.chars().any(|c| c.is_ascii_digit())
                && day.chars().filter(char::is_ascii_digit).count() <= 2;
            // Which of the two is wrong only the keeper knows: both ways are offered, whatever the date looks like.
            finding = finding.fixed_by(if is_day_alone {
                Fix::replace(mismatch.day_range, ordinal_like(day, mismatch.nearest.day()))
            } else {
                let written = ctx.of(mismatch.range);
                let year = mismatch.nearest.year().to_string();
                let year = if written.contains(&mismatch.date.year().to_string()) { format!(" {year}") } else { String::new() };
                Fix::replace(mismatch.range, format!("{} {}{year}", ctx.of(mismatch.weekday_range), day_and_month(mismatch.nearest)))
            });
            finding
        })
        .collect()
}

fn day_and_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month_long(date.month()))
}

/// The weekday as long or as short as the one that was written.
fn in_its_manner(written: &str, right: Weekday) -> String {
    let long = weekday_long(right);
    let letters = written.trim_end_matches('.').chars().count();
    let word = if letters <= 5 && !written.to_lowercase().ends_with("day") { long[..3].to_owned() } else { long.to_owned() };
    let word = if written.starts_with(char::is_lowercase) { word.to_lowercase() } else { word };
    if written.ends_with('.') { format!("{word}.") } else { word }
}

/// The day with “st”, “nd”, “rd” or “th” where the one that was written has such an ending.
fn ordinal_like(written: &str, day: u32) -> String {
    if !written.ends_with(|c: char| c.is_alphabetic()) {
        return day.to_string();
    }
    let ending = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

#[cfg(test)]
mod tests {
    use super::DATE_MISMATCH;
    use crate::testing::{check_fix, findings, journal, message_journal};

    #[test]
    fn the_weekday_and_the_date_can_both_be_mended() {
        for (written, ways) in [
            ("Thursday 1 December 2026", ["Write “Tuesday”", "Write “3”"]),
            ("Tuesday 12/2", ["Write “Wednesday”", "Write “Tuesday 1 December”"]),
            ("Tuesday, November 30", ["Write “Monday”", "Write “Tuesday 1 December”"]),
        ] {
            let found =
                findings(&DATE_MISMATCH, &journal(&message_journal(&format!("---\nto: Ada Lovelace\n---\nCould we talk on {written}?\n"))));
            let titles: Vec<&str> = found[0].finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
            assert_eq!(titles, ways, "{written}");
        }
    }

    #[test]
    fn the_weekday_is_mended_in_the_manner_it_was_written() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(
            &DATE_MISMATCH,
            &message_journal(&format!("{front}Could we talk on Thu 1 December?\n")),
            &format!("{front}Could we talk on Tue 1 December?\n"),
        );
    }
}
