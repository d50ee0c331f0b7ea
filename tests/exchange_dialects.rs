//! Files as LinkedIn, Google, Apple, Thunderbird, Outlook and libraries of the field write them, and the people that are read from them.

use std::fs;
use std::path::Path;

use journal::exchange::card::{Card, Reading};
use journal::exchange::{csv, linkedin, vcard};

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A card as a reader would note it: only the lines that hold something.
fn shown(card: &Card) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let lines = [
        ("given", text(&card.given)),
        ("family", text(&card.family)),
        ("aka", card.nicknames.join(" | ")),
        ("pronouns", text(&card.pronouns)),
        ("email", card.emails.join(" | ")),
        ("phone", card.phones.join(" | ")),
        ("linkedin", text(&card.profile)),
        ("url", card.urls.join(" | ")),
        ("company", text(&card.company)),
        ("role", text(&card.role)),
        ("zone", text(&card.timezone)),
        ("born", text(&card.birthday)),
        ("tags", card.tags.join(" | ")),
        ("connected", card.connected_on.map(|day| day.to_string()).unwrap_or_default()),
        ("uid", text(&card.uid)),
        ("rev", card.revised.map(|moment| moment.to_rfc3339()).unwrap_or_default()),
        ("note", text(&card.note)),
    ];
    let filled = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let body: String = filled.map(|(name, value)| format!("  {name} {}\n", value.replace('\n', "⏎"))).collect();
    format!("{}\n{body}", card.name)
}

#[track_caller]
fn check(reading: &Reading, expected: &str) {
    let problems = reading.problems.iter().map(|problem| format!("{}! {}\n", problem.line, problem.message));
    let told: String = reading.cards.iter().map(shown).chain(problems).collect();
    assert_eq!(told.trim(), expected.trim(), "\n--- read ---\n{told}");
}

#[test]
fn linkedin_with_its_notes_and_its_hidden_members() {
    check(
        &linkedin::read(&file("linkedin-connections.csv")),
        "
Ada Lovelace
  given Ada
  family Lovelace
  email ada@mill.example
  linkedin https://www.linkedin.com/in/ada-example
  company Analytical Engines
  role Staff Engineer, Compilers
  connected 2026-11-23
Søren Ødegård, PhD
  given Søren
  family Ødegård, PhD
  linkedin https://www.linkedin.com/in/s%C3%B8ren-example
  company Fjord & Søn AS
  role Utvikler
  connected 2026-10-07
Priya 🌱 Raman
  given Priya 🌱
  family Raman
  pronouns she/her
  linkedin https://www.linkedin.com/in/priya-example
  connected 2025-01-01
Kim \"KJ\" Lee
  given Kim \"KJ\"
  family Lee
  email kim@two.example
  linkedin https://www.linkedin.com/in/kim-example
  company Lee, Lee & Park
  role =cmd|'/c calc'!A1
  connected 2019-12-31
8! 2 rows name nobody, this one first, and were left out.
",
    );
}

#[test]
fn linkedin_of_old_with_slashed_dates_and_times() {
    check(
        &linkedin::read(&file("linkedin-2016.csv")),
        "
Ada Lovelace
  given Ada
  family Lovelace
  email ada@mill.example
  company Analytical Engines
  role Engineer
  connected 2016-11-23
Zoë Brand
  given Zoë
  family Brand
  email zoe@brand.example
  connected 2016-01-02
",
    );
}

#[test]
fn google_contacts_table() {
    check(
        &csv::read(&file("google.csv"), None),
        "
Ada King Lovelace
  given Ada
  family Lovelace
  aka Countess
  email ada@mill.example | ada@home.example
  phone +1 555 0100 | +1 555 0101
  linkedin https://www.linkedin.com/in/ada-example
  url https://ada.example/notes
  company Analytical Engines
  role Staff engineer
  born 1815-12-10
  tags Mentors
  note Met at Denver Rust.⏎Likes lexers.
Jo Park
  email jo.park@mill.example
José Núñez
  given José
  family Núñez
  phone +34 555 0102
  born --03-04
",
    );
}

#[test]
fn google_contacts_table_of_old_in_utf_16() {
    check(
        &csv::read(&file("google-classic.csv"), None),
        "
Zoë Brand
  given Zoë
  family Brand
  email zoe@brand.example | zoe@home.example
  phone +44 555 0103
  linkedin http://www.linkedin.com/in/zoe-example/
  company Brand & Töchter
  role Designer
  born --05-06
  tags Meetups
",
    );
}

#[test]
fn google_contacts_cards() {
    check(
        &vcard::read(&file("google.vcf")),
        "
Ada King Lovelace
  given Ada
  family Lovelace
  aka Countess
  email ada@mill.example | ada@home.example
  phone +1 555 0100
  linkedin https://www.linkedin.com/in/ada-example
  url https://ada.example/notes
  company Analytical Engines
  role Staff engineer, compilers
  born 1815-12-10
  tags Mentors
  note Met at Denver Rust.⏎Likes lexers; taught maths for six years before her first engineering job.
Jo Park
  email jo.park@mill.example
",
    );
}

