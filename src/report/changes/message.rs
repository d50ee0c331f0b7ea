//! The words of a commit: a subject that says what moved, a body, trailers for programs (interface.md, “A commit's message”).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{weekday_long, weekday_short};
use crate::calendar::week::Week;
use crate::notes::habits::{Amount, Mark, mark, written_number};
use crate::notes::prompts::PromptStatus;
use crate::report::changes::fact::{Changes, ContactStep, HabitMarked, HabitTracked, MessageStep, NamedMove};

/// The most characters of a subject.
pub const SUBJECT_AT_MOST: usize = 72;

/// The week as it stands after the commit, for the trailers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekStanding {
    /// The week.
    pub week: Week,
    /// Habits done, added up over all of them.
    pub done: f64,
    /// What the targets ask.
    pub goal: f64,
    /// Messages sent in the week.
    pub sent: u32,
}

/// The message of a commit with these changes. Without `names` no person, company or title stands in the subject.
#[must_use]
pub fn message(changes: &Changes, standing: &WeekStanding, names: bool) -> String {
    let mut text = subject(changes, names);
    text.push('\n');
    let body = body(changes);
    if !body.is_empty() {
        text.push('\n');
    }
    for line in body {
        text.push_str(&on_one_line(&line));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&trailers(standing));
    text
}

