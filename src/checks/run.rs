//! Runs the checks: walks the catalogue over notes, applies settings and what a note allows, folds what shares a cause.

use std::sync::Arc;

use crate::checks::catalogue::CATALOGUE;
use crate::checks::check::{Check, Diagnostic, Finding, MessageContext, NoteContext, Reads, Recipient, Severity};
use crate::checks::fold::fold_by;
use crate::checks::journal::invalid_settings::INVALID_SETTINGS;
use crate::notes::outreach::{Intent, Outreach, Status};
use crate::prose::anatomy::model::Anatomy;
use crate::prose::anatomy::read::anatomy;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::timeline::Timeline;

/// The findings on one note, by place.
#[must_use]
pub fn check_note(snapshot: &Snapshot, id: NoteId) -> Vec<Diagnostic> {
    folded(found_in(snapshot, id, CATALOGUE))
}

/// The findings on the journal as a whole: settings, files that are no notes, and what no note can see alone.
#[must_use]
pub fn check_whole(snapshot: &Snapshot) -> Vec<Diagnostic> {
    folded(found_in_whole(snapshot, CATALOGUE))
}

/// The findings on the settings, by place.
#[must_use]
pub fn check_settings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    folded(found_in_whole(snapshot, &[&INVALID_SETTINGS]))
}

/// Every finding in the journal, by path and then by place. Notes are read on as many threads as the machine has.
#[must_use]
pub fn check_all(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let ids: Vec<NoteId> = snapshot.notes().map(|(id, _)| id).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, ids.len() / 32 + 1);
    let mut all: Vec<Diagnostic> = std::thread::scope(|scope| {
        // Each takes every so-manyth note: neighbours are of one kind, and messages take far longer than days.
        let work = |first: usize| ids.iter().skip(first).step_by(threads).flat_map(|id| check_note(snapshot, *id)).collect::<Vec<_>>();
        let workers: Vec<_> = (1..threads).map(|first| scope.spawn(move || work(first))).collect();
        let mut found = check_whole(snapshot);
        found.extend(work(0));
        found.extend(workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()));
        found
    });
    all.sort_by(|one, other| (&one.path, one.finding.range, one.code).cmp(&(&other.path, other.finding.range, other.code)));
    all
}

/// The findings of these checks on one note, before folding.
#[cfg(test)]
pub(crate) fn findings_of(snapshot: &Snapshot, id: NoteId, checks: &[&Check]) -> Vec<Diagnostic> {
    found_in(snapshot, id, checks).into_iter().filter(|found| found.wanted).map(|found| found.diagnostic).collect()
}

/// The findings of these checks on the journal as a whole, before folding.
#[cfg(test)]
pub(crate) fn findings_of_whole(snapshot: &Snapshot, checks: &[&Check]) -> Vec<Diagnostic> {
    found_in_whole(snapshot, checks).into_iter().filter(|found| found.wanted).map(|found| found.diagnostic).collect()
}

/// A finding, and whether the settings and the note want to hear of it. One that is unwanted still stands for those that share its
/// cause: who switched it off does not ask for the next best word on the same fault.
struct Found {
    diagnostic: Diagnostic,
    wanted: bool,
}

fn found_in(snapshot: &Snapshot, id: NoteId, checks: &[&Check]) -> Vec<Found> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let context = NoteContext { snapshot, id, note };
    let recipients = snapshot.recipients(note);
    let timeline = recipients.first().map(|contact| snapshot.timeline(*contact));
    let reads_messages = checks.iter().any(|check| matches!(check.reads, Reads::Message(_)));
    let drafted = drafted(&context, &recipients, timeline.as_deref()).filter(|_| reads_messages);
    let anatomy = drafted.map(|(message, recipient)| {
        let knows_you = recipient.is_some_and(|it| it.knows_you);
        anatomy(&snapshot.reading(note, message, recipient.map(|it| (it.note, it.contact)), knows_you))
    });
    let message = drafted.zip(anatomy.as_ref()).map(|(drafted, anatomy)| message_context(&context, drafted, anatomy));
    let mut found = Vec::new();
    for check in checks {
        let findings = match (check.reads, &message) {
            (Reads::Message(find), Some(message)) => find(message),
            (Reads::Note(find), _) => find(&context),
            (Reads::Message(_), None) | (Reads::Journal(_), _) => Vec::new(),
        };
        let findings = findings.into_iter().map(|finding| finding.in_the_line_ends_of(&note.text));
        found.extend(findings.map(|finding| weighed(snapshot, check, note.path.clone(), finding)));
    }
    found
}

fn found_in_whole(snapshot: &Snapshot, checks: &[&Check]) -> Vec<Found> {
    let mut found = Vec::new();
    for check in checks {
        let Reads::Journal(find) = check.reads else { continue };
        found.extend(find(snapshot).into_iter().map(|(path, finding)| weighed(snapshot, check, path, finding)));
    }
    found
}

