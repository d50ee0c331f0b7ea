//! iCalendar: follow-ups and events for any calendar, the same text every time for the same entries.
//!
//! Written by hand: the crate of that name stamps every alarm with the clock and a random UID, so that no two exports would be equal.

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::exchange::content_line::{escape_text, fold_into};

/// Something to stand in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// What makes a second import update the entry instead of doubling it; stable as long as the thing is the same.
    pub uid: String,
    /// Its title.
    pub summary: String,
    /// More text, with line ends `\n`.
    pub description: Option<String>,
    /// Where it takes place.
    pub location: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// When it begins.
    pub start: Start,
    /// How long it takes. Without it a day lasts a day and a moment an hour. Of a whole day only full days count.
    pub duration: Option<TimeDelta>,
    /// When to remind, counted from the start: below zero is before it. Of a whole day the start is its midnight.
    pub alarm: Option<TimeDelta>,
    /// Labels.
    pub categories: Vec<String>,
}

/// When an entry begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A whole day, wherever its reader is.
    Day(NaiveDate),
    /// A moment, as the clocks of a place show it. Written in UTC: every calendar shows it in its own zone, and none needs to know ours.
    At {
        /// What the clock shows.
        local: NaiveDateTime,
        /// The place whose clock it is.
        zone: Tz,
    },
}

/// Writes a calendar of all entries, in their order. `stamp` says when it was made (`DTSTAMP`); no clock is read.
pub fn write(entries: &[CalendarEntry], stamp: DateTime<Utc>) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//journal//journal//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        fold_into(&mut out, line);
    }
    for entry in entries {
        for line in entry_lines(entry, stamp) {
            fold_into(&mut out, &line);
        }
    }
    fold_into(&mut out, "END:VCALENDAR");
    out
}

fn entry_lines(entry: &CalendarEntry, stamp: DateTime<Utc>) -> Vec<String> {
    let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", escape_text(&entry.uid)), format!("DTSTAMP:{}", utc(stamp))];
    lines.extend(span(entry));
    lines.push(format!("SUMMARY:{}", escape_text(&entry.summary)));
    let texts = [("DESCRIPTION", &entry.description), ("LOCATION", &entry.location)];
    lines.extend(texts.into_iter().filter_map(|(name, text)| Some(format!("{name}:{}", escape_text(text.as_deref()?)))));
    if let Some(url) = &entry.url {
        // An address is no text: it is not escaped, so nothing in it may end the line.
        lines.push(format!("URL:{}", url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>()));
    }
    if !entry.categories.is_empty() {
        let categories: Vec<String> = entry.categories.iter().map(|category| escape_text(category)).collect();
        lines.push(format!("CATEGORIES:{}", categories.join(",")));
    }
    if let Some(alarm) = entry.alarm {
        lines.extend(["BEGIN:VALARM".to_owned(), "ACTION:DISPLAY".to_owned(), format!("DESCRIPTION:{}", escape_text(&entry.summary))]);
        lines.extend([format!("TRIGGER:{}", duration(alarm)), "END:VALARM".to_owned()]);
    }
    lines.push("END:VEVENT".to_owned());
    lines
}

/// The lines that say from when to when. A whole day leaves its reader free: it is something to do, not an appointment.
fn span(entry: &CalendarEntry) -> Vec<String> {
    match entry.start {
        Start::Day(day) => {
            let days = entry.duration.and_then(|duration| u64::try_from(duration.num_days()).ok()).unwrap_or(1).max(1);
            // The end is the first day that is not part of it; the last day of all time has none after it.
            let end = day.checked_add_days(Days::new(days)).unwrap_or(day);
            vec![
                format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
                format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")),
                "TRANSP:TRANSPARENT".to_owned(),
            ]
        }
        Start::At { local, zone } => {
            let start = moment(local, zone);
            let length = entry.duration.filter(|duration| *duration >= TimeDelta::zero()).unwrap_or(TimeDelta::hours(1));
            let end = start.checked_add_signed(length).unwrap_or(start);
            vec![format!("DTSTART:{}", utc(start)), format!("DTEND:{}", utc(end))]
        }
    }
}

