//! Messages that say nearly the same as another one.

use rustc_hash::FxHashMap;

use crate::notes::outreach::Outreach;
use crate::prose::similarity::Masked;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// How much of a message must stand in another one to be called reused.
pub const REUSED: f64 = 0.75;

impl Snapshot {
    /// The message to somebody else in which most of this one stands, with the share of its words found there, from [`REUSED`] to 1;
    /// none where no such message is.
    #[must_use]
    pub fn reused_from(&self, id: NoteId) -> Option<(NoteId, f64)> {
        let note = self.get(id)?;
        let message = note.outreach()?;
        let masked = Masked::of(&message.own_words(&note.text, &note.markdown));
        if !masked.is_telling() {
            return None;
        }
        let sample = masked.sample();
        let mut counts: FxHashMap<NoteId, usize> = FxHashMap::default();
        for shingle in &sample {
            for other in self.said().saying(*shingle).into_iter().filter(|other| *other != id) {
                *counts.entry(other).or_default() += 1;
            }
        }
        // Fewer than a third of the sampled words in common cannot be three quarters of all.
        let mut near: Vec<(usize, NoteId)> =
            counts.into_iter().filter(|(_, count)| *count * 3 >= sample.len()).map(|(other, count)| (count, other)).collect();
        near.sort_unstable_by_key(|(count, other)| (std::cmp::Reverse(*count), *other));
        let recipients = self.recipients(note);
        let shares = near.into_iter().take(8).filter_map(|(_, other)| {
            let there = self.get(other)?;
            let words = there.outreach()?.own_words(&there.text, &there.markdown);
            let to_another = self.recipients(there).iter().all(|one| !recipients.contains(one)) && !same_words(there.outreach(), message);
            let share = masked.share_in(&Masked::of(&words));
            (to_another && REUSED <= share).then_some((other, share))
        });
        shares.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    }
}

/// Whether two messages name the same recipients in the same words, whoever that is.
fn same_words(one: Option<&Outreach>, other: &Outreach) -> bool {
    one.is_some_and(|one| one.to.iter().map(|words| &words.value).eq(other.to.iter().map(|words| &words.value)))
}
