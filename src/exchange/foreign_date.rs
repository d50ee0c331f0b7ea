//! Dates as other programs export them; the keeper's own way of writing dates lives in `calendar`.

use chrono::NaiveDate;

use crate::text::fuzzy::fold;

/// How `11/12/2026` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberOrder {
    /// November 12th.
    MonthFirst,
    /// The 11th of December.
    DayFirst,
}

impl NumberOrder {
    /// The order that all of a column's dates allow: the first one with a number above 12 decides. `None` where no date tells.
    pub fn of<'t>(column: impl IntoIterator<Item = &'t str>) -> Option<NumberOrder> {
        column.into_iter().find_map(|text| {
            let (first, second, _) = slashed(text)?;
            match (first, second) {
                (13..=31, 1..=12) => Some(NumberOrder::DayFirst),
                (1..=12, 13..=31) => Some(NumberOrder::MonthFirst),
                _ => None,
            }
        })
    }
}

/// Whether the text is a date that the two orders read differently.
pub fn is_ambiguous(text: &str) -> bool {
    slashed(text).is_some_and(|(first, second, _)| first != second && (1..=12).contains(&first) && (1..=12).contains(&second))
}

/// The date in `23 Nov 2026`, `23-Nov-26`, `Nov 23, 2026`, `2026-11-23` (a time may follow), `20261123`, `23.11.2026`, `11/23/26`.
pub fn parse_date(text: &str, order: NumberOrder) -> Option<NaiveDate> {
    let text = text.trim();
    iso(text).or_else(|| dotted(text)).or_else(|| with_month_name(text)).or_else(|| {
        let (first, second, year) = slashed(text)?;
        let (month, day) = match order {
            NumberOrder::MonthFirst => (first, second),
            NumberOrder::DayFirst => (second, first),
        };
        NaiveDate::from_ymd_opt(year, month, day)
    })
}

/// A birthday as `1815-12-10`, or `--12-10` where the file leaves the year out.
pub fn parse_birthday(text: &str, order: NumberOrder) -> Option<String> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("--") {
        let digits: String = rest.chars().filter(|c| *c != '-').take_while(char::is_ascii_digit).collect();
        let (month, day) = (number(digits.get(..2)?)?, number(digits.get(2..4)?)?);
        // 1904 is a leap year, so the 29th of February passes.
        return NaiveDate::from_ymd_opt(1904, month, day).map(|date| date.format("--%m-%d").to_string());
    }
    parse_date(text, order).map(|date| date.format("%Y-%m-%d").to_string())
}

fn iso(text: &str) -> Option<NaiveDate> {
    let day = text.split(['T', ' ']).next()?;
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::from_ymd_opt(day[..4].parse().ok()?, number(&day[4..6])?, number(&day[6..])?);
    }
    let mut parts = day.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = year.len() == 4 && parts.next().is_none();
    if whole { NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?) } else { None }
}

fn dotted(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(full_year(year.trim())?, number(month.trim())?, number(day.trim())?)
}

/// The three numbers of `11/23/26`, `11/23/2026 08:15` or `11-23-2026`.
fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    let day = text.trim().split([' ', ',']).next()?;
    let mut parts = day.split(['/', '-']);
    let (first, second, year) = (number(parts.next()?)?, number(parts.next()?)?, full_year(parts.next()?)?);
    if parts.next().is_some() { None } else { Some((first, second, year)) }
}

fn with_month_name(text: &str) -> Option<NaiveDate> {
    // In Spanish and Portuguese: 12 de enero de 2026.
    let words: Vec<&str> = text.split([' ', ',', '-', '/', '.']).filter(|word| !word.is_empty() && *word != "de").collect();
    let [first, second, third, ..] = words.as_slice() else {
        return None;
    };
    match (month_named(first), month_named(second)) {
        (Some(month), _) => NaiveDate::from_ymd_opt(full_year(third)?, month, number(second)?),
        (_, Some(month)) => NaiveDate::from_ymd_opt(full_year(third)?, month, number(first)?),
        _ => None,
    }
}

fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    /// As other languages begin their months, without accents: German, French, Spanish, Portuguese, Italian, Dutch, Danish, Norwegian, Swedish.
    const ELSEWHERE: [&[&str]; 12] = [
        &["januar", "janvier", "enero", "janeiro", "gennaio"],
        &["februar", "fevrier", "febrero", "fevereiro", "febbraio"],
        &["marz", "maerz", "mars", "marzo", "marco", "maart", "mrt"],
        &["avril", "abril", "aprile"],
        &["mai", "mayo", "maio", "maggio", "mei", "maj"],
        &["juni", "juin", "junio", "junho", "giugno"],
        &["juli", "juillet", "julio", "julho", "luglio"],
        &["august", "aout", "agosto", "augustus"],
        &["septembre", "septiembre", "setembro", "settembre", "sept"],
        &["oktober", "octobre", "octubre", "outubro", "ottobre"],
        &["novembre", "noviembre", "novembro"],
        &["dezember", "decembre", "diciembre", "dezembro", "dicembre"],
    ];
    let word = fold(word);
    let begins = |month: &str| word.len() >= 3 && month.starts_with(&word);
    let here = || MONTHS.iter().position(|month| begins(month));
    let place = here().or_else(|| ELSEWHERE.iter().position(|names| names.iter().any(|name| begins(name))))?;
    u32::try_from(place + 1).ok()
}

/// A year of two digits is one of 1970 to 2069.
fn full_year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    match (text.len(), year) {
        (2, 0..70) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        (4, _) => Some(year),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{NumberOrder, is_ambiguous, parse_birthday, parse_date};

    fn check(text: &str, expected: &str) {
        let read = parse_date(text, NumberOrder::MonthFirst).map_or("(none)".into(), |date| date.to_string());
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn the_forms_that_programs_export_are_read() {
        for text in ["23 Nov 2026", "23-Nov-26", "Nov 23, 2026", "November 23, 2026", "2026-11-23", "20261123", "2026-11-23T08:15:00Z"] {
            check(text, "2026-11-23");
        }
        for text in ["11/23/26", "11/23/2026", "11/23/2026 8:15", "23.11.2026", "2026/11/23", " 23 NOV 2026 "] {
            check(text, "2026-11-23");
        }
        check("5 Sept 2026", "2026-09-05");
    }

    #[test]
    fn months_of_other_languages_are_read() {
        for text in ["14 Okt 2026", "14. Oktober 2026", "14 oct. 2026", "14 de octubre de 2026", "14 de out. de 2026", "14 ott 2026"] {
            check(text, "2026-10-14");
        }
        for (text, day) in [("3 févr. 2026", "2026-02-03"), ("1 août 2026", "2026-08-01"), ("5 März 2026", "2026-03-05")] {
            check(text, day);
        }
        for (text, day) in
            [("12 ene 2026", "2026-01-12"), ("7 mrt. 2026", "2026-03-07"), ("9 déc. 2026", "2026-12-09"), ("2 mag 2026", "2026-05-02")]
        {
            check(text, day);
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "0/0/00", "31 Feb 2026", "soon", "23 Foo 2026", "99999999999", "1/2", "2026-13-01", "é/ü/26", "2026-1"] {
            check(text, "(none)");
        }
    }

    #[test]
    fn a_column_tells_its_order_by_the_first_day_past_the_twelfth() {
        assert_eq!(NumberOrder::of(["1/2/26", "13/2/26"]), Some(NumberOrder::DayFirst));
        assert_eq!(NumberOrder::of(["1/2/26", "2/13/26"]), Some(NumberOrder::MonthFirst));
        assert_eq!(NumberOrder::of(["1/2/26", "2026-02-13"]), None);
        assert!(is_ambiguous("1/2/26") && !is_ambiguous("2/2/26") && !is_ambiguous("1/13/26"));
    }

    #[test]
    fn a_birthday_may_keep_its_year_to_itself() {
        assert_eq!(parse_birthday("--1210", NumberOrder::MonthFirst).as_deref(), Some("--12-10"));
        assert_eq!(parse_birthday(" --02-29", NumberOrder::MonthFirst).as_deref(), Some("--02-29"));
        assert_eq!(parse_birthday("18151210", NumberOrder::MonthFirst).as_deref(), Some("1815-12-10"));
        assert_eq!(parse_birthday("--é", NumberOrder::MonthFirst), None);
    }
}
