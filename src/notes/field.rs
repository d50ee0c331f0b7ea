//! Front matter fields: what each may hold, and reading them with their places.

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::date::{Period, iso_date, iso_date_time};
use crate::calendar::week::Week;
use crate::markdown::tree::{Content, Entry, Markdown, Value};
use crate::notes::kind::NoteKind;
use crate::notes::problem::{Problem, ProblemKind};
use crate::text::fuzzy::{did_you_mean, edit_distance};
use crate::text::range::TextRange;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Words.
    Text,
    /// One or several words or phrases.
    Texts,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Words, of which these are usual.
    Suggest(&'static [&'static str]),
    /// A day, `2026-11-23`.
    Date,
    /// A day, perhaps with a time: `2026-12-02 18:30`.
    DateTime,
    /// A length of time, `6 weeks`.
    Period,
    /// `yes` or `no`.
    YesNo,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Url,
    /// A time zone of the IANA database, `America/Denver`.
    Zone,
    /// A company's name.
    Company,
    /// One or several contacts.
    Contacts,
    /// A message's file stem or link.
    Message,
    /// A week, `2026-W48`.
    Week,
    /// A week of a prompt set.
    PromptWeek,
    /// Codes of checks.
    Codes,
}

/// A field that a kind of note may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldSpec {
    /// Its key.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// What it is for, in a sentence that hover and schemas show.
    pub about: &'static str,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value as meant.
    pub value: T,
    /// Its bytes in the note, quotes included.
    pub range: TextRange,
}

impl<T> Spanned<T> {
    /// A value at its place.
    pub fn new(value: T, range: TextRange) -> Self {
        Self { value, range }
    }
}

/// The front matter of a note, ready to be asked.
pub struct Fields<'a> {
    entries: &'a [Entry],
}

impl<'a> Fields<'a> {
    /// The fields of a parsed note; none where it has no front matter.
    #[must_use]
    pub fn of(markdown: &'a Markdown) -> Self {
        Self { entries: markdown.front_matter.as_ref().map_or(&[], |front| &front.entries) }
    }

    /// The entry under `key`, the first where it stands twice.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The words under `key`; none where it is empty, blank, a list or a mapping.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        scalar(&self.entry(key)?.value)
    }

    /// One or several words under `key`: a list, or a single value that stands for a list of one.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        match self.entry(key).map(|entry| &entry.value) {
            None => Vec::new(),
            Some(value) => match &value.content {
                Content::List(values) => values.iter().filter_map(scalar).collect(),
                Content::Scalar(_) => scalar(value).into_iter().collect(),
                Content::Empty | Content::Map(_) => Vec::new(),
            },
        }
    }

    /// The day under `key`, where it is one.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<Spanned<NaiveDate>> {
        self.read(key, iso_date)
    }

    /// The day and perhaps the time under `key`.
    #[must_use]
    pub fn date_time(&self, key: &str) -> Option<Spanned<(NaiveDate, Option<NaiveTime>)>> {
        self.read(key, iso_date_time)
    }

    /// What `read` makes of the words under `key`.
    pub fn read<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<Spanned<T>> {
        let words = self.text(key)?;
        read(words.value.trim()).map(|value| Spanned::new(value, words.range))
    }
}

fn scalar(value: &Value) -> Option<Spanned<String>> {
    match &value.content {
        Content::Scalar(words) if !words.trim().is_empty() => Some(Spanned::new(words.clone(), value.range)),
        Content::Scalar(_) | Content::Empty | Content::List(_) | Content::Map(_) => None,
    }
}

/// `true` for yes, true, on and y; `false` for their opposites.
#[must_use]
pub fn yes_no(words: &str) -> Option<bool> {
    match words.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "y" | "on" => Some(true),
        "no" | "false" | "n" | "off" => Some(false),
        _ => None,
    }
}

/// Whether words look like an e-mail address: one `@` with something on both sides and a dot behind it, no spaces.
#[must_use]
pub fn looks_like_email(words: &str) -> bool {
    let Some((local, domain)) = words.split_once('@') else { return false };
    let fine = |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter == '@' || letter == ',');
    fine(local) && fine(domain) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
}

/// The problems of a note's front matter: fields it does not have, values that are not what the field holds.
#[must_use]
pub fn field_problems(markdown: &Markdown, kind: NoteKind) -> Vec<Problem> {
    let Some(front) = &markdown.front_matter else { return Vec::new() };
    let mut problems = Vec::new();
    for entry in &front.entries {
        match kind.fields().iter().find(|field| field.name == entry.key) {
            Some(field) => problems.extend(value_problems(field, &entry.value)),
            None => problems.extend(unknown_field(entry, kind)),
        }
    }
    problems
}

fn unknown_field(entry: &Entry, kind: NoteKind) -> Option<Problem> {
    let near = kind.fields().iter().map(|field| field.name).min_by_key(|name| edit_distance(&entry.key, name))?;
    // A short key two edits away is another word, not a slip: `text` is not `tags`.
    let most = if near.len() <= 4 { 1 } else { 2 };
    let slip = edit_distance(&entry.key, near) <= most;
    slip.then(|| {
        let message = format!("“{}” is no field of {}.", entry.key, kind.a_note());
        let help = format!("Did you mean “{near}”?");
        Problem::new(ProblemKind::Field, entry.key_range, message, help).replaced_by(near)
    })
}

