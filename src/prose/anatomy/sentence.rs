//! The sentences of a message and what each does: the classifier's scores and the phrases in it.

use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

use crate::prose::acts::act::{ACT_COUNT, Act, Stage};
use crate::prose::acts::score::score;
use crate::prose::anatomy::model::{Place, Sentence};
use crate::prose::cues::{CueHit, cues};
use crate::prose::words::Word;
use crate::text::range::TextRange;
use crate::text::sentences::sentences as cut;

/// The sentences of `own`, which stands at `offset` of a note.
#[must_use]
pub fn sentences(own: &str, offset: usize, words: &[Word], stage: Stage, with_scores: bool) -> Vec<Sentence> {
    let mut first = 0;
    let ranges = cut(own);
    let mut read = Vec::with_capacity(ranges.len());
    for local in ranges {
        let range = local.shifted(offset);
        while words.get(first).is_some_and(|word| word.range.start() < range.start()) {
            first += 1;
        }
        let end = first + words[first..].iter().take_while(|word| word.range.start() < range.end()).count();
        let said = local.of(own);
        let part = &words[first..end];
        let scores = if with_scores && !part.is_empty() { scores(said, stage) } else { [0.0; ACT_COUNT] };
        let shift = |hit: CueHit| CueHit { first: hit.first + first, last: hit.last + first, ..hit };
        let found = if with_scores { cues(part).into_iter().map(shift).collect() } else { Vec::new() };
        read.push(Sentence { range, words: (first, end), place: Place::Body, is_question: is_question(said), scores, cues: found });
        first = end;
    }
    read
}

fn is_question(said: &str) -> bool {
    said.trim_end_matches(|c: char| !matches!(c, '?' | '.' | '!') && !c.is_alphanumeric()).ends_with('?')
}

/// What a sentence scores at a stage. Scores are remembered, so that a keystroke costs one sentence and not the message.
fn scores(said: &str, stage: Stage) -> [f32; ACT_COUNT] {
    let key = (stage, said.to_owned());
    if let Some(known) = REMEMBERED.read().ok().and_then(|known| known.get(&key).copied()) {
        return known;
    }
    let scored = score(said, stage);
    let scores = Act::ALL.map(|act| scored.score(act));
    if let Ok(mut known) = REMEMBERED.write() {
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(key, scores);
    }
    scores
}

/// Sentences whose scores are kept at most: some hundred messages.
const MOST_REMEMBERED: usize = 4096;

type Scores = FxHashMap<(Stage, String), [f32; ACT_COUNT]>;

static REMEMBERED: LazyLock<RwLock<Scores>> = LazyLock::new(RwLock::default);

/// The clauses of a sentence with these words, where there are several: cut at `;`, `:`, dashes and brackets, and at a comma before
/// “and”, “but”, “if”, “would”, “could”, “so”.
#[must_use]
pub fn clauses(words: &[Word]) -> Vec<TextRange> {
    const JOINTS: &[&str] = &["and", "but", "if", "would", "could", "so", "or", "can", "might", "may", "then"];
    let mut found = Vec::new();
    let mut first = 0;
    for at in 0..words.len() {
        let is_last = at + 1 == words.len();
        let joint = words.get(at + 1).is_some_and(|next| JOINTS.contains(&next.folded.as_str()));
        let cuts = matches!(words[at].then, ';' | ':' | '–' | '(' | ')') || words[at].then == ',' && joint;
        if (cuts || is_last) && at + 1 - first >= 4 {
            found.push(words[first].range.join(words[at].range));
            first = at + 1;
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::prose::words::words;

    #[test]
    fn clauses_are_cut_at_strong_marks_and_joints() {
        let text = "I loved the long talk you gave, and could you pass on my CV to the boss; thank you for that";
        let found: Vec<&str> = clauses(&words(text, 0)).into_iter().map(|range| range.of(text)).collect();
        assert_eq!(found, ["I loved the long talk you gave", "and could you pass on my CV to the boss", "thank you for that"]);
    }
}
