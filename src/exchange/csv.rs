//! CSV: people from tables with a recognised or mapped header, and tables that a spreadsheet opens without running anything in them.

use std::fmt::Write;

use csv::{Terminator, WriterBuilder};

use crate::exchange::card::{Card, Reading, filled, one_line};
use crate::exchange::columns::{FIELD_NAMES, Field, field_named, names_people, recognise};
use crate::exchange::foreign_date::{NumberOrder, is_ambiguous, parse_birthday, parse_date};
use crate::exchange::profile::{linkedin_profile, linkedin_profile_of_handle, web_address};
use crate::exchange::table::{Table, read_table};

/// The header of [`write_cards`]; [`read`] knows each of these names.
const CARD_HEADER: [&str; 16] = [
    "Name",
    "Given Name",
    "Family Name",
    "Nickname",
    "Pronouns",
    "Email",
    "Phone",
    "LinkedIn",
    "Website",
    "Company",
    "Role",
    "Timezone",
    "Birthday",
    "Tags",
    "Connected On",
    "Notes",
];

/// Reads people from a table.
///
/// The columns are known by the names that Google Contacts, Outlook, Thunderbird and plain tables give them. `mapping` holds pairs of a column's
/// name and a field's (see [`FIELD_NAMES`]); it goes before what is recognised. A header that names nobody is a problem that tells what was found
/// and how to map it. Apostrophes that [`write`] puts before a formula are taken off again.
pub fn read(bytes: &[u8], mapping: Option<&[(String, String)]>) -> Reading {
    let mut table = read_table(bytes, |header| header.iter().any(|name| !name.is_empty()));
    let mapped = |name: &String| mapping.unwrap_or_default().iter().any(|(column, _)| is_called(name, column));
    if !names_people(&recognise(&table.header)) && !table.header.iter().any(mapped) {
        // Notes may stand above the header, as in LinkedIn's export.
        let is_header = |cells: &[String]| names_people(&recognise(cells)) && 1 < cells.iter().filter(|cell| !cell.is_empty()).count();
        let below = read_table(bytes, is_header);
        table = if below.header.is_empty() { table } else { below };
    }
    let mut reading = Reading { cards: Vec::new(), problems: std::mem::take(&mut table.problems) };
    if table.header.is_empty() {
        reading.problem(1, "The file is empty.");
        return reading;
    }
    let mut fields = recognise(&table.header);
    apply_mapping(&mut fields, mapping.unwrap_or_default(), &table, &mut reading);
    if !names_people(&fields) {
        reading.problem(table.header_line, nobody_named(&table.header));
        return reading;
    }
    tell_unknown_columns(&table, &fields, &mut reading);
    read_cards(&table, &fields, &mut reading);
    reading.problems.sort_by_key(|problem| problem.line);
    reading
}

/// Takes the people out of a table whose columns are known. Rows that name nobody are told once, with their number.
pub fn read_cards(table: &Table, fields: &[Option<Field>], reading: &mut Reading) {
    let order = date_order(table, fields, reading);
    let mut unnamed: Vec<usize> = Vec::new();
    for row in &table.rows {
        let mut draft = Draft::default();
        for (field, cell) in fields.iter().zip(&row.cells) {
            let cell = unguarded(cell);
            if let (Some(field), false) = (field, cell.trim().is_empty())
                && let Err(message) = draft.take(*field, cell, order)
            {
                reading.problem(row.line, message);
            }
        }
        match draft.finish() {
            Some(card) => reading.cards.push(card),
            None => unnamed.push(row.line),
        }
    }
    match unnamed.as_slice() {
        [] => {}
        [line] => reading.problem(*line, "This row names nobody and was left out."),
        [first, ..] => reading.problem(*first, format!("{} rows name nobody, this one first, and were left out.", unnamed.len())),
    }
}

