//! LinkedIn's `Connections.csv`: notes about the export stand above its header, as many as LinkedIn likes.

use crate::exchange::card::{Card, Reading};
use crate::exchange::columns::{Field, recognise};
use crate::exchange::csv::{quoted, read_cards, unknown_columns};
use crate::exchange::table::read_table;

/// Reads the people that LinkedIn's export lists. Those who hide their names have empty rows, which are told once; most addresses are missing,
/// because a member must allow the export of theirs.
pub fn read(bytes: &[u8]) -> Reading {
    let mut table = read_table(bytes, is_header);
    let mut reading = Reading { cards: Vec::new(), problems: std::mem::take(&mut table.problems) };
    if table.header.is_empty() {
        reading.problem(
            1,
            "This is not LinkedIn's Connections.csv: no line has the columns “First Name”, “Last Name” and “URL” or “Connected On”. \
             For another table use: journal import csv FILE",
        );
        return reading;
    }
    let fields = recognise(&table.header);
    let unknown = unknown_columns(&table, &fields);
    if !unknown.is_empty() {
        let message = format!("Left out, because their names say nothing here: {}.", quoted(&unknown));
        reading.problem(table.header_line, message);
    }
    read_cards(&table, &fields, &mut reading);
    reading.cards.iter_mut().for_each(take_pronouns_from_name);
    reading.problems.sort_by_key(|problem| problem.line);
    reading
}

fn is_header(cells: &[String]) -> bool {
    let fields = recognise(cells);
    let has = |field: Field| fields.contains(&Some(field));
    has(Field::Given) && has(Field::Family) && (has(Field::Url) || has(Field::ConnectedOn) || has(Field::Company))
}

/// Many write their pronouns behind their name: `Raman (she/her)`.
fn take_pronouns_from_name(card: &mut Card) {
    let Some((name, pronouns)) = pronouns_behind(&card.name).filter(|(name, _)| !name.is_empty()) else {
        return;
    };
    card.family =
        card.family.take().map(|family| pronouns_behind(&family).map_or(family, |(family, _)| family)).filter(|family| !family.is_empty());
    card.name = name;
    card.pronouns.get_or_insert(pronouns);
}

fn pronouns_behind(name: &str) -> Option<(String, String)> {
    let (before, inside) = name.strip_suffix(')')?.rsplit_once('(')?;
    let are_pronouns = inside.contains('/') && inside.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | ' '));
    are_pronouns.then(|| (before.trim_end().to_owned(), inside.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::read;

    const ROWS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                        Ada,Lovelace,https://www.linkedin.com/in/ada-example,,Analytical Engines,\"Engineer, compilers\",23 Nov 2026\n";

    fn check(text: &str, expected: &[&str]) {
        let reading = read(text.as_bytes());
        let cards = reading.cards.iter().map(|card| {
            let day = card.connected_on.map(|day| day.to_string()).unwrap_or_default();
            let [profile, company, role] = [&card.profile, &card.company, &card.role].map(|text| text.as_deref().unwrap_or("-"));
            format!("{} {profile} {company} / {role} {day}", card.name)
        });
        let problems = reading.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message));
        assert_eq!(cards.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn however_many_notes_stand_above_the_people_are_found() {
        let ada = "Ada Lovelace https://www.linkedin.com/in/ada-example Analytical Engines / Engineer, compilers 2026-11-23";
        check(ROWS, &[ada]);
        let notes = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\n";
        check(&format!("{notes}{ROWS}"), &[ada]);
        check(&format!("{notes}{notes}More:\n{ROWS}").replace('\n', "\r\n"), &[ada]);
    }

    #[test]
    fn a_column_that_nobody_knows_is_told() {
        check(
            "Vorname,Nachname,URL,Schuhgröße,Verbunden am\nJörg,Müller,https://www.linkedin.com/in/joerg-example,44,14 Okt 2026\n",
            &[
                "Jörg Müller https://www.linkedin.com/in/joerg-example - / - 2026-10-14",
                "1: Left out, because their names say nothing here: “Schuhgröße”.",
            ],
        );
    }

    #[test]
    fn members_who_hide_are_told_once() {
        check(
            &format!("{ROWS},,,,,,1 Feb 2026\n,,,,,,2 Feb 2026\n"),
            &[
                "Ada Lovelace https://www.linkedin.com/in/ada-example Analytical Engines / Engineer, compilers 2026-11-23",
                "3: 2 rows name nobody, this one first, and were left out.",
            ],
        );
    }

    #[test]
    fn dates_with_slashes_follow_the_file() {
        let rows = "First Name,Last Name,Connected On\nAda,L,1/2/26\nZoe,B,13/2/26\n";
        check(rows, &["Ada L - - / - 2026-02-01", "Zoe B - - / - 2026-02-13"]);
        let rows = "First Name,Last Name,Connected On\nAda,L,1/2/26\n";
        check(
            rows,
            &["Ada L - - / - 2026-01-02", "2: “1/2/26” and dates like it were read with the month first; no date of the file tells."],
        );
    }

    #[test]
    fn another_file_is_told_apart() {
        let reading = read(b"Name,Email\nAda,ada@mill.example\n");
        assert!(reading.cards.is_empty());
        assert!(reading.problems[0].message.starts_with("This is not LinkedIn's Connections.csv"));
    }
}
