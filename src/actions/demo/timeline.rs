//! The acts applied one sitting after another: the sample's history.

use crate::actions::demo::acts::{Act, Moment, OUTREACH, Part, Script, read};
use crate::actions::demo::dates::Dates;
use crate::actions::demo::notes::{with_field, with_lines, without_field};
use crate::actions::demo::step::{DemoChange, DemoStep};
use crate::actions::demo::weeks::WeekNote;
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};

const SCRIPTS: [&str; 8] = [
    include_str!("text/settings.txt"),
    include_str!("text/people.txt"),
    include_str!("text/companies.txt"),
    include_str!("text/events.txt"),
    include_str!("text/messages.txt"),
    include_str!("text/drafts.txt"),
    include_str!("text/weeks.txt"),
    include_str!("text/notes.txt"),
];

/// The sample journal as the history of its sittings, oldest first, the last of them today.
///
/// The same `today` gives the same bytes. Nothing is dated later than today but what is planned: meetings, slots, times to be in touch.
pub fn demo(today: NaiveDate) -> Vec<DemoStep> {
    let dates = Dates { today };
    let Script { mut acts, weeks, .. } = read(&SCRIPTS, dates);
    acts.retain(|(moment, _)| moment.day <= today);
    for (moment, _) in &mut acts {
        // Today has one sitting so far, before the day's work.
        if moment.day == today {
            moment.part = Part::Morning;
        }
    }
    acts.sort_by_key(|(moment, _)| *moment);
    let mut journal = Journal::planned(weeks);
    let mut steps: Vec<DemoStep> = Vec::new();
    for sitting in acts.chunk_by(|(one, _), (other, _)| one == other) {
        for (_, act) in sitting {
            journal.apply(act);
        }
        let changes = journal.take_changes();
        if let (Some((moment, _)), false) = (sitting.first(), changes.is_empty()) {
            let message = steps.is_empty().then(|| "Start a journal: a table of habits, and one good reason".to_owned());
            steps.push(DemoStep { at: clock(*moment, dates), changes, message });
        }
    }
    steps
}

/// The journal as it stands after a sitting.
#[derive(Debug, Default)]
struct Journal {
    files: BTreeMap<String, String>,
    weeks: BTreeMap<NaiveDate, WeekNote>,
    saved: BTreeMap<String, String>,
    touched: BTreeSet<String>,
}

impl Journal {
    /// An empty journal, whose weeks will be opened one after another.
    fn planned(weeks: Vec<WeekNote>) -> Journal {
        Journal { weeks: weeks.into_iter().map(|week| (week.monday, week)).collect(), ..Journal::default() }
    }

    fn apply(&mut self, act: &Act) {
        match act {
            Act::Write { path, text } => self.write(path, text.clone()),
            Act::Field { path, key, value: Some(value) } => self.edit(path, |text| with_field(text, key, value)),
            Act::Field { path, key, value: None } => self.edit(path, |text| without_field(text, key)),
            Act::Lines { path, section, lines } => self.edit(path, |text| with_lines(text, section, lines)),
            Act::Swap { path, old, new } => self.edit(path, |text| text.replacen(old, new, 1)),
            Act::Mark { monday, habit, day, mark } => self.edit_week(*monday, |week| week.mark(habit, *day, mark)),
            Act::CountMessage { day } => {
                let weekday = day.weekday().num_days_from_monday();
                let monday = day.checked_sub_signed(Duration::days(i64::from(weekday))).unwrap_or(*day);
                self.edit_week(monday, |week| week.count_up(OUTREACH, weekday as usize));
            }
            Act::Answer { monday, answer } => self.edit_week(*monday, |week| week.answer(answer.clone())),
            Act::Wins { monday, text } => self.edit_week(*monday, |week| text.clone_into(&mut week.wins)),
            Act::Review { monday, text } => self.edit_week(*monday, |week| text.clone_into(&mut week.review)),
        }
    }

    fn write(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text);
        self.touched.insert(path.to_owned());
    }

    fn edit(&mut self, path: &str, change: impl FnOnce(&str) -> String) {
        if let Some(text) = self.files.get(path) {
            self.write(path, change(text));
        }
    }

    fn edit_week(&mut self, monday: NaiveDate, change: impl FnOnce(&mut WeekNote)) {
        if let Some(week) = self.weeks.get_mut(&monday) {
            change(week);
            let (path, text) = (week.path(), week.text());
            self.write(&path, text);
        }
    }

    /// What differs from the last sitting's end.
    fn take_changes(&mut self) -> Vec<DemoChange> {
        let mut changes = Vec::new();
        for path in std::mem::take(&mut self.touched) {
            let text = self.files.get(&path).cloned();
            if text.as_ref() != self.saved.get(&path) {
                if let Some(text) = &text {
                    self.saved.insert(path.clone(), text.clone());
                }
                changes.push(DemoChange { path, text });
            }
        }
        changes
    }
}

