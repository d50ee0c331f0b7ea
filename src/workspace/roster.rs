//! Every note by the names under which it is looked for, the likeliest first: what a few typed letters are compared with.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use imbl::OrdMap;

use crate::calendar::week::WeekStart;
use crate::notes::contact::Tie;
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note};
use crate::text::fuzzy::{fold, slips_allowed};
use crate::text::letters::Letters;
use crate::workspace::index::{NoteId, without_md};
use crate::workspace::snapshot::Snapshot;

/// All notes, the nearest first: a keystroke moves one of them. Asking does not touch the notes themselves, which lie all over memory.
#[derive(Clone, Default)]
pub(crate) struct Roster(OrdMap<(Reverse<i32>, NoteId), Entry>);

#[derive(Clone)]
struct Entry {
    kind: NoteKind,
    letters: Letters,
    /// The path, then its names, a line each; folded.
    names: Arc<str>,
    /// Where the stem begins in the path.
    stem: u32,
}

/// A note as it is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The note.
    pub id: NoteId,
    /// Its kind.
    pub kind: NoteKind,
    /// How near it is by itself: the day it speaks of, as a number of days; for a contact a closer tie weighs as some days do.
    pub nearness: i32,
    /// The letters of its names.
    pub letters: Letters,
    /// Its stem, name and aliases, folded, a line each.
    pub names: &'a str,
    /// The same with its folders before the stem.
    pub path_and_names: &'a str,
}

impl Roster {
    /// All notes of a journal.
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let mut all: Vec<_> = snapshot.notes().map(|(id, note)| ((Reverse(nearness(note)), id), Entry::of(note))).collect();
        all.sort_unstable_by_key(|(place, _)| *place);
        Self(all.into_iter().collect())
    }

    /// Takes a note in, in the place of what it was before.
    pub(crate) fn renew(&mut self, id: NoteId, before: Option<&Note>, note: &Note) {
        let (place, entry) = (Reverse(nearness(note)), Entry::of(note));
        if let Some(before) = before.map(|before| Reverse(nearness(before))) {
            let same = |it: &Entry| it.kind == entry.kind && *it.names == *entry.names;
            if before == place && self.0.get(&(place, id)).is_some_and(same) {
                return;
            }
            self.0.remove(&(before, id));
        }
        self.0.insert((place, id), entry);
    }

    /// Leaves a note out.
    pub(crate) fn remove(&mut self, id: NoteId, before: &Note) {
        self.0.remove(&(Reverse(nearness(before)), id));
    }
}

impl Entry {
    fn of(note: &Note) -> Self {
        let mut names = fold(without_md(&note.path));
        let stem = names.rfind('/').map_or(0, |at| at + 1);
        let path = names.len();
        for name in std::iter::once(shown_name(note)).chain(note.aliases.iter().map(|alias| alias.value.as_str())) {
            let name = fold(name);
            if name != names[stem..path] {
                names.push('\n');
                names.push_str(&name);
            }
        }
        let letters = Letters::of(&names[stem..]);
        Self { kind: note.kind, letters, names: names.into(), stem: u32::try_from(stem).unwrap_or(0) }
    }
}

impl Snapshot {
    /// Every note as it is looked for, the nearest first.
    pub fn listed(&self) -> impl Iterator<Item = Listed<'_>> {
        self.roster().0.iter().map(|((Reverse(nearness), id), entry)| Listed {
            id: *id,
            kind: entry.kind,
            nearness: *nearness,
            letters: entry.letters,
            names: entry.names.get(entry.stem as usize..).unwrap_or(&entry.names),
            path_and_names: &entry.names,
        })
    }
}

/// How far a name may be from the word that was meant to be it, in length and in letters, and still be compared in earnest.
const MOST_APART: u32 = 10;

impl Snapshot {
    /// The notes of some kinds of which a name may be meant by a word with a slip of the pen, by path: one shares nearly all its letters. Told
    /// without a look at the notes, of which there may be very many: for whoever compares them in earnest.
    pub fn named_nearly(&self, word: &str, of_kind: impl Fn(NoteKind) -> bool) -> Vec<(NoteId, &Arc<Note>)> {
        let word = fold(word.trim());
        let by_path = word.contains('/');
        let asked = Letters::asked_by(word.rsplit('/').next().unwrap_or(&word));
        let slips = u32::try_from(slips_allowed(word.chars().count())).unwrap_or(u32::MAX);
        let counts = counts_of(&word);
        let is_near = |name: &str| {
            let apart = || counts.iter().zip(counts_of(name)).map(|(one, other)| u32::from(one.abs_diff(other))).sum::<u32>();
            let begins_or_holds = || {
                let holds = |part: &str| part.len().abs_diff(word.len()) <= slips as usize || part.starts_with(&word);
                name.starts_with(&word) || name.split([' ', '-', '_']).any(holds)
            };
            name.len().abs_diff(word.len()) <= MOST_APART as usize && apart() <= MOST_APART || begins_or_holds()
        };
        let near = self.listed().filter(|it| of_kind(it.kind) && it.letters.lacks(asked) <= slips).filter(|it| {
            let names = if by_path { it.path_and_names } else { it.names };
            names.split('\n').any(is_near)
        });
        let mut notes: Vec<(NoteId, &Arc<Note>)> = near.filter_map(|it| Some((it.id, self.get(it.id)?))).collect();
        notes.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
        notes
    }
}