/// Writes rows under a header, with LF line ends and quotation marks where they are needed.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, their wide forms, a tab or a line end, blanks before it or
/// not) gets an apostrophe in front. So does one that begins with apostrophes and goes on like that: then one apostrophe taken off such a cell, as
/// [`read`] does, always gives back what was written.
pub fn write(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().flexible(true).terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing to memory cannot fail, and what went in as text comes out as text.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Writes people as a table that [`read`] and other address books read. Several addresses stand in one cell, ` ::: ` between them.
pub fn write_cards(cards: &[Card]) -> String {
    let several = |items: &[String]| items.join(" ::: ");
    let row = |card: &Card| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            card.name.clone(),
            text(&card.given),
            text(&card.family),
            several(&card.nicknames),
            text(&card.pronouns),
            several(&card.emails),
            several(&card.phones),
            text(&card.profile),
            several(&card.urls),
            text(&card.company),
            text(&card.role),
            text(&card.timezone),
            text(&card.birthday),
            several(&card.tags),
            card.connected_on.map(|day| day.to_string()).unwrap_or_default(),
            text(&card.note),
        ]
    };
    write(&CARD_HEADER, &cards.iter().map(row).collect::<Vec<_>>())
}

fn guarded(cell: &str) -> String {
    if wants_guard(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| wants_guard(rest)).unwrap_or(cell)
}

fn wants_guard(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    let first = cell.trim_start_matches([' ', '\u{A0}']).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'))
}

fn is_called(column: &str, name: &str) -> bool {
    column.trim().to_lowercase() == name.trim().to_lowercase()
}

fn apply_mapping(fields: &mut [Option<Field>], mapping: &[(String, String)], table: &Table, reading: &mut Reading) {
    for (column, field) in mapping {
        let place = table.header.iter().position(|name| is_called(name, column));
        match (place, field_named(field)) {
            (Some(place), Some(field)) => fields[place] = Some(field),
            (None, _) => {
                reading.problem(table.header_line, format!("There is no column “{column}”. The columns are {}.", quoted(&table.header)));
            }
            (_, None) => reading.problem(table.header_line, format!("“{field}” is no field. The fields are {}.", field_list())),
        }
    }
}

fn nobody_named(header: &[String]) -> String {
    let example = header.iter().find(|name| !name.is_empty()).map_or("Column", String::as_str);
    format!(
        "No column here holds a name or an e-mail address by what it is called. Found: {}. Say what they are, for example “{example}=name”; \
         the fields are {}.",
        quoted(header),
        field_list()
    )
}

fn tell_unknown_columns(table: &Table, fields: &[Option<Field>], reading: &mut Reading) {
    let names = unknown_columns(table, fields);
    if let Some(first) = names.first() {
        let message =
            format!("Left out, because their names say nothing here: {}. To take one in, map it, as in “{first}=note”.", quoted(&names));
        reading.problem(table.header_line, message);
    }
}

/// The columns that hold something and whose names say nothing.
pub(super) fn unknown_columns(table: &Table, fields: &[Option<Field>]) -> Vec<String> {
    let mut holds_text = vec![false; fields.len()];
    for row in &table.rows {
        holds_text.iter_mut().zip(&row.cells).for_each(|(holds, cell)| *holds |= !cell.trim().is_empty());
    }
    let unknown = fields.iter().enumerate().filter(|(column, field)| field.is_none() && holds_text[*column]);
    unknown.map(|(column, _)| table.header[column].clone()).filter(|name| !name.is_empty()).collect()
}

/// The names in quotation marks, the first twenty of them.
pub(super) fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut list = names.iter().take(SHOWN).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        // Writing to a string cannot fail.
        let _ = write!(list, " and {} more", names.len() - SHOWN);
    }
    list
}

