//! Code actions: fixes of findings, and what can be done with the message, habit or table under the cursor.

use crate::actions::mark_message::MessageMark;
use crate::actions::tick::ask::Ask;
use crate::checks::check::{Diagnostic, FixKind};
use crate::ide::act::{Act, all_fixes, can_sort_habits, plan, prompts_left};
use crate::ide::thing::{Thing, thing_at};
use crate::notes::field::Shape;
use crate::notes::note::Note;
use crate::notes::outreach::{Outreach, Status};
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    QuickFix,
    /// It changes something at the cursor.
    Refactor,
    /// It mends the whole note.
    FixAll,
}

/// How an action is done.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// By edits in the note.
    Edits(Vec<TextEdit>),
    /// By an act that is worked out when it is chosen.
    Act(Act),
}

/// Something that can be done here.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// In the imperative.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The finding that it mends, by its place among those that were given.
    pub mends: Option<usize>,
    /// Whether it is what one most likely wants.
    pub is_preferred: bool,
    /// How it is done.
    pub how: How,
}

/// What can be done at a range of a note. `found` are the findings on the note.
#[must_use]
pub fn actions(snapshot: &Snapshot, id: NoteId, range: TextRange, found: &[Diagnostic]) -> Vec<Action> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let mut actions = fixes(range, found);
    // What would be refused is not offered: a follow-up too many, a draft that is not fit to go, thanks that are written already.
    let works = |action: &Action| match &action.how {
        How::Edits(_) => true,
        How::Act(act) => plan(snapshot, id, act, found, &|_| None).is_ok(),
    };
    missing_notes(snapshot, id, note, range.start(), &mut actions);
    if let Some(message) = note.outreach() {
        actions.extend(message_actions(note, message));
    }
    actions.extend(table_actions(snapshot, id, note, range.start()));
    actions.retain(works);
    if !all_fixes(found).is_empty() {
        actions.push(action("Fix all that can be fixed safely", ActionKind::FixAll, Act::FixAll));
    }
    actions
}

fn action(title: impl Into<String>, kind: ActionKind, act: Act) -> Action {
    Action { title: title.into(), kind, mends: None, is_preferred: false, how: How::Act(act) }
}

fn fixes(range: TextRange, found: &[Diagnostic]) -> Vec<Action> {
    let mut actions = Vec::new();
    let here = |finding: TextRange| finding.overlaps(range) || finding.touches(range.start()) || range.touches(finding.start());
    for (at, diagnostic) in found.iter().enumerate().filter(|(_, it)| here(it.finding.range)) {
        for (which, fix) in diagnostic.finding.fixes.iter().enumerate() {
            let how = match &fix.how {
                FixKind::Edits(edits) => How::Edits(edits.clone()),
                FixKind::NewContact(name) => How::Act(Act::NewContact(name.clone())),
                FixKind::FollowUp(stem) => How::Act(Act::FollowUp(stem.clone())),
                FixKind::ThankYou(stem) => How::Act(Act::ThankYou(stem.clone())),
            };
            actions.push(Action { title: fix.title.clone(), kind: ActionKind::QuickFix, mends: Some(at), is_preferred: which == 0, how });
        }
        let allow = Act::Allow(diagnostic.code.to_owned());
        let allow = action(format!("Allow {} in this note", diagnostic.code), ActionKind::QuickFix, allow);
        actions.push(Action { mends: Some(at), ..allow });
    }
    actions
}

/// A name in a field or link that means nobody yet gets a note.
fn missing_notes(snapshot: &Snapshot, id: NoteId, note: &Note, offset: usize, actions: &mut Vec<Action>) {
    let Some(Thing::Unresolved { target, candidates }) = thing_at(snapshot, id, offset).map(|found| found.thing) else { return };
    if !candidates.is_empty() || target.contains('/') {
        return;
    }
    let shape = note.markdown.front_matter.as_ref().and_then(|front| {
        let entry = front.entries.iter().find(|entry| entry.value.range.touches(offset))?;
        note.kind.fields().iter().find(|field| field.name == entry.key).map(|field| field.shape)
    });
    let act = match shape {
        Some(Shape::Company) => Act::NewCompany(target.clone()),
        Some(Shape::Message) => return,
        _ => Act::NewContact(target.clone()),
    };
    let offered = |action: &Action| action.how == How::Act(act.clone());
    if !actions.iter().any(offered) {
        let what = if matches!(act, Act::NewCompany(_)) { "company" } else { "contact" };
        actions.push(action(format!("Make the {what} {target}"), ActionKind::QuickFix, act));
    }
}

fn message_actions(note: &Note, message: &Outreach) -> Vec<Action> {
    let marks: &[(MessageMark, &str)] = match message.status {
        Status::Draft => &[(MessageMark::Sent, "Mark as sent today")],
        Status::Sent => &[
            (MessageMark::Replied, "Mark as answered today"),
            (MessageMark::Met, "Mark as met today"),
            (MessageMark::Declined, "Mark as declined today"),
            (MessageMark::Closed, "Close: wait no longer"),
        ],
        Status::Replied => &[(MessageMark::Met, "Mark as met today")],
        Status::Met | Status::Declined | Status::Closed => &[],
    };
    let mut actions: Vec<Action> = marks.iter().map(|(mark, title)| action(*title, ActionKind::Refactor, Act::Mark(*mark))).collect();
    let stem = note.stem().to_owned();
    match message.status {
        Status::Sent => {
            actions.push(action("Draft a follow-up", ActionKind::Refactor, Act::FollowUp(stem)));
        }
        Status::Replied | Status::Met | Status::Declined => {
            actions.push(action("Draft a thank-you", ActionKind::Refactor, Act::ThankYou(stem)));
        }
        Status::Draft | Status::Closed => {}
    }
    actions
}