/// The moment when a place's clock shows this. Shown twice (clocks go back), it is the first; never shown (they go forward), the clock is read as
/// if it had not been set yet, as RFC 5545 section 3.3.5 asks.
fn moment(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.with_timezone(&Utc),
        LocalResult::None => {
            let day_before = local.checked_sub_signed(TimeDelta::days(1)).unwrap_or(local);
            let earlier = zone.from_local_datetime(&day_before).earliest().map(|moment| moment.with_timezone(&Utc));
            earlier.and_then(|moment| moment.checked_add_signed(TimeDelta::days(1))).unwrap_or(local.and_utc())
        }
    }
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// `-PT15M`, `PT9H`, `-P1D`, `P1DT2H`.
fn duration(delta: TimeDelta) -> String {
    let sign = if delta < TimeDelta::zero() { "-" } else { "" };
    let seconds = delta.num_seconds().unsigned_abs();
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let parts = [(rest / 3600, 'H'), (rest % 3600 / 60, 'M'), (rest % 60, 'S')];
    let time: String = parts.into_iter().filter(|(amount, _)| *amount > 0).map(|(amount, unit)| format!("{amount}{unit}")).collect();
    match (days, time.is_empty()) {
        (0, true) => "PT0S".to_owned(),
        (0, false) => format!("{sign}PT{time}"),
        (days, true) => format!("{sign}P{days}D"),
        (days, false) => format!("{sign}P{days}DT{time}"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
    use chrono_tz::America::Denver;

    use super::{CalendarEntry, Start, duration, write};

    fn entry(start: Start) -> CalendarEntry {
        CalendarEntry {
            uid: "follow-up-ada@journal".into(),
            summary: "Write to Ada; again, kindly".into(),
            description: None,
            location: None,
            url: None,
            start,
            duration: None,
            alarm: None,
            categories: Vec::new(),
        }
    }

    fn at(hour: u32, minute: u32, day: (i32, u32, u32)) -> Start {
        let local = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        Start::At { local, zone: Denver }
    }

    fn check(entry: &CalendarEntry, expected: &str) {
        let stamp = Utc.with_ymd_and_hms(2026, 11, 23, 8, 15, 0).unwrap();
        let text = write(std::slice::from_ref(entry), stamp);
        assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let event: Vec<&str> = text.split_terminator("\r\n").skip_while(|line| *line != "BEGIN:VEVENT").collect();
        let inside = &event[3..event.len() - 2];
        assert_eq!(inside.join("\n"), expected.trim());
    }

    #[test]
    fn a_follow_up_is_a_whole_day_that_leaves_one_free() {
        check(
            &entry(Start::Day(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap())),
            "
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
TRANSP:TRANSPARENT
SUMMARY:Write to Ada\\; again\\, kindly",
        );
    }

    #[test]
    fn an_event_is_written_in_utc() {
        let meetup = CalendarEntry {
            duration: Some(TimeDelta::minutes(90)),
            location: Some("Room 3\nMill".into()),
            url: Some("https://mill.example/a,b\r\nX-EVIL:1".into()),
            alarm: Some(TimeDelta::minutes(-15)),
            categories: vec!["rust, denver".into()],
            ..entry(at(18, 30, (2026, 12, 2)))
        };
        check(
            &meetup,
            "
DTSTART:20261203T013000Z
DTEND:20261203T030000Z
SUMMARY:Write to Ada\\; again\\, kindly
LOCATION:Room 3\\nMill
URL:https://mill.example/a,bX-EVIL:1
CATEGORIES:rust\\, denver
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Write to Ada\\; again\\, kindly
TRIGGER:-PT15M
END:VALARM",
        );
    }

    #[test]
    fn clocks_that_are_set_do_not_lose_an_event() {
        // Denver: 2026-03-08 02:30 is never shown; 2026-11-01 01:30 is shown twice.
        check(&entry(at(2, 30, (2026, 3, 8))), "DTSTART:20260308T093000Z\nDTEND:20260308T103000Z\nSUMMARY:Write to Ada\\; again\\, kindly");
        check(
            &entry(at(1, 30, (2026, 11, 1))),
            "DTSTART:20261101T073000Z\nDTEND:20261101T083000Z\nSUMMARY:Write to Ada\\; again\\, kindly",
        );
    }

    #[test]
    fn lengths_are_written_as_the_standard_has_them() {
        let lengths = [(0, "PT0S"), (-900, "-PT15M"), (32_400, "PT9H"), (-86_400, "-P1D"), (93_605, "P1DT2H5S")];
        for (seconds, expected) in lengths {
            assert_eq!(duration(TimeDelta::seconds(seconds)), expected);
        }
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let late = NaiveDate::MAX;
        let text =
            write(&[entry(Start::Day(late)), entry(Start::At { local: late.and_hms_opt(23, 59, 59).unwrap(), zone: Denver })], Utc::now());
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }
}
