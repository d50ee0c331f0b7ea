//! The prompts of all sets, built in and one's own, and how far each is answered across the weeks.

use std::collections::BTreeMap;

use crate::calendar::week::Week;
use crate::notes::catalogue::walk::weeks;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::notes::prompts::PromptStatus;
use crate::text::fuzzy::{did_you_mean, fold};
use crate::workspace::snapshot::Snapshot;

/// A set of prompts.
#[derive(Clone, Debug, PartialEq)]
pub struct SetReport {
    /// Its name: `turing/mod-2`, or a file's stem.
    pub name: String,
    /// Its title, where it is one's own.
    pub title: Option<String>,
    /// The note that holds it; none for the built-in catalogue.
    pub path: Option<String>,
    /// Its weeks, in order.
    pub weeks: Vec<WeekReport>,
}

/// A week of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekReport {
    /// Its name: `turing/mod-2/week-5`.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// Its prompts, in order.
    pub prompts: Vec<PromptReport>,
}

/// A prompt and how far it is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptReport {
    /// Its name for ever, in the built-in catalogue.
    pub id: Option<String>,
    /// Its heading.
    pub heading: String,
    /// What is asked.
    pub body: String,
    /// The furthest that it got in any week.
    pub status: PromptStatus,
    /// The weeks whose notes answer it, completely or partly; oldest first.
    pub weeks: Vec<Week>,
}

/// How many prompts are completed, partly done, open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Answered.
    pub completed: usize,
    /// Begun.
    pub partly: usize,
    /// Not begun.
    pub open: usize,
}

impl Sums {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.completed + self.partly + self.open
    }
}

/// The sums of some prompts.
pub fn sums<'a>(prompts: impl IntoIterator<Item = &'a PromptReport>) -> Sums {
    let mut sums = Sums::default();
    for prompt in prompts {
        match prompt.status {
            PromptStatus::Completed => sums.completed += 1,
            PromptStatus::Partly => sums.partly += 1,
            PromptStatus::NotStarted => sums.open += 1,
        }
    }
    sums
}

impl SetReport {
    /// All its prompts.
    pub fn prompts(&self) -> impl Iterator<Item = &PromptReport> {
        self.weeks.iter().flat_map(|week| &week.prompts)
    }
}

/// Every set with what is answered: one's own first, then the built-in catalogue.
///
/// A heading of a week's note stands for a prompt of the week of prompts that the note names; one carried over from an earlier week, for
/// the only prompt of that heading in the note's set, else anywhere.
#[must_use]
pub fn prompt_sets(snapshot: &Snapshot) -> Vec<SetReport> {
    let mut sets = own_sets(snapshot);
    sets.extend(built_in());
    let mut places: BTreeMap<String, Vec<[usize; 3]>> = BTreeMap::new();
    for (s, set) in sets.iter().enumerate() {
        for (w, week) in set.weeks.iter().enumerate() {
            for (p, prompt) in week.prompts.iter().enumerate() {
                places.entry(key(&prompt.heading)).or_default().push([s, w, p]);
            }
        }
    }
    for (_, note) in snapshot.of_kind(NoteKind::Week) {
        let Some(week) = note.week() else { continue };
        let named = week.prompt_week.as_ref().map(|name| fold(name.value.trim()));
        for answered in &week.prompts {
            let found = places.get(&key(&answered.heading.value)).and_then(|found| place(&sets, found, named.as_deref()));
            let Some([s, w, p]) = found else { continue };
            let prompt = &mut sets[s].weeks[w].prompts[p];
            prompt.status = prompt.status.max(answered.status);
            if answered.status != PromptStatus::NotStarted {
                prompt.weeks.extend(week.week);
            }
        }
    }
    for prompt in sets.iter_mut().flat_map(|set| &mut set.weeks).flat_map(|week| &mut week.prompts) {
        prompt.weeks.sort_unstable();
        prompt.weeks.dedup();
    }
    sets
}

