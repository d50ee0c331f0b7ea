//! The record of search activities that benefit offices ask for: who was asked, when, how, and what came of it.

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use crate::exchange::card::one_line;
use crate::exchange::csv;

/// The columns, in the order of the forms that offices hand out.
const HEADER: [&str; 6] = ["Date", "Employer", "Person", "Method", "Contact", "Outcome"];

/// One thing that was done to find work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchActivity {
    /// The day it was done.
    pub date: NaiveDate,
    /// The company.
    pub employer: String,
    /// Whom it was done with.
    pub person: String,
    /// How: by e-mail, in person, an application on a page.
    pub method: String,
    /// Where an office could ask: an address, a number, a page.
    pub contact: String,
    /// What came of it.
    pub outcome: String,
}

/// The record as a table for a spreadsheet, by date; safe to open (see [`csv::write`]).
pub fn to_csv(activities: &[SearchActivity]) -> String {
    let rows: Vec<Vec<String>> = by_date(activities).map(|activity| cells(activity).to_vec()).collect();
    csv::write(&HEADER, &rows)
}

/// The record as a Markdown table whose columns line up, by date.
pub fn to_markdown(activities: &[SearchActivity]) -> String {
    let rows: Vec<[String; 6]> = by_date(activities).map(|activity| cells(activity).map(|cell| markdown_cell(&cell))).collect();
    let widths: [usize; 6] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0).max(HEADER[column].width()));
    let line = |cells: &[String; 6]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width().min(width))));
        format!("| {} |\n", padded.collect::<Vec<_>>().join(" | "))
    };
    let mut table = line(&HEADER.map(str::to_owned));
    table.push_str(&format!("|{}|\n", widths.map(|width| "-".repeat(width + 2)).join("|")));
    table.extend(rows.iter().map(line));
    table
}

/// In the order of their days; those of one day stay as they came.
fn by_date(activities: &[SearchActivity]) -> impl Iterator<Item = &SearchActivity> {
    let mut sorted: Vec<&SearchActivity> = activities.iter().collect();
    sorted.sort_by_key(|activity| activity.date);
    sorted.into_iter()
}

fn cells(activity: &SearchActivity) -> [String; 6] {
    let texts = [&activity.employer, &activity.person, &activity.method, &activity.contact, &activity.outcome].map(|text| one_line(text));
    let [employer, person, method, contact, outcome] = texts;
    [activity.date.to_string(), employer, person, method, contact, outcome]
}

/// A cell shows what was written, whatever Markdown would make of it.
fn markdown_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '\\' | '<' | '`' | '*' | '[' | ']') {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{SearchActivity, to_csv, to_markdown};

    fn activities() -> Vec<SearchActivity> {
        let activity = |day, employer: &str, outcome: &str| SearchActivity {
            date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            employer: employer.into(),
            person: "Zoë Ada".into(),
            method: "email".into(),
            contact: "zoe@mill.example".into(),
            outcome: outcome.into(),
        };
        vec![activity(24, "Mill | Sons", "no answer yet"), activity(23, "=HYPERLINK(1)", "met,\nthanked")]
    }

    #[test]
    fn a_spreadsheet_gets_a_record_by_date_that_runs_nothing() {
        assert_eq!(
            to_csv(&activities()),
            "Date,Employer,Person,Method,Contact,Outcome\n\
             2026-11-23,'=HYPERLINK(1),Zoë Ada,email,zoe@mill.example,\"met, thanked\"\n\
             2026-11-24,Mill | Sons,Zoë Ada,email,zoe@mill.example,no answer yet\n"
        );
    }

    #[test]
    fn a_markdown_table_lines_up() {
        assert_eq!(
            to_markdown(&activities()),
            "\
| Date       | Employer      | Person  | Method | Contact          | Outcome       |
|------------|---------------|---------|--------|------------------|---------------|
| 2026-11-23 | =HYPERLINK(1) | Zoë Ada | email  | zoe@mill.example | met, thanked  |
| 2026-11-24 | Mill \\| Sons  | Zoë Ada | email  | zoe@mill.example | no answer yet |
"
        );
        assert_eq!(to_markdown(&[]).lines().count(), 2);
    }
}