/// Names and paths may hold line breaks and signs that steer a terminal: in a message they are spaces.
fn on_one_line(words: &str) -> String {
    let steers =
        |sign: char| sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    words.replace(steers, " ").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The trailers, as `git interpret-trailers` reads them: they tell the week as it stands after the commit.
#[must_use]
pub fn trailers(standing: &WeekStanding) -> String {
    let (done, goal) = (written_number(standing.done), written_number(standing.goal));
    format!("Journal-Week: {}\nJournal-Habits: {done}/{goal}\nJournal-Sent: {}\n", standing.week, standing.sent)
}

/// The first line: what moved, the most telling first, at most 72 characters.
#[must_use]
pub fn subject(changes: &Changes, names: bool) -> String {
    // Each part in a long and a short wording.
    let shown = |(long, short): (String, String)| (on_one_line(&long), on_one_line(&short));
    let parts: Vec<(String, String)> = parts(changes, names).into_iter().map(shown).collect();
    if parts.is_empty() {
        return "Tidy the journal".to_owned();
    }
    // The two most telling stay in full as long as dropping or shortening the others will do.
    for kept in (1..=parts.len()).rev() {
        for in_full in (kept.min(2)..=kept).rev() {
            let words = |(at, part): (usize, &(String, String))| if at < in_full { part.0.clone() } else { part.1.clone() };
            let line = capital(&parts[..kept].iter().enumerate().map(words).collect::<Vec<_>>().join("; "));
            if line.chars().count() <= SUBJECT_AT_MOST {
                return line;
            }
        }
    }
    let mut line = String::new();
    for (_, short) in &parts {
        let longer = if line.is_empty() { short.clone() } else { format!("{line}; {short}") };
        if longer.chars().count() > SUBJECT_AT_MOST {
            break;
        }
        line = longer;
    }
    if line.is_empty() {
        line = format!("{}…", parts[0].1.chars().take(SUBJECT_AT_MOST - 1).collect::<String>().trim_end());
    }
    capital(&line)
}

fn capital(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn parts(changes: &Changes, names: bool) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    parts.extend(habit_parts(&changes.habits));
    parts.extend([true, false].into_iter().filter_map(|is_tracked| tracked_part(&changes.tracked, is_tracked)));
    for (step, long, short) in [
        (MessageStep::Sent, "sent to", "message sent"),
        (MessageStep::Met, "met", "meeting"),
        (MessageStep::Answered, "answer from", "answer"),
        (MessageStep::MeetingSet, "meeting set with", "meeting set"),
        (MessageStep::Declined, "a no from", "no"),
        (MessageStep::Closed, "closed with", "message closed"),
        (MessageStep::Drafted, "drafted to", "draft"),
        (MessageStep::Edited, "worked on the message to", "draft edited"),
    ] {
        let who: Vec<&str> = changes
            .messages
            .iter()
            .filter(|it| it.step == step)
            .map(|it| if it.who.is_empty() { "nobody yet" } else { it.who.as_str() })
            .collect();
        let short = counted_first(who.len(), short);
        parts.extend(people_part(&who, long, short, names));
    }
    for (step, long, short) in [
        (ContactStep::Met, "met", "met"),
        (ContactStep::Added, "added", "added"),
        (ContactStep::Noted, "news of", "news of"),
        (ContactStep::Updated, "more on", "updated"),
    ] {
        // Whom a message goes to is named by the message already.
        let written_to = |name: &str| changes.messages.iter().any(|it| it.who == name);
        let who = changes.contacts.iter().filter(|it| it.step == step && !(step == ContactStep::Added && written_to(&it.name)));
        let who: Vec<&str> = who.map(|it| it.name.as_str()).collect();
        let short = if who.len() == 1 { format!("{short} 1 contact") } else { format!("{short} {} contacts", who.len()) };
        parts.extend(people_part(&who, long, short, names));
    }
    let answered = changes.prompts.iter().filter(|prompt| prompt.further).count();
    if answered > 0 {
        let words = format!("{} answered", counted(answered, "prompt"));
        parts.push((words.clone(), words));
    } else if !changes.prompts.is_empty() {
        let words = format!("{} reworked", counted(changes.prompts.len(), "prompt"));
        parts.push((words.clone(), words));
    }
    parts.extend(named_part(&changes.events, "event", names));
    parts.extend(named_part(&changes.companies, "company", names));
    parts.extend(named_part(&changes.maps, "map", names));
    parts.extend(prose_part(changes));
    if let [week] = changes.weeks.as_slice()
        && parts.is_empty()
    {
        parts.push((format!("begin week {}", week.number()), "begin the week".to_owned()));
    }
    if !changes.added.is_empty() {
        let words = counted(changes.added.len(), "new note");
        parts.push((words.clone(), words));
    }
    if !changes.moved.is_empty() {
        let words = format!("{} moved", counted(changes.moved.len(), "file"));
        parts.push((words.clone(), words));
    }
    if !changes.removed.is_empty() {
        let words = format!("{} removed", counted(changes.removed.len(), "note"));
        parts.push((words.clone(), words));
    }
    if changes.settings {
        parts.push(("settings".to_owned(), "settings".to_owned()));
    }
    if parts.is_empty() && !changes.other.is_empty() {
        let words = format!("{} tidied", counted(changes.other.len(), "file"));
        parts.push((words.clone(), words));
    }
    parts
}

/// What was done by itself, and what was not by the word for it: “Tue: Code, Read; skipped Run”.
fn habit_parts(marked: &[HabitMarked]) -> Vec<(String, String)> {
    let word = |it: &HabitMarked| match mark(&it.mark).0 {
        Mark::Empty => "cleared ",
        Mark::Skipped => "skipped ",
        Mark::No => "no ",
        Mark::Amount(Amount::Number(none) | Amount::Minutes(none)) if none == 0.0 => "no ",
        Mark::Done | Mark::Small | Mark::Amount(_) | Mark::Unknown => "",
    };
    let of = |wanted: &str| -> Vec<&HabitMarked> { marked.iter().filter(|it| word(it) == wanted).collect() };
    let mut told = String::new();
    let mut part = |wanted: &str| {
        let (days, long, short) = habit_part(&of(wanted), wanted)?;
        // The days are told once, where they are the same.
        let days = if days == told { String::new() } else { days };
        if !days.is_empty() {
            told.clone_from(&days);
        }
        Some((format!("{days}{long}"), format!("{days}{short}")))
    };
    ["", "skipped ", "no ", "cleared "].into_iter().filter_map(&mut part).collect()
}

/// “Tue: ” and “Code, Read” where all is of few days, else “Code, Read on 5 days”; in a long and a short wording.
fn habit_part(marked: &[&HabitMarked], word: &str) -> Option<(String, String, String)> {
    if marked.is_empty() {
        return None;
    }
    let mut by_habit: Vec<(&str, Vec<NaiveDate>)> = Vec::new();
    for mark in marked {
        match by_habit.iter_mut().find(|(habit, _)| *habit == mark.habit) {
            Some((_, days)) => days.push(mark.day),
            None => by_habit.push((&mark.habit, vec![mark.day])),
        }
    }
    let mut days: Vec<NaiveDate> = marked.iter().map(|mark| mark.day).collect();
    days.sort_unstable();
    days.dedup();
    let named = |days: &[NaiveDate]| days.iter().map(|day| weekday_short(day.weekday())).collect::<Vec<_>>().join(" ");
    let habits = format!("{word}{}", by_habit.iter().map(|(habit, _)| *habit).collect::<Vec<_>>().join(", "));
    let count = format!("{word}{}", counted(by_habit.len(), "habit"));
    Some(match days.as_slice() {
        few if few.len() <= 3 => (format!("{}: ", named(few)), habits, count),
        many => (String::new(), format!("{habits} on {} days", many.len()), format!("{count} on {} days", many.len())),
    })
}

/// “week 48: Guitar, Run no longer tracked”; the week where all is of one.
fn tracked_part(rows: &[HabitTracked], is_tracked: bool) -> Option<(String, String)> {
    let own: Vec<&HabitTracked> = rows.iter().filter(|row| row.is_tracked == is_tracked).collect();
    let first = own.first()?;
    let mut habits: Vec<&str> = Vec::new();
    for row in &own {
        if !habits.contains(&row.habit.as_str()) {
            habits.push(&row.habit);
        }
    }
    let week = if own.iter().all(|row| row.week == first.week) { format!("week {}: ", first.week.number()) } else { String::new() };
    let step = tracked_word(is_tracked);
    Some((format!("{week}{} {step}", habits.join(", ")), format!("{week}{} {step}", counted(habits.len(), "habit"))))
}

fn tracked_word(is_tracked: bool) -> &'static str {
    if is_tracked { "now tracked" } else { "no longer tracked" }
}

