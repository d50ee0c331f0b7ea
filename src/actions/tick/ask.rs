//! What is asked of a habit's day, read from words as they are typed: `code read 30m`.

use crate::actions::plan::{Refusal, RefusalKind};
use crate::notes::habits::{Amount, Mark, mark};
use crate::notes::sections::run_together;
use crate::text::fuzzy::{did_you_mean, fold};

/// What is asked of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Done; a count goes up by one.
    Done,
    /// So much of it, and as it was typed.
    Amount(Amount, String),
    /// The small version.
    Small,
    /// Skipped on purpose.
    Skip,
    /// Said no.
    No,
    /// Empty again.
    Clear,
}

/// One habit with what is asked of its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The habit's name.
    pub habit: String,
    /// What is asked.
    pub ask: Ask,
    /// Whether it takes the place of what stands, in place of being added.
    pub set: bool,
    /// Words to stand behind the mark.
    pub note: Option<String>,
}

/// The habits that can be named: first those that are kept now, then those of earlier weeks.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Rows of the week's note, and habits of the settings.
    pub current: Vec<String>,
    /// Habits of other weeks alone.
    pub earlier: Vec<String>,
}

/// What a mark that was typed asks for; none for words that are no mark. Nothing typed is done.
#[must_use]
pub fn ask_of(words: &str) -> Option<Ask> {
    let (read, length) = mark(words);
    if length < words.len() {
        return None;
    }
    match read {
        Mark::Empty | Mark::Done => Some(Ask::Done),
        Mark::Small => Some(Ask::Small),
        Mark::Skipped => Some(Ask::Skip),
        Mark::No => Some(Ask::No),
        Mark::Amount(amount) => Some(Ask::Amount(amount, words.to_owned())),
        Mark::Unknown => None,
    }
}

/// Reads `code read 30m "job search" 1h`: habits by name or unique beginning, each with an amount where one follows.
///
/// A habit's name of several words may go without quotes; so may `45 min`. A mark with a note behind it is one word: `"x at home"`.
///
/// # Errors
/// When a word names no habit, or several; the refusal lists them.
pub fn read_words(words: &[String], names: &Names) -> Result<Vec<(String, Ask, Option<String>)>, Refusal> {
    let mut read: Vec<(String, Ask, Option<String>)> = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (habit, taken) = leading_habit(rest, names, read.last().map(|(habit, ..)| habit.as_str()))?;
        rest = &rest[taken..];
        let (ask, note, taken) = leading_amount(rest, names);
        rest = &rest[taken..];
        read.push((habit, ask, note));
    }
    Ok(read)
}

/// The habit at the beginning, and how many words name it.
fn leading_habit(words: &[String], names: &Names, before: Option<&str>) -> Result<(String, usize), Refusal> {
    for count in (2..=words.len().min(5)).rev() {
        let joined = fold(&words[..count].join(" "));
        if let Some(name) = names.all().find(|name| fold(name) == joined) {
            return Ok((name.clone(), count));
        }
    }
    let word = words[0].as_str();
    habit_named(word, names).map(|name| (name, 1)).map_err(|refusal| match before {
        Some(before) if word.starts_with(|letter: char| letter.is_ascii_digit()) => {
            let message = format!("“{word}” is no amount for “{before}”, and no habit");
            Refusal::new(RefusalKind::Unusable, message).advise("An amount is written 3, 45m, 1h30m or 1.5h; x, ~, - and no are marks too.")
        }
        _ => refusal,
    })
}

/// The amount at the beginning: as many words as read as one mark, but for those that name a habit.
fn leading_amount(words: &[String], names: &Names) -> (Ask, Option<String>, usize) {
    let is_habit = |word: &str| names.all().any(|name| fold(name) == fold(word));
    // The longest word of an amount is “minutes”.
    let amounts = |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit()) || word.len() <= 7;
    let run = words.iter().take(4).take_while(|word| amounts(word)).count();
    for count in (1..=run).rev() {
        let joined = words[..count].join(" ");
        // `x` after a habit is its mark, were it not for a habit called X.
        let names_a_habit = count == 1 && is_habit(&joined);
        if joined.trim().is_empty() || names_a_habit {
            continue;
        }
        if let Some(ask) = ask_of(joined.trim()) {
            return (ask, None, count);
        }
    }
    let Some(first) = words.first() else { return (Ask::Done, None, 0) };
    let (read, length) = mark(first);
    if read != Mark::Unknown && length > 0 && length < first.trim().len() {
        let (words, note) = first.trim().split_at(length);
        if let Some(ask) = ask_of(words) {
            return (ask, Some(note.trim().to_owned()), 1);
        }
    }
    (Ask::Done, None, 0)
}

