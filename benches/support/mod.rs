//! A deterministic journal of any size, as if somebody had kept it for years.

pub mod server;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};

/// The day on which the benches see the journal.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// A generator of numbers that are the same on every machine (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("small")
    }
}

const WORDS: &[&str] = &[
    "parser", "kitchen", "index", "prep", "query", "week", "mentor", "service", "cache", "letter", "queue", "learning", "coffee", "review",
    "test", "release", "meetup", "question", "answer", "habit", "page", "deploy", "story", "map", "energy", "team", "code", "night",
    "library", "plan",
];

fn sentence(dice: &mut Dice) -> String {
    let count = 8 + dice.below(10);
    let words: Vec<&str> = (0..count).map(|_| WORDS[dice.below(WORDS.len())]).collect();
    let mut text = words.join(" ");
    text[..1].make_ascii_uppercase();
    text + ". "
}

fn prose(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&sentence(dice));
        if dice.below(4) == 0 {
            text.push_str("\n\n");
        }
    }
    text
}

/// `count` notes of about 2 KB: of ten, three contacts, three messages, three days or plain notes, one week. Paths and texts.
pub fn notes(count: usize) -> Vec<(Arc<str>, Arc<str>)> {
    let mut dice = Dice::new(7);
    let people = (count * 3 / 10).max(1);
    let first = today() - Days::new(count as u64);
    (0..count)
        .map(|at| {
            let day = first + Days::new(at as u64);
            let person = dice.below(people);
            let (path, text) = match at % 10 {
                0 | 3 | 6 => contact(&mut dice, at * 3 / 10),
                1 | 4 | 7 => message(&mut dice, at, person, day),
                9 => week(&mut dice, at),
                _ => {
                    let text = format!("# Day {day}\n\nMet [[person-{person}]] and read. {}\n", prose(&mut dice, 1_800));
                    (format!("days/{day}.md"), text)
                }
            };
            (path.into(), text.into())
        })
        .collect()
}

fn contact(dice: &mut Dice, number: usize) -> (String, String) {
    let mut text = format!(
        "---\nname: Person {number}\naliases: [P{number}]\ncompany: Company {}\nrole: Engineer\ntie: weak\nevery: 6 weeks\ntags: [rust, meetup]\n---\n# Person {number}\n\n## Facts\n",
        number % 97
    );
    for _ in 0..8 {
        let _ = writeln!(text, "- {}", sentence(dice).trim());
    }
    text.push_str("\n## Log\n");
    for line in 0..8 {
        let _ = writeln!(text, "- {} {}", today() - Days::new(400 - line * 40), sentence(dice).trim());
    }
    (format!("contacts/person-{number}.md"), text)
}

fn message(dice: &mut Dice, at: usize, person: usize, day: NaiveDate) -> (String, String) {
    let text = format!(
        "---\nto: Person {person}\nchannel: email\nintent: first\nsubject: A question on parsers\nstatus: sent\nsent: {day}\n---\nHi Person,\n\n{}\n\nThanks,\nSam\n\n## Notes\n\n{}\n",
        prose(dice, 700),
        prose(dice, 800)
    );
    (format!("outreach/{day}-{at}.md"), text)
}

fn week(dice: &mut Dice, at: usize) -> (String, String) {
    let day = today() - Days::new(7 * (at as u64 / 10));
    let iso = day.iso_week();
    let name = format!("{}-W{:02}", iso.year(), iso.week());
    (format!("weeks/{name}.md"), week_text(dice, &name))
}

/// The text of a week's note.
pub fn week_text(dice: &mut Dice, name: &str) -> String {
    let mut text = format!(
        "---\nweek: {name}\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n"
    );
    for (habit, target) in
        [("Code", "daily"), ("Read", "30m/day"), ("Outreach", "3/week"), ("Job search", "2h/week"), ("Run", "Mon Wed Sat")]
    {
        let _ = write!(text, "| {habit} | {target} |");
        for _ in 0..7 {
            let marks = if target.contains('m') || target.contains('h') { ["30m", "45m", ""] } else { ["x", "x", ""] };
            let _ = write!(text, " {} |", marks[dice.below(3)]);
        }
        text.push('\n');
    }
    let _ = write!(text, "\n## Review\n\n{}\n", prose(dice, 1_000));
    text
}

/// Ten years of daily entries: 3,650 days, 520 weeks, 2,000 messages to 400 people.
pub fn ten_years() -> Vec<(Arc<str>, Arc<str>)> {
    let mut dice = Dice::new(11);
    let mut files: Vec<(String, String)> = vec![(
        "journal.toml".into(),
        "[habits]\nCode = \"daily\"\nRead = \"30m/day\"\nOutreach = { target = \"3/week\", counts = \"messages sent\" }\n\"Job search\" = \"2h/week\"\nRun = \"Mon Wed Sat\"\n".into(),
    )];
    files.extend((0..400).map(|number| contact(&mut dice, number)));
    for at in 0..3_650_u64 {
        let day = today() - Days::new(at);
        files.push((format!("days/{day}.md"), format!("# {day}\n\n{}\n", prose(&mut dice, 900))));
    }
    for at in 0..520_u64 {
        let iso = (today() - Days::new(7 * at)).iso_week();
        let name = format!("{}-W{:02}", iso.year(), iso.week());
        let text = week_text(&mut dice, &name);
        files.push((format!("weeks/{name}.md"), text));
    }
    for at in 0..2_000 {
        let day = today() - Days::new(at as u64 * 3_650 / 2_000);
        let person = dice.below(400);
        files.push(message(&mut dice, at, person, day));
    }
    files.into_iter().map(|(path, text)| (path.into(), text.into())).collect()
}

/// Writes files below a folder.
pub fn write(folder: &Path, files: &[(Arc<str>, Arc<str>)]) {
    for (path, text) in files {
        let path = folder.join(&**path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the bench's folder can be written");
        std::fs::write(path, text.as_bytes()).expect("the bench's folder can be written");
    }
}
