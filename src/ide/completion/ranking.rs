//! Which notes come first: by the letters typed, then by how close and how recent.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::notes::kind::NoteKind;
use crate::notes::note::Note;
use crate::text::fuzzy::{Fuzzy, fold};
use crate::text::letters::Letters;
use crate::workspace::index::NoteId;
use crate::workspace::roster::{Listed, recency, tie_days};
use crate::workspace::snapshot::Snapshot;

/// So many of the best by letters are looked at more closely.
const CLOSER: usize = 60;

/// With more candidates than this, letters with gaps between them say little: those come first that hold what was typed as it is.
const MANY: usize = 1000;

/// Which notes are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Of this kind alone.
    pub kind: Option<NoteKind>,
    /// But not this one.
    pub except: Option<NoteId>,
}

impl Wanted {
    /// Those of a kind.
    #[must_use]
    pub fn of(kind: NoteKind) -> Self {
        Self { kind: Some(kind), except: None }
    }

    fn is_met(self, listed: &Listed<'_>) -> bool {
        self.kind.is_none_or(|kind| kind == listed.kind) && self.except != Some(listed.id)
    }
}

/// The notes that match what was typed, the likeliest first, at most so many; and whether some were left out.
#[must_use]
pub fn ranked<'a>(snapshot: &'a Snapshot, wanted: Wanted, typed: &str, most: usize) -> (Vec<(NoteId, &'a Arc<Note>)>, bool) {
    let typed = fold(typed.trim());
    let kept = most.max(CLOSER);
    let listed = snapshot.listed().filter(|it| wanted.is_met(it));
    let (mut found, is_sifted) = if typed.is_empty() {
        (listed.take(kept + 1).enumerate().map(|(at, it)| Candidate::of(at, &it, 0, true)).collect(), false)
    } else {
        matching(listed, &typed)
    };
    let is_cut = is_sifted || most < found.len();
    if kept < found.len() {
        found.select_nth_unstable_by_key(kept, Candidate::order);
        found.truncate(kept);
    }
    found.sort_by_key(Candidate::order);
    look_closer(snapshot, &mut found);
    found.truncate(most);
    (found.into_iter().filter_map(|it| Some((it.id, snapshot.get(it.id)?))).collect(), is_cut)
}

/// Of the best by letters, those of whom something was heard lately come first among near equals.
fn look_closer(snapshot: &Snapshot, found: &mut [Candidate]) {
    let looked_at = found.len().min(CLOSER);
    for entry in &mut found[..looked_at] {
        if let Some(note) = snapshot.get(entry.id).filter(|note| note.contact().is_some()) {
            let last = snapshot.timeline(entry.id).last().map(|touch| touch.date);
            entry.nearness = entry.nearness.max(recency(last) + tie_days(note));
        }
    }
    // Who begins to type a name means its bearer before whatever holds that name: the contact before the message to them. Apart from that a
    // difference of a few points is no difference: it comes of a word's beginning.
    found[..looked_at].sort_by_key(|it| (Reverse((it.begins, it.score / 16, it.nearness)), it.order()));
}

/// A note that may be meant.
#[derive(Clone, Copy)]
struct Candidate {
    /// Whether one of its names begins with what was typed.
    begins: bool,
    score: u32,
    nearness: i32,
    /// Its place among the notes, the nearest of which come first.
    at: usize,
    id: NoteId,
}

impl Candidate {
    fn of(at: usize, listed: &Listed<'_>, score: u32, begins: bool) -> Self {
        Self { begins, score, nearness: listed.nearness, at, id: listed.id }
    }

    /// The better by letters first, then the nearer.
    fn order(&self) -> (Reverse<u32>, usize) {
        (Reverse(self.score), self.at)
    }
}

/// Those that match folded letters, with their scores; and whether others were left out: of very many the nearest are taken, and those that
/// hold the letters as they stand before those that hold them with gaps.
fn matching<'a>(listed: impl Iterator<Item = Listed<'a>>, typed: &str) -> (Vec<Candidate>, bool) {
    let asked = Letters::asked_by(typed);
    // A folder may be typed too: `contacts/ad`.
    let has_slash = typed.contains('/');
    let (mut whole, mut gappy) = (Vec::new(), Vec::new());
    let mut is_cut = false;
    for (at, it) in listed.enumerate() {
        if !has_slash && !it.letters.hold(asked) {
            continue;
        }
        let names = if has_slash { it.path_and_names } else { it.names };
        if names.contains(typed) {
            whole.push((at, it));
            if whole.len() == MANY {
                is_cut = true;
                break;
            }
        } else if MANY <= gappy.len() {
            is_cut = true;
        } else if typed.split_whitespace().all(|word| holds_in_order(names, word)) {
            gappy.push((at, it));
        }
    }
    if CLOSER <= whole.len() && MANY < whole.len() + gappy.len() {
        is_cut = true;
    } else {
        whole.append(&mut gappy);
    }
    let mut fuzzy = Fuzzy::new(typed);
    let scored = whole.into_iter().filter_map(|(at, it)| {
        let names = if has_slash { it.path_and_names } else { it.names };
        let score = names.split('\n').filter_map(|name| fuzzy.score(name)).max()?;
        Some(Candidate::of(at, &it, score, names.split('\n').any(|name| name.starts_with(typed))))
    });
    (scored.collect(), is_cut)
}

