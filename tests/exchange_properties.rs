//! What holds for any card and any bytes: what is written is read again, and nothing that is read ends in a panic.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

use journal::exchange::card::{Card, Reading, many_lines, one_line};
use journal::exchange::ics::{CalendarEntry, Start};
use journal::exchange::mailto::mailto;
use journal::exchange::{csv, ics, linkedin, vcard};

/// Any text of one line as a reader leaves it, with what could go wrong in it more often than by chance.
fn line() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "\\",
        ",",
        ";",
        ":",
        "\"",
        "'",
        "=",
        "\\n",
        "END:VCARD",
        "ë",
        "李",
        "👩‍💻",
        " ",
        "^n",
        "%0A",
        "a",
        "b",
        "@",
        "+",
        "|",
        "x:::",
    ]);
    let pieces = vec(piece, 1..12).prop_map(|pieces| pieces.concat());
    let any_text = "\\PC{1,90}".prop_map(|text: String| text);
    proptest::strategy::Union::new([pieces.boxed(), any_text.boxed()])
        .prop_map(|text| one_line(&text))
        .prop_filter("not empty", |text| !text.is_empty())
}

fn note() -> impl Strategy<Value = String> {
    vec(line(), 1..4).prop_map(|lines| many_lines(&lines.join("\n"))).prop_filter("not empty", |text| !text.is_empty())
}

fn tag() -> impl Strategy<Value = String> {
    select(vec!["mentor", "career, changer", "a;b", "ünï"]).prop_map(str::to_owned)
}

fn card() -> impl Strategy<Value = Card> {
    let names = (line(), line(), line(), vec(select(vec!["Ada", "Z, oë", "x;y"]).prop_map(str::to_owned), 0..2), of(line()));
    let ways =
        (vec("[a-z]{1,9}@[a-z]{1,9}\\.example", 0..3), vec("\\+[0-9]{3,9}", 0..3), of("https://www\\.linkedin\\.com/in/[a-z-]{1,20}"));
    let work = (
        vec("https://[a-z]{1,9}\\.example/[a-z,;=&]{0,60}", 0..2),
        of(line()),
        of(line()),
        of(select(vec!["America/Denver", "Asia/Kolkata"])),
    );
    let rest =
        (of(select(vec!["1815-12-10", "--02-29"])), of(note()), vec(tag(), 0..3), of(0..40_000_i32), of(line()), of(0..4_000_000_000_i64));
    (names, ways, work, rest).prop_map(|(names, ways, work, rest)| Card {
        name: names.0,
        given: Some(names.1),
        family: Some(names.2),
        nicknames: once_each(names.3),
        pronouns: names.4,
        emails: once_each(ways.0),
        phones: once_each(ways.1),
        profile: ways.2,
        urls: once_each(work.0),
        company: work.1,
        role: work.2,
        timezone: work.3.map(str::to_owned),
        birthday: rest.0.map(str::to_owned),
        note: rest.1,
        tags: once_each(rest.2),
        connected_on: rest.3.and_then(NaiveDate::from_epoch_days),
        uid: rest.4,
        revised: rest.5.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
    })
}

fn once_each(items: Vec<String>) -> Vec<String> {
    let mut kept = Vec::new();
    items.into_iter().for_each(|item| {
        if !kept.contains(&item) {
            kept.push(item)
        }
    });
    kept
}

