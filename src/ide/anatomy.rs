//! A message's anatomy as an editor shows it: greeting, intro, purpose, specifics, ask, sign-off.

use crate::notes::note::Note;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Anatomy, Place, Sentence};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// A part of a message: what its sentences do, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it does, in a word.
    pub name: &'static str,
    /// The sentences, one or several in a row.
    pub range: TextRange,
}

/// So sure the reading has to be before a sentence is called something.
const SURE: f32 = 0.5;

/// The parts of a message in order; none for what is no message, or holds no text.
#[must_use]
pub fn parts(snapshot: &Snapshot, id: NoteId, note: &Note) -> Vec<Part> {
    if note.outreach().is_none() {
        return Vec::new();
    }
    let Some(anatomy) = snapshot.anatomy(id) else { return Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    for (at, sentence) in anatomy.sentences.iter().enumerate() {
        let Some(name) = name_of(&anatomy, at, sentence) else { continue };
        match parts.last_mut() {
            Some(last) if last.name == name => last.range = last.range.join(sentence.range),
            _ => parts.push(Part { name, range: sentence.range }),
        }
    }
    parts
}

fn name_of(anatomy: &Anatomy, at: usize, sentence: &Sentence) -> Option<&'static str> {
    match sentence.place {
        Place::Greeting => return Some("greeting"),
        Place::SignOff => return Some("sign-off"),
        Place::Contact => return Some("contact line"),
        Place::Body | Place::Postscript => {}
    }
    if anatomy.asks.iter().any(|ask| ask.sentence == at) || anatomy.offered().any(|offer| offer.sentence == at) {
        return Some("ask");
    }
    let named = [
        (Act::MeetingAsk, "ask"),
        (Act::Intro, "intro"),
        (Act::Update, "update"),
        (Act::Purpose, "purpose"),
        (Act::Specific, "specifics"),
        (Act::Link, "specifics"),
        (Act::Detail, "specifics"),
        (Act::Question, "question"),
        (Act::ProcessQuestion, "question"),
        (Act::Thanks, "thanks"),
        (Act::Praise, "praise"),
    ];
    let best = named.into_iter().max_by(|one, other| sentence.score(one.0).total_cmp(&sentence.score(other.0)))?;
    (SURE <= sentence.score(best.0)).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::testing::journal;

    #[test]
    fn a_message_is_told_by_what_its_sentences_do() {
        let snapshot = journal(
            "//- contacts/ada.md\n# Ada Lovelace\n//- outreach/2026-11-23-ada.md\n---\nto: Ada Lovelace\n---\nHi Ada,\n\nI'm Sam, a former line cook now studying back-end development.\n\n\
Would you have 30 minutes for a call on Tuesday 1 December at 4pm?\n\nThanks,\nSam\n",
        );
        let note = snapshot.at("outreach/2026-11-23-ada.md").unwrap();
        let found = parts(&snapshot, snapshot.id("outreach/2026-11-23-ada.md").unwrap(), note);
        let names: Vec<&str> = found.iter().map(|part| part.name).collect();
        assert_eq!(names, ["greeting", "intro", "ask", "sign-off"]);
    }

    #[test]
    fn other_notes_have_no_anatomy() {
        let snapshot = journal("//- n.md\nHi Ada,\n");
        assert_eq!(parts(&snapshot, snapshot.id("n.md").unwrap(), snapshot.at("n.md").unwrap()), []);
    }
}