/// Whether the letters of a word stand in `names` in their order: quick to tell, and true of all that can match.
fn holds_in_order(names: &str, word: &str) -> bool {
    let mut letters = names.bytes();
    word.bytes().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::{Wanted, ranked};
    use crate::notes::kind::NoteKind;
    use crate::testing::journal;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let snapshot = journal(
            "//- contacts/ada-lovelace.md\n---\ntie: weak\n---\n# Ada Lovelace\n## Log\n- 2026-11-20 Met\n//- contacts/ada-byron.md\n---\ntie: close\n---\n# Ada Byron\n\
## Log\n- 2026-01-20 Met\n//- contacts/bo.md\n---\naliases: [Adolf]\n---\n# Bo\n//- contacts/zoe.md\n# Zoë\n//- contacts/new.md\n# Ada Newman\n\
//- outreach/2026-11-22-new.md\n---\nto: Ada Newman\nstatus: sent\nsent: 2026-11-22\n---\n",
        );
        let (found, _) = ranked(&snapshot, Wanted::of(NoteKind::Contact), typed, 9);
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
        check("ZOË", &["zoe"]);
        check("contacts/zo", &["zoe"]);
    }

    #[test]
    fn the_bearer_of_a_name_comes_before_the_messages_to_them() {
        let snapshot = journal(
            "//- contacts/ada-lovelace.md\n# Ada Lovelace\n//- outreach/2026-11-22-ada-lovelace.md\n---\nto: Ada Lovelace\nstatus: draft\n---\n",
        );
        let (found, _) = ranked(&snapshot, Wanted::default(), "ada", 2);
        assert_eq!(found.iter().map(|(_, note)| note.stem()).collect::<Vec<_>>(), ["ada-lovelace", "2026-11-22-ada-lovelace"]);
    }

    #[test]
    fn with_nothing_typed_all_are_offered() {
        check("", &["ada-lovelace", "new", "ada-byron", "bo", "zoe"]);
    }

    #[test]
    fn of_very_many_those_that_hold_the_letters_as_they_stand_come_first() {
        let many: String = (0..2500).map(|number| format!("//- t-o-{number:04}.md\nx\n")).collect();
        let held: String = (0..70).map(|number| format!("//- zz-to-{number}.md\nx\n")).collect();
        let snapshot = journal(&format!("{many}{held}"));
        let stems = |typed: &str| {
            let (found, is_cut) = ranked(&snapshot, Wanted::default(), typed, 3);
            (found.iter().map(|(_, note)| note.stem().to_owned()).collect::<Vec<_>>(), is_cut)
        };
        assert!(stems("to").0.iter().all(|stem| stem.starts_with("zz-to")) && stems("to").1);
        assert_eq!(stems("t-o-2499"), (vec!["t-o-2499".to_owned()], false));
        assert!(stems("t-o").1);
    }
}
