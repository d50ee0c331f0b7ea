//! The script read as acts: what the sample's keeper did, and when.

use crate::actions::demo::dates::Dates;
use crate::actions::demo::notes::field;
use crate::actions::demo::script::{Block, blocks};
use crate::actions::demo::weeks::{Answer, Row, WeekNote, ticked};
use chrono::NaiveDate;

/// When an act was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// Which of the day's sittings.
    pub part: Part,
}

/// The parts of a day in which the keeper sits down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Before class: messages go out.
    Morning,
    /// Over lunch: answers come in.
    Noon,
    /// After dinner: drafts, marks, reflections.
    Evening,
}

/// One thing done to the journal.
#[derive(Debug, Clone)]
pub enum Act {
    /// A new note, or one written anew.
    Write { path: String, text: String },
    /// A front matter field set, or taken away.
    Field { path: String, key: String, value: Option<String> },
    /// Lines added at the end of a section.
    Lines { path: String, section: String, lines: String },
    /// The first place with the old words, given new ones.
    Swap { path: String, old: String, new: String },
    /// A mark in a week's habit table; `day` counts from Monday, 0.
    Mark { monday: NaiveDate, habit: String, day: usize, mark: String },
    /// A message went out: the habit that counts them goes up by one.
    CountMessage { day: NaiveDate },
    /// A prompt taken up, or taken further.
    Answer { monday: NaiveDate, answer: Answer },
    /// The week's wins.
    Wins { monday: NaiveDate, text: String },
    /// The week's review.
    Review { monday: NaiveDate, text: String },
}

/// A script's acts, and the weeks that it plans.
#[derive(Debug, Default)]
pub struct Script {
    /// In the order of the script, not yet of time.
    pub acts: Vec<(Moment, Act)>,
    /// The weeks with their rows still unmarked.
    pub weeks: Vec<WeekNote>,
    /// The first lines of blocks that make no sense, for the test that wants none.
    pub unread: Vec<String>,
}

/// The name of the habit that counts messages.
pub const OUTREACH: &str = "Outreach";

/// Reads the scripts with their days told from `dates`. Blocks that make no sense are passed over.
pub fn read(scripts: &[&str], dates: Dates) -> Script {
    let mut reader = Reader { dates, script: Script::default(), note: Note::default(), monday: dates.monday(0) };
    for script in scripts {
        for block in blocks(script) {
            let line = format!("@{} {}", block.verb, block.words);
            if reader.block(block).is_none() {
                reader.script.unread.push(line);
            }
        }
    }
    reader.script
}

/// The note that the next blocks are about.
#[derive(Debug, Default)]
struct Note {
    path: String,
    /// Where it is a message: whom it goes to, by what channel, and when it was drafted.
    contact: String,
    channel: String,
    drafted: Option<NaiveDate>,
}

struct Reader {
    dates: Dates,
    script: Script,
    note: Note,
    monday: NaiveDate,
}

impl Reader {
    fn block(&mut self, block: Block<'_>) -> Option<()> {
        match block.verb {
            "note" => self.note(block),
            "message" => self.message(block),
            "set" | "unset" | "add" | "swap" => self.change(block),
            "sent" | "replied" | "met" | "declined" | "closed" => self.move_on(block),
            "week" => self.week(block),
            "prompt" | "wins" | "review" => self.reflection(block),
            "today" => self.marks_of_today(block),
            _ => None,
        }
    }

    fn note(&mut self, block: Block<'_>) -> Option<()> {
        let (path, when) = block.words.rsplit_once(' ')?;
        let moment = self.moment(when, Part::Evening)?;
        let path = self.dates.fill(path);
        self.note = Note { path: path.clone(), ..Note::default() };
        self.push(moment, Act::Write { path, text: format!("{}\n", self.dates.fill(block.text)) });
        Some(())
    }

    fn message(&mut self, block: Block<'_>) -> Option<()> {
        let (contact, when) = block.words.split_once(' ')?;
        let moment = self.moment(when, Part::Evening)?;
        let (fields, text) = block.text.split_once("\n---\n")?;
        let text = self.dates.fill(&format!("---\n{fields}\nstatus: draft\n---\n{}\n", text.trim_start_matches('\n')));
        let path = format!("outreach/{}-{contact}.md", moment.day);
        let channel = field(&text, "channel").unwrap_or("other").to_owned();
        self.note = Note { path: path.clone(), contact: contact.to_owned(), channel, drafted: Some(moment.day) };
        self.push(moment, Act::Write { path, text });
        Some(())
    }

