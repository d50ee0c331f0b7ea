//! Mends what can be mended unasked: safe edits, made until nothing changes, none of which leads to a new finding.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::checks::check::{Diagnostic, FixKind};
use crate::checks::run::check_all;
use crate::text::edit::{TextEdit, apply};
use crate::text::range::TextRange;
use crate::workspace::change::Change;
use crate::workspace::snapshot::Snapshot;

/// What was mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The edits by file, speaking of the texts as they were.
    pub files: Vec<(Arc<str>, Vec<TextEdit>)>,
    /// How many findings were mended.
    pub fixed: usize,
    /// What is left, in the journal as it would be.
    pub left: Vec<Diagnostic>,
}

/// A mended text may show what could not be read before, and that may be mended too; a circle ends here.
const ROUNDS: usize = 10;

/// Mends the findings that are wanted, in memory. A fix is made unasked where it is the only one that its finding offers: where there
/// are several, the keeper has to choose. One that would lead to a finding that was not there is left out.
#[must_use]
pub fn mend(snapshot: &Snapshot, wanted: &dyn Fn(&Diagnostic) -> bool) -> Mended {
    let mut state = State { snapshot: snapshot.clone(), found: check_all(snapshot), fixed: 0, refused: HashSet::new() };
    for _ in 0..ROUNDS {
        let chosen = choose(&state, wanted);
        if chosen.is_empty() {
            break;
        }
        state.make_all(chosen);
    }
    let files = changed(snapshot, &state.snapshot);
    Mended { files, fixed: state.fixed, left: state.found }
}

/// A finding's fix, chosen to be made.
#[derive(Clone)]
struct Chosen {
    key: Key,
    path: Arc<str>,
    edits: Vec<TextEdit>,
}

/// A finding in words that survive edits elsewhere in its note.
type Key = (Arc<str>, &'static str, String);

struct State {
    snapshot: Snapshot,
    found: Vec<Diagnostic>,
    fixed: usize,
    refused: HashSet<Key>,
}

impl State {
    /// Makes all at once where that goes well; else note by note; else one by one, refusing those that do harm.
    fn make_all(&mut self, chosen: Vec<Chosen>) {
        if self.make(&chosen) {
            return;
        }
        let mut by_note: BTreeMap<Arc<str>, Vec<Chosen>> = BTreeMap::new();
        for one in chosen {
            by_note.entry(one.path.clone()).or_default().push(one);
        }
        for of_note in by_note.into_values() {
            if !self.make(&of_note) {
                self.make_one_of(of_note);
            }
        }
    }

    /// The first that goes well; the ranges of the others may have moved by then, so that they wait for the next round.
    fn make_one_of(&mut self, of_note: Vec<Chosen>) {
        for one in of_note {
            if self.make(std::slice::from_ref(&one)) {
                return;
            }
            self.refused.insert(one.key);
        }
    }

    /// Whether these could be made: every edit fits, nothing new is found, and less is found than before.
    fn make(&mut self, chosen: &[Chosen]) -> bool {
        let Some(next) = after(&self.snapshot, chosen) else { return false };
        let found = check_all(&next);
        if found.len() >= self.found.len() || has_new(&self.found, &found) {
            return false;
        }
        self.snapshot = next;
        self.found = found;
        self.fixed += chosen.len();
        true
    }
}

fn choose(state: &State, wanted: &dyn Fn(&Diagnostic) -> bool) -> Vec<Chosen> {
    let mut chosen: Vec<Chosen> = Vec::new();
    for one in state.found.iter().filter(|one| wanted(one)) {
        let key = (one.path.clone(), one.code, one.finding.message.clone());
        let [fix] = one.finding.fixes.as_slice() else { continue };
        let FixKind::Edits(edits) = &fix.how else { continue };
        let free =
            |edit: &TextEdit| !chosen.iter().any(|other| other.path == one.path && other.edits.iter().any(|it| meet(it.range, edit.range)));
        if !state.refused.contains(&key) && edits.iter().all(free) {
            chosen.push(Chosen { key, path: one.path.clone(), edits: edits.clone() });
        }
    }
    chosen
}

/// Whether two edits would get in each other's way: on common bytes, or side by side, where their order would matter.
fn meet(one: TextRange, other: TextRange) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}

fn after(snapshot: &Snapshot, chosen: &[Chosen]) -> Option<Snapshot> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<TextEdit>> = BTreeMap::new();
    for one in chosen {
        by_file.entry(&one.path).or_default().extend(one.edits.iter().cloned());
    }
    let mut changes = Vec::new();
    for (path, edits) in by_file {
        let text: Arc<str> = apply(&text_of(snapshot, path)?, &edits).ok()?.into();
        changes.push(if is_settings(path) { Change::Settings(Some(text)) } else { Change::Note { path: path.clone(), text } });
    }
    Some(snapshot.with(changes))
}

fn is_settings(path: &str) -> bool {
    path == "journal.toml"
}

fn text_of(snapshot: &Snapshot, path: &str) -> Option<Arc<str>> {
    if is_settings(path) { snapshot.settings_text().cloned() } else { snapshot.at(path).map(|note| note.text.clone()) }
}

