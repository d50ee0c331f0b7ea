//! Runs the checks: walks the catalogue over notes, applies settings and what a note allows, folds what shares a cause.

use std::sync::Arc;

use crate::checks::catalogue::CATALOGUE;
use crate::checks::check::{Check, Diagnostic, Finding, MessageContext, NoteContext, Reads, Recipient, Severity};
use crate::checks::fold::fold;
use crate::notes::outreach::Status;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The findings on one note, by place.
#[must_use]
pub fn check_note(snapshot: &Snapshot, id: NoteId) -> Vec<Diagnostic> {
    fold_by_place(findings_of(snapshot, id, CATALOGUE))
}

/// The findings on the journal as a whole: settings, files that are no notes, and what no note can see alone.
#[must_use]
pub fn check_whole(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in CATALOGUE {
        let Reads::Journal(find) = check.reads else { continue };
        found.extend(find(snapshot).into_iter().filter_map(|(path, finding)| diagnostic(snapshot, check, path, finding)));
    }
    fold_by_place(found)
}

/// Every finding in the journal, by path and then by place. Notes are read on as many threads as the machine has.
#[must_use]
pub fn check_all(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let ids: Vec<NoteId> = snapshot.notes().map(|(id, _)| id).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(ids.len() / 32 + 1);
    let share = ids.len().div_ceil(threads.max(1)).max(1);
    let mut all: Vec<Diagnostic> = std::thread::scope(|scope| {
        let work = |part: &[NoteId]| part.iter().flat_map(|id| check_note(snapshot, *id)).collect::<Vec<_>>();
        let workers: Vec<_> = ids.chunks(share).map(|part| scope.spawn(move || work(part))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    all.extend(check_whole(snapshot));
    all.sort_by(|one, other| (&one.path, one.finding.range, one.code).cmp(&(&other.path, other.finding.range, other.code)));
    all
}

/// The findings of these checks on one note, before folding.
pub(crate) fn findings_of(snapshot: &Snapshot, id: NoteId, checks: &[&Check]) -> Vec<Diagnostic> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let context = NoteContext { snapshot, id, note };
    let recipients = snapshot.recipients(note);
    let timeline = recipients.first().map(|contact| snapshot.timeline(*contact));
    let message = message_context(&context, &recipients, timeline.as_ref());
    let mut found = Vec::new();
    for check in checks {
        let findings = match (check.reads, &message) {
            (Reads::Message(find), Some(message)) => find(message),
            (Reads::Note(find), _) => find(&context),
            (Reads::Message(_), None) | (Reads::Journal(_), _) => Vec::new(),
        };
        let shown = findings.into_iter().filter_map(|finding| diagnostic(snapshot, check, note.path.clone(), finding));
        found.extend(shown.filter(|_| !note.allows(check.code)));
    }
    found
}

fn message_context<'a>(
    context: &NoteContext<'a>,
    recipients: &[NoteId],
    timeline: Option<&'a crate::workspace::timeline::Timeline>,
) -> Option<MessageContext<'a>> {
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
    let is_first = match recipient {
        Some(recipient) => context.snapshot.is_first(message, recipient.timeline),
        None => message.intent == crate::notes::outreach::Intent::First,
    };
    Some(MessageContext { snapshot: context.snapshot, id: context.id, note: context.note, message, recipient, is_first })
}

/// A finding with its level: that of the settings, else the finding's own, else the check's; none where it is switched off.
fn diagnostic(snapshot: &Snapshot, check: &Check, path: Arc<str>, finding: Finding) -> Option<Diagnostic> {
    let set = snapshot.settings().checks.iter().rev().find(|(code, _)| code.value == check.code);
    let severity = match set.map(|(_, level)| level.value.as_str()) {
        Some("off") => return None,
        Some(level) => Severity::named(level).unwrap_or(check.severity),
        None => finding.severity.unwrap_or(check.severity).min(check.severity),
    };
    Some(Diagnostic { path, code: check.code, severity, finding })
}

fn fold_by_place(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut folded = fold(found);
    folded.sort_by(|one, other| (&one.path, one.finding.range, one.code).cmp(&(&other.path, other.finding.range, other.code)));
    folded
}
