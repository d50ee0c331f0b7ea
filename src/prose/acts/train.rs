//! Training: from labelled sentences to the bytes of the weights, thresholds included. For the tool in `tests/acts.rs`, not for the program.

use std::thread;

use rustc_hash::FxHashMap;

use crate::prose::acts::act::{ACT_COUNT, Act, Stage};
use crate::prose::acts::clauses::pieces;
use crate::prose::acts::features::{Feature, features};
use crate::prose::acts::judge::{Tally, calibrate};
use crate::prose::acts::learn::{Learning, Linear, Matrix, fit};
use crate::prose::acts::math::hash_bytes;
use crate::prose::acts::model::{Calibration, write};
use crate::prose::acts::score::CLAUSE_PENALTY;
use crate::prose::acts::tokens::{Token, tokens};

/// A labelled sentence.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The stage of its message.
    pub stage: Stage,
    /// For each act: it is there, it is not, or nobody knows.
    pub labels: [Option<bool>; ACT_COUNT],
    /// Who wrote it: the letter of its file, `-` for sentences of messages.
    pub author: char,
    /// The part that it belongs to in cross-validation, 0 to 4; both halves of a pair belong to one.
    pub fold: usize,
}

/// How many parts cross-validation makes.
pub const FOLDS: usize = 5;

const LEARNING: Learning = Learning { cost: 0.7, balance: 0.75, rounds: 12 };
const LEAST_SENTENCES: u32 = 3;
/// The share of an act's heaviest weight under which a weight is a trifle.
const TRIFLE: f32 = 0.04;

/// Reads a file of labelled sentences, one JSON object a line; lines that are none are passed over.
#[must_use]
pub fn read_examples(author: char, jsonl: &str) -> Vec<Example> {
    jsonl.lines().filter_map(|line| read_example(author, line)).collect()
}

fn read_example(author: char, line: &str) -> Option<Example> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = value.get("text")?.as_str()?.to_owned();
    let stage = Stage::named(value.get("stage")?.as_str()?)?;
    let mut labels = [Some(false); ACT_COUNT];
    for act in value.get("acts")?.as_array()? {
        labels[Act::named(act.as_str()?)?.index()] = Some(true);
    }
    let group = value.get("pair").map_or_else(|| text.clone(), |pair| format!("{author}{pair}"));
    Some(Example { fold: fold_of(&group), text, stage, labels, author })
}

/// A sentence of a message of which only is known that it does none of `faults`.
#[must_use]
pub fn innocent(text: &str, stage: Stage, faults: &[Act]) -> Example {
    let mut labels = [None; ACT_COUNT];
    faults.iter().for_each(|act| labels[act.index()] = Some(false));
    Example { text: text.to_owned(), stage, labels, author: '-', fold: fold_of(text) }
}

fn fold_of(group: &str) -> usize {
    (hash_bytes(group.as_bytes()) % FOLDS as u64) as usize
}

/// Labelled sentences with their features.
pub struct Prepared {
    /// The sentences.
    pub examples: Vec<Example>,
    views: Vec<Vec<(u32, u8)>>,
    clauses: Vec<Vec<Vec<(u32, u8)>>>,
}

impl Prepared {
    /// Finds the features of every sentence.
    #[must_use]
    pub fn new(examples: Vec<Example>) -> Prepared {
        let (views, clauses) = examples.iter().map(views).unzip();
        Prepared { examples, views, clauses }
    }

    /// The places of the sentences for which `keep` holds.
    pub fn places(&self, keep: impl Fn(&Example) -> bool) -> Vec<usize> {
        (0..self.examples.len()).filter(|at| keep(&self.examples[*at])).collect()
    }
}

type View = Vec<(u32, u8)>;

/// The features of a sentence and of its clauses.
fn views(example: &Example) -> (View, Vec<View>) {
    let tokens = tokens(&example.text);
    let view = |list: &[Token]| unique(&features(list, &tokens, example.stage));
    (view(&tokens.list), pieces(&tokens.list).into_iter().map(|piece| view(&tokens.list[piece])).collect())
}

