//! Which notes come first: by the letters typed, then by how close and how recent.

use chrono::NaiveDate;

use crate::notes::contact::Tie;
use crate::notes::note::{Meaning, Note};
use crate::text::fuzzy::Fuzzy;
use crate::text::letters::Letters;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// So many of the best by letters are looked at more closely.
const CLOSER: usize = 60;

/// The name of a note as people say it, without a copy.
#[must_use]
pub fn shown_name(note: &Note) -> &str {
    match &note.meaning {
        Meaning::Contact(contact) => &contact.name.value,
        Meaning::Company(company) => &company.name.value,
        Meaning::Event(event) => &event.name.value,
        Meaning::Outreach(_) | Meaning::Week(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => {
            let heading = note.markdown.headings.iter().find(|heading| heading.level == 1);
            heading.map(|heading| note.of(heading.text).trim()).filter(|words| !words.is_empty()).unwrap_or_else(|| note.stem())
        }
    }
}

/// The notes that match what was typed, the likeliest first, at most so many; and whether some were left out.
#[must_use]
pub fn ranked<'a>(
    snapshot: &'a Snapshot,
    notes: impl Iterator<Item = (NoteId, &'a Note)>,
    typed: &str,
    most: usize,
) -> (Vec<(NoteId, &'a Note)>, bool) {
    let mut fuzzy = Fuzzy::new(typed);
    let asked = Letters::asked_by(typed);
    let has_slash = typed.contains('/');
    let mut found: Vec<(u32, i64, NoteId, &Note)> = Vec::new();
    for (id, note) in notes {
        if !has_slash && !note.letters.hold(asked) {
            continue;
        }
        let score = if typed.is_empty() { Some(0) } else { best_score(note, asked, has_slash, &mut fuzzy) };
        found.extend(score.map(|score| (score, nearness(note), id, note)));
    }
    let is_cut = most < found.len();
    let order = |one: &(u32, i64, NoteId, &Note), other: &(u32, i64, NoteId, &Note)| {
        (other.0, other.1).cmp(&(one.0, one.1)).then_with(|| one.3.path.cmp(&other.3.path))
    };
    let kept = most.max(CLOSER);
    if kept < found.len() {
        found.select_nth_unstable_by(kept, order);
        found.truncate(kept);
    }
    found.sort_by(order);
    // Of the best by letters, those of whom something was heard lately come first among near equals.
    let looked_at = found.len().min(CLOSER);
    for entry in &mut found[..looked_at] {
        if entry.3.contact().is_some() {
            let last = snapshot.timeline(entry.2).last().map(|touch| touch.date);
            entry.1 = entry.1.max(recency(last) + tie_days(entry.3));
        }
    }
    // A difference of a few points is no difference: it comes of a capital or a word's beginning.
    found[..looked_at].sort_by(|one, other| (other.0 / 16, other.1).cmp(&(one.0 / 16, one.1)).then_with(|| order(one, other)));
    found.truncate(most);
    (found.into_iter().map(|(_, _, id, note)| (id, note)).collect(), is_cut)
}

/// The best score among a note's names.
fn best_score(note: &Note, asked: Letters, has_slash: bool, fuzzy: &mut Fuzzy) -> Option<u32> {
    let name = shown_name(note);
    let names = [name, note.stem()].into_iter().chain(note.aliases.iter().map(|alias| alias.value.as_str()));
    let by_name = names.filter(|name| Letters::of(name).hold(asked)).filter_map(|name| fuzzy.score(name)).max();
    // A folder may be typed too: `contacts/ad`.
    by_name.or_else(|| has_slash.then(|| fuzzy.score(&note.path)).flatten())
}

/// How near a note is by itself: the day it speaks of, and for a contact how close they are, as days.
fn nearness(note: &Note) -> i64 {
    match &note.meaning {
        Meaning::Contact(contact) => {
            let logged = contact.log.iter().rev().find_map(|line| line.date.as_ref()).map(|date| date.value);
            recency(logged) + tie_days(note)
        }
        Meaning::Outreach(message) => recency(message.sent.as_ref().map(|sent| sent.value).or(message.written)),
        Meaning::Event(event) => recency(event.day()),
        Meaning::Week(week) => recency(week.week.map(|week| week.first_day(crate::calendar::week::WeekStart::Monday))),
        Meaning::Company(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => recency(None),
    }
}

fn recency(day: Option<NaiveDate>) -> i64 {
    day.map_or(0, |day| i64::from(chrono::Datelike::num_days_from_ce(&day)))
}

/// A closer tie weighs as some days of recency do.
fn tie_days(note: &Note) -> i64 {
    match note.contact().and_then(|contact| contact.tie) {
        Some(Tie::Close) => 40,
        Some(Tie::Dormant | Tie::Community) => 20,
        Some(Tie::Weak) => 10,
        Some(Tie::Cold) | None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::ranked;
    use crate::testing::journal;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let snapshot = journal(
            "//- contacts/ada-lovelace.md\n---\ntie: weak\n---\n# Ada Lovelace\n## Log\n- 2026-11-20 Met\n//- contacts/ada-byron.md\n---\ntie: close\n---\n# Ada Byron\n\
## Log\n- 2026-01-20 Met\n//- contacts/bo.md\n---\naliases: [Adolf]\n---\n# Bo\n//- contacts/zoe.md\n# Zoë\n//- contacts/new.md\n# Ada Newman\n\
//- outreach/2026-11-22-new.md\n---\nto: Ada Newman\nstatus: sent\nsent: 2026-11-22\n---\n",
        );
        let contacts = snapshot.contacts().map(|(id, note, _)| (id, &**note));
        let (found, _) = ranked(&snapshot, contacts, typed, 9);
        assert_eq!(found.iter().map(|(_, note)| note.stem()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn among_equals_the_last_touch_and_the_tie_decide() {
        check("ada", &["ada-lovelace", "new", "ada-byron"]);
    }

    #[test]
    fn letters_count_before_days() {
        check("ada by", &["ada-byron"]);
        check("adolf", &["bo"]);
        check("zoe", &["zoe"]);
    }

    #[test]
    fn with_nothing_typed_all_are_offered() {
        check("", &["ada-lovelace", "new", "ada-byron", "bo", "zoe"]);
    }
}
