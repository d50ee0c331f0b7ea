//! Explaining: the heaviest features of a verdict and the words they came from.

use rustc_hash::FxHashSet;

use crate::prose::acts::act::{Act, Stage};
use crate::prose::acts::features::{Group, features};
use crate::prose::acts::model::Model;
use crate::prose::acts::tokens::tokens;

/// One thing that spoke for or against an act.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The words it came from, as they stand in the sentence.
    pub words: String,
    /// The kind of feature.
    pub group: Group,
    /// How much it weighed, in log-odds: above 0 for the act, below 0 against it.
    pub weight: f32,
}

/// The features of `sentence` that weighed most for or against `act`, the heaviest first.
#[must_use]
pub fn explain(sentence: &str, stage: Stage, act: Act) -> Vec<Reason> {
    let model = Model::get();
    let calibration = model.calibration(act);
    let tokens = tokens(sentence);
    let mut seen = FxHashSet::default();
    let mut reasons = Vec::new();
    for feature in features(&tokens.list, &tokens, stage) {
        let Some(row) = model.row(feature.key) else { continue };
        if !seen.insert(row.index) {
            continue;
        }
        let weight = model.weights(row).find(|(of, _)| *of == act.index()).map_or(0, |(_, weight)| weight);
        let weight = f32::from(weight) * f32::from(feature.group.value()) / 16.0 * calibration.scale * calibration.slope;
        let first = tokens.list.get(usize::from(feature.first)).map_or(0, |token| token.start as usize);
        let last = tokens.list.get(usize::from(feature.last)).map_or(first, |token| token.end as usize);
        let words = sentence.get(first..last.max(first)).unwrap_or_default().to_owned();
        reasons.push(Reason { words, group: feature.group, weight });
    }
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.words.cmp(&b.words)));
    reasons.truncate(12);
    reasons
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::prose::acts::act::{Act, Stage};

    #[test]
    fn the_reasons_quote_the_sentence() {
        let sentence = "Could you refer me for the junior role?";
        let reasons = explain(sentence, Stage::Cold, Act::ReferralAsk);
        assert!(reasons.iter().all(|reason| sentence.contains(&reason.words)));
        assert!(reasons.iter().any(|reason| reason.words.contains("refer") && 0.0 < reason.weight), "{reasons:?}");
    }
}