fn people_part(who: &[&str], long: &str, short: String, names: bool) -> Option<(String, String)> {
    match who {
        [] => None,
        [one] if names && !one.is_empty() => Some((format!("{long} {one}"), short)),
        [one, other] if names => Some((format!("{long} {one} and {other}"), short)),
        _ => Some((short.clone(), short)),
    }
}

fn named_part(moves: &[NamedMove], noun: &str, names: bool) -> Option<(String, String)> {
    match moves {
        [] => None,
        [one] if names => Some((format!("{}: {}", one.name, one.step), format!("1 {noun} {}", one.step))),
        [one] => Some((format!("1 {noun} {}", one.step), format!("1 {noun} {}", one.step))),
        _ => {
            let words = counted(moves.len(), noun);
            Some((words.clone(), words))
        }
    }
}

fn prose_part(changes: &Changes) -> Option<(String, String)> {
    let words: usize = changes.prose.iter().map(|prose| prose.words).sum();
    if words == 0 {
        return None;
    }
    let days: Vec<NaiveDate> = changes.prose.iter().filter_map(|prose| prose.day).collect();
    let amount = format!("wrote {}", counted(words, "word"));
    Some(match days.as_slice() {
        [day] if changes.prose.len() == 1 => (format!("{amount} on {}", weekday_long(day.weekday())), amount),
        _ => (amount.clone(), amount),
    })
}

/// “1 message sent”, “3 messages sent”: the first word is counted.
fn counted_first(number: usize, words: &str) -> String {
    match words.split_once(' ') {
        Some((noun, rest)) => format!("{} {rest}", counted(number, noun)),
        None => counted(number, words),
    }
}

/// “1 message”, “3 messages”, “2 companies”.
fn counted(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

fn body(changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |name: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push(format!("{name}: {}", items.join(", ")));
        }
    };
    let marked = |it: &HabitMarked| {
        let mark = if it.mark.is_empty() { "cleared" } else { &it.mark };
        format!("{} {mark} ({})", it.habit, weekday_short(it.day.weekday()))
    };
    let tracked = |it: &HabitTracked| format!("{} {} ({})", it.habit, tracked_word(it.is_tracked), it.week);
    line("Habits", changes.habits.iter().map(marked).chain(changes.tracked.iter().map(tracked)).collect());
    line("Messages", changes.messages.iter().map(|it| named(it.step.word(), &it.path, &it.who)).collect());
    line("Prompts", prompt_items(changes));
    line("Contacts", changes.contacts.iter().map(|it| format!("{} {} ({})", it.step.word(), it.path, it.name)).collect());
    for (name, moves) in [("Events", &changes.events), ("Companies", &changes.companies), ("Maps", &changes.maps)] {
        line(name, moves.iter().map(|it| format!("{} {} ({})", it.step, it.path, it.name)).collect());
    }
    line("Prose", changes.prose.iter().map(|it| format!("{} in {}", counted(it.words, "word"), it.path)).collect());
    line("Weeks", changes.weeks.iter().map(|week| format!("begun {week}")).collect());
    line("Added", changes.added.clone());
    line("Moved", changes.moved.iter().map(|(from, to)| format!("{from} to {to}")).collect());
    line("Removed", changes.removed.clone());
    line("Settings", changes.settings.then(|| "journal.toml".to_owned()).into_iter().collect());
    line("Other", changes.other.clone());
    lines
}