fn field_list() -> String {
    FIELD_NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn date_order(table: &Table, fields: &[Option<Field>], reading: &mut Reading) -> NumberOrder {
    let is_date = |field: &Option<Field>| matches!(field, Some(Field::Birthday | Field::ConnectedOn));
    let columns: Vec<usize> = fields.iter().enumerate().filter(|(_, field)| is_date(field)).map(|(column, _)| column).collect();
    let cells = || table.rows.iter().flat_map(|row| columns.iter().map(|column| (row.line, row.cell(*column))));
    let told = NumberOrder::of(cells().map(|(_, cell)| cell));
    if let (None, Some((line, cell))) = (told, cells().find(|(_, cell)| is_ambiguous(cell))) {
        reading.problem(line, format!("“{cell}” and dates like it were read with the month first; no date of the file tells."));
    }
    told.unwrap_or(NumberOrder::MonthFirst)
}

/// A row on its way to a card.
#[derive(Default)]
struct Draft {
    card: Card,
    middle: Option<String>,
    birth: [Option<u32>; 3],
}

impl Draft {
    fn take(&mut self, field: Field, cell: &str, order: NumberOrder) -> Result<(), String> {
        let card = &mut self.card;
        let text = one_line(cell);
        match field {
            Field::Name => card.name = if card.name.is_empty() { text } else { std::mem::take(&mut card.name) },
            Field::Given => keep_first(&mut card.given, text),
            Field::Middle => keep_first(&mut self.middle, text),
            Field::Family => keep_first(&mut card.family, text),
            Field::Nickname => several(&text, &[]).for_each(|nickname| card.add_nickname(nickname)),
            Field::Pronouns => keep_first(&mut card.pronouns, text),
            Field::Email => return take_emails(card, &text),
            Field::Phone => several(&text, &[]).for_each(|number| card.add_phone(number)),
            Field::Profile => match linkedin_profile_of_handle(&text).or_else(|| web_address(&text)) {
                Some(profile) => keep_first(&mut card.profile, profile),
                None => return Err(format!("“{text}” is no address of a profile; it was left out.")),
            },
            Field::Url => several(&text, &[]).for_each(|page| take_page(card, page)),
            Field::Company => keep_first(&mut card.company, text),
            Field::Role => keep_first(&mut card.role, text),
            Field::Timezone if text.parse::<chrono_tz::Tz>().is_ok() => keep_first(&mut card.timezone, text),
            Field::Timezone => return Err(format!("“{text}” is no time zone such as America/Denver; it was left out.")),
            Field::Birthday => return take_birthday(card, &text, order),
            Field::BirthYear => self.birth[0] = text.parse().ok(),
            Field::BirthMonth => self.birth[1] = text.parse().ok(),
            Field::BirthDay => self.birth[2] = text.parse().ok(),
            Field::Note => card.add_note(cell),
            Field::Tags => several(&text, &[',', ';']).for_each(|tag| card.add_tag(tag)),
            Field::ConnectedOn => match parse_date(&text, order) {
                Some(day) => card.connected_on = Some(day),
                None => return Err(format!("“{text}” is no date that can be read; it was left out.")),
            },
            Field::Uid => keep_first(&mut card.uid, text),
            Field::Ignored => {}
        }
        Ok(())
    }

    fn finish(mut self) -> Option<Card> {
        let card = &mut self.card;
        if card.name.is_empty() {
            let parts = [&card.given, &self.middle, &card.family];
            card.name = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
        }
        if let ([year, Some(month), Some(day)], None) = (self.birth, &card.birthday) {
            let text = year.map_or(format!("--{month:02}{day:02}"), |year| format!("{year:04}-{month:02}-{day:02}"));
            card.birthday = parse_birthday(&text, NumberOrder::MonthFirst);
        }
        self.card.settle_name().then_some(self.card)
    }
}

fn keep_first(place: &mut Option<String>, value: String) {
    if place.is_none() {
        *place = filled(value);
    }
}

/// The values of one cell: Google puts ` ::: ` between them.
fn several<'t>(text: &'t str, also: &'t [char]) -> impl Iterator<Item = &'t str> {
    text.split(":::").flat_map(move |part| part.split(also)).map(str::trim).filter(|part| !part.is_empty())
}

fn take_emails(card: &mut Card, text: &str) -> Result<(), String> {
    // Exchange's own names for people stand where an address is wanted; they are of no use outside of it.
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o=")) {
        return Ok(());
    }
    let refused: Vec<&str> = several(text, &[',', ';']).filter(|address| !card.add_email(address)).collect();
    match refused.first() {
        None => Ok(()),
        Some(address) => Err(format!("“{address}” is no e-mail address; it was left out.")),
    }
}

fn take_page(card: &mut Card, page: &str) {
    match linkedin_profile(page) {
        Some(profile) if card.profile.is_none() => card.profile = Some(profile),
        _ => web_address(page).iter().for_each(|url| card.add_url(url)),
    }
}

