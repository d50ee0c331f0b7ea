//! What is exported, read by libraries that others wrote: Python's `vobject` for cards, `icalendar` for calendars, `csv` for tables.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::America::Denver;

use journal::exchange::card::Card;
use journal::exchange::ics::{CalendarEntry, Start};
use journal::exchange::{csv, ics, vcard};

/// Runs a script with `input` on its standard input and compares what it prints.
#[track_caller]
fn check(script: &str, input: &str, expected: &str) {
    // `.ci/setup` makes this one, with the libraries in it.
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/target/test-python/bin/python3");
    let found = || if std::path::Path::new(own).exists() { own.to_owned() } else { "python3".to_owned() };
    let python = env::var("JOURNAL_TEST_PYTHON").unwrap_or_else(|_| found());
    let mut child = Command::new(&python)
        .args(["-X", "utf8", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{python} does not start: {error}. Name a Python in JOURNAL_TEST_PYTHON."));
    child.stdin.take().expect("standard input is piped").write_all(input.as_bytes()).ok();
    let output = child.wait_with_output().expect("the script ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        !errors.contains("ModuleNotFoundError"),
        "{python} lacks the libraries that read our exports. Run:\n\n    .ci/setup\n\n\
         or name a Python that has them in JOURNAL_TEST_PYTHON.\n{errors}"
    );
    assert!(output.status.success(), "the library refuses what was exported:\n{errors}\n{input}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n").trim(), expected.trim());
}

fn people() -> Vec<Card> {
    let ada = Card {
        name: "Ada Lovelace".into(),
        given: Some("Ada".into()),
        family: Some("Lovelace".into()),
        nicknames: vec!["Countess, the".into()],
        emails: vec!["ada@mill.example".into(), "ada@home.example".into()],
        phones: vec!["+1 555 0100".into()],
        profile: Some("https://www.linkedin.com/in/ada-example".into()),
        company: Some("Analytical; Engines, Ltd.".into()),
        role: Some("Staff engineer \\ compilers".into()),
        timezone: Some("America/Denver".into()),
        birthday: Some("1815-12-10".into()),
        note: Some(format!("one\ntwo: {}", "ë🦀".repeat(40))),
        tags: vec!["mentor".into(), "a, b".into()],
        connected_on: NaiveDate::from_ymd_opt(2026, 11, 23),
        uid: Some("ada-lovelace@journal".into()),
        revised: DateTime::from_timestamp(1_795_423_500, 0),
        ..Card::default()
    };
    let li = Card { name: "李 明".into(), role: Some("=1+1".into()), ..Card::default() };
    vec![ada, li]
}

#[test]
fn vobject_reads_the_cards() {
    check(
        r#"
import sys, vobject
for card in vobject.readComponents(sys.stdin.buffer.read().decode()):
    card.validate(raiseException=True)
    print(card.version.value, "|", card.fn.value, "|", card.n.value.family, "|", card.n.value.given)
    for name in ["uid", "nickname", "url", "org", "title", "tz", "bday", "categories", "x-connected-on", "rev"]:
        for line in card.contents.get(name, []):
            print(" ", name, line.value)
    for line in card.contents.get("email", []):
        print("  email", line.value, line.params)
    for line in card.contents.get("note", []):
        print("  note", len(line.value), line.value[:8].replace("\n", "/"), line.value[-2:])
"#,
        &vcard::write(&people()),
        r"
4.0 | Ada Lovelace | Lovelace | Ada
  uid ada-lovelace@journal
  nickname Countess, the
  url https://www.linkedin.com/in/ada-example
  org ['Analytical; Engines, Ltd.']
  title Staff engineer \ compilers
  tz America/Denver
  bday 18151210
  categories ['mentor', 'a, b']
  x-connected-on 20261123
  rev 20261123T084500Z
  email ada@mill.example {'PREF': ['1']}
  email ada@home.example {}
  note 89 one/two: ë🦀
4.0 | 李 明 | 明 | 李
  title =1+1
",
    );
}

#[test]
fn icalendar_reads_the_calendar() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day of the calendar");
    let follow_up = CalendarEntry {
        uid: "follow-up-ada-lovelace-2026-12-01@journal".into(),
        summary: "Write to Ada Lovelace; kindly, again".into(),
        description: Some(format!("After [[2026-11-23-ada]]:\n{}", "ë🦀".repeat(40))),
        location: None,
        url: None,
        start: Start::Day(day(12, 1)),
        duration: None,
        alarm: Some(TimeDelta::hours(9)),
        categories: vec!["journal".into(), "a, b".into()],
    };
    let meetup = CalendarEntry {
        uid: "event-2026-12-02-denver-rust@journal".into(),
        summary: "Denver Rust".into(),
        description: None,
        location: Some("Mill, room 3\nback door".into()),
        url: Some("https://mill.example/a,b;c?d=e".into()),
        start: Start::At { local: day(12, 2).and_hms_opt(18, 30, 0).expect("a time of the day"), zone: Denver },
        duration: Some(TimeDelta::minutes(90)),
        alarm: Some(TimeDelta::minutes(-30)),
        categories: Vec::new(),
    };
    check(
        r#"
import sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(calendar["version"], calendar["prodid"], len(calendar.errors))
for event in calendar.walk("VEVENT"):
    print(event["uid"], event.errors)
    print(" ", event.decoded("dtstart"), event.decoded("dtend"), event.decoded("dtstamp"))
    print(" ", event["summary"], "|", str(event.get("location")).replace("\n", "/"), "|", event.get("url"))
    print(" ", len(event.get("description", "")), [str(label) for label in event["categories"].cats] if "categories" in event else None)
    for alarm in event.walk("VALARM"):
        print(" ", alarm["action"], alarm["description"], alarm.decoded("trigger").total_seconds())
"#,
        &ics::write(&[follow_up, meetup], DateTime::from_timestamp(1_795_423_500, 0).expect("a moment")),
        "
2.0 -//journal//journal//EN 0
follow-up-ada-lovelace-2026-12-01@journal []
  2026-12-01 2026-12-02 2026-11-23 08:45:00+00:00
  Write to Ada Lovelace; kindly, again | None | None
  106 ['journal', 'a, b']
  DISPLAY Write to Ada Lovelace; kindly, again 32400.0
event-2026-12-02-denver-rust@journal []
  2026-12-03 01:30:00+00:00 2026-12-03 03:00:00+00:00 2026-11-23 08:45:00+00:00
  Denver Rust | Mill, room 3/back door | https://mill.example/a,b;c?d=e
  0 None
  DISPLAY Denver Rust -1800.0
",
    );
}

#[test]
fn python_reads_the_table_and_no_cell_is_a_formula() {
    check(
        r#"
import csv, io, sys
for row in csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode(), newline="")):
    print({name: value if len(value) < 60 else len(value) for name, value in row.items() if value})
"#,
        &csv::write_cards(&people()),
        r#"
{'Name': 'Ada Lovelace', 'Given Name': 'Ada', 'Family Name': 'Lovelace', 'Nickname': 'Countess, the', 'Email': 'ada@mill.example ::: ada@home.example', 'Phone': "'+1 555 0100", 'LinkedIn': 'https://www.linkedin.com/in/ada-example', 'Company': 'Analytical; Engines, Ltd.', 'Role': 'Staff engineer \\ compilers', 'Timezone': 'America/Denver', 'Birthday': '1815-12-10', 'Tags': 'mentor ::: a, b', 'Connected On': '2026-11-23', 'Notes': 89}
{'Name': '李 明', 'Role': "'=1+1"}
"#,
    );
}