fn prompt_items(changes: &Changes) -> Vec<String> {
    let mut by_status: BTreeMap<std::cmp::Reverse<PromptStatus>, Vec<String>> = BTreeMap::new();
    for prompt in &changes.prompts {
        by_status.entry(std::cmp::Reverse(prompt.status)).or_default().push(format!("\"{}\"", prompt.heading));
    }
    let word = |status: PromptStatus| match status {
        PromptStatus::Completed => "completed",
        PromptStatus::Partly => "partly",
        PromptStatus::NotStarted => "reopened",
    };
    by_status.into_iter().map(|(status, headings)| format!("{} {}", word(status.0), headings.join(", "))).collect()
}

/// A step of a note, and whom or what it is about where that is known.
fn named(step: &str, path: &str, name: &str) -> String {
    if name.is_empty() { format!("{step} {path}") } else { format!("{step} {path} ({name})") }
}

#[cfg(test)]
mod tests {
    use super::{WeekStanding, message, subject};
    use crate::calendar::week::Week;
    use crate::report::changes::compare::changes;
    use crate::report::changes::fact::{Changes, Version};
    use crate::testing::files;

    /// What moved between two fixtures.
    fn moved(before: &str, after: &str) -> Changes {
        let (before, after) = (files(before), files(after));
        let mut paths: Vec<_> = before.iter().chain(&after).map(|(path, _)| path.clone()).collect();
        paths.sort();
        paths.dedup();
        let text = |files: &[(std::sync::Arc<str>, std::sync::Arc<str>)], path: &str| {
            files.iter().find(|(own, _)| &**own == path).map(|(_, text)| text.clone())
        };
        let versions: Vec<Version> = paths
            .into_iter()
            .map(|path| Version { before: text(&before, &path), after: text(&after, &path), moved_from: None, path })
            .collect();
        changes(&versions, &|_| None)
    }

    const WEEK: &str = "//- weeks/2026-W48.md\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | | | | | | |\n| Read | 30m/day | | | | | | | |\n\n## Prompts\n\n### Review the tracker\n\n### Map: energy\n";
    const DRAFT: &str = "//- outreach/2026-11-24-ada-lovelace.md\n---\nto: Ada Lovelace\nstatus: draft\n---\nHi Ada\n";

    #[test]
    fn a_day_is_told_as_the_contract_shows_it() {
        let before = format!("{WEEK}{DRAFT}");
        let after = before
            .replace("| Code | daily | x | |", "| Code | daily | x | x at home |")
            .replace("| Read | 30m/day | | |", "| Read | 30m/day | | 30m |")
            .replace("### Review the tracker\n", "### Review the tracker\n\nI tracked it.\n")
            .replace("### Map: energy\n", "### Map: energy\n\nhttps://video.example/1\n")
            .replace("status: draft", "status: sent\nsent: 2026-11-24");
        let standing = WeekStanding { week: Week::parse("2026-W48").unwrap(), done: 12.0, goal: 19.0, sent: 2 };
        assert_eq!(
            message(&moved(&before, &after), &standing, true),
            "Tue: Code, Read; sent to Ada Lovelace; 2 prompts answered\n\n\
             Habits: Code x (Tue), Read 30m (Tue)\n\
             Messages: sent outreach/2026-11-24-ada-lovelace.md (Ada Lovelace)\n\
             Prompts: completed \"Review the tracker\", \"Map: energy\"\n\n\
             Journal-Week: 2026-W48\nJournal-Habits: 12/19\nJournal-Sent: 2\n"
        );
    }