/// The time on the clock, a little different each day, as it is with people.
fn clock(moment: Moment, dates: Dates) -> NaiveDateTime {
    let number = (moment.day - dates.monday(-20)).num_days();
    let minutes = match moment.part {
        // Nothing of today may lie ahead of somebody who looks at it over breakfast.
        Part::Morning if moment.day == dates.today => 5 * 60 + 40,
        Part::Morning => 6 * 60 + 50 + number * 17 % 55,
        Part::Noon => 12 * 60 + 20 + number * 13 % 40,
        Part::Evening => 20 * 60 + 40 + number * 19 % 75,
    };
    moment.day.and_time(NaiveTime::MIN) + Duration::minutes(minutes)
}

#[cfg(test)]
mod tests {
    use super::{Journal, SCRIPTS, Script, demo, read};
    use crate::actions::demo::dates::Dates;
    use crate::actions::demo::notes::field;
    use crate::actions::demo::step::DemoStep;
    use crate::notes::catalogue::walk::week;
    use chrono::{Datelike, Duration, NaiveDate};
    use regex::Regex;
    use std::collections::{BTreeMap, BTreeSet};

    /// A Tuesday, a New Year's Day, a leap day, a Sunday, a Monday.
    fn days() -> [NaiveDate; 5] {
        [(2026, 11, 24), (2027, 1, 1), (2028, 2, 29), (2026, 11, 29), (2026, 6, 1)]
            .map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    /// The files at the end.
    fn files(steps: &[DemoStep]) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for change in steps.iter().flat_map(|step| &step.changes) {
            match &change.text {
                Some(text) => files.insert(change.path.clone(), text.clone()),
                None => files.remove(&change.path),
            };
        }
        files
    }