fn table_actions(snapshot: &Snapshot, id: NoteId, note: &Note, offset: usize) -> Vec<Action> {
    let mut actions = Vec::new();
    if let Some(Thing::Cell { row, day }) = thing_at(snapshot, id, offset).map(|found| found.thing) {
        let at = note.week().and_then(|week| Some((week, week.tracker.as_ref()?.rows.get(row)?)));
        if let Some((week, at)) = at {
            let habit = &at.name.value;
            let date = at.days.get(day).and_then(|cell| week.date_of(cell.weekday));
            // A day to come can be skipped ahead, not done.
            if date.is_none_or(|date| date <= snapshot.today()) {
                actions.push(action(format!("Tick {habit}"), ActionKind::Refactor, Act::Cell(row, day, Ask::Done)));
            }
            actions.push(action(format!("Skip {habit}"), ActionKind::Refactor, Act::Cell(row, day, Ask::Skip)));
            actions.push(action(format!("Clear {habit}"), ActionKind::Refactor, Act::Cell(row, day, Ask::Clear)));
        }
    }
    if let Some(table) = note.markdown.tables.iter().find(|table| table.range.touches(offset)) {
        if crate::markdown::edit_tables::aligned(&note.text, table) != note.of(table.range) {
            actions.push(action("Align the table", ActionKind::Refactor, Act::Align(offset)));
        }
        if can_sort_habits(snapshot, note) {
            actions.push(action("Sort the habits as in journal.toml", ActionKind::Refactor, Act::SortHabits));
        }
    }
    let left = prompts_left(snapshot, note).len();
    if left > 0 {
        let count = if left == 1 { "the prompt that is left".to_owned() } else { format!("the {left} prompts that are left") };
        actions.push(action(format!("Insert {count}"), ActionKind::Refactor, Act::InsertPrompts));
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::actions;
    use crate::checks::run::check_note;
    use crate::testing::at_cursor;
    use crate::text::range::TextRange;

    #[track_caller]
    fn check(fixture: &str, expected: &[&str]) {
        let (snapshot, id, offset) = at_cursor(fixture);
        let found = check_note(&snapshot, id);
        let titles: Vec<String> = actions(&snapshot, id, TextRange::empty(offset), &found).into_iter().map(|action| action.title).collect();
        assert_eq!(titles, expected);
    }

    #[test]
    fn a_finding_brings_its_fixes_and_a_way_to_allow_it() {
        check(
            "//- contacts/ada.md\n---\nname: Ada\nrol$0ee: x\n---\n",
            &["Write “role”", "Allow unknown-field in this note", "Fix all that can be fixed safely"],
        );
    }

    #[test]
    fn a_message_moves_on_by_its_status() {
        check(
            "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-20\n---\nH$0i\n",
            &["Mark as answered today", "Mark as met today", "Mark as declined today", "Close: wait no longer", "Draft a follow-up"],
        );
    }

    #[test]
    fn a_habit_is_ticked_under_the_cursor() {
        check(
            "//- weeks/2026-W48.md\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | $0  | | | | | | |\n",
            &["Tick Code", "Skip Code", "Clear Code", "Align the table"],
        );
    }

    #[test]
    fn what_would_be_refused_is_not_offered() {
        let sent = "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-10\n---\nH$0i\n";
        let followed = "//- outreach/y.md\n---\nto: Ada\nfollows: x\nintent: follow-up\nstatus: sent\nsent: 2026-11-18\n---\nHi\n";
        check(
            &format!("{sent}{followed}"),
            &["Mark as answered today", "Mark as met today", "Mark as declined today", "Close: wait no longer"],
        );
        check(
            "//- weeks/2026-W48.md\n---\nweek: 2026-W48\n---\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | $0 | | | | | |\n",
            &["Skip Code", "Clear Code", "Align the table"],
        );
        check("//- n.md\n---\nna$0me: x\n", &[]);
    }

    #[test]
    fn what_is_due_and_would_be_refused_all_the_same_has_no_fix() {
        let due = "//- contacts/ada.md\n# Ada\n//- contacts/bo.md\n# Bo\n//- outreach/x.md\n---\nto: Ada\nstatus: sent\nsent: 2026-11-1$00\n---\nHi\n";
        let marks = ["Mark as answered today", "Mark as met today", "Mark as declined today", "Close: wait no longer"];
        let allow = "Allow follow-up-due in this note";
        check(due, &[&["Draft a follow-up", allow], &marks[..], &["Draft a follow-up"]].concat());
        // Bo's message says that it follows this one.
        let other = "//- outreach/y.md\n---\nto: Bo\nfollows: x\nstatus: sent\nsent: 2026-11-18\n---\nHi\n";
        check(&format!("{due}{other}"), &[&[allow], &marks[..]].concat());
    }

    #[test]
    fn a_draft_that_is_not_fit_to_go_is_not_marked_sent() {
        let draft = "//- contacts/ada.md\n# Ada\n//- outreach/x.md\n---\nto: Ada\nallow: [blank-message]\n---\n";
        check(&format!("{draft}$0"), &[]);
        check(
            &draft.replace("allow: [blank-message]\n---\n", "chan$0nel: email\n---\nHi Ada, coffee?\n"),
            &["Allow missing-subject in this note", "Mark as sent today"],
        );
    }

    #[test]
    fn a_name_without_a_note_gets_one() {
        check("//- n.md\n[[Bo Did$0dley]]", &["Allow broken-link in this note", "Make the contact Bo Diddley"]);
    }
}