    #[test]
    fn what_was_not_done_is_not_told_as_done() {
        let marked = |code: &str, read: &str| {
            WEEK.replace("| Code | daily | x |", &format!("| Code | daily | {code} |"))
                .replace("| Read | 30m/day | |", &format!("| Read | 30m/day | {read} |"))
        };
        let subject = |code: &str, read: &str| subject(&moved(WEEK, &marked(code, read)), true);
        assert_eq!(subject("~", "-"), "Mon: Code; skipped Read");
        assert_eq!(subject("no", ""), "Mon: no Code");
        assert_eq!(subject("x", "0m"), "Mon: no Read");
        assert_eq!(subject("", ""), "Mon: cleared Code");
    }

    #[test]
    fn a_row_that_came_or_went_is_told_with_its_week() {
        let without = WEEK.replace("| Read | 30m/day | | | | | | | |\n", "");
        let standing = WeekStanding { week: Week::parse("2026-W48").unwrap(), done: 1.0, goal: 7.0, sent: 0 };
        let told = message(&moved(WEEK, &without), &standing, true);
        assert!(told.starts_with("Week 48: Read no longer tracked\n\nHabits: Read no longer tracked (2026-W48)\n\n"), "{told}");
        assert_eq!(subject(&moved(&without, WEEK), true), "Week 48: Read now tracked");
        let later = |text: &str| format!("{text}{}", text.replace("W48", "W49"));
        assert_eq!(subject(&moved(&later(WEEK), &later(&without)), true), "Read no longer tracked");
        assert_eq!(subject(&moved("", WEEK), true), "Mon: Code");
    }

    #[test]
    fn a_note_that_only_moved_is_told_with_both_its_paths() {
        let text: std::sync::Arc<str> = "# Ada".into();
        let version = Version { path: "b.md".into(), moved_from: Some("a.md".into()), before: Some(text.clone()), after: Some(text) };
        let standing = WeekStanding { week: Week::parse("2026-W48").unwrap(), done: 0.0, goal: 0.0, sent: 0 };
        let told = message(&changes(&[version], &|_| None), &standing, true);
        assert!(told.starts_with("1 file moved\n\nMoved: a.md to b.md\n\n"), "{told}");
    }

    #[test]
    fn a_name_of_several_lines_takes_one() {
        let after = "//- contacts/a.md\n---\nname: \"Ada\\n\\nJournal-Sent: 99 \\u001b[31m\"\n---\n";
        let standing = WeekStanding { week: Week::parse("2026-W48").unwrap(), done: 0.0, goal: 0.0, sent: 0 };
        let told = message(&moved("", after), &standing, true);
        assert!(
            told.starts_with("Added Ada Journal-Sent: 99 [31m\n\nContacts: added contacts/a.md (Ada Journal-Sent: 99 [31m)\n\n"),
            "{told}"
        );
    }

    #[test]
    fn names_can_be_kept_out_of_the_subject() {
        let after = DRAFT.replace("status: draft", "status: sent");
        assert_eq!(subject(&moved(DRAFT, &after), true), "Sent to Ada Lovelace");
        assert_eq!(subject(&moved(DRAFT, &after), false), "1 message sent");
    }

    #[test]
    fn prose_is_told_by_amount() {
        let changes = moved("", "//- days/2026-11-24.md\nOne two three four.\n");
        assert_eq!(subject(&changes, true), "Wrote 4 words on Tuesday");
    }

    #[test]
    fn a_log_line_of_a_message_that_moved_is_not_told_twice() {
        let contact = "//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace\n---\n## Log\n- 2026-11-01 Met\n";
        let before = format!("{contact}{DRAFT}");
        let after = before
            .replace("- 2026-11-01 Met\n", "- 2026-11-01 Met\n- 2026-11-24 Sent [[x]] by email.\n")
            .replace("status: draft", "status: sent");
        assert_eq!(subject(&moved(&before, &after), true), "Sent to Ada Lovelace");
    }

    #[test]
    fn a_long_subject_is_shortened_from_the_end_and_never_cut_in_a_word() {
        let mut after = String::new();
        for name in ["Bartholomew Featherstonehaugh", "Maximiliana Oppenheimer-Castellane"] {
            let stem = name.to_lowercase().replace(' ', "-");
            after.push_str(&format!("//- contacts/{stem}.md\n---\nname: {name}\n---\n"));
            after.push_str(&format!("//- outreach/2026-11-24-{stem}.md\n---\nto: {name}\nstatus: sent\n---\nHi\n"));
        }
        let line = subject(&moved("", &after), true);
        assert!(line.chars().count() <= 72, "{line}");
        assert_eq!(line, "2 messages sent");
    }
}