    fn in_folder<'a>(files: &'a BTreeMap<String, String>, folder: &str) -> Vec<(&'a str, &'a str)> {
        let prefix = format!("{folder}/");
        files.iter().filter(|(path, _)| path.starts_with(&prefix)).map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    /// Every journal the tests look at, with its day.
    fn journals() -> impl Iterator<Item = (NaiveDate, BTreeMap<String, String>)> {
        days().into_iter().map(|today| (today, files(&demo(today))))
    }

    fn values<'a>(notes: &[(&str, &'a str)], key: &str) -> BTreeSet<&'a str> {
        notes.iter().filter_map(|(_, text)| field(text, key)).collect()
    }

    fn dated(path: &str) -> NaiveDate {
        let name = path.rsplit('/').next().unwrap();
        name[..10].parse().unwrap()
    }

    #[test]
    fn the_same_day_gives_the_same_bytes() {
        for today in days() {
            assert_eq!(demo(today), demo(today));
        }
    }

    #[test]
    fn every_line_of_the_script_is_understood_and_changes_something() {
        for today in days() {
            let Script { mut acts, weeks, unread } = read(&SCRIPTS, Dates { today });
            assert_eq!(unread, Vec::<String>::new(), "{today}");
            acts.sort_by_key(|(moment, _)| *moment);
            let mut journal = Journal::planned(weeks);
            for (moment, act) in acts {
                let before = journal.files.clone();
                journal.apply(&act);
                assert!(journal.files != before, "{act:?} on {}", moment.day);
            }
        }
    }

    #[test]
    fn the_history_has_a_sitting_on_most_days_and_ends_today() {
        for today in days() {
            let steps = demo(today);
            assert!(steps.len() >= 110, "{} steps for {today}", steps.len());
            assert!(steps.is_sorted_by(|one, other| one.at < other.at), "{today}");
            assert_eq!(steps.last().unwrap().at.date(), today);
            assert!(steps[0].message.is_some() && steps[1..].iter().all(|step| step.message.is_none()));
            let busy = (0..20).filter(|week| {
                let day = |step: &DemoStep| (today - step.at.date()).num_days();
                steps.iter().filter(|step| day(step) / 7 == *week).count() >= 3
            });
            assert!(busy.count() >= 18, "{today}");
        }
    }

    #[test]
    fn no_sitting_rewrites_what_it_does_not_change() {
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for step in demo(days()[0]) {
            assert!(step.changes.is_sorted_by(|one, other| one.path < other.path), "{}", step.at);
            for change in step.changes {
                let text = change.text.unwrap();
                assert_ne!(known.insert(change.path.clone(), text.clone()), Some(text), "{} at {}", change.path, step.at);
            }
        }
    }

    #[test]
    fn there_is_enough_of_everything() {
        for (today, files) in journals() {
            let count = |folder: &str| in_folder(&files, folder).len();
            let least = [
                ("contacts", 24),
                ("companies", 6),
                ("outreach", 45),
                ("weeks", 20),
                ("days", 12),
                ("events", 8),
                ("maps", 3),
                ("prompts", 1),
            ];
            for (folder, least) in least {
                assert!(count(folder) >= least, "{} {folder} for {today}", count(folder));
            }
            let messages = in_folder(&files, "outreach");
            let channels = BTreeSet::from(["email", "linkedin", "linkedin-note", "slack", "twitter", "other"]);
            assert_eq!(values(&messages, "channel"), channels);
            assert_eq!(
                values(&messages, "intent"),
                BTreeSet::from(["follow-up", "thank-you", "reply"]),
                "and `first`, which is not written"
            );
            assert_eq!(values(&messages, "status"), BTreeSet::from(["draft", "sent", "replied", "met", "declined", "closed"]));
            assert_eq!(values(&in_folder(&files, "contacts"), "tie"), BTreeSet::from(["dormant", "weak", "community", "cold", "close"]));
            assert_eq!(values(&in_folder(&files, "events"), "status"), BTreeSet::from(["went", "skipped", "planned"]));
            assert!(values(&in_folder(&files, "companies"), "stage").len() >= 6);
        }
    }

    #[test]
    fn nothing_written_or_sent_is_dated_later_than_today() {
        let log = Regex::new(r"(?m)^- (\d{4}-\d\d-\d\d) ").unwrap();
        for (today, files) in journals() {
            for (path, text) in in_folder(&files, "outreach") {
                assert!(dated(path) <= today, "{path}");
                for key in ["sent", "replied", "reviewed"] {
                    let date: Option<NaiveDate> = field(text, key).map(|value| value.parse().unwrap());
                    assert!(date.is_none_or(|date| date <= today), "{key} in {path}");
                }
            }
            for (path, text) in in_folder(&files, "contacts") {
                let dates: Vec<NaiveDate> = log.captures_iter(text).map(|found| found[1].parse().unwrap()).collect();
                assert!(dates.is_sorted() && dates.iter().all(|date| *date <= today), "the log of {path} on {today}: {dates:?}");
            }
        }
    }

    #[test]
    fn a_message_moves_on_in_time() {
        for (today, files) in journals() {
            for (path, text) in in_folder(&files, "outreach") {
                let dates: Vec<NaiveDate> = ["sent", "replied", "met"].iter().filter_map(|key| field(text, key)?.parse().ok()).collect();
                assert!(dates.is_sorted() && dates.iter().all(|date| dated(path) <= *date), "{path} on {today}: {dates:?}");
                let status = field(text, "status").unwrap();
                assert!(status == "draft" || field(text, "sent").is_some(), "{path} is {status}");
                assert_eq!(status == "draft", field(text, "sent").is_none(), "{path}");
            }
        }
    }

    #[test]
    fn drafts_are_of_the_last_seven_days() {
        for (today, files) in journals() {
            let drafts: Vec<_> =
                in_folder(&files, "outreach").into_iter().filter(|(_, text)| field(text, "status") == Some("draft")).collect();
            assert!(drafts.len() >= 12, "{} drafts", drafts.len());
            for (path, _) in drafts {
                assert!(dated(path) >= today - Duration::days(7), "{path} on {today}");
            }
        }
    }

    #[test]
    fn every_message_goes_to_a_contact_and_what_it_follows_is_there() {
        for (today, files) in journals() {
            let contacts = in_folder(&files, "contacts");
            let names = values(&contacts, "name");
            for (path, text) in in_folder(&files, "outreach") {
                let to = field(text, "to").unwrap();
                let stem = &path["outreach/2026-11-24-".len()..];
                assert!(names.contains(to), "{to} in {path}");
                assert_eq!(files.get(&format!("contacts/{stem}")).and_then(|note| field(note, "name")), Some(to), "{path}");
                if let Some(first) = field(text, "follows") {
                    let first = files.get(&format!("outreach/{first}.md")).unwrap_or_else(|| panic!("{path} follows {first} on {today}"));
                    assert_eq!(field(first, "to"), Some(to));
                }
            }
        }
    }

    #[test]
    fn every_link_leads_to_a_note_in_each_step() {
        let link = Regex::new(r"\[\[([^\]|#]+)").unwrap();
        let contact = Regex::new(r"met: \[([a-z, -]+)\]").unwrap();
        for today in days() {
            let mut stems: BTreeSet<String> = BTreeSet::new();
            let mut dead = Vec::new();
            for step in demo(today) {
                let stem = |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".md").to_owned();
                stems.extend(step.changes.iter().map(|change| stem(&change.path)));
                for change in &step.changes {
                    let text = change.text.as_deref().unwrap();
                    let linked = link.captures_iter(text).map(|found| found[1].to_owned());
                    let met = contact.captures_iter(text).flat_map(|found| found[1].split(", ").map(str::to_owned).collect::<Vec<_>>());
                    let missing = linked.chain(met).filter(|target| !stems.contains(target));
                    dead.extend(missing.map(|target| format!("{target} in {} at {}", change.path, step.at)));
                }
            }
            assert_eq!(dead, Vec::<String>::new());
        }
    }

    #[test]
    fn a_weekday_fits_its_date_but_for_the_draft_that_shows_the_fault() {
        let named = Regex::new(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (\d{1,2}) ([A-Z][a-z]+)").unwrap();
        for (today, files) in journals() {
            let mut wrong = Vec::new();
            for (path, text) in in_folder(&files, "outreach") {
                for found in named.captures_iter(text) {
                    let near = (-200..=200).map(|days| dated(path) + Duration::days(days));
                    let fits = near.filter(|day| day.format("%-d %B").to_string() == found[0].split_once(' ').unwrap().1);
                    if !fits.into_iter().any(|day| found[0].starts_with(&day.format("%A").to_string())) {
                        wrong.push(path);
                    }
                }
            }
            assert!(wrong.len() == 1 && wrong[0].ends_with("kealoha-akana.md"), "{wrong:?} on {today}");
        }
    }

    #[test]
    fn a_week_has_its_seven_days_and_tells_the_messages_sent() {
        for (today, files) in journals() {
            for (path, text) in in_folder(&files, "weeks") {
                let rows: Vec<Vec<&str>> =
                    text.lines().filter(|line| line.starts_with("| ")).map(|line| line.split('|').map(str::trim).collect()).collect();
                assert!(rows.len() >= 4 && rows.iter().all(|row| row.len() == 11), "{path}");
                let outreach = rows.iter().find(|row| row[1] == "Outreach").unwrap();
                let monday = days_of(path);
                for (day, cell) in outreach[3..10].iter().enumerate() {
                    let date = (monday + Duration::days(day as i64)).to_string();
                    let sent = in_folder(&files, "outreach").into_iter().filter(|(_, text)| field(text, "sent") == Some(&date)).count();
                    assert_eq!(cell.parse().unwrap_or(0), sent, "{date} in {path} on {today}");
                }
            }
        }
    }

    /// The Monday of a week's note.
    fn days_of(path: &str) -> NaiveDate {
        let name = path.trim_start_matches("weeks/").trim_end_matches(".md");
        NaiveDate::parse_from_str(&format!("{name}-1"), "%G-W%V-%u").unwrap()
    }

    #[test]
    fn prompts_taken_up_are_those_that_the_week_asks() {
        for (_, files) in journals() {
            let own = files["prompts/line-cook.md"].clone();
            let mut answered = 0;
            for (path, text) in in_folder(&files, "weeks") {
                let headings = text.lines().filter_map(|line| line.strip_prefix("### "));
                for heading in headings {
                    let set = field(text, "prompts").unwrap();
                    let known = match week(set) {
                        Some(week) => week.prompt(heading).is_some(),
                        None => own.contains(&format!("### {heading}\n")),
                    };
                    assert!(known, "{heading} in {path} of {set}");
                    answered += 1;
                }
            }
            assert!(answered >= 60, "{answered}");
        }
    }

    #[test]
    fn no_placeholder_of_the_script_is_left() {
        let left = Regex::new(r"\{[a-z]+ [wtb][-+0-9]|(?m)^@").unwrap();
        for (_, files) in journals() {
            for (path, text) in &files {
                assert!(!left.is_match(text) && text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
            }
        }
    }

    #[test]
    fn the_outreach_target_changes_and_two_habits_come_later() {
        for (today, files) in journals() {
            let weeks = in_folder(&files, "weeks");
            let row = |index: usize, habit: &str| {
                let line = weeks[index].1.lines().find(|line| line.starts_with(&format!("| {habit} ")))?;
                Some(line.split('|').nth(2)?.trim())
            };
            assert_eq!((row(0, "Outreach"), row(19, "Outreach")), (Some("1/week"), Some("3/week")), "{today}");
            assert_eq!((row(0, "Run"), row(0, "Job search")), (None, None));
            assert_eq!((row(19, "Run"), row(19, "Job search")), (Some("Mon Wed Sat"), Some("2h/week")));
            assert!(files["journal.toml"].contains("Outreach = { target = \"3/week\"") && files["journal.toml"].contains("away = [\""));
            assert_eq!(today.iso_week(), days_of(weeks[19].0).iso_week());
        }
    }
}
