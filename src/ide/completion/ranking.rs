//! Which notes come first: by the letters typed, then by how close and how recent.

use std::cmp::Reverse;

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
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let asked = Letters::asked_by(typed);
    let has_slash = typed.contains('/');
    for (at, (id, note)) in notes.enumerate() {
        if has_slash || note.letters.hold(asked) {
            candidates.push(Candidate { score: 0, nearness: nearness(note), at, id, note });
        }
    }
    let is_sifted = !typed.is_empty() && MANY < candidates.len() && sift(&mut candidates, typed);
    if !typed.is_empty() {
        let mut fuzzy = Fuzzy::new(typed);
        candidates.retain_mut(|it| {
            let score = best_score(it.note, asked, has_slash, &mut fuzzy);
            it.score = score.unwrap_or(0);
            score.is_some()
        });
    }
    let mut found = candidates;
    let is_cut = is_sifted || most < found.len();
    let kept = most.max(CLOSER);
    if kept < found.len() {
        found.select_nth_unstable_by_key(kept, Candidate::order);
        found.truncate(kept);
    }
    found.sort_by_key(Candidate::order);
    // Of the best by letters, those of whom something was heard lately come first among near equals.
    let looked_at = found.len().min(CLOSER);
    for entry in &mut found[..looked_at] {
        if entry.note.contact().is_some() {
            let last = snapshot.timeline(entry.id).last().map(|touch| touch.date);
            entry.nearness = entry.nearness.max(recency(last) + tie_days(entry.note));
        }
    }
    // A difference of a few points is no difference: it comes of a capital or a word's beginning.
    found[..looked_at].sort_by_key(|it| (Reverse((it.score / 16, it.nearness)), it.order()));
    found.truncate(most);
    (found.into_iter().map(|it| (it.id, it.note)).collect(), is_cut)
}

/// A note that may be meant.
struct Candidate<'a> {
    score: u32,
    nearness: i64,
    /// Its place among the notes, which come by path.
    at: usize,
    id: NoteId,
    note: &'a Note,
}

impl Candidate<'_> {
    /// The better by letters first, then the nearer, then by path.
    fn order(&self) -> (Reverse<(u32, i64)>, usize) {
        (Reverse((self.score, self.nearness)), self.at)
    }
}

/// With more candidates than this, letters with gaps between them say little: those come first that hold what was typed as it is.
const MANY: usize = 3000;

/// Leaves those that hold what was typed as it stands, and of very many the nearest; whether any was left out.
fn sift(candidates: &mut Vec<Candidate<'_>>, typed: &str) -> bool {
    let words = typed.trim().as_bytes();
    let holds = |name: &str| name.as_bytes().windows(words.len()).any(|part| part.eq_ignore_ascii_case(words));
    let is_held = |it: &Candidate<'_>| holds(shown_name(it.note)) || holds(it.note.stem());
    if words.is_empty() || !typed.is_ascii() {
        return false;
    }
    let held: Vec<bool> = candidates.iter().map(is_held).collect();
    if held.iter().filter(|is_held| **is_held).count() < CLOSER {
        return false;
    }
    let mut held = held.into_iter();
    candidates.retain(|_| held.next().unwrap_or(false));
    if MANY < candidates.len() {
        candidates.select_nth_unstable_by_key(MANY, Candidate::order);
        candidates.truncate(MANY);
    }
    true
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