proptest! {
    #[test]
    fn a_written_card_is_read_as_the_same_card(cards in vec(card(), 1..4)) {
        let text = vcard::write(&cards);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        prop_assert_eq!(vcard::read(text.as_bytes()), Reading { cards, problems: Vec::new() });
    }

    #[test]
    fn a_table_of_any_cells_starts_no_formula_and_is_read_as_written(rows in vec(vec("\\PC{0,20}|['=+@\t\r\n -]{1,5}x?", 3), 1..5)) {
        let text = csv::write(&["a", "b", "c"], &rows);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        for (record, row) in reader.records().zip(&rows) {
            let record = record.expect("what was written is a table");
            for (cell, original) in record.iter().zip(row) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
                prop_assert!(cell == original || cell.strip_prefix('\'') == Some(original));
            }
        }
    }

    #[test]
    fn the_same_people_come_back_from_a_table(cards in vec(card(), 1..4)) {
        // A table has no place for these, and an address book's own separators in a list are split.
        let plain = |card: Card| Card { uid: None, revised: None, tags: Vec::new(), nicknames: Vec::new(), urls: Vec::new(), ..card };
        let cards: Vec<Card> = cards.into_iter().map(plain).collect();
        let read = csv::read(csv::write_cards(&cards).as_bytes(), None);
        prop_assert_eq!(read, Reading { cards, problems: Vec::new() });
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..400)) {
        for reading in [vcard::read(&bytes), csv::read(&bytes, None), linkedin::read(&bytes)] {
            prop_assert!(reading.cards.iter().all(|card| !card.name.is_empty()));
        }
    }

    #[test]
    fn broken_cards_are_read_without_a_panic(pieces in vec(select(vec![
        "BEGIN:VCARD", "END:VCARD", "\r\n", "\n", "\r", " ", "\t", "FN:", "N;", "ENCODING=QUOTED-PRINTABLE", ";BASE64", ":", "=", "=4", "=E9", "é", "\"",
        "item1.", "X-ABLabel:", "LinkedIn", "URL:", "VERSION:2.1", "AGENT:", "BDAY;X-APPLE-OMIT-YEAR=é16:", "1604-12-10", "--é", "TZ:", "REV:", "^", "\\",
        "EMAIL;PREF=99999999999:", "a@b", "ORG:;", "CATEGORIES:,", "\u{FEFF}", "X-SOCIALPROFILE;TYPE=linkedin:", "https://", "%", "%é", "x-apple:",
    ]), 0..60)) {
        vcard::read(pieces.concat().as_bytes());
    }

    #[test]
    fn broken_tables_are_read_without_a_panic(pieces in vec(select(vec![
        "Name", "Email", "First Name", "Last Name", "URL", "Connected On", "Birthday", "Birth Day", "Birth Month", ",", ";", "\t", "\"", "\n", "\r\n", "\r", "'", "=",
        "1/2/26", "13/13/26", "é/2/26", "--é", "sep=", "sep=é", ":::", "a@b", "99999999999", "0/0/00", "/o=", "é", "31 Feb 2026",
    ]), 0..60)) {
        let text = pieces.concat();
        csv::read(text.as_bytes(), None);
        csv::read(text.as_bytes(), Some(&[("Name".into(), "note".into()), ("".into(), "email".into())]));
        linkedin::read(text.as_bytes());
    }

    #[test]
    fn a_calendar_of_any_texts_keeps_its_lines(text in "\\PC{0,200}|[\r\n,;:\\\\\"a]{0,40}", seconds in any::<i32>(), length in any::<i32>(), zone in select(vec![Tz::America__Denver, Tz::Asia__Kolkata, Tz::Australia__Lord_Howe])) {
        let local = NaiveDateTime::MIN.checked_add_signed(TimeDelta::days(i64::from(seconds.unsigned_abs()) % 190_000_000)).unwrap_or_default();
        let delta = Some(TimeDelta::seconds(i64::from(length)));
        let entry = |start| CalendarEntry {
            uid: text.clone(), summary: text.clone(), description: Some(text.clone()), location: Some(text.clone()), url: Some(text.clone()),
            start, duration: delta, alarm: delta, categories: vec![text.clone()],
        };
        let calendar = ics::write(&[entry(Start::Day(local.date())), entry(Start::At { local, zone })], DateTime::default());
        prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let unfolded = calendar.replace("\r\n ", "");
        prop_assert_eq!(unfolded.lines().filter(|line| *line == "END:VEVENT").count(), 2);
        prop_assert_eq!(unfolded.lines().filter(|line| line.starts_with("SUMMARY:")).count(), 2);
    }

    #[test]
    fn a_link_is_one_line_with_no_fields_but_its_own(to in "\\PC{0,30}|[a-z?&=%@.]{1,12}@x\\.example", subject in of("\\PC{0,40}"), body in "\\PC{0,80}|[\r\n&=?%a]{0,20}") {
        if let Ok(link) = mailto(&to, subject.as_deref(), &body) {
            prop_assert!(link.starts_with("mailto:") && link.bytes().all(|byte| byte.is_ascii_graphic()));
            let fields: Vec<&str> = link.split(['?', '&']).skip(1).collect();
            prop_assert!(fields.len() <= 2 && fields.iter().all(|field| field.starts_with("subject=") || field.starts_with("body=")));
        }
    }
}