/// The features, each once, in rising order of keys.
fn unique(found: &[Feature]) -> View {
    let mut keys: View = found.iter().map(|feature| (feature.key, feature.group.value())).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Learnt weights, before they are made small.
pub struct Learnt {
    keys: Vec<u32>,
    acts: Vec<Linear>,
}

impl Learnt {
    /// The scores of a sentence, before calibration: its own or, a little less, that of its best clause.
    #[must_use]
    pub fn raw(&self, prepared: &Prepared, at: usize) -> [f32; ACT_COUNT] {
        let mut best = self.sums(&prepared.views[at]);
        for clause in &prepared.clauses[at] {
            let sums = self.sums(clause);
            best.iter_mut().zip(sums).for_each(|(best, sum)| *best = best.max(sum - CLAUSE_PENALTY));
        }
        best
    }

    fn sums(&self, view: &View) -> [f32; ACT_COUNT] {
        let mut sums = [0.0; ACT_COUNT];
        self.acts.iter().zip(&mut sums).for_each(|(act, sum)| *sum = act.bias);
        for (key, value) in view {
            if let Ok(column) = self.keys.binary_search(key) {
                let value = f32::from(*value) / 16.0;
                self.acts.iter().zip(&mut sums).for_each(|(act, sum)| *sum += act.weights[column] * value);
            }
        }
        sums
    }

    /// The weights as bytes, one scale an act.
    fn bytes(&self, mut calibrations: [Calibration; ACT_COUNT]) -> Vec<u8> {
        let mut rows = vec![[0_i8; ACT_COUNT]; self.keys.len()];
        for (place, act) in self.acts.iter().enumerate() {
            let largest = act.weights.iter().fold(1e-6_f32, |largest, weight| largest.max(weight.abs()));
            let scale = largest / 127.0;
            calibrations[place].scale = scale;
            calibrations[place].bias = act.bias;
            for (row, weight) in rows.iter_mut().zip(&act.weights) {
                row[place] = (weight / scale).round() as i8;
            }
        }
        let kept: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].iter().any(|weight| *weight != 0)).collect();
        let keys: Vec<u32> = kept.iter().map(|at| self.keys[*at]).collect();
        let rows: Vec<[i8; ACT_COUNT]> = kept.iter().map(|at| rows[*at]).collect();
        write(&keys, &rows, &calibrations)
    }
}

/// Learns every act from the sentences at `places`.
#[must_use]
pub fn learn(prepared: &Prepared, places: &[usize]) -> Learnt {
    let keys = dictionary(prepared, places);
    let columns: FxHashMap<u32, u32> = keys.iter().enumerate().map(|(column, key)| (*key, column as u32)).collect();
    let mut matrix = Matrix::default();
    for at in places {
        let row: Vec<(u32, f32)> =
            prepared.views[*at].iter().filter_map(|(key, value)| Some((*columns.get(key)?, f32::from(*value) / 16.0))).collect();
        matrix.push(&row);
    }
    let one = |act: usize| {
        let labels: Vec<Option<bool>> = places.iter().map(|at| prepared.examples[*at].labels[act]).collect();
        fit(&matrix, keys.len(), &labels, &LEARNING)
    };
    let one = &one;
    // Two workers share the acts; which of them learns an act changes nothing in it.
    let (even, odd) = thread::scope(|scope| {
        let odd = scope.spawn(move || (0..ACT_COUNT).filter(|act| act % 2 == 1).map(one).collect::<Vec<_>>());
        let even: Vec<Linear> = (0..ACT_COUNT).filter(|act| act % 2 == 0).map(one).collect();
        (even, odd.join().unwrap_or_default())
    });
    let (mut even, mut odd) = (even.into_iter(), odd.into_iter());
    let acts = (0..ACT_COUNT).filter_map(|act| if act % 2 == 0 { even.next() } else { odd.next() }).collect();
    without_trifles(Learnt { keys, acts })
}