fn value_problems(field: &FieldSpec, value: &Value) -> Vec<Problem> {
    let several = matches!(field.shape, Shape::Texts | Shape::Contacts | Shape::Codes);
    match &value.content {
        Content::Empty => Vec::new(),
        Content::Map(_) => vec![wrong(field, value.range, "A group of keys".into())],
        Content::List(values) if several => values.iter().flat_map(|one| value_problems(field, one)).collect(),
        Content::List(_) => vec![wrong(field, value.range, "A list".into())],
        Content::Scalar(words) => scalar_problem(field, words.trim(), value.range).into_iter().collect(),
    }
}

fn scalar_problem(field: &FieldSpec, words: &str, range: TextRange) -> Option<Problem> {
    let fits = match field.shape {
        Shape::Text | Shape::Texts | Shape::Suggest(_) | Shape::Company | Shape::Contacts | Shape::Message => true,
        Shape::PromptWeek | Shape::Codes => true,
        Shape::OneOf(allowed) => return one_of_problem(field, allowed, words, range),
        Shape::Date => iso_date(words).is_some(),
        Shape::DateTime => iso_date_time(words).is_some(),
        Shape::Period => Period::parse(words).is_some(),
        Shape::YesNo => yes_no(words).is_some(),
        Shape::Email => looks_like_email(words),
        Shape::Url => words.contains('.') && !words.contains(char::is_whitespace),
        Shape::Zone => words.parse::<chrono_tz::Tz>().is_ok(),
        Shape::Week => Week::parse(words).is_some(),
    };
    if fits || words.is_empty() {
        return None;
    }
    let problem = wrong(field, range, format!("“{words}”"));
    Some(match field.shape {
        Shape::Zone => near_zone(words).map_or(problem.clone(), |zone| problem.replaced_by(zone)),
        Shape::Date => loose_date(words).map_or(problem.clone(), |date| problem.replaced_by(date)),
        _ => problem,
    })
}

fn one_of_problem(field: &FieldSpec, allowed: &'static [&'static str], words: &str, range: TextRange) -> Option<Problem> {
    if words.is_empty() || allowed.contains(&words) {
        return None;
    }
    let problem = wrong(field, range, format!("“{words}”"));
    // The nearest allowed word, whatever case or hyphen it was written with.
    let plain = words.to_lowercase().replace([' ', '_'], "-");
    let spoken = allowed.iter().copied().find(|word| word.replace(' ', "-") == plain);
    let near = spoken.or_else(|| did_you_mean(words, allowed.iter().copied()));
    Some(near.map_or(problem.clone(), |word| problem.replaced_by(word)))
}

fn wrong(field: &FieldSpec, range: TextRange, found: String) -> Problem {
    let message = format!("{found} is not {} for “{}”.", expected(field.shape), field.name);
    Problem::new(ProblemKind::Value, range, message, help(field.shape))
}

fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Suggest(_) => "a text",
        Shape::Texts => "a text or a list of texts",
        Shape::OneOf(_) => "one of the words",
        Shape::Date => "a date",
        Shape::DateTime => "a date or a date with a time",
        Shape::Period => "a length of time",
        Shape::YesNo => "yes or no",
        Shape::Email => "an e-mail address",
        Shape::Url => "an address on the web",
        Shape::Zone => "a time zone",
        Shape::Company => "a company's name",
        Shape::Contacts => "a contact or a list of contacts",
        Shape::Message => "a message",
        Shape::Week => "a week",
        Shape::PromptWeek => "a week of prompts",
        Shape::Codes => "a code or a list of codes",
    }
}

fn help(shape: Shape) -> String {
    match shape {
        Shape::OneOf(words) => format!("Write one of: {}.", words.join(", ")),
        Shape::Date => "Write year, month and day: 2026-11-23.".into(),
        Shape::DateTime => "Write 2026-12-02, or with a time 2026-12-02 18:30.".into(),
        Shape::Period => "Write days, weeks or months: 6 weeks.".into(),
        Shape::YesNo => "Write yes or no.".into(),
        Shape::Email => "Write it like name@host.example.".into(),
        Shape::Url => "Write it like https://host.example/page.".into(),
        Shape::Zone => "Write it as in the IANA list: America/Denver, Europe/Paris.".into(),
        Shape::Week => "Write year and ISO week: 2026-W48.".into(),
        Shape::Texts | Shape::Contacts | Shape::Codes => "Write one, or several in brackets: [one, two].".into(),
        Shape::Text | Shape::Suggest(_) | Shape::Company | Shape::Message | Shape::PromptWeek => "Write a single value.".into(),
    }
}

fn near_zone(words: &str) -> Option<&'static str> {
    let city = words.rsplit('/').next().unwrap_or(words).trim().replace(' ', "_");
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let by_city = names().find(|name| name.rsplit('/').next().is_some_and(|it| it.eq_ignore_ascii_case(&city)));
    // An offset such as `UTC+2` is no slip of `UTC`, and `Etc/GMT-5` is the far side of the world from what `GMT-5` means.
    let is_offset = words.contains(|letter: char| letter.is_ascii_digit());
    by_city.or_else(|| did_you_mean(words, names())).filter(|_| !is_offset)
}

/// A date written with other signs or without leading zeros, year first: `2026/11/3`.
fn loose_date(words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split(['/', '.', '-', ' ']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(year)?).ok()?, number(month)?, number(day)?)?;
    (year.len() == 4).then(|| date.to_string())
}