/// The habit of this name, or the only one that begins so; habits that are kept now before earlier ones.
///
/// # Errors
/// When there is none, with the one that was probably meant, or several, listed.
pub fn habit_named(word: &str, names: &Names) -> Result<String, Refusal> {
    let folded = fold(&run_together(word));
    if let Some(name) = names.all().find(|name| fold(name) == folded) {
        return Ok(name.clone());
    }
    for tier in [&names.current, &names.earlier] {
        let begun: Vec<&String> = tier.iter().filter(|name| !folded.is_empty() && fold(name).starts_with(&folded)).collect();
        match begun.as_slice() {
            [] => {}
            [name] => return Ok((*name).clone()),
            several => {
                let list = several.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
                let message = format!("“{word}” may mean several habits: {list}");
                return Err(Refusal::new(RefusalKind::NotFound, message).advise("Write as much of the name as tells them apart."));
            }
        }
    }
    let near = did_you_mean(word, names.all().map(String::as_str));
    let advice = near.map_or_else(|| names.advice(), |near| format!("Did you mean “{near}”?"));
    Err(Refusal::new(RefusalKind::NotFound, format!("there is no habit called “{word}”")).advise(advice))
}

impl Names {
    fn all(&self) -> impl Iterator<Item = &String> {
        self.current.iter().chain(&self.earlier)
    }

    fn advice(&self) -> String {
        let names: Vec<&str> = self.current.iter().map(String::as_str).collect();
        if names.is_empty() {
            return "Add it to [habits] in journal.toml, such as Code = \"daily\".".to_owned();
        }
        format!("The habits are {}. A new one goes into [habits] of journal.toml, or into the week's table.", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ask, Names, read_words};

    fn read(words: &str) -> String {
        let names = Names {
            current: ["Code", "Read", "Job search", "Outreach", "Run"].map(str::to_owned).to_vec(),
            earlier: vec!["Coffee".into(), "X".into()],
        };
        let words: Vec<String> = words.split('_').map(str::to_owned).collect();
        let told = |(habit, ask, note): (String, Ask, Option<String>)| {
            let ask = match ask {
                Ask::Done => "done".to_owned(),
                Ask::Amount(_, words) => words,
                Ask::Small => "~".into(),
                Ask::Skip => "-".into(),
                Ask::No => "no".into(),
                Ask::Clear => "clear".into(),
            };
            note.map_or_else(|| format!("{habit}={ask}"), |note| format!("{habit}={ask} ({note})"))
        };
        match read_words(&words, &names) {
            Ok(read) => read.into_iter().map(told).collect::<Vec<_>>().join(", "),
            Err(refusal) => format!("{} {}", refusal.message, refusal.advice.unwrap_or_default()),
        }
    }

    #[test]
    fn several_habits_each_with_an_amount() {
        assert_eq!(read("code"), "Code=done");
        assert_eq!(read("code_read_30m"), "Code=done, Read=30m");
        assert_eq!(read("job_search_45_min_out"), "Job search=45 min, Outreach=done");
        assert_eq!(read("job search_1h_30m_run_~_read_-_code_no"), "Job search=1h 30m, Run=~, Read=-, Code=no");
    }

    #[test]
    fn a_mark_may_bring_its_note() {
        assert_eq!(read("code_x at the library_run"), "Code=done (at the library), Run=done");
    }

    #[test]
    fn a_unique_beginning_is_enough_and_kept_habits_come_first() {
        assert_eq!(read("co"), "Code=done");
        assert_eq!(read("cof"), "Coffee=done");
        assert_eq!(read("r"), "“r” may mean several habits: “Read”, “Run” Write as much of the name as tells them apart.");
    }

    #[test]
    fn a_slip_is_named() {
        assert_eq!(read("cdoe"), "there is no habit called “cdoe” Did you mean “Code”?");
        assert!(read("piano").starts_with("there is no habit called “piano” The habits are Code, Read, Job search, Outreach, Run."));
        assert!(read("code_30x").starts_with("“30x” is no amount for “Code”, and no habit An amount is written 3"));
        assert!(read("").starts_with("there is no habit called “”"));
    }

    #[test]
    fn a_habit_that_reads_like_a_mark_is_a_habit() {
        assert_eq!(read("code_X"), "Code=done, X=done");
        assert_eq!(read("x_x"), "X=done, X=done");
    }
}