#[test]
fn apple_cards_with_labelled_groups() {
    check(
        &vcard::read(&file("apple.vcf")),
        "
Søren Ødegård
  given Søren
  family Ødegård
  aka Søre
  email soren@fjord.example | soren@home.example
  phone +47 555 0104
  linkedin https://www.linkedin.com/in/s%C3%B8ren-example
  url http://fjord.example/ | http://twitter.com/soren
  company Fjord & Søn AS
  role Utvikler
  born --02-29
  tags Jobb | Bergen
  uid 5A7E1B6C-0000-4000-8000-0000000000A1
  rev 2026-11-02T10:20:30+00:00
  note Kaffe, alltid.
Zoë Brand
  given Zoë
  family Brand
  email zoe@brand.example
  linkedin https://www.linkedin.com/in/zoe-example
33! “Fjord & Søn AS” is a company, not a person; it was left out.
40! “Jobb” is a group of an address book, not a person; it was left out.
",
    );
}

#[test]
fn thunderbird_cards() {
    check(
        &vcard::read(&file("thunderbird.vcf")),
        "
Priya Raman
  given Priya
  family Raman
  aka Pri | P.R.
  pronouns she/her
  email priya@larkspur.example | priya@home.example
  phone +91 555 0105 | +91-555-0106
  linkedin https://www.linkedin.com/in/priya-example
  url https://larkspur.example/team
  company Larkspur Health
  role Lead nurse informaticist
  zone Asia/Kolkata
  born --04-12
  tags alumni | health, data
  uid urn:uuid:7c1d9f30-0000-4000-8000-0000000000b2
  rev 2026-11-01T09:30:00+00:00
  note First line⏎second, with a comma and a very long tail that Thunderbird folds; it goes on
",
    );
}

#[test]
fn thunderbird_table() {
    check(
        &csv::read(&file("thunderbird-102.csv"), None),
        "
Priya Raman
  given Priya
  family Raman
  aka Pri
  email priya@larkspur.example | priya@home.example
  phone +91 555 0105
  url https://larkspur.example/team
  company Larkspur Health
  role Lead nurse informaticist
  born --04-12
  note First line⏎second
List
  email list@mill.example
",
    );
}

#[test]
fn cards_of_version_2_1_in_quoted_printable_and_old_charsets() {
    check(
        &vcard::read(&file("thunderbird-old.vcf")),
        "
Renée Müller
  given Renée
  family Müller
  email renee@cafe.example
  phone +41 555 0107
  url http://cafe.example
  company Café Zürich
  role Köchin
  note Zeile eins⏎Zeile zwei; C:\\neu €
José Núñez
  given José
  family Núñez
  email jose@mill.example | jose@home.example
  born 1970-03-04
  rev 2008-04-24T19:52:43+00:00
I Ivanov
  given I
  family Ivanov
39! The charset “KOI8-R” is not known here; the text was read as UTF-8 or Windows-1252.
",
    );
}

#[test]
fn outlook_table_in_windows_1252() {
    check(
        &csv::read(&file("outlook.csv"), None),
        "
Renée Müller
  given Renée
  family Müller
  email renee@cafe.example
  phone +41 555 0107
  company Café „Zürich“ – Söhne
  role Köchin
  tags Freunde | Küche
  note Kostet 5 €
2! From here on some text is not UTF-8 and was read as Windows-1252: look at the names with accents.
",
    );
}

#[test]
fn cards_in_latin_1_that_do_not_say_so() {
    check(
        &vcard::read(&file("latin1.vcf")),
        "
Renée Müller
  given Renée
  family Müller
",
    );
}

#[test]
fn cards_in_utf_16() {
    check(
        &vcard::read(&file("utf16.vcf")),
        "
Renée Müller
",
    );
}

#[test]
fn cards_by_vobject() {
    check(
        &vcard::read(&file("lib-vobject.vcf")),
        "
Zoë Brand
  given Zoë
  family Brand
  email zoe@brand.example
  linkedin https://www.linkedin.com/in/zoe-example
  company Brand & Töchter; Design
  role Designer, type
  born 1990-02-03
  tags mentors | a, b
  note Line one⏎line two; with, marks \\ and a tail that is long enough to be folded twice by anybody who folds at 75
José Núñez
  given José
  family Núñez
  email jose@mill.example
  linkedin https://www.linkedin.com/in/jose-example
  company Mill
  role Cook
  born 1990-02-03
  tags mentors | a, b
  note ññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ
李 明
  given 李
  family 明
  email li@mill.example
  linkedin https://www.linkedin.com/in/li-example
  company 磨坊
  role 工程师
  born 1990-02-03
  tags mentors | a, b
  note 𝄞 clef
",
    );
}

#[test]
fn tables_by_python_whatever_their_dialect() {
    let excel = csv::read(&file("lib-python-excel.csv"), None);
    check(
        &excel,
        "
Zoë Brand
  given Zoë
  family Brand
  email zoe@brand.example
  company Brand & Töchter; Design
  role Designer, type
  note Line one⏎line two; with, marks \\ and a tail that is long enough to be folded twice by anybody who folds at 75
José Núñez
  given José
  family Núñez
  email jose@mill.example
  company Mill
  role Cook
  note ññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ
李 明
  given 李
  family 明
  email li@mill.example
  company 磨坊
  role 工程师
  note 𝄞 clef
",
    );
    assert_eq!(csv::read(&file("lib-python-tab.csv"), None), excel);
    assert_eq!(csv::read(&file("lib-python-unix.csv"), None), excel);
}