fn take_birthday(card: &mut Card, text: &str, order: NumberOrder) -> Result<(), String> {
    // Outlook writes 0/0/00 for "not known".
    let says_nothing = text.chars().all(|c| matches!(c, '0' | '/' | '-' | '.'));
    match parse_birthday(text, order) {
        Some(birthday) => card.birthday = Some(birthday),
        None if says_nothing => {}
        None => return Err(format!("“{text}” is no birthday that can be read; it was left out.")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{read, write, write_cards};
    use crate::exchange::card::{Card, Reading};

    fn told(reading: &Reading) -> Vec<String> {
        let card = |card: &Card| {
            let parts = [Some(card.name.clone()), card.emails.first().cloned(), card.company.clone(), card.role.clone(), card.note.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let problems = reading.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message));
        reading.cards.iter().map(card).chain(problems).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(told(&read(text.as_bytes(), None)), expected);
    }

    fn check_mapped(text: &str, mapping: &[(&str, &str)], expected: &[&str]) {
        let mapping: Vec<(String, String)> = mapping.iter().map(|(column, field)| ((*column).to_owned(), (*field).to_owned())).collect();
        assert_eq!(told(&read(text.as_bytes(), Some(&mapping))), expected);
    }

    #[test]
    fn plain_tables_are_read_by_their_header() {
        check("Name,Email,Company\nAda,ada@mill.example,Mill\n", &["Ada, ada@mill.example, Mill"]);
        check("first name;SURNAME;E-Mail\nAda;King;ada@mill.example\n", &["Ada King, ada@mill.example"]);
    }

    #[test]
    fn notes_may_stand_above_the_header() {
        check("Notes:\n\"Some, with commas\"\n\nFirst Name,Last Name,Company\nAda,King,Mill\n", &["Ada King, Mill"]);
    }

    #[test]
    fn a_header_that_names_nobody_tells_how_to_map_it() {
        let text = "Wer,Wo\nAda,Mill\n";
        check(
            text,
            &[
                "1: No column here holds a name or an e-mail address by what it is called. Found: “Wer”, “Wo”. Say what they are, for example \
               “Wer=name”; the fields are name, given, family, nickname, pronouns, email, phone, linkedin, url, company, role, timezone, birthday, \
               note, tags, connected-on, ignore.",
            ],
        );
        check_mapped(text, &[("wer", "name"), ("Wo", "company")], &["Ada, Mill"]);
    }

    #[test]
    fn a_mapping_that_fits_nothing_is_told() {
        check_mapped("Name\nAda\n", &[("Nmae", "name")], &["Ada", "1: There is no column “Nmae”. The columns are “Name”."]);
        let told = read(b"Name\nAda\n", Some(&[("Name".into(), "nmae".into())]));
        assert!(told.problems[0].message.starts_with("“nmae” is no field. The fields are name, given"));
        check_mapped("Name,Note\nAda,x\n", &[("Note", "ignore")], &["Ada"]);
    }

    #[test]
    fn only_columns_that_hold_something_are_told() {
        check(
            "Name,Shoe size,Hat size\nAda,38,\n",
            &["Ada", "1: Left out, because their names say nothing here: “Shoe size”. To take one in, map it, as in “Shoe size=note”."],
        );
        check("Name,Shoe size\nAda,\n", &["Ada"]);
    }

    #[test]
    fn cells_that_say_nothing_useful_are_told_by_line() {
        check(
            "Name,Email,Time zone,Birthday\nAda,\"no\nmail\",Mars,someday\n\n,,,\n",
            &[
                "Ada",
                "2: “no mail” is no e-mail address; it was left out.",
                "2: “Mars” is no time zone such as America/Denver; it was left out.",
                "2: “someday” is no birthday that can be read; it was left out.",
            ],
        );
        check("", &["1: The file is empty."]);
    }

    #[test]
    fn formulas_are_disarmed_and_read_back() {
        let cells = ["=1+1", "+49 30", "-x", "@sum", "\tx", " =1", "＝1", "'=1", "''=1", "'Ada", "O'Brien", "", "\n=1"];
        let row: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let text = write(&["Name"], std::slice::from_ref(&row));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let written: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        for cell in &written {
            assert!(!cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\n', '＝']), "{cell:?}");
        }
        assert_eq!(written.iter().map(|cell| super::unguarded(cell)).collect::<Vec<_>>(), cells);
    }

    #[test]
    fn a_written_table_reads_as_the_same_people() {
        let mut card =
            Card { name: "=Ada, \"the\" first".into(), note: Some("-a\nb".into()), role: Some("@home".into()), ..Card::default() };
        card.emails = vec!["a@mill.example".into(), "b@mill.example".into()];
        card.phones = vec!["+1 555".into(), "+1 556".into()];
        card.profile = Some("https://www.linkedin.com/in/ada".into());
        card.tags = vec!["x y".into(), "z".into()];
        card.birthday = Some("--12-10".into());
        let text = write_cards(std::slice::from_ref(&card));
        assert_eq!(read(text.as_bytes(), None), Reading { cards: vec![card], problems: Vec::new() });
    }
}
