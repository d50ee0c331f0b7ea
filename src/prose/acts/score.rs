//! Scoring: which acts a sentence does, and how surely.

use crate::prose::acts::act::{ACT_COUNT, Act, Stage};
use crate::prose::acts::clauses::pieces;
use crate::prose::acts::features::features;
use crate::prose::acts::model::Model;
use crate::prose::acts::tokens::{Token, tokens};

/// What a sentence does, act by act.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    scores: [f32; ACT_COUNT],
    thresholds: [f32; ACT_COUNT],
}

impl Scored {
    /// How likely the sentence does `act`, from 0 to 1, in a collection where the act is as frequent as in the labelled sentences.
    #[must_use]
    pub fn score(&self, act: Act) -> f32 {
        self.scores[act.index()]
    }

    /// Whether the sentence does `act`, by the threshold that was chosen for it.
    #[must_use]
    pub fn has(&self, act: Act) -> bool {
        self.margin(act) >= 0.0
    }

    /// How far the score lies above (or, negative, below) the act's threshold.
    #[must_use]
    pub fn margin(&self, act: Act) -> f32 {
        self.scores[act.index()] - self.thresholds[act.index()]
    }

    /// The acts that are there, in the order of the list.
    pub fn acts(&self) -> impl Iterator<Item = Act> + '_ {
        Act::ALL.into_iter().filter(|act| self.has(*act))
    }
}

/// Scores every act of one sentence that stands in a message at `stage`.
#[must_use]
pub fn score(sentence: &str, stage: Stage) -> Scored {
    score_with(Model::get(), sentence, stage)
}

/// Scores with other weights than the compiled ones; for the trainer.
#[must_use]
pub fn score_with(model: &Model<'_>, sentence: &str, stage: Stage) -> Scored {
    let raw = raw_scores(model, sentence, stage);
    let mut scored = Scored { scores: [0.0; ACT_COUNT], thresholds: [1.0; ACT_COUNT] };
    for act in Act::ALL {
        let calibration = model.calibration(act);
        scored.scores[act.index()] = calibration.probability(raw[act.index()]);
        scored.thresholds[act.index()] = calibration.threshold;
    }
    scored
}

/// The scores before calibration: the sentence's own or, a little less, those of its best clause.
#[must_use]
pub fn raw_scores(model: &Model<'_>, sentence: &str, stage: Stage) -> [f32; ACT_COUNT] {
    let tokens = tokens(sentence);
    let sums = |list: &[Token]| {
        let sums = model.sums(&features(list, &tokens, stage));
        Act::ALL.map(|act| model.raw(act, sums[act.index()]))
    };
    let mut best = sums(&tokens.list);
    for piece in pieces(&tokens.list) {
        let clause = sums(&tokens.list[piece]);
        best.iter_mut().zip(clause).for_each(|(best, sum)| *best = best.max(sum - CLAUSE_PENALTY));
    }
    best
}

/// How much less a clause counts than its whole sentence, in log-odds.
pub const CLAUSE_PENALTY: f32 = 1.5;

#[cfg(test)]
mod tests {
    use super::score;
    use crate::prose::acts::act::{Act, Stage};

    #[track_caller]
    fn check(sentence: &str, stage: Stage, act: Act, expected: bool) {
        let scored = score(sentence, stage);
        assert_eq!(scored.has(act), expected, "{sentence}: {act} {} ({})", scored.score(act), scored.margin(act));
    }

    #[test]
    fn a_plain_request_for_work_is_a_job_ask() {
        check("Could you give me a job at your company?", Stage::Cold, Act::JobAsk, true);
    }

    #[test]
    fn asking_how_they_hire_is_no_job_ask() {
        check("What do you look for when you hire juniors?", Stage::Cold, Act::JobAsk, false);
        check("What do you look for when you hire juniors?", Stage::Cold, Act::ProcessQuestion, true);
    }

    #[test]
    fn days_that_are_offered_are_a_slot() {
        check("Would Tuesday 1 December or Thursday 3 December after 4 pm work for a call?", Stage::Cold, Act::Slot, true);
    }
}
