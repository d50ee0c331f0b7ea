//! Figures in words, the same on a screen, on a page and in Markdown.

use crate::notes::habits::{Unit, written_minutes, written_number};
use crate::notes::tally::{DayMark, DayState};
use crate::report::due::{Due, DueKind};
use crate::report::week::HabitReport;
use crate::workspace::chains::Lately;

/// `1 week`, `3 weeks`.
#[must_use]
pub fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A percentage without a fraction: `50%`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0}%", (share * 100.0).round())
}

/// A number in its unit: `3`, `2.5`, `1h30m`.
#[must_use]
pub fn amount(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Minutes => written_minutes(value),
        Unit::Times | Unit::Count => written_number(value),
    }
}

/// The share that `done` is of `goal`, 0 to 1; 0 where nothing is asked.
#[must_use]
pub fn share(done: f64, goal: f64) -> f64 {
    if goal > 0.0 { (done / goal).clamp(0.0, 1.0) } else { 0.0 }
}

/// `33 of the last 40 due days`
#[must_use]
pub fn lately(lately: Lately) -> String {
    match lately {
        Lately { of: 0, .. } => "just begun".to_owned(),
        Lately { done, of: 1, weeks } => format!("{done} of 1 {}", if weeks { "week" } else { "due day" }),
        Lately { done, of, weeks: true } => format!("{done} of the last {}", plural(of, "week")),
        Lately { done, of, weeks: false } => format!("{done} of the last {}", plural(of, "due day")),
    }
}

/// `12 days in a row, best 31`; a chain of nothing is not spoken of.
#[must_use]
pub fn chain(current: u32, best: u32, weeks: bool) -> String {
    let unit = if weeks { "week" } else { "day" };
    match (current, best) {
        (_, 0) => String::new(),
        (0, best) => format!("best {}", plural(best as usize, unit)),
        (current, best) if best <= current => format!("{} in a row, best yet", plural(current as usize, unit)),
        (current, best) => format!("{} in a row, best {best}", plural(current as usize, unit)),
    }
}

/// A habit's sum against its target: `1h30m of 2h`, with a tick where the target is met.
#[must_use]
pub fn sum(habit: &HabitReport) -> String {
    let unit = habit.target.unit();
    let met = if habit.met == Some(true) { " ✓" } else { "" };
    match habit.met {
        None if habit.goal == 0.0 => "skipped".to_owned(),
        _ if habit.done == 0.0 => format!("0 of {}{met}", amount(habit.goal, unit)),
        _ => format!("{} of {}{met}", amount(habit.done, unit), amount(habit.goal, unit)),
    }
}

/// A day's mark in a letter or a number.
#[must_use]
pub fn mark(day: &DayState, unit: Unit) -> String {
    match (day.mark, day.amount) {
        (DayMark::Amount, Some(minutes)) if unit == Unit::Minutes => short_minutes(minutes),
        (DayMark::Amount, Some(number)) if unit == Unit::Count => written_number(number),
        (DayMark::Done | DayMark::Amount, _) => "✓".to_owned(),
        (DayMark::Small, _) => "~".to_owned(),
        (DayMark::Skipped, _) => "–".to_owned(),
        (DayMark::Missed, _) => "no".to_owned(),
        (DayMark::Unanswered, _) => "?".to_owned(),
        (DayMark::Open, _) => "·".to_owned(),
        (DayMark::None, _) => String::new(),
    }
}

/// A day's mark in words, for those who hear it.
#[must_use]
pub fn mark_words(day: &DayState) -> &'static str {
    match day.mark {
        DayMark::Done => "done",
        DayMark::Amount => "",
        DayMark::Small => "the small version",
        DayMark::Skipped => "skipped",
        DayMark::Missed => "not done",
        DayMark::Unanswered => "not answered",
        DayMark::Open => "open",
        DayMark::None => "not due",
    }
}

/// Minutes in at most four letters, as long as they are fewer than 100 hours: `45m`, `1.5h`.
fn short_minutes(minutes: f64) -> String {
    if minutes < 100.0 { written_minutes(minutes) } else { format!("{}h", (minutes / 6.0).round() / 10.0) }
}