fn key(heading: &str) -> String {
    fold(&heading.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn place(sets: &[SetReport], found: &[[usize; 3]], named: Option<&str>) -> Option<[usize; 3]> {
    let only = |fits: &dyn Fn(&[usize; 3]) -> bool| {
        let mut fitting = found.iter().filter(|place| fits(place));
        fitting.next().copied().filter(|_| fitting.next().is_none())
    };
    let Some(named) = named else { return only(&|_| true) };
    let of_week = |[s, w, _]: &[usize; 3]| fold(&sets[*s].weeks[*w].name) == named;
    let of_set =
        |[s, ..]: &[usize; 3]| named.strip_prefix(&fold(&sets[*s].name)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    only(&of_week).or_else(|| only(&of_set)).or_else(|| only(&|_| true))
}

fn own_sets(snapshot: &Snapshot) -> Vec<SetReport> {
    let mut sets = Vec::new();
    for (_, note) in snapshot.of_kind(NoteKind::Prompts) {
        let Meaning::Prompts(set) = &note.meaning else { continue };
        let weeks = set.weeks.iter().map(|week| {
            let prompts = week.prompts.iter().map(|prompt| unanswered(None, &prompt.heading.value, note.of(prompt.body)));
            WeekReport { name: week.name.clone(), title: week.title.value.clone(), prompts: prompts.collect() }
        });
        let path = Some(note.path.to_string());
        sets.push(SetReport { name: note.stem().to_owned(), title: Some(set.title.clone()), path, weeks: weeks.collect() });
    }
    sets
}

fn built_in() -> Vec<SetReport> {
    let mut sets: Vec<SetReport> = Vec::new();
    for week in weeks() {
        let prompts = week.prompts.iter().map(|prompt| unanswered(Some(prompt.id), prompt.heading, prompt.body));
        let report = WeekReport { name: week.name.to_owned(), title: week.title.to_owned(), prompts: prompts.collect() };
        match sets.last_mut().filter(|set| set.name == week.set) {
            Some(set) => set.weeks.push(report),
            None => sets.push(SetReport { name: week.set.to_owned(), title: None, path: None, weeks: vec![report] }),
        }
    }
    sets
}

fn unanswered(id: Option<&str>, heading: &str, body: &str) -> PromptReport {
    let (id, heading, body) = (id.map(str::to_owned), heading.to_owned(), body.to_owned());
    PromptReport { id, heading, body, status: PromptStatus::NotStarted, weeks: Vec::new() }
}

/// Why a name of a set means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSuchSet {
    /// There is none; what was probably meant.
    None(Option<String>),
    /// Several fit.
    Several(Vec<String>),
}

/// The sets, or the one week of a set, that a name means: whole, or an ending or beginning that only one has (`mod-2`).
///
/// # Errors
/// When there is none, or several fit.
pub fn chosen(sets: Vec<SetReport>, name: &str) -> Result<SetReport, NoSuchSet> {
    let wanted = fold(name.trim());
    let names: Vec<String> =
        sets.iter().flat_map(|set| std::iter::once(set.name.clone()).chain(set.weeks.iter().map(|week| week.name.clone()))).collect();
    let whole = |candidate: &&String| fold(candidate) == wanted;
    let part = |candidate: &&String| {
        !wanted.is_empty() && (fold(candidate).starts_with(&wanted) || fold(candidate).ends_with(&format!("/{wanted}")))
    };
    // A set that begins so, before its own weeks, which begin so too.
    let set_part = |candidate: &&String| part(candidate) && sets.iter().any(|set| set.name == **candidate);
    let fitting: Vec<&String> =
        [names.iter().filter(whole).collect::<Vec<_>>(), names.iter().filter(set_part).collect(), names.iter().filter(part).collect()]
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default();
    let found = match fitting.as_slice() {
        [one] => (*one).clone(),
        [] => return Err(NoSuchSet::None(did_you_mean(name, names.iter().map(String::as_str)).map(str::to_owned))),
        several => return Err(NoSuchSet::Several(several.iter().map(|name| (*name).clone()).collect())),
    };
    let mut sets = sets;
    let at = sets.iter().position(|set| set.name == found || set.weeks.iter().any(|week| week.name == found));
    let Some(at) = at else { return Err(NoSuchSet::None(None)) };
    let mut set = sets.swap_remove(at);
    if set.name != found {
        set.weeks.retain(|week| week.name == found);
    }
    Ok(set)
}

#[cfg(test)]
mod tests {
    use super::{NoSuchSet, chosen, prompt_sets, sums};
    use crate::testing::journal;

    const WEEKS: &str = "
//- weeks/2026-W46.md
---
prompts: turing/mod-2/week-5
---
## Prompts
### Review the tracker
- [ ] completed
- [x] partially complete
- [ ] not started

Begun.
### Mine alone
Words.
//- weeks/2026-W47.md
---
prompts: turing/mod-3/week-1
---
## Prompts
### review the  Tracker
https://answer.example
//- prompts/mine.md
# Of my own
## First week
### Why?
Say why.
";

    #[test]
    fn a_prompt_is_as_far_as_it_got_in_any_week() {
        let set = chosen(prompt_sets(&journal(WEEKS)), "turing/mod-2/week-5").unwrap();
        let prompt = &set.weeks[0].prompts[0];
        let weeks: Vec<String> = prompt.weeks.iter().map(ToString::to_string).collect();
        assert_eq!((prompt.status.words(), weeks), ("completed", vec!["2026-W46".to_owned(), "2026-W47".to_owned()]));
        assert_eq!(sums(set.prompts()).completed, 1);
        assert_eq!(sums(set.prompts()).all(), set.weeks[0].prompts.len());
    }

    #[test]
    fn all_sets_are_there_ones_own_first() {
        let sets = prompt_sets(&journal(WEEKS));
        let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
        assert_eq!(names, ["mine", "turing/mod-0", "turing/mod-1", "turing/mod-2", "turing/mod-3", "turing/mod-4"]);
        assert_eq!(sets.iter().skip(1).flat_map(super::SetReport::prompts).count(), 98);
        assert_eq!(sets[0].weeks[0].prompts[0].body, "Say why.");
    }

    #[test]
    fn a_set_is_found_by_as_much_of_its_name_as_tells_it_apart() {
        let name = |words: &str| chosen(prompt_sets(&journal(WEEKS)), words).map(|set| (set.name, set.weeks.len()));
        assert_eq!(name("Turing/Mod-2"), Ok(("turing/mod-2".into(), 5)));
        assert_eq!(name("mod-2"), Ok(("turing/mod-2".into(), 5)));
        assert_eq!(name("mod-2/week-5"), Ok(("turing/mod-2".into(), 1)));
        assert_eq!(name("min"), Ok(("mine".into(), 1)));
        assert!(matches!(name("week-5"), Err(NoSuchSet::Several(names)) if names.len() == 3));
        assert_eq!(name("turing/mod-9"), Err(NoSuchSet::None(Some("turing/mod-0".into()))));
    }
}