/// Whether some note has more findings of a code than before. Places move with every edit, so that they are no help here.
fn has_new(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let count = |found: &[Diagnostic]| {
        let mut counts: BTreeMap<(Arc<str>, &'static str), usize> = BTreeMap::new();
        for one in found {
            *counts.entry((one.path.clone(), one.code)).or_default() += 1;
        }
        counts
    };
    let before = count(before);
    count(after).into_iter().any(|(key, number)| before.get(&key).copied().unwrap_or(0) < number)
}

/// What differs between two states, as one edit a file.
fn changed(before: &Snapshot, after: &Snapshot) -> Vec<(Arc<str>, Vec<TextEdit>)> {
    let paths = after.notes().map(|(_, note)| note.path.clone()).chain(["journal.toml".into()]);
    let edit = |path: Arc<str>| {
        let (old, new) = (text_of(before, &path)?, text_of(after, &path)?);
        (old != new).then(|| (path, vec![difference(&old, &new)]))
    };
    paths.filter_map(edit).collect()
}

/// The smallest stretch that differs.
fn difference(old: &str, new: &str) -> TextEdit {
    let start: usize = old.chars().zip(new.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let same = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(one, other)| one == other);
    let end: usize = same.map(|(one, _)| one.len_utf8()).sum();
    TextEdit::replace(TextRange::new(start, old.len() - end), &new_rest[..new_rest.len() - end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};

    use super::{difference, mend};
    use crate::checks::run::check_all;
    use crate::testing::journal;
    use crate::text::edit::apply;
    use crate::workspace::change::Change;
    use crate::workspace::snapshot::Snapshot;

    fn mended(fixture: &str) -> (Snapshot, usize) {
        let snapshot = journal(fixture);
        let mended = mend(&snapshot, &|_| true);
        let changes = mended.files.iter().map(|(path, edits)| {
            let text = if &**path == "journal.toml" { snapshot.settings_text().unwrap() } else { &snapshot.at(path).unwrap().text };
            let text = apply(text, edits).unwrap().into();
            if &**path == "journal.toml" { Change::Settings(Some(text)) } else { Change::Note { path: path.clone(), text } }
        });
        (snapshot.with(changes), mended.fixed)
    }

    #[test]
    fn several_notes_are_mended_at_once() {
        let (after, fixed) = mended(
            "//- journal.toml\nwek-start = \"monday\"\n//- contacts/ada.md\n---\nname: Ada\nfolow-up: 2026-12-01\ntie: Weak\n---\n//- days/a.md\nSee [[denver-rsut]].\n//- events/denver-rust.md\n# Denver Rust\n",
        );
        assert_eq!(fixed, 4);
        assert_eq!(&**after.settings_text().unwrap(), "week-start = \"monday\"\n");
        assert_eq!(&*after.at("contacts/ada.md").unwrap().text, "---\nname: Ada\nfollow-up: 2026-12-01\ntie: weak\n---\n");
        assert_eq!(&*after.at("days/a.md").unwrap().text, "See [[denver-rust]].\n");
    }

    #[test]
    fn where_the_keeper_has_to_choose_nothing_is_made() {
        let (after, fixed) =
            mended("//- a.md\n[[Sam]]\n//- contacts/sam-1.md\n---\naliases: [Sam]\n---\n//- contacts/sam-2.md\n---\naliases: [Sam]\n---\n");
        assert_eq!((fixed, &*after.at("a.md").unwrap().text), (0, "[[Sam]]\n"));
    }

    #[test]
    fn a_fix_that_leads_to_a_new_finding_is_left_out() {
        // Without its date, “sent” would contradict itself.
        let (after, fixed) = mended("//- contacts/ada.md\n# Ada\n//- outreach/a.md\n---\nto: Ada\nstatus: Sent\nchanel: email\n---\nHi\n");
        let text = &after.at("outreach/a.md").unwrap().text;
        assert!(text.contains("status: Sent"), "{text}");
        assert!(fixed <= 1);
    }

    #[test]
    fn the_difference_is_the_smallest_stretch() {
        let edit = difference("a é b é", "a é c é");
        assert_eq!((edit.range.of("a é b é"), edit.text.as_str()), ("b", "c"));
        assert_eq!(apply("aa", &[difference("aa", "aaa")]).unwrap(), "aaa");
    }

    fn lines() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "---",
            "status: Sent",
            "status: sent",
            "sent: 2026/11/3",
            "sent: 2026-11-03",
            "chanel: email",
            "to: Ada",
            "to: Adda",
            "follow-up: 2026/12/1",
            "tie: Weak",
            "week: 2026-W47",
            "prompts: turing/mod-2/week-55",
            "allow: [to-long]",
            "[[ada#Fcts]]",
            "[[denver-rsut]]",
            "# Week 47",
            "## Habits",
            "| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |",
            "|---|---|---|---|---|---|---|---|---|",
            "| Job | 2h/week | 45 | x | | | | | |",
            "| Code | dayly | maybe | | | | | | |",
            "## Prompts",
            "### Review teh tracker",
            "- [ ] completed",
            "- [x] not started",
            "- [x] completed",
            "Words.",
            "",
        ]);
        prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n") + "\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn mending_makes_no_new_finding_and_is_done_after_once(week in lines(), message in lines(), contact in lines(), crlf in any::<bool>()) {
            let fixture = format!("//- weeks/2026-W48.md\n{week}//- outreach/2026-11-03-ada.md\n{message}//- contacts/ada.md\n{contact}//- events/denver-rust.md\n# Denver Rust\n");
            let fixture = if crlf { fixture.replace('\n', "\r\n") } else { fixture };
            let before = check_all(&journal(&fixture));
            let (after, fixed) = mended(&fixture);
            let left = check_all(&after);
            assert!(!super::has_new(&before, &left));
            assert!(left.len() <= before.len() && (fixed == 0 || left.len() < before.len()));
            let again = mend(&after, &|_| true);
            assert_eq!((again.fixed, again.files), (0, Vec::new()));
        }
    }
}