    fn change(&mut self, block: Block<'_>) -> Option<()> {
        let (when, words) = block.first_word();
        let moment = self.moment(when, Part::Evening)?;
        let (path, words, text) = (self.note.path.clone(), self.dates.fill(words), self.dates.fill(block.text));
        let act = match block.verb {
            "set" => {
                let (key, value) = words.split_once(": ")?;
                Act::Field { path, key: key.to_owned(), value: Some(value.to_owned()) }
            }
            "unset" => Act::Field { path, key: words, value: None },
            "add" => Act::Lines { path, section: words, lines: text },
            _ => {
                let (old, new) = text.split_once("\n=>\n")?;
                Act::Swap { path, old: old.to_owned(), new: new.to_owned() }
            }
        };
        self.push(moment, act);
        Some(())
    }

    /// A message moves on: its status and date, a line in the contact's log, and where it is sent, the habit that counts.
    fn move_on(&mut self, block: Block<'_>) -> Option<()> {
        let (when, words) = block.first_word();
        let drafted = self.note.drafted?;
        let usual = match block.verb {
            "sent" if self.moment(when, Part::Evening)?.day > drafted => Part::Morning,
            "replied" | "declined" => Part::Noon,
            _ => Part::Evening,
        };
        let moment = self.moment(when, usual)?;
        let (path, day) = (self.note.path.clone(), moment.day);
        let stem = path.trim_start_matches("outreach/").trim_end_matches(".md").to_owned();
        let words = self.dates.fill(words);
        let field = |key: &str, value: &str| Act::Field { path: path.clone(), key: key.to_owned(), value: Some(value.to_owned()) };
        self.push(moment, field("status", block.verb));
        let date = day.to_string();
        let line = match block.verb {
            "sent" => Some(format!("Sent [[{stem}]]{}.", by_channel(&self.note.channel))),
            "replied" => Some(format!("Answered: {words}")),
            "met" => Some(format!("Met {words}")),
            "declined" => Some(format!("Declined: {words}")),
            _ => (!words.is_empty()).then_some(words),
        };
        match block.verb {
            "sent" | "replied" | "met" => self.push(moment, field(block.verb, &date)),
            "declined" => self.push(moment, field("replied", &date)),
            _ => {}
        }
        if let Some(line) = line {
            let contact = format!("contacts/{}.md", self.note.contact);
            self.push(moment, Act::Lines { path: contact, section: "Log".into(), lines: format!("- {date} {line}") });
        }
        if block.verb == "sent" {
            self.push(moment, Act::CountMessage { day });
        }
        Some(())
    }

    fn week(&mut self, block: Block<'_>) -> Option<()> {
        let (week, set) = block.first_word();
        let offset = week.strip_prefix('w')?.parse().ok()?;
        self.monday = self.dates.monday(offset);
        let mut rows = Vec::new();
        for line in block.text.lines() {
            let mut cells = line.split('|').map(str::trim);
            let (habit, target) = (cells.next()?, cells.next()?);
            for (day, mark) in cells.enumerate().filter(|(_, mark)| !mark.is_empty()) {
                self.marked(habit, offset, day, mark);
            }
            rows.push(Row { habit: habit.to_owned(), target: target.to_owned(), cells: Default::default() });
        }
        let prompts = (!set.is_empty()).then(|| set.to_owned());
        let monday = self.monday;
        self.script.weeks.push(WeekNote { monday, prompts, rows, answers: Vec::new(), wins: String::new(), review: String::new() });
        Some(())
    }

    /// Marks a day that is over, on the evening when the journal was opened next.
    fn marked(&mut self, habit: &str, week: i64, day: usize, mark: &str) {
        let date = self.dates.day_of_week(week, day);
        if date < self.dates.today {
            let evening = Moment { day: self.next_evening(date), part: Part::Evening };
            let act = Act::Mark { monday: self.monday, habit: habit.to_owned(), day, mark: self.dates.fill(mark) };
            self.push(evening, act);
        }
    }

    /// On one evening in three the keeper is too tired to open the journal, and catches up later.
    fn next_evening(&self, date: NaiveDate) -> NaiveDate {
        let day_number = |day: NaiveDate| (day - self.dates.monday(-20)).num_days();
        let mut evening = date;
        while evening < self.dates.today && (day_number(evening) * 5 + 2).rem_euclid(9) < 3 {
            evening = evening.succ_opt().unwrap_or(self.dates.today);
        }
        evening
    }