/// How often each letter stands in a name.
fn counts_of(name: &str) -> [u8; 32] {
    let mut counts = [0_u8; 32];
    for byte in name.bytes() {
        let count = &mut counts[usize::from(byte % 32)];
        *count = count.saturating_add(1);
    }
    counts
}

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

fn nearness(note: &Note) -> i32 {
    match &note.meaning {
        Meaning::Contact(contact) => {
            let logged = contact.log.iter().rev().find_map(|line| line.date.as_ref()).map(|date| date.value);
            recency(logged) + tie_days(note)
        }
        Meaning::Outreach(message) => recency(message.sent.as_ref().map(|sent| sent.value).or(message.written)),
        Meaning::Event(event) => recency(event.day()),
        Meaning::Week(week) => recency(week.week.map(|week| week.first_day(WeekStart::Monday))),
        Meaning::Company(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => recency(None),
    }
}

/// A day as a number of days; 0 for none.
#[must_use]
pub fn recency(day: Option<NaiveDate>) -> i32 {
    day.map_or(0, |day| day.num_days_from_ce())
}

/// A closer tie weighs as some days of recency do.
#[must_use]
pub fn tie_days(note: &Note) -> i32 {
    match note.contact().and_then(|contact| contact.tie) {
        Some(Tie::Close) => 40,
        Some(Tie::Dormant | Tie::Community) => 20,
        Some(Tie::Weak) => 10,
        Some(Tie::Cold) | None => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

    use crate::testing::journal;
    use crate::text::fuzzy::did_you_mean;
    use crate::workspace::change::Change;
    use crate::workspace::snapshot::Snapshot;

    #[track_caller]
    fn check(snapshot: &Snapshot, expected: &[&str]) {
        assert_eq!(snapshot.listed().map(|it| it.path_and_names.replace('\n', " = ")).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_nearest_come_first_under_all_their_names() {
        let snapshot = journal(
            "//- Übung.md\n# Plan\n//- contacts/bo.md\n---\naliases: [Adolf]\n---\n# Bo\n## Log\n- 2026-11-20 Met\n//- outreach/2026-11-22-bo.md\n---\nto: Bo\nsent: 2026-11-22\nstatus: sent\n---\n",
        );
        check(&snapshot, &["outreach/2026-11-22-bo", "contacts/bo = adolf", "ubung = plan"]);
    }

    #[test]
    fn a_note_that_changes_moves_and_one_that_goes_is_gone() {
        let note = |path: &str, text: &str| Change::Note { path: path.into(), text: text.into() };
        // Changed before it is made, and after.
        let snapshot = journal("//- contacts/b.md\n# Bo\n").with([note("contacts/b.md", "# B\n")]);
        check(&snapshot, &["contacts/b"]);
        let snapshot = journal("//- contacts/a.md\n# A\n//- contacts/b.md\n# B\n## Log\n- 2026-11-01 Met\n");
        check(&snapshot, &["contacts/b", "contacts/a"]);
        let later = snapshot.with([note("contacts/a.md", "# Ann\n## Log\n- 2026-11-02 Met\n")]);
        check(&later, &["contacts/a = ann", "contacts/b"]);
        check(&later.with([Change::Gone { path: "contacts/a.md".into() }, note("contacts/b.md", "# B\n")]), &["contacts/b"]);
        check(&snapshot, &["contacts/b", "contacts/a"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_name_that_is_meant_is_passed_over(
            stems in prop::collection::btree_set("[a-c]{1,4}(-[a-cé]{1,4}){0,3}", 1..6),
            word in "[a-cÉ]{1,5}(-[a-d]{1,4}){0,2}",
        ) {
            let text: String = stems.iter().map(|stem| format!("//- n/{stem}.md\nx\n")).collect();
            let snapshot = journal(&text);
            let near = snapshot.named_nearly(&word, |_| true);
            let among_few = did_you_mean(&word, near.iter().map(|(_, note)| note.stem()));
            prop_assert_eq!(among_few, did_you_mean(&word, snapshot.notes().map(|(_, note)| note.stem())), "{} among {:?}", word, stems);
        }
    }
}