/// Drops the features that weigh little in every act, measured by the act's heaviest: they cost room and tell nothing.
fn without_trifles(mut learnt: Learnt) -> Learnt {
    let least: Vec<f32> =
        learnt.acts.iter().map(|act| act.weights.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs())) * TRIFLE).collect();
    let kept: Vec<usize> = (0..learnt.keys.len())
        .filter(|column| learnt.acts.iter().zip(&least).any(|(act, least)| *least < act.weights[*column].abs()))
        .collect();
    learnt.keys = kept.iter().map(|column| learnt.keys[*column]).collect();
    for act in &mut learnt.acts {
        act.weights = kept.iter().map(|column| act.weights[*column]).collect();
    }
    learnt
}

/// The features that stand in enough of the sentences, in rising order.
fn dictionary(prepared: &Prepared, places: &[usize]) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for at in places {
        for (key, _) in &prepared.views[*at] {
            *counts.entry(*key).or_insert(0) += 1;
        }
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| LEAST_SENTENCES <= *count).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// The scores of the sentences at `places`, each from weights that have not seen its part.
#[must_use]
pub fn out_of_fold(prepared: &Prepared, places: &[usize]) -> Vec<[f32; ACT_COUNT]> {
    let mut scores = vec![[0.0; ACT_COUNT]; places.len()];
    for fold in 0..FOLDS {
        let seen: Vec<usize> = places.iter().copied().filter(|at| prepared.examples[*at].fold != fold).collect();
        let learnt = learn(prepared, &seen);
        for (score, at) in scores.iter_mut().zip(places) {
            if prepared.examples[*at].fold == fold {
                *score = learnt.raw(prepared, *at);
            }
        }
    }
    scores
}

/// Scores out of fold, with what turns them into verdicts.
#[must_use]
pub fn judge(prepared: &Prepared, places: &[usize]) -> (Vec<[f32; ACT_COUNT]>, [Calibration; ACT_COUNT]) {
    let scores = out_of_fold(prepared, places);
    let calibration_of = |act: usize| {
        let pairs = places.iter().zip(&scores);
        let judged: Vec<(f32, bool)> = pairs.filter_map(|(at, score)| Some((score[act], prepared.examples[*at].labels[act]?))).collect();
        calibrate(&judged)
    };
    let calibrations = std::array::from_fn(calibration_of);
    (scores, calibrations)
}

/// Trains on everything and gives the bytes of the weights.
#[must_use]
pub fn train(prepared: &Prepared) -> Vec<u8> {
    let places = prepared.places(|_| true);
    let (_, calibrations) = judge(prepared, &places);
    learn(prepared, &places).bytes(calibrations)
}

/// Leaves each of `authors` out in turn: learns and sets thresholds on the rest, judges on the one left out.
///
/// Gives the verdicts as (place, act index, probability, said) to `each`, and the tallies summed over the authors.
pub fn across_authors(prepared: &Prepared, authors: &[char], mut each: impl FnMut(usize, usize, f32, bool)) -> [Tally; ACT_COUNT] {
    let mut tallies = [Tally::default(); ACT_COUNT];
    for author in authors {
        let seen = prepared.places(|example| example.author != *author);
        let (_, calibrations) = judge(prepared, &seen);
        let learnt = learn(prepared, &seen);
        for at in prepared.places(|example| example.author == *author) {
            let raw = learnt.raw(prepared, at);
            for act in 0..ACT_COUNT {
                let calibration = &calibrations[act];
                let score = calibration.probability(raw[act]);
                let said = calibration.threshold <= score;
                tallies[act].count(said, prepared.examples[at].labels[act] == Some(true));
                each(at, act, score, said);
            }
        }
    }
    tallies
}

#[cfg(test)]
mod tests {
    use super::read_examples;
    use crate::prose::acts::act::Act;

    #[test]
    fn a_line_is_read() {
        let examples = read_examples('x', r#"{"text": "Hi Ada,", "acts": ["greeting"], "stage": "cold"}"#);
        assert_eq!(examples[0].labels[Act::Greeting.index()], Some(true));
        assert_eq!(examples[0].labels[Act::JobAsk.index()], Some(false));
    }
}