    fn marks_of_today(&mut self, block: Block<'_>) -> Option<()> {
        let moment = Moment { day: self.dates.today, part: Part::Morning };
        let day = usize::try_from((self.dates.today - self.monday).num_days()).ok()?;
        for line in block.text.lines() {
            let (habit, marks) = line.split_once('|')?;
            let mark = marks.split('|').nth(day)?.trim();
            if !mark.is_empty() {
                let act = Act::Mark { monday: self.monday, habit: habit.trim().to_owned(), day, mark: mark.to_owned() };
                self.push(moment, act);
            }
        }
        Some(())
    }

    fn reflection(&mut self, block: Block<'_>) -> Option<()> {
        let (when, words) = block.first_word();
        let moment = self.moment(when, Part::Evening)?;
        let (monday, text) = (self.monday, self.dates.fill(block.text));
        let act = match block.verb {
            "wins" => Act::Wins { monday, text },
            "review" => Act::Review { monday, text },
            _ => {
                let (status, heading) = words.split_once(' ')?;
                Act::Answer { monday, answer: Answer { heading: heading.to_owned(), ticked: ticked(status), text } }
            }
        };
        self.push(moment, act);
        Some(())
    }

    /// A day of the script, with `.am`, `.noon` or `.pm` after it where it is not the usual part of the day.
    fn moment(&self, word: &str, usual: Part) -> Option<Moment> {
        let parts = [(".am", Part::Morning), (".noon", Part::Noon), (".pm", Part::Evening)];
        let named = parts.iter().find_map(|(suffix, part)| Some((word.strip_suffix(suffix)?, *part)));
        let (day, part) = named.unwrap_or((word, usual));
        Some(Moment { day: self.dates.day(day)?, part })
    }

    fn push(&mut self, moment: Moment, act: Act) {
        self.script.acts.push((moment, act));
    }
}

fn by_channel(channel: &str) -> &'static str {
    match channel {
        "email" => " by email",
        "linkedin" => " on LinkedIn",
        "linkedin-note" => " as a LinkedIn note",
        "slack" => " on Slack",
        "twitter" => " on Twitter",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, read};
    use crate::actions::demo::dates::Dates;
    use chrono::NaiveDate;

    #[track_caller]
    fn check(script: &str, expected: &[&str]) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let shown: Vec<String> =
            read(&[script], Dates { today }).acts.iter().map(|(moment, act)| format!("{} {}", moment.day, shown(act))).collect();
        assert_eq!(shown, expected);
    }

    fn shown(act: &Act) -> String {
        match act {
            Act::Write { path, text } => format!("{path}: {text:?}"),
            Act::Field { path, key, value } => format!("{path}: {key} = {value:?}"),
            Act::Lines { path, section, lines } => format!("{path}: {section}: {lines}"),
            Act::Swap { path, old, new } => format!("{path}: {old} => {new}"),
            Act::Mark { habit, day, mark, .. } => format!("{habit} {day} {mark}"),
            Act::CountMessage { day } => format!("one more on {day}"),
            Act::Answer { answer, .. } => format!("{} {:?}", answer.heading, answer.ticked),
            Act::Wins { text, .. } | Act::Review { text, .. } => text.clone(),
        }
    }

    #[test]
    fn a_message_that_is_sent_leaves_its_traces() {
        check(
            "@message ada w-1.mon\nto: Ada\nchannel: email\n---\nHi Ada\n@sent w-1.tue\n@replied w-1.wed yes, gladly.",
            &[
                "2026-11-16 outreach/2026-11-16-ada.md: \"---\\nto: Ada\\nchannel: email\\nstatus: draft\\n---\\nHi Ada\\n\"",
                "2026-11-17 outreach/2026-11-16-ada.md: status = Some(\"sent\")",
                "2026-11-17 outreach/2026-11-16-ada.md: sent = Some(\"2026-11-17\")",
                "2026-11-17 contacts/ada.md: Log: - 2026-11-17 Sent [[2026-11-16-ada]] by email.",
                "2026-11-17 one more on 2026-11-17",
                "2026-11-18 outreach/2026-11-16-ada.md: status = Some(\"replied\")",
                "2026-11-18 outreach/2026-11-16-ada.md: replied = Some(\"2026-11-18\")",
                "2026-11-18 contacts/ada.md: Log: - 2026-11-18 Answered: yes, gladly.",
            ],
        );
    }

    #[test]
    fn only_days_that_are_over_are_marked_from_the_plan() {
        // Monday's mark was made up for a day later.
        check("@week w0\nCode | daily | x | x | x\n@today\nCode | | ~ | x", &["2026-11-24 Code 0 x", "2026-11-24 Code 1 ~"]);
    }
}