/// How a score moved, in a word.
#[must_use]
pub fn trend(change: Option<f64>) -> &'static str {
    match change {
        None => "",
        Some(up) if 0.02 <= up => "rising",
        Some(down) if down <= -0.02 => "easing off",
        Some(_) => "steady",
    }
}

/// What is due: “reply to Ada Lovelace”; without a name only what: “a reply”.
#[must_use]
pub fn task(due: &Due) -> String {
    if due.who.is_empty() { due.kind.word().to_owned() } else { format!("{} {}", due.kind.verb(), due.who) }
}

/// What is due in numbers, for eyes that see no names: “1 reply, 3 thank-yous”.
#[must_use]
pub fn tasks_in_numbers(due: &[Due]) -> String {
    let count = |kind: DueKind| due.iter().filter(|one| one.kind == kind).count();
    let words = |kind: DueKind| match kind {
        DueKind::Reply => "reply to write",
        DueKind::ThankYou => "thank-you",
        DueKind::FollowUp => "follow-up",
        DueKind::Meeting => "meeting",
        DueKind::Contact => "contact to keep warm",
    };
    let told = |kind: DueKind| match (count(kind), kind) {
        (0, _) => None,
        (1, _) => Some(format!("1 {}", words(kind))),
        (many, DueKind::Reply) => Some(format!("{many} replies to write")),
        (many, DueKind::Contact) => Some(format!("{many} contacts to keep warm")),
        (many, _) => Some(plural(many, words(kind))),
    };
    DueKind::ALL.into_iter().filter_map(told).collect::<Vec<_>>().join(", ")
}

/// A line of Markdown as plain words: labels of links without their targets, no signs for bold or code.
#[must_use]
pub fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        words.push_str(&rest[..at]);
        let (label, after) = link(&rest[at..]);
        words.push_str(label);
        rest = &rest[at + after..];
    }
    words.push_str(rest);
    words.replace("**", "").replace("__", "").replace('`', "").trim().to_owned()
}

/// The label of a link at the start of `text`, and the bytes that it takes; the bracket itself where there is no link.
fn link(text: &str) -> (&str, usize) {
    if let Some(inner) = text.strip_prefix("[[")
        && let Some(end) = inner.find("]]")
    {
        let label = inner[..end].rsplit('|').next().unwrap_or("");
        return (label, end + 4);
    }
    let named = text.find("](").and_then(|close| Some((close, close + 1 + closing(&text[close + 1..])?)));
    match named {
        Some((close, end)) if !text[1..close].contains('[') => (&text[1..close], end + 1),
        _ => ("[", 1),
    }
}

/// Where the bracket that `text` begins with is closed; addresses may hold pairs of their own, as Wikipedia's do.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::{chain, lately, plain, plural};
    use crate::workspace::chains::Lately;

    #[test]
    fn one_is_no_plural() {
        assert_eq!((plural(1, "week"), plural(0, "week")), ("1 week".into(), "0 weeks".into()));
    }

    #[test]
    fn a_broken_chain_is_not_spoken_of() {
        assert_eq!(chain(0, 31, false), "best 31 days");
        assert_eq!(chain(12, 31, false), "12 days in a row, best 31");
        assert_eq!(chain(1, 1, true), "1 week in a row, best yet");
        assert_eq!(chain(0, 0, true), "");
        assert_eq!(lately(Lately { done: 33, of: 40, weeks: false }), "33 of the last 40 due days");
    }

    #[test]
    fn markdown_becomes_plain_words() {
        assert_eq!(
            plain("Wrote **two** pages for [[ada|Ada]] on [[tries]], see [here](https://a.example) [x]"),
            "Wrote two pages for Ada on tries, see here [x]"
        );
        assert_eq!(plain("[Rust](https://a.example/Rust_(language)) and [b](c)"), "Rust and b");
        assert_eq!(plain("[open](half(way"), "[open](half(way");
        assert_eq!(plain("an [open and [[another"), "an [open and [[another");
    }
}