/// The draft and whom it goes to, where the note is a draft.
fn drafted<'a>(
    context: &NoteContext<'a>,
    recipients: &[NoteId],
    timeline: Option<&'a Timeline>,
) -> Option<(&'a Outreach, Option<Recipient<'a>>)> {
    let message = context.note.outreach().filter(|message| message.status == Status::Draft)?;
    let recipient = match (recipients, message.to.len(), timeline) {
        ([id], 1, Some(timeline)) => {
            let note = context.snapshot.get(*id)?;
            let contact = note.contact()?;
            let knows_you = context.snapshot.knows_you(contact, timeline);
            Some(Recipient { id: *id, note, contact, timeline, knows_you })
        }
        _ => None,
    };
    Some((message, recipient))
}

fn message_context<'a>(
    context: &NoteContext<'a>,
    (message, recipient): (&'a Outreach, Option<Recipient<'a>>),
    anatomy: &'a Anatomy,
) -> MessageContext<'a> {
    let is_first = match recipient {
        Some(recipient) => context.snapshot.is_first(message, recipient.timeline),
        None => message.intent == Intent::First,
    };
    MessageContext { snapshot: context.snapshot, id: context.id, note: context.note, message, recipient, is_first, anatomy }
}

/// A finding with its level: that of the settings, else the finding's own, else the check's; unwanted where it is switched off.
fn weighed(snapshot: &Snapshot, check: &Check, path: Arc<str>, finding: Finding) -> Found {
    let set = snapshot.settings().checks.iter().rev().find(|(code, _)| code.value == check.code);
    let level = set.map(|(_, level)| level.value.as_str());
    let own = finding.severity.unwrap_or(check.severity).min(check.severity);
    let severity = level.and_then(Severity::named).unwrap_or(own);
    let allowed = snapshot.at(&path).is_some_and(|note| note.allows(check.code));
    Found { diagnostic: Diagnostic { path, code: check.code, severity, finding }, wanted: level != Some("off") && !allowed }
}

fn folded(found: Vec<Found>) -> Vec<Diagnostic> {
    let kept = fold_by(found, |found| &found.diagnostic).into_iter().filter(|found| found.wanted);
    let mut folded: Vec<Diagnostic> = kept.map(|found| found.diagnostic).collect();
    folded.sort_by(|one, other| (&one.path, one.finding.range, one.code).cmp(&(&other.path, other.finding.range, other.code)));
    folded
}

#[cfg(test)]
mod tests {
    use super::{check_all, check_note};
    use crate::checks::check::{Diagnostic, FixKind, Severity};
    use crate::testing::journal;

    fn told(fixture: &str) -> Vec<(String, &'static str, Severity)> {
        check_all(&journal(fixture)).into_iter().map(|one| (one.path.to_string(), one.code, one.severity)).collect()
    }

    const CONTRADICTS: &str = "//- contacts/ada.md\n# Ada\n//- outreach/2026-11-02-ada.md\n---\nto: Ada\nstatus: replied\nsent: 2026-11-05\nreplied: 2026-11-03\n---\nHi\n";

    #[test]
    fn settings_set_the_level_and_switch_off() {
        let with = |level: &str| told(&format!("{CONTRADICTS}//- journal.toml\n[checks]\nstatus-order = \"{level}\"\n"));
        assert_eq!(with("hint"), [("outreach/2026-11-02-ada.md".to_owned(), "status-order", Severity::Hint)]);
        assert_eq!(with("off"), []);
    }

    #[test]
    fn a_note_allows_what_it_names() {
        assert_eq!(told(CONTRADICTS).len(), 1);
        assert_eq!(told(&CONTRADICTS.replace("---\nHi", "allow: [status-order]\n---\nHi")), []);
        assert_eq!(told(&CONTRADICTS.replace("Hi", "Hi\n\n<!-- journal: allow status-order -->")), []);
    }

    #[test]
    fn what_a_fix_adds_ends_its_lines_as_the_note_does() {
        let fixture = "//- journal.toml\n[me]\nname = \"Sam\"\n//- contacts/ada.md\n# Ada\n//- outreach/a.md\n---\nto: Ada\nchannel: email\n---\nYour talk helped.\n";
        for (fixture, end) in [(fixture.to_owned(), "\n"), (fixture.replace('\n', "\r\n"), "\r\n")] {
            let found = check_all(&journal(&fixture));
            let edits = |one: &Diagnostic| match one.finding.fixes.first().map(|fix| fix.how.clone()) {
                Some(FixKind::Edits(edits)) => edits.into_iter().map(|edit| edit.text).collect(),
                _ => Vec::new(),
            };
            let added = |code: &str| found.iter().filter(|one| one.code == code).flat_map(edits).collect::<String>();
            assert_eq!(added("missing-greeting"), format!("Hi Ada,{end}{end}"));
            assert_eq!(added("missing-sign-off"), format!("{end}{end}Sam"));
        }
    }

    #[test]
    fn a_note_alone_is_told_what_the_whole_journal_is_told_of_it() {
        let snapshot = journal(CONTRADICTS);
        let id = snapshot.id("outreach/2026-11-02-ada.md").unwrap();
        assert_eq!(check_note(&snapshot, id), check_all(&snapshot));
    }
}
